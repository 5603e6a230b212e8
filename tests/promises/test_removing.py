"""A posted message of which nothing holds any more is taken away; one that holds again by then is said once more."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.operations.announcements import plan_gone, tell
from bot.outcomes import Amended, Refused, Unknown
from bot.tick import Beat
from storage.engine import Units
from storage.models import Action, Announcement, Meeting
from tests.builders import HOUSE, NOW
from tests.promises.planned import FIRST, an_announced_action, the
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

BEN = "U0BEN"


@pytest.fixture
def told(units: Units, cast: None, clock: Clock, slack: Remembering) -> int:
    """Ben was told that a meeting is cancelled; Slack's answer was lost, and it is on again before anybody looks."""
    with units.writing() as session:
        meeting = Meeting(number=1, title="Trio", zone="UTC", on_date=date(2022, 2, 2), state="cancelled", added_at=NOW)
        session.add(meeting)
        session.flush()
        key = meeting.id or 0
        more = {"item": "meeting", "item_id": key, "words": "M1 is cancelled.", "now": NOW, "house": HOUSE}
        tell(session, receiver=BEN, kind="cancelled", slot="cancelled", **more)  # type: ignore[arg-type]
    slack.faults = [slack.lose_the_reply]
    a_sender(units, slack).run()
    turn(units, key, "planned")
    return key


def turn(units: Units, key: int, state: str) -> None:
    with units.writing() as session:
        meeting = session.get_one(Meeting, key)
        meeting.state = state
        session.add(meeting)


def row(units: Units) -> Announcement:
    with units.reading() as session:
        found = session.exec(select(Announcement).where(Announcement.kind == "cancelled")).one()
        session.expunge(found)
        return found


def deleting(
    slack: Remembering, monkeypatch: pytest.MonkeyPatch, does: Callable[[], None], instead: Amended | None = None
) -> None:
    """Something happens while the message is being removed, and perhaps another answer comes back."""
    delete = slack.delete

    def interrupted(receiver: str, ts: str) -> Amended:
        outcome = delete(receiver, ts)
        does()
        return instead or outcome

    monkeypatch.setattr(slack, "delete", interrupted)


def run_for_minutes(sender: Beat, clock: Clock, minutes: int) -> None:
    for _ in range(minutes):
        clock.pass_by(minutes=1)
        sender.run()


def test_what_nobody_wants_any_more_is_taken_away(units: Units, clock: Clock, slack: Remembering, told: int) -> None:
    run_for_minutes(a_sender(units, slack), clock, 5)
    assert slack.to(BEN) == []
    assert row(units).state == "cancelled"


def test_a_digest_goes_with_the_only_action_it_speaks_of(units: Units, clock: Clock, slack: Remembering) -> None:
    key = an_announced_action(units)
    clock.to(FIRST)
    a_sender(units, slack).run()
    assert len(slack.to(HOUSE.channel)) == 1
    with units.writing() as session:  # as undo does to what was added
        session.delete(session.get_one(Action, key))
        plan_gone(session, "action", key, now=clock())
    run_for_minutes(a_sender(units, slack), clock, 3)
    assert slack.to(HOUSE.channel) == []
    assert the(units, FIRST.date()).state == "cancelled"


def test_wanted_again_while_it_is_being_removed_it_is_said_once_more(
    units: Units, clock: Clock, slack: Remembering, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleting(slack, monkeypatch, lambda: turn(units, told, "cancelled"))
    run_for_minutes(a_sender(units, slack), clock, 5)
    assert len(slack.to(BEN)) == 1
    assert row(units).state == "sent"


def test_wanted_again_while_the_answer_to_its_removal_is_lost_it_is_said_once_more(
    units: Units, clock: Clock, slack: Remembering, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleting(slack, monkeypatch, lambda: turn(units, told, "cancelled"), Unknown("TimeoutError"))
    run_for_minutes(a_sender(units, slack), clock, 8)
    assert len(slack.to(BEN)) == 1
    assert row(units).state == "sent"
    assert slack.to("U0ANA") == [], "nobody else has removed it"


def test_what_slack_does_not_let_us_remove_is_left_alone(
    units: Units, clock: Clock, slack: Remembering, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def refused(*_: object) -> Amended:
        calls.append(1)
        return Refused("Slack does not take it (cant_delete_message).")

    monkeypatch.setattr(slack, "delete", refused)
    run_for_minutes(a_sender(units, slack), clock, 8)
    assert len(calls) == 1
    assert row(units).amend_at is None
    assert clock() > NOW + timedelta(minutes=5)
