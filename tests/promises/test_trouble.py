"""What Slack does not take: later, never, or told to those who can mend it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.outcomes import Later, Message, Outcome, Refused
from storage.engine import Units
from storage.models import Announcement, ChannelPace
from tests.builders import HOUSE
from tests.promises.planned import CHAIR, FIRST, a_tell, an_announced_action, outcomes, sent_in_vain, the
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender, limited


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
    sender = sent_in_vain(units, slack)
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
def test_the_only_chair_hears_of_what_was_left_out_for_that_same_chair(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    with units.writing() as session:
        a_tell(session, CHAIR, "hello")
    slack.faults = [lambda _: Refused("Slack does not take it (invalid_blocks).")]
    a_sender(units, slack).run()
    with units.reading() as session:
        row = session.exec(select(Announcement).where(Announcement.kind == "told")).one()
        assert row.state == "skipped"
        assert row.told_at is not None
    assert "the message to Ana of" in slack.to(CHAIR)[0]


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
