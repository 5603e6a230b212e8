"""Once a day all is looked through that stands at a receiver: what nobody wrote down is put right there too."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.operations.restoring import mark_restored
from bot.outcomes import Blind, Refused
from bot.tick import Beat
from storage.engine import Units
from storage.models import Announcement, ChannelPace
from tests.builders import HOUSE
from tests.promises.planned import CHAIR, FIRST, a_tell, an_announced_action, changed, the
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

BEN = "U0BEN"
WORDS = "Chloe has taken #1."
UNSCOPED = Blind("The scope is missing.", missing_scope="im:history")
AWAY = Blind("Slack cannot be reached.", everywhere=True)
REFUSED = Blind("Looking failed (The account was deactivated.)")


@pytest.fixture
def told(units: Units, cast: None) -> None:
    with units.writing() as session:
        a_tell(session, BEN, WORDS)


def the_row(units: Units, receiver: str = BEN) -> Announcement:
    with units.reading() as session:
        row = session.exec(select(Announcement).where(Announcement.receiver == receiver)).one()
        session.expunge(row)
        return row


def every_six_hours(sender: Beat, clock: Clock, *, days: int) -> None:
    for _ in range(days * 4 + 1):
        clock.pass_by(hours=6)
        sender.run()


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("hours", [25, 49, 71])
def test_a_sender_that_slept_for_days_and_was_killed_behind_its_post_leaves_one_direct_message(
    units: Units, clock: Clock, slack: Remembering, hours: int
) -> None:
    frozen = a_sender(units, slack).steps()
    assert [next(frozen), next(frozen)] == ["claimed", "marked"]
    clock.pass_by(minutes=3)
    other = a_sender(units, slack, "other")
    other.run()
    first = next(iter(slack.standing))
    for _ in range(hours):
        clock.pass_by(hours=1)
        other.run()
    assert next(frozen) == "posted"
    frozen.close()
    assert len(slack.to(BEN)) == 2
    for _ in range(9):
        clock.pass_by(hours=6)
        other.run()
    assert slack.to(BEN) == [next(text for text in slack.to(BEN) if WORDS in text)]
    assert first in slack.standing, "the earliest stays"
    assert the_row(units).ts == first
    assert any("more than once" in text for text in slack.to(CHAIR))


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("blind", [UNSCOPED, AWAY])
@pytest.mark.parametrize("days", [8, 50])
@pytest.mark.parametrize("receiver", [BEN, HOUSE.channel])
def test_what_a_sleeper_adds_while_nobody_can_look_is_removed_once_somebody_can(
    units: Units, clock: Clock, slack: Remembering, receiver: str, days: int, blind: Blind
) -> None:
    with units.writing() as session:
        a_tell(session, receiver, WORDS)
    frozen = a_sender(units, slack).steps()
    assert [next(frozen), next(frozen)] == ["claimed", "marked"]
    other = a_sender(units, slack, "other")
    every_six_hours(other, clock, days=1)
    slack.blind = blind
    assert next(frozen) == "posted"
    frozen.close()
    first, _ = (ts for ts, message in slack.standing.items() if message.receiver == receiver)
    every_six_hours(other, clock, days=days)
    assert len(slack.to(receiver)) == 2
    slack.blind = None
    clock.pass_by(minutes=2)
    other.run()
    assert [ts for ts, message in slack.standing.items() if message.receiver == receiver] == [first]
    assert the_row(units, receiver).ts == first


@pytest.mark.usefixtures("told")
def test_what_a_sleeper_adds_where_slack_has_refused_the_same_to_another_is_removed(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    frozen = a_sender(units, slack).steps()
    assert [next(frozen), next(frozen)] == ["claimed", "marked"]
    clock.pass_by(minutes=3)
    slack.faults = [lambda _: Refused("Slack does not take it.")]
    other = a_sender(units, slack, "other")
    other.run()
    assert next(frozen) == "posted"
    frozen.close()
    assert len(slack.to(BEN)) == 1
    every_six_hours(other, clock, days=1)
    assert slack.to(BEN) == []
    assert the_row(units).state == "skipped"


class Killed(BaseException):
    """What nobody catches."""


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("in_the_middle_of", ["history", "delete"])
def test_a_look_that_is_owed_for_days_is_not_lost_with_who_is_killed_over_it(
    units: Units, clock: Clock, slack: Remembering, monkeypatch: pytest.MonkeyPatch, in_the_middle_of: str
) -> None:
    sender = a_sender(units, slack)
    sender.run()
    slack.blind = UNSCOPED
    slack.keep(slack.posted[0][1])
    every_six_hours(sender, clock, days=8)
    slack.blind = None

    def kill(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(slack, in_the_middle_of, kill)
        clock.pass_by(minutes=2)
        sender.run()
    a_sender(units, slack, "other").run()
    assert len(slack.to(BEN)) == 1


@pytest.mark.usefixtures("told")
def test_where_nobody_can_look_all_else_is_looked_through_and_amended(
    units: Units, clock: Clock, slack: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = an_announced_action(units)
    clock.to(FIRST)
    sender = a_sender(units, slack)
    with units.writing() as session:
        a_tell(session, "U0CHLOE", WORDS)
        a_tell(session, "C0ELSEWHERE", WORDS)
    sender.run()
    history = slack.history
    gone = ("C0ELSEWHERE", "D0BEN")
    monkeypatch.setattr(slack, "history", lambda where, since: REFUSED if where in gone else history(where, since))
    clock.pass_by(days=1, minutes=1)
    with changed(units, key, now=clock()) as action:
        action.state = "done"
    for _ in range(3):
        sender.run()
        clock.pass_by(minutes=1)
    with units.reading() as session:
        lately = col(ChannelPace.swept_at) > clock() - timedelta(hours=1)
        assert set(session.exec(select(ChannelPace.receiver).where(lately))) == {HOUSE.channel, "U0CHLOE"}
    assert "Done" in slack.to(HOUSE.channel)[0]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("blind", [None, UNSCOPED])
def test_who_is_not_written_to_any_more_is_not_looked_through_for_ever(
    units: Units, clock: Clock, slack: Remembering, blind: Blind | None
) -> None:
    sender = a_sender(units, slack)
    sender.run()
    slack.blind = blind
    clock.pass_by(days=59)
    asked = slack.asked.count("history")
    sender.run()
    assert slack.asked.count("history") > asked
    clock.pass_by(days=2)
    asked = slack.asked.count("history")
    sender.run()
    assert slack.asked.count("history") == asked


def test_a_person_who_was_never_written_to_is_not_looked_through(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    with units.writing() as session:
        session.add(ChannelPace(receiver=BEN, next_at=clock()))
    a_sender(units, slack).run()
    assert "history" not in slack.asked


@pytest.mark.usefixtures("told")
def test_a_direct_message_that_lost_its_key_is_not_taken_for_removed(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    sender = a_sender(units, slack)
    sender.run()
    slack.standing.clear()
    for _ in range(3):
        clock.pass_by(days=1, minutes=1)
        sender.run()
    assert the_row(units).state == "sent"


@pytest.mark.usefixtures("cast")
def test_what_a_sleeper_wrote_down_a_day_later_is_not_taken_for_removed(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    with units.writing() as session:
        a_tell(session, HOUSE.channel, WORDS)
    frozen = a_sender(units, slack).steps()
    assert [next(frozen), next(frozen), next(frozen)] == ["claimed", "marked", "posted"]
    clock.pass_by(hours=30)
    assert next(frozen) == "sent"
    for _ in range(12):
        clock.pass_by(hours=6)
        a_sender(units, slack, "other").run()
    with units.reading() as session:
        assert session.exec(select(Announcement.state)).all() == ["sent"]
    assert slack.to(CHAIR) == []


@pytest.mark.usefixtures("cast")
def test_what_a_sleeper_adds_a_day_later_where_the_first_was_removed_says_that_it_is_late(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    with units.writing() as session:
        a_tell(session, HOUSE.channel, WORDS)
    frozen = a_sender(units, slack).steps()
    assert [next(frozen), next(frozen)] == ["claimed", "marked"]
    other = a_sender(units, slack, "other")
    for _ in range(3):
        clock.pass_by(minutes=2)
        other.run()
    assert len(slack.standing) == 1
    slack.standing.clear()
    clock.pass_by(hours=25)
    list(frozen)
    for _ in range(3):
        clock.pass_by(minutes=2)
        other.run()
    (text,) = slack.to(HOUSE.channel)
    assert "sent late" in text


@pytest.mark.usefixtures("cast")
def test_what_was_removed_after_the_backup_is_known_to_be_gone_however_long_it_had_stood(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    an_announced_action(units)
    sender = a_sender(units, slack)
    for days in range(8):
        clock.to(FIRST + timedelta(days=days))
        sender.run()
    assert len(slack.standing) == 1
    slack.standing.clear()  # its only action was taken back, and the backup does not know that
    clock.pass_by(days=1)
    with units.writing() as session:
        mark_restored(session, now=clock())
    a_sender(units, slack, "other").run()
    assert (the(units, FIRST.date()).state, the(units, FIRST.date()).reason) == ("skipped", "message gone")
    assert len(slack.to(CHAIR)) == 1


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("known", [True, False])
def test_a_direct_message_from_after_the_backup_goes_where_its_row_was_cancelled(
    units: Units, clock: Clock, slack: Remembering, known: bool
) -> None:
    sender = a_sender(units, slack)
    sender.run()
    assert len(slack.to(BEN)) == 1
    with units.writing() as session:  # as the backup has it
        row = session.exec(select(Announcement).where(Announcement.receiver == BEN)).one()
        row.state, row.ts, row.posted_at, row.maybe_sent_at, row.reason = (
            "cancelled",
            "",
            None,
            None,
            "no longer wanted",
        )
        pace = session.get_one(ChannelPace, BEN)
        pace.next_at -= timedelta(days=30)
        pace.swept_at, pace.conversation = None, "D0BEN" if known else ""
        session.add(row)
    clock.pass_by(hours=2)
    with units.writing() as session:
        mark_restored(session, now=clock())
    a_sender(units, slack, "other").run()
    assert slack.to(BEN) == []
    assert the_row(units).state == "cancelled"
