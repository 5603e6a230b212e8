"""A document in each kind of file: its words are there as they were, and look as such a file should."""

from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import docx
import openpyxl
import pytest
from markdown_it import MarkdownIt

from bot.writing.document import Document, Heading, Paragraph, Part, Table
from bot.writing.docx import as_docx
from bot.writing.markdown import as_markdown
from bot.writing.sheets import as_csv, as_workbook

MADE = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
ODD = "=1+1 | a\n# b *c* _d_ `e` \\ <i>f</i> &amp; [g](h) ~~i~~"
TABLE = Table(
    ("What?", "Who?", "When?"),
    ((ODD, "CNRS", date(2026, 3, 5)), ("+1", "@somebody", "-"), ("7.1 שלום", "", "End of May")),
    (5, 2, 2),
)


def a_document(*parts: Part, title: str = "Collation sheet: spring/summer") -> Document:
    return Document(title, parts or (Heading("Title", 1), Paragraph("CNRS / FECYT", "Chaired by"), TABLE), MADE)


def test_a_word_document_keeps_every_word_in_styles_that_word_knows():
    word = docx.Document(BytesIO(as_docx(a_document(Heading("T", 1), Heading("H"), Paragraph(ODD, "Label"), TABLE))))
    assert [(one.style.name, one.text) for one in word.paragraphs] == [
        ("Title", "T"),
        ("Heading 1", "H"),
        ("Normal", f"Label: {ODD}"),
        ("Normal", ""),
    ]
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows == [["What?", "Who?", "When?"], [ODD, "CNRS", "2026-03-05"], *map(list, TABLE.rows[1:])]
    assert word.tables[0].style.name == "Programme Table"


def test_a_word_table_repeats_its_head_and_fits_the_page():
    word = docx.Document(BytesIO(as_docx(a_document())))
    page, table = word.sections[0], word.tables[0]
    assert page.page_width > page.page_height
    assert "w:tblHeader" in table.rows[0]._tr.xml and "w:tblHeader" not in table.rows[1]._tr.xml
    room = page.page_width - page.left_margin - page.right_margin
    assert abs(sum(column.width for column in table.columns) - room) < 10_000
    assert table.columns[0].width > 2 * table.columns[1].width


def test_a_word_document_tells_its_title_language_and_day_and_no_author():
    word = docx.Document(BytesIO(as_docx(a_document())))
    properties = word.core_properties
    assert (properties.title, properties.language, properties.author) == ("Collation sheet: spring/summer", "en-GB", "")
    assert properties.created == MADE
    assert 'w:lang w:val="en-GB"' in word.styles.element.xml


def test_words_written_from_the_right_are_set_from_the_right():
    word = docx.Document(BytesIO(as_docx(a_document(Paragraph("7.1 שלום"), Paragraph("CNRS")))))
    assert ["w:bidi" in one._p.xml for one in word.paragraphs] == [True, False]


@pytest.mark.parametrize("text", ["a\x00b\x0bc\x1fd\ud800e\ufffe", "\u2028", "_x000D_", "  spaces  ", ""])
def test_no_letter_breaks_a_file(text):
    document = a_document(Heading(text, 1), Paragraph(text, text), Table(("A", "B"), ((text, text),)), title=text)
    docx.Document(BytesIO(as_docx(document)))
    openpyxl.load_workbook(BytesIO(as_workbook(document)))
    assert as_csv(document) and as_markdown(document)


def test_markdown_is_read_as_the_words_it_was_made_of():
    text = as_markdown(a_document(Heading("1. # T *x*"), Paragraph("# a\n1. b\n- c\n\nd", "L:*"), TABLE))
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    assert "<h2>1. # T *x*</h2>" in html
    assert "<strong>L:*:</strong> # a<br />\n1. b<br />\n- c<br />\n\xa0<br />\nd" in html
    escaped = "=1+1 | a<br>\n# b *c* _d_ `e` \\ &lt;i&gt;f&lt;/i&gt; &amp;amp; [g](h) ~~i~~"
    assert f"<td>{escaped.replace(chr(10), '')}</td>\n<td>CNRS</td>\n<td>2026-03-05</td>" in html
    assert html.count("<tr>") == 4 and html.count("<td>") == 9


def test_markdown_leaves_plain_words_alone():
    text = as_markdown(a_document(Paragraph("Draft a_b_c (v2), see https://a.org/b_c-d & ask R&D: 5 < 6?")))
    assert text.strip() == "Draft a_b_c (v2), see https://a.org/b_c-d & ask R&D: 5 \\< 6?"


def test_nothing_in_a_workbook_is_computed():
    book = openpyxl.load_workbook(BytesIO(as_workbook(a_document())))
    cells = [cell for row in book.active.iter_rows(min_row=4) for cell in row]
    inert = [cell for cell in cells if str(cell.value)[:1] in "=+-@" and cell.value]
    assert len(inert) == 4
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in inert)


def test_a_day_in_a_workbook_is_a_day():
    book = openpyxl.load_workbook(BytesIO(as_workbook(a_document())))
    assert book.active["C4"].value == datetime(2026, 3, 5) and book.active["C4"].number_format == "yyyy-mm-dd"


def test_a_workbook_keeps_the_head_in_sight_and_on_each_page():
    sheet = openpyxl.load_workbook(BytesIO(as_workbook(a_document()))).active
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("A4", "$3:$3", "A3:C6")
    assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["A"].width > 2 * sheet.column_dimensions["B"].width
    assert sheet["A4"].alignment.wrap_text and sheet.row_dimensions[4].height > 20
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:C1", "B2:C2"]


def test_each_document_is_a_sheet_with_a_name_of_its_own():
    titles = ["Plans: [1/2]", "plans 1 2", "x" * 40, "x" * 40, ""]
    book = openpyxl.load_workbook(BytesIO(as_workbook(*(a_document(title=title) for title in titles))))
    assert book.sheetnames == ["Plans 1 2", "plans 1 2 2", "x" * 31, f"{'x' * 29} 2", "Sheet"]


def test_what_a_sheet_would_compute_has_an_apostrophe_in_comma_separated_values():
    import csv

    rows = list(csv.reader(StringIO(as_csv(a_document()).lstrip("\ufeff"))))
    assert rows[1:] == [
        ["Chaired by", "CNRS / FECYT"],
        ["What?", "Who?", "When?"],
        [f"'{ODD}", "CNRS", "2026-03-05"],
        ["'+1", "'@somebody", "'-"],
        ["7.1 שלום", "", "End of May"],
    ]


def test_a_row_that_does_not_fit_its_head_is_our_mistake():
    with pytest.raises(ValueError, match="a row has"):
        Table(("A", "B"), (("a",),))
    with pytest.raises(ValueError, match="widths"):
        Table(("A", "B"), (), (1,))
