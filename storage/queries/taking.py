"""Taking the next row to send: the statement that every beat of every sender runs, in one go and guarded.

Statements that run at every beat are put together once. They spell the states out, not as parameters: only then does
SQLite use the index that holds nothing but waiting rows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, func, or_, select, text, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.models import Announcement, ChannelPace

WAITING = text("announcement.state IN ('planned','sending')")
PLANNED = text("announcement.state = 'planned'")
SENDING = text("announcement.state = 'sending'")
NOW: Any = bindparam("now")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row as it is when it is taken."""

    id: UUID
    receiver: str
    due_at: datetime
    maybe_sent_at: datetime | None
    where: str
    """Where the receiver's messages stand: the D… id of a person's, once it is known, else the receiver."""


def claim(session: Session, now: datetime, owner: str, lease: timedelta, gap: timedelta) -> Claimed | None:
    """Take the oldest row that is due, or whose sender let its lease run out; None where there is nothing to take.

    The receiver is free by pace and has nothing in flight; its pace is moved on by `gap`. On PostgreSQL rows and
    receivers that another sender is taking at this moment are passed over.
    """
    connection = session.connection()
    found = connection.execute(_claiming(), {"now": now, "owner": owner, "until": now + lease}).one_or_none()
    if found is None:
        return None
    where = connection.scalar(_resting(), {"who": found.receiver, "until": now + gap})
    return Claimed(found.id, found.receiver, found.due_at, found.maybe_sent_at, where or found.receiver)


def soonest(session: Session, now: datetime, within: timedelta) -> datetime | None:
    """When the next row that is due already will be free to take, if only its receiver's pace holds it for a moment."""
    found: datetime | None = session.connection().scalar(_soonest(), {"now": now, "until": now + within})
    return found


@cache
def _claiming() -> Any:
    other = aliased(Announcement, name="other")
    in_flight = exists().where(
        text("other.state = 'sending'"),
        col(other.receiver) == col(Announcement.receiver),
        col(other.id) != col(Announcement.id),
    )
    due = (
        select(col(Announcement.id))
        .join(ChannelPace, col(ChannelPace.receiver) == col(Announcement.receiver))
        .where(
            WAITING,
            col(Announcement.due_at) <= NOW,
            or_(_may_be_tried(), and_(SENDING, col(Announcement.lease_until) <= NOW)),
            col(ChannelPace.next_at) <= NOW,
            ~in_flight,
        )
        .order_by(col(Announcement.due_at), col(Announcement.id))
        .limit(1)
        .with_for_update(skip_locked=True, of=(Announcement, ChannelPace))
    )
    return (
        update(Announcement)
        .where(col(Announcement.id) == due.scalar_subquery())
        .values(
            state="sending",
            lease_owner=bindparam("owner"),
            lease_until=bindparam("until"),
            attempts=col(Announcement.attempts) + 1,
        )
        .returning(
            col(Announcement.id),
            col(Announcement.receiver),
            col(Announcement.due_at),
            col(Announcement.maybe_sent_at),
        )
    )


@cache
def _resting() -> Any:
    which = update(ChannelPace).where(col(ChannelPace.receiver) == bindparam("who"))
    return which.values(next_at=bindparam("until")).returning(col(ChannelPace.conversation))


@cache
def _soonest() -> Any:
    return (
        select(func.min(col(ChannelPace.next_at)))
        .join(Announcement, col(Announcement.receiver) == col(ChannelPace.receiver))
        .where(
            WAITING,
            col(Announcement.due_at) <= NOW,
            _may_be_tried(),
            col(ChannelPace.next_at) <= bindparam("until"),
        )
    )


def _may_be_tried() -> Any:
    return and_(PLANNED, or_(col(Announcement.next_try_at).is_(None), col(Announcement.next_try_at) <= NOW))
