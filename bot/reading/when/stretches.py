"""Stretches of the calendar and places in them: months, quarters, seasons, weeks, "first week of", "early".

Each builder is given where it stands and the values of its named words; it answers None when they make no sense.
"""

from collections.abc import Callable
from datetime import date

from bot.reading.when.at import CHARS_OF_UNITS, At, full_year, unit_named
from bot.reading.when.pieces import Piece
from bot.reading.when.tags import CHARS

_DAY_FOLLOWS = "".join(CHARS[name] for name in ("small", "mid", "ordinal", "month", "weekday", "holiday", "year"))
_WEEK = (CHARS["week_unit"], CHARS["week_of"])


def decade(at: At, n: int) -> Piece | None:
    return Piece(fixed=(date(n, 1, 1), date(n + 9, 12, 31)), unit="decade")


def fiscal(at: At) -> Piece | None:
    """A fiscal or school year: nobody knows here when it begins."""
    return Piece(unit="fiscal")


def school_years(at: At, y: int, yy: int) -> Piece | None:
    """2022/23, 2014-18: from the first year to the last."""
    end = y // 100 * 100 + yy
    if not y < end <= y + 12:
        return None
    return Piece(fixed=(date(y, 1, 1), date(end, 12, 31)), unit="years")


def year_month(at: At, y: int, m: int) -> Piece | None:
    return Piece(year=y, sub="month", number=m)


def month(at: At, m: int, y: int | None = None) -> Piece | None:
    verb = at.after in (CHARS["verb"], CHARS["negation"]) or at.before == at.after == CHARS["noise"]
    if m == 5 and y is None and at.last - at.first == 1 and verb:  # "we may have to"
        return None
    return Piece(sub="month", number=m, year=y)


def numbered(sub: str) -> Callable[..., Piece | None]:
    """The n-th quarter, half, project month."""
    highest = {"quarter": 4, "half": 2, "milestone": 120}[sub]

    def build(at: At, n: int, y: int | None = None) -> Piece | None:
        if not 1 <= n <= highest or (sub == "milestone" and at.context.period is None):
            return None
        return Piece(sub=sub, number=n, year=None if y is None else full_year(y))

    return build


def numbered_range(subs: str) -> Callable[..., Piece | None]:
    """From the n-th to a later one: Q1-2, weeks 10-12, M3-9."""
    sub = subs[:-1]
    highest = {"quarter": 4, "week": 53, "milestone": 120}[sub]

    def build(at: At, n: int, n2: int, y: int | None = None) -> Piece | None:
        if not 1 <= n < n2 <= highest or (sub == "milestone" and at.context.period is None):
            return None
        return Piece(sub=sub, number=n, year=None if y is None else full_year(y), places=(("through", n2 - n),))

    return build


def half(at: At, n: int) -> Piece | None:
    """First half of something; by itself, of the year."""
    n = 2 if n == -1 else n
    if n not in (1, 2):
        return None
    return Piece(places=(("half", n),), alone=Piece(sub="half", number=n))


def season(at: At, s: str, y: int | None = None) -> Piece | None:
    return Piece(sub="season", number=s, year=y, approximate=True)


def holiday(at: At, h: str, y: int | None = None) -> Piece | None:
    return Piece(sub="holiday", number=h, year=y, approximate=h.endswith("break"))


def week(at: At, n: int, y: int | None = None) -> Piece | None:
    """ISO week of the year, or (beside a month) the n-th week of it."""
    named = at.words.tags[at.first]
    if named in _WEEK and at.article_within:  # "week of 6 or 13 June"
        return None
    if not 1 <= n <= 53 or named == CHARS["week_of"]:
        return None
    return Piece(sub="week", number=n, year=None if y is None else full_year(y))


def place(op: str) -> Callable[..., Piece | None]:
    """The n-th something of a stretch that stands beside it."""

    def build(at: At, n: int) -> Piece | None:
        return Piece(places=((op, n),))

    return build


def nth_week(at: At, n: int, u: int) -> Piece | None:
    """The n-th week of a month; by itself, beyond the fifth, of the year ("23. KW"); a fortnight is half a month."""
    if u == 2:
        return Piece(places=(("half", n),)) if n in (1, 2) else None
    alone = Piece(sub="week", number=n) if n > 5 else None
    return Piece(places=(("nth week", n),), approximate=True, alone=alone)


def first_units(at: At, r: int, n: int, u: object) -> Piece | None:
    unit = unit_named(at, CHARS_OF_UNITS)
    if r != 1 or not unit or not 0 < n < 100:
        return None
    return Piece(places=(("first", (n, unit)),))


def nth_weekday(at: At, n: int, w: int) -> Piece | None:
    return Piece(places=(("nth weekday", (n, w)),))


def nth_day(at: At, n: int, u: object) -> Piece | None:
    return Piece(places=(("nth day", (n, "business" if u == "business" else "day")),))


def weekday(at: At, w: int) -> Piece | None:
    return Piece(places=(("weekday", w),))


def part(at: At, p: str) -> Piece | None:
    return Piece(places=(("part", p),), approximate=True)


def rest(at: At) -> Piece | None:
    return Piece(places=(("rest", 1),))


def length(at: At, n: int, u: object) -> Piece | None:
    unit = unit_named(at, CHARS_OF_UNITS)
    factor = u if isinstance(u, int) and unit in ("week", "year") else 1
    return Piece(count=n * factor, unit=unit) if 0 < n < 1000 and unit else None


def one_unit(at: At, u: object) -> Piece | None:
    """ "The day after Easter", "the week before": one unit on, as a whole."""
    if at.after not in (CHARS["before"], CHARS["after"]) or not at.after:
        return None
    piece = length(at, 1, u)
    if piece:
        piece.soft = True
    return piece


def week_of(at: At) -> Piece | None:
    """ "The week of 7 October": the week that holds the date which follows."""
    if at.words.tags[at.first] != CHARS["week_of"] and not (
        at.after and at.after in _DAY_FOLLOWS and at.words.article[at.last]
    ):
        return None
    return Piece(places=(("weekof", 1),), approximate=False)


def year(at: At, y: int) -> Piece | None:
    return Piece(year=y)
