"""Erasing a contact's personal data, wherever they stand; what was decided stays. There is no way back."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session

from bot.answers import Answer
from bot.errors import BadInput, Conflict
from bot.operations import register
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair
from bot.operations.proposals import card_of, meant
from bot.register_cards import Forgotten, ToForget
from bot.turn import Turn
from storage.models import AnnouncementLine, HeldDecision, JournalEntry, Proposal, ProposalNote, RegisterEntry
from storage.queries import erasing as queries
from storage.queries import proposals as proposal_queries
from storage.queries import register as register_queries

PERSONAL = {
    "proposal": ("text", "link", "why", "details", "message_by", "message_link", "when_said", "unread"),
    "register_entry": ("name", "role", "link", "result"),
    "proposal_note": ("text",),
    "held_decision": ("reason",),
}
"""By table: the columns that may hold personal data of a contact."""
SHORTEST = 4
"""Characters from which words are looked for elsewhere; what is shorter would be found in anything."""
JOINT = frozenset({"merge", "duplicate"})
"""Verbs whose reason both sides have read: it may name the contact in what the other's proposer was told."""
ERASED = "Its personal data were erased."


def forget(session: Session, turn: Turn, asked: str, *, sure: bool) -> ToForget | Forgotten:
    """Ask first, then erase: the proposal, what it became in the register, and every trace of their words.

    Raises Conflict where it is no contact, or was erased before.
    """
    access_as_chair(turn, "erase personal data")
    proposal, entries = _meant(session, turn, asked)
    number = f"P{proposal.number}" if proposal else f"R{entries[0].number}"
    kinds = {one.kind for one in (proposal, *entries) if one}
    if kinds != {"contact"}:
        raise Conflict(f"{number} is no contact: personal data are kept of contacts only. Nothing was changed.")
    if (proposal and proposal.erased_at) or (not proposal and not entries[0].name):
        raise Conflict(f"The personal data of {number} were erased already.")
    if not sure:
        card = card_of(session, turn, proposal) if proposal else None
        return ToForget(number, card.text if card else entries[0].name)
    _erase(session, turn, proposal, entries)
    return Forgotten(number)


def _meant(session: Session, turn: Turn, asked: str) -> tuple[Proposal | None, list[RegisterEntry]]:
    said = asked.strip().removeprefix("#")
    if said[:1] in "Rr" and said:
        entry = register_queries.lock_by_number(session, register.meant(session, turn, said).number)
        assert entry is not None
        proposal = proposal_queries.lock(session, entry.proposal_id) if entry.proposal_id else None
        return proposal, [entry]
    if said.isdecimal():
        raise BadInput(f"For proposal P{said}, write `{turn.house.command} forget P{said}`.")
    proposal = proposal_queries.lock(session, meant(session, turn, asked).id or 0)
    return proposal, list(register_queries.of_proposal(session, proposal.id or 0))


def _erase(session: Session, turn: Turn, proposal: Proposal | None, entries: list[RegisterEntry]) -> None:
    secrets = set(_secrets(proposal, entries))
    lines: list[JournalEntry] = []
    if proposal:
        assert proposal.id is not None
        lines += queries.journal_of(session, "proposal", [proposal.id])
        secrets |= {line.why for line in lines if line.verb in JOINT and len(line.why) >= SHORTEST}
        for said in queries.chairs_words(session, proposal.id):
            _blank(said)
            session.add(said)
        spoken = queries.lines_on(session, "proposal", [proposal.id])
        for one in spoken:
            one.words = f"P{proposal.number}: {ERASED}"
        _say_anew(session, turn, spoken)
        _blank(proposal)
        proposal.erased_at = turn.now
        proposal.version += 1
        session.add(proposal)
    for entry in entries:
        _blank(entry)
        entry.version += 1
        session.add(entry)
    lines += queries.journal_of(session, "register_entry", [entry.id or 0 for entry in entries])
    for line in lines:
        _scrub(line)
        session.add(line)
    _elsewhere(session, turn, secrets)
    numbers = {f"P{proposal.number}"} if proposal else set()
    _answers(session, secrets | numbers | {f"R{entry.number}" for entry in entries})
    subject = proposal or entries[0]
    number = f"P{proposal.number}" if proposal else f"R{entries[0].number}"
    done = Watched(session).record(turn, "forget", subject, f"erased the personal data of {number}")
    done.undone = True  # nothing is left to bring back
    session.add(done)


def _secrets(proposal: Proposal | None, entries: Iterable[RegisterEntry]) -> Iterable[str]:
    said = [(one.name, one.link, one.result) for one in entries]
    if proposal:
        known = str(proposal.details.get("known", ""))
        said.append((proposal.text, proposal.link, known))
    return (words for three in said for words in three if len(words) >= SHORTEST)


def _blank(row: Proposal | RegisterEntry | ProposalNote | HeldDecision) -> None:
    for name in PERSONAL[str(row.__tablename__)]:
        setattr(row, name, {} if name == "details" else "")


def _scrub(line: JournalEntry) -> None:
    """The line says what was done and no longer to whom; a reason may name them, so it goes too."""
    line.why = ""
    changes = [_scrubbed(change) for change in line.changes]
    if changes != line.changes:
        line.changes = changes
    if line.verb == "edit":
        line.undone = True  # it held nothing but their words


def _scrubbed(change: dict[str, Any]) -> dict[str, Any]:
    personal = PERSONAL.get(change["table"], ())
    kept = dict(change)
    for side in ("before", "after"):
        if change[side] is not None:
            kept[side] = {name: value for name, value in change[side].items() if name not in personal}
    return kept


def _elsewhere(session: Session, turn: Turn, secrets: Iterable[str]) -> None:
    for said in secrets:
        for line in queries.journal_with(session, said):
            line.summary, line.why = line.summary.replace(said, "…"), line.why.replace(said, "…")
            session.add(line)
        spoken = queries.lines_with(session, said)
        for one in spoken:
            one.words = one.words.replace(said, "…")
        _say_anew(session, turn, spoken)


def _say_anew(session: Session, turn: Turn, spoken: Sequence[AnnouncementLine]) -> None:
    """The words are changed where they wait, and where they stand in Slack."""
    session.add_all(spoken)
    session.flush()
    queries.say_anew(session, {one.announcement_id for one in spoken}, turn.now)


def _answers(session: Session, traces: Iterable[str]) -> None:
    traces = [json.dumps(one, ensure_ascii=False)[1:-1] for one in traces]
    for kept in queries.answers_kept(session):
        said = json.dumps(kept.answer, ensure_ascii=False)
        if any(one in said for one in traces):
            kept.answer = Answer(text=ERASED).as_json()
            session.add(kept)
