"""Who approaches a contact or a media channel, and what came of it; two at one office are told of each other."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.cards import day_in_words
from bot.errors import BadInput, Conflict, NotAllowed
from bot.operations.actions import typed_text
from bot.operations.directory import organisation_meant
from bot.operations.journal import Watched
from bot.operations.register import access_entry, card_of
from bot.reading.likeness import alike
from bot.reading.names import fold
from bot.register_cards import EntryCard, EntryChange, EntryForm, Taken
from bot.turn import Turn
from storage.models import Organisation, RegisterEntry
from storage.queries import people as people_queries
from storage.queries import register as queries


@dataclass(frozen=True, slots=True)
class Approach:
    """What somebody says of an approach. `about` it is still ahead; `by` empty means their own organisation."""

    by: str = ""
    when: str = ""
    result: str = ""
    about: bool = False
    anyway: bool = False
    """Others at the same office have been shown."""


def form(
    session: Session, turn: Turn, asked: str, new: Approach | None = None, others: tuple[EntryCard, ...] = ()
) -> EntryForm:
    """The entry as it stands, or with what was said of it in its place, and for whom it may be approached."""
    entry = _access(session, turn, asked)
    own = turn.actor.organisation if turn.actor.confirmed else ""
    names = [one.short_name for one in people_queries.organisations(session)] if turn.actor.chair else [own]
    by = session.get(Organisation, entry.approached_by_id) if entry.approached_by_id else None
    said = {"by": by.short_name if by else own, "when": entry.approached_said, "result": entry.result}
    if new:
        said |= {"by": new.by or own, "when": new.when, "result": new.result}
    return EntryForm(entry.kind, said, card_of(session, turn, entry), tuple(names), others)


def approach(session: Session, turn: Turn, asked: str, new: Approach) -> EntryChange | Taken:
    """Keep who approaches, when and with what result; where another organisation is at the same office, ask first."""
    entry = _access(session, turn, asked)
    by = _by(session, turn, new.by)
    others = same_office(session, entry, by)
    if others and not new.anyway:
        return Taken(card_of(session, turn, entry), tuple(card_of(session, turn, one) for one in others))
    watched = Watched(session, entry)
    result = typed_text(new.result, "result")
    if entry.approached_by_id not in (None, by.id):
        before = session.get(Organisation, entry.approached_by_id)
        was = f"before: {before.short_name if before else 'somebody'} {entry.approached_said}".strip()
        entry.result = f"{entry.result} ({was})".strip()
    entry.approached_by_id = by.id
    today = day_in_words(turn.today)
    entry.approached_said = "" if new.about else typed_text(new.when, "when") or entry.approached_said or today
    entry.result = result or entry.result
    did = "is about to approach" if new.about else "approached"
    journalled = watched.record(turn, "approach", entry, f"{by.short_name} {did} R{entry.number}")
    if not journalled.changes:
        raise Conflict(f"R{entry.number} says that already. Nothing was changed.")
    return EntryChange("Noted", card_of(session, turn, entry), undo=journalled.id or 0)


def _access(session: Session, turn: Turn, asked: str) -> RegisterEntry:
    entry = access_entry(session, turn, asked)
    if entry.kind == "contact" and not entry.name:
        raise Conflict(f"The personal data of R{entry.number} were erased, so there is nobody to approach.")
    return entry


def _by(session: Session, turn: Turn, said: str) -> Organisation:
    if said.strip():
        by = organisation_meant(session, turn, said)
        if not turn.actor.chair and by.id != turn.actor.organisation_id:
            raise NotAllowed(
                f"Only the chairs can say that for {by.short_name}; you can for {turn.actor.organisation}."
            )
        return by
    own = session.get(Organisation, turn.actor.organisation_id) if turn.actor.organisation_id else None
    if own is None or not turn.actor.confirmed:
        raise BadInput("Which organisation approaches? For example: `by: CNRS`", field="by")
    return own


def same_office(session: Session, entry: RegisterEntry, by: Organisation) -> list[RegisterEntry]:
    """Entries at the same office that another organisation approaches, or has approached; this one among them."""
    return [
        one
        for one in queries.everything(session)
        if one.approached_by_id not in (None, by.id) and (one.id == entry.id or _same(one, entry))
    ]


def _same(one: RegisterEntry, entry: RegisterEntry) -> bool:
    for mine, theirs in ((entry.office, one.office), (entry.name, one.name)):
        if fold(mine) and (fold(mine) == fold(theirs) or alike(mine, theirs)):
            return True
    return False
