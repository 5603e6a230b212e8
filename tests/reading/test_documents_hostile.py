"""Files that are broken, huge, mislabelled or meant to harm: each gets a sentence, and nothing else happens."""

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bot.errors import Unreadable
from bot.reading.documents import read_document
from bot.reading.documents.opening import LARGEST, check_size
from tests.reading.documents import H1_2022, H2_2021, read, rows, seed
from tests.reading.made import saved

TABLE = "Work Programme 2026\n\n1. Priority: Reach out\n\nWhat?\tWho?\tWhen?\nWrite a brief\tCNRS\tMay 2026\n"


def refused(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_document(data, name)
    sentence = caught.value.sentence
    assert sentence[0].isupper() or sentence.startswith(name)
    assert sentence.endswith(".")
    assert "!" not in sentence
    return sentence


def zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def word(body: bytes = b"", extra: dict[str, bytes] | None = None) -> bytes:
    """A Word document as python-docx makes it, with its main part replaced where `body` is given."""
    return zipped(_blank() | ({"word/document.xml": body} if body else {}) | (extra or {}))


@cache
def _blank() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(saved(docx.Document()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(inner: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'.encode()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "is empty"),
        (b"  \n\n ", "a.md", "is empty"),
        (b"\0" * 500, "a.docx", "is empty"),
        (b"x" * (LARGEST + 1), "a.txt", "MB; I read files of up to"),
        (b"What,Who,When\n" * 200_000, "a.csv", "MB of text"),
        (b"What,Who,When\nA,B,C\n", "a.docx", "is not a Word file"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "a.docx", "password"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "a.doc", "save it as .docx first"),
        (b"%PDF-1.7", "a.pdf", "PDF"),
        (b"%PDF-1.7", "a.txt", "is not a text file"),
        (b"PK\x03\x04" + b"0" * 100, "a.md", "is not a text file"),
        (b"PK\x03\x04" + b"0" * 100, "a.odt", "save it as .docx first"),
        (b"\x89PNG\r\n", "a.png", "do not know what kind"),
        (b"hello", "a", "do not know what kind"),
        (zipped({"a.txt": b"x"}), "a.docx", "without a Word document"),
        (word()[:3000], "a.docx", "cut short"),
        (word(b"<w:document"), "a.docx", "could not take apart"),
        (word(body("<w:p/>")), "a.docx", "I looked for"),
        (b"Dear all,\nthe weather was good in 2026.\n", "a.txt", "What, Who and When"),
        (b"# Minutes\n\n| Name | Institution |\n|---|---|\n| A | B |\n", "a.md", "I looked for"),
        (b"<p>Hello</p>", "a.html", "I looked for"),
        (b"name;place\nA;B\n", "a.csv", "I looked for"),
        (b'{"title": "x"}', "a.json", "holds no programme"),
        (b'{"title": "x", "actions": []}', "a.json", "without priorities and actions"),
        (b'{"actions": [', "a.json", "not JSON that I can take apart (line 1)"),
        (b"[" * 100_000, "a.json", "not JSON that I can take apart"),
        (b'{"number": ' + b"9" * 10_000 + b"}", "a.json", "not JSON that I can take apart"),
        (b'{"actions": [' + b'{"what": "x"},' * 6_000 + b'{"what": "x"}]}', "a.json", "rows"),
    ],
)
def test_what_is_no_programme_is_refused_with_a_sentence(data: bytes, name: str, says: str) -> None:
    assert says in refused(data, name)


def test_a_file_is_refused_by_its_size_alone_before_it_is_read() -> None:
    with pytest.raises(Unreadable, match="50 MB; I read files of up to 10 MB"):
        check_size(50 * 1024 * 1024, "film.docx")
    check_size(LARGEST, "programme.docx")


def test_a_word_file_that_unpacks_to_far_more_is_not_opened() -> None:
    assert "unpacks to far more" in refused(word(b" " * 30_000_000), "bomb.docx")
    pictures = {f"word/media/{n}.png": b"\0" * 30_000_000 for n in range(4)}
    assert "unpacks to far more" in refused(word(extra=pictures), "bomb.docx")


def test_a_part_that_lies_about_its_size_is_not_unpacked() -> None:
    data = word(b" " * 30_000_000)
    lied = data.replace((30_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lied != data
    refused(lied, "bomb.docx")


def test_entities_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + body("<w:p>&b;</w:p>")
    assert "entities" in refused(word(bomb), "bomb.docx")
    outside = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + body("<w:p/>")
    assert "entities" in refused(word(outside), "bomb.docx")
    wide = (b'<!DOCTYPE x [<!ENTITY a "b">]>' + body("<w:p/>")).decode().encode("utf-16")
    assert "entities" in refused(word(wide), "bomb.docx")


def test_tables_inside_tables_without_end_are_refused() -> None:
    opened = "<w:tbl><w:tr><w:tc>" * 400
    closed = "<w:p/></w:tc></w:tr></w:tbl>" * 400
    refused(word(body(opened + "<w:p/>" + closed)), "deep.docx")
    assert "nested more than" in refused(b"<div>" * 3000 + b"x", "deep.html")
    assert "nested more than" in refused(b"<table><tr><td>" * 500 + b"x", "deep.html")


def test_too_many_rows_or_columns_are_refused() -> None:
    assert "rows" in refused(b"What,Who,When\n" + b"a,b,c\n" * 6_000, "long.csv")
    assert "columns" in refused(b"What,Who,When" + b",x" * 300 + b"\n", "wide.csv")
    assert "rows" in refused(b"What?\tWho?\tWhen?\n" + b"a\tb\tc\n" * 6_000, "long.txt")
    assert "columns" in refused(b"What?\tWho?\tWhen?" + b"\tx" * 300 + b"\n", "wide.txt")
    assert "letters" in refused(b"# 1. Priority: A\n" * 40_000, "long.md")
    assert "rows" in refused(b"|What|Who|\n|--|--|\n" + b"|a|b|\n" * 6_000, "long.md")
    cells = b"<td>x</td>" * 300
    assert "columns" in refused(
        b"<table><tr><th>What</th><th>Who</th></tr><tr>" + cells + b"</tr></table>", "wide.html"
    )


def test_spans_that_cover_the_world_are_cut_to_the_table() -> None:
    said = read(
        "<h1>Plan 2026</h1><table><tr><th>What</th><th>Who</th></tr>"
        '<tr><td rowspan="99999999999">A</td><td>B</td></tr><tr><td>C</td></tr></table>',
        "a.html",
    )
    assert rows(said) == [("A", "B", ""), ("A", "C", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = TABLE.replace("CNRS", "Sorbonne Université").replace("brief", "brief – “short”")
    said = read(text.encode(encoding))
    assert rows(said) == [("Write a brief – “short”", "Sorbonne Université", "May 2026")]


def test_control_characters_are_dropped() -> None:
    said = read(TABLE.replace("brief", "br\0i\x07ef\u200b").replace("\n", "\r\n"))
    assert rows(said) == [("Write a brief", "CNRS", "May 2026")]


def test_right_to_left_text_is_kept_as_written() -> None:
    said = read(TABLE.replace("Write a brief", "كتابة موجز"))
    assert rows(said)[0][0] == "كتابة موجز"


def test_pictures_and_what_they_point_to_are_left_alone() -> None:
    page = (
        '<img src="http://127.0.0.1:1/x.png"><link rel=stylesheet href="http://127.0.0.1:1/x.css"><script>fetch()</script>'
        "<h1>Plan 2026</h1><table><tr><th>What</th><th>Who</th></tr><tr><td>A</td><td>B</td></tr></table>"
    )
    assert rows(read(page, "a.html")) == [("A", "B", "")]


def test_a_word_document_with_macros_is_read_without_them_and_that_is_said() -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("What", "Who", "Write", "CNRS"), strict=True):
        cell.text = text
    with zipfile.ZipFile(BytesIO(saved(made))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    said = read(zipped(parts | {"word/vbaProject.bin": b"Sub AutoOpen"}), "plan.docm")
    assert rows(said) == [("Write", "CNRS", "")]
    assert said["remarks"] == ["plan.docm holds macros. They were left out, and nothing of them was run."]


def test_a_picture_that_a_word_document_links_to_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(*_: object, **__: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.socket.connect", fetched)
    monkeypatch.setattr("urllib.request.urlopen", fetched)
    picture = (
        '<w:p><w:r><w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<a:blip r:link="rIdX"/></w:drawing></w:r></w:p>'
    )
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("What", "Who"))
    row = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("Write", "CNRS"))
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdX" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="http://127.0.0.1:1/x.png" TargetMode="External"/></Relationships>'
    )
    data = word(
        body(f"{picture}<w:tbl><w:tr>{cells}</w:tr><w:tr>{row}</w:tr></w:tbl>"),
        {"word/_rels/document.xml.rels": relation},
    )
    assert rows(read(data, "a.docx")) == [("Write", "CNRS", "")]


def test_a_word_file_that_is_cut_short_is_refused_with_a_sentence(shared: Path) -> None:
    data = (shared / "documents" / "seed-001.docx").read_bytes()
    for share in (0.1, 0.5, 0.9, 0.999):
        refused(data[: int(len(data) * share)], "cut.docx")


def test_a_text_that_is_cut_off_keeps_what_is_there(shared: Path) -> None:
    data = seed(shared, H2_2021)
    said = read(data[: data.index(b"Science Diplomacy Trainings")])
    assert len(rows(said)) == 9


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 20_000, "![" * 9_000, "**a " * 30_000, "_a_" * 30_000, "`" * 60_000, "<a " * 30_000, "&" * 60_000,
        " " * 100_000 + "|" + " " * 100_000, "- " * 20_000, "> " * 20_000, "¹" * 60_000, "→ " * 40_000,
        "1. Priority: " * 6_000, "Chaired by " * 10_000, "January-" * 20_000, "a and " * 20_000, "<p>" * 20_000,
        "[^a]" * 20_000, "{:" * 30_000, "\t" * 60_000, "(" * 60_000, "~~a" * 20_000, "<s>" * 20_000, "| " * 40_000,
        "+--+\n" * 5_000, "What;Who;When\n;" * 4_000, "a  b\n" * 8_000, "- a – b – c\n" * 2_000, "@a " * 20_000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv"])
def test_hostile_text_is_read_or_refused_in_time(hostile: str, name: str) -> None:
    for text in (TABLE + hostile, TABLE.replace("CNRS", hostile)):
        try:
            read(text, name)
        except Unreadable as refusal:
            assert refusal.sentence.endswith(".")


def test_a_paragraph_of_brackets_is_refused_and_a_table_with_many_links_is_read() -> None:
    assert "square brackets" in refused(b"# 1. Priority: A\n\n" + b"![" * 20_000, "a.md")
    linked = "| [a](b) | [CNRS] | [c][d] |\n" * 1_500
    assert len(rows(read(f"# Plan\n\n| What | Who | When |\n|--|--|--|\n{linked}", "a.md"))) == 1_500


def test_the_same_bytes_give_the_same_answer(shared: Path) -> None:
    assert read(seed(shared, H1_2022)) == read(seed(shared, H1_2022))
