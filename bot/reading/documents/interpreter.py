"""Blocks to programmes: one interpreter for every kind of file."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot.errors import Unreadable
from bot.reading.documents.blocks import Block, Remark
from bot.reading.documents.draft import DraftDocument, Reading
from bot.reading.documents.exported import read_exported
from bot.reading.documents.head import PROGRAMME
from bot.reading.documents.outline import Section, lines, outline
from bot.reading.documents.period import read_period
from bot.reading.documents.programme import read_programme

LOOKED_FOR = (
    'I could not read a work programme from this file. I looked for priorities (such as "1. Priority: …" or a list '
    'under "Strategic priorities 2026") and for a table with columns like What, Who and When, and found none.'
)


def interpret(blocks: Sequence[Block], *, anything: bool = False) -> DraftDocument:
    """The programmes of a document.

    Unreadable when there is neither a priority nor an action in it; with `anything`, its text is then unplaced.
    """
    if exported := read_exported(blocks):
        return exported
    reading = Reading()
    remarks = tuple(block.text for block in blocks if isinstance(block, Remark))
    blocks = [block for block in blocks if not isinstance(block, Remark)]
    preface, parts = _programmes(outline(blocks))
    read = [read_programme(part, reading) for part in parts]
    kept = [p for p in read if p.priorities or p.actions]
    if not kept and not anything:
        raise Unreadable(LOOKED_FOR)
    if not kept:
        remarks += (LOOKED_FOR,)
        kept = read = [replace(one, notes=(), unplaced=(*one.notes, *one.unplaced)) for one in read]
    notes = _texts(preface)
    for programme in read:
        if programme not in kept:
            notes += [text for text in (programme.title, *programme.notes, *programme.unplaced) if text]
    return DraftDocument(
        tuple(kept), tuple(notes), tuple(reading.joined), tuple(reading.skipped), tuple(reading.headers), remarks
    )


def _programmes(sections: list[Section]) -> tuple[list[Section], list[list[Section]]]:
    """Cut where headings of one level each name a programme with a period of its own ("Priorities 2017", "… 2018")."""
    named = [
        (index, section.level, found[0])
        for index, section in enumerate(sections)
        if section.real and PROGRAMME.search(section.heading) and (found := read_period(section.heading))
    ]
    for level, same in groupby(sorted(named, key=lambda n: n[1]), key=lambda n: n[1]):
        starts = [index for index, _, _ in same]
        periods = [period for _, at, period in named if at == level]
        if len(starts) > 1 and len(set(periods)) == len(periods):
            ends = [*starts[1:], len(sections)]
            return sections[: starts[0]], [sections[a:b] for a, b in zip(starts, ends, strict=True)]
    return [], [sections]


def _texts(sections: Sequence[Section]) -> list[str]:
    texts = [text for section in sections for text in (section.heading, *map("\n".join, map(lines, section.blocks)))]
    return [text for text in texts if text]
