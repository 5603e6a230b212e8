"""The whole way: from the plan, by the real post, into a channel of a server that speaks Slack."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.deps import Deps
from bot.operations import meetings
from bot.operations.announcements import plan_action
from bot.operations.meetings import NewMeeting
from bot.pace import Pace
from bot.post import Post
from bot.sandbox.changes import PATIENCE
from bot.sandbox.channels import Channel
from bot.sandbox.people import default_people
from bot.sandbox.running import Slack, running_workspace
from bot.tick import Beat
from storage.engine import Units
from tests.builders import HOUSE, a_cast, a_programme, a_turn, an_action
from tests.promises.planned import LAST_OF_JANUARY, day
from tests.promises.slack_that_remembers import Clock, PatientBeat


@pytest.fixture
def slack() -> Iterator[Slack]:
    with running_workspace(default_people(), [Channel("programme")]) as slack:
        yield slack


@pytest.fixture
def sender(lite: Units, slack: Slack, clock: Clock) -> Beat:
    """A sender, with a deadline on 31 January and a meeting at ten on 2 February before it."""
    house = replace(HOUSE, channel=slack.channel("programme").channel_id)
    with lite.writing() as session:
        ben = a_cast(session).ben
        action = an_action(session, a_programme(session), when="31 January 2022", window=day(LAST_OF_JANUARY))
        plan_action(session, action, now=clock(), house=house)
        trio = NewMeeting("Trio meeting", "2 February 2022 10:00", "https://meet.example.org/trio")
        meetings.add(session, a_turn(session, ben, house=house), trio)
    post = Post(slack.bot_token, slack.api_url, timeout=PATIENCE)
    return PatientBeat(Deps(lite, clock, house), post, "one", Pace())


def at(clock: Clock, sender: Beat, *moment: int) -> None:
    clock.to(datetime(*moment, tzinfo=UTC))  # type: ignore[arg-type,misc]
    sender.run()


def posted(slack: Slack) -> list[str]:
    return [message.text for message in slack.messages(slack.channel("programme").channel_id)]


def test_a_deadline_and_a_meeting_are_posted_at_their_time(slack: Slack, sender: Beat, clock: Clock) -> None:
    at(clock, sender, 2022, 1, 17, 7, 59)
    assert posted(slack) == []
    for number in (17, 19, 24, 28, 31):
        at(clock, sender, 2022, 1, number, 8)
    at(clock, sender, 2022, 2, 2, 8)
    brief = "#1 Draft the brief · looking for someone · 31 January 2022"
    trio = "M1 Trio meeting: Wednesday 2 February 2022, 10:00 Brussels, https://meet.example.org/trio"
    assert posted(slack) == [
        f"Coming up. In 14 days: {brief}.",
        f"Coming up. Meeting in 14 days: {trio}.",
        "Looking for someone: #1 Draft the brief.",
        f"Coming up. In 3 days: {brief}.",
        f"Coming up. Today: {brief}. Meeting in 2 days: {trio}.",
        f"In one hour: {trio}",
    ]


def test_a_lost_reply_leaves_one_message(slack: Slack, sender: Beat, clock: Clock) -> None:
    slack.faults.lose_reply("chat.postMessage")
    at(clock, sender, 2022, 1, 17, 8)
    at(clock, sender, 2022, 1, 17, 8, 2)
    at(clock, sender, 2022, 1, 17, 9)
    assert len(posted(slack)) == 1
    assert list(sender.steps()) == []


def test_a_channel_that_limits_gets_the_message_after_the_wait(slack: Slack, sender: Beat, clock: Clock) -> None:
    slack.faults.rate_limit("chat.postMessage", retry_after=30)
    at(clock, sender, 2022, 1, 17, 8)
    assert posted(slack) == []
    at(clock, sender, 2022, 1, 17, 8, 1)
    assert len(posted(slack)) == 1
