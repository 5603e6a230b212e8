"""Which organisations stand behind a proposal."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.models.columns import NEVER_AGAIN, cascade


class Support(SQLModel, table=True):
    """An organisation supports a proposal. Once each, whoever of its people said so first."""

    __table_args__ = (UniqueConstraint("proposal_id", "organisation_id"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    proposal_id: int = cascade("proposal.id")
    organisation_id: int = cascade("organisation.id", index=True)
    person_id: int | None = cascade("person.id", null=True)
    at: datetime
