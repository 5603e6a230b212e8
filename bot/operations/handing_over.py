"""Passing on what one holds: whoever gives it still holds it until somebody who was asked accepts, and then no more."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from bot.cards import FormCard
from bot.errors import Conflict, NotAllowed
from bot.operations.actions import access_action
from bot.operations.forms import filled
from bot.operations.people import acting
from bot.operations.showing import may_change
from bot.turn import Actor, Turn
from storage.models import Action, Assignment, JournalEntry, Person
from storage.queries import actions as queries

VERB = "hand over"
"""Of the journal: what tells such a request from one to do it together."""


def form(session: Session, turn: Turn, asked: str) -> FormCard:
    """The action as it stands, and whether asking somebody passes on what this person holds."""
    action, assignments = access_action_to_give(session, turn, asked)
    return replace(filled(session, turn, action), hands_over=bool(given_by(turn.actor, assignments)))


def access_action_to_give(session: Session, turn: Turn, asked: str) -> tuple[Action, Sequence[Assignment]]:
    """An open action with who holds it, for those who may ask others to take it: anybody where nobody holds it, else
    its owners, their organisation, who added it, the chairs. Raises NotAllowed, or Conflict where it has ended.
    """
    action = access_action(session, turn, asked)
    assert action.id is not None
    assignments = queries.assignments_of(session, action.id)
    if action.owned and not may_change(turn, action.added_by_id, assignments):
        raise NotAllowed(
            f"#{action.number} has an owner; handing it on is for its owners, who added it, or the chairs."
        )
    if action.state != "open":
        raise Conflict(f"#{action.number} is {action.state}. `{turn.house.command} reopen {action.number}` first.")
    return action, assignments


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
