"""What chairs say of organisations: their names, their contact and deputy, and who belongs to them."""

from dataclasses import dataclass

from sqlmodel import Session, SQLModel

from bot.cards import Done
from bot.errors import BadInput, Conflict
from bot.operations.belonging import tell_person
from bot.operations.directory import organisation_card, organisation_meant, organisation_named
from bot.operations.journal import Watched
from bot.operations.merging import Merger, came_along, merger
from bot.operations.organisations import GROUPS
from bot.operations.owners import MENTION, person_mentioned
from bot.operations.people import access_as_chair
from bot.operations.replanning import plan_touched
from bot.people_cards import OrganisationCard
from bot.reading.names import fold
from bot.turn import Turn
from storage.models import Organisation, OrganisationAlias, Person
from storage.queries import people as queries

LONGEST_NAME = 200
STANDINGS = ("contact", "deputy")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is to be changed about an organisation, as typed; empty where it stays."""

    organisation: str
    contact: str = ""
    deputy: str = ""
    members: str = ""
    """One or more mentions."""
    aliases: tuple[str, ...] = ()
    name: str = ""


def organisation_to_change(session: Session, turn: Turn, said: str) -> OrganisationCard:
    """The organisation as it stands, for the chairs' form."""
    access_as_chair(turn, "say who belongs where")
    return organisation_card(session, turn, _institution(session, turn, said))


def set_organisation(session: Session, turn: Turn, setting: Setting) -> Done:
    """Change who is contact and deputy, who belongs to it, under which names it is known: one change, for the chairs.

    Whoever is put in an organisation is confirmed there, and a member wherever the account lives. A name that a
    document brought as an organisation of its own makes the two one.
    """
    access_as_chair(turn, "say who belongs where")
    home = _institution(session, turn, setting.organisation)
    assert home.id is not None
    named = {one: _one(session, one, getattr(setting, one)) for one in STANDINGS if getattr(setting, one)}
    members = _people(session, setting.members)
    if len({person.id for person in named.values()}) < len(named):
        raise BadInput("Contact and deputy are two people: name somebody else as deputy.", field="deputy")
    placed = {person.id: person for person in (*named.values(), *members)}
    before = {person.id: (person.organisation_id, person.confirmed, person.standing) for person in placed.values()}
    names = [*setting.aliases, *([setting.name] if setting.name else [])]
    added, mergers = _names(session, turn, home, names)
    theirs = queries.people_of(session, home.id)
    moving = [row for planned in mergers for row in planned.rows]
    watched = Watched(session, *_once(home, *placed.values(), *theirs, *moving))
    removed = [row for planned in mergers for row in planned.move(session)]
    home.new = False
    home.name = setting.name or home.name
    for person in placed.values():
        if person.organisation_id != home.id:
            person.organisation_id, person.standing = home.id, ""
        person.confirmed = True
    for standing, person in named.items():
        for other in theirs:
            other.standing = "" if other.standing == standing else other.standing
        person.standing = standing
    summary = f"set {home.short_name}: {_in_words(setting, named, members)}"
    entry = watched.record(turn, "set", home, summary, added=added, removed=tuple(removed))
    if not entry.changes:
        raise Conflict(f"That is so already for {home.short_name}. Nothing was changed.")
    plan_touched(session, turn, entry)
    told = [
        sentence
        for person in placed.values()
        if before[person.id] != (person.organisation_id, person.confirmed, person.standing)
        for sentence in tell_person(session, turn, person, _news(turn, person, home), f"entry:{entry.id}")
    ]
    moved = (came_along(planned) for planned in mergers)
    return Done(sentence=f"{summary[0].upper()}{summary[1:]}.", undo=entry.id or 0, also=(*moved, *told))


def _institution(session: Session, turn: Turn, said: str) -> Organisation:
    home = organisation_meant(session, turn, said)
    if home.kind == "group":
        raise BadInput(
            f"{home.short_name} is whoever chairs, chaired last and chairs next; "
            f"`{turn.house.command} chairs set ORG from … to …` says who that is."
        )
    return home


def _people(session: Session, said: str) -> list[Person]:
    people = []
    for match in MENTION.finditer(said):
        met = person_mentioned(session, match[1])
        people.append(queries.lock_person(session, met.id or 0))
    if said and not people:
        raise BadInput(f"I can't see a person in “{said}”. Write @ and the name, and choose from Slack's list.")
    return people


def _one(session: Session, standing: str, said: str) -> Person:
    people = _people(session, said)
    if len(people) > 1:
        raise BadInput(f"One {standing} only, please: I read {len(people)} people.", field=standing)
    return people[0]


def _names(
    session: Session, turn: Turn, home: Organisation, names: list[str]
) -> tuple[tuple[OrganisationAlias, ...], list[Merger]]:
    added: dict[str, OrganisationAlias] = {}
    mergers: dict[int | None, Merger] = {}
    assert home.id is not None
    for name in names:
        key = _key(name)
        other = organisation_named(session, name)
        if other is None:
            added[key] = OrganisationAlias(organisation_id=home.id, alias=name, folded=key)
        elif other.id != home.id:
            _access_merge(session, turn, other, home)
            mergers[other.id] = merger(session, other, home)
    return tuple(added.values()), list(mergers.values())


def _access_merge(session: Session, turn: Turn, other: Organisation, home: Organisation) -> None:
    """An organisation that only a document knows may be taken for a name; one with a life of its own must be named."""
    assert other.id is not None
    if not other.new or any(person.confirmed for person in queries.people_of(session, other.id)):
        raise Conflict(
            f"{other.short_name} is an organisation of its own here. If the two are one: "
            f"`{turn.house.command} people merge {other.short_name} into {home.short_name}`"
        )


def _key(name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise BadInput(f"That name has {len(name):,} characters; {LONGEST_NAME} is the most I keep.", field="name")
    key = fold(name)
    if not key:
        raise BadInput(f"“{name}” has no letter or digit, so nobody could be found by it.", field="name")
    if key in GROUPS:
        raise BadInput(f"“{name}” is the name of the past, present and next chair together.", field="name")
    return key


def _once(*rows: SQLModel) -> list[SQLModel]:
    return list({id(row): row for row in rows}.values())


def _in_words(setting: Setting, named: dict[str, Person], members: list[Person]) -> str:
    parts = [f"{standing} {person.name}" for standing, person in named.items()]
    parts += [f"member {person.name}" for person in members]
    parts += [f"alias {name}" for name in setting.aliases]
    return "; ".join([*parts, f"name {setting.name}"] if setting.name else parts)


def _news(turn: Turn, person: Person, home: Organisation) -> str:
    if person.standing:
        return (
            f"{turn.actor.full_name} has named you {person.standing} of {home.short_name}: you hear what it is asked, "
            "and confirm who belongs to it."
        )
    return (
        f"{turn.actor.full_name} has put you in {home.short_name}: you can now change its actions. "
        f"`{turn.house.command} ours` lists them."
    )


def add_organisation(session: Session, turn: Turn, short_name: str, name: str = "") -> Done:
    """Make an organisation known, so that actions can be its own. For the chairs."""
    access_as_chair(turn, "add an organisation")
    if not short_name:
        raise BadInput(f"Which one? For example: `{turn.house.command} people add CNRS`", field="name")
    keys = {_key(one): one for one in (short_name, name) if one}
    for one in keys.values():
        known = organisation_named(session, one)
        if known:
            raise Conflict(f"“{one}” is {known.short_name}, which is here already. Nothing was changed.")
    made = Organisation(short_name=short_name, name=name, new=False)
    session.add(made)
    session.flush()
    assert made.id is not None
    aliases = [OrganisationAlias(organisation_id=made.id, alias=alias, folded=key) for key, alias in keys.items()]
    entry = Watched(session).record(turn, "add", made, f"added {short_name}", added=(made, *aliases))
    how = f"`{turn.house.command} people set {short_name} contact @somebody` names its contact."
    return Done(sentence=f"Added: {short_name}{f', {name}' if name else ''}.", undo=entry.id or 0, also=(how,))


def access_unused(session: Session, organisation_id: int) -> None:
    """Raise Conflict where an organisation has come to be used: taking it away would take more than was added."""
    used = [row for row in queries.belonging_to(session, organisation_id) if not isinstance(row, OrganisationAlias)]
    if used or queries.assignments_of_organisation(session, organisation_id):
        raise Conflict("That organisation has people, terms or actions by now, so I left it. Nothing was changed.")
