"""Addresses that calendars subscribe to, and what they hold. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.models import Action, CalendarAddress, Meeting
from storage.queries.actions import Where

MOST = 2000
"""Actions that one calendar holds."""


def by_token(session: Session, token: str) -> CalendarAddress | None:
    """The address, where it is good."""
    return session.exec(
        select(CalendarAddress).where(CalendarAddress.token == token, col(CalendarAddress.revoked_at).is_(None))
    ).one_or_none()


def living(session: Session, person_id: int) -> Sequence[CalendarAddress]:
    """The addresses of a person that are good."""
    return session.exec(
        select(CalendarAddress)
        .where(CalendarAddress.person_id == person_id, col(CalendarAddress.revoked_at).is_(None))
        .order_by(col(CalendarAddress.id))
    ).all()


def revoke(session: Session, ids: Sequence[int], now: datetime) -> None:
    """These addresses are good for nothing any more."""
    session.connection().execute(
        update(CalendarAddress).where(col(CalendarAddress.id).in_(list(ids))).values(revoked_at=now)
    )


def dated_actions(session: Session, *where: Where) -> Sequence[Action]:
    """Open actions with a day, but those that a meeting on the calendar stands for."""
    stands = select(col(Meeting.id)).where(Meeting.state == "planned")
    return session.exec(
        select(Action)
        .where(
            Action.state == "open",
            col(Action.starts_on).is_not(None) | col(Action.ends_on).is_not(None),
            col(Action.meeting_id).is_(None) | col(Action.meeting_id).not_in(stands),
            *where,
        )
        .order_by(col(Action.number))
        .limit(MOST)
    ).all()
