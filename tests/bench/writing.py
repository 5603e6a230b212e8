"""Writing documents, held against the libraries that write them, alone with the same rows, in one run."""

from collections.abc import Callable
from io import BytesIO
from statistics import median
from time import perf_counter

from bot.cards import PriorityCard, ProgrammeCard
from bot.export_cards import ExportedPriority, ExportedProgramme
from bot.reading.documents.draft import DraftAction
from bot.writing.export import export
from tests.bench.reading import HEAD, PRIORITIES, ROUNDS, _rows
from tests.writing.made import MADE, an_action


def made_exports() -> dict[str, tuple[float, float]]:
    """By the kind of file: writing 500 made rows / its library alone with the same rows, and our seconds."""
    programme = _programme()
    return {kind: _ratio(programme, kind, alone) for kind, alone in (("docx", _docx), ("xlsx", _openpyxl))}


def _ratio(programme: ExportedProgramme, kind: str, alone: Callable[[], object]) -> tuple[float, float]:
    ratios, seconds = [], []
    for _ in range(ROUNDS // 2):
        start = perf_counter()
        alone()
        middle = perf_counter()
        export(programme, kind)
        end = perf_counter()
        ratios.append((end - middle) / (middle - start))
        seconds.append(end - middle)
    return median(ratios), median(seconds)


def _programme() -> ExportedProgramme:
    priorities = tuple(
        ExportedPriority(
            PriorityCard(str(number), f"Part {number}", "Why it is done.", 0, 0, 0, 0),
            tuple(an_action(DraftAction(what, who, (), when)) for what, who, when in _rows(number)),
        )
        for number in range(1, PRIORITIES + 1)
    )
    card = ProgrammeCard(1, "Work Programme 2026", "adopted", None, "2026", "", "")
    return ExportedProgramme(card, "2026", True, priorities, (), (), MADE)


def _docx() -> object:
    import docx

    document = docx.Document()
    for number in range(1, PRIORITIES + 1):
        rows = [(*HEAD, "Held by", "Status", "Ref."), *((*row, "Nobody yet", "Open", "#15") for row in _rows(number))]
        cells = document.add_table(rows=len(rows), cols=6)._cells
        for place, text in enumerate(text for row in rows for text in row):
            cells[place].text = text
    return document.save(BytesIO())


def _openpyxl() -> object:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for number in range(1, PRIORITIES + 1):
        for row in _rows(number):
            sheet.append((f"Part {number}", *row, "Nobody yet", "Open", "#15"))
    return book.save(BytesIO())


if __name__ == "__main__":
    for kind, (ratio, seconds) in made_exports().items():
        print(f".{kind}: 500 rows in {seconds * 1000:.0f} ms, {ratio:.2f} times its library alone")
