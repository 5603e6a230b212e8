"""Decisions that are made now, say in a meeting, and carried out and told together once they are released."""

from dataclasses import replace

from sqlmodel import Session

from bot.errors import NotFound, WorkError
from bot.operations.considering import consider
from bot.operations.deciding import Asked, carry_out, checked
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair
from bot.operations.proposals import card_of, meant
from bot.operations.verdicts import DECISIONS, RIGHT, line
from bot.proposal_cards import HeldCard, HeldList, Received, Released
from bot.turn import Turn
from storage.models import HeldDecision, Organisation, Person, Proposal
from storage.queries import considering as queries
from storage.queries.proposals import OPEN


def hold(session: Session, turn: Turn, asked: Asked) -> Received:
    """Decide, and tell nobody yet: the proposal stays under consideration for everybody but the chairs."""
    verdict = checked(session, turn, asked)
    proposal = verdict.proposal
    watched = Watched(session, proposal)
    consider(proposal)
    held = HeldDecision(
        proposal_id=proposal.id or 0,
        verb=verdict.verb,
        reason=verdict.reason,
        other_id=verdict.other.id if verdict.other else None,
        until=verdict.until,
        person_id=turn.actor.id,
        at=turn.now,
    )
    said = line(verdict.verb, proposal, verdict.other, verdict.until).rstrip(";")
    entry = watched.record(turn, "hold", proposal, f"held: {said}", why=verdict.reason, added=(held,))
    count = len(queries.held(session))
    waits = "Nobody has been told. " + (f"{count} decisions are held; " if count > 1 else "")
    waits += f"`{turn.house.command} hold release` carries {'all of them' if count > 1 else 'it'} out and tells people."
    card = card_of(session, turn, proposal)
    card = replace(card, may=card.may - {*DECISIONS, "hold"})
    return Received(f"Held: {said}", card, undo=entry.id or 0, also=(waits,))


def held(session: Session, turn: Turn) -> HeldList:
    """All that is decided and not told, in the order it was decided."""
    access_as_chair(turn, RIGHT)
    return HeldList(tuple(held_card(session, turn, *row) for row in queries.held(session)), turn.house.command)


def held_card(session: Session, turn: Turn, decision: HeldDecision, proposal: Proposal, name: str | None) -> HeldCard:
    """One of them, as the chairs see it."""
    other = session.get(Proposal, decision.other_id) if decision.other_id else None
    return HeldCard(
        proposal=card_of(session, turn, proposal),
        said=line(decision.verb, proposal, other, decision.until).rstrip(";"),
        reason=decision.reason,
        by=name or "somebody",
        at=decision.at.astimezone(turn.house.zone),
    )


def drop(session: Session, turn: Turn, asked: str) -> Received:
    """Take a held decision away, as if it had not been made."""
    access_as_chair(turn, RIGHT)
    decision, proposal, _ = _meant(session, turn, asked)
    entry = Watched(session).record(
        turn, "drop hold", proposal, f"dropped what was held on P{proposal.number}", removed=(decision,)
    )
    sentence = f"Dropped what was held: {decision.verb} P{proposal.number}"
    also = ("Nobody was told of it, and nobody is.",)
    return Received(sentence, card_of(session, turn, proposal), undo=entry.id or 0, also=also)


def release(session: Session, turn: Turn, asked: str = "") -> Released:
    """Carry out what is held and tell the proposers: one of them, or all. What cannot be done stays, with why."""
    access_as_chair(turn, RIGHT)
    queries.hold_all(session)
    rows = [_meant(session, turn, asked)] if asked else queries.held(session)
    if not rows:
        raise NotFound(f"Nothing is held. `{turn.house.command} hold decline P7 why` decides, to be told later.")
    done, left = [], []
    for decision, proposal, _ in rows:
        try:
            done.append(_release(session, turn, decision, proposal))
        except WorkError as error:
            left.append(f"P{proposal.number} stays held: {error.sentence}")
    return Released(tuple(done), tuple(left))


def _release(session: Session, turn: Turn, decision: HeldDecision, proposal: Proposal) -> Received:
    other = session.get(Proposal, decision.other_id) if decision.other_id else None
    by = session.get(Person, decision.person_id) if decision.person_id else None
    if proposal.state not in OPEN:
        session.delete(decision)
        sentence = f"P{proposal.number} is {proposal.state} by now, so what was held is let go"
        return Received(sentence, card_of(session, turn, proposal))
    until = decision.until.isoformat() if decision.until else ""
    asked = Asked(decision.verb, f"P{proposal.number}", decision.reason, f"P{other.number}" if other else "", until)
    verdict = checked(session, turn, asked, held=True)
    session.delete(decision)
    if by is None or by.id == turn.actor.id:
        return carry_out(session, turn, verdict, turn.actor.full_name)
    return carry_out(session, turn, verdict, _name(session, by), f" (decided by {by.name})")


def _name(session: Session, person: Person) -> str:
    home = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    return f"{person.name} ({home.short_name})" if home else person.name


def _meant(session: Session, turn: Turn, asked: str) -> tuple[HeldDecision, Proposal, str | None]:
    proposal = meant(session, turn, asked)
    found = queries.held(session, [proposal.id or 0])
    if not found:
        raise NotFound(f"Nothing is held on P{proposal.number}. `{turn.house.command} hold` lists what is.")
    return found[0]
