"""One sheet of a workbook, from its XML to a table: texts, looks, values as shown, merged cells in each place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import Unreadable
from bot.reading.documents.blocks import MOST_COLUMNS, Cell, Table, check_extent, grid
from bot.reading.documents.clean import is_filler, tidy, without_controls
from bot.reading.documents.displayed import displayed, without_midnight

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_CELLS = 100_000
"""Cells with something in them, in one sheet."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_GENERAL = "General"
_NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class Said:
    """A text with its look; None where the cell's own style says it. Struck parts are gone unless all is struck."""

    text: str
    bold: bool | None = None
    struck: bool | None = None


@dataclass(frozen=True, slots=True)
class Look:
    bold: bool = False
    struck: bool = False
    number_format: str = _GENERAL


@dataclass(frozen=True, slots=True)
class Sheet:
    table: Table | None
    """None where no cell says anything."""
    hidden: str = ""
    """How many rows and columns people do not see, in words."""
    uncomputed: int = 0
    """Cells that hold a formula and no result."""


class Texts:
    """The texts and styles that the cells of all sheets refer to by number."""

    def __init__(self, strings: "_Element | None", styles: "_Element | None", *, since_1904: bool) -> None:
        self.said = [_said(element) for element in strings if local(element) == "si"] if strings is not None else []
        self.looks = _looks(styles) if styles is not None else []
        self.since_1904 = since_1904

    def look(self, cell: "_Element") -> Look:
        """A cell's look; that of a plain cell where its style is none of the file's."""
        number = int(cell.get("s") or 0)
        return self.looks[number] if 0 <= number < len(self.looks) else Look()

    def read(self, cell: "_Element") -> Cell:
        """What a cell shows. ValueError and IndexError where it is no cell."""
        kind = cell.get("t", "n")
        look = self.look(cell)
        inner = {local(child): child for child in cell}
        value = (inner["v"].text or "").strip(" \n") if "v" in inner else ""
        if kind == "inlineStr" and "is" in inner:
            said = _said(inner["is"])
        elif kind == "s" and value:
            said = self.said[int(value)]
        elif kind == "n" and value:
            said = Said(displayed(float(value), look.number_format, since_1904=self.since_1904))
        elif kind == "b" and value:
            said = Said("TRUE" if value in ("1", "true") else "FALSE")
        elif kind == "d":
            said = Said(without_midnight(value))
        else:
            said = Said(_unescaped(inner["v"].text or "") if "v" in inner else "")
        text = tidy(without_controls(said.text))
        return Cell(
            "" if is_filler(text) else text,
            look.bold if said.bold is None else said.bold,
            look.struck if said.struck is None else said.struck,
        )


def read_sheet(root: "_Element", texts: Texts) -> Sheet:
    """The sheet as one table: columns that say nothing are gone, blank rows between others are one.

    Unreadable where it is larger than a programme's; ValueError and IndexError where it is no sheet.
    """
    cells: dict[tuple[int, int], Cell] = {}
    hidden_rows: list[int] = []
    uncomputed = number = 0
    for row in _inside(root, "sheetData"):
        number = int(row.get("r") or number + 1)
        column, says = 0, False
        for element in row:
            column = _place(element.get("r") or "", (number, column + 1))[1]
            cell = texts.read(element)
            if cell.text:
                cells[number, column] = cell
                says = True
            elif element.get("t") != "str" and any(local(child) == "f" for child in element):
                uncomputed += 1
        if says and row.get("hidden") in ("1", "true"):
            hidden_rows.append(number)
        if len(cells) > MOST_CELLS:
            raise Unreadable(
                f"A sheet has more than {MOST_CELLS:,} cells with something in them. I read up to that many."
            )
    if not cells:
        return Sheet(None, uncomputed=uncomputed)
    columns = sorted({column for _, column in cells})
    hidden = [c for c in columns if any(a <= c <= b for a, b in _hidden_columns(root))]
    _merge(cells, root)
    said = " and ".join(text for text in (_counted(hidden_rows, "row"), _counted(hidden, "column")) if text)
    return Sheet(_table(cells, columns), said, uncomputed)


def _table(cells: dict[tuple[int, int], Cell], columns: list[int]) -> Table:
    check_extent(0, len(columns))
    covered = {row for row, _ in cells}
    fresh = sorted({row for (row, _), cell in cells.items() if not cell.down})
    check_extent(len(fresh), 0)
    rows: list[list[Cell]] = []
    for above, row in zip([fresh[0] - 1, *fresh], fresh, strict=False):
        if row - above > 1 and not covered.intersection(range(above + 1, min(row, above + MOST_COLUMNS))):
            rows.append([])
        rows.append([cells.get((row, column), _NOTHING) for column in columns])
    return grid(rows)


def _merge(cells: dict[tuple[int, int], Cell], root: "_Element") -> None:
    """Repeat each merged cell in the places it covers, as far as the sheet goes; what stands there itself stays."""
    last = max(row for row, _ in cells), max(column for _, column in cells)
    area = 0
    for element in _inside(root, "mergeCells"):
        one, _, two = (element.get("ref") or "").partition(":")
        (top, left), (bottom, right) = _place(one, (0, 0)), _place(two, (0, 0))
        bottom, right = min(bottom, last[0]), min(right, last[1])
        cell = cells.get((top, left))
        if cell is None or bottom < top or right < left:
            continue
        area += (bottom - top + 1) * (right - left + 1)
        if area > MOST_CELLS:
            return
        cell = cells[top, left] = replace(cell, colspan=right - left + 1)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cells.setdefault((row, column), replace(cell, down=row > top, across=column > left))


def _hidden_columns(root: "_Element") -> list[tuple[int, int]]:
    return [
        (int(column.get("min") or 0), int(column.get("max") or 0))
        for column in _inside(root, "cols")
        if column.get("hidden") in ("1", "true")
    ]


def _looks(styles: "_Element") -> list[Look]:
    """The look of each style that a cell may name."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    fonts = [(_is_on(font, "b"), _is_on(font, "strike")) for font in _inside(styles, "fonts")]
    formats = dict(BUILTIN_FORMATS)
    for element in _inside(styles, "numFmts"):
        formats[int(element.get("numFmtId") or -1)] = element.get("formatCode") or _GENERAL
    looks = []
    for element in _inside(styles, "cellXfs"):
        font = int(element.get("fontId") or 0)
        bold, struck = fonts[font] if 0 <= font < len(fonts) else (False, False)
        looks.append(Look(bold, struck, formats.get(int(element.get("numFmtId") or 0), _GENERAL)))
    return looks


def _said(element: "_Element") -> Said:
    """A text of one look, or of several runs; how it is to be pronounced is left out."""
    runs: list[tuple[str, bool | None, bool | None]] = []
    for child in element:
        if local(child) == "t":
            runs.append((child.text or "", None, None))
        elif local(child) == "r":
            text = "".join(inner.text or "" for inner in child if local(inner) == "t")
            look = next((inner for inner in child if local(inner) == "rPr"), None)
            bold, struck = (None, None) if look is None else (_is_on(look, "b"), _is_on(look, "strike"))
            runs.append((text, bold, struck))
    seen = [(bold, struck) for text, bold, struck in runs if any(c.isalnum() for c in text)]
    if all(look == (None, None) for look in seen):
        return Said(_unescaped("".join(text for text, _, _ in runs)))
    all_struck = all(struck for _, struck in seen)
    text = "".join(text for text, _, struck in runs if all_struck or not struck)
    return Said(_unescaped(text), all(bold for bold, _ in seen), all_struck)


def _inside(root: "_Element", name: str) -> Iterator["_Element"]:
    """The children of the root's child of this name."""
    for child in root:
        if local(child) == name:
            yield from child


def _is_on(look: "_Element", name: str) -> bool:
    return any(local(child) == name and child.get("val") not in ("0", "false") for child in look)


def local(element: "_Element") -> str:
    """An element's name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _place(said: str, otherwise: tuple[int, int]) -> tuple[int, int]:
    """Row and column of "B12"; where nothing is said, the place that follows."""
    match = _PLACE.fullmatch(said)
    if match is None:
        return otherwise
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _counted(numbers: list[int], thing: str) -> str:
    return f"{len(numbers)} {thing}{'' if len(numbers) == 1 else 's'}" if numbers else ""


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
