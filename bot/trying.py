"""`wp try`: a local workspace with people in it, the example programme, a day that can be moved, and the real bot."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import ShiftedClock
from bot.commands import COMMANDS
from bot.commands.spec import Audience, Command, Group
from bot.database import Say, open_database
from bot.deps import Deps
from bot.errors import SetupError
from bot.furnishing import CHAIR, furnish
from bot.greeting import greeting
from bot.importing import read_file
from bot.manifest import manifest
from bot.pace import Pace
from bot.post import Post
from bot.sandbox.app import App
from bot.sandbox.channels import Channel
from bot.sandbox.hello import Hello, Hint, Suggestion
from bot.sandbox.people import Person
from bot.sandbox.running import Slack, running_workspace
from bot.serve import until_told
from bot.settings import LOCAL, Settings, house
from bot.tick import Beat
from storage.engine import Units
from storage.queries.announcements import planned_until

CHANNEL = "C0PROGRAMME"
PACE = replace(Pace(), gap=timedelta(milliseconds=20))
"""Whoever has moved the day does not wait: only Slack itself wants a second between two messages."""
MORNING = time(10)
"""When a day begins that somebody asks for: in its working hours, so that a trial is the same at any hour."""
STEP = timedelta(days=7)
"""The longest leap of the clock: within what is planned ahead, so that nothing beyond it is leapt over."""


def try_out(settings: Settings, *, port: int, on: date | None, programme: Path | None, folder: Path, say: Say) -> None:
    """Open the local workspace and serve it until stopped. Raises SetupError, BadInput or Unreadable."""
    document = (read_file(programme), programme.name) if programme else None
    clock = ShiftedClock()
    if on:
        clock.move_to(on, settings.zone, MORNING)
    url = f"sqlite:///{folder / LOCAL / 'try.db'}"
    settings = replace(settings, database_url=url, channel=CHANNEL, chairs=frozenset({CHAIR}))
    for line in greeting(url, folder):
        say(line)
    units = open_database(url, say=say)
    try:
        people = furnish(units, house(settings), clock(), document, say)
        with _workspace(settings, units, people, clock, port) as slack:
            local = _into(settings, slack)

            def told(line: str) -> None:
                say(line)
                if line.startswith("Ready"):
                    say(f"Open {slack.server.url} in your browser, and type {settings.command}")

            asyncio.run(until_told(local, units, say=told, now=clock))
    finally:
        units.engine.dispose()


def _into(settings: Settings, slack: Slack) -> Settings:
    """The settings of a bot in this workspace."""
    return replace(settings, bot_token=slack.bot_token, app_token=slack.app_token, api_url=slack.api_url)


@contextmanager
def _workspace(
    settings: Settings, units: Units, people: tuple[Person, ...], clock: ShiftedClock, port: int
) -> Iterator[Slack]:
    """The server, with a page that can move the day."""
    running: list[Slack] = []

    async def move_day(day: date, zone: ZoneInfo) -> None:
        await asyncio.to_thread(live_until, day, zone, clock, units, _into(settings, running[0]))

    making = running_workspace(
        people,
        [Channel("work-programme", channel_id=CHANNEL), Channel("random", bot_inside=False)],
        app=App.from_manifest(manifest(settings.command)),
        now=clock,
        port=port,
        move_day=move_day,
        hello=_hello(settings.command),
    )
    try:
        slack = making.__enter__()
    except OSError as error:
        raise SetupError(
            f"Port {port} cannot be used ({error.strerror}). Is another wp try running? Take another port, for "
            f"example: wp try --port {port + 1}"
        ) from error
    running.append(slack)
    try:
        yield slack
    finally:
        making.__exit__(None, None, None)


def live_until(day: date, zone: ZoneInfo, clock: ShiftedClock, units: Units, settings: Settings) -> None:
    """Make it `day` in `zone`, stopping at every moment before it at which something is to be sent, and send it."""
    post = Post(settings.bot_token, settings.api_url, PACE.post_timeout.total_seconds())
    beat = Beat(Deps(units, clock, house(settings)), post, "moving the day", PACE)
    goal = ShiftedClock(clock.shift)
    goal.move_to(day, zone)
    beat.run()
    while clock.shift < goal.shift:
        due = _next_due(units, clock(), goal())
        until_due = due - clock() if due else STEP
        clock.shift += min(until_due, STEP, goal.shift - clock.shift)
        beat.run()
    clock.shift = goal.shift
    beat.run()


def _next_due(units: Units, after: datetime, until: datetime) -> datetime | None:
    with units.reading() as session:
        return next((one.due_at for one in planned_until(session, until) if one.due_at > after), None)


def _hello(command: str) -> Hello:
    """What the page proposes to somebody who sees it for the first time, and while they type."""
    first = {
        "mine": "See what is mine",
        "open": "Claim something",
        "propose event Workshop on research security; when: June": "Propose something",
    }
    listed = [one for one in COMMANDS if one.group is not Group.HIDDEN]
    return Hello(
        person=CHAIR,
        channel=CHANNEL,
        welcome="This is the real bot in a Slack of your own: nothing leaves this machine. You can be anybody: press a "
        "name above. Three things to begin with:",
        suggestions=[Suggestion(label=label, line=f"{command} {verb}") for verb, label in first.items()],
        next=f"Now press +1 week above and read the channel. {command} add opens a form. Drop a document "
        "here to have it read.",
        hints=[Hint(line=f"{command} {one.name} {one.usage}".strip(), summary=_summary(one)) for one in listed],
        file_line=f"{command} programme load",
    )


def _summary(one: Command) -> str:
    """What a verb does; whether only chairs may is said, not hidden: who they are changes while one plays."""
    return f"{one.summary} (chairs only)" if one.audience is Audience.CHAIRS else one.summary
