"""Which column of a table says what, who or when: the words people put at the head of an action table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.reading.documents.blocks import Cell, Table
from bot.reading.documents.levels import tells_levels
from bot.reading.documents.marks import marked_columns, with_periods_named
from bot.reading.documents.roles import (
    BARE,
    DATED,
    DURATION,
    GOAL,
    HISTORY,
    LONGEST_HEADER,
    NAME,
    NO_DEED,
    OUTCOME,
    TALK,
    only_usual_words,
    role,
)

_WIDE = 5
LONGEST_TIME = 30
_COUNTED = re.compile(r"(?:phase|stage|step|wp)\b", re.IGNORECASE)
_HEADER_ROWS = 8
"""The row that names the columns is looked for among so many first rows that say anything."""


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
    marks: tuple[int, ...] = ()
    """Those named after periods, in which a mark says when."""

    @property
    def named(self) -> tuple[int, ...]:
        return tuple(c for c in (self.what, self.who, self.when) if c is not None)


def find_columns(table: Table) -> Columns | None:
    """The columns of an action table, by the first of its rows that names them; None where none does."""
    looked = 0
    for index, row in enumerate(table.rows):
        if looked >= _HEADER_ROWS:
            return None
        if any(cell.text for cell in row):
            looked += 1
            below = table.rows[index + 1 :]
            columns = columns_named_by(row, index, below)
            if columns is None and (table_anew := with_one_header(table, index)):
                columns = columns_named_by(table_anew.rows[index], index, table_anew.rows[index + 1 :])
            if columns:
                return columns
    return None


def with_one_header(table: Table, header: int) -> Table | None:
    """The table with one row of names where two name its columns: "Responsibility" over "Lead" and "Support".

    None where the row below does not go on with the names: some of them reach into it, and only such a one that
    stands over several columns has others below it.
    """
    if named := with_periods_named(table, header):
        return named
    above, below = table.rows[header], table.rows[header + 1] if header + 1 < len(table.rows) else ()
    wide = [name.across or name.colspan > 1 for name in above]
    parted = any(under.text and not under.down for under in below)
    if not parted or not any(under.down and under.text for under in below):
        return None
    if not all(under.down or not under.text or over for over, under in zip(wide, below, strict=True)):
        return None
    if any(under.across and not name.across for name, under in zip(above, below, strict=True)):
        return None
    names = [
        name if under.down or not under.text else replace(under, text=f"{name.text} {under.text}".strip())
        for name, under in zip(above, below, strict=True)
    ]
    return Table((*table.rows[:header], tuple(names), *table.rows[header + 2 :]))


def names_something(table: Table) -> bool:
    """Whether the first row names columns of another kind of table: who was there, who changed what when."""
    names = [cell.text for cell in table.rows[0] if cell.text and not cell.across]
    return any(len(n) <= LONGEST_HEADER and (role(n) or HISTORY.search(n) or NAME.fullmatch(n)) for n in names)


def names_somebody_and_a_time(table: Table) -> bool:
    """Whether the first row names a who and a when, though nothing that is to be done."""
    roles = [role(cell.text) for cell in table.rows[0] if not cell.across]
    return {"who", "when"} <= set(roles) and not any(
        NO_DEED.search(c.text) or NAME.fullmatch(c.text) for c in table.rows[0]
    )


def turned(table: Table) -> tuple[Table, Columns] | None:
    """A card as a table of one row: a label and what it says on each line, all of the labels names of columns."""
    if table.width != 2 or not 2 <= len(table.rows) <= 12:
        return None
    card = Table((tuple(row[0] for row in table.rows), tuple(row[1] for row in table.rows)))
    columns = columns_named_by(card.rows[0], 0, card.rows[1:])
    if columns is None or not all(role(name) for name in columns.names):
        return None
    return (card, columns) if role(columns.names[columns.what]) == "what" or len(columns.named) == 3 else None


def columns_named_by(
    row: Sequence[Cell], index: int, below: Sequence[Sequence[Cell]], usual: int = 1
) -> Columns | None:
    """The columns, when `row` names them: a what with a who or a when, or a what among other known names.

    At least `usual` of the names consist of nothing but the usual words.
    """
    names = ["" if cell.across else cell.text for cell in row]
    if sum(1 for name in names if name) < 2 or any(len(name) > 2 * LONGEST_HEADER for name in names):
        return None
    common = [name for name in names if name and only_usual_words(name)]
    if len(common) < usual:
        return None
    roles = [role(name) for name in names]
    if "who" in roles:
        by = [name.strip(" :").casefold() == "by" for name in names]
        roles = ["when?" if behind else one for behind, one in zip(by, roles, strict=True)]
    if sum(1 for name in common if role(name)) < usual:
        return None
    sure = _places(roles, "what")
    unsure = _places(roles, "what?") or ([] if sure else _instead_of_what(names, roles))
    if "who" in roles and "when" in roles:
        unsure += [index for index, name in enumerate(names) if BARE.fullmatch(name.strip()) and index not in unsure]
    who = _first(roles, "who", "who?")
    marks = marked_columns(names, below)
    when = _when(["" if column in marks else one for column, one in enumerate(roles)], below)
    if not sure and any(TALK.search(name) for name in names):
        return None
    if not sure and not (unsure and (who is not None or when is not None or marks)):
        return None
    known = {r for r in roles if r}
    if who is None and when is None and not marks and (len(known) < 2 or sum(1 for name in names if name) < 3):
        return None
    if len(_places(roles, "other")) >= 2 and sum(1 for n in names if HISTORY.search(n)) >= 2:
        return None
    what = _what(names, roles, sure, unsure, below)
    others = [c for c in sure + unsure if c != what]
    priority = next((column for column in _places(roles, "priority") if column != what), None)
    if priority is None:
        priority = _outcomes(names, what, below, sure)
    number = _first(roles, "number")
    if priority is None and number is None and others and _mean(others[0], below) < 12:
        number = others[0]
    if priority is not None and tells_levels(priority, below):
        priority = None
    if priority is not None and when is None and not marks and _tells_times(priority, below):
        priority, when = None, priority
    return Columns(index, tuple(names), what, who, when, priority, number, marks)


def _what(
    names: Sequence[str], roles: Sequence[str], sure: list[int], unsure: list[int], below: Sequence[Sequence[Cell]]
) -> int:
    """The longest of those that may say it; of an export's many columns, the one that is called title or name."""
    if not any(_mean(column, below) for column in sure):
        bare = [column for column in unsure if BARE.fullmatch(names[column].strip()) and _mean(column, below)]
        if bare and len(roles) > _WIDE:
            return bare[0]
    filled = {column: sum(1 for row in below[:50] if row[column].text) for column in sure + unsure}
    most = max(filled.values())
    return _longest([column for column in sure + unsure if 4 * filled[column] >= 3 * most], below)


def _outcomes(names: Sequence[str], what: int, below: Sequence[Sequence[Cell]], sure: Sequence[int]) -> int | None:
    """The column of outcomes or commitments to the left of the actions, where one holds for several rows."""
    for column in range(what):
        if (column in sure or OUTCOME.search(names[column])) and any(
            row[column].down or not row[column].text for row in below[:50]
        ):
            return column
    return None


def _instead_of_what(names: Sequence[str], roles: Sequence[str]) -> list[int]:
    """Where no name says what is to be done: goals that someone is responsible for; else what no name is known of."""
    if "who" not in roles:
        return []
    goals = [index for index, name in enumerate(names) if roles[index] == "priority" and GOAL.search(name)]
    if not goals and any(DURATION.search(name) for name in names):
        goals = _places(roles, "priority")
    if goals or "when" not in roles:
        return goals
    return [
        index
        for index, name in enumerate(names)
        if name and not roles[index] and not NAME.fullmatch(name) and not NO_DEED.search(name)
    ]


def _places(roles: Sequence[str], wanted: str) -> list[int]:
    return [index for index, found in enumerate(roles) if found == wanted]


def _first(roles: Sequence[str], *wanted: str) -> int | None:
    for one in wanted:
        if places := _places(roles, one):
            return places[0]
    return None


def _when(roles: Sequence[str], below: Sequence[Sequence[Cell]]) -> int | None:
    if places := _places(roles, "when"):
        return max(places, key=lambda c: (_share(c, below, DATED) > 0, -c))
    for place in _places(roles, "when?"):
        if _share(place, below, DATED) >= 0.3:
            return place
    return None


def _share(column: int, below: Sequence[Sequence[Cell]], pattern: re.Pattern[str]) -> float:
    texts = [row[column].text for row in below[:50] if row[column].text]
    return sum(1 for text in texts if pattern.search(text)) / len(texts) if texts else 0.0


def _mean(column: int, below: Sequence[Sequence[Cell]]) -> float:
    lengths = [len(row[column].text) for row in below[:50] if row[column].text and not row[column].across]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _tells_times(column: int, below: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column headed Phase and the like says when: a time of its own on each row."""
    texts = [row[column].text.strip() for row in below[:50] if row[column].text and not row[column].down]
    times = sum(1 for text in texts if DATED.search(text) and not _COUNTED.match(text))
    return len(set(texts)) == len(texts) and 2 * times > len(texts) and max(map(len, texts)) <= LONGEST_TIME


def _longest(candidates: Sequence[int], below: Sequence[Sequence[Cell]]) -> int:
    return max(candidates, key=lambda column: (_mean(column, below), -column))
