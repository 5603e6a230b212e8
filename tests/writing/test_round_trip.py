"""What is given out is read back as the same programme, whatever its words and whatever the kind of file."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from bot.reading.documents import read_document
from bot.reading.documents.draft import DraftAction, DraftPriority, DraftProgramme
from bot.reading.documents.fingerprint import fingerprint
from bot.writing.export import FORMATS, export
from tests.reading.documents import CERN, H1_2022, H2_2021, seed
from tests.writing.made import an_export, programmes


def bare(action: DraftAction) -> DraftAction:
    """An action's own words, its other cells under their headings, and whether it is done."""
    extra = tuple(sorted(action.extra))
    return DraftAction(action.what, action.who, (), action.when, done=action.done, extra=extra)


def said(programme: DraftProgramme) -> DraftProgramme:
    """A programme's own words."""
    priorities = tuple(replace(one, actions=tuple(map(bare, one.actions))) for one in programme.priorities)
    return replace(programme, priorities=priorities, actions=tuple(map(bare, programme.actions)))


def back(programme: DraftProgramme, kind: str, *, state: str = "adopted") -> DraftProgramme:
    read = read_document(export(an_export(programme, state=state), kind), f"programme.{kind}")
    assert len(read.programmes) == 1
    return read.programmes[0]


ODD = DraftProgramme(
    title="# 1. Priority: Theme: #",
    number=7,
    theme="=1+1 | “a” [x] {: .c} [^1] <b>&amp;</b> \\",
    chairs=("CNRS", "Status: Draft"),
    priorities=(
        DraftPriority(
            "Notes\nWhat?", 12, "1. Priority: no\n- a\nWhen: 7.1", "2022-03-04", (DraftAction("What?", "Who?"),)
        ),
        DraftPriority("שלום", 3, "", "", (DraftAction("'=a", "-b", (), "'@c"), DraftAction("Total", "", (), "[tbc]"))),
        DraftPriority(
            "Columns",
            5,
            actions=(
                DraftAction("a", extra=(("No.", "7.1"), ("Status", "Done"), ("=Cost\n| €", "=1+1"), ("When?", "-5"))),
                DraftAction("b", done=True, extra=(("Held by", "CNRS"), ("Ref.", "#15"), ("When?", "x | y"))),
            ),
        ),
    ),
    actions=(DraftAction("7.1 (table continued below)", "a,\nb", (), "_x000D_", done=True),),
    notes=("Guiding theme: x", "2. y"),
)


@given(programme=programmes())
@example(programme=ODD)
@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow])
def test_any_programme_comes_back_as_it_was_from_every_kind_of_file(programme: DraftProgramme) -> None:
    for kind in FORMATS:
        assert said(back(programme, kind)) == said(programme), kind


@pytest.mark.parametrize("state", ["draft", "adopted", "closed"])
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", [H1_2022, H2_2021, CERN])
def test_every_seed_comes_back_as_it_was(shared: Path, name: str, kind: str, state: str) -> None:
    original = read_document(seed(shared, name), name)
    for programme in original.programmes:
        again = back(programme, kind, state=state)
        assert said(replace(again, unplaced=programme.unplaced)) == said(
            replace(programme, notes=tuple(line for note in programme.notes for line in note.split("\n")))
        )
        one, two = (replace(original, programmes=(each,)) for each in (programme, again))
        assert fingerprint(one) == fingerprint(two)
