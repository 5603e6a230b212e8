"""One line that is an action, taken apart: what is to be done, who does it, and when.

Only what the line itself sets apart is taken out of it: by dashes, in brackets at its end, behind "by" or "due", as a
mention. Whatever is not certain stays in the what.
"""

import re
from dataclasses import replace

from bot.reading.documents.clean import one_line
from bot.reading.documents.draft import DraftAction
from bot.reading.people import is_person
from bot.reading.who import owners_in, read_who

LONGEST_TIME = 60
_LONGEST_ACTION = 600
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_TIME = re.compile(
    rf"\b{MONTH}|\b(?:19|20)\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}\b|\b[QHS][1-4]\b|\basap\b|\bongoing\b|\bt\.?b\.?[cd]\b|"
    r"\b(?:spring|summer|autumn|fall|winter|quarter|semester|term|trimester|week|month|year|day|daily|weekly|monthly|"
    r"quarterly|yearly|annual(?:ly)?|continuous(?:ly)?|periodic(?:ally)?|regular(?:ly)?|throughout|immediately|today|"
    r"tomorrow|monday|tuesday|wednesday|thursday|friday|as soon as possible)s?\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:by|until|till|before|after|from|to|and|or|in|on|at|of|the|end|early|mid|late|beginning|start|during|first|second|"
    r"third|fourth|last|half|next|this|each|every|between|about|around|then|now|[ap]m|\d*(?:st|nd|rd|th|h|M|W|KW))\b",
    re.IGNORECASE,
)
"""Words beside those of a time itself."""
_PROJECT_MONTH = re.compile(r"M\d{1,2}(?:\s?(?:[-–/,]|to|and)\s?M\d{1,2}){0,4}")
_LABELLED = re.compile(
    r"(?:(?:actions?|action\s+(?:item|point)s?|a\.?[pi]\.?|to-?\s?do)\s*\d{0,3}\s*(?:for\s+(?P<who>[^:\n]{2,60}))?"
    r"|(?:task|action|activity|milestone|deliverable)\s+[A-Z]{0,2}\d{1,3}(?:\.\d{1,3}){0,3})"
    r"\s*[:–—]\s+(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TO_DO = re.compile(r"(?P<who>@?[A-Z][^:()]{0,80}?)\s+(?:to|will|shall)\s+\S", re.DOTALL)
_DASHED = re.compile(r"\s+[–—-]\s+")
_BY_AT_END = re.compile(
    r"[\s(\[,–—-]+(?:by|until|before|due(?:\s+by)?|deadline)\s*:?\s+(?P<when>[^()\[\]]{2,40}?)[)\].]*$", re.IGNORECASE
)
_DUE = re.compile(r"(?:due(?:\s+by|\s+on)?|deadline|by|until|when)\s*:?\s+(?P<when>\S.*)", re.IGNORECASE)
_CALENDAR = re.compile(r"\s*[📅🗓⏳]\ufe0f?\s*(?P<when>\d{4}-\d\d-\d\d)")
"""How note-taking programs mark the day a box is due."""
_LABELLED_DUE = re.compile(r"(?:due(?:\s+(?:by|on|date))?|deadline|when)\s*:?\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<said>[^()\[\]]{2,80})[)\]]\.?$")
_MENTION = r"@[\w.-]*\w"
_MENTIONS = rf"{_MENTION}(?:\s?(?:[,/&+]|and)?\s?{_MENTION}){{0,5}}"
_MENTIONED_FIRST = re.compile(rf"(?P<who>{_MENTIONS})(?:\s*[:,–—-]\s+|\s+(?:to\s+)?)(?P<what>[^\s@].*)", re.DOTALL)
_MENTIONED_LAST = re.compile(rf"(?P<what>\S.*?)[\s,(–—-]+(?P<who>{_MENTIONS})[).]*", re.DOTALL)
_LABELS = (
    r"(?:(?P<who>responsible(?:\s+party)?|lead|owner|assigned\s+to|who)|(?:deadline|due(?:\s+date)?|when|time\s?frame|time\s?line|timing))"
    r"\s*:\s+"
)
_BEFORE_LABEL = re.compile(rf"(?<=[.;,|–—])\s*(?={_LABELS.replace('?P<who>', '?:')}\S)", re.IGNORECASE)
_INLINE_LABEL = re.compile(_LABELS, re.IGNORECASE)
"""Labels inside a line: "… . Responsible: HR. Deadline: May"."""
_FULL_STOP = re.compile(r"(?<=\d\d)\.$")
_LEAD = re.compile(r"(?:lead|leader|owner|responsible|resp\.?|who|by)\s*:\s*", re.IGNORECASE)


def is_time(text: str) -> bool:
    """Whether a short text tells a time."""
    return len(text) <= LONGEST_TIME and _TIME.search(text) is not None


def is_only_time(text: str) -> bool:
    """Whether a short text tells a time and nothing else: "May–September 2017", not "Weekly call"."""
    return is_time(text) and not any(map(str.isalpha, _BESIDE.sub(" ", _TIME.sub(" ", text))))


def read_labelled(text: str) -> DraftAction | None:
    """The action that a line calls one ("Action: Anna to send the draft by 3 May", "Task 1.2: …"); else None."""
    match = _LABELLED.fullmatch(one_line(text))
    if match is None or len(text) > _LONGEST_ACTION:
        return None
    action = read_deed(match["what"], match["who"] or "")
    if not action.who and (named := _TO_DO.match(action.what)):
        return replace(action, who=named["who"], owners=owners_in(named["who"]))
    return action


def tells_both(text: str) -> bool:
    """Whether a line says who does it and when."""
    deed = read_deed(one_line(text))
    return bool(deed.who and deed.when)


def tells_due(text: str) -> bool:
    """Whether a line says by when it is due, or who does it and when."""
    due = _BY_AT_END.search(text)
    return tells_both(text) or (due is not None and is_time(due["when"]))


def who_is_to(text: str) -> str:
    """Who a line begins with that says what they are to do: "Maria to book the room", "CNRS and DLR will draft it"."""
    match = _TO_DO.match(text)
    return match["who"] if match and are_names(match["who"]) else ""


def read_deed(text: str, who: str = "") -> DraftAction:
    """An action out of one line: "who – what – when", "what (who, when)", "@who what by when"."""
    what, who, when = _set_apart(text, who)
    if not who and (match := _MENTIONED_FIRST.fullmatch(what) or _MENTIONED_LAST.fullmatch(what)):
        what, who = match["what"], match["who"]
    return DraftAction(what, who, owners_in(who), when)


def says_labelled(text: str) -> tuple[str, str, str] | None:
    """What, who and when of "Train them. Responsible: HR. Deadline: May"; None where it does not end with labels."""
    what, *said = _BEFORE_LABEL.split(text.strip())
    who = when = ""
    for one in said:
        match = _INLINE_LABEL.match(one)
        told = one[match.end() :].strip(" ,;|–—-()").removesuffix(".") if match else ""
        if match and match["who"]:
            who = who or told
        else:
            when = when or told
    what = what.strip(" ,;|–—-(")
    return (what, who, when) if what and (who or when) and len(said) <= 2 else None


def _set_apart(text: str, who: str) -> tuple[str, str, str]:
    if not who and (told := says_labelled(text)):
        return told
    if (dated := _CALENDAR.search(text)) and not who:
        what, who, _ = _set_apart(text[: dated.start()] + text[dated.end() :], who)
        return what, who, dated["when"]
    parts = _DASHED.split(text)
    if len(parts) > 1 and (when := _when(parts[-1])):
        if len(parts) == 3 and not who:
            first = len(parts[0]) <= LONGEST_TIME and bool(owners_in(parts[0]))
            if are_names(parts[1]) and not are_names(parts[0]):
                return parts[0], parts[1], when
            if first:
                return parts[1], parts[0], when
        return " – ".join(parts[:-1]), who, when
    if tail := _IN_BRACKETS.search(text):
        named, when = _bracketed(tail["said"])
        if (named or when) and not (named and who):
            return text[: tail.start()], named or who, when
    if (tail := _BY_AT_END.search(text)) and is_time(tail["when"]):
        before = text[: tail.start()]
        labelled = re.match(r"[\s(\[,–—-]*(?:due|deadline)", tail[0], re.IGNORECASE)
        return before if labelled else text, who, _FULL_STOP.sub("", tail["when"])
    return text, who, ""


def _when(said: str) -> str:
    """The time that a part between dashes tells; nothing where it tells none."""
    if match := _DUE.fullmatch(said):
        return _FULL_STOP.sub("", match["when"])
    return _FULL_STOP.sub("", said) if is_time(said) or _PROJECT_MONTH.fullmatch(said) else ""


def _bracketed(said: str) -> tuple[str, str]:
    """Who and when of "(CNRS, March)", "(Lead: CNRS, M1)", "(March)", "(CNRS/DLR)"; nothing of other remarks."""
    lead = _LEAD.match(said)
    rest = said[lead.end() :] if lead else said
    before, comma, last = rest.rpartition(",") if "," in rest else rest.rpartition(";")
    last = last.strip()
    if comma and (is_time(last) or (lead and _PROJECT_MONTH.fullmatch(last))):
        before = before.strip()
        if not is_time(before) and (lead or _may_be_names(before)):
            due = _DUE.fullmatch(last)
            return before, due["when"] if due else last
    if is_time(said) and not lead:
        labelled = _LABELLED_DUE.match(said)
        return "", said[labelled.end() :] if labelled else said
    return (rest.strip(), "") if lead or are_names(said) else ("", "")


def are_names(said: str) -> bool:
    """Whether a text is nothing but short names, mentions, and people called by their given names."""
    owners = owners_in(said)
    return bool(owners) and all(is_person(one) or are_short_names(one) for one in owners)


def are_short_names(said: str) -> bool:
    """Whether a text is nothing but short names and mentions: "CNRS/DLR-PT", "@ana"."""
    owners = owners_in(said)
    return bool(owners) and all(name.startswith("@") or _is_short(name) for name in owners)


def _is_short(name: str) -> bool:
    capitals = sum(1 for letter in name if letter.isupper())
    return 2 <= len(name) <= 12 and name[0].isupper() and 2 * capitals > len(name)


def _may_be_names(said: str) -> bool:
    """Whether these may be names, or a word for everybody ("all members")."""
    who = read_who(said)
    named = bool(who.owners) and all(name[:1].isupper() or name[:1] == "@" for name in who.owners)
    return (named or bool(who.not_owners)) and len(said.split()) <= 8
