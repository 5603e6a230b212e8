"""Lines of a label and what it says: "Who: CNRS". A few of them together are a row of a table in other clothes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.reading.documents.blocks import Block, Cell, Heading, Item, Para, grid
from bot.reading.documents.columns import columns_named_by
from bot.reading.documents.naming import is_generic, read_name
from bot.reading.documents.roles import only_usual_words, role

_LABEL = re.compile(r"(?P<label>[^\W\d][^:\n]{1,40}?)\s*:\s+(?P<said>\S.*)", re.DOTALL)
_COUNTED = re.compile(r"(?P<count>(?:[^\W\d]+\s+)?\d{1,3}(?:\.\d{1,3}){0,3})[.:)]?\s*[–—:-]?\s+(?=\S)")
"""What counts a heading among others: "Action 1.1. "."""
_Line = tuple[str, str]


def tells_who_or_when(text: str) -> bool:
    """Whether a line says nothing but who or when, under a label that is one of the usual words."""
    line = _read(text)
    return line is not None and role(line[0]) in ("who", "when")


def with_headings_as_cards(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with headings that lines such as "Lead: …" and "Timeframe: …" stand under as tables of one row.

    Only where that is the document's habit, below headings that are priorities, and none of them calls itself one.
    """
    ends = [index for index, block in enumerate(blocks) if isinstance(block, Heading)]
    nested = set(_nested(blocks))
    told: dict[int, int] = {}
    for start, end in pairwise([*ends, len(blocks)]):
        below = blocks[start + 1 : end]
        if start in nested and all(isinstance(one, Para | Item) for one in below):
            roles = {role(line[0]) for one in below for line in _said_in(one)}
            if {"who", "when"} & roles and "what" not in roles:
                told[start] = end
    levels = Counter(heading.level for start in told if isinstance(heading := blocks[start], Heading))
    result: list[Block] = []
    at = 0
    for start, end in told.items():
        heading = blocks[start]
        if isinstance(heading, Heading) and levels[heading.level] > 1:
            result += [*blocks[at:start], _headed(heading.text, blocks[start + 1 : end])]
            at = end
    return [*result, *blocks[at:]]


def _nested(blocks: Sequence[Block]) -> Iterator[int]:
    """The places of headings that stand below another than the first, and call themselves no priority."""
    above: list[int] = []
    first = True
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        while above and above[-1] >= block.level:
            above.pop()
        if above and not read_name(block.text).says and not is_generic(block.text):
            yield index
        if not first:
            above.append(block.level)
        first = False


def _said_in(block: Block) -> list[_Line]:
    """The labelled lines of a block that may have others, too."""
    text = block.text if isinstance(block, Para | Item) else ""
    return [line for one in text.split("\n") if (line := _read(one))]


def _headed(text: str, below: Sequence[Block]) -> Block:
    """A row: what the heading says, each label with what it says, and all other lines together."""
    cells: dict[str, str] = {}
    if counted := _COUNTED.match(text):
        cells["No."], text = counted["count"], text[counted.end() :]
    cells["Action"] = text
    others: list[str] = []
    for block in below:
        for one in (block.text if isinstance(block, Para | Item) else "").split("\n"):
            if (line := _read(one)) and line[0] not in cells:
                cells[line[0]] = line[1]
            elif one:
                others.append(one)
    if others:
        cells["Notes"] = "\n".join(others)
    return grid([[Cell(name) for name in cells], [Cell(said) for said in cells.values()]])


def with_cards(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with lines such as "Task: …", "Who: …", "When: …" below each other as tables."""
    result: list[Block] = []
    held: list[Block] = []
    lines: list[_Line] = []
    for block in blocks:
        said = _lines(block)
        if said:
            held.append(block)
            lines += said
            continue
        if held:
            result += _cards(lines) or held
            held, lines = [], []
        result.append(block)
    return result + (_cards(lines) or held)


def _lines(block: Block) -> list[_Line]:
    """The labelled lines of a block that has no others."""
    if not isinstance(block, Para | Item) or ":" not in block.text:
        return []
    lines = [_read(line) for line in block.text.split("\n")]
    return [line for line in lines if line] if all(lines) else []


def _read(text: str) -> _Line | None:
    match = _LABEL.fullmatch(text.strip())
    if match and role(match["label"]) and only_usual_words(match["label"]):
        return match["label"], match["said"]
    return None


def _cards(lines: Sequence[_Line]) -> list[Block]:
    """One table for cards of the same labels; nothing where any of the cards does not say what, and who or when."""
    cards: list[list[_Line]] = []
    for line in lines:
        if not cards or any(line[0] == label for label, _ in cards[-1]):
            cards.append([])
        cards[-1].append(line)
    tables: list[list[list[Cell]]] = []
    for card in cards:
        head, row = [Cell(label) for label, _ in card], [Cell(said) for _, said in card]
        columns = columns_named_by(head, 0, [row])
        if columns is None or role(columns.names[columns.what]) != "what" or len(columns.named) < 2:
            return []
        if tables and tables[-1][0] == head:
            tables[-1].append(row)
        else:
            tables.append([head, row])
    return [grid(rows) for rows in tables]
