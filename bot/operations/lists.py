"""Lists of actions: whose, which, in what order, a page at a time."""

from collections.abc import Sequence

from sqlmodel import Session, col, not_, or_

from bot.cards import ListCard
from bot.operations.filters import filtered
from bot.operations.people import access_as_reader
from bot.operations.programmes import current_programme, nothing_loaded
from bot.operations.showing import cards
from bot.titles import programme_name
from bot.turn import Turn
from storage.models import Action, Programme
from storage.queries import actions as queries
from storage.queries.actions import Where

PAGE = 10


def mine(session: Session, turn: Turn, offset: int = 0) -> ListCard:
    """My actions, then my organisation's without a named person; late first, then by the end of the window."""
    access_as_reader(turn)
    programme = current_programme(session, turn)
    if programme is None:
        return _nothing_loaded(turn)
    live = _live(programme)
    held = queries.held_by_or_asked_of(turn.actor.id, turn.actor.owner_ids)
    first, total = queries.page(session, *live, held, limit=PAGE, offset=offset)
    second: list[int] = []
    theirs = 0
    if turn.actor.ours_ids:
        unnamed = queries.held_by_organisations(turn.actor.ours_ids, without_person=True)
        second, theirs = queries.page(session, *live, unnamed, not_(held), limit=PAGE)
    drawn = {card.id: card for card in cards(session, turn, queries.rows(session, {*first, *second}))}
    also = ListCard(
        title=f"{turn.actor.organisation}'s, with nobody named yet",
        actions=tuple(drawn[number] for number in second),
        total=theirs,
        command="ours",
    )
    return ListCard(
        title="Your actions",
        actions=tuple(drawn[number] for number in first),
        total=total,
        offset=offset,
        command="mine",
        empty=_nothing_mine(session, turn, programme, theirs) if not total else "",
        heading=heading(programme),
        also=also if theirs else None,
    )


def late(session: Session, turn: Turn, programme: Programme) -> int:
    """How many of all that `mine` lists, its further pages too, are late."""
    held = queries.held_by_or_asked_of(turn.actor.id, turn.actor.owner_ids)
    unnamed = queries.held_by_organisations(turn.actor.ours_ids, without_person=True)
    return queries.count(session, *_live(programme), or_(held, unnamed), queries.late(turn.today))


def _nothing_mine(session: Session, turn: Turn, programme: Programme, theirs: int) -> str:
    nothing = "Nothing is yours right now."
    if not turn.actor.ours_ids:
        return f"{nothing} Tell me where you belong: `{turn.house.command} me` and your organisation's name."
    looking = 0 if theirs else queries.count(session, *_unowned(programme))
    if not looking:
        return nothing
    verb = "action looks" if looking == 1 else "actions look"
    return f"{nothing} {looking} {verb} for someone: `{turn.house.command} open`"


def ours(session: Session, turn: Turn, offset: int = 0) -> ListCard:
    """Everything my organisation holds."""
    access_as_reader(turn)
    programme = current_programme(session, turn)
    if programme is None:
        return _nothing_loaded(turn)
    if not turn.actor.ours_ids:
        hint = f"I don't know your organisation yet: `{turn.house.command} me` and its name tells me."
        return ListCard(title="Your organisation's actions", actions=(), total=0, empty=hint, command="ours")
    where = (*_live(programme), queries.held_by_organisations(turn.actor.ours_ids))
    name = turn.actor.organisation
    return page_of(
        session, turn, programme, where, offset, f"{name}'s actions", "ours", f"{name} holds nothing right now."
    )


def unowned(session: Session, turn: Turn, offset: int = 0) -> ListCard:
    """Every open action of the current programme that nobody holds."""
    access_as_reader(turn)
    programme = current_programme(session, turn)
    if programme is None:
        return _nothing_loaded(turn)
    where = _unowned(programme)
    return page_of(session, turn, programme, where, offset, "Looking for someone", "open", "Every action has an owner.")


def listed(session: Session, turn: Turn, asked: str, offset: int = 0) -> ListCard:
    """Actions of the current programme by priority, organisation, person, month, late, done, tbc, or words."""
    access_as_reader(turn)
    programme = current_programme(session, turn)
    if programme is None:
        return _nothing_loaded(turn)
    where, title = filtered(session, turn, programme, asked)
    empty = f"None. `{turn.house.command} list` shows all that is open." if asked else "No open actions."
    where = (Action.programme_id == programme.id, *where)
    return page_of(session, turn, programme, where, offset, title, f"list {asked}".strip(), empty)


def _live(programme: Programme) -> tuple[Where, ...]:
    """Open actions of the current programme and of every other adopted one."""
    return (queries.of_programme_or_adopted(programme.id or 0), Action.state == "open")


def _unowned(programme: Programme) -> tuple[Where, ...]:
    return (Action.programme_id == programme.id, Action.state == "open", ~col(Action.owned))


def page_of(
    session: Session,
    turn: Turn,
    programme: Programme,
    where: Sequence[Where],
    offset: int,
    title: str,
    command: str,
    empty: str,
) -> ListCard:
    """A page of the actions for which all of `where` holds, under a title; `command` leads to its beginning."""
    ids, total = queries.page(session, *where, limit=PAGE, offset=offset)
    return ListCard(
        title=title,
        actions=cards(session, turn, queries.rows(session, ids)),
        total=total,
        offset=offset,
        command=command,
        empty=empty,
        heading=heading(programme),
    )


def heading(programme: Programme) -> str:
    """The programme's title, headed Draft while it is one."""
    if programme.state == "draft" and "draft" not in programme.title.lower():
        return f"Draft: {programme.title}"
    name = programme_name(programme.title, programme.state)
    return f"{name} (closed)" if programme.state == "closed" else name


def _nothing_loaded(turn: Turn) -> ListCard:
    return ListCard(title="No programme yet", actions=(), total=0, empty=nothing_loaded(turn))
