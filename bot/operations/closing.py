"""The end of a programme: each open action is kept for the next one, dropped with a reason, or left as it is."""

import re
from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from sqlmodel import Session, col, select

from bot.errors import BadInput, Conflict, NotFound
from bot.operations import carrying, previewing, telling
from bot.operations.announcements import plan_programme, requests_changed
from bot.operations.carrying import link
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair
from bot.operations.programmes import programme_card
from bot.operations.steering import programme_meant
from bot.programme_cards import ClosingForm, ClosingRow, RowLine, Steered
from bot.turn import Turn
from storage.models import Action, Programme, WaitingDocument
from storage.queries import programmes as queries

PAGE = 15
"""Actions on one page of the form."""
_CHOICE = re.compile(r"(?:why:)?\d{1,9}")
_NUMBER = re.compile(r"#?\d{1,9}")
CHOICES = ("keep", "drop", "leave")


def ask(session: Session, turn: Turn, asked: str) -> ClosingForm | Steered:
    """What is to become of each open action; where there is none, the programme is closed at once."""
    programme = access_to_close(session, turn, asked)
    if not _open(session, programme):
        return close(session, turn, f"id:{programme.id}", {})
    waiting = WaitingDocument(
        person_id=turn.actor.id,
        name=programme.title,
        content=b"",
        at=turn.now,
        choices={"programme": str(programme.id)},
    )
    queries.keep_waiting(session, waiting, older=turn.now - previewing.KEPT)
    return _form(session, turn, programme, waiting, 1)


def look(session: Session, turn: Turn, token: str, page: int, chosen: Mapping[str, str]) -> ClosingForm:
    """A page of the form, with what has been chosen now kept."""
    waiting = previewing.access_waiting(session, turn, token)
    _choose(session, waiting, chosen)
    return _form(session, turn, access_to_close(session, turn, f"id:{waiting.choices['programme']}"), waiting, page)


def close_as_chosen(
    session: Session, turn: Turn, token: str, page: int, chosen: Mapping[str, str]
) -> Steered | ClosingForm:
    """Close as chosen on all pages. Where a reason is missing, the page that lacks it is shown again."""
    waiting = previewing.access_waiting(session, turn, token)
    _choose(session, waiting, chosen)
    choices = {name: value for name, value in waiting.choices.items() if name != "programme"}
    programme = access_to_close(session, turn, f"id:{waiting.choices['programme']}")
    for place, action in enumerate(_open(session, programme)):
        number, its = str(action.number), place // PAGE + 1
        if choices.get(number) == "drop" and not choices.get(f"why:{number}", "").strip() and its != page:
            notice = f"Why is #{number} dropped? A reason goes with it."
            return replace(_form(session, turn, programme, waiting, its), notice=notice)
    steered = close(session, turn, f"id:{programme.id}", choices)
    session.delete(waiting)
    session.flush()
    return steered


def _choose(session: Session, waiting: WaitingDocument, chosen: Mapping[str, str]) -> None:
    previewing.choose(session, waiting, {name: value for name, value in chosen.items() if _CHOICE.fullmatch(name)})


def close(session: Session, turn: Turn, asked: str, choices: Mapping[str, str]) -> Steered:
    """End a programme. `choices`: "15" to keep, drop or leave, "why:15" to a reason, "" for all others (keep).

    Kept ones go on in the next programme: by a row of it that says the same, else they wait to be added. BadInput where
    one is dropped without a reason.
    """
    programme = access_to_close(session, turn, asked)
    assert programme.id is not None
    open_ = _open(session, programme)
    unknown = {name for name in choices if name.isdecimal()} - {str(action.number) for action in open_}
    if unknown:
        numbers = ", ".join(f"#{number}" for number in sorted(unknown))
        raise NotFound(f"{numbers}: not an open action of {programme.title}. Nothing was changed.")
    following = session.exec(
        select(Action)
        .join(Programme, col(Programme.id) == col(Action.programme_id))
        .where(Programme.id != programme.id, Programme.state != "closed")
        .order_by(col(Action.id))
    ).all()
    watched = Watched(session, programme, *open_, *following)
    counts = dict.fromkeys(CHOICES, 0)
    for action in open_:
        chosen = choices.get(str(action.number), choices.get("", "keep"))
        counts[chosen if chosen in CHOICES else "keep"] += 1
        if chosen == "drop":
            _drop(turn, action, choices.get(f"why:{action.number}", "").strip())
        elif chosen != "leave":
            action.kept = True
    programme.state, programme.closed_at = "closed", turn.now
    session.flush()
    carried = []
    for other in queries.all_programmes(session):
        rows = [action for action in following if action.programme_id == other.id]
        carried += link(session, turn, other, rows) if rows else []
    entry = watched.record(turn, "close", programme, f"closed {programme.title}")
    plan_programme(session, programme.id, now=turn.now, house=turn.house)
    requests_changed(session, programme.id, now=turn.now)
    said = _in_words(counts, len(open_))
    told = telling.closed(session, turn, programme, said)
    card = programme_card(session, turn, programme)
    return Steered(f"Closed: {card.name}; {said}.", (card,), undo=entry.id or 0, also=(*told, *carried))


def carry(session: Session, turn: Turn, asked: str) -> Steered:
    """Add what was kept from closed programmes to the one that goes on: all, or those whose numbers are asked."""
    access_as_chair(turn, "carry actions into a programme")
    words = asked.replace(",", " ").split()
    numbers = {int(word.lstrip("#")) for word in words if _NUMBER.fullmatch(word)}
    programme = programme_meant(session, turn, " ".join(word for word in words if not _NUMBER.fullmatch(word)))
    if programme.state == "closed":
        following = [one for one in queries.all_programmes(session) if one.state != "closed"]
        if not following:
            raise Conflict("There is no programme to carry them into yet. Load the next one first.")
        programme = following[0]
    assert programme.id is not None
    entry = carrying.carry(session, turn, programme, numbers)
    plan_programme(session, programme.id, now=turn.now, house=turn.house)
    card = programme_card(session, turn, programme)
    return Steered(f"{entry.summary[0].upper()}{entry.summary[1:]}.", (card,), undo=entry.id or 0)


def access_to_close(session: Session, turn: Turn, asked: str) -> Programme:
    """The programme meant, held until the unit ends. Raises NotAllowed, NotFound, Conflict."""
    access_as_chair(turn, "close a programme")
    programme = programme_meant(session, turn, asked)
    session.refresh(programme, with_for_update=True)
    if programme.state == "closed":
        raise Conflict(f"{programme.title} is closed already.")
    return programme


def _open(session: Session, programme: Programme) -> list[Action]:
    query = select(Action).where(Action.programme_id == programme.id, Action.state == "open")
    held = query.order_by(col(Action.number)).with_for_update().execution_options(populate_existing=True)
    return list(session.exec(held).all())


def _drop(turn: Turn, action: Action, why: str) -> None:
    if not why:
        raise BadInput(
            f"Why is #{action.number} dropped? A reason goes with it. Nothing was changed.",
            field=f"why:{action.number}",
        )
    action.state, action.outcome = "dropped", why
    action.ended_at, action.ended_by_id = turn.now, turn.actor.id


def _in_words(counts: Mapping[str, int], total: int) -> str:
    if not total:
        return "no action was open"
    names = {"keep": "kept for the next programme", "drop": "dropped", "leave": "left as is"}
    said = [f"{counts[choice]} {names[choice]}" for choice in CHOICES if counts[choice]]
    return f"of {total} open action{'s' * (total != 1)}, {', '.join(said)}"


def _form(session: Session, turn: Turn, programme: Programme, waiting: WaitingDocument, page: int) -> ClosingForm:
    open_ = _open(session, programme)
    pages = max(1, ceil(len(open_) / PAGE))
    page = min(max(page, 1), pages)
    priorities = {one.id: one.number for one in queries.priorities(session, programme.id or 0)}
    return ClosingForm(
        programme=programme_card(session, turn, programme),
        rows=tuple(
            ClosingRow(
                RowLine(
                    f"{priorities.get(action.priority_id, '0')}.{action.position}",
                    action.what,
                    action.who_said,
                    action.when_said,
                    action.number,
                ),
                waiting.choices.get(str(action.number), "keep"),
                waiting.choices.get(f"why:{action.number}", ""),
            )
            for action in open_[(page - 1) * PAGE : page * PAGE]
        ),
        total=len(open_),
        token=str(waiting.id),
        page=page,
        pages=pages,
    )
