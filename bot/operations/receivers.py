"""Who hears of an action: its owners, who speaks for an organisation, the chairs; and at what time of their day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session

from bot.operations.cadence import Audience
from bot.operations.days_off import is_day_off
from bot.operations.occasions import CLOSES, OPENS, SLOT, weekday
from bot.operations.people import chair_user_ids
from bot.pace import Pace
from bot.turn import House
from storage.models import Action, Person, Programme, ReminderAnswer
from storage.queries import people as people_queries
from storage.queries import reminders as queries
from storage.queries.plan import ToPlan

HORIZON = Pace().horizon
MEMBERS = 3
"""Of an organisation with neither contact nor deputy, so many of its people hear; the longest known first."""
LAST = time(CLOSES.hour - 1, 30)
"""The latest in a day that the daily message is planned for, so that it goes out on that day."""


def speaking_for(people: Iterable[Person]) -> tuple[Person, ...]:
    """Of the people of an organisation, who hears what it is asked: contact, else deputy, else some members."""
    theirs = sorted(
        (person for person in people if person.confirmed and not person.is_gone), key=lambda one: one.id or 0
    )
    for standing in ("contact", "deputy"):
        first = tuple(person for person in theirs if person.standing == standing)
        if first:
            return first
    return tuple(theirs[:MEMBERS])


@dataclass(slots=True)
class Circle:
    """Everybody who may have to hear of some actions, fetched at once; answers without asking the database again."""

    house: House
    today: date
    last: date
    """The last day that anything can be planned for, wherever somebody is."""
    held: dict[int, list[tuple[int | None, int | None]]] = field(default_factory=lambda: defaultdict(list))
    """By action: (organisation, person)."""
    answers: dict[int, list[ReminderAnswer]] = field(default_factory=lambda: defaultdict(list))
    people: dict[int, Person] = field(default_factory=dict)
    programmes: dict[int, Programme] = field(default_factory=dict)
    chairs: tuple[Person, ...] = ()
    _speaking: dict[int, tuple[Person, ...]] = field(default_factory=dict)
    _groups: frozenset[int] = frozenset()
    _countries: dict[int, str] = field(default_factory=dict)
    """By organisation, where days off are observed."""
    _zones: dict[str, ZoneInfo] = field(default_factory=dict)
    # The same few people and days come again for every action.
    _days: dict[datetime, date] = field(default_factory=dict)
    _hearing: dict[tuple[int | None, Audience], tuple[Person, ...]] = field(default_factory=dict)
    _listening: dict[tuple[int | None, date], tuple[Person, date] | None] = field(default_factory=dict)
    _places: dict[int | None, tuple[time, ZoneInfo]] = field(default_factory=dict)

    def speaking(self, organisation_id: int) -> tuple[Person, ...]:
        """Who speaks for an organisation; for the Trio, whoever speaks for those in the chair."""
        return self.chairs if organisation_id in self._groups else self._speaking.get(organisation_id, ())

    def day_of(self, moment: datetime) -> date:
        """The day it is then, here."""
        if moment not in self._days:
            self._days[moment] = moment.astimezone(self.house.zone).date()
        return self._days[moment]

    def hearing(self, action: Action | ToPlan, audience: Audience) -> tuple[Person, ...]:
        """The people of an audience, each once; before anybody's wishes about reminders."""
        if action.id not in self.held:
            return self._hearing_of_nobodys(action, audience)
        key = (action.id, audience)
        if key not in self._hearing:
            self._hearing[key] = self._all_hearing(action, audience)
        return self._hearing[key]

    def _all_hearing(self, action: Action | ToPlan, audience: Audience) -> tuple[Person, ...]:
        match audience:
            case Audience.OWNERS:
                return self._once(self._owners(action))
            case Audience.HOUSE:
                return self._once(self._houses(action))
            case Audience.CHAIRS:
                # Who has heard of it as one of its owners need not hear of it again.
                owners = {one.id for one in (*self._owners(action), *self._houses(action))}
                return tuple(chair for chair in self.chairs if chair.id not in owners)
            case Audience.ASKED:
                return self._once(self._owners(action)) or self._hearing_of_nobodys(action, audience)
        return ()

    def _hearing_of_nobodys(self, action: Action | ToPlan, audience: Audience) -> tuple[Person, ...]:
        if audience is Audience.ASKED and (adder := self.people.get(action.added_by_id or 0)):
            return (adder,)
        return self.chairs if audience in (Audience.ASKED, Audience.CHAIRS) else ()

    def _owners(self, action: Action | ToPlan) -> Iterator[Person]:
        for organisation_id, person_id in self.held.get(action.id or 0, ()):
            if person_id in self.people:
                yield self.people[person_id]
            elif organisation_id:
                yield from self.speaking(organisation_id)

    def _houses(self, action: Action | ToPlan) -> Iterator[Person]:
        owners = {one.id for one in self._owners(action)}
        for organisation_id, person_id in self.held.get(action.id or 0, ()):
            if organisation_id and person_id:
                yield from (one for one in self.speaking(organisation_id) if one.id not in owners)

    @staticmethod
    def _once(people: Iterable[Person]) -> tuple[Person, ...]:
        return tuple({person.id: person for person in people}.values())

    def listening(self, person: Person, day: date) -> tuple[Person, date] | None:
        """Who hears of what is a person's to hear on a day, and on which day: usually they do, on that day.

        Nobody, where they want no reminders. While they are away their deputy; without one it waits until they are
        back.
        """
        key = (person.id, day)
        if key not in self._listening:
            self._listening[key] = self._who_listens(person, day)
        return self._listening[key]

    def _who_listens(self, person: Person, day: date) -> tuple[Person, date] | None:
        if not person.reminded:
            return None
        if person.away_until is None or day > person.away_until:
            return person, self._working(person, day)
        stead = self.people.get(person.deputy_id or 0)
        if stead and stead.reminded and not (stead.away_until and day <= stead.away_until):
            return stead, self._working(stead, day)
        return person, self._working(person, weekday(person.away_until + timedelta(days=1), date.max))

    def _working(self, person: Person, day: date) -> date:
        """That day, or the next working one where it is a day off of the country the person's organisation observes."""
        country = self._countries.get(person.organisation_id or 0, "")
        while is_day_off(country, day):
            day = weekday(day + timedelta(days=1), date.max)
        return day

    def place(self, person: Person) -> tuple[time, ZoneInfo]:
        """When in the day the person's message goes out, and in which zone."""
        if person.id not in self._places:
            at = (person.remind_at or SLOT).replace(second=0, microsecond=0)
            self._places[person.id] = (min(max(at, OPENS), LAST), self._zone(person.zone))
        return self._places[person.id]

    def _zone(self, name: str) -> ZoneInfo:
        if name not in self._zones:
            try:
                self._zones[name] = ZoneInfo(name) if name else self.house.zone
            except (ZoneInfoNotFoundError, ValueError, OSError):
                self._zones[name] = self.house.zone
        return self._zones[name]


def around(session: Session, actions: Sequence[Action | ToPlan], *, now: datetime, house: House) -> Circle:
    """The circle of these actions."""
    today = now.astimezone(house.zone).date()
    circle = Circle(house, today, today + HORIZON + timedelta(days=2))
    ids = [action.id for action in actions if action.id]
    named: set[int] = {action.added_by_id for action in actions if action.added_by_id}
    houses: set[int] = set()
    for action_id, organisation_id, person_id in queries.held(session, ids):
        circle.held[action_id].append((organisation_id, person_id))
        houses |= {organisation_id} if organisation_id else set()
        named |= {person_id} if person_id else set()
    for one in queries.answers(session, ids):
        circle.answers[one.action_id].append(one)
        named.add(one.person_id)
    for programme_id in {action.programme_id for action in actions}:
        programme = session.get(Programme, programme_id, populate_existing=True)
        if programme:
            circle.programmes[programme_id] = programme
    circle.chairs = _chairs(session, circle.today, house)
    for organisation_id, is_group, country in queries.peculiar(session):
        circle._groups |= {organisation_id} if is_group else set()
        circle._countries |= {organisation_id: country} if country else {}
    _fetch(session, circle, named, houses)
    return circle


def _fetch(session: Session, circle: Circle, named: Collection[int], houses: Collection[int]) -> None:
    members: dict[int, list[Person]] = defaultdict(list)
    found = {person.id: person for person in (*queries.people(session, named, houses), *circle.chairs)}
    deputies = {person.deputy_id for person in found.values() if person.deputy_id and person.away_until} - found.keys()
    if deputies:
        found |= {person.id: person for person in queries.people(session, [key for key in deputies if key], ())}
    for person in found.values():
        assert person.id is not None
        circle.people[person.id] = person
        if person.organisation_id and person.confirmed:
            members[person.organisation_id].append(person)
    circle._speaking = {
        organisation_id: speaking_for(people)
        for organisation_id, people in members.items()
        if organisation_id in houses
    }


def _chairs(session: Session, today: date, house: House) -> tuple[Person, ...]:
    """Who hears what is the chairs' to hear: people named to chair, and who speaks for an organisation in the chair."""
    terms = people_queries.terms_on(session, today)
    acting = people_queries.acting_chairs(session, terms)
    named = {term.person_id for term in terms if term.person_id}
    chosen = [person for person in acting if person.id in named]
    for organisation_id in dict.fromkeys(term.organisation_id for term in terms if term.organisation_id):
        chosen += speaking_for(person for person in acting if person.organisation_id == organisation_id)
    if not acting:
        ids = chair_user_ids(session, today=today, house=house)
        found = (people_queries.person_by_slack(session, "", user_id) for user_id in ids)
        chosen = [person for person in found if person and not person.is_gone]
    return tuple({person.id: person for person in chosen}.values())
