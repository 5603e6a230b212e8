"""Passing on what one holds: whoever gives it still holds it until somebody who was asked accepts, and then no more."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from bot.cards import FormCard
from bot.operations.forms import action_to_note
from bot.operations.people import acting
from bot.turn import Actor, Turn
from storage.models import Action, Assignment, JournalEntry, Person
from storage.queries import actions as queries

VERB = "hand over"
"""Of the journal: what tells such a request from one to do it together."""


def form(session: Session, turn: Turn, asked: str) -> FormCard:
    """The action as it stands, and whether asking somebody passes on what this person holds."""
    card = action_to_note(session, turn, asked)
    assert card.action is not None
    return replace(card, hands_over=bool(given_by(turn.actor, queries.assignments_of(session, card.action.id))))


def given_by(actor: Actor, assignments: Sequence[Assignment]) -> list[Assignment]:
    """What a person passes on: what they hold in their own name, else what their organisation holds with none."""
    held = [one for one in assignments if one.state == "holds"]
    own = [one for one in held if one.person_id == actor.id]
    return own or [one for one in held if one.person_id is None and one.organisation_id in actor.owner_ids]


def passed_on(session: Session, turn: Turn, action: Action, accepted: Assignment) -> tuple[Assignment, ...]:
    """What whoever asked no longer holds, now that this request is accepted; nothing where it was to do it together."""
    giver = session.get(Person, accepted.asked_by_id) if accepted.asked_by_id else None
    if giver is None or not _was_to_hand_over(session, action, accepted):
        return ()
    actor = acting(session, giver, turn.today, turn.house)
    assert action.id is not None
    held = queries.assignments_of(session, action.id)
    return tuple(one for one in given_by(actor, held) if one.id != accepted.id)


def _was_to_hand_over(session: Session, action: Action, accepted: Assignment) -> bool:
    entries = session.exec(
        select(JournalEntry.changes).where(
            JournalEntry.noun == "action",
            JournalEntry.noun_id == action.id,
            JournalEntry.verb == VERB,
            JournalEntry.person_id == accepted.asked_by_id,
            ~col(JournalEntry.undone),
        )
    )
    asked = {"table": "assignment", "id": accepted.id}
    return any(asked.items() <= change.items() for changes in entries for change in changes)


def no_longer(given: Sequence[Assignment]) -> str:
    """What the giver is told beside who has accepted."""
    if not given:
        return ""
    return ". You no longer hold it." if given[0].person_id else ". Your organisation no longer holds it."
