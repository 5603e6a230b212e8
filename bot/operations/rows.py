"""The rows of a document as actions: what is read of their who and when, and who holds them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.operations.organisations import known_or_new
from bot.operations.showing import store_window
from bot.operations.whens import refer
from bot.reading.documents.draft import DraftAction, DraftPriority, DraftProgramme
from bot.reading.documents.period import period_of_steps
from bot.reading.people import body_of
from bot.reading.when import Context, read_when
from bot.reading.who import Who, read_who
from bot.turn import Turn
from bot.windows import Window
from storage.models import Action, Assignment, Organisation, Priority, Programme
from storage.queries import people as people_queries
from storage.queries.numbers import next_number

Cells = tuple[tuple[str, str], ...]
"""Texts, each under the heading of its column."""
_TBC = re.compile(r"\b(?:tbc|tbd|to be confirmed|to be decided)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the draft, under its priority and at its place."""

    draft: DraftAction
    priority: Priority | None
    position: int


def every_row(draft: DraftProgramme) -> list[tuple[int | None, int, DraftAction]]:
    """All rows with their priority's place in the draft (None: the programme's own) and their position in it."""
    rows: list[tuple[int | None, int, DraftAction]] = []
    for place, priority in enumerate(draft.priorities):
        rows += [(place, position, row) for position, row in enumerate(priority.rows, start=1)]
    return rows + [(None, position, row) for position, row in enumerate(draft.actions, start=1)]


def priority_of(turn: Turn, programme: Programme, draft: DraftPriority, position: int) -> Priority:
    """A new priority, not yet stored."""
    assert programme.id is not None
    priority = Priority(programme_id=programme.id, position=position, title="")
    write_priority(turn, programme, priority, draft)
    return priority


def write_priority(turn: Turn, programme: Programme, priority: Priority, draft: DraftPriority) -> None:
    """What the draft says of a priority, on its row."""
    priority.number = str(draft.number or priority.position)
    priority.title, priority.rationale = draft.title, draft.rationale
    window, unread = _read(turn, programme, draft.when)
    store_window(priority, draft.when, window, unread)


def store_rows(
    session: Session, turn: Turn, programme: Programme, placed: Sequence[Placed], mark: str, *, prepares: bool
) -> tuple[list[Action], list[Assignment]]:
    """Make actions of rows, with numbers of their own. Organisations named for the first time are made, marked new.

    `mark` makes their source keys unique: it stands for this load of this document. `prepares`: the programme's own
    rows prepare its priorities.
    """
    if not placed:
        return [], []
    known = [*people_queries.known_names(session)]
    met: dict[str, Organisation] = {}
    first = next_number(session, "action", len(placed))
    actions: list[Action] = []
    holders: list[tuple[Organisation, ...]] = []
    for number, row in enumerate(placed, start=first):
        who = read_who(row.draft.who, known)
        holders.append(organisations_in(session, row.draft, who, met))
        actions.append(_action(turn, programme, row, number, who, mark, owned=bool(holders[-1])))
        write_when(turn, programme, actions[-1], row.draft, prepares=prepares)
    session.add_all(actions)
    session.flush()
    for action in actions:
        point(session, turn, programme, action)
    assignments = [
        Assignment(action_id=action.id or 0, organisation_id=organisation.id, at=turn.now)
        for action, named in zip(actions, holders, strict=True)
        for organisation in named
    ]
    session.add_all(assignments)
    session.flush()
    return actions, assignments


def organisations_in(
    session: Session, row: DraftAction, who: Who, met: dict[str, Organisation]
) -> tuple[Organisation, ...]:
    """The organisations a row names, each once; `met` remembers those that were looked up for other rows."""
    names = [body_of(name) for name in row.owners or who.owners]
    met |= {name: known_or_new(session, name) for name in names if name not in met}
    return tuple({met[name].id: met[name] for name in names}.values())


def write_who(session: Session, action: Action, row: DraftAction, known: Collection[str]) -> tuple[Organisation, ...]:
    """What the row says of who, on the action; gives the organisations it names."""
    who = read_who(row.who, known)
    action.who_said, action.not_owners = row.who, ", ".join(who.not_owners)
    action.seeking, action.either = who.seeking, who.either
    return organisations_in(session, row, who, {})


def write_when(turn: Turn, programme: Programme, action: Action, row: DraftAction, *, prepares: bool) -> None:
    """What the row says of when, on the action."""
    window, unread = _read(turn, programme, row.when, steps=prepares and action.priority_id is None)
    store_window(action, row.when, window.tentatively() if _TBC.search(row.what) else window, unread)


def point(session: Session, turn: Turn, programme: Programme, action: Action) -> None:
    """A "when" that points to another row of the programme is understood once all rows are there."""
    if not action.when_said or action.starts_on or action.ends_on:
        return
    reading = read_when(action.when_said, Context(today=turn.today, period=_period(programme)))
    referred = refer(session, programme, reading)
    if referred:
        store_window(action, action.when_said, referred.window, "")


def said_by(row: DraftAction) -> dict[str, Any]:
    """The row's own words, to compare the next version with and to give out again."""
    return {"what": row.what, "who": row.who, "when": row.when, **kept_beside(row.extra)}


def kept_beside(extra: Cells) -> dict[str, Any]:
    """The cells of a row's other columns as its action keeps them; nothing where it has none."""
    return {"extra": [[name, text] for name, text in extra]} if extra else {}


def beside(action: Action) -> Cells:
    """The cells of the document's other columns, each under its heading, in their order."""
    return tuple((name, text) for name, text in (action.in_document or {}).get("extra", ()))


def _action(turn: Turn, programme: Programme, row: Placed, number: int, who: Who, mark: str, *, owned: bool) -> Action:
    draft = row.draft
    assert programme.id is not None
    return Action(
        number=number,
        programme_id=programme.id,
        priority_id=row.priority.id if row.priority else None,
        position=row.position,
        what=draft.what,
        who_said=draft.who,
        not_owners=", ".join(who.not_owners),
        seeking=who.seeking,
        either=who.either,
        owned=owned,
        added_at=turn.now,
        added_by_id=turn.actor.id or None,
        source_key=f"{mark}:{row.priority.position if row.priority else 0}.{row.position}",
        in_document=said_by(draft),
        state="done" if draft.done else "open",
        ended_at=turn.now if draft.done else None,
    )


def _read(turn: Turn, programme: Programme, said: str, *, steps: bool = False) -> tuple[Window, str]:
    reading = read_when(said, Context(today=turn.today, period=_period(programme, steps=steps)))
    return reading.window, reading.unread


def _period(programme: Programme, *, steps: bool = False) -> tuple[date, date] | None:
    start, end = programme.starts_on, programme.ends_on
    if not start or not end:
        return None
    return period_of_steps((start, end)) if steps else (start, end)
