"""What the chairs say among themselves: remarks and recommendations; a proposal is then under consideration."""

from sqlmodel import Session

from bot.errors import BadInput
from bot.operations.actions import typed_text
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair
from bot.operations.proposals import card_of, meant
from bot.operations.verdicts import DECISIONS
from bot.proposal_cards import DecisionForm, Received
from bot.turn import Turn
from storage.models import Proposal, ProposalNote
from storage.queries import proposals as proposal_queries


def note_form(session: Session, turn: Turn, verb: str, asked: str) -> DecisionForm:
    """The proposal that a chair has something to say on: `verb` is note or recommend."""
    return DecisionForm(verb, card_of(session, turn, _to_consider(session, turn, asked)))


def note(session: Session, turn: Turn, asked: str, text: str) -> Received:
    """Leave a remark for the chairs only. Raises BadInput where nothing is said."""
    proposal = _to_consider(session, turn, asked)
    text = typed_text(text, "note")
    if not text:
        raise BadInput(
            f"What is there to note? For example: `{turn.house.command} note P{proposal.number} Ben knows the host`",
            field="note",
        )
    return _said(
        session,
        turn,
        proposal,
        "note",
        f"noted on P{proposal.number}",
        ProposalNote(proposal_id=proposal.id or 0, person_id=turn.actor.id, text=text, at=turn.now),
    )


def recommend(session: Session, turn: Turn, asked: str, decision: str, why: str) -> Received:
    """Say to the other chairs what one would decide. Raises BadInput where that is no decision."""
    proposal = _to_consider(session, turn, asked)
    if decision not in DECISIONS:
        raise BadInput(
            f"I can't see what you recommend in “{decision[:50]}”. It is one of {', '.join(DECISIONS)}; for example "
            f"`{turn.house.command} recommend P{proposal.number} decline; we had one in March`.",
            field="decision",
        )
    said = ProposalNote(
        proposal_id=proposal.id or 0,
        person_id=turn.actor.id,
        recommends=decision,
        text=typed_text(why, "reason"),
        at=turn.now,
    )
    return _said(session, turn, proposal, "recommend", f"recommended to {decision} P{proposal.number}", said)


def _said(session: Session, turn: Turn, proposal: Proposal, verb: str, did: str, said: ProposalNote) -> Received:
    watched = Watched(session, proposal)
    consider(proposal)
    entry = watched.record(turn, verb, proposal, did, added=(said,))
    sentence = f"{did[0].upper()}{did[1:]}, for the chairs only"
    also = (f"“{said.text}”",) if said.text else ()
    return Received(sentence, card_of(session, turn, proposal), undo=entry.id or 0, also=also)


def consider(proposal: Proposal) -> None:
    """A chair has looked into it."""
    if proposal.state == "received":
        proposal.state = "considered"


def _to_consider(session: Session, turn: Turn, asked: str) -> Proposal:
    access_as_chair(turn, "note on proposals or recommend a decision")
    found = meant(session, turn, asked)
    assert found.id is not None
    return proposal_queries.lock(session, found.id)
