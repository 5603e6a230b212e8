"""What somebody should look at in the dates of a document before it is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.reading.documents.clean import shortened
from bot.reading.documents.draft import DraftAction, DraftProgramme, Period
from bot.reading.documents.period import period_of_steps
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
    own = len(programme.actions) if programme.prepares else 0
    rows = list(programme.every_action())
    for index, row in enumerate(rows):
        if row.when:
            step = index >= len(rows) - own
            period = period_of_steps(programme.period) if programme.period and step else programme.period
            reading = read_when(row.when, Context(today=today, period=period))
            kind = _kind(programme.period, period, reading)
            if kind:
                yield DateDoubt(kind, row.place, _text(row, reading, kind))


def _kind(period: Period | None, own: Period | None, reading: Reading) -> str:
    """What is doubtful in a row's date; the steps that lead to the programme's period have one of their `own`."""
    window = reading.window
    if not window.understood and not window.tentative:
        return "no date read"
    if period and own and window.end:
        first, last = min(period[0], own[0]), period[1]
        if window.end < first or (window.start or window.end) > last:
            return "outside the period"
    return "read by convention" if window.approximate or reading.unread else ""


def _text(row: DraftAction, reading: Reading, kind: str) -> str:
    read = f" as {write_days(reading.window)}" if kind == "read by convention" else ""
    return f"“{row.when}”{read} in “{shortened(row.what)}”"
