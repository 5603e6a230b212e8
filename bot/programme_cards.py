"""Frozen data shown to people about documents and whole programmes: previews, differences, checks. No tables."""

from dataclasses import dataclass, field

from bot.cards import ProgrammeCard


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a document that a person should look at before it is stored."""

    kind: str
    """no date read, outside the period, nobody holds it, new organisations, not placed, and the like."""
    where: str
    text: str
    name: str = ""
    """Names the choice it leaves; empty where there is only to look at it."""
    options: tuple[tuple[str, str], ...] = ()
    """(value, words) to choose from."""
    chosen: str = ""
    count: int = 1
    """How many things it speaks of."""


@dataclass(frozen=True, slots=True)
class RowLine:
    """One What / Who / When row of a document, or an action as it is stored."""

    place: str
    what: str
    who: str = ""
    when: str = ""
    number: int = 0
    """The action's number; 0 for a row that is not stored yet."""
    others: str = ""
    """What the document's other columns say of it, each under its heading."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing a newer version says differently."""

    field: str
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """Something stored that a newer version says differently: an action (number), a priority, or the programme."""

    name: str
    changes: tuple[FieldChange, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Gone:
    """An action that a newer version no longer has, and what is to become of it."""

    row: RowLine
    name: str
    """Names the choice."""
    chosen: str = "keep"
    """keep or drop."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a newer version of a stored programme would change; nothing else is touched."""

    programme: ProgrammeCard
    head: tuple[FieldChange, ...] = ()
    priorities: tuple[Changed, ...] = ()
    new_priorities: tuple[str, ...] = ()
    gone_priorities: tuple[str, ...] = ()
    new: tuple[RowLine, ...] = ()
    changed: tuple[Changed, ...] = ()
    gone: tuple[Gone, ...] = ()
    stays: tuple[str, ...] = ()
    """What people did here that the document does not know of, in sentences; it stays."""
    same: int = 0
    """Rows that are as they were."""

    @property
    def empty(self) -> bool:
        """Nothing would change."""
        return not (
            self.head
            or self.priorities
            or self.new_priorities
            or self.gone_priorities
            or self.new
            or self.changed
            or self.gone
        )


@dataclass(frozen=True, slots=True)
class ProgrammePreview:
    """One programme of a document as it was understood."""

    card: ProgrammeCard
    rows: tuple[RowLine, ...]
    doubts: tuple[Doubt, ...] = ()
    known: bool = False
    """Stored already, just so: loading it changes nothing."""
    version: Doubt | None = None
    """Whether it is a new version of a stored programme; None where none comes near."""
    difference: Difference | None = None
    """Where it is one."""


@dataclass(frozen=True, slots=True)
class LoadPreview:
    """A document as it was understood, before anything is stored."""

    source: str
    programmes: tuple[ProgrammePreview, ...]
    remarks: tuple[str, ...] = ()
    """About the file, what was joined, and what was skipped and why."""
    token: str = ""
    """Names the waiting document, for [Load as draft]."""
    page: int = 1
    notice: str = ""
    """What stands in the way of loading it."""
    seen: str = ""
    """Stands for what it would change, so that nothing else is changed than what was shown."""

    @property
    def actions(self) -> int:
        return sum(len(one.rows) for one in self.programmes)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return tuple(doubt for one in self.programmes for doubt in one.doubts)


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that somebody sent, which may be loaded."""

    preview: LoadPreview


@dataclass(frozen=True, slots=True)
class Loaded:
    """What an import did."""

    programmes: tuple[ProgrammeCard, ...]
    stored: int
    """Actions stored now."""
    unchanged: tuple[str, ...] = field(default=())
    """Titles of programmes that were stored already."""
    revised: tuple[str, ...] = ()
    """What became of newer versions, a sentence each."""
    also: tuple[str, ...] = ()
    undo: int = 0


@dataclass(frozen=True, slots=True)
class Steered:
    """What became of a programme, and the programmes it is about."""

    sentence: str
    programmes: tuple[ProgrammeCard, ...]
    undo: int = 0
    current: int = 0
    """Id of the programme the person looks at, where all are listed."""
    also: tuple[str, ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()
    """What to do next: (words, what to type after `programme`)."""
    chair: bool = False
    """Whoever looks may load, adopt and close."""


@dataclass(frozen=True, slots=True)
class LoadForm:
    """Ask for the document."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a programme that wants a look before it is adopted, with what to do."""

    kind: str
    text: str
    remedy: str
    number: int = 0
    """The action it is about; 0 where it is about something else."""


@dataclass(frozen=True, slots=True)
class CheckCard:
    """What is to be looked at in a programme before it is adopted; part of the list."""

    programme: ProgrammeCard
    findings: tuple[Finding, ...]
    total: int
    offset: int = 0
    chair: bool = False


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """An open action of a programme that is about to be closed, and what is to become of it."""

    row: RowLine
    chosen: str = "keep"
    """keep, drop or leave."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ClosingForm:
    """Ask what becomes of each open action; part of them."""

    programme: ProgrammeCard
    rows: tuple[ClosingRow, ...]
    total: int
    token: str
    page: int = 1
    pages: int = 1
    notice: str = ""
    """What stands in the way of closing it."""
