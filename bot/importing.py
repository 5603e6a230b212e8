"""`wp import`: a document from this machine into the database, or only read and shown."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from bot.database import Say, open_database
from bot.errors import BadInput
from bot.operations.loading import import_document
from bot.reading.documents import DraftDocument, read_document
from bot.reading.documents.answer import answer
from bot.reading.documents.doubts import doubtful_dates
from bot.reading.documents.draft import DraftProgramme
from bot.settings import Settings, house

LARGEST = 50 * 1024 * 1024
"""Bytes of a file that are still read into memory; the reader itself takes less."""


def read_file(path: Path, *, anything: bool = False) -> DraftDocument:
    """The programmes in a file of this machine. BadInput where it is none, Unreadable where it holds none.

    With `anything`, a document without a programme is its text, to be looked at.
    """
    try:
        if path.is_dir():
            raise BadInput(f"{path} is a folder. Name the document in it.")
        if (size := path.stat().st_size) > LARGEST:
            raise BadInput(f"{path} has {size // 1024**2} MB; a work programme is far smaller. Is it the right file?")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}).") from error
    return read_document(data, path.name, anything=anything)


def as_json(draft: DraftDocument) -> str:
    """What was read, for other programs."""
    return json.dumps(answer(draft), ensure_ascii=False, indent=2)


def store(settings: Settings, path: Path, *, now: datetime, say: Say) -> None:
    """Store the document's programmes as drafts, whole or not at all, and say what came of it."""
    draft = read_file(path)
    units = open_database(settings.database_url, say=say)
    try:
        with units.writing() as session:
            loaded = import_document(session, draft, source_name=path.name, now=now, house=house(settings))
            titles = [card.title for card in loaded.programmes if card.title not in loaded.unchanged]
    finally:
        units.engine.dispose()
    if titles:
        say(f"Stored {loaded.stored} {_plural(loaded.stored, 'action')} of {' and '.join(titles)}, as a draft.")
        say(f"It becomes current when a chair types {settings.command} programme adopt in Slack.")
    for title in loaded.unchanged:
        say(f"{title} was stored before; nothing was changed.")


def shown(draft: DraftDocument, today: date) -> Iterator[str]:
    """What was read, for people, line by line: everything that would be stored, then everything doubtful."""
    for programme in draft.programmes:
        yield from _programme(programme)
        doubts = tuple(f"{one.place}  {one.text} ({one.kind})" for one in doubtful_dates(programme, today))
        yield from _block("Please look at these dates", doubts)
    for name, lines in (
        ("About the file", draft.remarks),
        ("Before the first programme", draft.notes),
        ("Put together from two rows", draft.joined),
        ("Skipped", tuple(f"{row.text} ({row.why})" for row in draft.skipped)),
    ):
        yield from _block(name, lines)


def _programme(programme: DraftProgramme) -> Iterator[str]:
    yield programme.title or "(no title)"
    period = " to ".join(day.isoformat() for day in programme.period) if programme.period else "no period read"
    yield f"  Period: {period}" + (f" ({programme.period_said})" if programme.period_said else "")
    if programme.theme:
        yield f"  Theme: {programme.theme}"
    if programme.chairs:
        yield f"  Chairs: {', '.join(programme.chairs)}"
    for place, priority in enumerate(programme.priorities, start=1):
        count = len(priority.actions)
        dated = f", {priority.when}" if priority.when else ""
        yield f"  {priority.number or place}. {priority.title} ({count} {_plural(count, 'action')}{dated})"
        yield from (f"     - {action.what} | {action.who} | {action.when}" for action in priority.actions)
    if programme.actions:
        yield "  Of the programme itself:"
        yield from (f"     - {action.what} | {action.who} | {action.when}" for action in programme.actions)
    yield from _block("Notes", programme.notes)
    yield from _block("Could not be placed", programme.unplaced)


def _block(name: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield f"  {name}:"
        yield from (f"     {line}" for line in lines)


def _plural(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
