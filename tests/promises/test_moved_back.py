"""Moved away and back again, whenever that is: one announcement, not two and not none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.engine import Units
from tests.builders import HOUSE
from tests.promises.planned import FIRST, SECOND, an_announced_action, changed, the
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

TODAY = FIRST.date()
ELSEWHERE = replace(HOUSE, channel="C0ELSEWHERE")


def end(units: Units, key: int, clock: Clock) -> None:
    with changed(units, key, now=clock()) as action:
        action.state = "done"


def reopen(units: Units, key: int, clock: Clock) -> None:
    with changed(units, key, now=clock()) as action:
        action.state = "open"


def raced(units: Units, clock: Clock, slack: Remembering, at: str) -> int:
    """An action that ends in the middle of its announcement and is taken up again when the sender has come to `at`."""
    key = an_announced_action(units)
    clock.to(FIRST)
    for step in a_sender(units, slack).steps():
        if step == "marked":
            end(units, key, clock)
        if step == at:
            reopen(units, key, clock)
    return key


@pytest.mark.parametrize("at", ["posted", "sent"])
def test_back_while_it_is_on_its_way_or_just_there_leaves_it_there(
    units: Units, clock: Clock, slack: Remembering, at: str
) -> None:
    raced(units, clock, slack, at)
    for _ in range(3):
        clock.pass_by(minutes=2)
        a_sender(units, slack).run()
    assert len(slack.to(HOUSE.channel)) == len(slack.posted) == 1
    assert "#1 Draft the brief" in slack.to(HOUSE.channel)[0]
    row = the(units, TODAY)
    assert (row.state, row.cancel_wanted) == ("sent", False)


@pytest.mark.parametrize("minutes", [0, 1, 3, 125])
def test_back_when_the_raced_message_says_what_came_of_it_is_said_there_again(
    units: Units, clock: Clock, slack: Remembering, minutes: int
) -> None:
    key = raced(units, clock, slack, "never")
    sender = a_sender(units, slack)
    assert slack.to(HOUSE.channel) == ["Settled since: #1 Draft the brief · Done."]
    clock.pass_by(minutes=minutes)
    reopen(units, key, clock)
    for _ in range(3):
        sender.run()
        clock.pass_by(minutes=1)
    assert len(slack.to(HOUSE.channel)) == len(slack.posted) == 1
    assert "In 14 days: #1 Draft the brief" in slack.to(HOUSE.channel)[0]
    assert the(units, TODAY).state == "sent"


def told_elsewhere(units: Units, clock: Clock, slack: Remembering) -> int:
    """An action whose announcement is in doubt when another channel is chosen, which is told instead."""
    key = an_announced_action(units)
    clock.to(FIRST)
    slack.faults = [slack.lose_the_reply]
    next(step for step in a_sender(units, slack).steps() if step == "unknown")
    clock.pass_by(seconds=5)
    with changed(units, key, ELSEWHERE, now=clock()):
        pass
    return key


def back_here(units: Units, clock: Clock, slack: Remembering, key: int) -> None:
    with changed(units, key, now=clock()):
        pass
    for _ in range(4):
        a_sender(units, slack).run()
        clock.pass_by(minutes=2)


@pytest.mark.parametrize("minutes", [0, 1, 3, 125])
def test_back_when_what_another_channel_was_told_instead_was_removed_here_says_it_again(
    units: Units, clock: Clock, slack: Remembering, minutes: int
) -> None:
    key = told_elsewhere(units, clock, slack)
    clock.pass_by(minutes=2)
    a_sender(units, slack, house=ELSEWHERE).run()
    assert (slack.to(HOUSE.channel), len(slack.to(ELSEWHERE.channel))) == ([], 1)
    clock.pass_by(minutes=minutes)
    back_here(units, clock, slack, key)
    assert len(slack.to(HOUSE.channel)) == 1
    assert the(units, TODAY).state == "sent"


def test_back_before_anybody_has_looked_whether_it_was_said_here_leaves_one(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    key = told_elsewhere(units, clock, slack)
    back_here(units, clock, slack, key)
    assert len(slack.to(HOUSE.channel)) == 1
    assert the(units, TODAY).state == "sent"


def test_back_while_nobody_knows_whether_it_was_sent_leaves_one(units: Units, clock: Clock, slack: Remembering) -> None:
    key = an_announced_action(units)
    clock.to(FIRST)
    slack.faults = [slack.lose_the_reply]
    sender = a_sender(units, slack)
    sender.run()
    end(units, key, clock)
    clock.pass_by(seconds=10)
    reopen(units, key, clock)
    for _ in range(3):
        clock.pass_by(minutes=2)
        sender.run()
    assert len(slack.to(HOUSE.channel)) == len(slack.posted) == 1
    assert the(units, TODAY).state == "sent"


def test_back_among_others_is_said_among_them(units: Units, clock: Clock, slack: Remembering) -> None:
    key = an_announced_action(units)
    an_announced_action(units, what="Book the venue")
    clock.to(FIRST)
    for step in a_sender(units, slack).steps():
        if step == "marked":
            end(units, key, clock)
    clock.pass_by(minutes=1)
    reopen(units, key, clock)
    a_sender(units, slack).run()
    assert len(slack.to(HOUSE.channel)) == 1
    assert "#1 Draft the brief" in slack.to(HOUSE.channel)[0]
    assert "Book the venue" in slack.to(HOUSE.channel)[0]


def test_back_when_it_would_be_old_news_says_nothing(units: Units, clock: Clock, slack: Remembering) -> None:
    key = told_elsewhere(units, clock, slack)
    clock.pass_by(minutes=2)
    a_sender(units, slack, house=ELSEWHERE).run()
    clock.to(SECOND + timedelta(seconds=1))
    back_here(units, clock, slack, key)
    assert slack.to(HOUSE.channel) == []
    assert the(units, TODAY).state == "cancelled"


def test_what_left_before_its_moment_and_comes_back_behind_it_is_past(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    key = an_announced_action(units)
    end(units, key, clock)
    clock.to(FIRST + timedelta(minutes=1))
    reopen(units, key, clock)
    a_sender(units, slack).run()
    assert slack.to(HOUSE.channel) == []
