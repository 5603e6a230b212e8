"""Reading a "when" for a programme, and what to say back about it."""

from dataclasses import dataclass

from bot.reading.when import Context, read_when, write_when
from bot.turn import Turn
from bot.windows import Window
from storage.models import Programme


@dataclass(frozen=True, slots=True)
class When:
    """A "when" as written, what it was understood as, and the sentences that show the author how it was read."""

    said: str
    window: Window
    unread: str
    shown: tuple[str, ...]


def read_for(turn: Turn, programme: Programme | None, said: str) -> When:
    """Read the words in the light of the programme's period and of today in its zone."""
    period = None
    if programme and programme.starts_on and programme.ends_on:
        period = (programme.starts_on, programme.ends_on)
    reading = read_when(said, Context(today=turn.today, period=period))
    shown = list(reading.warnings)
    if said and not reading.window.understood:
        shown.append(f"I can't see a date in “{said}”. Kept as written; no reminders until you set one.")
    elif reading.window.approximate or reading.unread:
        shown.append(f"I read “{said}” as {write_when(reading.window)}. If that is not right, give the date again.")
    return When(said=said, window=reading.window, unread=reading.unread, shown=tuple(shown))
