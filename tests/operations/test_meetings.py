"""Meetings: added on one firm day, cancelled with a reason, and planned for the channel in the same unit."""

from collections import Counter
from datetime import date, time, timedelta

import pytest
import vobject
from sqlmodel import select

from bot.blocks.meetings import changed, plain_line
from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations import calendars, meeting_changes, meeting_pages, meetings, pages
from bot.operations.meeting_changes import MeetingEdit
from bot.operations.meetings import NewMeeting
from bot.writing.calendar import ics
from storage.engine import Units
from storage.models import Announcement, AnnouncementLine
from tests.builders import HOUSE, NOW, a_cast, a_turn, told

TRIO = NewMeeting("Trio meeting", "2022-02-02", "https://meet.example.org/trio")


def test_a_meeting_on_one_day_is_kept_and_planned(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        made = meetings.add(session, turn, TRIO)
        assert (made.meeting.number, made.meeting.on_date, made.meeting.state) == (1, date(2022, 2, 2), "planned")
        assert (made.meeting.zone, made.meeting.place) == ("Europe/Brussels", "https://meet.example.org/trio")
        assert len(session.exec(select(Announcement)).all()) == 3
        assert meeting_pages.listed(session, turn).total == 1
        assert len(meeting_pages.listed(session, turn, offset=10).meetings) == 1, "more of what has gone begins anew"


def test_a_time_makes_it_a_moment_in_its_zone(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        here = meetings.add(session, turn, NewMeeting("Trio meeting", "2 February 2022 10:00"))
        there = meetings.add(session, turn, NewMeeting("Trio meeting", "2 February 2022 10:00 UTC"))
    assert here.meeting.starts_at and there.meeting.starts_at
    assert here.meeting.starts_at.isoformat() == "2022-02-02T09:00:00+00:00"
    assert there.meeting.starts_at.isoformat() == "2022-02-02T10:00:00+00:00"


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewMeeting("", "2022-02-02"), "title"),
        (NewMeeting("Trio meeting"), "when"),
        (NewMeeting("Trio meeting", "when the time is ripe"), "when"),
        (NewMeeting("Trio meeting", "February 2022"), "when"),
        (NewMeeting("Trio meeting", "2022-02-02 (tbc)"), "when"),
        (NewMeeting("Trio meeting", "2022-01-09"), "when"),
        (NewMeeting("Trio meeting", "2022-02-02", "x" * 501), "where"),
        (NewMeeting("Trio meeting", "2 February 2022 15:00-14:00"), "when"),
        (NewMeeting("Trio meeting", "4 February 2022 10:00 to 3 February 2022 16:00"), "when"),
        (NewMeeting("Trio meeting", "2 February 2022 15:00", lasts="14:00"), "lasts"),
        (NewMeeting("Trio meeting", "2 February 2022 15:00", lasts="a while"), "lasts"),
        (NewMeeting("Trio meeting", "2 February 2022 15:00", lasts="48 hours"), "lasts"),
        (NewMeeting("Trio meeting", "2 February 2022", lasts="90 minutes"), "when"),
        (NewMeeting("Trio meeting", "2 February 2022 15:00 Mars/Olympus"), "when"),
        (NewMeeting("Trio meeting", "2 February 2022 15:00 ZZT"), "when"),
        (NewMeeting("Trio meeting", "1-20 February 2022"), "when"),
        (NewMeeting("Trio meeting", "every now and then"), "when"),
        (NewMeeting("Trio meeting", "monthly 10:00"), "when"),
        (NewMeeting("Trio meeting", "FREQ=HOURLY"), "when"),
        (NewMeeting("Trio meeting", "FREQ=DAILY;BYHOUR=10"), "when"),
        (NewMeeting("Trio meeting", "FREQ=DAILY;INTERVAL=0"), "when"),
        (NewMeeting("Trio meeting", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=40"), "when"),
        (NewMeeting("Trio meeting", "every Monday until 9 January 2022"), "when"),
        (NewMeeting("Trio meeting", "every Monday (tbc)"), "when"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(units: Units, new: NewMeeting, field: str) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        with pytest.raises(BadInput) as refused:
            meetings.add(session, turn, new)
        assert refused.value.field == field
        assert meeting_pages.listed(session, turn).meetings == ()


def test_a_meeting_today_is_not_past(units: Units) -> None:
    with units.writing() as session:
        made = meetings.add(session, a_turn(session, a_cast(session).ben), NewMeeting("Stand-up", "2022-01-10"))
    assert made.meeting.on_date == date(2022, 1, 10)


def test_a_cancelled_one_is_said_once_and_silent_after_that(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        meeting_changes.cancel(session, turn, "M1", "the host is ill")
        alive = session.exec(select(Announcement).where(Announcement.state == "planned")).all()
        assert [(message.receiver, message.kind) for message in alive] == [(HOUSE.channel, "cancelled")]
        line = session.exec(select(AnnouncementLine).where(AnnouncementLine.announcement_id == alive[0].id)).one()
        assert line.words == "M1 Trio meeting on Wednesday 2 February 2022 is cancelled: the host is ill"
        assert meeting_pages.listed(session, turn).meetings == ()
        with pytest.raises(Conflict):
            meeting_changes.cancel(session, turn, "M1", "again")


def test_a_cancellation_needs_a_reason_a_meeting_and_the_right(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben, chloe, ana = (a_turn(session, person) for person in (cast.ben, cast.chloe, cast.ana))
        meetings.add(session, ben, TRIO)
        with pytest.raises(BadInput):
            meeting_changes.cancel(session, ben, "M1", " ")
        with pytest.raises(NotFound):
            meeting_changes.cancel(session, ben, "M2", "why")
        with pytest.raises(NotAllowed):
            meeting_changes.cancel(session, chloe, "M1", "why")
        assert meeting_changes.cancel(session, ana, "1", "why").meeting.state == "cancelled"


def test_a_guest_reads_and_does_not_add(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).gus)
        assert meeting_pages.listed(session, turn).total == 0
        with pytest.raises(NotAllowed):
            meetings.add(session, turn, TRIO)


def test_taking_back_a_cancellation_plans_the_meeting_again(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TRIO)
        change = meeting_changes.cancel(session, turn, "M1", "the host is ill")
        pages.undo(session, turn, change.undo)
        planned = session.exec(select(Announcement).where(Announcement.state == "planned")).all()
        assert sorted(message.kind for message in planned) == ["digest", "digest", "meeting"], "nobody had heard of it"


def test_taking_back_an_addition_leaves_nothing_in_the_plan(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        pages.undo(session, turn, meetings.add(session, turn, TRIO).undo)
        assert {message.state for message in session.exec(select(Announcement))} == {"cancelled"}
        assert meeting_pages.upcoming(session, turn) == ()


@pytest.mark.parametrize(
    ("when", "heard"),
    [
        ("2 February 2022 10:00", "The channel hears of it 14 days and 2 days before, and one hour before."),
        ("2 February 2022", "The channel hears of it 14 days and 2 days before, and that morning."),
        ("17 January 2022 10:00", "The channel hears of it 2 days before, and one hour before."),
        ("11 January 2022 10:00", "The channel hears of it one hour before."),
    ],
)
def test_what_the_channel_will_hear_is_said_as_it_is(lite: Units, when: str, heard: str) -> None:
    with lite.writing() as session:
        made = meetings.add(session, a_turn(session, a_cast(session).ben), NewMeeting("Trio", when))
    assert made.also == (heard,)


@pytest.mark.parametrize(
    ("when", "heard", "said"),
    [
        ("every day 10:00 until 4 February 2022", "one hour before", {14: 0, 2: 0}),
        ("every Tuesday 10:00 until 8 March 2022", "2 days before, and one hour before", {14: 0, 2: 8}),
        ("every second Tuesday 10:00 until 8 March 2022", "2 days before, and one hour before", {14: 0, 2: 4}),
        (
            "every first Tuesday 10:00 until 8 March 2022",
            "14 days and 2 days before, and one hour before",
            {14: 2, 2: 2},
        ),
    ],
)
def test_a_meeting_of_a_series_is_not_spoken_of_before_the_one_before_it_is_over(
    lite: Units, when: str, heard: str, said: dict[int, int]
) -> None:
    with lite.writing() as session:
        made = meetings.add(session, a_turn(session, a_cast(session).ben), NewMeeting("Trio", when))
        lines = Counter(line.offset_days for line in session.exec(select(AnnouncementLine)))
    assert made.also[-1] == f"The channel hears of each {heard}."
    assert {offset: lines[offset] for offset in said} == said


def test_upcoming_ones_are_the_next_first(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        for days in (20, 3, 9):
            day = (NOW + timedelta(days=days)).date()
            meetings.add(session, turn, NewMeeting(f"In {days} days", day.isoformat()))
        assert [meeting.title for meeting in meeting_pages.upcoming(session, turn)] == [
            "In 3 days",
            "In 9 days",
            "In 20 days",
        ]


def test_each_of_two_days_may_have_its_time_which_is_said_and_stands_in_the_calendar(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        made = meetings.add(session, turn, NewMeeting("Retreat", "3 March 10:00 to 4 March 16:00", "Vienna"))
        meeting = made.meeting
        assert (meeting.on_date, meeting.last_on) == (date(2022, 3, 3), date(2022, 3, 4))
        assert meeting.ends_at and meeting.ends_at.isoformat() == "2022-03-04T15:00:00+00:00"
        words = "Thursday 3 March 2022, 10:00 to Friday 4 March 2022, 16:00 Brussels"
        assert plain_line(meeting) == f"M1 Retreat: {words}, Vienna"
        assert words in changed(made).text
        file = calendars.of_meeting(session, turn, "M1").file
        assert file
        entry = vobject.readOne(ics(file).decode()).vevent
        assert entry.dtstart.value.isoformat() == "2022-03-03T10:00:00+01:00"
        assert entry.dtend.value.isoformat() == "2022-03-04T16:00:00+01:00"
        moved = meeting_changes.change(session, turn, "M1", MeetingEdit(when="10 March 9:00 to 11 March 12:00"))
        assert "moved" in told(session)[-1][1] and f"from {words} to Thursday 10 March" in told(session)[-1][1]
        assert moved.meeting.until_time == time(12)


@pytest.mark.parametrize(
    ("said", "asked"),
    [("3 March to 4 March 16:00", True), ("3-4 March 16:00", False), ("3 March 10:00 to 4 March 16:00", False)],
)
def test_a_time_behind_the_second_day_is_read_as_the_beginning_and_that_is_said(
    lite: Units, said: str, asked: bool
) -> None:
    with lite.writing() as session:
        made = meetings.add(session, a_turn(session, a_cast(session).ben), NewMeeting("Retreat", said))
        words = "I read 16:00 as when it begins on 3 March"
        assert any(words in one for one in made.also) == asked
