"""`wp import`: a document from this machine into the database, or only read and shown."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Timer

from sqlalchemy.exc import SQLAlchemyError

from bot.database import Say, file_of, open_database
from bot.errors import BadInput
from bot.operations.loading import NOBODY, import_document
from bot.operations.newcomers import mark
from bot.operations.previewing import doubts, understood
from bot.operations.versions import NEW
from bot.programme_cards import Difference, Doubt, FieldChange, LoadPreview, RowLine
from bot.reading.documents import DraftDocument, read_document
from bot.reading.documents.answer import answer
from bot.reading.documents.clean import one_line
from bot.reading.documents.explain import explain
from bot.reading.names import fold
from bot.settings import Settings, house
from bot.turn import Turn
from storage.engine import Units, open_engine
from storage.migrate import current, head

PATIENCE = 1.0
"""Seconds after which the terminal says what takes so long."""
Ask = Callable[[str], bool]
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
    with _patient(path):
        return read_document(data, path.name, anything=anything)


@contextmanager
def _patient(path: Path) -> Iterator[None]:
    """Say what takes so long, once it takes longer than a second; beside the answer, not in it."""
    timer = Timer(PATIENCE, sys.stderr.write, [f"Reading {path.name} …\n"])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def as_json(draft: DraftDocument) -> str:
    """What was read, for other programs."""
    return json.dumps(answer(draft), ensure_ascii=False, indent=2)


@dataclass(frozen=True, slots=True)
class How:
    """What was chosen on the command line."""

    yes: bool = False
    """Apply a newer version without being asked."""
    gone: str = "keep"
    """What becomes of rows that a newer version no longer has: keep or drop."""
    another: bool = False
    """It is another programme, whatever it comes near to."""
    version_of: str = ""
    """It is a newer version of the programme with this title or number."""
    same: tuple[str, ...] = ()
    """"DLR=DLR-PT": a name the document uses, and the organisation it means."""


def store(settings: Settings, path: Path, how: How, *, now: datetime, say: Say, ask: Ask | None = None) -> None:
    """Store the document's programmes as drafts, or apply the newer version it is; whole or not at all.

    What a newer version changes is said first; without `yes` it is applied only where `ask` says so. BadInput where
    nobody can be asked.
    """
    draft = read_file(path)
    units = open_database(settings.database_url, say=say)
    turn = Turn(actor=NOBODY, now=now, house=house(settings))
    try:
        with units.writing() as session:
            choices = _choices(understood(session, turn, draft, path.name, {}), how)
            preview = understood(session, turn, draft, path.name, choices)
            known = all(one.known for one in preview.programmes)
            for line in (*(() if known else map(one_line, preview.remarks)), *doubtful(preview)):
                say(line)
            if any(one.difference and not one.difference.empty for one in preview.programmes) and not how.yes:
                if ask is None:
                    raise BadInput("Nothing was changed. To apply this, say so: add --yes.")
                if not ask("Apply this?"):
                    say("Nothing was changed.")
                    return
            loaded = import_document(
                session, draft, source_name=path.name, now=now, house=house(settings), choices=choices
            )
    finally:
        units.engine.dispose()
    revised = {card.title for one, card in zip(preview.programmes, loaded.programmes, strict=True) if one.difference}
    titles = [card.title for card in loaded.programmes if card.title not in {*loaded.unchanged, *revised}]
    if titles:
        say(f"Stored {loaded.stored} {_plural(loaded.stored, 'action')} of {' and '.join(titles)}, as a draft.")
        say(f"It becomes current when a chair types {settings.command} programme adopt in Slack.")
    for sentence in (*(f"Brought up to date: {one}." for one in loaded.revised), *loaded.also):
        say(sentence)
    for title in loaded.unchanged:
        say(f"{title} was stored before; nothing was changed.")


def shown(settings: Settings, draft: DraftDocument, source: str, how: How, *, now: datetime) -> Iterator[str]:
    """What was read, for people, line by line; then what is doubtful, and what it would change of what is stored."""
    yield from explain(draft).splitlines()
    if not (units := _database_there(settings)):
        turn = Turn(actor=NOBODY, now=now, house=house(settings))
        for programme in draft.programmes:
            yield from _doubts(doubts(programme, turn.today, (), {}))
        return
    try:
        with units.reading() as session:
            turn = Turn(actor=NOBODY, now=now, house=house(settings))
            choices = _choices(understood(session, turn, draft, source, {}), how)
            preview = understood(session, turn, draft, source, choices)
            yield from (f"{one.card.title}: stored already, just so." for one in preview.programmes if one.known)
            yield from doubtful(preview)
    finally:
        units.engine.dispose()


def _database_there(settings: Settings) -> Units | None:
    """The database to compare with; None where there is none of this program's newest schema yet."""
    path = file_of(settings.database_url)
    if path is not None and not path.is_file():
        return None
    engine = open_engine(settings.database_url)
    try:
        if current(engine) == head():
            return Units(engine)
    except SQLAlchemyError:
        pass
    engine.dispose()
    return None


def _choices(preview: LoadPreview, how: How) -> dict[str, str]:
    """The choices of the command line, by the names the preview gives them."""
    choices = {"gone": how.gone}
    for one in preview.programmes:
        if one.version and how.another:
            choices[one.version.name] = NEW
        elif one.version and how.version_of:
            wanted = fold(how.version_of)
            found = [value for value, words in one.version.options if value != NEW and wanted in fold(words)]
            if len(found) != 1:
                near = "; ".join(words for value, words in one.version.options if value != NEW)
                raise BadInput(f"--version-of {how.version_of}: the choices are: {near}. Nothing was changed.")
            choices[one.version.name] = found[0]
    for said in how.same:
        name, _, meant = (part.strip() for part in said.partition("="))
        doubt = next((one for one in preview.doubts if one.name == f"org:{mark(name)}"), None)
        if doubt is None or f"same:{mark(meant)}" not in dict(doubt.options):
            raise BadInput(f"--same {said}: the document leaves no such choice. Nothing was changed.")
        choices[doubt.name] = f"same:{mark(meant)}"
    return choices


def doubtful(preview: LoadPreview) -> Iterator[str]:
    """What a preview says in Slack beside what was read: doubts, choices, and the difference to what is stored."""
    for one in preview.programmes:
        if one.version and not one.version.chosen:
            near = "; ".join(words for value, words in one.version.options if value != NEW)
            how = f"{near}: --version-of TITLE; else --another" if near else "Then say so: --another"
            yield f"{one.version.text} {how}"
        if one.difference:
            yield f"A new version of {one.difference.programme.title}:"
            yield from _difference(one.difference)
        yield from _doubts(one.doubts)


def _doubts(found: Iterable[Doubt]) -> Iterator[str]:
    kinds: dict[str, list[str]] = {}
    counts: Counter[str] = Counter()
    for doubt in found:
        counts[doubt.kind] += doubt.count
        choice = ""
        if doubt.options:
            name = doubt.text.partition(",")[0]
            choice = f"  (--same “{name}=ORGANISATION”; taken as: {dict(doubt.options)[doubt.chosen].lower()})"
        kinds.setdefault(doubt.kind, []).append(f"{doubt.where}  {doubt.text}{choice}".strip())
    for kind, lines in kinds.items():
        yield f"{kind.capitalize()} ({counts[kind]}):"
        yield from (f"  - {one_line(line)}" for line in lines)


def _difference(card: Difference) -> Iterator[str]:
    if card.empty:
        yield "  Nothing would change."
    yield from (f"  {_change(change)}" for change in card.head)
    for changed in card.priorities:
        yield from (f"  Priority {changed.name}: {_change(change)}" for change in changed.changes)
    yield from (f"  New priority: {title}" for title in card.new_priorities)
    yield from (f"  Priority no longer in it: {title}" for title in card.gone_priorities)
    yield from (f"  New: {_row(row)}" for row in card.new)
    for changed in card.changed:
        yield f"  Changed: #{changed.number} {one_line(changed.name)}"
        yield from (f"      {_change(change)}" for change in changed.changes)
    for gone in card.gone:
        yield f"  Not in it any more ({'dropped' if gone.chosen == 'drop' else 'kept here'}): {_row(gone.row)}"
    yield from (f"  Stays: {text}" for text in card.stays)
    yield f"  {card.same} {_plural(card.same, 'row')} as before."


def _change(change: FieldChange) -> str:
    before, after = (f"“{one_line(said)}”" if said.strip() else "nothing" for said in (change.before, change.after))
    return f"{change.field}: {before} → {after}" + (f" ({change.note})" if change.note else "")


def _row(row: RowLine) -> str:
    name = f"#{row.number}" if row.number else row.place
    return f"{name} {one_line(row.what)} · {one_line(row.who) or 'nobody named'} · {one_line(row.when) or 'no date'}"


def _plural(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
