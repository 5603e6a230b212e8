"""One proposal whole: with what belongs to it, and for the chairs what they said of it among themselves."""

from dataclasses import replace

from sqlmodel import Session

from bot.operations.holding import held_card
from bot.operations.proposals import card_of, cards, meant, show_proposal
from bot.operations.resembling import resembling
from bot.operations.traces import whole
from bot.operations.verdicts import DECISIONS
from bot.proposal_cards import ChairsNote, ProposalPage
from bot.turn import Turn
from storage.models import Proposal
from storage.queries import considering as queries
from storage.queries import proposals as proposal_queries
from storage.queries.proposals import OPEN


def page(session: Session, turn: Turn, asked: str) -> ProposalPage:
    """The proposal meant, with every text that was merged into it and where it was merged itself."""
    shown = show_proposal(session, turn, asked)
    proposal = meant(session, turn, asked)
    assert proposal.id is not None
    into = session.get(Proposal, proposal.into_id) if proposal.into_id else None
    alike = resembling(session, turn, [proposal]) if proposal.state in OPEN else {}
    parts = [proposal_queries.one(session, one.id or 0) for one in whole(session, proposal)[1:]]
    shown = replace(
        shown,
        proposal=replace(shown.proposal, alike=alike.get(proposal.id, ())),
        parts=cards(session, turn, parts),
        into=card_of(session, turn, into) if into else None,
    )
    return _for_chairs(session, turn, shown, proposal.id) if turn.actor.chair else shown


def _for_chairs(session: Session, turn: Turn, shown: ProposalPage, proposal_id: int) -> ProposalPage:
    notes = tuple(
        ChairsNote(note.at.astimezone(turn.house.zone).date(), name or "somebody", note.text, note.recommends)
        for note, name in queries.notes(session, [proposal_id])
    )
    rows = queries.held(session, [proposal_id])
    if not rows:
        return replace(shown, notes=notes)
    card = replace(shown.proposal, may=shown.proposal.may - {*DECISIONS, "hold"})
    return replace(shown, proposal=card, notes=notes, held=held_card(session, turn, *rows[0]))
