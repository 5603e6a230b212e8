"""Lines of a label and what it says: "Who: CNRS". A few of them together are a row of a table in other clothes."""

import re
from collections.abc import Sequence

from bot.reading.documents.blocks import Block, Cell, Item, Para, grid
from bot.reading.documents.columns import columns_named_by
from bot.reading.documents.roles import only_usual_words, role

_LABEL = re.compile(r"(?P<label>[^\W\d][^:\n]{1,40}?)\s*:\s+(?P<said>\S.*)", re.DOTALL)
_Line = tuple[str, str]


def tells_who_or_when(text: str) -> bool:
    """Whether a line says nothing but who or when, under a label that is one of the usual words."""
    line = _read(text)
    return line is not None and role(line[0]) in ("who", "when")


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
