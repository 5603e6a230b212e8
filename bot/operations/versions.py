"""Whether a document is a new version of a stored programme: by period, number, title, and the rows they share."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlmodel import Session, col, select

from bot.errors import BadInput
from bot.operations.rows import every_row
from bot.reading.documents.draft import DraftDocument, DraftProgramme
from bot.reading.documents.fingerprint import fingerprint
from bot.reading.names import fold
from storage.models import Action, Programme
from storage.queries import programmes as queries

SURE, POSSIBLE = 5, 2
"""Points from which a document is taken for a new version, and from which that is asked."""
NEW = "new"
"""The choice that it is another programme."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a document and a stored programme are."""

    programme: Programme
    points: int
    at_odds: bool
    """They say different periods or numbers."""

    @property
    def sure(self) -> bool:
        return self.points >= SURE and not self.at_odds


def key_of(draft: DraftProgramme) -> str:
    """The same for the same content, whatever kind of file it came in."""
    return fingerprint(DraftDocument(programmes=(draft,)))


def near(session: Session, draft: DraftProgramme) -> list[Likeness]:
    """The stored programmes, not closed, that the draft may be a new version of, the likest first."""
    rows = {fold(row.what) for _, _, row in every_row(draft)}
    found = []
    for programme in queries.all_programmes(session):
        if programme.state != "closed":
            stored = session.exec(select(Action.what).where(col(Action.programme_id) == programme.id)).all()
            likeness = _likeness(draft, programme, rows, {fold(what) for what in stored})
            if likeness.points >= POSSIBLE:
                found.append(likeness)
    return sorted(found, key=lambda one: -one.points)


def _likeness(draft: DraftProgramme, programme: Programme, rows: set[str], stored: set[str]) -> Likeness:
    points, at_odds = 0, False
    if draft.period and programme.starts_on and programme.ends_on:
        same = draft.period == (programme.starts_on, programme.ends_on)
        points, at_odds = (3, False) if same else (-3, True)
    if draft.number is not None and programme.number:
        same = str(draft.number) == programme.number
        points, at_odds = points + (2 if same else -3), at_odds or not same
    title = fuzz.ratio(fold(draft.title), fold(programme.title))
    points += 2 if title >= 90 else 1 if title >= 70 else 0
    shared = len(rows & stored) / max(1, min(len(rows), len(stored)))
    return Likeness(programme, points + (3 if shared >= 0.5 else 1 if shared >= 0.2 else 0), at_odds)


def choice_of(place: int) -> str:
    """Names the choice for the programme at a place of the document."""
    return f"version:{place}"


def target_of(
    session: Session, draft: DraftProgramme, place: int, choices: Mapping[str, str]
) -> tuple[Programme | None, list[Likeness]]:
    """The stored programme that the draft is a new version of, as chosen or as is sure; and all that come near.

    None also where it is unsure and nothing was chosen: `access_chosen` tells that from another programme.
    """
    candidates = near(session, draft)
    chosen = choices.get(choice_of(place), "")
    if chosen == NEW:
        return None, candidates
    for one in candidates:
        if chosen == str(one.programme.id):
            return one.programme, candidates
    if not chosen and candidates and candidates[0].sure:
        return candidates[0].programme, candidates
    return None, candidates


def access_chosen(draft: DraftProgramme, place: int, candidates: list[Likeness], choices: Mapping[str, str]) -> None:
    """Raise BadInput where somebody must first say whether it is a new version or another programme."""
    if candidates and not candidates[0].sure and not choices.get(choice_of(place)):
        titles = " or ".join(f"“{one.programme.title}”" for one in candidates[:3])
        raise BadInput(
            f"“{draft.title}” comes near to {titles}, and I cannot tell whether it is a new version of it or another "
            "programme. Choose first. Nothing was changed."
        )
