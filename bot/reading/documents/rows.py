"""The rows of one action table to actions, in the groups that the table itself makes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.reading.documents.blocks import Cell, Table
from bot.reading.documents.clean import is_filler, said, without_midnight
from bot.reading.documents.columns import Columns, columns_named_by
from bot.reading.documents.draft import DraftAction, Reading, Skipped
from bot.reading.documents.marks import when_marked
from bot.reading.documents.naming import Name, read_name
from bot.reading.documents.roles import says_done
from bot.reading.who import owners_in

_CONTINUED = re.compile(
    r"\s?[(\[]?\s?(?:table\s|row\s)?(?:is\s)?(?:continued|cont['’.]?d|continues)(?:\s(?:below|overleaf|on\s(?:the\s)?next\spage))?"
    r"\s?[)\]…]?\.{0,3}\s?",
    re.IGNORECASE,
)
_LAST_WORDS = 60
_NUMBERED = re.compile(r"(\d{1,6}(?:\.\d{1,4}){0,4})\.?(?:\s+|$)")
_LETTER = re.compile(r"[A-Z]|[IVX]{1,4}")
_TOTAL = re.compile(r"(?:grand\s+|sub-?\s?)?totals?\s*:?", re.IGNORECASE)


@dataclass(slots=True)
class Group:
    """Actions under one heading inside a table, and what is said above them; the nameless one holds rows under none."""

    name: Name | None = None
    actions: list[DraftAction] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def row_text(row: Sequence[Cell]) -> str:
    """A row as one line, each merged cell once."""
    return " | ".join(cell.text for cell in row if cell.text and not cell.across)


def read_rows(table: Table, columns: Columns, reading: Reading, groups: list[Group] | None = None) -> list[Group]:
    """The actions of a table. With `groups`, the table goes on from the one these were read from.

    Every row ends as an action, a group, a part of the row above, or among what was skipped and why.
    """
    follows = groups is not None and columns.header < 0
    groups = groups if groups is not None else [Group()]
    body = table.rows[columns.header + 1 :]
    if columns.header >= 0:
        reading.headers.append(row_text(table.rows[columns.header]))
    sections = _sections(body, columns)
    labels = _labels(body, columns)
    told = _told(body, columns, sections)
    for index, row in enumerate(body):
        fresh = [cell for cell in row if cell.text and not cell.down and not cell.across]
        if not fresh or all(is_filler(cell.text) for cell in fresh):
            continue
        again = _names_columns_again(row, columns, body[index + 1 :])
        if _TOTAL.fullmatch(fresh[0].text):
            reading.skipped.append(Skipped(row_text(row), "adds up the rows above"))
        elif again and again.named == columns.named:
            reading.skipped.append(Skipped(row_text(row), "names the columns again"))
        elif again:
            return read_rows(Table(tuple(body[index:])), again, reading, groups)
        elif index in sections:
            groups.append(Group(sections[index]))
        elif index in told:
            groups[-1].said.append(": ".join(cell.text.removesuffix(":") for cell in fresh))
        elif index == 0 and follows and _goes_on(row, columns, groups):
            _join(groups[-1].actions, row, columns, reading)
        elif not said(row[columns.what].text) or row[columns.what].across:
            if groups[-1].actions and (said_any := _said(row, columns)):
                _join(groups[-1].actions, row, columns, reading, said_any)
            else:
                reading.skipped.append(Skipped(row_text(row), "says nothing of what is to be done"))
        else:
            _group_for(labels[index], groups).actions.append(_action(row, columns))
    return groups


def _sections(body: Sequence[Sequence[Cell]], columns: Columns) -> dict[int, Name]:
    """Rows that are a heading: one text alone, bold among plain rows, spanning from the first row on, or saying so.

    And those that have others below them by their numbers (1, then 1.1) and say nothing else.
    """
    alone: dict[int, Cell] = {}
    plain = bold = loud = 0
    for index, row in enumerate(body):
        fresh = [cell for cell in row if cell.text and not cell.across]
        if len(fresh) == 1 and not fresh[0].down and not is_filler(fresh[0].text):
            alone[index] = fresh[0]
        elif len(fresh) > 1:
            loud += row[columns.what].text.isupper()
            bold += row[columns.what].bold
            plain += not row[columns.what].bold
    wide = max(2, len(columns.names) - 1)
    first = next((i for i, row in enumerate(body) if any(cell.text for cell in row)), -1)
    opens = first in alone and alone[first].colspan >= wide
    headings = {
        index: read_name(cell.text)
        for index, cell in alone.items()
        if len(cell.text) <= 300
        and (
            (cell.bold and plain > bold)
            or (opens and cell.colspan >= wide)
            or (cell.text.isupper() and _names(cell.text) and loud <= 1)
            or read_name(cell.text, marked=cell.bold or cell.colspan >= wide).says
        )
        and index + 1 < len(body)
    }
    return headings | _parents(body, columns)


def _told(body: Sequence[Sequence[Cell]], columns: Columns, sections: Mapping[int, Name]) -> set[int]:
    """Rows of a label and what it says, between a heading and the header that is named again below it."""
    found: set[int] = set()
    since: list[int] | None = None
    for index, row in enumerate(body):
        count = sum(1 for cell in row if cell.text and not cell.across)
        if index in sections:
            since = []
        elif since is not None and _same_names(row, columns):
            found, since = found | set(since), None
        elif since is not None and count:
            since = [*since, index] if count == 2 else None
    return found


def _names(text: str) -> bool:
    """Whether a text that stands alone may be a name: short, and no sentence."""
    return 4 <= len(text) <= 80 and not text.rstrip().endswith((".", ",", ";", "?", "!"))


def _parents(body: Sequence[Sequence[Cell]], columns: Columns) -> dict[int, Name]:
    """Rows numbered 1 that stand above rows numbered 1.1, and say nothing but a name."""
    found = _lettered(body, columns)
    above: tuple[int, str] | None = None
    for index, row in enumerate(body):
        what = said(row[columns.what].text)
        number = row[columns.number].text if columns.number is not None else ""
        match = _NUMBERED.match(f"{number} {what}".strip())
        if above and match and match[1].startswith(f"{above[1]}."):
            found[above[0]] = Name(_NUMBERED.sub("", body[above[0]][columns.what].text), int(above[1][:6]))
        if match and what:
            beside = {columns.what, columns.number}
            more = any(said(cell.text) for place, cell in enumerate(row) if place not in beside and not cell.across)
            above = (index, match[1]) if match[1].isdecimal() and not more else None
    return found


def _lettered(body: Sequence[Sequence[Cell]], columns: Columns) -> dict[int, Name]:
    """Rows that a letter or a Roman numeral counts among others that figures count, and that are but a name."""
    if columns.number is None:
        return {}
    counts = [row[columns.number].text.strip(" .)") for row in body]
    if not any(count[:1].isdigit() for count in counts):
        return {}
    beside = {columns.what, columns.number}
    return {
        index: Name(row[columns.what].text.strip())
        for index, (row, count) in enumerate(zip(body, counts, strict=True))
        if _LETTER.fullmatch(count)
        and said(row[columns.what].text)
        and not any(said(cell.text) for place, cell in enumerate(row) if place not in beside and not cell.across)
    }


def _labels(body: Sequence[Sequence[Cell]], columns: Columns) -> list[Name | None]:
    """The priority each row names in a column of its own; a blank repeats the last where none is written twice."""
    if columns.priority is None:
        return [None] * len(body)
    texts = ["" if _no_label(row, columns) else said(row[columns.priority].text) for row in body]
    written = [t for row, t in zip(body, texts, strict=True) if t and not row[columns.priority].down]
    fill = len(written) == len(set(written))
    numbers = _numbers(body, columns, texts)
    names: list[Name | None] = []
    last = ""
    for text in texts:
        last = text or (last if fill else "")
        name = read_name(last) if last else None
        if name and name.number is None and last in numbers:
            name = replace(name, number=numbers[last])
        names.append(name)
    return names


def _no_label(row: Sequence[Cell], columns: Columns) -> bool:
    """Whether a row names the columns again, or adds up those above: it belongs to no priority."""
    first = next((cell.text for cell in row if cell.text), "")
    return _same_names(row, columns) or _TOTAL.fullmatch(first) is not None


def _numbers(body: Sequence[Sequence[Cell]], columns: Columns, texts: Sequence[str]) -> dict[str, int]:
    """Numbers that stand beside the priorities: one each, the same on every row of it."""
    if columns.number is None:
        return {}
    found: dict[str, set[str]] = {}
    for row, text in zip(body, texts, strict=True):
        if text:
            found.setdefault(text, set()).add(row[columns.number].text.strip(" ."))
    if any(len(ns) != 1 or not next(iter(ns)).isdecimal() for ns in found.values()):
        return {}
    numbers = {text: int(next(iter(ns))[:6]) for text, ns in found.items()}
    return numbers if len(set(numbers.values())) == len(numbers) else {}


def _group_for(name: Name | None, groups: list[Group]) -> Group:
    if name is None:
        return groups[-1]
    for group in groups:
        if group.name == name:
            return group
    groups.append(Group(name))
    return groups[-1]


def _names_columns_again(row: Sequence[Cell], columns: Columns, below: Sequence[Sequence[Cell]]) -> Columns | None:
    """The columns that a row further down names, be they the same or others."""
    if _same_names(row, columns):
        return columns
    return columns_named_by(row, 0, below, usual=2)


def _same_names(row: Sequence[Cell], columns: Columns) -> bool:
    texts = ["" if cell.across else cell.text.strip().casefold() for cell in row]
    names = [name.strip().casefold() for name in columns.names]
    return any(names) and texts == names


def _said(row: Sequence[Cell], columns: Columns) -> bool:
    """Whether a row without a what says something fresh in another column than a number's or a priority's."""
    beside = {columns.number, columns.priority}
    return any(said(c.text) and not c.down and not c.across and i not in beside for i, c in enumerate(row))


def _goes_on(row: Sequence[Cell], columns: Columns, groups: Sequence[Group]) -> bool:
    """Whether the first row of a table's second half is the rest of the last row of the first half."""
    if not groups[-1].actions:
        return False
    above = groups[-1].actions[-1]
    if any(_CONTINUED.search(text[-_LAST_WORDS:]) for text in (above.what, above.who, above.when)):
        return True
    lacks = any(
        said(old) and not said(_at(row, c)) for old, c in ((above.who, columns.who), (above.when, columns.when))
    )
    opened = above.what.endswith((",", ":", "–", "-", "/")) or above.who.endswith((",", "/", "+", " and"))
    return lacks and (opened or _at(row, columns.what)[:1].islower())


def _at(row: Sequence[Cell], column: int | None) -> str:
    return "" if column is None or row[column].across else row[column].text


def _join(
    actions: list[DraftAction], row: Sequence[Cell], columns: Columns, reading: Reading, known: bool = True
) -> None:
    """Put a row's cells behind those of the row above, cell by cell."""
    above, more = actions[-1], _action(row, columns)
    down = {i for i, cell in enumerate(row) if cell.down}
    who = above.who if columns.who in down else _both(above.who, more.who)
    when = above.when if columns.when in down else _both(above.when, more.when)
    what = above.what if columns.what in down else _both(above.what, more.what)
    extra = dict(above.extra)
    beside: list[tuple[str, str]] = []
    if columns.priority is not None and not row[columns.priority].down and (label := _at(row, columns.priority)):
        beside = [(columns.names[columns.priority], label)]
    for name, text in (*beside, *more.extra):
        extra[name] = text if extra.get(name) == text else _both(extra.get(name, ""), text)
    owners = owners_in(who) if who != above.who else above.owners
    actions[-1] = DraftAction(what, who, owners, when, extra=tuple(extra.items()), done=above.done)
    reading.joined.append(" | ".join(text for text in (what, who, when) if text) if known else what)


def _both(above: str, more: str) -> str:
    tail = _CONTINUED.search(above, max(0, len(above) - _LAST_WORDS))
    if tail and tail.end() == len(above):
        above = above[: tail.start()].rstrip()
    return "\n".join(text for text in (above, more) if text)


def _action(row: Sequence[Cell], columns: Columns) -> DraftAction:
    extra: dict[str, str] = {}
    done = row[columns.what].struck
    for index, cell in enumerate(row):
        if index in (*columns.named, columns.priority) or cell.across or not said(cell.text):
            continue
        name = columns.names[index].strip() if index < len(columns.names) else ""
        name = name or f"column {index + 1}"
        extra[name] = _both(extra.get(name, ""), cell.text)
        done = done or says_done(name, cell.text)
    who = said(_at(row, columns.who))
    links = row[columns.who].links if columns.who is not None and who else ()
    return DraftAction(
        what=_at(row, columns.what),
        who=who,
        owners=links or owners_in(who),
        when=without_midnight(said(_at(row, columns.when))) or when_marked(row, columns.names, columns.marks),
        extra=tuple(extra.items()),
        done=done,
    )
