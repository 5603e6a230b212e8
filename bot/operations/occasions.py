"""When something is said of an item: a day and a zone → a moment. Pure; the cadence of actions is `cadence`.

A moment is a local day, a local time and a zone; the instant is derived from them, so that 09:00 stays 09:00 when the
clocks change.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

SLOT = time(9)
"""When the digest of a day goes out, in the receiver's zone."""
OPENS, CLOSES = time(8), time(18)
"""Working hours, on weekdays: outside of them a digest waits."""
MEETING_DAYS = (14, 2)
BEFORE_MEETING = timedelta(hours=1)
_DAY = timedelta(days=1)
WEEK = timedelta(days=7)


class Occasion(NamedTuple):
    """One moment at which one item is spoken of."""

    kind: str
    """Of the line: "meeting", or what `cadence` says of an action: "deadline", "late" …"""
    message: str
    """Of the message it is a line of: "digest", or "meeting" for the post of its own."""
    offset_days: int
    local_date: date
    local_time: time
    zone: str
    due_at: datetime
    not_after: datetime
    """Old news from here on: the next occasion of the same item, or its end."""


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, when clocks in `zone` show `at` on `day`.

    A time that exists twice is the first; one that does not exist is the first instant after the gap.
    """
    local = datetime.combine(day, at)
    early = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    late = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if late <= early:  # the usual case, or a time that exists twice, whose first one has fold=0 (PEP 495)
        return late
    return _turn_of_the_clocks(early, late, zone)


def _turn_of_the_clocks(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """The second in (early, late] from which on the zone has the offset it has at `late`."""
    offset = late.astimezone(zone).utcoffset()
    before, after = int(early.timestamp()), int(late.timestamp())
    while after - before > 1:
        middle = (before + after) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return datetime.fromtimestamp(after, UTC)


def weekday(wanted: date, latest: date) -> date:
    """The next working day from `wanted` on; where that lies after `latest`, the last one before `wanted`."""
    day = wanted
    while day.weekday() >= 5:
        day += _DAY
    if day <= latest:
        return day
    day = wanted
    while day.weekday() >= 5:
        day -= _DAY
    return day


def open_from(moment: datetime, zone: ZoneInfo) -> datetime:
    """`moment` where it lies in working hours of the zone, else when they next begin; in UTC."""
    local = moment.astimezone(zone)
    if local.weekday() < 5 and OPENS <= local.time() < CLOSES:
        return moment
    day = local.date() if local.time() < OPENS else local.date() + _DAY
    return instant(weekday(day, date.max), OPENS, zone)


@lru_cache(maxsize=20_000)  # thousands of actions are spoken of on the same few days
def occasion(kind: str, offset: int, day: date, end: tuple[date, time], zone: ZoneInfo, *, at: time = SLOT) -> Occasion:
    """A line of the digest of a day, at `at` in `zone`; old news from `end` on."""
    return Occasion(kind, "digest", offset, day, at, zone.key, instant(day, at, zone), instant(*end, zone))


def of_meeting(
    on: date,
    at: time | None,
    where: ZoneInfo,
    zone: ZoneInfo,
    *,
    after: date | None = None,
    digest_at: time = SLOT,
) -> tuple[Occasion, ...]:
    """14 and 2 days before, in the digest of `zone`, at `digest_at`; and as a post of its own one hour before, or at
    09:00 for a whole day.

    `where` is the meeting's own zone, in which `on` and `at` are said. `after` is the day of the one before it in its
    series: until that is over, this one is not spoken of.
    """
    if not on_the_calendar(on):
        return ()
    begins = instant(on, at if at is not None else SLOT, where)
    soon = begins - BEFORE_MEETING if at is not None else begins
    over = begins if at is not None else instant(on + _DAY, time(0), where)
    here = soon.astimezone(where)
    its_day = begins.astimezone(zone).date()
    days = [(offset, weekday(its_day - timedelta(days=offset), its_day - _DAY)) for offset in MEETING_DAYS]
    moments = [(offset, day, instant(day, digest_at, zone)) for offset, day in days]
    ends = [due for _, _, due in moments[1:]] + [soon]
    lines = [
        Occasion("meeting", "digest", offset, day, digest_at, zone.key, due, end)
        for (offset, day, due), end in zip(moments, ends, strict=True)
    ]
    own = Occasion("meeting", "meeting", 0, here.date(), here.time().replace(tzinfo=None), where.key, soon, over)
    return (*(line for line in lines if after is None or line.local_date > after), own)


def on_the_calendar(day: date) -> bool:
    """Far enough from the ends of the calendar that days can be counted from it."""
    return 1900 <= day.year < 9000


def next_morning(at: datetime, morning: time) -> date:
    """The day whose morning is still ahead at a local moment: that very day, or the one after.

    Who was down in the morning says a thing the next day, since a moment that is past is not planned.
    """
    return at.date() + (timedelta(days=1) if at.time() >= morning else timedelta())
