"""Everything that went over the wire, for developers and for tests."""

from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from bot.clock import seconds
from bot.sandbox.changes import Changes

KEPT = 2_000
"""Exchanges remembered; older ones are forgotten."""


@dataclass(slots=True)
class Exchange:
    """One call of the bot (`to` slack) or one delivery to it (`to` bot), with its answer."""

    number: int
    to: str
    kind: str
    """The method's name, the envelope's or interaction's type, or response_url."""
    payload: Mapping[str, object]
    at: float
    """Seconds since 1970 by the workspace's clock."""
    answer: object = None
    error: str = ""
    """Slack's error, or what a member would see."""
    status: int = 0
    ms: float | None = None
    """How long the answer took; None while there is none."""
    started: float = field(default=0.0, repr=False)

    def as_json(self) -> dict[str, object]:
        shown = asdict(self)
        del shown["started"]
        return shown


class Wire:
    """The log. Bounded, in order."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._kept: deque[Exchange] = deque(maxlen=KEPT)
        self._number = 0

    def start(self, to: str, kind: str, payload: Mapping[str, object], at: float) -> Exchange:
        self._number += 1
        exchange = Exchange(self._number, to, kind, payload, at, started=seconds())
        self._kept.append(exchange)
        self._changes.tell("wire", exchange=exchange)
        return exchange

    def end(self, exchange: Exchange, answer: object = None, error: str = "", status: int = 200) -> None:
        exchange.ms = round((seconds() - exchange.started) * 1000, 2)
        exchange.answer, exchange.error, exchange.status = answer, error, status
        self._changes.tell("wire", exchange=exchange)

    def all(self) -> list[Exchange]:
        return list(self._kept)

    def calls(self, method: str) -> list[Exchange]:
        """What the bot called by this name (or `response_url`), oldest first, refused ones included."""
        return [one for one in self._kept if one.to == "slack" and one.kind == method]

    def deliveries(self, kind: str) -> list[Exchange]:
        """What was sent to the bot by this type, oldest first."""
        return [one for one in self._kept if one.to == "bot" and one.kind == kind]
