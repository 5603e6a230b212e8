"""Programmes: adopting one, which one a person looks at, and which one is meant."""

from sqlmodel import Session, col, select

from bot.cards import day_in_words
from bot.errors import Conflict, NotFound
from bot.operations import events, journal, telling
from bot.operations.announcements import plan_gone, plan_programme, requests_changed
from bot.operations.baseline import frozen
from bot.operations.carrying import link, to_carry
from bot.operations.journal import Watched
from bot.operations.loading import access_undo
from bot.operations.organisations import known_or_new
from bot.operations.people import access_as_chair, access_as_reader
from bot.operations.programmes import current_programme, nothing_loaded, programme_card
from bot.programme_cards import Steered
from bot.reading.names import fold
from bot.turn import Turn
from storage.models import Action, ChairTerm, JournalEntry, Person, Programme
from storage.queries import people as people_queries
from storage.queries import programmes as queries


def adopt(session: Session, turn: Turn, asked: str) -> Steered:
    """Adopt a draft: its chairs chair for its period, its deadlines are planned, the channel hears of it."""
    access_as_chair(turn, "adopt a programme")
    programme = programme_meant(session, turn, asked)
    if programme.state == "adopted":
        raise Conflict(f"{programme.title} is adopted already.")
    if programme.state == "closed":
        raise Conflict(f"{programme.title} is closed.")
    assert programme.id is not None
    actions = session.exec(select(Action).where(Action.programme_id == programme.id).order_by(col(Action.id))).all()
    watched = Watched(session, programme, *actions)
    programme.state, programme.adopted_at = "adopted", turn.now
    priorities = {one.id: one for one in queries.priorities(session, programme.id)}
    for action in actions:
        action.baseline = frozen(action, priorities.get(action.priority_id))
    carried = link(session, turn, programme, actions)
    terms = _terms(session, programme)
    meetings = events.meetings_of(session, turn, programme.id)
    entry = watched.record(turn, "adopt", programme, f"adopted {programme.title}", added=(*terms, *meetings))
    plan_programme(session, programme.id, now=turn.now, house=turn.house)
    told = telling.adopted(session, turn, programme)
    if programme.ends_on and programme.ends_on < turn.today:
        told = (
            f"Its period ended on {day_in_words(programme.ends_on)}, so none of its deadlines will be announced.",
            *told,
        )
    met = events.made_of_rows(session, turn, meetings)
    card = programme_card(session, turn, programme)
    return Steered(
        f"Adopted: {card.name}.",
        (card,),
        undo=entry.id or 0,
        also=(*told, *met, *carried),
        buttons=to_carry(session, programme),
    )


def _terms(session: Session, programme: Programme) -> tuple[ChairTerm, ...]:
    houses = [known_or_new(session, name.strip()) for name in programme.chairs_said.split(" / ") if name.strip()]
    known = {(term.organisation_id, term.starts_on) for term in people_queries.terms(session)}
    return tuple(
        ChairTerm(organisation_id=house.id, starts_on=programme.starts_on, ends_on=programme.ends_on)
        for house in houses
        if (house.id, programme.starts_on) not in known
    )


def switch(session: Session, turn: Turn, asked: str) -> Steered:
    """Look at another programme; for this person only. "current" goes back to the one all others see."""
    access_as_reader(turn)
    person = session.get(Person, turn.actor.id)
    assert person is not None
    if fold(asked) in ("current", "back", "none"):
        person.programme_id = None
        session.add(person)
        programme = queries.current(session, turn.today)
        shown = (programme_card(session, turn, programme),) if programme else ()
        return Steered("You now look at the current programme, as everybody does.", shown)
    programme = programme_meant(session, turn, asked)
    person.programme_id = programme.id
    session.add(person)
    back = f"`{turn.house.command} programme switch current` goes back."
    return Steered(f"You now look at {programme.title}. {back}", (programme_card(session, turn, programme),))


def overview(session: Session, turn: Turn) -> Steered:
    """Every programme, and which one the person looks at."""
    access_as_reader(turn)
    current = current_programme(session, turn)
    buttons = (("Load a document", "load"),) if turn.actor.chair else ()
    cards = tuple(programme_card(session, turn, programme) for programme in queries.all_programmes(session))
    if current is None:
        return Steered(nothing_loaded(turn), ())
    return Steered(
        f"You look at {current.title}.", cards, current=current.id or 0, chair=turn.actor.chair, buttons=buttons
    )


def take_back(session: Session, turn: Turn, entry: JournalEntry) -> tuple[str, ...]:
    """Put a programme back as it was before a change of it as a whole, and plan anew."""
    if entry.verb == "load":
        access_undo(session, entry)
    for change in entry.changes:
        key = (change["before"] or {}).get("fingerprint") if change["table"] == "programme" else None
        other = queries.by_fingerprint(session, key) if key else None
        if other and other.id != entry.noun_id:
            raise Conflict(
                f"The version before has been loaded as a programme of its own, so I left it: {entry.summary}."
            )
    journal.undo(session, turn, entry)
    for change in entry.changes:
        if change["table"] in ("action", "meeting") and change["before"] is None:
            plan_gone(session, change["table"], change["id"], now=turn.now)
    plan_programme(session, entry.noun_id, now=turn.now, house=turn.house)
    requests_changed(session, entry.noun_id, now=turn.now)
    if entry.verb == "revise" and session.get_one(Programme, entry.noun_id).state == "draft":
        return ()
    return telling.told_again(session, turn, entry)


def programme_meant(session: Session, turn: Turn, asked: str) -> Programme:
    """The programme a button or somebody's words mean; without words the current one. NotFound, Conflict."""
    asked = asked.strip()
    if not asked:
        programme = current_programme(session, turn)
        if programme is None:
            raise NotFound(nothing_loaded(turn))
        return programme
    everything = queries.all_programmes(session)
    if asked.startswith("id:"):
        everything = [programme for programme in everything if str(programme.id) == asked[3:]]
    else:
        everything = [programme for programme in everything if _answers_to(programme, asked)]
    if not everything:
        raise NotFound(f"No programme is called “{asked}”. `{turn.house.command} programme` lists them.")
    if len(everything) > 1:
        titles = "; ".join(programme.title for programme in everything)
        raise Conflict(f"Several programmes match “{asked}”: {titles}. Use more of the title.")
    return everything[0]


def _answers_to(programme: Programme, asked: str) -> bool:
    key = fold(asked)
    if not key:
        return False
    return key in fold(f"{programme.title} {programme.period_said}") or asked in (
        programme.number,
        f"n°{programme.number}",
    )
