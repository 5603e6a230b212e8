"""Calendars: who has which, what stands in them, and that an address answers only while it should."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from bot.errors import NotAllowed, NotFound
from bot.meeting_cards import Event
from bot.operations import attendance, calendars, events, meeting_changes, meetings, placing
from bot.operations.meetings import NewMeeting
from bot.turn import House
from bot.windows import Window
from storage.engine import Units
from storage.models import CalendarAddress, Proposal
from tests.builders import HOUSE, NOW, Cast, a_cast, a_programme, a_turn, an_action, an_organisation

SERVED = House(zone=HOUSE.zone, channel=HOUSE.channel, calendars="https://wp.example.org")
MARCH = Window(date(2022, 3, 1), date(2022, 3, 31))
TRIO = NewMeeting("Trio meeting", "2 February 2022 10:00-11:30", "Lisbon")


def furnished(session, cast: Cast) -> None:  # type: ignore[no-untyped-def]
    programme = a_programme(session)
    an_action(session, programme, "Draft the brief", owners=(cast.cnrs,), when="March 2022", window=MARCH)
    due = Window(None, date(2022, 4, 1))
    an_action(session, programme, "Write it", owners=(cast.ben,), when="by 1 April", window=due, who_said="CNRS")
    an_action(session, programme, "Go on", owners=(cast.zsi,), when="from May", window=Window(date(2022, 5, 1), None))
    an_action(session, programme, "No date", owners=(cast.ben,))
    an_action(session, programme, "Done", state="done", when="March", window=MARCH)
    draft = a_programme(session, state="draft", title="The next one")
    an_action(session, draft, "Not yet", owners=(cast.ben,), when="March 2022", window=MARCH)
    session.add(Proposal(number=1, kind="contact", text="Dr Secret", proposer_id=cast.ben.id, proposed_at=NOW))


def entries(session, cast: Cast, asked: str) -> list[Event]:  # type: ignore[no-untyped-def]
    card = calendars.calendar(session, a_turn(session, cast.ben, house=SERVED), asked)
    token = card.address.removeprefix("https://wp.example.org/calendar/").removesuffix(".ics")
    found = calendars.served(session, token, now=NOW, house=SERVED)
    assert found is not None
    return list(found.events)


def test_windows_are_tentative_whole_days_and_meetings_have_their_time(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        furnished(session, cast)
        meetings.add(session, a_turn(session, cast.ben), TRIO)
        trio, brief, write, go = entries(session, cast, "programme")
    assert (trio.on, trio.at, trio.until, trio.zone) == (date(2022, 2, 2), time(10), time(11, 30), "Europe/Brussels")
    assert (brief.title, brief.on, brief.last) == ("#1 Draft the brief", date(2022, 3, 1), date(2022, 3, 31))
    assert (write.title, write.on, write.last) == ("Due: #2 Write it", date(2022, 4, 1), None)
    assert (go.title, go.on) == ("Begins: #3 Go on", date(2022, 5, 1))
    assert {(one.state, one.busy) for one in (brief, write, go)} == {("tentative", False)}


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [("mine", ["#2"]), ("", ["#2"]), ("ours", ["#1", "#2"]), ("CNRS", ["#1", "#2"]), ("ZSI", ["#3"])],
)
def test_an_organisation_and_a_person_have_their_own(lite: Units, asked: str, numbers: list[str]) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        furnished(session, cast)
        titles = [one.title for one in entries(session, cast, asked)]
    assert [next(word for word in title.split() if word.startswith("#")) for title in titles] == numbers


def test_mine_knows_what_i_said_of_coming(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        for title in ("Said nothing", "I come", "I can't"):
            meetings.add(session, ben, NewMeeting(title, "2 February 2022 10:00"))
        attendance.answer(session, ben, "M2", comes=True)
        attendance.answer(session, ben, "M3", comes=False)
        found = [(one.title, one.busy) for one in entries(session, cast, "mine")]
    assert found == [("Said nothing", False), ("I come", True)]


def test_an_entry_keeps_its_name_and_grows_in_number_when_it_changes(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben)
        meetings.add(session, ben, TRIO)
        before = entries(session, cast, "mine")[0]
        later = a_turn(session, cast.ben, now=NOW + timedelta(hours=1))
        meeting_changes.cancel(session, later, "M1", "why")
        after = entries(session, cast, "mine")[0]
    assert (after.uid, after.sequence, after.state) == (before.uid, before.sequence + 1, "cancelled")
    assert after.revised_at > before.revised_at


def test_a_row_that_is_a_meeting_stands_there_once(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        an_action(
            session, a_programme(session), "Conference", when="2 March 2022", window=Window(*[date(2022, 3, 2)] * 2)
        )
        events.make_meeting(session, ana, "#1", NewMeeting(""))
        assert [one.title for one in entries(session, cast, "programme")] == ["Conference"]


def test_an_address_stays_until_it_is_made_anew_or_revoked(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ben = a_turn(session, cast.ben, house=SERVED)
        first = calendars.calendar(session, ben, "mine").address
        assert calendars.calendar(session, ben, "mine").address == first
        assert calendars.calendar(session, ben, "programme").address != first
        newer = calendars.calendar(session, ben, "mine", anew=True).address
        assert newer != first and answers(session, first) is False and answers(session, newer)
        calendars.revoke(session, ben, "mine")
        assert answers(session, newer) is False
        assert "The address no longer works" in calendars.revoke(session, ben, "").sentence
        with pytest.raises(NotFound):
            calendars.revoke(session, ben, "")


def answers(session, address: str) -> bool:  # type: ignore[no-untyped-def]
    token = address.rpartition("/")[2].removesuffix(".ics")
    return calendars.served(session, token, now=NOW, house=SERVED) is not None


def test_an_address_goes_with_its_organisation_when_two_are_one(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        lab = an_organisation(session, "LAB", new=True)
        address = calendars.calendar(session, a_turn(session, cast.ben, house=SERVED), "LAB").address
        placing.set_organisation(session, a_turn(session, cast.ana), placing.Setting("CNRS", aliases=("LAB",)))
        row = session.exec(select(CalendarAddress)).one()
        assert (row.organisation_id, answers(session, address)) == (cast.cnrs.id, True)
        assert lab.id != cast.cnrs.id


def test_it_answers_only_while_its_person_may_read(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        gus = calendars.calendar(session, a_turn(session, cast.gus, house=SERVED), "programme").address
        assert answers(session, gus), "a guest reads"
        cast.gus.is_gone = True
        session.add(cast.gus)
        assert not answers(session, gus)
        with pytest.raises(NotAllowed):
            calendars.calendar(session, a_turn(session, cast.sam, house=SERVED), "programme")
        assert not answers(session, "https://wp.example.org/calendar/.ics")


def test_each_address_is_long_and_of_its_own(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        for person in (cast.ana, cast.ben, cast.chloe):
            calendars.calendar(session, a_turn(session, person, house=SERVED), "programme")
        tokens = {row.token for row in session.exec(select(CalendarAddress))}
    assert len(tokens) == 3 and all(len(token) == 32 for token in tokens)


def test_where_none_is_served_the_file_itself_is_given(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        furnished(session, cast)
        card = calendars.calendar(session, a_turn(session, cast.ben), "programme")
        assert not card.address and card.file and len(card.file.events) == 3
        assert session.exec(select(CalendarAddress)).all() == []
        with pytest.raises(NotFound):
            calendars.of_meeting(session, a_turn(session, cast.ben), "M9")
        with pytest.raises(NotFound):
            calendars.calendar(session, a_turn(session, cast.ben), "Nobody Knows Us")
