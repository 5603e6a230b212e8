"""Lists that stand for a programme where a document has no tables: dated bullets, ticked boxes, named priorities.

Bullets that say neither when nor who, under no heading that calls for it, stay what they are: text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.reading.documents.blocks import Block, Item
from bot.reading.documents.clean import one_line
from bot.reading.documents.draft import DraftAction, DraftPriority
from bot.reading.documents.naming import announces_deeds
from bot.reading.who import read_who

_ARROW = re.compile(r"\s?(?:→|⟶|➔|➜|➝|🡪|🠖|⇒|-{1,2}>|=>)\s?")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_TIME = re.compile(
    rf"\b{_MONTH}|\b(?:19|20)\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}\b|\b[QHS][1-4]\b|\basap\b|\bongoing\b|\bt\.?b\.?[cd]\b|"
    r"\b(?:spring|summer|autumn|fall|winter|quarter|semester|term|trimester|week|month|year|day|daily|weekly|monthly|"
    r"quarterly|yearly|annual(?:ly)?|continuous(?:ly)?|periodic(?:ally)?|regular(?:ly)?|throughout|immediately|today|"
    r"tomorrow|monday|tuesday|wednesday|thursday|friday|as soon as possible)s?\b",
    re.IGNORECASE,
)
_DATE_AT_END = re.compile(
    rf"(?:(?:early|mid|late|end(?:\sof)?|beginning\sof)[\s-])?(?:\d{{1,2}}(?:\s?(?:and|to|or|[-–,/&])\s?\d{{1,2}}){{0,3}}\s)?"
    rf"\b{_MONTH}(?:\s(?:19|20)\d\d)?\.?",
    re.IGNORECASE,
)
_PRIORITIES = re.compile(r"\b(?:priorities|objectives|goals|focus\s+areas|pillars)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?P<who>[^:\n]{2,60}):\s+(?P<what>\S.*)", re.DOTALL)
_WHEN_LINE = re.compile(
    r"(?:time\s?line|time\s?frame|timing|deadline|due(?:\s+date)?|target\s+date|when)\s*[:–—]\s*(?P<when>\S.*)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:actions?|action\s+(?:item|point)s?|a\.?[pi]\.?|to-?\s?do)\s*(?:for\s+(?P<who>[^:\n]{2,60}))?\s*[:–—]\s+(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TO_DO = re.compile(r"(?P<who>@?[A-Z][^:()]{0,80}?)\s+(?:to|will|shall)\s+\S", re.DOTALL)
_DASHED = re.compile(r"\s+[–—-]\s+")
_BY_AT_END = re.compile(
    r"[\s(\[,–—-]+(?:by|until|before|due(?:\s+by)?|deadline:?)\s+(?P<when>[^()\[\]]{2,40}?)[)\].]*$", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<when>[^()\[\]]{2,40})[)\]]\.?$")
_LONGEST_TIME = 60
_LONGEST_ACTION = 600


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
    if colon and after and len(before) <= _LONGEST_TIME // 2 and _is_time(before):
        return Dated(after.strip(), "", before)
    return Dated(text)


def read_when_line(text: str) -> str:
    """What a line like "Timeline: Q4 2023" says, else nothing."""
    match = _WHEN_LINE.fullmatch(text.strip()) if len(text) <= 2 * _LONGEST_TIME else None
    return match["when"] if match else ""


def read_labelled(text: str) -> DraftAction | None:
    """The action that a line of minutes calls one ("Action: Anna to send the draft by 3 May"); else None."""
    match = _LABELLED.fullmatch(one_line(text))
    if match is None or len(text) > _LONGEST_ACTION:
        return None
    action = _action(match["what"], match["who"] or "")
    if not action.who and (named := _TO_DO.match(action.what)):
        return replace(action, who=named["who"], owners=read_who(named["who"]).owners)
    return action


def _action(text: str, who: str = "") -> DraftAction:
    """An action out of one line: "who – what – when", with the when behind "by" or in brackets at the end."""
    what, when = text, ""
    parts = _DASHED.split(text)
    if len(parts) > 1 and _is_time(parts[-1]):
        what, when = " – ".join(parts[:-1]), parts[-1]
        if len(parts) == 3 and not who and len(parts[0]) <= _LONGEST_TIME and read_who(parts[0]).owners:
            who, what = parts[0], parts[1]
    elif (tail := _IN_BRACKETS.search(text)) and _is_time(tail["when"]):
        what, when = text[: tail.start()], tail["when"]
    elif (tail := _BY_AT_END.search(text)) and _is_time(tail["when"]):
        when = tail["when"]
    return DraftAction(what, who, read_who(who).owners, when)


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
    pairs = list(_with_deeper(items))
    dated = [read_dated(item.text) for item, _ in pairs]
    boxes = [item for item, _ in pairs if item.ticked is not None]
    if not (all(d.when for d in dated) or len(boxes) == len(pairs) or announces_deeds(heading)):
        return None
    actions = []
    for (item, below), one in zip(pairs, dated, strict=True):
        text, who = one.what, ""
        if item.ticked is not None and (named := _NAMED.fullmatch(text)) and read_who(named["who"]).owners:
            text, who = named["what"], named["who"]
        action = DraftAction(text, who, read_who(who).owners) if one.when else _action(text, who)
        what = "\n".join(text for text in (" → ".join(t for t in (action.what, one.detail) if t), *below) if text)
        actions.append(replace(action, what=what, when=one.when or action.when, done=bool(item.ticked)))
    return actions


def _with_deeper(items: Sequence[Item]) -> Iterator[tuple[Item, list[str]]]:
    top = min(item.depth for item in items)
    current: Item | None = None
    below: list[str] = []
    for item in items:
        if current is not None and item.depth > top:
            below.append(one_line(item.text))
            continue
        if current is not None:
            yield current, below
        current, below = item, []
    if current is not None:
        yield current, below


def _is_time(text: str) -> bool:
    return len(text) <= _LONGEST_TIME and _TIME.search(text) is not None


def _time_at_end(text: str) -> tuple[str, str]:
    """The tail after the last arrow as (detail, when); a long tail may still end in a date."""
    text = text.strip()
    tail = text[-_LONGEST_TIME:]
    for match in _DATE_AT_END.finditer(tail):
        if match.end() == len(tail) and match.start():
            when = tail[match.start() :]
            detail = text[: len(text) - len(when)].strip()
            if len(detail.split()) >= 4:
                return detail, when
    return ("", text) if _is_time(text) else ("", "")
