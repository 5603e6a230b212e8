"""The first minute through the real socket, on SQLite and on PostgreSQL alike."""

from sqlmodel import select

from bot.clock import ShiftedClock
from bot.sandbox.running import Slack
from storage.models import Action
from tests.edge.bot import serving
from tests.edge.conftest import furnished


def test_see_claim_done_undo_add_and_hear_of_it(slack: Slack, database_url: str, clock: ShiftedClock) -> None:
    with serving(slack, furnished(database_url), clock) as bot:
        ben, chloe = slack.person("Ben"), slack.person("Chloe")
        ben.types("/wp mine", in_="programme")
        assert "Draft the brief" in ben.answer().text
        ben.types("/wp claim 2")
        assert ben.answer().text.startswith("Yours: *#2*")
        ben.types("/wp done 2 mapped")
        ben.presses("Undo", ben.answer())
        assert ben.answer().text.startswith("Took back: done #2")
        ben.types("/wp add Write it; who: DLR; when: 3 May 2022; priority: 1")
        assert ben.answer().text.startswith("Added: *#6* Write it")
        assert chloe.reads("asks whether DLR-PT will take #6", "dm")
        slack.twice()
        ben.types("/wp add Once only")
        slack.wait(lambda: len(slack.calls("response_url")) >= 7)
        with bot.units.reading() as session:
            assert [action.what for action in session.exec(select(Action)).all()].count("Once only") == 1
