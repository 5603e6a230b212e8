"""Whether two documents say the same programme."""

import hashlib
import json
import unicodedata

from bot.reading.documents.draft import DraftAction, DraftDocument, DraftProgramme


def fingerprint(document: DraftDocument) -> str:
    """64 hexadecimal digits that are the same whenever the programmes are, whatever kind of file they came in.

    Compared are head, priorities, rationales and rows in their order, by their letters and digits alone: line breaks,
    quotation marks, dashes and capitals do not count, nor does the order of the columns. Footnotes, skipped rows and
    unplaced text are no part of it.
    """
    content = [_programme(programme) for programme in document.programmes]
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


def _programme(programme: DraftProgramme) -> list[object]:
    return [
        _letters(programme.title),
        programme.number,
        [day.isoformat() for day in programme.period or ()],
        _letters(programme.theme),
        [_letters(chair) for chair in programme.chairs],
        [
            [p.number, _letters(p.title), _letters(p.rationale), _letters(p.when), [_action(a) for a in p.actions]]
            for p in programme.priorities
        ],
        [_action(action) for action in programme.actions],
    ]


def _action(action: DraftAction) -> list[object]:
    extra = sorted([_letters(name), _letters(text)] for name, text in action.extra)
    return [_letters(action.what), _letters(action.who), _letters(action.when), extra]


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum()) or folded.strip()
