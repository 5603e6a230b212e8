"""What nobody holds: a few each Monday, in fair turns; and what a posted message says once somebody took it."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlmodel import Session, col, select

from bot.announcement_cards import SettledLine, UnclaimedLine
from bot.operations import claims
from bot.operations.announcements import plan_programme
from bot.operations.rolling import roll
from bot.operations.saying import said
from storage.engine import Units
from storage.models import Action, Announcement, AnnouncementLine
from tests.builders import HOUSE, a_cast, a_programme, a_turn, an_action, an_assignment
from tests.promises.planned import day
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

MONDAY = datetime(2022, 1, 10, 5, tzinfo=UTC)


def named(session: Session) -> dict[date, list[int]]:
    """By Monday: which actions the channel is asked for."""
    lines = session.exec(
        select(AnnouncementLine, Action.number)
        .join(Announcement, col(Announcement.id) == col(AnnouncementLine.announcement_id))
        .join(Action, col(Action.id) == col(AnnouncementLine.item_id))
        .where(AnnouncementLine.kind == "unclaimed", col(AnnouncementLine.wanted), Announcement.state != "cancelled")
        .order_by(col(AnnouncementLine.local_date), col(Action.number))
    )
    found: dict[date, list[int]] = {}
    for line, number in lines:
        found.setdefault(line.local_date, []).append(number)
    return found


def test_many_are_named_in_turns_a_few_each_monday_and_none_more_often_than_another(lite: Units) -> None:
    clock = Clock(MONDAY)
    slack = Remembering(clock)
    with lite.writing() as session:
        programme = a_programme(session)
        for number in range(10):
            an_action(session, programme, f"Step {number}", who_said="Any volunteers?", seeking=True)
    for week in range(10):
        clock.to(MONDAY + timedelta(days=7 * week))
        a_sender(lite, slack).run()
        clock.pass_by(hours=4)
        a_sender(lite, slack).run()
    with lite.reading() as session:
        weeks = list(named(session).values())[:10]
    assert {len(week) for week in weeks} == {3}
    times = Counter(number for week in weeks for number in week)
    assert set(times.values()) == {3}, "thirty places, ten actions"
    assert all(set(a) != set(b) for a, b in pairwise(weeks))
    assert len(slack.to(HOUSE.channel)) == 10
    numbers = [[int(found) for found in re.findall(r"#(\d+)", text)] for text in slack.to(HOUSE.channel)]
    assert numbers == [sorted(of_one) for of_one in numbers], "read in the order of their numbers"


@pytest.mark.parametrize("why", ["held", "asked", "closed", "all interested", "draft", "done"])
def test_what_does_not_look_for_somebody_is_not_named(lite: Units, why: str) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        programme = a_programme(session, state="draft" if why == "draft" else "adopted")
        action = an_action(session, programme, owners=(cast.dlr,) if why == "held" else ())
        if why == "asked":
            an_assignment(session, action, cast.dlr, state="asked")
        if why == "closed":
            action.ends_on = date(2022, 1, 7)
        action.not_owners = "All interested" if why == "all interested" else ""
        action.state = "done" if why == "done" else "open"
        roll(session, now=MONDAY, house=HOUSE)
        assert named(session) == {}


def test_an_unowned_action_of_no_date_is_named_and_no_longer_once_it_is_taken(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        action = an_action(session, a_programme(session))
        roll(session, now=MONDAY, house=HOUSE)
        assert list(named(session)) == [date(2022, 1, 10), date(2022, 1, 17)]
        claims.claim(session, a_turn(session, cast.ben, now=MONDAY), str(action.number))
        assert named(session) == {}
        claims.release(session, a_turn(session, cast.ben, now=MONDAY), str(action.number))
        plan_programme(session, action.programme_id, now=MONDAY, house=HOUSE)
        assert list(named(session)) == [date(2022, 1, 10), date(2022, 1, 17)]


def test_what_closes_is_not_looked_for_in_the_same_message_again(lite: Units) -> None:
    with lite.writing() as session:
        an_action(session, a_programme(session), when="24 January 2022", window=day(date(2022, 1, 24)))
        roll(session, now=MONDAY, house=HOUSE)
        message = session.exec(select(Announcement).where(Announcement.local_date == date(2022, 1, 10))).one()
        lines = said(session, message, now=MONDAY, house=HOUSE).notice.lines
        assert [type(line).__name__ for line in lines] == ["DeadlineLine"]


def test_a_posted_message_says_what_became_of_what_it_asked_for(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        programme = a_programme(session)
        for what in ("Map the stakeholders", "Book the venue"):
            an_action(session, programme, what)
        roll(session, now=MONDAY, house=HOUSE)
        message = session.exec(select(Announcement).where(Announcement.local_date == date(2022, 1, 10))).one()
        message.state, message.posted_at = "sent", MONDAY
        claims.claim(session, a_turn(session, cast.ben, now=MONDAY), "1")
        lines = said(session, message, now=MONDAY, house=HOUSE).notice.lines
        assert [type(line) for line in lines] == [UnclaimedLine, SettledLine]
        assert [line.news for line in lines if isinstance(line, SettledLine)] == ["Taken by Ben (CNRS)"]
