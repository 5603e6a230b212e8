"""Who comes, what is on the agenda, what came of it: by members, once each, all of it to be taken back."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.blocks.announcements import message as drawn
from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations import (
    agendas,
    attendance,
    meeting_changes,
    meeting_outcomes,
    meeting_pages,
    meetings,
    pages,
)
from bot.operations.actions import New
from bot.operations.agendas import Point
from bot.operations.meeting_changes import MeetingEdit
from bot.operations.meetings import NewMeeting
from bot.operations.saying import said
from storage.engine import Units
from storage.models import Action, Announcement, Proposal
from tests.builders import HOUSE, NOW, a_cast, a_programme, a_turn, an_action, told

TRIO = NewMeeting("Trio meeting", "2 February 2022 10:00", "Brussels")
AFTER = NOW + timedelta(days=24)
"""A Thursday, the day after."""


def test_each_person_counts_once_and_may_think_again(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben, chloe = (a_turn(session, person) for person in (cast.ana, cast.ben, cast.chloe))
        meetings.add(session, ben, TRIO)
        attendance.answer(session, ana, "M1", comes=True)
        attendance.answer(session, ben, "M1", comes=True)
        said = attendance.answer(session, ben, "M1", comes=True)
        assert (said.coming.count, said.coming.yes, said.undo) == (2, (("CNRS", ("Ben",)), ("ZSI", ("Ana",))), 0)
        changed = attendance.answer(session, ben, "M1", comes=False)
        assert (changed.coming.count, changed.coming.no, changed.coming.mine) == (1, (("CNRS", ("Ben",)),), False)
        pages.undo(session, ben, changed.undo)
        assert meeting_pages.show(session, chloe, "M1").coming.count == 2


def test_guests_read_who_comes_and_strangers_do_not(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        meetings.add(session, a_turn(session, cast.ben), TRIO)
        gus, sam = a_turn(session, cast.gus), a_turn(session, cast.sam)
        assert meeting_pages.show(session, gus, "M1").may == frozenset()
        for turn in (gus, sam):
            with pytest.raises(NotAllowed):
                attendance.answer(session, turn, "M1", comes=True)
            with pytest.raises(NotAllowed):
                agendas.add_point(session, turn, "M1", Point("Something"))
            with pytest.raises(NotAllowed):
                meetings.form(session, turn, "add")
        with pytest.raises(NotAllowed):
            meeting_pages.show(session, sam, "M1")


def test_nobody_comes_to_what_is_past_or_cancelled(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        meetings.add(session, ben, TRIO)
        with pytest.raises(Conflict):
            attendance.answer(session, a_turn(session, cast.ana, now=AFTER), "M1", comes=True)
        meeting_changes.cancel(session, ben, "M1", "why")
        with pytest.raises(Conflict):
            attendance.answer(session, ben, "M1", comes=True)
        with pytest.raises(NotFound):
            attendance.answer(session, ben, "M9", comes=True)


def test_an_agenda_has_words_actions_and_proposals_in_order(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben, chloe = (a_turn(session, person) for person in (cast.ana, cast.ben, cast.chloe))
        an_action(session, a_programme(session), "Draft the brief")
        session.add(
            Proposal(number=7, kind="contact", text="Dr Secret, +32 1 234", proposer_id=cast.ben.id, proposed_at=NOW)
        )
        meetings.add(session, ben, TRIO)
        agendas.add_point(session, chloe, "M1", Point("Next conference", 15))
        agendas.add_point(session, ana, "M1", Point("where it stands", None, "#1"))
        card = agendas.add_point(session, ben, "M1", Point("", 5, "P7"))
        assert [(one.place, one.number, one.text, one.minutes, one.who) for one in card.items] == [
            (1, "", "Next conference", 15, "Chloe"),
            (2, "#1", "Draft the brief: where it stands", None, "Ana"),
            (3, "P7", "P7", 5, "Ben"),
        ], "what a contact's proposal says stays with the chairs"
        with pytest.raises(Conflict):
            agendas.add_point(session, ana, "M1", Point("again", None, "#1"))
        moved = agendas.move_point(session, ben, "M1", 3, 1)
        assert [one.number for one in moved.items] == ["P7", "", "#1"]
        assert [one.may for one in agendas.agenda(session, chloe, "M1").items] == [False, True, False]
        with pytest.raises(NotAllowed):
            agendas.remove_point(session, chloe, "M1", 1)
        taken = agendas.remove_point(session, chloe, "M1", 2)
        assert len(taken.items) == 2
        pages.undo(session, chloe, taken.undo)
        assert agendas.points(session, 1) == (
            "1. P7 (5 min)",
            "2. Next conference (15 min)",
            "3. #1 Draft the brief: where it stands",
        )


@pytest.mark.parametrize(
    ("point", "error"),
    [
        (Point(""), BadInput),
        (Point("Long", 0), BadInput),
        (Point("Long", 2000), BadInput),
        (Point("x" * 501), BadInput),
        (Point("", None, "#99"), NotFound),
        (Point("", None, "P99"), NotFound),
    ],
)
def test_what_no_agenda_can_hold_is_said(lite: Units, point: Point, error: type[Exception]) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        meetings.add(session, ben, TRIO)
        with pytest.raises(error):
            agendas.add_point(session, ben, "M1", point)
        with pytest.raises(NotFound):
            agendas.remove_point(session, ben, "M1", 1)
        with pytest.raises(Conflict):
            agendas.add_point(session, a_turn(session, cast.ben, now=AFTER), "M1", Point("late"))


def test_what_came_of_it_is_kept_and_each_line_is_an_action(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        meetings.add(session, a_turn(session, cast.ben), TRIO)
        ben = a_turn(session, cast.ben, now=AFTER)
        lines = (("a", New("Book the room", "CNRS", "31 March")), ("b", New("Write to all")))
        kept = meeting_outcomes.settle(session, ben, "M1", "We go to Lisbon", lines)
        assert kept.meeting.outcome == "We go to Lisbon"
        assert kept.also[0] == "Added #1, #2. `/wp undo` takes back the last of them."
        assert [one.what for one in session.exec(select(Action).order_by(col(Action.number)))] == [
            "Book the room",
            "Write to all",
        ]
        assert meeting_pages.listed(session, ben, past=True).meetings[0].outcome == "We go to Lisbon"


def test_a_question_that_is_answered_says_the_answer_where_it_stands_and_asks_again_when_that_is_taken_back(
    units: Units,
) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        meetings.add(session, a_turn(session, cast.ben), NewMeeting("Trio meeting", "4 February 2022 10:00"))
        meeting_outcomes.ask(session, now=NOW + timedelta(days=26), house=HOUSE)
        question = session.exec(select(Announcement).where(Announcement.kind == "outcome")).one()
        question.state, question.posted_at, question.ts = "sent", question.due_at, "1.1"
        ben = a_turn(session, cast.ben, now=NOW + timedelta(days=69))
        meeting_outcomes.settle(session, ben, "M1", "", (("a", New("Book the room")), ("b", New("Write to all"))))
        session.refresh(question)
        assert question.amend_at == ben.now
        _, blocks = drawn(said(session, question, now=ben.now, house=HOUSE).notice, "/wp")
        assert "“2 actions”" in str(blocks) and "wp:outcome" not in str(blocks)
        for _ in range(3):
            pages.undo(session, ben)
        _, blocks = drawn(said(session, question, now=ben.now, house=HOUSE).notice, "/wp")
        assert "wp:outcome:M1 ?" in str(blocks) and "actions”" not in str(blocks)


def test_a_line_that_is_no_action_is_named_and_nothing_is_kept(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        meetings.add(session, a_turn(session, cast.ben), TRIO)
    with pytest.raises(BadInput) as refused, units.writing() as session:
        ben = a_turn(session, cast.ben, now=AFTER)
        lines = (("Book the room", New("Book the room")), ("; CNRS", New("", "CNRS")))
        meeting_outcomes.settle(session, ben, "M1", "We go to Lisbon", lines)
    assert refused.value.field == "actions"
    assert refused.value.sentence.startswith("Line 2, “; CNRS”: What is to be done?")
    with units.reading() as session:
        assert session.exec(select(Action)).all() == []


def test_nothing_comes_of_a_meeting_before_it(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        meetings.add(session, ben, TRIO)
        with pytest.raises(Conflict):
            meeting_outcomes.outcome_form(session, ben, "M1")
        with pytest.raises(BadInput):
            meeting_outcomes.settle(session, a_turn(session, cast.ben, now=AFTER), "M1", " ", ())
        with pytest.raises(NotAllowed):
            meeting_outcomes.settle(session, a_turn(session, cast.chloe, now=AFTER), "M1", "Lisbon", ())


def test_who_added_it_is_asked_once_the_next_working_morning(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        meetings.add(session, ben, NewMeeting("Trio meeting", "4 February 2022 10:00"))
        for day in (25, 26, 27):
            meeting_outcomes.ask(session, now=NOW + timedelta(days=day), house=HOUSE)
        asked = session.exec(select(Announcement).where(Announcement.kind == "outcome")).all()
        assert [(one.receiver, one.due_at.isoformat()) for one in asked] == [
            (cast.ben.user_id, "2022-02-07T08:00:00+00:00")
        ], "a Friday's meeting on Monday at nine"
        assert told(session) == [(cast.ben.user_id, "What came of M1 Trio meeting, Friday 4 February?")]


@pytest.mark.parametrize(
    ("rule", "asked"), [("every Tuesday", 0), ("every second Tuesday", 3), ("every first Tuesday", 2)]
)
def test_nobody_is_asked_week_by_week_what_came_of_a_series(lite: Units, rule: str, asked: int) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        meetings.add(session, a_turn(session, cast.ben), NewMeeting("Call", f"{rule} 10:00 from 1 February 2022"))
        for day in range(29, 59):
            meeting_outcomes.ask(session, now=NOW + timedelta(days=day - 7), house=HOUSE)
        assert len(told(session)) == asked
        page = meeting_pages.show(session, a_turn(session, cast.ben, now=NOW + timedelta(days=60)), "M1")
        assert "outcome" in page.may, "their pages have the button"


def test_the_chairs_are_asked_where_who_added_it_is_gone_and_nobody_where_it_is_known(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        for title in ("Trio meeting", "Another"):
            meetings.add(session, ben, NewMeeting(title, "4 February 2022 10:00"))
        cast.ben.is_gone = True
        session.add(cast.ben)
        ana = a_turn(session, cast.ana, now=NOW + timedelta(days=25))
        meeting_outcomes.settle(session, ana, "M2", "Nothing", ())
        meeting_outcomes.ask(session, now=ana.now, house=HOUSE)
        assert told(session) == [(cast.ana.user_id, "What came of M1 Trio meeting, Friday 4 February?")]


def test_a_question_that_was_answered_before_its_morning_falls_away(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        meetings.add(session, ben, NewMeeting("Trio meeting", "4 February 2022 10:00"))
        evening, morning = NOW + timedelta(days=25, hours=8), NOW + timedelta(days=28)
        meeting_outcomes.ask(session, now=evening, house=HOUSE)
        message = session.exec(select(Announcement).where(Announcement.kind == "outcome")).one()
        asked = said(session, message, now=morning, house=HOUSE).notice
        assert [line.words for line in asked.lines] == ["What came of M1 Trio meeting, Friday 4 February?"]  # type: ignore[union-attr]
        meeting_outcomes.settle(session, a_turn(session, cast.ben, now=evening), "M1", "We go to Lisbon", ())
        assert said(session, message, now=morning, house=HOUSE).notice.lines == ()


def test_a_move_is_not_said_of_what_was_cancelled_since(units: Units) -> None:
    with units.writing() as session:
        ben = a_turn(session, a_cast(session).ben)
        meetings.add(session, ben, TRIO)
        meeting_changes.change(session, ben, "M1", MeetingEdit(when="3 February 2022"))
        message = session.exec(select(Announcement).where(Announcement.kind == "moved")).one()
        assert said(session, message, now=NOW, house=HOUSE).notice.lines
        meeting_changes.cancel(session, ben, "M1", "why")
        assert said(session, message, now=NOW, house=HOUSE).notice.lines == ()
