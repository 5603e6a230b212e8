"""Taking apart what was merged: each proposal stands for itself again, whole, and both sides hear."""

from sqlmodel import Session

from bot.errors import Conflict
from bot.operations import journal
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair
from bot.operations.proposals import card_of, meant
from bot.operations.proposers import tell_proposers
from bot.operations.replanning import plan_proposals
from bot.operations.traces import mirrored, named, root_of, whole
from bot.operations.verdicts import RIGHT
from bot.proposal_cards import Received
from bot.turn import Turn
from storage.models import JournalEntry, Proposal
from storage.queries import considering as queries
from storage.queries import proposals as proposal_queries


def unmerge(session: Session, turn: Turn, asked: str) -> Received:
    """Take a proposal out of what it was merged into, or marked as a duplicate of. Raises Conflict where it was not."""
    access_as_chair(turn, RIGHT)
    queries.hold_all(session)
    found = meant(session, turn, asked)
    assert found.id is not None
    proposal = proposal_queries.lock(session, found.id)
    other = session.get(Proposal, proposal.into_id) if proposal.into_id else None
    if other is None:
        raise Conflict(_stands_alone(session, turn, proposal))
    side = whole(session, root_of(session, other))
    watched = Watched(session, proposal)
    come_back(proposal, turn)
    summary = f"took P{proposal.number} out of P{other.number}"
    entry = watched.record(turn, "unmerge", proposal, summary)
    mirrored(session, entry, side[0])
    plan_proposals(session, turn, entry)
    mine = whole(session, proposal)
    by, again = turn.actor.full_name, "It stands for itself, and the chairs look at it again."
    said = [(one, f"{by} has taken {_yours(one, proposal)} out of {named(other)}. {again}") for one in mine]
    said += [
        (one, f"{by} has taken {named(proposal)} out of {_yours(one, side[0])}. What is yours stands as it was.")
        for one in side
        if one not in mine
    ]
    told = tell_proposers(session, turn, said, f"unmerged:{entry.id}")
    sentence = summary[0].upper() + summary[1:]
    return Received(sentence, card_of(session, turn, proposal), undo=entry.id or 0, also=told)


def take_back(session: Session, turn: Turn, entry: JournalEntry) -> tuple[str, ...]:
    """What `undo` does to that: it belongs there again, and both sides hear.

    Raises Conflict where it can belong there no more: that was merged into it meanwhile, or withdrawn.
    """
    access_as_chair(turn, RIGHT)
    queries.hold_all(session)
    back = journal.undo(session, turn, entry)
    proposal = proposal_queries.lock(session, entry.noun_id)
    root = root_of(session, proposal)
    if root.into_id or root.state == "withdrawn":
        raise Conflict(
            f"P{proposal.number} cannot go back to where it was: that has changed since. Nothing was changed."
        )
    mirrored(session, back, root)
    mine = whole(session, proposal)
    by, there = turn.actor.full_name, f"{named(root)}. What the chairs decide on P{root.number} holds for both."
    said = [(one, f"{by} has put {_yours(one, proposal)} back into {there}") for one in mine]
    said += [
        (one, f"{by} has put {named(proposal)} back into {there}") for one in whole(session, root) if one not in mine
    ]
    return tell_proposers(session, turn, said, f"back:{back.id}")


def come_back(proposal: Proposal, turn: Turn) -> None:
    """It stands for itself again, in front of the chairs."""
    proposal.state, proposal.into_id, proposal.waits_since = "considered", None, turn.now


def left_behind(session: Session, proposal: Proposal) -> list[Proposal]:
    """What was merged into a proposal that is taken away: each has to `come_back`, or its answer would be lost."""
    return list(queries.parts(session, [proposal.id or 0]))


def tell_left_behind(
    session: Session, turn: Turn, gone: Proposal, parts: list[Proposal], entry: JournalEntry
) -> tuple[str, ...]:
    """Their proposers hear that what theirs belonged to is gone, and theirs is not."""
    said = []
    for part in parts:
        mirrored(session, entry, part)
        for one in whole(session, part):
            stays = f"{_yours(one, part)} is in front of the chairs again"
            said.append((one, f"{turn.actor.full_name} has withdrawn {named(gone)}. {stays[0].upper()}{stays[1:]}."))
    return tell_proposers(session, turn, said, f"left:{entry.id}")


def _yours(one: Proposal, spoken_of: Proposal) -> str:
    if one is spoken_of:
        return f"your proposal {named(one)}"
    return f"{named(spoken_of)}, with your proposal {named(one)} in it,"


def _stands_alone(session: Session, turn: Turn, proposal: Proposal) -> str:
    inside = whole(session, proposal)[1:]
    numbers = ", ".join(f"P{one.number}" for one in inside)
    hint = f" {numbers} was merged into it: `{turn.house.command} unmerge P{inside[0].number}`." if inside else ""
    return f"P{proposal.number} was not merged into another.{hint} Nothing was changed."
