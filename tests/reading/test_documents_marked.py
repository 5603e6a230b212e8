"""Tables that say when by an X under each month, quarter or year, and how such a column is given back."""

import pytest

from tests.reading.documents import read, rows


def test_the_marked_columns_are_the_when_and_stay_as_they_are() -> None:
    said = read(
        "| Activity | Responsible | Q1 | Q2 | Q3 | Q4 | Indicator |\n|--|--|--|--|--|--|--|\n"
        "| Teach | ZSI | X | X | | | 20 people |\n| Print | VUB | | x | | x | |\n| Rest | CNRS | - | | | | |\n",
        "a.md",
    )
    assert rows(said) == [("Teach", "ZSI", "Q1–Q2"), ("Print", "VUB", "Q2, Q4"), ("Rest", "CNRS", "")]
    assert said["actions"][0]["extra"] == {"Q1": "X", "Q2": "X", "Indicator": "20 people"}


def test_a_year_over_its_quarters_is_part_of_their_names_merged_or_not() -> None:
    merged = (
        "<table><tr><th rowspan=2>Task</th><th colspan=2>2024</th><th colspan=2>2025</th></tr>"
        "<tr><th>H1</th><th>H2</th><th>H1</th><th>H2</th></tr>"
        "<tr><td>Map</td><td>✓</td><td></td><td></td><td></td></tr>"
        "<tr><td>Scale up</td><td></td><td>■</td><td>■</td><td></td></tr></table>"
    )
    loose = "Task,2024,,2025,\n,H1,H2,H1,H2\nMap,x,,,\nScale up,,x,x,\n"
    for text, name in ((merged, "a.html"), (loose, "a.csv")):
        assert rows(read(text, name)) == [("Map", "", "2024 H1"), ("Scale up", "", "2024 H2 – 2025 H1")]


@pytest.mark.parametrize(
    "head", ["Jan;Feb;Mar", "M1;M2;M3", "KW 3;KW 4;KW 5", "2024;2025;2026", "Week 1;Week 2;Week 3"]
)
def test_months_weeks_and_years_are_known(head: str) -> None:
    first, second, _ = head.split(";")
    said = read(f"Task;Lead;{head}\nDo it;CNRS;x;x;\nLeave it;VUB;;;x\n", "a.csv")
    gap = " – " if " " in first else "–"
    assert rows(said)[0] == ("Do it", "CNRS", f"{first}{gap}{second}")


def test_columns_of_periods_that_hold_words_are_no_marks() -> None:
    said = read("Task;Lead;Q1;Q2\nDo it;CNRS;kick-off;report\n", "a.csv")
    assert rows(said) == [("Do it", "CNRS", "")]
    assert said["actions"][0]["extra"] == {"Q1": "kick-off", "Q2": "report"}
