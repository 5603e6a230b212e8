"""`wp health`: whether a sender is alive on the database, for whoever supervises it."""

from datetime import datetime

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
        return False, "No sender has run on this database."
    alive = [one for one in beats if not one.wrong and now - one.last <= pace.silent]
    newest = max(beats, key=lambda one: one.last)
    ago = max(0, round((now - newest.last).total_seconds()))
    if alive:
        return True, f"Alive: the last beat was {ago} s ago."
    if newest.wrong:
        return False, f"The sender gave up {ago} s ago: {newest.wrong}"
    return False, f"The last beat was {ago} s ago, which is more than {pace.silent.total_seconds():.0f} s."
