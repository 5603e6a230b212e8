"""Programmes and priorities: which one is meant, and where it stands."""

from sqlmodel import Session

from bot.cards import PriorityCard, ProgrammeCard
from bot.operations.showing import window_of
from bot.turn import Turn
from storage.models import Programme
from storage.queries import programmes as queries


def current_programme(session: Session, turn: Turn) -> Programme | None:
    """The one the person switched to, else the adopted one whose period holds today, else the last loaded."""
    if turn.actor.programme_id:
        switched = session.get(Programme, turn.actor.programme_id)
        if switched:
            return switched
    return queries.current(session, turn.today)


def nothing_loaded(turn: Turn) -> str:
    """What somebody reads where there is no programme at all."""
    return f"No programme is loaded yet. A chair can load one: `{turn.house.command} programme load`."


def programme_card(session: Session, turn: Turn, programme: Programme) -> ProgrammeCard:
    """The programme with its priorities and where each stands today."""
    assert programme.id is not None
    standing = queries.standing(session, programme.id, turn.today)
    cards = []
    for priority in queries.priorities(session, programme.id):
        total, done, late, unowned = standing.get(priority.id, (0, 0, 0, 0))
        cards.append(
            PriorityCard(
                number=priority.number or str(priority.position),
                title=priority.title,
                rationale=priority.rationale,
                total=total,
                done=done,
                late=late,
                unowned=unowned,
                when_said=priority.when_said,
                window=window_of(priority),
            )
        )
    loose = None
    if None in standing:
        total, done, late, unowned = standing[None]
        loose = PriorityCard("0", "Without a priority", "", total, done, late, unowned)
    period = (programme.starts_on, programme.ends_on)
    return ProgrammeCard(
        id=programme.id,
        title=programme.title,
        state=programme.state,
        period=(period[0], period[1]) if period[0] and period[1] else None,
        period_said=programme.period_said,
        theme=programme.theme,
        chairs=programme.chairs_said,
        priorities=tuple(cards),
        loose=loose,
        number=programme.number,
    )
