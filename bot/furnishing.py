"""What the local workspace begins with: people who belong somewhere, and a programme for them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.database import Say
from bot.example import NAME, example_programme
from bot.operations import steering
from bot.operations.directory import organisation_named
from bot.operations.loading import import_document
from bot.operations.people import actor_of, meet
from bot.reading.documents import DraftDocument, read_document
from bot.sandbox.people import Person as Member
from bot.titles import programme_name
from bot.turn import House, Profile, Turn
from storage.engine import Units
from storage.models import Organisation, Person
from storage.queries import programmes
from storage.queries.people import person_by_slack

CHAIR = "U0INES0001"
PEOPLE = (
    Member("Ines", "Ines Duarte", "Europe/Lisbon", user_id=CHAIR, is_admin=True),
    Member("Jonas", "Jonas Weber", "Europe/Berlin", user_id="U0JONAS001"),
    Member("Maya", "Maya Lindqvist", "Europe/Stockholm", user_id="U0MAYA0001"),
    Member("Tom", "Tom Okafor", "Africa/Lagos", user_id="U0TOM00001"),
    Member("Lucie", "Lucie Tremblay", "America/Toronto", user_id="U0LUCIE001"),
    Member("Kenji", "Kenji Mori", "Asia/Tokyo", user_id="U0KENJI001"),
    Member("Gil", "Gil Ferrer", "Europe/Madrid", title="Guest", user_id="U0GIL00001", is_restricted=True),
    Member("Sam", "Sam Whitlock", "America/New_York", "From another workspace", user_id="U0SAM00001", is_stranger=True),
)
"""The first belongs to whoever chairs; guest and stranger belong nowhere until a chair says so."""


def furnish(
    units: Units, house: House, now: datetime, document: tuple[DraftDocument, str] | None, say: Say
) -> tuple[Member, ...]:
    """Put the people into the database and adopt the document's programmes (with its name); without one, the example's
    where there is no programme yet. What is stored already stays as it is. Gives the people as the page shows them.
    """
    with units.writing() as session:
        for member in PEOPLE:
            meet(session, _profile(member), now=now)
        if document is None and not programmes.all_programmes(session):
            today = now.astimezone(house.zone).date()
            document = read_document(example_programme(today).encode(), NAME), NAME
        if document is not None:
            _load(session, house, now, *document, say)
        return tuple(_titled(session, member) for member in PEOPLE)


def _profile(member: Member) -> Profile:
    return Profile(
        team_id=member.team_id,
        user_id=member.user_id,
        name=member.name,
        zone=member.tz,
        is_admin=member.is_admin,
        is_guest=member.is_restricted,
        is_stranger=member.is_stranger,
    )


def _load(session: Session, house: House, now: datetime, draft: DraftDocument, name: str, say: Say) -> None:
    loaded = import_document(session, draft, source_name=name, now=now, house=house)
    fresh = [card for card in loaded.programmes if card.title not in loaded.unchanged]
    if fresh:
        _seat(session, _names(draft))
    for card in fresh:
        chair = actor_of(session, PEOPLE[0].team_id, CHAIR, now=now, house=house)
        assert chair is not None
        turn = Turn(replace(chair, chair=True), now, house)
        steering.adopt(session, turn, f"id:{card.id}")
        name = programme_name(card.title, "adopted")
        say(f"Adopted: {name}{f', {card.period_said}' if card.period_said else ''}.")
        if card.period and not card.period[0] <= turn.today <= card.period[1]:
            say(f"Today is not in its period. To live in it: wp try --on {card.period[0].isoformat()}")


def _names(draft: DraftDocument) -> Iterator[str]:
    """What a document calls organisations: who chairs first, then the owners as they come; not "2 partners"."""
    for programme in draft.programmes:
        yield from programme.chairs
    for programme in draft.programmes:
        for action in programme.every_action():
            yield from (name for name in action.owners if not name[:1].isdigit())


def _seat(session: Session, names: Iterator[str]) -> None:
    """Have the members belong to the organisations of these names, in turn; the first of each is its contact."""
    found = (organisation_named(session, name) for name in names)
    places = list(dict.fromkeys(one.id for one in found if one is not None and one.kind != "group"))
    members = [one for one in PEOPLE if not one.is_restricted and not one.is_stranger]
    for number, member in enumerate(members if places else []):
        person = _person(session, member)
        person.organisation_id, person.confirmed = places[number % len(places)], True
        person.standing = "contact" if number < len(places) else ""
        session.add(person)
    session.flush()


def _person(session: Session, member: Member) -> Person:
    person = person_by_slack(session, member.team_id, member.user_id)
    assert person is not None
    return person


def _titled(session: Session, member: Member) -> Member:
    """With the organisation as the profile's title, so that the page tells who is who."""
    home = _person(session, member).organisation_id
    organisation = session.get(Organisation, home) if home else None
    return replace(member, title=organisation.short_name) if organisation else member
