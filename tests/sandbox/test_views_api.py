"""views.*: triggers, the stack of three, hashes, the Home tab."""

from datetime import timedelta
from typing import Any

from slack_sdk import WebClient

from bot.clock import ShiftedClock
from bot.sandbox.app import App
from bot.sandbox.running import Slack, running_workspace
from tests.sandbox.errors import error_of, refusal
from tests.sandbox.forms import actions, button, field, home, modal, section
from tests.sandbox.plain_bot import plain_bot


def trigger(slack: Slack, who: str = "Ana") -> str:
    return slack.workspace.tickets.trigger(slack.person(who).user_id)


def test_a_trigger_opens_one_form_within_three_seconds(slack: Slack, api: WebClient, clock: ShiftedClock) -> None:
    fresh, old = trigger(slack), trigger(slack)
    opened = api.views_open(trigger_id=fresh, view=modal(title="First"))["view"]
    assert opened["root_view_id"] == opened["id"]
    assert slack.person("Ana").form().title == "First"
    assert error_of(api.views_open, trigger_id=fresh, view=modal()) == "exchanged_trigger_id"
    clock.shift += timedelta(seconds=3)
    assert error_of(api.views_open, trigger_id=old, view=modal()) == "expired_trigger_id"
    assert error_of(api.views_open, trigger_id="1.2.3", view=modal()) == "invalid_trigger_id"


def test_a_view_beyond_the_limits_is_refused_and_the_trigger_is_kept(slack: Slack, api: WebClient) -> None:
    fresh = trigger(slack)
    answer = refusal(api.views_open, trigger_id=fresh, view=modal(title="x" * 25))
    assert answer["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in answer["response_metadata"]["messages"][0]
    large = modal(*[section("é" * 2900) for _ in range(50)])
    assert error_of(api.views_open, trigger_id=fresh, view=large) == "view_too_large"
    assert api.views_open(trigger_id=fresh, view=modal())["ok"]


def test_three_forms_lie_on_each_other_and_no_more(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    with plain_bot(slack) as bot:
        api.views_open(trigger_id=trigger(slack), view=modal(actions(button()), title="1"))
        for title in ("2", "3"):
            ana.presses("press")
            pressed = bot.got[-1]["payload"]
            pushed = api.views_push(trigger_id=pressed["trigger_id"], view=modal(actions(button()), title=title))
            assert pushed["view"]["previous_view_id"] == pressed["view"]["id"]
        ana.presses("press")
        again: Any = bot.got[-1]["payload"]["trigger_id"]
        assert error_of(api.views_push, trigger_id=again, view=modal()) == "push_limit_reached"
        assert error_of(api.views_push, trigger_id=trigger(slack), view=modal()) == "invalid_trigger_id"
        ana.closes()
        assert ana.form().title == "2"
        ana.closes(everything=True)
        assert ana.modal is None


def test_an_update_keeps_what_was_typed_and_heeds_the_hash(slack: Slack, api: WebClient) -> None:
    ana = slack.person("Ana")
    view = api.views_open(trigger_id=trigger(slack), view=modal(field()))["view"]
    ana.fills({"What": "half a sen"})
    changed = api.views_update(
        view_id=view["id"], hash=view["hash"], view=modal(field(), field(name="more"), title="Two")
    )
    state = changed["view"]["state"]["values"]
    assert state["what"]["what_in"]["value"] == "half a sen"
    assert state["more"]["more_in"]["value"] is None
    assert error_of(api.views_update, view_id=view["id"], hash=view["hash"], view=modal()) == "hash_conflict"
    ana.closes()
    assert error_of(api.views_update, view_id=view["id"], view=modal()) == "not_found"


def test_the_home_tab_is_published_for_one_person(slack: Slack, api: WebClient) -> None:
    ana, bea = slack.person("Ana"), slack.person("Bea")
    first = api.views_publish(user_id=ana.user_id, view=home(section("One")))["view"]
    second = api.views_publish(user_id=ana.user_id, view=home(section("Two")), hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    stale = error_of(api.views_publish, user_id=ana.user_id, view=home(), hash=first["hash"])
    assert stale == "hash_conflict"
    assert ana.sees_home("Two")
    assert bea.home is None
    assert error_of(api.views_publish, user_id=ana.user_id, view=modal()) == "invalid_arguments"


def test_without_a_home_tab_nothing_is_published() -> None:
    with running_workspace(app=App(home_tab=False)) as slack:
        api = WebClient(slack.bot_token, base_url=slack.api_url)
        assert error_of(api.views_publish, user_id=slack.person("Ana").user_id, view=home()) == "not_enabled"


def test_a_form_that_takes_files_needs_the_scope_to_read_them() -> None:
    with running_workspace(app=App(scopes=frozenset({"commands"}))) as slack:
        api = WebClient(slack.bot_token, base_url=slack.api_url)
        answer = refusal(api.views_open, trigger_id=trigger(slack), view=modal(field("file_input")))
        assert (answer["error"], answer["needed"]) == ("missing_scope", "files:read")


def test_blocks_can_be_validated_without_a_token(slack: Slack) -> None:
    api = WebClient(base_url=slack.api_url)
    assert api.blocks_validate(blocks=[section()])["ok"]
    assert api.blocks_validate(view=modal(field()))["ok"]
    assert error_of(api.blocks_validate, blocks=[{"type": "sektion"}]) == "invalid_blocks"
    assert error_of(api.blocks_validate, blocks=[section()], view=modal()) == "invalid_arguments"
