"""The lives of senders: they beat, die at any point, sleep through their lease, and come back under another name."""

from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import OperationalError

from bot.deps import Deps
from bot.pace import Pace
from bot.tick import Beat
from tests.promises.simulation.world import World

PACE = Pace()
LONGEST = timedelta(days=6)
"""Between two beats of an idle sender: those that the clock leaps over change nothing but the heartbeat."""
DOWN = (5, 5, 5, 40, 960, 960, 18_000, 345_600)
"""Seconds until somebody starts a killed sender again."""


class HastyBeat(Beat):
    """Whoever drives it makes the time pass."""

    def rest(self, wait: timedelta) -> None:
        pass


class Sender:
    """One process after the other in the same place."""

    def __init__(self, world: World, name: str, change: Callable[[], None]) -> None:
        self.world = world
        self.name = name
        self.change = change
        """Called in the middle of a send, now and then."""
        self.heard: Callable[[str, str], None] = lambda _owner, _label: None
        """Told of every point that the sender comes to, by the name it holds rows under; "" where a beat ends."""
        self.others: list[Sender] = []
        self.steps: Generator[str, None, None] | None = None
        self.beat: Beat | None = None
        self.patience = PACE.tick
        self.lives = 0
        self.asleep = False
        self.slip = timedelta()
        """By how much its clock is ahead."""
        self._turn = 0

    def start(self) -> None:
        self.lives += 1
        deps = Deps(self.world.database.failing, lambda: self.world.now + self.slip, self.world.base)
        self.beat = HastyBeat(deps, self.world.slack, f"{self.name}{self.lives}", PACE)
        self.patience = PACE.tick
        self._then(self.world.rng.uniform(0, 15), self.tick)

    def die(self, seconds: float | None = None) -> None:
        """Gone at once; started again after a while."""
        self.steps = self.beat = None
        self.asleep = False
        self._then(self.world.rng.choice(DOWN) if seconds is None else seconds, self.start)

    def poke(self) -> None:
        """Something has changed: an idle sender finds it at its next tick."""
        if self.beat is not None and self.steps is None:
            self.patience = PACE.tick
            self._rest()

    def tick(self) -> None:
        assert self.beat is not None
        self.steps = self.beat.steps()
        self.patience = LONGEST
        self.step()

    def step(self) -> None:
        assert self.steps is not None and self.beat is not None
        world = self.world
        self.asleep = False
        try:
            label = next(self.steps)
        except StopIteration:
            self._end_of_beat()
            return
        except OperationalError as error:
            world.deeds["database faults"] += 1
            world.say(f"{self.name}{self.lives}: {error.orig}")
            self.heard(self.beat.owner, "")
            self.steps = None
            self.patience = PACE.tick
            self._rest()
            return
        world.deeds[label] += 1
        world.say(f"{self.name}{self.lives} {label}")
        self.heard(self.beat.owner, label)
        self._go_on(label)

    def _go_on(self, label: str) -> None:
        world, chance = self.world, self.world.rng.random
        if not world.healed and not world.stretch.calm:
            if chance() < 0.03:
                self.change()
            if chance() < 0.08:
                world.deeds["kills"] += 1
                world.say(f"{self.name}{self.lives} is killed")
                self.die()
                return
            if world.stretch.freezes and chance() < (0.25 if label == "marked" else 0.06):
                world.deeds["freezes"] += 1
                self.asleep = True
                seconds = world.rng.choice([100, 130, 200, 600, 7_200, 90_000])
                world.say(f"{self.name}{self.lives} freezes for {seconds} s")
                self._then(seconds, self.step)
                return
        # Within these the sender does nothing of note: a call of Slack's may take long, all else does not.
        took = {"posted": world.rng.choice([0.05, 0.3, 28]), "waiting": 1.1}.get(label)
        self._then(took or world.rng.uniform(0.01, 0.4), self.step)

    def wake(self) -> None:
        """A sleeping sender goes on where it was."""
        self._then(1, self.step)

    def _end_of_beat(self) -> None:
        assert self.beat is not None
        self.heard(self.beat.owner, "")
        self.steps = None
        if self.beat.wrong:
            self.world.deeds["ends with an error"] += 1
            self.world.say(f"{self.name}{self.lives} ends: {self.beat.wrong}")
            self.die(300)
            return
        self._rest()
        for other in self.others:
            other.poke_softly()

    def poke_softly(self) -> None:
        """Another has perhaps changed when something is next to be done."""
        if self.beat is not None and self.steps is None:
            self._rest()

    def _rest(self) -> None:
        """Until the tick at which there may be something to do."""
        now = self.world.now + self.slip
        moment = self.world.database.next_moment(now)
        since = (now - datetime.min.replace(tzinfo=UTC)) % PACE.tick if self.world.in_step else timedelta()
        until = min(moment or now + LONGEST, now + self.patience) - now + since
        ticks = max(1, -(-until // PACE.tick))
        self._then((ticks * PACE.tick - since).total_seconds(), self.tick)

    def _then(self, seconds: float, what: Callable[[], None]) -> None:
        """What this sender does next; whatever it was to do before is forgotten."""
        self._turn += 1
        turn = self._turn

        def do() -> None:
            if turn == self._turn:
                what()

        self.world.after(seconds, do)
