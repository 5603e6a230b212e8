"""`/wp mine` from envelope to answer over the local workspace's socket, against a Bolt handler with a fixed text."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot.clock import system_now
from bot.sandbox.channels import Channel
from bot.sandbox.member import Member
from bot.sandbox.people import TEAM, Person
from bot.sandbox.running import Slack, running_workspace
from storage.engine import Units, open_engine, refresh_statistics
from storage.migrate import upgrade
from storage.models import Action, Assignment
from tests.builders import NOW, a_person, a_programme, an_organisation
from tests.edge.bot import app, serving

MEMBERS = 50
ROUNDS = 7
EACH = 30
AT_ONCE = 10


def people() -> list[Person]:
    return [Person(f"M{number}", user_id=f"U0M{number}") for number in range(MEMBERS)]


def filled(folder: Path, actions: int) -> str:
    """A database with so many actions, shared out evenly among the members of ten organisations."""
    url = f"sqlite:///{folder / f'{actions}.db'}"
    engine = open_engine(url)
    upgrade(engine)
    with Units(engine).writing() as session:
        _fill(session, actions)
    refresh_statistics(engine)
    engine.dispose()
    return url


def _fill(session: Session, count: int) -> None:
    houses = [an_organisation(session, f"ORG{number}") for number in range(10)]
    members = [
        a_person(session, f"M{number}", houses[number % 10], team_id=TEAM, user_id=f"U0M{number}")
        for number in range(MEMBERS)
    ]
    programme = a_programme(session)
    for number in range(1, count + 1):
        holder = members[number % MEMBERS]
        action = Action(
            id=number,
            number=number,
            programme_id=programme.id,
            position=number,
            what=f"Step {number}",
            owned=True,
            added_at=NOW,
        )
        held = Assignment(action_id=number, person_id=holder.id, organisation_id=holder.organisation_id, at=NOW)
        session.add(action)
        session.add(held)
        if number % 5000 == 0:
            session.flush()
            session.expunge_all()


@contextmanager
def fixed() -> Iterator[Slack]:
    """A plain Bolt app in a thread of its own that acknowledges and then responds with a fixed text."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    with running_workspace(people(), [Channel("programme")], app=app()) as slack:
        handler = asyncio.run_coroutine_threadsafe(_connected(slack), loop).result(10)
        slack.connected()
        yield slack
        asyncio.run_coroutine_threadsafe(handler.close_async(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


async def _connected(slack: Slack) -> AsyncSocketModeHandler:
    bolt = AsyncApp(client=AsyncWebClient(slack.bot_token, base_url=slack.api_url))

    @bolt.command("/wp")
    async def answer(ack: Any, respond: Any) -> None:
        await ack()
        await respond("Your actions")

    handler = AsyncSocketModeHandler(bolt, slack.app_token, ping_interval=3)
    await handler.connect_async()
    return handler


@contextmanager
def bot(url: str) -> Iterator[Slack]:
    """The real bot on a database, in a thread of its own."""
    with running_workspace(people(), [Channel("programme")], app=app()) as slack, serving(slack, url, system_now):
        yield slack


async def _ask(slack: Slack, member: Member, channel: str) -> None:
    """Type, and wait for the answer."""
    before = len(slack.calls("response_url"))
    await member.command("/wp mine", channel)
    await slack.workspace.changes.until(lambda: len(slack.calls("response_url")) > before or None)


def one_after_the_other(slack: Slack) -> float:
    """Seconds per command, of one member who waits for each answer."""
    channel = slack.channel("programme").channel_id
    member = Member(slack.workspace, slack.server.links, "U0M1")

    async def several() -> float:
        start = perf_counter()
        for _ in range(EACH):
            await _ask(slack, member, channel)
        return (perf_counter() - start) / EACH

    return slack.run(several())


def ten_at_once(slack: Slack) -> float:
    """Seconds per command, of ten members who each type several at the same time."""
    channel = slack.channel("programme").channel_id
    members = [Member(slack.workspace, slack.server.links, f"U0M{number}") for number in range(AT_ONCE)]

    async def several() -> float:
        expected = len(slack.calls("response_url")) + AT_ONCE * 5
        start = perf_counter()
        await asyncio.gather(*(member.command("/wp mine", channel) for member in members for _ in range(5)))
        await slack.workspace.changes.until(lambda: len(slack.calls("response_url")) >= expected or None, 60)
        return (perf_counter() - start) / (AT_ONCE * 5)

    return slack.run(several(), 120)


def ratios(measure: Callable[[Slack], float]) -> tuple[float, float, float]:
    """(1,000 actions against the fixed text, 100,000 against 1,000, seconds per command with 1,000), medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = filled(folder, 1_000), filled(folder, 100_000)
        with fixed() as plain, bot(small) as thousand, bot(large) as many:
            for slack in (plain, thousand, many):
                measure(slack)
            figures = [(measure(plain), measure(thousand), measure(many)) for _ in range(ROUNDS)]
    return (
        median(b / a for a, b, _ in figures),
        median(c / b for _, b, c in figures),
        median(b for _, b, _ in figures),
    )
