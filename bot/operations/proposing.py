"""Proposing: what somebody suggests into the queue, and taking one's own back."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations.actions import priority_meant, typed_text
from bot.operations.announcements import tell
from bot.operations.forms import priorities_of
from bot.operations.journal import Watched
from bot.operations.people import access_as_member, chair_user_ids
from bot.operations.programmes import current_programme
from bot.operations.proposals import KINDS, card_of, meant, title_of
from bot.operations.showing import store_window
from bot.operations.whens import read_for
from bot.proposal_cards import ProposalForm, Received
from bot.turn import Turn
from storage.models import Proposal
from storage.queries import proposals as queries
from storage.queries.numbers import next_number
from storage.queries.proposals import OPEN


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal as somebody typed it."""

    text: str
    kind: str = "idea"
    when: str = ""
    link: str = ""
    why: str = ""
    priority: str = ""


def proposal_form(session: Session, turn: Turn, filled: NewProposal) -> ProposalForm:
    """An empty form, or one filled from a message."""
    access_as_member(turn)
    return ProposalForm(filled.kind, filled.text, priorities_of(session, current_programme(session, turn)))


def propose(session: Session, turn: Turn, new: NewProposal) -> Received:
    """Put a suggestion in the queue; the chairs are told that it is there. Gives the receipt."""
    access_as_member(turn)
    text = typed_text(new.text, "text")
    if not text:
        raise BadInput(
            "What do you propose? For example: "
            f"`{turn.house.command} propose event Science diplomacy day in Vienna; when: autumn 2022`",
            field="text",
        )
    if new.kind not in KINDS:
        raise BadInput(f"A proposal is one of: {', '.join(KINDS)}. “{new.kind[:50]}” is none of them.", field="kind")
    programme = current_programme(session, turn)
    priority = priority_meant(session, turn, programme, new.priority) if programme else None
    reading = read_for(session, turn, programme, typed_text(new.when, "when"))
    proposal = Proposal(
        number=next_number(session, "proposal"),
        programme_id=programme.id if programme else None,
        priority_id=priority.id if priority else None,
        kind=new.kind,
        text=text,
        link=typed_text(new.link, "link"),
        why=typed_text(new.why, "why"),
        proposer_id=turn.actor.id,
        organisation_id=turn.actor.organisation_id if turn.actor.confirmed else None,
        proposed_at=turn.now,
    )
    store_window(proposal, reading.said, reading.window, reading.unread)
    session.add(proposal)
    session.flush()
    Watched(session).record(turn, "propose", proposal, f"proposed P{proposal.number}", added=(proposal,))
    told = _tell_chairs(session, turn, proposal)
    hears = "They have been told" if told else "It waits for them"
    next_step = f"Next: the chairs look at it. {hears}, and you hear by direct message what they decide."
    return Received("Received", card_of(session, turn, proposal), also=(*reading.shown, next_step))


def _tell_chairs(session: Session, turn: Turn, proposal: Proposal) -> bool:
    assert proposal.id is not None
    chairs = [one for one in chair_user_ids(session, today=turn.today, house=turn.house) if one != turn.actor.user_id]
    who = f"{turn.actor.name} ({turn.actor.organisation})" if turn.actor.confirmed else turn.actor.name
    # A contact is somebody's personal data: it stays in the queue, where it can be erased.
    text = "" if proposal.kind == "contact" else f": {title_of(proposal)}"
    article = "an" if proposal.kind in ("event", "idea") else "a"
    words = f"{who} proposes {article} {proposal.kind}, P{proposal.number}{text}. {turn.house.command} proposals"
    for receiver in chairs:
        tell(
            session,
            receiver=receiver,
            kind="told",
            item="proposal",
            item_id=proposal.id,
            words=f"{words} lists what waits for the chairs.",
            now=turn.now,
            house=turn.house,
            slot=f"{receiver}:proposed:{proposal.number}",
        )
    return bool(chairs)


def withdraw(session: Session, turn: Turn, asked: str) -> Received:
    """Take one's own proposal back, before it is decided."""
    access_as_member(turn)
    found = meant(session, turn, asked)
    assert found.id is not None
    proposal = queries.lock(session, found.id)
    if proposal.proposer_id != turn.actor.id:
        raise NotAllowed(f"P{proposal.number} can be withdrawn by who proposed it.")
    if proposal.state not in OPEN:
        raise Conflict(f"P{proposal.number} is {proposal.state} already.")
    watched = Watched(session, proposal)
    proposal.state = "withdrawn"
    entry = watched.record(turn, "withdraw", proposal, f"withdrew P{proposal.number}")
    return Received("Withdrawn", card_of(session, turn, proposal), undo=entry.id or 0)


def take_back(session: Session, turn: Turn, proposal_id: int) -> None:
    """What `undo` does to a new proposal: withdrawn, not erased, since the chairs know its number by now."""
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise NotFound("That proposal is no longer there.")
    withdraw(session, turn, f"P{proposal.number}")
