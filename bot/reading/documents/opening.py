"""Which reader a file needs, and whether it may be opened at all."""

from bot.errors import Unreadable
from bot.reading.documents.blocks import Block
from bot.reading.documents.draft import DraftDocument

LARGEST = 10 * 1024 * 1024
"""Bytes. A work programme is a few pages; ten megabytes leave room for pictures, which are not read."""
LARGEST_TEXT = 2 * 1024 * 1024
"""Bytes of a file that is only text: a thousand pages."""
READ = ".docx, .xlsx, .md, .txt, .csv, .html or .json"
_TEXT = {"txt", "text", "md", "markdown", "csv", "tsv", "html", "htm", "json"}
_SAVE_AS = {
    "doc": "the old Word format: open it and save it as .docx first",
    "rtf": "rich text: open it in Word and save it as .docx first",
    "odt": "an OpenDocument text: open it and save it as .docx first",
    "pages": "a Pages document: export it as .docx first",
    "xls": "the old Excel format: open it and save it as .xlsx first",
    "xlsb": "a binary Excel workbook: open it and save it as .xlsx first",
    "xltx": "an Excel template: open it and save it as .xlsx first",
    "ods": "an OpenDocument sheet: save it as .xlsx first",
    "numbers": "a Numbers sheet: export it as .xlsx first",
    "ppt": "the old PowerPoint format: copy the text into a .docx or .md file first",
    "pptx": "a set of slides: copy the text into a .docx or .md file first",
    "dotx": "a Word template: save it as .docx first",
}
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def check_size(size: int, name: str) -> None:
    """Refuse a file by its size alone, before anything of it is read. `size` in bytes."""
    if size > LARGEST:
        raise Unreadable(
            f"{name} is {size / 1024 / 1024:.0f} MB; I read files of up to {LARGEST // 1024 // 1024} MB. "
            "Leave the pictures out, or save only the pages with the programme."
        )


def open_document(data: bytes, name: str) -> list[Block] | DraftDocument:
    """The blocks of a file, by its ending, or the programmes that it holds as plain values.

    Unreadable with what is wrong and what would help.
    """
    check_size(len(data), name)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(f"{name} is empty: there is nothing in it to read.")
    if ending in _SAVE_AS:
        raise Unreadable(f"I cannot read {name}: it is {_SAVE_AS[ending]}. I read {READ} files.")
    if ending in ("docx", "docm"):
        from bot.reading.documents.docx import read_docx

        return read_docx(data, name)
    if ending in ("xlsx", "xlsm"):
        from bot.reading.documents.workbook import read_workbook

        return read_workbook(data, name)
    if ending == "pdf":
        from bot.reading.documents.pdf import read_pdf

        return read_pdf(data, name)
    if ending not in _TEXT:
        raise Unreadable(f"I do not know what kind of file {name} is. I read {READ} files.")
    if len(data) > LARGEST_TEXT:
        raise Unreadable(
            f"{name} holds more than {LARGEST_TEXT // 1024 // 1024} MB of text, far more than a work programme. "
            "Save only the part with the programme."
        )
    return _read_text(_decode(data, name), ending, name)


def _read_text(text: str, ending: str, name: str) -> list[Block] | DraftDocument:
    from bot.reading.documents.text import looks_like_markdown_table, read_text

    if ending in ("csv", "tsv"):
        from bot.reading.documents.sheets import read_csv

        return read_csv(text, name)
    if ending == "json":
        from bot.reading.documents.values import read_values

        return read_values(text, name)
    if ending in ("html", "htm"):
        from bot.reading.documents.html import read_html

        return read_html(text, name)
    if ending in ("md", "markdown") or looks_like_markdown_table(text):
        from bot.reading.documents.markdown import read_markdown

        return read_markdown(text, name)
    return read_text(text)


def _decode(data: bytes, name: str) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else Windows-1252 as older Office programs write it."""
    if data.startswith((b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise Unreadable(
            f"{name} is not a text file, whatever its name says. "
            "If it is a Word document, name it .docx and send it again."
        )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if (letters := data[first:200:2]).count(0) > len(letters) * 0.4:
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if data.count(0) > len(data) // 100:
        raise Unreadable(f"{name} is not a text file: most of what is in it are no letters.")
    return data.decode("cp1252", "replace")
