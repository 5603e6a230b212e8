"""What stands in Slack, as far as the table knows: rows to be looked up again, amended, or swept. Nothing here commits.

Who takes a row moves its moment on, so that no other does meanwhile: a lease, for work that may be done twice.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, case, func, or_, text, update
from sqlmodel import Session, col, select

from storage.models import Announcement, AnnouncementLine, Attempt, ChannelPace

UNCONFIRMED = text("announcement.confirms < 2 AND announcement.state IN ('sent','skipped','cancelled')")
AMENDABLE = text("announcement.amend_at IS NOT NULL AND announcement.state = 'sent'")
NOW: Any = bindparam("now")
CONVERSATION: Any = select(col(ChannelPace.conversation)).where(col(ChannelPace.receiver) == bindparam("who"))


def take_unconfirmed(session: Session, now: datetime, lease: timedelta) -> Announcement | None:
    """A row that has ended and whose message is to be looked up again now; None where there is none."""
    return _take(session, _unconfirmed(), now, now + lease)


@cache
def _unconfirmed() -> Any:
    return _taking(select(Announcement.id).where(UNCONFIRMED, _now_or_then()), "next_try_at")


def take_amendable(session: Session, now: datetime, lease: timedelta, gap: timedelta) -> Announcement | None:
    """A sent row that may have to say something else, where its receiver's pace allows a call now; moves that on."""
    taken = _take(session, _amendable(), now, now + lease)
    if taken is not None:
        _pace(session, taken.receiver, next_at=now + gap)
    return taken


@cache
def _amendable() -> Any:
    due = (
        select(Announcement.id)
        .join(ChannelPace, col(ChannelPace.receiver) == col(Announcement.receiver))
        .where(AMENDABLE, col(Announcement.amend_at) <= NOW, col(ChannelPace.next_at) <= NOW)
    )
    return _taking(due, "amend_at")


def soonest_amendable(session: Session, now: datetime, within: timedelta) -> datetime | None:
    """When the next row that may have to say something else can be taken, of those that only pace still holds."""
    found: datetime | None = session.connection().scalar(_soonest_amendable(), {"now": now, "until": now + within})
    return found


@cache
def _soonest_amendable() -> Any:
    return (
        select(func.min(col(ChannelPace.next_at)))
        .join(Announcement, col(Announcement.receiver) == col(ChannelPace.receiver))
        .where(AMENDABLE, col(Announcement.amend_at) <= NOW)
        .where(col(ChannelPace.next_at) > NOW, col(ChannelPace.next_at) <= bindparam("until"))
    )


class Waiting(NamedTuple):
    """Whether there is a row to be looked up again, one to be amended, a receiver to be swept."""

    unconfirmed: bool
    amendable: bool
    unswept: bool


def waiting(session: Session, now: datetime, every: timedelta, reach: timedelta) -> Waiting:
    """What there is to be looked after now, of persons written to within `reach`. Takes no lock."""
    moments = {"now": now, "swept": now - every, "lately": now - reach}
    return Waiting(*session.connection().execute(_waiting(), moments).one())


@cache
def _waiting() -> Any:
    return select(
        select(Announcement.id).where(UNCONFIRMED, _now_or_then()).exists(),
        select(Announcement.id).where(AMENDABLE, col(Announcement.amend_at) <= NOW).exists(),
        select(ChannelPace.receiver).where(*_unswept()).exists(),
    )


def lock(session: Session, key: UUID) -> Announcement | None:
    """The row as it is now, held until the unit ends."""
    found: Announcement | None = session.exec(_locking(), params={"row": key}).one_or_none()
    return found


@cache
def _locking() -> Any:
    return _held(select(Announcement).where(col(Announcement.id) == bindparam("row")))


def known(session: Session, keys: Collection[UUID]) -> dict[UUID, Announcement]:
    """The rows of these keys, held until the unit ends; keys that were lost with a restore are not among them."""
    rows = session.exec(_known(), params={"keys": list(keys)}).all() if keys else []
    return {row.id: row for row in rows}


@cache
def _known() -> Any:
    these = select(Announcement).where(col(Announcement.id).in_(bindparam("keys", expanding=True)))
    return _held(these.order_by(col(Announcement.slot)))


def sent_between(session: Session, receiver: str, first: datetime, last: datetime) -> Sequence[Announcement]:
    """What was sent to a receiver in between, held until the unit ends."""
    which = {"who": receiver, "first": first, "last": last}
    found: Sequence[Announcement] = session.exec(_sent_between(), params=which).all()
    return found


@cache
def _sent_between() -> Any:
    sent = select(Announcement).where(
        col(Announcement.receiver) == bindparam("who"),
        Announcement.state == "sent",
        col(Announcement.posted_at) >= bindparam("first"),
        col(Announcement.posted_at) <= bindparam("last"),
    )
    return _held(sent.order_by(col(Announcement.slot)))


def _held(rows: Any) -> Any:
    return rows.with_for_update().execution_options(populate_existing=True)


def collected(session: Session, row: Announcement, until: datetime) -> bool:
    """Whether an earlier message of the same kind was posted when this row was due already, by the given moment."""
    earlier = select(Announcement.id).where(
        Announcement.receiver == row.receiver,
        Announcement.kind == row.kind,
        Announcement.state == "sent",
        col(Announcement.due_at) < row.due_at,
        col(Announcement.posted_at) >= row.due_at,
        col(Announcement.posted_at) <= until,
    )
    return session.exec(earlier.limit(1)).first() is not None


def recorded(session: Session, key: UUID) -> set[str]:
    """The ts of every message of a row that some sender has written down."""
    query = select(Attempt.detail).where(Attempt.announcement_id == key, col(Attempt.outcome).in_(["ok", "found"]))
    return {ts for ts in session.exec(query) if ts}


def take_back(session: Session, lines: Collection[int]) -> None:
    """These lines are wanted again after their moment: where their message stands or may be on its way it stays, where
    it was removed it is sent once more. One that was never begun is past.
    """
    if not lines:
        return
    begun = or_(col(Announcement.state) != "cancelled", col(Announcement.posted_at).is_not(None))
    removed = col(Announcement.state) == "cancelled"
    back = [*lines]
    keys = select(AnnouncementLine.announcement_id).where(col(AnnouncementLine.id).in_(back))
    session.connection().execute(
        update(AnnouncementLine)
        .where(
            col(AnnouncementLine.id).in_(back),
            col(AnnouncementLine.announcement_id).in_(select(Announcement.id).where(begun)),
        )
        .values(wanted=True)
    )
    session.connection().execute(
        update(Announcement)
        .where(begun, col(Announcement.id).in_(keys))
        .values(
            cancel_wanted=False,
            state=case((removed, "planned"), else_=col(Announcement.state)),
            reason=case((removed, ""), else_=col(Announcement.reason)),
            next_try_at=case((removed, None), else_=col(Announcement.next_try_at)),
            confirms=case((removed, 2), else_=col(Announcement.confirms)),
        )
    )


def conversation(session: Session, receiver: str) -> str:
    """Where the receiver's messages stand: the D… id of a person's, once it is known, else the receiver."""
    return session.connection().scalar(CONVERSATION, {"who": receiver}) or receiver


def learn(session: Session, receiver: str, *, conversation: str = "", blind_scope: str | None = None) -> None:
    """Write down where the receiver's messages stand, and which scope is missing to look there ("" for none)."""
    known: dict[str, str] = {"conversation": conversation} if conversation and conversation != receiver else {}
    if blind_scope is not None:
        known["blind_scope"] = blind_scope
    if known:
        _pace(session, receiver, **known)


def blind_receivers(session: Session) -> Sequence[ChannelPace]:
    """Those where nobody may look what stands there."""
    query = select(ChannelPace).where(ChannelPace.blind_scope != "")
    return session.exec(query.order_by(col(ChannelPace.receiver))).all()


def take_unswept(
    session: Session, now: datetime, every: timedelta, reach: timedelta, behind: str
) -> tuple[str, datetime | None] | None:
    """The next receiver `behind` another that was not looked through for so long, and when it last was."""
    moments = {"swept": now - every, "lately": now - reach, "behind": behind}
    found = session.connection().execute(_sweeping(), moments).first()
    # From now on it counts as looked through; but what is owed for longer must not get lost with who is killed over it.
    if found is not None and (found.swept_at is None or found.swept_at > now - 2 * every):
        _pace(session, found.receiver, swept_at=now)
    return (found.receiver, found.swept_at) if found is not None else None


@cache
def _sweeping() -> Any:
    return (
        select(col(ChannelPace.receiver), col(ChannelPace.swept_at))
        .where(*_unswept())
        .order_by(col(ChannelPace.receiver) <= bindparam("behind"), col(ChannelPace.receiver))
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def doubt_all(session: Session, now: datetime) -> None:
    """Whatever has not been sent and was due, or has ended otherwise, may have been sent by others: looked up first."""
    unsent = and_(col(Announcement.state).in_(["planned", "sending"]), col(Announcement.due_at) <= now)
    ended = col(Announcement.state).in_(["skipped", "cancelled"])
    session.connection().execute(update(Announcement).where(or_(unsent, ended)).values(maybe_sent_at=now))
    session.connection().execute(
        update(Announcement)
        .where(col(Announcement.state) == "sending")
        .values(state="planned", lease_owner="", lease_until=None, next_try_at=None)
    )


def look_through_all(session: Session, since: datetime, now: datetime) -> None:
    """Every receiver is to be looked through from then on; as far as is known, each was posted to until now."""
    session.connection().execute(update(ChannelPace).values(swept_at=since, next_at=now))


def mark_swept(session: Session, receiver: str, at: datetime) -> None:
    """When the receiver's messages were last looked through."""
    _pace(session, receiver, swept_at=at)


def _now_or_then() -> Any:
    return or_(col(Announcement.next_try_at).is_(None), col(Announcement.next_try_at) <= NOW)


def _unswept() -> tuple[Any, Any]:
    """Every channel, and every person who was written to lately, or may have been before a restore."""
    channels = or_(col(ChannelPace.receiver).startswith("C"), col(ChannelPace.receiver).startswith("G"))
    written_to = or_(col(ChannelPace.conversation) != "", col(ChannelPace.swept_at).is_not(None))
    lately = col(ChannelPace.next_at) > bindparam("lately")
    long_ago = or_(col(ChannelPace.swept_at).is_(None), col(ChannelPace.swept_at) <= bindparam("swept"))
    return or_(channels, and_(written_to, lately)), long_ago


def _taking(due: Any, lease: str) -> Any:
    first = due.order_by(col(Announcement.posted_at), col(Announcement.id)).limit(1)
    first = first.with_for_update(skip_locked=True, of=Announcement)
    return (
        update(Announcement)
        .where(col(Announcement.id) == first.scalar_subquery())
        .values({lease: bindparam("until")})
        .returning(Announcement)
        .execution_options(synchronize_session=False, populate_existing=True)
    )


def _take(session: Session, taking: Any, now: datetime, until: datetime) -> Announcement | None:
    found: Announcement | None = session.scalars(taking, {"now": now, "until": until}).one_or_none()
    return found


def _pace(session: Session, receiver: str, **values: Any) -> None:
    session.connection().execute(_pacing(tuple(values)), {"who": receiver, **values})


@cache
def _pacing(names: tuple[str, ...]) -> Any:
    which = update(ChannelPace).where(col(ChannelPace.receiver) == bindparam("who"))
    return which.values({name: bindparam(name) for name in names})
