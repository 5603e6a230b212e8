"""A programme as a file of the kind that was asked for."""

import json
import re
from typing import Any

from bot.export_cards import HELD, REFERENCE, STANDING, ExportedAction, ExportedProgramme
from bot.writing import programme as drawn

FORMATS = ("docx", "md", "xlsx", "csv", "json")
_NOT_IN_NAMES = re.compile(r"[^\w.]+")
_LONGEST_NAME = 80


def export(programme: ExportedProgramme, kind: str) -> bytes:
    """The file's bytes; `kind` is one of FORMATS."""
    if kind == "docx":
        from bot.writing.docx import as_docx

        return as_docx(drawn.as_document(programme))
    if kind == "xlsx":
        from bot.writing.sheets import as_workbook

        return as_workbook(*drawn.as_lists(programme))
    if kind == "csv":
        from bot.writing.sheets import as_csv

        return as_csv(drawn.as_one_list(programme)).encode()
    if kind == "md":
        from bot.writing.markdown import as_markdown

        return as_markdown(drawn.as_document(programme)).encode()
    return (json.dumps(as_values(programme), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def file_name(programme: ExportedProgramme, kind: str) -> str:
    """A name that every system takes, from the title and the period."""
    said = " ".join(dict.fromkeys(filter(None, (programme.card.title, programme.card.period_said))))
    name = _NOT_IN_NAMES.sub("-", said)[:_LONGEST_NAME].strip("-.")
    return f"{name or 'programme'}.{kind}"


def as_values(programme: ExportedProgramme) -> dict[str, Any]:
    """The programme for other programs: in the shape of what was read from a document, and where it stands."""
    card = programme.card
    period = {"start": card.period[0].isoformat(), "end": card.period[1].isoformat()} if card.period else None
    return {
        "title": card.title,
        "number": int(card.number) if card.number.isdecimal() else None,
        "period": period,
        "period_said": card.period_said,
        "theme": card.theme,
        "chairs": [name for name in card.chairs.split(" / ") if name],
        "status": drawn.status(programme),
        "priorities": [
            {
                "number": int(one.card.number) if one.card.number.isdecimal() else one.card.number,
                "title": one.card.title,
                "rationale": one.card.rationale,
                "when": one.card.when_said,
                "actions": [_action(action) for action in one.actions],
            }
            for one in programme.priorities
        ],
        "actions": [_action(action) for action in programme.actions],
        "notes": list(programme.notes),
    }


def _action(action: ExportedAction) -> dict[str, Any]:
    card = action.card
    values: dict[str, Any] = {
        "what": card.what,
        "who": card.who_said,
        "owners": [owner.organisation or owner.name for owner in card.owners if not owner.asked],
        "when": card.when_said,
        "status": card.state,
        "standing": {HELD: drawn.holders(card), STANDING: drawn.standing(card), REFERENCE: f"#{card.number}"},
    }
    if others := (*action.counted, *action.others):
        values["extra"] = dict(others)
    if action.drifts:
        values["adopted"] = {one.field: one.adopted for one in action.drifts}
        values["why"] = [one.why for one in action.drifts if one.why]
    return values
