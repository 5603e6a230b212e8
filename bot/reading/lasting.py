"""How long something lasts: "10:00-11:30", "for 90 minutes", "(2 hours)". Pure."""

import re
from dataclasses import dataclass
from datetime import time

_CLOCK = r"(\d{1,2})(?:[:.h](\d{2})|\s*(?=[ap]m\b)|h\b)\s*([ap]m)?"
_RANGE = re.compile(rf"(?<![\d.:]){_CLOCK}\s*(?:-|–|—|to|until|till|bis|à)\s*{_CLOCK}(?![\d.:])", re.IGNORECASE)
_APART = re.compile(
    rf"(?<![\d.:]){_CLOCK}.*?(?:\s[-–—]\s|\b(?:to|until|till|through|bis)\b|à).*?(?<![\d.:]){_CLOCK}(?![\d.:])",
    re.IGNORECASE,
)
_HOURS_AND = r"(\d{1,2})\s*h(?:ours?)?\s*(?:and\s*)?(\d{1,2})\s*(?:min(?:ute)?s?)?"
_ONE_UNIT = r"(\d{1,3}(?:[.,]\d)?|an?|half\s+an?)\s*(minutes?|mins?|hours?|hrs?|h|m)"
_SAID = re.compile(
    rf"[\s,;]*(?:\bfor\s+(?:{_HOURS_AND}|{_ONE_UNIT})\b|\(\s*(?:{_HOURS_AND}|{_ONE_UNIT})\s*\)"
    r"|(?<![\d:.])(\d{1,3})\s*(?:minutes|mins?)\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:{_HOURS_AND}|{_ONE_UNIT}|(\d{{1,3}}))", re.IGNORECASE)
_END = re.compile(rf"(?:until\s+|till\s+|to\s+)?{_CLOCK}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lasting:
    """A "when" without the words that say how long, and what those said: minutes, an end time, or neither."""

    said: str
    minutes: int | None = None
    until: time | None = None


def lasting(said: str) -> Lasting:
    """What a phrase says of its length. An end time stays in the words, since readers of dates know it."""
    if match := _SAID.search(said):
        groups = match.groups()
        minutes = _minutes(*groups[:4]) or _minutes(*groups[4:8]) or int(groups[8] or 0)
        return Lasting(" ".join((said[: match.start()] + said[match.end() :]).split()), minutes or None)
    match = _RANGE.search(said)
    if match is None:
        return Lasting(said)
    half = match[3] or match[6]
    return Lasting(said, until=_time(match[4], match[5], match[6] or half))


def ends_apart(said: str) -> time | None:
    """When it ends on its last day, where both days have their time: "3 March 10:00 to 4 March 16:00"."""
    match = _APART.search(said)
    return _time(match[4], match[5], match[6]) if match else None


def length_or_end(said: str) -> Lasting | None:
    """A field that holds nothing else: "11:30", "90", "90 minutes", "2 hours"; None where it is none of these."""
    said = said.strip()
    if match := _END.fullmatch(said):
        until = _time(*match.groups())
        return Lasting("", until=until) if until else None
    match = _ALONE.fullmatch(said.removeprefix("for ").strip())
    if match is None:
        return None
    minutes = _minutes(*match.groups()[:4]) or int(match[5] or 0)
    return Lasting("", minutes) if minutes else None


def _minutes(hours: str | None, rest: str | None, count: str | None, unit: str | None) -> int:
    if hours:
        return int(hours) * 60 + int(rest or 0)
    if not count or not unit:
        return 0
    if count[0].isalpha():
        number = 0.5 if count.lower().startswith("half") else 1.0
    else:
        number = float(count.replace(",", "."))
    return round(number * (1 if unit.lower().startswith("m") else 60))


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    hours = int(hour)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    return time(hours, int(minute or 0)) if hours < 24 and int(minute or 0) < 60 else None
