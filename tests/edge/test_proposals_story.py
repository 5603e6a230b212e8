"""From "we should…" to a decision that everybody hears: proposed, merged, deferred, accepted, and back on its day."""

from datetime import date, timedelta
from io import BytesIO

from docx import Document

from bot.clock import ShiftedClock
from bot.sandbox.running import Slack
from bot.sandbox.somebody import Somebody
from tests.builders import HOUSE
from tests.edge.bot import Served


def beat(slack: Slack) -> None:
    """Any change wakes the sender, who looks at what is due."""
    ben = slack.person("Ben")
    ben.types("/wp note 1 any change wakes the sender", in_="programme")
    ben.answer()


def decided(chair: Somebody, line: str) -> str:
    chair.types(f"/wp {line}", in_="programme")
    return chair.answer().words


def test_a_proposal_goes_all_the_way(bot: Served, slack: Slack, clock: ShiftedClock) -> None:
    ana, ben, chloe = (slack.person(name) for name in ("Ana", "Ben", "Chloe"))
    ben.types("/wp propose event Science diplomacy day in Vienna; when: 1 June 2022; priority: 1", in_="programme")
    assert "Received: *P1*" in ben.answer().text
    message = chloe.types("We should have a science diplomacy day in Vienna", in_="programme").message
    chloe.goes_to("programme").shortcut("wp:propose", message)
    chloe.form("Propose something")
    chloe.submits()
    assert "P1 says nearly this" in str(chloe.form("Propose something").blocks)
    chloe.submits()
    assert "Received: *P2*" in chloe.answer().text
    ben.types("/wp propose A podcast for early careers", in_="programme")
    assert "P3" in ben.answer().text

    ana.types("/wp show P2", in_="programme")
    ana.presses("Merge: P2 We should have a science diplomacy day in Vienna", ana.answer())
    ana.form("Merge P2")
    assert ana.submits({"other": "P1", "reason": "  "}).errors, "both proposers are told why"
    ana.submits({"other": "P1", "reason": "One day, two hosts"})
    assert "Merged P2 into P1" in ana.answer().words
    assert chloe.reads("has merged your proposal P2", "dm").words.count("One day, two hosts") == 1
    assert "which is your proposal. “One day, two hosts”" in ben.reads("has merged P2", "dm").words

    assert "Deferred P3 until 1 March 2022" in decided(ana, "defer P3 until March; the budget is not known yet")
    assert ben.reads("has deferred your proposal P3", "dm")
    assert "#6" in decided(ana, "accept P1 as action; when: end of May")
    ben.types("/wp show 6", in_="programme")
    shown = ben.answer().words
    assert "Science diplomacy day in Vienna" in shown and "end of May" in shown and "P1" in shown
    assert ben.reads("Ana (ZSI) has accepted your proposal P1", "dm")
    assert chloe.reads("into which your proposal P2", "dm"), "she hears it though hers was merged"

    clock.move_to(date(2022, 3, 1), HOUSE.zone)
    clock.shift += timedelta(hours=3)
    beat(slack)
    assert "A podcast for early careers" in ana.reads("put off until 1 March 2022", "dm").words
    ana.types("/wp proposals", in_="programme")
    assert "P3" in ana.answer().words
    ana.types("/wp proposals sheet", in_="programme")
    assert "proposals-2022-03-01.docx" in ana.answer().words
    file = slack.wait(lambda: next((key for message in ana.sees("dm") for key in message.files), None))
    table = Document(BytesIO(slack.workspace.files[file].data or b"")).tables[0]
    assert [cell.text for cell in table.rows[0].cells][-1] == "Decision"
    assert "A podcast for early careers" in table.rows[1].cells[1].text


def test_decisions_of_a_meeting_are_held_and_released_together(bot: Served, slack: Slack) -> None:
    ana, ben = slack.person("Ana"), slack.person("Ben")
    for text in ("A podcast", "A newsletter"):
        ben.types(f"/wp propose {text}", in_="programme")
        ben.answer()
    ana.types("/wp show P1", in_="programme")
    ana.presses("Decide, tell later: P1 A podcast", ana.answer())
    ana.form("Decide P1, tell later")
    ana.submits({"decision": "decline", "reason": "Too many already"})
    assert "Held: decline P1" in ana.answer().words
    assert "Held: accept P2" in decided(ana, "hold accept P2")
    assert "under consideration" in decided(ben, "show P1")
    ana.types("/wp hold", in_="programme")
    ana.presses("Release all (2)", ana.answer())
    assert "Released: 2 decisions." in ana.answer().words
    assert "Nothing is held" in decided(ana, "release decisions")
    assert "Nothing is held on P1" in decided(ana, "release P1")
    assert ben.reads("has declined your proposal P1: A podcast. “Too many already”", "dm")
    assert ben.reads("has accepted your proposal P2", "dm")


def test_a_chair_calls_for_proposals_and_members_answer_from_the_channel(bot: Served, slack: Slack) -> None:
    ana, ben = slack.person("Ana"), slack.person("Ben")
    ana.types("/wp call open “Events for spring” until 28 February", in_="programme")
    assert "Opened: *C1* Events for spring" in ana.answer().text
    invitation = ben.reads("calls for proposals: “Events for spring”", "programme")
    ben.presses("Propose", invitation)
    assert "Events for spring" in str(ben.form("Propose something").blocks)
    ben.submits({"text": "A day in Vienna"})
    assert "P1" in ben.answer().words
    ana.types("/wp call", in_="programme")
    listed = ana.answer()
    assert "One proposal so far, from CNRS (1)." in listed.words
    ana.presses("Close", listed)
    assert ben.reads("has closed the call “Events for spring”. One proposal came in, from CNRS (1): P1.", "programme")


def test_a_channel_named_in_a_call_is_that_channel(bot: Served, slack: Slack) -> None:
    ana = slack.person("Ana")
    ana.types("/wp call open Media until 31 January in #programme", in_="dm")
    assert "<#C0PROGRAM>" in ana.answer().text


def test_what_chairs_note_is_seen_by_chairs(bot: Served, slack: Slack) -> None:
    ana, ben = slack.person("Ana"), slack.person("Ben")
    ben.types("/wp propose A podcast", in_="programme")
    ben.answer()
    ana.types("/wp note P1", in_="programme")
    ana.form("Note on P1")
    ana.submits({"note": "Ben knows the host"})
    assert "for the chairs only" in ana.answer().words
    assert "for the chairs only" in decided(ana, "recommend P1 decline; too many")
    shown = decided(ana, "show P1")
    assert "Ben knows the host" in shown and "Ana recommends: decline: too many" in shown
    assert "Ben knows the host" not in decided(ben, "show P1")
    ben.types("/wp note P1 mine too", in_="programme")
    assert "Only the chairs can note on proposals" in ben.answer().words
