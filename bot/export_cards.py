"""A whole programme as it is given out, and the words by which such a document is known when it comes back."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.cards import ActionCard, Drift, PriorityCard, ProgrammeCard

NUMBER, PERIOD, THEME, CHAIRS, STATUS = "Number", "Period", "Guiding theme", "Chaired by", "Status"
"""Labels of the head, in its order."""
LABELS = (NUMBER, PERIOD, THEME, CHAIRS, STATUS)
NO_NUMBER = "none"
OWN = "Actions of the programme itself"
NOTES = "Notes"
"""Headings of what stands under no priority."""
WHAT, WHO, WHEN = "What?", "Who?", "When?"
HELD, STANDING, ADOPTED, WHY, REFERENCE = "Held by", "Status", "As adopted", "Why changed", "Ref."
STANDINGS = (HELD, STANDING, ADOPTED, WHY, REFERENCE)
"""Columns that say where an action stands: no part of the programme's own words. Any of them may be missing.

Where a document has a column of such a name itself, the last of that name is the one that was added here.
"""
PRIORITY, RATIONALE, PLACE = "Priority", "Rationale", "No."
"""Columns of the list of priorities, and the one that names the priority where actions are one list."""
DONE = "Done"
ACTIONS = "Actions"


@dataclass(frozen=True, slots=True)
class ExportedAction:
    """An action, and where it is not as it was adopted."""

    card: ActionCard
    drifts: tuple[Drift, ...] = ()
    counted: tuple[tuple[str, str], ...] = ()
    """Cells of the document's own columns that count or name its rows ("No."), each under its heading."""
    others: tuple[tuple[str, str], ...] = ()
    """Cells of the document's other columns, in their order: indicators, comments, budget."""


@dataclass(frozen=True, slots=True)
class ExportedPriority:
    card: PriorityCard
    actions: tuple[ExportedAction, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportedProgramme:
    """A programme in its own order and words, with where it stands."""

    card: ProgrammeCard
    period_said: str
    """The period so that it is read as the same days again: as written where that does."""
    numbered: bool
    """The title tells the number, or that there is none."""
    priorities: tuple[ExportedPriority, ...]
    actions: tuple[ExportedAction, ...]
    """Of the programme itself."""
    notes: tuple[str, ...]
    made_at: datetime
    """Aware, in the programme's zone."""
    since: date | None = None
    """The day it was adopted or closed; None for a draft."""

    @property
    def every_action(self) -> tuple[ExportedAction, ...]:
        return (*(action for priority in self.priorities for action in priority.actions), *self.actions)
