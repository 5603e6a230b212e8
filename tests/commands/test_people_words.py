"""What is typed after the verbs about people and proposals, taken apart."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import chairs, confirm, me, people, proposals, propose, withdraw
from bot.commands.chairs import Cleared, Term
from bot.commands.people import Added, Listed, Merged, Opened
from bot.commands.spec import Form, FromMessage
from bot.errors import BadInput, WorkError
from bot.operations.placing import Setting
from bot.operations.proposing import NewProposal

ANA, BEN = "<@U0ANA|ana>", "<@U0BEN|ben>"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Listed()),
        ("@20", Listed("", 20)),
        ("“Sorbonne Université”", Listed("Sorbonne Université")),
        (ANA, Listed(ANA)),
        ("add VUB", Added("VUB", "")),
        ("add VUB (Vrije Universiteit Brussel)", Added("VUB", "Vrije Universiteit Brussel")),
        ('add "Working Group 3" Training', Added("Working Group 3", "Training")),
        ("add", Added("", "")),
        ("merge DLR into DLR-PT", Merged("DLR", "DLR-PT")),
        ("merge Sorbonne Université → SU", Merged("Sorbonne Université", "SU")),
        ("set CNRS", Opened("CNRS")),
        ("set Sorbonne Université ?", Opened("Sorbonne Université")),
        (f"set CNRS contact {ANA}", Setting("CNRS", contact=ANA)),
        (
            f"set CNRS contact {ANA} · deputy {BEN} · alias LAB",
            Setting("CNRS", contact=ANA, deputy=BEN, aliases=("LAB",)),
        ),
        (
            f"set Sorbonne Université: contact: {ANA}; Deputy={BEN}, aliases SU, Paris 4; name Sorbonne, in Paris",
            Setting("Sorbonne Université", ANA, BEN, aliases=("SU", "Paris 4"), name="Sorbonne, in Paris"),
        ),
        (f"set CNRS member {ANA}, {BEN} and contact {BEN}", Setting("CNRS", contact=BEN, members=f"{ANA}, {BEN}")),
        (f"set CNRS contact {ANA} deputy {BEN}", Setting("CNRS", contact=ANA, deputy=BEN)),
        ("set “The name Lab” alias “TNL”", Setting("The name Lab", aliases=("TNL",))),
    ],
)
def test_people_is_read_in_any_order_and_punctuation(typed: str, asked: Any) -> None:
    assert people.parse(typed) == asked


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", None),
        ("set", chairs.Opened()),
        ("set ?", chairs.Opened()),
        ("set CNRS from 1 January to 30 June 2022", Term("CNRS", "1 January", "30 June 2022")),
        (
            "set Sorbonne Université from 2022-01-01 until 2022-06-30",
            Term("Sorbonne Université", "2022-01-01", "2022-06-30"),
        ),
        ("set CNRS from July – December 2022", Term("CNRS", "July", "December 2022")),
        ("set CNRS from July 2022", Term("CNRS", "July 2022")),
        ("set CNRS until 30 June 2022", Term("CNRS", last="30 June 2022")),
        ("set CNRS for the first half of 2022", Term("CNRS", within="the first half of 2022")),
        (f"set {ANA} from 2022-01-01 to 2022-06-30", Term(ANA, "2022-01-01", "2022-06-30")),
        ("set CNRS", Term("CNRS")),
        ("clear CNRS", Cleared("CNRS")),
    ],
)
def test_a_term_is_read_from_words(typed: str, asked: Any) -> None:
    assert chairs.parse(typed) == asked


@pytest.mark.parametrize(
    ("typed", "new"),
    [
        (
            "event Science diplomacy day in Vienna; when: autumn 2022; link: https://x.org/?b=c; why: all; priority: 1",
            NewProposal("Science diplomacy day in Vienna", "event", "autumn 2022", "https://x.org/?b=c", "all", "1"),
        ),
        ("Contact: Jane Roe", NewProposal("Jane Roe", "contact")),
        ("a media channel – Euronews", NewProposal("– Euronews", "media")),
        ("an idea: meet more", NewProposal("meet more", "idea")),
        ("an idea for all; why: fun", NewProposal("an idea for all", "idea", why="fun")),
        ("event in Vienna", NewProposal("event in Vienna", "event")),
        ("events should be shorter", NewProposal("events should be shorter", "idea")),
        ("when: May 2022; what: A walk; by the sea", NewProposal("A walk; by the sea", "idea", "May 2022")),
    ],
)
def test_a_proposal_is_read_from_one_line(typed: str, new: NewProposal) -> None:
    assert propose.parse(typed) == propose.Asked(new, line=typed)
    assert propose.parse(f"anyway: {typed}") == propose.Asked(new, line=typed, anyway=True)


def test_a_bare_proposal_or_a_message_opens_the_form() -> None:
    assert propose.parse("event") == propose.Asked(NewProposal("", "event"), by_form=True)
    assert propose.parse("") == propose.Asked(NewProposal(""), by_form=True)
    message = FromMessage("event of the year", "Ana", "https://slack.example/p1")
    new = NewProposal("event of the year", message_by="Ana", message_link="https://slack.example/p1")
    assert propose.from_message(message) == propose.Asked(new, by_form=True)


def test_whom_to_confirm_is_a_mention_or_what_the_button_says() -> None:
    assert confirm.parse("U0ANA DLR-PT") == ("U0ANA", "DLR-PT")
    assert confirm.parse(ANA) == ("U0ANA", "")
    with pytest.raises(BadInput, match="Write @"):
        confirm.parse("ana")


def test_forms_say_the_same_as_a_typed_line() -> None:
    values = {"contact": "U0ANA", "deputy": "", "members": ["U0BEN", "U0EVE"], "alias": "SU, Paris 4", "name": " "}
    assert people.submitted(Form(values, {"argument": "CNRS"})) == Setting(
        "CNRS", "<@U0ANA>", "", "<@U0BEN> <@U0EVE>", ("SU", "Paris 4")
    )
    assert chairs.submitted(Form({"person": "U0ANA", "from": "2022-01-01", "to": ""})) == Term("<@U0ANA>", "2022-01-01")
    assert chairs.submitted(Form({"organisation": "CNRS", "to": "2022-01-01"})) == Term("CNRS", "", "2022-01-01")
    assert propose.submitted(Form({"kind": "media", "text": "A blog", "why": "read"})) == propose.Asked(
        NewProposal("A blog", "media", why="read"), sent_by_form=True
    )
    assert me.submitted(Form({"organisation": "CNRS"})) == "CNRS"


@pytest.mark.parametrize(("room", "field"), [(me, "organisation"), (chairs, "organisation")])
def test_an_empty_form_is_answered_beside_its_field(room: Any, field: str) -> None:
    with pytest.raises(BadInput) as error:
        room.submitted(Form())
    assert error.value.field == field in room.COMMAND.fields


@given(st.text() | st.text("setadmrgcontpuyliname ·;,@<>U0|=:“”\n"))
def test_no_words_break_the_reading(typed: str) -> None:
    for room in (me, confirm, people, chairs, propose, proposals, withdraw):
        for text in (typed, f"set {typed}", f"add {typed}", f"merge {typed}"):
            try:
                room.COMMAND.parse(text)
            except WorkError as error:
                assert error.sentence
