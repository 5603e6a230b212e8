"""Frozen data shown to people about people: who is who, and who chairs. No Slack, no tables."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person and where they belong."""

    user_id: str
    name: str
    organisation: str
    confirmed: bool
    standing: str = ""
    """contact, deputy, or empty."""
    outsider: str = ""
    """"guest", "from another workspace", or empty."""
    confirm: bool = False
    """Whoever looks may confirm that the person belongs there."""


@dataclass(frozen=True, slots=True)
class MeCard:
    """Who I am here and what that lets me do."""

    person: PersonCard
    member: bool
    chair: bool
    confirmers: str = ""
    """Who can confirm where I belong, in words; empty where nothing is to be confirmed."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """No organisation answers to a name; these come close."""

    asked: str
    options: tuple[str, ...]
    """Short names."""
    chair: bool
    """Whoever asks may add it."""
    command: str


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """An organisation under all its names, with its people."""

    id: int
    short_name: str
    name: str
    aliases: tuple[str, ...]
    new: bool
    """A document brought it, and of nobody is it confirmed that they belong to it."""
    people: tuple[PersonCard, ...] = ()
    open_actions: int = 0
    group: bool = False
    change: bool = False
    """Whoever looks may say who belongs to it."""


@dataclass(frozen=True, slots=True)
class PeopleCard:
    """Part of the list of organisations with their people, and those who have not said where they belong."""

    organisations: tuple[OrganisationCard, ...]
    total: int
    offset: int = 0
    placeless: tuple[PersonCard, ...] = ()
    """On the last page only."""
    chair: bool = False
    command: str = "/wp"


@dataclass(frozen=True, slots=True)
class PlaceForm:
    """What the form for my own organisation, or for a term in the chair, is opened with."""

    organisations: tuple[str, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class ChairCard:
    """A term in the chair, both days inclusive, open where None."""

    who: str
    starts_on: date | None
    ends_on: date | None
    place: str
    """now, last, next, earlier or later; now, last and next are the Trio."""


@dataclass(frozen=True, slots=True)
class ChairsCard:
    """Who chairs, chaired and will chair, and who acts as chair today."""

    terms: tuple[ChairCard, ...]
    acting: tuple[str, ...]
    """Names of those who act as chairs today."""
    by: str
    """Why they do: "term", "settings" (named at set-up) or "admin" (of the workspace)."""
    change: bool = False
