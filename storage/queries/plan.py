"""Writing the plan of what is to be said: insert what is wanted, revive what was cancelled, cancel what is not.

Whoever plans locks the messages it touches in the order of their slots, so that two that plan at once do not wait for
each other in a circle.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import and_, bindparam, case, exists, false, or_, text, true, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from storage.models import Action, Announcement, AnnouncementLine, ChannelPace, Programme
from storage.queries.upsert import insert_into

NEW = {"broken_reason": "", "conversation": "", "blind_scope": ""}
"""What is known of a receiver that nothing was sent to yet."""
_MOST = 2000


def portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """As many values at a time as one statement takes."""
    rest = iter(values)
    while some := list(islice(rest, _MOST)):
        yield some


def lines_about(session: Session, item: str, ids: Collection[int], since: date) -> Iterator[Any]:
    """Lines made from these items, with the state and slot of their messages: all that wait, others from a day on."""
    for some in portions(ids):
        yield from session.connection().execute(_lines_about(), {"item": item, "ids": some, "since": since})


@cache
def _lines_about() -> Any:
    wanted: tuple[Any, ...] = (
        col(AnnouncementLine.id),
        col(AnnouncementLine.item_id),
        col(AnnouncementLine.item_version),
        col(AnnouncementLine.kind),
        col(AnnouncementLine.offset_days),
        col(AnnouncementLine.local_date),
        col(AnnouncementLine.receiver),
        col(AnnouncementLine.wanted),
        col(Announcement.id).label("message"),
        col(Announcement.state),
        col(Announcement.cancel_wanted),
        col(Announcement.slot),
    )
    return (
        select_columns(*wanted)
        .join(Announcement, col(Announcement.id) == col(AnnouncementLine.announcement_id))
        .where(
            col(AnnouncementLine.item) == bindparam("item"),
            col(AnnouncementLine.item_id).in_(bindparam("ids", expanding=True)),
            col(AnnouncementLine.words) == "",
            or_(
                col(AnnouncementLine.local_date) >= bindparam("since"),
                col(Announcement.state).in_(["planned", "sending"]),
            ),
        )
    )


def lock_messages(session: Session, slots: Collection[str], keys: Collection[UUID]) -> set[UUID]:
    """Hold these messages until the unit ends, in one order for everybody; gives those that may be read by now."""
    found: dict[str, None] = dict.fromkeys(slots)
    for some in portions(keys):
        found |= dict.fromkeys(session.exec(select(Announcement.slot).where(col(Announcement.id).in_(some))))
    read = set()
    for some in portions(sorted(found)):
        rows = session.exec(
            select(Announcement.id, Announcement.state, Announcement.maybe_sent_at)
            .where(col(Announcement.slot).in_(some))
            .order_by(col(Announcement.slot))
            .with_for_update()
        )
        read |= {key for key, state, maybe in rows if maybe is not None and state not in ("skipped", "cancelled")}
    return read


def keys_of(session: Session, slots: Collection[str]) -> dict[str, UUID]:
    """The keys of the messages of these slots."""
    found: dict[str, UUID] = {}
    for some in portions(slots):
        rows = session.exec(select(Announcement.slot, Announcement.id).where(col(Announcement.slot).in_(some)))
        found |= dict(rows.all())
    return found


def put_messages(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Messages by slot: insert those that are missing, revive those that were cancelled, leave those that were sent."""
    if not rows:
        return
    made = insert_into(session, Announcement)
    new = made.excluded
    old = Announcement
    statement = made.on_conflict_do_update(
        index_elements=["slot"],
        set_={
            "state": case((col(old.state) == "cancelled", "planned"), else_=col(old.state)),
            "cancel_wanted": False,
            "reason": case((col(old.state) == "cancelled", ""), else_=col(old.reason)),
            "due_at": case((col(old.moved), col(old.due_at)), else_=new.due_at),
            "not_after": case((col(old.not_after) > new.not_after, col(old.not_after)), else_=new.not_after),
        },
        where=and_(col(old.state) != "sent", col(old.state) != "skipped"),
    )
    session.connection().execute(statement, sorted(rows, key=lambda row: str(row["slot"])))


def put_lines(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    """Lines into their messages; one that was planned before moves there and is wanted again."""
    # What all rows share stands in the statement, and as SQL: there may be tens of thousands of them, and SQLAlchemy
    # looks every constant of a statement up for every row.
    made = insert_into(session, AnnouncementLine).values(words=text("''"), wanted=true(), left_out=false())
    one: dict[str, Any] = {
        "index_elements": ["item", "item_id", "kind", "offset_days", "local_date", "receiver"],
        "index_where": text("words = ''"),
    }
    new = made.on_conflict_do_nothing(**one).execution_options(preserve_rowcount=True)
    moved = {name: made.excluded[name] for name in ("announcement_id", "item_version")}
    again = made.on_conflict_do_update(**one, set_={**moved, "wanted": true()})
    connection = session.connection()
    for some in portions(rows):
        # Nearly always all are new, and for SQLite an insert that may move a row costs twice of one that may not.
        if connection.execute(new, some).rowcount < len(some):
            connection.execute(again, some)


def unwant(session: Session, lines: Collection[int]) -> None:
    """These lines are not to be said any more."""
    for some in portions(lines):
        session.connection().execute(
            update(AnnouncementLine).where(col(AnnouncementLine.id).in_(some)).values(wanted=False)
        )


def cancel_empty(session: Session, keys: Collection[UUID]) -> None:
    """Of these messages, those with nothing left to say: cancelled, or marked to be where one may be on its way."""
    surely_unsent = and_(col(Announcement.state) == "planned", col(Announcement.maybe_sent_at).is_(None))
    line_left = exists().where(
        col(AnnouncementLine.announcement_id) == col(Announcement.id), col(AnnouncementLine.wanted)
    )
    for some in portions(keys):
        session.connection().execute(
            update(Announcement)
            .where(
                col(Announcement.id).in_(some),
                col(Announcement.state).in_(["planned", "sending"]),
                ~line_left,
            )
            .values(
                cancel_wanted=True,
                state=case((surely_unsent, "cancelled"), else_=col(Announcement.state)),
                reason=case((surely_unsent, "no longer wanted"), else_=col(Announcement.reason)),
            )
        )


def free_receivers(session: Session, receivers: Collection[str], now: datetime) -> None:
    """Make sure that each has a pace: a new one may be posted to at once."""
    if receivers:
        made = insert_into(session, ChannelPace).values(
            [{"receiver": one, "next_at": now, **NEW} for one in sorted(set(receivers))]
        )
        session.connection().execute(made.on_conflict_do_nothing(index_elements=["receiver"]))


def add_message(session: Session, row: dict[str, Any]) -> UUID | None:
    """One message by its slot; None where that slot was planned or said before."""
    session.flush()
    made = insert_into(session, Announcement).values(id=uuid4(), **row)
    key: UUID | None = session.connection().scalar(
        made.on_conflict_do_nothing(index_elements=["slot"]).returning(col(Announcement.id))
    )
    return key


def message_by_slot(session: Session, slot: str) -> Announcement | None:
    """The message of a slot, held until the unit ends."""
    query = select(Announcement).where(Announcement.slot == slot).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one_or_none()


def all_lines_of(session: Session, key: UUID) -> Sequence[AnnouncementLine]:
    """What a message would say, with the lines that a chair has left out; in the order they were planned."""
    return session.exec(
        select(AnnouncementLine)
        .where(AnnouncementLine.announcement_id == key, col(AnnouncementLine.wanted))
        .order_by(col(AnnouncementLine.id))
        .execution_options(populate_existing=True)
    ).all()


def due_too(session: Session, message: Announcement, now: datetime) -> Sequence[Announcement]:
    """What else of a message's kind is due for its receiver and surely was not sent; held until the unit ends."""
    return session.exec(
        select(Announcement)
        .where(
            Announcement.receiver == message.receiver,
            Announcement.kind == message.kind,
            Announcement.id != message.id,
            text("announcement.state = 'planned'"),
            col(Announcement.due_at) <= now,
            col(Announcement.maybe_sent_at).is_(None),
            ~col(Announcement.cancel_wanted),
        )
        .order_by(col(Announcement.slot))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def move_lines(session: Session, source: UUID, target: UUID) -> None:
    """What one message was to say, another says."""
    lines = update(AnnouncementLine).where(col(AnnouncementLine.announcement_id) == source)
    session.connection().execute(lines.values(announcement_id=target))


def still_to_come(session: Session, now: datetime) -> Sequence[Any]:
    """Messages that wait and are not due yet: key, instant, and the local day, time and zone it is made from."""
    return session.connection().execute(_to_come(), {"now": now}).all()


@cache
def _to_come() -> Any:
    row = Announcement
    return (
        select_columns(col(row.id), col(row.due_at), col(row.local_date), col(row.local_time), col(row.zone))
        .where(text("announcement.state = 'planned'"), col(row.due_at) > bindparam("now"))
        .order_by(col(row.due_at), col(row.id))
    )


def set_due(session: Session, key: UUID, due_at: datetime) -> None:
    """Another instant for a message that waits."""
    row = update(Announcement).where(col(Announcement.id) == key, col(Announcement.state) == "planned")
    session.connection().execute(row.values(due_at=due_at))


def adopted_programmes(session: Session) -> Sequence[int]:
    """Ids of the programmes that are announced."""
    return list(session.connection().scalars(ADOPTED))


ADOPTED: Any = select_columns(col(Programme.id)).where(col(Programme.state) == "adopted")


class ToPlan(NamedTuple):
    """Of an action, the columns that its plan hangs on: there may be thousands, and this is read ten times as fast."""

    id: int
    programme_id: int
    meeting_id: int | None
    version: int
    state: str
    added_at: datetime
    added_by_id: int | None
    owned: bool
    not_owners: str
    seeking: bool
    when_said: str
    starts_on: date | None
    ends_on: date | None
    tentative: bool
    ongoing: bool
    recurring: bool
    approximate: bool
    rule: str
    time_of_day: time | None
    zone: str


def actions_to_plan(session: Session, programme_id: int, adopted: bool) -> Sequence[ToPlan]:
    """The actions of a programme that something may have to be said of, and those that the plan speaks of."""
    found = session.connection().execute(_to_plan(adopted), {"programme": programme_id})
    return [ToPlan._make(row) for row in found]


@cache
def _to_plan(adopted: bool) -> Any:
    spoken_of = select(col(AnnouncementLine.item_id)).where(
        col(Announcement.id) == col(AnnouncementLine.announcement_id),
        col(Announcement.state).in_(["planned", "sending"]),
        col(AnnouncementLine.item) == "action",
        col(AnnouncementLine.words) == "",
        col(AnnouncementLine.wanted),
    )
    wanted = [col(Action.id).in_(spoken_of), *([col(Action.state) == "open"] if adopted else [])]
    columns = [col(getattr(Action, name)) for name in ToPlan._fields]
    here = col(Action.programme_id) == bindparam("programme")
    return select_columns(*columns).where(here, or_(*wanted)).order_by(col(Action.id))
