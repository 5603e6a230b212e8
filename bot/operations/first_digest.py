"""What the chairs hear of a programme once, on the working day after its adoption: what needs their hand."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.operations.occasions import WEEK, occasion, weekday
from bot.operations.plan import agree
from bot.operations.receivers import Circle
from bot.operations.wanted import Wanted
from bot.turn import House
from storage.models import Action, Programme
from storage.queries import reminders as queries

CLOSED = "closed before"
"""Actions whose window had closed when the programme was adopted: nobody is reminded of them."""
NOBODYS = "nobody named"
"""Actions that name nobody at all, and that nobody is asked to take."""


def plan(session: Session, programme: Programme, circle: Circle, *, now: datetime) -> None:
    """Make the plan agree with what there is to be said of a programme. Call after a change of its state."""
    assert programme.id is not None
    agree(session, "programme", [(programme.id, wanted_of_programme(session, programme, circle))], now)


def wanted_of_programme(session: Session, programme: Programme, circle: Circle) -> Wanted:
    """Both lines, to each chair, where there is something to say; past ones too."""
    if programme.state != "adopted" or programme.adopted_at is None:
        return Wanted(programme.version)
    said = []
    for kind in (CLOSED, NOBODYS):
        if not _any(session, programme, kind, circle.house):
            continue
        for person in circle.chairs:
            _, zone = circle.place(person)
            day = weekday(programme.adopted_at.astimezone(zone).date() + timedelta(days=1), date.max)
            if found := circle.listening(person, day):
                listener, heard_on = found
                at, zone = circle.place(listener)
                end = (max(day, heard_on) + WEEK, at)
                said.append((listener.user_id, occasion(kind, 0, heard_on, end, zone, at=at)))
    return Wanted(programme.version, tuple(said))


def actions_of(session: Session, programme: Programme, kind: str, house: House) -> tuple[Action, ...]:
    """The actions that a line is about, as they are now."""
    assert programme.id is not None
    if kind == NOBODYS:
        return tuple(queries.nobodys(session, programme.id))
    return tuple(queries.closed_before(session, programme.id, _adopted_on(programme, house)))


def _any(session: Session, programme: Programme, kind: str, house: House) -> bool:
    assert programme.id is not None
    if kind == NOBODYS:
        return queries.any_nobodys(session, programme.id)
    return queries.any_closed_before(session, programme.id, _adopted_on(programme, house))


def _adopted_on(programme: Programme, house: House) -> date:
    return (programme.adopted_at or programme.loaded_at).astimezone(house.zone).date()
