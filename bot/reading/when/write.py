"""A window in words that are read again as the same window."""

from dataclasses import replace
from datetime import date, timedelta

from bot.reading.when.pieces import Piece
from bot.reading.when.reading import Context
from bot.reading.when.resolve import days_of
from bot.reading.when.spans import SEASONS, add_days, add_months, last_of
from bot.windows import Window

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday",
    "FR": "Friday", "SA": "Saturday", "SU": "Sunday",
}  # fmt: skip
RULES = {
    "FREQ=DAILY": "daily",
    "FREQ=WEEKLY": "weekly",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "every working day",
    "FREQ=MONTHLY": "monthly",
    "FREQ=MONTHLY;INTERVAL=3": "quarterly",
    "FREQ=YEARLY": "yearly",
    **{f"FREQ=DAILY;INTERVAL={n}": f"every {n} days" for n in range(2, 31)},
    **{f"FREQ=WEEKLY;INTERVAL={n}": f"every {n} weeks" for n in range(2, 31)},
    **{f"FREQ=MONTHLY;INTERVAL={n}": f"every {n} months" for n in range(2, 31) if n != 3},
    **{f"FREQ=YEARLY;INTERVAL={n}": f"every {n} years" for n in range(2, 31)},
    **{f"FREQ=WEEKLY;BYDAY={code}": f"every {day}" for code, day in DAYS.items()},
    **{
        f"FREQ=MONTHLY;BYDAY={nth}{code}": f"{word} {day} of every month"
        for code, day in DAYS.items()
        for nth, word in ((1, "first"), (2, "second"), (3, "third"), (4, "fourth"), (5, "fifth"), (-1, "last"))
    },
    **{f"FREQ=YEARLY;BYMONTH={number}": f"every {month}" for number, month in enumerate(MONTHS, 1)},
}
"""Recurrence rules (RFC 5545) in words; any other is written as it is."""


def write_when(window: Window, *, long: bool = False) -> str:
    """The window in words: short for lists ("12-14 Mar 2022"), long for sentences ("12-14 March 2022").

    Read again, on whatever day and for whatever programme, they give the same window; years 1900 to 2199.
    Empty for a window that says nothing.
    """
    words = _dates(window, long)
    if window.ongoing:
        words = f"{words}, ongoing" if words else "ongoing"
    if window.recurring:
        words = f"{_rule(window.rule)}, {words}" if words else _rule(window.rule)
    if window.time and words:
        words += f" at {window.time:%H:%M}" + (f" {window.zone}" if window.zone else "")
    if window.tentative:
        words = f"{words} (tbc)" if words else "tbc"
    return words


def write_days(window: Window, *, long: bool = False) -> str:
    """The same with every convention spelt out in days: "11-20 Dec 2026" for "mid December 2026", and no "(tbc)"."""
    return write_when(replace(window, approximate=False, tentative=False), long=long)


def _rule(rule: str) -> str:
    if not rule:
        return "periodically"
    return RULES.get(rule) or f"recurring ({rule})"


def _dates(window: Window, long: bool) -> str:
    start, end = window.start, window.end
    about = "about " * window.approximate
    if start and end:
        named = _convention(start, end, long) if window.approximate else ""
        return named or about + _range(start, end, long)
    if end:
        return f"by {about}{_day(end, long)}"
    return f"from {about}{_day(start, long)}" if start else ""


def _month(month: int, long: bool) -> str:
    return MONTHS[month - 1] if long else MONTHS[month - 1][:3]


def _day(day: date, long: bool) -> str:
    return f"{day.day} {_month(day.month, long)} {day.year}"


def _range(start: date, end: date, long: bool) -> str:
    if start.day == 1 and end == last_of(end.year, end.month):
        return _months(start, end, long)
    if start == end:
        return _day(start, long)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end, long)}"
    if start.year == end.year:
        return f"{start.day} {_month(start.month, long)} – {_day(end, long)}"
    return f"{_day(start, long)} – {_day(end, long)}"


def _months(start: date, end: date, long: bool) -> str:
    first, last = _month(start.month, long), _month(end.month, long)
    if start.year != end.year:
        if start.month == 1 and end.month == 12:
            return f"{start.year} – {end.year}"
        return f"{first} {start.year} – {last} {end.year}"
    if start.month == 1 and end.month == 12:
        return str(start.year)
    return f"{first} {start.year}" if start.month == end.month else f"{first} – {last} {start.year}"


def _convention(start: date, end: date, long: bool) -> str:
    """The name of an approximate window: "late November 2021", "autumn 2021", "early 2022"; empty where it has none."""
    plain = Context(start)
    month = Piece(year=start.year, sub="month", number=start.month)
    year = Piece(year=start.year)
    for part in ("early", "mid", "late"):
        for stretch, name in ((month, f"{_month(start.month, long)} {start.year}"), (year, str(start.year))):
            piece = stretch.copy()
            piece.places = (("part", part),)
            if days_of(piece, start.year, plain) == (start, end):
                return f"{part} {name}"
    if start.day == 1 and end == add_days(add_months(start, 3), -1):
        for season, first in SEASONS.items():
            if first == start.month and season != "winter":
                return f"{season} {start.year}"
            if first == start.month:
                return f"{season} {start.year}/{(start.year + 1) % 100:02}"
    if end == last_of(end.year, end.month) and end - start == timedelta(6):
        return f"last week of {_month(end.month, long)} {end.year}"
    return ""
