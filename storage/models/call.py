"""Calls for proposals."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.models.columns import NEVER_AGAIN, cascade, one_of


class Call(SQLModel, table=True):
    """An invitation to propose (`C2`), open up to its last day."""

    __table_args__ = (one_of("state", "open", "closed"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    title: str
    until_said: str = ""
    closes_on: date
    """The last day, in the programme's zone."""
    channel: str
    """C… id of where it is announced."""
    state: str = Field(default="open", index=True)
    opened_by_id: int | None = cascade("person.id", null=True)
    opened_at: datetime
    closed_at: datetime | None = None
    version: int = 1
