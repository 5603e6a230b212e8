"""Beating every so often, and when woken. APScheduler only ticks: the table is the schedule."""

import logging
from collections.abc import Callable
from datetime import UTC
from threading import Event, Lock
from typing import Any

from bot.clock import seconds, system_now
from bot.tick import Beat

log = logging.getLogger(__name__)
FAILURES = 3
"""Beats that fail in a row before the whole program is held to be broken."""


class Ticker:
    """Beats every so often, and at once when woken; never twice at the same time."""

    def __init__(self, beat: Beat, on_failure: Callable[[str], None]) -> None:
        self.beat = beat
        self.on_failure = on_failure
        """Told in a sentence, from the sender's thread, when sending is over for good and the program should end."""
        self._asked = Event()
        self._running = Lock()
        self._failures = 0
        self._scheduler: Any = None

    def start(self) -> None:
        """Begin at once. The clock of the machine is meant here, whatever day the bot lives on."""
        from apscheduler.schedulers.background import BackgroundScheduler

        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = BackgroundScheduler(timezone=UTC, job_defaults=defaults)  # type: ignore[no-untyped-call]
        seconds = self.beat.pace.tick.total_seconds()
        self._scheduler.add_job(self._beat, "interval", seconds=seconds, id="tick", next_run_time=system_now())
        self._scheduler.start()

    def wake(self) -> None:
        """Beat now rather than at the next tick. Returns at once, from any thread."""
        scheduler = self._scheduler
        if scheduler is not None:
            self._asked.set()
            scheduler.add_job(self._beat)  # a job of its own: one that is just ending would swallow it

    def stop(self, wrong: str = "") -> bool:
        """Let the message that is on its way arrive, and begin no other. False where it took too long to wait for.

        `wrong` is why, where something is: whoever asks for the sender's health hears of it.
        """
        self.beat.stopping.set()
        if wrong:
            self.beat.give_up(wrong)
        scheduler, self._scheduler = self._scheduler, None
        if scheduler is None:
            return True
        finished = self._running.acquire(timeout=self.beat.pace.stop.total_seconds())
        scheduler.remove_all_jobs()  # waits for one that is just being begun, which would end with a complaint
        scheduler.shutdown(wait=False)
        if finished:
            self._running.release()
        return finished

    @property
    def silent(self) -> bool:
        """Whether the sender should long have done something, and has not: its thread is dead, or stuck."""
        return self._scheduler is not None and seconds() - self.beat.last_sign > self.beat.pace.silent.total_seconds()

    def _beat(self) -> None:
        self._asked.set()
        # Whoever finds a beat running leaves its wish behind; the beat that runs looks for wishes before it ends.
        while self._asked.is_set() and self._running.acquire(blocking=False):
            try:
                while self._asked.is_set() and not self.beat.stopping.is_set():
                    self._asked.clear()
                    self._once()
                if self.beat.stopping.is_set():
                    return
            finally:
                self._running.release()

    def _once(self) -> None:
        try:
            self.beat.run()
            self._failures = 0
        except Exception:
            self._failures += 1
            log.exception("a beat failed, %d in a row", self._failures)
        if self.beat.wrong:
            self.on_failure(self.beat.wrong)
        elif self._failures == FAILURES:
            self.on_failure("Announcements cannot be sent: the log says why. Nothing of the plan is lost.")
