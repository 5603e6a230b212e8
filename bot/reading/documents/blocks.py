"""What every kind of file is read into: a flat list of blocks. A block knows how it looked, never what it means."""

from dataclasses import dataclass

from bot.errors import Unreadable


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a table's grid. A merged cell stands in each place it covers, marked as a repetition."""

    text: str = ""
    bold: bool = False
    struck: bool = False
    """The whole text is struck through; a part that is struck is already gone from `text`."""
    down: bool = False
    """Repeats the cell above it: one cell over several rows."""
    across: bool = False
    """Repeats the cell to its left: one cell over several columns."""
    colspan: int = 1
    links: tuple[str, ...] = ()
    """The texts of the links, when the cell holds nothing but links and separators."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line marked as a heading by the file itself; level 1 is the highest."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, its line breaks kept; bold when all of it is."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. `number` is the number written or counted, 0 for a bullet."""

    text: str
    depth: int = 0
    number: int = 0
    bold: bool = False
    ticked: bool | None = None
    """Whether its box is ticked; None without a box."""


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangular grid: every row has the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's text, or what a file says about itself (front matter): no part of the programme's words."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a page, a slide or a sheet; `name` is the name of the sheet that begins."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of the reader's own about the file: what stands in it that was left out, or that people do not see."""

    text: str


Block = Heading | Para | Item | Table | Note | Break | Remark


MOST_ROWS = 5_000
MOST_COLUMNS = 200


def check_extent(rows: int, columns: int) -> None:
    """Refuse a table that is larger than any programme's."""
    if rows > MOST_ROWS:
        raise Unreadable(f"The file has a table of more than {MOST_ROWS:,} rows. I read up to that many.")
    if columns > MOST_COLUMNS:
        raise Unreadable(f"The file has a table of more than {MOST_COLUMNS} columns. I read up to that many.")


def grid(rows: list[list[Cell]]) -> Table:
    """Pad short rows with empty cells, so that every row is as wide as the widest; Unreadable when it is too large."""
    width = max((len(row) for row in rows), default=0)
    check_extent(len(rows), width)
    return Table(tuple(tuple(row) + (Cell(),) * (width - len(row)) for row in rows))
