"""Series of meetings: numbers and plan of their occurrences, further ones as time goes on, and changes from here on."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import col, select

from bot.errors import Conflict
from bot.operations import meeting_changes, meeting_pages, meeting_series, meetings, pages, rolling
from bot.operations.meeting_changes import MeetingEdit
from bot.operations.meetings import NewMeeting
from storage.engine import Units
from storage.models import Announcement, AnnouncementLine, MeetingSeries
from tests.builders import HOUSE, NOW, a_cast, a_turn
from tests.operations.meetings_made import TUESDAYS, all_of, days_of, planned_for, said


def test_a_series_has_a_year_of_occurrences_each_with_its_number_and_its_plan(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        made = meetings.add(session, turn, TUESDAYS)
        assert made.meeting.series == "every first Tuesday 10:00"
        assert "without an end" in made.also[0]
        assert days_of(session)[:3] == [(1, date(2022, 2, 1)), (2, date(2022, 3, 1)), (3, date(2022, 4, 5))]
        assert len(days_of(session)) == 12
        assert [one.until_time for one in all_of(session)] == [time(11, 30)] * 12
        listed = meeting_pages.listed(session, turn)
        assert [one.number for one in listed.meetings] == [1], "a series is one line"
        assert planned_for(session, 2) == [date(2022, 2, 15), date(2022, 2, 28), date(2022, 3, 1)]
        page = meeting_pages.show(session, turn, "M1")
        assert [one.number for one in page.next] == [2, 3, 4]


def test_ten_thousand_occurrences_are_bounded_with_a_sentence(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        made = meetings.add(session, turn, NewMeeting("Stand-up", "FREQ=DAILY;COUNT=10000 19:15"))
        assert len(all_of(session)) == 60
        assert made.also[0].startswith("It repeats: the next 60 are here, up to 10 March 2022")


def test_further_occurrences_come_as_time_goes_on_and_once(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TUESDAYS)
        assert meeting_series.roll(session, now=NOW, house=HOUSE) == 0
        later = NOW + timedelta(days=60)
        assert meeting_series.roll(session, now=later, house=HOUSE) == 2
        assert meeting_series.roll(session, now=later, house=HOUSE) == 0
        assert days_of(session)[-2:] == [(13, date(2023, 2, 7)), (14, date(2023, 3, 7))]


def test_a_rule_that_is_far_apart_always_has_its_next_day(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, NewMeeting("Assembly", "every 4 years from 3 March 2022"))
        assert days_of(session) == [(1, date(2022, 3, 3))]
        meeting_series.roll(session, now=NOW + timedelta(days=100), house=HOUSE)
        assert days_of(session) == [(1, date(2022, 3, 3)), (2, date(2026, 3, 3))]


def test_one_occurrence_moves_alone_and_the_series_does_not_bring_it_back(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TUESDAYS)
        meeting_changes.change(session, turn, "M2", MeetingEdit(when="3 March 2022 15:00"))
        meeting_changes.cancel(session, turn, "M3", "Easter")
        meeting_series.roll(session, now=NOW + timedelta(days=30), house=HOUSE)
        assert days_of(session)[:3] == [(1, date(2022, 2, 1)), (2, date(2022, 3, 3)), (4, date(2022, 5, 3))]


def test_the_series_moves_from_one_occurrence_on_and_numbers_stay(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        first = meetings.add(session, turn, TUESDAYS)
        wednesdays = MeetingEdit(when="every first Wednesday 11:00 until 30 June 2022", onward=True)
        moved = meeting_changes.change(session, turn, "M2", wednesdays)
        assert days_of(session) == [
            (1, date(2022, 2, 1)),
            (2, date(2022, 3, 2)),
            (3, date(2022, 4, 6)),
            (4, date(2022, 5, 4)),
            (5, date(2022, 6, 1)),
        ]
        assert len(said(session)) == 1
        meeting_series.roll(session, now=NOW + timedelta(days=90), house=HOUSE)
        assert len(days_of(session)) == 5
        pages.undo(session, turn, moved.undo)
        assert days_of(session)[1:3] == [(2, date(2022, 3, 1)), (3, date(2022, 4, 5))]
        assert len(session.exec(select(MeetingSeries)).all()) == 1
        pages.undo(session, turn, first.undo)
        assert all_of(session) == []


def test_a_series_that_moves_on_into_more_days_gets_more_numbers(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, NewMeeting("Trio", "every first Tuesday until 30 April 2022"))
        assert len(all_of(session)) == 3
        edit = MeetingEdit(when="every Monday until 31 March 2022", onward=True)
        moved = meeting_changes.change(session, turn, "M2", edit)
        assert [number for number, _ in days_of(session)] == [*range(1, len(days_of(session)) + 1)]
        pages.undo(session, turn, moved.undo)
        assert days_of(session) == [(1, date(2022, 2, 1)), (2, date(2022, 3, 1)), (3, date(2022, 4, 5))]


def test_the_later_ones_are_cancelled_together_said_once_and_none_comes_after_them(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TUESDAYS)
        gone = meeting_changes.cancel(session, turn, "M2", "we meet in person", onward=True)
        assert days_of(session) == [(1, date(2022, 2, 1))]
        assert said(session) == [
            "M2 Trio meeting on Tuesday 1 March 2022, 10:00–11:30 Brussels is cancelled, and so are the later ones "
            "(every first Tuesday 10:00): we meet in person"
        ]
        meeting_series.roll(session, now=NOW + timedelta(days=90), house=HOUSE)
        assert len(days_of(session)) == 1
        assert planned_for(session, 2) == []
        pages.undo(session, turn, gone.undo)
        assert len(days_of(session)) == 12


def test_a_single_later_one_is_not_counted(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, NewMeeting("Trio", "every first Tuesday until 30 April 2022"))
        assert meeting_changes.cancel(session, turn, "M2", "Easter", onward=True).sentence == (
            "Cancelled, with the one after it"
        )


def test_after_one_is_cancelled_the_later_ones_can_be_too(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TUESDAYS)
        one = meeting_changes.cancel(session, turn, "M2", "Easter")
        assert "onward" in one.may and "The others of the series stay." in one.also
        assert meetings.form(session, turn, "cancel", "M2", onward=True).onward
        rest = meeting_changes.cancel(session, turn, "M2", "we stop", onward=True)
        assert rest.sentence == "Cancelled the 10 after it"
        assert (
            said(session)[-1]
            == "The meetings after M2 Trio meeting (every first Tuesday 10:00) are cancelled too: we stop"
        )
        assert days_of(session) == [(1, date(2022, 2, 1))]
        cancelled = select(Announcement).join(AnnouncementLine).where(Announcement.kind == "cancelled")
        message = session.exec(cancelled.order_by(col(AnnouncementLine.id))).all()[-1]
        message.state = "sent"
        session.add(message)
        pages.undo(session, turn, rest.undo)
        assert said(session)[-1].endswith("the meetings after M2 Trio meeting are on after all.")
        with pytest.raises(Conflict):
            meetings.form(session, turn, "cancel", "M2")


def test_the_daily_roll_of_the_plan_brings_further_occurrences_and_their_lines(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        meetings.add(session, turn, TUESDAYS)
        later = NOW + timedelta(days=340)
        assert rolling.roll(session, now=later, house=HOUSE)
        assert days_of(session)[-1] == (23, date(2023, 12, 5))
        assert planned_for(session, 13) == [date(2023, 1, 24), date(2023, 2, 6), date(2023, 2, 7)]


def test_taking_back_a_series_takes_what_time_has_added_to_it(units: Units) -> None:
    with units.writing() as session:
        turn = a_turn(session, a_cast(session).ben)
        made = meetings.add(session, turn, TUESDAYS)
        meeting_series.roll(session, now=NOW + timedelta(days=60), house=HOUSE)
        pages.undo(session, turn, made.undo)
        assert all_of(session) == []
        assert session.exec(select(Announcement).where(Announcement.state == "planned")).all() == []
