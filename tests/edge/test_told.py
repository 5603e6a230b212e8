"""What others hear: requests with their buttons, deadlines and meetings at their time, each once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.clock import ShiftedClock
from bot.sandbox.running import Slack
from tests.builders import HOUSE
from tests.edge.bot import Served


def test_whoever_is_asked_answers_from_the_direct_message_and_who_asked_hears(bot: Served, slack: Slack) -> None:
    ben, chloe = slack.person("Ben"), slack.person("Chloe")
    ben.types("/wp assign 2 DLR-PT", in_="programme")
    assert "I have asked DLR-PT" in ben.answer().words
    asked = chloe.reads("Ben (CNRS) asks whether DLR-PT will take #2 Map the stakeholders.", "dm")
    assert asked.labels() == ["Accept", "Not us", "Ask", "Show"]
    chloe.presses("Accept", asked)
    assert ben.reads("Chloe (DLR-PT) takes #2", "dm")
    assert chloe.answer().text.startswith("Yours: *#2*")
    answered = chloe.reads("You have taken it.", "dm")
    assert (answered.ts, answered.labels()) == (asked.ts, ["Show"]), "the request says what came of it"


def test_of_several_who_are_asked_the_others_read_in_place_who_has_answered(bot: Served, slack: Slack) -> None:
    ana, ben, gus, newt = (slack.person(name) for name in ("Ana", "Ben", "Gus", "Newt"))
    ana.types("/wp people add HAL")
    ana.answer()
    for name in ("GUS", "NEWT"):
        ana.types(f"/wp people set HAL member <@U0{name}>")
        ana.answer()
    ben.types("/wp assign 2 HAL", in_="programme")
    question = "Ben (CNRS) asks whether HAL will take #2 Map the stakeholders."
    asked = {person: person.reads(question, "dm") for person in (gus, newt)}
    bot.noted()
    gus.presses("Accept", asked[gus])
    told = newt.reads("Gus (HAL) has taken it.", "dm")
    assert (told.ts, told.labels()) == (asked[newt].ts, ["Show"])
    assert question in told.words
    newt.presses("Accept", asked[newt])  # on a screen that is behind
    assert "#2 is held by Gus (HAL) already" in newt.answer().text


def test_of_several_who_are_asked_to_confirm_the_others_read_in_place_who_has(bot: Served, slack: Slack) -> None:
    ana, ben, newt = (slack.person(name) for name in ("Ana", "Ben", "Newt"))
    ana.types("/wp chairs set <@U0BEN> from 1 January 2022 to 30 June 2022")
    ana.answer()
    newt.types("/wp me ZSI")
    newt.answer()
    asked = {person: person.reads("Newt says that they belong to ZSI.", "dm") for person in (ana, ben)}
    bot.noted()
    ben.presses("Confirm", asked[ben])
    assert ben.answer().text.startswith("Confirmed: Newt belongs to ZSI.")
    for person, who in ((ana, "Ben (CNRS) has"), (ben, "You have")):
        told = person.reads(f"{who} confirmed it.", "dm")
        assert (told.ts, told.labels()) == (asked[person].ts, [])


def test_not_us_and_a_question_reach_who_asked(bot: Served, slack: Slack) -> None:
    ben, chloe = slack.person("Ben"), slack.person("Chloe")
    ben.types("/wp assign 2 DLR-PT", in_="programme")
    asked = chloe.reads("asks whether", "dm")
    chloe.presses("Ask", asked)
    chloe.form("Ask about #2")
    chloe.submits({"question": "Until when?"})
    assert ben.reads("Chloe (DLR-PT) asks about #2 Map the stakeholders: “Until when?” Answer Chloe directly.", "dm")
    chloe.presses("Not us", asked)
    assert ben.reads("Chloe cannot take #2", "dm")


def test_a_claim_of_what_the_channel_was_asked_for_is_told_there_and_once(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp claim 2", in_="programme")
    told = slack.person("Ana").reads("Ben (CNRS) has taken #2 Map the stakeholders.", "programme")
    ben.types("/wp undo")
    ana = slack.person("Ana")
    assert ana.reads("has taken that back", "programme")
    assert [m.text for m in ana.sees("programme")].count(told.text) == 1


def all_said(slack: Slack) -> None:
    """Wait until the sender has said all that is due: what is claimed now is told after it, in its order."""
    ben = slack.person("Ben")
    before = len(posts(slack, "has taken #2"))
    ben.types("/wp claim 2", in_="programme")
    ben.answer()
    slack.wait(lambda: len(posts(slack, "has taken #2")) > before or None)
    ben.types("/wp release 2", in_="programme")
    ben.answer()


def posts(slack: Slack, words: str) -> list[str]:
    return [message.text for message in slack.messages("programme") if message.by_app and words in message.words]


def test_a_deadline_is_told_three_days_before_and_on_its_day_once_each(
    bot: Served, slack: Slack, clock: ShiftedClock
) -> None:
    ben = slack.person("Ben")
    ben.types("/wp when 1 20 January 2022; why: agreed", in_="programme")
    ben.answer()
    assert posts(slack, "Draft the brief") == []
    for day in (date(2022, 1, 17), date(2022, 1, 18), date(2022, 1, 20), date(2022, 1, 21)):
        clock.move_to(day, HOUSE.zone)
        all_said(slack)
    assert len(posts(slack, "Draft the brief")) == 2


def test_a_meeting_is_told_an_hour_before(bot: Served, slack: Slack, clock: ShiftedClock) -> None:
    ana = slack.person("Ana")
    ana.types("/wp meeting add Trio meeting; when: 11 January 2022 15:00; where: https://meet.example.org/trio")
    assert "Trio meeting" in ana.answer().text
    clock.shift += timedelta(days=1, hours=4, minutes=5)  # Tuesday, 14:05 in Brussels
    all_said(slack)
    assert "https://meet.example.org/trio" in ana.reads("Trio meeting", "programme").words
    all_said(slack)
    assert len(posts(slack, "Trio meeting")) == 1


HISTORY = {"channels:history", "groups:history", "im:history"}


def test_a_lost_reply_is_looked_up_and_the_message_stands_once(bot: Served, slack: Slack, clock: ShiftedClock) -> None:
    _lose_a_reply(slack, clock, until=lambda: bool(slack.calls("conversations.history")))
    assert len(posts(slack, "has taken #2")) == 1
    assert not any("may have been sent" in message.words for message in slack.person("Ana").sees("dm"))


def test_where_nothing_may_be_looked_up_a_lost_reply_is_not_sent_again_and_said_to_the_chairs(
    bot: Served, slack: Slack, clock: ShiftedClock
) -> None:
    slack.workspace.app = replace(slack.workspace.app, scopes=slack.workspace.app.scopes - HISTORY)
    ana = slack.person("Ana")
    _lose_a_reply(slack, clock, until=lambda: any("#2" in message.words for message in ana.sees("dm")))
    assert ana.reads("#2", "dm"), "the chairs hear that it may or may not have arrived"
    assert len(posts(slack, "has taken #2")) == 1


def _lose_a_reply(slack: Slack, clock: ShiftedClock, until: Callable[[], bool]) -> None:
    """Ben takes #2, the reply to the post is lost, and minutes pass until the sender has noticed."""
    slack.faults.lose_reply("chat.postMessage")
    ben = slack.person("Ben")
    ben.types("/wp claim 2", in_="programme")
    slack.wait(lambda: posts(slack, "has taken #2") or None)
    ben.answer()
    for _ in range(8):
        clock.shift += timedelta(seconds=61)
        ben.types("/wp note 1 any change wakes the sender", in_="programme")
        ben.answer()
        if until():
            return


@pytest.mark.parametrize("line", ["propose event Science diplomacy day in Vienna; when: autumn 2022; priority: 1"])
def test_a_proposal_gets_its_receipt_and_stands_in_the_queue(bot: Served, slack: Slack, line: str) -> None:
    ben, ana = slack.person("Ben"), slack.person("Ana")
    ben.types(f"/wp {line}", in_="programme")
    assert "P1" in ben.answer().text
    ana.types("/wp proposals", in_="programme")
    assert "Science diplomacy day in Vienna" in ana.answer().words
    assert ana.reads("Science diplomacy day in Vienna", "dm"), "the chairs hear of it"
