"""What such a test has before it: a server that plays Slack, a database with a plan in it, and senders to start."""

import os
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from threading import Timer
from time import monotonic, sleep

from sqlmodel import Session, col, select

from bot.clock import system_now
from bot.operations.announcements import tell
from bot.sandbox.app import App
from bot.sandbox.channels import Channel
from bot.sandbox.faults import Fault, Gate
from bot.sandbox.running import Slack, running_workspace
from storage.engine import Units, open_engine
from storage.models import Announcement
from tests.builders import HOUSE, a_cast
from tests.edge.bot import CHANNEL, CHANNELS, PEOPLE, app
from tests.edge.process import FORKS
from tests.promises.processes.hurried import run

POST = "chat.postMessage"
LONG = 120.0
"""Seconds after which a test that waits for something gives up: eight senders that start at once on a busy machine take
most of a minute.
"""
RECEIVERS = (CHANNEL, "C0SECOND", "C0THIRD", "C0FOURTH")
OTHERS = [Channel(channel_id.lower(), channel_id=channel_id) for channel_id in RECEIVERS[1:]]


@dataclass
class Field:
    """One database, one Slack, and the senders between them."""

    slack: Slack
    url: str
    folder: Path
    units: Units
    senders: list[ForkServerProcess] = field(default_factory=list)

    def start(self, count: int = 1) -> list[ForkServerProcess]:
        """So many `wp run`, at once."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("WP_", "SLACK_"))}
        environ = {
            **kept,
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "SLACK_API_URL": self.slack.api_url,
            "WP_DATABASE_URL": self.url,
            "WP_CHANNEL": CHANNEL,
        }
        (self.folder / "senders.log").touch()
        started = [FORKS.Process(target=run, args=(environ, self.folder)) for _ in range(count)]
        for process in started:
            process.start()
        self.senders += started
        return started

    def plan(self, count: int, late: timedelta = timedelta()) -> None:
        """So many messages to be sent at once, or long since, spread over four channels."""
        with self.units.writing() as session:
            for number in range(count):
                self._tell(session, RECEIVERS[number % len(RECEIVERS)], f"Number {number}.", system_now() - late)

    def _tell(self, session: Session, receiver: str, words: str, now: datetime) -> None:
        tell(
            session,
            receiver=receiver,
            kind="told",
            item="action",
            item_id=1,
            words=words,
            now=now,
            house=HOUSE,
            slot=f"{receiver}:{words}",
        )

    def holder(self) -> int:
        """The process that holds a row at this moment; its name says which it is. The dead hold theirs for a while."""
        with self.units.reading() as session:
            found = session.exec(select(Announcement.lease_owner).where(Announcement.state == "sending")).all()
        alive = {process.pid for process in self.senders}
        return next(pid for owner in found if (pid := int(owner.split(":")[-2])) in alive)

    def states(self) -> Counter[str]:
        with self.units.reading() as session:
            return Counter(session.exec(select(Announcement.state).where(col(Announcement.kind) == "told")).all())

    def ended(self, seconds: float = LONG) -> Counter[str]:
        """The states of all messages, once none of them is to be sent any more. AssertionError where some still are."""
        until = monotonic() + seconds
        while (states := self.states())["planned"] or states["sending"]:
            assert monotonic() < until, f"{states}: {self.said()}"
            sleep(0.05)
        return states

    def said(self) -> str:
        return (self.folder / "senders.log").read_text(encoding="utf-8")[-3000:]

    def times(self) -> Counter[str]:
        """How often each message stands in Slack."""
        workspace = self.slack.workspace
        everything = [one for channel in workspace.channels for one in workspace.messages(channel)]
        return Counter(message.text for message in everything if message.text.startswith("Number"))

    def each_once(self, count: int) -> None:
        """Each of the first `count` messages stands in Slack, once."""
        times = self.times()
        numbers = Counter[int]()
        for text, often in times.items():
            numbers[int(text.split()[1].rstrip("."))] += often
        assert numbers == dict.fromkeys(range(count), 1), [one for one in times.items() if one[1] > 1] or numbers

    def new_token(self) -> None:
        """What an admin hands out behind a token that was taken back; the old one stays without value."""
        workspace = self.slack.workspace
        workspace.bot_token += "-new"
        workspace.revoke_token("")

    def faults(self, *faults: Fault) -> None:
        """What happens to the next posts, in order."""
        self.slack.call(lambda: self.slack.faults._queued.setdefault(POST, deque()).extend(faults))

    def kill(self, pid: int) -> None:
        process = next(one for one in self.senders if one.pid == pid)
        process.kill()
        process.join(10)
        self.senders.remove(process)

    def code(self, process: ForkServerProcess) -> int | None:
        """With what a sender ends by itself, or when asked to; None where it does not end."""
        process.join(LONG)
        self.senders.remove(process)
        return process.exitcode

    def end(self) -> list[int | None]:
        """Ask all senders to stop, once they have started; their exit codes."""
        self.slack.connected(len(self.senders), LONG)
        for process in self.senders:
            process.terminate()
        return [self.code(process) for process in list(self.senders)]


def _app() -> App:
    """The app as the manifest asks for it, with what the chairs may grant on top: looking up what was sent."""
    asked = app()
    return replace(asked, scopes=asked.scopes | {"channels:history"})


@contextmanager
def a_field(url: str, folder: Path) -> Iterator[Field]:
    """With a cast in the database; whatever still runs at the end is killed."""
    engine = open_engine(url)
    units = Units(engine)
    with units.writing() as session:
        a_cast(session)
    with running_workspace(PEOPLE, [*CHANNELS, *OTHERS], app=_app()) as slack:
        ground = Field(slack, url, folder, units)
        try:
            yield ground
        finally:
            for process in ground.senders:
                process.kill()
                process.join(10)
            engine.dispose()


def slowly(seconds: float) -> Fault:
    """The call takes effect and is answered after a while."""
    return Fault(gate=_opening(seconds))


def _opening(seconds: float) -> Gate:
    """A gate that opens so long after somebody has come to it."""

    class Slow(Gate):
        async def through(self) -> None:
            Timer(seconds, self.release).start()
            await Gate.through(self)

    return Slow()


def bad_days(rng: Random, calls: int) -> list[Fault]:
    """What happens to so many calls in a row: most are answered, slowly; some limited, some lost, some refused."""
    kinds = [
        (70, lambda: Fault()),
        (14, lambda: slowly(rng.uniform(0.01, 0.1))),
        (6, lambda: Fault(lose_reply=True)),
        (3, lambda: Fault(429, "ratelimited", 1)),
        (4, lambda: Fault(503, body="<html><body>Service unavailable</body></html>")),
    ]
    return [rng.choices([make for _, make in kinds], [often for often, _ in kinds])[0]() for _ in range(calls)]
