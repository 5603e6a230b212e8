"""On which days something is said of an action, and to whom: its window and what is known of it → days. Pure.

The cadence is the product's own. What comes weekly or monthly comes on a Monday, so that one message holds it all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from bot.operations.occasions import on_the_calendar, weekday
from bot.windows import Window

OPENING_DAYS = 7
"""Days before a window that is not firm opens: is there a date yet?"""
PATIENCE = 4
"""Days after a window has closed, at the least, before anybody is asked about it."""
WEEKLY = 3
"""Times that those who hold it are asked, weekly, before the chairs hear of it."""
QUIET = timedelta(days=14)
"""After a programme is adopted or an action added, before anybody is asked whether it still goes on."""
NEAR = 7
"""Days between "is there a date yet?" and "closes in 14 days" within which the first says it all."""
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_LONGEST = timedelta(days=731)
"""How far a monthly question reaches where neither words nor programme end it."""


class Audience(StrEnum):
    """Who hears of an action."""

    CHANNEL = "channel"
    OWNERS = "owners"
    """Those who hold it: the person named, else somebody who speaks for the organisation."""
    HOUSE = "house"
    """Who speaks for the organisation of a person that is named."""
    ASKED = "asked"
    """The owners, else whoever added it, else the chairs."""
    CHAIRS = "chairs"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One day on which an action is spoken of, to one audience."""

    kind: str
    """Of the line: deadline, date, late, ongoing, unread; for the chairs unanswered, unheard, nobody."""
    audience: Audience
    offset_days: int
    """Until the window closes, seen from the day; for a date that is asked for, until it opens."""
    on: date
    until: date
    """Old news from the digest of this day on."""
    midnight: bool = False
    """… from the beginning of that day on."""


class Facts(NamedTuple):
    """What the cadence of an open action of an adopted programme hangs on."""

    window: Window
    unread: bool
    """It says when, and no date could be read out of it."""
    adopted_on: date
    since: date
    """Since when it is both there and adopted."""
    ends_on: date | None
    """Of the programme: where a window without an end closes."""
    owned: bool
    heard: bool = True
    """Somebody would hear a reminder to its owners."""
    on_track: date | None = None
    """Its owners have said that all is well, and are not asked again before this day."""
    closing_days: tuple[int, ...] = (14, 3, 0)
    """Days before it closes on which that is said; the farthest first."""
    late_in_channel: bool = False
    meeting: bool = False
    """It takes place as a meeting, which has announcements of its own and is asked about afterwards."""


@lru_cache(maxsize=20_000)
def days_of(facts: Facts) -> tuple[Spoken, ...]:
    """Every day on which something is said of it, past ones too, in no order."""
    window = facts.window
    if window.ongoing or window.recurring:
        return tuple(_monthly(facts))
    end = closes(window, facts.ends_on)
    if end is None:
        return _asked_once(facts) if facts.unread else ()
    if not on_the_calendar(end):
        return ()
    opening = _opening(window)
    return (*opening, *_closing(end, facts, opening), *(_late(end, facts) if end >= facts.adopted_on else ()))


def closes(window: Window, programme_ends: date | None) -> date | None:
    """The last day of a window; one that is open closes with the programme."""
    if window.end is not None:
        return window.end
    if window.start is None or programme_ends is None:
        return None
    return max(window.start, programme_ends)


def last_call(end: date) -> date:
    """The working day on which something that closes on `end` is spoken of for the last time beforehand."""
    return weekday(end, end)


def monday(day: date) -> date:
    """That day where it is a Monday, else the next one."""
    return day + timedelta(days=-day.weekday() % 7)


def _opening(window: Window) -> tuple[Spoken, ...]:
    if window.firm or window.start is None or not on_the_calendar(window.start):
        return ()
    before = window.start - _DAY
    day = weekday(window.start - timedelta(days=OPENING_DAYS), before)
    return (Spoken("date", Audience.OWNERS, OPENING_DAYS, day, weekday(window.start, date.max)),)


def _closing(end: date, facts: Facts, opening: tuple[Spoken, ...]) -> Iterator[Spoken]:
    # A warning belongs before the day it warns of, even where a weekend pushes it.
    warned: dict[date, int] = {}
    for offset in sorted(facts.closing_days):
        day = _warning(end, offset)
        # Where a weekend pushes two together, the farther gives way: one day earlier, or altogether.
        if day + _DAY in warned and offset - warned[day + _DAY] > 1:
            day = _before(day)
        warned.setdefault(day, offset)
    days = sorted(warned.items())
    untils = [*(day for day, _ in days[1:]), end + _DAY]
    for (day, offset), until in zip(days, untils, strict=False):
        over = until > end
        if facts.meeting and not offset:
            continue
        if not facts.meeting:
            yield Spoken("deadline", Audience.CHANNEL, offset, day, until, midnight=over)
        asked_then = offset > NEAR and any(abs((day - asked.on).days) <= NEAR for asked in opening)
        if not asked_then and not (facts.on_track and day < facts.on_track):
            yield Spoken("deadline", Audience.OWNERS, offset, day, until, midnight=over)


def _warning(end: date, days: int) -> date:
    """The working day nearest to so many days before; a Monday would often be the eve of the next warning."""
    day = end - timedelta(days=days)
    return day - _DAY if day.weekday() == 5 else weekday(day, end - _DAY if days else end)


def _before(day: date) -> date:
    """The working day before."""
    return day - timedelta(days=3 if day.weekday() == 0 else 1)


def _late(end: date, facts: Facts) -> Iterator[Spoken]:
    first = monday(max(end + timedelta(days=PATIENCE), facts.on_track or date.min))
    if not facts.owned or not facts.heard:
        kind = "unheard" if facts.owned else "nobody"
        yield Spoken(kind, Audience.CHAIRS, (end - first).days, first, first + _WEEK)
        return
    for week in range(1 if facts.meeting else WEEKLY):
        day = first + week * _WEEK
        audiences = [Audience.OWNERS, *([Audience.HOUSE] if week == WEEKLY - 1 else [])]
        for audience in (*audiences, *([Audience.CHANNEL] if facts.late_in_channel and not _vague(facts) else [])):
            yield Spoken("late", audience, (end - day).days, day, day + _WEEK)
    if facts.meeting:
        return
    day = first + WEEKLY * _WEEK
    yield Spoken("unanswered", Audience.CHAIRS, (end - day).days, day, day + _WEEK)


def _vague(facts: Facts) -> bool:
    """Its time was only a guess, or a meeting's: never called late before others."""
    return facts.window.tentative or facts.window.end is None or facts.meeting


def _asked_once(facts: Facts) -> tuple[Spoken, ...]:
    day = monday(facts.since + _DAY)
    return (Spoken("unread", Audience.ASKED, 0, day, day + 2 * _WEEK),)


def _monthly(facts: Facts) -> Iterator[Spoken]:
    first = max(facts.since + QUIET, facts.window.start or date.min, facts.on_track or date.min)
    last = min(facts.window.end or facts.ends_on or date.max, facts.since + _LONGEST)
    step, only = _months(facts.window.rule)
    begun = facts.since.year * 12 + facts.since.month
    month = first.year * 12 + first.month - 1
    while (day := monday(date(month // 12, month % 12 + 1, 1))) <= last:
        if day >= first and (month + 1 - begun) % step == 0 and only in (0, day.month):
            yield Spoken("ongoing", Audience.OWNERS, 0, day, day + 2 * _WEEK)
        month += 1


def _months(rule: str) -> tuple[int, int]:
    """After how many months a recurrence comes round, and in which month only (0: any)."""
    every = int(found[1]) if (found := re.search(r"INTERVAL=(\d{1,3})", rule)) else 1
    month = int(found[1]) if (found := re.search(r"BYMONTH=(\d{1,2})", rule)) else 0
    if "FREQ=YEARLY" in rule:
        return (1, month) if month and every == 1 else (12 * max(every, 1), 0)
    return (max(every, 1), 0) if "FREQ=MONTHLY" in rule else (1, 0)
