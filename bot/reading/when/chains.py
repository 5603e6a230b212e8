"""Pieces joined by "to", "and", "or", "/" become days: neighbours lend what a piece lacks, context gives the year."""

from collections.abc import Iterable
from datetime import date

from bot.reading.when.pieces import Piece, borrowed
from bot.reading.when.reading import Context
from bot.reading.when.resolve import days_of
from bot.reading.when.spans import Days, add_days, last_of, next_weekday, unit_around

Resolved = list[tuple[Piece, Days]]
WITHIN = 1100
"""Days within which a weekday may settle the year; beyond, it is more likely a slip."""
FURTHEST = 8
"""Years looked ahead for a day that does not exist every year, or falls on the weekday named."""


def resolved(pieces: list[Piece], joints: str, context: Context, hint: str = "") -> Resolved:
    """Each piece with its days, in the order written; pieces that mean nothing here are left out.

    `joints` has the sign between each two; `hint` is F after "from" and "between", S after "since".
    """
    if len(pieces) > 1:
        kept = _without_weekdays(pieces)
        joints = joints[len(pieces) - len(kept) :]
        pieces = kept
    pieces = _firm_numbers(_lent(_with_last_year(pieces, joints), joints), joints, hint)
    if any(piece.kind == "today" and " " in joints[max(at - 1, 0) : at + 1] for at, piece in enumerate(pieces)):
        return []  # "was March, now May"
    lent_from_right = _years_from_right(pieces)
    found: Resolved = []
    base = _base_year(pieces, context)
    if hint == "S" and (since := days_of(pieces[0], base, context)) and since[0] > context.today:
        base -= 1
    for index, piece in enumerate(pieces):
        before = found[-1][1] if found else None
        days = _days(piece, before, base, context, index in lent_from_right)
        if days is not None:
            found.append((piece, days))
        elif _narrows(piece, pieces[index + 1 : index + 2]) and " " in joints[max(index - 1, 0) : index + 1]:
            return []  # words right beside a date, which would say another one if they were understood
    return found


def _narrows(piece: Piece, after: list[Piece]) -> bool:
    """Whether what could not be placed says something of its neighbour; in "first, on 3 May" it does not."""
    if not piece.weak:
        return True
    day = after and not after[0].bare and any(op == "day" for op, _ in after[0].places)
    return piece.soft and not day


def _with_last_year(pieces: list[Piece], joints: str) -> list[Piece]:
    """ "December 12-16, 2022": a year after a comma belongs to all before it."""
    if len(pieces) < 2 or joints[-1] not in ", ":
        return pieces
    *others, year = pieces
    if year.sub or year.places or year.fixed or year.year is None:
        return pieces
    if any(piece.year is not None or piece.fixed for piece in others) or all(piece.bare for piece in others):
        return pieces
    dated = []
    for piece in others:
        piece = piece.copy()
        if not piece.bare:
            piece.year = year.year
        dated.append(piece)
    return dated


def _firm_numbers(pieces: list[Piece], joints: str, hint: str) -> list[Piece]:
    """ "Du 13 au 18": numbers joined by "to" after "from", or joined to a day of the month, are days too."""
    if not any(sign in joints for sign in (">U-&" if hint == "F" else ">U-")):
        return pieces
    if not (hint == "F" or any(piece.bare and not piece.weak for piece in pieces)):
        return pieces
    if not all(piece.bare and piece.places[:1] and piece.places[0][0] == "day" for piece in pieces):
        return pieces
    firm = [piece.copy() for piece in pieces]
    for piece in firm:
        piece.weak = False
    return firm


def _lent(pieces: list[Piece], joints: str) -> list[Piece]:
    """Stretches and years handed on: from the right first ("12-14 March 2022"), then from the left ("May 11/12")."""
    pieces = list(pieces)
    if len(pieces) > 1:
        for index in range(len(pieces) - 2, -1, -1):
            right = pieces[index + 1]
            if pieces[index].bare and not (index and right.month_first) and _may_borrow(pieces[index], joints[index]):
                pieces[index] = borrowed(pieces[index], right) or pieces[index]
        for index in range(1, len(pieces)):
            piece, before = pieces[index], pieces[index - 1]
            joint = joints[index - 1]
            if (
                piece.bare
                and _may_borrow(piece, joint)
                and not (piece.weak and joint == "," and not before.month_first)
            ):
                piece = borrowed(piece, before) or piece
            if "weekof" in dict(before.places) and piece.places[-1:] and piece.places[-1][0] == "day":
                piece = piece.copy()
                piece.places += (("weekof", 1),)
            pieces[index] = piece
    return [piece.alone if piece.bare and piece.alone is not None else piece for piece in pieces]


def _may_borrow(piece: Piece, joint: str) -> bool:
    """A neighbour lends over a sign; to "first" not over a comma ("first, on 3 May")."""
    return joint not in (", " if piece.weak and piece.soft else " ")


def _without_weekdays(pieces: list[Piece]) -> list[Piece]:
    """ "Monday to Wednesday, 3-5 May": the dates say it all."""
    weekdays = [piece for piece in pieces if piece.bare and piece.places[:1] and piece.places[0][0] == "weekday"]
    if len(pieces) > 2 and weekdays == pieces[:1] and pieces[1].weekday is not None and pieces[1].bare:
        second = pieces[1].copy()
        second.weekday = None  # "Mon-Wed, 3-5 May": the weekday beside the 3 is the 5's
        return [second, *pieces[2:]]
    if len(weekdays) < 2 or not any(op == "day" for piece in pieces for op, _ in piece.places):
        return pieces
    return [piece for piece in pieces if piece not in weekdays]


def _years_from_right(pieces: list[Piece]) -> set[int]:
    """Share the years that are written, in place; which pieces took theirs from the right."""
    taken: set[int] = set()
    for index in range(len(pieces) - 2, -1, -1):
        if not pieces[index].bare and pieces[index].open_year and pieces[index + 1].year is not None:
            lent = borrowed(pieces[index], pieces[index + 1])
            if lent is not None:
                pieces[index] = lent
                taken.add(index)
    for index in range(1, len(pieces)):
        if not pieces[index].bare and pieces[index].open_year and pieces[index - 1].year is not None:
            lent = borrowed(pieces[index], pieces[index - 1])
            if lent is not None:
                lent.soft = True  # its year may still grow: "August 2013 - January"
                pieces[index] = lent
    _turn_of_the_year(pieces, taken)
    return taken


def _turn_of_the_year(pieces: list[Piece], taken: set[int]) -> None:
    """ "November - February 2017" begins in 2016."""
    for index in sorted(taken, reverse=True):
        piece, after = pieces[index], pieces[index + 1]
        if piece.sub == after.sub == "month" and piece.year is not None and after.year is not None:
            if (piece.year, int(piece.number)) > (after.year, int(after.number)):
                piece.year = after.year - 1
            elif piece.year > after.year:
                piece.year = after.year


def _days(piece: Piece, before: Days | None, base: int, context: Context, shared: bool) -> Days | None:
    if piece.bare:
        return _placed_alone(piece, before, context)
    if piece.weak:
        return None
    if not piece.open_year:
        days = days_of(piece, base, context)
        if days and piece.soft and before and days[1] < before[0] and piece.year is not None:
            piece.year += 1
            days = days_of(piece, base, context)
        return days
    if before is None:
        return days_of(piece, base, context)
    follows = None
    for year in range(before[0].year - 1, before[0].year + FURTHEST):
        days = days_of(piece, year, context)
        if days and days[1] >= before[0]:
            if _on_weekday(piece, days) and (days[0] - before[0]).days < WITHIN:
                return days
            follows = follows or days
    return follows


def _on_weekday(piece: Piece, days: Days) -> bool:
    return piece.weekday is None or days[0] != days[1] or days[0].weekday() == piece.weekday


def _placed_alone(piece: Piece, before: Days | None, context: Context) -> Days | None:
    """ "Friday", "the 15th" by themselves: the next one."""
    if piece.weak or not piece.places:
        return None
    (op, value), *more = piece.places
    start = before[0] if before else context.today
    if op == "weekday" and isinstance(value, int):
        day = next_weekday(start, value)
    elif op == "day" and isinstance(value, int):
        found = _day_of_month(value, start, piece.weekday)
        if found is None:
            return None
        day = found
    else:
        return None
    if not more:
        return day, day
    return days_of(_on_that_day(day, piece, tuple(more)), day.year, context)


def _on_that_day(day: date, piece: Piece, places: tuple[tuple[str, object], ...]) -> Piece:
    return Piece(fixed=(day, day), unit="day", places=places)


def _day_of_month(number: int, start: date, weekday: int | None) -> date | None:
    first = start.replace(day=1)
    for _ in range(12 * FURTHEST if weekday is not None else 12):
        if number <= last_of(first.year, first.month).day:
            day = first.replace(day=number)
            if day >= start and (weekday is None or day.weekday() == weekday):
                return day
        first = add_days(unit_around(first, "month")[1], 1)
    return None


def _base_year(pieces: Iterable[Piece], context: Context) -> int:
    """The year that a phrase without one means: within the programme's period, else the next after it began.

    Without a programme: the next occurrence that is not over; of quarters, halves and weeks this year's.
    """
    here = context.today
    undated = [
        piece
        for piece in pieces
        if not piece.bare and piece.open_year and any(days_of(piece, here.year + ahead, context) for ahead in range(5))
    ]
    if not undated:
        return here.year
    first, last = undated[0], undated[-1]
    begin, end = context.period or (here, here)
    if context.period is None and first.sub in ("quarter", "half", "week"):
        return here.year
    inside, later, other_weekday = [], [], []
    for year in range(begin.year - 1, end.year + FURTHEST):
        days = days_of(first, year, context)
        if days is None:
            continue
        if not _on_weekday(first, days):
            if begin <= days[0] and (context.period is None or days[0] <= end):
                other_weekday.append(year)
            continue
        until = days[1]
        if last is not first:
            ends = days_of(last, year, context)
            if ends and ends[1] < days[0]:
                ends = days_of(last, year + 1, context)
            until = ends[1] if ends else until
        if first.weekday is None and begin <= days[0] <= end:  # years rise: none that fits better can follow
            return year
        if days[0] <= end and until >= begin:
            inside.append((days[0] < begin, year))
        elif until >= begin:
            later.append(year)
            if first.weekday is None:
                break
    if (
        context.period and other_weekday and not inside
    ):  # the programme's year with a slip in the weekday, which is said aloud
        return other_weekday[0]
    if first.weekday is not None and not inside:
        return _nearest_on_weekday(first, context, later, other_weekday)
    if context.period is None:
        return min([year for _, year in inside] + later, default=here.year)
    whole = [year for cut, year in inside if not cut]
    return (whole or [year for _, year in inside] or later or [here.year])[0]


def _nearest_on_weekday(piece: Piece, context: Context, later: list[int], other_weekday: list[int]) -> int:
    """A weekday named beside a date without year: the nearest such day, one just gone included; within three years."""
    here = context.today
    best, least = min(later + other_weekday, default=here.year), WITHIN
    for year in range(here.year - 1, here.year + FURTHEST):
        days = days_of(piece, year, context)
        if days and _on_weekday(piece, days):
            away = (days[0] - here).days
            away = away if away >= 0 else -20 * away
            if away < least and (context.period is None or not later or year >= later[0]):
                best, least = year, away
    return best
