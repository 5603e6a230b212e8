"""Who is told when somebody does something with an action: rows in the plan, in the same unit as the change."""

from collections.abc import Iterable

from sqlmodel import Session

from bot.cards import listed
from bot.operations.announcements import tell
from bot.operations.receivers import speaking_for
from bot.titles import as_title, programme_name
from bot.turn import Turn
from storage.models import Action, Assignment, JournalEntry, Organisation, Person, Programme
from storage.queries import actions as queries
from storage.queries import people as people_queries


def channel_hears(
    session: Session, turn: Turn, item: str, item_id: int | None, words: str, slot: str, kind: str = "told"
) -> tuple[str, ...]:
    """Have the channel told, once for each slot, where there is one; gives what to say to who did it."""
    if not turn.house.channel:
        return ()
    assert item_id is not None
    tell(
        session,
        receiver=turn.house.channel,
        kind=kind,
        item=item,
        item_id=item_id,
        words=words,
        now=turn.now,
        house=turn.house,
        slot=f"{turn.house.channel}:{slot}",
    )
    return ("The channel will hear of it.",)


def asked(
    session: Session, turn: Turn, action: Action, assignments: Iterable[Assignment], why: str = ""
) -> tuple[str, ...]:
    """Ask those who were named: a message with Accept, Not us, Ask. Gives what to say to who named them."""
    reason = f" “{' '.join(why.split())}”" if why.strip() else ""
    sentences = []
    for assignment in assignments:
        if assignment.state != "asked":
            continue
        receivers = receivers_of(session, assignment)
        name = _name(session, assignment)
        whom = _you(session, assignment)
        what = f"#{action.number} {as_title(action.what)}"
        words = f"{turn.actor.full_name} asks whether {whom} will take {what}.{reason}"
        for person in receivers:
            _tell(session, turn, action, person.user_id, "asked", words)
        if receivers:
            sentences.append(f"I have asked {name}; you will hear what they say.")
        else:
            sentences.append(
                f"Nobody of {name} is here to be asked yet. A chair can name a contact: "
                f"`{turn.house.command} people set {name} contact @somebody`."
            )
    return tuple(sentences)


def ended(session: Session, turn: Turn, action: Action, state: str) -> tuple[str, ...]:
    """Tell the others who hold an action that it is done, dropped or open again."""
    words = f"{turn.actor.full_name} has marked #{action.number} {as_title(action.what)} as {state}."
    if action.outcome:
        words += f" “{action.outcome}”"
    return _tell_others(session, turn, action, words)


def answered(session: Session, turn: Turn, action: Action, assignment: Assignment, words: str) -> None:
    """Tell whoever asked what came of it."""
    asker = session.get(Person, assignment.asked_by_id) if assignment.asked_by_id else None
    if asker and asker.id != turn.actor.id and not asker.is_gone:
        _tell(session, turn, action, asker.user_id, "told", words)


def taken(session: Session, turn: Turn, action: Action) -> tuple[str, ...]:
    """Tell the channel that somebody has taken what it was asked for; a draft announces nothing."""
    return _taken_by(session, turn, action, turn.actor.full_name)


def taken_by_house(session: Session, turn: Turn, action: Action) -> tuple[str, ...]:
    """The same where it is an organisation that has taken it, with nobody named."""
    return _taken_by(session, turn, action, turn.actor.organisation)


def _taken_by(session: Session, turn: Turn, action: Action, who: str) -> tuple[str, ...]:
    programme = session.get(Programme, action.programme_id)
    if programme is None or programme.state != "adopted":
        return ()
    words = f"{who} has taken #{action.number} {as_title(action.what)}."
    return channel_hears(session, turn, "action", action.id, words, _slot(turn, action))


def taken_back(session: Session, turn: Turn, action: Action, verb: str, summary: str) -> tuple[str, ...]:
    """Whoever was told of a change is told that it was taken back."""
    words = f"{turn.actor.full_name} has taken that back: {summary}. {as_title(action.what)}"
    if verb in ("done", "drop", "reopen"):
        return _tell_others(session, turn, action, words)
    programme = session.get(Programme, action.programme_id)
    if verb == "claim" and not action.owned and programme and programme.state == "adopted":
        return channel_hears(session, turn, "action", action.id, words, _slot(turn, action))
    return ()


def told_again(session: Session, turn: Turn, entry: JournalEntry) -> tuple[str, ...]:
    """Tell the channel that an adoption, a closing or a new version was taken back."""
    if entry.verb not in ("adopt", "close", "revise"):
        return ()
    words = f"{turn.actor.full_name} has taken that back: {entry.summary}. All is as it was before."
    slot = f"undone:{entry.id}:{turn.now.isoformat()}"
    return channel_hears(session, turn, entry.noun, entry.noun_id, words, slot)


def adopted(session: Session, turn: Turn, programme: Programme) -> tuple[str, ...]:
    """Tell the channel that a programme is adopted."""
    theme = f" Its theme: {programme.theme}." if programme.theme else ""
    chairs = f" In the chair: {programme.chairs_said}." if programme.chairs_said else ""
    words = (
        f"{turn.actor.full_name} has adopted {programme_name(programme.title, programme.state)}.{theme}{chairs} "
        f"`{turn.house.command} priorities` shows where it stands, `{turn.house.command} mine` what is yours."
    )
    return _tell_channel(session, turn, programme, "adopted", words)


def revised(session: Session, turn: Turn, programme: Programme, counts: str) -> None:
    """Tell the channel that an adopted programme has a new version; a draft announces nothing."""
    name = programme_name(programme.title, programme.state)
    words = f"{turn.actor.full_name or 'Somebody'} has loaded a new version of {name}: {counts}."
    if programme.state == "adopted":
        _tell_channel(session, turn, programme, "revised", words)


def closed(session: Session, turn: Turn, programme: Programme, counts: str) -> tuple[str, ...]:
    """Tell the channel that a programme has ended."""
    words = f"{turn.actor.full_name} has closed {programme_name(programme.title, programme.state)}: {counts}."
    return _tell_channel(session, turn, programme, "closed", words)


def _tell_channel(session: Session, turn: Turn, programme: Programme, deed: str, words: str) -> tuple[str, ...]:
    slot = f"{deed}:{programme.id}:{turn.now.isoformat()}"
    told = channel_hears(session, turn, "programme", programme.id, words, slot)
    return told or ("No channel is set (WP_CHANNEL), so nothing is announced.",)


def receivers_of(session: Session, assignment: Assignment) -> tuple[Person, ...]:
    """The person named; else who speaks for the organisation: its contact, else its deputy, else some of its people."""
    if assignment.person_id:
        person = session.get(Person, assignment.person_id)
        return (person,) if person and not person.is_gone else ()
    if not assignment.organisation_id:
        return ()
    return speaking_for(people_queries.people_of(session, assignment.organisation_id))


def _tell_others(session: Session, turn: Turn, action: Action, words: str) -> tuple[str, ...]:
    """Tell the others who hold an action; gives what to say to who did it."""
    others = _others(session, turn, action)
    for person in others:
        _tell(session, turn, action, person.user_id, "told", words)
    return (f"I have told {listed(person.name for person in others)}.",) if others else ()


def _others(session: Session, turn: Turn, action: Action) -> tuple[Person, ...]:
    assert action.id is not None
    people: dict[int | None, Person] = {}
    for assignment in queries.assignments_of(session, action.id):
        if assignment.state == "holds" and assignment.organisation_id not in turn.actor.owner_ids:
            people |= {person.id: person for person in receivers_of(session, assignment)}
    people.pop(turn.actor.id, None)
    return tuple(people.values())


def _tell(session: Session, turn: Turn, action: Action, receiver: str, kind: str, words: str) -> None:
    assert action.id is not None
    tell(
        session,
        receiver=receiver,
        kind=kind,
        item="action",
        item_id=action.id,
        words=words,
        now=turn.now,
        house=turn.house,
        slot=f"{receiver}:{_slot(turn, action, kind)}",
    )


def _slot(turn: Turn, action: Action, kind: str = "told") -> str:
    return f"{kind}:{action.number}:{action.version}:{turn.now.isoformat()}"


def _you(session: Session, assignment: Assignment) -> str:
    return "you" if assignment.person_id else _name(session, assignment)


def _name(session: Session, assignment: Assignment) -> str:
    if assignment.person_id:
        person = session.get(Person, assignment.person_id)
        return person.name if person else ""
    organisation = session.get(Organisation, assignment.organisation_id)
    return organisation.short_name if organisation else ""
