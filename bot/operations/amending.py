"""What a proposer may do with a proposal until it is decided: change it, add to it, take it back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from bot.errors import Conflict, NotAllowed, NotFound
from bot.operations import parting
from bot.operations.forms import priorities_of
from bot.operations.journal import Watched
from bot.operations.people import access_as_member
from bot.operations.programmes import current_programme
from bot.operations.proposals import card_of, meant
from bot.operations.proposing import NewProposal, next_step, say, tell_chairs
from bot.operations.replanning import plan_proposals
from bot.proposal_cards import DETAILS, ProposalForm, Received
from bot.turn import Turn
from storage.models import JournalEntry, Priority, Proposal
from storage.queries import considering
from storage.queries import proposals as queries
from storage.queries.proposals import OPEN

ADDED = "add"
"""The label of words that come after what was said, rather than in its place."""


def form(session: Session, turn: Turn, asked: str, said: Mapping[str, str] | None = None) -> ProposalForm:
    """The proposal as it stands, or with what was `said` in its place, for who proposed it."""
    proposal = _mine(session, turn, asked, "changed")
    filled = _with(_as_said(session, proposal), said or {})
    return ProposalForm(
        kind=filled.kind,
        text=filled.text,
        said=filled.said,
        priorities=priorities_of(session, current_programme(session, turn)),
        number=proposal.number,
        version=proposal.version,
    )


def edit(session: Session, turn: Turn, asked: str, said: Mapping[str, str], version: int = 0) -> Received:
    """Change one's own proposal by field, where it is not decided; refused where it changed since the form was opened.

    One that was sent back to be revised is with the chairs again, who are told.
    """
    proposal = _mine(session, turn, asked, "changed")
    number = f"P{proposal.number}"
    if version and version != proposal.version:
        raise Conflict(
            f"{number} was changed while the form was open. Open it again: "
            f"`{turn.house.command} edit {number}`. Nothing was changed."
        )
    watched = Watched(session, proposal)
    also = say(session, turn, proposal, _with(_as_said(session, proposal), said))
    again = proposal.state == "revise"
    if again:
        proposal.state, proposal.waits_since = "received", turn.now
    entry = watched.record(turn, "edit", proposal, f"revised {number}" if again else f"edited {number}")
    if not entry.changes:
        raise Conflict(f"{number} says that already. Nothing was changed.")
    plan_proposals(session, turn, entry)
    if again:
        told = tell_chairs(session, turn, proposal, f"has revised {number}.", f"revised:{entry.id}")
        also = (*also, next_step(session, turn, told))
    sentence = "Revised" if again else "Changed"
    return Received(sentence, card_of(session, turn, proposal), undo=entry.id or 0, also=also)


def withdraw(session: Session, turn: Turn, asked: str) -> Received:
    """Take one's own proposal back, before it is decided."""
    considering.hold_all(session)
    proposal = _mine(session, turn, asked, "withdrawn")
    entry, told = _withdrawn(session, turn, proposal)
    return Received("Withdrawn", card_of(session, turn, proposal), undo=entry.id or 0, also=told)


def take_back(session: Session, turn: Turn, proposing: JournalEntry) -> None:
    """What `undo` does to a new proposal: withdrawn, not erased, since the chairs know its number by now.

    It is the way back of that proposing, so `undo` goes on to what was done before, and not forward again.
    """
    proposal = session.get(Proposal, proposing.noun_id)
    if proposal is None:
        raise NotFound("That proposal is no longer there.")
    considering.hold_all(session)
    back, _ = _withdrawn(session, turn, _mine(session, turn, f"P{proposal.number}", "withdrawn"))
    back.undoes_id, back.undone, proposing.undone = proposing.id, True, True
    session.add_all((back, proposing))


def _withdrawn(session: Session, turn: Turn, proposal: Proposal) -> tuple[JournalEntry, tuple[str, ...]]:
    """What others proposed and was merged into it stands for itself again: only one's own is taken back."""
    parts = parting.left_behind(session, proposal)
    watched = Watched(session, proposal, *parts)
    proposal.state = "withdrawn"
    for part in parts:
        parting.come_back(part, turn)
    entry = watched.record(turn, "withdraw", proposal, f"withdrew P{proposal.number}")
    plan_proposals(session, turn, entry)
    return entry, parting.tell_left_behind(session, turn, proposal, parts, entry)


def _mine(session: Session, turn: Turn, asked: str, did: str) -> Proposal:
    access_as_member(turn)
    found = meant(session, turn, asked)
    assert found.id is not None
    proposal = queries.lock(session, found.id)
    if proposal.proposer_id != turn.actor.id:
        raise NotAllowed(f"P{proposal.number} can be {did} by who proposed it.")
    if proposal.state not in OPEN:
        standing = card_of(session, turn, proposal).standing
        raise Conflict(f"P{proposal.number} is {standing} already. Nothing was changed.")
    return proposal


def _as_said(session: Session, proposal: Proposal) -> NewProposal:
    priority = session.get(Priority, proposal.priority_id) if proposal.priority_id else None
    return NewProposal(
        text=proposal.text,
        kind=proposal.kind,
        when=proposal.when_said,
        link=proposal.link,
        why=proposal.why,
        priority=(priority.number or str(priority.position)) if priority else "",
        details=proposal.details,
    )


def _with(new: NewProposal, said: Mapping[str, str]) -> NewProposal:
    own: dict[str, Any] = {name: words for name, words in said.items() if name not in DETAILS and name != ADDED}
    details = {**new.details, **{name: words for name, words in said.items() if name in DETAILS}}
    changed = replace(new, details=details, **own)
    if said.get(ADDED):
        changed = replace(changed, text=f"{changed.text}\n{said[ADDED]}")
    return changed
