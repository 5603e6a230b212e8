"""Whatever the file: every cell of every table is somewhere in the answer, and no error but a sentence comes out."""

import json
import re
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from bot.errors import Unreadable
from bot.reading.documents import read_document
from bot.reading.documents.answer import answer
from bot.reading.documents.clean import SUPERSCRIPTS
from bot.reading.documents.explain import explain
from bot.reading.documents.fingerprint import fingerprint
from tests.reading import pages as drawn
from tests.reading.made import saved

HEADERS = [
    "What?", "Who?", "When?", "Task", "Owner", "Due date", "Priority", "No", "Status", "Comments", "Action", "Lead",
    "Objective", "Description", "Start", "", "Budget",
]  # fmt: skip
WORDS = st.sampled_from(
    ["alpha", "Beta", "CNRS", "May 2026", "1. Priority: Gamma", "(continued below)", "delta,", "what", "Who?", "7"]
)
MARKERS = {"continued", "below", "Priority"}
"""Words that say how a table goes on or that a line is a priority: understood, and no part of what they mark."""
CELLS = st.one_of(
    st.just(""),
    st.just("--"),
    WORDS,
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.text(
        st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"], exclude_characters='|"<>&\\`*_~[]#$:^!'),
        max_size=20,
    ),
)


def _whole() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.active.append(["What", "Who", "When"])
    book.active.append(["Write", "CNRS", "May 2026"])
    page = drawn.table(700, [("What", "Who", "When"), ("Write", "CNRS", "May 2026")])
    word = docx.Document()
    table = word.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ("What", "Who", "When", "Write", "CNRS", "May 2026"), strict=True):
        cell.text = text
    return {"a.xlsx": saved(book), "a.docx": saved(word), "a.pdf": drawn.pdf(page)}


WHOLE = _whole()
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=5), max_size=6)
TABLES = st.builds(
    lambda header, rows: [header, *rows],
    st.lists(st.sampled_from(HEADERS), min_size=3, max_size=5, unique=True),
    ROWS,
)


def letters(text: str) -> str:
    """What must not be lost: letters and digits, but not the raised ones that mark a footnote."""
    return "".join(c for c in text if c.isalnum() and c not in SUPERSCRIPTS)


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value is not None:
        yield str(value)


def said_in(data: bytes, name: str) -> str:
    """All letters of the answer; of a refused file nothing, as nothing of it is taken."""
    try:
        document = read_document(data, name)
    except Unreadable:
        return ""
    explain(document)
    fingerprint(document)
    return letters("\n".join(leaves(answer(document))))


def check(tables: list[list[list[str]]], data: bytes, name: str) -> None:
    said = said_in(data, name)
    if said:
        for table in tables:
            for row in table:
                for cell in row:
                    for part in re.split(r"[()]|\b\d+\.|Priority:|\s", cell):
                        assert letters(part) in said or part in MARKERS, (cell, table)


@given(st.lists(TABLES, min_size=1, max_size=3))
def test_every_cell_of_a_markdown_table_is_in_the_answer(tables: list[list[list[str]]]) -> None:
    lines = ["# Plan 2026", ""]
    for table in tables:
        lines.append("| " + " | ".join(table[0]) + " |")
        lines.append("|" + "---|" * len(table[0]))
        lines += ["| " + " | ".join(row[: len(table[0])]) + " |" for row in table[1:]]
        lines += ["", "and then", ""]
    kept = [[row[: len(table[0])] for row in table] for table in tables]
    check(kept, "\n".join(lines).encode(), "a.md")


@given(TABLES)
def test_every_cell_of_a_sheet_is_in_the_answer(table: list[list[str]]) -> None:
    check([table], "\n".join(";".join(f'"{cell}"' for cell in row) for row in table).encode(), "a.csv")


@given(
    st.lists(TABLES, min_size=1, max_size=2), st.sampled_from(["", "1. Priority: One", "A line", "\n\n\n", "¹ A note"])
)
def test_every_cell_of_a_tabbed_text_is_in_the_answer(tables: list[list[list[str]]], between: str) -> None:
    text = f"\n\n{between}\n\n".join("\n".join("\t".join(row) for row in table) for table in tables)
    kept = [[row for row in table if "\t".join(row).strip()] for table in tables]
    check(kept, text.encode(), "a.txt")


@given(TABLES, st.data())
def test_every_cell_of_a_table_with_merged_cells_is_in_the_answer(table: list[list[str]], data: st.DataObject) -> None:
    rows = []
    for row in table:
        spans = data.draw(
            st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), min_size=len(row), max_size=len(row))
        )
        bold = data.draw(st.booleans())
        cells = [
            f'<td rowspan="{down}" colspan="{across}">{"<b>" if bold else ""}{cell}</td>'
            for cell, (down, across) in zip(row, spans, strict=True)
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    check([table], f"<h2>Plan</h2><table>{''.join(rows)}</table>".encode(), "a.html")


@settings(max_examples=6)
@given(TABLES, st.integers(0, 3), st.integers(0, 3))
def test_every_cell_of_a_word_table_is_in_the_answer(table: list[list[str]], down: int, across: int) -> None:
    document = docx.Document()
    width = max(len(row) for row in table)
    made = document.add_table(rows=len(table), cols=width)
    for line, row in zip(made.rows, table, strict=True):
        for cell, text in zip(line.cells, row, strict=False):
            cell.text = text
    if down < len(table) and across < width:
        made.cell(0, across).merge(made.cell(down, across))
    check([table], saved(document), "a.docx")


@settings(max_examples=12)
@given(TABLES, st.integers(0, 3), st.integers(0, 3), st.booleans())
def test_every_cell_of_a_workbook_is_in_the_answer(table: list[list[str]], down: int, across: int, bold: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row, cells in enumerate(table, start=2):
        for column, text in enumerate(cells, start=2):
            cell = sheet.cell(row, column, text)
            cell.data_type = "s"
            cell.font = Font(bold=bold and row % 2 == 0)
    kept = [list(row) for row in table]
    if down < len(table) and across < len(table[down]):
        sheet.merge_cells(start_row=2, start_column=2, end_row=2 + down, end_column=2 + across)
        kept = [
            ["" if r <= down and c <= across and r + c else t for c, t in enumerate(row)] for r, row in enumerate(kept)
        ]
    check([kept], saved(book), "a.xlsx")


@settings(max_examples=30)
@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=20), st.sampled_from(sorted(WHOLE)))
def test_a_file_with_some_bytes_changed_is_read_or_refused(place: int, put: bytes, name: str) -> None:
    data = WHOLE[name]
    place %= len(data)
    said_in(data[:place] + put + data[place + len(put) :], name)


@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.html", "a.csv", "a.docx", "a.tsv", "a.xlsx", "a.pdf", "a.json", "a"]
)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    said_in(data, name)


NAMES = st.sampled_from(
    ["title", "priorities", "actions", "what", "who", "when", "programmes", "period", "number", "x"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=15,
)


@settings(max_examples=25)
@given(said=st.dictionaries(NAMES, VALUES), rows=st.lists(st.dictionaries(NAMES, VALUES, max_size=4), max_size=3))
def test_any_json_is_read_or_refused(said: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    for whole in (said, rows, {**said, "actions": rows}, {"priorities": [{**said, "actions": rows}]}):
        said_in(json.dumps(whole).encode(), "a.json")


PIECES = [
    "# ", "1. ", "- ", "What?\tWho?\tWhen?\n", "|What|Who|\n|--|--|\n", "|", "\t", "\n", "\n\n\n\n", " → ", "May 2026",
    "Priority: ", "<table>", "<tr>", "<td rowspan=2>", "<td colspan=3>", "</td>", "<s>", "<sup>1</sup>", "[^1]", "¹ ",
    "--", "Any volunteers?", "CNRS", "(continued below)", "Chaired by: ", "Guiding theme: ", "IR priorities 2017\n",
    "* [ ] ", "\0", "~~", "**", "<ul>", "<li>", "<li id=footnote-1>", "**Bold**", "\u2028", "\ud7ff", "🡪", "---\n",
    "## Deliverables\n", "What | Who\n", "+--+--+\n", "What;Who;When\n", "What   Who\n", ";", "   ", "@a ",
    " – ", "(CNRS, May)",
]  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv"])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_run_of_what_documents_are_made_of_is_read_or_refused(name: str, pieces: list[str]) -> None:
    said_in("".join(pieces).encode("utf-8", "replace"), name)


def test_one_priority_keeps_its_number_where_several_others_have_none() -> None:
    rows = [
        "| What? | Objective | Who? |",
        "|---|---|---|",
        "| A | Alpha | X |",
        "| B | Beta | X |",
        "| C | 7 Gamma | X |",
    ]
    priorities = read_document("\n".join(rows).encode(), "a.md").programmes[0].priorities
    assert [(one.number, one.title) for one in priorities] == [(None, "Alpha"), (None, "Beta"), (7, "Gamma")]
