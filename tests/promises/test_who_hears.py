"""Who hears of an action by direct message, when in their day, and how that follows every change of who is who."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.announcement_cards import ReminderLine
from bot.operations import belonging, claims, first_digest, house_claims, leaving, pages, placing, postponing, terms
from bot.operations.actions import done, when
from bot.operations.announcements import plan_action, plan_for, plan_programme
from bot.operations.placing import Setting
from bot.operations.rolling import roll
from bot.operations.saying import said
from bot.turn import Profile
from storage.engine import Units
from storage.models import Action, Announcement, AnnouncementLine, Organisation, Person
from tests.builders import (
    HOUSE,
    NOW,
    TEAM,
    Cast,
    a_cast,
    a_person,
    a_programme,
    a_turn,
    an_action,
    an_assignment,
    an_organisation,
)
from tests.promises.planned import day

LAST = date(2022, 3, 31)
"""A Thursday: 17 and 28 March, the day itself, then the Mondays of April."""
DEADLINE = ["17 Mar", "28 Mar", "31 Mar"]
MARCH = datetime(2022, 3, 10, 9, tzinfo=UTC)


def said_to(session: Session, who: str, kind: str = "") -> list[str]:
    """The days on which a person hears, of what is planned, earliest first."""
    session.flush()
    lines = session.exec(
        select(AnnouncementLine)
        .join(Announcement, col(Announcement.id) == col(AnnouncementLine.announcement_id))
        .where(
            AnnouncementLine.receiver == who,
            AnnouncementLine.words == "",
            col(AnnouncementLine.wanted),
            Announcement.state == "planned",
        )
        .order_by(col(AnnouncementLine.local_date))
    )
    return [f"{line.local_date:%d %b}" for line in lines if kind in ("", line.kind)]


@pytest.fixture
def session(lite: Units) -> Iterator[Session]:
    with lite.writing() as session:
        yield session


@pytest.fixture
def cast(session: Session) -> Cast:
    return a_cast(session)


def planned(session: Session, *owners: Organisation | Person, now: datetime = MARCH) -> Action:
    """An action that closes on the last of March, held by these, in the plan."""
    action = an_action(session, a_programme(session), owners=owners, when="31 March 2022", window=day(LAST))
    plan_action(session, action, now=now, house=HOUSE)
    return action


def replanned(session: Session, action: Action, now: datetime = MARCH) -> None:
    plan_action(session, action, now=now, house=HOUSE)


def test_the_person_named_hears_and_their_organisation_only_with_the_last_one(session: Session, cast: Cast) -> None:
    action = an_action(session, a_programme(session), when="31 March 2022", window=day(LAST), owned=True)
    an_assignment(session, action, cast.ben)
    boss = a_person(session, "Boss", cast.cnrs, standing="contact")
    replanned(session, action)
    assert said_to(session, "U0BEN", "deadline") == DEADLINE
    assert said_to(session, "U0BEN", "late") == ["04 Apr", "11 Apr", "18 Apr"]
    assert said_to(session, boss.user_id) == ["18 Apr"]
    assert said_to(session, "U0ANA") == ["25 Apr"], "then the chairs"


def test_of_an_organisation_the_contact_hears_else_the_deputy_else_some(session: Session, cast: Cast) -> None:
    home = an_organisation(session, "VUB")
    people = [a_person(session, f"M{number}", home) for number in range(10)]
    action = planned(session, home)
    assert [one.name for one in people if said_to(session, one.user_id)] == ["M0", "M1", "M2"], "not ten messages"
    people[5].standing = "deputy"
    replanned(session, action)
    assert [one.name for one in people if said_to(session, one.user_id)] == ["M5"]
    people[7].standing = "contact"
    replanned(session, action)
    assert [one.name for one in people if said_to(session, one.user_id)] == ["M7"]


def test_where_nobody_of_an_organisation_is_here_the_chairs_hear_at_once_when_it_is_late(
    session: Session, cast: Cast
) -> None:
    planned(session, an_organisation(session, "VUB"))
    assert said_to(session, "U0ANA", "unheard") == ["04 Apr"]
    assert said_to(session, "U0ANA", "unanswered") == []


def test_what_nobody_holds_comes_to_the_chairs_when_it_is_late(session: Session, cast: Cast) -> None:
    planned(session)
    assert said_to(session, "U0ANA") == ["04 Apr"]


def test_the_trio_hears_by_whoever_speaks_for_the_chair(session: Session, cast: Cast) -> None:
    planned(session, an_organisation(session, "Trio", kind="group"))
    assert said_to(session, "U0ANA", "deadline") == DEADLINE
    assert said_to(session, "U0BEN") == said_to(session, "U0CHLOE") == []


def test_a_chair_who_was_reminded_as_an_owner_is_not_told_that_nobody_answered(session: Session, cast: Cast) -> None:
    planned(session, cast.zsi)
    assert said_to(session, "U0ANA", "unanswered") == []


@pytest.mark.parametrize(
    ("zone", "at", "due"),
    [
        ("Europe/Brussels", None, datetime(2022, 3, 17, 8, 0, tzinfo=UTC)),
        ("America/Toronto", None, datetime(2022, 3, 17, 13, 0, tzinfo=UTC)),
        ("Asia/Kolkata", None, datetime(2022, 3, 17, 3, 30, tzinfo=UTC)),
        ("Europe/Brussels", time(14, 30), datetime(2022, 3, 17, 13, 30, tzinfo=UTC)),
        ("Europe/Brussels", time(23, 0), datetime(2022, 3, 17, 16, 30, tzinfo=UTC)),
        ("Europe/Brussels", time(5, 0), datetime(2022, 3, 17, 7, 0, tzinfo=UTC)),
        ("Nowhere/Atlantis", None, datetime(2022, 3, 17, 8, 0, tzinfo=UTC)),
    ],
)
def test_it_comes_in_the_readers_own_morning_or_at_their_hour_within_working_hours(
    session: Session, cast: Cast, zone: str, at: time | None, due: datetime
) -> None:
    cast.chloe.zone, cast.chloe.remind_at = zone, at
    planned(session, cast.dlr)
    moments = session.exec(select(Announcement.due_at).where(Announcement.receiver == "U0CHLOE")).all()
    assert min(moments) == due


def test_a_person_hears_once_a_day_of_all_that_is_theirs(session: Session, cast: Cast) -> None:
    programme = a_programme(session)
    for _ in range(5):
        replanned(session, an_action(session, programme, owners=(cast.dlr,), when="31 March", window=day(LAST)))
    messages = session.exec(select(Announcement).where(Announcement.receiver == "U0CHLOE")).all()
    assert len({one.local_date for one in messages}) == len(messages) == 6


def test_who_wants_no_reminders_gets_none(session: Session, cast: Cast) -> None:
    cast.chloe.reminded = False
    planned(session, cast.dlr)
    assert said_to(session, "U0CHLOE") == []


def test_while_somebody_is_away_their_deputy_hears_else_it_waits_until_they_are_back(
    session: Session, cast: Cast
) -> None:
    cast.chloe.away_until = date(2022, 3, 20)
    cast.chloe.deputy_id = cast.ben.id
    action = planned(session, cast.dlr)
    assert said_to(session, "U0BEN") == ["17 Mar"]
    assert said_to(session, "U0CHLOE", "deadline") == ["28 Mar", "31 Mar"]
    cast.chloe.deputy_id = None
    replanned(session, action)
    assert said_to(session, "U0BEN") == []
    assert said_to(session, "U0CHLOE", "deadline") == ["21 Mar", "28 Mar", "31 Mar"], "the Monday after"
    cast.chloe.away_until = date(2022, 3, 29)
    replanned(session, action)
    assert said_to(session, "U0CHLOE", "deadline") == ["30 Mar", "31 Mar"], "what is old news by then is left out"


@pytest.mark.parametrize("kind", ["deadline", "unread"])
def test_who_stands_in_is_told_so_of_what_is_the_chairs_too(session: Session, cast: Cast, kind: str) -> None:
    away = cast.chloe if kind == "deadline" else cast.ana
    away.away_until, away.deputy_id = date(2022, 3, 25), cast.ben.id
    if kind == "deadline":
        planned(session, cast.dlr)
    else:
        replanned(session, an_action(session, a_programme(session), when="see above"), NOW)
    message = session.exec(select(Announcement).where(Announcement.receiver == "U0BEN")).one()
    (line,) = said(session, message, now=message.due_at, house=HOUSE).notice.lines
    assert isinstance(line, ReminderLine)
    who = "DLR-PT and the chairs" if kind == "deadline" else "the chairs"
    why = f"{away.name} is away, and you stand in; only {who} can change it"
    assert (line.kind, line.why, line.may) == (kind, why, False)
    cast.ben.organisation_id = away.organisation_id
    (line,) = said(session, message, now=message.due_at, house=HOUSE).notice.lines
    assert isinstance(line, ReminderLine)
    assert line.may and "only" not in line.why, "a colleague may do what they may"


def test_words_that_are_no_date_are_asked_of_the_owners_else_who_added_it_else_the_chairs(
    session: Session, cast: Cast
) -> None:
    programme = a_programme(session)
    for owners, added, hears in (((cast.dlr,), cast.ben, "U0CHLOE"), ((), cast.ben, "U0BEN"), ((), None, "U0ANA")):
        added_by = added.id if added else None
        action = an_action(session, programme, owners=owners, when="see above", added_by_id=added_by)
        replanned(session, action, NOW)
        assert said_to(session, hears, "unread") == ["17 Jan"]


def test_a_claim_a_release_and_an_answer_to_a_request_move_the_reminders_with_them(
    session: Session, cast: Cast
) -> None:
    action = planned(session)
    number = str(action.number)
    ben, ana, chloe = (a_turn(session, one, now=MARCH) for one in (cast.ben, cast.ana, cast.chloe))
    claims.claim(session, ben, number)
    assert said_to(session, "U0BEN", "deadline") == DEADLINE
    claims.release(session, ben, number)
    assert said_to(session, "U0BEN") == []
    claims.assign(session, ana, number, "DLR-PT", "they know how")
    assert said_to(session, "U0CHLOE") == [], "who is asked is not reminded yet"
    claims.claim(session, chloe, number)
    assert said_to(session, "U0CHLOE", "deadline") == DEADLINE
    done(session, chloe, number, "")
    assert said_to(session, "U0CHLOE") == []


def test_who_takes_an_action_for_the_organisation_is_not_named_and_can_give_it_back(
    session: Session, cast: Cast
) -> None:
    action = planned(session)
    chloe = a_turn(session, cast.chloe, now=MARCH)
    card = house_claims.claim_for_ours(session, chloe, str(action.number))
    assert [(owner.organisation, owner.name) for owner in card.action.owners if card.action] == [("DLR-PT", "")]
    assert said_to(session, "U0CHLOE", "deadline") == DEADLINE
    claims.release(session, a_turn(session, cast.chloe, now=MARCH), str(action.number))
    assert said_to(session, "U0CHLOE") == []
    assert not action.owned


def test_whoever_is_confirmed_placed_or_gone_moves_the_reminders_of_the_organisation(
    session: Session, cast: Cast
) -> None:
    home = an_organisation(session, "VUB")
    newt = a_person(session, "Newt", home, confirmed=False)
    planned(session, home)
    ana = a_turn(session, cast.ana, now=MARCH)
    assert said_to(session, "U0NEWT") == []
    belonging.confirm(session, ana, "U0NEWT")
    assert said_to(session, "U0NEWT", "deadline") == DEADLINE
    a_person(session, "Vera")
    placing.set_organisation(session, ana, Setting("VUB", contact="<@U0VERA>"))
    assert (said_to(session, "U0NEWT"), said_to(session, "U0VERA", "deadline")) == ([], DEADLINE)
    pages.undo(session, ana)
    assert (said_to(session, "U0VERA"), said_to(session, "U0NEWT", "deadline")) == ([], DEADLINE)
    gone = Profile(TEAM, newt.user_id, "Newt", is_gone=True)
    leaving.account_changed(session, gone, now=MARCH, house=HOUSE)
    assert said_to(session, "U0NEWT") == []


def test_another_chair_hears_what_is_the_chairs_with_the_next_roll(session: Session, cast: Cast) -> None:
    planned(session)
    roll(session, now=MARCH, house=HOUSE)
    terms.set_term(session, a_turn(session, cast.ana, now=MARCH), "DLR-PT", "1 March 2022", "30 June 2022")
    assert roll(session, now=MARCH, house=HOUSE), "not only tomorrow"
    assert said_to(session, "U0CHLOE", "nobody") == ["04 Apr"]


def test_wishes_of_a_person_are_followed_for_all_that_is_theirs(session: Session, cast: Cast) -> None:
    planned(session, cast.dlr)
    cast.chloe.remind_at = time(15)
    assert cast.chloe.id and cast.dlr.id
    plan_for(session, people={cast.chloe.id}, organisations={cast.dlr.id}, now=MARCH, house=HOUSE)
    moments = session.exec(
        select(Announcement.local_time).where(Announcement.receiver == "U0CHLOE", Announcement.state == "planned")
    ).all()
    assert set(moments) == {time(15)}


def test_on_track_holds_back_every_reminder_to_owners_until_something_changes(session: Session, cast: Cast) -> None:
    action = planned(session, cast.dlr)
    chloe = a_turn(session, cast.chloe, now=MARCH)
    card = postponing.on_track(session, chloe, str(action.number))
    assert card.also == ("No reminder of it before Thursday 31 March, unless it changes.",)
    assert said_to(session, "U0CHLOE", "deadline") == ["31 Mar"]
    plan_programme(session, action.programme_id, now=MARCH + timedelta(days=1), house=HOUSE)
    assert said_to(session, "U0CHLOE", "deadline") == ["31 Mar"], "the daily roll leaves it so"
    when(session, chloe, str(action.number), "30 March 2022", "the venue")
    assert said_to(session, "U0CHLOE", "deadline") == ["16 Mar", "28 Mar", "30 Mar"]


def test_on_track_said_of_what_is_late_gives_two_weeks_and_can_be_taken_back(session: Session, cast: Cast) -> None:
    april = datetime(2022, 4, 5, 9, tzinfo=UTC)
    action = planned(session, cast.dlr, now=april)
    chloe = a_turn(session, cast.chloe, now=april)
    assert said_to(session, "U0CHLOE") == ["11 Apr", "18 Apr"]
    postponing.on_track(session, chloe, str(action.number))
    assert said_to(session, "U0CHLOE") == ["25 Apr", "02 May", "09 May"]
    postponing.on_track(session, replace(chloe, now=april + timedelta(days=1)), str(action.number))
    pages.undo(session, chloe)
    pages.undo(session, chloe)
    assert said_to(session, "U0CHLOE") == ["11 Apr", "18 Apr"]


def test_remind_me_later_is_for_me_alone_and_outlives_every_new_plan(session: Session, cast: Cast) -> None:
    action = planned(session, cast.dlr, cast.zsi)
    later = MARCH + timedelta(days=6)  # Wednesday 16 March
    chloe = a_turn(session, cast.chloe, now=later)
    card = postponing.later(session, chloe, str(action.number), "3")
    assert card.sentence == "I will remind you on Monday 21 March"
    assert said_to(session, "U0CHLOE", "later") == ["21 Mar"], "Saturday is no working day"
    assert said_to(session, "U0CHLOE", "deadline") == ["28 Mar", "31 Mar"]
    assert said_to(session, "U0ANA", "deadline") == DEADLINE
    for _ in range(2):
        plan_programme(session, action.programme_id, now=later + timedelta(days=1), house=HOUSE)
    assert said_to(session, "U0CHLOE", "later") == ["21 Mar"]
    pages.undo(session, chloe)
    assert said_to(session, "U0CHLOE", "deadline") == DEADLINE


def test_a_deadline_moved_to_yesterday_is_late_from_now_on_and_asked_about_weekly(session: Session, cast: Cast) -> None:
    action = planned(session, cast.dlr)
    card = when(session, a_turn(session, cast.chloe, now=MARCH), str(action.number), "9 March 2022", "it was")
    assert any("past" in sentence for sentence in card.also)
    assert card.action and card.action.late
    assert said_to(session, HOUSE.channel) == []
    assert said_to(session, "U0CHLOE") == ["14 Mar", "21 Mar", "28 Mar"]


def test_the_chairs_first_message_counts_what_had_closed_and_what_names_nobody(session: Session, cast: Cast) -> None:
    programme = a_programme(session, adopted_at=MARCH)
    an_action(session, programme, owners=(cast.dlr,), when="1 March", window=day(date(2022, 3, 1)))
    an_action(session, programme, "Media work", who_said="?")
    plan_programme(session, programme.id or 0, now=MARCH, house=HOUSE)
    assert said_to(session, "U0ANA", "closed before") == ["11 Mar"]
    assert said_to(session, "U0ANA", "nobody named") == ["11 Mar"]
    assert said_to(session, "U0CHLOE") == [], "nobody is reminded of what had closed"
    asked = an_action(session, programme, "Print it", who_said="CNRS")
    an_assignment(session, asked, cast.cnrs, state="asked")
    counted = first_digest.actions_of(session, programme, first_digest.NOBODYS, HOUSE)
    assert [one.what for one in counted] == ["Media work"], "who is asked is somebody"
    programme.state = "closed"
    plan_programme(session, programme.id or 0, now=MARCH, house=HOUSE)
    assert said_to(session, "U0ANA") == []
