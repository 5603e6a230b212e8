"""The collation queue. Nothing here commits."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, case, func
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import Select

from storage.models import Organisation, Person, Priority, Proposal

Found = tuple[Proposal, Priority | None, str | None, str | None]
"""A proposal, its priority, the proposer's name, the organisation's short name."""
OPEN = ("received", "considered", "revise", "deferred")
"""States in which nothing has been decided for good."""
_KINDS = case({"event": 0, "contact": 1, "media": 2}, value=col(Proposal.kind), else_=3)


def queue(session: Session, person_id: int | None, *, limit: int, offset: int) -> Sequence[Found]:
    """For a person: their own, then all that is open. For None: all that is open, by kind. Oldest first."""
    if person_id is None:
        order: list[ColumnElement[int] | ColumnElement[bool]] = [_KINDS]
    else:
        order = [case((col(Proposal.proposer_id) == person_id, 0), else_=1)]
    return session.exec(
        _found()
        .where(_in_queue(person_id))
        .order_by(*order, col(Proposal.proposed_at), col(Proposal.number))
        .limit(limit)
        .offset(offset)
    ).all()


def count(session: Session, person_id: int | None) -> int:
    """How many there are in that queue."""
    return session.exec(select(func.count()).select_from(Proposal).where(_in_queue(person_id))).one()


def one(session: Session, proposal_id: int) -> Found:
    """One proposal with its priority and proposer."""
    return session.exec(_found().where(Proposal.id == proposal_id)).one()


def lock(session: Session, proposal_id: int) -> Proposal:
    """The proposal as it is now, held until the unit ends so that no other unit changes it in between."""
    query = select(Proposal).where(Proposal.id == proposal_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def by_number(session: Session, number: int) -> Proposal | None:
    return session.exec(select(Proposal).where(Proposal.number == number)).first()


def with_words(session: Session, said: str) -> Sequence[Proposal]:
    """Open proposals whose text holds the words, in any case; % and _ are only themselves."""
    return session.exec(
        select(Proposal)
        .where(func.lower(Proposal.text).contains(said.lower(), autoescape=True), col(Proposal.state).in_(OPEN))
        .order_by(col(Proposal.number))
    ).all()


def _found() -> Select[Proposal, Priority, str, str]:
    return (
        select(Proposal, Priority, Person.name, Organisation.short_name)
        .join(Priority, col(Priority.id) == col(Proposal.priority_id), isouter=True)
        .join(Person, col(Person.id) == col(Proposal.proposer_id), isouter=True)
        .join(Organisation, col(Organisation.id) == col(Proposal.organisation_id), isouter=True)
    )


def _in_queue(person_id: int | None) -> ColumnElement[bool]:
    open_ = col(Proposal.state).in_(OPEN)
    return open_ if person_id is None else or_(open_, col(Proposal.proposer_id) == person_id)
