"""A programme as a document: as it is sent round, or as the lists of a workbook."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from bot.cards import ActionCard, OwnerCard, day_in_words
from bot.export_cards import (
    ACTIONS,
    ADOPTED,
    CHAIRS,
    DONE,
    HELD,
    LABELS,
    NO_NUMBER,
    NOTES,
    NUMBER,
    OWN,
    PERIOD,
    PLACE,
    PRIORITY,
    RATIONALE,
    REFERENCE,
    STANDING,
    STATUS,
    THEME,
    WHAT,
    WHEN,
    WHO,
    WHY,
    ExportedAction,
    ExportedPriority,
    ExportedProgramme,
)
from bot.writing.document import Document, Heading, Paragraph, Part, Table

NARROWEST, WIDEST = 5, 20
"""Shares of the width that a column of the document's own other than what, who and when may take."""
Column = tuple[str, int, Callable[[ExportedAction], str]]
"""Its name, its share of the width, and what it says of an action."""


def as_document(programme: ExportedProgramme) -> Document:
    """As the alliance sends it round: its head, then each priority with its rationale and its table."""
    parts: list[Part] = [*_head(programme)]
    for priority in programme.priorities:
        parts.append(Heading(label(priority)))
        if priority.card.when_said:
            parts.append(Paragraph(priority.card.when_said, WHEN.rstrip("?")))
        if priority.card.rationale:
            parts.append(Paragraph(priority.card.rationale))
        parts += _table(programme, priority.actions)
    if programme.actions:
        parts += (Heading(OWN), *_table(programme, programme.actions))
    return Document(programme.card.title, (*parts, *_notes(programme)), programme.made_at)


def as_lists(programme: ExportedProgramme) -> tuple[Document, Document]:
    """The head with the list of priorities, and the list of all actions, each naming its priority."""
    rows = tuple(
        (priority.card.number, priority.card.title, priority.card.when_said, priority.card.rationale)
        for priority in programme.priorities
    )
    priorities = Table((PLACE, PRIORITY, WHEN, RATIONALE), rows, (16, 40, 20, 80))
    head = (*_head(programme), priorities, *_notes(programme))
    columns = _columns(programme, programme.every_action)
    actions = Table(
        (PRIORITY, *(name for name, _, _ in columns)),
        tuple(
            (named, *(say(action) for _, _, say in columns))
            for named, action in (
                *((label(priority), action) for priority in programme.priorities for action in priority.actions),
                *(("", action) for action in programme.actions),
            )
        ),
        (22, *(width for _, width, _ in columns)),
    )
    return (
        Document(programme.card.title, head, programme.made_at),
        Document(ACTIONS, (actions,), programme.made_at),
    )


def as_one_list(programme: ExportedProgramme) -> Document:
    """Both lists below each other."""
    head, actions = as_lists(programme)
    notes = len(_notes(programme))
    parts = head.parts[: len(head.parts) - notes]
    return Document(programme.card.title, (*parts, *actions.parts, *_notes(programme)), programme.made_at)


def label(priority: ExportedPriority) -> str:
    """A priority's number and title, as its heading."""
    return f"{priority.card.number}. {PRIORITY}: {priority.card.title}"


def _head(programme: ExportedProgramme) -> Iterator[Part]:
    card = programme.card
    said = {
        NUMBER: "" if programme.numbered else card.number or NO_NUMBER,
        PERIOD: programme.period_said,
        THEME: card.theme,
        CHAIRS: card.chairs,
        STATUS: status(programme),
    }
    yield Heading(card.title, 1)
    yield from (Paragraph(said[name], name) for name in LABELS if said[name])


def _notes(programme: ExportedProgramme) -> tuple[Part, ...]:
    return (Heading(NOTES), *map(Paragraph, programme.notes)) if programme.notes else ()


def status(programme: ExportedProgramme) -> str:
    """Draft, adopted or closed, on which day this was so, and how many actions are done and late."""
    state = programme.card.state.capitalize()
    since = f" on {day_in_words(programme.since)}" if programme.since else ""
    said = f"{state}{since}, as of {day_in_words(programme.made_at.date())}"
    if programme.card.state == "draft":
        return said
    cards = [action.card for action in programme.every_action if action.card.state != "dropped"]
    done = sum(card.state == "done" for card in cards)
    late = sum(card.late for card in cards)
    return f"{said}: {done} of {len(cards)} actions done" + (f", {late} late" if late else "")


def _columns(programme: ExportedProgramme, actions: tuple[ExportedAction, ...]) -> tuple[Column, ...]:
    """The document's own columns; where actions stand, once that is to be told; what was adopted, where one differs.

    Each of these last is there, too, where the document has a column of that name: so it can be told from it.
    """
    counted = names_in_order(one.counted for one in actions)
    others = names_in_order(one.others for one in actions)
    columns: list[Column] = [
        *((name, _share(name, actions), partial(_counted, name)) for name in counted),
        (WHAT, 46, lambda one: one.card.what),
        (WHO, 22, lambda one: one.card.who_said),
        (WHEN, 20, lambda one: one.card.when_said),
        *((name, _share(name, actions), partial(_other, name)) for name in others),
    ]
    moving = programme.card.state != "draft" or any(one.card.state != "open" for one in programme.every_action)
    if moving or {HELD, STANDING} & {*counted, *others}:
        columns += [(HELD, 18, lambda one: holders(one.card)), (STANDING, 20, lambda one: standing(one.card))]
    if any(one.drifts for one in actions) or {ADOPTED, WHY} & {*counted, *others}:
        columns += [(ADOPTED, 20, _adopted), (WHY, 18, _why)]
    return (*columns, (REFERENCE, 8, lambda one: f"#{one.card.number}"))


def names_in_order(rows: Iterable[tuple[tuple[str, str], ...]]) -> list[str]:
    """Every heading that one of the rows has a cell under; one that a row has not comes behind the one before it."""
    names: list[str] = []
    for row in rows:
        at = 0
        for name, _ in row:
            if name not in names:
                names.insert(at, name)
            at = names.index(name) + 1
    return names


def _share(name: str, actions: Iterable[ExportedAction]) -> int:
    """As much of the width as a column's words need: little for marks and numbers."""
    texts = (text for one in actions for said, text in (*one.counted, *one.others) if said == name)
    return min(WIDEST, max(NARROWEST, *(len(line) + 1 for text in (name, *texts) for line in text.split("\n"))))


def _counted(name: str, action: ExportedAction) -> str:
    return dict(action.counted).get(name, "")


def _other(name: str, action: ExportedAction) -> str:
    return dict(action.others).get(name, "")


def _table(programme: ExportedProgramme, actions: tuple[ExportedAction, ...]) -> tuple[Table, ...]:
    """No table where there are no actions."""
    columns = _columns(programme, actions)
    rows = tuple(tuple(say(action) for _, _, say in columns) for action in actions)
    table = Table(tuple(name for name, _, _ in columns), rows, tuple(width for _, width, _ in columns))
    return (table,) if rows else ()


def holders(card: ActionCard) -> str:
    """Who holds it now, or is asked to."""
    if not card.owners:
        return "Nobody yet" if card.state == "open" else ""
    return ", ".join(map(_holder, card.owners))


def _holder(owner: OwnerCard) -> str:
    name = owner.organisation or owner.name
    if owner.organisation and owner.name:
        name = f"{owner.organisation} ({owner.name})"
    return f"{name} (asked)" if owner.asked else name


def standing(card: ActionCard) -> str:
    """Open, late, done or dropped, since when, and with what outcome."""
    if card.state == "open":
        return "Late" if card.late else "Open"
    since = f" on {day_in_words(card.ended_on)}" if card.ended_on else ""
    state = DONE if card.state == "done" else card.state.capitalize()
    return f"{state}{since}" + (f": {card.outcome}" if card.outcome else "")


def _adopted(action: ExportedAction) -> str:
    return "\n".join(f"{drift.field}: {drift.adopted or 'nothing'}" for drift in action.drifts)


def _why(action: ExportedAction) -> str:
    return "\n".join(dict.fromkeys(drift.why for drift in action.drifts if drift.why))
