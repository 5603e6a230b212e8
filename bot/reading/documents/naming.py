"""What a heading says: whether it is a priority, its number, and its title without either."""

import re
from dataclasses import dataclass

_THING = (
    r"(?:strategic\s+|key\s+|overall\s+|general\s+|specific\s+|thematic\s+)?"
    r"(?:priority|objective|goal|outcome|pillar|work\s?package|wp|work\s?stream|axis|strand|focus\s+area|action\s+area|"
    r"action\s+line|thematic\s+area|priorité|objectif|axe|priorität|schwerpunkt|handlungsfeld|ziel|prioridad|objetivo|eje)"
    r"(?:\s+(?:area|stratégique|estratégic[oa]))?"
)
_DEED = r"(?:action|initiative|commitment|recommendation|activity|theme|area|challenge|task|project)"
_NUMERAL = r"(?:\d{1,3}|[IVX]{1,4}|[A-Z])"
_SEPARATOR = r"\s*[:.–—-]\s*"
_NUMBER_FIRST = re.compile(
    rf"(?P<n>{_NUMERAL})[.):]?\s+(?:strategic\s+)?{_THING}{_SEPARATOR}(?P<title>\S.*)", re.IGNORECASE | re.DOTALL
)
_THING_FIRST = re.compile(
    rf"{_THING}(?:\s+|(?=\d))(?:no\.?\s*|n[°º]\s*|#\s*)?(?P<n>{_NUMERAL})(?:\.\d+)?(?!\w)(?P<s>{_SEPARATOR}|\s+|$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DEED_FIRST = re.compile(
    rf"{_DEED}\s*(?:no\.?\s*|n[°º]\s*|#\s*)?(?P<n>\d{{1,3}})(?!\w|\.\d){_SEPARATOR}(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(
    r"(?:strategic\s+)?(?:priority|priorité|priorität|prioridad)\s*:\s*(?P<title>\S.*)", re.IGNORECASE | re.DOTALL
)
_LEADING = re.compile(r"(?P<n>\d{1,3})(?:[.):]\s*|\s+[–—-]\s+|\s+(?=[A-Z]))(?P<title>[^\d\s.].*)", re.DOTALL)
_GENERIC = re.compile(
    r"[\d.\s]*(?:(?:the|our|planned|main|key|list|table|overview|of|and|for|in|summary|detailed|related|proposed|annual)\s+)*"
    r"(?:actions?|action\s+(?:plan|items?|points?|table|list)|activities|tasks?|milestones?|time\s?lines?|deliverables?|"
    r"work\s*plan|schedule|next\s+steps|table|overview|implementation(?:\s+plan)?|what|follow[\s-]up|to-?dos?|programme|"
    r"program|annex|appendix|sheet\s?\d*|tabelle\s?\d*|feuil\s?\d*)"
    r"(?:\s+and\s+(?:milestones?|deliverables?|timeline|responsibilities))?[\s:.]*",
    re.IGNORECASE,
)
_DEEDS = re.compile(r"(?:deliverables?|actions?|milestones?|tasks?|next\s+steps|activities|to-?dos?)\b", re.IGNORECASE)
_LONGEST = 300
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Name:
    """A heading taken apart. `says`: it calls itself a priority (objective, goal, work package, action N)."""

    title: str
    number: int | None = None
    says: bool = False


def read_name(text: str, marked: bool = True) -> Name:
    """Take a heading apart; `marked` is whether the file itself shows it as one (heading, bold, merged row)."""
    text = text.strip()
    if len(text) > _LONGEST:
        return Name(text)
    if match := _NUMBER_FIRST.fullmatch(text) or _BARE.fullmatch(text):
        return Name(match["title"].strip(), _number(match.groupdict().get("n")), True)
    if (match := _THING_FIRST.fullmatch(text)) and (marked or _SEPARATED.search(match["s"])):
        title = match["title"].strip()
        return Name(title or text, _number(match["n"]), True)
    if marked and (match := _DEED_FIRST.fullmatch(text)):
        return Name(match["title"].strip(), _number(match["n"]), True)
    if match := _LEADING.fullmatch(text):
        return Name(match["title"].strip(), int(match["n"]))
    return Name(text)


_SEPARATED = re.compile(r"[:.–—-]")


def is_generic(text: str) -> bool:
    """Whether a heading only announces a table ("Action plan", "Timeline"), and names nothing."""
    return not text.strip() or (len(text) <= 80 and _GENERIC.fullmatch(text.strip()) is not None)


def announces_deeds(text: str) -> bool:
    """Whether what stands below a heading are things to do ("Deliverables", "Next steps")."""
    return len(text) <= 60 and _DEEDS.match(text.strip()) is not None


def _number(said: str | None) -> int | None:
    if not said:
        return None
    if said.isdigit():
        return int(said)
    said = said.upper()
    if set(said) <= set(_ROMAN):
        values = [_ROMAN[c] for c in said]
        return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))
    return ord(said) - ord("A") + 1 if len(said) == 1 else None
