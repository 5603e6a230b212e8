"""The small pieces every message is made of. Pure; holds Slack's limits so that nobody else has to know them."""

import re
from collections.abc import Iterable
from typing import Any

from bot.answers import Block
from bot.titles import as_title

SECTION = 3000
BUTTON = 75
VALUE = 2000
HEADER = 150
FIELD_LABEL = 2000
MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 10_000
"""A whole message can be refused though each block is legal, from about 13,200 characters on."""

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f]")
IN_FORM = "wp:form:"
"""How the ids begin of what shows a form anew: buttons that turn its page, menus that choose in it."""


def escape(said: str) -> str:
    """Somebody's words made inert for mrkdwn: no mention, channel or link comes out of them."""
    clean = _BIDI.sub("", said.replace("\0", ""))
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(escaped: str, limit: int) -> str:
    """At most `limit` characters of escaped text, never cut inside an entity or a mention."""
    if len(escaped) <= limit:
        return escaped
    cut = escaped[: limit - 1]
    for opening, closing in (("&", ";"), ("<", ">")):
        start = cut.rfind(opening)
        if start > cut.rfind(closing):
            cut = cut[:start]
    return cut.rstrip() + "…"


def words(said: str, limit: int = 300) -> str:
    """Somebody's words on one line, inert and at most `limit` characters long."""
    return clip(escape(" ".join(said.split())), limit)


def title(said: str, limit: int = 140) -> str:
    """Somebody's words as a name: on one line, inert, and cut after a sentence or a word where they are long."""
    return escape(as_title(said, limit))


def mrkdwn(text: str, limit: int = SECTION) -> dict[str, Any]:
    """A text object that parses nothing by itself: "@here" in a title stays text."""
    return {"type": "mrkdwn", "text": clip(text, limit) or " ", "verbatim": True}


def plain(text: str, limit: int) -> dict[str, Any]:
    """A text object that shows the words as they are, on one line; nothing in it is parsed."""
    text = _BIDI.sub("", " ".join(text.replace("\0", "").split())) or " "
    return {"type": "plain_text", "text": text if len(text) <= limit else text[: limit - 1] + "…", "emoji": False}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER)}


def section(text: str, accessory: dict[str, Any] | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory:
        block["accessory"] = accessory
    return block


def context(text: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text, 2000)]}


def divider() -> Block:
    return {"type": "divider"}


def button(
    text: str, verb: str, argument: str = "", *, style: str = "", label: str = "", confirm: str = ""
) -> dict[str, Any]:
    """A button that does what typing `verb argument` does. `label` tells look-alikes apart for screen readers."""
    made: dict[str, Any] = {
        "type": "button",
        "text": plain(text, BUTTON),
        "action_id": f"wp:{verb}:{argument}"[:255],
    }
    if argument:
        made["value"] = argument[:VALUE]
    if style:
        made["style"] = style
    if label:
        made["accessibility_label"] = label[:75]
    if confirm:
        made["confirm"] = {
            "title": plain("Are you sure?", 100),
            "text": plain(confirm, 300),
            "confirm": plain(text, 30),
            "deny": plain("Cancel", 30),
        }
    return made


def overflow(name: str, entries: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A small menu at the end of a row: (label, what is typed); two to five. `name` tells it from others."""
    options = [{"text": plain(text, 75), "value": typed[:150]} for text, typed in entries][:5]
    return {"type": "overflow", "action_id": f"wp::{name}"[:255], "options": options}


def chooser(name: str, placeholder: str, entries: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A menu in a message: (label, what is typed); at most 100."""
    options = [{"text": plain(text, 75), "value": typed[:150]} for text, typed in entries][:100]
    element = {"type": "static_select", "action_id": f"wp::{name}"[:255], "options": options}
    return {**element, "placeholder": plain(placeholder, 150)}


STAYS = "stays:"
"""How the block_id of buttons begins whose message is not replaced by the answer: it says by itself what came of it."""


def actions(buttons: Iterable[dict[str, Any]], *, stays: str = "") -> Block:
    """Buttons in a row; at most 25, each once. `stays` names the row in a message that the answer leaves in place."""
    unique = {made["action_id"]: made for made in buttons}
    block: Block = {"type": "actions", "elements": list(unique.values())[:25]}
    return {**block, "block_id": f"{STAYS}{stays}"} if stays else block


def field(
    name: str,
    label: str,
    *,
    hint: str = "",
    initial: str = "",
    lines: bool = False,
    optional: bool = False,
    placeholder: str = "",
) -> Block:
    """A text field of a form; `name` is its block_id, beside which an error can stand."""
    element: dict[str, Any] = {"type": "plain_text_input", "action_id": "value", "multiline": lines, "max_length": 3000}
    if initial:
        element["initial_value"] = initial[:3000]
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    return labelled(name, label, element, hint=hint, optional=optional)


def select(
    name: str,
    label: str,
    options: Iterable[tuple[str, str]],
    *,
    initial: str = "",
    optional: bool = False,
    hint: str = "",
) -> Block:
    """A menu of (value, label); at most 100."""
    made = [{"text": plain(text or " ", 75), "value": value[:150]} for value, text in options][:100]
    element: dict[str, Any] = {"type": "static_select", "action_id": "value", "options": made}
    chosen = next((option for option in made if option["value"] == initial), None)
    if chosen:
        element["initial_option"] = chosen
    return labelled(name, label, element, hint=hint, optional=optional)


def turning(page: int, pages: int) -> list[Block]:
    """The way to the other pages of a form that has several."""
    if pages == 1:
        return []
    turns = [("Previous", page - 1)] if page > 1 else []
    turns += [("Next", page + 1)] if page < pages else []
    return [context(f"Page {page} of {pages}"), actions(button(name, "form", f"page {to}") for name, to in turns)]


def chosen(name: str, label: str, options: Iterable[tuple[str, str]], value: str) -> dict[str, Any]:
    """A menu of (value, words) in a form that is shown anew with each choice; the form then says "NAME value".

    `label` tells look-alikes apart for screen readers.
    """
    made = [{"text": plain(text or " ", 75), "value": f"{name} {one}"[:150]} for one, text in options][:100]
    element: dict[str, Any] = {
        "type": "static_select",
        "action_id": f"{IN_FORM}{name}"[:255],
        "options": made,
        "placeholder": plain(label, 150),
    }
    first = next((option for option in made if option["value"] == f"{name} {value}"[:150]), None)
    if first:
        element["initial_option"] = first
    return element


def labelled(name: str, label: str, element: dict[str, Any], *, hint: str = "", optional: bool = False) -> Block:
    """An input block around any element."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, FIELD_LABEL),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, 2000)
    return block


def modal(verb: str, title: str, submit: str, blocks: Iterable[Block], meta: str = "") -> dict[str, Any]:
    """A form whose submission goes to the command `verb`; `meta` comes back with it. Without `submit`, only to read."""
    return {
        "type": "modal",
        "callback_id": f"wp:{verb}",
        "title": plain(title, 24),
        **({"submit": plain(submit, 24)} if submit else {}),
        "close": plain("Cancel" if submit else "Close", 24),
        "private_metadata": meta[:3000],
        "blocks": list(blocks)[:100],
    }


def fitted(blocks: Iterable[Block], last: Block | None = None) -> tuple[Block, ...]:
    """As many blocks, from the first on, as a message may hold; `last` stands at the end in any case."""
    room = MESSAGE_CHARACTERS - _size(last)
    kept: list[Block] = []
    for block in blocks:
        room -= _size(block)
        if room < 0 or len(kept) == MESSAGE_BLOCKS - 1:
            break
        kept.append(block)
    return (*kept, last) if last else tuple(kept)


def packed(groups: Iterable[list[Block]], *, kept_free: int = 2) -> tuple[list[Block], int]:
    """As many whole groups, from the first on, as a message holds beside `kept_free` blocks; and how many those are."""
    room, blocks, count = MESSAGE_CHARACTERS - kept_free * 400, list[Block](), 0
    for group in groups:
        room -= _size(group)
        if room < 0 or len(blocks) + len(group) > MESSAGE_BLOCKS - kept_free:
            break
        blocks += group
        count += 1
    return blocks, count


def _size(thing: Any) -> int:
    if isinstance(thing, dict):
        return sum(_size(value) for value in thing.values())
    if isinstance(thing, list):
        return sum(_size(value) for value in thing)
    return len(thing) if isinstance(thing, str) else 0


def mention(user_id: str, name: str = "") -> str:
    """A person as Slack shows them; the bare name where there is no id."""
    return f"<@{user_id}>" if user_id else words(name, 80)
