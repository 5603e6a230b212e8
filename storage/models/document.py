"""Documents that somebody has shown to the bot and not yet stored."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from storage.models.columns import cascade


class WaitingDocument(SQLModel, table=True):
    """A document between its preview and [Load as draft]; forgotten after a day."""

    __tablename__ = "waiting_document"
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: int = cascade("person.id", index=True)
    name: str
    content: bytes
    at: datetime
    choices: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    """What was chosen where its reading left a choice, by the name of the doubt."""
