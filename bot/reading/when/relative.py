"""Phrases that count from today: next week, this Friday, in the last month, the day after tomorrow."""

from datetime import date

from bot.reading.when.at import CHARS_OF_UNITS, At, unit_named
from bot.reading.when.pieces import Piece
from bot.reading.when.reading import Context
from bot.reading.when.resolve import days_of
from bot.reading.when.spans import add_days, add_units, next_weekday, unit_around

Which = int | str
"""0 this, 1 next, 2 the one after next, -1 last, "coming" the first one from now on."""


SINGULAR = ("month", "week", "year", "mes")


def _offset(which: Which) -> int:
    return which if isinstance(which, int) else 1


def today(at: At, n: int) -> Piece | None:
    day = add_days(at.context.today, n)
    return Piece(fixed=(day, day), unit="day")


def relative_unit(at: At, r: Which, u: object, r2: Which | None = None) -> Piece | None:
    unit = unit_named(at, CHARS_OF_UNITS)
    if unit == "business" or at.plural:  # "the coming weeks" does not say how many
        return None
    return Piece(fixed=unit_around(at.context.today, unit, _offset(r)), unit=unit)


def the_unit(at: At, u: object) -> Piece | None:
    """ "Of the year", "of the month": this one, but only where something is said of it."""
    piece = whole_unit(at, u)
    if piece:
        piece.weak = True
    return piece


def whole_unit(at: At, u: object) -> Piece | None:
    """ "Throughout the year": the programme's year; of shorter units the present one."""
    unit = unit_named(at, CHARS_OF_UNITS)
    if unit == "business" or (unit == "day" and at.plural):
        return None
    if unit == "year" and at.context.period:
        year = programme_year(at.context)
        if year is None:
            return Piece(fixed=at.context.period, unit="span")
        return Piece(fixed=(date(year, 1, 1), date(year, 12, 31)), unit="year")
    return Piece(fixed=unit_around(at.context.today, unit), unit=unit)


def programme_year(context: Context) -> int | None:
    """The year that the programme lies in; today's where it says nothing or spans more than one."""
    if context.period is None:
        return context.today.year
    first, last = context.period
    if first.year == last.year:
        return first.year
    return context.today.year if first <= context.today <= last else first.year


def programme(at: At) -> Piece | None:
    """ "Throughout the programme": its period, where it is known."""
    return Piece(fixed=at.context.period, unit="span") if at.context.period else None


def throughout(at: At) -> Piece | None:
    """ "Throughout" and nothing more."""
    return programme(at) if len(at.words.tags) == 1 else None


def part_unit(at: At, p: tuple[str, str], y: int | None = None) -> Piece | None:
    part, named = p
    unit = named.removesuffix("_unit")
    if y is not None:
        return Piece(year=y, places=(("part", part),), approximate=True) if unit == "year" else None
    if unit == "year":
        year = programme_year(at.context) or at.context.today.year
        return Piece(year=year, places=(("part", part),), approximate=True)
    days = unit_around(at.context.today, unit)
    return Piece(fixed=days, unit=unit, places=(("part", part),), approximate=True)


def next_units(at: At, r: Which, n: int, u: object) -> Piece | None:
    """The next 3 weeks: from tomorrow to the same day three weeks on. The last 3 weeks end yesterday."""
    unit = unit_named(at, CHARS_OF_UNITS)
    if not unit or not 0 < n < 1000 or r == 0:
        return None
    if at.article_within or at.last_word in SINGULAR:  # "23 of next month"
        return None
    start = at.context.today
    if _offset(r) > 0:
        return Piece(fixed=(add_days(start, 1), add_units(start, n, unit)), unit="span")
    return Piece(fixed=(add_units(start, -n, unit), add_days(start, -1)), unit="span")


def last_units(at: At, r: int, n: int, u: object) -> Piece | None:
    """The last 3 weeks of something; by itself, the three weeks before today."""
    unit = unit_named(at, CHARS_OF_UNITS)
    return Piece(places=(("last", (n, unit)),), alone=next_units(at, -1, n, u)) if unit and n > 0 else None


def last_unit(at: At, r: int, u: object) -> Piece | None:
    """The last month of something; by itself, the one before this."""
    unit = unit_named(at, CHARS_OF_UNITS)
    past = Piece(fixed=unit_around(at.context.today, unit, -1), unit=unit)
    return Piece(places=(("last", (1, unit)),), alone=past)


def last_week(at: At, r: int) -> Piece | None:
    past = Piece(fixed=unit_around(at.context.today, "week", -1), unit="week")
    return Piece(places=(("nth week", -1),), alone=past, approximate=True)


def last_quarter(at: At, n: int) -> Piece | None:
    past = Piece(fixed=unit_around(at.context.today, "quarter", -1), unit="quarter")
    return Piece(places=(("nth quarter", -1),), alone=past)


def last_weekday(at: At, r: int, w: int) -> Piece | None:
    past = add_days(next_weekday(at.context.today, w), -7)
    past = past if past < at.context.today else add_days(past, -7)
    return Piece(places=(("nth weekday", (-1, w)),), alone=Piece(fixed=(past, past), unit="day"))


def relative_weekday(at: At, r: Which, w: int) -> Piece | None:
    """This Friday is this week's, next Friday next week's, the coming one the first after today."""
    here = at.context.today
    day = next_weekday(here, w) if r == "coming" else add_days(unit_around(here, "week", _offset(r))[0], w)
    return Piece(fixed=(day, day), unit="day")


def weekday_later(at: At, w: int, n: int) -> Piece | None:
    """Lundi en quinze: the first Monday after today, and so many days more."""
    day = add_days(next_weekday(at.context.today, w), n)
    return Piece(fixed=(day, day), unit="day")


def weekdays_hence(at: At, n: int, w: int) -> Piece | None:
    day = add_days(next_weekday(at.context.today, w), 7 * (n - 1))
    return Piece(fixed=(day, day), unit="day") if 0 < n < 100 else None


def _weekend_of(day: date, offset: int) -> tuple[date, date]:
    saturday = add_days(unit_around(day, "week", offset)[0], 5)
    return saturday, add_days(saturday, 1)


def weekend(at: At) -> Piece | None:
    """The weekend: of a week or day beside it, else this week's. Weekends in the plural come every week."""
    if at.last_word.endswith(("ends", "enden")):
        return Piece(rule="FREQ=WEEKLY;BYDAY=SA,SU")
    return Piece(places=(("weekend", 1),), alone=Piece(fixed=_weekend_of(at.context.today, 0), unit="weekend"))


def relative_weekend(at: At, r: Which) -> Piece | None:
    offset = 0 if r == "coming" else _offset(r)
    return Piece(fixed=_weekend_of(at.context.today, offset), unit="weekend")


def last_weekend(at: At, n: int) -> Piece | None:
    past = Piece(fixed=_weekend_of(at.context.today, -1), unit="weekend")
    return Piece(places=(("nth weekend", -1),), alone=past)


def working_week(at: At) -> Piece | None:
    monday = unit_around(at.context.today, "week")[0]
    return Piece(fixed=(monday, add_days(monday, 4)), unit="span")


def _which_year(at: At, piece: Piece, r: Which, unit: str) -> Piece | None:
    """This, the next, the last occurrence of something that comes once a year."""
    if at.article_within:  # "the last of April" is a day
        return None
    here = at.context.today
    found = [days for year in range(here.year - 2, here.year + 4) if (days := days_of(piece, year, at.context))]
    if r == 0:
        chosen = [d for d in found if d[0] <= here <= d[1]] or [d for d in found if d[0].year == here.year]
    elif _offset(r) > 0:
        chosen = [d for d in found if d[0] > here][_offset(r) - 1 :]
    else:
        chosen = [d for d in found if d[1] < here][-1:]
    return Piece(fixed=chosen[0], unit=unit, approximate=piece.approximate) if chosen else None


def relative_month(at: At, r: Which, m: int) -> Piece | None:
    return _which_year(at, Piece(sub="month", number=m), r, "month")


def relative_season(at: At, r: Which, s: str) -> Piece | None:
    return _which_year(at, Piece(sub="season", number=s, approximate=True), r, "season")


def relative_holiday(at: At, r: Which, h: str) -> Piece | None:
    return _which_year(at, Piece(sub="holiday", number=h), r, "day")
