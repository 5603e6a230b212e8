"""Frozen data shown to people about people: who is who, who chairs, and what was proposed. No Slack, no tables."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.windows import NOTHING, Window


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


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A suggestion in the queue."""

    number: int
    kind: str
    text: str
    state: str
    proposer: str
    organisation: str
    proposed_at: datetime
    when_said: str = ""
    window: Window = NOTHING
    link: str = ""
    why: str = ""
    priority: str = ""
    mine: bool = False
    hidden: bool = False
    """Somebody's personal data that is for the chairs: text, link and reason are left out of the card."""
    may: frozenset[str] = frozenset()
    """The verbs that the person it is shown to may use on it now."""


@dataclass(frozen=True, slots=True)
class Received:
    """The receipt of a proposal, or the proposal after a change by its proposer."""

    sentence: str
    proposal: ProposalCard
    undo: int = 0
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueCard:
    """Part of the collation queue."""

    title: str
    proposals: tuple[ProposalCard, ...]
    total: int
    offset: int = 0
    empty: str = ""


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal whole, with what happened to it: (day, who, what)."""

    proposal: ProposalCard
    history: tuple[tuple[date, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """What the form for the reason of a decision is opened with."""

    verb: str
    proposal: ProposalCard


@dataclass(frozen=True, slots=True)
class ProposalForm:
    """What the form of a proposal is opened with."""

    kind: str = "idea"
    text: str = ""
    priorities: tuple[tuple[str, str], ...] = ()
    """(number, title) to choose from."""
