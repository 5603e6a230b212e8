"""What the channel hears of a meeting at once: that it moved, or that it is cancelled."""

from datetime import date

from sqlmodel import Session

from bot.operations.announcements import tell
from bot.operations.meeting_times import over
from bot.turn import Turn
from bot.windows import past_midnight
from storage.models import JournalEntry, Meeting


def said_when(meeting: Meeting) -> str:
    """Day, time and zone in plain words."""
    city = meeting.zone.rpartition("/")[2].replace("_", " ")
    first, at, until = _long_day(meeting.on_date), meeting.at_time, meeting.until_time
    night = past_midnight(meeting.on_date, meeting.last_on, at, until)
    last = _long_day(meeting.last_on) if meeting.last_on and not night else ""
    if at is None:
        return f"{first} to {last}" if last else first
    if last and until:
        return f"{first}, {at:%H:%M} to {last}, {until:%H:%M} {city}"
    days = f"{first} to {last}" if last else first
    return f"{days}, {at:%H:%M}{f'–{until:%H:%M}' if until else ''} {city}"


def _long_day(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B %Y}"


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


def tell_channel(
    session: Session, turn: Turn, meeting: Meeting, kind: str, words: str, entry: JournalEntry
) -> tuple[str, ...]:
    """Say it once, where there is a channel and the meeting is not past; gives what to say to who changed it."""
    if not turn.house.channel or over(meeting, turn.now):
        return ()
    assert meeting.id is not None
    tell(
        session,
        receiver=turn.house.channel,
        kind=kind,
        item="meeting",
        item_id=meeting.id,
        words=words,
        now=turn.now,
        house=turn.house,
        slot=slot_of(turn, entry),
    )
    return ("The channel will hear of it.",)


def slot_of(turn: Turn, entry: JournalEntry) -> str:
    """What names the message that a change caused."""
    return f"{turn.house.channel}:meeting:{entry.id}"
