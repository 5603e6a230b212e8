"""Who changed what, when, from what to what, why."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel

from storage.models.columns import NEVER_AGAIN, cascade


class JournalEntry(SQLModel, table=True):
    """One change that somebody made, with enough in it to take it back.

    `changes` is a list of `{"table", "id", "before", "after"}`; `before` or `after` is null where the row was
    added or removed, and they hold only the columns that differ where it was changed.
    """

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_subject", "noun", "noun_id"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    person_id: int | None = cascade("person.id", null=True, index=True)
    verb: str
    noun: str
    noun_id: int
    summary: str
    """What happened, in a few words, as `show` lists it."""
    why: str = ""
    changes: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    undone: bool = False
    undoes_id: int | None = Field(default=None, foreign_key="journal.id")
