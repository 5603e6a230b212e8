"""One turn of a person at the bot: who acts, when, and under which settings. Handed to every operation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class House:
    """What holds for the whole alliance: from the environment, and from what the chairs have set since."""

    zone: ZoneInfo
    """The programme's zone: what "today" is, when a day ends."""
    channel: str = ""
    """C… id of the channel that is told; empty where none is set."""
    named_chairs: frozenset[str] = frozenset()
    """U… ids that act as chairs until there are chairs."""
    command: str = "/wp"
    calendars: str = ""
    """Where calendars are served, without a slash at the end; empty where they are not."""
    digest_at: time = time(9)
    """When the channel's message of a day goes out, in the programme's zone."""
    deadline_days: tuple[int, ...] = (14, 3, 0)
    """Days before a window closes on which that is said; 0 is the day itself."""
    late_in_channel: bool = False
    """What is late is said in the channel too."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says about an account."""

    team_id: str
    user_id: str
    name: str
    zone: str = ""
    is_admin: bool = False
    is_guest: bool = False
    is_stranger: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether the bot is in a channel, as Slack says."""

    state: str
    """member, apart, archived, unseen (Slack shows it no such channel), or unknown (Slack could not be asked)."""
    name: str = ""
    """Without "#"; empty where Slack does not show it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person acting, as known at this moment."""

    id: int
    team_id: str
    user_id: str
    name: str
    zone: str
    organisation_id: int | None = None
    organisation: str = ""
    """Short name of the organisation the person says they belong to."""
    confirmed: bool = False
    contact: bool = False
    """Contact or deputy of that organisation."""
    member: bool = False
    """May add, claim, propose, note."""
    reader: bool = True
    """May look. Strangers whom nobody has put in an organisation may not even that."""
    chair: bool = False
    owner_ids: frozenset[int] = frozenset()
    """Organisations the person speaks for: the own one once confirmed, and the Trio where it is part of it."""
    ours_ids: frozenset[int] = frozenset()
    """The same for seeing only: holds as soon as the person says where they belong."""
    programme_id: int | None = None
    """The programme the person has switched to."""

    @property
    def full_name(self) -> str:
        """ "Ana (ZSI)", as others read who did something."""
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


@dataclass(frozen=True, slots=True)
class Turn:
    """Who acts, when (aware, UTC), in which house."""

    actor: Actor
    now: datetime
    house: House
    channels: Mapping[str, Presence] = field(default_factory=dict)
    """By C… id: what Slack said of the channels it was asked about in this turn."""

    @property
    def today(self) -> date:
        """The day it is in the programme's zone."""
        return self.now.astimezone(self.house.zone).date()
