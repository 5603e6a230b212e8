"""What was adopted, kept beside what is: frozen at adoption, compared whenever somebody asks how far it has moved."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from bot.cards import Drift
from bot.turn import Turn
from storage.models import Action, JournalEntry, Person, Priority, Programme

FIELDS = {"what": "What", "who": "Who", "when": "When"}
"""Of a baseline, with what they are called."""
COLUMNS = {"what": "what", "who": "who_said", "when": "when_said"}


def frozen(action: Action, priority: Priority | None) -> dict[str, Any]:
    """An action as it is adopted."""
    number = (priority.number or str(priority.position)) if priority else "0"
    return {
        "place": f"{number}.{action.position}",
        "what": action.what,
        "who": action.who_said,
        "when": action.when_said,
        "starts_on": action.starts_on.isoformat() if action.starts_on else None,
        "ends_on": action.ends_on.isoformat() if action.ends_on else None,
    }


def added_later(action: Action, programme: Programme) -> bool:
    """Whether it was added after the programme was adopted."""
    return action.baseline is None and programme.adopted_at is not None and action.added_at > programme.adopted_at


def drifts(session: Session, turn: Turn, actions: Iterable[Action]) -> Mapping[int, tuple[Drift, ...]]:
    """By id, for those that have one: every field in which an action is not as it was adopted, with the last reason."""
    moved = {action.id: action for action in actions if action.id and action.baseline and _moved(action)}
    if not moved:
        return {}
    changes = _last_changes(session, moved)
    return {key: tuple(_drift(turn, action, name, changes) for name in _moved(action)) for key, action in moved.items()}


def _moved(action: Action) -> list[str]:
    baseline = action.baseline or {}
    return [name for name, column in COLUMNS.items() if baseline.get(name, "") != getattr(action, column)]


Changes = dict[tuple[int, str], tuple[JournalEntry, str]]
"""By action and column, the last entry that changed it, and who made that."""


def _drift(turn: Turn, action: Action, name: str, changes: Changes) -> Drift:
    assert action.id is not None and action.baseline is not None
    column = COLUMNS[name]
    entry, who = changes.get((action.id, column), (None, ""))
    return Drift(
        field=FIELDS[name],
        adopted=str(action.baseline.get(name, "")),
        now=getattr(action, column),
        why=entry.why if entry else "",
        who=who,
        on=entry.at.astimezone(turn.house.zone).date() if entry else None,
    )


def _last_changes(session: Session, moved: Mapping[int, Action]) -> Changes:
    found: Changes = {}
    for entry, name in entries_about(session, moved, {action.programme_id for action in moved.values()}):
        for change in entry.changes:
            if change["table"] == "action" and change["id"] in moved and change["before"] and change["after"]:
                found |= {(change["id"], column): (entry, name) for column in change["after"]}
    return found


def versions_of(session: Session, action: Action) -> list[tuple[JournalEntry, str]]:
    """The newer versions of its document that changed an action, oldest first, with who loaded them."""
    return [
        (entry, name)
        for entry, name in entries_about(session, (), (action.programme_id,))
        if any(_changes_words(change, action) for change in entry.changes)
    ]


def _changes_words(change: dict[str, Any], action: Action) -> bool:
    same = change["table"] == "action" and change["id"] == action.id
    return same and bool({*COLUMNS.values(), "state", "priority_id"} & set(change["after"] or ()))


def entries_about(
    session: Session, actions: Collection[int], programmes: Collection[int]
) -> list[tuple[JournalEntry, str]]:
    """Changes of these actions, and new versions of these programmes, that stand, oldest first, with who made them."""
    rows = session.exec(
        select(JournalEntry, Person.name)
        .join(Person, col(Person.id) == col(JournalEntry.person_id), isouter=True)
        .where(
            ~col(JournalEntry.undone),
            or_(
                and_(col(JournalEntry.noun) == "action", col(JournalEntry.noun_id).in_(list(actions))),
                and_(
                    col(JournalEntry.noun) == "programme",
                    col(JournalEntry.noun_id).in_(list(programmes)),
                    col(JournalEntry.verb) == "revise",
                ),
            ),
        )
        .order_by(col(JournalEntry.id))
    ).all()
    return [(entry, name or "") for entry, name in rows]
