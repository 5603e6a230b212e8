"""A piece becomes days, once its year is known. The conventions of docs/when.md are applied here and nowhere else."""

from collections.abc import Callable
from datetime import date

from bot.reading.when.holidays import holiday
from bot.reading.when.pieces import Piece
from bot.reading.when.reading import Context
from bot.reading.when.spans import (
    SEASONS,
    Days,
    add_days,
    add_units,
    iso_week,
    last_of,
    months,
    nth_weekday,
    unit_around,
)

Stretch = tuple[date, date, str]
"""First day, last day, and the unit that they are one of ("" for none)."""


def days_of(piece: Piece, year: int, context: Context) -> Days | None:
    """The days that a piece means in `year`, or in its own where it names one; None where there are none."""
    try:
        stretch = _stretch(piece, piece.year if piece.year is not None else year, context)
        for op, value in piece.places:
            if stretch is None:
                return None
            stretch = PLACES[op](stretch, value, context)
    except (ValueError, OverflowError):  # 31 February, or beyond the calendar
        return None
    return stretch[:2] if stretch else None


def _stretch(piece: Piece, year: int, context: Context) -> Stretch | None:
    if piece.fixed:
        return (*piece.fixed, piece.unit)
    sub, number = piece.sub, piece.number
    if not sub:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if isinstance(number, str):
        return _named(sub, number, year, context if piece.year else None)
    if sub == "month":
        return date(year, number, 1), last_of(year, number), sub
    if sub == "quarter":
        return (*months(year, 3 * number - 2, 3), sub)
    if sub == "half":
        return (*months(year, 6 * number - 5, 6), sub)
    if sub == "week":
        found = iso_week(year, number)
        return (*found, sub) if found else None
    if sub == "milestone" and context.period:
        first = add_units(context.period[0].replace(day=1), number - 1, "month")
        return first, last_of(first.year, first.month), "month"
    return None


def _named(sub: str, name: str, year: int, context: Context | None) -> Stretch | None:
    if name == "winter" and context and context.period:
        first, last = context.period
        if first <= date(year, 2, 28) and last < date(year, 12, 1):  # only the other end lies in the programme
            year -= 1
    if sub == "season":
        return (*months(year, SEASONS[name], 3), sub)
    if sub == "holiday":
        start, end = holiday(name, year)
        return start, end, "day" if start == end else "span"
    return None


def _part(stretch: Stretch, part: object, context: Context) -> Stretch | None:
    start, end, unit = stretch
    which = ("early", "mid", "late").index(str(part))
    if unit == "year":
        month, count = ((1, 3), (5, 4), (10, 3))[which]
        return (*months(start.year, month, count), "quarter")
    if unit == "month":
        first_day, last_day = ((1, 10), (11, 20), (21, end.day))[which]
        return start.replace(day=first_day), start.replace(day=last_day), "third"
    if unit in ("quarter", "season", "half"):
        length = 2 if unit == "half" else 1
        first = add_units(start, which * length, "month")
        return (*months(first.year, first.month, length), "month")
    if unit == "week":
        first_day, last_day = ((0, 2), (2, 3), (4, 6))[which]
        return add_days(start, first_day), add_days(start, last_day), "third"
    if unit == "decade":
        first_year, last_year = ((0, 2), (3, 6), (7, 9))[which]
        return date(start.year + first_year, 1, 1), date(start.year + last_year, 12, 31), "third"
    return stretch if unit == "day" else None


def _half(stretch: Stretch, half: object, _: Context) -> Stretch | None:
    start, end, unit = stretch
    if unit == "month":
        days = (start, start.replace(day=15)) if half == 1 else (start.replace(day=16), end)
        return (*days, "third")
    if unit in ("year", "half"):
        length = 6 if unit == "year" else 3
        first = start if half == 1 else add_units(start, length, "month")
        return (*months(first.year, first.month, length), "half" if unit == "year" else "quarter")
    if unit in ("quarter", "season"):
        middle = add_units(start, 1, "month").replace(day=15)
        return (start, middle, "third") if half == 1 else (add_days(middle, 1), end, "third")
    return None


def _nth_week(stretch: Stretch, nth: object, _: Context) -> Stretch | None:
    start, end, unit = stretch
    assert isinstance(nth, int)
    if unit == "year":
        weeks = [found for n in (51, 52, 53) if (found := iso_week(start.year, n)) and found[1] <= end]
        week = iso_week(start.year, nth) if nth > 0 else weeks[-1]
        return (*week, "week") if week else None
    if unit not in ("month", "quarter", "season", "half"):
        return None
    if nth < 0:
        return add_days(end, 7 * nth + 1), add_days(end, 7 * (nth + 1)), "week"
    first = add_days(start, 7 * (nth - 1))
    return (first, min(add_days(first, 6), end), "week") if first <= end else None


def _first(stretch: Stretch, counted: object, _: Context) -> Stretch | None:
    start, end, unit = stretch
    assert isinstance(counted, tuple)
    count, of = counted
    if unit == "year" and of == "week":
        first = iso_week(start.year, 1)
        return (first[0], add_days(first[0], 7 * count - 1), "span") if first else None
    last = add_days(add_units(start, count, of), -1)
    return (start, last, "span") if last <= end else None


def _last(stretch: Stretch, counted: object, context: Context) -> Stretch | None:
    start, end, unit = stretch
    assert isinstance(counted, tuple)
    count, of = counted
    if unit == "year" and of == "week":
        found = _nth_week(stretch, -1, context)
        return (add_days(found[0], -7 * (count - 1)), found[1], "span") if found else None
    first = add_units(add_days(end, 1), -count, of)
    return (first, end, of if count == 1 else "span") if first >= start else None


def _weekday(stretch: Stretch, weekday: object, _: Context) -> Stretch | None:
    start, end, unit = stretch
    if unit not in ("week", "day", "third", "in week") or (end - start).days > 6:
        return None
    monday = unit_around(start, "week")[0]
    day = add_days(monday, int(str(weekday)))
    if unit == "week" and not start <= day <= end:  # a week of a month need not begin on Monday
        day = add_days(day, 7)
    return day, day, "day"


def _nth_weekday(stretch: Stretch, which: object, _: Context) -> Stretch | None:
    assert isinstance(which, tuple)
    day = nth_weekday(stretch[:2], *which)
    return (day, day, "day") if day else None


def _nth_weekend(stretch: Stretch, nth: object, _: Context) -> Stretch | None:
    day = nth_weekday(stretch[:2], int(str(nth)), 5)
    return (day, add_days(day, 1), "weekend") if day else None


def _nth_day(stretch: Stretch, which: object, _: Context) -> Stretch | None:
    start, end, _unit = stretch
    assert isinstance(which, tuple)
    nth, unit = which
    if unit == "business":
        day = add_units(add_days(start, -1) if nth > 0 else add_days(end, 1), nth, "business")
    else:
        day = add_days(start, nth - 1) if nth > 0 else add_days(end, nth + 1)
    return (day, day, "day") if start <= day <= end else None


def _nth_month(stretch: Stretch, nth: object, _: Context) -> Stretch | None:
    start, end, _unit = stretch
    if int(str(nth)) < 1:
        return None
    first = add_units(start, int(str(nth)) - 1, "month")
    return (first, last_of(first.year, first.month), "month") if first < end else None


def _nth_quarter(stretch: Stretch, nth: object, _: Context) -> Stretch | None:
    if stretch[2] != "year":
        return None
    return (*months(stretch[0].year, 10 if nth == -1 else 3 * int(str(nth)) - 2, 3), "quarter")


def _day(stretch: Stretch, number: object, _: Context) -> Stretch | None:
    start, _end, unit = stretch
    if unit != "month":
        return None
    day = start.replace(day=int(str(number)))
    return day, day, "day"


def _week_of(stretch: Stretch, _value: object, _: Context) -> Stretch | None:
    start, end, _unit = stretch
    return (*unit_around(start, "week"), "week") if (end - start).days < 7 else None


def _weekend_of(stretch: Stretch, _value: object, _: Context) -> Stretch | None:
    start, _end, unit = stretch
    if unit not in ("day", "week"):
        return None
    saturday = add_days(unit_around(start, "week")[0], -2 if unit == "day" and start.weekday() == 0 else 5)
    return saturday, add_days(saturday, 1), "weekend"


def _rest(stretch: Stretch, _value: object, context: Context) -> Stretch | None:
    start, end, _unit = stretch
    first = max(start, context.today)
    return (first, end, "span") if first <= end else None


def _through(stretch: Stretch, steps: object, _: Context) -> Stretch | None:
    start, _end, unit = stretch
    assert isinstance(steps, int)
    return (start, add_days(add_units(start, steps + 1, unit), -1), "span") if steps > 0 else None


PLACES: dict[str, Callable[[Stretch, object, Context], Stretch | None]] = {
    "part": _part,
    "half": _half,
    "nth week": _nth_week,
    "first": _first,
    "last": _last,
    "weekday": _weekday,
    "nth weekday": _nth_weekday,
    "nth weekend": _nth_weekend,
    "nth day": _nth_day,
    "nth quarter": _nth_quarter,
    "nth month": _nth_month,
    "day": _day,
    "weekof": _week_of,
    "weekend": _weekend_of,
    "rest": _rest,
    "through": _through,
}
"""What may be said of a place within a stretch, and the days it then means."""
