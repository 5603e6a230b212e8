"""Tables that people draw in plain text, without a tab: each is read as the table it is."""

import pytest

from tests.reading.documents import read, rows

WANTED = [("Draft the report", "CNRS", "March"), ("Print it", "", "1 May 2026")]
DRAWN = {
    "gaps": (
        "Action plan 2026\n\n"
        "What                 Who      When\n"
        "-------------------  -------  ----------\n"
        "Draft the report     CNRS     March\n"
        "Print it                      1 May 2026\n"
        "\nThe end.\n"
    ),
    "bars": "Plan 2026\n\nWhat | Who | When\n-----\nDraft the report | CNRS | March\nPrint it | | 1 May 2026\nEnd.\n",
    "bars outside": "| What | Who | When |\n| Draft the report | CNRS | March |\n| Print it |  | 1 May 2026 |\n",
    "semicolons": "Action plan 2026\nWhat; Who; When\nDraft the report; CNRS; March\nPrint it;; 1 May 2026\n",
    "grid": (
        "+-----------+------+-------+\n| What      | Who  | When  |\n+===========+======+=======+\n"
        "| Draft the | CNRS | March |\n| report    |      |       |\n+-----------+------+-------+\n"
        "| Print it  |      | 1 May |\n|           |      | 2026  |\n+-----------+------+-------+\n"
    ),
}


@pytest.mark.parametrize("kind", DRAWN)
def test_a_table_drawn_in_plain_text_is_a_table(kind: str) -> None:
    said = rows(read(DRAWN[kind]))
    assert [tuple(" ".join(cell.split()) for cell in row) for row in said] == WANTED


def test_lines_that_only_have_gaps_stay_lines() -> None:
    said = read("Plan 2026\n\nWhat\tWho\tWhen\nDraft\tCNRS\tMay\n\nAna   Ben   Chloe\nParis   Bonn   Rome\n")
    assert rows(said) == [("Draft", "CNRS", "May")]
    assert said["notes"] == ["Ana Ben Chloe", "Paris Bonn Rome"]
