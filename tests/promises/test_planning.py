"""The plan follows every change of an item, in the unit that makes the change."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from bot.operations.announcements import plan_action, plan_gone, plan_meeting, plan_programme, tell
from bot.operations.rolling import roll
from storage.engine import Units
from storage.models import Action, Announcement, AnnouncementLine, Meeting
from storage.queries.numbers import next_number
from tests.builders import HOUSE, NOW, a_cast, a_programme, an_action
from tests.promises.planned import LAST_OF_JANUARY, an_announced_action, changed, day, plan

THREE = [("17 Jan", "planned", 1), ("28 Jan", "planned", 1), ("31 Jan", "planned", 1)]


def test_a_firm_deadline_is_three_messages_to_the_channel(units: Units) -> None:
    an_announced_action(units)
    with units.reading() as session:
        assert plan(session) == THREE
        first = session.exec(select(Announcement).order_by(Announcement.due_at)).first()
        assert first and (first.receiver, first.kind, first.due_at.hour) == (HOUSE.channel, "digest", 8)


def test_all_that_one_day_has_to_say_is_one_message(units: Units) -> None:
    an_announced_action(units)
    an_announced_action(units, what="Book the venue")
    with units.reading() as session:
        assert plan(session) == [(when, state, 2) for when, state, _ in THREE]


def test_planning_twice_changes_nothing(units: Units) -> None:
    key = an_announced_action(units)
    with units.writing() as session:
        before = {line.id for line in session.exec(select(AnnouncementLine))}
        plan_action(session, session.get_one(Action, key), now=NOW, house=HOUSE)
        assert {line.id for line in session.exec(select(AnnouncementLine))} == before
        assert plan(session) == THREE


def test_moments_that_are_past_are_not_planned(units: Units) -> None:
    an_announced_action(units, closes=date(2022, 1, 11))
    with units.reading() as session:
        assert plan(session) == [("11 Jan", "planned", 1)]


def test_a_draft_announces_nothing_until_it_is_adopted_and_nothing_more_once_closed(units: Units) -> None:
    with units.writing() as session:
        programme = a_programme(session, state="draft")
        for what in ("Draft the brief", "Book the venue"):
            action = an_action(session, programme, what, window=day(LAST_OF_JANUARY), not_owners="all")
            plan_action(session, action, now=NOW, house=HOUSE)
        assert plan(session) == []
        programme.state = "adopted"
        plan_programme(session, programme.id or 0, now=NOW, house=HOUSE)
        assert plan(session) == [(when, state, 2) for when, state, _ in THREE]
        programme.state = "closed"
        plan_programme(session, programme.id or 0, now=NOW, house=HOUSE)
        assert {(state, lines) for _, state, lines in plan(session)} == {("cancelled", 0)}


def test_without_a_channel_nothing_is_planned(units: Units) -> None:
    key = an_announced_action(units)
    with changed(units, key, replace(HOUSE, channel="")):
        pass
    with units.reading() as session:
        assert {state for _, state, _ in plan(session)} == {"cancelled"}


def test_another_channel_is_told_in_place_of_the_former(units: Units) -> None:
    an_announced_action(units)
    with units.writing() as session:
        assert roll(session, now=NOW, house=HOUSE)
        assert not roll(session, now=NOW + timedelta(hours=1), house=HOUSE)
        assert roll(session, now=NOW, house=replace(HOUSE, channel="C0OTHER"))
        states = {(row.receiver, row.state) for row in session.exec(select(Announcement))}
        assert states == {(HOUSE.channel, "cancelled"), ("C0OTHER", "planned")}


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_is_done_or_dropped_is_not_announced_and_is_again_once_reopened(units: Units, state: str) -> None:
    key = an_announced_action(units)
    with changed(units, key) as action:
        action.state = state
    with units.reading() as session:
        assert {(state, lines) for _, state, lines in plan(session)} == {("cancelled", 0)}
    with changed(units, key) as action:
        action.state = "open"
    with units.reading() as session:
        assert plan(session) == THREE


def test_a_message_lives_on_for_the_others_it_speaks_of(units: Units) -> None:
    key = an_announced_action(units)
    an_announced_action(units, what="Book the venue")
    with changed(units, key) as action:
        action.state = "done"
    with units.reading() as session:
        assert plan(session) == THREE


def test_a_new_date_moves_the_messages_and_back_again_leaves_one_of_each(units: Units) -> None:
    key = an_announced_action(units)
    with changed(units, key) as action:
        action.starts_on = action.ends_on = date(2022, 2, 3)
    with units.reading() as session:
        assert plan(session) == [
            ("17 Jan", "cancelled", 0),
            ("20 Jan", "planned", 1),
            ("28 Jan", "cancelled", 0),
            ("31 Jan", "planned", 1),
            ("03 Feb", "planned", 1),
        ]
    with changed(units, key) as action:
        action.starts_on = action.ends_on = LAST_OF_JANUARY
    with units.reading() as session:
        alive = [line for line in plan(session) if line[1] == "planned"]
        assert alive == THREE


def test_what_was_said_is_not_said_again_when_a_date_moves_away_and_back(units: Units) -> None:
    key = an_announced_action(units)
    with units.writing() as session:
        message = session.exec(select(Announcement).where(Announcement.local_date == date(2022, 1, 17))).one()
        message.state = "sent"
    for closes in (date(2022, 2, 1), LAST_OF_JANUARY):
        with changed(units, key) as action:
            action.starts_on = action.ends_on = closes
    with units.reading() as session:
        assert [line for line in plan(session) if line[1] != "cancelled"] == [("17 Jan", "sent", 1), *THREE[1:]]


def test_what_was_said_today_is_not_said_again_in_another_zone(units: Units) -> None:
    an_announced_action(units)
    with units.writing() as session:
        for message in session.exec(select(Announcement)):
            message.state = "sent"
            session.add(message)
        roll(session, now=NOW, house=replace(HOUSE, zone=ZoneInfo("Europe/Lisbon")))
        assert plan(session) == [(when, "sent", 1) for when, _, _ in THREE]


@pytest.mark.parametrize(("state", "maybe"), [("sending", False), ("sending", True), ("planned", True)])
def test_one_in_hand_is_marked_rather_than_cancelled_and_one_that_may_be_read_by_now_stays(
    units: Units, state: str, maybe: bool
) -> None:
    key = an_announced_action(units)
    with units.writing() as session:
        message = session.exec(select(Announcement).where(Announcement.local_date == date(2022, 1, 17))).one()
        message.state, message.maybe_sent_at = state, NOW if maybe else None
    with changed(units, key) as action:
        action.state = "done"
    with units.reading() as session:
        message = session.exec(select(Announcement).where(Announcement.local_date == date(2022, 1, 17))).one()
        assert (message.state, message.cancel_wanted) == (state, not maybe)
        assert ("17 Jan", state, int(maybe)) in plan(session)
    with changed(units, key) as action:
        action.state = "open"
    with units.reading() as session:
        message = session.exec(select(Announcement).where(Announcement.local_date == date(2022, 1, 17))).one()
        assert (message.state, message.cancel_wanted) == (state, False)
        assert ("17 Jan", state, 1) in plan(session)


def test_the_horizon_rolls_on_once_a_day(units: Units) -> None:
    an_announced_action(units, closes=date(2022, 3, 31))
    with units.writing() as session:
        assert plan(session) == []
        roll(session, now=NOW + timedelta(days=10), house=HOUSE)
        assert plan(session) == [("17 Mar", "planned", 1)]
        roll(session, now=NOW + timedelta(days=40), house=HOUSE)
        assert [line[0] for line in plan(session)] == ["17 Mar", "28 Mar", "31 Mar"]


def test_a_meeting_is_in_two_digests_and_a_post_of_its_own(units: Units) -> None:
    with units.writing() as session:
        meeting = Meeting(
            number=next_number(session, "meeting"),
            title="Trio meeting",
            on_date=date(2022, 2, 2),
            zone="Europe/Brussels",
            added_at=NOW,
        )
        session.add(meeting)
        plan_meeting(session, meeting, now=NOW, house=HOUSE)
        assert plan(session) == [("19 Jan", "planned", 1), ("31 Jan", "planned", 1), ("02 Feb", "planned", 1)]
        kinds = [row.kind for row in session.exec(select(Announcement).order_by(Announcement.due_at))]
        assert kinds == ["digest", "digest", "meeting"]
        meeting.state = "cancelled"
        plan_meeting(session, meeting, now=NOW, house=HOUSE)
        assert {state for _, state, _ in plan(session)} == {"cancelled"}


def test_an_item_that_is_gone_leaves_the_plan(units: Units) -> None:
    key = an_announced_action(units)
    with units.writing() as session:
        plan_gone(session, "action", key, now=NOW)
        assert {state for _, state, _ in plan(session)} == {"cancelled"}


def test_a_thing_is_told_once_however_often_it_is_asked_for(units: Units) -> None:
    with units.writing() as session:
        for slot in ("a", "a", "b"):
            tell(
                session,
                receiver="U0BEN",
                kind="told",
                item="action",
                item_id=1,
                words="Ana has marked #1 as done.",
                now=NOW,
                house=HOUSE,
                slot=slot,
            )
        assert plan(session) == [("10 Jan", "planned", 1)] * 2


def test_a_programme_is_planned_in_as_many_statements_however_many_actions_it_has(units: Units) -> None:
    from sqlalchemy import event

    seen: list[str] = []
    counts = []
    with units.writing() as session:
        event.listen(session.connection(), "before_cursor_execute", lambda *args: seen.append(args[2]))
        cast = a_cast(session)
        for number in (5, 50):
            programme = a_programme(session, title=f"Programme {number}")
            for name in range(number):
                an_action(
                    session, programme, f"Action {name}", window=day(LAST_OF_JANUARY), owners=(cast.cnrs, cast.ben)
                )
            session.flush()
            session.expunge_all()
            seen.clear()
            plan_programme(session, programme.id or 0, now=NOW, house=HOUSE)
            counts.append(len(seen))
    assert counts[0] == counts[1] < 40, counts
