"""Rich text: sections, lists, quotes and code, and the leaves in them. No length is documented for it."""

from bot.sandbox.limits.shapes import (
    Check,
    address,
    anything,
    array,
    flag,
    integer,
    kinds,
    one_of,
    string,
    thing,
)

NO_LIMIT = 10_000_000
STYLE = thing(
    {},
    dict.fromkeys(("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink"), flag),
)


def leaf(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return thing({"type": anything, **required}, {"style": STYLE, **(optional or {})})


LEAF = kinds(
    {
        "text": leaf({"text": string(NO_LIMIT)}),
        "link": leaf({"url": address()}, {"text": string(NO_LIMIT, least=0), "unsafe": flag}),
        "user": leaf({"user_id": string(255, pattern=r"[UW][A-Z0-9]+")}),
        "usergroup": leaf({"usergroup_id": string(255, pattern=r"S[A-Z0-9]+")}),
        "channel": leaf({"channel_id": string(255, pattern=r"[CG][A-Z0-9]+")}),
        "team": leaf({"team_id": string(255, pattern=r"T[A-Z0-9]+")}),
        "emoji": leaf({"name": string(255)}, {"skin_tone": integer(1, 6), "unicode": string(255)}),
        "broadcast": leaf({"range": one_of("here", "channel", "everyone")}),
        "color": leaf({"value": string(7, pattern=r"#?[0-9a-fA-F]{6}")}),
        "date": leaf(
            {"timestamp": integer(0, 9_999_999_999), "format": string(255)},
            {"url": address(), "fallback": string(NO_LIMIT)},
        ),
    },
    "rich text element",
)
LEAVES = array(LEAF, 0, 10_000)
BORDER = one_of(0, 1)
SECTION = thing({"type": one_of("rich_text_section"), "elements": LEAVES})
CONTAINER = kinds(
    {
        "rich_text_section": SECTION,
        "rich_text_list": thing(
            {"type": anything, "style": one_of("bullet", "ordered"), "elements": array(SECTION, 1, 10_000)},
            {"indent": integer(0, 8), "offset": integer(0, 100_000), "border": BORDER},
        ),
        "rich_text_preformatted": thing(
            {"type": anything, "elements": LEAVES}, {"border": BORDER, "language": string(255)}
        ),
        "rich_text_quote": thing({"type": anything, "elements": LEAVES}, {"border": BORDER}),
    },
    "rich text element",
)
RICH_TEXT = thing({"type": one_of("rich_text"), "elements": array(CONTAINER, 0, 10_000)}, {"block_id": string(255)})
