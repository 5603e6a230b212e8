"""Terms in the chair: who chairs, chaired last and chairs next; and the changes that chairs make to them."""

import re
from datetime import date

from sqlmodel import Session

from bot.cards import Done, day_in_words, listed
from bot.errors import BadInput, NotFound
from bot.operations.chairs import in_trio
from bot.operations.directory import organisation_meant
from bot.operations.journal import Watched
from bot.operations.owners import MENTION, person_mentioned
from bot.operations.people import access_as_chair, access_as_reader, chair_user_ids
from bot.operations.replanning import plan_touched
from bot.people_cards import ChairCard, ChairsCard, PlaceForm
from bot.reading.when import Context, read_when
from bot.turn import Turn
from bot.windows import Window
from storage.models import ChairTerm, Organisation, Person
from storage.queries import people as queries

_YEAR = re.compile(r"\b\d{4}\b")


def chairs(session: Session, turn: Turn) -> ChairsCard:
    """All terms, the present one first, and who acts as chair today."""
    access_as_reader(turn)
    terms = queries.terms(session)
    places = in_trio([term for term in terms if term.organisation_id], turn.today)
    places |= in_trio([term for term in terms if term.person_id], turn.today)
    return ChairsCard(
        terms=tuple(
            ChairCard(_name(session, term), term.starts_on, term.ends_on, places[term.id or 0]) for term in terms
        ),
        acting=_acting(session, turn),
        by=_by(session, turn),
        change=turn.actor.chair,
    )


def term_form(session: Session, turn: Turn) -> PlaceForm:
    """What there is to choose from, for the chairs' form."""
    access_as_chair(turn, "say who chairs")
    names = [one.short_name for one in queries.organisations(session) if one.kind != "group"]
    return PlaceForm(tuple(names))


def set_term(session: Session, turn: Turn, who: str, first: str, last: str, within: str = "") -> Done:
    """Give an organisation or a person a term; one they have in that time is changed instead. For the chairs.

    The days are read from words: `first` and `last`, either may be empty for open, or both at once from `within`.
    """
    access_as_chair(turn, "say who chairs")
    if not who:
        raise BadInput(_example(turn), field="organisation")
    holder = _holder(session, turn, who)
    starts_on, ends_on = _days(turn, first, last, within)
    term = _overlapping(session, holder, starts_on, ends_on)
    if term is None:
        watched, term = Watched(session), _new(holder)
        added: tuple[ChairTerm, ...] = (term,)
    else:
        watched, added = Watched(session, term), ()
    term.starts_on, term.ends_on = starts_on, ends_on
    name = holder.short_name if isinstance(holder, Organisation) else holder.name
    said = _from_to(starts_on, ends_on)
    entry = watched.record(turn, "chairs", holder, f"set the chair: {name}, {said}", added=added)
    plan_touched(session, turn, entry)
    also = (*_beside(session, term), *_who_acts(session, turn))
    return Done(sentence=f"In the chair: {name}, {said}.", undo=entry.id or 0, also=also)


def clear_terms(session: Session, turn: Turn, who: str) -> Done:
    """Take back the present and coming terms of an organisation or a person; past ones stay. For the chairs."""
    access_as_chair(turn, "say who chairs")
    holder = _holder(session, turn, who)
    name = holder.short_name if isinstance(holder, Organisation) else holder.name
    left = tuple(
        term
        for term in queries.terms(session)
        if _held_by(term, holder) and (term.ends_on is None or term.ends_on >= turn.today)
    )
    if not left:
        raise NotFound(f"{name} neither chairs now nor is to chair. `{turn.house.command} chairs` lists the terms.")
    entry = Watched(session).record(turn, "chairs", holder, f"took {name} off the chairs", removed=left)
    plan_touched(session, turn, entry)
    return Done(sentence=f"No longer in the chair: {name}.", undo=entry.id or 0, also=_who_acts(session, turn))


def _example(turn: Turn) -> str:
    return (
        "Who, and from when to when? For example: "
        f"`{turn.house.command} chairs set CNRS from 1 January 2022 to 30 June 2022`"
    )


def _holder(session: Session, turn: Turn, said: str) -> Organisation | Person:
    match = MENTION.fullmatch(said.strip())
    if match:
        person = person_mentioned(session, match[1])
        if (person.is_guest or person.is_stranger) and not person.confirmed:
            raise BadInput(
                f"{person.name} is not a member yet, so could not act as chair. First: "
                f"`{turn.house.command} people set ORG member @{person.name}`",
                field="person",
            )
        return person
    organisation = organisation_meant(session, turn, said)
    if organisation.kind == "group":
        raise BadInput(f"{organisation.short_name} follows from the terms: it is past, present and next chair.")
    return organisation


def _days(turn: Turn, first: str, last: str, within: str) -> tuple[date | None, date | None]:
    if within:
        window = _read(turn, within, "from")
        return window.start, window.end
    starts_on = _read(turn, first, "from", _year(first, last)).start if first else None
    ends_on = _read(turn, last, "to").end if last else None
    if not first and not last:
        raise BadInput(_example(turn), field="from")
    if starts_on and ends_on and starts_on > ends_on:
        raise BadInput(
            f"That term would end, on {day_in_words(ends_on)}, before it starts, on {day_in_words(starts_on)}.",
            field="to",
        )
    return starts_on, ends_on


def _year(first: str, last: str) -> str:
    """ "from 1 January to 30 June 2022": the year that the first day shares with the last."""
    year = _YEAR.search(last)
    return year[0] if year and not _YEAR.search(first) else ""


def _read(turn: Turn, said: str, field: str, year: str = "") -> Window:
    window = read_when(f"{said} {year}".strip(), Context(today=turn.today)).window
    if window.start is None or window.end is None:
        raise BadInput(f"I can't see a day in “{said[:100]}”. {_example(turn)}", field=field)
    return window


def _new(holder: Organisation | Person) -> ChairTerm:
    if isinstance(holder, Organisation):
        return ChairTerm(organisation_id=holder.id)
    return ChairTerm(person_id=holder.id)


def _held_by(term: ChairTerm, holder: Organisation | Person) -> bool:
    return holder.id == (term.organisation_id if isinstance(holder, Organisation) else term.person_id)


def _overlapping(
    session: Session, holder: Organisation | Person, starts_on: date | None, ends_on: date | None
) -> ChairTerm | None:
    for term in queries.terms(session):
        if _held_by(term, holder) and _meet(term, starts_on, ends_on):
            return term
    return None


def _meet(term: ChairTerm, starts_on: date | None, ends_on: date | None) -> bool:
    begins_before_end = ends_on is None or term.starts_on is None or term.starts_on <= ends_on
    return begins_before_end and (starts_on is None or term.ends_on is None or term.ends_on >= starts_on)


def _from_to(starts_on: date | None, ends_on: date | None) -> str:
    first = f"from {day_in_words(starts_on)}" if starts_on else ""
    last = f"to {day_in_words(ends_on)}" if ends_on else ""
    return " ".join(filter(None, (first, last)))


def _beside(session: Session, term: ChairTerm) -> tuple[str, ...]:
    others = [
        _name(session, other)
        for other in queries.terms(session)
        if other.id != term.id and _meet(other, term.starts_on, term.ends_on)
    ]
    return (f"In the chair in that time too: {listed(dict.fromkeys(others))}.",) if others else ()


def _name(session: Session, term: ChairTerm) -> str:
    if term.organisation_id:
        organisation = session.get(Organisation, term.organisation_id)
        return organisation.short_name if organisation else ""
    person = session.get(Person, term.person_id) if term.person_id else None
    return person.name if person else ""


def _acting(session: Session, turn: Turn) -> tuple[str, ...]:
    people = [
        queries.person_by_slack(session, "", user_id)
        for user_id in chair_user_ids(session, today=turn.today, house=turn.house)
    ]
    return tuple(person.name for person in people if person)


def _by(session: Session, turn: Turn) -> str:
    if queries.acting_chairs(session, queries.terms_on(session, turn.today)):
        return "term"
    return "settings" if turn.house.named_chairs else "admin"


def _who_acts(session: Session, turn: Turn) -> tuple[str, ...]:
    """Who acts as chair from now on, so that nobody is surprised; the bot is never without."""
    session.flush()
    now = [_name(session, term) for term in queries.terms_on(session, turn.today)]
    by = _by(session, turn)
    if by == "term":
        return (f"Acting as chairs today: {listed(_acting(session, turn))}.",)
    why = f"Nobody of {listed(dict.fromkeys(now))} is confirmed here yet" if now else "Nobody chairs today"
    until = "those named in WP_CHAIRS" if by == "settings" else "the workspace's admins"
    return (f"{why}; until that changes, {until} act as chairs.",)
