"""An organisation stands behind a proposal, or no longer does. Not a vote: the decision stays the chairs'."""

from sqlmodel import Session

from bot.errors import Conflict, NotAllowed
from bot.operations.journal import Watched
from bot.operations.people import access_as_member
from bot.operations.proposals import card_of, is_hidden, meant
from bot.operations.traces import root_of
from bot.proposal_cards import Received
from bot.turn import Turn
from storage.models import Organisation, Proposal, Support
from storage.queries import proposals as proposal_queries
from storage.queries import support as queries
from storage.queries.proposals import OPEN


def support(session: Session, turn: Turn, asked: str) -> Received:
    """My organisation supports a proposal, once, whoever of us says so; for those who are confirmed to belong to it."""
    proposal, organisation_id = _supported(session, turn, asked)
    number, ours = f"P{proposal.number}", turn.actor.organisation
    if proposal.organisation_id == organisation_id:
        raise Conflict(f"{number} is {ours}'s own proposal, so you stand behind it already.")
    assert proposal.id is not None
    if queries.one(session, proposal.id, organisation_id):
        raise Conflict(
            f"{ours} supports {number} already; it is counted once per organisation. "
            f"`{turn.house.command} support {number} back` takes it back."
        )
    given = Support(proposal_id=proposal.id, organisation_id=organisation_id, person_id=turn.actor.id, at=turn.now)
    entry = Watched(session).record(turn, "support", proposal, f"{ours} supports {number}", added=(given,))
    return Received(f"{ours} supports", card_of(session, turn, proposal), undo=entry.id or 0)


def take_back(session: Session, turn: Turn, asked: str) -> Received:
    """My organisation no longer supports it, whoever of us said so first."""
    proposal, organisation_id = _supported(session, turn, asked)
    given = queries.one(session, proposal.id or 0, organisation_id)
    if given is None:
        raise Conflict(
            f"{turn.actor.organisation} does not support P{proposal.number}, so there is nothing to take back."
        )
    summary = f"{turn.actor.organisation} no longer supports P{proposal.number}"
    entry = Watched(session).record(turn, "unsupport", proposal, summary, removed=(given,))
    sentence = f"{turn.actor.organisation} no longer supports"
    return Received(sentence, card_of(session, turn, proposal), undo=entry.id or 0)


def _supported(session: Session, turn: Turn, asked: str) -> tuple[Proposal, int]:
    """The open proposal, locked until the unit ends, and the organisation that I may speak for."""
    access_as_member(turn)
    found = meant(session, turn, asked)
    assert found.id is not None
    actor, command = turn.actor, turn.house.command
    if actor.organisation_id is None:
        raise NotAllowed(
            "Support is counted per organisation, and I don't know yours. "
            f"Say where you belong with `{command} me NAME`; it counts once it is confirmed."
        )
    if not actor.confirmed:
        raise NotAllowed(
            "Support is counted per organisation, and nobody has confirmed yet that you belong to "
            f"{actor.organisation}. `{command} me` says who can."
        )
    # One at a time: two colleagues who press together are one support, and the second is told so.
    proposal = proposal_queries.lock(session, found.id)
    if is_hidden(turn, proposal):
        raise NotAllowed(
            f"P{proposal.number} is a contact, which only the chairs see: there is nothing to support yet."
        )
    if proposal.into_id:
        root = root_of(session, proposal).number
        raise Conflict(f"P{proposal.number} went into P{root}. `{command} support P{root}` supports both.")
    if proposal.state not in OPEN:
        decided = "" if proposal.state == "withdrawn" else "; the chairs have decided"
        raise Conflict(f"P{proposal.number} is {proposal.state} already{decided}.")
    home = session.get(Organisation, actor.organisation_id)
    assert home is not None and home.id is not None
    return proposal, home.id
