"""Finding what a person means to press, and the action a click on it sends."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.entries import Entered, entry, option
from bot.sandbox.forms import EMPTY
from bot.sandbox.messages import Message, elements_of
from bot.sandbox.views import State, View
from bot.sandbox.workspace import Workspace

KEPT = ("action_id", "block_id", "type", "text", "value", "style", "placeholder", "confirm")


def element_called(what: str, on: Message | View, value: Entered = None, block_id: str = "") -> dict[str, Any] | None:
    """The first element of that action_id, words or label; of several buttons the one of that value or block."""
    for element in elements_of(on.blocks):
        found: dict[str, Any] = element
        words = found.get("text") or found.get("placeholder") or {}
        names = (found.get("action_id"), found.get("accessibility_label"), words.get("text"))
        right_block = not block_id or found["block_id"] == block_id
        right_value = found["type"] != "button" or value in (None, found.get("value"))
        if what in names and right_block and right_value:
            return found
    return None


def action(
    workspace: Workspace, user_id: str, element: Mapping[str, Any], value: Entered, typed: State
) -> dict[str, Any]:
    """One entry of `actions`. What was chosen is kept in `typed`, as it stays on the screen."""
    sent = {key: element[key] for key in KEPT if element.get(key) is not None}
    if element["type"] == "overflow":
        sent["selected_option"] = option(element["options"], value)
    elif element["type"] in EMPTY:
        state = entry(workspace, user_id, element, value)
        typed.setdefault(element["block_id"], {})[element["action_id"]] = state
        sent |= {key: one for key, one in state.items() if key != "type"}
    return {**sent, "action_ts": workspace.stamps.ts()}


def place(workspace: Workspace, on: Message | View) -> dict[str, object]:
    """Where a menu stands that asks for its options."""
    if isinstance(on, View):
        container = {"type": "view", "view_id": on.id}
        return {"view": payloads.view_object(workspace, on), "container": container}
    return {
        "channel": {"id": on.channel, "name": workspace.channels[on.channel].shown},
        "container": {"type": "message", "message_ts": on.ts, "channel_id": on.channel},
    }


def options_in(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The options an acknowledgement carries, in groups or not."""
    groups = answer.get("option_groups") or ()
    return [*(answer.get("options") or ()), *(one for group in groups for one in group["options"])]
