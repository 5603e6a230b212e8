"""No proposal waits unseen: what comes up with the chairs, what is back by itself, who is reminded."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from bot.announcement_cards import ProposalLine
from bot.operations import amending, answer_clock, deciding, journal, pages, proposal_pages, proposing
from bot.operations.answer_clock import days_brought_up
from bot.operations.deciding import Asked
from bot.operations.proposing import NewProposal
from bot.operations.saying import said
from storage.engine import Units
from storage.models import Announcement, Meeting
from storage.queries.numbers import next_number
from tests.builders import HOUSE, NOW, a_cast, a_person, a_turn

DAY = timedelta(days=1)


def heard(session: Session, now: datetime) -> dict[tuple[str, date], list[str]]:
    """What each person reads of proposals on which day, as the message would be sent at its time."""
    session.flush()
    found: dict[tuple[str, date], list[str]] = {}
    for message in session.exec(select(Announcement).where(Announcement.kind == "digest")).all():
        notice = said(session, message, now=max(now, message.due_at), house=HOUSE).notice
        lines = [f"{one.kind} P{one.number} {one.days}" for one in notice.lines if isinstance(one, ProposalLine)]
        if lines and message.state == "planned":
            found[message.receiver, message.local_date] = lines
    return found


def test_what_waits_thirty_days_comes_up_with_each_chair_in_one_message(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_person(session, "Zoe", cast.zsi)
        for text in ("A newsletter", "A podcast", "A day in Vienna"):
            proposing.propose(session, a_turn(session, cast.ben), NewProposal(text))
        deciding.decide(session, a_turn(session, cast.ana), Asked("accept", "P2"))
        answer_clock.wind(session, now=NOW, house=HOUSE)
        lines = ["waits P1 30", "waits P3 30"]
        first = {key: said for key, said in heard(session, NOW).items() if key[1] < date(2022, 3, 1)}
        assert first == {("U0ANA", date(2022, 2, 9)): lines, ("U0ZOE", date(2022, 2, 9)): lines}
        deciding.decide(session, a_turn(session, cast.ana), Asked("decline", "P1", "No"))
        assert heard(session, NOW)["U0ANA", date(2022, 2, 9)] == ["waits P3 30"], "what is decided falls away"
        assert ("U0ANA", date(2022, 3, 11)) in heard(session, NOW), "and again, while nobody answers"


def test_shown_beforehand_a_line_counts_the_days_until_it_is_said(lite: Units) -> None:
    with lite.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        answer_clock.wind(session, now=NOW, house=HOUSE)
        first = session.exec(select(Announcement).where(Announcement.local_date == date(2022, 2, 9))).one()
        (line,) = said(session, first, now=NOW, house=HOUSE).notice.lines
        assert isinstance(line, ProposalLine) and line.days == 30


@pytest.mark.parametrize(
    ("meetings", "days"),
    [
        ([], [date(2022, 2, 9), date(2022, 3, 11)]),
        ([date(2022, 1, 20), date(2022, 1, 25)], [date(2022, 1, 26), date(2022, 2, 25)]),
        ([date(2022, 1, 20)], [date(2022, 2, 9), date(2022, 3, 11)]),
        ([date(2022, 1, 5), date(2022, 1, 20), date(2022, 1, 28)], [date(2022, 1, 31), date(2022, 2, 28)]),
    ],
)
def test_over_two_meetings_it_comes_up_the_day_after_the_second(meetings: list[date], days: list[date]) -> None:
    assert [day for day, _ in zip(days_brought_up(date(2022, 1, 10), meetings), days, strict=False)] == days


def test_the_plan_knows_the_meetings(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        for day in (date(2022, 1, 20), date(2022, 1, 25)):
            meeting = Meeting(
                number=next_number(session, "meeting"), title="Trio", on_date=day, zone="Europe/Brussels", added_at=NOW
            )
            session.add(meeting)
        session.flush()
        answer_clock.wind(session, now=NOW, house=HOUSE)
        assert heard(session, NOW) == {
            ("U0ANA", date(2022, 1, 26)): ["waits P1 16"],
            ("U0ANA", date(2022, 2, 25)): ["waits P1 46"],
        }


def test_what_was_put_off_is_back_on_its_day_and_the_chairs_are_told_that_morning(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        deciding.decide(session, a_turn(session, cast.ana), Asked("defer", "P1", "Budget", until="1 March"))
        answer_clock.wind(session, now=NOW, house=HOUSE)
        assert heard(session, NOW) == {("U0ANA", date(2022, 3, 1)): ["back P1 50"]}, "seen in upcoming beforehand"
        before, morning = datetime(2022, 2, 28, 23, 30, tzinfo=UTC), datetime(2022, 2, 28, 22, 30, tzinfo=UTC)
        answer_clock.wind(session, now=morning, house=HOUSE)
        assert proposal_pages.page(session, a_turn(session, cast.ben), "P1").proposal.state == "deferred"
        answer_clock.wind(session, now=before, house=HOUSE)
        page = proposal_pages.page(session, a_turn(session, cast.ben), "P1")
        assert (page.proposal.state, page.history[-1][1:]) == (
            "considered",
            ("by itself", "P1 is back, as put off until 1 March 2022"),
        )
        assert heard(session, before)["U0ANA", date(2022, 3, 1)] == ["back P1 0"]
        assert ("U0ANA", date(2022, 3, 31)) in heard(session, before), "and it waits anew from that day"


def test_a_day_that_nobody_works_on_is_told_on_the_next(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        deciding.decide(session, a_turn(session, cast.ana), Asked("defer", "P1", "Budget", until="5 March 2022"))
        answer_clock.wind(session, now=NOW, house=HOUSE)
        assert list(heard(session, NOW)) == [("U0ANA", date(2022, 3, 7))]
        saturday = datetime(2022, 3, 5, 1, 0, tzinfo=UTC)
        answer_clock.wind(session, now=saturday, house=HOUSE)
        assert heard(session, saturday)["U0ANA", date(2022, 3, 7)] == ["back P1 2"]


def test_after_days_without_the_bot_it_is_back_all_the_same_and_told(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        deciding.decide(session, a_turn(session, cast.ana), Asked("defer", "P1", "Budget", until="1 June 2022"))
        late = datetime(2022, 6, 6, 10, 0, tzinfo=UTC)
        answer_clock.wind(session, now=late, house=HOUSE)
        assert heard(session, late)["U0ANA", date(2022, 6, 7)] == ["back P1 1"], "the morning of the sixth is over"


def test_who_was_asked_for_a_revision_is_reminded_once_and_not_after_it_came(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        deciding.decide(session, a_turn(session, cast.ana), Asked("revise", "P1", "Say who writes it"))
        answer_clock.wind(session, now=NOW, house=HOUSE)
        assert heard(session, NOW) == {("U0BEN", date(2022, 1, 24)): ["revise P1 14"]}
        amending.edit(session, a_turn(session, cast.ben), "P1", {"text": "A newsletter by CNRS"})
        assert {receiver for receiver, _ in heard(session, NOW)} == {"U0ANA"}, "now the chairs owe an answer"


def test_a_deferral_that_is_over_is_not_undone(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        proposing.propose(session, a_turn(session, cast.ben), NewProposal("A newsletter"))
        deciding.decide(session, ana, Asked("defer", "P1", "Budget", until="12 January 2022"))
        answer_clock.wind(session, now=NOW + 2 * DAY, house=HOUSE)
        with pytest.raises(journal.Conflict, match="changed it since"):
            pages.undo(session, ana)
