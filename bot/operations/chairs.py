"""Who chairs, and when: organisations or named people with dated terms. Past, present and next form the Trio."""

from collections.abc import Sequence
from datetime import date

from storage.models import ChairTerm

TRIO = frozenset({"now", "last", "next"})


def in_trio(terms: Sequence[ChairTerm], today: date) -> dict[int, str]:
    """By term: now, last, next (the Trio), earlier or later. Terms that end or start on one day go together."""
    last = max((term.ends_on for term in terms if term.ends_on and term.ends_on < today), default=None)
    first = min((term.starts_on for term in terms if term.starts_on and term.starts_on > today), default=None)
    places = {}
    for term in terms:
        if term.ends_on and term.ends_on < today:
            place = "last" if term.ends_on == last else "earlier"
        elif term.starts_on and term.starts_on > today:
            place = "next" if term.starts_on == first else "later"
        else:
            place = "now"
        places[term.id or 0] = place
    return places
