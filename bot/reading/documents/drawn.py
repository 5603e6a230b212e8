"""Tables drawn in plain text, with bars, semicolons, gaps or rules of plus and minus, as lines parted by tabs."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.reading.documents.roles import only_usual_words, role

_GRID_RULE = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*")
_RULE = re.compile(r"[\s|:=_+-]{3,}")
_GAP = re.compile(r"\s{2,}")
_NEW_LINE = "<br>"
_LONGEST = 400
"""Letters of a line that names columns."""
Split = Callable[[str], list[str]]


def with_tabs(lines: Sequence[str]) -> Iterator[str]:
    """The lines, those of a drawn table with a tab between its cells; all others as they are."""
    at = 0
    while at < len(lines):
        taken, rows = _table(lines, at)
        taken = max(taken, 1)
        yield from map("\t".join, rows) if len(rows) > 1 else lines[at : at + taken]
        at += taken


def _table(lines: Sequence[str], at: int) -> tuple[int, list[list[str]]]:
    """How many of the lines from there on were looked at, and the rows of the table that they are, if any.

    The line that names the columns is the first that is parted so.
    """
    first = lines[at]
    rest = map(lines.__getitem__, range(at, len(lines)))
    if "\t" in first or len(first) > _LONGEST:
        return 0, []
    if first.lstrip().startswith("+") and _GRID_RULE.fullmatch(first):
        return _grid(rest)
    above = lines[at - 1].strip() if at else ""
    if "|" in first and "|" not in above and _names_columns(_at_bars(first)):
        return _parted(rest, _at_bars)
    if ";" in first and ";" not in above and _names_columns(_at_semicolons(first)):
        return _parted(rest, _at_semicolons)
    if "  " in first.strip() and "  " not in above and _names_columns(_GAP.split(first.strip())):
        return _aligned(rest, first)
    return 0, []


def _names_columns(cells: Sequence[str]) -> bool:
    """Whether at least two of the cells are names of columns, one of them of what is to be done."""
    roles = [role(cell) for cell in cells if cell.strip() and only_usual_words(cell)]
    return len(cells) > 1 and len(roles) >= 2 and any(found.startswith("what") for found in roles)


def _at_bars(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    return [cell.strip() for cell in line.removesuffix("|").split("|")]


def _at_semicolons(line: str) -> list[str]:
    return [cell.strip() for cell in line.split(";")]


def _parted(lines: Iterable[str], split: Split) -> tuple[int, list[list[str]]]:
    """Lines that have as many cells as the first."""
    rows: list[list[str]] = []
    taken = 0
    for line in lines:
        if not line.strip() or not _RULE.fullmatch(line):
            cells = split(line)
            if rows and len(cells) != len(rows[0]):
                break
            rows.append(cells)
        taken += 1
    return taken, rows


def _aligned(lines: Iterable[str], first: str) -> tuple[int, list[list[str]]]:
    """Lines whose words begin below those of the first; a blank line ends them."""
    starts = [0, *(gap.end() for gap in _GAP.finditer(first.rstrip()) if gap.start())]
    ends = [*starts[1:], None]
    rows: list[list[str]] = []
    taken = 0
    for line in lines:
        if not line.strip() or any(line[at - 1 : at].strip() for at in starts[1:]):
            break
        taken += 1
        if not _RULE.fullmatch(line):
            rows.append([line[start:end].strip() for start, end in zip(starts, ends, strict=True)])
    return taken, rows


def _grid(lines: Iterable[str]) -> tuple[int, list[list[str]]]:
    """Rows between rules; each may be several lines."""
    rows: list[list[str]] = []
    fresh = True
    taken = 0
    for line in lines:
        if _GRID_RULE.fullmatch(line):
            fresh = True
        elif line.strip().startswith("|"):
            cells = _at_bars(line)
            if fresh or len(cells) != len(rows[-1]):
                rows.append(cells)
            else:
                rows[-1] = [_NEW_LINE.join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
            fresh = False
        else:
            break
        taken += 1
    return taken, rows
