"""Calls for proposals: the channel is invited and reminded, answers are counted, and what came in is told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, col, select

from bot.announcement_cards import CallLine
from bot.blocks.announcements import message as drawn
from bot.commands import call as verb
from bot.commands.call import Closed, Opened, Shown
from bot.errors import BadInput, Conflict, NotAllowed, NotFound, UnknownChannel
from bot.operations import amending, call_clock, calls, pages, proposing
from bot.operations.calls import NewCall
from bot.operations.proposing import NewProposal
from bot.operations.saying import said
from bot.turn import Presence
from storage.engine import Units
from storage.models import Announcement
from tests.builders import HOUSE, NOW, Cast, a_cast, a_person, a_turn, told

SPRING = NewCall("Events for spring", "28 February")


def opened(session: Session) -> Cast:
    """Ana has opened a call; Chloe is the contact of DLR-PT, Cora that of CNRS."""
    cast = a_cast(session)
    a_person(session, "Cora", cast.cnrs, standing="contact")
    calls.open_call(session, a_turn(session, cast.ana), SPRING)
    return cast


def heard(session: Session, now: datetime = NOW) -> list[tuple[date, str, str]]:
    """(day, receiver, text) of what the plan will say of calls, as it would be said at its time."""
    session.flush()
    planned = select(Announcement).where(Announcement.state == "planned", Announcement.kind == "digest")
    found = []
    for message in session.exec(planned.order_by(col(Announcement.due_at), col(Announcement.receiver))).all():
        notice = said(session, message, now=max(now, message.due_at), house=HOUSE).notice
        if any(isinstance(line, CallLine) for line in notice.lines):
            found.append((message.local_date, message.receiver, drawn(notice, "/wp")[0]))
    return found


def test_the_channel_is_invited_at_once_and_reminded_three_days_before(units: Units) -> None:
    with units.writing() as session:
        opened(session)
        assert told(session) == [
            (
                "C0PROGRAM",
                "Ana (ZSI) calls for proposals: “Events for spring”, until Monday 28 February 2022. "
                "Whatever you propose gets a number at once, and an answer.",
            )
        ]
        day, receiver, text = heard(session)[0]
        assert (day, receiver) == (date(2022, 2, 25), "C0PROGRAM")
        assert "C1 Events for spring: Closes on Monday 28 February 2022 (in 3 days). Nothing has come in yet." in text


def test_only_contacts_whose_organisation_has_not_answered_are_reminded(units: Units) -> None:
    with units.writing() as session:
        cast = opened(session)
        assert [receiver for _, receiver, _ in heard(session)] == ["C0PROGRAM", "U0CHLOE", "U0CORA"]
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A day in Vienna", kind="event", call=1))
        channel, chloe = heard(session)
        assert "One proposal so far, from CNRS (1)." in channel[2]
        assert chloe[1] == "U0CHLOE" and "Nothing has come from DLR-PT yet" in chloe[2]
        amending.withdraw(session, a_turn(session, cast.ben), "P1")
        assert len(heard(session)) == 3, "what was withdrawn is no answer"


def test_a_call_ends_by_itself_after_its_last_day_and_the_channel_reads_what_came_in(units: Units) -> None:
    with units.writing() as session:
        cast = opened(session)
        for person, text in ((cast.ben, "A day in Vienna"), (cast.chloe, "A week in Bonn"), (cast.ben, "A night")):
            proposing.propose(session, a_turn(session, person), NewProposal(text, kind="event", call=1))
        call_clock.wind(session, now=datetime(2022, 2, 28, 22, 30, tzinfo=UTC), house=HOUSE)
        assert calls.overview(session, a_turn(session, cast.gus)).calls[0].state == "open", "its last day is not over"
        after = datetime(2022, 2, 28, 23, 30, tzinfo=UTC)
        call_clock.wind(session, now=after, house=HOUSE)
        assert [(day, receiver) for day, receiver, _ in heard(session, after)] == [(date(2022, 3, 1), "C0PROGRAM")]
        assert heard(session, after)[0][2].endswith(
            "It closed on Monday 28 February 2022. 3 proposals came in, from CNRS (2) and DLR-PT (1): P1, P2, P3. "
            "The chairs look at them now, and whoever proposed hears by direct message what they decide."
        )
        with pytest.raises(Conflict, match="closed on 28 February 2022"):
            proposing.propose(session, a_turn(session, cast.ben), NewProposal("Late", call=1))


def test_the_end_of_a_call_is_told_though_the_bot_was_down_that_morning(lite: Units) -> None:
    with lite.writing() as session:
        cast = opened(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A day in Vienna", kind="event", call=1))
        late = datetime(2022, 3, 1, 8, 0, 1, tzinfo=UTC)
        call_clock.wind(session, now=late, house=HOUSE)
        assert [(day, receiver) for day, receiver, _ in heard(session, late)] == [(date(2022, 3, 2), "C0PROGRAM")]


def test_a_chair_closes_a_call_before_its_day_and_says_what_happens_next(units: Units) -> None:
    with units.writing() as session:
        cast = opened(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A day in Vienna", kind="event", call=1))
        change = calls.close_call(session, a_turn(session, cast.ana), "spring", "We meet on Thursday.")
        assert (change.sentence, change.call.state) == ("Closed", "closed")
        assert told(session)[-1] == (
            "C0PROGRAM",
            "Ana (ZSI) has closed the call “Events for spring”. One proposal came in, from CNRS (1): P1. "
            "The chairs look at it now, and whoever proposed hears by direct message what they decide. "
            "“We meet on Thursday.”",
        )
        assert heard(session) == []
        with pytest.raises(Conflict, match="closed on 10 January 2022"):
            proposing.propose(session, a_turn(session, cast.ben), NewProposal("Late", call=1))
        call_clock.wind(session, now=datetime(2022, 3, 1, 1, tzinfo=UTC), house=HOUSE)
        assert heard(session) == [], "its end was told"
        pages.undo(session, a_turn(session, cast.ana))
        assert calls.one(session, a_turn(session, cast.ana), "C1").calls[0].state == "open"
        assert len(heard(session)) == 2
        with pytest.raises(Conflict, match="have come in on C1"):
            pages.undo(session, a_turn(session, cast.ana))


def test_which_call_is_closed_is_asked_where_several_are_meant_and_refused_where_it_is_closed(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, opened(session).ana)
        calls.open_call(session, ana, SPRING)
        with pytest.raises(NotFound, match=r"Which call\? C1 Events for spring; C2 Events for spring\."):
            calls.close_call(session, ana, "spring")
        calls.close_call(session, ana, "C2")
        with pytest.raises(Conflict, match="C2 “Events for spring” is closed already"):
            calls.close_call(session, ana, "C2")


def test_opening_is_undone_while_nothing_has_come_in(units: Units) -> None:
    with units.writing() as session:
        cast = opened(session)
        pages.undo(session, a_turn(session, cast.ana))
        assert calls.overview(session, a_turn(session, cast.ana)).calls == ()
        assert heard(session) == []
        assert "has taken that back" in told(session)[-1][1]


def test_what_is_missing_or_past_is_named_beside_its_field(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        for new, field, why in (
            (NewCall("", "28 February"), "title", "What is the call about"),
            (NewCall("x" * 200, "28 February"), "title", "200 characters"),
            (NewCall("Spring", ""), "until", "Until when"),
            (NewCall("Spring", "whenever"), "until", "can't see a day"),
            (NewCall("Spring", "3 January 2022"), "until", "3 January 2022 is past"),
            (NewCall("Spring", "28 February", "#elsewhere"), "channel", "can't tell which channel"),
        ):
            with pytest.raises(BadInput, match=why) as wrong:
                calls.open_call(session, ana, new)
            assert wrong.value.field == field
        with pytest.raises(NotFound, match="no open call"):
            calls.close_call(session, ana, "spring")


def test_chairs_open_and_close_and_everybody_may_look(units: Units) -> None:
    with units.writing() as session:
        cast = opened(session)
        for person in (cast.ben, cast.chloe):
            turn = a_turn(session, person)
            with pytest.raises(NotAllowed, match="Only the chairs can open and close calls"):
                calls.open_call(session, turn, SPRING)
            with pytest.raises(NotAllowed, match="Only the chairs"):
                calls.close_call(session, turn, "C1")
        shown = {
            one.name: calls.overview(session, a_turn(session, one)).calls[0] for one in (cast.ana, cast.ben, cast.gus)
        }
        assert {name: set(card.may) for name, card in shown.items()} == {
            "Ana": {"propose", "close"},
            "Ben": {"propose"},
            "Gus": set(),
        }
        assert shown["Ana"].silent == ("CNRS", "DLR-PT")


def test_the_channel_of_a_call_may_be_another(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        calls.open_call(session, ana, NewCall("Media", "31 January", "<#C0ELSEWHERE|elsewhere>"))
        assert told(session)[-1][0] == "C0ELSEWHERE"
        assert heard(session)[0][:2] == (date(2022, 1, 28), "C0ELSEWHERE")


@pytest.mark.parametrize(
    ("presence", "why"),
    [
        (Presence("apart", "random"), r"not in #random.*`/invite @wp` in it"),
        (Presence("unseen"), r"can't see that channel.*`/invite @wp` in it"),
        (Presence("archived", "old"), "#old is archived. Choose another"),
    ],
)
def test_what_cannot_be_said_in_a_channel_is_refused_before_anything_is_stored(
    units: Units, presence: Presence, why: str
) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        new = NewCall("Media", "31 January", "<#C0RANDOM|random>")
        with pytest.raises(UnknownChannel):
            calls.open_call(session, ana, new)
        with pytest.raises(BadInput, match=why) as refused:
            calls.open_call(session, replace(ana, channels={"C0RANDOM": presence}), new)
        assert refused.value.field == "channel"
        assert (calls.overview(session, ana).calls, told(session)) == ((), [])
        opened = calls.open_call(session, replace(ana, channels={"C0RANDOM": Presence("unknown")}), new)
        assert "if I am not, type `/invite @wp` there" in opened.also[-1]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("", Shown()),
        ("C2", Shown("C2")),
        ("open “Events for spring” until 28 February", Opened(SPRING)),
        ('open "Events for spring" until 28 February', Opened(SPRING)),
        ("open Events for spring, until 28 February", Opened(SPRING)),
        (
            "open “Until we meet” until 28 February in <#C0ELSE|else>",
            Opened(NewCall("Until we meet", "28 February", "<#C0ELSE|else>")),
        ),
        ("open", Opened(NewCall("", ""))),
        ("open Spring", Opened(NewCall("Spring", ""))),
        ("close C2", Closed("C2")),
        ("close C2 we meet on Thursday", Closed("C2", "we meet on Thursday")),
        ("close “Events for spring” we meet", Closed("Events for spring", "we meet")),
        ("close spring; we meet", Closed("spring", "we meet")),
    ],
)
def test_a_call_is_typed_in_one_line(line: str, asked: object) -> None:
    assert verb.parse(line) == asked
