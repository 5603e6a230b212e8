"""Which organisations stand behind a proposal: counted per organisation, never per head."""

from collections.abc import Sequence

from sqlmodel import Session

from storage.models import Proposal
from storage.queries import considering, support


def behind(session: Session, proposals: Sequence[Proposal]) -> dict[int, tuple[tuple[int, str], ...]]:
    """By proposal: (id, short name) of the organisations behind it, each once, the proposer's own left out.

    What stands behind one that was merged into it, or is a duplicate of it, stands behind it too.
    """
    whole = _whole(session, {one.id or 0 for one in proposals})
    given = support.of_proposals(session, set().union(*whole.values())) if whole else []
    return {
        one.id or 0: tuple(
            {
                key: name
                for proposal_id, key, name in given
                if proposal_id in whole[one.id or 0] and key != one.organisation_id
            }.items()
        )
        for one in proposals
    }


def _whole(session: Session, ids: set[int]) -> dict[int, set[int]]:
    """By proposal: itself and all that belongs to it, at any depth."""
    whole = {one: {one} for one in ids}
    step = ids
    while step:
        step = set()
        for part in considering.parts(session, set().union(*whole.values())):
            for found in whole.values():
                if part.into_id in found and part.id not in found:
                    found.add(part.id or 0)
                    step.add(part.id or 0)
    return whole
