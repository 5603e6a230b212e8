"""A whole programme out of the database, in its own order and words."""

from collections import defaultdict
from datetime import date

from sqlmodel import Session

from bot.cards import ActionCard, Drift
from bot.export_cards import ExportedAction, ExportedPriority, ExportedProgramme
from bot.operations.baseline import drifts
from bot.operations.people import access_as_reader
from bot.operations.programmes import programme_card
from bot.operations.rows import beside
from bot.operations.showing import cards
from bot.operations.steering import programme_meant
from bot.reading.documents.head import number_in
from bot.reading.documents.period import read_period
from bot.reading.documents.roles import role
from bot.turn import Turn
from storage.models import Action, Programme
from storage.queries import programmes as queries


def exported(session: Session, turn: Turn, asked: str) -> ExportedProgramme:
    """The programme that is meant, the current one where nothing is said. NotFound, Conflict."""
    access_as_reader(turn)
    return whole(session, turn, programme_meant(session, turn, asked))


def whole(session: Session, turn: Turn, programme: Programme) -> ExportedProgramme:
    """A programme with all that it says and where each of its actions stands."""
    assert programme.id is not None
    found = queries.rows_in_order(session, programme.id)
    moved = drifts(session, turn, [action for action, _, _ in found])
    rows: dict[int | None, list[ExportedAction]] = defaultdict(list)
    for (action, _, _), drawn in zip(found, cards(session, turn, found), strict=True):
        rows[action.priority_id].append(_action(action, drawn, moved.get(drawn.id, ())))
    card = programme_card(session, turn, programme)
    numbered = number_in(card.title)
    ends = {"adopted": programme.adopted_at, "closed": programme.closed_at}.get(programme.state)
    return ExportedProgramme(
        card=card,
        period_said=_period(card.period_said, card.period),
        numbered=("" if numbered is None else str(numbered)) == card.number,
        priorities=tuple(
            ExportedPriority(shown, tuple(rows[priority.id]))
            for shown, priority in zip(card.priorities, queries.priorities(session, programme.id), strict=True)
        ),
        actions=tuple(rows[None]),
        notes=tuple(line for line in programme.notes.split("\n") if line),
        made_at=turn.now.astimezone(turn.house.zone),
        since=ends.astimezone(turn.house.zone).date() if ends else None,
    )


def _action(action: Action, card: ActionCard, drifts: tuple[Drift, ...]) -> ExportedAction:
    """With the cells of the document's own other columns: what counts its rows stands before them."""
    others = beside(action)
    return ExportedAction(
        card,
        drifts,
        tuple(cell for cell in others if role(cell[0]) == "number"),
        tuple(cell for cell in others if role(cell[0]) != "number"),
    )


def _period(said: str, period: tuple[date, date] | None) -> str:
    """As written, with its days where the words alone would be read as others."""
    read = read_period(said)
    if (read[0] if read else None) == period:
        return said
    days = f"{period[0]} to {period[1]}" if period else ""
    return f"{said} ({days})" if said and days else said or days
