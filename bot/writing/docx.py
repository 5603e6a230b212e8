"""A document as Word keeps it: styles that can be changed in one place, tables whose head is on every page."""

import unicodedata
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from bot.writing.document import LONGEST_TITLE, Document, Heading, Paragraph, Table, plain, said

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_A4 = 297, 210
_MARGIN = 20
"""Millimetres."""
_STYLES = """
<w:style w:type="table" w:customStyle="1" w:styleId="ProgrammeTable"><w:name w:val="Programme Table"/>
 <w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
 <w:tblPr><w:tblBorders>{borders}</w:tblBorders>
  <w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>
 <w:tblStylePr w:type="firstRow">
  <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="D9E2EC"/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table Text"/>
 <w:basedOn w:val="Normal"/><w:qFormat/>
 <w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>
 <w:rPr><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableHeading"><w:name w:val="Table Heading"/>
 <w:basedOn w:val="TableText"/><w:qFormat/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="Label"><w:name w:val="Label"/>
 <w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:b/></w:rPr></w:style>
"""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def as_docx(document: Document) -> bytes:
    """The document as .docx, on A4 pages that lie on their side."""
    import docx

    word = docx.Document()
    _set_page(word)
    _set_styles(word, document.language)
    properties = word.core_properties
    properties.title, properties.language = plain(document.title)[:LONGEST_TITLE], document.language
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = document.made_at.replace(tzinfo=None)
    body = word.element.body
    end = body.sectPr
    for part in document.parts:
        for element in _elements(part):
            end.addprevious(element)
    if document.parts and isinstance(document.parts[-1], Table):
        end.addprevious(_parsed("<w:p/>"))  # Word wants a paragraph behind a table that ends a page
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def _set_page(word: "WordDocument") -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Mm, _A4)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)


def _set_styles(word: "WordDocument", language: str) -> None:
    from docx.shared import Pt, RGBColor

    styles: Any = word.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10.5)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 12)):
        font = styles[name].font
        font.size, font.bold, font.color.rgb = Pt(size), True, RGBColor(0x1F, 0x3A, 0x5F)
        for fonts in styles[name].element.rPr.findall(_name("rFonts")):
            styles[name].element.rPr.remove(fonts)
        styles[name].paragraph_format.keep_with_next = True
    for text in ("Title", "Heading 1"):
        styles[text].paragraph_format.space_after = Pt(8)
    for border in styles["Title"].element.pPr.findall(_name("pBdr")):
        styles["Title"].element.pPr.remove(border)
    for element in _parsed(f"<w:styles>{_STYLES.format(borders=_BORDERS)}</w:styles>"):
        styles.element.append(element)
    for said_in in styles.element.iter(_name("lang")):
        said_in.set(_name("val"), language)


def _elements(part: Heading | Paragraph | Table) -> Iterable[Any]:
    if isinstance(part, Table):
        yield _parsed(_table(part))
    elif isinstance(part, Heading):
        style = "Title" if part.level == 1 else f"Heading{part.level - 1}"
        yield _parsed(_paragraph(part.text, style))
    else:
        yield _parsed(_paragraph(part.text, label=part.label))


def _table(table: Table) -> str:
    """Fixed widths, so that every program draws it alike; a row stays on one page where it can."""
    from docx.shared import Mm

    width = Mm(_A4[0] - 2 * _MARGIN).twips
    widths = [round(share * width) for share in table.shares]
    rows = [_row(table.head, widths, head=True), *(_row(map(said, row), widths) for row in table.rows)]
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ProgrammeTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        'w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Iterable[str], widths: list[int], *, head: bool = False) -> str:
    style = "TableHeading" if head else "TableText"
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(text, style)}</w:tc>'
        for text, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{drawn}</w:tr>"


def _paragraph(text: str, style: str = "", label: str = "") -> str:
    text = plain(text)
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    right = _runs_right_to_left(text)
    look += "<w:bidi/>" if right else ""
    runs = ""
    if label:
        runs = f'<w:r><w:rPr><w:rStyle w:val="Label"/></w:rPr>{_text(plain(label) + ": ")}</w:r>'
    if text:
        direction = "<w:rPr><w:rtl/></w:rPr>" if right else ""
        runs += f"<w:r>{direction}{'<w:br/>'.join(map(_text, text.splitlines()))}</w:r>"
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def _text(line: str) -> str:
    parts = line.split("\t")
    return "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in parts)


def _runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is written from the right."""
    if text.isascii():
        return False
    found = next((way for way in map(unicodedata.bidirectional, text) if way in ("L", "R", "AL")), "L")
    return found != "L"


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    name, gap, rest = xml.partition(">")
    closed = name.endswith("/")
    return parse_xml(f"{name.rstrip('/')} {nsdecls('w')}{'/' if closed else ''}{gap}{rest}")


def _name(local: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{local}"))
