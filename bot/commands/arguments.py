"""Typed text taken apart. Slack's own marks are read, control characters dropped, and nothing else is lost."""

import re
from collections.abc import Mapping

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_LINK = re.compile(r"<((?:https?|mailto|tel):[^|>\s]+)(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"<#[CG][A-Z0-9]+(?:\|([^>]*))?>")
_GROUP = re.compile(r"<!(?:subteam\^)?([A-Za-z0-9]+)(?:\|@?([^>]*))?>")
_NUMBER_FIRST = re.compile(r"(#?\d{1,9}(?:\s*\.\s*\d{1,4})?|[PpMm]\d{1,9})(?=[\s:,;]|$)[\s:,;]*(.*)", re.DOTALL)


def clean(text: str, *, channels: bool = False) -> str:
    """What Slack sends for typed text, as the person typed it: entities decoded once, links as addresses.

    Mentions of people stay as `<@U…|name>`, since who is meant hangs on the id; those of channels where `channels`.
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\t", " "))
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u200b", "").replace("\ufeff", "")
    text = _LINK.sub(lambda match: match[1].removeprefix("mailto:").removeprefix("tel:"), text)
    text = text if channels else _CHANNEL.sub(lambda match: f"#{match[1]}" if match[1] else match[0], text)
    text = _GROUP.sub(lambda match: f"@{match[2] or match[1]}", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def first_word(text: str) -> tuple[str, str]:
    """The first word and the rest, both stripped."""
    parts = text.strip().split(None, 1)
    return (parts[0] if parts else "", parts[1].strip() if len(parts) > 1 else "")


def target(text: str) -> tuple[str, str]:
    """`15 report sent` → ("15", "report sent"); without a number first, all of it names the thing."""
    match = _NUMBER_FIRST.match(text.strip())
    if match:
        return match[1], match[2].strip()
    return text.strip().strip("“”\"'"), ""


def labelled(text: str, labels: Mapping[str, str]) -> dict[str, str]:
    """`Draft it; who: CNRS; when: March` → parts by label, in any order; what has no label is under "".

    `labels` gives every accepted word its field: {"due": "when", "when": "when"}.
    """
    words = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    mark = re.compile(rf"(?:^|[;|\n]\s*|\s)({words})\s*:\s*", re.IGNORECASE)
    found: dict[str, str] = {}
    pieces = mark.split(text)
    loose = [pieces[0]]
    for label, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        # Text after a further semicolon, with no label, belongs to the unlabelled part.
        value, _, rest = piece.partition(";")
        name = labels[label.lower()]
        found[name] = f"{found[name]}; {value.strip()}" if name in found else value.strip()
        loose.append(rest)
    found[""] = "; ".join(part.strip(" ;\n") for part in loose if part.strip(" ;\n"))
    return found


def pages(text: str) -> tuple[str, int]:
    """A list's filter and where to go on: `cnrs @20` → ("cnrs", 20), as its [More] button says it."""
    match = re.fullmatch(r"(.*?)\s*@(\d{1,6})", text.strip(), re.DOTALL)
    return (match[1], int(match[2])) if match else (text.strip(), 0)
