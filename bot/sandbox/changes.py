"""The stream of what changed: the page listens to it, and tests wait on it."""

import asyncio
from collections.abc import Callable
from threading import Condition
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 20.0
"""Seconds after which whoever waits gives up: a guard against waiting for ever, never reached where all is well."""


class Changes:
    """Tells every listener that something changed. Told from the server's loop, waited for from anywhere."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[dict[str, object]]] = set()
        self._condition = Condition()

    def tell(self, kind: str, **what: object) -> None:
        for queue in self._queues:
            queue.put_nowait({"kind": kind, **what})
        with self._condition:
            self._condition.notify_all()

    def listen(self) -> "asyncio.Queue[dict[str, object]]":
        """A queue that gets every change from now on; hand it back to `leave`."""
        queue: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        self._queues.add(queue)
        return queue

    def leave(self, queue: "asyncio.Queue[dict[str, object]]") -> None:
        self._queues.discard(queue)

    async def until(self, there: Callable[[], T | None], seconds: float = PATIENCE) -> T:
        """What `there` gives once it gives something true; TimeoutError after that many seconds."""
        queue = self.listen()
        try:
            async with asyncio.timeout(seconds):
                while not (found := there()):
                    await queue.get()
                return found
        finally:
            self.leave(queue)

    def wait(self, there: Callable[[], T | None], seconds: float = PATIENCE) -> T:
        """The same for another thread than the server's. TimeoutError where it does not come."""
        with self._condition:
            found = self._condition.wait_for(there, seconds)
        if not found:
            raise TimeoutError(f"nothing of the kind within {seconds} s")
        return found
