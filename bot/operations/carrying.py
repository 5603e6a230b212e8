"""Actions that go on from one programme to the next, and where each was first set."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from bot.errors import NotFound
from bot.operations.journal import Watched
from bot.operations.matching import Row, match
from bot.operations.rows import beside, kept_beside
from bot.turn import Turn
from storage.models import Action, Assignment, JournalEntry, Priority, Programme
from storage.models.columns import WhenColumns
from storage.queries import actions
from storage.queries import programmes as queries
from storage.queries.numbers import next_number

FARTHEST = 50
"""Programmes that a lineage is followed back through."""
COPIED = ("what", "who_said", "not_owners", "seeking", "either", "owned", *WhenColumns.model_fields)
"""What a carried action takes over."""
TIMES = {1: "once", 2: "twice"}


def lineage(session: Session, action: Action) -> str:
    """ "first set in 2021 H2 as 3.4, carried twice"; empty for an action that begins in its own programme."""
    first, steps = action, 0
    while first.carried_from_id and steps < FARTHEST:
        before = session.get(Action, first.carried_from_id)
        if before is None:
            break
        first, steps = before, steps + 1
    programme = session.get(Programme, first.programme_id)
    if not steps or programme is None:
        return ""
    priority = session.get(Priority, first.priority_id) if first.priority_id else None
    number = (priority.number or str(priority.position)) if priority else "0"
    place = (first.baseline or {}).get("place") or f"{number}.{first.position}"
    return f"first set in {period_name(programme)} as {place}, carried {TIMES.get(steps, f'{steps} times')}"


def period_name(programme: Programme) -> str:
    """ "2021 H2", "2022"; the title where the period is neither a half-year nor a year."""
    start, end = programme.starts_on, programme.ends_on
    if start and end and start.year == end.year:
        half = {(1, 6): " H1", (7, 12): " H2", (1, 12): ""}.get((start.month, end.month))
        if half is not None:
            return f"{start.year}{half}"
    return programme.title


def waiting(session: Session, programme: Programme) -> list[Action]:
    """Actions that were kept when an earlier programme was closed, and that nothing goes on with yet."""
    carried = select(col(Action.carried_from_id)).where(col(Action.carried_from_id).is_not(None))
    return list(
        session.exec(
            select(Action)
            .join(Programme, col(Programme.id) == col(Action.programme_id))
            .where(
                col(Action.kept),
                Action.state == "open",
                Programme.state == "closed",
                Programme.id != programme.id,
                col(Action.id).not_in(carried),
            )
            .order_by(col(Action.number))
        ).all()
    )


def to_carry(session: Session, programme: Programme) -> tuple[tuple[str, str], ...]:
    """The button that adds what was kept before, where something waits for that."""
    count = 0 if programme.state == "closed" else len(waiting(session, programme))
    return ((f"Add what was kept ({count})", f"carry id:{programme.id}"),) if count else ()


def link(session: Session, turn: Turn, programme: Programme, rows: Sequence[Action]) -> list[str]:
    """Rows of the programme that say what a kept action says go on with it; whoever calls keeps it in the journal.

    Gives what to say of it, and of kept actions that no row goes on with.
    """
    if programme.state == "closed" or not (kept := waiting(session, programme)):
        return []
    free = [one for one in rows if one.carried_from_id is None and one.state != "dropped"]
    pairs = match([_row(one) for one in kept], [_row(one) for one in free])
    sentences = []
    for here, there in sorted(pairs.items()):
        free[here].carried_from_id = kept[there].id
        session.add(free[here])
        sentences.append(f"#{free[here].number} goes on with #{kept[there].number}: {lineage(session, free[here])}.")
    left = [one for place, one in enumerate(kept) if place not in pairs.values()]
    if left:
        names = ", ".join(f"#{one.number}" for one in left)
        sentences.append(
            f"Kept from before and not in it: {names}. `{turn.house.command} programme carry` adds them to it."
        )
    session.flush()
    return sentences


def _row(action: Action) -> Row:
    # Dates have moved on from one programme to the next: only what is to be done, and by whom, can tell.
    return Row((action.what,), action.who_said, "", "", 0)


def carry(session: Session, turn: Turn, programme: Programme, numbers: Collection[int]) -> JournalEntry:
    """Add kept actions that no row goes on with to a programme, as they stood: all, or those of `numbers`."""
    kept = waiting(session, programme)
    if missing := set(numbers) - {one.number for one in kept}:
        said = ", ".join(f"#{number}" for number in sorted(missing))
        raise NotFound(f"{said}: not kept for {programme.title}. Nothing was changed.")
    if not kept:
        raise NotFound(f"Nothing waits to be carried into {programme.title}. Nothing was changed.")
    kept = [one for one in kept if not numbers or one.number in numbers]
    assert programme.id is not None
    under = _priorities(session, programme, kept)
    first = next_number(session, "action", len(kept))
    added, holding = [], []
    for number, before in enumerate(kept, start=first):
        priority = under.get(before.id)
        new = Action(
            **{name: getattr(before, name) for name in COPIED},
            number=number,
            programme_id=programme.id,
            priority_id=priority.id if priority else None,
            position=actions.last_position(session, programme.id, priority.id if priority else None) + 1,
            added_by_id=turn.actor.id,
            added_at=turn.now,
            carried_from_id=before.id,
            in_document=kept_beside(beside(before)) or None,
        )
        session.add(new)
        session.flush()
        added.append(new)
        for one in actions.assignments_of(session, before.id or 0):
            if one.state == "holds":
                holding.append(
                    Assignment(
                        action_id=new.id or 0,
                        organisation_id=one.organisation_id,
                        person_id=one.person_id,
                        at=turn.now,
                        claimed=one.claimed,
                    )
                )
    summary = f"carried {', '.join(f'#{one.number}' for one in kept)} into {programme.title}"
    return Watched(session).record(turn, "carry", programme, summary, added=(*added, *holding))


def _priorities(session: Session, programme: Programme, kept: Sequence[Action]) -> dict[int | None, Priority]:
    """By action, the priority of the programme that says what its own priority said."""
    there = queries.priorities(session, programme.id or 0)
    before = {one.id: session.get(Priority, one.priority_id) if one.priority_id else None for one in kept}
    old = {one.id: one for one in before.values() if one}
    pairs = match(
        [Row((one.title,), "", "", "", 0) for one in there], [Row((one.title,), "", "", "", 0) for one in old.values()]
    )
    found = {key: there[pairs[place]] for place, key in enumerate(old) if place in pairs}
    return {key: found[one.id] for key, one in before.items() if one and one.id in found}
