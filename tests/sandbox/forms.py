"""Blocks and views for the tests, short to write."""

from typing import Any

Json = dict[str, Any]


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def section(words: str = "Hello", **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}, **more}


def button(words: str = "Press", action_id: str = "press", **more: Any) -> Json:
    return {"type": "button", "text": plain(words), "action_id": action_id, **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def field(kind: str = "plain_text_input", name: str = "what", **more: Any) -> Json:
    """An input block called `name`; keys of the block itself begin with block_."""
    block = {key.removeprefix("block_"): more.pop(key) for key in list(more) if key.startswith("block_")}
    element = {"type": kind, "action_id": f"{name}_in", **more}
    return {"type": "input", "block_id": name, "label": plain(name.title()), "element": element, **block}


def choice(words: str, value: str = "") -> Json:
    return {"text": plain(words), "value": value or words.lower()}


def modal(*blocks: Json, title: str = "Form", **more: Any) -> Json:
    view = {"type": "modal", "title": plain(title), "blocks": list(blocks) or [section()], **more}
    if any(one["type"] == "input" for one in blocks):
        view.setdefault("submit", plain("Save"))
    return view


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}
