"""Whether senders are alive: each leaves a sign at every beat, and a word where it gives up for good."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.pace import Pace
from storage.queries import heartbeats


@dataclass(frozen=True, slots=True)
class Pulse:
    """The last sign of one sender."""

    last: datetime
    wrong: str = ""
    """Why it gave up for good; empty while all is well."""


def mark_alive(session: Session, *, owner: str, version: str, now: datetime, wrong: str = "") -> None:
    """Say that this sender is alive, or why it gives up."""
    heartbeats.sign(session, owner, now, version, wrong)


def forget_silent(session: Session, *, now: datetime, pace: Pace) -> None:
    """Senders not heard of for long are gone."""
    heartbeats.forget(session, now - pace.give_up)


def pulse(session: Session) -> tuple[Pulse, ...]:
    """Every sender that was heard of lately."""
    return tuple(Pulse(row.last_tick, row.wrong) for row in heartbeats.signs(session))
