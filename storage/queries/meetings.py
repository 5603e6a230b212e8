"""Finding meetings, their series, who comes and what is on their agendas. Nothing here commits."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from storage.models import Action, AgendaItem, Attendance, JournalEntry, Meeting, MeetingSeries, Organisation, Person

LAST = func.coalesce(col(Meeting.last_on), col(Meeting.on_date))
"""The last day of a meeting."""


def lock_by_number(session: Session, number: int) -> Meeting | None:
    """The meeting of a number as it is now, held until the unit ends."""
    query = select(Meeting).where(Meeting.number == number).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one_or_none()


def by_number(session: Session, number: int) -> Meeting | None:
    """The meeting of a number, to look at."""
    return session.exec(select(Meeting).where(Meeting.number == number)).first()


def from_day(session: Session, first: date) -> Sequence[Meeting]:
    """Meetings that end on a day or later and were not cancelled, earliest first."""
    found: Sequence[Meeting] = session.exec(_from_day(), params={"first": first}).all()
    return found


@cache
def _from_day() -> Any:
    return (
        select(Meeting)
        .where(bindparam("first") <= LAST, Meeting.state == "planned")
        .order_by(col(Meeting.on_date), col(Meeting.at_time), col(Meeting.number))
    )


def before_day(session: Session, first: date, limit: int, offset: int) -> Sequence[Meeting]:
    """Meetings that ended before a day and were not cancelled, latest first."""
    return session.exec(
        select(Meeting)
        .where(first > LAST, Meeting.state == "planned")
        .order_by(col(Meeting.on_date).desc(), col(Meeting.number).desc())
        .offset(offset)
        .limit(limit)
    ).all()


def count_before_day(session: Session, first: date) -> int:
    """How many there are."""
    query = select(func.count()).select_from(Meeting)
    return session.exec(query.where(first > LAST, Meeting.state == "planned")).one()


def ended_between(session: Session, first: date, last: date) -> Sequence[Meeting]:
    """Meetings whose last day lies between two days and that nobody has said anything about since."""
    found: Sequence[Meeting] = session.exec(_ended_between(), params={"first": first, "last": last}).all()
    return found


@cache
def _ended_between() -> Any:
    ended = bindparam("first") <= LAST, bindparam("last") >= LAST
    silent = select(Meeting).where(*ended, Meeting.state == "planned", Meeting.outcome == "")
    return silent.order_by(col(Meeting.number))


def since(session: Session, first: date) -> Sequence[Meeting]:
    """Meetings from a day on, cancelled ones too, earliest first."""
    return session.exec(select(Meeting).where(first <= LAST).order_by(col(Meeting.on_date), col(Meeting.number))).all()


def series_by_id(session: Session, ids: Collection[int | None]) -> dict[int | None, MeetingSeries]:
    """These series by id."""
    wanted = [one for one in set(ids) if one is not None]
    if not wanted:
        return {}
    return {one.id: one for one in session.exec(select(MeetingSeries).where(col(MeetingSeries.id).in_(wanted)))}


def living_series(session: Session, today: date) -> Sequence[MeetingSeries]:
    """Series that may have occurrences yet to be made, held until the unit ends."""
    found: Sequence[MeetingSeries] = session.exec(_living(), params={"today": today}).all()
    return found


@cache
def _living() -> Any:
    ended = col(MeetingSeries.until_on)
    return (
        select(MeetingSeries)
        .where(ended.is_(None) | (ended >= bindparam("today")))
        .order_by(col(MeetingSeries.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def last_made(session: Session, series_id: int) -> date | None:
    """The last day of a series that has an occurrence."""
    found: date | None = session.exec(
        select(func.max(col(Meeting.series_on))).where(Meeting.series_id == series_id)
    ).one()
    return found


def of_series(session: Session, series_id: int, first: date) -> Sequence[Meeting]:
    """The occurrences from a day of the rule on, in its order, held until the unit ends."""
    return session.exec(
        select(Meeting)
        .where(Meeting.series_id == series_id, col(Meeting.series_on) >= first)
        .order_by(col(Meeting.series_on))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def next_of_series(session: Session, meeting: Meeting, today: date, limit: int) -> Sequence[Meeting]:
    """The occurrences after a meeting that come up and were not cancelled."""
    return session.exec(
        select(Meeting)
        .where(
            Meeting.series_id == meeting.series_id,
            Meeting.state == "planned",
            Meeting.id != meeting.id,
            Meeting.on_date >= max(today, meeting.on_date),
        )
        .order_by(col(Meeting.on_date), col(Meeting.number))
        .limit(limit)
    ).all()


def days_of_series(
    session: Session, series_ids: Collection[int | None], first: date, last: date
) -> Sequence[tuple[int | None, date]]:
    """(series, day) of what these series have between two days and was not cancelled, earliest first."""
    return session.exec(
        select(col(Meeting.series_id), col(Meeting.on_date))
        .where(
            col(Meeting.series_id).in_([one for one in series_ids if one is not None]),
            Meeting.state == "planned",
            Meeting.on_date >= first,
            Meeting.on_date <= last,
        )
        .order_by(col(Meeting.on_date))
    ).all()


def actions_about(session: Session, meeting_ids: Collection[int | None], *, lock: bool = False) -> Sequence[Action]:
    """The programme's rows that these meetings are; with `lock`, held until the unit ends."""
    query = (
        select(Action)
        .where(col(Action.meeting_id).in_([one for one in meeting_ids if one is not None]))
        .order_by(col(Action.number))
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.exec(query).all()


def answers(session: Session, meeting_id: int) -> Sequence[tuple[Attendance, Person, str | None]]:
    """Who said whether they come, with their organisation's short name, in the order of names."""
    return session.exec(
        select(Attendance, Person, Organisation.short_name)
        .join(Person, col(Person.id) == col(Attendance.person_id))
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id), isouter=True)
        .where(Attendance.meeting_id == meeting_id, ~col(Person.is_gone))
        .order_by(func.lower(Organisation.short_name), func.lower(Person.name), col(Person.id))
    ).all()


def coming_to(session: Session, meeting_ids: Collection[int]) -> Sequence[Person]:
    """Who said to come to one of these, and is still here, in the order of names."""
    ids = select(Attendance.person_id).where(col(Attendance.meeting_id).in_(meeting_ids), col(Attendance.coming))
    query = select(Person).where(col(Person.id).in_(ids), ~col(Person.is_gone))
    return session.exec(query.order_by(func.lower(Person.name), col(Person.id))).all()


def answer_of(session: Session, meeting_id: int, person_id: int) -> Attendance | None:
    """What one person said, held until the unit ends."""
    return session.exec(
        select(Attendance)
        .where(Attendance.meeting_id == meeting_id, Attendance.person_id == person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def answers_of(session: Session, person_id: int) -> dict[int, bool]:
    """By meeting, whether a person comes."""
    rows = session.exec(select(Attendance.meeting_id, Attendance.coming).where(Attendance.person_id == person_id)).all()
    return dict(rows)


def agenda(session: Session, meeting_id: int) -> Sequence[tuple[AgendaItem, str | None]]:
    """The points of an agenda in their order, with the name of who put each there."""
    return session.exec(
        select(AgendaItem, Person.name)
        .join(Person, col(Person.id) == col(AgendaItem.person_id), isouter=True)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(col(AgendaItem.position), col(AgendaItem.id))
    ).all()


def revised(session: Session, noun: str, first: datetime) -> dict[int, datetime]:
    """By id, when something of a noun was last changed, for those added or changed since `first`."""
    rows = session.exec(
        select(JournalEntry.noun_id, func.max(col(JournalEntry.at)))
        .where(JournalEntry.noun == noun, JournalEntry.at >= first)
        .group_by(col(JournalEntry.noun_id))
    ).all()
    return dict(rows)


def days(session: Session) -> Sequence[date]:
    """The days of all meetings that were not cancelled, earliest first."""
    planned = select(col(Meeting.on_date)).where(Meeting.state == "planned").order_by(col(Meeting.on_date))
    return session.exec(planned.distinct()).all()
