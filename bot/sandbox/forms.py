"""What stands in the elements of a form: as Slack writes it into `state.values`, and what Slack's own client checks."""

import re
from collections.abc import Iterator, Mapping

from bot.sandbox.files import LARGEST_INPUT, File
from bot.sandbox.views import State

EMPTY: dict[str, dict[str, object]] = {
    "plain_text_input": {"value": None},
    "email_text_input": {"value": None},
    "url_text_input": {"value": None},
    "number_input": {"value": None},
    "rich_text_input": {"rich_text_value": None},
    "datepicker": {"selected_date": None},
    "timepicker": {"selected_time": None},
    "datetimepicker": {"selected_date_time": None},
    "checkboxes": {"selected_options": []},
    "radio_buttons": {"selected_option": None},
    "static_select": {"selected_option": None},
    "external_select": {"selected_option": None},
    "users_select": {"selected_user": None},
    "channels_select": {"selected_channel": None},
    "conversations_select": {"selected_conversation": None},
    "multi_static_select": {"selected_options": []},
    "multi_external_select": {"selected_options": []},
    "multi_users_select": {"selected_users": []},
    "multi_channels_select": {"selected_channels": []},
    "multi_conversations_select": {"selected_conversations": []},
    "file_input": {"files": []},
}
"""What each element that holds something gives while nothing stands in it."""

INITIAL = {
    "value": "initial_value",
    "rich_text_value": "initial_value",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
}

Field = tuple[dict[str, object], dict[str, object]]
"""A block and the element in it."""


def fields(blocks: object) -> Iterator[Field]:
    """Every element that holds something, with its block, in order."""
    for block in blocks if isinstance(blocks, list | tuple) else ():
        inside = [block.get("element"), block.get("accessory")]
        inside += block.get("elements") or [] if block.get("type") == "actions" else []
        for element in inside:
            if isinstance(element, dict) and element.get("type") in EMPTY:
                yield block, element


def untouched(element: Mapping[str, object], channel: str = "") -> dict[str, object]:
    """What an element gives that nobody touched: its initial value, or nothing."""
    kind = str(element["type"])
    key, nothing = next(iter(EMPTY[kind].items()))
    value = element.get(INITIAL.get(key, ""), nothing)
    if value in (None, [], "") and element.get("default_to_current_conversation") and channel:
        value = [channel] if key.endswith("s") else channel
    return {"type": kind, key: nothing if value == "" else value}


def values(blocks: object, typed: State, channel: str = "") -> State:
    """`state.values` of these blocks: what was typed, else what stood there from the start."""
    state: State = {}
    for block, element in fields(blocks):
        name, action = str(block["block_id"]), str(element["action_id"])
        state.setdefault(name, {})[action] = typed.get(name, {}).get(action) or untouched(element, channel)
    return state


def held(state: Mapping[str, object]) -> object:
    """The value itself, out of one element's state."""
    return next((value for key, value in state.items() if key != "type"), None)


def complaints(blocks: object, state: State, files: Mapping[str, File]) -> dict[str, str]:
    """block_id → what Slack's client says before it sends anything."""
    found = {}
    for block, element in fields(blocks):
        if block.get("type") != "input":
            continue
        value = held(state[str(block["block_id"])][str(element["action_id"])])
        if value in (None, "", []):
            if not block.get("optional"):
                found[str(block["block_id"])] = "Please complete this required field."
        elif said := _complaint(element, value, files):
            found[str(block["block_id"])] = said
    return found


def _complaint(element: Mapping[str, object], value: object, files: Mapping[str, File]) -> str:
    match element["type"]:
        case "plain_text_input":
            return _length(element, str(value))
        case "number_input":
            return _number(element, str(value))
        case "email_text_input":
            fits = re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", str(value))
            return "" if fits else "Please enter a valid email address."
        case "url_text_input":
            return "" if re.match(r"https?://[^\s/]+", str(value)) else "Please enter a valid URL."
        case "file_input":
            return _files(element, value if isinstance(value, list) else [], files)
    most = element.get("max_selected_items")
    if isinstance(most, int) and isinstance(value, list) and len(value) > most:
        return f"Please select at most {most}."
    return ""


def _length(element: Mapping[str, object], value: str) -> str:
    least, most = element.get("min_length"), element.get("max_length") or 3000
    if isinstance(least, int) and len(value) < least:
        return f"Please enter at least {least} characters."
    if isinstance(most, int) and len(value) > most:
        return f"Please enter at most {most} characters."
    return ""


def _number(element: Mapping[str, object], value: str) -> str:
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return "Please enter a number."
    if "." in value and not element.get("is_decimal_allowed"):
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(value) < float(str(least)):
        return f"Please enter a number not below {least}."
    if most is not None and float(value) > float(str(most)):
        return f"Please enter a number not above {most}."
    return ""


def _files(element: Mapping[str, object], chosen: list[object], files: Mapping[str, File]) -> str:
    most = element.get("max_files") or 10
    if isinstance(most, int) and len(chosen) > most:
        return f"Please upload at most {most} files."
    kinds = element.get("filetypes")
    for one in chosen:
        file = files[str(one["id"] if isinstance(one, Mapping) else one)]
        if file.size > LARGEST_INPUT:
            return f"{file.name} is larger than 10 MB."
        if isinstance(kinds, list) and kinds and file.filetype not in kinds:
            return f"{file.name} is not of a type this form takes."
    return ""
