"""What a decision is called, and in which words each of those who wait for it hears it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot.cards import day_in_words
from bot.operations.traces import credited, named, whole
from bot.turn import Turn
from storage.models import Proposal
from storage.queries.proposals import OPEN


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer: the state it leads to, and how it is said."""

    state: str
    said: str
    """What whoever decides has done, as in "Ana has … your proposal"."""
    needs_reason: bool = True
    joint: str = ""
    """The word before the other proposal, where there is one: "into" or "of"."""


DECISIONS = {
    "accept": Decision("accepted", "accepted", needs_reason=False),
    "decline": Decision("declined", "declined"),
    "revise": Decision("revise", "asked for a revision of"),
    "defer": Decision("deferred", "deferred"),
    "merge": Decision("merged", "merged", joint="into"),
    "duplicate": Decision("duplicate", "marked as a duplicate", joint="of"),
}
"""By verb."""
RIGHT = "decide on proposals"
"""What only the chairs can."""
PRIVATE = frozenset({"note", "recommend", "hold", "drop hold"})
"""What the journal says of a proposal to the chairs only."""
BELONGS = {"merged": "into which your proposal {} was merged", "duplicate": "of which your proposal {} is a duplicate"}
"""By state: how somebody's proposal belongs to the one that is spoken of."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision that can be carried out."""

    verb: str
    proposal: Proposal
    reason: str
    other: Proposal | None = None
    until: date | None = None
    became: str = ""
    """What was made of it: "#15", "M3" or "R4"."""

    @property
    def decision(self) -> Decision:
        return DECISIONS[self.verb]

    @property
    def summary(self) -> str:
        """ "merged P7 into P3"."""
        number = f"P{self.proposal.number}"
        if self.verb == "duplicate" and self.other:
            return f"marked {number} as a duplicate of P{self.other.number}"
        joint = f" {self.decision.joint} P{self.other.number}" if self.other else ""
        until = f" until {day_in_words(self.until)}" if self.until else ""
        became = f" as {self.became}" if self.became else ""
        return f"{self.decision.said} {number}{joint}{until}{became}"


def line(verb: str, proposal: Proposal, other: Proposal | None, until: date | None) -> str:
    """What to type for a decision, up to its reason."""
    joint = f" {DECISIONS[verb].joint} P{other.number}" if other else ""
    return f"{verb} P{proposal.number}{joint}" + (f" until {day_in_words(until)};" if until else "")


def said(session: Session, turn: Turn, verdict: Verdict, by: str) -> Iterator[tuple[Proposal, str]]:
    """Everybody's words, those whose proposal is decided first."""
    reason = f" “{verdict.reason}”" if verdict.reason else ""
    if verdict.other:
        yield from _said_joint(session, verdict, verdict.other, by, reason)
        return
    proposal, did = verdict.proposal, verdict.decision.said
    until = f" until {day_in_words(verdict.until)}" if verdict.until else ""
    number = f"P{proposal.number}"
    name = named(proposal).replace(number, f"{number}{until}", 1)
    after = ""
    if verdict.verb == "revise":
        after = f" Change it with `{turn.house.command} edit {number}`, and the chairs look at it again."
    became = f" It became {verdict.became}." if verdict.became else ""
    if verdict.became.startswith("R"):
        became = f" It is in the register as {verdict.became}."
    if verdict.verb == "defer":
        after = " It comes back to the chairs by itself on that day."
    yield proposal, f"{by} has {did} your proposal {name}.{reason}{became}{after}"
    for part in whole(session, proposal)[1:]:
        yield part, f"{by} has {did} {name}, {_belongs(part)}.{reason}{became}"


def _said_joint(
    session: Session, verdict: Verdict, other: Proposal, by: str, reason: str
) -> Iterator[tuple[Proposal, str]]:
    proposal = verdict.proposal
    mine = whole(session, proposal)
    theirs = [one for one in whole(session, other) if one not in mine]
    author, host = credited(session, mine), credited(session, theirs)
    same = {one.proposer_id for one in mine} == {one.proposer_id for one in theirs}
    hears = f" What the chairs decide on P{other.number} holds for both, and you hear it."
    if other.state not in OPEN:
        hears = f" P{other.number} is {other.state} already."
    if verdict.verb == "merge":
        shared = "." if same else ", and all of you are named as proposers."
        did, there, after = "merged", f"into {named(other)}", f" Both texts are kept{shared}"
    else:
        did, there, after = "marked", f"as a duplicate of {named(other)}", ""
    of = "which is yours too" if same else f"by {host}"
    name = named(proposal)
    yield proposal, f"{by} has {did} your proposal {name} {there}, {of}.{reason}{after}{hears}"
    for part in mine[1:]:
        yield part, f"{by} has {did} {name} {there}; your proposal {named(part)} goes with it.{reason}{hears}"
    yield other, f"{by} has {did} {name}, by {author}, {there}, which is your proposal.{reason}{after}"
    for part in theirs[1:]:
        yield part, f"{by} has {did} {name}, by {author}, {there}, {_belongs(part)}.{reason}{after}"


def said_back(session: Session, proposal: Proposal, side: list[Proposal], by: str) -> Iterator[tuple[Proposal, str]]:
    """What is said when a decision is taken back; `side` are those it was merged into."""
    again = "The chairs will look at it again."
    yield proposal, f"{by} has taken back the decision on your proposal {named(proposal)}. {again}"
    mine = whole(session, proposal)
    for part in mine[1:]:
        yield part, f"{by} has taken back the decision on {named(proposal)}, {_belongs(part)}. {again}"
    for one in side:
        if one not in mine:
            yield one, f"{by} has taken {named(proposal)} out of {_of(one, side)} again. Yours stands as it was."


def _of(one: Proposal, side: list[Proposal]) -> str:
    return f"your proposal {named(one)}" if one is side[0] else f"{named(side[0])}, {_belongs(one)}"


def _belongs(part: Proposal) -> str:
    return BELONGS.get(part.state, "to which your proposal {} belongs").format(named(part))
