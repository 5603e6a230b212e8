"""The head of a programme: title, number, period, theme, chairs, out of the lines before its first priority."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading.documents.draft import Period
from bot.reading.documents.period import read_period
from bot.reading.who import read_who

_THEME = re.compile(
    r"(?:(?:overall|guiding|main|general|central|programme|overarching)\s+)*(?:theme|motto|leitmotif|thème|leitthema|lema|tema)(?:\s+(?:directeur|central|general|guía))?\s*[:–—]\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CHAIRS = re.compile(
    r"(?:chaired\s+by\s*:?|(?:chairs?|chairmanship|presidency|chair(?:ing)?\s+(?:institution|organi[sz]ation|country)s?|"
    r"co-?chairs?|chairperson|in\s+the\s+chair|présidence|vorsitz|presidencia)\s*[:–—])\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PERIOD = re.compile(
    r"(?:(?:reporting|programme|planning|work)\s+)?(?:period|duration|time\s?frame|dates?|term|semester|validity|year)"
    r"(?:\s+covered)?\s*[:–—]\s*(?P<value>.*)|(?:période|zeitraum|laufzeit|per[ií]odo)\s*:\s*(?P<abroad>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LABELS = {"theme": _THEME, "chairs": _CHAIRS, "period": _PERIOD}
_NUMBER = re.compile(r"\bn\s?[°º]\s*(\d{1,4})|\b(?:no\.|number|nr\.?)\s*(\d{1,4})\b|#(\d{1,4})\b", re.IGNORECASE)
_QUOTES = {"“": "”", '"': '"', "„": "“", "«": "»", "‘": "’", "'": "'"}
PROGRAMME = re.compile(
    r"\b(?:work\s*)?(?:programmes?|programs?|plans?|priorit(?:y|ies)|strateg(?:y|ies)|roadmaps?|agendas?|objectives|goals|"
    r"workplans?)\b",
    re.IGNORECASE,
)
"""Words by which a document calls itself a programme."""
_SHORT = 120


@dataclass(slots=True)
class Head:
    title: str = ""
    number: int | None = None
    period: Period | None = None
    period_said: str = ""
    theme: str = ""
    chairs: tuple[str, ...] = ()
    rest: list[str] = field(default_factory=list)
    """Lines that are none of these."""


def is_field(line: str) -> bool:
    """Whether a line is a field of the head ("Guiding theme: …") or nothing but a period."""
    line = line.strip()
    return any(label.match(line) for label in _LABELS.values()) or is_period(line)


def read_head(title: str, lines: Sequence[str]) -> Head:
    """The head, from the title and the lines that stand near it, in the document's order."""
    head = Head(title=title, number=number_in(title))
    waiting = ""
    for line in lines:
        if waiting:
            _set(head, waiting, line)
            waiting = ""
            continue
        label, value = _labelled(line)
        if label and not value:
            waiting = label
        elif label:
            _set(head, label, value, line)
        elif head.period is None and is_period(line):
            _set(head, "period", line)
        else:
            head.rest.append(line)
    if head.period is None:
        for line in (title, *filter(_names_programme, head.rest)):
            if found := read_period(line):
                head.period, head.period_said = found
                break
    return head


def _names_programme(line: str) -> bool:
    """Whether a short line names a programme, and is no sentence about one."""
    return len(line) <= _SHORT and PROGRAMME.search(line) is not None and not line.rstrip().endswith(".")


def unquoted(text: str) -> str:
    """The text without the one pair of quotation marks that stands round all of it."""
    text = text.strip()
    if len(text) > 2 and _QUOTES.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    return text


def _labelled(line: str) -> tuple[str, str]:
    for label, pattern in _LABELS.items():
        if match := pattern.fullmatch(line.strip()):
            return label, next(said for said in match.groups() if said is not None).strip()
    return "", ""


def _set(head: Head, label: str, value: str, line: str = "") -> None:
    if label == "theme" and not head.theme:
        head.theme = unquoted(value)
    elif label == "chairs" and not head.chairs:
        said = read_who(value)
        head.chairs = said.owners or (value,)
        if said.not_owners:
            head.rest.append(line or value)
    elif label == "period" and head.period is None and (found := read_period(value)):
        head.period, head.period_said = found[0], value
    else:
        head.rest.append(line or value)


def is_period(line: str) -> bool:
    """Whether a line says a period and next to nothing else."""
    line = line.strip(" \n()[].*_")
    if not 4 <= len(line) <= 60:
        return False
    found = read_period(line)
    return found is not None and len(found[1]) >= 0.7 * len(line)


def number_in(title: str) -> int | None:
    """The number that a title gives its programme: "n°3" is 3."""
    match = _NUMBER.search(title[:400])
    return int(match[1] or match[2] or match[3]) if match else None
