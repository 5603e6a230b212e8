"""Frozen data of meetings shown to people: lists, pages, agendas, who comes, forms, calendars. No Slack, no tables."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.cards import HistoryLine, MeetingCard


@dataclass(frozen=True, slots=True)
class MeetingsCard:
    """Meetings, a series as one; those that come up earliest first, past ones latest first."""

    meetings: tuple[MeetingCard, ...]
    total: int
    command: str = "/wp"
    past: bool = False
    offset: int = 0
    member: bool = True
    """The person it is shown to may add one."""


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """A meeting as it is now stored, and the way back."""

    sentence: str
    meeting: MeetingCard
    undo: int = 0
    also: tuple[str, ...] = ()
    may: frozenset[str] = frozenset()
    """What the person may do next, by button: "calendar", "onward" (cancel the later ones of the series too)."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One point of an agenda."""

    place: int
    """From 1, in the order it is taken."""
    text: str
    number: str = ""
    """ "#15" or "P7", where it is one of these."""
    minutes: int | None = None
    who: str = ""
    may: bool = False
    """The person it is shown to may take it away or move it."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Who said that they come, or that they can't, by organisation in the order of names."""

    yes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(organisation, names); people without one stand under ""."""
    no: tuple[tuple[str, tuple[str, ...]], ...] = ()
    mine: bool | None = None
    """What the person it is shown to has said; None for nothing yet."""

    @property
    def count(self) -> int:
        return sum(len(names) for _, names in self.yes)


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting whole."""

    meeting: MeetingCard
    agenda: tuple[AgendaLine, ...] = ()
    coming: Coming = Coming()
    actions: tuple[tuple[int, str], ...] = ()
    """(number, what) of the programme's rows it is about."""
    next: tuple[MeetingCard, ...] = ()
    """The next ones of its series."""
    came_from: int = 0
    """Number of the proposal it was made of; 0 where it was made of none."""
    over: bool = False
    added_by: str = ""
    may: frozenset[str] = frozenset()
    """ "answer", "agenda", "change", "outcome": what the person it is shown to may do."""
    history: tuple[HistoryLine, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaCard:
    """The agenda of one meeting, with what was just done to it."""

    meeting: MeetingCard
    items: tuple[AgendaLine, ...]
    sentence: str = ""
    undo: int = 0
    may: bool = False
    """The person it is shown to may add to it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody said of coming, and who comes."""

    meeting: MeetingCard
    coming: Coming
    undo: int = 0


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """What a form about a meeting is opened with."""

    kind: str
    """add, change, cancel, agenda or outcome."""
    meeting: MeetingCard | None = None
    title: str = ""
    when: str = ""
    lasts: str = ""
    where: str = ""
    action: str = ""
    """ "#15", where the meeting is to be made of a row."""
    onward: bool = False
    """The later ones of its series are meant too."""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a calendar, as it is published."""

    uid: str
    sequence: int
    revised_at: datetime
    title: str
    on: date
    at: time | None = None
    last: date | None = None
    until: time | None = None
    zone: str = ""
    place: str = ""
    text: str = ""
    state: str = "confirmed"
    """confirmed, tentative or cancelled."""
    busy: bool = True
    """Whether it takes up the time of whoever has it in the calendar."""


@dataclass(frozen=True, slots=True)
class Published:
    """A calendar as a file or as an address answers with it."""

    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class CalendarCard:
    """Where a calendar is to be had; the file itself where the bot serves no addresses."""

    about: str
    """ "Work programme 2022", "CNRS", "What is yours"."""
    scope: str
    """What typed after `calendar` means the same."""
    address: str = ""
    file: Published | None = None
    sentence: str = ""
    """What was just done."""
