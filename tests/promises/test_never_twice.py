"""Never twice, never silently lost: kills, lost replies, frozen senders, and many senders at once."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from bot.outcomes import Blind, Message, Outcome, Refused, Unknown
from bot.tick import Beat
from storage.engine import Units
from storage.models import Announcement, AnnouncementLine
from tests.builders import HOUSE
from tests.promises.planned import CHAIR, FIRST, LAST, a_tell, an_announced_action, changed, outcomes, plan, the
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender, limited

UNSCOPED = Blind("I may not look without the scope channels:history.", missing_scope="channels:history")


def test_each_row_is_sent_once_whoever_looks_and_however_often(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    senders = [a_sender(units, slack, name) for name in "abc"]
    while clock.moment < LAST + timedelta(days=1):
        clock.pass_by(hours=7)
        for sender in senders:
            sender.run()
    assert not slack.twice()
    with units.reading() as session:
        states = {row.state for row in session.exec(select(Announcement))}
    assert states <= {"sent", "skipped"}


def test_two_senders_at_once_never_send_the_same(units: Units, clock: Clock, slack: Remembering) -> None:
    with units.writing() as session:
        for number in range(5):
            for receiver in (HOUSE.channel, "U0BEN", "U0CHLOE"):
                a_tell(session, receiver, str(number))
    steps = [a_sender(units, slack, name).steps() for name in "ab"]
    while steps:
        for running in list(steps):
            if next(running, None) is None:
                steps.remove(running)
    assert len(slack.posted) == 15
    assert not slack.twice()
    for receiver in (HOUSE.channel, "U0BEN", "U0CHLOE"):
        moments = [at for at, message in slack.posted if message.receiver == receiver]
        assert all(later - earlier >= timedelta(seconds=1) for earlier, later in pairwise(moments))


def test_threads_on_one_database_share_the_work(units: Units, engine: Engine) -> None:
    from concurrent.futures import ThreadPoolExecutor

    clock = Clock()
    slack = Remembering(clock)
    with units.writing() as session:
        for number in range(24):
            a_tell(session, f"U0NR{number}", "hello")
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda name: a_sender(Units(engine), slack, name).run(), "abcd"))
    assert sum(sent) == len(slack.posted) == 24
    assert not slack.twice()


def kill_at(beat: Beat, point: str) -> None:
    """The sender is gone the moment it reaches a point."""
    for step in beat.steps():
        if step == point:
            return
    pytest.fail(f"the sender never came to {point}")


KILLS = pytest.mark.parametrize(("point", "before"), [("claimed", 0), ("marked", 0), ("posted", 1), ("sent", 1)])


@pytest.mark.usefixtures("cast")
@KILLS
def test_a_kill_anywhere_ends_with_one_message(
    units: Units, clock: Clock, slack: Remembering, point: str, before: int
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    kill_at(a_sender(units, slack), point)
    assert len(slack.to(HOUSE.channel)) == before
    other = a_sender(units, slack, "other")
    other.run()
    assert len(slack.to(HOUSE.channel)) == before  # the lease still runs
    for _ in range(3):
        clock.pass_by(minutes=3)
        other.run()
    assert len(slack.posted) == len(slack.to(HOUSE.channel)) == 1
    assert the(units, FIRST.date()).state == "sent"
    assert slack.to(CHAIR) == []


@pytest.mark.usefixtures("cast")
@KILLS
def test_where_nobody_may_look_a_kill_anywhere_never_sends_twice_and_never_loses_in_silence(
    units: Units, clock: Clock, slack: Remembering, point: str, before: int
) -> None:
    slack.blind = UNSCOPED
    an_announced_action(units)
    clock.to(FIRST)
    kill_at(a_sender(units, slack), point)
    other = a_sender(units, slack, "other")
    for _ in range(3):
        clock.pass_by(minutes=3)
        other.run()
    assert not slack.twice()
    if point in ("claimed", "sent"):
        assert the(units, FIRST.date()).state == "sent"
        assert len(slack.to(HOUSE.channel)) == 1
    else:
        assert the(units, FIRST.date()).state == "planned"
        assert len(slack.to(HOUSE.channel)) == before
        assert "may have been sent" in slack.to(CHAIR)[0]
        assert len(slack.to(CHAIR)) == 1


@pytest.mark.usefixtures("cast")
def test_where_nobody_may_look_a_lost_reply_is_held_told_once_and_never_repeated(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    slack.blind = UNSCOPED
    an_announced_action(units)
    clock.to(FIRST)
    slack.faults = [slack.lose_the_reply]
    sender = a_sender(units, slack)
    sender.run()
    held = the(units, FIRST.date())
    assert (held.state, held.maybe_sent_at, held.told_at) == ("planned", FIRST, None)
    while clock.moment < LAST + timedelta(days=2):
        clock.pass_by(hours=5)
        sender.run()
    assert len(slack.to(HOUSE.channel)) == 3
    assert not slack.twice()
    ended = the(units, FIRST.date())
    assert ended.state == "skipped"
    assert ended.told_at is not None
    assert ended.maybe_sent_at == FIRST
    assert len(slack.to(CHAIR)) == 1
    assert "the digest of Monday 17 January, 09:00 (#1)" in slack.to(CHAIR)[0]


def test_that_a_send_may_happen_is_committed_before_it_does(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    clock.to(FIRST)

    def look(message: Message) -> Outcome:
        row = the(units, FIRST.date())
        assert (row.maybe_sent_at, row.state, row.lease_owner) == (FIRST, "sending", "one")
        return slack.keep(message)

    slack.faults = [look]
    assert a_sender(units, slack).run() == 1


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("blind", [None, UNSCOPED])
def test_two_messages_of_a_sender_that_slept_too_long_are_one_again_at_once(
    units: Units, clock: Clock, slack: Remembering, blind: Blind | None
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    frozen = a_sender(units, slack).steps()
    assert [next(frozen), next(frozen)] == ["claimed", "marked"]
    clock.pass_by(minutes=3)
    other = a_sender(units, slack, "other").steps()
    assert [next(other), next(other), next(other), next(other)] == ["claimed", "looked", "marked", "posted"]
    slack.blind = blind
    assert [next(frozen), next(frozen)] == ["posted", "sent"]
    assert len(slack.twice()) == 1
    list(other)
    list(frozen)
    assert len(slack.to(HOUSE.channel)) == 1
    row = the(units, FIRST.date())
    assert (row.state, row.ts) == ("sent", next(iter(slack.standing)))
    clock.pass_by(minutes=1)
    a_sender(units, slack).run()
    assert "more than once" in slack.to(CHAIR)[0]


def test_a_sender_that_slept_over_the_cancelling_takes_its_message_back(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    key = an_announced_action(units)
    clock.to(FIRST)
    frozen = a_sender(units, slack).steps()
    assert [next(frozen), next(frozen)] == ["claimed", "marked"]
    clock.pass_by(minutes=3)
    with changed(units, key) as action:
        action.state = "done"
    a_sender(units, slack, "other").run()
    assert the(units, FIRST.date()).state == "cancelled"
    list(frozen)
    assert slack.to(HOUSE.channel) == []
    assert the(units, FIRST.date()).state == "cancelled"


def test_a_lease_that_runs_out_soon_does_not_pass_the_gate(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    slow = a_sender(units, slack).steps()
    assert next(slow) == "claimed"
    clock.pass_by(seconds=86)
    assert "marked" not in list(slow)
    assert slack.posted == []
    clock.pass_by(minutes=2)
    assert a_sender(units, slack).run() == 1


def test_a_poster_that_breaks_leaves_the_mark(units: Units, clock: Clock, slack: Remembering) -> None:
    def explode(_message: Message) -> Outcome:
        raise RuntimeError("a fault of ours")

    an_announced_action(units)
    clock.to(FIRST)
    slack.faults = [explode]
    a_sender(units, slack).run()
    assert the(units, FIRST.date()).maybe_sent_at == FIRST
    assert outcomes(units) == ["lost"]


def test_when_all_is_healed_every_row_has_ended_and_every_missed_one_was_told(
    units: Units, clock: Clock, slack: Remembering, cast: None
) -> None:
    for number in range(6):
        an_announced_action(units, closes=date(2022, 1, 24 + number), what=f"Action {number}")
    faults = [slack.lose_the_reply, limited, lambda _: Unknown("503"), lambda _: Refused("no"), None]
    sender = a_sender(units, slack)
    clock.to(datetime(2022, 1, 10, 12, 0, tzinfo=UTC))
    while clock.moment < LAST + timedelta(days=5):
        slack.faults = [*faults]
        sender.run()
        clock.pass_by(hours=3)
    slack.faults = []
    for _ in range(10):
        sender.run()
        clock.pass_by(hours=3)
    with units.reading() as session:
        due = (Announcement.kind != "trouble", Announcement.due_at < LAST + timedelta(days=5))
        rows = session.exec(select(Announcement).where(*due)).all()
        assert {row.state for row in rows} <= {"sent", "skipped"}
        assert all(row.reason and row.told_at for row in rows if row.state == "skipped")
        assert plan(session)
        assert session.exec(select(AnnouncementLine)).first()
    assert not slack.twice()
