"""Reads a "who" as people write it: which bodies or people are named, and how they are to share it.

The conventions: `A/B/C`, `A, B`, `A and B` together; `A or B`: they settle it; a call for
volunteers is an open action; "All interested", "other", "Members" own nothing and are kept as written.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.people import BODY, is_acronym, is_person, surnames_first


@dataclass(frozen=True, slots=True)
class Who:
    owners: tuple[str, ...] = ()
    """The bodies or people named, in order, each once."""
    either: bool = False
    """"A or B": the owners settle between them who does it."""
    seeking: bool = False
    """A call for volunteers: looking for someone."""
    nobody: bool = False
    """"?", "tbc" or nothing at all: nobody yet."""
    group: str = ""
    """The group that owns as one ("Trio"), as written; it is among the owners."""
    not_owners: tuple[str, ...] = ()
    """Those addressed without being named ("All interested", "Others by invitation"), as written."""


_LONGEST = 4000
_OPEN, _CLOSE = "([{", ")]}"
_WITH = (
    r"with(?:\s+(?:the\s+)?(?:support|help|assistance|input|participation)\s+(?:of|from|by))?|as\s+well\s+as|together\s+with|"
    r"in\s+(?:co-?operation|collaboration|coordination|partnership|consultation)\s+with|supported\s+by"
)
_INITIALS = r"(?:[A-Z]\.(?:[\s-]?[A-Z]\.)*|(?:Jr|Sr|PhD|MD)\b\.?)\s*(?:[;,/&\n]|$)"
_SEPARATOR = re.compile(
    rf"(?P<hard>\s*[;\n/|•·▪]\s*|\s*,\s*(?:and|or|{_WITH})\s+|\s*,(?!\s*(?-i:{_INITIALS}))\s*|\s+\+\s*|\+\s+"
    rf"|(?<=\w)\+(?=[A-Z])|\s+(?=@))|\s+(?P<word>and/or|and|or|&|et|und|y|e|en|och|ou|oder|o|{_WITH})\s+",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"[\s?\-‐‑‒–—.…!]*|\W*(?:t\.?b\.?[cdan]\.?|n/?\.?\s?a\.?|none|nobody|no\s?one|open|(?:not\s+(?:yet\s+)?|un)assigned|vacant|unknown|"
    r"to\s+be\s+(?:confirmed|determined|decided|defined|named|announced|assigned|agreed|nominated)|"
    r"à\s+(?:définir|déterminer|préciser)|(?:por|a)\s+(?:definir|determinar|confirmar|designar)|noch\s+offen|offen|n\.\s?n\.|"
    r"zu\s+(?:klären|bestimmen)|noch\s+zu\s+\w{3,12}|da\s+definire|personne|niemand|nadie)\W*",
    re.IGNORECASE,
)
_SEEKING = re.compile(
    r"\bvolunteers?\b|\blooking\s+for\b|\bwho\s+(?:wants|would\s+like|can|could|will|is\s+willing)\b|\banyone\b|\banybody\b"
    r"|\bcall\s+for\s+(?:leads?|hosts?|help)\b|\b(?:lead|host|owner|help|helper)s?\s+(?:wanted|needed|sought)\b",
    re.IGNORECASE,
)
_NOT_OWNER = re.compile(
    r"(?:all|any|both|alle|beide|tous|toutes|chacun|chacune|todos|todas|ambos|tutti|allen|others?|everyone|everybody|each|"
    r"every|various|several|some|members?|interested|anybody|"
    r"required|mandatory|obligatory|relevant|respective|etc|as\s+(?:needed|appropriate|required|well)|"
    r"by\s+invitation|open\s+to|self-|(?:\d{1,3}|one|two|three|four|five|six|many|most|few)\s+(?:or\s+more\s+|other\s+)?"
    r"(?:partners?|members?|volunteers?|people|persons?|organi[sz]ations?|institutions?|countries|others?))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = re.compile(
    r"(?:\s+|\s*\()(?P<tail>(?:(?:and\s+)?(?:all\s+)?others?\b|all\s+(?:interested|members|partners|others)\b|by\s+invitation\b).*)",
    re.IGNORECASE | re.DOTALL,
)
_OF_SEVERAL = re.compile(
    r"\b(?:Ministry|Department|Dept\.|Faculty|School|Directorate|Office|Committee|Division|Institute|College|Bureau|Agency|"
    r"Council|Commission|Board|Group|Secretariat)\s+(?:of|for|on)\s+(?:the\s+)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?"
    r"(?:,\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?){1,4},?\s(?:and|&)\s[A-Z][a-z][\w-]*(?=\s*(?:[;,/+\n(]|$))"
)
"""One body for several things: "Ministry of Trade, Industry and Energy"."""
_GROUP = re.compile(r"(?:the\s+)?trio(?:\s+of\s+(?:the\s+)?chairs)?", re.IGNORECASE)
_ROLE = re.compile(
    r"\s*[(\[]\s*(?:co-?\s?)?(?:lead(?:er|ing)?|chairs?|chairing|coord(?:inator|ination|inating|\.)?|support(?:ing)?|tbc|tbd|\?|"
    r"host|rapporteur|secretary|contact|main|backup|deputy|to\s+be\s+confirmed)\s*\??\s*[)\]]\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:co-?\s?)?leads?|leader|owners?|responsible|supported\s+by|support(?:ing)?|coordinat(?:or|ed\s+by|ion)|"
    r"by|led\s+by|with|contributors?|contributions?|in\s+(?:cooperation|collaboration)\s+with)\s*:\s*",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:will|shall|should|would|could|can|may|must|is|are|was|has|have|to|who|which|that|devotes?|organi[sz]es?|hosts?|"
    r"leads?|prepares?|drafts?|coordinates?|provides?|proposes?|sends?|makes?|takes?|supports?|offers?|calls?|"
    r"contributes?|invites?|ensures?|compiles?|develops?|delivers?|draws?|works?|reports?|reviews?|manages?)",
)
_NOUNS_TOO = {
    "leads",
    "works",
    "reports",
    "reviews",
    "calls",
    "offers",
    "supports",
    "hosts",
    "draws",
    "drafts",
    "makes",
}
"""In "team leads" they are no verb; behind a name they are."""
_ONLY_BETWEEN = {"&", "et", "und", "y", "e", "en", "och", "ou", "oder", "o"}
"""Joining words that stand in names as often as between them: they part nothing but short names."""
_WORD = re.compile(r"\S+")


def read_who(said: str, known: Collection[str] = ()) -> Who:
    """Read a "who". Names in `known` are never split, in whatever case they are written. Never raises."""
    text = "\n".join(" ".join(line.split()) for line in said[:_LONGEST].splitlines() if line.strip())
    if _NOBODY.fullmatch(text):
        return Who(nobody=True)
    whole = {" ".join(name.split()).casefold(): name for name in known if name.strip()}
    if " ".join(text.split()).casefold() in whole:
        return _who([text])
    owners: list[str] = []
    aside: list[str] = []
    seeking = sentence = False
    parts, either = _parts(text, whole)
    for part in parts:
        if sentence and part[:1].islower():
            if aside:
                aside[-1] += f" … {part}"
            continue
        if _SEEKING.search(part):
            seeking = True
            continue
        name, others = _name(part, whole)
        if name:
            owners.append(name)
        if others:
            aside.append(others)
        sentence = bool(others) or len(name) + 10 < len(part)
    return _who(owners, aside, either, seeking)


@lru_cache(maxsize=1024)
def owners_in(said: str) -> tuple[str, ...]:
    """The bodies or people that a "who" names, by its words alone; a document says the same ones again and again."""
    return read_who(said).owners


def _who(owners: list[str], aside: list[str] | None = None, either: bool = False, seeking: bool = False) -> Who:
    once = tuple({name.casefold(): name for name in reversed(owners)}.values())[::-1]
    group = next((name for name in once if _GROUP.fullmatch(name)), "")
    return Who(
        owners=once,
        either=either and len(once) > 1,
        seeking=seeking and not once,
        nobody=not once and not seeking and not aside,
        group=group,
        not_owners=tuple(aside or ()),
    )


def _parts(text: str, whole: dict[str, str]) -> tuple[list[str], bool]:
    """Split at the separators that stand outside brackets and outside names; whether "or" parted any."""
    depths = _bracketed(text)
    spans = [*_known_spans(text, whole), *surnames_first(text)]
    parts: list[str] = []
    start, either = 0, False
    for match in _SEPARATOR.finditer(text):
        if depths[match.start()] or any(a <= match.start() < b for a, b in spans):
            continue
        left, right = text[start : match.start()], text[match.end() :]
        word = (match["word"] or "").lower()
        if word == "and" and _one_name(left, right):
            continue
        if word in _ONLY_BETWEEN and not _two_acronyms(left, right) and not _two_people(left, right):
            continue
        parts.append(left)
        start = match.end()
        either |= word in ("or", "and/or", "ou", "oder", "o") or match[0].strip(" ,").lower() == "or"
    parts.append(text[start:])
    return parts, either


def _bracketed(text: str) -> list[bool]:
    """For each place, whether it stands inside a pair of brackets; one that is never closed does not count."""
    inside = [False] * (len(text) + 1)
    opened: list[int] = []
    for index, char in enumerate(text):
        if char in _OPEN:
            opened.append(index)
        elif char in _CLOSE and opened:
            first = opened.pop()
            if not opened:
                inside[first : index + 1] = [True] * (index + 1 - first)
    return inside


def _known_spans(text: str, whole: dict[str, str]) -> list[tuple[int, int]]:
    """Where names that hold a separator stand in the text: known ones, and bodies for several things."""
    folded = text.lower()
    spans = [found.span() for found in _OF_SEVERAL.finditer(text)]
    for name in whole.values():
        if len(name) <= len(folded) and _SEPARATOR.search(name):
            at = folded.find(name.lower())
            while at >= 0:
                end = at + len(name)
                if not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum():
                    spans.append((at, end))
                at = folded.find(name.lower(), end)
    return spans


def _one_name(left: str, right: str) -> bool:
    """Whether "left and right" is one name: "Health and Wellness Committee", "Ministry of Trade and Industry"."""
    following = _SEPARATOR.search(right)
    one, two = left.split(), right[: following.start() if following else None].split()
    if not one or not two or is_acronym(one[-1]) or is_acronym(two[0]):
        return False
    if one[-1][:1].isupper() and two[0][:1].islower():
        return False
    if any(BODY.fullmatch(word.strip("(),.")) for word in one):
        return any(word in ("of", "for", "on") for word in one) and not any(
            BODY.fullmatch(w.strip("(),.")) for w in two
        )
    return len(two) > 1 and len(one) <= 3 and BODY.fullmatch(two[-1].strip("(),.")) is not None


def _two_acronyms(left: str, right: str) -> bool:
    """Whether it stands between two bodies ("CNRS & VUB", "CNRS et VUB") rather than in the name of one."""
    following = _SEPARATOR.search(right)
    two = right[: following.start() if following else None].split()
    return len(left.split()) == len(two) == 1 and is_acronym(left.strip()) and is_acronym(two[0])


def _two_people(left: str, right: str) -> bool:
    """Whether it stands between two people called by their given names: "Dan & Carla", "Ana López y Luis Ruiz"."""
    following = _SEPARATOR.search(right)
    return is_person(left) and is_person(right[: following.start() if following else None])


def _name(part: str, whole: dict[str, str]) -> tuple[str, str]:
    """The owner a part names, and who else it addresses; either may be empty."""
    part = part.strip(" \t\n.,:;")
    if " ".join(part.split()).casefold() in whole:
        return part, ""
    if label := _LABEL.match(part):
        part = part[label.end() :].strip()
    part = _ROLE.sub(" ", part).strip(" \t\n.,:;?!") if "(" in part or "[" in part else part.strip(" ?!")
    if not part or _NOBODY.fullmatch(part) or not any(c.isalnum() for c in part):
        return "", ""
    if _NOT_OWNER.match(part):
        return "", part
    others = ""
    if tail := _TAIL.search(part):
        part, others = part[: tail.start()].strip(), tail["tail"].strip(" )")
    return _before_the_verb(part), others


def _before_the_verb(part: str) -> str:
    """A sentence names its owner first: "InsSciDE Project will call for …". Without a name it names nobody."""
    words = _WORD.findall(part)
    for index, word in enumerate(words):
        if not index or len(words) - index < 2 or not _VERB.fullmatch(word):
            continue
        if word not in _NOUNS_TOO or any(c.isupper() or c in "@0123456789" for before in words[:index] for c in before):
            return " ".join(words[:index]).strip(" ,:;")
    if (
        len(words) >= 4
        and not any(c.isupper() or c.isdigit() for c in part)
        and not any(BODY.fullmatch(w) for w in words)
    ):
        return ""
    return " ".join(words)
