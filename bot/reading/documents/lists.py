"""Lists that stand for a programme where a document has no tables: dated bullets, ticked boxes, named priorities.

Bullets that say neither when nor who, under no heading that calls for it, stay what they are: text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.reading.documents.blocks import Block, Item
from bot.reading.documents.clean import one_line
from bot.reading.documents.deeds import (
    LONGEST_TIME,
    MONTH,
    are_names,
    is_only_time,
    is_time,
    read_deed,
    says_labelled,
    tells_both,
    tells_due,
    who_is_to,
)
from bot.reading.documents.draft import DraftAction, DraftPriority
from bot.reading.documents.naming import announces_deeds
from bot.reading.who import owners_in, read_who

_ARROW = re.compile(r"\s?(?:→|⟶|➔|➜|➝|🡪|🠖|⇒|-{1,2}>|=>)\s?")
_DATE_AT_END = re.compile(
    rf"(?:(?:early|mid|late|end(?:\sof)?|beginning\sof)[\s-])?(?:\d{{1,2}}(?:\s?(?:and|to|or|[-–,/&])\s?\d{{1,2}}){{0,3}}\s)?"
    rf"\b{MONTH}(?:\s(?:19|20)\d\d)?\.?",
    re.IGNORECASE,
)
_PRIORITIES = re.compile(r"\b(?:priorities|objectives|goals|focus\s+areas|pillars)\b", re.IGNORECASE)
_NAMED_IN_TIME = re.compile(r"(?P<what>[^()]{2,100}\S)\s*\((?P<when>[^()]{2,40})\)")
"""A name with its time in brackets, before a colon: "Pilot (Week 1): …"."""
_NAMED = re.compile(r"(?P<who>[^:\n]{2,60}):\s+(?P<what>\S.*)", re.DOTALL)
_WHEN_LINE = re.compile(
    r"(?:time\s?line|time\s?frame|timing|deadline|due(?:\s+date)?|target\s+date|when)\s*[:–—]\s*(?P<when>\S.*)",
    re.IGNORECASE,
)
_OWNER_LINE = re.compile(
    r"(?:owners?|who|leads?|responsible|assigned\s+to)\s*:\s*(?P<who>[^|;:\n]{2,120}?)"
    r"(?:\s*[|;,·–—]\s*(?:time\s?line|time\s?frame|timing|deadline|due(?:\s+date)?|target|when|by)\s*:?\s+(?P<when>\S.*))?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:due|by|deadline|until|when|date|status|note)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """An item taken apart at its arrow or colon: "what → detail → when"."""

    what: str
    detail: str = ""
    when: str = ""


def runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks in their order: items that follow each other directly come together, all else alone."""
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Item):
            run.append(block)
            continue
        if run:
            yield run
            run = []
        yield [block]
    if run:
        yield run


def read_dated(text: str) -> Dated:
    """Take an item apart; without a tail that tells a time the whole text is the what."""
    text = one_line(text)
    parts = _ARROW.split(text)
    if len(parts) > 1 and parts[0]:
        detail, when = _time_at_end(parts[-1])
        if when:
            details = [*parts[1:-1], detail]
            return Dated(parts[0], " → ".join(d for d in details if d), when)
        return Dated(text)
    before, colon, after = text.partition(": ")
    if colon and after and len(before) <= LONGEST_TIME // 2 and is_only_time(before):
        return Dated(after.strip(), "", before)
    if colon and (named := _NAMED_IN_TIME.fullmatch(before)) and is_only_time(named["when"]):
        return Dated(f"{named['what']}: {after.strip()}", "", named["when"])
    return Dated(text)


def read_when_line(text: str) -> str:
    """What a line like "Timeline: Q4 2023" says, else nothing."""
    match = _WHEN_LINE.fullmatch(text.strip()) if len(text) <= 2 * LONGEST_TIME else None
    return match["when"] if match else ""


def names_priorities(heading: str) -> bool:
    """Whether the list under a heading is one of priorities ("Strategic priorities 2018")."""
    return len(heading) <= 150 and _PRIORITIES.search(heading) is not None


def as_priorities(items: Sequence[Item]) -> list[DraftPriority]:
    """Each item of a list of priorities, with its date where it has one; deeper items are its rationale."""
    found: list[DraftPriority] = []
    for number, (item, below) in enumerate(_with_deeper(items), start=1):
        dated = read_dated(item.text)
        rationale = "\n".join(text for text in (dated.detail, *below) if text)
        found.append(DraftPriority(dated.what, number, rationale, dated.when))
    return found


def as_actions(items: Sequence[Item], heading: str) -> list[DraftAction] | None:
    """The actions of a list whose items say when, are boxes to tick, or stand under "Deliverables"; else None."""
    pairs = list(_with_deeper(items, apart=True))
    dated = [Dated(one_line(item.text)) if _assigned(item.text) else read_dated(item.text) for item, _ in pairs]
    boxes = [item for item, _ in pairs if item.ticked is not None]
    told = all(d.when for d in dated) or _all_told(items)
    if not (told or len(boxes) == len(pairs) or announces_deeds(heading)):
        return None
    actions = []
    for (item, below), one in zip(pairs, dated, strict=True):
        text, who = one.what, ""
        named = _NAMED.fullmatch(text) if item.ticked is not None else None
        if named and owners_in(named["who"]) and not _LABEL.search(named["who"]):
            text, who = named["what"], named["who"]
        if not who and (assigned := _assigned(text)):
            who, text = assigned
        action = DraftAction(text, who, owners_in(who)) if one.when else read_deed(text, who)
        if not action.who and (who := who_is_to(action.what)):
            action = replace(action, who=who, owners=owners_in(who))
        what = "\n".join(text for text in (" → ".join(t for t in (action.what, one.detail) if t), *below) if text)
        actions.append(replace(action, what=what, when=one.when or action.when, done=bool(item.ticked)))
    return actions


def as_plan(items: Sequence[Item]) -> list[DraftPriority] | None:
    """A list of priorities with their actions one step below, where each of these says when; else None."""
    top = min(item.depth for item in items)
    below = [item for item in items if item.depth > top]
    if len(below) < 2 or items[0].depth != top or any(item.depth > top + 1 for item in items):
        return None
    plan: list[DraftPriority] = []
    for item in items:
        deed = read_deed(one_line(item.text))
        if item.depth == top:
            plan.append(DraftPriority(one_line(item.text), len(plan) + 1))
        elif deed.when:
            actions = (*plan[-1].actions, replace(deed, done=bool(item.ticked)))
            plan[-1] = replace(plan[-1], actions=actions)
        else:
            return None
    return plan if all(priority.actions for priority in plan) else None


def _assigned(text: str) -> tuple[str, str] | None:
    """Who and what of "Ana → send the deck (by Friday)"; not of "CERN → June"."""
    parts = _ARROW.split(one_line(text))
    if len(parts) != 2 or not all(parts) or is_only_time(parts[1]):
        return None
    return (parts[0], parts[1]) if are_names(parts[0]) or read_who(parts[0]).nobody else None


def _all_told(items: Sequence[Item]) -> bool:
    """Whether each of several items says by when, or who and when."""
    texts = [one_line(item.text) for item in items]
    return len(texts) > 1 and all(map(tells_due, texts))


def with_their_owner(items: Sequence[Item]) -> tuple[list[Item], str, str]:
    """Boxes to tick without the one line among them that tells who does them all, and when; and these."""
    others = [item for item in items if item.ticked is None]
    if len(others) == 1 and len(items) > 1 and (said := _OWNER_LINE.fullmatch(one_line(others[0].text))):
        return [item for item in items if item is not others[0]], said["who"].strip(), (said["when"] or "").strip()
    return [*items], "", ""


def told_among(items: Sequence[Item]) -> list[tuple[Item, DraftAction | None]]:
    """Items each with the action it is: those that say who and when, where at least half of them do, and more than one.

    Nothing where fewer do.
    """
    both = [tells_both(item.text) for item in items]
    labelled = any(says_labelled(one_line(item.text)) for item, told in zip(items, both, strict=True) if told)
    if not any(both) or (not labelled and (sum(both) < 2 or 2 * sum(both) < len(items))):
        return []
    return [(item, read_deed(one_line(item.text)) if told else None) for item, told in zip(items, both, strict=True)]


def _with_deeper(items: Sequence[Item], *, apart: bool = False) -> Iterator[tuple[Item, list[str]]]:
    """Each item with the texts of those below it; `apart`: but for those that say who and when themselves."""
    top = min(item.depth for item in items)
    current: Item | None = None
    below: list[str] = []
    for item in items:
        if current is not None and item.depth > top and not (apart and tells_both(item.text)):
            below.append(one_line(item.text))
            continue
        if current is not None:
            yield current, below
        current, below = item, []
    if current is not None:
        yield current, below


def _time_at_end(text: str) -> tuple[str, str]:
    """The tail after the last arrow as (detail, when); a long tail may still end in a date."""
    text = text.strip()
    tail = text[-LONGEST_TIME:]
    for match in _DATE_AT_END.finditer(tail):
        if match.end() == len(tail) and match.start():
            when = tail[match.start() :]
            detail = text[: len(text) - len(when)].strip()
            if len(detail.split()) >= 4:
                return detail, when
    return ("", text) if is_time(text) else ("", "")
