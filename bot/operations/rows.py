"""The rows of a document as actions: what is read of their who and when, and who holds them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot.operations.organisations import known_or_new
from bot.operations.showing import store_window
from bot.operations.whens import refer
from bot.reading.documents.draft import DraftAction, DraftPriority, DraftProgramme
from bot.reading.when import Context, read_when
from bot.reading.who import Who, read_who
from bot.turn import Turn
from bot.windows import Window
from storage.models import Action, Assignment, Organisation, Priority, Programme
from storage.queries import people as people_queries
from storage.queries.numbers import next_number

_TBC = re.compile(r"\b(?:tbc|tbd|to be confirmed|to be decided)\b", re.IGNORECASE)
_YEAR_DAYS = 360


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the draft, under its priority and at its place."""

    draft: DraftAction
    priority: Priority | None
    position: int


def rows_of(draft: DraftPriority) -> tuple[DraftAction, ...]:
    """A priority's actions; a dated one without rows is itself what is to be done."""
    if draft.actions or not draft.when:
        return draft.actions
    return (DraftAction(what=draft.title, when=draft.when),)


def every_row(draft: DraftProgramme) -> list[tuple[int | None, int, DraftAction]]:
    """All rows with their priority's place in the draft (None: the programme's own) and their position in it."""
    rows: list[tuple[int | None, int, DraftAction]] = []
    for place, priority in enumerate(draft.priorities):
        rows += [(place, position, row) for position, row in enumerate(rows_of(priority), start=1)]
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
    window, unread = _read(turn, programme, draft.when, loose=False)
    store_window(priority, draft.when, window, unread)


def store_rows(
    session: Session, turn: Turn, programme: Programme, placed: Sequence[Placed], mark: str
) -> tuple[list[Action], list[Assignment]]:
    """Make actions of rows, with numbers of their own. Organisations named for the first time are made, marked new.

    `mark` makes their source keys unique: it stands for this load of this document.
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
    names = row.owners or who.owners
    met |= {name: known_or_new(session, name) for name in names if name not in met}
    return tuple({met[name].id: met[name] for name in names}.values())


def write_who(session: Session, action: Action, row: DraftAction, known: Collection[str]) -> tuple[Organisation, ...]:
    """What the row says of who, on the action; gives the organisations it names."""
    who = read_who(row.who, known)
    action.who_said, action.not_owners = row.who, ", ".join(who.not_owners)
    action.seeking, action.either = who.seeking, who.either
    return organisations_in(session, row, who, {})


def write_when(turn: Turn, programme: Programme, action: Action, row: DraftAction) -> None:
    """What the row says of when, on the action."""
    window, unread = _read(turn, programme, row.when, loose=action.priority_id is None)
    store_window(action, row.when, window.tentatively() if _TBC.search(row.what) else window, unread)


def point(session: Session, turn: Turn, programme: Programme, action: Action) -> None:
    """A "when" that points to another row of the programme is understood once all rows are there."""
    if not action.when_said or action.starts_on or action.ends_on:
        return
    reading = read_when(action.when_said, Context(today=turn.today, period=_period(programme, loose=False)))
    referred = refer(session, programme, reading)
    if referred:
        store_window(action, action.when_said, referred.window, "")


def said_by(row: DraftAction) -> dict[str, str]:
    """The row's own words, to compare the next version with."""
    return {"what": row.what, "who": row.who, "when": row.when}


def _action(turn: Turn, programme: Programme, row: Placed, number: int, who: Who, mark: str, *, owned: bool) -> Action:
    draft = row.draft
    assert programme.id is not None
    action = Action(
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
    write_when(turn, programme, action, draft)
    return action


def _read(turn: Turn, programme: Programme, said: str, *, loose: bool) -> tuple[Window, str]:
    reading = read_when(said, Context(today=turn.today, period=_period(programme, loose=loose)))
    return reading.window, reading.unread


def _period(programme: Programme, *, loose: bool) -> tuple[date, date] | None:
    start, end = programme.starts_on, programme.ends_on
    if not start or not end:
        return None
    if loose and (end - start).days >= _YEAR_DAYS:
        # Steps beside a year's priorities prepare them: from the October before to its January.
        return date(start.year - 1, 10, 1), date(start.year, 1, 31)
    return start, end
