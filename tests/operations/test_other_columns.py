"""Columns of a document that are none of what, who and when: kept with each row, shown, compared and given back."""

import json

import pytest
from sqlmodel import Session, col, select

from bot.blocks import actions as blocks
from bot.blocks import previews
from bot.operations import closing, exporting, pages, previewing, steering
from bot.operations.loading import key_of
from bot.operations.rows import beside
from bot.programme_cards import Changed, Steered
from bot.reading.documents import read_document
from bot.turn import Turn
from bot.writing.export import FORMATS, export
from bot.writing.programme import as_document
from storage.engine import Units
from storage.models import Action, Programme
from tests.builders import a_cast, a_turn

OURS = """# Work Programme n°4
July-December 2022

## 1. Priority: Trainings

| No. | What? | Who? | Budget | When? | Indicator | Status |
|---|---|---|---|---|---|---|
| 1.1 | Summer school | CNRS | 2 000 € | 4 July 2022 | 30 people trained | planned |
| 1.2 | Survey | ZSI | | October 2022 | 100 answers | |

## 2. Priority: Policy

| What? | Who? | When? | Remarks |
|---|---|---|---|
| Policy brief | ZSI | November 2022 | =short, please |
"""


def laid(session: Session, turn: Turn, text: str) -> tuple[Changed, ...]:
    content = text.encode()
    card = previewing.preview(session, turn, read_document(content, "v2.md"), content, "v2.md")
    found = card.programmes[0].difference
    assert found is not None
    return found.changed


def load(session: Session, turn: Turn, text: str = OURS) -> Steered:
    content = text.encode()
    card = previewing.preview(session, turn, read_document(content, "v1.md"), content, "v1.md")
    steered = previewing.load(session, turn, card.token)
    assert isinstance(steered, Steered)
    return steered


def kept(session: Session) -> list[tuple[tuple[str, str], ...]]:
    session.flush()
    session.expire_all()
    return [beside(one) for one in session.exec(select(Action).order_by(col(Action.number))).all()]


def test_every_other_column_is_given_back_under_its_own_heading_in_its_own_order(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        load(session, ana)
        given = exporting.exported(session, ana, "")
        tables = [part for part in as_document(given).parts if hasattr(part, "head")]
        own = ("No.", "What?", "Who?", "When?", "Budget", "Indicator", "Status")
        assert [table.head for table in tables] == [
            (*own, "Held by", "Status", "Ref."),
            ("What?", "Who?", "When?", "Remarks", "Ref."),
        ]
        assert tables[0].widths[0] < tables[0].widths[4] < tables[0].widths[5] < tables[0].widths[1]
        assert tables[0].rows[0][:7] == (
            "1.1",
            "Summer school",
            "CNRS",
            "4 July 2022",
            "2 000 €",
            "30 people trained",
            "planned",
        )
        for kind in FORMATS:
            (again,) = read_document(export(given, kind), f"x.{kind}").programmes
            assert key_of(again) == session.exec(select(Programme)).one().fingerprint, kind
            assert again.priorities[1].actions[0].extra == (("Remarks", "=short, please"),), kind


def test_a_document_that_was_given_out_while_adopted_changes_nothing_when_it_comes_back(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        load(session, ana)
        steering.adopt(session, ana, "")
        for kind in FORMATS:
            content = export(exporting.exported(session, ana, ""), kind)
            card = previewing.preview(session, ana, read_document(content, f"x.{kind}"), content, f"x.{kind}")
            assert card.programmes[0].known, kind


def test_a_newer_version_says_which_of_these_cells_it_changes(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        load(session, ana)
        second = (
            OURS.replace("30 people", "40 people").replace("| planned |", "| |").replace("100 answers | ", "| late")
        )
        assert [
            (one.number, [(c.field, c.before, c.after) for c in one.changes]) for one in laid(session, ana, second)
        ] == [
            (1, [("Indicator", "30 people trained", "40 people trained"), ("Status", "planned", "")]),
            (2, [("Status", "", "late"), ("Indicator", "100 answers", "")]),
        ]
        before = kept(session)
        steered = load(session, ana, second)
        assert kept(session)[0] == (("No.", "1.1"), ("Budget", "2 000 €"), ("Indicator", "40 people trained"))
        pages.undo(session, ana, steered.undo)
        assert kept(session) == before


def test_rows_that_are_only_counted_anew_are_as_they_were(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        load(session, ana)
        assert laid(session, ana, OURS.replace("| 1.1 |", "| 1.3 |")) == ()


@pytest.mark.parametrize("how", ["gone", "carried"])
def test_a_row_that_is_gone_or_carried_over_keeps_them(units: Units, how: str) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        load(session, ana)
        remark = (("Remarks", "=short, please"),)
        if how == "gone":
            load(session, ana, OURS.replace("| Policy brief | ZSI | November 2022 | =short, please |\n", ""))
            assert kept(session)[2] == remark
            return
        steering.adopt(session, ana, "")
        closing.close(session, ana, "", {})
        load(session, ana, OURS.replace("n°4", "n°5").replace("2022", "2023").replace("Policy brief", "Film"))
        closing.carry(session, ana, "")
        assert kept(session)[-1] == remark


def test_show_tells_what_the_document_says_beside(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        load(session, ana)
        drawn = blocks.page(pages.show(session, ana, "1"))
    said = [block["elements"][0].get("text", "") for block in drawn.blocks if block["type"] == "context"]
    assert "*Also in the document*\nNo.: 1.1\nBudget: 2 000 €\nIndicator: 30 people trained\nStatus: planned" in said


def test_the_preview_shows_them_under_their_row(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        content = OURS.encode()
        card = previewing.preview(session, ana, read_document(content, "v1.md"), content, "v1.md")
    assert card.programmes[0].rows[1].others == "No.: 1.2; Indicator: 100 answers"
    assert "      No.: 1.2; Indicator: 100 answers" in json.dumps(previews.preview(card))


def test_every_new_organisation_is_named_and_counted(units: Units) -> None:
    names = [f"{letter * 9} {letter * 14} {letter * 12}" for letter in "ABCDEFGHIJKL"]
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        content = OURS.replace("CNRS", "; ".join(names)).encode()
        card = previewing.preview(session, ana, read_document(content, "v1.md"), content, "v1.md")
    new = [doubt for doubt in card.doubts if doubt.kind == "new organisations"]
    assert sum(doubt.count for doubt in new) == 12 and all(len(doubt.text) <= 250 for doubt in new)
    assert ", ".join(doubt.text for doubt in new) == ", ".join(names)
