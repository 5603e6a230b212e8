"""Sheets to blocks: one table for each, as it stands."""

import csv
import re
from io import StringIO

from bot.errors import Unreadable
from bot.reading.documents.blocks import Block, Cell, check_extent, grid
from bot.reading.documents.clean import is_filler, tidy, without_controls

_INERT = re.compile(r"'(?='*[=+\-@\t\r])")
"""The apostrophe that keeps a sheet from taking words for a formula."""
_DELIMITERS = ";,\t|"
_LOOKED_AT = 5


def read_csv(text: str, name: str) -> list[Block]:
    """One table. The delimiter is the one that parts the first lines into most columns, quotes heeded."""
    text = without_controls(text).lstrip("\n")
    delimiter = ""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest
    records = _records(text, delimiter or _delimiter(text), name)
    rows = [[_cell(value) for value in record] for record in records]
    return [grid(rows)] if rows else []


def _cell(value: str) -> Cell:
    if value.startswith("'") and _INERT.match(value):
        value = value[1:]
    return Cell("" if is_filler(value) else tidy(value))


def _records(text: str, delimiter: str, name: str) -> list[list[str]]:
    records = []
    try:
        for record in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            records.append(record)
            check_extent(len(records), len(record))
    except csv.Error as error:
        raise Unreadable(
            f"{name} is no sheet that I can take apart: {error}. Save it again as .csv (UTF-8)."
        ) from error
    return records


def _delimiter(text: str) -> str:
    """Counted outside quotes, in the first lines that have any."""
    quoted = False
    counts = dict.fromkeys(_DELIMITERS, 0)
    lines = 0
    for char in text[:20_000]:
        if char == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif char == "\n":
            lines += any(counts.values())
            if lines >= _LOOKED_AT:
                break
        elif char in counts:
            counts[char] += 1
    return max(counts, key=lambda one: counts[one])
