"""The development cases of real planning documents and of other projects' test suites, where they are at hand."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.reading.when import Context, read_when
from bot.windows import Window

Case = dict[str, Any]


def cases(shared: Path, name: str) -> list[Case]:
    return [json.loads(line) for line in (shared / "dates" / name).read_text(encoding="utf-8").splitlines() if line]


def read(case: Case) -> Window:
    period = case.get("period")
    days = (date.fromisoformat(period[0]), date.fromisoformat(period[1])) if period else None
    return read_when(case["text"], Context(date.fromisoformat(case["ref"]), days, case["lang"])).window


def matches(window: Window, days: list[str | None]) -> bool:
    start, end = (date.fromisoformat(day) if day else None for day in days)
    given = (window.start, window.end or window.start)
    return (start is None or given[0] == start) and (end is None or given[1] == end)


def judged(case: Case) -> str:
    window = read(case)
    accepted = [[case["start"], case["end"]], *case.get("alt", [])]
    if case["start"] is None and case["end"] is None:
        invented = window.dated and not any(matches(window, days) for days in accepted[1:] if any(days))
        return "invented" if invented else "silent"
    if not window.dated:
        return "none"
    return "exact" if any(matches(window, days) for days in accepted if any(days)) else "wrong"


def shares(found: list[str]) -> dict[str, float]:
    dated = [mark for mark in found if mark not in ("silent", "invented")]
    return {mark: 100 * dated.count(mark) / len(dated) for mark in ("exact", "wrong", "none")}


def test_real_planning_phrases_are_read_and_none_is_invented(shared: Path) -> None:
    planned = cases(shared, "dev_planning.jsonl")
    marks = [judged(case) for case in planned]
    assert shares(marks)["exact"] >= 99
    assert shares(marks)["wrong"] <= 1
    assert "invented" not in marks
    assert all(judged(case) in ("exact", "silent") for case in planned if case["source"].startswith("seed"))


def test_flags_are_raised_where_they_belong_and_nowhere_else(shared: Path) -> None:
    for case in cases(shared, "dev_planning.jsonl"):
        window = read(case)
        for flag in ("tentative", "ongoing", "recurring"):
            if case[flag] is not None:
                assert getattr(window, flag) == case[flag], (flag, case["text"])


@pytest.mark.parametrize(("lang", "exact"), [("en", 99), ("fr", 98), ("de", 97), ("es", 98)])
def test_other_projects_phrases_are_read_in_every_language(shared: Path, lang: str, exact: float) -> None:
    found = shares([judged(case) for case in cases(shared, "dev_corpus.jsonl") if case["lang"] == lang])
    assert found["exact"] >= exact
    assert found["wrong"] <= 3
