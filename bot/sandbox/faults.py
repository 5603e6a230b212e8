"""Faults on demand: what a real Slack does on a bad day, one call at a time."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

from bot.sandbox.changes import PATIENCE

ANY = "*"
"""Stands for every method of the Web API."""


class Gate:
    """Holds an answer back until it is opened. Usable from any thread."""

    def __init__(self) -> None:
        self._opened = Event()
        self._reached = Event()
        self._waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    def release(self) -> None:
        """Let what is held, and all that comes later, go on."""
        self._opened.set()
        for loop, event in list(self._waiting):
            loop.call_soon_threadsafe(event.set)

    def reached(self, seconds: float = PATIENCE) -> bool:
        """Wait (not on the server's loop) until something is held here; False after that many seconds."""
        return self._reached.wait(seconds)

    async def through(self) -> None:
        event = asyncio.Event()
        self._waiting.append((asyncio.get_running_loop(), event))
        self._reached.set()
        if not self._opened.is_set():
            await event.wait()


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one call instead of, or after, the real answer."""

    status: int = 200
    error: str = ""
    """A Slack error to answer with, status 200."""
    retry_after: int = 0
    """Seconds, with a 429."""
    body: str = ""
    """Sent as HTML."""
    lose_reply: bool = False
    """The call takes effect, then the connection is reset."""
    gate: Gate | None = None
    before: bool = False
    """Held before the call takes effect, not after."""


@dataclass(slots=True)
class Faults:
    """The switches. Each `next_…` holds for the given number of calls, in the order they were asked for."""

    down: bool = False
    """Every request to the Web API is answered 503 with HTML, and no new socket opens."""
    history_lag: timedelta = timedelta()
    """conversations.history and .replies do not show younger messages."""
    one_post_a_second: bool = False
    """chat.postMessage answers 429 to a second message in a channel within a second."""
    _queued: dict[str, deque[Fault]] = field(default_factory=dict)

    def _next(self, method: str, fault: Fault, times: int) -> None:
        self._queued.setdefault(method, deque()).extend([fault] * times)

    def rate_limit(self, method: str = ANY, retry_after: int = 1, times: int = 1) -> None:
        self._next(method, Fault(429, "ratelimited", retry_after), times)

    def fail(self, method: str = ANY, status: int = 503, times: int = 1) -> None:
        """Answers a bare 5xx; the body is HTML, as from a proxy."""
        self._next(method, Fault(status, body="<html><body>Service unavailable</body></html>"), times)

    def html(self, method: str = ANY, times: int = 1) -> None:
        """Answers 200 with an HTML page where JSON was expected."""
        self._next(method, Fault(200, body="<html><body>Sign in</body></html>"), times)

    def refuse(self, method: str, error: str, times: int = 1) -> None:
        self._next(method, Fault(error=error), times)

    def lose_reply(self, method: str = ANY, times: int = 1) -> None:
        self._next(method, Fault(lose_reply=True), times)

    def hold(self, method: str = ANY, *, before: bool = False) -> Gate:
        """The next call takes effect but is not answered until the gate is released."""
        gate = Gate()
        self._next(method, Fault(gate=gate, before=before), 1)
        return gate

    def take(self, method: str) -> Fault | None:
        """The fault due for this call, used up by asking."""
        for name in (method, ANY):
            if queue := self._queued.get(name):
                return queue.popleft()
        return None

    def clear(self) -> None:
        self.down, self.history_lag, self.one_post_a_second = False, timedelta(), False
        self._queued.clear()
