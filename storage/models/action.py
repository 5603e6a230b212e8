"""Actions, who they are assigned to, and notes on them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel

from storage.models.columns import NEVER_AGAIN, WhenColumns, cascade, one_of


class Action(WhenColumns, table=True):
    """One What / Who / When row. Its number never changes and is never given to another."""

    __table_args__ = (
        one_of("state", "open", "done", "dropped"),
        Index("ix_action_listed", "programme_id", "state", "owned", "ends_on", "number"),
        NEVER_AGAIN,
    )
    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    programme_id: int = cascade("programme.id")
    priority_id: int | None = cascade("priority.id", null=True, index=True)
    position: int
    """Place within its priority, from 1: the 4 of 3.4."""
    what: str
    who_said: str = ""
    not_owners: str = ""
    """What in the who names nobody who owns it ("All interested"), kept as written."""
    seeking: bool = False
    """The words ask for volunteers."""
    either: bool = False
    """`A or B`: they settle it between them."""
    owned: bool = False
    """Somebody holds it: what a claim's guarded update looks at."""
    state: str = "open"
    ended_at: datetime | None = None
    ended_by_id: int | None = cascade("person.id", null=True)
    outcome: str = ""
    """The note left when it was done, or the reason why it was dropped."""
    added_by_id: int | None = cascade("person.id", null=True)
    added_at: datetime
    proposal_id: int | None = cascade("proposal.id", null=True, index=True)
    """The proposal it came from."""
    meeting_id: int | None = cascade("meeting.id", null=True, index=True)
    """The meeting it is about: where that moves, so does the window."""
    source_key: str | None = Field(default=None, unique=True)
    """Where in which document it stands; none for actions added by hand."""
    in_document: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    """what, who and when as the document had them when it was last loaded: a newer version is compared with these, so
    that what people changed here meanwhile stays. None for actions added by hand.
    extra: the cells of its other columns as [heading, text], kept also where the document has the row no more."""
    baseline: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    """As it was adopted: place, what, who, when, and the window's starts_on and ends_on as ISO days or null.
    None before adoption, and for actions that came later."""
    kept: bool = False
    """Its programme was closed, and this is to go on in the next one."""
    carried_from_id: int | None = cascade("action.id", null=True, index=True)
    """The action of an earlier programme that it goes on with."""
    version: int = 1


class Assignment(SQLModel, table=True):
    """Somebody holds an action, or is asked to: an organisation, a person, or a person for an organisation."""

    __table_args__ = (
        one_of("state", "holds", "asked"),
        Index("ix_assignment_person", "person_id", "state", "action_id"),
        Index("ix_assignment_organisation", "organisation_id", "person_id", "state", "action_id"),
        NEVER_AGAIN,
    )
    id: int | None = Field(default=None, primary_key=True)
    action_id: int = cascade("action.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", ondelete="CASCADE")
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE")
    state: str = "holds"
    asked_by_id: int | None = cascade("person.id", null=True)
    at: datetime
    claimed: bool = False
    """Came by a claim, not from the document: a release takes the whole row away."""


class Note(SQLModel, table=True):
    """A remark that somebody left on an action."""

    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True)
    action_id: int = cascade("action.id", index=True)
    person_id: int | None = cascade("person.id", null=True)
    text: str
    at: datetime
