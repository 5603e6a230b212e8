"""When a meeting is: from somebody's words to one firm day, several, or a rule, with times and a zone."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session

from bot.cards import day_in_words, long_day
from bot.errors import BadInput
from bot.operations.occasions import instant
from bot.operations.whens import When, read_for
from bot.reading.lasting import Lasting, ends_apart, lasting, length_or_end
from bot.reading.recurrences import counts_from_its_start, days_of, endless, period_of
from bot.reading.when import write_days
from bot.reading.when.warn import SWAPPED
from bot.turn import Turn
from bot.windows import Window
from storage.models import Meeting, MeetingSeries

LONGEST_DAYS = 14
"""Days that one meeting may last."""
_END_OF_DAY = time(23, 59)
_TIME_AT_LAST = re.compile(r"[A-Za-z]{3,}.*(?:\b(?:to|until|till)\b|\s[-–—]\s).*\d{1,2}[:.h]\d\d\s*$", re.IGNORECASE)
"""A time behind the second of two days that are both written out: it may be meant for that one."""
_ZONE = re.compile(r"\d(?:[:.h]\d\d|h|\s*[ap]m)\s+\(?([A-Z][A-Za-z_]+/[A-Z][A-Za-z_+-]+(?:/[A-Z][A-Za-z_]+)?)")


@dataclass(frozen=True, slots=True)
class Times:
    """When a meeting is, on clocks of its zone; with a rule, when its first occurrence is."""

    said: str
    on: date
    zone: str
    last: date | None = None
    at: time | None = None
    until: time | None = None
    rule: str = ""
    from_on: date | None = None
    """What the rule counts from."""
    until_on: date | None = None
    days: tuple[date, ...] = ()
    """The days of the rule that come up, a bounded time ahead."""
    shown: tuple[str, ...] = ()

    @property
    def window(self) -> Window:
        """The days it takes."""
        return Window(self.on, self.last or self.on, time=self.at, zone=self.zone)


def read_times(session: Session, turn: Turn, said: str, lasts: str, example: str, was: Meeting | None = None) -> Times:
    """Read when a meeting is and how long it lasts. What the words leave open is as it `was`, where it is to move:
    its zone, and from which day on it repeats.

    Raises BadInput, with `example` where no day can be seen.
    """
    _access_zone(said)
    timed = lasting(said)
    length = _length(lasts) if lasts else timed
    reading = read_for(session, turn, None, timed.said)
    window = replace(reading.window, zone=reading.window.zone or (was.zone if was else turn.house.zone.key))
    if window.recurring:
        return _repeating(turn, said, replace(reading, window=window), length, example, was)
    if length == Lasting(said) and (end := ends_apart(said)):
        length = replace(length, until=end)
        if SWAPPED in reading.shown:  # with a time on each, there is no telling which is whose
            raise BadInput(f"“{said}” would end before it begins. When does it begin, and when end?", field="when")
    _access_firm(reading, example)
    assert window.start is not None and window.end is not None
    times = Times(
        said=said,
        on=window.start,
        zone=window.zone,
        last=window.end if window.end != window.start else None,
        at=window.time,
        shown=tuple(one for one in reading.shown if "past" not in one),
    )
    times = _with_end(times, length, "lasts" if lasts else "when")
    if times.last and times.at and not times.until and _TIME_AT_LAST.search(said):
        begins = f"I read {times.at:%H:%M} as when it begins on {times.on.day} {times.on:%B}."
        example = f"{day_in_words(times.on)} 9:00 to {day_in_words(times.last)} {times.at:%H:%M}"
        times = replace(times, shown=(*times.shown, f"{begins} If it is when it ends, say both: {example}."))
    if over_at(times.on, times.last, times.at, times.until, times.zone) <= turn.now:
        day = long_day(times.on)
        raise BadInput(f"“{said}” is past: {day}. When is it?", field="when")
    return times


def _access_zone(said: str) -> None:
    if match := _ZONE.search(said):
        try:
            ZoneInfo(match[1])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise BadInput(
                f"I know no time zone called “{match[1]}”. Write it like Europe/Paris. Nothing was changed.",
                field="when",
            ) from None


def _access_firm(reading: When, example: str) -> None:
    window = reading.window
    vague = window.tentative or window.approximate or window.ongoing
    if window.start is None or window.end is None or vague:
        raise BadInput(
            f"A meeting needs one day, with or without a time, and I can't see one in “{reading.said}”. "
            f"For example: {example}",
            field="when",
        )
    if reading.unread:
        raise BadInput(
            f"I read {write_days(window)} in “{reading.said}”, but I did not understand “{reading.unread}”. "
            f"For example: {example}",
            field="when",
        )
    days = (window.end - window.start).days + 1
    if days > LONGEST_DAYS:
        raise BadInput(
            f"I read “{reading.said}” as {days} days; a meeting has {LONGEST_DAYS} at most. Which day is it?",
            field="when",
        )


def _repeating(turn: Turn, said: str, reading: When, length: Lasting, example: str, was: Meeting | None) -> Times:
    window = reading.window
    if window.tentative or reading.unread or not window.rule:
        odd = f" I did not understand “{reading.unread}”." if reading.unread else ""
        raise BadInput(
            f"I see in “{reading.said}” that it repeats, but not on which days.{odd} "
            "For example: every first Tuesday 10:00, or every second Monday 14:00 from 7 March 2027",
            field="when",
        )
    first = window.start or (was.on_date if was else None)
    if first is None and counts_from_its_start(window.rule):
        raise BadInput(
            f"From which day does “{reading.said}” count? For example: {reading.said} from {turn.today.day} "
            f"{turn.today:%B %Y}",
            field="when",
        )
    if window.start is None:
        # From here on: the week or the month of the one that moves, not only what comes after it.
        first = period_of(window.rule, was.series_on or was.on_date) if was else turn.today
    assert first is not None
    last = window.end if window.end != window.start else None
    zone = window.zone
    blank = _with_end(Times(said=said, on=first, zone=zone, at=window.time), length, "lasts")
    days = tuple(
        day
        for day in days_of(window.rule, first, today=turn.today, last=last)
        if over_at(day, _shifted(blank, day), blank.at, blank.until, zone) > turn.now
    )
    if not days:
        raise BadInput(f"“{reading.said}” has no day ahead. When is it? For example: {example}", field="when")
    return replace(
        blank,
        on=days[0],
        last=_shifted(blank, days[0]),
        rule=window.rule,
        from_on=first,
        until_on=last,
        days=days,
        shown=(_how_far(window.rule, last, days),),
    )


def _shifted(times: Times, day: date) -> date | None:
    """The last day of an occurrence on `day`: one that ends after midnight has two."""
    return day + (times.last - times.on) if times.last else None


def _how_far(rule: str, last: date | None, days: tuple[date, ...]) -> str:
    count = "the next one is" if len(days) == 1 else f"the next {len(days)} are"
    far = f"{count} here, up to {days[-1].day} {days[-1]:%B %Y}"
    if last is None and endless(rule):
        return f"It repeats without an end: {far}, and further ones come by themselves as time goes on."
    return f"It repeats: {far}, and any further ones come by themselves."


def _length(said: str) -> Lasting:
    found = length_or_end(said)
    if found is None:
        raise BadInput(
            f"I can't see how long it lasts in “{said}”. Write when it ends (11:30) or how long (90 minutes).",
            field="lasts",
        )
    return found


def _with_end(times: Times, length: Lasting, field: str) -> Times:
    if length.minutes is None and length.until is None:
        return times
    if times.at is None:
        raise BadInput(
            f"It ends, but when does it begin? “{times.said}” has a day and no time, as in 3 March 2027 10:00.",
            field="when",
        )
    if length.minutes is not None:
        if length.minutes > 24 * 60:
            raise BadInput("Longer than a day: write its days instead, as in 3-5 March 2027.", field=field)
        begins = datetime.combine(times.last or times.on, times.at)
        ends = begins + timedelta(minutes=length.minutes)
        return replace(times, until=ends.time(), last=ends.date() if ends.date() != times.on else None)
    assert length.until is not None
    if times.last is None and length.until <= times.at:
        raise BadInput(
            f"It would end at {length.until:%H:%M}, before it begins at {times.at:%H:%M}. "
            "When does it end? Where it goes on past midnight, say how long: 90 minutes.",
            field=field,
        )
    return replace(times, until=length.until)


def minutes_of(meeting: Meeting) -> int | None:
    """How long a meeting lasts where both times are known, within a day."""
    if meeting.at_time is None or meeting.until_time is None:
        return None
    begins = datetime.combine(meeting.on_date, meeting.at_time)
    ends = datetime.combine(meeting.last_on or meeting.on_date, meeting.until_time)
    minutes = int((ends - begins).total_seconds()) // 60
    return minutes if 0 < minutes <= 24 * 60 else None


def lasting_as_before(times: Times, meeting: Meeting) -> Times:
    """The times, with the length that the meeting had."""
    minutes = minutes_of(meeting)
    return _with_end(times, Lasting("", minutes), "when") if minutes else times


def over_at(on: date, last: date | None, at: time | None, until: time | None, zone: str) -> datetime:
    """The moment, in UTC, from which on a meeting is past: its end, else its beginning, else the end of its day."""
    where = ZoneInfo(zone)
    if until is not None or (at is None) or last is not None:
        return instant(last or on, until or _END_OF_DAY, where)
    return instant(on, at, where)


def over(meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting is past."""
    return over_at(meeting.on_date, meeting.last_on, meeting.at_time, meeting.until_time, meeting.zone) <= now


def store_times(meeting: Meeting, times: Times) -> None:
    """Keep when a meeting is, beside the words."""
    meeting.when_said, meeting.on_date, meeting.last_on = times.said, times.on, times.last
    meeting.at_time, meeting.until_time, meeting.zone = times.at, times.until, times.zone


def occurrence_last(series: MeetingSeries, day: date) -> date | None:
    """The last day of a series' occurrence: the one after, where it goes on past midnight."""
    past_midnight = series.at_time and series.until_time and series.until_time <= series.at_time
    return day + timedelta(days=1) if past_midnight else None
