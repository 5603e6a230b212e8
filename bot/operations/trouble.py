"""Telling the chairs what could not be sent: one message a chair, receiver and day, with every case as a line."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.cards import day_and_time
from bot.operations.occasions import SLOT, instant
from bot.operations.people import chair_user_ids
from bot.operations.plan import blank_message
from bot.turn import House
from storage.models import Action, Announcement, AnnouncementLine, Meeting
from storage.queries import announcements as queries
from storage.queries import people as people_queries
from storage.queries import plan as plan_queries

log = logging.getLogger(__name__)
KIND = "trouble"


def report(
    session: Session,
    message: Announcement,
    what: str,
    *,
    now: datetime,
    house: House,
    lines: Sequence[AnnouncementLine] | None = None,
) -> bool:
    """Have the chairs told what became of a message, or of some `lines` of it; False where nobody could be told.

    What could not be told to the chairs themselves is not told on: it stands in the log and in `status`.
    """
    log.warning("announcement %s to %s: %s", message.id, message.receiver, what)
    if message.kind == KIND:
        return False
    today = now.astimezone(house.zone).date()
    everybody = chair_user_ids(session, today=today, house=house)
    # The one it was meant for hears of it only where nobody else would.
    chairs = [chair for chair in everybody if chair != message.receiver] or everybody
    words = f"{_spoken(session, message, lines)}: {what}"
    for chair in chairs:
        _add(session, message.receiver, chair, words, today, now, house)
    return bool(chairs)


def _add(session: Session, about: str, chair: str, words: str, today: date, now: datetime, house: House) -> None:
    """Put a line into today's message to a chair; where that is on its way or gone, into tomorrow morning's."""
    plan_queries.free_receivers(session, [chair], now)
    for day, due in ((today, now), (today + timedelta(days=1), None)):
        slot = f"{chair}:{KIND}:{about}:{day}"
        row: dict[str, Any] = {
            **blank_message(),
            "slot": slot,
            "kind": KIND,
            "receiver": chair,
            "local_date": day,
            "local_time": now.astimezone(house.zone).time().replace(microsecond=0) if due else SLOT,
            "zone": house.zone.key,
            "due_at": due or instant(day, SLOT, house.zone),
        }
        plan_queries.add_message(session, row)
        message = plan_queries.message_by_slot(session, slot)
        if message is not None and message.state == "planned" and message.maybe_sent_at is None:
            session.add(
                AnnouncementLine(
                    announcement_id=message.id,
                    item=about,
                    item_id=0,
                    item_version=0,
                    kind=KIND,
                    local_date=day,
                    receiver=chair,
                    words=words,
                )
            )
            session.flush()
            return


def _spoken(session: Session, message: Announcement, lines: Sequence[AnnouncementLine] | None) -> str:
    """What a message is, in words: "the digest of Monday 31 January, 09:00 (#15, M3)"."""
    about = ", ".join(items(session, queries.lines_of(session, [message.id]) if lines is None else lines))
    day = day_and_time(datetime.combine(message.local_date, message.local_time))
    name = "the digest" if message.kind == "digest" else "the message"
    to = ""
    if message.receiver[:1] in ("U", "W"):
        person = people_queries.person_by_slack(session, "", message.receiver)
        to = f" to {person.name if person else message.receiver}"
    return f"{name}{to} of {day}" + (f" ({about})" if about else "")


def items(session: Session, lines: Sequence[AnnouncementLine]) -> tuple[str, ...]:
    """What lines are about, as people call it: "#15", "M3"; each once."""
    found: dict[str, None] = {}
    for line in lines:
        if line.item == "action" and (action := session.get(Action, line.item_id)):
            found[f"#{action.number}"] = None
        if line.item == "meeting" and (meeting := session.get(Meeting, line.item_id)):
            found[f"M{meeting.number}"] = None
    return tuple(found)
