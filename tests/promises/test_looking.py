"""Looked up before any second try, looked at again after it, and swept: what stands in Slack and in the table."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from bot.outcomes import Blind, Message, Standing, Unknown
from storage.engine import Units
from storage.models import Announcement, ChannelPace
from tests.builders import HOUSE
from tests.promises.planned import CHAIR, FIRST, an_announced_action, outcomes, the
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

AWAY = Blind("Slack is not in service just now (HTTP status 503).")


@pytest.fixture
def due(units: Units, clock: Clock, slack: Remembering) -> None:
    """Something is due, in a channel that was looked through a minute ago."""
    an_announced_action(units)
    clock.to(FIRST - timedelta(minutes=1))
    a_sender(units, slack).run()
    slack.asked.clear()
    clock.to(FIRST)


@pytest.mark.usefixtures("due")
def test_what_a_sleeper_adds_hours_later_goes_though_slack_does_not_show_it_at_once(
    units: Units, clock: Clock, slack: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeping = a_sender(units, slack).steps()
    assert [next(sleeping), next(sleeping)] == ["claimed", "marked"]
    other = a_sender(units, slack, "other")
    for _ in range(6):
        clock.pass_by(minutes=50)
        other.run()
    [first] = slack.standing
    seen = slack._seen
    assert next(sleeping) == "posted"
    assert len(slack.standing) == 2
    monkeypatch.setattr(slack, "_seen", lambda *_: Standing({the(units, FIRST.date()).id: (first,)}, HOUSE.channel))
    list(sleeping)
    monkeypatch.setattr(slack, "_seen", seen)
    clock.pass_by(minutes=2)
    other.run()
    assert list(slack.standing) == [first]


@pytest.mark.usefixtures("due")
def test_a_lost_reply_is_looked_up_after_a_minute_and_found(units: Units, clock: Clock, slack: Remembering) -> None:
    slack.faults = [slack.lose_the_reply]
    sender = a_sender(units, slack)
    sender.run()
    clock.pass_by(seconds=59)
    sender.run()
    assert "look" not in slack.asked, "Slack may not show it yet"
    clock.pass_by(seconds=1)
    sender.run()
    row = the(units, FIRST.date())
    assert (row.state, row.ts, row.was_late) == ("sent", next(iter(slack.standing)), False)
    assert outcomes(units) == ["lost", "found"]
    assert len(slack.posted) == 1


@pytest.mark.usefixtures("due")
def test_what_was_lost_on_the_way_there_is_sent_after_the_look(units: Units, clock: Clock, slack: Remembering) -> None:
    slack.faults = [lambda _: Unknown("HTTP status 503")]
    sender = a_sender(units, slack)
    sender.run()
    assert slack.posted == []
    clock.pass_by(minutes=1)
    assert sender.run() == 1
    assert the(units, FIRST.date()).state == "sent"


@pytest.mark.usefixtures("due", "cast")
def test_while_nobody_can_look_it_is_held_and_nothing_is_changed(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    slack.faults = [slack.lose_the_reply]
    slack.blind = AWAY
    sender = a_sender(units, slack)
    for _ in range(8):
        sender.run()
        clock.pass_by(minutes=1)
    row = the(units, FIRST.date())
    assert (row.state, row.maybe_sent_at) == ("planned", FIRST)
    assert len(slack.posted) == 1
    assert slack.to(CHAIR) == []
    slack.blind = None
    sender.run()
    assert the(units, FIRST.date()).state == "sent"


@pytest.mark.usefixtures("due", "cast")
def test_what_cannot_be_looked_up_for_a_day_is_told_once(units: Units, clock: Clock, slack: Remembering) -> None:
    slack.faults = [slack.lose_the_reply]
    slack.blind = AWAY
    sender = a_sender(units, slack)
    for _ in range(10):
        sender.run()
        clock.pass_by(hours=6)
    told = slack.to(CHAIR)
    assert len(told) == 1
    assert "cannot be looked up" in told[0]


@pytest.mark.usefixtures("due")
def test_a_token_that_is_refused_while_looking_stops_the_beat(units: Units, clock: Clock, slack: Remembering) -> None:
    slack.faults = [slack.lose_the_reply]
    sender = a_sender(units, slack)
    sender.run()
    clock.pass_by(minutes=1)
    slack.blind = Blind("The token has been revoked.", lasting=True)
    sender.run()
    assert sender.wrong == "The token has been revoked."
    assert the(units, FIRST.date()).maybe_sent_at == FIRST


@pytest.mark.usefixtures("due")
def test_what_is_very_late_is_looked_up_even_where_no_send_is_known_of(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    row = the(units, FIRST.date())
    slack.keep(Message(HOUSE.channel, "sent by a database that is lost", [], row.id))
    clock.pass_by(minutes=6)
    a_sender(units, slack).run()
    assert len(slack.posted) == 1
    assert the(units, FIRST.date()).state == "sent"


@pytest.mark.usefixtures("due")
def test_a_second_message_that_appears_later_is_removed_after_two_hours(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    slack.faults = [lambda _: Unknown("HTTP status 503")]
    sender = a_sender(units, slack)
    sender.run()
    clock.pass_by(minutes=1)
    sender.run()
    clock.pass_by(minutes=3)
    sender.run()
    slack.keep(slack.posted[0][1])
    first = next(iter(slack.standing))
    clock.pass_by(hours=2)
    sender.run()
    assert list(slack.standing) == [first]
    assert the(units, FIRST.date()).confirms == 2


@pytest.mark.usefixtures("due", "cast")
def test_the_daily_sweep_puts_a_channel_right(units: Units, clock: Clock, slack: Remembering) -> None:
    sender = a_sender(units, slack)
    sender.run()
    unknown = Message(HOUSE.channel, "of a key that a restored table does not know", [], uuid4())
    for message in (unknown, unknown, slack.posted[0][1]):
        slack.keep(message)
    clock.pass_by(days=1, minutes=1)
    sender.run()
    assert sorted(slack.to(HOUSE.channel)) == sorted([slack.posted[0][1].text, unknown.text])
    assert not slack.twice()
    with units.reading() as session:
        assert session.get_one(ChannelPace, HOUSE.channel).swept_at == clock()


@pytest.mark.usefixtures("due", "cast")
def test_a_message_that_somebody_removed_is_found_by_the_sweep_told_and_not_sent_again(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    sender = a_sender(units, slack)
    sender.run()
    slack.standing.clear()
    for _ in range(3):
        clock.pass_by(days=1, minutes=1)
        sender.run()
    row = the(units, FIRST.date())
    assert (row.state, row.reason) == ("skipped", "message gone")
    assert len([text for text in slack.to(CHAIR) if "somebody has removed it" in text]) == 1


def test_a_sweep_that_cannot_look_is_made_up_for(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    sender = a_sender(units, slack)
    slack.blind = AWAY
    sender.run()
    with units.reading() as session:
        assert session.get_one(ChannelPace, HOUSE.channel).swept_at == clock() - timedelta(days=1), "as if it was never"
    asked = slack.asked.count("history")
    sender.run()
    assert slack.asked.count("history") == asked, "it is left alone for a minute"
    slack.blind = None
    clock.pass_by(minutes=1)
    sender.run()
    with units.reading() as session:
        assert session.get_one(ChannelPace, HOUSE.channel).swept_at == clock()


@pytest.mark.usefixtures("due")
def test_where_a_persons_messages_stand_is_remembered(units: Units, clock: Clock, slack: Remembering) -> None:
    from bot.outcomes import Sent
    from tests.promises.planned import a_tell

    with units.writing() as session:
        a_tell(session, "U0BEN", "Chloe has taken #1.")
    slack.faults = [lambda message: Sent(slack.keep(message).ts, "D0BEN" if message.receiver == "U0BEN" else "")] * 2
    a_sender(units, slack).run()
    with units.reading() as session:
        assert session.get_one(ChannelPace, "U0BEN").conversation == "D0BEN"
        assert {row.state for row in session.exec(select(Announcement).where(Announcement.due_at <= clock()))} == {
            "sent"
        }
