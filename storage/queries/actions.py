"""Finding actions, and the guarded updates on them. Nothing here commits."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, update
from sqlmodel import Session, col, select

from storage.models import Action, Assignment, Note, Organisation, Person, Priority, Programme

Found = tuple[Action, Priority | None, Programme]
Where = ColumnElement[bool] | bool
"""A condition on actions; a plain comparison of columns types as bool."""


def held_by_person(person_id: int) -> Where:
    """The person is named on it."""
    return _with_assignment(col(Assignment.person_id) == person_id, col(Assignment.state) == "holds")


def held_by_organisations(ids: Collection[int], *, without_person: bool = False) -> Where:
    """One of the organisations holds it; with `without_person`, no person is named for it there."""
    wanted = [col(Assignment.organisation_id).in_(list(ids)), col(Assignment.state) == "holds"]
    if without_person:
        wanted.append(col(Assignment.person_id).is_(None))
    return _with_assignment(*wanted)


def held_by_or_asked_of(person_id: int, ids: Collection[int]) -> Where:
    """The person holds it, is asked, or one of the organisations is asked without a person being named."""
    theirs = and_(
        col(Assignment.person_id).is_(None),
        col(Assignment.organisation_id).in_(list(ids)),
        col(Assignment.state) == "asked",
    )
    return _with_assignment(or_(col(Assignment.person_id) == person_id, theirs))


def late(today: date) -> Where:
    """It is open, and its window has closed."""
    return and_(col(Action.state) == "open", col(Action.ends_on) < today, ~col(Action.ongoing))


def _with_assignment(*wanted: ColumnElement[bool]) -> Where:
    # A list of ids, not a correlated EXISTS: the few assignments lead to their actions, whatever else there is.
    return col(Action.id).in_(select(col(Assignment.action_id)).where(*wanted))


def page(session: Session, *where: Where, limit: int, offset: int = 0) -> tuple[list[int], int]:
    """Ids of some of the actions, and how many there are in all: late first, then by the end of the window.

    The order is found on ids alone: with many actions, sorting whole rows would cost most.
    """
    wanted = select(Action.id, func.count().over()).where(*where).order_by(*_in_order())
    found = session.exec(wanted.limit(limit).offset(offset)).all()
    if not found:
        return [], count(session, *where) if offset else 0
    return [number for number, _ in found if number is not None], int(found[0][1])


def rows(session: Session, ids: Collection[int]) -> Sequence[Found]:
    """Actions with their priority and programme, in the order of lists."""
    if not ids:
        return []
    return session.exec(
        select(Action, Priority, Programme)
        .join(Programme, col(Programme.id) == col(Action.programme_id))
        .join(Priority, col(Priority.id) == col(Action.priority_id), isouter=True)
        .where(col(Action.id).in_(list(ids)))
        .order_by(*_in_order())
    ).all()


def _in_order() -> tuple[Any, ...]:
    return col(Action.ends_on).is_(None), col(Action.ends_on), col(Action.number)


def find(session: Session, *where: Where, limit: int) -> Sequence[Found]:
    """The first of the actions, in the same order."""
    return rows(session, page(session, *where, limit=limit)[0])


def count(session: Session, *where: Where) -> int:
    """How many actions there are."""
    return session.exec(select(func.count()).select_from(Action).where(*where)).one()


def one(session: Session, action_id: int) -> Found:
    """One action with its priority and programme."""
    return rows(session, [action_id])[0]


def assignments(
    session: Session, action_ids: Collection[int]
) -> Sequence[tuple[Assignment, str | None, Person | None]]:
    """Who holds these actions or is asked to, in the order it came about: (assignment, organisation, person)."""
    if not action_ids:
        return []
    found: Sequence[tuple[Assignment, str | None, Person | None]]
    found = session.exec(_assignments(), params={"ids": list(action_ids)}).all()
    return found


@cache
def _assignments() -> Any:
    return (
        select(Assignment, Organisation.short_name, Person)
        .join(Organisation, col(Organisation.id) == col(Assignment.organisation_id), isouter=True)
        .join(Person, col(Person.id) == col(Assignment.person_id), isouter=True)
        .where(col(Assignment.action_id).in_(bindparam("ids", expanding=True)))
        .order_by(col(Assignment.id))
    )


def assignments_of(session: Session, action_id: int) -> Sequence[Assignment]:
    """The assignments of one action."""
    return session.exec(select(Assignment).where(Assignment.action_id == action_id).order_by(col(Assignment.id))).all()


def notes(session: Session, action_id: int) -> Sequence[tuple[Note, str | None]]:
    """The notes on an action with their authors' names, oldest first."""
    return session.exec(
        select(Note, Person.name)
        .join(Person, col(Person.id) == col(Note.person_id), isouter=True)
        .where(Note.action_id == action_id)
        .order_by(col(Note.at), col(Note.id))
    ).all()


def lock(session: Session, action_id: int) -> Action:
    """The action as it is now, held until the unit ends so that no other unit changes it in between."""
    query = select(Action).where(Action.id == action_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def own_if_free(session: Session, action_id: int) -> bool:
    """Mark an open action as owned if nobody holds it; True where this did it."""
    return _changed(
        session,
        update(Action)
        .where(col(Action.id) == action_id, ~col(Action.owned), col(Action.state) == "open")
        .values(owned=True, version=Action.version + 1),
    )


def name_person_if_free(session: Session, assignment_id: int, person_id: int) -> bool:
    """Name a person on what their organisation holds, if nobody is named yet; True where this did it."""
    return _changed(
        session,
        update(Assignment)
        .where(col(Assignment.id) == assignment_id, col(Assignment.person_id).is_(None))
        .values(person_id=person_id),
    )


def _changed(session: Session, statement: Any) -> bool:
    result = session.connection().execute(statement)
    session.expire_all()
    return bool(result.rowcount == 1)


def last_position(session: Session, programme_id: int, priority_id: int | None) -> int:
    """The highest place taken within a priority, 0 where there is none."""
    query = select(func.max(col(Action.position))).where(
        Action.programme_id == programme_id, col(Action.priority_id).is_not_distinct_from(priority_id)
    )
    return session.exec(query).one() or 0


def of_programme_or_adopted(programme_id: int) -> Where:
    """Of this programme, or of any that is adopted."""
    adopted = select(col(Programme.id)).where(col(Programme.state) == "adopted")
    return or_(col(Action.programme_id) == programme_id, col(Action.programme_id).in_(adopted))
