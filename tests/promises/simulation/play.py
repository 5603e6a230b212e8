"""Playing a stretch of time from its seed."""

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from bot.operations import restoring
from tests.promises.simulation.changes import People
from tests.promises.simulation.judge import Judge
from tests.promises.simulation.senders import Sender
from tests.promises.simulation.world import Stretch, World


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a stretch: the promises that were not kept, what happened how often, and the whole story."""

    stretch: Stretch
    broken: tuple[str, ...]
    deeds: Counter[str]
    log: tuple[str, ...]

    def __str__(self) -> str:
        again = f"python -m tests.promises.simulation --seed {self.stretch.seed} --days {self.stretch.days}"
        again += " --freezes" if self.stretch.freezes else ""
        return "\n".join((f"{len(self.broken)} broken, play it again: {again}", *self.broken))


class Play:
    """One stretch: its senders, its people, its misfortunes."""

    def __init__(self, stretch: Stretch) -> None:
        self.world = World(stretch)
        self.people = People(self.world)
        self.judge = Judge(self.world, self.people)
        self.world.slack.seen = self.judge.seen
        self.judge.slips = lambda: [sender.slip for sender in self.senders]
        rng = self.world.rng
        several = [2, 2, 3] if stretch.freezes else [1, 1, 2, 3]  # a frozen one does harm where another goes on
        self.senders = [Sender(self.world, name, self.change) for name in "abc"[: rng.choice(several)]]
        for sender in self.senders:
            sender.others = [other for other in self.senders if other is not sender]
            sender.heard = self.judge.heard
        self.backups: list[sqlite3.Connection] = []

    def run(self) -> Played:
        world = self.world
        self.people.furnish()
        for sender in self.senders:
            sender.start()
        self._fate()
        world.run_until(world.end)
        self._heal()
        world.run_until(world.end + timedelta(days=world.stretch.healing))
        self.judge.finish()
        return Played(world.stretch, tuple(self.judge.broken), world.deeds, tuple(world.log))

    def change(self) -> None:
        self.people.change_something()
        for sender in self.senders:
            sender.poke()

    def _fate(self) -> None:
        """What happens when, apart from what happens in the middle of a send."""
        world, rng = self.world, self.world.rng
        for _ in range(rng.randrange(2, 6)):
            world.at(world.somewhen(), self.change)
        for _ in range(rng.randrange(3)):
            world.at(world.somewhen(), self._change_when_due)
        if world.stretch.calm:
            return
        for _ in range(rng.choice([1, 2, 3])):
            world.at(world.somewhen(), self.back_up)
        for _ in range(rng.choice([0, 0, 1, 2])):
            world.at(world.somewhen(), self.restore)
        if rng.random() < 0.3:
            world.at(world.somewhen(), self._restore_when_due)
        misfortunes = [self._down, self._archived, self._revoked, self._by_hand, self._closed, self._clock_steps]
        # What nobody wrote down and nobody may look up is sent again: the two are not played together.
        misfortunes.append(rng.choice([self._unreadable, self._put_back_when_due]))
        for _ in range(rng.choice([0, 1, 2])):
            world.at(world.somewhen(), self.all_down)
        for misfortune in misfortunes:
            if rng.random() < 0.4:
                world.at(world.somewhen(), misfortune)

    def _change_when_due(self) -> None:
        """Somebody changes something in the seconds in which it is being said."""
        due = self.world.database.next_moment(self.world.now)
        if due is not None:
            self.world.at(due + timedelta(seconds=self.world.rng.uniform(-20, 40)), self.change)

    def _restore_when_due(self) -> None:
        """A backup from just before something was said is brought back just behind it."""
        due = self.world.database.next_moment(self.world.now)
        if due is not None:
            self.world.at(due - timedelta(seconds=30), self.back_up)
            self.world.at(due + timedelta(seconds=self.world.rng.uniform(60, 200)), lambda: self.restore(latest=True))

    def _put_back_when_due(self) -> None:
        """The same with the file alone, and no word to the bot: as a volume is set back, or a replica comes up."""
        due = self.world.database.next_moment(self.world.now)
        if due is not None:
            self.world.at(due - timedelta(seconds=30), self.back_up)
            seconds = self.world.rng.uniform(60, 20_000)
            self.world.at(due + timedelta(seconds=seconds), lambda: self.restore(latest=True, silently=True))

    def back_up(self) -> None:
        self.backups.append(self.world.database.backup())

    def restore(self, *, latest: bool = False, silently: bool = False) -> None:
        """The database as it was at some backup: all senders are stopped for it, and started again behind it.

        Nobody says so to the bot where it is done `silently`; then what was said is late before anybody looks.
        """
        if not self.backups:
            return
        world = self.world
        waits = [400, 7_200] if silently else [20] if latest else [30, 600, 7_200]
        for sender in self.senders:
            sender.die(world.rng.choice(waits))
        world.database.bring_back(self.backups[-1] if latest else world.rng.choice(self.backups))
        if not silently:
            restored(world)
        world.deeds["files put back" if silently else "restores"] += 1
        world.say("an older database is brought back" + (" and nobody says so" if silently else ""))
        self.judge.forget()
        self.people.restored()

    def all_down(self) -> None:
        seconds = self.world.rng.choice([960, 18_000, 345_600])
        self.world.say(f"everything is down for {seconds} s")
        for sender in self.senders:
            self.world.deeds["kills"] += 1
            sender.die(seconds)

    def _for_a_while(self, name: str, hours: list[float], on: bool = True) -> None:
        slack, world = self.world.slack, self.world
        setattr(slack, name, on)
        world.deeds["misfortunes"] += 1
        world.say(f"Slack is {name}")

        def over() -> None:
            setattr(slack, name, False)
            world.say(f"Slack is no longer {name}")
            for sender in self.senders:
                sender.poke()

        world.after(world.rng.choice(hours) * 3600, over)

    def _down(self) -> None:
        self._for_a_while("down", [0.2, 3, 40])

    def _revoked(self) -> None:
        self._for_a_while("revoked", [1, 30])

    def _unreadable(self) -> None:
        self.judge.unreadable = True
        self._for_a_while("unreadable", [2, 200])

    def _archived(self) -> None:
        world, receiver = self.world, self.world.house.channel
        world.slack.broken[receiver] = world.rng.choice(["is_archived", "not_in_channel", "channel_not_found"])
        world.deeds["misfortunes"] += 1
        world.say(f"{receiver}: {world.slack.broken[receiver]}")
        world.after(world.rng.choice([1, 30, 100]) * 3600, lambda: world.slack.broken.pop(receiver, None))

    def _closed(self) -> None:
        """For a while Slack lets nobody write to a person."""
        world = self.world
        who = world.rng.choice(["U0ANA", "U0BEN", "U0CHLOE"])
        world.slack.closed[who] = world.rng.choice(["messages_tab_disabled", "user_disabled"])
        world.deeds["misfortunes"] += 1
        world.say(f"{who}: {world.slack.closed[who]}")
        world.after(world.rng.choice([1, 30, 200]) * 3600, lambda: world.slack.closed.pop(who, None))

    def _clock_steps(self) -> None:
        """The clock of one sender is set wrong, and after a while right again.

        By an hour only where it is alone: senders on several hosts have to keep their clocks within half a minute.
        """
        world = self.world
        sender = world.rng.choice(self.senders)
        seconds = world.rng.choice([5, -5, 3600] if len(self.senders) == 1 else [5, -5])
        sender.slip = timedelta(seconds=seconds)
        world.deeds["clock steps"] += 1
        world.say(f"the clock of {sender.name} is set {seconds} s ahead")
        world.after(world.rng.choice([0.5, 30, 200]) * 3600, lambda: self._clock_right(sender))

    def _clock_right(self, sender: Sender) -> None:
        sender.slip = timedelta()
        self.world.say(f"the clock of {sender.name} is right again")
        sender.poke()

    def _by_hand(self) -> None:
        """Somebody removes a message of the bot's."""
        standing = [post for post in self.world.slack.posts if post.live]
        if standing:
            post = self.world.rng.choice(standing)
            post.gone_at, post.gone_by = self.world.now, "hand"
            self.world.say(f"somebody removes {post.text[:60]}")

    def _heal(self) -> None:
        self.world.heal()
        for sender in self.senders:
            sender.slip = timedelta()
            if sender.beat is None:
                sender.die(5)
            elif sender.asleep:
                sender.wake()
            sender.poke()
        for days in range(1, self.world.stretch.healing):  # idle senders leap over days, but each has its sweep
            for sender in self.senders:
                self.world.after(days * 86_400, sender.poke)


def restored(world: World) -> None:
    """What `wp restore` does behind bringing back the file."""
    with world.database.units.writing() as session:
        restoring.mark_restored(session, now=world.now)


def play(stretch: Stretch) -> Played:
    """The same stretch comes out the same, whenever it is played."""
    return Play(stretch).run()
