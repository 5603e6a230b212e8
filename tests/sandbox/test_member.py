"""What people do, and what reaches the bot of it."""

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.errors import BadInput, NotFound
from bot.sandbox.app import App, Command
from bot.sandbox.running import Slack, running_workspace
from tests.sandbox.forms import actions, button, choice, home, plain, section
from tests.sandbox.plain_bot import PlainBot, plain_bot


def payload(bot: PlainBot, kind: str = "interactive") -> Any:
    return bot.waits(kind)[-1]["payload"]


def test_a_command_carries_who_where_and_the_text_escaped(slack: Slack) -> None:
    ana, bea = slack.person("Ana"), slack.person("Bea")
    with plain_bot(slack) as bot:
        ana.types("/wp assign 15 @Bea Member in #general & #chairs <b> https://example.org/x, @here", "general")
        sent = payload(bot, "slash_commands")
    general, chairs = slack.channel("general").channel_id, slack.channel("chairs").channel_id
    assert sent["text"] == (
        f"assign 15 <@{bea.user_id}|bea> in <#{general}|general> &amp; <#{chairs}|> &lt;b&gt; "
        "<https://example.org/x>, <!here>"
    )
    assert sent["command"] == "/wp"
    assert (sent["user_id"], sent["team_id"]) == (ana.user_id, ana.person.team_id)
    assert (sent["channel_id"], sent["channel_name"]) == (general, "general")
    assert "thread_ts" not in sent


def test_without_should_escape_the_text_goes_as_typed() -> None:
    with running_workspace(app=App(commands=(Command(should_escape=False),))) as slack, plain_bot(slack) as bot:
        slack.person("Ana").types("/wp assign 15 @Bea & more")
        assert payload(bot, "slash_commands")["text"] == "assign 15 @Bea & more"


def test_where_commands_do_not_work(slack: Slack, api: WebClient) -> None:
    ana, sam = slack.person("Ana"), slack.person("Sam")
    ts = api.chat_postMessage(channel=slack.channel("general").channel_id, text="x")["ts"]
    with plain_bot(slack) as bot:
        assert "not supported in threads" in ana.types("/wp", "general", thread_ts=ts).said
        assert "not a valid command" in ana.types("/wq", "general").said
        assert "not a valid command" in sam.types("/wp", "general").said
        assert ana.types("/wp", "old").error == "refused"
        assert ana.types("/wp", "dm").ok
        assert payload(bot, "slash_commands")["channel_name"] == "directmessage"
        assert len(bot.of("slash_commands")) == 1
    assert "not a valid command" in sam.private[-1].text


def test_a_read_only_messages_tab_takes_no_commands() -> None:
    with running_workspace(app=App(messages_read_only=True)) as slack, plain_bot(slack):
        assert slack.person("Ana").types("/wp", "dm").error == "refused"
        assert slack.person("Ana").types("hello", "dm").error == "refused"


def test_a_press_on_a_message_carries_message_channel_and_state(slack: Slack, api: WebClient) -> None:
    sam = slack.person("Sam")
    blocks = [
        section("Pick", accessory={"type": "users_select", "action_id": "who", "initial_user": sam.user_id}),
        actions(button("Claim", "claim", value="14"), button("Claim", "claim2", value="15")),
    ]
    posted = api.chat_postMessage(channel=slack.channel("general").channel_id, text="x", blocks=blocks)
    with plain_bot(slack) as bot:
        assert sam.presses("Claim", slack.messages("general")[0], value="15").ok
        sent = payload(bot)
    assert sent["type"] == "block_actions"
    assert sent["user"]["team_id"] == sam.person.team_id != sent["team"]["id"]
    assert sent["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": posted["channel"],
        "is_ephemeral": False,
    }
    assert sent["channel"] == {"id": posted["channel"], "name": "general"}
    assert sent["message"]["ts"] == posted["ts"]
    (action,) = sent["actions"]
    assert (action["action_id"], action["value"], action["type"]) == ("claim2", "15", "button")
    (state,) = sent["state"]["values"].values()
    assert state == {"who": {"type": "users_select", "selected_user": sam.user_id}}


def test_choosing_in_menus_sends_what_was_chosen_and_keeps_it(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    menus = actions(
        {"type": "static_select", "action_id": "one", "options": [choice("Red"), choice("Blue")]},
        {"type": "overflow", "action_id": "more", "options": [choice("Edit"), choice("Drop")]},
        {"type": "datepicker", "action_id": "day"},
        {"type": "multi_users_select", "action_id": "people"},
    )
    api.chat_postMessage(channel=slack.channel("general").channel_id, text="x", blocks=[menus])
    with plain_bot(slack) as bot:
        ana.presses("one", value="Blue")
        assert payload(bot)["actions"][0]["selected_option"]["value"] == "blue"
        ana.presses("more", value="drop")
        assert payload(bot)["actions"][0]["selected_option"]["text"]["text"] == "Drop"
        ana.presses("people", value=["Bea", "Gil"])
        chosen = [slack.person("Bea").user_id, slack.person("Gil").user_id]
        assert payload(bot)["actions"][0]["selected_users"] == chosen
        ana.presses("day", value="2026-05-01")
        (state,) = payload(bot)["state"]["values"].values()
        assert state["one"]["selected_option"]["value"] == "blue"
        assert state["day"]["selected_date"] == "2026-05-01"
        with pytest.raises(BadInput, match="Red, Blue"):
            ana.presses("one", value="Green")
        with pytest.raises(NotFound):
            ana.presses("nothing")


def test_a_confirmation_answered_no_sends_nothing(slack: Slack, api: WebClient) -> None:
    confirm = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No")}
    blocks = [actions(button("Drop", "drop", confirm=confirm))]
    api.chat_postMessage(channel=slack.channel("general").channel_id, text="x", blocks=blocks)
    with plain_bot(slack) as bot:
        assert slack.person("Ana").presses("Drop", confirmed=False).error == "not_confirmed"
        assert bot.of("interactive") == []
        assert slack.person("Ana").presses("Drop").ok


def test_shortcuts_carry_the_message_or_nothing(slack: Slack) -> None:
    ana, sam = slack.person("Ana"), slack.person("Sam")
    ana.types("We should draft this", "general")
    (message,) = slack.messages("general")
    with plain_bot(slack) as bot:
        assert ana.shortcut("turn", message).ok
        sent = payload(bot)
        assert (sent["type"], sent["callback_id"]) == ("message_action", "turn")
        assert sent["message"]["text"] == "We should draft this"
        assert ana.shortcut("Start").ok
        assert payload(bot)["type"] == "shortcut"
        assert sam.shortcut("turn", message).error == "refused"
        assert ana.shortcut("turn").error == "refused"


def test_opening_the_home_tab_is_an_event_with_the_view_shown(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    with plain_bot(slack) as bot:
        ana.opens_home()
        event = payload(bot, "events_api")["event"]
        assert (event["type"], event["user"], event["tab"]) == ("app_home_opened", ana.user_id, "home")
        assert "view" not in event
        api.views_publish(user_id=ana.user_id, view=home(actions(button("Mine"))))
        ana.opens_home()
        assert bot.waits("events_api", 2)[1]["payload"]["event"]["view"]["type"] == "home"
        ana.presses("Mine")
        assert payload(bot)["container"]["type"] == "view"
        assert "channel" not in payload(bot)
        assert slack.person("Sam").opens_home().error == "refused"


def test_what_is_written_reaches_the_bot_only_as_subscribed(slack: Slack) -> None:
    ana = slack.person("Ana")
    with plain_bot(slack) as bot:
        ana.types("to you", "dm")
        assert payload(bot, "events_api")["event"]["channel_type"] == "im"
        ana.types("@wp hello", "general")
        kinds = [one["payload"]["event"]["type"] for one in bot.waits("events_api", 3)]
        assert sorted(kinds) == ["app_mention", "message", "message"]
        ana.types("among us", "chairs")
        slack.person("Carl").types("elsewhere", "general")
        events = [one["payload"]["event"].get("text") for one in bot.waits("events_api", 4)]
        assert "among us" not in events


def test_joining_and_leaving(slack: Slack) -> None:
    carl, gil = slack.person("Carl"), slack.person("Gil")
    carl.leaves("general")
    assert slack.person("Carl").user_id not in slack.channel("general").members
    with plain_bot(slack) as bot:
        assert carl.joins("general").ok
        assert payload(bot, "events_api")["event"]["type"] == "member_joined_channel"
    gil.leaves("general")
    assert gil.joins("general").error == "refused"
    assert gil.sees("general") == []
