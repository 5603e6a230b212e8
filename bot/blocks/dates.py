"""A "when" shown to people: the words as written, then the days they were read as. Pure."""

import re

from bot.blocks.parts import escape, words
from bot.reading.when import write_days
from bot.reading.when.write import MONTHS
from bot.windows import Window

_FIGURES = re.compile(r"\b(1[3-9]|2\d|3[01])[./-](0?[1-9]|1[0-2])[./-]((?:19|20)\d\d)\b")
"""A day in figures that can be read in one way only: 23/03/2022, but not 03/04/2022."""
_MONTHS = {month.casefold(): month[:3].casefold() for month in MONTHS} | {"sept": "sep"}


def said_and_read(said: str, window: Window, *, long: bool = False, near: bool = False) -> str:
    """ "End 2026 (Oct – Dec 2026)"; the days only where they say more than the words.

    Beside how many days are left (`near`) nobody has to be told the year.
    """
    shown = words(said, 200)
    if not window.understood:
        return shown if window.tentative else f"{shown} (not read as a date)"
    read = write_days(window, long=long)
    if not said.strip():
        return escape(read)
    told = not window.dated or _told(said, write_days(window, long=True), window, near=near)
    return shown if told else f"{shown} ({escape(read)})"


def _told(said: str, read: str, window: Window, *, near: bool) -> bool:
    """Whether the words have all of what was read, in its order; of a single day in any."""
    own = _pieces(said)
    rest = [one for one in _pieces(read) if not (near and len(one) == 4 and one.isdigit())]
    if window.start == window.end:
        return bool(rest) and set(rest) <= set(own)
    place, choice = iter(own), "or" in own and "–" in read
    return bool(rest) and not choice and all(one in place for one in rest)


def _pieces(said: str) -> list[str]:
    """Its words and figures, months by their first letters."""
    spelt = _FIGURES.sub(lambda day: f"{int(day[1])} {MONTHS[int(day[2]) - 1]} {day[3]}", said)
    found = re.findall(r"[^\W\d_]+|\d+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", spelt.casefold()))
    return [_MONTHS.get(one, one) for one in found]
