"""Rows to cards: what people see of an action, and which verbs they may use on it now."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from sqlmodel import Session

from bot.cards import ActionCard, OwnerCard
from bot.operations.baseline import added_later
from bot.titles import programme_name
from bot.turn import Turn
from bot.windows import Window
from storage.models import Assignment
from storage.models.columns import WhenColumns
from storage.queries import actions as queries
from storage.queries.actions import Found
from storage.queries.plan import ToPlan

CHANGING = frozenset({"done", "when", "edit", "drop", "assign"})


def window_of(row: WhenColumns | ToPlan) -> Window:
    """The window as it is stored."""
    return _window(
        row.starts_on,
        row.ends_on,
        row.tentative,
        row.ongoing,
        row.recurring,
        row.approximate,
        row.rule,
        row.time_of_day,
        row.zone,
    )


_window = lru_cache(maxsize=2_000)(Window)  # thousands of actions share a few days


def store_window(row: WhenColumns, said: str, window: Window, unread: str) -> None:
    """Keep a "when" as written beside what it was understood as."""
    row.when_said = said
    row.starts_on, row.ends_on = window.start, window.end
    row.tentative, row.ongoing, row.recurring = window.tentative, window.ongoing, window.recurring
    row.approximate, row.rule = window.approximate, window.rule
    row.time_of_day, row.zone, row.unread = window.time, window.zone, unread


def cards(session: Session, turn: Turn, found: Sequence[Found]) -> tuple[ActionCard, ...]:
    """Cards of these actions, in order, with the assignments fetched once for all."""
    held: dict[int, list[tuple[Assignment, OwnerCard]]] = defaultdict(list)
    ids = [action.id for action, _, _ in found if action.id is not None]
    for assignment, organisation, person in queries.assignments(session, ids):
        owner = OwnerCard(
            organisation=organisation or "",
            user_id=person.user_id if person else "",
            name=person.name if person else "",
            asked=assignment.state == "asked",
        )
        held[assignment.action_id].append((assignment, owner))
    return tuple(_card(turn, row, held[row[0].id or 0]) for row in found)


def card(session: Session, turn: Turn, action_id: int) -> ActionCard:
    """The card of one action."""
    session.flush()
    return cards(session, turn, [queries.one(session, action_id)])[0]


def _card(turn: Turn, row: Found, held: list[tuple[Assignment, OwnerCard]]) -> ActionCard:
    action, priority, programme = row
    window = window_of(action)
    assert action.id is not None
    number = (priority.number or str(priority.position)) if priority else "0"
    return ActionCard(
        id=action.id,
        number=action.number,
        place=f"{number}.{action.position}",
        what=action.what,
        who_said=action.who_said,
        when_said=action.when_said,
        window=window,
        unread=action.unread,
        state=action.state,
        late=action.state == "open" and window.late(turn.today),
        owners=tuple(owner for _, owner in held),
        programme=programme_name(programme.title, programme.state),
        priority=f"{number}. {priority.title}" if priority else "",
        draft=programme.state == "draft",
        outcome=action.outcome,
        ended_on=action.ended_at.astimezone(turn.house.zone).date() if action.ended_at else None,
        seeking=action.seeking,
        either=action.either,
        version=action.version,
        later=added_later(action, programme),
        carried=action.carried_from_id is not None,
        may=_may(turn, row, [assignment for assignment, _ in held]),
    )


def speaks_for(turn: Turn, assignments: Sequence[Assignment]) -> bool:
    """Whether the person holds the action, or their organisation does."""
    return any(
        assignment.state == "holds"
        and (assignment.person_id == turn.actor.id or assignment.organisation_id in turn.actor.owner_ids)
        for assignment in assignments
    )


def may_change(turn: Turn, added_by_id: int | None, assignments: Sequence[Assignment]) -> bool:
    """Its owners, their organisation, who added it, or the chairs."""
    actor = turn.actor
    return actor.member and (actor.chair or added_by_id == actor.id or speaks_for(turn, assignments))


def _may(turn: Turn, row: Found, assignments: list[Assignment]) -> frozenset[str]:
    action, _, programme = row
    if not turn.actor.member or programme.state == "closed":
        return frozenset()
    may = {"note"}
    changes = may_change(turn, action.added_by_id, assignments)
    if action.state != "open":
        return frozenset(may | ({"reopen"} if changes else set()))
    mine = [held for held in assignments if held.person_id == turn.actor.id and held.state == "holds"]
    if mine:
        may.add("release")
    elif not action.owned or _free_for(turn, assignments):
        may.add("claim")
    if changes:
        may |= CHANGING
    elif not action.owned:
        may.add("assign")
    return frozenset(may)


def _free_for(turn: Turn, assignments: list[Assignment]) -> bool:
    return any(
        held.person_id is None and held.organisation_id in turn.actor.owner_ids and held.state == "holds"
        for held in assignments
    )
