"""Programmes, documents before they are loaded, checks and closing: held by golden files, and within Slack's limits."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import endings, previews, programmes
from bot.programme_cards import (
    Changed,
    CheckCard,
    ClosingForm,
    ClosingRow,
    Difference,
    Doubt,
    FieldChange,
    Finding,
    Gone,
    LoadPreview,
    ProgrammePreview,
    RowLine,
    Steered,
)
from bot.sandbox.limits import message_problems, view_problems
from tests.blocks.made import PROGRAMME, words

TOKEN = "00000000-0000-0000-0000-000000000000"
ROWS = (
    RowLine("1.1", "Summer school <!here>", "CNRS/DLR", "4 July 2022"),
    RowLine("1.2", "Survey", "Any volunteers?", "soonish"),
)
SAME = Doubt(
    "an organisation I do not know",
    "",
    "DLR, the same as DLR-PT?",
    "org:0a1b2c3d4e",
    (("new", "A new organisation"), ("same:5f6a7b8c9d", "The same as DLR-PT")),
    "new",
)
FIRST = ProgrammePreview(
    PROGRAMME,
    ROWS,
    doubts=(SAME, Doubt("no date read", "1.2", "“soonish” in “Survey”"), Doubt("not placed", "", "P.S.")),
)
VERSION = Doubt(
    "version",
    "",
    "A new version, or another programme?",
    "version:0",
    (("1", "A new version of Work Programme n°3"), ("new", "Another programme")),
    "1",
)
DIFFERENCE = Difference(
    PROGRAMME,
    head=(FieldChange("Theme", "", "Small & steady steps"),),
    priorities=(Changed("2. Policy", (FieldChange("Title", "Policy", "EU policy"),)),),
    new_priorities=("Outreach",),
    gone_priorities=("Archive",),
    new=(RowLine("1.3", "Invite the ministries", "", "May 2022"),),
    changed=(
        Changed("Survey", (FieldChange("When", "soonish", "June", "changed here too, since it was last loaded"),), 2),
    ),
    gone=(
        Gone(RowLine("2.1", "Policy brief", "ZSI", "March 2023", 4), "gone:4"),
        Gone(RowLine("2.2", "Print it", "", "", 5), "gone:5", "drop", "no money"),
    ),
    stays=("#1, when: “5 July” as changed here, where the document still says “4 July 2022”",),
    same=3,
)
SECOND = ProgrammePreview(PROGRAMME, ROWS, version=VERSION, difference=DIFFERENCE)
CLOSING = ClosingForm(
    PROGRAMME,
    (
        ClosingRow(RowLine("1.1", "Summer school", "CNRS", "July", 1)),
        ClosingRow(RowLine("1.2", "Survey", number=2), "drop"),
    ),
    total=17,
    token=TOKEN,
    page=2,
    pages=2,
)
FINDINGS = (
    Finding("nobody holds it", "#2 Survey <x> (“Any volunteers?”)", "`/wp claim 2`, or `/wp assign 2 ORGANISATION`", 2),
    Finding("no date", "#2 Survey <x>", "`/wp when 2 31 March`", 2),
    Finding("a crowded week", "6 actions close in the week of 4 July 2022: #1, #2", "Move some"),
)
ANSWERS = {
    "adopted": programmes.steered(
        Steered("Adopted: X & Y.", (PROGRAMME,), undo=3, also=("The channel will hear of it.",))
    ),
    "overview": programmes.steered(
        Steered("You look at X.", (PROGRAMME, replace(PROGRAMME, id=2, state="adopted")), current=2, chair=True)
    ),
    "offered": previews.offered(LoadPreview("programme.docx", (SECOND,), token=TOKEN)),
    "offered_known": previews.offered(LoadPreview("programme.docx", (replace(FIRST, known=True),), token=TOKEN)),
    "check": endings.check(CheckCard(PROGRAMME, FINDINGS, 14, chair=True)),
    "check_clean": endings.check(CheckCard(PROGRAMME, (), 0, chair=True)),
}
VIEWS = {
    "form_load": programmes.load_form(),
    "preview": previews.preview(LoadPreview("programme.docx", (FIRST,), ("Skipped: -- (filler)",), TOKEN, seen="aa")),
    "preview_version": previews.preview(LoadPreview("programme.docx", (SECOND,), token=TOKEN, notice="Look again.")),
    "form_close": endings.closing(CLOSING),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_look_as_they_were_reviewed(golden: Any, name: str) -> None:
    message = {"text": ANSWERS[name].text, "blocks": list(ANSWERS[name].blocks)}
    assert message_problems(message) == []
    golden(name, message)


@pytest.mark.parametrize("name", VIEWS)
def test_forms_look_as_they_were_reviewed(golden: Any, name: str) -> None:
    assert view_problems(VIEWS[name]) == []
    golden(name, VIEWS[name])


lines = st.builds(RowLine, st.just("1.2"), words, words, words, st.integers(0, 9))
doubts = st.builds(Doubt, words, words, words) | st.builds(
    Doubt, words, words, words, st.just("org:a"), st.just((("new", "x" * 90), ("same:b", "&" * 90))), st.just("new")
)
changes = st.lists(st.builds(FieldChange, st.just("When"), words, words, words), max_size=3).map(tuple)
differences = st.builds(
    Difference,
    programme=st.just(PROGRAMME),
    head=changes,
    new=st.lists(lines, max_size=40).map(tuple),
    changed=st.lists(st.builds(Changed, words, changes, st.integers(0, 9)), max_size=20).map(tuple),
    gone=st.lists(lines, max_size=30).map(
        lambda rows: tuple(Gone(row, f"gone:{n}", "drop" if n % 2 else "keep", row.what) for n, row in enumerate(rows))
    ),
    stays=st.lists(words, max_size=9).map(tuple),
)
previewed = st.builds(
    ProgrammePreview,
    card=st.just(PROGRAMME),
    rows=st.lists(lines, max_size=80).map(tuple),
    doubts=st.lists(doubts, max_size=40).map(tuple),
    difference=st.none() | differences,
)


@given(st.lists(previewed, min_size=1, max_size=2), words, st.integers(-1, 30))
def test_every_page_of_a_preview_with_any_words_stays_within_slacks_limits(
    made: list[Any], said: str, page: int
) -> None:
    made = [replace(one, difference=None) if n else one for n, one in enumerate(made)]
    view = previews.preview(LoadPreview(said, tuple(made), (said,), TOKEN, page, notice=said))
    unique = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert len(unique) == len(set(unique)) or any(one.difference for one in made)
    assert [problem for problem in view_problems(view) if "block_id" not in problem] == []


def test_nothing_is_lost_between_the_pages() -> None:
    rows = tuple(RowLine(f"1.{n}", f"Row number {n} of many", "CNRS", "May") for n in range(1, 1001))
    card = LoadPreview("big.docx", (replace(FIRST, rows=rows),), token=TOKEN)
    first = previews.preview(card)
    pages = int(str(first["blocks"]).split("Page 1 of ")[1].split("'")[0])
    text = "".join(str(previews.preview(replace(card, page=page))["blocks"]) for page in range(1, pages + 1))
    assert all(f"Row number {n} of many" in text for n in range(1, 1001))


def test_a_document_that_is_stored_already_can_only_be_read() -> None:
    known, new = replace(FIRST, known=True), FIRST
    assert "submit" not in previews.preview(LoadPreview("programme.docx", (known,), token=TOKEN))
    assert "submit" in previews.preview(LoadPreview("programme.docx", (known, new), token=TOKEN))


def test_a_check_speaks_of_adoption_only_while_it_is_to_come() -> None:
    adopted = endings.check(CheckCard(replace(PROGRAMME, state="adopted"), FINDINGS, 14, chair=True))
    assert adopted.blocks[0]["text"]["text"] == "To look at (14)"
