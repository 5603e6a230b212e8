"""Frozen data shown to people about what was proposed and what became of it. No Slack, no tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.cards import day_in_words
from bot.windows import NOTHING, Window

ASKS: Mapping[str, tuple[str, ...]] = {
    "event": ("when", "place", "link", "why"),
    "contact": ("office", "role", "known", "link", "why"),
    "media": ("audience", "link", "why"),
    "idea": ("link", "why"),
}
"""By kind: what its form asks for beside its text and priority. Whatever else somebody says is kept all the same."""
DETAILS = ("place", "office", "role", "known", "audience")
"""What only some kinds ask for: an event's place; a contact's organisation, role, and how we know them; a channel's
audience."""
STATES = {
    "received": "received",
    "considered": "under consideration",
    "accepted": "accepted",
    "declined": "declined",
    "revise": "please revise",
    "deferred": "deferred",
    "merged": "merged",
    "duplicate": "duplicate",
    "withdrawn": "withdrawn",
}


def stands(state: str, into: int, until: date | None) -> str:
    """Where a proposal stands, in words: with the number of what it was merged into, or until when it was put off."""
    if into:
        return f"merged into P{into}" if state == "merged" else f"a duplicate of P{into}"
    if state == "deferred" and until:
        return f"deferred until {day_in_words(until)}"
    return STATES[state]


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
    details: Mapping[str, str] = field(default_factory=dict)
    """By name, of DETAILS; those that were given."""
    message_by: str = ""
    """Who wrote the message it was made from, by name."""
    message_link: str = ""
    priority: str = ""
    mine: bool = False
    hidden: bool = False
    """Somebody's personal data that is for the chairs: text, link and reason are left out of the card."""
    erased: bool = False
    """The personal data were erased; who is shown it sees that, whoever they are."""
    support: tuple[str, ...] = ()
    """Short names of the organisations that support it, the proposer's own left out."""
    supported: bool = False
    """By the organisation of whoever looks."""
    became: tuple[str, ...] = ()
    """What came of it: "#15", "M3", "R4"."""
    waits_days: int = 0
    """Since when the chairs owe an answer; 0 where they owe none."""
    alike: tuple[int, ...] = ()
    """Numbers of other open proposals that say nearly the same."""
    into: int = 0
    """Number of what it was merged into, or is a duplicate of."""
    deferred_until: date | None = None
    held: str = ""
    """In the chairs' queue: what is decided and not told, and by whom, "decline P7, by Ana"; empty for all others."""
    may: frozenset[str] = frozenset()
    """The verbs that the person it is shown to may use on it now."""

    @property
    def standing(self) -> str:
        """Where it stands, in words."""
        return stands(self.state, self.into, self.deferred_until)


@dataclass(frozen=True, slots=True)
class Received:
    """The receipt of a proposal, or the proposal after a change by its proposer."""

    sentence: str
    proposal: ProposalCard
    undo: int = 0
    also: tuple[str, ...] = ()
    asked_first: bool = False
    """It stands in place of a question that was put before."""


@dataclass(frozen=True, slots=True)
class QueueCard:
    """Part of the collation queue."""

    title: str
    proposals: tuple[ProposalCard, ...]
    total: int
    offset: int = 0
    asked: str = ""
    """The filter, as typed."""
    empty: str = ""
    sheet: bool = False
    """For the chairs: under headings by kind and priority, with what each may become."""
    filters: tuple[tuple[str, str], ...] = ()
    """(label, filter as typed) to choose from."""


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """What the form of a decision, or of a chair's remark, is opened with."""

    verb: str
    """A decision's verb, or note or recommend."""
    proposal: ProposalCard
    reason: str = ""
    other: str = ""
    until: str = ""
    others: tuple[tuple[str, str], ...] = ()
    """(P3, its words): what it can be merged into, or be a duplicate of."""
    recommends: str = ""
    hold: bool = False
    """It is to be told later."""


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A decision that is made and not told; for the chairs only."""

    proposal: ProposalCard
    said: str
    """As one would type it, without its reason: "merge P7 into P3"."""
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HeldList:
    """All of them."""

    held: tuple[HeldCard, ...]
    command: str = "/wp"


@dataclass(frozen=True, slots=True)
class Released:
    """What was carried out, and sentences about what was not."""

    done: tuple[Received, ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChairsNote:
    """What a chair noted or recommended; for the chairs only."""

    on: date
    who: str
    text: str
    recommends: str = ""
    """The verb of a decision."""


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal whole, with what happened to it: (day, who, what)."""

    proposal: ProposalCard
    history: tuple[tuple[date, str, str], ...] = ()
    parts: tuple[ProposalCard, ...] = ()
    """What was merged into it, or is a duplicate of it, at any depth; whole."""
    into: ProposalCard | None = None
    """What it was merged into, or is a duplicate of."""
    notes: tuple[ChairsNote, ...] = ()
    held: HeldCard | None = None


@dataclass(frozen=True, slots=True)
class CollationSheet:
    """What waits for the chairs, to be brought to their meeting: by kind and priority, oldest first."""

    made_at: datetime
    """Aware, in the programme's zone."""
    rows: tuple[tuple[ProposalCard, tuple[ProposalCard, ...]], ...]
    """Each with what was merged into it, or is a duplicate of it."""
    held: tuple[HeldCard, ...] = ()
    """What is decided already and not told."""


@dataclass(frozen=True, slots=True)
class ProposalForm:
    """What the form of a proposal is opened with: a new one, or one to be changed."""

    kind: str = "idea"
    text: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    """By field, beside the text: when, link, why, priority, and of DETAILS."""
    priorities: tuple[tuple[str, str], ...] = ()
    """(number, title) to choose from."""
    number: int = 0
    """Of the one to be changed; 0 for a new one."""
    version: int = 0
    message_by: str = ""
    """Who wrote the message it is made from, by name."""
    message_link: str = ""
    call: int = 0
    """Number of the call it answers."""
    call_title: str = ""
    alike: tuple[ProposalCard, ...] = ()
    """Others that say nearly the same, to be looked at before this one is sent."""


@dataclass(frozen=True, slots=True)
class AcceptForm:
    """What the form of an acceptance is opened with."""

    proposal: ProposalCard
    becomes: str = ""
    """action, meeting, register, or empty: nothing more."""
    said: Mapping[str, str] = field(default_factory=dict)
    """By field: what, who, when, where, priority."""
    reason: str = ""
    priorities: tuple[tuple[str, str], ...] = ()
    held: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """Others say nearly the same as what somebody is about to propose. Nothing is stored yet."""

    proposals: tuple[ProposalCard, ...]
    line: str
    """What was typed after the verb, for sending it all the same."""
