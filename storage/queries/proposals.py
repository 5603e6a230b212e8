"""The collation queue. Nothing here commits."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from storage.models import Organisation, Person, Priority, Proposal

Found = tuple[Proposal, Priority | None, str | None, str | None]
"""A proposal, its priority, the proposer's name, the organisation's short name."""
OPEN = ("received", "considered", "revise", "deferred")
"""States in which nothing has been decided for good."""
Where = ColumnElement[bool] | bool
"""A condition on proposals; a plain comparison of columns types as bool."""
_KINDS = case({"event": 0, "contact": 1, "media": 2}, value=col(Proposal.kind), else_=3)


def page(session: Session, *where: Where, mine_first: int | None, limit: int | None, offset: int) -> Sequence[Found]:
    """Part of the queue, oldest first: by kind and priority, or where `mine_first` names a person, theirs first."""
    order: list[Any] = [_KINDS, col(Priority.position).is_(None), col(Priority.position), col(Priority.id)]
    if mine_first is not None:
        order = [case((col(Proposal.proposer_id) == mine_first, 0), else_=1)]
    ordered = _found().where(*where).order_by(*order, col(Proposal.proposed_at), col(Proposal.number))
    return session.exec(ordered.limit(limit).offset(offset)).all()


def count(session: Session, *where: Where) -> int:
    """How many there are."""
    return session.exec(select(func.count()).select_from(Proposal).where(*where)).one()


def one(session: Session, proposal_id: int) -> Found:
    """One proposal with its priority and proposer."""
    return session.exec(_found().where(Proposal.id == proposal_id)).one()


def lock(session: Session, proposal_id: int) -> Proposal:
    """The proposal as it is now, held until the unit ends so that no other unit changes it in between."""
    query = select(Proposal).where(Proposal.id == proposal_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def by_number(session: Session, number: int) -> Proposal | None:
    """The proposal of a number, as in P7."""
    return session.exec(select(Proposal).where(Proposal.number == number)).first()


def with_words(session: Session, said: str) -> Sequence[Proposal]:
    """Open proposals whose text holds the words, in any case; % and _ are only themselves."""
    return session.exec(
        select(Proposal)
        .where(func.lower(Proposal.text).contains(said.lower(), autoescape=True), col(Proposal.state).in_(OPEN))
        .order_by(col(Proposal.number))
    ).all()


def to_answer(session: Session) -> Sequence[Proposal]:
    """What somebody owes an answer to: the chairs, or a proposer who was asked for a revision."""
    found: Sequence[Proposal] = session.exec(_to_answer()).all()
    return found


@cache
def _to_answer() -> Any:
    return select(Proposal).where(col(Proposal.state).in_(OPEN)).order_by(col(Proposal.id))


def deferred_until(session: Session, day: date) -> Sequence[Proposal]:
    """What was put off until that day or before, held until the unit ends."""
    found: Sequence[Proposal] = session.exec(_back(), params={"day": day}).all()
    return found


@cache
def _back() -> Any:
    due = select(Proposal).where(Proposal.state == "deferred", col(Proposal.deferred_until) <= bindparam("day"))
    return due.order_by(col(Proposal.id)).with_for_update()


def numbers(session: Session, ids: Collection[int]) -> dict[int | None, int]:
    """The numbers of these, by id."""
    return dict(session.exec(select(Proposal.id, Proposal.number).where(col(Proposal.id).in_(ids))).all())


def _found() -> Select[Proposal, Priority, str, str]:
    return (
        select(Proposal, Priority, Person.name, Organisation.short_name)
        .join(Priority, col(Priority.id) == col(Proposal.priority_id), isouter=True)
        .join(Person, col(Person.id) == col(Proposal.proposer_id), isouter=True)
        .join(Organisation, col(Organisation.id) == col(Proposal.organisation_id), isouter=True)
    )
