"""The plan, and the guarded steps of sending. Nothing here commits; every step says whether it was this one's to take.

Taking the next row is in `taking`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, case, func, or_, update
from sqlmodel import Session, col, select

from storage.models import Action, Announcement, AnnouncementLine, Assignment, Attempt, ChannelPace, Person, Programme
from storage.queries.taking import WAITING

FREE: dict[str, Any] = {"lease_owner": "", "lease_until": None}
"""What holds of a row that no sender has."""


def lock(session: Session, key: UUID, owner: str) -> Announcement | None:
    """The row as it is now, if `owner` still holds it; held until the unit ends."""
    mine = {"row": key, "mine": owner}
    found: Announcement | None = session.scalars(_locking(), mine).one_or_none()
    return found


@cache
def _locking() -> Any:
    held = select(Announcement).where(*_mine()).with_for_update()
    return held.execution_options(populate_existing=True)


def pass_gate(session: Session, key: UUID, owner: str, now: datetime, margin: timedelta) -> bool:
    """Write down that a send may have happened, before it does; False where the row is no longer this sender's to send.

    The lease must outlast the longest post by a `margin`.
    """
    return _run(session, _gate(), {"row": key, "mine": owner, "now": now, "lasting": now + margin})


@cache
def _gate() -> Any:
    may_be_sent = ~col(Announcement.cancel_wanted), col(Announcement.lease_until) > bindparam("lasting")
    return update(Announcement).where(*_mine(), *may_be_sent).values(maybe_sent_at=bindparam("now"), amend_at=None)


def finish(session: Session, key: UUID, owner: str, state: str, **values: Any) -> bool:
    """End a row; False where the lease was lost meanwhile."""
    return _change(session, key, owner, next_try_at=None, state=state, **values)


def finish_sent(
    session: Session, key: UUID, owner: str, ts: str, now: datetime, late: bool, text_hash: str, again: datetime
) -> bool:
    """End a row as sent.

    One that was tried before is to be looked at `again`; one that was to be cancelled meanwhile, at once.
    """
    sent = {"ts": ts, "posted": now, "late": late, "says": text_hash, "again": again}
    return _run(session, _sent(), {"row": key, "mine": owner, **sent})


@cache
def _sent() -> Any:
    raced, tried = col(Announcement.cancel_wanted), col(Announcement.attempts) > 1
    return _as_sent(
        text_hash=bindparam("says"),
        confirms=case((raced, -1), (tried, 0), else_=2),
        next_try_at=case((raced, bindparam("posted")), (tried, bindparam("again")), else_=None),
    )


def finish_found(
    session: Session, key: UUID, owner: str, ts: str, posted_at: datetime, late: bool, again: datetime
) -> bool:
    """End a row as sent whose message was found; what it says there may be old by now."""
    found = {"ts": ts, "posted": posted_at, "late": late, "again": again}
    return _run(session, _found(), {"row": key, "mine": owner, **found})


@cache
def _found() -> Any:
    return _as_sent(
        amend_at=bindparam("posted"),
        confirms=case((col(Announcement.cancel_wanted), -1), else_=0),
        next_try_at=bindparam("again"),
    )


def _as_sent(**values: Any) -> Any:
    posted: Any = {"ts": bindparam("ts"), "posted_at": bindparam("posted"), "was_late": bindparam("late")}
    return update(Announcement).where(*_mine()).values(state="sent", reason="", **posted, **values, **FREE)


def clear_mark(session: Session, key: UUID, owner: str) -> bool:
    """It was looked up and does not stand there; False where the lease was lost meanwhile."""
    return _run(session, _clearing(), {"row": key, "mine": owner})


@cache
def _clearing() -> Any:
    return update(Announcement).where(*_mine()).values(maybe_sent_at=None)


def release(session: Session, key: UUID, owner: str, next_try_at: datetime | None, **values: Any) -> bool:
    """Give a row back to the plan until `next_try_at`; False where the lease was lost meanwhile."""
    return _change(session, key, owner, state="planned", next_try_at=next_try_at, **values)


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
    session.connection().execute(update(ChannelPace).where(col(ChannelPace.receiver) == receiver).values(**values))


def let_rest(session: Session, receiver: str, until: datetime) -> None:
    """A post got through, so nothing is broken; the next one waits until then."""
    session.connection().execute(_resting(), {"who": receiver, "until": until})


@cache
def _resting() -> Any:
    which = update(ChannelPace).where(col(ChannelPace.receiver) == bindparam("who"))
    return which.values(next_at=bindparam("until"), broken_reason="", broken_since=None)


def known(session: Session, keys: Collection[UUID]) -> dict[UUID, tuple[str, datetime]]:
    """By key: the kind of the message, and when it is due. What a restore has forgotten is not among them."""
    if not keys:
        return {}
    columns = select(Announcement.id, Announcement.kind, Announcement.due_at)
    rows = session.exec(columns.where(col(Announcement.id).in_(list(keys)))).all()
    return {key: (kind, due_at) for key, kind, due_at in rows}


def record(session: Session, key: UUID, now: datetime, owner: str, outcome: str, detail: str = "") -> None:
    """What came of one try."""
    session.add(Attempt(announcement_id=key, at=now, owner=owner, outcome=outcome, detail=detail[:500]))


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


def still_asked(session: Session, action_id: int, user_id: str, at: datetime) -> bool:
    """Whether what was asked then of an open action still waits for an answer of this account, or of the organisation
    it speaks for.
    """
    people = select(Person.id).where(Person.user_id == user_id)
    houses = select(Person.organisation_id).where(Person.user_id == user_id, col(Person.confirmed))
    asked = (
        select(Assignment.id)
        .join(Action, col(Action.id) == col(Assignment.action_id))
        .join(Programme, col(Programme.id) == col(Action.programme_id))
        .where(
            Action.id == action_id,
            Action.state == "open",
            Programme.state != "closed",
            Assignment.state == "asked",
            Assignment.at == at,
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


def readdress(session: Session, receiver: str, other: str) -> None:
    """What waits to be told to a receiver in words of its own, and surely was not, is told to another."""
    keys = list(
        session.exec(
            select(Announcement.id).where(
                Announcement.state == "planned",
                Announcement.receiver == receiver,
                col(Announcement.kind).not_in(["digest", "meeting"]),
                col(Announcement.maybe_sent_at).is_(None),
            )
        )
    )
    here = col(AnnouncementLine.announcement_id).in_(keys)
    session.connection().execute(update(AnnouncementLine).where(here).values(receiver=other))
    session.connection().execute(
        update(Announcement).where(col(Announcement.id).in_(keys)).values(receiver=other, next_try_at=None)
    )


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


def _mine() -> tuple[Any, ...]:
    return (
        col(Announcement.id) == bindparam("row"),
        col(Announcement.state) == "sending",
        col(Announcement.lease_owner) == bindparam("mine"),
    )


def _change(session: Session, key: UUID, owner: str, **values: Any) -> bool:
    return _run(session, _changing(tuple(values)), {"row": key, "mine": owner, **values})


@cache
def _changing(names: tuple[str, ...]) -> Any:
    """The row is nobody's any more, and these columns have other values."""
    return update(Announcement).where(*_mine()).values({name: bindparam(name) for name in names} | FREE)


def _run(session: Session, statement: Any, values: Mapping[str, Any]) -> bool:
    return bool(session.connection().execute(statement, values).rowcount == 1)
