"""What `list` understands: a priority's number, an organisation, a person, a month, late, done, tbc, or words."""

import re

from sqlmodel import Session, col, or_

from bot.operations.finding import contains
from bot.operations.owners import MENTION, person_mentioned
from bot.reading.names import fold
from bot.reading.when import Context, read_when
from bot.turn import Turn
from bot.windows import Window
from storage.models import Action, Programme
from storage.queries import actions as queries
from storage.queries import people as people_queries
from storage.queries import programmes as programme_queries
from storage.queries.actions import Where

Filter = tuple[tuple[Where, ...], str]
OPEN = col(Action.state) == "open"


def filtered(session: Session, turn: Turn, programme: Programme, asked: str) -> Filter:
    """Conditions for what was asked, and the title that says so. Nothing asked: all that is open."""
    asked = " ".join(asked.split())
    if not asked:
        return (OPEN,), "All open actions"
    found = _one(session, turn, programme, asked)
    if found:
        return found
    rest, _, last = asked.rpartition(" ")
    state, within = _state(session, turn, programme, last), _one(session, turn, programme, rest) if rest else None
    if state and within:  # "CNRS late": what the one and the other say, together
        return (*state[0], *(where for where in within[0] if where is not OPEN)), f"{within[1]}: {last}"
    return (OPEN, contains(asked)), f"Open actions with “{asked}”"


def _one(session: Session, turn: Turn, programme: Programme, asked: str) -> Filter | None:
    for read in (_state, _priority, _person, _organisation, _month):
        found = read(session, turn, programme, asked)
        if found:
            return found
    return None


def _state(_session: Session, turn: Turn, _programme: Programme, asked: str) -> Filter | None:
    match asked.casefold():
        case "all" | "everything":
            return (col(Action.state) != "dropped",), "All actions"
        case "late" | "overdue":
            return (queries.late(turn.today),), "Late actions"
        case "done" | "closed" | "finished":
            return (col(Action.state) == "done",), "Actions that are done"
        case "dropped":
            return (col(Action.state) == "dropped",), "Actions that were dropped"
        case "tbc" | "tentative":
            loose = or_(col(Action.tentative), col(Action.what).like("%(tb%"), col(Action.who_said).like("%tb%"))
            return (OPEN, loose), "Open actions to be confirmed"
        case "undated" | "no date":
            undated = (col(Action.ends_on).is_(None), col(Action.starts_on).is_(None))
            return (OPEN, *undated), "Open actions without a date"
    return None


def _priority(session: Session, _turn: Turn, programme: Programme, asked: str) -> Filter | None:
    match = re.fullmatch(r"(?:priority\s*)?(\d{1,4})\.?", asked, re.IGNORECASE)
    if not match or programme.id is None:
        return None
    if match[1] == "0":
        return (OPEN, col(Action.priority_id).is_(None)), "Open actions without a priority"
    for priority in programme_queries.priorities(session, programme.id):
        if match[1] in (priority.number, str(priority.position)):
            return (OPEN, Action.priority_id == priority.id), f"Open actions of priority {match[1]}"
    return None


def _person(session: Session, turn: Turn, _programme: Programme, asked: str) -> Filter | None:
    match = MENTION.fullmatch(asked)
    if not match:
        return None
    person = person_mentioned(session, match[1])
    return (OPEN, queries.held_by_person(person.id or 0)), f"{person.name}'s open actions"


def _organisation(session: Session, _turn: Turn, _programme: Programme, asked: str) -> Filter | None:
    organisation = people_queries.organisation_by_name(session, fold(asked)) if fold(asked) else None
    if organisation is None or organisation.id is None:
        return None
    held = queries.held_by_organisations([organisation.id])
    return (OPEN, held), f"{organisation.short_name}'s open actions"


def _month(_session: Session, turn: Turn, programme: Programme, asked: str) -> Filter | None:
    period = (programme.starts_on, programme.ends_on) if programme.starts_on and programme.ends_on else None
    window: Window = read_when(asked, Context(today=turn.today, period=period)).window
    if not window.start or not window.end:
        return None
    overlapping = (
        or_(col(Action.starts_on).is_(None), col(Action.starts_on) <= window.end),
        or_(col(Action.ends_on) >= window.start, col(Action.ends_on).is_(None) & col(Action.starts_on).is_not(None)),
    )
    return (OPEN, *overlapping), f"Open actions in {asked[:1].upper()}{asked[1:]}"
