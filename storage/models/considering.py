"""What the chairs say among themselves of a proposal, and decisions that are made and not told yet."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.models.columns import NEVER_AGAIN, cascade


class ProposalNote(SQLModel, table=True):
    """A chair's remark on a proposal, or what a chair would decide; for the chairs only."""

    __tablename__ = "proposal_note"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True)
    proposal_id: int = cascade("proposal.id", index=True)
    person_id: int | None = cascade("person.id", null=True)
    recommends: str = ""
    """The verb of a decision, where one is recommended."""
    text: str = ""
    at: datetime


class HeldDecision(SQLModel, table=True):
    """A decision that is made, say in a meeting, and carried out and told once it is released."""

    __tablename__ = "held_decision"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True)
    proposal_id: int = cascade("proposal.id", unique=True)
    verb: str
    reason: str = ""
    other_id: int | None = cascade("proposal.id", null=True)
    """What it is to be merged into, or is a duplicate of."""
    until: date | None = None
    person_id: int | None = cascade("person.id", null=True)
    at: datetime
