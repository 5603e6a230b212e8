"""Who chairs, and when."""

from datetime import date

from sqlmodel import Field, SQLModel

from storage.models.columns import NEVER_AGAIN


class ChairTerm(SQLModel, table=True):
    """An organisation, or a named person, chairs from one day to another, both inclusive; open where None."""

    __tablename__ = "chair_term"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", ondelete="CASCADE", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE", index=True)
    starts_on: date | None = None
    ends_on: date | None = None
