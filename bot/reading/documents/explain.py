"""What was read, for people: the dry run in words."""

from collections.abc import Iterator

from bot.reading.documents.clean import one_line, shortened
from bot.reading.documents.draft import DraftAction, DraftDocument, DraftProgramme

_WIDTH = 160


def explain(document: DraftDocument) -> str:
    """Each programme with its head, priorities and rows; then what was joined, skipped and why, noted and unplaced."""
    lines: list[str] = []
    for programme in document.programmes:
        lines += [*([""] if lines else []), *_programme(programme)]
    lines += _section("Joined from two rows", [_short(text) for text in document.joined])
    lines += _section("Skipped", [f"{_short(row.text)} ({row.why})" for row in document.skipped])
    lines += _section("About the file", list(document.remarks))
    lines += _section("Before the first programme, kept as notes", [_short(text) for text in document.notes])
    return "\n".join(lines).rstrip() + "\n"


def _programme(programme: DraftProgramme) -> Iterator[str]:
    yield programme.title or "(no title)"
    number = "" if programme.number is None else str(programme.number)
    yield f"  Number:  {number or '(none written)'}"
    if programme.period:
        start, end = programme.period
        yield f"  Period:  {programme.period_said} ({start.isoformat()} to {end.isoformat()})"
    else:
        yield "  Period:  (none found)"
    yield f"  Theme:   {programme.theme or '(none found)'}"
    yield f"  Chairs:  {', '.join(programme.chairs) or '(none found)'}"
    for priority in programme.priorities:
        name = f"{priority.number}. {priority.title}" if priority.number is not None else priority.title
        when = f", {priority.when}" if priority.when else ""
        if priority.actions or priority is programme.priorities[0]:
            yield ""
        yield f"  {_short(name)} ({_count(priority.rows)}{when})"
        if priority.rationale:
            yield f"      {_short(priority.rationale)}"
        yield from _rows(priority.actions)
    if programme.actions:
        yield ""
        yield f"  Of the programme itself ({_count(programme.actions)})"
        yield from _rows(programme.actions)
    yield from _section("  Notes", [_short(text) for text in programme.notes])
    yield from _section("  Not placed: is any of this an action?", [_short(text) for text in programme.unplaced])


def _rows(actions: tuple[DraftAction, ...]) -> Iterator[str]:
    for action in actions:
        done = " [done]" if action.done else ""
        yield f"    {action.place:>4}  {_short(action.what)}{done}"
        yield f"          {one_line(action.who) or '(nobody named)'} · {one_line(action.when) or '(no date)'}"
        for name, text in action.extra:
            yield f"          {one_line(name)}: {_short(text)}"


def _section(title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    indent = " " * (len(title) - len(title.lstrip()))
    return ["", f"{title}:", *(f"{indent}  - {line}" for line in lines)]


def _count(actions: tuple[DraftAction, ...]) -> str:
    return f"{len(actions) or 'no'} action{'' if len(actions) == 1 else 's'}"


def _short(text: str) -> str:
    return shortened(text, _WIDTH)
