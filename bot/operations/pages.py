"""One action whole, with its notes and its journal; and taking the last change back."""

from sqlmodel import Session

from bot.cards import ActionPage, Done, HistoryLine, Sure
from bot.errors import NotFound
from bot.operations import (
    accepting,
    amending,
    belonging,
    calls,
    deciding,
    journal,
    meeting_changes,
    parting,
    placing,
    steering,
    telling,
)
from bot.operations.anchors import may_become_one, meeting_of
from bot.operations.announcements import plan_action, plan_gone
from bot.operations.baseline import drifts, versions_of
from bot.operations.carrying import lineage
from bot.operations.finding import find_action_id
from bot.operations.people import access_as_member, access_as_reader
from bot.operations.proposals import card_of
from bot.operations.replanning import plan_proposals, plan_touched
from bot.operations.rolling import plan_anew
from bot.operations.rows import beside
from bot.operations.showing import card
from bot.operations.verdicts import DECISIONS
from bot.turn import Turn
from storage.models import Action, JournalEntry, Proposal
from storage.queries import actions as queries


def show(session: Session, turn: Turn, asked: str) -> ActionPage:
    """The action meant, as it stands, with what was said about it and what happened to it."""
    access_as_reader(turn)
    action_id = find_action_id(session, turn, asked)
    action = session.get_one(Action, action_id)
    notes = tuple(
        HistoryLine(at=note.at.astimezone(turn.house.zone), who=name or "somebody", text=note.text)
        for note, name in queries.notes(session, action_id)
    )
    entries = [*journal.history(session, "action", action_id), *versions_of(session, action)]
    history = tuple(
        HistoryLine(at=entry.at.astimezone(turn.house.zone), who=name or "somebody", text=entry.summary, why=entry.why)
        for entry, name in sorted(entries, key=lambda one: one[0].id or 0)
        if entry.verb != "note"
    )
    shown = card(session, turn, action_id)
    meeting = meeting_of(session, action)
    return ActionPage(
        action=shown,
        notes=notes,
        history=history,
        drifts=drifts(session, turn, [action]).get(action_id, ()),
        lineage=lineage(session, action),
        meeting=meeting.number if meeting else 0,
        event=may_become_one(action) and "edit" in shown.may,
        came_from=session.get_one(Proposal, action.proposal_id).number if action.proposal_id else 0,
        others=beside(action),
    )


BIG = frozenset({"adopt", "close", "revise", "load", "merge"})
"""What the whole alliance has heard of, or depends on."""


def undo(session: Session, turn: Turn, number: int = 0) -> Done | Sure:
    """Take back my last change, or the one an [Undo] button names; those who were told are told again."""
    access_as_member(turn)
    entry = journal.entry_to_undo(session, turn, number) if number else journal.last_undoable(session, turn)
    if not number and entry.verb in BIG and entry.noun != "proposal":
        return Sure(entry.summary, entry.id or 0)
    if entry.noun != "action":
        return _undo_elsewhere(session, turn, entry)
    action = session.get(Action, entry.noun_id)
    if action is None:
        raise NotFound("That action is no longer there.")
    if entry.verb == "add":
        journal.undo(session, turn, entry)
        plan_gone(session, "action", entry.noun_id, now=turn.now)
        return Done(sentence=f"Took back: {entry.summary}")
    journal.undo(session, turn, entry)
    session.refresh(action)
    plan_action(session, action, now=turn.now, house=turn.house)
    told = telling.taken_back(session, turn, action, entry.verb, entry.summary)
    assert action.id is not None
    return Done(
        sentence=f"Took back: {entry.summary}. It stands as before", action=card(session, turn, action.id), also=told
    )


def _undo_elsewhere(session: Session, turn: Turn, entry: JournalEntry) -> Done:
    told: tuple[str, ...] = ()
    match entry.noun, entry.verb:
        case "proposal", "propose":
            amending.take_back(session, turn, entry)
            entry.undone = True
        case "proposal", verb if verb in DECISIONS:
            told = deciding.take_back(session, turn, entry)
        case "proposal", "unmerge":
            told = parting.take_back(session, turn, entry)
        case "proposal", "become":
            told = accepting.take_back(session, turn, entry)
        case "organisation", "add":
            placing.access_unused(session, entry.noun_id)
            journal.undo(session, turn, entry)
        case "meeting", _:
            told = meeting_changes.take_back(session, turn, entry)
        case "programme", _:
            told = steering.take_back(session, turn, entry)
        case "call", _:
            told = calls.take_back(session, turn, entry)
        case _, "settings":
            journal.undo(session, turn, entry)
            plan_anew(session, turn.now)
        case _:
            journal.undo(session, turn, entry)
            plan_touched(session, turn, entry)
            told = belonging.taken_back(session, turn, entry)
    if entry.noun == "proposal" and (proposal := session.get(Proposal, entry.noun_id)):
        session.refresh(proposal)
        plan_proposals(session, turn, entry)
        stands = card_of(session, turn, proposal)
        told = (*told, f"P{stands.number} is now: {stands.standing}.")
    return Done(sentence=f"Took back: {entry.summary}", also=told)
