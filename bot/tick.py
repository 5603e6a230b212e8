"""The beat: roll the plan on, send until nothing is due, then look after what was sent. The table is the schedule."""

import logging
from collections.abc import Generator
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import version
from threading import Event

from bot.aftercare import Aftercare
from bot.blocks.announcements import message
from bot.clock import seconds
from bot.deps import Deps
from bot.operations import clocks, deliveries, looking, pulse, rolling, sending
from bot.operations.confirming import Doubt
from bot.operations.house import house_now
from bot.operations.restating import Posted, mark_of
from bot.operations.sending import Taken
from bot.outcomes import Absent, Blind, Later, Message, Outcome, Poster, Refused, Sent, Stands, Unknown
from bot.pace import Pace

log = logging.getLogger(__name__)


@cache
def _version() -> str:
    return version("work-programme-bot")


class Beat:
    """One sender. Holds no state that matters: kill it at any moment, and another goes on."""

    def __init__(self, deps: Deps, post: Poster, owner: str, pace: Pace) -> None:
        self.deps = deps
        self.post = post
        self.owner = owner
        self.pace = pace
        self.aftercare = Aftercare(deps, post, pace)
        self.version = _version()
        self.stopping = Event()
        self.wrong = ""
        """Why nothing will be sent any more until somebody mends token or scopes; empty while all is well."""
        self.last_sign = seconds()
        """When it last did anything, by a clock that only goes forward."""
        self._signed_at: datetime | None = None
        self._house = deps.house
        """What holds for the whole alliance, as it was at the last sign of life."""
        self._rolled = False
        """Whether, at that sign, the plan was rolled on for the day."""
        self._begun = False

    def run(self) -> int:
        """Send all that is due; gives how many were sent. Ends early when `stopping` is set."""
        return sum(step == "sent" for step in self.steps())

    def steps(self) -> Generator[str, None, None]:
        """The same, stopping for a moment at each point where a kill would matter.

        Points: claimed, looked (whether it stands there already), marked (that a send may happen), posted, then sent or
        what else came of it; confirmed or amended, what was sent before; waiting for pace.
        """
        self.wrong = ""
        self._begin()
        while not self.stopping.is_set():
            now = self._alive()
            match self._next(now):
                case None:
                    return
                case timedelta() as wait:
                    yield "waiting"
                    self.rest(wait)
                case Taken() as taken:
                    if (yield from self._send_one(taken, now)):
                        return
                case found:
                    yield self._care(found)

    def _send_one(self, taken: Taken, now: datetime) -> Generator[str, None, bool]:
        """Bring one row to an end, or as far as it comes now. True where Slack takes nothing any more."""
        yield "claimed"
        if looking.in_doubt(taken, now, self.pace):
            seen = self._look(taken, now)
            yield "looked"
            unsent = self._after_look(taken, seen)
            ends = self._ends(seen)
            if unsent is None or ends:
                return ends
            taken = unsent
        ready = self._ready(taken)
        if ready is None:
            return False
        yield "marked"
        outcome = self._send(ready[0])
        yield "posted"
        self._mark(taken, outcome, ready[0], late=ready[1])
        yield type(outcome).__name__.lower()
        return self._ends(outcome)

    def _next(self, now: datetime) -> Taken | Doubt | Posted | timedelta | None:
        """What is to be done now: a row to send before anything that was sent, or how long until there may be one."""
        with self.deps.unit.writing() as session:
            found = sending.take_due(session, now, self.owner, self.pace) or self.aftercare.take(session, now)
            if found is not None and not isinstance(found, datetime):
                return found
            moment = sending.next_moment(session, now, self.pace) or found
        return max(moment - now, self.pace.gap / 20) if moment else None

    def _ends(self, outcome: object) -> bool:
        """Whether Slack takes nothing at all any more, and for how long."""
        if not isinstance(outcome, Later | Blind) or not (outcome.everywhere or outcome.lasting):
            return False
        if outcome.lasting:
            self.wrong = outcome.why
            self.give_up(outcome.why)
        return True

    def _alive(self) -> datetime:
        """The moment, behind a sign of life: also in the middle of a long beat there is one at every tick."""
        now = self.deps.now()
        self.last_sign = seconds()
        if self._signed_at is None or not timedelta() <= now - self._signed_at < self.pace.tick:
            self.sign(now)
        return now

    def sign(self, now: datetime, wrong: str = "") -> None:
        """Leave a sign of life, or why this sender gives up for good."""
        with self.deps.unit.writing() as session:
            pulse.mark_alive(session, owner=self.owner, version=self.version, now=now, wrong=wrong)
            self._house = house_now(session, self.deps.house)
            self._rolled = rolling.is_rolled(session, now=now, house=self._house)
        self._signed_at = now

    def give_up(self, why: str) -> None:
        """Leave word, where that can still be done, why this sender will send nothing more."""
        try:
            self.sign(self.deps.now(), why)
        except Exception:
            log.exception("no word of why could be left: %s", why)

    def _begin(self) -> None:
        self._signed_at = None
        now = self._alive()
        if self._begun and self._rolled:
            return
        try:
            with self.deps.unit.writing() as session:
                if rolling.roll(session, now=now, house=self._house):
                    deliveries.forget_old(session, now)
                    pulse.forget_silent(session, now=now, pace=self.pace)
                else:  # this Python may know other rules of the zones than the one before
                    clocks.set_right(session, now)
            self._begun = True
        except Exception:
            # What is planned already must go out all the same; tomorrow's plan is tried again at the next beat.
            log.exception("the plan could not be rolled on")

    def _care(self, found: Doubt | Posted) -> str:
        """Look after what was sent before; a fault in it stops nothing that is to be sent."""
        try:
            return self.aftercare.see_to(found, self._house)
        except Exception:
            log.exception("what was sent could not be looked after")
            self.aftercare.rest()
            return "failed"

    def _look(self, taken: Taken, now: datetime) -> Stands | Absent | Blind | None:
        """Whether the row's message stands there already; None where it is too early to tell."""
        if looking.too_early(taken, now, self.pace) is not None:
            return None
        try:
            return self.post.look_up(taken.where, taken.key, looking.since(taken, self.pace))
        except Exception as error:
            log.exception("looking up announcement %s", taken.key)
            return Blind(type(error).__name__)

    def _after_look(self, taken: Taken, seen: Stands | Absent | Blind | None) -> Taken | None:
        """The row, where it is to be sent now; None where it was sent, is held, or waits."""
        now = self.deps.now()
        with self.deps.unit.writing() as session:
            match seen:
                case None:
                    looking.wait(session, taken, looking.too_early(taken, now, self.pace) or now)
                case Stands():
                    looking.mark_found(session, taken, seen, now=now, pace=self.pace)
                case Absent():
                    return looking.mark_absent(session, taken, seen, now=now, house=self._house, pace=self.pace)
                case Blind():
                    return looking.mark_blind(session, taken, seen, now=now, house=self._house, pace=self.pace)
        return None

    def _ready(self, taken: Taken) -> tuple[Message, bool] | None:
        """The message, with the gate behind it, and whether it is late; None where there is nothing to send."""
        try:
            with self.deps.unit.writing() as session:
                # Looking may have taken long: what is said now is as the chairs want it now.
                now, self._house = self.deps.now(), house_now(session, self.deps.house)
                notice = sending.check(session, taken, now=now, house=self._house, pace=self.pace)
                if notice is None:
                    return None
                text, blocks = message(notice, self._house.command)
                if not sending.pass_gate(session, taken, now=now, pace=self.pace):
                    return None
            return Message(taken.receiver, text, blocks, taken.key), notice.late
        except Exception:
            log.exception("announcement %s", taken.key)
            with self.deps.unit.writing() as session:
                sending.mark_fault(session, taken, now=self.deps.now(), pace=self.pace)
            return None

    def _send(self, ready: Message) -> Outcome:
        try:
            return self.post.send(ready)
        except Exception as error:
            log.exception("announcement %s", ready.key)
            return Unknown(type(error).__name__)

    def _mark(self, taken: Taken, outcome: Outcome, sent: Message, *, late: bool) -> None:
        now, pace, house = self.deps.now(), self.pace, self._house
        with self.deps.unit.writing() as session:
            match outcome:
                case Sent():
                    said = mark_of(sent.text, sent.blocks)
                    sending.mark_sent(session, taken, outcome, said=said, late=late, now=now, pace=pace)
                case Refused(why):
                    sending.mark_refused(session, taken, why, now=now, house=house)
                case Unknown(why):
                    sending.mark_unknown(session, taken, why, now=now, pace=pace)
                case Later(why, wait, broken):
                    sending.mark_later(session, taken, why, wait=wait, broken=broken, now=now, house=house, pace=pace)

    def rest(self, wait: timedelta) -> None:
        """Wait, unless stopping comes first."""
        self.stopping.wait(wait.total_seconds())
