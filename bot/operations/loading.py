"""A document's programmes into the database: whole or not at all, and twice changes nothing."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from bot.cards import Loaded
from bot.operations.organisations import known_or_new
from bot.operations.programmes import programme_card
from bot.operations.showing import store_window
from bot.operations.whens import refer
from bot.reading.documents.draft import DraftAction, DraftDocument, DraftPriority, DraftProgramme
from bot.reading.documents.fingerprint import fingerprint
from bot.reading.when import Context, read_when
from bot.reading.who import Who, read_who
from bot.turn import Actor, House, Turn
from bot.windows import Window
from storage.models import Action, Assignment, Organisation, Priority, Programme
from storage.queries import people as people_queries
from storage.queries import programmes as queries
from storage.queries.numbers import next_number

_TBC = re.compile(r"\b(?:tbc|tbd|to be confirmed|to be decided)\b", re.IGNORECASE)
_YEAR_DAYS = 360
NOBODY = Actor(id=0, team_id="", user_id="", name="", zone="UTC")
"""Who acts where a document is loaded from the terminal."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An action of the draft, under its priority and at its place."""

    draft: DraftAction
    priority: Priority | None
    position: int


def key_of(draft: DraftProgramme) -> str:
    """The same for the same content, whatever kind of file it came in."""
    return fingerprint(DraftDocument(programmes=(draft,)))


def import_document(
    session: Session, draft: DraftDocument, *, source_name: str, now: datetime, house: House, by: Turn | None = None
) -> Loaded:
    """Store the programmes of a document as drafts. Those stored already are left as they are, and named.

    Organisations the document names for the first time are made, and marked new.
    """
    turn = by or Turn(actor=NOBODY, now=now, house=house)
    stored, unchanged, cards = 0, [], []
    for place, programme in enumerate(draft.programmes):
        key = key_of(programme)
        known = queries.by_fingerprint(session, key)
        if known:
            unchanged.append(known.title)
        else:
            # What stands before the first of several programmes is kept with it.
            whole = programme if place else replace(programme, notes=(*draft.notes, *programme.notes))
            known, count = _store(session, turn, whole, key, source_name)
            stored += count
        cards.append(programme_card(session, turn, known))
    return Loaded(programmes=tuple(cards), stored=stored, unchanged=tuple(unchanged))


def _store(session: Session, turn: Turn, draft: DraftProgramme, key: str, source_name: str) -> tuple[Programme, int]:
    start, end = draft.period or (None, None)
    programme = Programme(
        title=draft.title or source_name,
        number="" if draft.number is None else str(draft.number),
        period_said=draft.period_said,
        starts_on=start,
        ends_on=end,
        theme=draft.theme,
        chairs_said=" / ".join(draft.chairs),
        notes="\n".join((*draft.notes, *draft.unplaced)),
        fingerprint=key,
        source_name=source_name,
        loaded_at=turn.now,
    )
    session.add(programme)
    session.flush()
    for name in draft.chairs:
        known_or_new(session, name)
    placed: list[Placed] = []
    for position, wanted in enumerate(draft.priorities, start=1):
        priority = _priority(session, turn, programme, wanted, position)
        rows = rows_of(wanted)
        placed += [Placed(row, priority, place) for place, row in enumerate(rows, start=1)]
    placed += [Placed(row, None, place) for place, row in enumerate(draft.actions, start=1)]
    _store_actions(session, turn, programme, placed)
    return programme, len(placed)


def rows_of(draft: DraftPriority) -> tuple[DraftAction, ...]:
    """A priority's actions; a dated one without rows is itself what is to be done."""
    if draft.actions or not draft.when:
        return draft.actions
    return (DraftAction(what=draft.title, when=draft.when),)


def _priority(session: Session, turn: Turn, programme: Programme, draft: DraftPriority, position: int) -> Priority:
    assert programme.id is not None
    priority = Priority(
        programme_id=programme.id,
        position=position,
        number=str(draft.number or position),
        title=draft.title,
        rationale=draft.rationale,
    )
    window, unread = _read(turn, programme, draft.when, loose=False)
    store_window(priority, draft.when, window, unread)
    session.add(priority)
    session.flush()
    return priority


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


def _store_actions(session: Session, turn: Turn, programme: Programme, placed: list[Placed]) -> None:
    if not placed:
        return
    assert programme.id is not None
    known = [*people_queries.known_names(session)]
    first = next_number(session, "action", len(placed))
    rows: list[Action] = []
    owners: list[tuple[Organisation, ...]] = []
    for number, row in enumerate(placed, start=first):
        who = read_who(row.draft.who, known)
        names = row.draft.owners or who.owners
        owners.append(tuple({one.id: one for one in (known_or_new(session, name) for name in names)}.values()))
        rows.append(_action(turn, programme, row, number, who, owned=bool(owners[-1])))
    session.add_all(rows)
    session.flush()
    for action in rows:
        _point(session, turn, programme, action)
    held: list[dict[str, Any]] = [
        {"action_id": row.id, "organisation_id": organisation.id, "state": "holds", "at": turn.now, "claimed": False}
        for row, holders in zip(rows, owners, strict=True)
        for organisation in holders
    ]
    if held:
        session.connection().execute(insert(Assignment), held)


def _point(session: Session, turn: Turn, programme: Programme, row: Action) -> None:
    """A "when" that points to another row of the programme is understood once all rows are there."""
    if not row.when_said or row.starts_on or row.ends_on:
        return
    reading = read_when(row.when_said, Context(today=turn.today, period=_period(programme, loose=False)))
    referred = refer(session, programme, reading)
    if referred:
        store_window(row, row.when_said, referred.window, "")


def _action(turn: Turn, programme: Programme, row: Placed, number: int, who: Who, *, owned: bool) -> Action:
    draft = row.draft
    window, unread = _read(turn, programme, draft.when, loose=row.priority is None)
    if _TBC.search(draft.what):
        window = window.tentatively()
    place = f"{row.priority.position if row.priority else 0}.{row.position}"
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
        source_key=f"{programme.fingerprint}:{place}",
        state="done" if draft.done else "open",
        ended_at=turn.now if draft.done else None,
    )
    store_window(action, draft.when, window, unread)
    return action
