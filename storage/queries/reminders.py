"""Who is there to be reminded of actions, what they answered before, and what nobody holds; for many at once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, exists, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, or_, select

from storage.models import (
    Action,
    Announcement,
    AnnouncementLine,
    Assignment,
    Organisation,
    Person,
    Programme,
    ReminderAnswer,
)
from storage.queries.plan import portions

IDS: Any = bindparam("ids", expanding=True)


def held(session: Session, action_ids: Collection[int]) -> Iterator[tuple[int, int | None, int | None]]:
    """Who holds these actions, in the order it came about: (action, organisation, person)."""
    for some in portions(action_ids):
        yield from session.connection().execute(_held(), {"ids": some})


@cache
def _held() -> Any:
    return (
        select_columns(col(Assignment.action_id), col(Assignment.organisation_id), col(Assignment.person_id))
        .where(col(Assignment.action_id).in_(IDS), col(Assignment.state) == "holds")
        .order_by(col(Assignment.id))
    )


def answers(session: Session, action_ids: Collection[int]) -> Iterator[ReminderAnswer]:
    """What was answered to reminders of these actions."""
    for some in portions(action_ids):
        yield from session.exec(_answers(), params={"ids": some})


@cache
def _answers() -> Any:
    return (
        select(ReminderAnswer)
        .where(col(ReminderAnswer.action_id).in_(IDS))
        .order_by(col(ReminderAnswer.id))
        .execution_options(populate_existing=True)
    )


def answer(session: Session, action_id: int, person_id: int, kind: str) -> ReminderAnswer | None:
    """What a person last answered of this kind."""
    return session.exec(
        select(ReminderAnswer).where(
            ReminderAnswer.action_id == action_id, ReminderAnswer.person_id == person_id, ReminderAnswer.kind == kind
        )
    ).one_or_none()


def peculiar(session: Session) -> Sequence[tuple[int, bool, str]]:
    """Organisations, by id, that are whoever chairs, or observe the days off of a country, with its code."""
    return [(key, kind == "group", country) for key, kind, country in session.connection().execute(_peculiar())]


@cache
def _peculiar() -> Any:
    kind, country = col(Organisation.kind), col(Organisation.country)
    return select_columns(col(Organisation.id), kind, country).where(or_(kind == "group", country != ""))


def people(session: Session, ids: Collection[int], house_ids: Collection[int]) -> Sequence[Person]:
    """These people, and the confirmed ones of these organisations, whose accounts are there."""
    if not ids and not house_ids:
        return []
    found: Sequence[Person] = session.exec(_people(), params={"ids": list(ids), "houses": list(house_ids)}).all()
    return found


@cache
def _people() -> Any:
    belong = and_(col(Person.organisation_id).in_(bindparam("houses", expanding=True)), col(Person.confirmed))
    return (
        select(Person)
        .where(or_(col(Person.id).in_(IDS), belong), ~col(Person.is_gone))
        .order_by(col(Person.id))
        .execution_options(populate_existing=True)
    )


def actions_of(session: Session, people_ids: Collection[int], house_ids: Collection[int]) -> Sequence[Action]:
    """Open actions of adopted programmes that these people or organisations hold, or have answered about."""
    theirs = select(col(Assignment.action_id)).where(
        or_(col(Assignment.person_id).in_(people_ids), col(Assignment.organisation_id).in_(house_ids))
    )
    answered = select(col(ReminderAnswer.action_id)).where(col(ReminderAnswer.person_id).in_(people_ids))
    return session.exec(
        select(Action)
        .join(Programme, col(Programme.id) == col(Action.programme_id))
        .where(
            Programme.state == "adopted",
            Action.state == "open",
            or_(
                col(Action.id).in_(theirs), col(Action.id).in_(answered), col(Action.added_by_id).in_(list(people_ids))
            ),
        )
        .order_by(col(Action.id))
    ).all()


def unclaimed(session: Session, kind: str, day: date, most: int) -> Sequence[int]:
    """Open actions, at most so many, of adopted programmes that look for somebody on a day.

    Those least mentioned first, said or planned, then what closes soonest. What somebody is asked to take is left out.
    """
    return list(session.connection().scalars(_unclaimed(), {"kind": kind, "day": day, "most": most}))


@cache
def _unclaimed() -> Any:
    asked = exists().where(col(Assignment.action_id) == col(Action.id), col(Assignment.state) == "asked")
    said = (
        select(func.count())
        .select_from(AnnouncementLine)
        .join(Announcement, col(Announcement.id) == col(AnnouncementLine.announcement_id))
        .where(
            col(AnnouncementLine.item) == "action",
            col(AnnouncementLine.item_id) == col(Action.id),
            col(AnnouncementLine.kind) == bindparam("kind"),
            col(AnnouncementLine.words) == "",
            or_(
                col(Announcement.state) == "sent",
                and_(col(AnnouncementLine.wanted), col(Announcement.state).in_(["planned", "sending"])),
            ),
        )
        .correlate(Action)
        .scalar_subquery()
    )
    return (
        select_columns(col(Action.id))
        .join(Programme, col(Programme.id) == col(Action.programme_id))
        .where(
            col(Programme.state) == "adopted",
            col(Action.state) == "open",
            ~col(Action.owned),
            or_(col(Action.not_owners) == "", col(Action.seeking)),
            or_(col(Action.ends_on).is_(None), col(Action.ends_on) >= bindparam("day")),
            ~asked,
        )
        .order_by(said, col(Action.ends_on).is_(None), col(Action.ends_on), col(Action.number))
        .limit(bindparam("most"))
    )


def lines_on(session: Session, receiver: str, kind: str, day: date) -> Sequence[int]:
    """Of which actions a receiver hears, or has heard, by lines of one kind on a day."""
    which = {"receiver": receiver, "kind": kind, "day": day}
    return list(session.connection().scalars(_lines_on(), which))


@cache
def _lines_on() -> Any:
    return (
        select_columns(col(AnnouncementLine.item_id))
        .join(Announcement, col(Announcement.id) == col(AnnouncementLine.announcement_id))
        .where(
            col(AnnouncementLine.receiver) == bindparam("receiver"),
            col(AnnouncementLine.kind) == bindparam("kind"),
            col(AnnouncementLine.local_date) == bindparam("day"),
            col(AnnouncementLine.words) == "",
            col(AnnouncementLine.wanted),
            col(Announcement.state) != "cancelled",
        )
    )


def closed_before(session: Session, programme_id: int, day: date) -> Sequence[Action]:
    """Open actions of a programme whose window closed before a day, earliest first."""
    found: Sequence[Action] = session.exec(_closed(), params={"programme": programme_id, "day": day}).all()
    return found


def any_closed_before(session: Session, programme_id: int, day: date) -> bool:
    """Whether there is one."""
    return bool(session.connection().scalar(_any(_closed), {"programme": programme_id, "day": day}))


@cache
def _closed() -> Any:
    return (
        select(Action)
        .where(col(Action.programme_id) == bindparam("programme"), Action.state == "open")
        .where(col(Action.ends_on) < bindparam("day"), ~col(Action.ongoing), ~col(Action.recurring))
        .order_by(col(Action.ends_on), col(Action.number))
    )


def nobodys(session: Session, programme_id: int) -> Sequence[Action]:
    """Open actions of a programme that name nobody at all, and that nobody is asked to take, by number."""
    found: Sequence[Action] = session.exec(_nobodys(), params={"programme": programme_id}).all()
    return found


def any_nobodys(session: Session, programme_id: int) -> bool:
    """Whether there is one."""
    return bool(session.connection().scalar(_any(_nobodys), {"programme": programme_id}))


@cache
def _nobodys() -> Any:
    return (
        select(Action)
        .where(
            col(Action.programme_id) == bindparam("programme"),
            Action.state == "open",
            ~col(Action.owned),
            ~col(Action.seeking),
            Action.not_owners == "",
            ~exists().where(col(Assignment.action_id) == col(Action.id)),
        )
        .order_by(col(Action.number))
    )


@cache
def _any(query: Callable[[], Any]) -> Any:
    """There may be thousands, and only whether there are any is asked."""
    return select_columns(query().order_by(None).exists())
