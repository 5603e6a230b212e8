"""A document's programmes into the database: whole or not at all, and twice changes nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from bot.errors import Conflict
from bot.operations.carrying import link
from bot.operations.differing import compare
from bot.operations.journal import Watched
from bot.operations.newcomers import settle
from bot.operations.organisations import known_or_new
from bot.operations.programmes import programme_card
from bot.operations.renewing import in_words, revise
from bot.operations.rows import Placed, every_row, priority_of, store_rows
from bot.operations.versions import access_chosen, key_of, target_of
from bot.programme_cards import Loaded
from bot.reading.documents.draft import DraftDocument, DraftProgramme
from bot.turn import Actor, House, Turn
from storage.models import Action, JournalEntry, Note, Priority, Programme
from storage.queries import programmes as queries

NOBODY = Actor(id=0, team_id="", user_id="", name="", zone="UTC")
"""Who acts where a document is loaded from the terminal."""


def import_document(
    session: Session,
    draft: DraftDocument,
    *,
    source_name: str,
    now: datetime,
    house: House,
    by: Turn | None = None,
    choices: Mapping[str, str] | None = None,
) -> Loaded:
    """Store the programmes of a document as drafts, or bring those it is a newer version of up to date.

    Those stored just so are left as they are, and named. Organisations named for the first time are made, marked new.
    BadInput where it cannot be told whether it is a newer version, and `choices` do not say.
    """
    turn = by or Turn(actor=NOBODY, now=now, house=house)
    choices = choices or {}
    settle(session, draft.programmes, choices)
    stored, unchanged, revised, cards, entries, also = 0, [], [], [], [], []
    for place, given in enumerate(draft.programmes):
        # What stands before the first of several programmes is kept with it.
        programme = given if place else replace(given, notes=(*draft.notes, *given.notes))
        key = key_of(programme)
        known = queries.by_fingerprint(session, key)
        if known:
            unchanged.append(known.title)
        else:
            known, near = target_of(session, programme, place, choices)
            if known:
                _hold(session, known)
                compared = compare(session, turn, known, programme, choices)
                entry, said = revise(session, turn, compared, key, source_name)
                revised.append(f"{known.title}: {in_words(compared)}")
            else:
                access_chosen(programme, place, near, choices)
                known, count, entry, said = _store(session, turn, programme, key, source_name)
                stored += count
            entries.append(entry)
            also += said
        cards.append(programme_card(session, turn, known))
    undo = entries[0].id or 0 if len(entries) == 1 and turn.actor.id else 0
    return Loaded(tuple(cards), stored, tuple(unchanged), tuple(revised), tuple(also), undo)


def _hold(session: Session, programme: Programme) -> None:
    """Nobody changes the programme or one of its actions until the unit ends."""
    session.refresh(programme, with_for_update=True)
    held = select(Action).where(Action.programme_id == programme.id).order_by(col(Action.id)).with_for_update()
    session.exec(held.execution_options(populate_existing=True)).all()


def _store(
    session: Session, turn: Turn, draft: DraftProgramme, key: str, source_name: str
) -> tuple[Programme, int, JournalEntry, list[str]]:
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
    priorities = [priority_of(turn, programme, one, place) for place, one in enumerate(draft.priorities, start=1)]
    session.add_all(priorities)
    session.flush()
    placed = [
        Placed(row, priorities[place] if place is not None else None, position)
        for place, position, row in every_row(draft)
    ]
    actions, assignments = store_rows(
        session, turn, programme, placed, f"{key}@{programme.id}", prepares=draft.prepares
    )
    also = link(session, turn, programme, actions)
    entry = Watched(session).record(
        turn,
        "load",
        programme,
        f"loaded {programme.title}",
        why=source_name,
        added=(programme, *priorities, *actions, *assignments),
    )
    return programme, len(placed), entry, also


def access_undo(session: Session, entry: JournalEntry) -> None:
    """Raise Conflict where taking a loaded programme away would take more with it than was loaded."""
    loaded = {change["id"] for change in entry.changes if change["table"] == "action"}
    there = set(session.exec(select(Action.id).where(Action.programme_id == entry.noun_id)).all())
    priorities = {change["id"] for change in entry.changes if change["table"] == "priority"}
    under = set(session.exec(select(Priority.id).where(Priority.programme_id == entry.noun_id)).all())
    noted = session.exec(select(Note.id).where(col(Note.action_id).in_(loaded))).first()
    if there - loaded or under - priorities or noted:
        raise Conflict(f"People have worked on it since, so I left it: {entry.summary}.")
