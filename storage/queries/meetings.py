"""Finding meetings."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.models import Meeting


def lock_by_number(session: Session, number: int) -> Meeting | None:
    """The meeting of a number as it is now, held until the unit ends."""
    query = select(Meeting).where(Meeting.number == number).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one_or_none()


def by_number(session: Session, number: int) -> Meeting | None:
    """The meeting of a number, to look at."""
    return session.exec(select(Meeting).where(Meeting.number == number)).first()


def from_day(session: Session, first: date, limit: int | None = None) -> Sequence[Meeting]:
    """Meetings on a day or later that were not cancelled, earliest first."""
    return session.exec(
        select(Meeting)
        .where(Meeting.on_date >= first, Meeting.state == "planned")
        .order_by(col(Meeting.on_date), col(Meeting.at_time), col(Meeting.number))
        .limit(limit)
    ).all()


def count_from_day(session: Session, first: date) -> int:
    """How many there are."""
    query = select(func.count()).select_from(Meeting).where(Meeting.on_date >= first, Meeting.state == "planned")
    return session.exec(query).one()
