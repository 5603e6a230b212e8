"""A reading for machines (JSON, JSON lines) and for people (piece by piece)."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.errors import BadInput
from bot.reading.when.read import read_when
from bot.reading.when.reading import Context, Part, Reading
from bot.reading.when.write import write_when
from bot.windows import Window

TYPE_CHECKING = False  # typing itself is slow to import
if TYPE_CHECKING:
    from typing import Any


def answer(reading: Reading) -> "dict[str, Any]":
    """The reading as JSON-ready values; days as ISO text, None where open or unknown."""
    window = reading.window
    return {
        "start": _iso(window.start),
        "end": _iso(window.end),
        "tentative": window.tentative,
        "ongoing": window.ongoing,
        "recurring": window.recurring,
        "approximate": window.approximate,
        "rule": window.rule,
        "time": window.time.isoformat("minutes") if window.time else None,
        "zone": window.zone,
        "parts": [
            {"said": part.said, "kind": part.kind, "start": _iso(part.start), "end": _iso(part.end)}
            for part in reading.parts
        ],
        "reference": reading.reference,
        "unread": reading.unread,
        "warnings": list(reading.warnings),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def answer_lines(lines: Iterable[str], *, today: date) -> Iterator[str]:
    """JSON lines in (`text`, `today`, `period`, `lang`), JSON lines out, one for each that is not blank.

    `today` stands in where a line names none. Raises BadInput naming the line that is not what was asked for.
    """
    import json

    encode = json.JSONEncoder(ensure_ascii=False).encode
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            said, context = asked["text"], _context(asked, today)
            if not isinstance(said, str):
                raise TypeError("text is not words")
        except (ValueError, KeyError, TypeError) as error:
            raise BadInput(
                f"Line {number} cannot be read ({error}). "
                'A line looks like {"text": "mid-May", "today": "2022-01-10", "period": null, "lang": "en"}.'
            ) from error
        yield encode(answer(read_when(said, context)))


def _context(asked: "dict[str, Any]", today: date) -> Context:
    on = date.fromisoformat(asked["today"]) if asked.get("today") else today
    period = None
    if asked.get("period"):
        first, last = (date.fromisoformat(day) for day in asked["period"])
        if first > last:
            raise ValueError("the period ends before it begins")
        period = (first, last)
    return Context(on, period, str(asked.get("lang") or ""))


def explain(reading: Reading) -> str:
    """How the phrase was read, piece by piece, for a careful reader; several lines, no line break at the end."""
    window = reading.window
    lines = [f"As written: {reading.said}" if reading.said.strip() else "As written: (nothing)"]
    words = write_when(window, long=True)
    lines.append(f"Read as: {words}{_exactly(window)}" if words else "Read as: no date")
    for part in reading.parts:
        note = f" ({part.note})" if part.note else ""
        lines.append(f"  {part.said}: {part.kind}{_days(part)}{note}")
    if window.tentative and not any(part.kind == "tentative" for part in reading.parts):
        lines.append("  or: alternatives, so tentative")
    if reading.reference:
        lines.append(f"Points at: {reading.reference}")
    if reading.unread:
        lines.append(f"Kept, not read: {reading.unread}")
    lines.extend(f"Note: {warning}" for warning in reading.warnings)
    return "\n".join(lines)


def _days(part: Part) -> str:
    if part.start is None and part.end is None:
        return ""
    if part.start == part.end:
        return f" = {_iso(part.start)}"
    return f" = {_iso(part.start) or 'open'} to {_iso(part.end) or 'open'}"


def _exactly(window: Window) -> str:
    """The days that a convention stands for."""
    if not window.approximate or not (window.start and window.end):
        return ""
    return f" = {_iso(window.start)} to {_iso(window.end)}"
