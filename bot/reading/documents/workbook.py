"""Excel workbooks to blocks: each sheet that people see begins with a break and is one table.

The parts are taken apart here rather than by openpyxl's loader, which draws merged cells one by one, believes the
extent that a sheet claims, and gives up on a style or a rule of validation that another program wrote oddly; the
number formats and the days are openpyxl's. Nothing is computed or run: a formula counts as the result in the file.
"""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.reading.documents.archive import EXCEL, MACROS, macros_left_out, not_taken_apart, xml_parts
from bot.reading.documents.blocks import Block, Break, Note, Remark
from bot.reading.documents.sheet import Sheet, Texts, local, read_sheet

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_workbook(data: bytes, name: str) -> list[Block]:
    """Blocks of a workbook; Unreadable where the bytes are none, are protected, or hold more than a programme can.

    A sheet that is hidden is kept as a note, hidden rows and columns are read; both are remarked upon.
    """
    parts = {part: content for part, content in xml_parts(data, name, EXCEL) if part.startswith("xl/")}
    blocks: list[Block] = []
    if MACROS in data:
        blocks.append(macros_left_out(name))
    try:
        book = next(part for part in parts if EXCEL.main.fullmatch(part))
        texts = _texts(parts, book)
        uncomputed = 0
        for title, shown, part in _sheets(parts, book):
            sheet = read_sheet(_parsed(parts[part]), texts)
            uncomputed += sheet.uncomputed
            blocks += _shown(sheet, title) if shown else _hidden(sheet, title)
    except (ValueError, KeyError, IndexError, SyntaxError) as error:
        raise not_taken_apart(name, EXCEL) from error
    if uncomputed:
        cells = "1 cell holds" if uncomputed == 1 else f"{uncomputed} cells hold"
        again = "Open the file in Excel, save it, and send it again to have the results read."
        blocks.append(Remark(f"{cells} a formula without its result. {again}"))
    return blocks


def _parsed(content: bytes) -> "_Element":
    """The root of a part. Entities were refused before; lxml's own limits on depth and size hold.

    Raises lxml's XMLSyntaxError, which is a SyntaxError.
    """
    from lxml import etree

    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def _shown(sheet: Sheet, title: str) -> Iterator[Block]:
    if sheet.table is None:
        return
    if sheet.hidden:
        yield Remark(f"The sheet “{title}” hides {sheet.hidden}. What is hidden there was read like the rest.")
    yield Break(title)
    yield sheet.table


def _hidden(sheet: Sheet, title: str) -> Iterator[Block]:
    if sheet.table is None:
        return
    yield Remark(f"The sheet “{title}” is hidden. It was kept as a note and not read as a part of the programme.")
    rows = (" | ".join(cell.text for cell in row if cell.text and not cell.across) for row in sheet.table.rows)
    yield Note("\n".join(row for row in rows if row))


def _sheets(parts: dict[str, bytes], book: str) -> Iterator[tuple[str, bool, str]]:
    """Name, whether it is shown, and the part of each sheet of cells, in the order of their tabs."""
    targets = {}
    for relation in _parsed(parts[_relations_of(book)]):
        target = relation.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(book), target)
        targets[relation.get("Id")] = posixpath.normpath(path)
    for child in _parsed(parts[book]):
        if local(child) == "sheets":
            for sheet in child:
                reference = next((str(value) for key, value in sheet.items() if str(key).endswith("}id")), None)
                part = targets.get(reference, "")
                if part in parts and "chartsheet" not in part:
                    yield sheet.get("name") or "", sheet.get("state", "visible") == "visible", part


def _texts(parts: dict[str, bytes], book: str) -> Texts:
    """What the cells of all sheets refer to: texts, looks and the day that counting begins with."""
    found = {posixpath.basename(part).lower(): part for part in parts if posixpath.dirname(part) == "xl"}
    strings, styles = found.get("sharedstrings.xml"), found.get("styles.xml")
    properties = [child for child in _parsed(parts[book]) if local(child) == "workbookPr"]
    return Texts(
        _parsed(parts[strings]) if strings else None,
        _parsed(parts[styles]) if styles else None,
        since_1904=any(child.get("date1904") in ("1", "true") for child in properties),
    )


def _relations_of(part: str) -> str:
    return posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")
