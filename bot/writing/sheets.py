"""Documents as a workbook, each a sheet, or as lines of comma-separated values.

Nothing in a sheet is computed: what begins like a formula is kept as the words it is.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO, StringIO
from math import ceil
from typing import Any

from bot.writing.document import LONGEST_TITLE, Document, Heading, Paragraph, Table, Value, plain, said

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_NAME = 31
_LONGEST_CELL = 32_767
"""Letters that Excel keeps in one cell."""
_ACROSS = 150
"""Width of a sheet's table in letters of the usual size: a page that lies on its side, printed small."""
_LINE_HEIGHT, _TALLEST = 15.0, 409.0
_USUAL = 11
"""Points: the size of the letters, the height of a line of them, and that of the tallest row there may be."""
_A4 = 9
"""Excel's number for paper of this size."""


def as_workbook(*documents: Document) -> bytes:
    """An .xlsx with a sheet for each document, named by its title.

    A table's head stays in sight where the sheet holds one table, and is repeated on every printed page.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    first = documents[0]
    book.properties.title = plain(first.title)[:LONGEST_TITLE]
    book.properties.language = first.language
    book.properties.creator = book.properties.lastModifiedBy = ""
    book.properties.created = book.properties.modified = first.made_at.replace(tzinfo=None)
    names: list[str] = []
    for document in documents:
        names.append(_name(document.title, names))
        _fill(book.create_sheet(names[-1]), document)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def as_csv(document: Document) -> str:
    """Lines of values, headings and paragraphs as lines of one or two; the byte order mark tells Excel it is UTF-8.

    What a sheet would take for a formula has an apostrophe before it, which readers of such files know to drop.
    """
    target = StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    for row in _rows(document):
        writer.writerow([_inert(said(value)) for value in row])
    return "\ufeff" + target.getvalue()


def _rows(document: Document) -> Iterator[tuple[Value, ...]]:
    for part in document.parts:
        if isinstance(part, Table):
            yield part.head
            yield from part.rows
        elif isinstance(part, Paragraph) and part.label:
            yield plain(part.label), plain(part.text)
        else:
            yield (plain(part.text),)


def _inert(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _name(title: str, taken: list[str]) -> str:
    """A sheet's name: 31 letters, some of them not allowed, none twice."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", plain(title)).split()).strip("'")[:_LONGEST_NAME].strip(" '") or "Sheet"
    number = 1
    while name.casefold() in (one.casefold() for one in taken):
        number += 1
        name = f"{name[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    return name


def _fill(sheet: Any, document: Document) -> None:
    tables = [part for part in document.parts if isinstance(part, Table)]
    widths = [
        max(8.0, *(_ACROSS * table.shares[place] for table in tables if place < len(table.head)))
        for place in range(max((len(table.head) for table in tables), default=0))
    ] or [20.0, 100.0]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[_letter(place)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if len(tables) == 1:
        above = document.parts[: document.parts.index(tables[0])]
        head = len(above) + 1
        sheet.freeze_panes = f"A{head + 1}"
        sheet.print_title_rows = f"{head}:{head}"
        sheet.auto_filter.ref = f"A{head}:{_letter(len(widths))}{head + len(tables[0].rows)}"
    draw = _Draw(sheet, widths)
    for part in document.parts:
        draw.part(part)


_TITLES = {1: 16, 2: 13}
"""Points of headings, by their level."""


class _Draw:
    """Rows of cells in the looks that a sheet has; a look is made once, for making one takes longest.

    A sheet is of openpyxl's kind that is only written, of which its types know little.
    """

    def __init__(self, sheet: Any, widths: list[float]) -> None:
        from openpyxl.cell import WriteOnlyCell

        self.sheet = sheet
        self.widths = widths
        self.row = 0
        self.fresh: Any = WriteOnlyCell
        self.looks: dict[tuple[str, int, str], Any] = {}

    def part(self, part: Heading | Paragraph | Table) -> None:
        if isinstance(part, Table):
            self._append(part.head, "head")
            for row in part.rows:
                self._append(row, "")
        elif isinstance(part, Heading):
            self._append((part.text,), "bold", _TITLES.get(part.level, _USUAL))
        elif part.label:
            self._append((part.label, part.text), "label")
        else:
            self._append((part.text,), "")

    def _append(self, values: Sequence[Value], look: str, size: int = _USUAL) -> None:
        """A row; where its cells are fewer than the columns, the last goes over those that are left."""
        self.row += 1
        widths = [*self.widths[: len(values) - 1], sum(self.widths[len(values) - 1 :])]
        times = size / _USUAL
        lines = max(_lines(value, width / times) for value, width in zip(values, widths, strict=True)) * times
        if lines > 1:
            self.sheet.row_dimensions[self.row].height = min(_TALLEST, lines * _LINE_HEIGHT)
        if len(values) < len(self.widths):
            self.sheet.merged_cells.add(f"{_letter(len(values))}{self.row}:{_letter(len(self.widths))}{self.row}")
        looks = [look] * len(values) if look != "label" else ["bold", ""]
        self.sheet.append([self._cell(value, one, size) for value, one in zip(values, looks, strict=True)])

    def _cell(self, value: Value, look: str, size: int) -> Any:
        kind = ""
        if isinstance(value, str):
            value = _ESCAPE.sub("_x005F_", plain(value))[:_LONGEST_CELL]
            kind = "inert" if _FORMULA.match(value) else "words"
        elif isinstance(value, date):
            kind = "day"
        cell = self.fresh(self.sheet, value)
        if isinstance(value, str):
            # Words, whatever they begin with: as text they are never computed.
            cell.data_type = "s"
        key = (look, size, kind)
        if key not in self.looks:
            self.looks[key] = self._look(*key)
        cell._style = self.looks[key]
        return cell

    def _look(self, look: str, size: int, kind: str) -> Any:
        """Which of the book's looks a cell has: how it is set, its letters, what it holds."""
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = self.fresh(self.sheet, "")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if look:
            cell.font = Font("Calibri", size, bold=True)
        if look == "head":
            cell.fill = PatternFill("solid", fgColor="FFD9E2EC")
        if kind == "day":
            cell.number_format = "yyyy-mm-dd"
        elif kind == "inert":
            cell.quotePrefix = True  # typed anew, it stays words
        return cell._style


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _lines(value: object, width: float) -> int:
    text = str(value)
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
