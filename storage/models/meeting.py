"""Meetings, the series they belong to, who comes, and what is on the agenda."""

from datetime import date, datetime, time

from sqlmodel import Field, Index, SQLModel

from storage.models.columns import NEVER_AGAIN, cascade, one_of


class MeetingSeries(SQLModel, table=True):
    """A meeting that repeats. Its occurrences are meetings with numbers of their own, made a bounded time ahead."""

    __tablename__ = "meeting_series"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True)
    rule: str
    """RFC 5545, RECUR."""
    from_on: date
    """The first day that may be one: what the rule counts from."""
    until_on: date | None = None
    """The last day that may be one; None where the rule alone says when it ends."""
    title: str
    when_said: str = ""
    at_time: time | None = None
    until_time: time | None = None
    zone: str
    place: str = ""
    programme_id: int | None = cascade("programme.id", null=True, index=True)
    added_by_id: int | None = cascade("person.id", null=True)
    added_at: datetime
    version: int = 1


class Meeting(SQLModel, table=True):
    """Something with a date, place or link (`M3`). Kept as local day, local time and zone: the moment is derived."""

    __table_args__ = (
        one_of("state", "planned", "cancelled"),
        Index("uq_meeting_occurrence", "series_id", "series_on", unique=True),
        NEVER_AGAIN,
    )
    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    programme_id: int | None = cascade("programme.id", null=True, index=True)
    title: str
    when_said: str = ""
    on_date: date = Field(index=True)
    at_time: time | None = None
    """Local time; None for a whole day."""
    last_on: date | None = None
    """The last of several days; None where it is one day."""
    until_time: time | None = None
    """Local time at which it ends, on its last day; None where nobody said."""
    zone: str
    place: str = ""
    """A room, a city or a link, as written."""
    state: str = "planned"
    outcome: str = ""
    """What came of it, in a few words."""
    series_id: int | None = cascade("meeting_series.id", null=True)
    series_on: date | None = None
    """The day the rule of its series gave it: moving it alone does not change that."""
    added_by_id: int | None = cascade("person.id", null=True)
    added_at: datetime
    proposal_id: int | None = cascade("proposal.id", null=True, index=True)
    """The proposal it came from."""
    version: int = 1


class Attendance(SQLModel, table=True):
    """Somebody said whether they come."""

    __table_args__ = (Index("uq_attendance_person", "meeting_id", "person_id", unique=True), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = cascade("meeting.id")
    person_id: int = cascade("person.id", index=True)
    coming: bool
    at: datetime


class AgendaItem(SQLModel, table=True):
    """One point on a meeting's agenda: words, an action or a proposal."""

    __tablename__ = "agenda_item"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = cascade("meeting.id", index=True)
    position: int
    text: str = ""
    """Empty where it is an action or a proposal and nothing was said beside."""
    minutes: int | None = None
    action_id: int | None = cascade("action.id", null=True, index=True)
    proposal_id: int | None = cascade("proposal.id", null=True, index=True)
    person_id: int | None = cascade("person.id", null=True)
    """Who put it there."""
    at: datetime
