"""Institutions, projects, working groups, under all the names people use for them."""

from sqlmodel import Field, SQLModel

from storage.models.columns import NEVER_AGAIN, cascade, one_of


class Organisation(SQLModel, table=True):
    """One that can own actions. "Trio" is one of kind group: whoever chairs, chaired last and chairs next."""

    __table_args__ = (one_of("kind", "institution", "group"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    short_name: str
    name: str = ""
    kind: str = "institution"
    country: str = ""
    """ISO 3166-1 code, for the days off its people have; empty where none are observed."""
    new: bool = True
    """Known only from a document; nobody has confirmed it yet."""


class OrganisationAlias(SQLModel, table=True):
    """A name an organisation answers to. Its short name and name stand here too, so one look finds them all."""

    __tablename__ = "organisation_alias"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = cascade("organisation.id", index=True)
    alias: str
    folded: str = Field(unique=True)
    """The alias without case, accents and punctuation: what is compared."""
