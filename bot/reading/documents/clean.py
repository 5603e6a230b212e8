"""Cleans text without changing its words: control and invisible characters, space, note marks, mark-up remnants."""

import re
from html import unescape

SUPERSCRIPTS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_NEWLINES = dict.fromkeys(map(ord, "\r\v\f\x85\u2028\u2029"), "\n")
_DROPPED = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), *range(0xD800, 0xE000)))
_DROPPED |= dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\ufffe\uffff"))
_CONTROLS: dict[int, str | None] = {**_DROPPED, **_NEWLINES}
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_SPACE = {ord(c): " " for c in "\u00a0\u2002\u2003\u2007\u2009\u202f\u205f\u3000"}
_ODD_SPACE = re.compile("[\u00a0\u2002\u2003\u2007\u2009\u202f\u205f\u3000]")
_RUN = re.compile(r"[ \t]+")
_MARK_AFTER = re.compile(r"(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]+|(?<=[.,;:!?)\]”’\"'])[¹²³⁰⁴-⁹]+")
_TAG = re.compile(
    r"</?(?:p|i|b|u|em|strong|br|sup|sub|span|div|a|li|ul|ol|ins|mark|font|small|td|tr)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_BREAK_TAG = re.compile(r"</(?:p|div|li|tr)>|<br\s{0,9}/?>", re.IGNORECASE)
_STRUCK_TAG = re.compile(r"<(s|del|strike)>[^<>]{0,2000}</\1>", re.IGNORECASE)
_SUP_TAG = re.compile(r"(?<=[^\W\d_]{3})<sup>\s?\[?\d{1,3}\]?\s?</sup>|(?<=[.,;:!?)”’])<sup>\s?\d{1,3}\s?</sup>")
_MIDNIGHT = re.compile(r"(?<=\d\d-\d\d)[T ]00:00(?::00(?:\.0{1,6})?)?(?:Z|[+-]00:?00)?$")
_FILLER = re.compile(r"[\s\-‐‑‒–—−_=.…*·]*")


def without_controls(text: str) -> str:
    """Control, invisible and lone surrogate characters gone (PostgreSQL refuses NUL); every line break is `\\n`."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return text.translate(_CONTROLS) if _ODD.search(text) else text


def tidy(text: str) -> str:
    """Runs of spaces become one, lines lose the space at their ends, empty lines go. Letters are left alone."""
    if _ODD_SPACE.search(text):
        text = text.translate(_SPACE)
    if "\t" in text or "  " in text:
        text = _RUN.sub(" ", text)
    if "\n" not in text:
        return text.strip()
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    return " ".join(text.split())


def shortened(text: str, most: int = 80) -> str:
    """The text on one line, cut between two words where it is longer than `most`, and marked as cut."""
    line = one_line(text)
    if len(line) <= most:
        return line
    cut = line[: most - 1].rpartition(" ")[0] if " " in line[most // 2 : most - 1] else line[: most - 2]
    return f"{cut.rstrip(' ,;:')} …"


def is_filler(text: str) -> bool:
    """Whether a cell says nothing: empty, dashes, dots."""
    return _FILLER.fullmatch(text) is not None


def said(text: str) -> str:
    """The text as written, or nothing where the cell holds only dashes or dots."""
    return "" if is_filler(text) else text


def without_midnight(text: str) -> str:
    """A day that a program wrote as its first moment, as the day alone."""
    return _MIDNIGHT.sub("", text)


def without_marks(text: str, marks: str) -> str:
    """Take out superscript note marks behind a word, where the document has a note so marked: never the ² of m²."""
    if not marks or not any(mark in text for mark in marks):
        return text
    return _MARK_AFTER.sub(lambda found: "" if all(c in marks for c in found[0]) else found[0], text)


def without_tags(text: str) -> str:
    """Remnants of HTML in plain text (`<p>`, `<i>`, `&amp;`) become line breaks or nothing; struck parts go."""
    if "<" in text:
        text = _SUP_TAG.sub("", text)
        text = _STRUCK_TAG.sub("", text) if _STRUCK_TAG.sub("", text).strip() else text
        text = _TAG.sub("", _BREAK_TAG.sub("\n", text))
    return without_controls(unescape(text)) if "&" in text else text


def without_emphasis(text: str) -> str:
    """Markdown's `**` and `*` gone where they come in pairs."""
    if "**" in text and text.count("**") % 2 == 0:
        text = text.replace("**", "")
    if text.count("*") % 2 == 0:
        text = re.sub(r"(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)", "", text)
    return text
