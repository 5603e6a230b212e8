"""Days as they are written: in numbers, with the month's name, by number alone.

Each builder is given where it stands and the values of its named words; it answers None when they make no sense.
"""

from datetime import date

from bot.reading.when.at import At, full_year
from bot.reading.when.pieces import Piece
from bot.reading.when.tags import CHARS
from bot.reading.when.tokens import century

_LEADS_TO_A_DAY = "".join(CHARS[name] for name in ("from", "until", "by", "before", "after", "since", "between", "to"))


def label(at: At, n: int) -> Piece | None:
    """A number that counts something else: it must not become a day."""
    if at.words.tags[at.first] == CHARS["day_unit"] and (at.article or at.plural):
        return None
    return Piece(unit="label")


def compact_day(at: At, d: str) -> Piece | None:
    return _date(int(d[:4]), int(d[4:6]), int(d[6:]))


def year_month_day(at: At, y: int, m: int, d: int) -> Piece | None:
    return _date(y, m, d) or Piece(unit="label")


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
    return _date(full_year(y), month, day, w, warning) or Piece(unit="label")  # 31/2/2020 is not February 2020


def day_month_numbers(at: At, d: int, m: int, w: int | None = None) -> Piece | None:
    """3/4, 3.4.: with a point only where it can be no other number."""
    tags = at.words.tags[at.first : at.last]
    if CHARS["dot"] in tags and CHARS["slash"] not in tags:
        said = "".join(at.words.said(at.first, at.last).split())
        sure = (
            tags.endswith(CHARS["dot"]) or at.article or w is not None or (at.before and at.before in _LEADS_TO_A_DAY)
        )
        if not sure and not (at.before == CHARS["dash"] or at.after == CHARS["dash"] or len(said) == 5):
            return None
        if tags.endswith(CHARS["dot"]) and at.after in (CHARS["small"], CHARS["number"]) and at.after:
            return None
    if at.after and at.after in (CHARS["day_unit"], CHARS["label"]):
        return None
    if at.before == CHARS["slash"]:  # "May 11/12/13"
        return None
    day, month, warning = _day_first(d, m)
    return in_month(day, month, w, warning)


def in_month(day: int, month: int, weekday: int | None, warning: str = "") -> Piece | None:
    if not (1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)):
        return None
    return Piece(sub="month", number=month, places=(("day", day),), weekday=weekday, warning=warning)


def day_month(
    at: At, d: int, m: int, y: int | None = None, w: int | None = None, w2: int | None = None
) -> Piece | None:
    weekday = w if w is not None else w2
    if y is None:
        return in_month(d, m, weekday)
    return _date(full_year(y), m, d, weekday)


def month_day(at: At, d: int, m: int, w: int | None = None, w2: int | None = None) -> Piece | None:
    if at.words.tags[at.last - 1] in (CHARS["small"], CHARS["mid"]) and at.after == CHARS["dot"]:
        following = at.words.tags[at.last + 1 : at.last + 2]
        if following and following in (CHARS["small"], CHARS["mid"]):  # "May 3.4": no day
            return None
    piece = in_month(d, m, w if w is not None else w2)
    if piece:
        piece.month_first = True
    return piece


def month_short(at: At, d: int, m: int, w: int | None = None) -> Piece | None:
    """Jan-1 is a day; Mar-23, as spreadsheets write it, a month where that year is near."""
    first, last = at.context.period or (at.context.today, at.context.today)
    if w is None and d >= 20 and first.year - 1 <= century(d) <= last.year + 4:
        return Piece(sub="month", number=m, year=century(d), warning="Two digits after a month: read as a year.")
    return month_day(at, d, m, w)


def week_in_month(at: At, n: int, m: int, y: int | None = None) -> Piece | None:
    """Week 2 of May is its second; week 13 May can only be the one that holds the 13th."""
    if at.words.article[at.first + 1]:
        return None
    if 1 <= n <= 5:
        return Piece(sub="month", number=m, year=y, places=(("nth week", n),), approximate=True)
    piece = in_month(n, m, None)
    if piece:
        piece.year = y
        piece.places += (("weekof", 1),)
    return piece


def weekday_day(at: At, w: int, d: int) -> Piece | None:
    """Friday the 27th: the month is the first one in which it falls on that weekday."""
    return Piece(places=(("day", d),), weekday=w) if 1 <= d <= 31 else None


def day_weekday(at: At, d: int, w: int) -> Piece | None:
    """ "14 (Mon) - 18 (Fri) March"."""
    return Piece(places=(("day", d),), weekday=w, weak=True) if 1 <= d <= 31 else None


def day_number(at: At, d: int) -> Piece | None:
    """A bare number: a day only beside a date, or with an article and nothing else it could count."""
    if not 1 <= d <= 31:
        return None
    if at.after == CHARS["noise"]:  # "12 partners", "2nd meeting"
        return None
    ordinal = at.words.tags[at.first] == CHARS["ordinal"]
    spelt = not at.words.said(at.first, at.last)[:1].isdigit()
    whole = ordinal and not spelt and len(at.words.tags) == 1
    dotted = at.after == CHARS["dot"] and at.last + 1 < len(at.words.tags)
    counts_nothing = at.ends and not dotted and (ordinal or at.before != CHARS["noise"])
    led = bool(at.before) and at.before in _LEADS_TO_A_DAY and (ordinal or at.led_by_article)
    strong = whole or ((at.article or led) and counts_nothing)
    return Piece(places=(("day", d),), weak=not strong, soft=spelt)
