"""Said at its moment, late if need be and then it says so, and never when it is not wanted any more."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from storage.engine import Units
from storage.models import Action, Heartbeat
from tests.builders import HOUSE, NOW
from tests.promises.planned import CHAIR, FIRST, SECOND, an_announced_action, changed, the
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender


def test_a_deadline_is_said_at_its_moment_and_not_before(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    sender = a_sender(units, slack)
    clock.to(FIRST - timedelta(seconds=1))
    assert sender.run() == 0
    clock.to(FIRST)
    assert sender.run() == 1
    assert slack.to(HOUSE.channel) == [
        "Coming up. In 14 days: #1 Draft the brief · looking for someone · 31 January 2022."
    ]
    message = the(units, FIRST.date())
    assert (message.state, message.was_late, message.confirms, message.posted_at) == ("sent", False, 2, FIRST)
    assert message.ts
    assert slack.posted[0][1].key == message.id
    assert sender.run() == 0


@pytest.mark.parametrize(("minutes", "said"), [(15, False), (16, True), (300, True)])
def test_more_than_a_quarter_of_an_hour_late_is_said(
    units: Units, clock: Clock, slack: Remembering, minutes: int, said: bool
) -> None:
    an_announced_action(units)
    clock.to(FIRST + timedelta(minutes=minutes))
    a_sender(units, slack).run()
    assert ("Planned for Monday 17 January, 09:00, sent late." in slack.to(HOUSE.channel)[0]) is said
    assert the(units, FIRST.date()).was_late is said


@pytest.mark.parametrize("others", [0, 1])
def test_what_became_late_on_its_way_says_so_as_soon_as_its_sender_wakes(
    units: Units, clock: Clock, slack: Remembering, others: int
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    sleeping = a_sender(units, slack).steps()
    assert [next(sleeping), next(sleeping)] == ["claimed", "marked"]
    clock.pass_by(minutes=20)
    for _ in range(others):  # it takes the row over, and waits until Slack shows for sure what was sent
        a_sender(units, slack, "other").run()
    list(sleeping)
    for _ in range(3):
        clock.pass_by(minutes=1)
        a_sender(units, slack, "other").run()
    [text] = slack.to(HOUSE.channel)
    assert "Planned for Monday 17 January, 09:00, sent late." in text
    assert the(units, FIRST.date()).was_late


@pytest.mark.usefixtures("cast")
def test_old_news_is_skipped_and_told_not_sent(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    clock.to(SECOND + timedelta(hours=1))
    a_sender(units, slack).run()
    assert [text.split(":")[0] for text in slack.to(HOUSE.channel)] == ["Coming up. In 3 days"]
    row = the(units, FIRST.date())
    assert (row.state, row.reason) == ("skipped", "it would have come too late, so it was left out")
    assert row.told_at is not None
    assert "Monday 17 January, 09:00 (#1): it would have come too late" in slack.to(CHAIR)[0]


def test_late_ones_wait_for_working_hours(units: Units, clock: Clock, slack: Remembering) -> None:
    an_announced_action(units)
    clock.to(datetime(2022, 1, 17, 18, 30, tzinfo=UTC))
    sender = a_sender(units, slack)
    assert sender.run() == 0
    clock.to(datetime(2022, 1, 18, 6, 59, tzinfo=UTC))
    assert sender.run() == 0
    clock.to(datetime(2022, 1, 18, 7, 0, tzinfo=UTC))
    assert sender.run() == 1
    assert "In 13 days" in slack.to(HOUSE.channel)[0]
    assert "sent late" in slack.to(HOUSE.channel)[0]


@pytest.mark.parametrize("point", ["claimed", "marked", "posted"])
def test_what_is_done_while_it_is_being_sent_is_not_said_or_says_so_where_somebody_may_have_read_it(
    units: Units, clock: Clock, slack: Remembering, point: str
) -> None:
    key = an_announced_action(units)
    clock.to(FIRST)
    for step in a_sender(units, slack).steps():
        if step == point:
            with changed(units, key) as action:
                action.state = "done"
    unsaid = point == "claimed"
    assert slack.to(HOUSE.channel) == ([] if unsaid else ["Settled since: #1 Draft the brief · Done."])
    assert len(slack.posted) == (0 if unsaid else 1)
    assert "delete" not in slack.asked
    assert the(units, FIRST.date()).state == ("cancelled" if unsaid else "sent")


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


def test_every_beat_leaves_its_sign(units: Units, clock: Clock, slack: Remembering) -> None:
    a_sender(units, slack).run()
    clock.pass_by(seconds=15)
    a_sender(units, slack, "other").run()
    with units.reading() as session:
        beats = {row.owner: row.last_tick for row in session.exec(select(Heartbeat))}
    assert beats == {"one": NOW, "other": NOW + timedelta(seconds=15)}
