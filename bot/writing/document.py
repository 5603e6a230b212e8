"""What is drawn to every kind of file: a document of headings, paragraphs and tables, in plain words."""

import re
from dataclasses import dataclass
from datetime import date, datetime

_LINE = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_NO_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_TITLE = 255
"""Letters that a file's properties keep of it."""
Value = str | int | date
"""What a table's cell holds: words as they are, a count, or a day, which sheets keep as a day."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title, 2 and 3 stand below it."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its line breaks kept; with a label it reads "Label: text"."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a head of its own. Every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...] = ()
    """Shares of the page's width, one for each column; equal where none are given."""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("a row has more or fewer cells than the head")
        if self.widths and len(self.widths) != len(self.head):
            raise ValueError("there are more or fewer widths than columns")

    @property
    def shares(self) -> tuple[float, ...]:
        """The widths as parts of one."""
        widths = self.widths or (1,) * len(self.head)
        return tuple(width / sum(widths) for width in widths)


Part = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document, ready to be drawn to any kind of file; wide tables have room on pages that lie on their side."""

    title: str
    """For the file's properties and, in a workbook, the sheet's name; not drawn by itself."""
    parts: tuple[Part, ...]
    made_at: datetime
    """Aware; for the file's properties."""
    language: str = "en-GB"


def said(value: Value) -> str:
    """A cell as words; a day is ISO."""
    return value.isoformat() if isinstance(value, date) else plain(str(value))


def plain(text: str) -> str:
    """The words without what no file may hold: control characters; every line break is `\\n`."""
    return _NO_LETTER.sub("", _LINE.sub("\n", text))
