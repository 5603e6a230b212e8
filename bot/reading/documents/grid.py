"""An HTML table to a grid: cells over several rows or columns are repeated in every place they cover."""

from typing import TYPE_CHECKING

from bot.reading.documents.blocks import MOST_COLUMNS, Cell, Table, check_extent, grid
from bot.reading.documents.clean import is_filler
from bot.reading.documents.inline import Runs, gather, has_blocks, plain, tag_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read_grid(element: "HtmlElement") -> tuple[Table | None, list["HtmlElement"], str]:
    """The table; or, where it only lays out others, its cells to go inside; and its caption.

    A table that lays out has one row, one column, or tables in at least half of its cells.
    """
    rows, caption = _rows(element)
    cells = [cell for row in rows for cell in row]
    nested = sum(1 for cell in cells if has_blocks(cell, "table"))
    if nested and (len(rows) == 1 or all(len(row) == 1 for row in rows) or 2 * nested >= len(cells)):
        return None, cells, caption
    table = _spread(rows)
    return (table if table.rows else None), [], caption


def _rows(element: "HtmlElement") -> tuple[list[list["HtmlElement"]], str]:
    rows: list[list[HtmlElement]] = []
    caption = ""
    for child in element:
        tag = tag_of(child)
        if tag in ("thead", "tbody", "tfoot"):
            rows += _rows(child)[0]
        elif tag == "tr":
            rows.append([cell for cell in child if tag_of(cell) in ("td", "th")])
        elif tag == "caption":
            caption = " ".join(child.text_content().split())
    return rows, caption


def _spread(rows: list[list["HtmlElement"]]) -> Table:
    check_extent(len(rows), 0)
    spans = [[(_span(cell, "rowspan"), _span(cell, "colspan")) for cell in row] for row in rows]
    if wide := _drawn_askew(spans):
        spans = [[(1, wide if len(row) == 1 else 1) for _ in row] for row in spans]
    result: list[list[Cell]] = [[] for _ in rows]
    pending: dict[int, tuple[int, Cell]] = {}
    for index, row in enumerate(rows):
        line = result[index]
        for element, (down, across) in zip(row, spans[index], strict=True):
            _repeat(line, pending)
            cell = _cell(element, across)
            for step in range(across):
                column = len(line)
                line.append(cell if not step else Cell(cell.text, cell.bold, cell.struck, across=True))
                if down > 1:
                    below = Cell(cell.text, cell.bold, cell.struck, True, step > 0, across, cell.links)
                    pending[column] = (min(down, len(rows) - index) - 1, below)
        _repeat(line, pending)
        check_extent(index, len(line))
    return grid(result)


def _repeat(line: list[Cell], pending: dict[int, tuple[int, Cell]]) -> None:
    """Fill the places of this row that cells from above still cover."""
    while (column := len(line)) in pending:
        left, cell = pending.pop(column)
        line.append(cell)
        if left > 1:
            pending[column] = (left - 1, cell)


def _drawn_askew(spans: list[list[tuple[int, int]]]) -> int:
    """The number of columns where all rows have as many cells though their borders do not meet, as drawn by hand.

    Zero where the spans mean something.
    """
    if any(down > 1 for row in spans for down, _ in row):
        return 0
    counts = {len(row) for row in spans if len(row) > 1}
    return counts.pop() if len(counts) == 1 else 0


def _cell(element: "HtmlElement", across: int) -> Cell:
    if len(element) == 0 and not element.get("style"):
        text = plain(element.text)
        return Cell("" if is_filler(text) else text, bool(text) and tag_of(element) == "th", colspan=across)
    runs = Runs()
    gather(element, runs, bold=tag_of(element) == "th")
    text, bold, struck = runs.finish()
    if is_filler(text):
        text = ""
    links = tuple(runs.links) if runs.links and not runs.outside else ()
    return Cell(text, bold, struck, colspan=across, links=links)


def _span(element: "HtmlElement", name: str) -> int:
    said = (element.get(name) or "").strip()
    if not (said.isdecimal() and said.isascii()):
        return 1
    return max(1, min(int(said[:6]), MOST_COLUMNS + 1 if name == "colspan" else 100_000))
