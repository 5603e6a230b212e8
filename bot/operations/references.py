"""A "when" that points to another row: "after the General Assembly", "same as 2.3", "Day 2 of the Open Conference"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session, col, select

from bot.operations.showing import window_of
from bot.reading.names import fold
from bot.windows import Window
from storage.models import Action, Meeting, Priority, Programme
from storage.queries.actions import Where

_DAYS = {"day": 1, "week": 7, "month": 30}
_AFTER = re.compile(r"(?:(\d{1,3}|one|two|three|four) (day|week|month)s? )?(?:after|following)\s+(.+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:before|ahead of|prior to)\s+(.+)", re.IGNORECASE)
_DAY_OF = re.compile(r"day (\d{1,2}) of\s+(.+)", re.IGNORECASE)
_SAME = re.compile(r"(?:(?:the )?same (?:as|time as)|see|as|with|at|during|in)\s+(.+)", re.IGNORECASE)
_NUMBER = re.compile(r"#(\d{1,9})$")
_PLACE = re.compile(r"(\d{1,4})\.(\d{1,4})$")
_NAMED = {"one": 1, "two": 2, "three": 3, "four": 4}
SHORTEST = 5
"""Letters a name must have to be looked for in titles."""


@dataclass(frozen=True, slots=True)
class Referred:
    """What a reference was resolved to: the window, and the row it leads to."""

    window: Window
    row: str


def resolve(session: Session, programme: Programme, reference: str) -> Referred | None:
    """The window a reference means; None where no row, or more than one, fits: then it is kept and asked about."""
    said = " ".join(reference.split()).rstrip(".")
    if match := _AFTER.fullmatch(said):
        row = _row(session, programme, match[3])
        return _after(row, match[1], match[2]) if row else None
    if match := _BEFORE.fullmatch(said):
        row = _row(session, programme, match[1])
        return _with(row, None, row.window.start - timedelta(days=1)) if row and row.window.start else None
    if match := _DAY_OF.fullmatch(said):
        row = _row(session, programme, match[2])
        if not row or not row.window.start:
            return None
        day = row.window.start + timedelta(days=int(match[1]) - 1)
        return _with(row, day, day)
    match = _SAME.fullmatch(said)
    return _row(session, programme, match[1] if match else said)


def _after(row: Referred, count: str | None, unit: str | None) -> Referred | None:
    if row.window.end is None:
        return None
    if count is None or unit is None:
        return _with(row, row.window.end + timedelta(days=1), None)
    number = _NAMED.get(count.lower()) or int(count)
    day = row.window.end + timedelta(days=number * _DAYS[unit.lower()])
    return _with(row, day, day)


def _with(row: Referred, start: date | None, end: date | None) -> Referred:
    return replace(row, window=Window(start=start, end=end, approximate=True))


def _row(session: Session, programme: Programme, name: str) -> Referred | None:
    """The one dated row that the words name."""
    name = re.sub(r"^(?:the|our|action|row)\s+", "", name.strip(" “”\"'"), flags=re.IGNORECASE)
    found: list[Referred]
    if match := _NUMBER.match(name):
        found = _actions(session, programme, col(Action.number) == int(match[1]))
    elif match := _PLACE.match(name):
        found = _actions(session, programme, col(Action.position) == int(match[2]), under=match[1])
    else:
        key = fold(name)
        if len(key) < SHORTEST:
            return None
        found = [row for row in _meetings(session, programme) if key in fold(row.row)]
        found = found or [row for row in _actions(session, programme) if key in fold(row.row)]
    dated = [row for row in found if row.window.dated]
    return dated[0] if len(dated) == 1 else None


def _actions(session: Session, programme: Programme, *where: Where, under: str = "") -> list[Referred]:
    rows = session.exec(
        select(Action, Priority)
        .join(Priority, col(Priority.id) == col(Action.priority_id), isouter=True)
        .where(Action.programme_id == programme.id, Action.state != "dropped", *where)
    ).all()
    return [
        Referred(window_of(action), f"#{action.number} {action.what}")
        for action, priority in rows
        if not under or (priority and under in (priority.number, str(priority.position)))
    ]


def _meetings(session: Session, programme: Programme) -> list[Referred]:
    rows = session.exec(select(Meeting).where(Meeting.programme_id == programme.id, Meeting.state == "planned")).all()
    return [Referred(Window(one.on_date, one.on_date), f"M{one.number} {one.title}") for one in rows]
