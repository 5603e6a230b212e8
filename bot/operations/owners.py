"""From the words of a "who" to those who hold an action, or are asked to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from bot.cards import listed
from bot.errors import UnknownPerson
from bot.reading.names import fold
from bot.reading.who import read_who
from bot.turn import Turn
from storage.models import Action, Assignment, Organisation, Person
from storage.queries import people as queries

MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_ME = frozenset({"me", "myself", "i"})


@dataclass(frozen=True, slots=True)
class Owners:
    """A "who" as written, and whom we know in it."""

    said: str
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    not_owners: str = ""
    seeking: bool = False
    either: bool = False
    shown: tuple[str, ...] = ()
    """Sentences for whoever typed it: names nobody knows."""


def owners_of(session: Session, turn: Turn, said: str, *, kept: bool = True) -> Owners:
    """Understand a typed "who": mentions, "me", organisations by any of their names.

    The rest is kept as written, where it is `kept`, which is said.

    Raises UnknownPerson where somebody is mentioned whom Slack has not told us about yet.
    """
    people: list[Person] = []
    outside: list[str] = []
    for match in MENTION.finditer(said):
        person = person_mentioned(session, match[1])
        said = said.replace(match[0], person.name)
        if _may_hold(person):
            people.append(person)
        else:
            outside.append(person.name)
    names = {*outside, *(person.name for person in people)}
    who = read_who(said, [*queries.known_names(session), *names])
    organisations: list[Organisation] = []
    unknown: list[str] = []
    for name in who.owners:
        if name in names:
            continue
        organisation = queries.organisation_by_name(session, fold(name))
        if fold(name) in _ME:
            me = session.get(Person, turn.actor.id)
            people += [me] if me else []
        elif organisation is None and (within := _bracketed(session, name)):
            organisations.append(within)
        elif organisation is None:
            unknown.append(name)
        elif organisation not in organisations:
            organisations.append(organisation)
    shown: list[str] = []
    if unknown:
        shown.append(
            f"I don't know {_quoted(unknown)} here, so nobody is asked{'; it is kept as written' if kept else ''}. "
            f"`{turn.house.command} people` lists who I know."
        )
    shown += [
        f"{name} is in no organisation here yet and could not answer, so is not asked. "
        f"A chair can change that: `{turn.house.command} people set ORGANISATION member @{name}`"
        for name in outside
    ]
    return Owners(
        said=said,
        people=tuple(people),
        organisations=tuple(organisations),
        not_owners=", ".join((*who.not_owners, *unknown)),
        seeking=who.seeking,
        either=who.either,
        shown=tuple(shown),
    )


def _may_hold(person: Person) -> bool:
    return not person.is_gone and (person.confirmed or not (person.is_guest or person.is_stranger))


def _bracketed(session: Session, name: str) -> Organisation | None:
    """The organisation in "CNRS (Ben)", as our own lists show it."""
    outer = re.sub(r"\s*\([^()]*\)$", "", name)
    return queries.organisation_by_name(session, fold(outer)) if outer != name else None


def _quoted(names: list[str]) -> str:
    return listed(f"“{name}”" for name in names)


def person_mentioned(session: Session, user_id: str) -> Person:
    """The person behind a mention. Raises UnknownPerson where Slack must be asked first."""
    person = queries.person_by_slack(session, "", user_id)
    if person is None:
        raise UnknownPerson(user_id)
    return person


def assignments_for(turn: Turn, action: Action, owners: Owners) -> tuple[Assignment, ...]:
    """Assignments, not yet stored, for those whom somebody named.

    Whom the person speaks for holds it at once; anybody else is asked, since nobody is anybody's boss.
    """
    assert action.id is not None
    people = [
        Assignment(
            action_id=action.id,
            organisation_id=person.organisation_id if person.confirmed else None,
            person_id=person.id,
            state="holds" if person.id == turn.actor.id else "asked",
            asked_by_id=turn.actor.id,
            at=turn.now,
            claimed=True,
        )
        for person in owners.people
    ]
    organisations = [
        Assignment(
            action_id=action.id,
            organisation_id=organisation.id,
            state="holds" if organisation.id in turn.actor.owner_ids else "asked",
            asked_by_id=turn.actor.id,
            at=turn.now,
        )
        for organisation in owners.organisations
    ]
    return (*people, *organisations)


def keep_who(action: Action, owners: Owners, assignments: Iterable[Assignment]) -> None:
    """Keep on the action itself what its "who" says, and whether anybody holds it now."""
    action.who_said, action.not_owners = owners.said, owners.not_owners
    action.seeking, action.either = owners.seeking, owners.either
    action.owned = any(assignment.state == "holds" for assignment in assignments)
