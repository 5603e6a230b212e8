"""How reminders follow every change: of an action, of who holds it, of who is who, and what was answered to them."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from sqlmodel import Session, select

from bot.operations import belonging, claims, house_claims, leaving, pages, placing, postponing, terms
from bot.operations.actions import done, when
from bot.operations.announcements import plan_for, plan_programme
from bot.operations.placing import Setting
from bot.operations.rolling import roll
from bot.turn import Profile
from storage.models import Announcement
from tests.builders import HOUSE, TEAM, Cast, a_person, a_turn, an_organisation
from tests.promises.hearing.reminders import DEADLINE, MARCH, planned, said_to


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
