"""Named people and things to test with. Each builder stores one thing, plain, and gives its row back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.operations.people import acting
from bot.operations.showing import store_window
from bot.reading.names import fold
from bot.turn import House, Presence, Turn
from bot.windows import NOTHING, Window
from storage.models import (
    Action,
    AnnouncementLine,
    Assignment,
    ChairTerm,
    Organisation,
    OrganisationAlias,
    Person,
    Priority,
    Programme,
)
from storage.queries.numbers import next_number

NOW = datetime(2022, 1, 10, 9, 0, tzinfo=UTC)
"""A Monday, 10:00 in Brussels, in the first days of the programme."""
HOUSE = House(zone=ZoneInfo("Europe/Brussels"), channel="C0PROGRAM")
INSIDE = ("C0PROGRAM", "C0ELSEWHERE", "C0NEWPLACE")
"""Channels that the bot is in."""
TEAM = "T0HOME"
OTHER_TEAM = "T0OTHER"
Row = TypeVar("Row")


def a_person(
    session: Session, name: str, organisation: Organisation | None = None, *, standing: str = "", **more: Any
) -> Person:
    """An account `U0NAME`; confirmed wherever it belongs, unless `confirmed=False` is given."""
    return _stored(session, _person(name, organisation, standing=standing, **more))


def an_organisation(session: Session, short_name: str, *aliases: str, name: str = "", **more: Any) -> Organisation:
    """An organisation that answers to its short name, its name and the aliases."""
    organisation = _stored(session, Organisation(short_name=short_name, name=name, **{"new": False, **more}))
    session.add_all(_aliases(organisation, *aliases))
    return organisation


def a_term(
    session: Session, who: Organisation | Person, starts_on: date | None = None, ends_on: date | None = None
) -> ChairTerm:
    """A term in the chair, both days inclusive, open where None."""
    holder = {"organisation_id": who.id} if isinstance(who, Organisation) else {"person_id": who.id}
    return _stored(session, ChairTerm(**holder, starts_on=starts_on, ends_on=ends_on))


def a_programme(session: Session, *priorities: str, state: str = "adopted", **more: Any) -> Programme:
    """A programme of the first half of 2022 with these priorities, numbered from 1."""
    known = {
        "title": "Work programme 2022",
        "period_said": "January - June 2022",
        "starts_on": date(2022, 1, 1),
        "ends_on": date(2022, 6, 30),
        "loaded_at": NOW,
        "adopted_at": NOW if state != "draft" else None,
        "closed_at": NOW if state == "closed" else None,
    }
    known["fingerprint"] = f"{more.get('title', known['title'])} {state}"
    programme = _stored(session, Programme(state=state, **{**known, **more}))
    for position, title in enumerate(priorities or ("Science diplomacy", "Careers of researchers"), 1):
        session.add(Priority(programme_id=programme.id, position=position, number=str(position), title=title))
    session.flush()
    return programme


def an_action(
    session: Session,
    programme: Programme,
    what: str = "Draft the brief",
    *,
    owners: tuple[Organisation | Person, ...] = (),
    priority: Priority | None = None,
    when: str = "",
    window: Window = NOTHING,
    **more: Any,
) -> Action:
    """An action as if it came from the document: these hold it, and its number is the next one."""
    names = ", ".join(owner.short_name if isinstance(owner, Organisation) else owner.name for owner in owners)
    number = next_number(session, "action")
    known = {"number": number, "position": number, "added_at": NOW, "who_said": names, "owned": bool(owners)}
    known |= {"programme_id": programme.id, "priority_id": priority.id if priority else None}
    action = Action(what=what, **{**known, **more})
    store_window(action, when, window, "" if window.understood else when)
    _stored(session, action)
    for owner in owners:
        an_assignment(session, action, owner)
    return action


def an_assignment(
    session: Session, action: Action, who: Organisation | Person, *, state: str = "holds", **more: Any
) -> Assignment:
    """Somebody holds the action, or is asked to; a person holds it for the own organisation."""
    holder = {"organisation_id": who.id}
    if isinstance(who, Person):
        holder = {"organisation_id": who.organisation_id if who.confirmed else None, "person_id": who.id}
    return _stored(session, Assignment(action_id=action.id, state=state, at=NOW, **{**holder, **more}))


def a_turn(session: Session, person: Person, *, now: datetime = NOW, house: House = HOUSE) -> Turn:
    """This person at the bot, with the rights as they are stored at this moment."""
    session.flush()
    actor = acting(session, person, now.astimezone(house.zone).date(), house)
    return Turn(actor=actor, now=now, house=house, channels={channel: Presence("member") for channel in INSIDE})


@dataclass(frozen=True, slots=True)
class Cast:
    """Ana of ZSI chairs, Ben is a member of CNRS, Chloe the contact of DLR-PT, Gus a guest, Sam a stranger."""

    ana: Person
    ben: Person
    chloe: Person
    gus: Person
    sam: Person
    zsi: Organisation
    cnrs: Organisation
    dlr: Organisation


def a_cast(session: Session) -> Cast:
    """The people that most tests are about, with their organisations; ZSI chairs the first half of 2022.

    Most tests begin with it, so it is stored in few statements.
    """
    zsi = Organisation(short_name="ZSI", name="Centre for Social Innovation", new=False)
    cnrs = Organisation(short_name="CNRS", new=False)
    dlr = Organisation(short_name="DLR-PT", new=False)
    session.add_all((zsi, cnrs, dlr))
    session.flush()
    cast = Cast(
        ana=_person("Ana", zsi),
        ben=_person("Ben", cnrs),
        chloe=_person("Chloe", dlr, standing="contact"),
        gus=_person("Gus", is_guest=True),
        sam=_person("Sam", is_stranger=True, team_id=OTHER_TEAM),
        zsi=zsi,
        cnrs=cnrs,
        dlr=dlr,
    )
    session.add_all((cast.ana, cast.ben, cast.chloe, cast.gus, cast.sam))
    session.add_all((*_aliases(zsi), *_aliases(cnrs), *_aliases(dlr, "DLR")))
    a_term(session, zsi, date(2022, 1, 1), date(2022, 6, 30))
    return cast


def told(session: Session) -> list[tuple[str, str]]:
    """What the bot is to say at once, in the order it came about: (receiver, words)."""
    session.flush()
    lines = session.exec(
        select(AnnouncementLine).where(AnnouncementLine.words != "").order_by(col(AnnouncementLine.id))
    )
    return [(line.receiver, line.words) for line in lines]


def _person(name: str, organisation: Organisation | None = None, **more: Any) -> Person:
    known = {"team_id": TEAM, "user_id": f"U0{fold(name).upper()}", "zone": "Europe/Brussels", "profile_at": NOW}
    place = {"organisation_id": organisation.id if organisation else None, "confirmed": organisation is not None}
    return Person(name=name, **{**known, **place, **more})


def _aliases(organisation: Organisation, *more: str) -> Iterator[OrganisationAlias]:
    for alias in filter(None, (organisation.short_name, organisation.name, *more)):
        yield OrganisationAlias(organisation_id=organisation.id, alias=alias, folded=fold(alias))


def _stored(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
