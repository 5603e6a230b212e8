"""Meetings."""

from datetime import date, datetime, time

from sqlmodel import Field, SQLModel

from storage.models.columns import NEVER_AGAIN, cascade, one_of


class Meeting(SQLModel, table=True):
    """Something with a date, place or link (`M3`). Kept as local day, local time and zone: the moment is derived."""

    __table_args__ = (one_of("state", "planned", "cancelled"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    programme_id: int | None = cascade("programme.id", null=True, index=True)
    title: str
    when_said: str = ""
    on_date: date = Field(index=True)
    at_time: time | None = None
    """Local time; None for a whole day."""
    zone: str
    place: str = ""
    """A room, a city or a link, as written."""
    state: str = "planned"
    added_by_id: int | None = cascade("person.id", null=True)
    added_at: datetime
    proposal_id: int | None = cascade("proposal.id", null=True, index=True)
    """The proposal it came from."""
    version: int = 1
