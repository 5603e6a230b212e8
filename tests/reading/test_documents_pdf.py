"""PDFs: ruled tables are tables, everything else is lines, and nothing is lost or made up."""

import sys
import zlib

import pytest

from bot.errors import Unreadable
from bot.reading.documents import read_document
from bot.reading.documents.answer import answer
from tests.reading.documents import read, rows
from tests.reading.pages import pdf, table, words

HEAD = ("What?", "Who?", "When?")


def test_a_ruled_table_is_read_and_the_lines_above_it_are_its_head() -> None:
    page = "\n".join(
        (
            words(50, 800, "Work Programme 2026", 18),
            words(50, 770, "Chaired by: CNRS"),
            words(50, 740, "1. Priority: Reach out", bold=True),
            words(50, 720, "We want to be seen by many people and in many places of the world that we do not"),
            words(50, 708, "know of yet."),
            table(690, [HEAD, ("Write a very long paper about all of\nthe work", "CNRS\nVUB", "May 2026")]),
            words(290, 40, "1"),
        )
    )
    said = read(pdf(page), "plan.pdf")
    assert said["title"] == "Work Programme 2026"
    assert said["chairs"] == ["CNRS"]
    priority = said["priorities"][0]
    assert (priority["number"], priority["title"]) == (1, "Reach out")
    assert priority["rationale"] == (
        "We want to be seen by many people and in many places of the world that we do not know of yet."
    )
    assert rows(said) == [("Write a very long paper about all of the work", "CNRS\nVUB", "May 2026")]
    assert said["notes"] == []


def test_a_row_that_goes_on_overleaf_is_one_and_the_repeated_head_is_no_row() -> None:
    first = table(300, [HEAD, ("Write a paper that goes", "CNRS and", "May 2026")], open_below=True)
    second = table(800, [HEAD, ("on overleaf", "VUB", ""), ("Speak", "DLR", "June")])
    said = read(pdf(f"{words(50, 330, 'Work Programme 2026', 18)}\n{first}", second), "plan.pdf")
    assert rows(said) == [("Write a paper that goes on overleaf", "CNRS and VUB", "May 2026"), ("Speak", "DLR", "June")]


def test_words_in_columns_without_rules_are_kept_as_lines_and_never_made_rows() -> None:
    page = "\n".join(
        words(50 + 160 * across, 700 - 20 * down, text)
        for down, row in enumerate((HEAD, ("Write", "CNRS", "May")))
        for across, text in enumerate(row)
    )
    with pytest.raises(Unreadable):
        read(pdf(page), "plan.pdf")
    said = answer(read_document(pdf(page), "plan.pdf", anything=True))
    assert (said["title"], said["unplaced"], said["actions"]) == ("What? Who? When?", ["Write CNRS May"], [])


PACKED = zlib.compress(b"0" * 120_000_000, 1)
STREAM = b"5 0 obj <</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n"
LOCK = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"00" * 32, b"11" * 32)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"What,Who\n", "is not a PDF"),
        (b"%PDF-1.7 nothing more", "damaged or cut short"),
        (pdf(words(50, 700, "Hello"))[:400], "damaged or cut short|holds no text"),
        (pdf(""), "holds no text, only pictures of pages"),
        (pdf(words(50, 700, "Hello"), more=LOCK), "protected with a password"),
        (pdf(*["" for _ in range(70)]), "has 70 pages. I read up to 60"),
        (pdf("0 0 m\n" * 600_000), "draws far more"),
        (pdf("") + STREAM % (len(PACKED), PACKED), "unpacks to far more"),
        (pdf("") + b"/Filter[/FlateDecode /FlateDecode]", "unpacks to far more"),
        (pdf("\n".join(table(800 - y, [HEAD]) for y in range(0, 780, 2))), "I looked for|columns"),
    ],
)
def test_a_pdf_that_cannot_be_read_gets_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data, "plan.pdf")


def test_without_the_extra_a_pdf_is_refused_with_what_would_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(Unreadable, match=r"install the pdf extra \(pip install -e '.\[pdf\]'\)"):
        read(pdf(words(50, 700, "Hello")), "plan.pdf")
