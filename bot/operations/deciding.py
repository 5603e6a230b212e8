"""The chairs' answer to a proposal: accepted, declined, or back to the proposer to be revised."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.errors import BadInput, Conflict
from bot.operations import journal
from bot.operations.actions import typed_text
from bot.operations.announcements import tell
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair
from bot.operations.proposals import card_of, meant, title_of
from bot.proposal_cards import DecisionForm, Received
from bot.turn import Turn
from storage.models import JournalEntry, Person, Proposal
from storage.queries import proposals as queries
from storage.queries.proposals import OPEN


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer: the state it leads to, and how it is said."""

    state: str
    said: str
    """What whoever decides has done, as in "Ana has … your proposal"."""
    needs_reason: bool = True


DECISIONS = {
    "accept": Decision("accepted", "accepted", needs_reason=False),
    "decline": Decision("declined", "declined"),
    "revise": Decision("revise", "asked for a revision of"),
}
"""By verb."""


def decision_form(session: Session, turn: Turn, verb: str, asked: str) -> DecisionForm:
    """The proposal whose proposer is owed a reason."""
    return DecisionForm(verb, card_of(session, turn, _to_decide(session, turn, verb, asked)))


def decide(session: Session, turn: Turn, verb: str, asked: str, reason: str) -> Received:
    """Give the chairs' answer; the proposer is told who decided what and why.

    Raises BadInput where a reason is owed and missing, Conflict where it was decided in the meantime.
    """
    proposal = _to_decide(session, turn, verb, asked)
    decision = DECISIONS[verb]
    reason = typed_text(reason, "reason")
    if decision.needs_reason and not reason:
        raise BadInput(
            "The proposer is told why. Add the reason, as in "
            f"`{turn.house.command} {verb} P{proposal.number} your reason`. Nothing was changed.",
            field="reason",
        )
    watched = Watched(session, proposal)
    proposal.state = decision.state
    summary = f"{decision.said} P{proposal.number}"
    entry = watched.record(turn, verb, proposal, summary, why=reason)
    words = f"{_who(turn)} has {decision.said} {_yours(proposal)}." + (f" “{reason}”" if reason else "")
    if verb == "revise":
        words += f" Propose it again as you would have it now, and take this one back: {turn.house.command} withdraw P"
        words += f"{proposal.number}"
    told = _tell_proposer(session, turn, proposal, entry, words)
    return Received(summary[0].upper() + summary[1:], card_of(session, turn, proposal), undo=entry.id or 0, also=told)


def take_back(session: Session, turn: Turn, entry: JournalEntry) -> tuple[str, ...]:
    """What `undo` does to a decision: it stands as before, and the proposer is told again."""
    access_as_chair(turn, "decide on proposals")
    back = journal.undo(session, turn, entry)
    proposal = queries.lock(session, entry.noun_id)
    words = f"{_who(turn)} has taken back the decision on {_yours(proposal)}. The chairs will look at it again."
    return _tell_proposer(session, turn, proposal, back, words)


def _to_decide(session: Session, turn: Turn, verb: str, asked: str) -> Proposal:
    access_as_chair(turn, "decide on proposals")
    if asked.strip().removeprefix("#").isdecimal():
        # A bare number is an action's everywhere else, and what is decided is told to somebody at once.
        number = asked.strip().removeprefix("#")
        other = {"accept": "claim", "decline": "not-us"}.get(verb, "note")
        raise BadInput(
            f"For proposal P{number}, write `{turn.house.command} {verb} P{number}`. "
            f"If you were asked to take action #{number}: `{turn.house.command} {other} {number}`."
        )
    found = meant(session, turn, asked)
    assert found.id is not None
    proposal = queries.lock(session, found.id)
    if proposal.state not in OPEN or proposal.state == DECISIONS[verb].state:
        raise Conflict(f"{_so_far(session, turn, proposal)} Nothing was changed.")
    return proposal


def _so_far(session: Session, turn: Turn, proposal: Proposal) -> str:
    past = [
        (entry, name)
        for entry, name in journal.history(session, "proposal", proposal.id or 0)
        if entry.verb in (*DECISIONS, "withdraw") and not entry.undone
    ]
    if not past:
        return f"P{proposal.number} is {proposal.state} already."
    entry, name = past[-1]
    who = "You have" if entry.person_id == turn.actor.id else f"{name or 'Somebody'} has"
    return f"{who} {_did(entry)} P{proposal.number} already." + (f" “{entry.why}”" if entry.why else "")


def _did(entry: JournalEntry) -> str:
    return DECISIONS[entry.verb].said if entry.verb in DECISIONS else "withdrawn"


def _tell_proposer(
    session: Session, turn: Turn, proposal: Proposal, entry: JournalEntry, words: str
) -> tuple[str, ...]:
    proposer = session.get(Person, proposal.proposer_id) if proposal.proposer_id else None
    if proposer is None or proposer.is_gone:
        return ("Who proposed it is no longer here, so nobody is told.",)
    if proposer.id == turn.actor.id:
        return ()
    assert proposal.id is not None
    tell(
        session,
        receiver=proposer.user_id,
        kind="told",
        item="proposal",
        item_id=proposal.id,
        words=words,
        now=turn.now,
        house=turn.house,
        slot=f"{proposer.user_id}:decided:{entry.id}",
    )
    return (f"I have told {proposer.name}.",)


def _yours(proposal: Proposal) -> str:
    # A contact is somebody's personal data: it stays in the queue, where it can be erased.
    text = "" if proposal.kind == "contact" else f": {title_of(proposal)}"
    return f"your proposal P{proposal.number}{text}"


def _who(turn: Turn) -> str:
    return f"{turn.actor.name} ({turn.actor.organisation})" if turn.actor.organisation else turn.actor.name
