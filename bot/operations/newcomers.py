"""Organisations that a document names and nobody knows yet: new ones, or known ones under another name."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from bot.operations.organisations import GROUPS, known_or_new
from bot.reading.documents.draft import DraftProgramme
from bot.reading.names import fold
from bot.reading.people import body_of
from storage.models import Organisation, OrganisationAlias
from storage.queries import people as queries

SHORTEST = 3
"""Letters of a name that another may begin with to be taken for the same."""
NEAR = 84
"""How like two names are, in per cent, to be asked about."""
OFFERED = 4


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A name that nobody answers to yet, and those it may be another name of."""

    name: str
    near: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Names the choice."""
        return f"org:{mark(self.name)}"


def mark(name: str) -> str:
    """A name as short as a menu's value may be."""
    return hashlib.sha256(fold(name).encode()).hexdigest()[:10]


def newcomers(session: Session, drafts: Iterable[DraftProgramme]) -> tuple[Newcomer, ...]:
    """The names that nobody answers to yet, in the document's order, with those that come near."""
    known = {fold(alias.alias): alias.organisation_id for alias in queries.aliases(session)}
    short = {one.id: one.short_name for one in queries.organisations(session)}
    names = {key: short[owner] for key, owner in known.items() if owner in short}
    found: list[Newcomer] = []
    for name in _named(drafts):
        key = fold(name) or name
        if key in names or key in GROUPS:
            continue
        near = dict.fromkeys(names[other] for other in _near(key, names))
        found.append(Newcomer(name, tuple(near)[:OFFERED]))
        names[key] = name
    return tuple(found)


def near_names(session: Session, organisation: Organisation) -> tuple[str, ...]:
    """Other organisations whose name comes near to that of one."""
    key = fold(organisation.short_name)
    others = [one for one in queries.organisations(session) if one.id != organisation.id and one.kind != "group"]
    named = {fold(one.short_name): one.short_name for one in others}
    return tuple(named[other] for other in _near(key, named))[:OFFERED]


def _named(drafts: Iterable[DraftProgramme]) -> Sequence[str]:
    names: dict[str, str] = {}
    for draft in drafts:
        every = (*draft.chairs, *(body_of(owner) for row in draft.every_action() for owner in row.owners))
        for name in every:
            names.setdefault(fold(name) or name, name)
    return list(names.values())


def _near(name: str, others: Collection[str]) -> list[str]:
    """Those of the other folded names that begin with it or it with them, or are almost the same."""
    from rapidfuzz import fuzz, process

    alike = process.extract_iter(name, others, scorer=fuzz.ratio, score_cutoff=NEAR) if len(name) > SHORTEST else ()
    same = {other for other, *_ in alike if len(other) > SHORTEST}
    return [
        other
        for other in others
        if other in same
        or (other.startswith(name) and len(name) >= SHORTEST)
        or (name.startswith(other) and len(other) >= SHORTEST)
    ]


def settle(session: Session, drafts: Iterable[DraftProgramme], choices: Mapping[str, str]) -> None:
    """Before a document is stored: names that somebody chose to be another's become names of that organisation."""
    for newcomer in newcomers(session, drafts):
        chosen = choices.get(newcomer.key, "").removeprefix("same:")
        same = next((name for name in newcomer.near if mark(name) == chosen), "")
        if not same:
            continue
        home = known_or_new(session, same)
        assert home.id is not None
        session.add(OrganisationAlias(organisation_id=home.id, alias=newcomer.name, folded=fold(newcomer.name)))
        session.flush()
