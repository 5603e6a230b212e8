"""One made-up stretch of time: the clock, what happens when, the database, Slack, the senders and the people."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from bot.turn import House
from tests.promises.simulation.database import Database
from tests.promises.simulation.slack import SimulatedSlack, Weather

CHANNEL, OTHER_CHANNEL = "C0PROGRAM", "C0ELSEWHERE"
ZONES = ("Europe/Brussels", "America/New_York", "Asia/Kolkata", "Pacific/Apia")
STARTS = (date(2022, 1, 10), date(2022, 3, 1), date(2022, 9, 12), date(2022, 10, 10), date(2023, 3, 6))
"""First days: most stretches run over a change of the clocks in one zone or another."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is played: all the rest is decided by the seed."""

    seed: int
    days: int = 45
    freezes: bool = False
    """The second tier: a sender may sleep through its lease between the last look at it and the post."""
    calm: bool = False
    """Nothing goes wrong at all."""
    healing: int = 6
    """Days behind it in which nothing goes wrong any more."""


@dataclass
class World:
    """Moves from event to event; nothing in it waits."""

    stretch: Stretch
    rng: Random = field(init=False)
    now: datetime = field(init=False)
    end: datetime = field(init=False)
    base: House = field(init=False)
    """As the environment has it."""
    house: House = field(init=False)
    """With what the chairs have set over it."""
    database: Database = field(init=False)
    slack: SimulatedSlack = field(init=False)
    deeds: Counter[str] = field(default_factory=Counter)
    """How often something happened: kills, freezes, restores …"""
    log: list[str] = field(default_factory=list)
    healed: bool = False
    in_step: bool = False
    """All senders beat at the same instants, as those do that a clock or a supervisor starts."""
    _events: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self.rng = Random(self.stretch.seed)
        self.in_step = self.rng.random() < 0.5
        zone = ZoneInfo(self.rng.choice(ZONES))
        first = self.rng.choice(STARTS) + timedelta(days=self.rng.randrange(20))
        self.base = self.house = House(zone=zone, channel=CHANNEL)
        self.now = datetime(first.year, first.month, first.day, self.rng.randrange(24), tzinfo=UTC)
        self.end = self.now + timedelta(days=self.stretch.days)
        self.database = Database(self.rng)
        self._furnish(first)
        self.slack = SimulatedSlack(self.rng, lambda: self.now)
        if self.stretch.calm:
            self.slack.weather.clear()
        else:
            self.database.failing.share = self.rng.choice([0, 0, 0.01])

    def _furnish(self, first: date) -> None:
        """A programme whose period holds throughout, and people who live where the programme does."""
        ask = self.database.ask
        ask("UPDATE programme SET starts_on = ?, ends_on = ?", str(first), str(first + timedelta(days=300)))
        ask("UPDATE chair_term SET starts_on = NULL, ends_on = NULL")
        ask("UPDATE person SET zone = ?", self.house.zone.key)

    def at(self, moment: datetime, what: Callable[[], None]) -> None:
        heappush(self._events, (max(moment, self.now), next(self._order), what))

    def after(self, seconds: float, what: Callable[[], None]) -> None:
        self.at(self.now + timedelta(seconds=seconds), what)

    def run_until(self, moment: datetime) -> None:
        while self._events and self._events[0][0] <= moment:
            self.now, _, what = heappop(self._events)
            what()
        self.now = moment

    def somewhen(self, last: datetime | None = None) -> datetime:
        """A random moment between now and the end."""
        return self.now + self.rng.random() * ((last or self.end) - self.now)

    def say(self, what: str) -> None:
        self.log.append(f"{self.now:%a %d %b %H:%M:%S} {what}")

    def heal(self) -> None:
        """From here on nothing goes wrong any more."""
        self.healed = True
        self.slack.weather = Weather()
        self.slack.weather.clear()
        self.slack.down = self.slack.revoked = self.slack.unreadable = False
        self.slack.broken.clear()
        self.slack.closed.clear()
        self.database.failing.share = 0.0
        self.say("all is healed")
