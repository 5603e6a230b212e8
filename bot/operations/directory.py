"""Who is who: organisations under all their names, with their people."""

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import Session

from bot.errors import NotFound
from bot.operations.organisations import GROUPS
from bot.operations.owners import MENTION, person_mentioned
from bot.operations.people import GROUP, access_as_reader
from bot.people_cards import Nearest, OrganisationCard, PeopleCard, PersonCard
from bot.reading.names import fold
from bot.turn import Turn
from storage.models import Organisation, Person
from storage.queries import people as queries

PAGE = 10
NEAR = 60
"""How alike two names are, of 100, to be offered for each other."""


def organisation_named(session: Session, said: str) -> Organisation | None:
    """The organisation that answers to a name, in any case, with or without accents and punctuation."""
    key = fold(said)
    return queries.organisation_by_name(session, GROUP if key in GROUPS else key) if key else None


def organisation_meant(session: Session, turn: Turn, said: str) -> Organisation:
    """The same, where it must be there. Raises NotFound with the names that come close."""
    organisation = organisation_named(session, said)
    if organisation:
        return organisation
    close = " or ".join(f"“{name}”" for name in _close(session, said))
    hint = f"Did you mean {close}? " if close else ""
    raise NotFound(
        f"I know no organisation called “{said[:100]}”. {hint}`{turn.house.command} people` lists them; "
        f"a chair adds one with `{turn.house.command} people add {said[:100] or 'NAME'}`."
    )


def nearest(session: Session, turn: Turn, said: str) -> Nearest:
    """What to offer where nothing answers to a name."""
    return Nearest(said, _close(session, said), turn.actor.chair, turn.house.command)


def _close(session: Session, said: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    known = {organisation.id: organisation.short_name for organisation in queries.organisations(session)}
    names = {alias.id: fold(alias.alias) for alias in queries.aliases(session)}
    owner = {alias.id: known[alias.organisation_id] for alias in queries.aliases(session)}
    found = process.extract(fold(said[:200]), names, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=20)
    return tuple(dict.fromkeys(owner[key] for _, _, key in found))[:5]


def everybody(session: Session, turn: Turn, offset: int = 0) -> PeopleCard:
    """A page of organisations with their people; the last one ends with those who belong nowhere yet."""
    access_as_reader(turn)
    every = queries.organisations(session)
    page = every[offset : offset + PAGE]
    last = offset + PAGE >= len(every)
    return PeopleCard(
        organisations=_cards(session, turn, page),
        total=len(every),
        offset=offset,
        placeless=tuple(person_card(turn, person, None) for person in queries.placeless(session)) if last else (),
        chair=turn.actor.chair,
        command=turn.house.command,
    )


def one(session: Session, turn: Turn, said: str) -> OrganisationCard:
    """One organisation whole, by any of its names or by one of its people."""
    access_as_reader(turn)
    match = MENTION.fullmatch(said.strip())
    if not match:
        return organisation_card(session, turn, organisation_meant(session, turn, said))
    person = person_mentioned(session, match[1])
    organisation = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    if organisation is None:
        raise NotFound(
            f"{person.name} has not said yet where they belong: `{turn.house.command} me` and its name does."
        )
    return organisation_card(session, turn, organisation)


def organisation_card(session: Session, turn: Turn, organisation: Organisation) -> OrganisationCard:
    """The card of one organisation."""
    return _cards(session, turn, [organisation])[0]


def _cards(session: Session, turn: Turn, organisations: Sequence[Organisation]) -> tuple[OrganisationCard, ...]:
    ids = [organisation.id for organisation in organisations if organisation.id]
    people: dict[int | None, list[Person]] = defaultdict(list)
    for person in queries.people_in(session, ids):
        people[person.organisation_id].append(person)
    names: dict[int, list[str]] = defaultdict(list)
    for alias in queries.aliases_of(session, ids):
        names[alias.organisation_id].append(alias.alias)
    held = queries.open_held(session, ids)
    return tuple(
        OrganisationCard(
            id=organisation.id or 0,
            short_name=organisation.short_name,
            name=organisation.name,
            aliases=tuple(
                name
                for name in names[organisation.id or 0]
                if fold(name) not in (fold(organisation.short_name), fold(organisation.name))
            ),
            new=organisation.new and not any(person.confirmed for person in people[organisation.id]),
            people=tuple(person_card(turn, person, organisation) for person in people[organisation.id]),
            open_actions=held.get(organisation.id, 0),
            group=organisation.kind == "group",
            change=turn.actor.chair and organisation.kind != "group",
        )
        for organisation in organisations
    )


def person_card(turn: Turn, person: Person, organisation: Organisation | None) -> PersonCard:
    """The card of one person."""
    return PersonCard(
        user_id=person.user_id,
        name=person.name,
        organisation=organisation.short_name if organisation else "",
        confirmed=person.confirmed,
        standing=person.standing,
        outsider=outsider(person),
        confirm=may_confirm(turn, person),
    )


def outsider(person: Person) -> str:
    """What kind of account it is, in words, where it is not one of this workspace's own members."""
    return "from another workspace" if person.is_stranger else "guest" if person.is_guest else ""


def may_confirm(turn: Turn, person: Person) -> bool:
    """A chair may confirm where anybody belongs; an organisation's contact, for accounts of this workspace."""
    if person.organisation_id is None or person.confirmed:
        return False
    contact = turn.actor.contact and turn.actor.organisation_id == person.organisation_id
    return turn.actor.member and (turn.actor.chair or (contact and not outsider(person)))
