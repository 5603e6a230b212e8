"""In place of Slack: remembers every message, and does to a post what a test tells it to."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from bot.answers import Block
from bot.deps import Deps
from bot.outcomes import Absent, Amended, Blind, Done, Gone, Later, Message, Outcome, Sent, Standing, Stands, Unknown
from bot.pace import Pace
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
    """Keeps what stands there, with when it was posted. `faults` are used up one a post: None lets it through."""

    clock: Clock
    faults: list[Callable[[Message], Outcome] | None] = field(default_factory=list)
    posted: list[tuple[datetime, Message]] = field(default_factory=list)
    standing: dict[str, Message] = field(default_factory=dict)
    """ts to the message as it is now, the earliest first."""
    blind: Blind | None = None
    """Why nobody can look, while that is so."""
    asked: list[str] = field(default_factory=list)
    """What was looked up, removed or changed, in order: "look", "history", "delete", "update"."""

    def send(self, message: Message) -> Outcome:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            return fault(message)
        return self.keep(message)

    def keep(self, message: Message) -> Sent:
        self.posted.append((self.clock(), message))
        ts = f"{self.clock().timestamp() + len(self.posted) / 1_000_000:.6f}"
        self.standing[ts] = message
        return Sent(ts, place(message.receiver))

    def lose_the_reply(self, message: Message) -> Outcome:
        self.keep(message)
        return Unknown("TimeoutError")

    def look_up(self, receiver: str, key: UUID, since: datetime) -> Stands | Absent | Blind:
        self.asked.append("look")
        found = self._seen(receiver, since)
        if isinstance(found, Blind):
            return found
        there = found.messages.get(key)
        return Stands(there[0], place(receiver)) if there else Absent(found.messages, place(receiver))

    def history(self, receiver: str, since: datetime) -> Standing | Blind:
        self.asked.append("history")
        return self._seen(receiver, since)

    def _seen(self, receiver: str, since: datetime) -> Standing | Blind:
        if self.blind is not None:
            return self.blind
        found: dict[UUID, tuple[str, ...]] = {}
        for ts, message in self.standing.items():
            if place(message.receiver) == place(receiver) and float(ts) > since.timestamp():
                found[message.key] = (*found.get(message.key, ()), ts)
        return Standing(found, place(receiver))

    def delete(self, receiver: str, ts: str) -> Amended:
        self.asked.append("delete")
        return Done() if self.standing.pop(ts, None) else Gone()

    def update(self, receiver: str, ts: str, text: str, blocks: Sequence[Block]) -> Amended:
        self.asked.append("update")
        if ts not in self.standing:
            return Gone()
        self.standing[ts] = replace(self.standing[ts], text=text, blocks=blocks)
        return Done()

    def to(self, receiver: str) -> list[str]:
        """The texts that stand at a receiver."""
        return [message.text for message in self.standing.values() if message.receiver == receiver]

    def twice(self) -> list[str]:
        """Keys that stand there more than once."""
        return [str(key) for key, times in Counter(one.key for one in self.standing.values()).items() if times > 1]


def place(receiver: str) -> str:
    """Where the receiver's messages stand: direct messages have an id of their own."""
    return f"D{receiver[1:]}" if receiver[0] == "U" else receiver


def limited(_message: Message) -> Outcome:
    return Later("Slack asks to be called less often.", wait=40)


class PatientBeat(Beat):
    """A sender whose waiting moves the test's clock."""

    def rest(self, wait: timedelta) -> None:
        self.deps.now.moment += wait  # type: ignore[attr-defined]


def a_sender(units: Units, slack: Remembering, name: str = "one", house: House = HOUSE) -> Beat:
    return PatientBeat(Deps(units, slack.clock, house), slack, name, Pace())
