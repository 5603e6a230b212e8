"""What is to be looked at in a programme before it is adopted, each with what to do about it."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import exists
from sqlmodel import Session, col, select

from bot.cards import day_in_words
from bot.operations.newcomers import near_names
from bot.operations.people import access_as_reader
from bot.operations.programmes import programme_card
from bot.operations.showing import window_of
from bot.operations.steering import programme_meant
from bot.programme_cards import CheckCard, Finding
from bot.turn import Turn
from bot.windows import Window
from storage.models import Action, Assignment, Organisation, Person, Programme
from storage.queries import programmes as queries

CROWDED = 5
"""Actions that may close in one week without a word."""
PAGE = 10


def check(session: Session, turn: Turn, asked: str, offset: int = 0) -> CheckCard:
    """Part of what is to be looked at: what lacks owner or date first, then dates, then names."""
    access_as_reader(turn)
    programme = programme_meant(session, turn, asked)
    found = list(_findings(session, turn, programme))
    card = programme_card(session, turn, programme)
    return CheckCard(card, tuple(found[offset : offset + PAGE]), len(found), offset, turn.actor.chair)


def _findings(session: Session, turn: Turn, programme: Programme) -> Iterator[Finding]:
    wp = turn.house.command
    assert programme.id is not None
    actions = session.exec(
        select(Action)
        .where(Action.programme_id == programme.id, Action.state == "open")
        .order_by(col(Action.priority_id).is_(None), col(Action.priority_id), col(Action.position))
    ).all()
    under = {action.priority_id for action in actions}
    if not programme.starts_on or not programme.ends_on:
        remedy = "Write it under the document's title, as “January - June 2022”, and load the document again."
        yield Finding("no period", "No period was read, so “first semester” and the like cannot be.", remedy)
    for priority in queries.priorities(session, programme.id):
        if priority.id not in under:
            title = f"{priority.number}. {priority.title}"
            remedy = f"Add one: `{wp} add What is to be done; priority: {priority.number}`"
            yield Finding("no open action", f"Priority {title} has none.", remedy)
    asked = set(
        session.exec(
            select(Assignment.action_id)
            .join(Action, col(Action.id) == col(Assignment.action_id))
            .where(Action.programme_id == programme.id, Assignment.state == "asked")
        )
    )
    for action in actions:
        yield from _of_action(wp, programme, action, asked)
    yield from _crowded(wp, actions)
    yield from _names(session, wp, programme)


def _of_action(wp: str, programme: Programme, action: Action, asked: Collection[int]) -> Iterator[Finding]:
    """`asked`: actions that somebody is asked to take, who answers for them next."""
    title = " ".join(action.what.split())[:120]
    name, window = f"#{action.number} {title}", window_of(action)
    if not action.owned and action.id not in asked:
        said = f" (“{action.who_said}”)" if action.who_said.strip() else ""
        remedy = f"`{wp} claim {action.number}`, or `{wp} assign {action.number} ORGANISATION`"
        yield Finding("nobody holds it", f"{name}{said}", remedy, action.number)
    again = f"`{wp} when {action.number} 31 March`"
    if not action.when_said.strip():
        yield Finding("no date", name, again, action.number)
    elif not window.understood and not window.tentative:
        yield Finding("no date read", f"{name}: “{action.when_said}”", again, action.number)
    elif _outside(programme, window):
        text = f"{name}: “{action.when_said}”"
        yield Finding("outside the period", text, f"Move it if it is meant to be in the period: {again}", action.number)


def _outside(programme: Programme, window: Window) -> bool:
    first, last = programme.starts_on, programme.ends_on
    if not first or not last or not window.dated:
        return False
    return (window.end is not None and window.end < first) or (window.start or window.end or last) > last


def _crowded(wp: str, actions: Sequence[Action]) -> Iterator[Finding]:
    weeks = Counter(_monday(action.ends_on) for action in actions if action.ends_on and not action.ongoing)
    for monday, count in sorted(weeks.items()):
        if count > CROWDED:
            numbers = ", ".join(f"#{one.number}" for one in actions if one.ends_on and _monday(one.ends_on) == monday)
            text = f"{count} actions close in the week of {day_in_words(monday)}: {numbers}"
            yield Finding("a crowded week", text, f"Move some, for example `{wp} when 15 a week later`")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _names(session: Session, wp: str, programme: Programme) -> Iterator[Finding]:
    """Organisations that a document brought and nobody has looked at yet, where they hold something here."""
    peopled = exists().where(col(Person.organisation_id) == col(Organisation.id), col(Person.confirmed))
    rows = session.exec(
        select(Organisation)
        .join(Assignment, col(Assignment.organisation_id) == col(Organisation.id))
        .join(Action, col(Action.id) == col(Assignment.action_id))
        .where(Action.programme_id == programme.id, col(Organisation.new), ~peopled)
        .distinct()
        .order_by(col(Organisation.short_name))
    ).all()
    for organisation in rows:
        name = organisation.short_name
        near = near_names(session, organisation)
        text = f"{name} came with the document" + (f"; is it the same as {' or '.join(near)}?" if near else ".")
        same = f" If it is: `{wp} people set {near[0]} alias {name}`" if near else ""
        yield Finding("a new organisation", text, f"Name its people: `{wp} people set {name} contact @somebody`.{same}")
