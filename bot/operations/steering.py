"""What chairs do with programmes: preview and load a document, adopt, close; and which one a person looks at."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from bot.cards import Doubt, LoadPreview, PriorityCard, ProgrammeCard, Steered
from bot.errors import Conflict, NotFound
from bot.operations import telling
from bot.operations.announcements import plan_programme
from bot.operations.journal import Watched
from bot.operations.loading import import_document, key_of, rows_of
from bot.operations.organisations import known_or_new
from bot.operations.people import access_as_chair, access_as_reader
from bot.operations.programmes import current_programme, programme_card
from bot.reading.documents import read_document
from bot.reading.documents.doubts import doubtful_dates
from bot.reading.documents.draft import DraftDocument, DraftProgramme
from bot.reading.names import fold
from bot.turn import Turn
from storage.models import ChairTerm, Person, Programme, WaitingDocument
from storage.queries import people as people_queries
from storage.queries import programmes as queries

KEPT = timedelta(days=1)
"""How long a document waits between its preview and [Load as draft]."""


def preview(session: Session, turn: Turn, draft: DraftDocument, content: bytes, name: str) -> LoadPreview:
    """What a document was understood as, with its doubts; `content` is kept until it is loaded."""
    access_as_chair(turn, "load a programme")
    waiting = WaitingDocument(person_id=turn.actor.id, name=name, content=content, at=turn.now)
    queries.keep_waiting(session, waiting, older=turn.now - KEPT)
    known = [queries.by_fingerprint(session, key_of(programme)) for programme in draft.programmes]
    return LoadPreview(
        source=name,
        programmes=tuple(_drawn(programme) for programme in draft.programmes),
        actions=sum(
            len(programme.actions) + sum(len(rows_of(priority)) for priority in programme.priorities)
            for programme in draft.programmes
        ),
        doubts=tuple(doubt for programme in draft.programmes for doubt in _doubts(session, turn, programme)),
        known=tuple(programme.title for programme in known if programme),
        token=str(waiting.id),
    )


def _drawn(draft: DraftProgramme) -> ProgrammeCard:
    return ProgrammeCard(
        id=0,
        title=draft.title,
        state="draft",
        period=draft.period,
        period_said=draft.period_said,
        theme=draft.theme,
        chairs=" / ".join(draft.chairs),
        priorities=tuple(
            PriorityCard(
                str(priority.number or place), priority.title, "", len(priority.actions), 0, 0, 0, priority.when
            )
            for place, priority in enumerate(draft.priorities, start=1)
        ),
        loose=PriorityCard("0", "Without a priority", "", len(draft.actions), 0, 0, 0) if draft.actions else None,
    )


def _doubts(session: Session, turn: Turn, draft: DraftProgramme) -> list[Doubt]:
    doubts = [Doubt(one.kind, one.place, one.text) for one in doubtful_dates(draft, turn.today)]
    names: dict[str, str] = {}
    for row in draft.every_action():
        if not row.owners:
            title = " ".join(row.what.split())[:80]
            said = f"“{row.who}” in “{title}”" if row.who else f"nobody is named in “{title}”"
            doubts.append(Doubt("nobody holds it", row.place, said))
        names |= {fold(owner): owner for owner in row.owners}
    new = [name for key, name in names.items() if not people_queries.organisation_by_name(session, key)]
    if new:
        doubts.append(Doubt("new organisations", "", ", ".join(new)))
    return doubts + [Doubt("not placed", "", text[:200]) for text in draft.unplaced]


def load(session: Session, turn: Turn, token: str) -> Steered:
    """Store a previewed document as drafts."""
    access_as_chair(turn, "load a programme")
    waiting = queries.waiting(session, _key(token))
    if waiting is None or waiting.person_id != turn.actor.id:
        raise NotFound(f"That document no longer waits here. Load it again: `{turn.house.command} programme load`.")
    loaded = import_document(session, _read(waiting), source_name=waiting.name, now=turn.now, house=turn.house, by=turn)
    session.delete(waiting)
    session.flush()
    if not loaded.stored:
        return Steered("That document is loaded already; nothing was changed.", loaded.programmes)
    count = f"{loaded.stored} action{'' if loaded.stored == 1 else 's'}"
    return Steered(f"Loaded as draft, with {count}. Nothing is announced before it is adopted.", loaded.programmes)


def _read(waiting: WaitingDocument) -> DraftDocument:
    return read_document(waiting.content, waiting.name)


def _key(token: str) -> UUID:
    try:
        return UUID(token)
    except ValueError:
        return UUID(int=0)


def adopt(session: Session, turn: Turn, asked: str) -> Steered:
    """Adopt a draft: its chairs chair for its period, its deadlines are planned, the channel hears of it."""
    access_as_chair(turn, "adopt a programme")
    programme = programme_meant(session, turn, asked)
    if programme.state == "adopted":
        raise Conflict(f"{programme.title} is adopted already.")
    if programme.state == "closed":
        raise Conflict(f"{programme.title} is closed.")
    assert programme.id is not None
    watched = Watched(session, programme)
    programme.state, programme.adopted_at = "adopted", turn.now
    terms = _terms(session, programme)
    entry = watched.record(turn, "adopt", programme, f"adopted {programme.title}", added=terms)
    plan_programme(session, programme.id, now=turn.now, house=turn.house)
    told = telling.adopted(session, turn, programme)
    if programme.ends_on and programme.ends_on < turn.today:
        told = (f"Its period ended on {programme.ends_on}, so none of its deadlines will be announced.", *told)
    card = programme_card(session, turn, programme)
    return Steered(f"Adopted: {programme.title}.", (card,), undo=entry.id or 0, also=told)


def _terms(session: Session, programme: Programme) -> tuple[ChairTerm, ...]:
    houses = [known_or_new(session, name.strip()) for name in programme.chairs_said.split(" / ") if name.strip()]
    known = {(term.organisation_id, term.starts_on) for term in people_queries.terms(session)}
    return tuple(
        ChairTerm(organisation_id=house.id, starts_on=programme.starts_on, ends_on=programme.ends_on)
        for house in houses
        if (house.id, programme.starts_on) not in known
    )


def close(session: Session, turn: Turn, asked: str) -> Steered:
    """End a programme: its actions stay as they are, and nothing more is announced of them."""
    access_as_chair(turn, "close a programme")
    programme = programme_meant(session, turn, asked)
    if programme.state == "closed":
        raise Conflict(f"{programme.title} is closed already.")
    assert programme.id is not None
    watched = Watched(session, programme)
    programme.state, programme.closed_at = "closed", turn.now
    entry = watched.record(turn, "close", programme, f"closed {programme.title}")
    plan_programme(session, programme.id, now=turn.now, house=turn.house)
    card = programme_card(session, turn, programme)
    return Steered(f"Closed: {programme.title}. Its actions stay as they are.", (card,), undo=entry.id or 0)


def switch(session: Session, turn: Turn, asked: str) -> Steered:
    """Look at another programme; for this person only. "current" goes back to the one all others see."""
    access_as_reader(turn)
    person = session.get(Person, turn.actor.id)
    assert person is not None
    if fold(asked) in ("current", "back", "none"):
        person.programme_id = None
        session.add(person)
        programme = queries.current(session, turn.today)
        shown = (programme_card(session, turn, programme),) if programme else ()
        return Steered("You now look at the current programme, as everybody does.", shown)
    programme = programme_meant(session, turn, asked)
    person.programme_id = programme.id
    session.add(person)
    back = f"`{turn.house.command} programme switch current` goes back."
    return Steered(f"You now look at {programme.title}. {back}", (programme_card(session, turn, programme),))


def overview(session: Session, turn: Turn) -> Steered:
    """Every programme, and which one the person looks at."""
    access_as_reader(turn)
    current = current_programme(session, turn)
    cards = tuple(programme_card(session, turn, programme) for programme in queries.all_programmes(session))
    if current is None:
        return Steered(f"No programme is loaded yet. A chair can load one: `{turn.house.command} programme load`.", ())
    return Steered(f"You look at {current.title}.", cards, current=current.id or 0)


def programme_meant(session: Session, turn: Turn, asked: str) -> Programme:
    """The programme a button or somebody's words mean; without words the current one. NotFound, Conflict."""
    asked = asked.strip()
    if not asked:
        programme = current_programme(session, turn)
        if programme is None:
            raise NotFound(f"No programme is loaded yet: `{turn.house.command} programme load`.")
        return programme
    everything = queries.all_programmes(session)
    if asked.startswith("id:"):
        everything = [programme for programme in everything if str(programme.id) == asked[3:]]
    else:
        everything = [programme for programme in everything if _answers_to(programme, asked)]
    if not everything:
        raise NotFound(f"No programme is called “{asked}”. `{turn.house.command} programme` lists them.")
    if len(everything) > 1:
        titles = "; ".join(programme.title for programme in everything)
        raise Conflict(f"Several programmes match “{asked}”: {titles}. Use more of the title.")
    return everything[0]


def _answers_to(programme: Programme, asked: str) -> bool:
    key = fold(asked)
    if not key:
        return False
    return key in fold(f"{programme.title} {programme.period_said}") or asked in (
        programme.number,
        f"n°{programme.number}",
    )
