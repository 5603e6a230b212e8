"""The occurrences of a series: meetings with numbers of their own, on the days of its rule."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from bot.operations.meeting_times import occurrence_last
from bot.operations.plan import agree
from bot.operations.wanted import wanted_of_meetings
from bot.turn import House
from storage.models import Meeting, MeetingSeries
from storage.queries.numbers import next_number


def occurrences(session: Session, series: MeetingSeries, days: Sequence[date]) -> list[Meeting]:
    """Meetings of a series on these days, each with a number of its own, not stored yet."""
    first = next_number(session, "meeting", len(days))
    return [
        Meeting(
            number=number,
            programme_id=series.programme_id,
            title=series.title,
            when_said=series.when_said,
            on_date=day,
            last_on=occurrence_last(series, day),
            at_time=series.at_time,
            until_time=series.until_time,
            zone=series.zone,
            place=series.place,
            series_id=series.id,
            series_on=day,
            added_by_id=series.added_by_id,
            added_at=series.added_at,
        )
        for number, day in enumerate(days, first)
    ]


def plan_new(session: Session, meetings: Sequence[Meeting], *, now: datetime, house: House) -> None:
    """Plan what is said of meetings that nothing was said of yet, all at once."""
    session.flush()
    agree(session, "meeting", wanted_of_meetings(session, meetings, house).items(), now)
