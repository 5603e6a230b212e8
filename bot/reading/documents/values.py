"""JSON to programmes: in the shape in which programmes are given out and answered for, or as a list of rows."""

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from datetime import date
from typing import Any

from bot.errors import Unreadable
from bot.reading.documents.blocks import MOST_ROWS, Block, Cell, check_extent, grid
from bot.reading.documents.clean import is_filler, tidy, without_controls
from bot.reading.documents.draft import DraftAction, DraftDocument, DraftPriority, DraftProgramme, Period
from bot.reading.documents.exported import is_stamp, placed
from bot.reading.who import owners_in

_SHAPE = '{"title": …, "priorities": [{"title": …, "actions": [{"what": …, "who": …, "when": …}]}]}'
_PROGRAMME = {
    "title",
    "number",
    "period",
    "period_said",
    "theme",
    "chairs",
    "priorities",
    "actions",
    "notes",
    "unplaced",
}
_DOCUMENT = {"programmes", "notes", "joined", "skipped", "columns", "remarks"}
_PRIORITY = {"number", "title", "rationale", "when", "actions"}
_ACTION = {"what", "who", "owners", "when", "extra", "standing", "status", "adopted", "why"}
Values = Mapping[str, Any]


def read_values(text: str, name: str) -> DraftDocument | list[Block]:
    """The programmes of a JSON text; a list of rows as a table, to be read like any other. Unreadable otherwise."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"{name} is not JSON that I can take apart{where}. Save it again, or send a table.") from error
    if isinstance(said, list) and said and all(isinstance(row, dict) for row in said):
        return _table(said)
    if not isinstance(said, dict) or not {"programmes", "priorities", "actions"} & set(said):
        raise Unreadable(f"{name} holds no programme: I looked for {_SHAPE}, or for a list of rows.")
    remarks = (f"It was exported from here ({stamp}).",) if is_stamp(stamp := _text(said.get("status"))) else ()
    if "programmes" in said:
        programmes = tuple(_programme(one) for one in _objects(said["programmes"]))
        notes = (*_texts(said.get("notes")), *_others(said, _DOCUMENT))
    else:
        ours = {"status"} if remarks else set()
        programmes, notes = (_programme(said, _DOCUMENT | ours),), ()
    programmes = tuple(one for one in programmes if one.priorities or one.actions or remarks)
    if not programmes:
        raise Unreadable(f"{name} holds a programme without priorities and actions. I looked for {_SHAPE}.")
    return DraftDocument(programmes, notes=notes, remarks=remarks)


def _table(rows: list[Values]) -> list[Block]:
    names = list(dict.fromkeys(str(name) for row in rows for name in row))
    check_extent(len(rows) + 1, len(names))
    cells = [[Cell(_text(row.get(name))) for name in names] for row in rows]
    return [grid([[Cell(_clean(name)) for name in names], *cells])]


def _programme(said: Values, also: Set[str] = frozenset()) -> DraftProgramme:
    priorities = []
    for order, one in enumerate(_objects(said.get("priorities")), start=1):
        number = _number(one.get("number"))
        rows = _actions(one.get("actions"))
        rationale = "\n".join(filter(None, (_text(one.get("rationale")), *_others(one, _PRIORITY))))
        drawn = DraftPriority(_text(one.get("title")), number or order, rationale, _text(one.get("when")), rows)
        priorities.append(replace(placed(drawn), number=number))
    actions = _actions(said.get("actions"))
    check_extent(len(actions) + sum(len(one.actions) for one in priorities), 0)
    return DraftProgramme(
        title=_text(said.get("title")),
        number=_number(said.get("number")),
        period=_period(said.get("period")),
        period_said=_text(said.get("period_said")),
        theme=_text(said.get("theme")),
        chairs=_texts(said.get("chairs")),
        priorities=tuple(priorities),
        actions=actions,
        notes=(*_texts(said.get("notes")), *_others(said, _PROGRAMME | also)),
        unplaced=_texts(said.get("unplaced")),
    )


def _actions(said: Any) -> tuple[DraftAction, ...]:
    actions: list[DraftAction] = []
    for row in _objects(said):
        who = _text(row.get("who"))
        extra = {**_object(row.get("extra")), **{name: value for name, value in row.items() if name not in _ACTION}}
        what = _text(row.get("what"))
        if what:
            actions.append(
                DraftAction(
                    what=what,
                    who=who,
                    owners=_texts(row["owners"]) if "owners" in row else owners_in(who),
                    when=_text(row.get("when")),
                    place=str(len(actions) + 1),
                    extra=_pairs(extra),
                    standing=_pairs(_object(row.get("standing"))),
                    done=row.get("status") == "done",
                )
            )
    return tuple(actions)


def _objects(said: Any) -> list[Values]:
    found: list[Values] = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
    check_extent(len(found), 0)
    return found


def _object(said: Any) -> Values:
    return said if isinstance(said, dict) else {}


def _texts(said: Any) -> tuple[str, ...]:
    listed = said if isinstance(said, list) else [said]
    return tuple(filter(None, map(_text, listed[:MOST_ROWS])))


def _pairs(said: Values) -> tuple[tuple[str, str], ...]:
    return tuple((_clean(str(name)), text) for name, value in said.items() if (text := _text(value)))


def _others(said: Values, known: Set[str]) -> Iterator[str]:
    """What stands there under names that mean nothing here."""
    for name, value in said.items():
        if name not in known and (text := _text(value)):
            yield f"{_clean(name)}: {text}"


def _text(value: Any) -> str:
    """Words and counts as they are; what holds others, as JSON; nothing for null, dashes and dots."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False) if value else ""
    text = _clean(str(value))
    return "" if is_filler(text) else text


def _clean(text: str) -> str:
    return tidy(without_controls(text))


def _number(value: Any) -> int | None:
    if isinstance(value, str) and value.isdecimal() and len(value) <= 6:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000 else None


def _period(said: Any) -> Period | None:
    try:
        first, last = date.fromisoformat(said["start"]), date.fromisoformat(said["end"])
    except (TypeError, KeyError, ValueError):
        return None
    return (first, last) if first <= last else None
