"""Where the current programme stands: by priority, and one priority with its actions."""

from sqlmodel import Session, col

from bot.cards import ListCard, PriorityCard, ProgrammeCard
from bot.errors import NotFound
from bot.operations.lists import page_of
from bot.operations.people import access_as_reader
from bot.operations.programmes import current_programme, nothing_loaded, programme_card
from bot.turn import Turn
from storage.models import Action, Programme
from storage.queries import programmes as queries


def priorities(session: Session, turn: Turn) -> ProgrammeCard:
    """The current programme with where each priority stands."""
    access_as_reader(turn)
    return programme_card(session, turn, _current(session, turn))


def priority(session: Session, turn: Turn, number: str, offset: int = 0) -> tuple[PriorityCard, ListCard]:
    """One priority with its actions, also those that are done. Raises NotFound."""
    access_as_reader(turn)
    programme = _current(session, turn)
    assert programme.id is not None
    shown = programme_card(session, turn, programme)
    every = (*shown.priorities, *((shown.loose,) if shown.loose else ()))
    found = next((card for card in every if number in (card.number, card.title)), None)
    if found is None:
        raise NotFound(f"{programme.title} has no priority “{number}”. `{turn.house.command} priorities` lists them.")
    ids = {p.number or str(p.position): p.id for p in queries.priorities(session, programme.id)}
    where = (
        Action.programme_id == programme.id,
        col(Action.priority_id).is_not_distinct_from(ids.get(found.number)),
        col(Action.state) != "dropped",
    )
    title = found.title if found.number == "0" else f"{found.number}. {found.title}"
    return found, page_of(
        session, turn, programme, where, offset, title, f"priorities {found.number}", "No actions yet."
    )


def _current(session: Session, turn: Turn) -> Programme:
    programme = current_programme(session, turn)
    if programme is None:
        raise NotFound(nothing_loaded(turn))
    return programme
