"""The plan, and the guarded steps of sending. Nothing here commits; every step says whether it was this one's to take.

Taking the next row is in `taking`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, case, delete, func, or_, update
from sqlmodel import Session, col, select

from storage.models import Action, Announcement, AnnouncementLine, Assignment, Attempt, ChannelPace, Heartbeat, Person
from storage.queries.taking import WAITING
from storage.queries.upsert import insert_for

FORGET = delete(Heartbeat).where(col(Heartbeat.last_tick) < bindparam("before"))


def lock(session: Session, key: UUID, owner: str) -> Announcement | None:
    """The row as it is now, if `owner` still holds it; held until the unit ends."""
    return session.scalars(
        select(Announcement).where(*_mine(key, owner)).with_for_update(),
        execution_options={"populate_existing": True},
    ).one_or_none()


def pass_gate(session: Session, key: UUID, owner: str, now: datetime, margin: timedelta) -> bool:
    """Write down that a send may have happened, before it does; False where the row is no longer this sender's to send.

    The lease must outlast the longest post by a `margin`.
    """
    return _run(
        session,
        update(Announcement)
        .where(*_mine(key, owner), ~col(Announcement.cancel_wanted), col(Announcement.lease_until) > now + margin)
        .values(maybe_sent_at=now, amend_at=None),
    )


def finish(session: Session, key: UUID, owner: str, state: str, **values: Any) -> bool:
    """End a row; False where the lease was lost meanwhile."""
    values = {"lease_owner": "", "lease_until": None, "next_try_at": None, "state": state, **values}
    return _run(session, update(Announcement).where(*_mine(key, owner)).values(**values))


def finish_sent(
    session: Session, key: UUID, owner: str, ts: str, now: datetime, late: bool, text_hash: str, again: datetime
) -> bool:
    """End a row as sent.

    One that was tried before is to be looked at `again`; one that was to be cancelled meanwhile, at once.
    """
    raced, tried = col(Announcement.cancel_wanted), col(Announcement.attempts) > 1
    values = {
        "confirms": case((raced, -1), (tried, 0), else_=2),
        "next_try_at": case((raced, now), (tried, again), else_=None),
        "text_hash": text_hash,
    }
    return finish(session, key, owner, "sent", ts=ts, posted_at=now, was_late=late, reason="", **values)


def finish_found(
    session: Session, key: UUID, owner: str, ts: str, posted_at: datetime, late: bool, again: datetime
) -> bool:
    """End a row as sent whose message was found; what it says there may be old by now."""
    values = {"confirms": case((col(Announcement.cancel_wanted), -1), else_=0), "next_try_at": again}
    return finish(
        session,
        key,
        owner,
        "sent",
        ts=ts,
        posted_at=posted_at,
        was_late=late,
        reason="",
        amend_at=posted_at,
        **values,
    )


def clear_mark(session: Session, key: UUID, owner: str) -> bool:
    """It was looked up and does not stand there; False where the lease was lost meanwhile."""
    return _run(session, update(Announcement).where(*_mine(key, owner)).values(maybe_sent_at=None))


def release(session: Session, key: UUID, owner: str, next_try_at: datetime | None, **values: Any) -> bool:
    """Give a row back to the plan until `next_try_at`; False where the lease was lost meanwhile."""
    free: dict[str, Any] = {"lease_owner": "", "lease_until": None, "next_try_at": next_try_at}
    return _run(session, update(Announcement).where(*_mine(key, owner)).values(state="planned", **free, **values))


def hold_receiver(
    session: Session, receiver: str, until: datetime, reason: str = "", now: datetime | None = None
) -> None:
    """Post nothing to the receiver before `until`; with a `reason` it counts as broken since `now`."""
    values: dict[str, Any] = {"next_at": until}
    if reason:
        values |= {
            "broken_reason": reason,
            "broken_since": func.coalesce(col(ChannelPace.broken_since), now),
        }
    _run(session, _pace(receiver).values(**values))


def let_rest(session: Session, receiver: str, until: datetime) -> None:
    """A post got through, so nothing is broken; the next one waits until then."""
    _run(session, _pace(receiver).values(next_at=until, broken_reason="", broken_since=None))


def record(session: Session, key: UUID, now: datetime, owner: str, outcome: str, detail: str = "") -> None:
    """What came of one try."""
    session.add(Attempt(announcement_id=key, at=now, owner=owner, outcome=outcome, detail=detail[:500]))


def beat(session: Session, owner: str, now: datetime, version: str, wrong: str = "") -> None:
    """This sender is alive; or it gave up for good, and why."""
    sign = {"owner": owner, "last_tick": now, "version": version, "wrong": wrong}
    session.connection().execute(_beating(session.get_bind().dialect.name), sign)


@cache
def _beating(dialect: str) -> Any:
    made = insert_for(dialect, Heartbeat)
    new = {name: made.excluded[name] for name in ("last_tick", "version", "wrong")}
    return made.on_conflict_do_update(index_elements=["owner"], set_=new)


def forget_beats(session: Session, before: datetime) -> None:
    """Senders not heard of since `before` are gone."""
    session.connection().execute(FORGET, {"before": before})


def beats(session: Session) -> Sequence[Heartbeat]:
    """The senders that are not forgotten."""
    return session.exec(select(Heartbeat).order_by(col(Heartbeat.owner))).all()


def last_beat(session: Session) -> datetime | None:
    """When any sender last beat."""
    found: datetime | None = session.exec(select(func.max(col(Heartbeat.last_tick)))).one()
    return found


def lines_of(session: Session, keys: Sequence[UUID]) -> Sequence[AnnouncementLine]:
    """The wanted lines of these messages, in the order they were planned."""
    if not keys:
        return []
    found: Sequence[AnnouncementLine] = session.exec(_lines_of(), params={"keys": list(keys)}).all()
    return found


@cache
def _lines_of() -> Any:
    return (
        select(AnnouncementLine)
        .where(
            col(AnnouncementLine.announcement_id).in_(bindparam("keys", expanding=True)),
            col(AnnouncementLine.wanted),
            ~col(AnnouncementLine.left_out),
        )
        .order_by(col(AnnouncementLine.id))
        .execution_options(populate_existing=True)
    )


def still_asked(session: Session, action_id: int, user_id: str) -> bool:
    """Whether an open action still waits for an answer of this account, or of the organisation it speaks for."""
    people = select(Person.id).where(Person.user_id == user_id)
    houses = select(Person.organisation_id).where(Person.user_id == user_id, col(Person.confirmed))
    asked = (
        select(Assignment.id)
        .join(Action, col(Action.id) == col(Assignment.action_id))
        .where(
            Action.id == action_id,
            Action.state == "open",
            Assignment.state == "asked",
            or_(
                col(Assignment.person_id).in_(people),
                and_(col(Assignment.person_id).is_(None), col(Assignment.organisation_id).in_(houses)),
            ),
        )
    )
    return session.exec(asked.limit(1)).first() is not None


def untold(session: Session, receiver: str, now: datetime) -> Sequence[Announcement]:
    """What is due for a receiver and waits, and the chairs have not heard of it; locked until the unit ends."""
    return session.exec(
        select(Announcement)
        .where(
            WAITING,
            col(Announcement.due_at) <= now,
            Announcement.receiver == receiver,
            Announcement.state == "planned",
            col(Announcement.told_at).is_(None),
        )
        .order_by(col(Announcement.due_at), col(Announcement.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def planned_until(session: Session, until: datetime) -> Sequence[Announcement]:
    """What waits to be sent by then, earliest first."""
    return session.exec(
        select(Announcement)
        .where(WAITING, col(Announcement.due_at) <= until, ~col(Announcement.cancel_wanted))
        .order_by(col(Announcement.due_at), col(Announcement.id))
    ).all()


def count_due(session: Session, now: datetime) -> int:
    """How many messages are due and were not sent yet."""
    query = select(func.count()).select_from(Announcement)
    return session.exec(query.where(WAITING, col(Announcement.due_at) <= now, ~col(Announcement.cancel_wanted))).one()


def troubled(session: Session, now: datetime, since: datetime, limit: int) -> Sequence[Announcement]:
    """What was missed since `since`, and what is held back because something went wrong; the latest first."""
    return session.exec(
        select(Announcement)
        .where(
            or_(
                and_(col(Announcement.state) == "skipped", col(Announcement.due_at) >= since),
                and_(WAITING, col(Announcement.due_at) <= now, col(Announcement.reason) != ""),
            )
        )
        .order_by(col(Announcement.due_at).desc(), col(Announcement.id))
        .limit(limit)
    ).all()


def broken_receivers(session: Session) -> Sequence[ChannelPace]:
    """Those that nothing gets through to."""
    return session.exec(
        select(ChannelPace).where(ChannelPace.broken_reason != "").order_by(col(ChannelPace.receiver))
    ).all()


def _mine(key: UUID, owner: str) -> tuple[Any, ...]:
    return (
        col(Announcement.id) == key,
        col(Announcement.state) == "sending",
        col(Announcement.lease_owner) == owner,
    )


def _pace(receiver: str) -> Any:
    return update(ChannelPace).where(col(ChannelPace.receiver) == receiver)


def _run(session: Session, statement: Any) -> bool:
    result = session.connection().execute(statement)
    return bool(result.rowcount == 1)
