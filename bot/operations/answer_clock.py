"""The answer clock: no proposal waits unseen. What waits long comes up with the chairs, in their message of the day;
what was put off is back by itself; who was asked for a revision is reminded once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from bot.announcement_cards import ProposalLine, SettledLine
from bot.cards import day_in_words
from bot.operations import journal
from bot.operations.announcements import amend
from bot.operations.occasions import WEEK, next_morning, occasion, weekday
from bot.operations.plan import agree
from bot.operations.receivers import Circle, around
from bot.operations.reminding import until
from bot.operations.traces import credited, named, whole
from bot.operations.wanted import Wanted
from bot.proposal_cards import stands
from bot.turn import House
from storage.models import AnnouncementLine, JournalEntry, Person, Proposal
from storage.queries import meetings as meeting_queries
from storage.queries import proposals as queries

PATIENCE = timedelta(days=30)
MEETINGS = 2
"""So many meetings, or so many days, a proposal waits before it comes up; and then again."""
TIMES = 12
REVISION = timedelta(days=14)
"""After so long, once, a proposer is reminded that a revision is asked for."""
WAITS, BACK, REVISE = "waits", "back", "revise"
WAITING = ("received", "considered")
"""States in which the chairs owe an answer."""
NEWS = dict.fromkeys(WAITING, "with the chairs again") | {"revise": "a revision is asked for"}
"""By state, where the words for it would not say what is new."""
MORNING = time(6)
"""Before this hour, what is planned for a day's message is in time for it."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """What the days hang on, beside the proposal."""

    circle: Circle
    meetings: Sequence[date]
    """Days of all meetings, earliest first."""
    proposers: Mapping[int, Person]


def wind(session: Session, *, now: datetime, house: House) -> None:
    """Once a day: what was put off until today is back with the chairs, and the plan of what comes up moves on."""
    today = now.astimezone(house.zone).date()
    back = queries.deferred_until(session, today)
    for proposal in back:
        proposal.state, proposal.waits_since = "considered", now
        proposal.version += 1
        day = proposal.deferred_until
        session.add(proposal)
        session.add(
            JournalEntry(
                at=now,
                person_id=None,
                verb="return",
                noun="proposal",
                noun_id=proposal.id or 0,
                summary=f"P{proposal.number} is back, as put off until {day_in_words(day)}" if day else "",
                undone=True,
            )
        )
    session.flush()
    _plan(session, queries.to_answer(session), now, house)
    amend(session, "proposal", [one.id for one in back], now)


def plan(session: Session, proposals: Sequence[Proposal], *, now: datetime, house: House) -> None:
    """Make the plan agree with these as they are now. Call in every unit that changes some, after the change."""
    session.flush()
    _plan(session, proposals, now, house)
    amend(session, "proposal", [one.id for one in proposals], now)


def _plan(session: Session, proposals: Sequence[Proposal], now: datetime, house: House) -> None:
    if not proposals:
        return
    clock = _clock(session, proposals, now, house)
    agree(session, "proposal", ((one.id, wanted_of_proposal(one, clock)) for one in proposals if one.id), now)


def _clock(session: Session, proposals: Sequence[Proposal], now: datetime, house: House) -> Clock:
    ids = {one.proposer_id for one in proposals if one.state == "revise" and one.proposer_id}
    people = {key: person for key in ids if (person := session.get(Person, key))}
    return Clock(around(session, (), now=now, house=house), meeting_queries.days(session), people)


def wanted_of_proposal(proposal: Proposal, clock: Clock) -> Wanted:
    """Every day on which somebody hears that it waits, past ones too."""
    said = []
    for kind, day, person in _days(proposal, clock):
        if found := clock.circle.listening(person, day):
            listener, heard_on = found
            at, zone = clock.circle.place(listener)
            said.append((listener.user_id, occasion(kind, 0, heard_on, (heard_on + WEEK, at), zone, at=at)))
    return Wanted(proposal.version, tuple(dict.fromkeys(said)))


def _days(proposal: Proposal, clock: Clock) -> Iterator[tuple[str, date, Person]]:
    since = _since(proposal, clock.circle.house)
    if proposal.state == "revise":
        proposer = clock.proposers.get(proposal.proposer_id or 0)
        if proposer and not proposer.is_gone:
            yield REVISE, weekday(since + REVISION, date.max), proposer
    for chair in clock.circle.chairs if proposal.state in (*WAITING, "deferred") else ():
        if proposal.deferred_until:
            yield BACK, weekday(_back(proposal, proposal.deferred_until, clock.circle.house), date.max), chair
        if proposal.state != "deferred":
            yield from ((WAITS, day, chair) for day in days_brought_up(since, clock.meetings))


def _back(proposal: Proposal, day: date, house: House) -> date:
    """When the chairs hear that it is back: on its day, or after an outage on the next one with a morning."""
    if proposal.state == "deferred" or proposal.waits_since is None:
        return day
    at = proposal.waits_since.astimezone(house.zone)
    return day if at.date() <= day else next_morning(at, MORNING)


def days_brought_up(since: date, meetings: Sequence[date]) -> Iterator[date]:
    """Working days on which a proposal comes up that waits since then: after 30 days, or the day after two meetings."""
    for _ in range(TIMES):
        passed = [day for day in meetings if day > since][MEETINGS - 1 : MEETINGS]
        since = min([since + PATIENCE, *(day + _DAY for day in passed)])
        yield weekday(since, date.max)


def _since(proposal: Proposal, house: House) -> date:
    return (proposal.waits_since or proposal.proposed_at).astimezone(house.zone).date()


def line(
    session: Session, planned: AnnouncementLine, day: date, *, now: datetime, house: House
) -> tuple[ProposalLine, datetime] | None:
    """What is said on a day of a proposal that waits, with when it is old news; None where nothing is any more."""
    proposal = session.get(Proposal, planned.item_id, populate_existing=True)
    if proposal is None:
        return None
    clock = _clock(session, [proposal], now, house)
    not_after = until(planned, wanted_of_proposal(proposal, clock))
    if not_after is None:
        return None
    return _shown(session, proposal, planned, day, clock), not_after


def settled(
    session: Session, planned: AnnouncementLine, day: date, *, now: datetime, house: House
) -> ProposalLine | SettledLine | None:
    """What came of a proposal that a posted line speaks of and would not speak of now; while nothing has, the line."""
    proposal = session.get(Proposal, planned.item_id, populate_existing=True)
    if proposal is None:
        return None
    if _still(proposal, planned, house):
        return _shown(session, proposal, planned, day, _clock(session, [proposal], now, house))
    into = session.get(Proposal, proposal.into_id) if proposal.into_id else None
    news = NEWS.get(proposal.state) or stands(proposal.state, into.number if into else 0, proposal.deferred_until)
    return SettledLine(proposal.number, _what(proposal), news[0].upper() + news[1:], letter="P")


def _still(proposal: Proposal, planned: AnnouncementLine, house: House) -> bool:
    """Whether a line is as true as when it was said, though others hear of it, or on another day, by now."""
    since = _since(proposal, house)
    if planned.kind == BACK and since == planned.local_date:
        since -= _DAY
    same = ("revise",) if planned.kind == REVISE else WAITING
    return proposal.state in same and since < planned.local_date


def _shown(session: Session, proposal: Proposal, planned: AnnouncementLine, day: date, clock: Clock) -> ProposalLine:
    since = _since(proposal, clock.circle.house)
    return ProposalLine(
        kind=planned.kind,
        number=proposal.number,
        what=_what(proposal),
        by=credited(session, whole(session, proposal)),
        days=(day - since).days,
        meetings=sum(since < met < day for met in clock.meetings),
        until=proposal.deferred_until,
        reason=_asked(session, proposal) if planned.kind == REVISE else "",
    )


def _what(proposal: Proposal) -> str:
    return named(proposal).partition(": ")[2] or f"a {proposal.kind}"


def _asked(session: Session, proposal: Proposal) -> str:
    """What the chairs said when they asked for a revision."""
    past = [entry for entry, _ in journal.history(session, "proposal", proposal.id or 0) if entry.verb == "revise"]
    return past[-1].why if past else ""
