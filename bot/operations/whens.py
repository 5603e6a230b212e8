"""Reading a "when" for a programme, and what to say back about it."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from bot.operations.references import Referred, resolve
from bot.reading.when import Context, Reading, read_when, write_days
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
    doubt: bool = False
    """Worth a look by the author: a convention was applied, or something in the words was not understood."""


def read_for(session: Session, turn: Turn, programme: Programme | None, said: str, *, reminded: bool = True) -> When:
    """Read the words in the light of the programme's period, its other rows, and of today in its zone.

    `reminded`: a date would bring reminders, so that it is said where there are none.
    """
    period = None
    if programme and programme.starts_on and programme.ends_on:
        period = (programme.starts_on, programme.ends_on)
    reading = read_when(said, Context(today=turn.today, period=period))
    referred = refer(session, programme, reading)
    window = referred.window if referred else reading.window
    shown = list(reading.warnings)
    if said and window.tentative and not window.understood:
        shown.append(f"To be confirmed, then{'; no reminders until there is a date' if reminded else ''}.")
    elif said and not window.understood:
        what = f"what “{reading.reference}” points to" if reading.reference else f"a date in “{said}”"
        without = "; no reminders until you set a date" if reminded else ""
        shown.append(f"I can't see {what}. Kept as written{without}.")
    elif window.approximate or reading.unread or referred:
        left = f" I did not understand “{reading.unread}”." if reading.unread else ""
        source = f" (from {referred.row})" if referred else ""
        shown.append(f"I read “{said}” as {write_days(window)}{source}. Right?{left}")
    if window.late(turn.today):
        shown.append("That is past. If you mean another year, write the year with it.")
    unread = "" if referred else reading.unread
    return When(said=said, window=window, unread=unread, shown=tuple(shown), doubt=bool(shown))


def refer(session: Session, programme: Programme | None, reading: Reading) -> Referred | None:
    """What the words point to, where they point to another row and say no date themselves."""
    if programme is None or not reading.reference or reading.window.understood:
        return None
    referred = resolve(session, programme, reading.reference)
    if referred and reading.window.tentative:
        return replace(referred, window=referred.window.tentatively())
    return referred
