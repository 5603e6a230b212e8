"""What holds for the whole alliance at this moment: the environment's settings, and over them what the chairs set."""

from dataclasses import replace
from datetime import time
from typing import Any

from sqlmodel import Session, col, select

from bot.turn import House
from storage.models import Setting

CHANNEL, DIGEST, DEADLINES, LATE = "channel", "digest at", "deadline days", "late in channel"
CHOSEN: Any = select(col(Setting.name), col(Setting.value))


def house_now(session: Session, base: House) -> House:
    """`base` with everything that the chairs have set."""
    chosen = dict(session.connection().execute(CHOSEN).all())
    if not chosen:
        return base
    return replace(
        base,
        channel=chosen.get(CHANNEL, base.channel),
        digest_at=time.fromisoformat(chosen[DIGEST]) if DIGEST in chosen else base.digest_at,
        deadline_days=days_of(chosen[DEADLINES]) if DEADLINES in chosen else base.deadline_days,
        late_in_channel=chosen[LATE] == "yes" if LATE in chosen else base.late_in_channel,
    )


def days_of(kept: str) -> tuple[int, ...]:
    """Days as they are kept: "14,3,0"."""
    return tuple(int(day) for day in kept.split(",") if day)
