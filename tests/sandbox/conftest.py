"""A workspace for each test, with people whose manners are known, and a clock that a test may move."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bot.clock import ShiftedClock
from bot.sandbox.app import App, Shortcut
from bot.sandbox.changes import PATIENCE
from bot.sandbox.channels import Channel
from bot.sandbox.people import default_people
from bot.sandbox.running import Slack, running_workspace

APP = App(
    shortcuts=(Shortcut("turn", "Turn into", on_message=True), Shortcut("start", "Start", on_message=False)),
    scopes=App().scopes
    | {"channels:read", "channels:history", "groups:history", "im:history", "im:write", "channels:join"},
    events=App().events | {"message.im", "message.channels", "app_mention", "member_joined_channel"},
)
CHANNELS = (
    Channel("general"),
    Channel("random", bot_inside=False),
    Channel("secret", {"Ana"}, is_private=True, bot_inside=False),
    Channel("old", is_archived=True),
    Channel("chairs", {"Ana", "Bea"}, is_private=True),
)


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock()


@pytest.fixture
def ack_seconds() -> float:
    """How long Slack waits for the app: Slack's three seconds would fail a test on a machine that is busy."""
    return PATIENCE


@pytest.fixture
def slack(clock: ShiftedClock, ack_seconds: float) -> Iterator[Slack]:
    with running_workspace(default_people(), CHANNELS, app=APP, now=clock, ack_seconds=ack_seconds) as slack:
        yield slack


@pytest.fixture
def api(slack: Slack) -> WebClient:
    """Slack's own client for the Web API, without any retries."""
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
