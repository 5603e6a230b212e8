"""People, as Slack knows them, and where they belong."""

from datetime import date, datetime, time

from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.models.columns import NEVER_AGAIN, cascade, one_of


class Person(SQLModel, table=True):
    """A Slack user: team id and user id together, because ids of other workspaces may meet ours in a shared channel."""

    __table_args__ = (UniqueConstraint("team_id", "user_id"), one_of("standing", "", "contact", "deputy"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    user_id: str = Field(index=True)
    name: str
    zone: str = ""
    """IANA name from the profile; empty where Slack gives none."""
    organisation_id: int | None = cascade("organisation.id", null=True, index=True)
    confirmed: bool = False
    """A chair or the organisation's contact has said that the person belongs to it."""
    standing: str = ""
    """"contact" or "deputy" of the organisation, else empty."""
    is_admin: bool = False
    is_guest: bool = False
    is_stranger: bool = False
    """From another workspace, by Slack Connect."""
    is_gone: bool = False
    """The account was deactivated."""
    programme_id: int | None = cascade("programme.id", null=True)
    """The programme this person has switched to, if any."""
    reminded: bool = True
    """Wants to be reminded of what is theirs."""
    remind_at: time | None = None
    """Local time of the daily message, None for the usual one."""
    away_until: date | None = None
    """Last day of an absence, during which the deputy hears instead."""
    deputy_id: int | None = cascade("person.id", null=True)
    """Who hears instead, during an absence."""
    profile_at: datetime
    """When Slack was last asked about this person."""
