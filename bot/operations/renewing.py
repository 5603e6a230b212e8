"""A newer version of a document onto the programme it belongs to: one change, journalled, and planned anew.

Numbers, owners, claims, notes and state of the actions stay; rows that are gone are kept or dropped as chosen.
"""

from collections import defaultdict

from sqlmodel import Session, col, select

from bot.operations import telling
from bot.operations.announcements import plan_programme, requests_changed
from bot.operations.carrying import link
from bot.operations.differing import Compared
from bot.operations.journal import Watched
from bot.operations.rows import (
    Placed,
    beside,
    kept_beside,
    point,
    priority_of,
    said_by,
    store_rows,
    write_priority,
    write_when,
    write_who,
)
from bot.turn import Turn
from storage.models import Action, Assignment, JournalEntry, Organisation, Priority
from storage.queries import people as people_queries


def revise(
    session: Session, turn: Turn, compared: Compared, key: str, source_name: str
) -> tuple[JournalEntry, list[str]]:
    """Make the stored programme what the newer version says. Gives the entry that takes it back, and what to say."""
    programme, draft = compared.programme, compared.draft
    assert programme.id is not None
    held = _held(session, compared)
    holding = [one for by_action in held.values() for one in by_action]
    watched = Watched(session, programme, *compared.priorities, *compared.actions, *holding)
    period = draft.period != (programme.starts_on, programme.ends_on)
    _write_head(compared, key, source_name)
    made, removed = _write_priorities(session, turn, compared)
    under = {**compared.of_priority, **made}
    mark = f"{key}@{programme.id}.{programme.version}"
    new = [
        Placed(row, under[place] if place is not None else None, position)
        for place, position, row, action in compared.rows
        if action is None
    ]
    added, given = store_rows(session, turn, programme, new, mark, prepares=compared.draft.prepares)
    known = [*people_queries.known_names(session)]
    taken: list[Assignment] = []
    for place, position, row, action in compared.rows:
        if action:
            changes = compared.changes_of(row, action)
            action.in_document = said_by(row)
            action.priority_id, action.position = under[place].id if place is not None else None, position
            action.what = changes.get("what", action.what)
            if "who" in changes:
                named = write_who(session, action, row, known)
                more, fewer = _hold_anew(turn, action, held[action.id or 0], named)
                given += more
                taken += fewer
            if "when" in changes or (period and row.when == action.when_said):
                write_when(turn, programme, action, row, prepares=compared.draft.prepares)
                point(session, turn, programme, action)
    _write_gone(turn, compared, source_name)
    _place_the_rest(compared)
    session.flush()
    also = link(session, turn, programme, [*compared.actions, *added])
    entry = watched.record(
        turn,
        "revise",
        programme,
        f"loaded a new version of {programme.title}",
        why=f"new version of the document: {source_name}",
        added=(*made.values(), *added, *given),
        removed=(*taken, *removed),
    )
    plan_programme(session, programme.id, now=turn.now, house=turn.house)
    requests_changed(session, programme.id, now=turn.now)
    telling.revised(session, turn, programme, in_words(compared))
    return entry, also


def in_words(compared: Compared) -> str:
    """ "2 changed, 1 new, 1 kept though not in it"."""
    difference = compared.difference
    dropped = sum(one.chosen == "drop" for one in difference.gone)
    counts = [
        (len(difference.changed), "changed"),
        (len(difference.new), "new"),
        (dropped, "dropped"),
        (len(difference.gone) - dropped, "kept though not in it"),
    ]
    return ", ".join(f"{count} {name}" for count, name in counts if count) or "no action changed"


def _held(session: Session, compared: Compared) -> dict[int, list[Assignment]]:
    """Who holds, or is asked to hold, the actions whose who is changed."""
    ids = [action.id for *_, row, action in compared.rows if action and "who" in compared.changes_of(row, action)]
    held: dict[int, list[Assignment]] = defaultdict(list)
    for one in session.exec(select(Assignment).where(col(Assignment.action_id).in_(ids))).all():
        held[one.action_id].append(one)
    return held


def _write_head(compared: Compared, key: str, source_name: str) -> None:
    programme, draft = compared.programme, compared.draft
    programme.title = draft.title or programme.title
    programme.number = "" if draft.number is None else str(draft.number)
    programme.period_said = draft.period_said
    programme.starts_on, programme.ends_on = draft.period or (None, None)
    programme.theme, programme.chairs_said = draft.theme, " / ".join(draft.chairs)
    programme.notes = "\n".join((*draft.notes, *draft.unplaced))
    programme.fingerprint, programme.source_name = key, source_name


def _write_priorities(
    session: Session, turn: Turn, compared: Compared
) -> tuple[dict[int, Priority], tuple[Priority, ...]]:
    """Those of the draft at their places; new ones by their place in the draft, and those that nothing stands under."""
    kept = {one.id for one in compared.of_priority.values()}
    moved = {id(action) for *_, action in compared.rows if action}
    staying = {action.priority_id for action in compared.actions if id(action) not in moved}
    gone = [one for one in compared.priorities if one.id not in kept]
    for one in compared.priorities:
        # Two may not stand at one place, not even for a moment.
        one.position = -(one.id or 0)
    session.flush()
    made: dict[int, Priority] = {}
    for place, draft in enumerate(compared.draft.priorities):
        priority = compared.of_priority.get(place)
        if priority:
            priority.position = place + 1
            write_priority(turn, compared.programme, priority, draft)
        else:
            made[place] = priority_of(turn, compared.programme, draft, place + 1)
            session.add(made[place])
    last = len(compared.draft.priorities)
    for offset, one in enumerate(gone, start=1):
        one.position = last + offset
    session.flush()
    return made, tuple(one for one in gone if one.id not in staying)


def _hold_anew(
    turn: Turn, action: Action, held: list[Assignment], named: tuple[Organisation, ...]
) -> tuple[list[Assignment], list[Assignment]]:
    """Who comes to hold it and who no longer does: only what the document gave goes, a claim or a person stays."""
    ids = {one.id for one in named}
    fewer = [
        one
        for one in held
        if one.state == "holds" and not one.claimed and one.person_id is None and one.organisation_id not in ids
    ]
    there = {one.organisation_id for one in held if one.state == "holds"}
    more = [
        Assignment(action_id=action.id or 0, organisation_id=one.id, at=turn.now)
        for one in named
        if one.id not in there
    ]
    action.owned = bool(more) or any(one.state == "holds" for one in held if one not in fewer)
    return more, fewer


def _write_gone(turn: Turn, compared: Compared, source_name: str) -> None:
    chosen = {gone.row.number: gone for gone in compared.difference.gone}
    for action in compared.gone:
        gone = chosen[action.number]
        action.in_document = kept_beside(beside(action))
        if gone.chosen == "drop":
            action.state, action.outcome = "dropped", gone.why or f"no longer in the document ({source_name})"
            action.ended_at, action.ended_by_id = turn.now, turn.actor.id or None


def _place_the_rest(compared: Compared) -> None:
    """Actions that the document does not have stand behind those it has, where their place is taken."""
    listed = {id(action) for *_, action in compared.rows if action}
    count: dict[int | None, int] = defaultdict(int)
    ids = {place: one.id for place, one in compared.of_priority.items()}
    for place, position, _, _ in compared.rows:
        priority = ids.get(place) if place is not None else None
        if place is None or priority:
            count[priority] = max(count[priority], position)
    for action in sorted(compared.actions, key=lambda one: one.position):
        if id(action) not in listed and action.position <= count[action.priority_id]:
            count[action.priority_id] += 1
            action.position = count[action.priority_id]
        elif id(action) not in listed:
            count[action.priority_id] = action.position
