"""The real bot against the local workspace: real Bolt, real socket, real database; people act as they do in Slack."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Event, Thread
from time import sleep
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from bot.clock import Now, seconds
from bot.manifest import manifest
from bot.sandbox.app import App
from bot.sandbox.changes import PATIENCE
from bot.sandbox.channels import Channel
from bot.sandbox.people import OTHER_TEAM, TEAM, Person
from bot.sandbox.running import Slack
from bot.serve import Ending, run_bot
from bot.settings import Settings
from storage.engine import Units
from storage.models import Announcement
from tests.databases import kept_engine

CHANNEL = "C0PROGRAM"
PEOPLE = (
    Person("Ana", "Ana Lopes", "Europe/Lisbon", user_id="U0ANA", title="ZSI"),
    Person("Ben", "Ben Martin", "Europe/Paris", user_id="U0BEN", title="CNRS"),
    Person("Chloe", "Chloe Weber", "Europe/Berlin", user_id="U0CHLOE", title="DLR-PT"),
    Person("Gus", "Gus Guest", "America/New_York", user_id="U0GUS", is_restricted=True),
    Person("Sam", "Sam Stranger", "Asia/Tokyo", user_id="U0SAM", is_stranger=True),
    Person("Newt", "Newt Newcomer", "Europe/Paris", user_id="U0NEWT"),
)
CHANNELS = (
    Channel("programme", channel_id=CHANNEL),
    Channel("elsewhere", bot_inside=False),
)
__all__ = ["CHANNEL", "CHANNELS", "OTHER_TEAM", "PEOPLE", "TEAM", "Served", "app", "serving"]


def app() -> App:
    """The app as manifest.yml asks for it."""
    return App.from_manifest(manifest("/wp"))


@dataclass(slots=True)
class Served:
    """A running bot."""

    units: Units
    ending: Ending
    thread: Thread
    said: list[str]

    def noted(self) -> None:
        """Wait until the sender has noted what it has posted: whoever waits for a message reads it sooner than that."""
        until = seconds() + PATIENCE
        while self._on_its_way():
            assert seconds() < until, "a message is on its way without end"
            sleep(0.01)

    def _on_its_way(self) -> bool:
        with self.units.reading() as session:
            return bool(session.exec(select(Announcement.id).where(Announcement.state == "sending")).all())


def settings_for(slack: Slack, url: str) -> Settings:
    return Settings(
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        api_url=slack.api_url,
        database_url=url,
        zone=ZoneInfo("Europe/Brussels"),
        channel=CHANNEL,
        chairs=frozenset(),
        command="/wp",
    )


@contextmanager
def serving(slack: Slack, url: str, now: Now, *, wait: bool = True, **more: Any) -> Iterator[Served]:
    """The bot serves the workspace for the length of a `with`, with `more` settings, then finishes what runs."""
    loop, said, started = asyncio.new_event_loop(), [], Event()
    engine = kept_engine(url)
    box: list[Ending] = []
    failed: list[BaseException] = []

    async def run() -> None:
        box.append(Ending())
        started.set()
        await run_bot(replace(settings_for(slack, url), **more), Units(engine), box[0], say=said.append, now=now)

    def thread() -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(run())
        except BaseException as error:
            failed.append(error)

    running = Thread(target=thread, daemon=True, name="bot")
    running.start()
    started.wait()
    try:
        if wait:
            slack.connected()
        yield Served(Units(engine), box[0], running, said)
    finally:
        if running.is_alive():
            _ask(loop, box[0].stop)
        running.join(30)
        loop.close()
        engine.dispose()
    if failed:
        raise failed[0]


def _ask(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    loop.call_soon_threadsafe(call)
