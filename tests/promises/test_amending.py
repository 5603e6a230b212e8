"""A posted message says something else, in its place, when what it speaks of has changed."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.answers import Block
from bot.outcomes import Amended, Later, Unknown
from storage.engine import Units
from storage.queries import plan
from tests.builders import HOUSE
from tests.promises.planned import CHAIR, FIRST, SECOND, an_announced_action, changed, the
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

TODAY = FIRST.date()


def said(slack: Remembering) -> str:
    """The one message that stands in the channel."""
    (text,) = slack.to(HOUSE.channel)
    return text


@pytest.fixture
def posted(units: Units, clock: Clock, slack: Remembering) -> int:
    """An action that was announced a minute ago."""
    key = an_announced_action(units)
    clock.to(FIRST)
    a_sender(units, slack).run()
    clock.pass_by(minutes=1)
    return key


def test_what_is_done_says_so_where_it_was_announced(
    units: Units, clock: Clock, slack: Remembering, posted: int
) -> None:
    with changed(units, posted, now=clock()) as action:
        action.state = "done"
    sender = a_sender(units, slack)
    sender.run()
    assert "#1 Draft the brief · Done" in said(slack)
    assert len(slack.posted) == 1
    clock.pass_by(seconds=15)
    sender.run()
    assert the(units, TODAY).state == "sent"
    assert the(units, TODAY).amend_at is None
    before = slack.asked.count("update")
    clock.pass_by(hours=1)
    sender.run()
    assert slack.asked.count("update") == before == 1


def test_what_has_moved_says_where_to(units: Units, clock: Clock, slack: Remembering, posted: int) -> None:
    with changed(units, posted, now=clock()) as action:
        action.ends_on = action.starts_on = date(2022, 3, 31)
        action.when_said = "31 March 2022"
    a_sender(units, slack).run()
    assert "31 March 2022" in said(slack)


def test_what_changes_nothing_that_is_said_calls_nobody(
    units: Units, clock: Clock, slack: Remembering, posted: int
) -> None:
    with changed(units, posted, now=clock()):
        pass
    assert the(units, TODAY).amend_at is not None
    a_sender(units, slack).run()
    assert "update" not in slack.asked
    assert the(units, TODAY).amend_at is None


def test_a_message_that_was_late_stays_late_when_it_is_amended(units: Units, clock: Clock, slack: Remembering) -> None:
    key = an_announced_action(units)
    clock.to(FIRST + timedelta(hours=3))
    a_sender(units, slack).run()
    clock.pass_by(minutes=1)
    with changed(units, key, now=clock()) as action:
        action.what = "Draft the long brief"
    a_sender(units, slack).run()
    assert "Draft the long brief" in said(slack)
    assert "sent late" in said(slack)


def test_an_amendment_that_does_not_get_through_is_tried_again(
    units: Units, clock: Clock, slack: Remembering, posted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with changed(units, posted, now=clock()) as action:
        action.state = "done"
    sender = a_sender(units, slack)
    monkeypatch.setattr(slack, "update", lambda *_: Unknown("TimeoutError"))
    sender.run()
    assert "Done" not in said(slack)
    monkeypatch.undo()
    clock.pass_by(minutes=1)
    sender.run()
    assert "Done" in said(slack)


@pytest.mark.parametrize("end", [lambda: Unknown("TimeoutError"), lambda: exit("killed")])
def test_what_was_changed_and_back_while_the_answer_was_lost_says_what_is_so(
    units: Units,
    clock: Clock,
    slack: Remembering,
    posted: int,
    monkeypatch: pytest.MonkeyPatch,
    end: Callable[[], Amended],
) -> None:
    with changed(units, posted, now=clock()) as action:
        action.state = "done"
    update = slack.update

    def unheard(receiver: str, ts: str, text: str, blocks: Sequence[Block]) -> Amended:
        update(receiver, ts, text, blocks)
        return end()

    monkeypatch.setattr(slack, "update", unheard)
    with suppress(SystemExit):
        a_sender(units, slack).run()
    monkeypatch.undo()
    assert "Done" in said(slack)
    with changed(units, posted, now=clock()) as action:
        action.state = "open"
    for _ in range(3):
        clock.pass_by(minutes=2)
        a_sender(units, slack).run()
    assert "Done" not in said(slack)


@pytest.mark.usefixtures("cast")
def test_a_message_that_somebody_has_removed_is_left_alone_and_told_once(
    units: Units, clock: Clock, slack: Remembering, posted: int
) -> None:
    slack.standing.clear()
    with changed(units, posted, now=clock()) as action:
        action.state = "done"
    for _ in range(3):
        a_sender(units, slack).run()
        clock.pass_by(minutes=2)
    assert slack.to(HOUSE.channel) == []
    row = the(units, TODAY)
    assert (row.state, row.reason) == ("skipped", "message gone")
    assert "somebody has removed it" in slack.to(CHAIR)[0]
    assert len(slack.to(CHAIR)) == 1


def test_what_nobody_reads_any_more_is_not_amended(units: Units, clock: Clock, slack: Remembering, posted: int) -> None:
    clock.to(SECOND + timedelta(days=8))
    with changed(units, posted, now=clock()) as action:
        action.state = "done"
    assert the(units, TODAY).amend_at is None


def test_a_change_in_the_middle_of_a_send_is_put_right(units: Units, clock: Clock, slack: Remembering) -> None:
    key = an_announced_action(units)
    an_announced_action(units, what="Book the venue")
    clock.to(FIRST)
    for step in a_sender(units, slack).steps():
        if step == "posted":
            with changed(units, key, now=clock()) as action:
                action.what = "Draft the long brief"
    clock.pass_by(minutes=1)
    a_sender(units, slack).run()
    assert "Draft the long brief" in said(slack)
    assert "Book the venue" in said(slack)


@pytest.mark.parametrize("moment", ["marked", "posted"])
def test_what_is_done_before_its_message_is_noted_as_sent_says_so_there_beside_the_others(
    units: Units, clock: Clock, slack: Remembering, moment: str
) -> None:
    key = an_announced_action(units)
    an_announced_action(units, what="Book the venue")
    clock.to(FIRST)
    for step in a_sender(units, slack).steps():
        if step == moment:
            with changed(units, key, now=clock()) as action:
                action.state = "done"
    clock.pass_by(minutes=1)
    a_sender(units, slack).run()
    assert "#1 Draft the brief · Done" in said(slack)
    assert "#2 Book the venue" in said(slack)
    assert len(slack.posted) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_passes_the_gate_while_its_end_is_being_written_down_says_what_came_of_it(
    units: Units, clock: Clock, slack: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = an_announced_action(units)
    clock.to(FIRST)
    steps = a_sender(units, slack).steps()
    assert next(steps) == "claimed"
    lock = plan.lock_messages

    def meanwhile(*what: Any) -> set[UUID]:
        monkeypatch.undo()
        assert next(steps) == "marked"
        return lock(*what)

    monkeypatch.setattr(plan, "lock_messages", meanwhile)
    with changed(units, key, now=clock()) as action:
        action.state = "done"
    list(steps)
    assert said(slack) == "Settled since: #1 Draft the brief · Done."
    assert len(slack.posted) == 1


@pytest.mark.parametrize("sent", [True, False])
def test_what_is_done_while_nobody_knows_whether_it_was_sent_says_so_only_where_it_was(
    units: Units, clock: Clock, slack: Remembering, sent: bool
) -> None:
    key = an_announced_action(units)
    other = an_announced_action(units, what="Book the venue")
    clock.to(FIRST)
    slack.faults = [slack.lose_the_reply if sent else lambda _: Unknown("TimeoutError")]
    a_sender(units, slack).run()
    with changed(units, key, now=clock()) as action:
        action.state = "done"
    for _ in range(2):
        clock.pass_by(minutes=2)
        a_sender(units, slack).run()
    assert "#2 Book the venue" in said(slack)
    assert ("#1 Draft the brief · Done" in said(slack)) is sent
    assert ("Draft the brief" in said(slack)) is sent
    with changed(units, other, now=clock()) as action:
        action.state = "done"
    a_sender(units, slack).run()
    assert "#2 Book the venue · Done" in said(slack)
    assert ("Draft the brief" in said(slack)) is sent, "what it never said is not settled there"
    assert len(slack.posted) == 1


def test_a_change_while_an_amendment_is_on_its_way_is_put_right_too(
    units: Units, clock: Clock, slack: Remembering, posted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with changed(units, posted, now=clock()) as action:
        action.what = "Draft the long brief"
    update = slack.update

    def changed_meanwhile(*what: Any) -> Amended:
        monkeypatch.undo()
        with changed(units, posted, now=clock()) as action:
            action.what = "Draft the short brief"
        return update(*what)

    monkeypatch.setattr(slack, "update", changed_meanwhile)
    a_sender(units, slack).run()
    clock.pass_by(seconds=15)
    a_sender(units, slack).run()
    assert "Draft the short brief" in said(slack)


def test_several_messages_of_one_receiver_are_amended_in_one_beat_at_its_pace(
    units: Units, clock: Clock, slack: Remembering, posted: int
) -> None:
    clock.to(SECOND)
    a_sender(units, slack).run()
    clock.pass_by(minutes=1)
    with changed(units, posted, now=clock()) as action:
        action.state = "done"
    before = clock()
    a_sender(units, slack).run()
    assert all("· Done" in text for text in slack.to(HOUSE.channel))
    assert len(slack.posted) == 2
    assert timedelta(seconds=1) < clock() - before < timedelta(seconds=3)


def test_an_amendment_waits_while_slack_cannot_be_reached(
    units: Units, clock: Clock, slack: Remembering, posted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with changed(units, posted, now=clock()) as action:
        action.state = "done"
    calls: list[int] = []

    def away(*_: object) -> Later:
        calls.append(1)
        return Later("Slack cannot be reached.", everywhere=True)

    monkeypatch.setattr(slack, "update", away)
    sender = a_sender(units, slack)
    for _ in range(3):
        sender.run()
        clock.pass_by(seconds=15)
    assert len(calls) == 1
    assert the(units, TODAY).state == "sent"
