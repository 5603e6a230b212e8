"""The same loop in any order of steps, kills, faults, changes, backups and restores that hypothesis thinks of."""

import os
import sqlite3
from collections.abc import Generator
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.deps import Deps
from tests.promises.simulation import play as playing
from tests.promises.simulation.changes import People
from tests.promises.simulation.judge import Judge
from tests.promises.simulation.senders import PACE, HastyBeat
from tests.promises.simulation.world import Stretch, World

EXAMPLES = int(os.environ.get("WP_EXAMPLES", "4"))
"""How many orders are tried; the soak tries more."""


class AnyOrder(RuleBasedStateMachine):
    """Two senders that are stepped by hand. A long wait with a sender midway kills it: freezes are another matter."""

    @initialize(seed=st.integers(0, 3))
    def begin(self, seed: int) -> None:
        self.world = World(Stretch(seed=seed, calm=True))
        self.people = People(self.world)
        self.judge = Judge(self.world, self.people)
        self.world.slack.seen = self.judge.seen
        self.running: dict[str, tuple[str, Generator[str, None, None]]] = {}
        self.backups: list[sqlite3.Connection] = []
        self.lives = 0
        self.people.furnish()

    @rule(who=st.sampled_from("ab"), steps=st.integers(1, 4))
    def step(self, who: str, steps: int) -> None:
        """Go on with a beat, or begin one."""
        if who not in self.running:
            self.lives += 1
            deps = Deps(self.world.database.units, lambda: self.world.now, self.world.house)
            owner = f"{who}{self.lives}"
            self.running[who] = (owner, HastyBeat(deps, self.world.slack, owner, PACE).steps())
        owner, beat = self.running[who]
        for _ in range(steps):
            self.world.now += timedelta(seconds=0.2)
            label = next(beat, "")
            self.judge.heard(owner, label)
            if not label:
                del self.running[who]
                return
            if label == "waiting":
                self.world.now += timedelta(seconds=1)

    @rule(who=st.sampled_from("ab"))
    def kill(self, who: str) -> None:
        self.running.pop(who, None)

    @rule(minutes=st.sampled_from([1, 2, 16, 130, 1500, 5800]))
    def wait(self, minutes: int) -> None:
        self.running.clear()
        self.world.now += timedelta(minutes=minutes)

    @rule()
    def wait_until_something_is_due(self) -> None:
        self.running.clear()
        self.world.now = self.world.database.next_moment(self.world.now) or self.world.now

    @rule(fault=st.sampled_from(["lost", "lost", "failed", "limited", "refused"]))
    def go_wrong(self, fault: str) -> None:
        self.world.slack.forced.append(fault)

    @rule(fault=st.sampled_from(["", "lost", "lost", "failed"]), steps=st.integers(2, 7))
    def say_the_next_thing(self, fault: str, steps: int) -> None:
        """Mostly nothing is due: so that much is said, and now and then a reply is lost."""
        self.wait_until_something_is_due()
        self.world.slack.forced += [fault] if fault else []
        self.step("a", steps)

    @rule(share=st.sampled_from([0, 1]))
    def look_in_vain(self, share: int) -> None:
        self.world.slack.weather.blind = share

    @rule()
    def change(self) -> None:
        self.people.change_something()

    @rule()
    def back_up(self) -> None:
        self.backups.append(self.world.database.backup())

    @rule(silently=st.booleans())
    def forget_what_was_just_said(self, silently: bool) -> None:
        """A backup from just before is brought back just behind it."""
        self.back_up()
        self.say_the_next_thing("", 6)
        self.restore(-1, silently)

    @precondition(lambda self: self.backups)
    @rule(which=st.integers(0, 5), silently=st.booleans())
    def restore(self, which: int, silently: bool) -> None:
        """With a word to the bot, or without one and then a while before it is started again."""
        self.running.clear()
        self.world.database.bring_back(self.backups[which % len(self.backups)])
        if silently:
            self.world.deeds["files put back"] += 1
            self.world.now += timedelta(minutes=7)
        else:
            playing.restored(self.world)
        self.judge.forget()
        self.people.restored()

    @invariant()
    def no_promise_is_broken(self) -> None:
        assert not self.judge.broken, self.judge.broken

    def teardown(self) -> None:
        """Nothing goes wrong any more: then everything comes to its end."""
        if not hasattr(self, "judge"):
            return
        world = self.world
        world.heal()
        world.slack.forced.clear()
        world.end = world.now
        self.running.clear()
        last = world.now + timedelta(days=6)
        while world.now < last:
            self.step("a", 10_000)
            moment = world.database.next_moment(world.now) or last
            world.now = max(min(moment, world.now + timedelta(hours=9)), world.now + PACE.tick)
        self.judge.finish()
        assert not self.judge.broken, self.judge.broken


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=40,
    database=None,
    derandomize=EXAMPLES < 100,
    suppress_health_check=list(HealthCheck),
)
