"""Who hears of an action by direct message, and when in their day."""

from datetime import UTC, date, datetime, time

import pytest
from sqlmodel import Session, select

from bot.announcement_cards import DeadlineLine, ReminderLine
from bot.operations import first_digest
from bot.operations.announcements import plan_programme
from bot.operations.saying import said
from storage.models import Announcement
from tests.builders import HOUSE, NOW, Cast, a_person, a_programme, an_action, an_assignment, an_organisation
from tests.promises.hearing.reminders import DEADLINE, LAST, MARCH, planned, replanned, said_to
from tests.promises.planned import day


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


def test_of_what_somebody_was_asked_to_take_it_is_said_that_they_have_not_answered(
    session: Session, cast: Cast
) -> None:
    action = an_action(session, a_programme(session), who_said="DLR-PT", when="31 March 2022", window=day(LAST))
    an_assignment(session, action, cast.dlr, state="asked")
    replanned(session, action)
    messages = session.exec(select(Announcement).where(Announcement.receiver != "U0CHLOE")).all()
    lines = [one for it in messages for one in said(session, it, now=it.due_at, house=HOUSE).notice.lines]
    assert {line.asked for line in lines if isinstance(line, DeadlineLine)} == {("DLR-PT",)}
    assert [(line.kind, line.why) for line in lines if isinstance(line, ReminderLine)] == [("nobody", "DLR-PT")]


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
