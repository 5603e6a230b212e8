"""Planners' phrases of time, read into windows and written back. Pure: today is passed in."""

from bot.reading.when.answers import answer, answer_lines, explain
from bot.reading.when.read import read_when
from bot.reading.when.reading import Context, Part, Reading
from bot.reading.when.write import write_token, write_when

__all__ = [
    "Context",
    "Part",
    "Reading",
    "answer",
    "answer_lines",
    "explain",
    "read_when",
    "write_token",
    "write_when",
]
