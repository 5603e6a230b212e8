"""Calls for proposals, and what came in on them. Nothing here commits."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, or_, select

from storage.models import Call, Organisation, Person, Proposal


def every(session: Session, limit: int) -> Sequence[Call]:
    """Open ones first, by their last day; then those that were closed, the latest first."""
    ordered = select(Call).order_by(col(Call.state) == "closed", col(Call.closes_on), col(Call.number).desc())
    return session.exec(ordered.limit(limit)).all()


def open_ones(session: Session) -> Sequence[Call]:
    """Those that are open, by their last day."""
    return session.exec(select(Call).where(Call.state == "open").order_by(col(Call.closes_on), col(Call.number))).all()


def to_say(session: Session, since: date) -> Sequence[Call]:
    """Those that something may have to be said of: open ones, and those whose last day was not long ago."""
    found: Sequence[Call] = session.exec(_to_say(), params={"since": since}).all()
    return found


@cache
def _to_say() -> Any:
    return select(Call).where(or_(col(Call.state) == "open", col(Call.closes_on) >= bindparam("since")))


def over(session: Session, today: date) -> Sequence[Call]:
    """Open ones whose last day is past, held until the unit ends."""
    found: Sequence[Call] = session.exec(_over(), params={"today": today}).all()
    return found


@cache
def _over() -> Any:
    past = select(Call).where(Call.state == "open", col(Call.closes_on) < bindparam("today"))
    return past.order_by(col(Call.id)).with_for_update()


def by_number(session: Session, number: int) -> Call | None:
    """The call of a number, held until the unit ends."""
    query = select(Call).where(Call.number == number).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one_or_none()


def answers(session: Session, ids: Collection[int]) -> Sequence[tuple[Proposal, str | None]]:
    """What was proposed on these calls and not withdrawn, by number, with the organisation's short name."""
    return session.exec(
        select(Proposal, Organisation.short_name)
        .join(Organisation, col(Organisation.id) == col(Proposal.organisation_id), isouter=True)
        .where(col(Proposal.call_id).in_(ids), Proposal.state != "withdrawn")
        .order_by(col(Proposal.number))
    ).all()


def spoken_for(session: Session) -> Sequence[tuple[Person, Organisation]]:
    """Contacts and deputies, contacts first, with the organisation they speak for."""
    return session.exec(
        select(Person, Organisation)
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .where(col(Person.confirmed), ~col(Person.is_gone), Person.standing != "", Organisation.kind == "institution")
        .order_by(col(Organisation.short_name), col(Person.standing), col(Person.id))
    ).all()
