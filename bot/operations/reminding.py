"""What the plan says of actions, put together from the actions as they are now: for the channel, and for one person."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlmodel import Session

from bot.announcement_cards import DeadlineLine, Line, ReminderLine, SettledLine, SummaryLine, UnclaimedLine
from bot.cards import listed
from bot.operations import first_digest
from bot.operations.cadence import Audience, closes
from bot.operations.occasions import WEEK, instant
from bot.operations.people import acting
from bot.operations.receivers import around
from bot.operations.showing import may_change, window_of
from bot.operations.wanted import LATER, UNCLAIMED, Wanted, facts_of, wanted_of_action
from bot.titles import programme_name
from bot.turn import House, Turn
from storage.models import Action, AnnouncementLine, Assignment, Organisation, Person, Programme
from storage.queries import actions as action_queries

Made = tuple[Line, datetime]
"""A line, and the moment from which on it is old news."""


class Reminding:
    """The lines of one message that were made from actions and programmes, read once for all of them."""

    def __init__(self, session: Session, lines: Sequence[AnnouncementLine], *, now: datetime, house: House) -> None:
        self.session = session
        self.now = now
        ids = {line.item_id for line in lines if line.item == "action" and not line.words}
        found = (session.get(Action, key, populate_existing=True) for key in sorted(ids))
        self.actions = {action.id: action for action in found if action}
        self.circle = around(session, list(self.actions.values()), now=now, house=house)
        self.houses: dict[int, str] = {}
        self.assignments: dict[int, list[Assignment]] = defaultdict(list)
        self.holders: dict[int, tuple[str, ...]] = {}
        """By action: who holds it, by name: the organisation, or the person named for it."""
        self.asked: dict[int, tuple[str, ...]] = {}
        """By action: who was asked to take it and has not answered."""
        for assignment, organisation, person in action_queries.assignments(session, ids):
            self.assignments[assignment.action_id].append(assignment)
            if assignment.organisation_id:
                self.houses[assignment.organisation_id] = organisation or ""
            name = person.name if person else ""
            both = f"{name} ({organisation})" if organisation and name else organisation or name
            several = self.holders if assignment.state == "holds" else self.asked
            several[assignment.action_id] = (*several.get(assignment.action_id, ()), both)

    def line(self, line: AnnouncementLine, day: date) -> Made | None:
        """The line as it is said on `day`; None where there is no reason to say it any more."""
        if line.item == "programme":
            return self._summary(line)
        action = self.actions.get(line.item_id)
        if action is None:
            return None
        wanted = wanted_of_action(action, self.circle)
        not_after = self._unclaimed_until(line) if line.kind == UNCLAIMED and wanted.looking else until(line, wanted)
        if not_after is None:
            return None
        to_person = line.receiver[:1] in ("U", "W")
        return (self._reminder(line, action, day) if to_person else self._for_channel(line, action, day)), not_after

    def settled(self, line: AnnouncementLine) -> SettledLine | None:
        """What became of an action that a posted line speaks of and would not speak of now."""
        action = self.actions.get(line.item_id)
        return SettledLine(action.number, action.what, self._news(line, action)) if action else None

    def _news(self, line: AnnouncementLine, action: Action) -> str:
        holders = listed(self.holders.get(line.item_id, ()))
        if action.state != "open":
            return "Done" if action.state == "done" else "Dropped"
        facts = facts_of(action, self.circle)
        if facts is None:
            return "Its programme is closed"
        if line.kind == UNCLAIMED and holders:
            return f"Taken by {holders}"
        person = next((one for one in self.circle.people.values() if one.user_id == line.receiver), None)
        later = [
            one.until
            for one in self.circle.answers.get(line.item_id, ())
            if one.kind == LATER and person and one.person_id == person.id and one.until > line.local_date
        ]
        if later:
            return f"You will be reminded on {later[0]:%A} {later[0].day} {later[0]:%B}"
        if facts.on_track:
            return "On track"
        if line.kind in ("date", "deadline", "late", "unread", "unanswered", "unheard", "nobody"):
            return f"Now {action.when_said.strip() or 'without a date'}" + (f", held by {holders}" if holders else "")
        return f"Held by {holders}" if holders else "Nobody holds it"

    def _unclaimed_until(self, line: AnnouncementLine) -> datetime | None:
        if line.receiver != self.circle.house.channel:
            return None
        return instant(line.local_date + WEEK, self.circle.house.digest_at, self.circle.house.zone)

    def _summary(self, line: AnnouncementLine) -> Made | None:
        programme = self.session.get(Programme, line.item_id, populate_existing=True)
        if programme is None:
            return None
        not_after = until(line, first_digest.wanted_of_programme(self.session, programme, self.circle))
        if not_after is None:
            return None
        actions = first_digest.actions_of(self.session, programme, line.kind, self.circle.house)
        name = programme_name(programme.title, programme.state)
        return SummaryLine(line.kind, name, tuple((one.number, one.what) for one in actions)), not_after

    def _for_channel(self, line: AnnouncementLine, action: Action, day: date) -> Line:
        window = window_of(action)
        if line.kind == UNCLAIMED:
            return UnclaimedLine(action.number, action.what, action.who_said, action.when_said, window)
        return DeadlineLine(
            number=action.number,
            what=action.what,
            who_said=action.who_said,
            holders=self.holders.get(line.item_id, ()),
            when_said=action.when_said,
            window=window,
            days_left=self._days_left(line, action, day) or 0,
            asked=self.asked.get(line.item_id, ()),
        )

    def _days_left(self, line: AnnouncementLine, action: Action, day: date) -> int | None:
        programme = self.circle.programmes.get(action.programme_id)
        window = window_of(action)
        end = window.start if line.kind == "date" else closes(window, programme.ends_on if programme else None)
        return (end - day).days if end else None

    def _reminder(self, line: AnnouncementLine, action: Action, day: date) -> ReminderLine:
        person = next((one for one in self.circle.people.values() if one.user_id == line.receiver), None)
        return ReminderLine(
            kind=line.kind,
            number=action.number,
            what=action.what,
            when_said=action.when_said,
            window=window_of(action),
            days_left=self._days_left(line, action, day),
            why=self._why(line, action, person) if person else "",
            last=line.kind == "late" and self._last(line, action),
            may=person is not None and self._may(action, person),
            held=bool(self.holders.get(line.item_id)),
        )

    def _may(self, action: Action, person: Person) -> bool:
        actor = acting(self.session, person, self.circle.today, self.circle.house)
        turn = Turn(actor=actor, now=self.now, house=self.circle.house)
        return may_change(turn, action.added_by_id, self.assignments[action.id or 0])

    def _last(self, line: AnnouncementLine, action: Action) -> bool:
        said = [one for _, one in wanted_of_action(action, self.circle).said if one.local_date > line.local_date]
        return not any(one.kind == "late" for one in said) and any(one.kind == "unanswered" for one in said)

    def _why(self, line: AnnouncementLine, action: Action, person: Person) -> str:
        if line.kind == LATER:
            return "You asked to be reminded of it"
        if line.kind in ("unanswered", "unheard", "nobody"):
            return listed((self.asked if line.kind == "nobody" else self.holders).get(line.item_id, ()))
        own = next(iter(self._holding(action, person)), "")
        if own:
            return own
        for audience in (Audience.ASKED, Audience.HOUSE):
            people = self.circle.hearing(action, audience)
            away = [other for other in people if other.deputy_id == person.id and other.away_until]
            if away and person not in people:
                stands_in = f"{away[0].name} is away, and you stand in"
                holders = listed((*self.holders.get(line.item_id, ()), "the chairs"))
                return stands_in if self._may(action, person) else f"{stands_in}; only {holders} can change it"
        if person in self.circle.hearing(action, Audience.HOUSE):
            return f"{self.holders[line.item_id][0]} holds it, and you speak for the organisation"
        if action.added_by_id == person.id:
            return "You added it, and nobody holds it"
        return "Nobody holds it, and you are one of the chairs"

    def _holding(self, action: Action, person: Person) -> Iterator[str]:
        for organisation_id, person_id in self.circle.held.get(action.id or 0, ()):
            house = self._house(organisation_id)
            if person_id == person.id:
                yield f"You hold it for {house}" if house else "You hold it"
        for organisation_id, person_id in self.circle.held.get(action.id or 0, ()):
            speaking = organisation_id and not person_id and person in self.circle.speaking(organisation_id)
            if speaking:
                house = self._house(organisation_id)
                role = f"its {person.standing}" if person.organisation_id == organisation_id and person.standing else ""
                yield (
                    f"{house} holds it, and you are {role}" if role else f"{house} holds it, and you speak for it here"
                )

    def _house(self, organisation_id: int | None) -> str:
        if organisation_id and organisation_id not in self.houses:
            organisation = self.session.get(Organisation, organisation_id)
            self.houses[organisation_id] = organisation.short_name if organisation else ""
        return self.houses.get(organisation_id or 0, "")


def until(line: AnnouncementLine, wanted: Wanted) -> datetime | None:
    """When it is too late for the line; None where its item does not ask for it any more."""
    for receiver, occasion in wanted.said:
        same = (occasion.kind, occasion.offset_days, occasion.local_date) == (
            line.kind,
            line.offset_days,
            line.local_date,
        )
        if same and line.receiver == receiver:
            return occasion.not_after
    return None
