"""From the plan to the channel: never twice, never silently lost, never early, late said."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from bot.operations.announcements import tell
from bot.post import Later, Message, Outcome, Refused, Unknown
from bot.tick import Beat
from storage.engine import Units
from storage.models import Action, Announcement, AnnouncementLine, Attempt, ChannelPace, Heartbeat
from tests.builders import HOUSE, NOW, a_cast
from tests.promises.planned import an_announced_action, changed, plan
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender, limited

FIRST = datetime(2022, 1, 17, 8, 0, tzinfo=UTC)
SECOND = datetime(2022, 1, 28, 8, 0, tzinfo=UTC)
LAST = datetime(2022, 1, 31, 8, 0, tzinfo=UTC)
CHAIR = "U0ANA"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Remembering:
    return Remembering(clock)


@pytest.fixture
def cast(units: Units) -> None:
    with units.writing() as session:
        a_cast(session)


def the(units: Units, day: date) -> Announcement:
    """The channel's message of a day, as it is stored."""
    mine = (Announcement.receiver == HOUSE.channel, Announcement.local_date == day)
    with units.reading() as session:
        row = session.exec(select(Announcement).where(*mine)).one()
        session.expunge(row)
        return row


def outcomes(units: Units) -> list[str]:
    with units.reading() as session:
        return [row.outcome for row in session.exec(select(Attempt).order_by(col(Attempt.id)))]


def test_a_deadline_is_said_at_its_moment_and_not_before(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    sender = a_sender(units, slack)
    clock.to(FIRST - timedelta(seconds=1))
    assert sender.run() == 0
    clock.to(FIRST)
    assert sender.run() == 1
    assert slack.to(HOUSE.channel) == [
        "Coming up. Closes in 14 days: #1 Draft the brief · looking for someone · 31 January 2022"
    ]
    message = the(units, FIRST.date())
    assert (message.state, message.was_late, message.confirms, message.posted_at) == ("sent", False, 2, FIRST)
    assert message.ts
    assert slack.posted[0][1].key == message.id
    assert sender.run() == 0


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


def a_tell(session, receiver: str, words: str) -> None:  # type: ignore[no-untyped-def]
    tell(
        session,
        receiver=receiver,
        kind="told",
        item="action",
        item_id=1,
        words=words,
        now=NOW,
        house=HOUSE,
        slot=f"{receiver}:{words}",
    )


def kill_at(beat: Beat, point: str) -> None:
    """The sender is gone the moment it reaches a point."""
    for step in beat.steps():
        if step == point:
            return
    pytest.fail(f"the sender never came to {point}")


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(("point", "before"), [("claimed", 0), ("marked", 0), ("posted", 1), ("sent", 1)])
def test_a_kill_anywhere_never_sends_twice_and_never_loses_in_silence(
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
    assert not slack.twice()
    state = the(units, FIRST.date()).state
    if point in ("claimed", "sent"):
        assert state == "sent"
        assert len(slack.to(HOUSE.channel)) == 1
    else:
        assert state == "planned"
        assert len(slack.to(HOUSE.channel)) == before
        assert "may have been sent" in slack.to(CHAIR)[0]
        assert len(slack.to(CHAIR)) == 1


@pytest.mark.usefixtures("cast")
def test_a_lost_reply_is_held_told_and_never_repeated(units: Units, clock: Clock, slack: Remembering) -> None:
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


@pytest.mark.parametrize(
    ("fault", "wait"), [(limited, 40), (lambda _: Later("Slack cannot be reached.", everywhere=True), 60)]
)
def test_what_was_surely_not_sent_is_sent_later(
    units: Units, clock: Clock, slack: Remembering, fault: Callable[[Message], Outcome], wait: int
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    slack.faults = [fault]
    sender = a_sender(units, slack)
    assert sender.run() == 0
    row = the(units, FIRST.date())
    assert (row.state, row.maybe_sent_at) == ("planned", None)
    assert row.next_try_at == FIRST + timedelta(seconds=wait)
    clock.pass_by(seconds=wait - 1)
    assert sender.run() == 0
    clock.pass_by(seconds=1)
    assert sender.run() == 1
    assert the(units, FIRST.date()).confirms == 0


@pytest.mark.usefixtures("cast")
def test_a_broken_channel_is_told_once_holds_everything_and_goes_on_when_mended(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    with units.writing() as session:
        a_tell(session, HOUSE.channel, "Ben has taken #1.")
    slack.faults = [lambda _: Later("The channel is archived.", broken=True)]
    sender = a_sender(units, slack)
    sender.run()
    assert slack.to(HOUSE.channel) == []
    assert len(slack.to(CHAIR)) == 1
    assert slack.to(CHAIR)[0].count("The channel is archived.") == 2
    with units.reading() as session:
        assert session.get_one(ChannelPace, HOUSE.channel).broken_reason == "The channel is archived."
    for _ in range(4):
        clock.pass_by(minutes=10)
        sender.run()
    assert len(slack.to(HOUSE.channel)) == 2
    assert len(slack.to(CHAIR)) == 1
    with units.reading() as session:
        assert session.get_one(ChannelPace, HOUSE.channel).broken_reason == ""


@pytest.mark.usefixtures("cast")
def test_what_slack_will_never_take_is_skipped_with_its_reason_and_told(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    slack.faults = [lambda _: Refused("Slack does not take it (invalid_blocks).")]
    a_sender(units, slack).run()
    row = the(units, FIRST.date())
    assert (row.state, row.reason) == ("skipped", "Slack does not take it (invalid_blocks).")
    assert row.told_at is not None
    assert "invalid_blocks" in slack.to(CHAIR)[0]


@pytest.mark.usefixtures("cast")
def test_trouble_with_telling_the_chairs_is_not_told_to_the_chairs(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    slack.faults = [lambda _: Refused("no")] * 5
    sender = a_sender(units, slack)
    for _ in range(10):
        sender.run()
        clock.pass_by(minutes=2)
    assert outcomes(units) == ["refused", "refused"]


def test_a_token_that_is_refused_stops_the_beat_with_the_sentence_and_loses_nothing(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    slack.faults = [lambda _: Later("The token has been revoked.", everywhere=True, lasting=True)]
    sender = a_sender(units, slack)
    sender.run()
    assert sender.wrong == "The token has been revoked."
    clock.pass_by(minutes=1)
    assert sender.run() == 1
    assert sender.wrong == ""


@pytest.mark.parametrize(("minutes", "said"), [(15, False), (16, True), (300, True)])
def test_more_than_a_quarter_of_an_hour_late_is_said(
    units: Units, clock: Clock, slack: Remembering, minutes: int, said: bool
) -> None:
    an_announced_action(units)
    clock.to(FIRST + timedelta(minutes=minutes))
    a_sender(units, slack).run()
    assert ("Planned for Monday 17 January, 09:00, sent late." in slack.to(HOUSE.channel)[0]) is said
    assert the(units, FIRST.date()).was_late is said


@pytest.mark.usefixtures("cast")
def test_old_news_is_skipped_and_told_not_sent(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    clock.to(SECOND + timedelta(hours=1))
    a_sender(units, slack).run()
    assert [text.split(":")[0] for text in slack.to(HOUSE.channel)] == ["Coming up. Closes in 3 days"]
    row = the(units, FIRST.date())
    assert (row.state, row.reason) == ("skipped", "it was too late for it, so it was left out")
    assert row.told_at is not None
    assert "Monday 17 January, 09:00 (#1): it was too late" in slack.to(CHAIR)[0]


def test_late_ones_wait_for_working_hours(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    clock.to(datetime(2022, 1, 17, 18, 30, tzinfo=UTC))
    sender = a_sender(units, slack)
    assert sender.run() == 0
    clock.to(datetime(2022, 1, 18, 6, 59, tzinfo=UTC))
    assert sender.run() == 0
    clock.to(datetime(2022, 1, 18, 7, 0, tzinfo=UTC))
    assert sender.run() == 1
    assert "Closes in 13 days" in slack.to(HOUSE.channel)[0]
    assert "sent late" in slack.to(HOUSE.channel)[0]


@pytest.mark.parametrize("point", ["claimed", "marked", "posted"])
def test_what_is_done_while_it_is_being_sent_is_marked_to_be_looked_at(
    units: Units, clock: Clock, slack: Remembering, point: str
) -> None:
    key = an_announced_action(units)
    clock.to(FIRST)
    for step in a_sender(units, slack).steps():
        if step == point:
            with changed(units, key) as action:
                action.state = "done"
    row = the(units, FIRST.date())
    if point == "claimed":
        assert (row.state, slack.posted) == ("cancelled", [])
    else:
        assert (row.state, row.confirms, len(slack.posted)) == ("sent", 0, 1)


def test_what_is_said_is_the_item_as_it_is_at_that_moment(units: Units, clock: Clock, slack: Remembering) -> None:
    key = an_announced_action(units)
    with units.writing() as session:  # not planned anew: the words are read when they are said
        session.get_one(Action, key).what = "Draft the <!channel> brief"
    clock.to(FIRST)
    a_sender(units, slack).run()
    assert "Draft the &lt;!channel&gt; brief" in slack.to(HOUSE.channel)[0]


def test_a_line_nobody_wants_any_more_falls_away_even_where_the_plan_still_has_it(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    key = an_announced_action(units)
    an_announced_action(units, what="Book the venue")
    with units.writing() as session:
        session.get_one(Action, key).state = "done"
    clock.to(FIRST)
    a_sender(units, slack).run()
    assert "#1" not in slack.to(HOUSE.channel)[0]
    assert "#2" in slack.to(HOUSE.channel)[0]


def test_a_sender_that_lost_its_lease_still_writes_down_that_it_sent(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    frozen = a_sender(units, slack).steps()
    assert [next(frozen), next(frozen)] == ["claimed", "marked"]
    clock.pass_by(minutes=3)
    a_sender(units, slack, "other").run()
    assert slack.to(HOUSE.channel) == []
    assert list(frozen)[:2] == ["posted", "sent"]
    row = the(units, FIRST.date())
    assert (row.state, row.confirms) == ("sent", 0)
    assert not slack.twice()


def test_a_lease_that_runs_out_soon_does_not_pass_the_gate(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    slow = a_sender(units, slack).steps()
    assert next(slow) == "claimed"
    clock.pass_by(seconds=86)
    assert list(slow) == []
    assert slack.posted == []
    clock.pass_by(minutes=2)
    assert a_sender(units, slack).run() == 1


def test_one_that_cannot_be_put_into_words_does_not_stop_the_others(
    units: Units, clock: Clock, slack: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import tick

    with units.writing() as session:
        a_tell(session, "U0BEN", "hello")
        a_tell(session, "U0CHLOE", "hello")
    render = tick.message

    def broken(notice, command):  # type: ignore[no-untyped-def]
        if notice.receiver == "U0BEN":
            raise ValueError("a fault of ours")
        return render(notice, command)

    monkeypatch.setattr(tick, "message", broken)
    sender = a_sender(units, slack)
    assert sender.run() == 1
    assert outcomes(units).count("error") == 1
    monkeypatch.undo()
    clock.pass_by(minutes=10)
    assert sender.run() == 1


def test_a_poster_that_breaks_leaves_the_mark(units: Units, clock: Clock, slack: Remembering) -> None:
    def explode(_message: Message) -> Outcome:
        raise RuntimeError("a fault of ours")

    an_announced_action(units)
    clock.to(FIRST)
    slack.faults = [explode]
    a_sender(units, slack).run()
    assert the(units, FIRST.date()).maybe_sent_at == FIRST
    assert outcomes(units) == ["lost"]


def test_every_beat_leaves_its_sign(units: Units, clock: Clock, slack: Remembering) -> None:
    a_sender(units, slack).run()
    clock.pass_by(seconds=15)
    a_sender(units, slack, "other").run()
    with units.reading() as session:
        beats = {row.owner: row.last_tick for row in session.exec(select(Heartbeat))}
    assert beats == {"one": NOW, "other": NOW + timedelta(seconds=15)}


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
    with units.reading() as session:
        rows = session.exec(select(Announcement).where(Announcement.kind != "trouble")).all()
        assert {row.state for row in rows} <= {"sent", "skipped"}
        assert all(row.reason and row.told_at for row in rows if row.state == "skipped")
        assert plan(session)
        assert session.exec(select(AnnouncementLine)).first()
    assert not slack.twice()
