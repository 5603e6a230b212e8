"""A document that was given out from here, read to the letter: it is known by its head, whatever else it says.

Words that another document would have read as headings, labels or fillers are what they were before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.export_cards import (
    CHAIRS,
    DONE,
    LABELS,
    NOTES,
    NUMBER,
    OWN,
    PERIOD,
    PLACE,
    PRIORITY,
    RATIONALE,
    STANDING,
    STANDINGS,
    STATUS,
    THEME,
    WHAT,
    WHEN,
    WHO,
)
from bot.reading.documents.blocks import Block, Break, Cell, Heading, Para, Remark, Table
from bot.reading.documents.draft import DraftAction, DraftDocument, DraftPriority, DraftProgramme, Period
from bot.reading.documents.head import number_in
from bot.reading.documents.period import read_period
from bot.reading.who import owners_in

_STAMP = re.compile(r"(?:Draft|Adopted|Closed)\b[^\n]*, as of \d{1,2} [A-Z][a-z]+ \d{4}\b[^\n]*")
_LABELLED = re.compile(rf"({'|'.join(LABELS)}): (.*)", re.DOTALL)
_NAMED = re.compile(rf"(\d{{1,6}})\. {PRIORITY}: (.*)", re.DOTALL)
_DATED = re.compile(rf"{WHEN.rstrip('?')}: (.*)", re.DOTALL)
_DAYS = re.compile(r"(?:(?P<said>.*) \()?(?P<first>\d{4}-\d\d-\d\d) to (?P<last>\d{4}-\d\d-\d\d)\)?", re.DOTALL)
_HEAD = len(LABELS) + 1
_ACTIONS = (WHAT, WHO, WHEN)
_PRIORITIES = (PLACE, PRIORITY, WHEN, RATIONALE)


@dataclass(slots=True)
class _Told:
    """What the document says, piece by piece."""

    title: str = ""
    head: dict[str, str] = field(default_factory=dict)
    priorities: list[DraftPriority] = field(default_factory=list)
    actions: list[DraftAction] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_exported(blocks: Sequence[Block]) -> DraftDocument | None:
    """The programme of a document that came from here; None where it did not, or has been rebuilt since."""
    told = _Told(remarks=[block.text for block in blocks if isinstance(block, Remark)])
    blocks = [block for block in blocks if not isinstance(block, Remark | Break)]
    if not _stamped(blocks):
        return None
    taken = _in_lists(blocks, told) if isinstance(blocks[0], Table) else _in_flow(blocks, told)
    if not taken or not is_stamp(told.head.get(STATUS, "")):
        return None
    return DraftDocument(
        (_programme(told),), remarks=(*told.remarks, f"It was exported from here ({told.head[STATUS]}).")
    )


def _stamped(blocks: Sequence[Block]) -> bool:
    """Whether the stamp stands where the head of such a document has it: most are told by a look at their beginning."""
    if blocks and isinstance(blocks[0], Table):
        return any(is_stamp(text) for row in blocks[0].rows[:_HEAD] for text in _fresh(row)[1:2])
    texts = [block.text for block in blocks[:_HEAD] if isinstance(block, Para)]
    return any(is_stamp(text.removeprefix(f"{STATUS}: ")) for text in texts)


def is_stamp(said: str) -> bool:
    """Whether these are the words by which an exported programme says where it stood, and when."""
    return _STAMP.fullmatch(said) is not None


def _programme(told: _Told) -> DraftProgramme:
    period, period_said = _period(told.head.get(PERIOD, ""))
    number = told.head.get(NUMBER)
    return DraftProgramme(
        title=told.title,
        number=number_in(told.title) if number is None else int(number) if number.isdecimal() else None,
        period=period,
        period_said=period_said,
        theme=told.head.get(THEME, ""),
        chairs=tuple(filter(None, told.head.get(CHAIRS, "").split(" / "))),
        priorities=tuple(map(placed, told.priorities)),
        actions=tuple(replace(action, place=str(row)) for row, action in enumerate(told.actions, start=1)),
        notes=tuple(told.notes),
    )


def placed(priority: DraftPriority) -> DraftPriority:
    """A priority with its rows numbered; a dated one that is itself its only row needs none."""
    itself = DraftAction(priority.title, when=priority.when)
    rows = priority.actions
    if priority.when and len(rows) == 1 and replace(rows[0], place="", standing=(), done=False) == itself:
        rows = ()
    numbered = (replace(action, place=f"{priority.number}.{row}") for row, action in enumerate(rows, start=1))
    return replace(priority, actions=tuple(numbered))


def _period(said: str) -> tuple[Period | None, str]:
    if match := _DAYS.fullmatch(said):
        try:
            return (date.fromisoformat(match["first"]), date.fromisoformat(match["last"])), match["said"] or ""
        except ValueError:
            pass
    read = read_period(said)
    return (read[0] if read else None), said


def _in_flow(blocks: Sequence[Block], told: _Told) -> bool:
    """A title, labelled lines, then headings with text and at most one table each; whether it was all of that."""
    if not isinstance(blocks[0], Heading):
        return False
    told.title = blocks[0].text
    under = ""
    for block in blocks[1:]:
        if isinstance(block, Heading):
            named = _NAMED.fullmatch(block.text)
            if named:
                told.priorities.append(DraftPriority(named[2], int(named[1])))
            elif block.text not in (OWN, NOTES):
                return False
            under = PRIORITY if named else block.text
        elif isinstance(block, Para):
            if not _text(block.text, under, told):
                return False
        elif isinstance(block, Table) and under in (PRIORITY, OWN) and (columns := _columns(block.rows[0])):
            actions = [_action(row, columns) for row in block.rows[1:]]
            if under == OWN:
                told.actions += actions
            else:
                last = told.priorities[-1]
                told.priorities[-1] = replace(last, actions=(*last.actions, *actions))
        else:
            return False
    return True


def _text(text: str, under: str, told: _Told) -> bool:
    """Keep a line where it stands; whether there is such a place."""
    if under == PRIORITY:
        last = told.priorities[-1]
        dated = _DATED.fullmatch(text) if not last.when and not last.rationale and not last.actions else None
        if dated:
            told.priorities[-1] = replace(last, when=dated[1])
        else:
            told.priorities[-1] = replace(last, rationale="\n".join(filter(None, (last.rationale, text))))
    elif under == NOTES:
        told.notes += text.split("\n")
    elif not under and (labelled := _LABELLED.fullmatch(text)):
        told.head[labelled[1]] = labelled[2]
    else:
        return False
    return True


def _in_lists(blocks: Sequence[Block], told: _Told) -> bool:
    """A title, labelled rows, the list of priorities, that of actions, and notes; whether it was all of that."""
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    reading = [row for row in rows if any(cell.text for cell in row)]
    if any(not isinstance(block, Table) for block in blocks) or not reading or len(_fresh(reading[0])) != 1:
        return False
    told.title = reading[0][0].text
    at = 1
    while at < len(reading) and len(fresh := _fresh(reading[at])) == 2 and fresh[0] in LABELS:
        told.head[fresh[0]] = fresh[1]
        at += 1
    if at == len(reading) or tuple(_names(reading[at])) != _PRIORITIES:
        return False
    listed = _Listed(told)
    return all(listed.take(row) for row in reading[at + 1 :])


class _Listed:
    """Takes the rows of the lists one after the other."""

    def __init__(self, told: _Told) -> None:
        self.told = told
        self.names: dict[str, int] = {}
        self.columns: _Columns | None = None
        self.notes = False

    def take(self, row: Sequence[Cell]) -> bool:
        fresh = _fresh(row)
        if row[0].text == PRIORITY and (columns := _columns(row, priority=0)):
            self.columns, self.notes = columns, False
        elif fresh == [NOTES]:
            self.notes = True
        elif self.notes:
            self.told.notes += "\n".join(fresh).split("\n")
        elif self.columns:
            return self._action(row, self.columns)
        else:
            return self._priority(row)
        return True

    def _priority(self, row: Sequence[Cell]) -> bool:
        number, title, when, rationale = (cell.text for cell in row[: len(_PRIORITIES)])
        if not number.isdecimal():
            return False
        self.names[f"{number}. {PRIORITY}: {title}"] = len(self.told.priorities)
        self.told.priorities.append(DraftPriority(title, int(number[:6]), rationale, when))
        return True

    def _action(self, row: Sequence[Cell], columns: "_Columns") -> bool:
        named, action = row[0].text, _action(row, columns)
        if not named:
            self.told.actions.append(action)
        elif named in self.names:
            place = self.names[named]
            one = self.told.priorities[place]
            self.told.priorities[place] = replace(one, actions=(*one.actions, action))
        else:
            return False
        return True


def _fresh(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row if cell.text and not cell.across]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column of a table of actions stands."""

    what: int
    """Who and when stand behind it."""
    standings: dict[int, str]
    others: dict[int, str]
    """The document's own columns."""


def _names(row: Sequence[Cell]) -> list[str]:
    names = [cell.text for cell in row]
    while names and not names[-1]:
        names.pop()
    return names


def _columns(row: Sequence[Cell], priority: int | None = None) -> _Columns | None:
    """Where each column stands, if the row names what, who and when, one behind the other."""
    names = _names(row)
    count = len(_ACTIONS)
    what = next((at for at in range(len(names)) if tuple(names[at : at + count]) == _ACTIONS), None)
    if what is None:
        return None
    last = {name: at for at, name in enumerate(names) if name in STANDINGS and at >= what + count}
    taken = {*range(what, what + count), *last.values(), priority}
    others = {at: names[at] if at < len(names) else "" for at in range(len(row)) if at not in taken}
    return _Columns(
        what, {at: name for name, at in last.items()}, {at: name or f"column {at + 1}" for at, name in others.items()}
    )


def _action(row: Sequence[Cell], columns: _Columns) -> DraftAction:
    what, who, when = (cell.text for cell in row[columns.what : columns.what + len(_ACTIONS)])
    said = {name: row[at].text for at, name in columns.standings.items() if row[at].text}
    return DraftAction(
        what,
        who,
        owners_in(who),
        when,
        extra=tuple((name, row[at].text) for at, name in columns.others.items() if row[at].text),
        standing=tuple(said.items()),
        done=said.get(STANDING, "").split(" ")[0].rstrip(":") == DONE,
    )
