"""What bare `/wp` and the Home tab show: how much is mine, what is next, what can be done."""

from sqlmodel import Session

from bot.cards import MenuCard
from bot.operations import lists, queueing
from bot.operations.meeting_pages import upcoming
from bot.operations.people import access_as_reader
from bot.operations.programmes import current_programme, programme_card
from bot.turn import Turn

NEXT = 5


def menu(session: Session, turn: Turn) -> MenuCard:
    """The person's own start page."""
    access_as_reader(turn)
    programme = current_programme(session, turn)
    mine = lists.mine(session, turn)
    theirs = mine.also.actions if mine.also else ()
    looking = lists.unowned(session, turn)
    shown = {action.id for action in (*mine.actions, *theirs)}
    return MenuCard(
        name=turn.actor.name,
        programme=programme_card(session, turn, programme) if programme else None,
        mine=(*mine.actions, *theirs),
        mine_total=mine.total + (mine.also.total if mine.also else 0),
        late=lists.late(session, turn, programme) if programme else 0,
        looking=tuple(action for action in looking.actions if action.id not in shown)[:NEXT],
        open_total=looking.total,
        meetings=upcoming(session, turn)[:NEXT],
        proposals=queueing.total(session, turn),
        organisation=turn.actor.organisation,
        chair=turn.actor.chair,
        member=turn.actor.member,
    )
