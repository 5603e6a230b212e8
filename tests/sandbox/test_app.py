"""The installed app as its manifest describes it, and what is typed to it."""

from bot.sandbox.app import App, Command, Shortcut
from bot.sandbox.channels import Channel
from bot.sandbox.people import Person
from bot.sandbox.running import Slack, running_workspace
from bot.sandbox.typed import escaped
from tests.sandbox.plain_bot import plain_bot

MANIFEST = {
    "display_information": {"name": "Long name"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "helper"},
        "shortcuts": [{"name": "Turn", "type": "message", "callback_id": "turn", "description": "d"}],
        "slash_commands": [{"command": "/do", "description": "d", "usage_hint": "u", "should_escape": True}],
    },
    "oauth_config": {"scopes": {"bot": ["commands"], "bot_optional": ["files:read"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened"]}},
}
ANA = Person("Ana", "Ana Maria Silva", user_id="U1")
BOB = Person("Bob", user_id="U2")
ROOMS = [Channel("general", channel_id="C1"), Channel("inner", is_private=True, channel_id="C2")]


def typed(text: str, labels: bool = True) -> str:
    return escaped(text, [ANA, BOB], ROOMS, labels=labels)


def test_an_app_is_read_from_its_manifest() -> None:
    app = App.from_manifest(MANIFEST)
    assert app.name == "helper"
    assert app.commands == (Command("/do", True, "d", "u"),)
    assert app.shortcuts == (Shortcut("turn", "Turn", on_message=True),)
    assert app.scopes == {"commands", "files:read"}
    assert app.events == {"app_home_opened"}
    assert app.home_tab and app.messages_tab and not app.messages_read_only


def test_an_empty_manifest_has_nothing() -> None:
    app = App.from_manifest({})
    assert (app.commands, app.shortcuts, app.scopes, app.home_tab) == ((), (), frozenset(), False)


def test_the_longest_name_is_the_one_meant() -> None:
    assert typed("@Ana Maria Silva and @ana, @BOB") == "<@U1|ana> and <@U1|ana>, <@U2|bob>"
    assert typed("@Anatole, me@bob and #generally") == "@Anatole, me@bob and #generally"


def test_channels_links_and_addresses_are_marked() -> None:
    assert typed("#general #inner") == "<#C1|general> <#C2|>"
    assert typed("see https://a.org/x?y=1&z=2.") == "see <https://a.org/x?y=1&amp;z=2>."
    assert typed("write a@b.org") == "write <mailto:a@b.org|a@b.org>"
    assert typed("@channel @here") == "<!channel> <!here>"
    assert typed("@Ana <b>", labels=False) == "<@U1> &lt;b&gt;"


def test_ids_are_the_same_each_time_a_workspace_is_made() -> None:
    made = []
    for _ in range(2):
        with running_workspace() as slack:
            made.append((slack.person("Ana").user_id, slack.channel("general").channel_id))
    assert made[0] == made[1]


def test_a_change_of_a_person_is_told_where_subscribed() -> None:
    app = App(events=frozenset({"user_change", "tokens_revoked"}))
    with running_workspace(app=app) as slack, plain_bot(slack) as bot:
        slack.change_person("Ana", tz="Asia/Tokyo", deleted=True)
        (sent,) = bot.waits("events_api")
        assert sent["payload"]["event"]["user"]["tz"] == "Asia/Tokyo"
        slack.revoke_token()
        assert bot.waits("events_api", 2)[1]["payload"]["event"]["type"] == "tokens_revoked"


def test_lines_can_be_closed_properly(slack: Slack) -> None:
    with plain_bot(slack) as bot:
        slack.close_lines()
        bot.waits_for_the_end()
        slack.connected(0)
