"""A "when" shown to people: the words as written, then the days they were read as. Pure."""

from bot.blocks.parts import escape, words
from bot.reading.when import write_days
from bot.windows import Window


def said_and_read(said: str, window: Window, *, long: bool = False) -> str:
    """ "End 2026 (Oct – Dec 2026)"; the days only where they say more than the words."""
    shown = words(said, 200)
    if not window.understood:
        return shown if window.tentative else f"{shown} (not read as a date)"
    read = write_days(window, long=long)
    if not said.strip():
        return escape(read)
    told = any(days.casefold() in said.casefold() for days in (read, write_days(window, long=True)))
    return shown if told or not window.dated else f"{shown} ({escape(read)})"
