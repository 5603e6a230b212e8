"""What Slack refuses, as pure functions: blocks, views and messages against the limits of Block Kit.

An empty list means that Slack would take it. The figures and their sources are those of Slack's public reference
for blocks, elements and composition objects, and of the errors seen in the field where the reference is silent.
"""

from collections.abc import Mapping
from json import dumps
from typing import Literal

from bot.sandbox.limits.blocks import BLOCK, SURFACES, TABLE_CHARACTERS, letters
from bot.sandbox.limits.shapes import anything, flag, listed, one_of, plain, refuse, string, thing

Surface = Literal["message", "modal", "home"]

BLOCKS_MOST = {"message": 50, "modal": 100, "home": 100}
MESSAGE_CHARACTERS = 13_200
"""All the words of a message's blocks together; more was seen refused as `msg_blocks_too_long`."""
MARKDOWN_CHARACTERS = 12_000
TEXT_CUT = 40_000
"""A longer `text` of chat.postMessage is cut here, without an error."""
UPDATE_TEXT = 4_000
VIEW_BYTES = 250_000
METADATA_BYTES = 16_000
"""No figure is documented; this one keeps the bot modest."""

_COMMON = {
    "type": anything,
    "blocks": anything,
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
_MODAL = thing(
    {"type": one_of("modal"), "title": plain(24), "blocks": anything},
    {
        **_COMMON,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
)
_HOME = thing({"type": one_of("home"), "blocks": anything}, _COMMON)


def problems(blocks: object, surface: Surface, pointer: str = "/blocks") -> list[str]:
    """Everything Slack would refuse about these blocks on this surface, each with a JSON pointer."""
    found: list[str] = []
    if not isinstance(blocks, list | tuple):
        return [f"must be an array [json-pointer:{pointer}]"]
    if len(blocks) > BLOCKS_MOST[surface]:
        refuse(found, pointer, f"no more than {BLOCKS_MOST[surface]} items allowed")
    seen: set[str] = set()
    for at, block in enumerate(blocks):
        where = f"{pointer}/{at}"
        BLOCK(block, where, found)
        if not isinstance(block, Mapping):
            continue
        kind, name = block.get("type"), block.get("block_id")
        if isinstance(kind, str) and kind not in SURFACES[surface]:
            refuse(found, where, f"{kind} is not supported on the surface {surface}")
        if isinstance(name, str) and name in seen:
            refuse(found, f"{where}/block_id", f"block_id {name} already exists")
        seen.update([name] if isinstance(name, str) else [])
        _of_the_surface(block, surface, where, found)
    _across(blocks, surface, pointer, found)
    return found


def _of_the_surface(block: Mapping[str, object], surface: Surface, where: str, found: list[str]) -> None:
    element = block.get("element")
    if not isinstance(element, Mapping):
        return
    if element.get("type") == "file_input" and surface != "modal":
        refuse(found, f"{where}/element", "file_input is supported in modals only")
    if element.get("response_url_enabled") and surface != "modal":
        refuse(found, f"{where}/element/response_url_enabled", "supported in modals only")


def _across(blocks: object, surface: Surface, pointer: str, found: list[str]) -> None:
    by_kind: dict[object, list[Mapping[str, object]]] = {}
    for block in listed(blocks):
        if isinstance(block, Mapping):
            by_kind.setdefault(str(block.get("type")), []).append(block)
    tables = by_kind.get("table", []) + by_kind.get("data_table", [])
    if surface == "message" and len(tables) > 1:
        refuse(found, pointer, "only_one_table_allowed")
    if letters(by_kind.get("table", [])) > TABLE_CHARACTERS:
        refuse(found, pointer, f"tables must be less than {TABLE_CHARACTERS + 1} characters together")
    if letters(by_kind.get("markdown", [])) > MARKDOWN_CHARACTERS:
        refuse(found, pointer, f"markdown must be less than {MARKDOWN_CHARACTERS + 1} characters together")
    if dumps(listed(blocks), default=str).count('"focus_on_load": true') > 1:
        refuse(found, pointer, "only one element may have focus_on_load")


def view_problems(view: object) -> list[str]:
    """Everything Slack would refuse about a modal or Home view. `view_too_large: …` where it is only its size."""
    if not isinstance(view, Mapping):
        return ["must be an object [json-pointer:/view]"]
    if view.get("type") not in ("modal", "home"):
        return [f"unsupported type of view: {view.get('type')} [json-pointer:/view/type]"]
    surface: Surface = "modal" if view["type"] == "modal" else "home"
    found: list[str] = []
    (_MODAL if surface == "modal" else _HOME)(view, "/view", found)
    blocks = view.get("blocks")
    if isinstance(blocks, list | tuple) and not blocks and surface == "modal":
        refuse(found, "/view/blocks", "no fewer than 1 items required")
    found += problems(blocks, surface, "/view/blocks")
    holds_input = any(isinstance(b, Mapping) and b.get("type") == "input" for b in listed(blocks))
    if surface == "modal" and holds_input and not view.get("submit"):
        refuse(found, "/view", "submit is required when an input block is in blocks")
    if len(dumps(view, ensure_ascii=False, default=str).encode("utf-8", "replace")) > VIEW_BYTES:
        found.append("view_too_large: a view may have 250 kB")
    return found


def message_problems(message: Mapping[str, object], *, updating: bool = False) -> list[str]:
    """Everything Slack would refuse about what is posted: each begins with Slack's error code and a colon.

    `message` has `text`, `blocks`, `markdown_text`, `metadata`, `attachments` as given to chat.postMessage, or to
    chat.update where `updating`.
    """
    text, blocks, markdown = message.get("text"), message.get("blocks"), message.get("markdown_text")
    found: list[str] = []
    if markdown and (text or blocks):
        found.append("markdown_text_conflict: markdown_text excludes text and blocks")
    if markdown and len(str(markdown)) > MARKDOWN_CHARACTERS:
        found.append("msg_too_long: markdown_text is over 12,000 characters")
    if not any((text, blocks, markdown, message.get("attachments"), message.get("files"))):
        found.append("no_text: neither text nor blocks")
    if text is not None and not isinstance(text, str):
        found.append("invalid_arguments: text must be a string")
    if updating and isinstance(text, str) and len(text) > UPDATE_TEXT:
        found.append("msg_too_long: text is over 4,000 characters")
    if len(listed(message.get("attachments"))) > 100:
        found.append("too_many_attachments: at most 100")
    if blocks:
        if not isinstance(blocks, list | tuple):
            found.append("invalid_blocks_format: must be an array [json-pointer:/blocks]")
        else:
            for one in problems(blocks, "message"):
                code = "invalid_attachments" if one.startswith("only_one_table_allowed") else "invalid_blocks"
                found.append(f"{code}: {one}")
            if letters(blocks) > MESSAGE_CHARACTERS:
                found.append("msg_blocks_too_long: the words of all blocks together are too long")
    return found + _metadata_problems(message.get("metadata"))


def _metadata_problems(metadata: object) -> list[str]:
    if metadata is None or metadata == {}:
        return []
    if not isinstance(metadata, Mapping):
        return ["invalid_metadata_format: metadata must be an object"]
    found: list[str] = []
    thing({"event_type": string(255), "event_payload": anything})(metadata, "/metadata", found)
    if not isinstance(metadata.get("event_payload"), Mapping):
        refuse(found, "/metadata/event_payload", "must be an object")
    if found:
        return [f"invalid_metadata_format: {one}" for one in found]
    too_large = len(dumps(metadata, default=str)) > METADATA_BYTES
    return ["metadata_too_large: metadata is too large"] if too_large else []
