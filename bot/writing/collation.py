"""The collation sheet for a chairs' meeting, and the outreach register, as files."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from bot.cards import day_in_words, long_day
from bot.proposal_cards import CollationSheet, HeldCard, ProposalCard
from bot.register_cards import EntryCard
from bot.writing.document import Document, Heading, Paragraph, Part, Table, Value

FORMATS = ("docx", "md", "xlsx")
KINDS = {"event": "Events", "contact": "Contacts", "media": "Media channels", "idea": "Ideas"}
DETAILS = {
    "place": "Where",
    "office": "Organisation",
    "role": "Role",
    "known": "How we know them",
    "audience": "Audience",
}
_HEAD = ("No.", "Proposal", "Proposed by", "Supported by", "Looks like", "Decision")
_WIDTHS = (5, 46, 15, 13, 8, 25)
_REGISTER = (
    ("No.", 5),
    ("Name", 18),
    ("Organisation", 18),
    ("Role or audience", 18),
    ("Link", 18),
    ("Suggested by", 15),
    ("Approached by", 13),
    ("When", 12),
    ("Result", 25),
)


def drawn(document: Document, kind: str) -> bytes:
    """The file's bytes; `kind` is one of FORMATS."""
    if kind == "xlsx":
        from bot.writing.sheets import as_workbook

        return as_workbook(document)
    if kind == "md":
        from bot.writing.markdown import as_markdown

        return as_markdown(document).encode()
    from bot.writing.docx import as_docx

    return as_docx(document)


def sheet(card: CollationSheet, kind: str) -> bytes:
    """The collation sheet: a table for each kind and priority; in a workbook one table, which can be sorted."""
    title = "Proposals for the chairs' meeting"
    count = len(card.rows)
    on = long_day(card.made_at)
    open_ = f"{count} proposals are" if count != 1 else "One proposal is"
    head: tuple[Part, ...] = (
        Heading(title, 1),
        Paragraph(f"{open_ if count else 'No proposal is'} open on {on}."),
    )
    tables = (_one_table(card),) if kind == "xlsx" else tuple(_tables(card))
    return drawn(Document(title, (*head, *(tables if count else ())), card.made_at), kind)


def _tables(card: CollationSheet) -> Iterator[Part]:
    for (kind, priority), rows in groupby(card.rows, lambda row: (row[0].kind, row[0].priority)):
        yield Heading(f"{KINDS[kind]}{f' under {priority}' if priority else ''}", 2)
        yield Table(_HEAD, tuple(_dated(card, *row) for row in rows), _WIDTHS)


def _dated(card: CollationSheet, one: ProposalCard, parts: Sequence[ProposalCard]) -> tuple[Value, ...]:
    """A row that says since when, where there is no column for it."""
    number, text, by, *more = _row(card, one, parts)
    return number, text, f"{by}\n{day_in_words(one.proposed_at)}", *more


def _one_table(card: CollationSheet) -> Table:
    rows: list[tuple[Value, ...]] = []
    for one, parts in card.rows:
        number, text, by, *more = _row(card, one, parts)
        rows.append((KINDS[one.kind], one.priority, number, text, by, one.proposed_at.date(), *more))
    head = ("Kind", "Priority", *_HEAD[:3], "Proposed on", *_HEAD[3:])
    return Table(head, tuple(rows), (9, 14, *_WIDTHS[:3], 11, *_WIDTHS[3:]))


def _row(card: CollationSheet, one: ProposalCard, parts: Sequence[ProposalCard]) -> tuple[str, ...]:
    everybody = dict.fromkeys(_by(proposal) for proposal in (one, *parts))
    looks = [f"P{number}" for number in one.alike]
    text = "\n".join((*_said(one), *(line for part in parts for line in _part(part))))
    held = [_decided(decision) for decision in card.held if decision.proposal.number == one.number]
    cells = text, "\n".join(everybody), "\n".join(one.support), "\n".join(looks), "\n".join(held)
    return f"P{one.number}", *cells


def _decided(card: HeldCard) -> str:
    """What stands already where the decision would be written; empty for all others."""
    return f"Held by {card.by}: {card.said}" + (f". “{card.reason}”" if card.reason else "")


def _said(card: ProposalCard) -> Iterator[str]:
    yield card.text
    named = [("When", card.when_said), *((DETAILS[name], said) for name, said in card.details.items())]
    named += [("Why", card.why), ("Link", card.link)]
    yield from (f"{name}: {said}" for name, said in named if said)
    if card.state not in ("received", "considered"):
        yield f"State: {card.standing}"


def _part(card: ProposalCard) -> Iterator[str]:
    how = "Merged with it" if card.state == "merged" else "The same as"
    first, *more = (line for line in _said(card) if not line.startswith("State: "))
    yield f"{how}: P{card.number}, {_by(card)}: {first}"
    yield from more


def _by(card: ProposalCard) -> str:
    return f"{card.proposer} ({card.organisation})" if card.organisation else card.proposer


def register(entries: Sequence[EntryCard], made_at: datetime, kind: str) -> bytes:
    """The outreach register: who is to be approached, who did it when, and what came of it."""
    title = "Outreach register"
    count = f"{len(entries)} entries" if len(entries) != 1 else "One entry"
    parts: list[Part] = [Heading(title, 1), Paragraph(f"{count} on {day_in_words(made_at)}.")]
    head, widths = tuple(name for name, _ in _REGISTER), tuple(width for _, width in _REGISTER)
    if kind == "xlsx":
        rows = tuple((_ENTRY_KINDS[one.kind], *_entry(one)) for one in entries)
        parts.append(Table(("Kind", *head), rows, (8, *widths)))
    else:
        for name, several in groupby(sorted(entries, key=lambda one: one.kind), lambda one: one.kind):
            parts += [Heading(KINDS[name], 2), Table(head, tuple(map(_entry, several)), widths)]
    return drawn(Document(title, tuple(parts), made_at), kind)


_ENTRY_KINDS = {"contact": "Contact", "media": "Media"}


def _entry(card: EntryCard) -> tuple[Value, ...]:
    by = f"{card.suggested_by} ({card.suggested_for})" if card.suggested_for else card.suggested_by
    came = f"\nfrom P{card.proposal}" if card.proposal else ""
    name = "The personal data were erased" if card.erased else card.name
    about = card.role or card.audience
    return (
        f"R{card.number}",
        name,
        card.office,
        about,
        card.link,
        f"{by}{came}",
        card.approached_by,
        card.approached_said,
        card.result,
    )
