"""Programmes as they are given out, made from what was read or drawn at random."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from bot.cards import ActionCard, PriorityCard, ProgrammeCard
from bot.export_cards import ExportedAction, ExportedPriority, ExportedProgramme
from bot.reading.documents.clean import is_filler, tidy, without_controls
from bot.reading.documents.draft import DraftAction, DraftPriority, DraftProgramme
from bot.reading.documents.head import number_in
from bot.windows import NOTHING

COUNTED = ("No.", "ID")
MADE = datetime(2022, 3, 12, 9, 30, tzinfo=UTC)


def an_export(draft: DraftProgramme, *, state: str = "adopted") -> ExportedProgramme:
    """The programme as it would be given out had it been loaded and adopted."""
    number = "" if draft.number is None else str(draft.number)
    days = f"{draft.period[0]} to {draft.period[1]}" if draft.period else ""
    card = ProgrammeCard(
        id=1,
        title=draft.title,
        state=state,
        period=draft.period,
        period_said=draft.period_said,
        theme=draft.theme,
        chairs=" / ".join(draft.chairs),
        number=number,
    )
    return ExportedProgramme(
        card=card,
        period_said=f"{draft.period_said} ({days})" if draft.period_said and days else draft.period_said or days,
        numbered=number_in(draft.title) == draft.number,
        priorities=tuple(
            ExportedPriority(
                PriorityCard(str(one.number), one.title, one.rationale, 0, 0, 0, 0, one.when),
                tuple(map(an_action, one.actions)),
            )
            for one in draft.priorities
        ),
        actions=tuple(map(an_action, draft.actions)),
        notes=draft.notes,
        made_at=MADE,
        since=date(2022, 1, 10),
    )


def an_action(draft: DraftAction, **more: Any) -> ExportedAction:
    known: dict[str, Any] = {
        "id": 1,
        "number": 15,
        "place": "1.1",
        "what": draft.what,
        "who_said": draft.who,
        "when_said": draft.when,
        "window": NOTHING,
        "unread": "",
        "state": "done" if draft.done else "open",
        "late": False,
        "owners": (),
        "programme": "Programme",
        "priority": "1. Priority",
        "draft": False,
    }
    counted = tuple(cell for cell in draft.extra if cell[0] in COUNTED)
    others = tuple(cell for cell in draft.extra if cell[0] not in COUNTED)
    return ExportedAction(ActionCard(**{**known, **more}), (), counted, others)


PIECES = st.sampled_from(
    [
        "|", "||", "\\", "\\|", "*", "**", "_", "~~", "`", "[x]", "[^1]", "[a](b)", "{: .c}", "<b>", "</td>", "&amp;",
        "&", "#", "# ", "- ", "1. ", "> ", "+", "=1+1", "=", "@a", "-5", "'", "'=", '"', "“", ",", ";", "\t", "\n",
        "7.1", "n°3", "2022-03-04", "04/03/2022", "What?", "Who?", "Priority", "Notes", "Theme: ", "1. Priority: ",
        "tbc", "½", "m²", "¹", "CNRS", "DLR-PT", " / ", " and ", "---", "…", "é", "ß", "漢字", "שלום", "مرحبا", "🙂",
        "\u202e", "\u200f", "_x000D_", "(table continued below)", "Total", "→", " to ", "==", "__", "![i](j)",
        "http://a.org/b_c", "$x$", "%",
    ]
)  # fmt: skip
_ANY = st.one_of(PIECES, st.text(max_size=6))


def words(*, empty: bool = False, lines: bool = True) -> st.SearchStrategy[str]:
    """Any words that a cell may hold and that readers tell from fillers; tidy, as all that is stored."""
    made = st.lists(_ANY, max_size=6).map(lambda pieces: tidy(without_controls("".join(pieces))))
    if not lines:
        made = made.map(lambda text: " ".join(text.split()))
    filled = made.map(lambda text: "" if is_filler(text) else text)
    return filled if empty else filled.filter(bool)


NAMES = st.sampled_from([*COUNTED, "Status", "Held by", "Ref.", "When?", "Why changed", "Notes"]) | words(lines=False)
"""Headings of a document's other columns: those that are also written here, those that count, and any."""


@st.composite
def _lists(draw: st.DrawFn) -> tuple[DraftAction, ...]:
    """The rows of one table, with other columns than those three, some of their cells empty."""
    names = draw(st.lists(NAMES, unique=True, max_size=3).map(_as_one_writes))
    rows = draw(st.lists(st.tuples(words(), words(empty=True), words(empty=True), st.booleans()), max_size=3))
    return tuple(
        DraftAction(what, who, (), when, done=done, extra=_cells(draw, names)) for what, who, when, done in rows
    )


def _as_one_writes(names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: name not in COUNTED)


def _cells(draw: st.DrawFn, names: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name in names if (text := draw(words(empty=True))))


LISTS = _lists()


@st.composite
def programmes(draw: st.DrawFn) -> DraftProgramme:
    """A programme with words of every kind, as many priorities as people have, and as many actions."""
    priorities = tuple(
        DraftPriority(draw(words()), number, draw(words(empty=True)), draw(words(empty=True)), draw(LISTS))
        for number in draw(st.lists(st.integers(1, 40), unique=True, max_size=3))
    )
    first = draw(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
    last = draw(st.dates(first, date(2091, 1, 1)))
    return DraftProgramme(
        title=draw(words()),
        number=draw(st.none() | st.integers(0, 999)),
        period=draw(st.none() | st.just((first, last))),
        theme=draw(words(empty=True)),
        chairs=tuple(draw(st.lists(words().filter(lambda name: "/" not in name), max_size=3))),
        priorities=priorities,
        actions=draw(LISTS),
        notes=tuple(draw(st.lists(words(lines=False), max_size=2))),
    )
