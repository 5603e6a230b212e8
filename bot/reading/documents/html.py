"""HTML to blocks. Word and Markdown documents come this way too: one code for tables, one for lists.

The HTML is only read, never shown, and nothing that it points to is fetched.
"""

import re
from typing import TYPE_CHECKING

from bot.errors import Unreadable
from bot.reading.documents.blocks import Block, Break, Cell, Heading, Item, Note, Para
from bot.reading.documents.clean import without_controls
from bot.reading.documents.grid import read_grid
from bot.reading.documents.inline import Runs, gather, has_blocks, tag_of
from bot.reading.documents.naming import is_generic

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 150
"""Elements inside each other; a page that people wrote has about ten."""
_DECLARATION = re.compile(r"\A<\?xml[^>]{0,200}\?>")
_FOOTNOTE = re.compile(r"(?:footnote|endnote|fn|_ftn|_edn|cite_note)[-:_]?\w{0,20}", re.IGNORECASE)
_SKIPPED = {"head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "button"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BOX = re.compile(r"\[([ xX✓✔]?)\]\s+(?=\S)|([☐☑☒✅])\s*")


def read_html(text: str, name: str) -> list[Block]:
    """Blocks of an HTML text; `name` is for the sentence when it is nested too deeply or too large."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    text = _DECLARATION.sub("", without_controls(text).lstrip(), count=1)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    if _too_deep(root):
        raise Unreadable(
            f"{name} is nested more than {DEEPEST} levels deep, which no programme needs. I did not read it."
        )
    reader = _Reader(name)
    reader.walk(root)
    reader.flush()
    return reader.blocks


def _too_deep(root: "HtmlElement") -> bool:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self.runs = Runs()

    def flush(self) -> None:
        """End the paragraph that is being gathered."""
        if self.runs.any:
            text, bold, _ = self.runs.finish()
            if text:
                self.blocks.append(Para(text, bold))
        self.runs = Runs()

    def walk(self, element: "HtmlElement") -> None:
        self.runs.add(element.text)
        for child in element:
            self._take(child)
            self.runs.add(child.tail)

    def _take(self, element: "HtmlElement") -> None:
        tag = tag_of(element)
        if not tag or tag in _SKIPPED:
            return
        if tag in _HEADINGS:
            self._heading(element, int(tag[1]))
        elif tag in ("ul", "ol"):
            self.flush()
            self._list(element, 0)
        elif tag == "table":
            self.flush()
            self._table(element)
        elif tag == "footer" and not has_blocks(element, "table"):
            self.flush()
            self._note(element)
        elif tag == "hr":
            self.flush()
            self.blocks.append(Break())
        elif tag == "pre":
            self.flush()
            gather(element, self.runs, keep_lines=True)
            self.flush()
        elif has_blocks(element):
            self.flush()
            if _FOOTNOTE.fullmatch(element.get("id", "")) and not has_blocks(element, "table"):
                self._note(element)
            else:
                self.walk(element)
                self.flush()
        elif tag in _INLINE:
            gather(element, self.runs, own=True)
        else:
            self.flush()
            gather(element, self.runs)
            self.flush()

    def _heading(self, element: "HtmlElement", level: int) -> None:
        self.flush()
        runs = Runs()
        gather(element, runs)
        text, _, _ = runs.finish()
        if text:
            self.blocks.append(Heading(text, level))

    def _note(self, element: "HtmlElement") -> None:
        runs = Runs()
        gather(element, runs)
        text, _, _ = runs.finish()
        if text:
            self.blocks.append(Note(text))

    def _list(self, element: "HtmlElement", depth: int) -> None:
        ordered = element.tag == "ol"
        number = _int(element.get("start"), 1) - 1
        for child in element:
            tag = tag_of(child)
            if tag in ("ul", "ol"):
                self._list(child, depth + 1)
            elif tag == "li":
                number += 1
                if _FOOTNOTE.fullmatch(child.get("id", "")):
                    self._note(child)
                else:
                    self._item(child, depth, number if ordered else 0)
            elif tag and tag not in _SKIPPED:
                self._take(child)
                self.flush()

    def _item(self, element: "HtmlElement", depth: int, number: int) -> None:
        runs, inner = Runs(), []
        runs.add(element.text)
        box: bool | None = None
        for child in element:
            tag = tag_of(child)
            if tag == "input" and child.get("type") == "checkbox":
                box = child.get("checked") is not None
            elif tag in ("ul", "ol", "table") or (tag in ("p", "div") and has_blocks(child, "table")):
                inner.append(child)
            elif tag and tag not in _SKIPPED:
                gather(child, runs, own=tag in _INLINE)
            runs.add(child.tail)
        text, bold, struck = runs.finish()
        if match := _BOX.match(text):
            box = (match[1] or "").strip() != "" or match[2] in ("☑", "☒", "✅")
            text = text[match.end() :]
        if text:
            self.blocks.append(Item(text, depth, number, bold, True if struck else box))
        for child in inner:
            if tag_of(child) in ("ul", "ol"):
                self._list(child, depth + 1)
            else:
                self._take(child)
                self.flush()

    def _table(self, element: "HtmlElement") -> None:
        table, layout, caption = read_grid(element)
        if caption:
            above = self.blocks[-1] if self.blocks else None
            headed = isinstance(above, Heading) and not is_generic(above.text)
            self.blocks.append(Para(caption, bold=not headed))
        for cell in layout:
            self.flush()
            self.walk(cell)
            self.flush()
        if table is None:
            return
        if table.width == 1:
            self.blocks += [_line(row[0]) for row in table.rows if row[0].text]
        else:
            self.blocks.append(table)


_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
}  # fmt: skip


def _line(cell: Cell) -> Block:
    return Para(cell.text, cell.bold)


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise
