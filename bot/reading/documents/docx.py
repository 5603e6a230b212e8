"""Word documents to blocks, by way of mammoth's HTML. Pictures are left out and nothing outside the file is opened."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from bot.errors import Unreadable
from bot.reading.documents.blocks import Block
from bot.reading.documents.html import read_html

LARGEST_PART = 8 * 1024 * 1024
"""Bytes of one unpacked XML part; a hundred pages of tables have about four."""
LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of the whole file unpacked, pictures and all."""
MOST_PARTS = 2_000
_DECLARED = re.compile(rb"<!\s?(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
br[type='page'] => hr
"""


def read_docx(data: bytes, name: str) -> list[Block]:
    """Blocks of a Word document; Unreadable where the bytes are none, or unpack to more than a programme can be."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            f"{name} is protected with a password, or is in the old Word format. "
            "Open it in Word, take the password off, and save it as .docx."
        )
    if not data.startswith(b"PK"):
        raise Unreadable(
            f"{name} is not a Word file, whatever its name says. Save it as .docx in Word, "
            "or give it the ending of what it is: .txt, .md or .csv."
        )
    _check(data, name)
    return read_html(_to_html(data, name), name)


def _check(data: bytes, name: str) -> None:
    """What the archive says of itself, and its XML, before any of it is parsed."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if "word/document.xml" not in archive.namelist():
                raise Unreadable(f"{name} is not a Word file: it is an archive without a Word document in it.")
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise _bomb(name)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    if part.file_size > LARGEST_PART:
                        raise _bomb(name)
                    with archive.open(part) as opened:
                        content = opened.read(LARGEST_PART + 1)
                    if len(content) > LARGEST_PART:
                        raise _bomb(name)
                    if _DECLARED.search(content) or _DECLARED.search(content.replace(b"\0", b"")):
                        raise Unreadable(
                            f"{name} declares entities of its own, which Word never writes. I did not open it."
                        )
    except Unreadable:
        raise
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, OverflowError) as error:
        raise Unreadable(
            f"{name} is damaged, cut short or protected with a password. Open it in Word, save it again, and send that."
        ) from error


def _bomb(name: str) -> Unreadable:
    return Unreadable(
        f"{name} unpacks to far more than a work programme holds. I did not open it. "
        "Copy the pages with the programme into a new document."
    )


def _to_html(data: bytes, name: str) -> str:
    import mammoth

    try:
        result = mammoth.convert_to_html(  # type: ignore[no-untyped-call]  # mammoth has no types
            BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=lambda image: [],
        )
    except Exception as error:  # mammoth has no errors of its own: whatever a broken part raises comes through
        raise Unreadable(
            f"{name} is a Word file that I could not take apart. Open it in Word, save it again, and send that."
        ) from error
    return str(result.value)
