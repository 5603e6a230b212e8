"""The answer for other programs: plain values, ready for JSON."""

from typing import Any

from bot.reading.documents.draft import DraftAction, DraftDocument, DraftPriority, DraftProgramme


def answer(document: DraftDocument) -> dict[str, Any]:
    """One programme as it is, several under "programmes"; days are ISO, who and when as written.

    Nothing that was read is left out: what is no field stands under "notes", "unplaced", "skipped" or "columns".
    """
    programmes = [_programme(programme) for programme in document.programmes]
    result: dict[str, Any] = programmes[0] if len(programmes) == 1 else {"programmes": programmes}
    if document.notes:
        result["notes"] = [*document.notes, *result.get("notes", ())]
    if document.joined:
        result["joined"] = list(document.joined)
    if document.skipped:
        result["skipped"] = [{"row": row.text, "why": row.why} for row in document.skipped]
    if document.headers:
        result["columns"] = list(dict.fromkeys(document.headers))
    if document.remarks:
        result["remarks"] = list(document.remarks)
    return result


def _programme(programme: DraftProgramme) -> dict[str, Any]:
    period = programme.period
    return {
        "title": programme.title,
        "number": programme.number,
        "period": {"start": period[0].isoformat(), "end": period[1].isoformat()} if period else None,
        "period_said": programme.period_said,
        "theme": programme.theme,
        "chairs": list(programme.chairs),
        "priorities": [_priority(priority) for priority in programme.priorities],
        "actions": [_action(action) for action in programme.actions],
        "notes": list(programme.notes),
        "unplaced": list(programme.unplaced),
    }


def _priority(priority: DraftPriority) -> dict[str, Any]:
    return {
        "number": priority.number,
        "title": priority.title,
        "rationale": priority.rationale,
        "when": priority.when,
        "actions": [_action(action) for action in priority.actions],
    }


def _action(action: DraftAction) -> dict[str, Any]:
    result: dict[str, Any] = {
        "what": action.what,
        "who": action.who,
        "owners": list(action.owners),
        "when": action.when,
    }
    if action.extra:
        result["extra"] = dict(action.extra)
    if action.standing:
        result["standing"] = dict(action.standing)
    if action.done:
        result["status"] = "done"
    return result
