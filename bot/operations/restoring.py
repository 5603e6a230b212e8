"""A database that was brought back from a backup does not know what was said since: nothing of that is said again."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.pace import Pace
from storage.queries import facts, heartbeats, standing

RESTORED = "restored_at"
"""The fact that says when the database was last brought back."""


def mark_restored(session: Session, *, now: datetime) -> None:
    """Have everything looked up before it is sent that may have been sent since the backup; call it before any beat.

    Also what was cancelled or left out by then, should it be wanted again. And every channel and every person's
    messages are looked through as far back as the plan goes ahead: what was said then may have been removed since.
    """
    pace = Pace()
    last = heartbeats.last_sign(session) or now
    standing.doubt_all(session, now)
    standing.look_through_all(session, min(last, now - pace.sweep) - pace.horizon, now)
    heartbeats.forget(session, max(last, now) + timedelta(days=1))  # no sender has run on this one, whatever its clock
    facts.keep(session, RESTORED, now.isoformat())
