"""Excel workbooks: what a sheet shows is what is read, and what nobody sees is said."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation

from bot.errors import Unreadable
from bot.reading.documents.displayed import displayed
from tests.reading.documents import read, rows

HEADER = ("What", "Who", "When")


def workbook(*lines: tuple[Any, ...], change: Callable[[Any], object] | None = None) -> bytes:
    """A workbook of one sheet with these rows; `change` may do more to the sheet."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    if change:
        change(book.active)
    return saved(book)


def saved(book: Any) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one part changed."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def formatted(number_format: str) -> Callable[[Any], object]:
    def change(sheet: Any) -> None:
        for row in sheet.iter_rows(min_row=2, min_col=3, max_col=3):
            row[0].number_format = number_format

    return change


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (date(2026, 4, 3), "dd/mm/yyyy", "2026-04-03"),
        (datetime(2026, 4, 3), "yyyy-mm-dd h:mm:ss", "2026-04-03"),
        (datetime(2026, 4, 3, 14, 30), "dd/mm/yyyy hh:mm", "2026-04-03 14:30"),
        (datetime(2026, 4, 3, 14, 30), "dd/mm/yyyy", "2026-04-03"),
        (date(2026, 3, 1), "mmm-yy", "Mar-26"),
        (date(2026, 3, 1), "mmmm yyyy", "March 2026"),
        (date(2026, 3, 1), '[$-409]mmm" "yyyy;@', "Mar 2026"),
        (date(2026, 3, 1), "d-mmm", "2026-03-01"),
        (time(9, 5), "hh:mm", "09:05"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
        (2026, "General", "2026"),
        (2026.0, "0", "2026"),
        (0.1 + 0.2, "General", "0.3"),
        (0.25, "0%", "25%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (7, "000", "007"),
        (2, '"Q"0" 2026"', "Q2 2026"),
        (-3, "0;(0)", "(3)"),
        (1500, "[$€-407] #,##0", "€ 1,500"),
        (12, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "12"),
        (True, "General", "TRUE"),
        ("31 August-1 September", "@", "31 August-1 September"),
    ],
)
def test_a_value_is_read_as_its_sheet_shows_it_and_a_day_without_midnight(
    value: Any, number_format: str, shown: str
) -> None:
    data = workbook(HEADER, ("Write", "CNRS", value), change=formatted(number_format))
    assert rows(read(data, "plan.xlsx")) == [("Write", "CNRS", shown)]


@pytest.mark.parametrize("number_format", ["0,,,,,,,,,,,", "0.0E+00", "# ?/?", "yyyy", "[h", '"', "0" * 300, "_", "\\"])
@pytest.mark.parametrize("value", [0.0, -1.5, 1e308, float("inf"), float("nan"), 45_000.0, -45_000.0])
def test_no_number_and_no_format_is_too_odd_to_show(value: float, number_format: str) -> None:
    assert isinstance(displayed(value, number_format), str)


def test_days_count_from_where_the_workbook_says() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(HEADER)
    book.active.append(("Write", "CNRS", date(2026, 4, 3)))
    assert rows(read(saved(book), "plan.xlsx")) == [("Write", "CNRS", "2026-04-03")]


def test_merged_cells_hold_for_each_row_and_head_the_table() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A3:A4")

    data = workbook(
        ("Work plan 2026",),
        ("Objective", *HEADER),
        ("Be seen", "Write", "CNRS", "May"),
        (None, "Speak", "VUB", "June"),
        change=merge,
    )
    said = read(data, "plan.xlsx")
    assert said["title"] == "Work plan 2026"
    assert [(p["title"], len(p["actions"])) for p in said["priorities"]] == [("Be seen", 2)]
    assert rows(said) == [("Write", "CNRS", "May"), ("Speak", "VUB", "June")]


def test_bold_rows_are_priorities_and_struck_ones_are_done() -> None:
    def mark(sheet: Any) -> None:
        sheet["A2"].font = Font(bold=True)
        sheet["A3"].font = Font(strike=True)
        sheet["C4"] = CellRichText(
            TextBlock(InlineFont(strike=True), "30 June"), TextBlock(InlineFont(b=False), " 31 July")
        )

    data = workbook(HEADER, ("Outreach",), ("Write", "CNRS", "May"), ("Speak", "VUB", ""), change=mark)
    said = read(data, "plan.xlsx")
    assert [p["title"] for p in said["priorities"]] == ["Outreach"]
    assert rows(said) == [("Write", "CNRS", "May"), ("Speak", "VUB", "31 July")]
    assert [action.get("status") for action in said["priorities"][0]["actions"]] == ["done", None]


def test_a_formula_counts_as_its_result_and_without_one_it_is_said() -> None:
    data = workbook(HEADER, ("Write", "=A2", "May"), ("Speak", "VUB", "=1+1"))
    computed = rewritten(data, SHEET, lambda xml: re.sub(rb"<f>1\+1</f><v ?/?>(</v>)?", b"<f>1+1</f><v>2</v>", xml))
    assert computed != data
    said = read(computed, "plan.xlsx")
    assert rows(said) == [("Write", "", "May"), ("Speak", "VUB", "2")]
    assert said["remarks"] == [
        "1 cell holds a formula without its result. Open the file in Excel, save it, and send it again to have the "
        "results read."
    ]


def test_hidden_rows_are_read_and_hidden_sheets_kept_as_notes_and_both_are_said() -> None:
    book = openpyxl.Workbook()
    for line in (HEADER, ("Write", "CNRS", "May"), ("Speak", "VUB", "June")):
        book.active.append(line)
    book.active.title = "Plan"
    book.active.row_dimensions[3].hidden = True
    lists = book.create_sheet("Lists")
    for line in (HEADER, ("Pick one", "Anyone", "Any day")):
        lists.append(line)
    lists.sheet_state = "hidden"
    said = read(saved(book), "plan.xlsx")
    assert rows(said) == [("Write", "CNRS", "May"), ("Speak", "VUB", "June")]
    assert said["remarks"] == [
        "The sheet “Plan” hides 1 row. What is hidden there was read like the rest.",
        "The sheet “Lists” is hidden. It was kept as a note and not read as a part of the programme.",
    ]
    assert "What | Who | When\nPick one | Anyone | Any day" in said["notes"]


def test_macros_are_left_out_and_said() -> None:
    data = workbook(HEADER, ("Write", "CNRS", "May"))
    target = BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Auto_Open")
    said = read(target.getvalue(), "plan.xlsm")
    assert rows(said) == [("Write", "CNRS", "May")]
    assert said["remarks"] == ["plan.xlsm holds macros. They were left out, and nothing of them was run."]


def test_the_extent_a_sheet_claims_is_not_believed() -> None:
    data = workbook(HEADER, ("Write", "CNRS", "May"))
    for claimed in (b"A1:A1", b"A1:XFD1048576"):
        lied = rewritten(data, SHEET, lambda xml, claimed=claimed: xml.replace(b"A1:C2", claimed))
        assert rows(read(lied, "plan.xlsx")) == [("Write", "CNRS", "May")]


def test_what_other_programs_write_oddly_is_not_even_looked_at() -> None:
    data = workbook(HEADER, ("Write", "CNRS", "May"), change=lambda s: s.add_data_validation(DataValidation("list")))
    odd = rewritten(data, SHEET, lambda xml: xml.replace(b'type="list"', b'type="whatever"'))
    odd = rewritten(odd, "xl/styles.xml", lambda xml: xml.replace(b"<family val=", b'<family val="99" x='))
    assert odd != data
    assert rows(read(odd, "plan.xlsx")) == [("Write", "CNRS", "May")]


def test_a_merged_cell_over_the_whole_sheet_ends_where_the_sheet_says_nothing_more() -> None:
    data = workbook(("Work plan 2026",), HEADER, ("Write", "CNRS", "May"))
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = rewritten(data, SHEET, lambda xml: xml.replace(b"</sheetData>", merged))
    assert rows(read(data, "plan.xlsx")) == [("Write", "CNRS", "May")]


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600, "protected with a password, or is in the old Excel format"),
        (lambda: b"What,Who\n", "is not an Excel file, whatever its name says"),
        (lambda: workbook(HEADER)[:900], "damaged, cut short"),
        (lambda: workbook(*[HEADER] * 6_000), "rows"),
        (lambda: workbook(tuple(range(300))), "columns"),
        (lambda: rewritten(workbook(HEADER), SHEET, lambda xml: xml[:-30]), "could not take apart"),
        (lambda: rewritten(workbook(HEADER), SHEET, lambda xml: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + xml), "entities"),
        (lambda: rewritten(workbook(HEADER), SHEET, lambda xml: b" " * 30_000_000), "unpacks to far more"),
        (lambda: rewritten(workbook(HEADER), SHEET, lambda xml: xml.replace(b't="n"', b't="s"')), "I looked for"),
        (lambda: workbook(HEADER), "I looked for"),
    ],
)
def test_a_workbook_that_cannot_be_read_gets_a_sentence(made: Callable[[], bytes], says: str) -> None:
    data = made()
    with pytest.raises(Unreadable, match=says):
        read(data, "plan.xlsx")


def test_a_workbook_named_as_a_document_is_told_apart() -> None:
    with pytest.raises(Unreadable, match=r"is an Excel workbook, whatever its name says. Give it the ending .xlsx"):
        read(workbook(HEADER), "plan.docx")


def test_sheets_of_actions_are_priorities_by_their_names() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Outreach"
    for name, what in (("Outreach", "Write"), ("Training", "Teach")):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append((what, "CNRS", "May"))
    book.create_sheet("Legend").append(("R", "late", "soon"))
    said = read(saved(book), "plan.xlsx")
    assert [(p["title"], p["rationale"], len(p["actions"])) for p in said["priorities"]] == [
        ("Outreach", "", 1),
        ("Training", "", 1),
    ]
    assert "Legend" in said["notes"]
