"""Half a year of a programme, lived through the real sender, moment by moment; what was said, as text one can read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from bot.commands import COMMANDS
from bot.commands.router import Delivery, Router
from bot.deps import Deps
from bot.furnishing import PEOPLE, furnish
from bot.outcomes import Message
from bot.reading.documents import DraftDocument
from bot.turn import House
from storage.engine import Units
from storage.models import Announcement
from storage.queries.announcements import planned_until
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

FIRST = date(2022, 1, 3)
"""The first Monday of the programme."""
DAYS = 179
CHANNEL = "C0PROGRAM"
NAMES = {CHANNEL: "#programme", **{one.user_id: f"@{one.name}" for one in PEOPLE}}
HOUSE = House(ZoneInfo("Europe/Brussels"), CHANNEL, frozenset({PEOPLE[0].user_id}))
Deeds = Mapping[date, list[tuple[str, str]]]
"""What people type, at half past ten on a day: (name, line)."""


@dataclass
class Said:
    """One message as it was posted."""

    at: datetime
    """In the zone of whoever reads it."""
    to: str
    message: Message
    kind: str
    """ "digest" is the daily one: the channel's, or a person's reminders."""

    def text(self) -> str:
        lines = [f"{self.at:%a} {self.at.day} {self.at:%b %H:%M}  {self.to}"]
        for block in self.message.blocks:
            lines += [f"    {line}" for line in _words(block)]
        return "\n".join(lines)


def _words(block: Mapping[str, Any]) -> list[str]:
    match block["type"]:
        case "section" | "header":
            press = f"  [{block['accessory']['text']['text']}]" if "accessory" in block else ""
            return f"{block['text']['text']}{press}".split("\n")
        case "context":
            return [f"({part['text']})" for part in block["elements"]]
        case "actions":
            return ["".join(f"[{button['text']['text']}]" for button in block["elements"])]
    return [str(block)]


@dataclass
class Play:
    """The stage: a database, a clock, a sender, people who type."""

    units: Units
    document: DraftDocument
    deeds: Deeds = field(default_factory=dict)
    first: date = FIRST

    def __post_init__(self) -> None:
        self.clock = Clock(_at(self.first, time(8, 30)))

    def run(self) -> list[Said]:
        """Live until the last day; gives all that was said, in its order."""
        slack = Remembering(self.clock)
        self.sender = a_sender(self.units, slack, house=HOUSE)
        self.router = Router(Deps(self.units, self.clock, HOUSE), COMMANDS)
        furnish(self.units, HOUSE, self.clock(), (self.document, "programme.md"), lambda _line: None)
        self.sender.run()
        # Nights on which nobody did anything and nothing is due are slept through, but for those before Mondays.
        for number in range(DAYS):
            day = self.first + timedelta(days=number)
            if day in self.deeds:
                self._until(_at(day, time(10, 30)))
                for place, (name, line) in enumerate(self.deeds[day]):
                    self._types(day, place, name, line)
            if day.weekday() == 6 or day in self.deeds:
                self._until(_at(day + timedelta(days=1), time(0, 30)))
        self._until(_at(self.first + timedelta(days=DAYS), time(0, 30)))
        with self.units.reading() as session:
            kinds = dict(session.exec(select(Announcement.id, Announcement.kind)).all())
        said = [
            Said(self._theirs(at, message), NAMES[message.receiver], message, kinds[message.key])
            for at, message in slack.posted
        ]
        # What is due at one moment goes out a second apart, in any order.
        return sorted(said, key=lambda one: (one.at, one.to, one.message.text))

    def _until(self, goal: datetime) -> None:
        """Let every moment come at which something is due."""
        while True:
            with self.units.reading() as session:
                due = [one.due_at for one in planned_until(session, goal) if one.due_at > self.clock()]
            if not due:
                break
            self.clock.to(due[0])
            self.sender.run()
        self.clock.to(max(goal, self.clock()))
        self.sender.run()

    def _types(self, day: date, place: int, name: str, line: str) -> None:
        person = next(one for one in PEOPLE if one.name == name)
        delivery = Delivery(f"{day} {place}", person.team_id, person.user_id, line)
        answer = self.router.answer(delivery)
        assert answer.settled, f"{day} {name}: {line} → {answer.text}"
        self.sender.run()

    def _theirs(self, at: datetime, message: Message) -> datetime:
        zones = {one.user_id: ZoneInfo(one.tz) for one in PEOPLE}
        return at.astimezone(zones.get(message.receiver, HOUSE.zone)).replace(second=0, microsecond=0)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, HOUSE.zone).astimezone(UTC)


def written(said: list[Said]) -> str:
    """All of it, one message after the other."""
    return "\n\n".join(one.text() for one in said) + "\n"
