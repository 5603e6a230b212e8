"""Who chairs, and when: organisations or named people with dated terms. Past, present and next form the Trio."""

from datetime import date

from sqlmodel import Session

from storage.queries import people as queries


def trio_ids(session: Session, today: date) -> frozenset[int]:
    """Ids of the organisations that chair on a day, that chaired last before it, and that chair next after it."""
    turns = [term for term in queries.terms(session) if term.organisation_id]
    present = {term.organisation_id for term in turns if _holds(term.starts_on, term.ends_on, today)}
    before = [term for term in turns if term.ends_on and term.ends_on < today]
    after = [term for term in turns if term.starts_on and term.starts_on > today]
    if before:
        last = max(term.ends_on for term in before if term.ends_on)
        present |= {term.organisation_id for term in before if term.ends_on == last}
    if after:
        first = min(term.starts_on for term in after if term.starts_on)
        present |= {term.organisation_id for term in after if term.starts_on == first}
    return frozenset(chair for chair in present if chair is not None)


def _holds(starts_on: date | None, ends_on: date | None, day: date) -> bool:
    return (starts_on is None or starts_on <= day) and (ends_on is None or ends_on >= day)
