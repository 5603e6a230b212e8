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
    def alike(self) -> bool:
        return self.points >= SURE and not self.at_odds

    @property
    def closed(self) -> bool:
        return self.programme.state == "closed"

    @property
    def sure(self) -> bool:
        """It is a new version. One that is closed takes none, so somebody has to say what the document is."""
        return self.alike and not self.closed


def key_of(draft: DraftProgramme) -> str:
    """The same for the same content, whatever kind of file it came in."""
    return fingerprint(DraftDocument(programmes=(draft,)))


def near(session: Session, draft: DraftProgramme) -> list[Likeness]:
    """The stored programmes that the draft may be a new version of, the likest first; closed ones only if alike."""
    rows = {fold(row.what) for _, _, row in every_row(draft)}
    found = []
    for programme in queries.all_programmes(session):
        stored = session.exec(select(Action.what).where(col(Action.programme_id) == programme.id)).all()
        likeness = _likeness(draft, programme, rows, {fold(what) for what in stored})
        if likeness.alike if likeness.closed else likeness.points >= POSSIBLE:
            found.append(likeness)
    return sorted(found, key=lambda one: (one.closed, -one.points))


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


def about_closed(one: Likeness) -> str:
    """Why a document that is like a closed programme is asked about."""
    return (
        f"It is like “{one.programme.title}”, which is closed and takes no new version. Is it another programme, to be "
        "loaded as a new draft?"
    )


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
        if chosen == str(one.programme.id) and not one.closed:
            return one.programme, candidates
    if not chosen and candidates and candidates[0].sure:
        return candidates[0].programme, candidates
    return None, candidates


def access_chosen(draft: DraftProgramme, place: int, candidates: list[Likeness], choices: Mapping[str, str]) -> None:
    """Raise BadInput where somebody must first say whether it is a new version or another programme."""
    if not candidates or candidates[0].sure or choices.get(choice_of(place)) == NEW:
        return
    near_ones = [f"“{one.programme.title}”" for one in candidates if not one.closed][:3]
    if not near_ones:
        raise BadInput(f"{about_closed(candidates[0])} Choose first. Nothing was changed.")
    raise BadInput(
        f"“{draft.title}” comes near to {' or '.join(near_ones)}, and I cannot tell whether it is a new version or "
        "another programme. Choose first. Nothing was changed."
    )
