"""Series of meetings: as time goes on, their further occurrences; and what becomes of one from some occurrence on."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from bot.errors import BadInput
from bot.operations.meeting_times import Times, occurrence_last
from bot.operations.occurrences import occurrences, plan_new
from bot.reading.recurrences import AHEAD, MOST, days_of
from bot.turn import House
from storage.models import JournalEntry, Meeting, MeetingSeries
from storage.queries import meetings as queries


def roll(session: Session, *, now: datetime, house: House) -> int:
    """Once a day: make the occurrences that have come within reach, a bounded time ahead. Gives how many were made."""
    today = now.astimezone(house.zone).date()
    made = 0
    for series in queries.living_series(session, today):
        further = _further(session, series, today)
        session.add_all(further)
        plan_new(session, further, now=now, house=house)
        made += len(further)
    return made


def _further(session: Session, series: MeetingSeries, today: date) -> list[Meeting]:
    assert series.id is not None
    ahead = len(queries.of_series(session, series.id, today))
    after = queries.last_made(session, series.id)
    try:
        days = days_of(series.rule, series.from_on, today=today, after=after, last=series.until_on)
    except BadInput:  # a rule that could be followed when it was kept: one odd series must not stop the others
        return []
    days = [day for day in days[: max(MOST - ahead, 0)] if not ahead or day <= today + AHEAD]
    return occurrences(session, series, days) if days else []


def later_ones(session: Session, meeting: Meeting) -> tuple[MeetingSeries, list[Meeting]]:
    """The series of a meeting, and its planned occurrences from this one on. Raises BadInput where it is of none."""
    series = session.get(MeetingSeries, meeting.series_id, with_for_update=True) if meeting.series_id else None
    if series is None or series.id is None or meeting.series_on is None:
        raise BadInput(
            f"M{meeting.number} is a meeting of its own, so there are no later ones of it. Nothing was changed."
        )
    later = queries.of_series(session, series.id, meeting.series_on)
    return series, [one for one in later if one.state == "planned"]


def anew(
    session: Session, old: MeetingSeries, rows: Sequence[Meeting], times: Times
) -> tuple[list[Meeting], list[Meeting]]:
    """A series by another rule in the place of the later part of an old one: (rows too many, rows that are new).

    Occurrences keep their numbers: the first of the old days becomes the first of the new ones, and so on.
    """
    series = MeetingSeries(
        rule=times.rule,
        from_on=times.from_on or times.on,
        until_on=times.until_on,
        title=rows[0].title,
        when_said=times.said,
        at_time=times.at,
        until_time=times.until,
        zone=times.zone,
        place=rows[0].place,
        programme_id=old.programme_id,
        added_by_id=old.added_by_id,
        added_at=old.added_at,
    )
    session.add(series)
    session.flush()
    for row, day in zip(rows, times.days, strict=False):
        row.series_id, row.series_on = series.id, day
        row.when_said, row.on_date, row.last_on = times.said, day, occurrence_last(series, day)
        row.at_time, row.until_time, row.zone = times.at, times.until, times.zone
    more = times.days[len(rows) :]
    return list(rows[len(times.days) :]), occurrences(session, series, more) if more else []


def forget_rolled(session: Session, entry: JournalEntry) -> list[int]:
    """Before the adding of a series is taken back: take away what time has added to it. Gives the ids that are gone."""
    named = {(change["table"], change["id"]) for change in entry.changes if change["before"] is None}
    gone = []
    for table, key in named:
        if table != str(MeetingSeries.__tablename__):
            continue
        for meeting in queries.of_series(session, key, date.min):
            if ("meeting", meeting.id) not in named:
                gone.append(meeting.id or 0)
                session.delete(meeting)
    session.flush()
    return gone
