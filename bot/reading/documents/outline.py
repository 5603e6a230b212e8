"""The document cut at its headings, those included that only look like one: bold lines, numbered priorities."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.reading.documents.blocks import Block, Break, Cell, Heading, Item, Note, Para, Table
from bot.reading.documents.clean import one_line
from bot.reading.documents.columns import Columns, find_columns, turned, with_one_header
from bot.reading.documents.head import is_field
from bot.reading.documents.labels import with_cards, with_headings_as_cards
from bot.reading.documents.naming import Name, is_generic, read_name
from bot.reading.documents.rows import row_text

SHEET_LEVEL = 1
BOLD_LEVEL = 8
"""A bold line ranks below every real heading (these end at 6); a line that says it is a priority, just above."""
SAYS_LEVEL = 7
_SHORT = 150
_REMARK = re.compile(
    r"[*†‡§¹²³⁰-⁹]|\(\*\)|(?:notes?|n\.?\s?b\.?|remarks?|sources?|legend|key|quellen?|anmerkung(?:en)?|hinweis|remarques?|"
    r"legende|légende|nota|fuente)\b\s?[:.–-]",
    re.IGNORECASE,
)
"""How a text begins that says of itself that it is a remark."""


@dataclass(slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level. The first has no heading."""

    heading: str = ""
    level: int = 0
    name: Name = field(default_factory=lambda: Name(""))
    real: bool = False
    """The file itself marks the heading as one."""
    blocks: list[Block] = field(default_factory=list)
    columns: dict[int, Columns] = field(default_factory=dict)
    """The columns of the action tables among the blocks, by their place."""


def outline(blocks: Sequence[Block]) -> list[Section]:
    """Cut the blocks into sections. Footnotes stand wherever the file puts them and never end anything."""
    blocks, columns = _with_columns(with_headings_as_cards(with_cards(blocks)))
    bold = _bold_headings(blocks, columns)
    sheets = _sheet_headings(blocks, columns)
    sections = [Section()]
    for index, block in enumerate(blocks):
        if sheets and isinstance(block, Break) and block.name:
            sections.append(sheets.get(index) or Section(level=SHEET_LEVEL, blocks=[block]))
        elif isinstance(block, Heading):
            text = one_line(block.text)
            sections.append(Section(text, block.level, read_name(text), True))
        elif index in bold and isinstance(block, Para):
            text = one_line(block.text)
            sections.append(Section(text, BOLD_LEVEL, read_name(text)))
        elif name := _says(block):
            sections.append(Section(one_line(_text(block)), SAYS_LEVEL, name))
        else:
            section = sections[-1]
            if found := columns.get(index):
                section.columns[len(section.blocks)] = found
            section.blocks.append(block)
    return sections


def _with_columns(blocks: Sequence[Block]) -> tuple[list[Block], dict[int, Columns | None]]:
    """The blocks, and the columns of each table.

    Rows above the one that names the columns become lines of text, and so do tables of a label and its value.
    """
    result: list[Block] = []
    columns: dict[int, Columns | None] = {}
    for block in blocks:
        if isinstance(block, Table):
            found = find_columns(block)
            if found and (table := with_one_header(block, found.header)):
                block, found = table, find_columns(table)
            if found is None and (card := turned(block)):
                block, found = card
            if found is None and block.width <= 2 and not any(columns.values()):
                result += lines_of(block.rows)
                continue
            if found and found.header > 0:
                result += lines_of(block.rows[: found.header])
                block = Table(block.rows[found.header :])
                found = replace(found, header=0)
            columns[len(result)] = found
            body = _without_notes(block.rows) if found else block.rows
            result += (Table(body), *(Note(text) for row in block.rows[len(body) :] if (text := row_text(row))))
            continue
        result.append(block)
    return result, columns


def _without_notes(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table up to the remarks that stand below it in rows of its own.

    These have one text each, and say that they are remarks or stand behind an empty row as no other row does.
    """
    texts = [[cell.text for cell in row if cell.text and not cell.across] for row in rows]
    end = len(rows)
    while end > 2 and (not texts[end - 1] or (len(texts[end - 1]) == 1 and _REMARK.match(texts[end - 1][0]))):
        end -= 1
    alone = next((at for at in range(end, 0, -1) if len(texts[at - 1]) != 1), end)
    if (
        alone < end
        and alone > 2
        and not texts[alone - 1]
        and all(len(told) > 1 for told in texts[1 : alone - 1] if told)
    ):
        end = alone - 1
    return tuple(map(tuple, rows[:end]))


def _sheet_headings(blocks: Sequence[Block], columns: dict[int, Columns | None]) -> dict[int, Section]:
    """The names of sheets as headings, where several hold nothing but a table of actions that names no priorities."""
    found: dict[int, Section] = {}
    for index, block in enumerate(blocks[:-1]):
        if isinstance(block, Break) and block.name and not is_generic(block.name):
            below = columns.get(index + 1)
            if below and below.priority is None:
                found[index] = Section(block.name, SHEET_LEVEL, read_name(block.name))
    return found if len(found) > 1 else {}


def lines_of(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """Rows as lines of text: two cells are a label and what it says."""
    lines: list[Block] = []
    for row in rows:
        cells = [cell for cell in row if cell.text and not cell.across]
        if len(cells) == 2:
            label = cells[0].text.rstrip()
            lines.append(Para(f"{label.removesuffix(':')}: {cells[1].text}"))
        elif cells:
            text = " | ".join(cell.text for cell in cells)
            lines.append(Para(text, len(cells) == 1 and (cells[0].bold or cells[0].colspan > 1)))
    return lines


def lines(block: Block) -> list[str]:
    """What a block says, line by line; a row of a table is one line."""
    if isinstance(block, Table):
        return [text for row in block.rows if (text := row_text(row))]
    return [block.text] if isinstance(block, Para | Item | Note | Heading) and block.text else []


def _text(block: Block) -> str:
    return block.text if isinstance(block, Para | Item) else ""


def _says(block: Block) -> Name | None:
    """A line or an item of a list that calls itself a priority."""
    if isinstance(block, Para):
        name = read_name(one_line(block.text), marked=block.bold)
    elif isinstance(block, Item):
        name = read_name(one_line(block.text), marked=block.bold)
        if name.number is None and block.number:
            name = Name(name.title, block.number, name.says)
    else:
        return None
    return name if name.says else None


def _bold_headings(blocks: Sequence[Block], columns: dict[int, Columns | None]) -> set[int]:
    """Bold short lines that are the nearest such thing above an action table, and no part of the head."""
    found: set[int] = set()
    ahead = False
    title = next((i for i, b in enumerate(blocks) if not isinstance(b, Break | Note)), -1)
    for index in range(len(blocks) - 1, title, -1):
        block = blocks[index]
        if isinstance(block, Heading) or _says(block):
            ahead = False
        elif isinstance(block, Table):
            ahead = ahead or columns[index] is not None
        elif isinstance(block, Para) and block.bold and ahead and _heads(block.text):
            found.add(index)
            ahead = False
    return found


def _heads(text: str) -> bool:
    return len(text) <= _SHORT and not text.rstrip().endswith((".", ",", ";")) and not is_field(text)
