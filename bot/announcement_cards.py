"""Frozen data of what the bot says by itself and is going to say, and of calls for proposals. No Slack, no tables."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.cards import MeetingCard, listed
from bot.windows import Window


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """An open action whose window closes."""

    number: int
    what: str
    who_said: str
    holders: tuple[str, ...]
    """Those who hold it, by name."""
    when_said: str
    window: Window
    days_left: int
    """Until the last day, seen from the day the line is said; 0 on the day."""
    asked: tuple[str, ...] = ()  # to take it, and have not answered, by name


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting that comes up."""

    meeting: MeetingCard
    days_left: int
    agenda: tuple[str, ...] = ()
    """Its points in a few words each, where it is near."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Words that somebody, or the bot, said to the receiver. Plain; made inert when shown."""

    words: str
    item: str = ""
    """"action", "meeting", "proposal" or "person", where they are about one."""
    number: int = 0
    press: str = ""
    """What the button says after its verb, where that is no number: whom to confirm, and where."""
    answer: str = ""
    """Of a request that stands in Slack and is settled by now: what came of it and by whom."""


@dataclass(frozen=True, slots=True)
class UnclaimedLine:
    """An open action that looks for somebody."""

    number: int
    what: str
    who_said: str
    when_said: str
    window: Window


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """An action that a person is reminded of."""

    kind: str
    """deadline, late, later, date, unread, ongoing; for the chairs unanswered, unheard, nobody."""
    number: int
    what: str
    when_said: str
    window: Window
    days_left: int | None
    """Until it closes, seen from the day it is said; for "date", until it opens. None where that is unknown."""
    why: str
    """Why this person hears of it: "You hold it for CNRS"; for the chairs, whose word is missing."""
    last: bool = False
    """The last of its kind before the chairs hear of it."""
    may: bool = True
    """The person may change the action; who only stands in for somebody may not."""
    held: bool = True  # by anybody


@dataclass(frozen=True, slots=True)
class SettledLine:
    """What became of an action, a meeting, a proposal or a call since a message spoke of it."""

    number: int
    what: str
    news: str
    """ "Done", "Taken by CNRS", "Now 31 March 2022"; plain words."""
    letter: str = "#"
    """M for a meeting, P for a proposal, C for a call."""

    @property
    def name(self) -> str:
        return f"{self.letter}{self.number}"


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """Several actions of a programme in one line, for the chairs."""

    kind: str
    """"closed before" its adoption, or "nobody named"."""
    programme: str
    actions: tuple[tuple[int, str], ...]
    """(number, what)."""


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal that somebody owes an answer to."""

    kind: str
    """"waits" or "back" (it was put off), for the chairs; "revise" for who proposed it."""
    number: int
    what: str
    by: str
    """Everybody whose proposal it is, by name."""
    days: int
    """That it has waited."""
    meetings: int = 0
    """That have passed since."""
    until: date | None = None
    """The day it was put off to."""
    reason: str = ""
    """What the chairs asked for."""


NEXT = "The chairs look at {} now, and whoever proposed hears by direct message what they decide."


@dataclass(frozen=True, slots=True)
class CallCard:
    """A call for proposals, with what came in."""

    number: int
    title: str
    state: str
    """open or closed."""
    closes_on: date
    channel: str
    """C… id."""
    opened_by: str = ""
    proposals: tuple[tuple[int, str], ...] = ()
    """(number, words); of a contact only that it is one."""
    organisations: tuple[tuple[str, int], ...] = ()
    """(short name, how many)."""
    silent: tuple[str, ...] = ()
    """Short names of the organisations that have somebody to answer, and have not."""
    may: frozenset[str] = frozenset()
    """propose, close."""

    @property
    def came_in(self) -> str:
        """How many came in and from whom, in plain words; once it is closed, which, and what happens next."""
        count, names = len(self.proposals), [f"{name} ({many})" for name, many in self.organisations]
        if not count:
            return "Nothing has come in yet." if self.state == "open" else "Nothing came in."
        homes = listed(names)
        came, them = (f"{count} proposals", "them") if count > 1 else ("One proposal", "it")
        if self.state == "open":
            return f"{came} so far{f', from {homes}' if homes else ''}."
        numbers = ", ".join(f"P{number}" for number, _ in self.proposals[:30])
        return f"{came} came in{f', from {homes}' if homes else ''}: {numbers}. {NEXT.format(them)}"


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call that closes, or has closed."""

    kind: str
    """"closes", to the channel; "answer", to whoever speaks for an organisation that has not; "closed"."""
    call: CallCard
    days_left: int
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class CallsCard:
    """Calls for proposals, open ones first."""

    calls: tuple[CallCard, ...]
    chair: bool = False
    command: str = "/wp"


@dataclass(frozen=True, slots=True)
class CallChange:
    """A call as it is now, and the way back."""

    sentence: str
    call: CallCard
    undo: int = 0
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallForm:
    """What the form of a call is opened with."""

    title: str = ""
    until: str = ""
    channel: str = ""


Line = (
    DeadlineLine
    | UnclaimedLine
    | MeetingLine
    | ReminderLine
    | SettledLine
    | SummaryLine
    | ProposalLine
    | CallLine
    | SpokenLine
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One message as it would be sent now."""

    kind: str
    """digest, meeting, trouble, asked; told and whatever else."""
    receiver: str
    due_at: datetime
    """Aware, in the zone the day is told in."""
    lines: tuple[Line, ...]
    late: bool = False
    words: str = ""
    """What a chair wants said first; plain."""
    key: str = ""
    """Names the message, for the buttons of whoever may change it."""
    until: date | None = None
    """The last day of what was collected into this message after an outage; None where it is its own day's only."""


@dataclass(frozen=True, slots=True)
class MessageForm:
    """A planned message, with all that a chair can change in it."""

    key: str
    notice: Notice
    day: date
    at: time
    """In the zone the message is told in."""
    words: str
    lines: tuple[tuple[int, Line, bool], ...]
    """(id, line, whether it is left out)."""


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """A planned message as it is to be now."""

    sentence: str
    notice: Notice
    undo: int = 0


@dataclass(frozen=True, slots=True)
class UpcomingCard:
    """Every message that is planned up to a day, earliest first."""

    until: date
    notices: tuple[Notice, ...]
    more: int = 0
    """Planned in that time, but not shown."""


@dataclass(frozen=True, slots=True)
class TroubleLine:
    """A message that did not go out, or not surely."""

    kind: str
    receiver: str
    due_at: datetime
    """Aware, in the programme's zone."""
    items: tuple[str, ...]
    """What it was about: "#15", "M3"."""
    state: str
    """"missed", "left out" (by a chair) or "waiting"."""
    reason: str


@dataclass(frozen=True, slots=True)
class StatusCard:
    """What could not be sent and why, and whether the sender is alive."""

    troubles: tuple[TroubleLine, ...]
    waiting: int
    """Messages that are due and not sent yet."""
    last_beat: datetime | None
    """Aware, in the programme's zone; None where no sender has ever run."""
    broken: tuple[tuple[str, str], ...] = ()
    """(receiver, reason) of those that nothing gets through to."""
    blind: tuple[tuple[str, str], ...] = ()
    """(receiver, scope) of those where the bot cannot see what stands there, for want of a scope."""
    channel: str = ""
    """C… id of the channel that is told; empty where none is set."""
