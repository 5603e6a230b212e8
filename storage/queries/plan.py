"""Writing the plan of what is to be said: insert what is wanted, revive what was cancelled, cancel what is not.

Whoever plans locks the messages it touches in the order of their slots, so that two that plan at once do not wait for
each other in a circle.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import and_, bindparam, case, exists, or_, text, update
from sqlmodel import Session, col, select

from storage.models import Action, Announcement, AnnouncementLine, ChannelPace, Meta, Person, Programme
from storage.queries.upsert import insert_into

NEW = {"broken_reason": "", "conversation": "", "blind_scope": ""}
"""What is known of a receiver that nothing was sent to yet."""


def lines_about(session: Session, item: str, ids: Collection[int]) -> Sequence[tuple[AnnouncementLine, Announcement]]:
    """Every line planned or said of these items that was made from the item, with the message it belongs to."""
    return session.exec(
        select(AnnouncementLine, Announcement)
        .join(Announcement, col(Announcement.id) == col(AnnouncementLine.announcement_id))
        .where(
            AnnouncementLine.item == item,
            col(AnnouncementLine.item_id).in_(list(ids)),
            AnnouncementLine.words == "",
        )
        .execution_options(populate_existing=True)
    ).all()


def lock_messages(session: Session, slots: Collection[str], keys: Collection[UUID]) -> None:
    """Hold these messages until the unit ends, in one order for everybody."""
    session.exec(
        select(Announcement.id)
        .where(or_(col(Announcement.slot).in_(list(slots)), col(Announcement.id).in_(list(keys))))
        .order_by(col(Announcement.slot))
        .with_for_update()
    ).all()


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


def put_lines(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Lines into the messages of their `slot`; one that was planned before moves there and is wanted again."""
    if not rows:
        return
    made = insert_into(session, AnnouncementLine)
    message = select(Announcement.id).where(col(Announcement.slot) == bindparam("slot")).scalar_subquery()
    statement = made.values(announcement_id=message, **{name: bindparam(name) for name in rows[0] if name != "slot"})
    statement = statement.on_conflict_do_update(
        index_elements=["item", "item_id", "kind", "offset_days", "local_date", "receiver"],
        index_where=text("words = ''"),
        set_={
            "announcement_id": made.excluded.announcement_id,
            "item_version": made.excluded.item_version,
            "wanted": True,
        },
    )
    session.connection().execute(statement, list(rows))


def unwant(session: Session, lines: Collection[int]) -> None:
    """These lines are not to be said any more."""
    if lines:
        session.connection().execute(
            update(AnnouncementLine).where(col(AnnouncementLine.id).in_(list(lines))).values(wanted=False)
        )


def cancel_empty(session: Session, keys: Collection[UUID]) -> None:
    """Of these messages, those with nothing left to say: cancelled, or marked to be where one may be on its way."""
    if not keys:
        return
    surely_unsent = and_(col(Announcement.state) == "planned", col(Announcement.maybe_sent_at).is_(None))
    line_left = exists().where(
        col(AnnouncementLine.announcement_id) == col(Announcement.id), col(AnnouncementLine.wanted)
    )
    session.connection().execute(
        update(Announcement)
        .where(
            col(Announcement.id).in_(list(keys)),
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


def message_by_key(session: Session, key: UUID) -> Announcement | None:
    """A message by its key, held until the unit ends."""
    query = select(Announcement).where(Announcement.id == key).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one_or_none()


def all_lines_of(session: Session, key: UUID) -> Sequence[AnnouncementLine]:
    """What a message would say, with the lines that a chair has left out; in the order they were planned."""
    return session.exec(
        select(AnnouncementLine)
        .where(AnnouncementLine.announcement_id == key, col(AnnouncementLine.wanted))
        .order_by(col(AnnouncementLine.id))
        .execution_options(populate_existing=True)
    ).all()


def person_of_account(session: Session, user_id: str) -> Person | None:
    """The person of a Slack user id, the first known where several workspaces have it."""
    return session.exec(select(Person).where(Person.user_id == user_id).order_by(col(Person.id))).first()


def adopted_programmes(session: Session) -> Sequence[int]:
    """Ids of the programmes that are announced."""
    return [key for key in session.exec(select(Programme.id).where(Programme.state == "adopted")).all() if key]


def actions_to_plan(session: Session, programme_id: int, first: date, last: date) -> Sequence[Action]:
    """Open actions of a programme whose window closes between two days, and those of it that the plan speaks of."""
    spoken_of = exists().where(
        col(Announcement.id) == col(AnnouncementLine.announcement_id),
        col(Announcement.state).in_(["planned", "sending"]),
        col(AnnouncementLine.item) == "action",
        col(AnnouncementLine.item_id) == col(Action.id),
        col(AnnouncementLine.words) == "",
        col(AnnouncementLine.wanted),
    )
    closing = and_(col(Action.state) == "open", col(Action.ends_on) >= first, col(Action.ends_on) <= last)
    return session.exec(
        select(Action).where(Action.programme_id == programme_id, or_(closing, spoken_of)).order_by(col(Action.id))
    ).all()


def meta(session: Session, key: str) -> str:
    """A fact about the database; empty where it is not known."""
    row = session.get(Meta, key)
    return row.value if row else ""


def set_meta(session: Session, key: str, value: str) -> None:
    made = insert_into(session, Meta).values(key=key, value=value)
    session.connection().execute(made.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
