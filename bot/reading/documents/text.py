"""Plain text to blocks: tab-separated lines are rows, `#` headings and bullets are what they look like."""

import re

from bot.reading.documents.blocks import Block, Break, Cell, Heading, Item, Note, Para, grid
from bot.reading.documents.clean import (
    SUPERSCRIPTS,
    is_filler,
    tidy,
    without_controls,
    without_emphasis,
    without_marks,
    without_tags,
)
from bot.reading.documents.drawn import with_tabs

_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_BULLET = re.compile(r"([-*•▪‣·–◦])\s+(\S.*)")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(\S.*)")
_BOX = re.compile(r"\[([ xX✓✔]?)\]\s+(\S.*)")
_NOTE = re.compile(rf"([{SUPERSCRIPTS}]+)\s*(\S.*)")
_TABLE_RULE = re.compile(r"\|?\s*:?-{3,}:?\s*\|[\s|:-]*")
_LIST_MARK = re.compile(r"\s*(?:[-*•▪‣·–◦]|\d{1,3}[.)])\s*")
_SLIDE = 3
"""So many blank lines in a row end a slide or a page."""


def looks_like_markdown_table(text: str) -> bool:
    """Whether a line rules off the head of a pipe table."""
    return any("--" in line and "|" in line and _TABLE_RULE.fullmatch(line.strip()) for line in text.split("\n"))


def read_text(text: str) -> list[Block]:
    """Blocks of a plain text. A blank line ends a table only when the next line that says anything has no tab.

    Nothing is stripped before a line is split at its tabs: they are the row, empty cells included.
    """
    lines = list(with_tabs(without_controls(text).split("\n")))
    marks = "".join({m[1] for line in lines if (m := _NOTE.match(line.strip()))})
    blocks: list[Block] = []
    rows: list[list[Cell]] = []
    blank = 0
    for line in lines:
        if not line.strip():
            if "\t" in line and rows:
                continue
            blank += 1
            continue
        row = _row(line, marks, inside=bool(rows))
        if row is None and rows:
            blocks.append(grid(rows))
            rows = []
        if blank >= _SLIDE and not rows:
            blocks.append(Break())
        blank = 0
        if row is not None:
            rows.append(row)
        else:
            blocks.append(_line(line, marks))
    if rows:
        blocks.append(grid(rows))
    return blocks


def _row(line: str, marks: str, inside: bool) -> list[Cell] | None:
    """The cells of a line that is a table's row: tabs, and more than one cell unless a table is open."""
    if "\t" not in line:
        return None
    parts = line.split("\t")
    filled = sum(1 for part in parts if part.strip())
    if not inside and (filled < 2 or (filled == 2 and _LIST_MARK.fullmatch(parts[0]))):
        return None
    return [Cell(_clean(part, marks)) for part in parts]


def _line(line: str, marks: str) -> Block:
    indent = (len(line) - len(line.lstrip(" \t"))) // 2
    line = line.strip()
    if match := _NOTE.fullmatch(line):
        return Note(_clean(match[2], marks))
    if match := _HEADING.fullmatch(line):
        return Heading(_clean(match[2].rstrip("# "), marks), len(match[1]))
    number, ticked, body = 0, None, line
    if match := _BULLET.fullmatch(line):
        body = match[2]
    elif match := _NUMBERED.fullmatch(line):
        number, body = int(match[1]), match[2]
    listed = body is not line
    if match := _BOX.fullmatch(body):
        listed, ticked, body = True, match[1].strip() != "", match[2]
    if listed:
        return Item(_clean(body, marks), indent, number, _all_bold(body), ticked)
    return Para(_clean(line, marks), _all_bold(line))


def _all_bold(text: str) -> bool:
    return len(text) > 4 and text.startswith("**") and text.endswith("**") and text.count("**") == 2


def _clean(text: str, marks: str) -> str:
    text = without_emphasis(without_tags(text))
    return "" if is_filler(text) else tidy(without_marks(text, marks))
