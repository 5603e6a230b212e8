"""Frozen data of what people and chairs have set. No Slack, no tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.cards import listed


@dataclass(frozen=True, slots=True)
class PersonalSettings:
    """When one person is reminded, and by way of whom."""

    reminded: bool
    at: time
    """Local time of the daily message, in `zone`."""
    zone: str
    away_until: date | None
    """Last day of an absence, where there is one now."""
    deputy: str = ""
    """Who hears instead: U… id; empty where nobody does."""
    deputy_name: str = ""
    organisation: str = ""
    country: str = ""
    """Country whose days off the organisation observes, by name; empty where none."""


@dataclass(frozen=True, slots=True)
class HouseSettings:
    """What the chairs can set for everybody."""

    channel: str
    """C… id; empty where none is set."""
    digest_at: time
    zone: str
    deadline_days: tuple[int, ...]
    late_in_channel: bool


def days_before(days: Sequence[int]) -> str:
    """ "14 and 3 days before they close and on the day itself"."""
    before = [day for day in days if day]
    said = [f"{listed(map(str, before))} day{'' if before == [1] else 's'} before they close"] if before else []
    return listed([*said, *(["on the day itself"] if 0 in days else [])])


@dataclass(frozen=True, slots=True)
class SettingsCard:
    """All settings that concern a person, said in full."""

    personal: PersonalSettings
    house: HouseSettings
    chair: bool
    command: str
    sentence: str = ""
    """What was changed just now."""
    undo: int = 0


@dataclass(frozen=True, slots=True)
class SettingsForm:
    """The form of one half of the settings."""

    card: SettingsCard
    of: str
    """"mine" or "channel"."""
