"""What the plan should say of one item, as the item is now: every occasion, with who hears of it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.operations import occasions
from bot.operations.cadence import Audience, Facts, Spoken, closes, days_of, last_call
from bot.operations.occasions import Occasion, occasion
from bot.operations.receivers import Circle
from bot.operations.showing import window_of
from bot.turn import House
from storage.models import Action, Meeting, Person, ReminderAnswer
from storage.queries import meetings as queries
from storage.queries.plan import ToPlan

UNCLAIMED = "unclaimed"
LATER = "later"
ON_TRACK = "on track"
NEAR = timedelta(days=max(occasions.MEETING_DAYS) + 2)
"""Within so many days a meeting of a series stands before what is said of the next; a weekend among them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the plan should say of one item."""

    version: int
    said: tuple[tuple[str, Occasion], ...] = ()
    """Who hears it (C… or U… id), and when."""
    looking: bool = False
    """It looks for somebody: what the weekly part says of it stays."""


def wanted_of_action(action: Action | ToPlan, circle: Circle) -> Wanted:
    """Every occasion within the horizon on which channel or people hear of an action, past ones too.

    Only open actions of adopted programmes are spoken of.
    """
    facts = facts_of(action, circle)
    if facts is None:
        return Wanted(action.version)
    house = circle.house
    answers = circle.answers.get(action.id or 0, ())
    said: dict[tuple[str, str, int, date], tuple[str, Occasion]] = {}
    for spoken in days_of(facts):
        if spoken.on > circle.last:
            continue
        if spoken.audience is Audience.CHANNEL:
            # A row that is a meeting is spoken of there as that.
            if house.channel and action.meeting_id is None:
                one = _at(spoken, spoken.on, house.digest_at, house.zone)
                said[house.channel, spoken.kind, spoken.offset_days, spoken.on] = (house.channel, one)
            continue
        for person in circle.hearing(action, spoken.audience):
            found = circle.listening(person, spoken.on)
            if found is None or found[1] >= spoken.until or (answers and _asked_not_before(answers, circle, *found)):
                continue
            listener, day = found
            user, (at, zone) = listener.user_id, circle.place(listener)
            said[user, spoken.kind, spoken.offset_days, day] = (user, _at(spoken, day, at, zone))
    if answers:
        said |= {(user, one.kind, 0, one.local_date): (user, one) for user, one in _later(answers, circle)}
    looking = not action.owned and bool(house.channel) and (not action.not_owners or action.seeking)
    return Wanted(action.version, tuple(said.values()), looking)


def facts_of(action: Action | ToPlan, circle: Circle) -> Facts | None:
    """What the cadence of an action hangs on; None where nothing is said of it."""
    programme = circle.programmes.get(action.programme_id)
    if programme is None or programme.state != "adopted" or action.state != "open":
        return None
    adopted = circle.day_of(programme.adopted_at or programme.loaded_at)
    window = window_of(action)
    answers = circle.answers.get(action.id or 0, ())
    said = [one.until for one in answers if one.kind == ON_TRACK and one.action_version == action.version]
    return Facts(
        window=window,
        unread=bool(action.when_said.strip()) and not window.understood,
        adopted_on=adopted,
        since=max(adopted, circle.day_of(action.added_at)),
        ends_on=programme.ends_on,
        owned=action.owned,
        heard=bool(circle.hearing(action, Audience.OWNERS)),
        on_track=max(said, default=None),
        closing_days=circle.house.deadline_days,
        late_in_channel=circle.house.late_in_channel,
        meeting=action.meeting_id is not None,
    )


def quiet_until(facts: Facts, today: date) -> date:
    """Until when nobody is asked again about what is on track: the day it closes, two weeks where that has come."""
    end = closes(facts.window, facts.ends_on)
    fortnight = today + 2 * occasions.WEEK
    if end is None or facts.window.ongoing or facts.window.recurring:
        return fortnight
    call = last_call(end)
    return call if call > today else fortnight


def _asked_not_before(answers: Sequence[ReminderAnswer], circle: Circle, person: Person, day: date) -> bool:
    """Whether the person has asked to hear of it on a later day than this."""
    return any(
        one.kind == LATER
        and one.person_id == person.id
        and one.at.astimezone(circle.house.zone).date() <= day < one.until
        for one in answers
    )


def _later(answers: Sequence[ReminderAnswer], circle: Circle) -> Iterator[tuple[str, Occasion]]:
    for one in answers:
        person = circle.people.get(one.person_id)
        if one.kind == LATER and person:
            at, zone = circle.place(person)
            yield person.user_id, occasion(LATER, 0, one.until, (one.until + occasions.WEEK, at), zone, at=at)


def _at(spoken: Spoken, day: date, at: time, zone: ZoneInfo) -> Occasion:
    end = (spoken.until, time(0) if spoken.midnight else at)
    return occasion(spoken.kind, spoken.offset_days, day, end, zone, at=at)


def wanted_of_meetings(session: Session, meetings: Iterable[Meeting], house: House) -> dict[int, Wanted]:
    """By id, every occasion on which the channel hears of a meeting, past ones too."""
    several = list(meetings)
    before = _ones_before(session, several)
    return {one.id: _wanted_of_meeting(one, before.get(one.id), house) for one in several if one.id}


def _wanted_of_meeting(meeting: Meeting, before: date | None, house: House) -> Wanted:
    if not house.channel or meeting.state != "planned":
        return Wanted(meeting.version)
    where = ZoneInfo(meeting.zone)
    at = meeting.at_time
    days = occasions.of_meeting(meeting.on_date, at, where, house.zone, after=before, digest_at=house.digest_at)
    return Wanted(meeting.version, tuple((house.channel, one) for one in days))


def _ones_before(session: Session, meetings: Sequence[Meeting]) -> dict[int, date]:
    """By id, the day of the meeting before it in its series, where that is near enough to matter."""
    repeated = [one for one in meetings if one.series_id]
    if not repeated:
        return {}
    days: dict[int | None, list[date]] = defaultdict(list)
    first = min(one.on_date for one in repeated) - NEAR
    last = max(one.on_date for one in repeated)
    for series_id, day in queries.days_of_series(session, {one.series_id for one in repeated}, first, last):
        days[series_id].append(day)
    places = [(one, bisect_left(days[one.series_id], one.on_date)) for one in repeated]
    return {one.id: days[one.series_id][place - 1] for one, place in places if one.id and place}
