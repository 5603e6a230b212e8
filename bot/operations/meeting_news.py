"""What the channel, and who said to come, hear of a meeting at once: that it moved, or that it is cancelled."""

from collections.abc import Collection, Iterable, Sequence

from sqlmodel import Session

from bot.cards import listed, long_day
from bot.operations import telling
from bot.operations.announcements import tell
from bot.operations.meeting_times import over
from bot.turn import Turn
from bot.windows import past_midnight
from storage.models import JournalEntry, Meeting, Person
from storage.queries import meetings as queries
from storage.queries import plan as plan_queries

NAMED = 5
"""People who are told that are named to who changed a meeting; of more, how many."""


def said_when(meeting: Meeting) -> str:
    """Day, time and zone in plain words."""
    city = meeting.zone.rpartition("/")[2].replace("_", " ")
    first, at, until = long_day(meeting.on_date), meeting.at_time, meeting.until_time
    night = past_midnight(meeting.on_date, meeting.last_on, at, until)
    last = long_day(meeting.last_on) if meeting.last_on and not night else ""
    if at is None:
        return f"{first} to {last}" if last else first
    if last and until:
        return f"{first}, {at:%H:%M} to {last}, {until:%H:%M} {city}"
    days = f"{first} to {last}" if last else first
    return f"{days}, {at:%H:%M}{f'–{until:%H:%M}' if until else ''} {city}"


def moved_words(meeting: Meeting, before: str, place: str, why: str, *, onward: bool) -> str:
    """From when (`before`) and where (`place`) to where it is now, with the reason."""
    here = said_when(meeting)
    words = f"M{meeting.number} {meeting.title}"
    if before != here:
        words += f" is moved from {before} to {here}"
    if place != meeting.place:
        words += (" and" if before != here else "") + (
            f" is now at {meeting.place}" if meeting.place else " has no place yet"
        )
    if onward and before != here:
        words += f", and the later ones with it ({meeting.when_said})"
    return f"{words}: {why}" if why else f"{words}."


def cancelled_words(meeting: Meeting, why: str, series: str, *, again: bool) -> str:
    """What is cancelled and why: the meeting, with the later ones of its `series`; only those where it was `again`."""
    name = f"M{meeting.number} {meeting.title}"
    if again:
        return f"The meetings after {name} ({series}) are cancelled too: {why}"
    also = f", and so are the later ones ({series})" if series else ""
    return f"{name} on {said_when(meeting)} is cancelled{also}: {why}"


def spread(
    session: Session, turn: Turn, meeting: Meeting, rows: Iterable[Meeting], kind: str, words: str, entry: JournalEntry
) -> tuple[str, ...]:
    """Say it once in the channel, and once to each who said to come to one of the rows; not of what is past.

    Gives what to say to who changed it.
    """
    if over(meeting, turn.now):
        return ()
    slot = f"meeting:{entry.id}"
    told = telling.channel_hears(session, turn, "meeting", meeting.id, words, slot, kind)
    people = _coming(session, turn, [one.id or 0 for one in rows])
    for person in people:
        _tell(session, turn, person, meeting, kind, words, slot)
    return (*told, *_and_tell(people))


def take_back(session: Session, turn: Turn, meeting: Meeting, words: str, entry: JournalEntry) -> tuple[str, ...]:
    """Whoever has heard of the change hears that it was taken back; what nobody has heard yet is not sent.

    Once it is past nobody is told that it takes place after all.
    """
    slot, told = f"meeting:{entry.id}", tuple[str, ...]()
    past = entry.verb == "cancel" and over(meeting, turn.now)
    if _heard(session, f"{turn.house.channel}:{slot}") and not past:
        told = telling.channel_hears(session, turn, "meeting", meeting.id, words, f"{slot}:undone")
    rows = [made["id"] for made in entry.changes if made["table"] == "meeting"]
    people = [one for one in _coming(session, turn, rows) if _heard(session, f"{one.user_id}:{slot}") and not past]
    for person in people:
        _tell(session, turn, person, meeting, "told", words, f"{slot}:undone")
    return (*told, *_and_tell(people))


def _heard(session: Session, slot: str) -> bool:
    """Whether a message has gone out, or may have; one that surely has not is taken back."""
    message = plan_queries.message_by_slot(session, slot)
    if message is not None and message.state == "planned" and message.maybe_sent_at is None:
        message.state, message.reason = "cancelled", "no longer wanted"
        session.add(message)
        return False
    return message is not None


def _coming(session: Session, turn: Turn, meeting_ids: Collection[int]) -> list[Person]:
    return [person for person in queries.coming_to(session, meeting_ids) if person.id != turn.actor.id]


def _tell(session: Session, turn: Turn, person: Person, meeting: Meeting, kind: str, words: str, slot: str) -> None:
    assert meeting.id is not None
    tell(
        session,
        receiver=person.user_id,
        kind=kind,
        item="meeting",
        item_id=meeting.id,
        words=words,
        now=turn.now,
        house=turn.house,
        slot=f"{person.user_id}:{slot}",
    )


def _and_tell(people: Sequence[Person]) -> tuple[str, ...]:
    if not people:
        return ()
    names = [person.name for person in people[:NAMED]]
    more = len(people) - len(names)
    names += [f"{more} more" if more > 1 else "one more"] if more else []
    return (f"I tell {listed(names)} too, who said to come.",)
