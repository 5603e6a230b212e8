"""Proposals that say nearly the same: shown, so that people join forces; never merged by the bot."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.operations.proposals import cards, is_hidden
from bot.operations.proposing import NewProposal
from bot.proposal_cards import ProposalCard
from bot.reading.likeness import alike, same_address
from bot.turn import Turn
from storage.models import Proposal
from storage.queries import considering
from storage.queries import proposals as queries

SHOWN = 3
LOOKED_AT = 1000
"""Open proposals that are compared, the newest; comparing with more would keep people waiting."""


def before_sending(session: Session, turn: Turn, new: NewProposal) -> tuple[ProposalCard, ...]:
    """Open ones that this person may see and that say nearly what is about to be proposed, the oldest first."""
    found = [
        one
        for one in reversed(considering.open_ones(session, LOOKED_AT))
        if not is_hidden(turn, one) and _alike(one, new.text, new.link)
    ]
    return cards(session, turn, [queries.one(session, one.id or 0) for one in found[:SHOWN]])


def resembling(session: Session, turn: Turn, proposals: Sequence[Proposal]) -> dict[int, tuple[int, ...]]:
    """By proposal: the numbers of other open ones that say nearly the same, as far as this person may see them."""
    there = [one for one in reversed(considering.open_ones(session, LOOKED_AT)) if not is_hidden(turn, one)]
    return {
        mine.id or 0: ()
        if is_hidden(turn, mine)
        else tuple(one.number for one in there if one.id != mine.id and _alike(one, mine.text, mine.link))[:SHOWN]
        for mine in proposals
    }


def _alike(one: Proposal, text: str, link: str) -> bool:
    return alike(one.text, text) or same_address(one.link, link)
