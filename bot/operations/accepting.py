"""Accepting: the chairs say yes, and the proposal becomes something, now or later."""

from dataclasses import replace

from sqlmodel import Session

from bot.errors import BadInput
from bot.operations import becoming, deciding, holding, journal
from bot.operations.becoming import Becoming
from bot.operations.deciding import Asked
from bot.operations.forms import priorities_of
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair
from bot.operations.programmes import current_programme
from bot.operations.proposals import card_of, meant
from bot.operations.proposers import tell_proposers
from bot.operations.traces import named, whole
from bot.operations.verdicts import RIGHT
from bot.proposal_cards import AcceptForm, Received
from bot.turn import Turn
from storage.models import JournalEntry, Proposal
from storage.queries import proposals as queries


def accept(session: Session, turn: Turn, asked: Asked, into: Becoming) -> Received:
    """Accept, and make of it what was asked; one that was accepted plainly can still become something.

    Raises BadInput where what it is to become needs more, Conflict where it was decided meanwhile.
    """
    if not into.kind:
        return holding.hold(session, turn, asked) if asked.hold else deciding.decide(session, turn, asked)
    if asked.hold:
        raise BadInput(
            "What is held is told later, and made later too: hold the plain acceptance, and once it is told, "
            f"`{turn.house.command} accept {asked.which.upper()} as {into.kind}` makes it.",
            field="becomes",
        )
    accepted = _accepted(session, turn, asked.which)
    if accepted:
        return _become(session, turn, accepted, into)
    verdict = deciding.checked(session, turn, asked)
    made = becoming.make(session, turn, verdict.proposal, into)
    receipt = deciding.carry_out(session, turn, replace(verdict, became=made.number), turn.actor.full_name)
    return replace(receipt, also=(*made.also, *receipt.also))


def form(session: Session, turn: Turn, asked: Asked, into: Becoming) -> AcceptForm:
    """What a chair chooses from, with what the proposal says already."""
    access_as_chair(turn, RIGHT)
    proposal = _accepted(session, turn, asked.which) or deciding.checked(session, turn, asked).proposal
    return AcceptForm(
        proposal=card_of(session, turn, proposal),
        becomes=into.kind,
        said=becoming.filled(session, proposal, into),
        reason=asked.reason,
        priorities=priorities_of(session, current_programme(session, turn)),
        held=asked.hold,
    )


def _accepted(session: Session, turn: Turn, which: str) -> Proposal | None:
    access_as_chair(turn, RIGHT)
    found = meant(session, turn, which)
    proposal = queries.lock(session, found.id or 0)
    if proposal.state != "accepted" or becoming.of(session, {proposal.id or 0})[proposal.id or 0]:
        return None  # what became something already is decided, and told so
    return proposal


def _become(session: Session, turn: Turn, proposal: Proposal, into: Becoming) -> Received:
    made = becoming.make(session, turn, proposal, into)
    summary = f"P{proposal.number} became {made.number}"
    entry = Watched(session).record(turn, "become", proposal, summary)
    said = [
        (part, f"{turn.actor.full_name} has made {made.number} of {named(proposal)}, which was accepted.")
        for part in whole(session, proposal)
    ]
    told = tell_proposers(session, turn, said, f"became:{entry.id}")
    return Received(summary, card_of(session, turn, proposal), undo=entry.id or 0, also=(*made.also, *told))


def take_back(session: Session, turn: Turn, entry: JournalEntry) -> tuple[str, ...]:
    """What `undo` does where an accepted proposal became something later: that is gone, and it stays accepted."""
    access_as_chair(turn, RIGHT)
    proposal = queries.lock(session, entry.noun_id)
    becoming.take_back(session, turn, proposal)
    back = journal.undo(session, turn, entry)
    words = f"{turn.actor.full_name} has taken that back: {entry.summary}. {named(proposal)} stays accepted."
    return tell_proposers(session, turn, [(part, words) for part in whole(session, proposal)], f"back:{back.id}")
