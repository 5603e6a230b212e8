"""Contradictions said aloud: a weekday that is another, an end before its start, days outside the programme."""

from datetime import date

from bot.reading.when.bounds import Bound
from bot.reading.when.reading import Context
from bot.windows import Window

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SWAPPED = "The end lies before the start; read the other way round."


def warnings_of(chosen: list[Bound], window: Window, context: Context) -> tuple[str, ...]:
    """One sentence for each contradiction in what was read."""
    found: list[str] = []
    for bound in chosen:
        for piece, (start, end) in bound.found:
            if piece.warning:
                found.append(piece.warning)
            if piece.weekday is not None and start == end and start.weekday() != piece.weekday:
                found.append(f"{_day(start)} is a {WEEKDAYS[start.weekday()]}, not a {WEEKDAYS[piece.weekday]}.")
        if bound.swapped:
            found.append(SWAPPED)
    if len(chosen) > 1:
        found.append("Several dates; read as one window from the first to the last.")
    if context.period and (window.start or window.end):
        first, last = context.period
        if (window.start or window.end or last) > last or (window.end or window.start or first) < first:
            found.append(f"That is outside the programme's period ({_day(first)} to {_day(last)}).")
    return tuple(dict.fromkeys(found))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
