"""The outreach register: contacts and media, and who has approached them."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.models.columns import NEVER_AGAIN, cascade, one_of


class RegisterEntry(SQLModel, table=True):
    """Somebody, or a media channel, to be approached (`R3`); a contact's name, role and link are personal data."""

    __tablename__ = "register_entry"
    __table_args__ = (one_of("kind", "contact", "media"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    kind: str
    name: str
    office: str = ""
    """Where a contact is to be found, or who runs a channel: ministry, agency, publisher."""
    role: str = ""
    audience: str = ""
    link: str = ""
    suggested_by_id: int | None = cascade("person.id", null=True)
    suggested_for_id: int | None = cascade("organisation.id", null=True, index=True)
    """The organisation whose idea it was."""
    approached_by_id: int | None = cascade("organisation.id", null=True, index=True)
    approached_said: str = ""
    """When, as written."""
    result: str = ""
    proposal_id: int | None = cascade("proposal.id", null=True, index=True)
    """The proposal it came from."""
    added_by_id: int | None = cascade("person.id", null=True)
    added_at: datetime
    version: int = 1
