"""Zones change their rules: what is planned for 09:00 stays at 09:00, whatever instant that turns out to be."""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.operations.occasions import instant
from storage.queries import plan as queries

log = logging.getLogger(__name__)


def set_right(session: Session, now: datetime) -> int:
    """Reckon the instants of all that is still to come anew from local day, time and zone; gives how many changed."""
    changed = 0
    for row in queries.still_to_come(session, now):
        due = instant(row.local_date, row.local_time, ZoneInfo(row.zone))
        if due.replace(microsecond=0) != row.due_at.replace(microsecond=0):
            log.warning(
                "announcement %s is due at %s, not at %s: %s has other rules", row.id, due, row.due_at, row.zone
            )
            queries.set_due(session, row.id, due)
            changed += 1
    return changed
