"""`wp health`: whether a sender is alive on the database, for whoever supervises it."""

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.database import database_trouble, file_of, shown
from bot.operations.pulse import Pulse, pulse
from bot.pace import Pace
from storage.engine import Units, open_engine
from storage.migrate import current, head


def health(url: str, now: datetime, pace: Pace | None = None) -> tuple[bool, str]:
    """Whether all is well, and the sentence that says so or why not. Changes nothing, and never raises."""
    path = file_of(url)
    if path is not None and not path.is_file():
        return False, f"There is no database {shown(url)}: no bot has run on it."
    engine = open_engine(url, busy_seconds=5)
    try:
        if current(engine) != head():
            return False, f"The database {shown(url)} has another schema than this program: run wp db upgrade."
        with Units(engine).reading() as session:
            return _judged(pulse(session), now, pace or Pace())
    except SQLAlchemyError as error:
        return False, database_trouble(error, url) or f"The database {shown(url)} cannot be read."
    finally:
        engine.dispose()


def alive_since(engine: Engine, now: datetime) -> datetime | None:
    """The last beat of a sender that is alive; None where none is."""
    with Units(engine).reading() as session:
        beats = pulse(session)
    alive = [one.last for one in beats if not one.wrong and now - one.last <= Pace().silent]
    return max(alive, default=None)


def _judged(beats: tuple[Pulse, ...], now: datetime, pace: Pace) -> tuple[bool, str]:
    if not beats:
        return False, "No bot has run on this database. wp run starts one."
    alive = [one for one in beats if not one.wrong and abs(now - one.last) <= pace.silent]
    newest = max(beats, key=lambda one: one.last)
    ago = in_words(now - newest.last)
    if alive:
        return True, f"Alive: the last sign of life was {ago} ago."
    if newest.wrong:
        return False, f"The bot gave up {ago} ago: {newest.wrong}"
    if newest.last > now:
        return False, f"The last sign of life is dated {in_words(newest.last - now)} ahead of this machine's clock."
    said = f"The last sign of life was {ago} ago; one comes at least every {in_words(pace.silent)}."
    return False, f"{said} If no bot runs, wp run starts one."


def in_words(time: timedelta) -> str:
    """ "12 seconds", "an hour", "3 days": in whole ones of the largest unit of which there is one."""
    seconds = max(0, round(time.total_seconds()))
    for name, length in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        if count := seconds // length:
            one = "an" if name == "hour" else "a"
            return f"{count} {name}s" if count > 1 else f"{one} {name}"
    return "less than a second"
