"""Somebody's words as a name for something. Pure."""

import re

_SENTENCE = re.compile(r"[^\W\d_]{3}[”\"’')\]]*[.!?][”\"’')\]]*(?=\s+[“\"‘'(\[]?[^\W_a-zß-ÿ])")
"""Where a sentence ends, and another begins; not after an initial or "e.g."."""
_DRAFT = re.compile(r"^draft\b[\s:–-]*(?=\w)|\s*[(\[]draft[)\]]$", re.IGNORECASE)


def programme_name(title: str, state: str) -> str:
    """The title as its document has it; but what is adopted or closed is a draft no longer."""
    kept = title.strip()
    name = kept if state == "draft" else _DRAFT.sub("", kept, count=1)
    return title if name in ("", kept) else name[0].upper() + name[1:]


def as_title(said: str, limit: int = 150) -> str:
    """On one line: whole, where it has at most `limit` characters, else cut after its first sentence, or a word."""
    line = re.sub(r"\s+,", ",", " ".join(said.split()))
    if len(line) <= limit:
        return line
    ends = (found.end() for found in _SENTENCE.finditer(line))
    sentence = next((end for end in ends if end >= limit // 4), limit)
    if sentence < limit:
        return line[:sentence].removesuffix(".") + "…"
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
