"""The outreach register: contacts and media channels, who approached them and what came of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.errors import BadInput, NotAllowed, NotFound
from bot.operations import journal
from bot.operations.actions import typed_text
from bot.operations.journal import Watched
from bot.operations.people import access_as_chair, access_as_member, access_as_reader
from bot.register_cards import EntryCard, EntryChange, EntryForm, EntryPage, RegisterCard
from bot.turn import Turn
from storage.models import JournalEntry, Proposal, RegisterEntry
from storage.queries import proposals as proposal_queries
from storage.queries import register as queries
from storage.queries.numbers import next_number
from storage.queries.register import Found

KINDS = ("contact", "media")
PAGE = 10
_NUMBER = re.compile(r"#?[Rr]?\s*(\d{1,9})")
FIELDS = ("name", "office", "role", "audience", "link")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry as somebody typed it."""

    name: str
    kind: str = "contact"
    office: str = ""
    role: str = ""
    audience: str = ""
    link: str = ""


def listed(session: Session, turn: Turn, kind: str = "", offset: int = 0) -> RegisterCard:
    """Part of the register, of one kind where one is named; contacts' personal data for the chairs only."""
    access_as_reader(turn)
    total = queries.count(session, kind)
    offset = offset if offset < total else 0  # [More] was pressed after some had gone
    rows = queries.page(session, kind, limit=PAGE, offset=offset)
    return RegisterCard(
        entries=_drawn(session, turn, rows),
        total=total,
        offset=offset,
        asked=kind,
        chair=turn.actor.chair,
        command=turn.house.command,
    )


def everything(session: Session, turn: Turn) -> tuple[EntryCard, ...]:
    """The whole register, as a document for the chairs has it."""
    access_as_chair(turn, "take the register out")
    return _drawn(session, turn, queries.page(session))


def one(session: Session, turn: Turn, asked: str) -> EntryPage:
    """The entry of a number, R3, with what happened to it. Raises NotFound."""
    access_as_reader(turn)
    entry = meant(session, turn, asked)
    card = card_of(session, turn, entry)
    return EntryPage(card, _history(session, turn, entry))


def _history(session: Session, turn: Turn, entry: RegisterEntry) -> tuple[tuple[date, str, str], ...]:
    return tuple(
        (line.at.astimezone(turn.house.zone).date(), name or "somebody", line.summary)
        for line, name in journal.history(session, "register_entry", entry.id or 0)
    )


def form(session: Session, turn: Turn, new: NewEntry) -> EntryForm:
    """The form of a new entry, filled with what was said so far."""
    access_as_chair(turn, _adding(turn, new))
    return EntryForm(new.kind, {name: str(getattr(new, name)) for name in FIELDS})


def _adding(turn: Turn, new: NewEntry) -> str:
    return f"add to the register; `{turn.house.command} propose {new.kind} …` suggests one to them"


def add(session: Session, turn: Turn, new: NewEntry) -> EntryChange:
    """A new entry, for chairs; others propose one. Entries at the same office are named."""
    access_as_chair(turn, _adding(turn, new))
    if new.kind not in KINDS:
        raise BadInput(f"The register holds {' and '.join(KINDS)}; “{new.kind[:50]}” is neither.", field="kind")
    said: dict[str, Any] = {name: typed_text(getattr(new, name), name) for name in FIELDS}
    if not said["name"]:
        raise BadInput(
            "Who is it? For example: "
            f"`{turn.house.command} register add contact Jane Roe; organisation: Ministry; role: Head of unit`",
            field="name",
        )
    entry, journalled = keep(session, turn, RegisterEntry(number=0, added_at=turn.now, kind=new.kind, **said))
    return EntryChange("Added", card_of(session, turn, entry), undo=journalled.id or 0)


def of_proposal(session: Session, turn: Turn, proposal: Proposal) -> RegisterEntry:
    """The entry that an accepted contact or media channel becomes."""
    if proposal.kind not in KINDS:
        raise BadInput(
            f"The register holds contacts and media channels; P{proposal.number} is an {proposal.kind}. "
            f"`{turn.house.command} accept P{proposal.number} as action` makes an action of it.",
            field="becomes",
        )
    details: dict[str, Any] = {name: proposal.details.get(name, "") for name in ("office", "role", "audience")}
    entry = RegisterEntry(
        number=0,
        kind=proposal.kind,
        name=proposal.text,
        link=proposal.link,
        **details,
        suggested_by_id=proposal.proposer_id,
        suggested_for_id=proposal.organisation_id,
        proposal_id=proposal.id,
        added_at=turn.now,
    )
    return keep(session, turn, entry)[0]


def keep(session: Session, turn: Turn, entry: RegisterEntry) -> tuple[RegisterEntry, JournalEntry]:
    """Store a new entry, with its number and its first line in the journal."""
    entry.number = next_number(session, "register")
    entry.added_by_id = turn.actor.id
    if entry.proposal_id is None:
        entry.suggested_by_id = turn.actor.id
        entry.suggested_for_id = turn.actor.organisation_id if turn.actor.confirmed else None
    session.add(entry)
    session.flush()
    return entry, Watched(session).record(turn, "add", entry, f"added R{entry.number}", added=(entry,))


def meant(session: Session, turn: Turn, asked: str) -> RegisterEntry:
    """The entry of a number, to look at. Raises NotFound."""
    match = _NUMBER.fullmatch(asked.strip())
    entry = queries.by_number(session, int(match[1])) if match else None
    if entry is None:
        raise NotFound(f"There is no entry {asked.strip()[:50].upper()}. `{turn.house.command} register` lists them.")
    return entry


def access_entry(session: Session, turn: Turn, asked: str) -> RegisterEntry:
    """The same, locked until the unit ends, for those who may contribute and whose organisation is confirmed."""
    access_as_member(turn)
    entry = queries.lock_by_number(session, meant(session, turn, asked).number)
    assert entry is not None
    if not turn.actor.chair and not turn.actor.confirmed:
        raise NotAllowed(
            "An organisation approaches, so this is for those who are confirmed to belong to one. "
            f"`{turn.house.command} me` says where you stand."
        )
    return entry


def is_hidden(turn: Turn, entry: RegisterEntry) -> bool:
    """It is somebody's personal data, for the chairs, who suggested it and who added it alone."""
    mine = turn.actor.id in (entry.suggested_by_id, entry.added_by_id)
    return entry.kind == "contact" and not turn.actor.chair and not mine


def card_of(session: Session, turn: Turn, entry: RegisterEntry) -> EntryCard:
    """The entry as it is now, as this person may see it."""
    session.flush()
    return _drawn(session, turn, [queries.one(session, entry.id or 0)])[0]


def _drawn(session: Session, turn: Turn, rows: Sequence[Found]) -> tuple[EntryCard, ...]:
    numbers = proposal_queries.numbers(session, {row[0].proposal_id for row in rows if row[0].proposal_id})
    return tuple(replace(_card(turn, row), proposal=numbers.get(row[0].proposal_id, 0)) for row in rows)


def _card(turn: Turn, found: Found) -> EntryCard:
    entry, suggested_by, suggested_for, approached_by = found
    hidden = is_hidden(turn, entry)
    erased = entry.kind == "contact" and not entry.name
    may = {"approach"} if turn.actor.chair or (turn.actor.member and turn.actor.confirmed) else set()
    if turn.actor.chair and entry.kind == "contact" and not erased:
        may.add("forget")
    return EntryCard(
        number=entry.number,
        kind=entry.kind,
        name="" if hidden else entry.name,
        office=entry.office,
        role="" if hidden else entry.role,
        audience=entry.audience,
        link="" if hidden else entry.link,
        suggested_by=suggested_by or "",
        suggested_for=suggested_for or "",
        approached_by=approached_by or "",
        approached_said=entry.approached_said,
        result="" if hidden else entry.result,
        hidden=hidden,
        erased=erased,
        version=entry.version,
        may=frozenset(may if not erased else may - {"approach"}),
    )
