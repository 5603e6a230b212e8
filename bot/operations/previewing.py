"""A document before it is stored: what was understood, what is doubtful, what would change; and the choices it leaves.

It waits here with the choices made so far, until it is loaded or a day has passed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from sqlmodel import Session

from bot.cards import PriorityCard, ProgrammeCard
from bot.errors import NotFound
from bot.operations.carrying import to_carry
from bot.operations.differing import Compared, compare, seen
from bot.operations.loading import import_document
from bot.operations.newcomers import Newcomer, mark, newcomers
from bot.operations.people import access_as_chair
from bot.operations.rows import every_row
from bot.operations.versions import NEW, Likeness, about_closed, choice_of, key_of, target_of
from bot.programme_cards import Doubt, LoadPreview, ProgrammePreview, RowLine, Steered
from bot.reading.documents import read_document
from bot.reading.documents.clean import one_line, shortened
from bot.reading.documents.doubts import doubtful_dates
from bot.reading.documents.draft import DraftDocument, DraftProgramme
from bot.turn import Turn
from storage.models import Programme, WaitingDocument
from storage.queries import programmes as queries

KEPT = timedelta(days=1)
"""How long a document waits between its preview and [Load as draft]."""
LONGEST_WHY = 3000
LONGEST_LINE = 240
"""Letters of a doubt that are always shown."""
read_again = lru_cache(maxsize=8)(read_document)
"""A document is read once for all pages of its preview."""


def preview(session: Session, turn: Turn, draft: DraftDocument, content: bytes, name: str) -> LoadPreview:
    """What a document was understood as, with its doubts; `content` is kept until it is loaded."""
    access_as_chair(turn, "load a programme")
    waiting = WaitingDocument(person_id=turn.actor.id, name=name, content=content, at=turn.now)
    queries.keep_waiting(session, waiting, older=turn.now - KEPT)
    return understood(session, turn, draft, name, {}, str(waiting.id))


def look(
    session: Session, turn: Turn, token: str, page: int = 1, chosen: Mapping[str, str] | None = None
) -> LoadPreview:
    """A page of the preview of a document that waits, with what has been chosen now kept."""
    waiting = access_waiting(session, turn, token)
    choose(session, waiting, chosen or {})
    return _again(session, turn, waiting, page)


def load(
    session: Session, turn: Turn, token: str, chosen: Mapping[str, str] | None = None, shown: str = ""
) -> Steered | LoadPreview:
    """Store a previewed document. Where what it would change is no longer what was `shown`, it is shown again."""
    waiting = access_waiting(session, turn, token)
    choose(session, waiting, chosen or {})
    draft = read_again(waiting.content, waiting.name)
    if shown:
        now = _again(session, turn, waiting, 1)
        if any(one.version and not one.version.chosen for one in now.programmes):
            return replace(now, notice="Choose first what it is; nothing was stored.")
        if now.seen != shown:
            return replace(now, notice="Something has changed since you looked. This is how it is now.")
    loaded = import_document(
        session,
        draft,
        source_name=waiting.name,
        now=turn.now,
        house=turn.house,
        by=turn,
        choices=waiting.choices,
    )
    session.delete(waiting)
    session.flush()
    last = session.get(Programme, loaded.programmes[-1].id)
    buttons = to_carry(session, last) if last else ()
    if loaded.revised:
        sentence = f"Brought up to date: {'; '.join(loaded.revised)}."
    elif not loaded.stored and loaded.unchanged:
        return Steered("That document is loaded already; nothing was changed.", loaded.programmes)
    else:
        sentence = f"Loaded as draft, with {counted(loaded.stored)}. Nothing is announced before it is adopted."
    return Steered(sentence, loaded.programmes, undo=loaded.undo, also=loaded.also, buttons=buttons)


def access_waiting(session: Session, turn: Turn, token: str) -> WaitingDocument:
    """The document that waits for this chair. NotFound where it no longer does."""
    access_as_chair(turn, "load a programme")
    waiting = queries.waiting(session, _key(token))
    if waiting is None or waiting.person_id != turn.actor.id:
        raise NotFound(f"That document no longer waits here. Load it again: `{turn.house.command} programme load`.")
    return waiting


def choose(session: Session, waiting: WaitingDocument, chosen: Mapping[str, str]) -> None:
    """Keep what somebody chose; a reason may be as long as a few sentences."""
    waiting.choices = {**waiting.choices, **{name[:100]: value[:LONGEST_WHY] for name, value in chosen.items()}}
    session.add(waiting)
    session.flush()


def cancel(session: Session, turn: Turn, token: str) -> Steered:
    """Forget a document that waits."""
    session.delete(access_waiting(session, turn, token))
    session.flush()
    return Steered("Forgotten. Nothing was loaded.", ())


def _again(session: Session, turn: Turn, waiting: WaitingDocument, page: int) -> LoadPreview:
    draft = read_again(waiting.content, waiting.name)
    return understood(session, turn, draft, waiting.name, waiting.choices, str(waiting.id), page)


def understood(
    session: Session,
    turn: Turn,
    draft: DraftDocument,
    source: str,
    choices: Mapping[str, str],
    token: str = "",
    page: int = 1,
) -> LoadPreview:
    """A document laid beside what is stored. Nothing is changed."""
    new = newcomers(session, draft.programmes)
    programmes = tuple(
        _programme(session, turn, programme, place, choices, new if not place else ())
        for place, programme in enumerate(draft.programmes)
    )
    return LoadPreview(
        source=source,
        programmes=programmes,
        remarks=remarks(draft),
        token=token,
        page=page,
        seen=seen([one.difference for one in programmes if one.difference]),
    )


def remarks(draft: DraftDocument) -> tuple[str, ...]:
    """About the file, what was put together from two rows, and what was skipped and why."""
    return (
        *draft.remarks,
        *(f"Put together from two rows: {text}" for text in draft.joined),
        *(f"Skipped: {row.text} ({row.why})" for row in draft.skipped),
    )


def counted(count: int) -> str:
    """ "12 actions"."""
    return f"{count} action{'' if count == 1 else 's'}"


def _programme(
    session: Session,
    turn: Turn,
    draft: DraftProgramme,
    place: int,
    choices: Mapping[str, str],
    new: Sequence[Newcomer],
) -> ProgrammePreview:
    if queries.by_fingerprint(session, key_of(draft)):
        return ProgrammePreview(drawn(draft), rows_drawn(draft), known=True)
    target, near = target_of(session, draft, place, choices)
    compared = compare(session, turn, target, draft, choices) if target else None
    return ProgrammePreview(
        drawn(draft),
        rows_drawn(draft),
        doubts=tuple(doubts(draft, turn.today, new, choices, _asking(compared))),
        version=_version(near, place, target, choices) if near else None,
        difference=compared.difference if compared else None,
    )


def _asking(compared: Compared | None) -> frozenset[str] | None:
    """The places of rows that are new or changed: of the others nothing has to be asked again. None: all."""
    if compared is None:
        return None
    return frozenset(
        row.place for *_, row, action in compared.rows if action is None or compared.changes_of(row, action)
    )


def _version(near: Sequence[Likeness], place: int, target: Programme | None, choices: Mapping[str, str]) -> Doubt:
    open_ones = [one for one in near if not one.closed]
    options = tuple((str(one.programme.id), f"A new version of {one.programme.title}") for one in open_ones[:8])
    chosen = str(target.id) if target else choices.get(choice_of(place), "")
    return Doubt(
        "version",
        "",
        "A new version, or another programme?" if open_ones else about_closed(near[0]),
        choice_of(place),
        (*options, (NEW, "Another programme")),
        chosen,
    )


def drawn(draft: DraftProgramme) -> ProgrammeCard:
    """A programme of a document, as one that is stored is drawn."""
    return ProgrammeCard(
        id=0,
        title=draft.title,
        state="draft",
        period=draft.period,
        period_said=draft.period_said,
        theme=draft.theme,
        chairs=" / ".join(draft.chairs),
        priorities=tuple(
            PriorityCard(str(priority.number or place), priority.title, "", len(priority.rows), 0, 0, 0, priority.when)
            for place, priority in enumerate(draft.priorities, start=1)
        ),
        loose=PriorityCard("0", "Without a priority", "", len(draft.actions), 0, 0, 0) if draft.actions else None,
        number="" if draft.number is None else str(draft.number),
    )


def rows_drawn(draft: DraftProgramme) -> tuple[RowLine, ...]:
    """Every row in the document's order."""
    numbers = [str(priority.number or place) for place, priority in enumerate(draft.priorities, start=1)]
    return tuple(
        RowLine(
            f"{numbers[place] if place is not None else 0}.{position}",
            row.what,
            row.who,
            row.when,
            others="; ".join(f"{name}: {one_line(text)}" for name, text in row.extra),
        )
        for place, position, row in every_row(draft)
    )


def doubts(
    draft: DraftProgramme,
    today: date,
    new: Sequence[Newcomer],
    choices: Mapping[str, str],
    only: frozenset[str] | None = None,
) -> Iterator[Doubt]:
    """What somebody should look at before it is stored; of rows, only those at the places in `only`."""
    yield from _organisations(new, choices)
    for one in doubtful_dates(draft, today):
        if only is None or one.place in only:
            yield Doubt(one.kind, one.place, one.text)
    for row in draft.every_action():
        if only is not None and row.place not in only:
            continue
        title = shortened(row.what)
        if not row.owners:
            yield Doubt(
                "nobody holds it",
                row.place,
                f"“{row.who}” in “{title}”" if row.who else f"nobody is named in “{title}”",
            )
        if not row.when.strip():
            yield Doubt("no date", row.place, f"“{title}”")
    for text in draft.unplaced:
        yield Doubt("not placed", "", shortened(text, 200))


def _organisations(new: Sequence[Newcomer], choices: Mapping[str, str]) -> Iterator[Doubt]:
    for one in new:
        if one.near:
            same = tuple((f"same:{mark(name)}", f"The same as {name}") for name in one.near)
            yield Doubt(
                "an organisation I do not know",
                "",
                f"{one.name}, the same as {' or '.join(one.near)}?",
                one.key,
                ((NEW, "A new organisation"), *same),
                choices.get(one.key, NEW),
            )
    for names in _lines([one.name for one in new if not one.near]):
        yield Doubt("new organisations", "", ", ".join(names), count=len(names))


def _lines(names: Sequence[str]) -> Iterator[list[str]]:
    """The names, as many together as are shown whole on a line."""
    line: list[str] = []
    for name in names:
        if line and sum(map(len, line)) + 2 * len(line) + len(name) > LONGEST_LINE:
            yield line
            line = []
        line.append(name)
    if line:
        yield line


def _key(token: str) -> UUID:
    try:
        return UUID(token)
    except ValueError:
        return UUID(int=0)
