"""The words inside one paragraph, item or cell of HTML: what is bold, struck, a link, a note mark."""

import re
from typing import TYPE_CHECKING

from bot.reading.documents.clean import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile(r"[ \t\n\r\f]+")
_MARK = re.compile(r"[\[(]?\s?(?:\d{1,3}|[*†‡§↑↩︎^]{1,3}|[a-z])\s?[\])]?")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?)\]”’\"'])\s?$")
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BOLD = {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
_STRUCK = {"s", "del", "strike"}
_SKIPPED = {"script", "style", "template", "head", "svg", "math", "select", "button"}
BLOCKS = {
    "p", "div", "ul", "ol", "li", "table", "tr", "td", "th", "thead", "tbody", "h1", "h2", "h3", "h4", "h5", "h6",
    "blockquote", "pre", "hr", "section", "article", "main", "header", "footer", "dl", "dt", "dd", "figure", "details",
    "summary", "address", "form", "fieldset", "aside", "nav", "center", "body", "caption",
}  # fmt: skip
_STYLE_BOLD = re.compile(r"font-weight\s?:\s?(?:bold|[6-9]00)")
_STYLE_STRUCK = re.compile(r"line-through")


class Runs:
    """Pieces of text with their look, put together by `finish`."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, bool, bool]] = []
        self.links: list[str] = []
        self.outside = False
        """Some letters stand outside the links."""
        self.pictures: list[str] = []

    @property
    def any(self) -> bool:
        return bool(self.pieces or self.pictures)

    def add(self, text: str | None, bold: bool = False, struck: bool = False, lines: bool = False) -> None:
        if text:
            self.pieces.append((text if lines else _SPACE.sub(" ", text), bold, struck))

    def line(self) -> None:
        """Begin a new line, unless at the beginning or already at one."""
        if self.pieces and not self.pieces[-1][0].endswith("\n"):
            self.pieces.append(("\n", False, False))

    def before(self) -> str:
        """The last few letters so far."""
        return "".join(text for text, _, _ in self.pieces[-2:])[-8:]

    def finish(self) -> tuple[str, bool, bool]:
        """The text, whether all of it is bold, whether all of it is struck. A part that is struck is left out.

        A picture's description counts only where there is nothing else to read.
        """
        seen = [(bold, struck) for text, bold, struck in self.pieces if any(c.isalnum() for c in text)]
        all_struck = bool(seen) and all(struck for _, struck in seen)
        kept = [text for text, _, struck in self.pieces if all_struck or not struck]
        text = tidy("".join(kept))
        if not text:
            text = tidy(" ".join(self.pictures))
        return text, bool(seen) and all(bold for bold, _ in seen), all_struck


def plain(text: str | None) -> str:
    """A text without any elements inside, as `Runs` would have it."""
    return tidy(_SPACE.sub(" ", text)) if text else ""


def tag_of(element: "HtmlElement") -> str:
    """The element's name; empty for comments and the like."""
    return element.tag if isinstance(element.tag, str) else ""


def has_blocks(element: "HtmlElement", *tags: str) -> bool:
    """Whether anything inside is a block (one of `tags`, where given)."""
    wanted = set(tags) or BLOCKS
    return any(tag_of(inner) in wanted for inner in element.iterdescendants())


def gather(
    element: "HtmlElement", runs: Runs, *, bold: bool = False, struck: bool = False, linked: bool = False,
    keep_lines: bool = False, own: bool = False,
) -> None:  # fmt: skip
    """Add an element's words to the runs; blocks inside it begin new lines. `own`: the element itself shapes them."""
    tag = tag_of(element)
    if own:
        if tag == "br":
            runs.pieces.append(("\n", False, False))
            return
        if tag == "img":
            if picture := (element.get("alt") or "").strip():
                runs.pictures.append(picture)
            return
        if _is_mark(element, tag, runs):
            return
        style = element.get("style") or ""
        bold = bold or tag in _BOLD or _STYLE_BOLD.search(style) is not None
        struck = struck or tag in _STRUCK or _STYLE_STRUCK.search(style) is not None
        if tag == "sup" and len(element) == 0 and (element.text or "").strip().isdecimal():
            runs.add((element.text or "").strip().translate(_DIGITS), bold, struck)
            return
        if tag == "a" and not linked and (name := " ".join(element.text_content().split())):
            runs.links.append(name)
            linked = True
    _text(element.text, runs, bold, struck, linked, keep_lines)
    for child in element:
        name = tag_of(child)
        if name and name not in _SKIPPED:
            if name in BLOCKS:
                runs.line()
            gather(child, runs, bold=bold, struck=struck, linked=linked, keep_lines=keep_lines, own=True)
            if name in BLOCKS and name not in ("td", "th"):
                runs.line()
            elif name in BLOCKS:
                runs.add(" ")
        _text(child.tail, runs, bold, struck, linked, keep_lines)


def _text(text: str | None, runs: Runs, bold: bool, struck: bool, linked: bool, lines: bool) -> None:
    if text:
        if not linked and any(c.isalnum() for c in text):
            runs.outside = True
        runs.add(text, bold, struck, lines)


def _is_mark(element: "HtmlElement", tag: str, runs: Runs) -> bool:
    """Whether an element is the mark of a footnote or its way back."""
    if tag == "a":
        target = element.get("href") or ""
        return target.startswith("#") and _MARK.fullmatch(element.text_content().strip()) is not None
    if tag == "sup":
        said = element.text_content().strip()
        if any(inner.tag == "a" and (inner.get("href") or "").startswith("#") for inner in element.iterdescendants()):
            return _MARK.fullmatch(said) is not None
        digits = said.isdecimal() or said.strip("[]").isdecimal()
        return digits and len(said) <= 5 and _WORD_BEFORE.search(runs.before()) is not None
    return False
