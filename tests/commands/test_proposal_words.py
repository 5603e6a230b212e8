"""What is typed after the verbs about proposals and the register, taken apart."""

import pytest

from bot.commands import accept, edit, propose, register
from bot.errors import BadInput
from bot.operations.approaching import Approach
from bot.operations.becoming import Becoming
from bot.operations.proposing import NewProposal
from bot.operations.register import NewEntry


def test_each_kind_has_labels_of_its_own() -> None:
    asked = propose.parse("contact Jane Roe; organisation: Ministry; role: Head; known: from Rome; why: she helps")
    assert asked.new.details == {"office": "Ministry", "role": "Head", "known": "from Rome"}
    assert propose.parse("event A day; where: Vienna").new.details == {"place": "Vienna"}
    assert propose.parse("media channel: The Weekly; audience: all").new == NewProposal(
        "The Weekly", "media", details={"audience": "all"}
    )


@pytest.mark.parametrize(
    ("typed", "into", "reason"),
    [
        ("P7", Becoming(), ""),
        ("P7 well done", Becoming(), "well done"),
        ("P7 as action; who: CNRS; when: May", Becoming("action", {"who": "CNRS", "when": "May"}), ""),
        ("p7 as an event: when: 3 May; note: see you", Becoming("meeting", {"when": "3 May"}), "see you"),
        ("P7 as register good idea", Becoming("register"), "good idea"),
        ("P7 as media", Becoming("register"), ""),
        ("P7 as a media channel in the register", Becoming("register"), ""),
        ("P7 as we said in March", Becoming(), "as we said in March"),
    ],
)
def test_what_an_acceptance_makes_is_read_from_one_line(typed: str, into: Becoming, reason: str) -> None:
    asked = accept.parse(typed)
    assert (asked.into, asked.asked.reason, asked.by_form) == (into, reason, False)
    assert accept.parse("P7 ?").by_form


@pytest.mark.parametrize("typed", ["call C7 event A day", "event for call C7: A day", "for call c7 event A day"])
def test_the_call_may_stand_before_the_kind_or_behind_it(typed: str) -> None:
    assert propose.parse(typed).new == NewProposal("A day", "event", call=7)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("P7 as acton; who: CNRS", "accept P7 as action"),
        ("P7 as a meetng", "accept P7 as meeting"),
        ("P7 into registre", "accept P7 as register"),
        ("P7 as contct", "accept P7 as register"),
        ("P7 as an idea", "accept P7 as action"),
    ],
)
def test_what_was_nearly_said_is_not_taken_for_a_note_to_the_proposer(typed: str, instead: str) -> None:
    with pytest.raises(BadInput, match=f"`/wp {instead}`"):
        accept.parse(typed)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", register.Listed("", 0)),
        ("contacts @10", register.Listed("contact", 10)),
        ("r3", register.Shown("r3")),
        ("add media The Weekly; audience: all", register.Added(NewEntry("The Weekly", "media", audience="all"))),
        ("add", register.Added(NewEntry(""), by_form=True)),
        (
            "R3 approached by CNRS; when: 3 March; result: yes",
            register.Approached(
                "R3", Approach("CNRS", "3 March", "yes"), line="approached by CNRS; when: 3 March; result: yes"
            ),
        ),
        ("R3 approach", register.Approached("R3", Approach(about=True), line="approach")),
        ("R3 approached anyway", register.Approached("R3", Approach(anyway=True), line="approached anyway")),
        ("R3 anyway approach", register.Approached("R3", Approach(about=True, anyway=True), line="approach")),
        (
            "R3 result: they will come",
            register.Approached("R3", Approach(result="they will come"), line="result: they will come"),
        ),
        ("R3 approached ?", register.Approached("R3", by_form=True)),
    ],
)
def test_the_register_is_read_from_one_line(typed: str, asked: register.Asked) -> None:
    assert register.parse(typed) == asked


def test_what_the_register_cannot_do_is_said_with_what_it_can() -> None:
    for typed in ("R3 hello", "everything else"):
        with pytest.raises(BadInput, match="approached"):
            register.parse(typed)


def test_an_edit_of_a_proposal_names_its_parts() -> None:
    assert edit.parse("P7 when: spring; add: the hall is free") == edit.Proposal(
        "P7", {"when": "spring", "add": "the hall is free"}
    )
    assert edit.parse("P7").by_form
    with pytest.raises(BadInput, match="edit P7 add: the hall is free"):
        edit.parse("P7 the hall is free")
    assert edit.parse("15") == edit.Asked("15")
