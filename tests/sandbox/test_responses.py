"""Response urls and answers in an acknowledgement."""

from datetime import timedelta
from typing import Any

from slack_sdk.webhook import WebhookClient

from bot.clock import ShiftedClock
from bot.sandbox.running import Slack
from tests.sandbox.forms import actions, button
from tests.sandbox.plain_bot import plain_bot


def asked(slack: Slack, line: str = "/wp mine", who: str = "Ana") -> WebhookClient:
    """A response url that a command handed out."""
    with plain_bot(slack) as bot:
        slack.person(who).types(line, in_="general")
        return WebhookClient(bot.waits("slash_commands")[-1]["payload"]["response_url"])


def test_five_answers_and_no_more(slack: Slack) -> None:
    url = asked(slack)
    for n in range(5):
        assert url.send(text=str(n)).status_code == 200
    spent = url.send(text="6")
    assert (spent.status_code, "used_url" in spent.body) == (404, True)
    assert [one.text for one in slack.person("Ana").private] == ["0", "1", "2", "3", "4"]


def test_after_half_an_hour_the_url_is_gone(slack: Slack, clock: ShiftedClock) -> None:
    url = asked(slack)
    clock.shift += timedelta(minutes=29)
    assert url.send(text="just").status_code == 200
    clock.shift += timedelta(minutes=2)
    late = url.send(text="late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


def test_an_answer_to_all_shows_the_command_too_and_once(slack: Slack) -> None:
    url = asked(slack, "/wp show 15")
    url.send(text="Here", response_type="in_channel")
    url.send(text="And here", response_type="in_channel")
    assert [one.text for one in slack.messages("general")] == ["/wp show 15", "Here", "And here"]


def test_a_refused_answer_says_why(slack: Slack) -> None:
    url = asked(slack)
    assert (url.send(text="").status_code, url.send(text="").body) == (400, "no_text")
    assert url.send(text="x", blocks=[{"type": "nothing"}]).body == "invalid_blocks"
    assert slack.person("Ana").private == []


def pressed(slack: Slack, kind: str) -> tuple[WebhookClient, Any]:
    """The response url of a press on a message, and the press."""
    ana = slack.person("Ana")
    asked(slack).send(text="?", blocks=[actions(button())], response_type=kind)
    with plain_bot(slack) as bot:
        ana.presses("press")
        payload = bot.waits("interactive")[-1]["payload"]
    return WebhookClient(payload["response_url"]), payload


def test_a_private_answer_is_replaced_and_deleted_by_its_button(slack: Slack) -> None:
    url, payload = pressed(slack, "ephemeral")
    ana = slack.person("Ana")
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    url.send(text="Replaced", replace_original=True)
    assert [one.text for one in ana.private] == ["Replaced"]
    assert ana.private[0].blocks == ()
    url.send(text="Beside")
    assert [one.text for one in ana.private] == ["Replaced", "Beside"]
    url.send(delete_original=True)
    assert [one.text for one in ana.private] == ["Beside"]


def test_a_message_for_all_is_replaced_by_its_button(slack: Slack) -> None:
    url, payload = pressed(slack, "in_channel")
    assert payload["message"]["text"] == "?"
    url.send(text="Replaced", replace_original=True)
    assert slack.messages("general")[-1].text == "Replaced"
    assert slack.messages("general")[-1].ts == payload["message"]["ts"]


def test_a_command_may_be_answered_in_its_acknowledgement(slack: Slack) -> None:
    ana = slack.person("Ana")
    with plain_bot(slack, lambda envelope: {"text": "At once"}):
        ana.types("/wp mine")
    assert ana.answer().text == "At once"
    with plain_bot(slack, lambda envelope: {"text": "x", "blocks": [{"type": "nothing"}]}):
        ana.types("/wp mine")
    assert slack.calls("ack")[-1].error == "invalid_blocks"
