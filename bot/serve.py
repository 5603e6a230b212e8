"""Serving a Slack workspace: from settings to a bot that answers, until a signal or until Slack says no for good."""

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from socket import gethostname
from typing import Any, TypeVar
from uuid import uuid4

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Edge, Identity, build_app
from bot.clock import Now, seconds, system_now
from bot.commands import COMMANDS
from bot.commands.router import Router
from bot.connecting import UNREACHABLE, Trouble, slack_client, slack_trouble
from bot.database import Say, database_trouble, file_of, open_database, shown, sqlite_fault
from bot.deps import Deps
from bot.directory import Directory
from bot.errors import SetupError
from bot.feeds import Feeds
from bot.line import Line
from bot.pace import Pace
from bot.post import Post
from bot.replies import Replies
from bot.settings import Settings, house
from bot.tick import Beat
from bot.ticker import Ticker
from storage.engine import Units

log = logging.getLogger(__name__)
WORKERS = 16
"""Threads for the handlers' work: the database's calls block, and one of them must not stall the others."""
STOP_SECONDS = 30.0
"""How long stopping waits for what runs."""
WATCH_SECONDS = 5.0
"""Between two looks at the line and at the database's file."""
ASK_SECONDS = 60.0
"""Between two questions to Slack whether the token still holds."""
LONGEST_PAUSE = 30.0

T = TypeVar("T")


@dataclass(slots=True)
class Ending:
    """When the bot is to stop, and why where something is wrong."""

    event: asyncio.Event = field(default_factory=asyncio.Event)
    wrong: str = ""

    def stop(self) -> None:
        self.event.set()

    def fail(self, sentence: str) -> None:
        self.wrong = self.wrong or sentence
        self.event.set()

    def told(self, trouble: Trouble) -> None:
        """Of a refusal: only a lasting one ends the bot."""
        if trouble.lasting:
            self.fail(trouble.sentence)

    async def within(self, wait: float) -> bool:
        """Whether it ends within so many seconds."""
        try:
            async with asyncio.timeout(wait):
                await self.event.wait()
        except TimeoutError:
            return False
        return True

    async def before(self, work: Awaitable[T]) -> T | None:
        """What `work` gives; None, and the work is given up, where the end comes first."""
        doing, ending = asyncio.ensure_future(work), asyncio.ensure_future(self.event.wait())
        try:
            await asyncio.wait((doing, ending), return_when=asyncio.FIRST_COMPLETED)
            return doing.result() if doing.done() else None
        finally:
            for task in (doing, ending):
                task.cancel()


def serve(settings: Settings, *, say: Say) -> None:
    """Serve until SIGTERM or SIGINT, then finish what runs. Raises SetupError where it cannot start or go on."""
    units = open_database(settings.database_url, say=say)
    if fault := sqlite_fault(settings.database_url):
        log.warning(fault)
    try:
        asyncio.run(until_told(settings, units, say=say))
    finally:
        units.engine.dispose()


async def until_told(settings: Settings, units: Units, *, say: Say, now: Now = system_now) -> None:
    """Run the bot until SIGTERM or SIGINT. Raises SetupError with what is wrong where something is."""
    ending, loop = Ending(), asyncio.get_running_loop()

    def stop() -> None:
        # A second signal acts as if nobody listened: at once.
        for kind in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(kind)
        ending.stop()
        with suppress(BrokenPipeError):  # whoever read our output has gone: no reason not to stop
            say("Stopping: finishing what runs ...")

    for kind in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(kind, stop)
    await run_bot(settings, units, ending, say=say, now=now)
    with suppress(BrokenPipeError):
        say("Stopped.")


async def run_bot(settings: Settings, units: Units, ending: Ending, *, say: Say, now: Now = system_now) -> None:
    """Connect, answer, tick, until `ending`. Raises SetupError with what is wrong where something is."""
    others = asyncio.all_tasks()
    client = slack_client(settings)
    say("Connecting to Slack ...")
    me = await _patiently(lambda: client.auth_test(), "SLACK_BOT_TOKEN", ending, say)
    if me is None:
        return _said(ending)
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="work")
    session = ClientSession(trust_env=True)
    identity = Identity(str(me["team_id"]), str(me["bot_id"]), str(me["user_id"]))
    deps = Deps(units, now, house(settings), lambda: ticker.wake(), database_trouble)
    ticker = _ticker(deps, settings, ending)
    edge = Edge(
        Router(deps, COMMANDS),
        client,
        session,
        identity,
        pool,
        ending.fail,
        Replies(client, session),
        Directory(client, identity.team_id),
    )
    line = Line(build_app(edge, settings.command), settings.app_token, client, ending.told)
    feeds = Feeds(deps, pool, settings.http_port)
    try:
        if settings.http_port:
            await feeds.start()
            say(f"Serving calendars at port {settings.http_port}, found by the world at {settings.public_url}.")
        if await _open(line, client, settings, ending, say):
            say(f"Ready: {settings.command} answers in {me.get('team')}. Stop with Ctrl+C.")
            await asyncio.to_thread(ticker.start)
            await _watch(line, client, settings, ending, ticker, say)
    finally:
        await asyncio.gather(line.leave(STOP_SECONDS), feeds.stop(), asyncio.to_thread(ticker.stop, ending.wrong))
        await _finish(others, pool, say)
        await session.close()
    return _said(ending)


def _ticker(deps: Deps, settings: Settings, ending: Ending) -> Ticker:
    """The sender of what is due; where it gives up for good, the bot ends."""
    pace, loop = Pace(), asyncio.get_running_loop()
    post = Post(settings.bot_token, settings.api_url, pace.post_timeout.total_seconds())
    # Never a name that a former process had: a frozen one that wakes must not pass for this one.
    beat = Beat(deps, post, f"{gethostname()}:{os.getpid()}:{uuid4().hex[:8]}", pace)

    def over(why: str) -> None:
        loop.call_soon_threadsafe(ending.fail, why)

    return Ticker(beat, over)


def _said(ending: Ending) -> None:
    if ending.wrong:
        raise SetupError(ending.wrong)


async def _patiently(call: Callable[[], Awaitable[T]], token: str, ending: Ending, say: Say) -> T | None:
    """The answer of a call to Slack, tried until it comes; None where the end comes first."""
    pause, last = 1.0, ""
    while not ending.event.is_set():
        try:
            return await ending.before(call())
        except UNREACHABLE as error:
            trouble = slack_trouble(error, token)
        ending.told(trouble)
        if trouble.lasting:
            break
        if trouble.sentence != last:
            say(f"{trouble.sentence} Trying again until it works; stop with Ctrl+C.")
        last = trouble.sentence
        await ending.within(trouble.wait or pause)
        pause = min(pause * 2, LONGEST_PAUSE)
    return None


async def _open(line: Line, client: AsyncWebClient, settings: Settings, ending: Ending, say: Say) -> bool:
    """Open the line, however long it takes; False where the end comes first."""
    address = await _patiently(
        lambda: client.apps_connections_open(app_token=settings.app_token), "SLACK_APP_TOKEN", ending, say
    )
    if address is None:
        return False
    line.client.wss_uri = str(address["url"])
    connecting = asyncio.ensure_future(line.connect())
    while not connecting.done() and not ending.event.is_set():
        await ending.before(asyncio.wait((connecting,), timeout=WATCH_SECONDS))
        if not connecting.done():
            await line.renew()
    connecting.cancel()
    return not ending.event.is_set()


async def _watch(
    line: Line, client: AsyncWebClient, settings: Settings, ending: Ending, ticker: Ticker, say: Say
) -> None:
    """Look after the line, the sender, the token and the database's file until the end."""
    file, open_, asked = file_of(settings.database_url), True, seconds()
    while not await ending.within(WATCH_SECONDS):
        if file and not file.exists():
            ending.fail(
                f"The database {shown(settings.database_url)} is gone while the bot was using it. It stopped at once, "
                "so that nothing more is lost: bring the file back, or start anew with a backup."
            )
        if ticker.silent:
            ending.fail(
                "The sender of announcements has given no sign of life for too long; the log may say why. Nothing of "
                "the plan is lost: start the bot again."
            )
        was, open_ = open_, await line.renew()
        if was != open_:
            say("Connected again." if open_ else "The connection to Slack is lost. Trying again until it is back.")
        if open_ and seconds() - asked > ASK_SECONDS:
            asked = seconds()
            try:
                await client.auth_test()
            except UNREACHABLE as error:
                ending.told(slack_trouble(error))


async def _finish(others: set[asyncio.Task[Any]], pool: ThreadPoolExecutor, say: Say) -> None:
    """Wait for every task that came since `others`, and for the threads they use."""
    mine = asyncio.current_task()
    left = {task for task in asyncio.all_tasks() - others if task is not mine}
    if left:
        _, unfinished = await asyncio.wait(left, timeout=STOP_SECONDS)
        if unfinished:
            say(f"{len(unfinished)} did not finish within {STOP_SECONDS:.0f} seconds and were given up.")
    pool.shutdown(wait=False, cancel_futures=True)
