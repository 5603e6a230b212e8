"""Socket Mode, seen from a raw socket."""

from typing import Any

import aiohttp
import pytest

from bot.sandbox.running import Slack
from tests.sandbox.plain_bot import SILENT, plain_bot


def test_hello_says_how_many_lines_are_open(slack: Slack) -> None:
    with plain_bot(slack) as first, plain_bot(slack) as second:
        assert first.waits("hello")[0]["num_connections"] == 1
        assert second.waits("hello")[0]["num_connections"] == 2
        assert first.got[0]["connection_info"]["app_id"] == slack.workspace.app.app_id


def test_a_ticket_is_good_for_one_line(slack: Slack) -> None:
    address = f"ws://127.0.0.1:{slack.server.port}/link/"

    async def connect(ticket: str) -> None:
        async with aiohttp.ClientSession() as session, session.ws_connect(address + ticket):
            pass

    ticket = slack.server.links.ticket()
    slack.run(connect(ticket))
    for used in (ticket, "invented"):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            slack.run(connect(used))


def test_each_payload_goes_down_one_of_the_lines(slack: Slack) -> None:
    with plain_bot(slack) as first, plain_bot(slack) as second:
        for _ in range(4):
            assert slack.person("Ana").types("/wp").ok
        assert len(first.of("slash_commands")) == len(second.of("slash_commands")) == 2


def test_an_eleventh_line_is_sent_away(slack: Slack) -> None:
    links: Any = slack.server.links
    ten = [plain_bot(slack) for _ in range(10)]
    for one in ten:
        one.__enter__()

    async def eleventh() -> Any:
        async with aiohttp.ClientSession() as session:
            url = f"ws://127.0.0.1:{slack.server.port}/link/{links.ticket()}"
            async with session.ws_connect(url) as socket:
                return await socket.receive_json()

    assert slack.run(eleventh())["reason"] == "too_many_websockets"
    for one in reversed(ten):
        one.__exit__(None, None, None)


def test_without_a_line_a_command_cannot_be_dispatched(slack: Slack) -> None:
    ana = slack.person("Ana")
    assert ana.types("/wp").error == "dispatch_failed"
    assert "dispatch_failed" in ana.private[-1].text


@pytest.mark.parametrize("ack_seconds", [0.3])
def test_an_event_that_is_not_acknowledged_is_sent_again_with_its_reason(slack: Slack) -> None:
    with plain_bot(slack, lambda envelope: SILENT) as bot:
        slack.person("Ana").opens_home()
        first, again = bot.waits("events_api", 2)
        assert (first["retry_attempt"], again["retry_attempt"]) == (0, 1)
        assert again["retry_reason"] == "timeout"
        assert first["payload"]["event_id"] == again["payload"]["event_id"]
        slack.wait(lambda: len(slack.deliveries("app_home_opened")) == 2)
        bot.answer = lambda envelope: None
        slack.wait(lambda: all(one.ms is not None for one in slack.deliveries("app_home_opened")))
        slack.retry_events()
        assert bot.waits("events_api", 3)[2]["retry_attempt"] == 2
        slack.wait(lambda: slack.deliveries("app_home_opened")[-1].ms is not None)
        slack.retry_events()
        assert len(bot.of("events_api")) == 3


@pytest.mark.parametrize("ack_seconds", [0.3])
def test_a_command_is_not_sent_again(slack: Slack) -> None:
    with plain_bot(slack, lambda envelope: SILENT) as bot:
        assert slack.person("Ana").types("/wp").error == "operation_timeout"
        slack.retry_events()
        assert len(bot.of("slash_commands")) == 1


def test_what_is_delivered_twice_has_the_same_envelope_and_trigger(slack: Slack) -> None:
    with plain_bot(slack) as bot:
        slack.twice()
        slack.person("Ana").types("/wp")
        one, other = bot.waits("slash_commands", 2)
        assert one == other
        slack.person("Ana").types("/wp")
        assert len(bot.waits("slash_commands", 3)) == 3


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
def test_a_line_that_is_to_be_renewed_is_used_only_while_there_is_no_other(slack: Slack, reason: Any) -> None:
    with plain_bot(slack) as old:
        slack.refresh(reason)
        assert old.waits("disconnect")[0]["reason"] == reason
        slack.person("Ana").types("/wp")
        with plain_bot(slack) as new:
            slack.person("Ana").types("/wp")
            slack.person("Ana").types("/wp")
            assert (len(old.of("slash_commands")), len(new.of("slash_commands"))) == (1, 2)


def test_when_socket_mode_is_switched_off_no_new_line_opens(slack: Slack) -> None:
    with plain_bot(slack):
        slack.refresh("link_disabled")
        bot = plain_bot(slack)
        with pytest.raises(KeyError):
            bot.__enter__()
    assert slack.calls("apps.connections.open")[-1].error == "socket_mode_not_enabled"


def test_a_dropped_line_ends_for_both(slack: Slack) -> None:
    with plain_bot(slack) as bot:
        slack.drop()
        bot.waits_for_the_end()
        slack.connected(0)


@pytest.mark.parametrize("ack_seconds", [0.3])
def test_a_silent_line_swallows_what_is_sent(slack: Slack) -> None:
    with plain_bot(slack) as bot:
        slack.go_silent()
        assert slack.person("Ana").types("/wp").error == "operation_timeout"
        assert bot.of("slash_commands") == []
        slack.drop()
