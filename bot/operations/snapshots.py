"""Rows of any table as the journal keeps them, and back again: plain values, ready for JSON, under their columns."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import inspect
from sqlmodel import Session, SQLModel, select

from storage.models import (
    Action,
    AgendaItem,
    Announcement,
    AnnouncementLine,
    Assignment,
    Attendance,
    CalendarAddress,
    Call,
    ChairTerm,
    HeldDecision,
    Meeting,
    MeetingSeries,
    Note,
    Organisation,
    OrganisationAlias,
    Person,
    Priority,
    Programme,
    Proposal,
    ProposalNote,
    RegisterEntry,
    ReminderAnswer,
    Setting,
    Support,
)

AT_ONCE = 500
"""Rows that one query names."""
TABLES: dict[str, type[SQLModel]] = {
    str(model.__tablename__): model
    for model in (
        Action,
        Assignment,
        Note,
        ReminderAnswer,
        Programme,
        Priority,
        Proposal,
        RegisterEntry,
        Support,
        ProposalNote,
        HeldDecision,
        Call,
        Meeting,
        MeetingSeries,
        Attendance,
        AgendaItem,
        CalendarAddress,
        Announcement,
        AnnouncementLine,
        Person,
        Organisation,
        OrganisationAlias,
        ChairTerm,
        Setting,
    )
}


def key_of(row: SQLModel) -> tuple[str, int | UUID]:
    """What tells a row from every other of the database."""
    return str(row.__tablename__), id_of(row)


def id_of(row: SQLModel) -> int | UUID:
    key: int | UUID = row.id  # type: ignore[attr-defined]
    return key


def named(row: SQLModel) -> Any:
    """Its id as a snapshot holds it."""
    return plain(id_of(row))


def number_of(row: SQLModel) -> int:
    """The id the journal lists a thing by; messages of the plan have none that people could ask for."""
    key = id_of(row)
    return key if isinstance(key, int) else 0


def snapshot(row: SQLModel) -> dict[str, Any]:
    """All columns of a row, as JSON can hold them."""
    return {column.key: plain(getattr(row, column.key)) for column in inspect(type(row)).columns}


def plain(value: Any) -> Any:
    """A column's value as JSON can hold it; `rich` gives it back."""
    if isinstance(value, datetime):
        return {"moment": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, UUID):
        return {"uuid": str(value)}
    return value


def rich(value: Any) -> Any:
    """The value that `plain` was given."""
    match value:
        case {"moment": said}:
            return datetime.fromisoformat(said)
        case {"day": said}:
            return date.fromisoformat(said)
        case {"time": said}:
            return time.fromisoformat(said)
        case {"uuid": said}:
            return UUID(said)
    return value


def place_of(change: dict[str, Any]) -> tuple[str, str]:
    """Table and id of the row that a change is about, as `held` files them."""
    return change["table"], str(change["id"])


def held(session: Session, changes: list[dict[str, Any]]) -> dict[tuple[str, str], SQLModel]:
    """The rows as they are now, nobody else's until the unit ends: a few queries, however many there are."""
    wanted: dict[str, list[Any]] = {}
    for change in changes:
        wanted.setdefault(change["table"], []).append(rich(change["id"]))
    found: dict[tuple[str, str], SQLModel] = {}
    for table, ids in wanted.items():
        key = inspect(TABLES[table]).primary_key[0]
        for start in range(0, len(ids), AT_ONCE):
            query = select(TABLES[table]).where(key.in_(ids[start : start + AT_ONCE])).order_by(key).with_for_update()
            for row in session.exec(query.execution_options(populate_existing=True)):
                found[(table, str(named(row)))] = row
    return found
