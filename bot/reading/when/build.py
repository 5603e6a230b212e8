"""What the kinds of phrases are made into: dates, months, quarters, weeks, and places within them.

Each builder is given where it stands and the values of its named words; it answers None when they do not make sense.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from bot.reading.when.pieces import Piece
from bot.reading.when.reading import Context
from bot.reading.when.tags import CHARS
from bot.reading.when.tokens import Words, century

_DAY_FOLLOWS = "".join(CHARS[name] for name in ("small", "mid", "ordinal", "month", "weekday", "holiday", "year"))
_ENDS_A_PHRASE = "".join(
    CHARS[name] for name in ("comma", "dash", "to", "until", "and", "or", "close", "question", "dot", "stop", "slash")
)
_WEEK = (CHARS["week_unit"], CHARS["week_of"])
_LEADS_TO_A_DAY = "".join(CHARS[name] for name in ("from", "until", "by", "before", "after", "since", "between", "to"))


class At(NamedTuple):
    """Where a phrase stands: its words, from `first` up to and without `last`."""

    words: Words
    first: int
    last: int
    context: Context

    @property
    def before(self) -> str:
        return self.words.tags[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        return self.words.tags[self.last : self.last + 1]

    @property
    def article(self) -> bool:
        """Whether "the", "le", "am" … stands before it."""
        return self.words.article[self.first]

    @property
    def article_within(self) -> bool:
        """Whether "of", "the" … stands between its words."""
        return any(self.words.article[self.first + 1 : self.last])

    @property
    def last_word(self) -> str:
        """Its last word, in small letters."""
        return self.words.said(self.last - 1, self.last).casefold()

    @property
    def ends(self) -> bool:
        """Whether nothing follows that these words could belong to."""
        return not self.after or self.after in _ENDS_A_PHRASE


def _full(year: int) -> int:
    return year if year > 99 else century(year)


def label(at: At, n: int) -> Piece | None:
    """A number that counts something else: it must not become a day."""
    if at.words.tags[at.first] == CHARS["day_unit"] and at.article:
        return None
    return Piece(unit="label")


def compact_day(at: At, d: str) -> Piece | None:
    return _date(int(d[:4]), int(d[4:6]), int(d[6:]))


def year_month_day(at: At, y: int, m: int, d: int) -> Piece | None:
    return _date(y, m, d)


def _date(year: int, month: int, day: int, weekday: int | None = None, warning: str = "") -> Piece | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Piece(year=year, sub="month", number=month, places=(("day", day),), weekday=weekday, warning=warning)


def _day_first(day: int, month: int) -> tuple[int, int, str]:
    if month > 12 >= day:
        return month, day, "Read with the month first: there is no month of that number."
    return day, month, ""


def numeric_day(at: At, d: int, m: int, y: int, w: int | None = None) -> Piece | None:
    """Day first, as everywhere in Europe. The signs between the numbers must be alike ("28/2-1/3" is two dates)."""
    start = at.first + at.words.tags[at.first : at.last].index(
        CHARS["small"] if d <= 12 else CHARS["mid"], 0 if w is None else 1
    )
    signs = at.words.tags[start + 1], at.words.tags[start + 3]
    if signs[0] != signs[1] and signs[1] != CHARS["comma"]:
        return None
    if m == 0 or (y <= 31 and signs[1] == CHARS["comma"] and at.after):
        return None
    day, month, warning = _day_first(d, m)
    return _date(_full(y), month, day, w, warning)


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


def day_month_numbers(at: At, d: int, m: int, w: int | None = None) -> Piece | None:
    """3/4, 3.4.: with a point only where it can be no other number."""
    tags = at.words.tags[at.first : at.last]
    if CHARS["dot"] in tags and CHARS["slash"] not in tags:
        said = at.words.said(at.first, at.last)
        sure = tags.endswith(CHARS["dot"]) or at.article or w is not None or at.before in _LEADS_TO_A_DAY
        if not sure and not (at.before == CHARS["dash"] or at.after == CHARS["dash"] or len(said) == 5):
            return None
        if tags.endswith(CHARS["dot"]) and at.after in (CHARS["small"], CHARS["number"]) and at.after:
            return None
    if at.after and at.after in (CHARS["day_unit"], CHARS["label"]):
        return None
    if at.before == CHARS["slash"]:  # "May 11/12/13"
        return None
    day, month, warning = _day_first(d, m)
    return _in_month(day, month, w, warning)


def _in_month(day: int, month: int, weekday: int | None, warning: str = "") -> Piece | None:
    if not (1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)):
        return None
    return Piece(sub="month", number=month, places=(("day", day),), weekday=weekday, warning=warning)


def day_month(
    at: At, d: int, m: int, y: int | None = None, w: int | None = None, w2: int | None = None
) -> Piece | None:
    weekday = w if w is not None else w2
    if y is None:
        return _in_month(d, m, weekday)
    return _date(_full(y), m, d, weekday)


def month_day(at: At, d: int, m: int, w: int | None = None, w2: int | None = None) -> Piece | None:
    if at.words.tags[at.last - 1] in (CHARS["small"], CHARS["mid"]) and at.after == CHARS["dot"]:
        following = at.words.tags[at.last + 1 : at.last + 2]
        if following and following in (CHARS["small"], CHARS["mid"]):  # "May 3.4": no day
            return None
    piece = _in_month(d, m, w if w is not None else w2)
    if piece:
        piece.month_first = True
    return piece


def weekday_day(at: At, w: int, d: int) -> Piece | None:
    """Friday the 27th: the month is the first one in which it falls on that weekday."""
    return Piece(places=(("day", d),), weekday=w) if 1 <= d <= 31 else None


def month(at: At, m: int, y: int | None = None) -> Piece | None:
    if m == 5 and y is None and at.after == CHARS["verb"]:  # "we may have to"
        return None
    return Piece(sub="month", number=m, year=y)


def numbered(sub: str) -> Callable[..., Piece | None]:
    """The n-th quarter, half, project month."""
    highest = {"quarter": 4, "half": 2, "milestone": 120}[sub]

    def build(at: At, n: int, y: int | None = None) -> Piece | None:
        if not 1 <= n <= highest or (sub == "milestone" and at.context.period is None):
            return None
        return Piece(sub=sub, number=n, year=None if y is None else _full(y))

    return build


def numbered_range(subs: str) -> Callable[..., Piece | None]:
    """From the n-th to a later one: Q1-2, weeks 10-12, M3-9."""
    sub = subs[:-1]
    highest = {"quarter": 4, "week": 53, "milestone": 120}[sub]

    def build(at: At, n: int, n2: int, y: int | None = None) -> Piece | None:
        if not 1 <= n < n2 <= highest or (sub == "milestone" and at.context.period is None):
            return None
        return Piece(sub=sub, number=n, year=None if y is None else _full(y), places=(("through", n2 - n),))

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
    return Piece(sub="week", number=n, year=None if y is None else _full(y))


def place(op: str) -> Callable[..., Piece | None]:
    """The n-th something of a stretch that stands beside it."""

    def build(at: At, n: int) -> Piece | None:
        return Piece(places=((op, n),), approximate=op == "nth week")

    return build


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


def day_number(at: At, d: int) -> Piece | None:
    """A bare number: a day only beside a date, or with an article and nothing else it could count."""
    if not 1 <= d <= 31:
        return None
    ordinal = at.words.tags[at.first] == CHARS["ordinal"]
    strong = at.article and at.ends and at.after != CHARS["dot"] and (ordinal or at.before != CHARS["noise"])
    return Piece(places=(("day", d),), weak=not strong)


CHARS_OF_UNITS = {CHARS[f"{name}_unit"]: name for name in ("year", "half", "quarter", "month", "week", "day")}


def unit_named(at: At, units: dict[str, str]) -> str:
    """The unit among the words of a phrase: "business" for working days, "decade" for ten years."""
    for index in range(at.first, at.last):
        unit = units.get(at.words.tags[index])
        if unit:
            value = at.words.values[index]
            if unit == "day" and value == "business":
                return "business"
            if value == 10 and unit == "year":
                return "decade"
            return "fortnight" if value == 2 and unit == "week" else unit
    return ""
