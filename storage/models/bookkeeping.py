"""What the bot must remember to be trustworthy: numbers given out, deliveries seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel


class Counter(SQLModel, table=True):
    """The last number given to a noun; numbers are never given twice."""

    noun: str = Field(primary_key=True)
    last: int = 0


class InboundSeen(SQLModel, table=True):
    """A command, click or submission that has been acted on, with what was answered: delivered twice, it acts once."""

    __tablename__ = "inbound_seen"
    slack_id: str = Field(primary_key=True)
    at: datetime = Field(index=True)
    answer: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Meta(SQLModel, table=True):
    """A fact about the database itself."""

    key: str = Field(primary_key=True)
    value: str
