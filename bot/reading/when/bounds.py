"""Chains of pieces with what bounds them: by, until, before, from, after, between."""

from datetime import date

from bot.reading.when.chains import Resolved, resolved
from bot.reading.when.items import Item, codes
from bot.reading.when.pieces import Piece
from bot.reading.when.reading import Context, Part
from bot.reading.when.spans import Days, add_days
from bot.reading.when.tags import CHARS
from bot.reading.when.tokens import Words

BOUND_NAMES = {
    "B": "deadline",
    "U": "deadline",
    "b": "deadline: before",
    "F": "open end: from",
    "S": "open end: since",
    "A": "open end: after",
}
CONVENTIONS = {
    "part of a month": "thirds of a month: 1-10, 11-20, 21 to the end",
    "part of a year": "of a year: January-March, May-August, October-December",
    "part": "the first, middle or last third",
    "season": "seasons in whole months, winter from December to February",
    "nth week": "weeks of a month: days 1-7, 8-14, 15-21, 22-28; the last one its last 7 days",
    "holiday": "a break: July and August, or 24 December to 1 January",
}
JOINTS = frozenset(",-/&|>Uu")
RANGES = frozenset("->U")
NARROWING = frozenset(CHARS[name] for name in ("last", "rel", "half", "every", "times", "fortnight_day", "negation"))


class Bound:
    """One chain of dates and the window it means: `start` or `end` None where open."""

    def __init__(self, found: Resolved, joints: str, prefix: str, suffix: str, items: list[Item]) -> None:
        self.found = found
        self.joints = joints
        self.prefix = prefix
        self.suffix = suffix
        self.items = items
        self.bracketed = False
        self.swapped = False
        self.start: date | None
        self.end: date | None
        self.start, self.end = self._days()

    @property
    def closed(self) -> bool:
        return self.start is not None and self.end is not None

    @property
    def coarse(self) -> bool:
        """A quarter, half or season: what a bracket after it may explain."""
        return all(piece.sub in ("quarter", "half", "season") and not piece.places for piece, _ in self.found)

    @property
    def milestone(self) -> bool:
        """A project month, which explains a date but is none itself."""
        return all(piece.sub == "milestone" for piece, _ in self.found)

    @property
    def either(self) -> bool:
        return "|" in self.joints and len(self.found) > 1

    @property
    def approximate(self) -> bool:
        if self.prefix and self.prefix in "BUb" and len(self.found) == 1:
            piece = self.found[0][0]
            return piece.approximate and not (piece.places and piece.places[-1] == ("part", "late"))
        return any(piece.approximate for piece, _ in self.found)

    def _days(self) -> tuple[date | None, date | None]:
        first, last = self.found[0][1], self.found[-1][1]
        piece = self.found[0][0]
        ranged = any(joint in RANGES for joint in self.joints) or (self.prefix == "G" and len(self.found) > 1)
        if ranged and last[1] < first[0]:
            self.swapped = True
        start = min(days[0] for _, days in self.found)
        end = max(days[1] for _, days in self.found)
        if piece.unit == "open":
            return start, None
        prefix = self.prefix
        if "L" in self.suffix and prefix in ("", "U", "B", "b"):
            prefix = "B"
        if "O" in self.suffix and not prefix:
            prefix = "F"
        if prefix in ("B", "U") and not (ranged and prefix == "B" and "L" not in self.suffix):
            return None, end
        if prefix == "B":
            return None, end
        if prefix == "b":
            late = len(self.found) == 1 and piece.places and piece.places[-1] == ("part", "late")
            return None, end if late else add_days(start, -1)
        if prefix == "A":
            return add_days(end, 1), None
        if prefix in ("F", "S") and not ranged:
            return start, None
        return start, end

    def parts(self, words: Words) -> tuple[Part, ...]:
        pieces = tuple(
            Part(words.said(piece.first, piece.last), piece.kind, *days, note=_note(piece, days))
            for piece, days in self.found
        )
        bound = BOUND_NAMES.get(self.prefix)
        if bound is None or (self.start and self.end):
            return pieces
        said = words.said(self.items[0].first, self.items[-1].last)
        return (*pieces, Part(said, bound, self.start, self.end))


def _note(piece: Piece, days: Days) -> str:
    """The convention that was applied, so that the author can say at once that it was meant otherwise."""
    if not piece.approximate:
        return ""
    op = piece.places[-1][0] if piece.places else piece.sub
    length = (days[1] - days[0]).days
    if op == "part":
        return CONVENTIONS["part of a month" if 6 < length < 12 else "part of a year" if length > 80 else "part"]
    return CONVENTIONS.get(op, "a convention")


def bounded(items: list[Item], words: Words, context: Context) -> list[Bound]:
    """Every chain in the row that means days."""
    row = codes(items)
    bounds: list[Bound] = []
    at, depth = 0, 0
    while at < len(items):
        if row[at] in "()":
            depth = max(0, depth + (1 if row[at] == "(" else -1))
        if row[at] != "P":
            at += 1
            continue
        last, pieces, joints = _chain(items, row, at)
        prefix, from_item = _prefix(row, at)
        suffix, to_item = _suffix(row, last + 1)
        if at and _changes_what_follows(items[at - 1], words, pieces[0]):
            return []
        if last + 1 < len(items) and _changes_what_follows(items[last + 1], words, pieces[-1]):
            return []
        found = (
            []
            if _only_names_a_year(pieces, row, at, last, prefix)
            else resolved(pieces, joints, context, _hint(prefix, row, pieces))
        )
        if found and _runs_backwards(found):
            found = []
        if found and "$" in row and all(piece.sub in ("", "quarter", "half") for piece, _ in found):
            found = []  # a fiscal or school year: nobody here knows when it begins
        if found:
            bound = Bound(found, joints, prefix, suffix, items[from_item:to_item])
            bound.bracketed = depth > 0
            bounds.append(bound)
        at = max(last + 1, to_item)
    return bounds


def _runs_backwards(found: Resolved) -> bool:
    """ "28-3 March": one month named for both, and the days the wrong way round; no telling which is meant."""
    (first, days), (last, later) = found[0], found[-1]
    lent = first.lent or last.lent
    return lent and first.number == last.number and (later[0] < days[0] or days[0].year != later[0].year)


def _changes_what_follows(item: Item, words: Words, piece: Piece) -> bool:
    """ "La última de abril", "next 2 of May": a word that narrows the date in a way not understood."""
    if item.code == "V" and not any(op == "day" for op, _ in piece.places):  # "a week on Tuesday"
        return True
    if item.piece is None and words.tags[item.first] == CHARS["negation"]:  # "except August"
        return True
    narrowing = item.piece is None and item.code == "~" and words.tags[item.first] in NARROWING
    return narrowing and not any(op == "day" for op, _ in piece.places)


def _hint(prefix: str, row: str, pieces: list[Piece]) -> str:
    """Bare numbers after "from" are days, but beside a date they are hours or something else."""
    if prefix == "S":
        return "S"
    return "F" if prefix in ("F", "G") and row.count("P") == len(pieces) else ""


def _chain(items: list[Item], row: str, at: int) -> tuple[int, list[Piece], str]:
    """Where the chain that begins at `at` ends, its pieces, and the signs that join them."""
    pieces, joints, last = [_piece(items[at])], "", at
    while True:
        after = last + 1
        while after < len(row) and after - last < 4 and (row[after] in JOINTS or row[after] in "iTFB"):
            after += 1
        between = row[last + 1 : after]
        if (
            after >= len(row)
            or row[after] != "P"
            or (between.strip("|&/i") and between.lstrip(",i") in ("F", "B", "T"))
        ):
            break
        pieces.append(_piece(items[after]))
        joints += next((sign for sign in "|->U&/u," if sign in between), " ").replace("u", ">")
        last = after
    return last, pieces, joints


def _piece(item: Item) -> Piece:
    assert item.piece is not None
    return item.piece


def _prefix(row: str, at: int) -> tuple[str, int]:
    """What bounds the chain from before: the nearest word that does, if only signs stand between."""
    index = at - 1
    while index >= 0 and row[index] in "iT:,@u(-" and at - index < 4:
        index -= 1
    if index >= 0 and row[index] in "FBbASGU":
        prefix, start = row[index], index
        if index > 0 and row[index - 1] in "FBbAU" and prefix in "FBU":
            # "not before", "until before": the outer word rules, but "by" and "until" stay deadlines
            start = index - 1
            prefix = "B" if row[start] in "BU" else prefix
        return prefix, start
    return "", at


def _suffix(row: str, at: int) -> tuple[str, int]:
    index = at
    while index < len(row) and row[index] in "),(" and index - at < 2:
        index += 1
    if index < len(row) and row[index] in "OL":
        return row[index], index + 1
    if row[index:].rstrip(")") in ("B", "F"):  # "le 30 avril au plus tard", "May at the earliest"
        return {"B": "L", "F": "O"}[row[index]], index + 1
    return "", at


def _only_names_a_year(pieces: list[Piece], row: str, at: int, last: int, prefix: str) -> bool:
    """ "Conference 2022", "Agenda 2030": a year that is part of a name says nothing about when."""
    if prefix or len(pieces) > 1:
        return False
    piece = pieces[0]
    if piece.sub or piece.places or piece.fixed or piece.kind != "year" or piece.last - piece.first > 1:
        return False
    named_before = at > 0 and row[at - 1] in "~n"
    named_after = last + 1 < len(row) and row[last + 1] in "~n" and at == 0
    return named_before or named_after
