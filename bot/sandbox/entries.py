"""What a person enters into an element, turned into the state Slack keeps of it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from bot.errors import BadInput
from bot.sandbox.forms import EMPTY, fields
from bot.sandbox.views import State
from bot.sandbox.workspace import Workspace

Entered = Any
"""Text, an option's words or value, a name, a day …; a list of them where several may be chosen; None to empty it."""


def entry(workspace: Workspace, user_id: str, element: Mapping[str, Any], wanted: Entered) -> dict[str, object]:
    """The element's state with `wanted` in it. BadInput where it does not offer that."""
    kind = str(element["type"])
    key, nothing = next(iter(EMPTY[kind].items()))
    if wanted in (None, "", []):
        return {"type": kind, key: nothing}
    if isinstance(nothing, list):
        several = wanted if isinstance(wanted, list | tuple | set) and not _is_file(wanted) else [wanted]
        return {"type": kind, key: [_one(workspace, user_id, element, one) for one in several]}
    return {"type": kind, key: _one(workspace, user_id, element, wanted)}


def _is_file(wanted: Entered) -> bool:
    return isinstance(wanted, tuple) and len(wanted) == 2 and isinstance(wanted[1], bytes)


def _one(workspace: Workspace, user_id: str, element: Mapping[str, Any], wanted: Entered) -> object:
    kind = str(element["type"]).removeprefix("multi_")
    match kind:
        case "static_select" | "external_select" | "checkboxes" | "radio_buttons":
            return option(offered(workspace, user_id, element), wanted)
        case "users_select":
            return workspace.person(str(wanted)).user_id
        case "channels_select":
            return workspace.channel(str(wanted)).channel_id
        case "conversations_select":
            known = str(wanted) in workspace.channels or any(
                str(wanted).lstrip("#") == one.name for one in workspace.channels.values()
            )
            return workspace.channel(str(wanted)).channel_id if known else workspace.person(str(wanted)).user_id
        case "file_input":
            return _file(workspace, user_id, wanted)
        case "datetimepicker":
            return int(wanted.timestamp()) if isinstance(wanted, datetime) else int(wanted)
        case "rich_text_input":
            return wanted if isinstance(wanted, Mapping) else _rich(str(wanted))
    if isinstance(wanted, date):
        return wanted.isoformat()[:10]
    return wanted.strftime("%H:%M") if isinstance(wanted, time) else str(wanted)


def still_there(blocks: object, wanted: Mapping[str, Entered]) -> dict[str, Entered]:
    """What was entered as "block_id/action_id", for the fields as they are now.

    Where the app has shown the form anew meanwhile, a block it gave no id has another one, and a field may be gone.
    """
    there = [(str(block["block_id"]), str(element["action_id"])) for block, element in fields(blocks)]
    actions = [action for _, action in there]
    kept = {}
    for called, value in wanted.items():
        block, _, action = called.partition("/")
        if (block, action) in there:
            kept[called] = value
        elif actions.count(action) == 1:
            kept[f"{there[actions.index(action)][0]}/{action}"] = value
    return kept


def fill(workspace: Workspace, user_id: str, blocks: object, typed: State, wanted: Mapping[str, Entered]) -> None:
    """Put values into fields named by label, action_id, block_id or block_id/action_id; BadInput for another name."""
    there = {}
    for block, element in fields(blocks):
        label = block.get("label")
        words = label.get("text") if isinstance(label, Mapping) else ""
        name, action = str(block["block_id"]), str(element["action_id"])
        for called in (str(words), action, name, f"{name}/{action}"):
            there[called] = (name, action, element)
    for called, value in wanted.items():
        if called not in there:
            raise BadInput(f"There is no field {called}; there are: {', '.join(filter(None, there))}.")
        name, action, element = there[called]
        typed.setdefault(name, {})[action] = entry(workspace, user_id, element, value)


def offered(workspace: Workspace, user_id: str, element: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every option of an element; of an external menu those it was last given."""
    if "external" in str(element["type"]):
        return list(workspace.suggested.get((user_id, str(element["action_id"])), ()))
    groups = element.get("option_groups") or ()
    return [*(element.get("options") or ()), *(one for group in groups for one in group["options"])]


def option(options: list[dict[str, Any]], wanted: Entered) -> dict[str, Any]:
    """The option of that value or those words."""
    if isinstance(wanted, Mapping):
        wanted = wanted.get("value")
    for one in options:
        if wanted == one.get("value"):
            return one
    for one in options:
        if wanted == one["text"]["text"]:
            return one
    raise BadInput(f"There is no option {wanted}; there are: {', '.join(o['text']['text'] for o in options)}.")


def _file(workspace: Workspace, user_id: str, wanted: Entered) -> object:
    if _is_file(wanted):
        file = workspace.add_file(wanted[0], wanted[1], user_id)
    else:
        file = workspace.files[str(wanted["id"] if isinstance(wanted, Mapping) else wanted)]
    return file.as_payload(workspace.base)


def _rich(text: str) -> dict[str, object]:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}
