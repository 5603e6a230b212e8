"""After an outage one collected message, which says since when; old news is left out. And zones with new rules."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from bot.operations import clocks
from storage.engine import Units
from storage.models import Announcement
from tests.builders import HOUSE
from tests.promises.planned import CHAIR, FIRST, an_announced_action, the
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

THURSDAY = datetime(2022, 1, 20, 9, 0, tzinfo=UTC)


@pytest.mark.usefixtures("cast")
def test_after_an_outage_the_channel_gets_one_collected_message(units: Units, clock: Clock, slack: Remembering) -> None:
    for number in range(3):  # announced on Monday, Tuesday and Wednesday
        an_announced_action(units, closes=date(2022, 1, 31) + timedelta(days=number), what=f"Action {number}")
    clock.to(THURSDAY)
    a_sender(units, slack).run()
    (text,) = slack.to(HOUSE.channel)
    assert all(f"Action {number}" in text for number in range(3))
    assert "Planned for Monday 17 January, 09:00, and for the days up to Wednesday 19 January 2022: sent late" in text
    assert the(units, FIRST.date()).state == "sent"
    with units.reading() as session:
        due = session.exec(select(Announcement).where(Announcement.due_at <= THURSDAY)).all()
        assert sorted(row.state for row in due) == ["cancelled", "cancelled", "sent"]
    clock.pass_by(hours=1)
    a_sender(units, slack).run()
    assert len(slack.posted) == 1


@pytest.mark.usefixtures("cast")
def test_of_a_collected_message_old_news_is_left_out_and_told(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units, what="Long ago")
    an_announced_action(units, closes=date(2022, 2, 1), what="Not yet")
    clock.to(datetime(2022, 1, 31, 9, 30, tzinfo=UTC))
    a_sender(units, slack).run()
    (text,) = slack.to(HOUSE.channel)
    assert text.count("Long ago") == 1
    told = " ".join(slack.to(CHAIR))
    assert "too late, so it was left out" in told
    assert "#1" in told


def test_digests_that_are_on_time_stay_apart(units: Units, clock: Clock, slack: Remembering) -> None:
    for number in range(2):
        an_announced_action(units, closes=date(2022, 1, 31) + timedelta(days=number), what=f"Action {number}")
    sender = a_sender(units, slack)
    for moment in (FIRST, FIRST + timedelta(days=1)):
        clock.to(moment)
        sender.run()
    assert len(slack.to(HOUSE.channel)) == 2
    assert not any("sent late" in text for text in slack.to(HOUSE.channel))


def test_what_may_have_been_sent_is_not_collected(units: Units, clock: Clock, slack: Remembering) -> None:
    for number in range(2):
        an_announced_action(units, closes=date(2022, 1, 31) + timedelta(days=number), what=f"Action {number}")
    clock.to(FIRST + timedelta(days=1))
    slack.faults = [None, slack.lose_the_reply]
    with units.writing() as session:
        row = session.exec(
            select(Announcement).where(Announcement.local_date == FIRST.date() + timedelta(days=1))
        ).one()
        row.maybe_sent_at = clock()
        session.add(row)
    a_sender(units, slack).run()
    clock.pass_by(hours=1)
    a_sender(units, slack).run()
    assert len(slack.to(HOUSE.channel)) == 2
    assert not slack.twice()


def test_a_zone_that_changed_its_rules_moves_what_is_to_come_and_nothing_else(
    units: Units, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    an_announced_action(units)
    with units.writing() as session:
        rows = session.exec(select(Announcement).order_by(Announcement.due_at)).all()
        moved, sent = rows[0], rows[1]
        moved.due_at += timedelta(hours=1)  # as it was reckoned by older rules
        sent.due_at += timedelta(hours=1)
        sent.state = "sent"
        session.add_all([moved, sent])
    with units.writing() as session:
        assert clocks.set_right(session, clock()) == 1
        assert clocks.set_right(session, clock()) == 0
    assert the(units, FIRST.date()).due_at == FIRST
    assert "Europe/Brussels has other rules" in caplog.text
