"""Frozen data shown to people about what was proposed and what became of it. No Slack, no tables."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.windows import NOTHING, Window


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
