"""Half a year of a programme, lived day by day through the real sender; what was said, as text one can read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands import COMMANDS
from bot.commands.router import Delivery, Router
from bot.deps import Deps
from bot.furnishing import PEOPLE, furnish
from bot.outcomes import Message
from bot.reading.documents import DraftDocument
from bot.turn import House
from storage.engine import Units
from storage.queries.announcements import planned_until
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

FIRST, LAST = date(2022, 1, 3), date(2022, 6, 30)
"""From the first Monday of the programme on."""
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

    @property
    def digest(self) -> bool:
        """Of the daily ones: the channel's digest, or a person's reminders."""
        return self.at.minute == 0 and self.at.hour == 9

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
    clock: Clock = field(default_factory=lambda: Clock(_at(FIRST, time(8, 30))))

    def run(self) -> list[Said]:
        """Live until the last day; gives all that was said, in its order."""
        slack = Remembering(self.clock)
        self.sender = a_sender(self.units, slack, house=HOUSE)
        self.router = Router(Deps(self.units, self.clock, HOUSE), COMMANDS)
        furnish(self.units, HOUSE, self.clock(), (self.document, "programme.md"), lambda _line: None)
        self.sender.run()
        day = FIRST
        while day <= LAST:
            self._until(_at(day, time(10, 30)))
            for place, (name, line) in enumerate(self.deeds.get(day, [])):
                self._types(day, place, name, line)
            self._until(_at(day + timedelta(days=1), time(0, 30)))
            day += timedelta(days=1)
        return [Said(self._theirs(at, message), NAMES[message.receiver], message) for at, message in slack.posted]

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
        return at.astimezone(zones.get(message.receiver, HOUSE.zone))


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, HOUSE.zone).astimezone(UTC)


def written(said: list[Said]) -> str:
    """All of it, one message after the other."""
    return "\n\n".join(one.text() for one in said) + "\n"
