"""The collation sheet: what waits for the chairs, whole, for their meeting."""

from dataclasses import replace

from sqlmodel import Session, col

from bot.operations import holding
from bot.operations.people import access_as_chair
from bot.operations.proposals import card_of, cards
from bot.operations.resembling import resembling
from bot.operations.traces import whole
from bot.proposal_cards import CollationSheet
from bot.turn import Turn
from storage.models import Proposal
from storage.queries import proposals as queries
from storage.queries.proposals import OPEN


def sheet(session: Session, turn: Turn) -> CollationSheet:
    """Everything that is not decided, by kind and priority, oldest first; for chairs, since contacts stand in it."""
    access_as_chair(turn, "take the collation sheet out")
    rows = queries.page(session, col(Proposal.state).in_(OPEN), mine_first=None, limit=None, offset=0)
    alike = resembling(session, turn, [row[0] for row in rows])
    drawn = [
        replace(card, alike=alike.get(row[0].id or 0, ()))
        for card, row in zip(cards(session, turn, rows), rows, strict=True)
    ]
    parts = [tuple(card_of(session, turn, one) for one in whole(session, row[0])[1:]) for row in rows]
    return CollationSheet(
        turn.now.astimezone(turn.house.zone), tuple(zip(drawn, parts, strict=True)), holding.held(session, turn).held
    )
