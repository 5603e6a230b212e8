"""Which heading of a document is its title, and which are its priorities."""

import re
from collections.abc import Sequence

from bot.reading.documents.blocks import Block, Break, Item, Note, Para
from bot.reading.documents.labels import tells_who_or_when
from bot.reading.documents.naming import announces_deeds, is_generic
from bot.reading.documents.outline import Section

_TITLED = re.compile(
    r"(?:(?:project|programme|program|plan|document)(?:\s+(?:title|name))?|title|name)\s*:\s*(?P<title>\S.*)",
    re.IGNORECASE,
)
"""A title behind its label, as tables at the head of a document have it."""


def find_title(sections: Sequence[Section]) -> tuple[str, Section | None]:
    """The highest heading before the first priority or action table, else the first line; and its section."""
    before: list[Section] = []
    for section in sections:
        if section.name.says:
            break
        if section.real:
            before.append(section)
        if section.columns:
            break
    if before:
        level = min(section.level for section in before)
        found = next(section for section in before if section.level == level)
        acting = {id(sections[index]) for index in _acting(sections, None)}
        alike = [s for s in sections if s.level == level and s is not found and (s.columns or id(s) in acting)]
        if not ((found.columns or id(found) in acting) and alike):
            return found.heading, found
    first = next((block for block in sections[0].blocks if not isinstance(block, Note | Break)), None)
    if isinstance(first, Para) and len(first.text) <= 300:
        line = first.text.split("\n")[0].strip()
        return (titled["title"] if (titled := _TITLED.fullmatch(line)) else line), None
    return "", None


def find_priorities(sections: Sequence[Section], title: Section | None) -> set[int]:
    """The places of the headings that are priorities: they say so, or are the nearest name above actions."""
    acting = _acting(sections, title)
    found: set[int] = set()
    above: list[int] = []
    for index, section in enumerate(sections):
        while above and sections[above[-1]].level >= section.level:
            above.pop()
        above.append(index)
        if section.name.says and section is not title:
            found.add(index)
            continue
        if index not in acting or any(sections[i].name.says for i in above):
            continue
        for place in reversed(above):
            if sections[place] is not title and not is_generic(sections[place].heading):
                found.add(place)
                break
    return found


def _announces(block: Block) -> bool:
    return isinstance(block, Para) and is_generic(block.text) and announces_deeds(block.text)


def _acting(sections: Sequence[Section], title: Section | None) -> set[int]:
    """The places of the sections with actions of their own.

    Where there is no table of actions these are sections with boxes to tick or a list of deeds, and those that tell who
    or when, if it is the document's habit: one alone may be anything.
    """
    if any(section.columns for section in sections):
        return {
            index
            for index, section in enumerate(sections)
            if any(columns.priority is None for columns in section.columns.values())
        }
    listed, labelled = set(), set()
    for index, section in enumerate(sections):
        items = [block for block in section.blocks if isinstance(block, Item)]
        announced = announces_deeds(section.heading) or any(map(_announces, section.blocks))
        if any(item.ticked is not None for item in items) or (items and announced):
            listed.add(index)
        texts = [block.text for block in section.blocks if isinstance(block, Item | Para)]
        if section.real and section is not title and any(map(tells_who_or_when, texts)):
            labelled.add(index)
    return listed | (labelled if len(labelled) > 1 else set())
