"""What forms are opened with: the thing as it stands, and what there is to choose from."""

from dataclasses import replace

from sqlmodel import Session

from bot.cards import FormCard
from bot.operations.actions import access_action, access_action_to_change, access_action_to_end
from bot.operations.people import access_as_member
from bot.operations.programmes import current_programme
from bot.operations.showing import card
from bot.turn import Turn
from storage.models import Action, Priority, Programme
from storage.queries import programmes as queries


def new_action(session: Session, turn: Turn, filled: FormCard) -> FormCard:
    """An empty form, or one filled from a message."""
    access_as_member(turn)
    programme = current_programme(session, turn)
    return replace(filled, priorities=priorities_of(session, programme))


def action_to_change(session: Session, turn: Turn, asked: str) -> FormCard:
    """The action as it stands, for those who may change it."""
    return filled(session, turn, access_action_to_change(session, turn, asked))


def action_to_end(session: Session, turn: Turn, asked: str) -> FormCard:
    """The same where it is open."""
    return filled(session, turn, access_action_to_end(session, turn, asked))


def action_to_note(session: Session, turn: Turn, asked: str) -> FormCard:
    """The action as it stands, for those who may contribute."""
    return filled(session, turn, access_action(session, turn, asked))


def filled(session: Session, turn: Turn, action: Action) -> FormCard:
    """An action as it stands, which whoever calls has got for this person with the rights that the form needs."""
    programme = session.get(Programme, action.programme_id)
    priority = session.get(Priority, action.priority_id) if action.priority_id else None
    assert action.id is not None
    adopted = programme is not None and programme.state == "adopted"
    return FormCard(
        action=card(session, turn, action.id),
        priorities=priorities_of(session, programme),
        what=action.what,
        who=action.who_said,
        when=action.when_said,
        priority=(priority.number or str(priority.position)) if priority else "0",
        needs_why=adopted,
        who_needs_why=adopted and action.owned,
    )


def priorities_of(session: Session, programme: Programme | None) -> tuple[tuple[str, str], ...]:
    """A programme's priorities to choose from: (number, number and title)."""
    if programme is None or programme.id is None:
        return ()
    numbered = [(p.number or str(p.position), p.title) for p in queries.priorities(session, programme.id)]
    return tuple((number, f"{number}. {title}") for number, title in numbered)
