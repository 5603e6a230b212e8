"""Which column of a table says what, who or when: the words people put at the head of an action table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.documents.blocks import Cell, Table

_LONGEST_HEADER = 60
_HEADER_ROWS = 8
"""The row that names the columns is looked for among so many first rows that say anything."""


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)", re.IGNORECASE)


_WHAT = _words(
    "what", "tasks?", "(?:sub-?)?actions?", "activit(?:y|ies)", "milestones?", "steps?", "deliverables?", "to-?dos?",
    "measures?", "initiatives?",
)  # fmt: skip
_WHAT_WEAK = _words("descriptions?", "items?", "details?", "topics?", "subject", "title", "work", "projects?")
_WHO = _words(
    "who", "whom", "owners?", "responsib(?:le|ility|ilities)", "leads?", "leaders?", "assigned", "assignees?",
    "in charge", "actors?", "accountable", "coordinators?", "point of contact", "focal points?", "persons?",
    "implementers?", "implementing",
)  # fmt: skip
_WHO_WEAK = _words(
    "partners?", "organi[sz]ations?", "teams?", "contacts?", "institutions?", "agenc(?:y|ies)", "departments?",
    "involved", "participants?", "members?",
)  # fmt: skip
_WHEN = _words(
    "when", "due", "deadlines?", "time-?\\s?(?:line|frame|scale|table)s?", "timing", "target dates?", "finish",
    "completion dates?", "end dates?", "dates?",
)  # fmt: skip
_WHEN_WEAK = _words("end", "period", "target", "schedule", "quarter", "month", "year", "completion", "planned")
_START = _words("start(?:s|ed|ing)?", "begin(?:s|ning)?", "from")
_PRIORITY = _words(
    "priorit(?:y|ies)", "objectives?", "goals?", "pillars?", "sections?", "areas?", "themes?", "work\\s?packages?",
    "wp", "work\\s?streams?", "strands?", "categor(?:y|ies)", "ax(?:is|es)", "strateg(?:y|ies)", "focus",
)  # fmt: skip
_NUMBER = re.compile(
    r"(?:(?:action|item|task|priority|milestone|activity|row|serial)s?\s*)?"
    r"(?:no|nr|n°|nº|#|id|ids|ref|reference|number|num|code|s/?n)\s?[.:#]?",
    re.IGNORECASE,
)
_OTHER = _words(
    "status", "progress", "comments?", "notes?", "remarks?", "updated?", "updates", "budget", "costs?", "resources?",
    "indicators?", "kpis?", "outcomes?", "results?", "outputs?", "risks?", "evidence", "taken", "completed?", "created",
    "raised", "opened", "measurements?", "versions?", "changes?", "authors?", "revisions?",
)  # fmt: skip
_FILL = _words(
    "the", "of", "for", "by", "to", "and", "or", "in", "is", "be", "key", "main", "planned", "party", "parties",
    "person", "date", "s", "description", "body", "bodies", "organi[sz]ation", "team", "name", "proposed", "action",
    "item", "partner", "target", "expected", "responsible", "end", "agency", "contact", "lead",
)  # fmt: skip
_HISTORY = _words("versions?", "revisions?", "authors?", "changes?", "approved by", "signature", "email", "e-mail")
_NAME = re.compile(r"(?:(?:first|last|full|family)\s+)?names?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b[QH][1-4]\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|ongoing|tbc|tbd|week|month",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; None where the table has no such column."""

    header: int
    """The row that names the columns; -1 where they are those of an earlier table."""
    names: tuple[str, ...]
    what: int
    who: int | None = None
    when: int | None = None
    priority: int | None = None
    number: int | None = None
    exact: int = 0
    """How many of the names consist of nothing but the usual words."""

    @property
    def named(self) -> tuple[int, ...]:
        return tuple(c for c in (self.what, self.who, self.when) if c is not None)


def role(name: str) -> str:
    """What a header cell names: what, who, when, start, priority, number, other; "" where it is unknown.

    A trailing "?" marks one that is not sure of itself ("what?").
    """
    name = name.strip(" \n?:*.")
    if not name or len(name) > _LONGEST_HEADER:
        return ""
    if _NUMBER.fullmatch(name):
        return "number"
    if _OTHER.search(name):
        return "other"
    for pattern, meaning in (
        (_START, "start"),
        (_WHO, "who"),
        (_WHEN, "when"),
        (_WHAT, "what"),
        (_PRIORITY, "priority"),
        (_WHO_WEAK, "who?"),
        (_WHEN_WEAK, "when?"),
        (_WHAT_WEAK, "what?"),
    ):
        if pattern.search(name):
            return meaning
    return ""


def find_columns(table: Table) -> Columns | None:
    """The columns of an action table, by the first of its rows that names them; None where none does."""
    looked = 0
    for index, row in enumerate(table.rows):
        if looked >= _HEADER_ROWS:
            return None
        if any(cell.text for cell in row):
            looked += 1
            if columns := columns_named_by(row, index, table.rows[index + 1 :]):
                return columns
    return None


def names_something(table: Table) -> bool:
    """Whether the first row names columns of another kind of table: who was there, who changed what when."""
    names = [cell.text for cell in table.rows[0] if cell.text and not cell.across]
    return any(len(n) <= _LONGEST_HEADER and (role(n) or _HISTORY.search(n) or _NAME.fullmatch(n)) for n in names)


def turned(table: Table) -> tuple[Table, Columns] | None:
    """A card as a table of one row: a label and what it says on each line, all of the labels names of columns."""
    if table.width != 2 or not 2 <= len(table.rows) <= 12:
        return None
    card = Table((tuple(row[0] for row in table.rows), tuple(row[1] for row in table.rows)))
    columns = columns_named_by(card.rows[0], 0, card.rows[1:])
    if columns and role(columns.names[columns.what]) == "what" and all(role(name) for name in columns.names):
        return card, columns
    return None


def columns_named_by(row: Sequence[Cell], index: int, below: Sequence[Sequence[Cell]]) -> Columns | None:
    """The columns, when `row` names them: a what with a who or a when, or a what among other known names."""
    names = ["" if cell.across else cell.text for cell in row]
    if sum(1 for name in names if name) < 2 or any(len(name) > 2 * _LONGEST_HEADER for name in names):
        return None
    roles = [role(name) for name in names]
    sure, unsure = _places(roles, "what"), _places(roles, "what?")
    who = _first(roles, "who", "who?")
    when = _when(roles, below)
    if not sure and not (unsure and (who is not None or when is not None)):
        return None
    known = {r for r in roles if r}
    if who is None and when is None and (len(known) < 2 or sum(1 for name in names if name) < 3):
        return None
    if len(_places(roles, "other")) >= 2 and sum(1 for n in names if _HISTORY.search(n)) >= 2:
        return None
    what = _longest(sure + unsure, below)
    others = [c for c in sure + unsure if c != what]
    priority = _first(roles, "priority")
    number = _first(roles, "number")
    if priority is None and number is None and others and _mean(others[0], below) < 12:
        number = others[0]
    if priority is not None and _is_level(priority, below):
        priority = None
    exact = sum(1 for name, r in zip(names, roles, strict=True) if r and _only_usual_words(name))
    if not exact:
        return None
    return Columns(index, tuple(names), what, who, when, priority, number, exact)


def _places(roles: Sequence[str], wanted: str) -> list[int]:
    return [index for index, found in enumerate(roles) if found == wanted]


def _first(roles: Sequence[str], *wanted: str) -> int | None:
    for one in wanted:
        if places := _places(roles, one):
            return places[0]
    return None


def _when(roles: Sequence[str], below: Sequence[Sequence[Cell]]) -> int | None:
    if places := _places(roles, "when"):
        return max(places, key=lambda c: (_share(c, below, _DATED) > 0, -c))
    for place in _places(roles, "when?"):
        if _share(place, below, _DATED) >= 0.3:
            return place
    return None


def _share(column: int, below: Sequence[Sequence[Cell]], pattern: re.Pattern[str]) -> float:
    texts = [row[column].text for row in below[:50] if row[column].text]
    return sum(1 for text in texts if pattern.search(text)) / len(texts) if texts else 0.0


def _mean(column: int, below: Sequence[Sequence[Cell]]) -> float:
    lengths = [len(row[column].text) for row in below[:50] if row[column].text and not row[column].across]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _longest(candidates: Sequence[int], below: Sequence[Sequence[Cell]]) -> int:
    return max(candidates, key=lambda column: (_mean(column, below), -column))


_LEVELS = {"high", "medium", "low", "urgent", "normal", "critical", "h", "m", "l", "p1", "p2", "p3", "mid", "top"}


def _is_level(column: int, below: Sequence[Sequence[Cell]]) -> bool:
    """A column headed Priority may hold how urgent a row is, not what it belongs to."""
    texts = {row[column].text.strip().lower() for row in below[:50]} - {""}
    return bool(texts) and texts <= _LEVELS


def _only_usual_words(name: str) -> bool:
    left = name
    for pattern in (_WHAT, _WHAT_WEAK, _WHO, _WHO_WEAK, _WHEN, _WHEN_WEAK, _START, _PRIORITY, _OTHER, _FILL):
        left = pattern.sub(" ", left)
    return _WORD.search(left) is None or _NUMBER.fullmatch(name.strip()) is not None
