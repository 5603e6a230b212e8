"""Addresses that calendars subscribe to."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.models.columns import NEVER_AGAIN, cascade, one_of


class CalendarAddress(SQLModel, table=True):
    """One person's unguessable address of one calendar; revoked, it is gone for good and a new one is another row."""

    __tablename__ = "calendar_address"
    __table_args__ = (one_of("scope", "programme", "organisation", "person"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    token: str = Field(unique=True)
    person_id: int = cascade("person.id", index=True)
    """Whose address it is: it answers only while this person may read."""
    scope: str
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", ondelete="CASCADE")
    made_at: datetime
    revoked_at: datetime | None = None
