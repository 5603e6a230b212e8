"""Programmes and their priorities."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.models.columns import NEVER_AGAIN, WhenColumns, cascade, one_of


class Programme(SQLModel, table=True):
    """A period with its theme, chairs and priorities; draft, adopted or closed."""

    __table_args__ = (one_of("state", "draft", "adopted", "closed"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    title: str
    number: str = ""
    """As the document has it ("n°3" is 3); often empty."""
    period_said: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    theme: str = ""
    chairs_said: str = ""
    notes: str = ""
    """Text of the document that is neither priority nor action, one paragraph a line."""
    state: str = "draft"
    fingerprint: str = Field(unique=True)
    """Of the content: the same document twice is the same programme."""
    source_name: str = ""
    loaded_at: datetime
    adopted_at: datetime | None = None
    closed_at: datetime | None = None
    version: int = 1


class Priority(WhenColumns, table=True):
    """A numbered heading of a programme, with its rationale."""

    __table_args__ = (UniqueConstraint("programme_id", "position"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = cascade("programme.id")
    position: int
    """From 1, in the document's order."""
    number: str = ""
    """As written; `position` where the document gives none."""
    title: str
    rationale: str = ""
