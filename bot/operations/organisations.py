"""Organisations under all their names."""

from sqlmodel import Session

from bot.operations.people import GROUP
from bot.reading.names import fold
from storage.models import Organisation, OrganisationAlias
from storage.queries import people as queries

GROUPS = frozenset({"trio", "trioofchairs", "thetrio"})
"""Folded names of the group of past, present and next chair."""


def known_or_new(session: Session, name: str) -> Organisation:
    """The organisation that answers to a name; one that is named for the first time is made, and marked new."""
    group = fold(name) in GROUPS
    key = GROUP if group else fold(name)
    known = queries.organisation_by_name(session, key or name)
    if known:
        return known
    made = Organisation(short_name="Trio" if group else name, kind="group" if group else "institution", new=not group)
    session.add(made)
    session.flush()
    assert made.id is not None
    session.add(OrganisationAlias(organisation_id=made.id, alias=made.short_name, folded=key or name))
    session.flush()
    return made
