"""What was read out of a document: a programme in its own words, and what is doubtful about the reading."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

Period = tuple[date, date]
"""First and last day, both inclusive."""


@dataclass(frozen=True, slots=True)
class DraftAction:
    """One What / Who / When row, every cell as written."""

    what: str
    who: str = ""
    owners: tuple[str, ...] = ()
    """The bodies or people named in `who`, in order."""
    when: str = ""
    place: str = ""
    """Priority number and row ("3.4"), or the row alone where the action belongs to the whole programme."""
    extra: tuple[tuple[str, str], ...] = ()
    """Cells of the columns that are none of the three, each under its header."""
    standing: tuple[tuple[str, str], ...] = ()
    """What a document exported from here says of where it stood then: no part of the programme's words."""
    done: bool = False
    """The row was struck through or its box ticked."""


@dataclass(frozen=True, slots=True)
class DraftPriority:
    title: str
    number: int | None = None
    rationale: str = ""
    when: str = ""
    actions: tuple[DraftAction, ...] = ()

    @property
    def rows(self) -> tuple[DraftAction, ...]:
        """Its actions; a dated priority without any is itself what is to be done."""
        if self.actions or not self.when:
            return self.actions
        return (DraftAction(self.title, when=self.when, place="" if self.number is None else str(self.number)),)


@dataclass(frozen=True, slots=True)
class DraftProgramme:
    title: str = ""
    number: int | None = None
    period: Period | None = None
    period_said: str = ""
    theme: str = ""
    chairs: tuple[str, ...] = ()
    priorities: tuple[DraftPriority, ...] = ()
    actions: tuple[DraftAction, ...] = ()
    """Actions of the programme itself, under no priority."""
    notes: tuple[str, ...] = ()
    """Footnotes and text that is no priority's rationale."""
    unplaced: tuple[str, ...] = ()
    """Text that may have been meant as an action or a priority and could not be told."""

    def every_action(self) -> Iterator[DraftAction]:
        """All actions in the order of the document's priorities, the programme's own last."""
        for priority in self.priorities:
            yield from priority.rows
        yield from self.actions

    @property
    def prepares(self) -> bool:
        """Whether its own rows are steps towards its priorities, which have none."""
        return bool(self.priorities) and not any(priority.actions for priority in self.priorities)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was read and is no action; `why` completes "skipped: "."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class DraftDocument:
    programmes: tuple[DraftProgramme, ...]
    notes: tuple[str, ...] = ()
    """Text before the first of several programmes."""
    joined: tuple[str, ...] = ()
    """Rows that were put together from two, as they now read."""
    skipped: tuple[Skipped, ...] = ()
    headers: tuple[str, ...] = ()
    """The rows that name the columns, as written."""
    remarks: tuple[str, ...] = ()
    """Sentences about the file itself: what in it was left out, or is not seen by those who open it."""


@dataclass(slots=True)
class Reading:
    """What the rooms of the interpreter write down while they read one document."""

    joined: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
