"""The parts of an Office file, which is an archive of XML: held to limits before any of it is parsed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from bot.errors import Unreadable
from bot.reading.documents.blocks import Remark

LARGEST_PART = 8 * 1024 * 1024
"""Bytes of one unpacked XML part; a hundred pages of tables have about four."""
LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of the whole file unpacked, pictures and all."""
MOST_PARTS = 2_000
MACROS = b"vbaProject.bin"
"""The name of the part that holds macros, as it stands in the archive's list."""
_DECLARED = re.compile(rb"<!\s?(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What the sentences call a file of this kind, and the name of the part that no file of it lacks."""

    program: str
    thing: str
    ending: str
    main: re.Pattern[str]


WORD = Kind("Word", "document", "docx", re.compile(r"word/document\d*\.xml"))
EXCEL = Kind("Excel", "workbook", "xlsx", re.compile(r"xl/workbook\d*\.xml"))


def xml_parts(data: bytes, name: str, kind: Kind) -> Iterator[tuple[str, bytes]]:
    """Each XML part and its bytes; Unreadable where the bytes are no such file, or unpack to more than a programme."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            f"{name} is protected with a password, or is in the old {kind.program} format. "
            f"Open it in {kind.program}, take the password off, and save it as .{kind.ending}."
        )
    if not data.startswith(b"PK"):
        raise Unreadable(
            f"{name} is not {_a(kind)} file, whatever its name says. Save it as .{kind.ending} in {kind.program}, "
            "or give it the ending of what it is: .txt, .md or .csv."
        )
    try:
        with ZipFile(BytesIO(data)) as archive:
            yield from _unpacked(archive, name, kind)
    except Unreadable:
        raise
    except (
        BadZipFile,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OverflowError,
        ZlibError,
    ) as error:
        raise Unreadable(
            f"{name} is damaged, cut short or protected with a password. "
            f"Open it in {kind.program}, save it again, and send that."
        ) from error


def macros_left_out(name: str) -> Remark:
    """What is said of a file with macros."""
    return Remark(f"{name} holds macros. They were left out, and nothing of them was run.")


def not_taken_apart(name: str, kind: Kind) -> Unreadable:
    """The sentence for a file that is of its kind and still cannot be read."""
    return Unreadable(
        f"{name} is {_a(kind)} file that I could not take apart. "
        f"Open it in {kind.program}, save it again, and send that."
    )


def _unpacked(archive: ZipFile, name: str, kind: Kind) -> Iterator[tuple[str, bytes]]:
    parts = archive.infolist()
    kinds = [one for one in (WORD, EXCEL) if any(one.main.fullmatch(part.filename) for part in parts)]
    if kind not in kinds:
        for other in kinds:
            raise Unreadable(
                f"{name} is {_a(other)} {other.thing}, whatever its name says. "
                f"Give it the ending .{other.ending} and send it again."
            )
        raise Unreadable(f"{name} is not {_a(kind)} file: it is an archive without {_a(kind)} {kind.thing} in it.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _bomb(name, kind)
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        if part.file_size > LARGEST_PART:
            raise _bomb(name, kind)
        with archive.open(part) as opened:
            content = opened.read(LARGEST_PART + 1)
        if len(content) > LARGEST_PART:
            raise _bomb(name, kind)
        if _DECLARED.search(content) or _DECLARED.search(content.replace(b"\0", b"")):
            raise Unreadable(
                f"{name} declares entities of its own, which {kind.program} never writes. I did not open it."
            )
        yield part.filename, content


def _a(kind: Kind) -> str:
    return f"{'an' if kind.program[0] in 'AEIOU' else 'a'} {kind.program}"


def _bomb(name: str, kind: Kind) -> Unreadable:
    return Unreadable(
        f"{name} unpacks to far more than a work programme holds. I did not open it. "
        f"Copy the pages with the programme into a new {kind.thing}."
    )
