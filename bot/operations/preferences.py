"""Settings: when a person is reminded and by way of whom; for chairs, the channel and how it is told."""

import re
from dataclasses import dataclass
from datetime import time

from sqlmodel import Session, select

from bot.cards import day_in_words
from bot.errors import BadInput, NotAllowed
from bot.operations.channels import access_channel
from bot.operations.days_off import country_meant, country_name
from bot.operations.house import CHANNEL, DEADLINES, DIGEST, LATE, days_of, house_now
from bot.operations.journal import Watched
from bot.operations.occasions import CLOSES, OPENS, SLOT
from bot.operations.owners import person_mentioned
from bot.operations.people import access_as_chair, access_as_member
from bot.operations.rolling import plan_anew
from bot.operations.whens import read_for
from bot.reading.when import write_days
from bot.setting_cards import HouseSettings, PersonalSettings, SettingsCard, SettingsForm, days_before
from bot.turn import Turn
from storage.models import JournalEntry, Organisation, Person, Setting
from storage.queries import announcements as queries
from storage.queries import plan as plan_queries

FARTHEST, MOST_DAYS = 60, 6
"""How many days before its close a window may first be spoken of, and how often."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants changed; None leaves a thing as it is."""

    reminded: bool | None = None
    at: str | None = None
    away: str | None = None
    """The last day of an absence in words; empty for "I am back"."""
    deputy: str | None = None
    """U… id; empty for nobody."""
    country: str | None = None


@dataclass(frozen=True, slots=True)
class HouseWishes:
    """What a chair wants changed for everybody; None leaves a thing as it is."""

    channel: str | None = None
    digest_at: str | None = None
    deadline_days: str | None = None
    late_in_channel: bool | None = None


def settings(session: Session, turn: Turn) -> SettingsCard:
    """All that is set, in full."""
    access_as_member(turn)
    return _card(session, turn)


def settings_form(session: Session, turn: Turn, of: str) -> SettingsForm:
    """The form of my own settings ("mine") or, for chairs, of the channel's ("channel")."""
    if of == "channel":
        access_as_chair(turn, "change how the channel is told")
    return SettingsForm(settings(session, turn), of)


def change_mine(session: Session, turn: Turn, wishes: Wishes) -> SettingsCard:
    """Change my own settings; what was planned for me is planned anew. Raises BadInput with the field."""
    access_as_member(turn)
    person = session.get_one(Person, turn.actor.id)
    home = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    watched = Watched(session, *filter(None, (person, home)))
    said = []
    if wishes.reminded is not None and wishes.reminded != person.reminded:
        person.reminded = wishes.reminded
        said.append("You are reminded of what is yours" if wishes.reminded else "You are no longer reminded")
    if wishes.at is not None:
        at = _working_hour(wishes.at, "at")
        kept = None if at == SLOT else at
        if kept != person.remind_at:
            person.remind_at = kept
            said.append(f"Your reminders come at {at:%H:%M}")
    if wishes.away is not None:
        said += _absence(session, turn, person, wishes)
    if wishes.country is not None:
        said += _country(turn, home, wishes.country)
    if not said:
        return _card(session, turn, "That is how it was already; nothing was changed")
    session.flush()
    entry = watched.record(turn, "settings", person, f"changed their settings: {_lower('; '.join(said))}")
    return _changed(session, turn, said, entry)


def _absence(session: Session, turn: Turn, person: Person, wishes: Wishes) -> list[str]:
    if not wishes.away:
        was = person.away_until
        person.away_until, person.deputy_id = None, None
        return ["You are back"] if was else []
    reading = read_for(session, turn, None, wishes.away)
    last = reading.window.end
    if last is None:
        unseen = "" if wishes.away == "?" else f" I can't see a date in “{wishes.away[:80]}”."
        example = f"`{turn.house.command} settings away until 14 March`"
        raise BadInput(f"Until which day are you away?{unseen} For example: {example}", field="away")
    if last < turn.today:
        raise BadInput(f"{write_days(reading.window)} has passed already. Until which day are you away?", field="away")
    deputy = person_mentioned(session, wishes.deputy) if wishes.deputy else None
    if deputy is not None:
        _access_deputy(deputy, person)
    if (person.away_until, person.deputy_id) == (last, deputy.id if deputy else None):
        return []
    person.away_until, person.deputy_id = last, deputy.id if deputy else None
    who = _stand_in(session, person, deputy)
    return [f"You are away until {day_in_words(last)}; {who}"]


def _stand_in(session: Session, person: Person, deputy: Person | None) -> str:
    if deputy is None:
        return "nobody hears instead, and your reminders wait until then"
    home = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    if home is None or (deputy.organisation_id == home.id and deputy.confirmed):
        return f"{deputy.name} hears instead"
    return (
        f"{deputy.name} hears instead, and is not of {home.short_name}: "
        f"only people of {home.short_name} and the chairs can change what it holds"
    )


def _access_deputy(deputy: Person, person: Person) -> None:
    if deputy.id == person.id:
        raise BadInput("Somebody else has to hear instead of you. Name another person, or nobody.", field="deputy")
    outsider = (deputy.is_guest or deputy.is_stranger) and not deputy.confirmed
    if deputy.is_gone or outsider:
        why = "is no longer here" if deputy.is_gone else "is a guest here, and cannot act on what is yours"
        raise BadInput(f"{deputy.name} {why}. Name another person, or nobody.", field="deputy")


def _country(turn: Turn, home: Organisation | None, said: str) -> list[str]:
    if home is None or not (turn.actor.contact or turn.actor.chair):
        raise NotAllowed("Only an organisation's contact or deputy, or a chair, can set whose days off it observes.")
    code = country_meant(said)
    if code == home.country:
        return []
    home.country = code
    whose = f"Days off of {country_name(code)} are observed" if code else "No days off are observed"
    return [f"{whose} for {home.short_name}"]


def change_house(session: Session, turn: Turn, wishes: HouseWishes) -> SettingsCard:
    """Change how the channel is told, for chairs; the whole plan follows. Raises BadInput with the field."""
    access_as_chair(turn, "change how the channel is told")
    rows = {row.name: row for row in session.exec(select(Setting).with_for_update()).all()}
    wanted = _house_values(turn, wishes)
    unseen = access_channel(turn, wanted[CHANNEL]) if CHANNEL in wanted else ""
    watched = Watched(session, *rows.values())
    added = []
    for name, value in wanted.items():
        if name in rows:
            rows[name].value = value
        else:
            added.append(Setting(name=name, value=value))
    if not wanted:
        return _card(session, turn, "That is how it was already; nothing was changed")
    session.add_all(added)
    session.flush()
    if CHANNEL in wanted and turn.house.channel:
        plan_queries.free_receivers(session, [wanted[CHANNEL]], turn.now)
        queries.readdress(session, turn.house.channel, wanted[CHANNEL])
    said = [_said_of_house(name, value) for name, value in wanted.items()]
    summary = f"changed the channel's settings: {_lower('; '.join(said))}"
    entry = watched.record(turn, "settings", (*added, *rows.values())[0], summary, added=tuple(added))
    return _changed(session, turn, [*said, *([unseen] if unseen else [])], entry)


def _house_values(turn: Turn, wishes: HouseWishes) -> dict[str, str]:
    house, wanted = turn.house, {}
    if wishes.channel is not None and wishes.channel != house.channel:
        if not re.fullmatch(r"[CG][A-Z0-9]{6,}", wishes.channel):
            raise BadInput("Choose a channel of this workspace that I am in.", field="channel")
        wanted[CHANNEL] = wishes.channel
    if wishes.digest_at is not None and (at := _working_hour(wishes.digest_at, "digest_at")) != house.digest_at:
        wanted[DIGEST] = f"{at:%H:%M}"
    if wishes.deadline_days is not None and (days := _days(wishes.deadline_days)) != house.deadline_days:
        wanted[DEADLINES] = ",".join(map(str, days))
    if wishes.late_in_channel is not None and wishes.late_in_channel != house.late_in_channel:
        wanted[LATE] = "yes" if wishes.late_in_channel else "no"
    return wanted


def _said_of_house(name: str, value: str) -> str:
    match name:
        case "channel":
            return "Announcements go to another channel from now on"
        case "digest at":
            return f"The channel's message of the day comes at {value}"
        case "deadline days":
            return f"Deadlines are announced {days_before(days_of(value))}"
    return "What is late is said in the channel too" if value == "yes" else "What is late is not said in the channel"


def _days(said: str) -> tuple[int, ...]:
    found = [int(number) for number in re.findall(r"\d{1,4}", said)]
    if not found or max(found) > FARTHEST or len(set(found)) > MOST_DAYS:
        raise BadInput(
            f"Write up to {MOST_DAYS} numbers of days, none above {FARTHEST}, as in `14, 3, 0`; 0 is the day itself.",
            field="deadline_days",
        )
    return tuple(sorted(set(found), reverse=True))


def _working_hour(said: str, field: str) -> time:
    match = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2})?)?\s*(am|pm)?", said.strip().casefold())
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    hour += 12 if match and match[3] == "pm" and hour < 12 else 0
    at = time(hour, minute) if hour < 24 and minute < 60 else None
    if at is None:
        raise BadInput(f"I can't see a time in “{said[:50]}”. Write it like 8:30.", field=field)
    if not OPENS <= at < CLOSES:
        raise BadInput(
            f"Reminders come in working hours: choose a time from {OPENS:%H:%M} on and before {CLOSES:%H:%M}.",
            field=field,
        )
    return at


def _changed(session: Session, turn: Turn, said: list[str], entry: JournalEntry) -> SettingsCard:
    plan_anew(session, turn.now)
    return _card(session, turn, ". ".join(said), entry.id or 0)


def _card(session: Session, turn: Turn, sentence: str = "", undo: int = 0) -> SettingsCard:
    person = session.get_one(Person, turn.actor.id)
    home = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    house = house_now(session, turn.house)
    away = person.away_until if person.away_until and person.away_until >= turn.today else None
    deputy = session.get(Person, person.deputy_id) if away and person.deputy_id else None
    personal = PersonalSettings(
        reminded=person.reminded,
        at=person.remind_at or SLOT,
        zone=turn.actor.zone,
        away_until=away,
        deputy=deputy.user_id if deputy else "",
        deputy_name=deputy.name if deputy else "",
        organisation=home.short_name if home else "",
        country=country_name(home.country) if home and home.country else "",
    )
    everybody = HouseSettings(
        house.channel, house.digest_at, house.zone.key, house.deadline_days, house.late_in_channel
    )
    return SettingsCard(personal, everybody, turn.actor.chair, turn.house.command, sentence, undo)


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]
