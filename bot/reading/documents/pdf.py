"""PDF files to blocks, as far as a page of letters and lines can be read: ruled tables as tables, all else as lines.

An extra: pdfplumber is installed with `pip install -e '.[pdf]'`, and without it a sentence says so. A table without
rules is lines of text, for a page does not say which words make a row; nothing is guessed into one.
"""

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from bot.errors import Unreadable
from bot.reading.documents.archive import LARGEST_UNPACKED
from bot.reading.documents.blocks import Block, Break, Para, Table
from bot.reading.documents.page import Page, read_page

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

MOST_PAGES = 60
LARGEST_CONTENT = 3 * 1024 * 1024
"""Bytes that say what is drawn on all pages together; a page of text has about five thousand."""
_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?[\s/\]\[]{0,5}/?Fl(?:ateDecode)?\b")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?", re.IGNORECASE)


def read_pdf(data: bytes, name: str) -> list[Block]:
    """Blocks of a PDF; Unreadable where it is none, is protected or scanned, or where the extra is not installed."""
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise Unreadable(f"{name} is not a PDF, whatever its name says. Give it the ending of what it is.")
    try:
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException
    except ImportError as error:
        raise Unreadable(
            f"I cannot read {name} here: reading PDFs is an extra that is not installed. Save the original as .docx, "
            "or ask whoever runs me to install the pdf extra (pip install -e '.[pdf]')."
        ) from error
    _check_unpacked(data, name)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            _check_content(document, name)
            pages = [read_page(page) for page in document.pages]
    except Unreadable:
        raise
    except PdfminerException as error:
        if error.args and type(error.args[0]).__name__ == "PDFPasswordIncorrect":
            raise Unreadable(f"{name} is protected with a password. Save it without one and send it again.") from error
        raise _damaged(name) from error
    except Exception as error:  # pdfminer raises whatever a broken part leads to
        raise _damaged(name) from error
    if not any(page.blocks for page in pages):
        raise Unreadable(
            f"{name} holds no text, only pictures of pages, as a scanner makes them. Save the original as .docx first."
        )
    return _joined(pages)


def _joined(pages: Sequence[Page]) -> list[Block]:
    """The pages one after the other, a table that goes on overleaf in one piece.

    Page numbers are left out, and a line that stands on most of the pages is kept once.
    """
    often = Counter(text for page in pages for text in {block.text for block in page.blocks if isinstance(block, Para)})
    seen: set[str] = set()
    blocks: list[Block] = []
    cut = False
    for page in pages:
        kept = [block for block in page.blocks if not _of_the_page(block, often, seen, len(pages))]
        above, below = blocks[-1] if blocks else None, kept[0] if kept else None
        if isinstance(above, Table) and isinstance(below, Table) and above.width == below.width:
            blocks[-1] = _both(above, below, cut)
            kept = kept[1:]
        elif blocks:
            blocks.append(Break())
        blocks += kept
        cut = page.cut
    return blocks


def _of_the_page(block: Block, often: Counter[str], seen: set[str], pages: int) -> bool:
    """Whether a line is its page's number, or heads the pages and was kept before."""
    if not isinstance(block, Para):
        return False
    again = block.text in seen and often[block.text] > max(2, pages // 2)
    seen.add(block.text)
    return again or _PAGE_NUMBER.fullmatch(block.text) is not None


def _both(above: Table, below: Table, cut: bool) -> Table:
    """Two halves of a table, its head once. `cut`: the first row of the second is the rest of the first's last row."""
    rows = below.rows
    if [cell.text for cell in rows[0]] == [cell.text for cell in above.rows[0]]:
        rows = rows[1:]
    if not cut or not rows:
        return Table((*above.rows, *rows))
    row = tuple(
        replace(one, text=" ".join(text for text in (one.text, two.text) if text))
        for one, two in zip(above.rows[-1], rows[0], strict=True)
    )
    return Table((*above.rows[:-1], row, *rows[1:]))


def _check_unpacked(data: bytes, name: str) -> None:
    """How large the packed parts are unpacked, before anything is taken apart; packed twice, they are not opened."""
    left = LARGEST_UNPACKED
    for match in _STREAM.finditer(data):
        opened = zlib.decompressobj()
        try:
            left -= len(opened.decompress(data[match.end() :], left + 1))
        except zlib.error:
            continue
        if left < 0:
            break
    if left < 0 or _TWICE.search(data):
        raise Unreadable(f"{name} unpacks to far more than a work programme holds. I did not open it.")


def _check_content(document: "PDF", name: str) -> None:
    if len(document.pages) > MOST_PAGES:
        raise Unreadable(f"{name} has {len(document.pages)} pages. I read up to {MOST_PAGES}.")
    drawn = sum(len(stream.get_data()) for page in document.pages for stream in page.page_obj.contents)
    if drawn > LARGEST_CONTENT:
        raise Unreadable(f"{name} draws far more on its pages than a work programme holds. I did not read it.")


def _damaged(name: str) -> Unreadable:
    return Unreadable(f"{name} is damaged or cut short. Make the PDF again, or save the original as .docx.")
