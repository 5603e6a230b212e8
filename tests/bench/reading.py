"""Reading documents, held against the libraries that take them apart, alone on the same file, in one run."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bot.reading.documents import read_document
from bot.reading.documents.answer import answer

ROUNDS = 9
ROWS = 500
PRIORITIES = 5


def reading_against_markdown_alone(seeds: Path) -> float:
    """How many times as long the whole reading of the longest seed takes, from bytes to answer."""
    path = max(seeds.glob("*.txt"), key=lambda one: one.stat().st_size)
    return _ratio(path.read_bytes(), path.name, _markdown, times=20)[0]


def made_programmes() -> dict[str, tuple[float, float]]:
    """By the kind of file: reading 500 made rows / its library alone on the same, and our seconds."""
    kinds = {
        "docx": (_as_docx, _mammoth),
        "xlsx": (_as_xlsx, _openpyxl),
        "md": (_as_markdown, _markdown),
        "html": (_as_html, _lxml),
        "csv": (_as_csv, _csv),
    }
    return {ending: _ratio(make(), f"programme.{ending}", alone) for ending, (make, alone) in kinds.items()}


def _ratio(data: bytes, name: str, alone: Callable[[bytes], Any], times: int = 1) -> tuple[float, float]:
    """The median of several rounds, in each of which both are measured one after the other."""
    ratios, seconds = [], []
    alone(data)
    answer(read_document(data, name))
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(times):
            alone(data)
        middle = perf_counter()
        for _ in range(times):
            answer(read_document(data, name))
        end = perf_counter()
        ratios.append((end - middle) / (middle - start))
        seconds.append((end - middle) / times)
    return median(ratios), median(seconds)


def _rows(priority: int) -> list[tuple[str, str, str]]:
    return [
        (
            f"Draft paper {row} on what we learnt in part {priority}",
            f"Body {row % 17} / Institute {row % 5}",
            "End of May",
        )
        for row in range(ROWS // PRIORITIES)
    ]


def _titles() -> list[str]:
    return [f"{number}. Priority: The part of the work that is number {number}" for number in range(1, PRIORITIES + 1)]


HEAD = ("What?", "Who?", "When?")


def _as_docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Work Programme 2026", 1)
    for number, title in enumerate(_titles(), start=1):
        document.add_heading(title, 2)
        table = document.add_table(rows=ROWS // PRIORITIES + 1, cols=3)
        cells = table._cells
        for place, text in enumerate(text for row in (HEAD, *_rows(number)) for text in row):
            cells[place].text = text
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _as_xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for number, title in enumerate(_titles(), start=1):
        sheet = book.create_sheet(f"P{number}")
        for row in ((title,), HEAD, *_rows(number)):
            sheet.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _as_markdown() -> bytes:
    lines = ["# Work Programme 2026"]
    for number, title in enumerate(_titles(), start=1):
        lines += ["", f"## {title}", "", *(f"| {' | '.join(row)} |" for row in (HEAD, ("--",) * 3, *_rows(number)))]
    return "\n".join(lines).encode()


def _as_html() -> bytes:
    text = "<h1>Work Programme 2026</h1>"
    for number, title in enumerate(_titles(), start=1):
        cells = ("".join(f"<td>{text}</td>" for text in row) for row in (HEAD, *_rows(number)))
        text += f"<h2>{title}</h2><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    return text.encode()


def _as_csv() -> bytes:
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(("Priority", *HEAD))
    writer.writerows((title, *row) for number, title in enumerate(_titles(), 1) for row in _rows(number))
    return target.getvalue().encode()


def _mammoth(data: bytes) -> object:
    import mammoth

    return mammoth.convert_to_html(BytesIO(data))


def _openpyxl(data: bytes) -> object:
    import openpyxl

    return openpyxl.load_workbook(BytesIO(data), data_only=True)


def _markdown(data: bytes) -> object:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").render(data.decode())


def _lxml(data: bytes) -> object:
    from lxml.html import document_fromstring

    return document_fromstring(data)


def _csv(data: bytes) -> object:
    return list(csv.reader(StringIO(data.decode())))


if __name__ == "__main__":
    for ending, (ratio, seconds) in made_programmes().items():
        print(f".{ending}: 500 rows in {seconds * 1000:.0f} ms, {ratio:.2f} times its library alone")
