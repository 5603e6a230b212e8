"""What an accepted proposal becomes: an action, a meeting, an entry in the register; linked both ways."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from bot.errors import BadInput, Conflict
from bot.operations import actions, journal, meeting_changes, meetings, register
from bot.operations.actions import New
from bot.operations.announcements import plan_gone
from bot.operations.meetings import NewMeeting
from bot.turn import Turn
from storage.models import Action, JournalEntry, Meeting, Organisation, Priority, Proposal, RegisterEntry

KINDS = ("action", "meeting", "register")
_MADE: tuple[tuple[type[Action] | type[Meeting] | type[RegisterEntry], str], ...] = (
    (Action, "#"),
    (Meeting, "M"),
    (RegisterEntry, "R"),
)


@dataclass(frozen=True, slots=True)
class Becoming:
    """What a proposal is to become, and what is said of it; what is not said is taken from the proposal."""

    kind: str = ""
    """One of KINDS, or empty: nothing more than accepted."""
    said: Mapping[str, str] = field(default_factory=dict)
    """By field: what, who, when, where, priority."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it."""

    number: str
    """ "#15", "M3" or "R4"."""
    also: tuple[str, ...] = ()
    """Sentences for who decided: how a date was read, who was asked."""


def filled(session: Session, proposal: Proposal, becoming: Becoming) -> dict[str, str]:
    """Every field, as it was said or else as the proposal has it."""
    priority = session.get(Priority, proposal.priority_id) if proposal.priority_id else None
    home = session.get(Organisation, proposal.organisation_id) if proposal.organisation_id else None
    # An action is for everybody to read; whose contact it is about, only the chairs see.
    what = f"Follow up the contact of P{proposal.number}" if proposal.kind == "contact" else proposal.text
    own = {
        "what": what,
        "who": home.short_name if home else "",
        "when": proposal.when_said,
        "where": str(proposal.details.get("place", "")) or proposal.link,
        "priority": (priority.number or str(priority.position)) if priority else "",
    }
    return own | {name: words for name, words in becoming.said.items() if name in own}


def make(session: Session, turn: Turn, proposal: Proposal, becoming: Becoming) -> Made:
    """Make it. Raises BadInput beside its field where a date, a kind or a priority does not do."""
    said = filled(session, proposal, becoming)
    match becoming.kind:
        case "action":
            new = New(said["what"], said["who"].strip(" ?"), said["when"], said["priority"])
            done = actions.add(session, turn, new, proposal_id=proposal.id)
            assert done.action is not None
            return Made(f"#{done.action.number}", done.also)
        case "meeting":
            return _meeting(session, turn, proposal, said)
        case "register":
            return Made(f"R{register.of_proposal(session, turn, proposal).number}")
    raise BadInput(f"A proposal can become one of: {', '.join(KINDS)}.", field="becomes")


def _meeting(session: Session, turn: Turn, proposal: Proposal, said: Mapping[str, str]) -> Made:
    line = f"`{turn.house.command} accept P{proposal.number} as meeting; when: 3 March 2027 10:00`"
    if not said["when"].strip():
        raise BadInput(f"A meeting needs its day. For example: {line}", field="when")
    new = NewMeeting(said["what"][: meetings.LONGEST], said["when"], said["where"][: meetings.LONGEST])
    try:
        added = meetings.add(session, turn, new, proposal_id=proposal.id)
    except BadInput as error:
        if error.field != "when":
            raise
        raise BadInput(f"{error.sentence.partition(' For example')[0]} For example: {line}", field="when") from error
    return Made(f"M{added.meeting.number}", added.also)


def of(session: Session, proposal_ids: set[int]) -> dict[int, tuple[str, ...]]:
    """By proposal: the numbers of what it became, "#15", "M3", "R4"."""
    found: dict[int, tuple[str, ...]] = dict.fromkeys(proposal_ids, ())
    for model, mark in _MADE:
        wanted = select(model.proposal_id, model.number).where(col(model.proposal_id).in_(proposal_ids))
        for proposal_id, number in session.exec(wanted.order_by(col(model.number))).all():
            assert proposal_id is not None
            found[proposal_id] = (*found[proposal_id], f"{mark}{number}")
    return found


def take_back(session: Session, turn: Turn, proposal: Proposal) -> None:
    """What `undo` of the acceptance does to what it made: gone again, where nobody has touched it since.

    Raises Conflict saying what was done with it.
    """
    for noun, item_id, number in _made(session, proposal):
        added = _added(session, turn, noun, item_id, number)
        if noun == "meeting":
            meeting_changes.take_back(session, turn, added)
            continue
        journal.undo(session, turn, added)
        if noun == "action":
            plan_gone(session, "action", item_id, now=turn.now)


def _made(session: Session, proposal: Proposal) -> list[tuple[str, int, str]]:
    """(noun, id, number) of what it became."""
    return [
        (str(model.__tablename__), item_id or 0, f"{mark}{number}")
        for model, mark in _MADE
        for item_id, number in session.exec(
            select(model.id, model.number).where(model.proposal_id == proposal.id)
        ).all()
    ]


def _added(session: Session, turn: Turn, noun: str, item_id: int, number: str) -> JournalEntry:
    lines = journal.history(session, noun, item_id)
    first, *later = [entry for entry, _ in lines]
    open_ = [entry for entry in later if not entry.undone]
    if open_:
        raise Conflict(
            f"{number}, which came of it, was changed since ({open_[-1].summary}), so I left both. "
            f"`{turn.house.command} show {number.removeprefix('#')}` says what happened."
        )
    return first
