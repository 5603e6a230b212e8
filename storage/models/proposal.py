"""Suggestions in the collation queue."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.columns import NEVER_AGAIN, WhenColumns, cascade, one_of


class Proposal(WhenColumns, table=True):
    """A suggestion (`P7`): event, contact, media channel or idea, in the proposer's words."""

    __table_args__ = (
        one_of("kind", "event", "contact", "media", "idea"),
        one_of(
            "state",
            "received",
            "considered",
            "accepted",
            "declined",
            "revise",
            "deferred",
            "merged",
            "duplicate",
            "withdrawn",
        ),
        NEVER_AGAIN,
    )
    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    programme_id: int | None = cascade("programme.id", null=True, index=True)
    priority_id: int | None = cascade("priority.id", null=True)
    kind: str = "idea"
    text: str
    link: str = ""
    why: str = ""
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What its kind asks for beside that: an event's place, a contact's name and role, a channel's audience."""
    message_by: str = ""
    """Who wrote the message it was made from, by name; empty where it was made from none."""
    message_link: str = ""
    """That message's address in Slack."""
    proposer_id: int | None = cascade("person.id", null=True, index=True)
    organisation_id: int | None = cascade("organisation.id", null=True)
    state: str = Field(default="received", index=True)
    proposed_at: datetime
    erased_at: datetime | None = None
    """When its personal data were erased; what was decided stays."""
    call_id: int | None = cascade("call.id", null=True, index=True)
    """The call it answers."""
    into_id: int | None = cascade("proposal.id", null=True, index=True)
    """What it was merged into, or is a duplicate of."""
    deferred_until: date | None = None
    waits_since: datetime | None = None
    """Since when the chairs owe an answer, where that is not since it was proposed: it came back to them."""
    version: int = 1
