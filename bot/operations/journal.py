"""Who changed what, and the way back. Every change of shared rows is recorded here, in the same unit as the change."""

from typing import Any

from sqlmodel import Session, SQLModel, col, select

from bot.errors import Conflict, NotFound
from bot.operations.snapshots import TABLES, held, key_of, named, number_of, place_of, rich, snapshot
from bot.turn import Turn
from storage.models import JournalEntry, Person, Priority


class Watched:
    """Rows as they were before a change: given what is about to change, then told to `record` what became of it."""

    def __init__(self, session: Session, *rows: SQLModel) -> None:
        self.session = session
        self.before = {key_of(row): snapshot(row) for row in rows}
        self.rows = {key_of(row): row for row in rows}

    def record(
        self,
        turn: Turn,
        verb: str,
        subject: SQLModel,
        summary: str,
        *,
        why: str = "",
        added: tuple[SQLModel, ...] = (),
        removed: tuple[SQLModel, ...] = (),
    ) -> JournalEntry:
        """Write the entry; `added` rows are new, `removed` ones are deleted here. Bumps the version of what changed.

        Both in this order: what points at a row is removed before it, and added after it.
        """
        gone = {key_of(row) for row in removed}
        changes = []
        for row in removed:
            changes.append({"table": row.__tablename__, "id": named(row), "before": snapshot(row), "after": None})
            self.session.delete(row)
            # At once: what has just been pointed elsewhere must be so in the database before its old parent goes.
            self.session.flush()
        for key, row in self.rows.items():
            if key in gone:
                continue
            after = snapshot(row)
            differing = [name for name in after if after[name] != self.before[key][name] and name != "version"]
            if not differing:
                continue
            if hasattr(row, "version"):
                row.version += 1
            self.session.add(row)
            changes.append(
                {
                    "table": row.__tablename__,
                    "id": named(row),
                    "before": {name: self.before[key][name] for name in differing},
                    "after": {name: after[name] for name in differing},
                }
            )
        self.session.add_all(added)
        self.session.flush()
        for row in added:
            changes.append({"table": row.__tablename__, "id": named(row), "before": None, "after": snapshot(row)})
        entry = JournalEntry(
            at=turn.now,
            person_id=turn.actor.id or None,
            verb=verb,
            noun=str(subject.__tablename__),
            noun_id=number_of(subject),
            summary=summary,
            why=why,
            changes=changes,
        )
        self.session.add(entry)
        self.session.flush()
        return entry


def last_undoable(session: Session, turn: Turn) -> JournalEntry:
    """My last change that has not been taken back; NotFound where there is none."""
    entry = session.exec(
        select(JournalEntry)
        .where(
            JournalEntry.person_id == turn.actor.id,
            ~col(JournalEntry.undone),
            col(JournalEntry.undoes_id).is_(None),
        )
        .order_by(col(JournalEntry.id).desc())
    ).first()
    if entry is None:
        raise NotFound("There is nothing of yours to undo.")
    return entry


def entry_to_undo(session: Session, turn: Turn, number: int) -> JournalEntry:
    """One change of mine, as an [Undo] button names it. Raises NotFound or Conflict."""
    entry = session.get(JournalEntry, number)
    if entry is None or entry.person_id != turn.actor.id:
        raise NotFound("That change is not yours to undo, or it was never made.")
    if entry.undone:
        raise Conflict("That was undone already.")
    return entry


def undo(session: Session, turn: Turn, entry: JournalEntry) -> JournalEntry:
    """Put everything back as it was before `entry`; Conflict where something has changed on top of it since.

    The way back is itself in the journal. Rows that come back keep their ids, so what pointed at them still does.
    """
    there = held(session, entry.changes)
    for change in entry.changes:
        if not _still(there.get(place_of(change)), change["after"]):
            raise Conflict(
                f"Somebody has changed it since, so I left it: {entry.summary}. "
                f"`{turn.house.command} show` says what happened."
            )
    _park(session, entry)
    # What was removed comes back first, since what is put back may point at it.
    removed = [change for change in entry.changes if change["after"] is None]
    kept = [change for change in entry.changes if change["after"] is not None]
    steps = (*reversed(removed), *reversed(kept))
    for change, following in zip(steps, (*steps[1:], None), strict=False):
        model, row = TABLES[change["table"]], there.get(place_of(change))
        if change["before"] is None:
            assert row is not None
            session.delete(row)
        elif row is None:
            session.add(model(**{name: rich(value) for name, value in change["before"].items()}))
        else:
            for name, value in change["before"].items():
                setattr(row, name, rich(value))
            if hasattr(row, "version"):
                row.version += 1
            session.add(row)
        if not (following and _taken_away(change) and _taken_away(following) and change["table"] == following["table"]):
            session.flush()
    entry.undone = True
    session.add(entry)
    back = JournalEntry(
        at=turn.now,
        person_id=turn.actor.id,
        verb="undo",
        noun=entry.noun,
        noun_id=entry.noun_id,
        summary=f"took back: {entry.summary}",
        undoes_id=entry.id,
        undone=True,
    )
    session.add(back)
    session.flush()
    return back


def _taken_away(change: dict[str, Any]) -> bool:
    """Whether the way back deletes the row. Many of one table may go at once."""
    return change["before"] is None


def _park(session: Session, entry: JournalEntry) -> None:
    """No two priorities of a programme may share a place, not even on the way back: those that move leave theirs."""
    for change in entry.changes:
        before, after = change["before"], change["after"]
        if change["table"] == "priority" and after is not None and (before is None or "position" in before):
            row = session.get_one(Priority, change["id"])
            row.position = -change["id"]
            session.add(row)
    session.flush()


def _still(row: SQLModel | None, after: dict[str, Any] | None) -> bool:
    if after is None:
        return row is None
    if row is None:
        return False
    now = snapshot(row)
    return all(now[name] == value for name, value in after.items() if name != "version")


def history(session: Session, noun: str, noun_id: int) -> list[tuple[JournalEntry, str]]:
    """What happened to a thing, oldest first, with the name of who did it."""
    rows = session.exec(
        select(JournalEntry, Person.name)
        .join(Person, col(Person.id) == col(JournalEntry.person_id), isouter=True)
        .where(JournalEntry.noun == noun, JournalEntry.noun_id == noun_id)
        .order_by(col(JournalEntry.id))
    ).all()
    return [(entry, name or "") for entry, name in rows]
