"""Each kind of block, what it may hold, and the surfaces it may stand on."""

from collections.abc import Mapping

from bot.sandbox.limits.elements import (
    ACCESSORY,
    BUTTON,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    SLACK_FILE,
)
from bot.sandbox.limits.rich_text import NO_LIMIT, RICH_TEXT
from bot.sandbox.limits.shapes import (
    Check,
    address,
    anything,
    array,
    at_least_one,
    both,
    exactly_one,
    flag,
    integer,
    kinds,
    listed,
    number,
    one_of,
    plain,
    refuse,
    string,
    text,
    thing,
)

TABLE_CHARACTERS = 10_000
DATA_TABLE_CHARACTERS = 20_000


def block(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return thing({"type": anything, **required}, {"block_id": string(255), **(optional or {})})


def no_dispatch_for_files(value: object, pointer: str, found: list[str]) -> None:
    if isinstance(value, Mapping) and isinstance(value.get("element"), Mapping):
        element = value["element"]
        if element.get("type") == "file_input" and value.get("dispatch_action"):
            refuse(found, f"{pointer}/dispatch_action", "not supported with file_input")
        if value.get("dispatch_action") is not True and element.get("dispatch_action_config") is not None:
            refuse(found, f"{pointer}/element/dispatch_action_config", "needs dispatch_action")


def distinct_action_ids(value: object, pointer: str, found: list[str]) -> None:
    if not isinstance(value, Mapping):
        return
    seen: set[object] = set()
    for at, one in enumerate(listed(value.get("elements"))):
        name = one.get("action_id") if isinstance(one, Mapping) else None
        if isinstance(name, str) and name in seen:
            refuse(found, f"{pointer}/elements/{at}/action_id", f"action_id {name} already exists")
        seen.add(name if isinstance(name, str) else None)


def letters(value: object) -> int:
    """Characters under every key `text` in a structure: what Slack adds up when it calls something too long."""
    if isinstance(value, Mapping):
        return sum(len(v) if k == "text" and isinstance(v, str) else letters(v) for k, v in value.items())
    return sum(map(letters, listed(value)))


def no_more_letters_than(most: int) -> Check:
    def check(value: object, pointer: str, found: list[str]) -> None:
        if letters(value) > most:
            refuse(found, pointer, f"must be less than {most + 1} characters in total")

    return check


def header_row_is_plain(value: object, pointer: str, found: list[str]) -> None:
    rows = listed(value.get("rows")) if isinstance(value, Mapping) else ()
    for at, cell in enumerate(listed(rows[0]) if rows else ()):
        if isinstance(cell, Mapping) and cell.get("type") == "rich_text":
            refuse(found, f"{pointer}/rows/0/{at}", "header cells may not be rich_text")
    if len({len(listed(row)) for row in rows}) > 1:
        refuse(found, f"{pointer}/rows", "rows must be of equal length")


RAW_TEXT = thing({"type": anything, "text": string(NO_LIMIT)})
RAW_NUMBER = thing({"type": anything, "value": number}, {"text": string(NO_LIMIT)})
CELL = kinds({"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER, "rich_text": RICH_TEXT}, "cell")


def column(value: object, pointer: str, found: list[str]) -> None:
    if value is not None:
        thing({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})(value, pointer, found)


CARD = both(
    block(
        {},
        {
            "hero_image": IMAGE,
            "icon": IMAGE,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "actions": array(BUTTON, 1, 3),
        },
    ),
    at_least_one("hero_image", "title", "actions", "body"),
)

BLOCKS: dict[str, Check] = {
    "section": both(
        block(
            {},
            {
                "text": text(3000),
                "fields": array(text(2000), 1, 10),
                "accessory": ACCESSORY,
                "expand": flag,
            },
        ),
        at_least_one("text", "fields"),
    ),
    "header": block({"text": plain(150)}, {"level": integer(1, 4)}),
    "divider": block({}),
    "context": block({"elements": array(IN_CONTEXT, 1, 10)}),
    "actions": both(block({"elements": array(IN_ACTIONS, 1, 25)}), distinct_action_ids),
    "context_actions": both(block({"elements": array(IN_CONTEXT_ACTIONS, 1, 5)}), distinct_action_ids),
    "image": both(
        block(
            {"alt_text": string(2000)},
            {"image_url": address(), "slack_file": SLACK_FILE, "title": plain(2000)},
        ),
        exactly_one("image_url", "slack_file"),
    ),
    "input": both(
        block(
            {"label": plain(2000), "element": IN_INPUT},
            {"hint": plain(2000), "optional": flag, "dispatch_action": flag},
        ),
        no_dispatch_for_files,
    ),
    "rich_text": RICH_TEXT,
    "markdown": block({"text": string(12_000)}),
    "table": both(
        block(
            {"rows": array(array(CELL, 1, 20), 1, 100)},
            {"column_settings": array(column, 0, 20)},
        ),
        no_more_letters_than(TABLE_CHARACTERS),
    ),
    "data_table": both(
        block(
            {"caption": string(NO_LIMIT), "rows": array(array(CELL, 1, 20), 2, 201)},
            {"page_size": integer(1, 100), "row_header_column_index": integer(0, 19)},
        ),
        header_row_is_plain,
        no_more_letters_than(DATA_TABLE_CHARACTERS),
    ),
    "video": block(
        {
            "alt_text": string(2000),
            "title": plain(199),
            "thumbnail_url": address(),
            "video_url": address(https_only=True),
        },
        {
            "author_name": string(49),
            "description": plain(199),
            "provider_icon_url": address(),
            "provider_name": string(NO_LIMIT),
            "title_url": address(https_only=True),
        },
    ),
    "alert": block({"text": text(200)}, {"level": one_of("default", "info", "warning", "error", "success")}),
    "card": CARD,
    "carousel": block({"elements": array(kinds({"card": CARD}, "card"), 1, 10)}),
}
"""Every block the local workspace knows; others, and any key not named here, are refused."""

EVERYWHERE = frozenset({"actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video"})
SURFACES: dict[str, frozenset[str]] = {
    "message": EVERYWHERE | {"context_actions", "markdown", "table", "data_table", "carousel", "card"},
    "home": EVERYWHERE | {"table", "data_table", "carousel", "card"},
    "modal": EVERYWHERE | {"alert"},
}
BLOCK = kinds(BLOCKS, "block")
