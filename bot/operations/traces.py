"""What belongs to what: a merged proposal keeps its text, its proposer and its number, and can be taken out again."""

from collections.abc import Iterable

from sqlmodel import Session

from bot.cards import listed
from bot.titles import as_title
from storage.models import JournalEntry, Person, Proposal
from storage.queries import considering as queries


def root_of(session: Session, proposal: Proposal) -> Proposal:
    """The one that stands for it: itself, or what it was merged into, at the end of the chain."""
    seen = {proposal.id}
    while proposal.into_id and proposal.into_id not in seen:
        seen.add(proposal.into_id)
        proposal = session.get_one(Proposal, proposal.into_id)
    return proposal


def whole(session: Session, proposal: Proposal) -> list[Proposal]:
    """A proposal and everything that was merged into it, or is a duplicate of it, at any depth; itself first."""
    found = [proposal]
    step = found
    while step:
        known = {one.id for one in found}
        step = [one for one in queries.parts(session, [one.id or 0 for one in step]) if one.id not in known]
        found = found + step
    return found


def named(proposal: Proposal) -> str:
    """Number and words for others to read; of a contact only the number, since it is somebody's personal data."""
    return f"P{proposal.number}" if proposal.kind == "contact" else f"P{proposal.number}: {title_of(proposal)}"


def title_of(proposal: Proposal) -> str:
    """Its words on one line, at most 150 characters."""
    return as_title(proposal.text)


def credited(session: Session, proposals: Iterable[Proposal]) -> str:
    """Who proposed these, by name, each once."""
    ids = dict.fromkeys(one.proposer_id for one in proposals if one.proposer_id)
    return listed(person.name for person in (session.get(Person, key) for key in ids) if person) or "somebody"


def mirrored(session: Session, entry: JournalEntry, other: Proposal) -> None:
    """What was done to one is to be read in the other's history too; taking it back is done from the first.

    A reason about a contact may name them, and the other's history is everybody's to read: it stays with the contact.
    """
    assert other.id is not None
    done_to = session.get(Proposal, entry.noun_id)
    personal = done_to is not None and done_to.kind == "contact"
    session.add(
        JournalEntry(
            at=entry.at,
            person_id=entry.person_id,
            verb=entry.verb,
            noun=entry.noun,
            noun_id=other.id,
            summary=entry.summary,
            why="" if personal else entry.why,
            undone=True,
        )
    )
