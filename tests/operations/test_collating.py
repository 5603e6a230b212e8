"""The sheet for the chairs' meeting and the register, as files that one would bring to a meeting."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook
from sqlmodel import Session

from bot.commands import collation
from bot.errors import BadInput, NotAllowed
from bot.operations import collating, deciding, holding, proposing, register
from bot.operations.deciding import Asked
from bot.operations.proposing import NewProposal
from bot.operations.register import NewEntry
from bot.proposal_cards import CollationSheet
from bot.turn import Turn
from bot.writing import collation as files
from storage.engine import Units
from tests.builders import a_cast, a_programme, a_turn

HEAD = ["No.", "Proposal", "Proposed by", "Supported by", "Looks like", "Decision"]


def a_sheet(session: Session) -> tuple[CollationSheet, Turn]:
    """Two events of which one takes the other in, one idea that begins like a formula, one that is decided."""
    cast = a_cast(session)
    a_programme(session, "Science diplomacy")
    ana = a_turn(session, cast.ana)
    for person, new in (
        (cast.ben, NewProposal("Science day in Vienna", "event", when="October 2022", priority="1")),
        (cast.chloe, NewProposal("A science day, in Vienna", "event", why="Many | come", priority="1")),
        (cast.ben, NewProposal("=1+2 formulas")),
        (cast.ben, NewProposal("A podcast", "media")),
    ):
        proposing.propose(session, a_turn(session, person), new)
    deciding.decide(session, ana, Asked("merge", "P2", "One day", "P1"))
    deciding.decide(session, ana, Asked("accept", "P4"))
    return collating.sheet(session, ana), ana


def test_the_sheet_holds_every_text_that_waits_and_leaves_room_for_the_decision(units: Units) -> None:
    with units.writing() as session:
        card, _ = a_sheet(session)
        word = Document(BytesIO(files.sheet(card, "docx")))
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
        assert [table[0] for table in tables] == [HEAD, HEAD]
        number, text, by, _, _, decision = tables[0][1]
        assert (number, by, decision) == ("P1", "Ben (CNRS)\nChloe (DLR-PT)\n10 January 2022", "")
        assert text == (
            "Science day in Vienna\nWhen: October 2022\n"
            "Merged with it: P2, Chloe (DLR-PT): A science day, in Vienna\nWhy: Many | come"
        )
        assert [row[0] for table in tables for row in table[1:]] == ["P1", "P3"], "what is decided is not asked again"
        headings = [p.text for p in word.paragraphs if p.style.name.startswith("Heading")]
        assert headings == ["Events under 1. Science diplomacy", "Ideas"]


def test_what_is_held_stands_where_the_decision_would_be_written(units: Units) -> None:
    with units.writing() as session:
        _, ana = a_sheet(session)
        holding.hold(session, ana, Asked("decline", "P3", "Too many"))
        word = Document(BytesIO(files.sheet(collating.sheet(session, ana), "docx")))
        assert [table.rows[1].cells[-1].text for table in word.tables] == ["", "Held by Ana: decline P3. “Too many”"]


def test_the_word_file_lies_on_its_side_and_repeats_its_head(units: Units) -> None:
    with units.writing() as session:
        word = Document(BytesIO(files.sheet(a_sheet(session)[0], "docx")))
        assert word.sections[0].orientation == WD_ORIENT.LANDSCAPE
        for table in word.tables:
            assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
            assert not table._tbl.xpath(".//w:rPr/w:sz"), "looks come from styles"


def test_a_workbook_is_one_table_in_which_nothing_is_computed(units: Units) -> None:
    with units.writing() as session:
        sheet = load_workbook(BytesIO(files.sheet(a_sheet(session)[0], "xlsx"))).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        assert rows[0] == ["Kind", "Priority", *HEAD[:3], "Proposed on", *HEAD[3:]]
        assert [row[:3] for row in rows[1:]] == [["Events", "1. Science diplomacy", "P1"], ["Ideas", None, "P3"]]
        inert = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=1+2"))
        assert inert.data_type == "s"
        assert sheet.freeze_panes == "A4" and sheet.print_title_rows == "$3:$3"


def test_markdown_keeps_the_table_whole_whatever_the_words_hold(units: Units) -> None:
    with units.writing() as session:
        text = files.sheet(a_sheet(session)[0], "md").decode()
        row = next(line for line in text.splitlines() if line.startswith("| P1 "))
        assert r"Many \| come" in row and row.replace(r"\|", "").count("|") == len(HEAD) + 1


def test_a_file_is_sent_and_the_other_kinds_are_offered(units: Units) -> None:
    with units.writing() as session:
        card, _ = a_sheet(session)
        answer = collation.drawn(collation.Collated(card, "docx"))
        assert [file.name for file in answer.files] == ["proposals-2022-01-10.docx"]
        assert "with 2 proposals" in answer.text
        assert [one["text"]["text"] for one in answer.blocks[-1]["elements"]] == ["As .md", "As .xlsx"]


@pytest.mark.parametrize(("said", "kind"), [("sheet", "docx"), ("sheet xlsx", "xlsx"), ("Sheet as Word", "docx")])
def test_the_kind_of_file_is_said_in_a_word(said: str, kind: str) -> None:
    assert collation.asked(said, "proposals") == collation.Sheet(kind)
    assert collation.asked("events", "proposals") is None
    with pytest.raises(BadInput, match="docx, md, xlsx"):
        collation.asked("sheet pdf", "proposals")


def test_only_the_chairs_take_the_sheet_and_the_register_out(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        for person in (cast.ben, cast.gus):
            with pytest.raises(NotAllowed, match="Only the chairs can take"):
                collating.sheet(session, a_turn(session, person))
            with pytest.raises(NotAllowed, match="Only the chairs can take"):
                register.everything(session, a_turn(session, person))
        empty = collating.sheet(session, a_turn(session, cast.ana))
        for kind in files.FORMATS:
            assert files.sheet(empty, kind)


def test_the_register_is_a_file_of_who_approached_whom(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        register.add(session, ana, NewEntry("Jane Roe", office="OECD", role="@director"))
        register.add(session, ana, NewEntry("The Lancet", "media", audience="Doctors"))
        made = register.everything(session, ana)
        at = ana.now.astimezone(ana.house.zone)
        word = Document(BytesIO(files.register(made, at, "docx")))
        rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows[1:]]
        assert [row[:5] for row in rows] == [
            ["R1", "Jane Roe", "OECD", "@director", ""],
            ["R2", "The Lancet", "", "Doctors", ""],
        ]
        assert rows[0][5] == "Ana (ZSI)"
        assert b"Jane Roe" in files.register(made, at, "md") and files.register(made, at, "xlsx")
