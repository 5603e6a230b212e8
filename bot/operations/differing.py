"""What a newer version of a document says differently from the programme that is stored: compared, nothing changed.

A row is compared with what the document said when it was last loaded, so that what people changed here meanwhile
stays: only what the document itself changed is a change.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from bot.operations.baseline import COLUMNS, FIELDS
from bot.operations.matching import Row, match
from bot.operations.programmes import programme_card
from bot.operations.rows import beside, every_row, said_by
from bot.programme_cards import Changed, Difference, FieldChange, Gone, RowLine
from bot.reading.documents.draft import DraftAction, DraftPriority, DraftProgramme
from bot.reading.names import fold
from bot.turn import Turn
from storage.models import Action, Priority, Programme
from storage.queries import programmes as queries

_COUNT = re.compile(r"\d{1,6}(?:\.\d{1,6})*\.?")


@dataclass(slots=True)
class Compared:
    """A draft laid beside the stored programme: what is which, and what differs."""

    programme: Programme
    draft: DraftProgramme
    priorities: list[Priority]
    """All that are stored, in order."""
    actions: list[Action]
    """All that are stored, of any state."""
    of_priority: dict[int, Priority]
    """By place in the draft, the priority it is; without those that are new."""
    rows: list[tuple[int | None, int, DraftAction, Action | None]]
    """Every row of the draft: its priority's place, its position, and the action it is, None where it is new."""
    gone: list[Action]
    """Open actions that came from the document and stand in it no more."""
    difference: Difference = field(init=False)

    def changes_of(self, row: DraftAction, action: Action) -> dict[str, str]:
        """What the document now says otherwise than before, by field, that is not so already."""
        said, before = said_by(row), base_of(action)
        return {
            name: said[name]
            for name, column in COLUMNS.items()
            if _differ(said[name], before[name]) and _differ(said[name], getattr(action, column))
        }


def base_of(action: Action) -> dict[str, str]:
    """What the document said of an action when it was last loaded; for others, how they stand."""
    now = {name: getattr(action, column) for name, column in COLUMNS.items()}
    return {**now, **{name: said for name, said in (action.in_document or {}).items() if name in COLUMNS}}


def from_document(action: Action) -> bool:
    """Whether the last version that was loaded had it. Loaded before that was kept: its source key says so."""
    if action.in_document is None:
        return action.source_key is not None
    return "what" in action.in_document


def compare(
    session: Session, turn: Turn, programme: Programme, draft: DraftProgramme, choices: Mapping[str, str]
) -> Compared:
    """Lay the draft beside the programme. `choices` say what is to become of rows that are gone."""
    assert programme.id is not None
    priorities = list(queries.priorities(session, programme.id))
    actions = list(
        session.exec(select(Action).where(Action.programme_id == programme.id).order_by(col(Action.number))).all()
    )
    of_priority = _same_priorities(priorities, draft.priorities)
    matched = _same_rows(actions, draft, of_priority)
    by_rows = _by_their_rows(draft, of_priority, matched, priorities)
    if by_rows != of_priority:
        of_priority = by_rows
        matched = _same_rows(actions, draft, of_priority)
    rows = [(place, position, row, matched.get(n)) for n, (place, position, row) in enumerate(every_row(draft))]
    there = {action.id for *_, action in rows if action}
    gone = [one for one in actions if one.id not in there and one.state == "open" and from_document(one)]
    compared = Compared(programme, draft, priorities, actions, of_priority, rows, gone)
    compared.difference = _difference(session, turn, compared, choices)
    return compared


def seen(differences: Sequence[Difference]) -> str:
    """Stands for what somebody was shown, whatever they choose: the same only where nothing has changed since."""
    shown = [
        repr(
            (
                one.programme.id,
                one.head,
                one.priorities,
                one.new_priorities,
                one.gone_priorities,
                one.new,
                one.changed,
                [gone.row for gone in one.gone],
                one.stays,
            )
        )
        for one in differences
    ]
    return hashlib.sha256("".join(shown).encode()).hexdigest()[:16]


def _same_priorities(stored: Sequence[Priority], drafts: Sequence[DraftPriority]) -> dict[int, Priority]:
    old = [Row((one.title,), "", "", "", one.position) for one in stored]
    new = [Row((one.title,), "", "", "", place) for place, one in enumerate(drafts, start=1)]
    return {here: stored[there] for here, there in match(old, new).items()}


def _same_rows(
    actions: Sequence[Action], draft: DraftProgramme, of_priority: Mapping[int, Priority]
) -> dict[int, Action]:
    old = [
        Row(
            tuple(dict.fromkeys((base_of(one)["what"], one.what))),
            base_of(one)["who"],
            base_of(one)["when"],
            f"p{one.priority_id}",
            one.position,
        )
        for one in actions
    ]
    new = []
    for place, position, row in every_row(draft):
        known = of_priority.get(place) if place is not None else None
        priority = f"p{known.id}" if known else "pNone" if place is None else f"new{place}"
        new.append(Row((row.what,), row.who, row.when, priority, position))
    return {here: actions[there] for here, there in match(old, new).items()}


def _by_their_rows(
    draft: DraftProgramme, known: Mapping[int, Priority], matched: Mapping[int, Action], stored: Sequence[Priority]
) -> dict[int, Priority]:
    """Priorities that were renamed altogether are known by their rows: most of them stood under one before."""
    free = {one.id: one for one in stored if one not in known.values()}
    found = dict(known)
    votes: dict[int, Counter[int | None]] = {}
    for n, (place, _, _) in enumerate(every_row(draft)):
        if place is not None and place not in known:
            action = matched.get(n)
            votes.setdefault(place, Counter())[action.priority_id if action else None] += 1
    for place, counted in votes.items():
        key, count = counted.most_common(1)[0]
        if key in free and count * 2 > counted.total():
            found[place] = free.pop(key)
    return found


def _difference(session: Session, turn: Turn, compared: Compared, choices: Mapping[str, str]) -> Difference:
    places = {one.id: one for one in compared.priorities}
    new, changed, stays = [], [], []
    same = 0
    for place, position, row, action in compared.rows:
        where = f"{_number(compared.draft, place)}.{position}"
        if action is None:
            new.append(RowLine(where, row.what, row.who, row.when))
            continue
        differing = _changes(compared, places, place, row, action)
        stays += _staying(row, action)
        if differing:
            changed.append(Changed(action.what, tuple(differing), action.number))
        else:
            same += 1
    kept = {one.id for one in compared.of_priority.values()}
    return Difference(
        programme=programme_card(session, turn, compared.programme),
        head=tuple(_head(compared.programme, compared.draft)),
        priorities=tuple(_priorities(compared)),
        new_priorities=tuple(
            one.title for place, one in enumerate(compared.draft.priorities) if place not in compared.of_priority
        ),
        gone_priorities=tuple(one.title for one in compared.priorities if one.id not in kept),
        new=tuple(new),
        changed=tuple(changed),
        gone=tuple(_gone(one, places, choices) for one in compared.gone),
        stays=tuple(stays),
        same=same,
    )


def _changes(
    compared: Compared, places: Mapping[int | None, Priority], place: int | None, row: DraftAction, action: Action
) -> list[FieldChange]:
    before = base_of(action)
    changes = []
    for name, said in compared.changes_of(row, action).items():
        now = getattr(action, COLUMNS[name])
        note = "changed here too, since it was last loaded" if _differ(now, before[name]) else ""
        changes.append(FieldChange(FIELDS[name], now, said, note))
    changes += _changes_beside(row, action)
    target = compared.of_priority.get(place) if place is not None else None
    if (target.id if target else None) != action.priority_id or (place is not None and target is None):
        old = places.get(action.priority_id)
        moved_to = compared.draft.priorities[place] if place is not None else None
        changes.append(FieldChange("Priority", old.title if old else "none", moved_to.title if moved_to else "none"))
    return changes


def _changes_beside(row: DraftAction, action: Action) -> list[FieldChange]:
    """What the document now says otherwise in its other columns. Rows that are only counted anew say nothing new."""
    said, before = dict(row.extra), dict(beside(action))
    return [
        FieldChange(name, old, new)
        for name in dict.fromkeys((*said, *before))
        if _differ(old := before.get(name, ""), new := said.get(name, ""))
        and not (_COUNT.fullmatch(old) and _COUNT.fullmatch(new))
    ]


def _staying(row: DraftAction, action: Action) -> list[str]:
    """What people changed here and the document does not know of."""
    sentences = []
    said, before = said_by(row), base_of(action)
    for name, column in COLUMNS.items():
        now = getattr(action, column)
        if not _differ(said[name], before[name]) and _differ(now, said[name]):
            sentences.append(
                f"#{action.number}, {FIELDS[name].lower()}: “{now or 'nothing'}” as changed here, where the document "
                f"still says “{said[name] or 'nothing'}”"
            )
    if action.state == "dropped":
        sentences.append(f"#{action.number} was dropped here and stays so, though the document has it")
    elif row.done and action.state == "open":
        sentences.append(f"#{action.number} is open here and stays so, though it is struck out in the document")
    return sentences


def _gone(action: Action, places: Mapping[int | None, Priority], choices: Mapping[str, str]) -> Gone:
    priority = places.get(action.priority_id)
    where = f"{priority.number if priority else 0}.{action.position}"
    return Gone(
        RowLine(where, action.what, action.who_said, action.when_said, action.number),
        name=f"gone:{action.number}",
        chosen=choices.get(f"gone:{action.number}") or choices.get("gone") or "keep",
        why=choices.get(f"why:{action.number}", ""),
    )


def _head(programme: Programme, draft: DraftProgramme) -> list[FieldChange]:
    period = (programme.starts_on, programme.ends_on)
    compared = [
        ("Title", programme.title, draft.title or programme.title),
        ("Number", programme.number, "" if draft.number is None else str(draft.number)),
        ("Theme", programme.theme, draft.theme),
        ("Chairs", programme.chairs_said, " / ".join(draft.chairs)),
    ]
    changes = [FieldChange(name, old, new) for name, old, new in compared if _differ(old, new)]
    if (draft.period or (None, None)) != period:
        changes.insert(0, FieldChange("Period", programme.period_said, draft.period_said or "none read"))
    return changes


def _priorities(compared: Compared) -> list[Changed]:
    found = []
    for place, draft in enumerate(compared.draft.priorities):
        stored = compared.of_priority.get(place)
        if stored:
            fields = [
                ("Number", stored.number, str(draft.number or place + 1)),
                ("Title", stored.title, draft.title),
                ("Rationale", stored.rationale, draft.rationale),
                ("When", stored.when_said, draft.when),
            ]
            changes = tuple(FieldChange(name, old, new) for name, old, new in fields if _differ(old, new))
            if changes:
                found.append(Changed(f"{stored.number}. {stored.title}", changes))
    return found


def _number(draft: DraftProgramme, place: int | None) -> str:
    return "0" if place is None else str(draft.priorities[place].number or place + 1)


def _differ(one: str, other: str) -> bool:
    """By letters and digits: another dash or quotation mark is no change."""
    return (fold(one) or one.strip()) != (fold(other) or other.strip())
