"""The same programme, whatever kind of file it comes in."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.reading.documents import read_document
from bot.reading.documents.answer import answer
from bot.reading.documents.draft import DraftDocument
from bot.reading.documents.explain import explain
from bot.reading.documents.fingerprint import fingerprint
from tests.reading.documents import CERN, H1_2022, H2_2021, seed
from tests.reading.made import as_docx, as_markdown

SEEDS = [H1_2022, H2_2021, CERN]


def _programmes(document: DraftDocument) -> list[dict[str, Any]]:
    said = answer(document)
    found = said.get("programmes", [said])
    return [{**one, "said": p.period_said} for one, p in zip(found, document.programmes, strict=True)]


@pytest.mark.parametrize("name", SEEDS)
def test_the_same_content_as_markdown_is_the_same_programme(shared: Path, name: str) -> None:
    original = read_document(seed(shared, name), name)
    made = "\n".join(as_markdown(programme) for programme in _programmes(original))
    again = read_document(made.encode(), "programme.md")
    assert fingerprint(again) == fingerprint(original)


@pytest.mark.parametrize("name", SEEDS)
def test_the_same_content_as_a_word_document_is_the_same_programme(shared: Path, name: str) -> None:
    original = read_document(seed(shared, name), name)
    again = read_document(as_docx(_programmes(original)), "programme.docx")
    assert fingerprint(again) == fingerprint(original)


@pytest.mark.parametrize(
    ("made", "name"),
    [("seed-000.docx", H1_2022), ("seed-000.md", H1_2022), ("seed-001.docx", H2_2021)],
)
def test_documents_made_by_others_from_a_seed_are_the_same_programme(shared: Path, made: str, name: str) -> None:
    original = read_document(seed(shared, name), name)
    other = read_document((shared / "documents" / made).read_bytes(), made)
    assert fingerprint(other) == fingerprint(original)


def test_one_changed_cell_is_another_programme(shared: Path) -> None:
    original = seed(shared, H1_2022)
    changed = original.replace(b"February 2022", b"March 2022")
    assert changed != original
    assert fingerprint(read_document(changed, H1_2022)) != fingerprint(read_document(original, H1_2022))


def test_the_answer_of_every_seed_is_ready_for_json(shared: Path) -> None:
    for name in SEEDS:
        said = answer(read_document(seed(shared, name), name))
        assert json.loads(json.dumps(said)) == said


def test_the_dry_run_tells_people_what_was_read_and_what_was_joined(shared: Path) -> None:
    told = explain(read_document(seed(shared, H1_2022), H1_2022))
    assert "Period:  January-June 2022 (2022-01-01 to 2022-06-30)" in told
    assert "  2. Deepen topical reflection and support Working Group progress (3 actions)" in told
    assert "     2.1  Brief internal survey (WG activities, aims, proposals, membership...)" in told
    assert "          CNRS, other · February 2022" in told
    assert "Joined from two rows:" in told
    assert "Alliance members will be responsible" in told
