"""The one thing handed round, built once at the composition root."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from sqlmodel import Session

from bot.clock import Now
from bot.turn import House


class Unit(Protocol):
    """Units of work: each a session for one thread, committed whole or not at all."""

    def writing(self) -> AbstractContextManager[Session]: ...

    def reading(self) -> AbstractContextManager[Session]: ...


@dataclass(frozen=True, slots=True)
class Deps:
    """What every part of a running bot shares."""

    unit: Unit
    now: Now
    house: House
    wake: Callable[[], None] = lambda: None
    """Asks the sender to look now rather than at its next beat."""
    trouble: Callable[[BaseException], str] = lambda _error: ""
    """What the database complains of, as a sentence; empty where it is something else."""
