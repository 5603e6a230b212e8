"""What somebody should look at in the dates of a document before it is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.reading.documents.draft import DraftAction, DraftProgramme
from bot.reading.when import Context, Reading, read_when, write_days


@dataclass(frozen=True, slots=True)
class DateDoubt:
    """One "when" of the document: where it stands, what is doubtful, and the words with their reading."""

    kind: str
    """no date read, outside the period, or read by convention."""
    place: str
    text: str


def doubtful_dates(programme: DraftProgramme, today: date) -> Iterator[DateDoubt]:
    """Dates that could not be read, that lie outside the period, and those read by a convention, with their days."""
    for row in programme.every_action():
        if row.when:
            reading = read_when(row.when, Context(today=today, period=programme.period))
            kind = _kind(programme, reading)
            if kind:
                yield DateDoubt(kind, row.place, _text(row, reading, kind))


def _kind(programme: DraftProgramme, reading: Reading) -> str:
    window = reading.window
    if not window.understood and not window.tentative:
        return "no date read"
    if programme.period and window.end:
        first, last = programme.period
        if window.end < first or (window.start or window.end) > last:
            return "outside the period"
    return "read by convention" if window.approximate or reading.unread else ""


def _text(row: DraftAction, reading: Reading, kind: str) -> str:
    read = f" as {write_days(reading.window)}" if kind == "read by convention" else ""
    return f"“{row.when}”{read} in “{' '.join(row.what.split())[:80]}”"
