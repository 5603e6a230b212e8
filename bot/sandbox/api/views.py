"""views.* and blocks.validate: modals, the Home tab, and what Slack would say of blocks."""

from collections.abc import Mapping
from json import loads
from typing import Any

from bot.sandbox.api.call import Answer, Call, Method, Refusal
from bot.sandbox.limits import message_problems, problems, view_problems
from bot.sandbox.payloads import view_object
from bot.sandbox.tickets import Trigger
from bot.sandbox.views import View


def checked(call: Call, kind: str) -> Mapping[str, Any]:
    """The view given, once Slack's limits are met."""
    view = call.structure("view")
    if not isinstance(view, Mapping):
        raise Refusal("invalid_arguments", ["[ERROR] missing required field: view"])
    found = view_problems(view)
    if view.get("type") != kind:
        found.append(f"must be of type {kind} [json-pointer:/view/type]")
    if found:
        large = all(one.startswith("view_too_large") for one in found)
        raise Refusal("view_too_large" if large else "invalid_arguments", [f"[ERROR] {one}" for one in found])
    if _asks_for_files(view):
        call.needs_scope("files:read")
    other = call.workspace.views.find(external_id=str(view.get("external_id") or ""))
    if other and other.id != call.text("view_id"):
        raise Refusal("duplicate_external_id")
    return view


def _asks_for_files(view: Mapping[str, Any]) -> bool:
    return any((block.get("element") or {}).get("type") == "file_input" for block in view["blocks"])


def _trigger(call: Call) -> Trigger:
    taken = call.workspace.tickets.exchange(call.need("trigger_id"))
    if isinstance(taken, str):
        raise Refusal(taken)
    return taken


def _answer(call: Call, view: View) -> Answer:
    call.workspace.changes.tell("view", user_id=view.user_id)
    return {"view": view_object(call.workspace, view)}


def open_modal(call: Call) -> Answer:
    view = checked(call, "modal")
    return _answer(call, call.workspace.views.open(_trigger(call).user_id, view))


def push(call: Call) -> Answer:
    view = checked(call, "modal")
    trigger = _trigger(call)
    if not trigger.view_id or call.workspace.views.find(trigger.view_id) is None:
        raise Refusal("invalid_trigger_id")
    pushed = call.workspace.views.push(trigger.user_id, view)
    if pushed is None:
        raise Refusal("push_limit_reached")
    return _answer(call, pushed)


def update(call: Call) -> Answer:
    shown = call.workspace.views.find(call.text("view_id"), call.text("external_id"))
    if shown is None:
        raise Refusal("not_found")
    view = checked(call, shown.type)
    if call.text("hash") and call.text("hash") != shown.hash:
        raise Refusal("hash_conflict")
    call.workspace.views.renew(shown, view)
    return _answer(call, shown)


def publish(call: Call) -> Answer:
    workspace, user = call.workspace, call.need("user_id")
    if not workspace.app.home_tab:
        raise Refusal("not_enabled")
    person = workspace.people.get(user)
    if person is None or person.is_bot:
        raise Refusal("invalid_arguments", ["[ERROR] no such user [json-pointer:/user_id]"])
    view = checked(call, "home")
    before = workspace.views.homes.get(user)
    if call.text("hash") and before and call.text("hash") != before.hash:
        raise Refusal("hash_conflict")
    return _answer(call, workspace.views.publish(user, view))


def validate(call: Call) -> Answer:
    """blocks.validate: exactly one of blocks, view or message; needs no token."""
    given = [name for name in ("blocks", "view", "message") if call.args.get(name) is not None]
    if len(given) != 1:
        raise Refusal("invalid_arguments", ["[ERROR] provide exactly one of blocks, view, message"])
    value = call.structure(given[0])
    if isinstance(value, str):
        try:
            value = loads(value)
        except ValueError:
            raise Refusal("invalid_json") from None
    if given[0] == "view":
        found = view_problems(value)
    elif given[0] == "message":
        found = message_problems(value)
    else:
        found = problems(value, "message")
    if found:
        raise Refusal("invalid_blocks", [f"[ERROR] {one}" for one in found], errors=found)
    return {}


METHODS = {
    "views.open": Method(open_modal),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
    "blocks.validate": Method(validate, open_to_all=True),
}
