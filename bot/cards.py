"""Frozen data shown to people: what operations give and blocks draw. No Slack, no tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.titles import programme_name
from bot.windows import NOTHING, Window


def listed(names: Iterable[str]) -> str:
    """ "Ana, Ben and Chloe"."""
    every = list(names)
    return " and ".join(filter(None, (", ".join(every[:-1]), *every[-1:])))


def day_in_words(on: date | None) -> str:
    """ "3 March 2022"; empty for none."""
    return f"{on.day} {on:%B %Y}" if on else ""


def long_day(on: date) -> str:
    """ "Thursday 3 March 2022"."""
    return f"{on:%A} {day_in_words(on)}"


def day_and_time(at: datetime) -> str:
    """ "Monday 17 January, 09:00", in the zone the moment is in."""
    return f"{at:%A} {at.day} {at:%B}, {at:%H:%M}"


@dataclass(frozen=True, slots=True)
class OwnerCard:
    """One that holds an action, or is asked to."""

    organisation: str = ""
    """Short name, empty where a person holds it alone."""
    user_id: str = ""
    """The named person, empty where the organisation holds it without one."""
    name: str = ""
    asked: bool = False
    """Asked, and has not answered yet."""


@dataclass(frozen=True, slots=True)
class ActionCard:
    """One action as it stands."""

    id: int
    number: int
    place: str
    """Priority and position, "3.4"; "0.2" for an action of the programme itself."""
    what: str
    who_said: str
    when_said: str
    window: Window
    unread: str
    state: str
    """open, done or dropped."""
    late: bool
    owners: tuple[OwnerCard, ...]
    programme: str
    priority: str
    """The priority's number and title, empty for an action of the programme itself."""
    draft: bool
    """Of a programme that is not adopted yet."""
    outcome: str = ""
    ended_on: date | None = None
    seeking: bool = False
    either: bool = False
    version: int = 1
    later: bool = False
    """Added after its programme was adopted."""
    carried: bool = False
    """It goes on with an action of an earlier programme."""
    may: frozenset[str] = frozenset()
    """The verbs that the person it is shown to may use on it now."""

    @property
    def owned(self) -> bool:
        return any(not owner.asked for owner in self.owners)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of what the journal has of an action or a meeting."""

    at: datetime
    who: str
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """Where an action has moved away from what was adopted: adopted, now, why."""

    field: str
    """What, Who or When."""
    adopted: str
    """As written; empty where nothing was."""
    now: str
    why: str = ""
    who: str = ""
    on: date | None = None
    """The day of the last change of it."""


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action whole."""

    action: ActionCard
    notes: tuple[HistoryLine, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    drifts: tuple[Drift, ...] = ()
    lineage: str = ""
    """Where it comes from: "first set in 2021 H2 as 3.4, carried twice"; empty where it begins here."""
    meeting: int = 0
    """Number of the meeting it is; 0 where it is none."""
    event: bool = False
    """Its words say that it is an event, and the person may make a meeting of it."""
    came_from: int = 0
    """Number of the proposal it was made of; 0 where it was made of none."""
    others: tuple[tuple[str, str], ...] = ()
    """What its document says of it beside what, who and when: indicators, comments, budget, each under its heading."""


@dataclass(frozen=True, slots=True)
class ListCard:
    """Part of a list of actions: header, at most ten rows, and how to see more."""

    title: str
    actions: tuple[ActionCard, ...]
    total: int
    offset: int = 0
    command: str = ""
    """What typed gives this list from its beginning, without the command's name: "list cnrs"."""
    empty: str = ""
    """What to say where there is nothing: something useful."""
    also: "ListCard | None" = None
    """A second list under the first: my organisation's under mine."""
    heading: str = ""
    """Shown above the title: the programme, and that it is a draft."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Several things match; one of them was meant."""

    asked: str
    """What was typed."""
    options: tuple[tuple[str, str], ...]
    """(label, what to type after the verb)."""
    noun: str = "actions"
    more: bool = False
    """More match than are offered."""

    @property
    def count(self) -> str:
        """ "3", or "more than 8"."""
        return f"more than {len(self.options)}" if self.more else str(len(self.options))


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made: said as it is now stored, then the way back."""

    sentence: str
    action: ActionCard | None = None
    undo: int = 0
    """The journal entry that [Undo] takes back; 0 where there is no way back."""
    also: tuple[str, ...] = ()
    """Further sentences: how a date was read, who has been told."""
    doubt: bool = False
    """The reading of the date is worth a look by who wrote it."""


@dataclass(frozen=True, slots=True)
class Sure:
    """A change that many have heard of: it is taken back only when its button is pressed."""

    summary: str
    entry: int


@dataclass(frozen=True, slots=True)
class FormCard:
    """What a form is opened with."""

    action: ActionCard | None = None
    priorities: tuple[tuple[str, str], ...] = ()
    """(number, title) to choose from."""
    what: str = ""
    who: str = ""
    when: str = ""
    priority: str = ""
    why: str = ""
    needs_why: bool = False
    """The programme is adopted: a change of date, owner or scope carries a reason."""
    who_needs_why: bool = False
    """Somebody holds it in an adopted programme: asking another carries a reason."""
    hands_over: bool = False
    """What the person holds of it passes on to who accepts."""


@dataclass(frozen=True, slots=True)
class PriorityCard:
    """A priority with where it stands."""

    number: str
    title: str
    rationale: str
    total: int
    done: int
    late: int
    unowned: int
    when_said: str = ""
    window: Window = NOTHING


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """A programme with its priorities."""

    id: int
    title: str
    state: str
    """draft, adopted or closed."""
    period: tuple[date, date] | None
    period_said: str
    theme: str
    chairs: str
    priorities: tuple[PriorityCard, ...] = ()
    loose: PriorityCard | None = None
    """Actions of the programme itself, under no priority."""
    number: str = ""

    @property
    def name(self) -> str:
        """What it is called in messages; `title` is as its document has it."""
        return programme_name(self.title, self.state)


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting, on its local day and time."""

    number: int
    title: str
    on_date: date
    at_time: time | None
    zone: str
    place: str
    state: str
    when_said: str = ""
    starts_at: datetime | None = None
    """The moment, aware; None for a whole day."""
    last_on: date | None = None
    """The last of several days; None where it is one day."""
    until_time: time | None = None
    """When it ends on its last day, in its own zone; None where nobody said."""
    ends_at: datetime | None = None
    """The moment, aware, where both times are known."""
    series: str = ""
    """How it repeats, in the words it was added with; empty where it is one of its own."""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class MenuCard:
    """What bare `/wp` and the Home tab show."""

    name: str
    programme: ProgrammeCard | None
    mine: tuple[ActionCard, ...]
    mine_total: int
    late: int
    looking: tuple[ActionCard, ...]
    """Some of those that nobody holds."""
    open_total: int
    meetings: tuple[MeetingCard, ...] = ()
    proposals: int = 0
    """How many the queue lists for this person."""
    organisation: str = ""
    chair: bool = False
    member: bool = True
