"""The collation queue: for members theirs and the open ones, for chairs a sheet by kind and priority."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func
from sqlmodel import Session, col, or_

from bot.operations import holding
from bot.operations.people import access_as_reader
from bot.operations.programmes import current_programme
from bot.operations.proposals import cards
from bot.operations.resembling import resembling
from bot.operations.verdicts import DECISIONS
from bot.proposal_cards import ProposalCard, QueueCard
from bot.reading.names import fold
from bot.turn import Turn
from storage.models import Programme, Proposal
from storage.queries import considering as considering_queries
from storage.queries import people as people_queries
from storage.queries import programmes as programme_queries
from storage.queries import proposals as queries
from storage.queries.proposals import OPEN, Where

PAGE = 10
_KINDS = {"event": "events", "contact": "contacts", "media": "media", "idea": "ideas"}
_STATES = {
    "received": ("received", "new"),
    "considered": ("under consideration", "considered"),
    "revise": ("please revise", "revise"),
    "deferred": ("deferred", "later"),
    "accepted": ("accepted",),
    "declined": ("declined",),
    "merged": ("merged",),
    "duplicate": ("duplicate", "duplicates"),
    "withdrawn": ("withdrawn",),
}
"""States with the words that mean them, the first as it is said."""
_LONGEST = 4
"""Words that one part of a filter has at most: "priority 3", "Ministry of Foreign Affairs"."""
Part = tuple[Where, str]
"""A condition, and how it is said."""


def queue(session: Session, turn: Turn, asked: str = "", offset: int = 0) -> QueueCard:
    """The proposals that the filter asks for; without one, what is open, and for others than chairs all of theirs."""
    access_as_reader(turn)
    programme = current_programme(session, turn)
    parts, states = _parts(session, turn, programme, asked)
    mine = Proposal.proposer_id == turn.actor.id
    if not parts:
        parts.append((_unasked(turn), ""))
    elif not states:
        open_ = col(Proposal.state).in_(OPEN)
        parts.append((or_(open_, mine) if "mine" in [said for _, said in parts] else open_, ""))
    where = [condition for condition, _ in parts]
    count = queries.count(session, *where)
    offset = offset if offset < count else 0  # [More] was pressed after some had gone
    rows = queries.page(
        session, *where, mine_first=None if turn.actor.chair else turn.actor.id, limit=PAGE, offset=offset
    )
    alike = resembling(session, turn, [row[0] for row in rows]) if turn.actor.chair else {}
    drawn = cards(session, turn, rows)
    if turn.actor.chair:
        drawn = _with_held(session, turn, drawn, [row[0].id or 0 for row in rows])
    said = ", ".join(filter(None, (said for _, said in parts)))
    return QueueCard(
        title=f"Proposals: {said}" if said else "Proposals",
        proposals=tuple(
            replace(card, alike=alike.get(row[0].id or 0, ())) for card, row in zip(drawn, rows, strict=True)
        ),
        total=count,
        offset=offset,
        asked=asked.strip(),
        empty=_empty(turn, said),
        sheet=turn.actor.chair,
        filters=_filters(session, programme),
    )


def _with_held(
    session: Session, turn: Turn, drawn: Sequence[ProposalCard], ids: Sequence[int]
) -> tuple[ProposalCard, ...]:
    """The same; what is decided and not told says so, and is not there to be decided."""
    held = {row[1].number: holding.held_card(session, turn, *row) for row in considering_queries.held(session, ids)}
    return tuple(
        replace(card, held=f"{one.said}, by {one.by}", may=card.may - {*DECISIONS, "hold"})
        if (one := held.get(card.number))
        else card
        for card in drawn
    )


def total(session: Session, turn: Turn) -> int:
    """How many `queue` lists for this person where no filter is asked for."""
    return queries.count(session, _unasked(turn))


def _unasked(turn: Turn) -> Where:
    open_ = col(Proposal.state).in_(OPEN)
    return open_ if turn.actor.chair else or_(open_, Proposal.proposer_id == turn.actor.id)


def _empty(turn: Turn, said: str) -> str:
    if said:
        return f"No proposal fits: {said}. `{turn.house.command} proposals` shows what is open."
    how = f"`{turn.house.command} propose event …` puts the first one in." if turn.actor.member else ""
    return f"Nothing is proposed at the moment. {how}".strip()


def _filters(session: Session, programme: Programme | None) -> tuple[tuple[str, str], ...]:
    priorities = programme_queries.priorities(session, programme.id) if programme and programme.id else ()
    numbers = [(one.number or str(one.position), one.title) for one in priorities]
    return (
        ("All that is open", ""),
        ("Mine", "mine"),
        *((word.capitalize(), word) for word in _KINDS.values()),
        *((f"Priority {number}: {title}", f"priority {number}") for number, title in numbers),
        *(
            (words[-1].capitalize() if state == "revise" else words[0].capitalize(), state)
            for state, words in _STATES.items()
        ),
        ("Everything, decided or not", "all"),
    )


def _parts(session: Session, turn: Turn, programme: Programme | None, asked: str) -> tuple[list[Part], bool]:
    """What a filter says, part by part, longest first; what is none of ours is searched in the text."""
    rest, parts, loose, states = asked.split(), [], [], False
    while rest:
        for length in range(min(_LONGEST, len(rest)), 0, -1):
            phrase = " ".join(rest[:length])
            state = _state(phrase)
            found = state or _part(session, turn, programme, phrase)
            if found:
                parts.append(found)
                states = states or state is not None
                del rest[:length]
                break
        else:
            loose.append(rest.pop(0))
    if loose:
        words = " ".join(loose)
        # Only what the person can read is searched, or a name could be found out by guessing.
        shown = or_(Proposal.kind != "contact", Proposal.proposer_id == turn.actor.id, turn.actor.chair)
        said = func.lower(Proposal.text).contains(words.lower(), autoescape=True)
        parts.append((said & shown, f"with “{words}”"))
    return parts, states


def _state(phrase: str) -> Part | None:
    word = phrase.casefold()
    if word in ("all", "everything"):
        return col(Proposal.id).is_not(None), "decided or not"
    if word == "open":
        return col(Proposal.state).in_(OPEN), "open"
    for state, words in _STATES.items():
        if word in words:
            return Proposal.state == state, words[0]
    return None


def _part(session: Session, turn: Turn, programme: Programme | None, phrase: str) -> Part | None:
    word = phrase.casefold()
    for kind, several in _KINDS.items():
        if word in (kind, several):
            return Proposal.kind == kind, several
    if word in ("mine", "my"):
        return Proposal.proposer_id == turn.actor.id, "mine"
    if programme and programme.id and word.startswith(("priority ", "prio ")):
        for one in programme_queries.priorities(session, programme.id):
            if word.split()[-1].rstrip(".") in (one.number, str(one.position)):
                return Proposal.priority_id == one.id, f"priority {one.number or one.position}"
    organisation = people_queries.organisation_by_name(session, fold(phrase)) if fold(phrase) else None
    if organisation:
        return Proposal.organisation_id == organisation.id, organisation.short_name
    return None
