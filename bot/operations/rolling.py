"""Once a day the plan is rolled on: what comes within its horizon is planned, by the same functions as any change."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.operations import answer_clock, call_clock, clocks
from bot.operations.announcements import plan_programme
from bot.operations.meeting_outcomes import ask
from bot.operations.meeting_series import roll as roll_series
from bot.operations.plan import agree
from bot.operations.wanted import wanted_of_meetings
from bot.turn import House
from storage.queries import facts
from storage.queries import meetings as meeting_queries
from storage.queries import plan as queries

ROLLED = "plan rolled"
"""The fact that says up to when, and for which channel and zone, the plan was last rolled on."""
ANEW = "anew since "


def roll(session: Session, *, now: datetime, house: House) -> bool:
    """Once a day, and whenever what holds for everybody has changed: move the horizon on. True where it was moved."""
    if is_rolled(session, now=now, house=house):
        return False
    since = _anew_since(session) or now
    for programme_id in queries.adopted_programmes(session):
        plan_programme(session, programme_id, now=since, house=house)
    answer_clock.wind(session, now=now, house=house)
    call_clock.wind(session, now=now, house=house)
    roll_series(session, now=now, house=house)
    ask(session, now=now, house=house)
    today = now.astimezone(house.zone).date()
    meetings = meeting_queries.from_day(session, today - timedelta(days=1))
    agree(session, "meeting", wanted_of_meetings(session, meetings, house).items(), since)
    clocks.set_right(session, now)
    facts.keep(session, ROLLED, _mark(now, house))
    return True


def is_rolled(session: Session, *, now: datetime, house: House) -> bool:
    """Whether the plan was rolled on today, and nothing that holds for everybody has changed since."""
    return facts.known(session, ROLLED) == _mark(now, house)


def _mark(now: datetime, house: House) -> str:
    return f"{now.astimezone(house.zone).date()} {house}"


def plan_anew(session: Session, now: datetime) -> None:
    """What the whole plan hangs on has changed: the next beat writes all of it anew, as of `now`."""
    since = _anew_since(session) or now
    facts.keep(session, ROLLED, f"{ANEW}{min(since, now).isoformat()}")


def _anew_since(session: Session) -> datetime | None:
    """Since when it is to be written anew: what was due meanwhile is not past, it is only late."""
    mark = facts.known(session, ROLLED)
    return datetime.fromisoformat(mark.removeprefix(ANEW)) if mark.startswith(ANEW) else None
