"""Tables that say when by marks: an X under each month, quarter or year in which something is at work."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.documents.blocks import Cell, Table
from bot.reading.documents.clean import one_line, said
from bot.reading.documents.period import MONTHS

_YEAR = r"(?:(?:19|20)\d\d|(?:year|année|jahr|año)\s?\d)"
_UNIT = (
    r"(?:[QTHSMWY]\s?\d{1,2}|(?:KW|quarter|trimestre|quartal|half|semestre|semester|month|mois|monat|mes|week|woche|semaine|"
    r"semana)\s?\d{1,2}|[1-4](?:st|nd|rd|th|er|e|º|°|\.)\s(?:quarter|half|trimestre|quartal|semestre|halbjahr)|(?:"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")\.?)"
)
_BETWEEN = r"[\s/,'’-]*"
_PERIOD = re.compile(
    rf"{_YEAR}|(?:{_YEAR}{_BETWEEN})?{_UNIT}(?:{_BETWEEN}(?:{_YEAR}|\d\d))?|(?:{_YEAR}|{_UNIT})\s\d{{1,2}}",
    re.IGNORECASE,
)
_MARK = re.compile(r"[x✓✔✅☑☒●•■◼█▓▒░◆♦★*+→←↔⇒➔~<>=–—-]{1,6}|x\d|1|yes|oui|ja|sí", re.IGNORECASE)
_FEWEST = 2


def names_period(name: str) -> bool:
    """Whether a column is named after a month, a quarter, a year and the like."""
    return len(name) <= 24 and _PERIOD.fullmatch(one_line(name).strip(" .:")) is not None


def marked_columns(names: Sequence[str], below: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """The columns named after periods, where they hold marks and nothing else."""
    columns = [index for index, name in enumerate(names) if name and names_period(name)]
    texts = [
        row[column].text.strip()
        for row in below
        for column in columns
        if said(row[column].text) and not row[column].across and row[column].text.strip() != names[column].strip()
    ]
    if len(columns) < _FEWEST or not texts or not all(map(_MARK.fullmatch, texts)):
        return ()
    return tuple(columns)


def when_marked(row: Sequence[Cell], names: Sequence[str], marks: Sequence[int]) -> str:
    """The names of the marked columns, those beside each other as from and to: "Q1–Q2, Q4"."""
    runs: list[list[int]] = []
    for place, column in enumerate(marks):
        if said(row[column].text) and _MARK.fullmatch(row[column].text.strip()):
            if runs and runs[-1][-1] == place - 1:
                runs[-1].append(place)
            else:
                runs.append([place])
    told = [[one_line(names[marks[place]]).strip(" .:") for place in (run[0], run[-1])] for run in runs]
    return ", ".join(
        first if first == last else f"{first} – {last}" if " " in first + last else f"{first}–{last}"
        for first, last in told
    )


def with_periods_named(table: Table, header: int) -> Table | None:
    """The table with one row of names where a row of years, each over several columns, stands above their parts.

    Years are written once and not merged. None where the two rows are not like that.
    """
    if header + 1 >= len(table.rows):
        return None
    above, below = table.rows[header], table.rows[header + 1]
    parts = [column for column, cell in enumerate(below) if cell.text and not cell.down]
    if len(parts) < _FEWEST or not all(names_period(below[column].text) for column in parts):
        return None
    if not above[parts[0]].text or any(above[column].text and not names_period(above[column].text) for column in parts):
        return None
    names, year = list(above), ""
    for column in parts:
        year = above[column].text or year
        names[column] = replace(below[column], text=f"{year} {below[column].text}")
    return Table((*table.rows[:header], tuple(names), *table.rows[header + 2 :]))
