"""The chairs change how the channel is told: what was planned follows, nothing is lost, and a day stays one message."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, select

from bot.operations import meetings, preferences
from bot.operations.meetings import NewMeeting
from bot.operations.preferences import HouseWishes
from bot.outcomes import Absent, Blind, Stands
from bot.turn import Turn
from storage.engine import Units
from storage.models import Person
from tests.builders import HOUSE, NOW, a_turn
from tests.promises.planned import FIRST, an_announced_action, sent_in_vain
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

ELSEWHERE = "C0ELSEWHERE"
pytestmark = pytest.mark.usefixtures("cast")


def ana(session: Session, clock: Clock) -> Turn:
    return a_turn(session, session.exec(select(Person).where(Person.name == "Ana")).one(), now=clock())


@pytest.mark.parametrize("minutes", [0, 12])
def test_what_falls_due_between_another_channel_and_the_next_beat_is_said_there(
    units: Units, clock: Clock, slack: Remembering, minutes: int
) -> None:
    an_announced_action(units)
    clock.to(FIRST - timedelta(seconds=10))
    sender = a_sender(units, slack)
    sender.run()
    with units.writing() as session:
        preferences.change_house(session, ana(session, clock), HouseWishes(channel=ELSEWHERE))
    clock.pass_by(seconds=8)
    with units.writing() as session:
        preferences.change_house(session, ana(session, clock), HouseWishes(late_in_channel=True))
    clock.to(FIRST + timedelta(seconds=5, minutes=minutes))
    sender.run()
    assert slack.to(HOUSE.channel) == []
    [text] = slack.to(ELSEWHERE)
    assert "#1 Draft the brief" in text


def test_what_waits_for_a_dead_channel_goes_to_the_one_that_is_chosen_instead(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    sender = sent_in_vain(units, slack)
    clock.pass_by(hours=1)
    with units.writing() as session:
        preferences.change_house(session, ana(session, clock), HouseWishes(channel=ELSEWHERE))
    for _ in range(3):
        sender.run()
        clock.pass_by(minutes=10)
    assert slack.to(HOUSE.channel) == []
    digest, told = sorted(slack.to(ELSEWHERE), reverse=True)
    digest, told = (digest, told) if "Coming up" in digest else (told, digest)
    assert "#1 Draft the brief" in digest
    assert "sent late" in digest
    assert "Ben has taken #1." in told
    with units.writing() as session:
        preferences.change_house(session, ana(session, clock), HouseWishes(channel=HOUSE.channel))
    sender.run()
    assert slack.to(HOUSE.channel) == []


def test_a_change_in_the_middle_of_a_look_counts_for_what_is_looked_up(
    units: Units, clock: Clock, slack: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_announced_action(units)
    clock.to(FIRST + timedelta(minutes=6))
    look_up = slack.look_up

    def slow(receiver: str, key: UUID, since: datetime) -> Stands | Absent | Blind:
        with units.writing() as session:
            preferences.change_house(session, ana(session, clock), HouseWishes(channel=ELSEWHERE))
        clock.pass_by(seconds=40)
        return look_up(receiver, key, since)

    monkeypatch.setattr(slack, "look_up", slow)
    a_sender(units, slack).run()
    monkeypatch.undo()
    assert slack.to(HOUSE.channel) == []


def test_what_was_over_before_another_channel_was_chosen_is_not_said_there(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    an_announced_action(units)
    clock.to(FIRST)
    sender = a_sender(units, slack)
    sender.run()
    clock.pass_by(minutes=1)
    with units.writing() as session:
        preferences.change_house(session, ana(session, clock), HouseWishes(channel=ELSEWHERE))
    clock.pass_by(minutes=1)
    sender.run()
    assert slack.to(ELSEWHERE) == []


def test_at_another_hour_meetings_and_deadlines_stay_one_message(
    units: Units, clock: Clock, slack: Remembering
) -> None:
    an_announced_action(units)
    with units.writing() as session:
        turn = ana(session, Clock(NOW))
        meetings.add(session, turn, NewMeeting("Trio meeting", "31 January 2022 15:00", "https://meet.example.org/1"))
        preferences.change_house(session, turn, HouseWishes(digest_at="10:30"))
    sender = a_sender(units, slack)
    for minutes in (-60, 0, 91):
        clock.to(FIRST + timedelta(minutes=minutes))
        sender.run()
    [text] = slack.to(HOUSE.channel)
    assert "Draft the brief" in text
    assert "Trio meeting" in text
