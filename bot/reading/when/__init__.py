"""Planners' phrases of time, read into windows and written back. Pure: today is passed in.

Reading is at hand at once; writing and answering are loaded when they are first asked for.
"""

from bot.reading.when.read import read_when
from bot.reading.when.reading import Context, Part, Reading

TYPE_CHECKING = False  # typing itself is slow to import
if TYPE_CHECKING:
    from bot.reading.when.answers import answer, answer_lines, explain
    from bot.reading.when.write import write_days, write_when

__all__ = [
    "Context",
    "Part",
    "Reading",
    "answer",
    "answer_lines",
    "explain",
    "read_when",
    "write_days",
    "write_when",
]


def __getattr__(name: str) -> object:
    if name in ("answer", "answer_lines", "explain"):
        from bot.reading.when import answers

        return getattr(answers, name)
    if name in ("write_days", "write_when"):
        from bot.reading.when import write

        return getattr(write, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
