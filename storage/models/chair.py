"""Who chairs, and when."""

from datetime import date

from sqlmodel import Field, SQLModel


class ChairTerm(SQLModel, table=True):
    """An organisation, or a named person, chairs from one day to another, both inclusive; open where None."""

    __tablename__ = "chair_term"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", ondelete="CASCADE", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE", index=True)
    starts_on: date | None = None
    ends_on: date | None = None
