"""A document as Markdown that reads well as it is, and that every reader of Markdown reads as it was meant."""

import re
from collections.abc import Iterator

from bot.writing.document import Document, Heading, Paragraph, Part, Table, plain, said

_MARKS = re.compile(r"[\[{](?=[:^])|[\\`*\[\]<>~|]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
_AT_START = re.compile(r"\s*(?:[#>=]|[-+](?=[-+\s]|$)|\d+[.)](?=\s|$))")
_ENTITIES = {"{": "&#123;", "[": "&#91;"}
"""For what some programs take for marks of theirs even behind a backslash."""


def as_markdown(document: Document) -> str:
    """The document as CommonMark with pipe tables; words that look like marks are made to be read as words."""
    return "\n".join(line for part in document.parts for line in (*_part(part), ""))


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, Heading):
        text = _cell(part.text)
        closing = len(text) - len(text.rstrip("#"))
        yield f"{'#' * part.level} {text[: len(text) - closing]}{chr(92) if closing else ''}{'#' * closing}"
    elif isinstance(part, Paragraph):
        label = f"**{_inline(plain(part.label))}:** " if part.label else ""
        lines = [_at_start(_inline(line)) for line in plain(part.text).split("\n")]
        # Two blanks at its end break a line; nothing but the words shows.
        yield label + "  \n".join(line or "&nbsp;" for line in lines)
    else:
        yield from _table(part)


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(_cell, table.head))} |"
    yield f"|{'|'.join('---' for _ in table.head)}|"
    for row in table.rows:
        yield f"| {' | '.join(_cell(said(value)) for value in row)} |"


def _cell(text: str) -> str:
    return "<br>".join(_inline(line) for line in plain(text).split("\n"))


def _inline(text: str) -> str:
    return _MARKS.sub(_as_it_is, text)


def _as_it_is(found: re.Match[str]) -> str:
    told = found.string[found.end() : found.end() + 1]
    return _ENTITIES[found[0]] if found[0] in _ENTITIES and told in (":", "^") and told else f"\\{found[0]}"


def _at_start(line: str) -> str:
    """A line that would begin a heading, a list or a rule begins with a word."""
    match = _AT_START.match(line)
    if match is None:
        return line
    at = match.end() - 1
    return f"{line[:at]}\\{line[at:]}"
