"""The chairs' hand on the plan: words, lines left out, another moment, or not at all; and the way back."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import Session, select

from bot.announcement_cards import DeadlineLine
from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations import outlook, pages
from bot.operations.rescheduling import Wish, message_form, reschedule
from bot.turn import Turn
from storage.engine import Units
from storage.models import Announcement
from tests.builders import HOUSE, NOW, Cast, a_cast, a_turn
from tests.promises.planned import an_announced_action, changed
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender


def _story(units: Units) -> tuple[Cast, Announcement]:
    an_announced_action(units)
    with units.writing() as session:
        cast = a_cast(session)
        first = session.exec(select(Announcement).order_by(Announcement.due_at)).first()
        assert first is not None
        return cast, first


def _chair(session: Session, cast: Cast) -> Turn:
    return a_turn(session, cast.ana)


def test_words_of_a_chair_stand_at_the_head_of_the_message(units: Units) -> None:
    cast, message = _story(units)
    with units.writing() as session:
        reschedule(session, _chair(session, cast), Wish(str(message.id), words="Please <look> at this."))
    slack = Remembering(Clock(message.due_at))
    a_sender(units, slack).run()
    assert slack.to(HOUSE.channel)[0].startswith("Please &lt;look&gt; at this.")


def test_what_a_chair_leaves_out_is_not_said_and_a_new_plan_leaves_it_so(units: Units) -> None:
    cast, message = _story(units)
    an_announced_action(units, what="Print the brief")
    with units.writing() as session:
        form = message_form(session, _chair(session, cast), str(message.id))
        assert [line.what for _, line, _ in form.lines if isinstance(line, DeadlineLine)] == [
            "Draft the brief",
            "Print the brief",
        ]
        reschedule(session, _chair(session, cast), Wish(str(message.id), leave_out=(form.lines[0][0],)))
    with changed(units, 1) as action:
        action.what = "Draft it anew"
    slack = Remembering(Clock(message.due_at))
    a_sender(units, slack).run()
    (said,) = slack.to(HOUSE.channel)
    assert "Print the brief" in said and "Draft" not in said


def test_a_moved_message_goes_out_at_its_new_moment_and_stays_there_when_planned_anew(units: Units) -> None:
    cast, message = _story(units)
    later = message.due_at + timedelta(days=1, hours=2)
    with units.writing() as session:
        wish = Wish(str(message.id), day=message.local_date + timedelta(days=1), at=time(11))
        reschedule(session, _chair(session, cast), wish)
    with changed(units, 1):
        pass
    clock = Clock(message.due_at)
    slack = Remembering(clock)
    a_sender(units, slack).run()
    assert not slack.posted
    clock.to(later)
    a_sender(units, slack).run()
    ((_, sent),) = slack.posted
    assert sent.key == message.id and "late" not in sent.text


def test_what_is_to_go_out_now_does_so_at_any_hour(units: Units) -> None:
    cast, message = _story(units)
    night = NOW.replace(hour=22)
    with units.writing() as session:
        chair = a_turn(session, cast.ana, now=night)
        reschedule(session, chair, Wish(str(message.id), "now"))
    slack = Remembering(Clock(night))
    a_sender(units, slack).run()
    assert [sent.key for _, sent in slack.posted] == [message.id]


def test_what_is_left_out_is_not_sent_not_planned_again_and_not_called_missed(units: Units) -> None:
    cast, message = _story(units)
    with units.writing() as session:
        card = reschedule(session, _chair(session, cast), Wish(str(message.id), "skip"))
        assert "will not be sent" in card.sentence
    with changed(units, 1):
        pass
    slack = Remembering(Clock(message.due_at))
    a_sender(units, slack).run()
    assert not slack.posted
    with units.reading() as session:
        (line,) = outlook.status(session, a_turn(session, cast.ana)).troubles
        assert (line.state, line.reason) == ("left out", "left out by Ana")


def test_all_of_it_can_be_taken_back(units: Units) -> None:
    cast, message = _story(units)
    with units.writing() as session:
        chair = _chair(session, cast)
        card = reschedule(session, chair, Wish(str(message.id), "skip"))
        pages.undo(session, chair, card.undo)
    slack = Remembering(Clock(message.due_at))
    a_sender(units, slack).run()
    assert [sent.key for _, sent in slack.posted] == [message.id]


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2022, 1, 9), "passed"), (date(2022, 12, 1), "old news"), (date(2021, 1, 1), "passed")],
)
def test_a_moment_that_does_not_do_is_refused_with_the_reason(units: Units, day: date, said: str) -> None:
    cast, message = _story(units)
    with units.writing() as session, pytest.raises(BadInput, match=said) as refused:
        reschedule(session, _chair(session, cast), Wish(str(message.id), day=day, at=time(9)))
    assert refused.value.field == "day"


def test_words_that_do_not_fit_above_a_message_are_refused_with_how_many_do(units: Units) -> None:
    cast, message = _story(units)
    with units.writing() as session, pytest.raises(BadInput, match="1001 characters; at most 1000") as refused:
        reschedule(session, _chair(session, cast), Wish(str(message.id), words="x" * 1001))
    assert refused.value.field == "words"


def test_only_chairs_may_and_only_before_it_is_sent(units: Units) -> None:
    cast, message = _story(units)
    with units.writing() as session:
        with pytest.raises(NotAllowed):
            message_form(session, a_turn(session, cast.ben), str(message.id))
        with pytest.raises(NotFound):
            message_form(session, _chair(session, cast), "nonsense")
    a_sender(units, Remembering(Clock(message.due_at))).run()
    with units.writing() as session, pytest.raises(Conflict, match="sent already"):
        reschedule(session, _chair(session, cast), Wish(str(message.id), "skip"))
