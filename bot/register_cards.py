"""Frozen data shown to people about the outreach register. No Slack, no tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class EntryCard:
    """Somebody, or a media channel, to be approached."""

    number: int
    kind: str
    """contact or media."""
    name: str
    office: str = ""
    role: str = ""
    audience: str = ""
    link: str = ""
    suggested_by: str = ""
    """Who, by name."""
    suggested_for: str = ""
    """Their organisation's short name."""
    approached_by: str = ""
    """The organisation's short name."""
    approached_said: str = ""
    """When, as written; empty while it is about to."""
    result: str = ""
    proposal: int = 0
    """Number of the proposal it came from."""
    hidden: bool = False
    """Somebody's personal data that is for the chairs: name, role, link and result are left out of the card."""
    erased: bool = False
    version: int = 1
    may: frozenset[str] = frozenset()
    """approach, forget: what the person it is shown to may do with it now."""


@dataclass(frozen=True, slots=True)
class RegisterCard:
    """Part of the register."""

    entries: tuple[EntryCard, ...]
    total: int
    offset: int = 0
    asked: str = ""
    """contacts, media, or empty."""
    chair: bool = False
    command: str = "/wp"


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry, with what happened to it: (day, who, what)."""

    entry: EntryCard
    history: tuple[tuple[date, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry as it is now stored, and the way back."""

    sentence: str
    entry: EntryCard
    undo: int = 0
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """Another organisation is at the same office already. Nothing was changed."""

    entry: EntryCard
    others: tuple[EntryCard, ...]
    line: str = ""
    """What was typed after the entry's number, for doing it all the same."""


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What the form of a new entry, or of an approach, is opened with."""

    kind: str = "contact"
    said: Mapping[str, str] = field(default_factory=dict)
    entry: EntryCard | None = None
    """The one that is approached; none for a new one."""
    organisations: tuple[str, ...] = ()
    """For whom it may be approached: short names; where there is one, nobody is asked."""
    others: tuple[EntryCard, ...] = ()
    """Approached by another organisation, at the same office."""


@dataclass(frozen=True, slots=True)
class ToForget:
    """A contact whose personal data are about to be erased. Nothing is done yet."""

    number: str
    """ "P7" or "R3"."""
    name: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A contact whose personal data are gone."""

    number: str
