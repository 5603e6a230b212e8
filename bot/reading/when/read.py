"""A phrase of a planner becomes a window."""

import re
from calendar import monthrange
from datetime import date

from bot.reading.when.reading import Context, Part, Reading
from bot.windows import NOTHING, Window

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(NAMES, 1)}
DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ ./-]+([a-z]+|\d{1,2})[ ./-]+(\d{4})\b")
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
MONTH = re.compile(r"\b([a-z]{3,9})\.? (\d{4})\b")


def read_when(said: str, context: Context) -> Reading:
    """What the phrase says about time; never raises, never guesses."""
    text = " ".join(said.casefold().split())
    start, end = _days(text)
    window = Window(
        start,
        end,
        tentative=bool(re.search(r"\btb[cda]\b", text)),
        ongoing="ongoing" in text,
        recurring=bool(re.search(r"\b(periodically|weekly|monthly|quarterly|annually)\b", text)),
    )
    if not window.understood and not window.tentative:
        return Reading(said, NOTHING, unread=said.strip())
    return Reading(said, window, parts=(Part(said, "date", start, end),))


def _days(text: str) -> tuple[date | None, date | None]:
    try:
        if found := ISO.search(text):
            day = date(*map(int, found.groups()))
            return day, day
        if found := DAY.search(text):
            month = MONTHS.get(found[2][:3]) or (int(found[2]) if found[2].isdigit() else 0)
            day = date(int(found[3]), month, int(found[1]))
            return day, day
        if (found := MONTH.search(text)) and found[1][:3] in MONTHS:
            year, month = int(found[2]), MONTHS[found[1][:3]]
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None, None
    return None, None
