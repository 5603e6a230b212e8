"""From what somebody typed to the one thing meant: a number, a place, or a distinctive part of the title."""

import re

from sqlalchemy import func
from sqlmodel import Session, col

from bot.cards import Choice
from bot.errors import NotFound, WorkError
from bot.operations.programmes import current_programme, nothing_loaded
from bot.turn import Turn
from storage.models import Action, Programme
from storage.queries import actions as queries
from storage.queries import programmes as programme_queries

_NUMBER = re.compile(r"#?(\d{1,9})$")
_PLACE = re.compile(r"#?(\d{1,4})\s*[.,]\s*(\d{1,4})$")
CHOICES = 8


class SeveralMatch(WorkError):
    """More than one thing answers to the words; the person is asked which one."""

    def __init__(self, choice: Choice) -> None:
        super().__init__(f"I found {choice.count} {choice.noun} with “{choice.asked}”. Which one?")
        self.choice = choice


def find_action_id(session: Session, turn: Turn, asked: str) -> int:
    """The id of the action meant. Raises NotFound or SeveralMatch; both say what to type instead."""
    asked = asked.strip()
    if not asked:
        raise NotFound(f"Which action? Add its number, 15 for example; `{turn.house.command} list` shows them.")
    if match := _NUMBER.match(asked):
        return _by_number(session, turn, int(match[1]))
    programme = current_programme(session, turn)
    if programme is None or programme.id is None:
        raise NotFound(nothing_loaded(turn))
    if match := _PLACE.match(asked):
        return _by_place(session, turn, programme, match[1], int(match[2]))
    return _by_words(session, turn, programme, asked)


def _by_number(session: Session, turn: Turn, number: int) -> int:
    found = queries.find(session, col(Action.number) == number, limit=1)
    if not found:
        raise NotFound(f"There is no action #{number}. `{turn.house.command} list` shows what there is.")
    assert found[0][0].id is not None
    return found[0][0].id


def _by_place(session: Session, turn: Turn, programme: Programme, priority: str, position: int) -> int:
    assert programme.id is not None
    ids = {one.number or str(one.position): one.id for one in programme_queries.priorities(session, programme.id)}
    under = col(Action.priority_id).is_not_distinct_from(ids.get(priority))
    place = (Action.programme_id == programme.id, col(Action.position) == position, under)
    found = queries.find(session, *place, limit=1) if priority == "0" or priority in ids else []
    if not found:
        raise NotFound(
            f"There is no {priority}.{position} in {programme.title}. "
            f"`{turn.house.command} priorities {priority}` shows what stands there."
        )
    assert found[0][0].id is not None
    return found[0][0].id


def _by_words(session: Session, turn: Turn, programme: Programme, asked: str) -> int:
    found = queries.find(
        session,
        Action.programme_id == programme.id,
        contains(asked),
        limit=CHOICES + 1,
    )
    if not found:
        raise NotFound(
            f"I found no action with “{asked[:100]}” in {programme.title}. `{turn.house.command} list` shows them all."
        )
    if len(found) > 1:
        options = tuple((f"#{action.number} {action.what}", str(action.number)) for action, _, _ in found[:CHOICES])
        raise SeveralMatch(Choice(asked=asked, options=options, more=len(found) > CHOICES))
    assert found[0][0].id is not None
    return found[0][0].id


def contains(said: str) -> "queries.Where":
    """The words stand in the action's text or who, in any case; % and _ are only themselves."""
    inert = said.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    pattern = f"%{inert.lower()}%"
    return func.lower(Action.what).like(pattern, escape="\\") | func.lower(Action.who_said).like(pattern, escape="\\")
