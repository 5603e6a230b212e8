"""In place of Slack: remembers every message, and does to a post what a test tells it to."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.deps import Deps
from bot.pace import Pace
from bot.post import Later, Message, Outcome, Sent, Unknown
from bot.tick import Beat
from bot.turn import House
from storage.engine import Units
from tests.builders import HOUSE, NOW


@dataclass
class Clock:
    """The day a test lives on."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        return self.moment

    def to(self, moment: datetime) -> None:
        self.moment = moment

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)


@dataclass
class Remembering:
    """Keeps what was posted, with when. `faults` are used up one a post: None lets it through."""

    clock: Clock
    faults: list[Callable[[Message], Outcome] | None] = field(default_factory=list)
    posted: list[tuple[datetime, Message]] = field(default_factory=list)

    def send(self, message: Message) -> Outcome:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            return fault(message)
        return self.keep(message)

    def keep(self, message: Message) -> Sent:
        self.posted.append((self.clock(), message))
        return Sent(f"{self.clock().timestamp():.6f}")

    def lose_the_reply(self, message: Message) -> Outcome:
        self.keep(message)
        return Unknown("TimeoutError")

    def to(self, receiver: str) -> list[str]:
        """The texts that stand at a receiver."""
        return [message.text for _, message in self.posted if message.receiver == receiver]

    def twice(self) -> list[str]:
        """Keys that stand there more than once."""
        return [str(key) for key, times in Counter(message.key for _, message in self.posted).items() if times > 1]


def limited(_message: Message) -> Outcome:
    return Later("Slack asks to be called less often.", wait=40)


class PatientBeat(Beat):
    """A sender whose waiting moves the test's clock."""

    def rest(self, wait: timedelta) -> None:
        self.deps.now.moment += wait  # type: ignore[attr-defined]


def a_sender(units: Units, slack: Remembering, name: str = "one", house: House = HOUSE) -> Beat:
    return PatientBeat(Deps(units, slack.clock, house), slack, name, Pace())
