"""What the plan says of a call for proposals: that it closes, who has not answered, and what came in at its end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.announcement_cards import CallCard, CallLine, SettledLine
from bot.cards import day_in_words, listed
from bot.operations.announcements import amend
from bot.operations.occasions import WEEK, next_morning, occasion, weekday
from bot.operations.plan import agree
from bot.operations.receivers import Circle, around
from bot.operations.reminding import until
from bot.operations.traces import title_of
from bot.operations.wanted import Wanted
from bot.turn import House
from storage.models import AnnouncementLine, Call, JournalEntry, Organisation, Person, Proposal
from storage.queries import calls as queries

REMIND = timedelta(days=3)
CLOSES, ANSWER, CLOSED = "closes", "answer", "closed"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answers:
    """What came in on a call, and who could still answer."""

    came: Sequence[tuple[Proposal, str | None]]
    speaking: Sequence[tuple[Person, Organisation]]
    """One for each organisation that has somebody to answer."""

    @property
    def silent(self) -> list[tuple[Person, Organisation]]:
        """Those of organisations that nothing has come from."""
        there = {proposal.organisation_id for proposal, _ in self.came}
        return [(person, home) for person, home in self.speaking if home.id not in there]


def answers_of(session: Session, call: Call) -> Answers:
    """What came in so far; the contact of each organisation, else its deputy, speaks for it."""
    first = {home.id: (person, home) for person, home in reversed(queries.spoken_for(session))}
    return Answers(queries.answers(session, [call.id or 0]), sorted(first.values(), key=lambda one: one[1].short_name))


def wind(session: Session, *, now: datetime, house: House) -> None:
    """Once a day: calls whose last day is over are closed, and what is said of all of them is planned."""
    today = now.astimezone(house.zone).date()
    over = queries.over(session, today)
    for call in over:
        call.state, call.closed_at = "closed", now
        call.version += 1
        session.add(call)
        summary = f"C{call.number} closed, as its last day was over"
        entry = JournalEntry(at=now, person_id=None, verb="end", noun="call", noun_id=call.id or 0, summary=summary)
        entry.undone = True
        session.add(entry)
    session.flush()
    for call in queries.to_say(session, today - timedelta(days=60)):
        _plan(session, call, now, house)
    amend(session, "call", [call.id for call in over], now)


def plan_call(session: Session, call: Call, *, now: datetime, house: House) -> None:
    """Make the plan agree with a call as it is now. Call in every unit that changes one or its answers, after the
    change.
    """
    session.flush()
    _plan(session, call, now, house)
    amend(session, "call", [call.id], now)


def _plan(session: Session, call: Call, now: datetime, house: House) -> None:
    assert call.id is not None
    circle = around(session, (), now=now, house=house)
    agree(session, "call", [(call.id, wanted_of_call(call, answers_of(session, call), circle))], now)


def wanted_of_call(call: Call, answers: Answers, circle: Circle) -> Wanted:
    """Every occasion on which channel or people hear of a call, past ones too."""
    house = circle.house
    opened = call.opened_at.astimezone(house.zone).date()
    warned = weekday(call.closes_on - REMIND, call.closes_on)
    end = (call.closes_on + _DAY, house.digest_at)
    said = []
    if call.state == "open" and warned > opened:
        said.append((call.channel, occasion(CLOSES, 0, warned, end, house.zone, at=house.digest_at)))
        for person, _ in answers.silent:
            if found := circle.listening(person, warned):
                at, zone = circle.place(found[0])
                if found[1] <= call.closes_on:
                    said.append((found[0].user_id, occasion(ANSWER, 0, found[1], end, zone, at=at)))
    elif call.closed_at and (ended := call.closed_at.astimezone(house.zone)).date() > call.closes_on:
        day = weekday(next_morning(ended, house.digest_at), date.max)
        said.append(
            (call.channel, occasion(CLOSED, 0, day, (day + WEEK, house.digest_at), house.zone, at=house.digest_at))
        )
    return Wanted(call.version, tuple(said))


def line(
    session: Session, planned: AnnouncementLine, day: date, *, now: datetime, house: House
) -> tuple[CallLine, datetime] | None:
    """What is said on a day of a call, with when it is old news; None where nothing is any more."""
    call = session.get(Call, planned.item_id, populate_existing=True)
    if call is None:
        return None
    answers = answers_of(session, call)
    circle = around(session, (), now=now, house=house)
    not_after = until(planned, wanted_of_call(call, answers, circle))
    if not_after is None:
        return None
    homes = _spoken_for(answers.silent, planned, circle)
    left = (call.closes_on - day).days
    return CallLine(planned.kind, card_of(call, answers), left, ", ".join(homes)), not_after


def settled(session: Session, planned: AnnouncementLine, *, now: datetime, house: House) -> SettledLine | None:
    """What came of a call that a posted line speaks of and would not speak of now."""
    call = session.get(Call, planned.item_id, populate_existing=True)
    if call is None:
        return None
    answers = answers_of(session, call)
    homes = _spoken_for(answers.speaking, planned, around(session, (), now=now, house=house))
    if call.state == "closed":
        news = f"Closed on {day_in_words(closed_on(call, house))}. {card_of(call, answers).came_in}"
    elif planned.kind == ANSWER and homes:
        news = f"{listed(homes)} {'have' if len(homes) > 1 else 'has'} proposed"
    else:
        news = f"Open until {day_in_words(call.closes_on)}"
    return SettledLine(call.number, call.title, news, letter="C")


def closed_on(call: Call, house: House) -> date:
    """The day a closed call ended: its last one, or that on which chairs ended it before."""
    return min(call.closes_on, call.closed_at.astimezone(house.zone).date()) if call.closed_at else call.closes_on


def _spoken_for(
    speaking: Sequence[tuple[Person, Organisation]], planned: AnnouncementLine, circle: Circle
) -> list[str]:
    """Short names of those organisations that the receiver of a line answers for."""
    return [
        home.short_name
        for person, home in speaking
        if (found := circle.listening(person, planned.local_date)) and found[0].user_id == planned.receiver
    ]


def card_of(call: Call, answers: Answers, opened_by: str = "", may: frozenset[str] = frozenset()) -> CallCard:
    """The call as everybody may see it."""
    came = answers.came
    return CallCard(
        number=call.number,
        title=call.title,
        state=call.state,
        closes_on=call.closes_on,
        channel=call.channel,
        opened_by=opened_by,
        proposals=tuple((one.number, "a contact" if one.kind == "contact" else title_of(one)) for one, _ in came),
        organisations=tuple(Counter(name for _, name in came if name).most_common()),
        silent=tuple(home.short_name for _, home in answers.silent),
        may=may,
    )
