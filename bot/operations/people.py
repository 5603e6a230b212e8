"""People: who is acting, and what that gives them the right to do."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from bot.errors import NotAllowed
from bot.operations.chairs import TRIO, in_trio
from bot.turn import Actor, House, Profile, Turn
from storage.models import ChairTerm, Organisation, Person
from storage.queries import people as queries

GROUP = "trio"
"""The folded name of the group of past, present and next chair."""


def actor_of(session: Session, team_id: str, user_id: str, *, now: datetime, house: House) -> Actor | None:
    """Who this account is and what it may do at this moment; None where Slack has not told us about it yet."""
    person = queries.person_by_slack(session, team_id, user_id)
    if person is None:
        return None
    return acting(session, person, now.astimezone(house.zone).date(), house)


def acting(session: Session, person: Person, today: date, house: House) -> Actor:
    """The rights of a person on a day."""
    assert person.id is not None
    home = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    terms = queries.terms(session)
    places = in_trio(terms, today)
    sitting = [term for term in terms if places[term.id or 0] == "now"]
    ours = _speaks_for(session, home, {term.organisation_id for term in terms if places[term.id or 0] in TRIO})
    outsider = person.is_guest or person.is_stranger
    member = not person.is_gone and (person.confirmed or not outsider)
    return Actor(
        id=person.id,
        team_id=person.team_id,
        user_id=person.user_id,
        name=person.name,
        zone=person.zone or house.zone.key,
        organisation_id=person.organisation_id,
        organisation=home.short_name if home else "",
        confirmed=person.confirmed,
        contact=person.confirmed and person.standing != "",
        member=member,
        reader=member or not (person.is_stranger or person.is_gone),
        chair=member and _chairs(session, person, sitting, house),
        owner_ids=ours if person.confirmed else frozenset(),
        ours_ids=ours,
        programme_id=person.programme_id,
    )


def _speaks_for(session: Session, home: Organisation | None, trio: set[int | None]) -> frozenset[int]:
    if home is None or home.id is None:
        return frozenset()
    group = queries.organisation_by_name(session, GROUP) if home.id in trio else None
    return frozenset({home.id, group.id} if group and group.id else {home.id})


def _chairs(session: Session, person: Person, sitting: Sequence[ChairTerm], house: House) -> bool:
    named = any(term.person_id == person.id for term in sitting)
    if named or (person.confirmed and any(term.organisation_id == person.organisation_id for term in sitting)):
        return True
    # Until there are chairs, those named at set-up act, else whoever administers the workspace.
    instead = person.user_id in house.named_chairs if house.named_chairs else person.is_admin
    return instead and not queries.acting_chairs(session, sitting)


def chair_user_ids(session: Session, *, today: date, house: House) -> tuple[str, ...]:
    """The Slack ids of those who act as chairs on a day; empty where nobody can be named."""
    acting_now = queries.acting_chairs(session, queries.terms_on(session, today))
    if acting_now:
        return tuple(chair.user_id for chair in acting_now)
    if house.named_chairs:
        return tuple(sorted(house.named_chairs))
    return tuple(person.user_id for person in queries.everybody(session) if person.is_admin)


def meet(session: Session, profile: Profile, *, now: datetime) -> Person:
    """Keep what Slack says about an account, new or changed. What people said of themselves stays."""
    person = queries.person_by_slack(session, profile.team_id, profile.user_id)
    if person is None:
        person = Person(team_id=profile.team_id, user_id=profile.user_id, name=profile.name, profile_at=now)
    person.name = profile.name or person.name or profile.user_id
    person.zone = profile.zone
    person.is_admin, person.is_guest = profile.is_admin, profile.is_guest
    person.is_stranger, person.is_gone = profile.is_stranger, profile.is_gone
    person.profile_at = now
    session.add(person)
    session.flush()
    return person


def access_as_reader(turn: Turn) -> None:
    """Raise NotAllowed for strangers whom nobody has put in an organisation."""
    if not turn.actor.reader:
        raise NotAllowed(
            "This programme is open to the members of the alliance. "
            f"Ask a chair to add you with `{turn.house.command} people set`, then try again."
        )


def access_as_member(turn: Turn) -> None:
    """Raise NotAllowed for guests and strangers whom nobody has put in an organisation."""
    access_as_reader(turn)
    if not turn.actor.member:
        raise NotAllowed(
            "Guests can read the programme; changing it is for members. "
            f"A chair can make you one with `{turn.house.command} people set`."
        )


def access_as_chair(turn: Turn, what: str) -> None:
    """Raise NotAllowed for all but the chairs; `what` finishes "Only the chairs can …"."""
    access_as_reader(turn)
    if not turn.actor.chair:
        raise NotAllowed(f"Only the chairs can {what}. `{turn.house.command} chairs` shows who they are.")
