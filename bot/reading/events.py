"""Rows of a programme that are an event, not work on one: "General Assembly", "Open Conference LISBON". Pure."""

import re

_NOUN = (
    r"(?:general assembly|assembly|conference|congress|summit|forum|symposium|colloquium|workshop|webinar|seminar|"
    r"plenary|round ?table|hackathon|open days?|town hall|kick-?off|retreat|meeting|event|"
    r"conférence|congrès|assemblée générale|atelier|colloque|réunion|konferenz|tagung|workshop|"
    r"conferencia|congreso|asamblea general|taller|reunión)"
)
_EVENT = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
_END = re.compile(r"\s+[–—-]\s+|\s*[,;:(]\s|\.\s|\s*[(\n]|\s+,")
_ABOUT = re.compile(r"\b(?:for|to|of|on|about|with|from|pour|für|de|du|para|sobre)\b", re.IGNORECASE)
_AT = re.compile(r"\s*(?:in|at|à|en|[A-Z0-9&][\w&./'’-]*|n°\d+|\d+)(?=\s|$)")
_WORK = re.compile(
    r"(?:draft|prepar|plan|organi[sz]|attend|join|book|find|set|invit|announc|advertis|promot|support|contribut|"
    r"participat|propos|potential|possible|follow|report|writ|send|collect|call|agree|choos|decid|fix|review|launch|"
    r"start|updat|publish|design|creat|develop|explor|coordinat|discuss|present|visit|register|regist|préparer|"
    r"organiser|vorbereit|planung)",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s<>|“”\"]+")
LONGEST_TITLE = 150


def event_title(what: str) -> str:
    """What the event is called, where a row is one; empty where it is work, or not surely an event."""
    head = _END.split(" ".join(what.split()), maxsplit=1)[0].strip(" “”\"'«».,")
    if not head or len(head) > LONGEST_TITLE or _WORK.match(head):
        return ""
    # What stands behind "for" or "of" is what the work is about: a brief for the conference is a brief.
    about = _ABOUT.search(head)
    events = list(_EVENT.finditer(head[: about.start()] if about else head))
    if not events:
        return ""
    behind = head[events[-1].end() : about.start() if about else len(head)]
    while match := _AT.match(behind):
        behind = behind[match.end() :]
    return head if not behind.strip(" ”\"'") else ""


def link_in(what: str) -> str:
    """The one web address that a row names; empty where there is none, or more than one."""
    found = {match.rstrip(".,);") for match in _LINK.findall(what)}
    return found.pop() if len(found) == 1 else ""
