"""What is asked and what is answered: the context of a phrase, and the reading of it."""

from dataclasses import dataclass
from datetime import date

from bot.windows import Window


@dataclass(frozen=True)
class Context:
    """What a phrase is read against: the day it is read on, the programme's first and last day, the language.

    `lang` is an ISO 639-1 code or empty; it settles words that two languages share ("mar", "once").
    """

    today: date
    period: tuple[date, date] | None = None
    lang: str = ""


@dataclass(frozen=True)
class Part:
    """One piece of a phrase: the words, the kind of phrase they are, and the days they were read as."""

    said: str
    kind: str
    start: date | None = None
    end: date | None = None
    note: str = ""
    """The convention that was applied, in words, where there was a choice."""


@dataclass(frozen=True)
class Reading:
    """A phrase as written and what was understood of it. Nothing of the phrase is lost."""

    said: str
    window: Window
    parts: tuple[Part, ...] = ()
    reference: str = ""
    """Words that point at another row or at a meeting; whoever knows those may resolve them."""
    unread: str = ""
    """Words that were not understood, or that say something else than when."""
    warnings: tuple[str, ...] = ()
    """Contradictions and doubts, each a sentence."""
