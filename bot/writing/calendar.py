"""Calendars as files (iCalendar, RFC 5545): meetings at their time, windows of actions as whole days. Pure."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.meeting_cards import Event, Published

if TYPE_CHECKING:
    from icalendar import Component

PRODUCT = "-//work-programme-bot//Work programme//EN"
REFRESH = timedelta(hours=1)
"""How often a calendar that subscribes is asked to look again."""
_DAY = timedelta(days=1)


def ics(published: Published) -> bytes:
    """The calendar as a file. The same events give the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", published.name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for zone, years in _zones(published.events):
        calendar.add_component(_timezone(zone, years))
    for event in published.events:
        calendar.add_component(_entry(event))
    return bytes(calendar.to_ical())


def _entry(event: Event) -> "Component":
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.revised_at.astimezone(UTC).replace(microsecond=0))
    entry.add("last-modified", event.revised_at.astimezone(UTC).replace(microsecond=0))
    entry.add("sequence", event.sequence)
    entry.add("summary", event.title)
    if event.at is None:
        entry.add("dtstart", event.on)
        entry.add("dtend", (event.last or event.on) + _DAY)  # the day after: an end is not part of it
    else:
        zone = ZoneInfo(event.zone)
        entry.add("dtstart", datetime.combine(event.on, event.at, zone))
        if event.until is not None:
            entry.add("dtend", datetime.combine(event.last or event.on, event.until, zone))
        elif event.last is not None:
            entry.add("dtend", datetime.combine(event.last + _DAY, datetime.min.time(), zone))
    if event.place:
        entry.add("location", event.place)
        if event.place.startswith(("http://", "https://")) and " " not in event.place:
            entry.add("url", event.place)
    if event.text:
        entry.add("description", event.text)
    entry.add("status", event.state.upper())
    entry.add("transp", "OPAQUE" if event.busy else "TRANSPARENT")
    return entry


def _zones(events: Iterable[Event]) -> Iterator[tuple[ZoneInfo, range]]:
    """Zones whose clocks some event goes by, each with the years in question."""
    years: dict[str, set[int]] = {}
    for event in events:
        if event.at is not None and event.zone != "UTC":
            years.setdefault(event.zone, set()).update({event.on.year, (event.last or event.on).year})
    for key, seen in sorted(years.items()):
        yield ZoneInfo(key), range(min(seen), max(seen) + 1)


def _timezone(zone: ZoneInfo, years: range) -> "Component":
    """What the zone's clocks do in these years: an observance for each turn, and one that holds at their beginning."""
    from icalendar import Timezone

    made = Timezone()
    made.add("tzid", zone.key)
    begins = datetime(years.start, 1, 1, tzinfo=UTC) - 2 * _DAY
    made.add_component(_observance(begins, begins, zone))
    for turn in turns(zone, years):
        made.add_component(_observance(turn - timedelta(seconds=1), turn, zone))
    return made


def _observance(before: datetime, onset: datetime, zone: ZoneInfo) -> "Component":
    from icalendar import TimezoneDaylight, TimezoneStandard

    was, now = before.astimezone(zone).utcoffset(), onset.astimezone(zone)
    offset = now.utcoffset()
    assert was is not None and offset is not None
    made = TimezoneDaylight() if now.dst() else TimezoneStandard()
    # The local time at which clocks are turned, as they show it before that.
    made.add("dtstart", (onset + was).replace(tzinfo=None))
    made.add("tzoffsetfrom", was)
    made.add("tzoffsetto", offset)
    made.add("tzname", now.tzname() or zone.key)
    return made


def turns(zone: ZoneInfo, years: range) -> Iterator[datetime]:
    """The moments, in UTC, at which the zone's clocks are turned in these years."""
    at, end = datetime(years.start, 1, 1, tzinfo=UTC) - _DAY, datetime(years.stop, 1, 1, tzinfo=UTC) + _DAY
    while at < end:
        if at.astimezone(zone).utcoffset() != (at + _DAY).astimezone(zone).utcoffset():
            yield _turn(at, zone)
        at += _DAY


def _turn(at: datetime, zone: ZoneInfo) -> datetime:
    """The first second of the day after `at` with another offset."""
    was, first, last = at.astimezone(zone).utcoffset(), 0, 24 * 3600
    while last - first > 1:
        middle = (first + last) // 2
        if (at + timedelta(seconds=middle)).astimezone(zone).utcoffset() == was:
            first = middle
        else:
            last = middle
    return at + timedelta(seconds=last)


def file_name(about: str) -> str:
    """A name that every system takes: "m3-trio-meeting.ics"."""
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in about.lower())
    return "-".join(part for part in kept.split("-") if part)[:60].strip("-") + ".ics"
