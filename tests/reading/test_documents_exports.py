"""Lists and tables as other programs export them, and the words that other plans put at the head of a table."""

import pytest

from bot.errors import Unreadable
from tests.reading.documents import read, rows


def titles(said: dict[str, object]) -> list[tuple[object, int]]:
    return [(p["title"], len(p["actions"])) for p in said["priorities"]]  # type: ignore[attr-defined,index]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("Week,Task,Owner", "Week 1,Agree on a topic,Comms", ("Agree on a topic", "Comms", "Week 1")),
        ("Frequency,Task,Responsible", "Weekly,Check the inbox,Office", ("Check the inbox", "Office", "Weekly")),
        ("Recommendation,Owner,Deadline", "Report twice,Board,Q2 2025", ("Report twice", "Board", "Q2 2025")),
        ("Key result,Owner,Target", "500 members,Anna,500", ("500 members", "Anna", "")),
        ("Subgoal,Owner(s) or team(s),Notes", "Pick the days,Anna,soon", ("Pick the days", "Anna", "")),
        ("Goal,Responsible,Comments", "Grow,Anna,none", ("Grow", "Anna", "")),
        ("Festival,Responsible,Date", "Summer night,Ben,21 June", ("Summer night", "Ben", "21 June")),
        ("Card Name,List,Members,Due Date", "Book a hall,Doing,Ben,3 May", ("Book a hall", "Ben", "3 May")),
        ("Tâche,Responsable,Échéance", "Écrire,CNRS,mai 2026", ("Écrire", "CNRS", "mai 2026")),
        ("Maßnahme,Zuständig,Frist", "Schreiben,DLR,Mai 2026", ("Schreiben", "DLR", "Mai 2026")),
        ("Actividad,Responsable,Fecha", "Escribir,FECYT,mayo", ("Escribir", "FECYT", "mayo")),
        ("Task,Lead,Start month,End month", "Kick-off,CNRS,M1,M2", ("Kick-off", "CNRS", "M2")),
    ],
)
def test_a_table_is_known_by_many_words(head: str, row: str, expected: tuple[str, str, str]) -> None:
    assert rows(read(f"{head}\n{row}\n", "plan.csv")) == [expected]


def test_the_columns_of_a_tracker_are_told_apart() -> None:
    said = read(
        "Summary,Issue key,Issue type,Status,Priority,Assignee,Due date\n"
        "Fix the form,AB-1,Bug,Done,High,Anna,1 May\nWrite a guide,AB-2,Task,Open,Low,,2 May\n",
        "tracker.csv",
    )
    assert rows(said) == [("Fix the form", "Anna", "1 May"), ("Write a guide", "", "2 May")]
    assert [action.get("status") for action in said["actions"]] == ["done", None]
    said = read(
        "Task ID,Created At,Name,Section/Column,Assignee,Start Date,Due Date,Projects,Parent task\n"
        "12,1 March,Draft a report,Reporting,Anna,,1 May,A very long annual plan,\n",
        "tracker.csv",
    )
    assert rows(said) == [("Draft a report", "Anna", "1 May")]
    assert titles(said) == [("Reporting", 1)]


def test_phases_and_outcomes_that_hold_for_several_rows_are_priorities_and_totals_are_none() -> None:
    said = read("Phase,Task,Who\nSet up,Make a plan,A\nSet up,Find a hall,B\nRun,Open the doors,A\n", "plan.csv")
    assert titles(said) == [("Set up", 2), ("Run", 1)]
    said = read(
        "Output,Activity,Agency,Budget\nHealth,Train staff,WHO,20\n,Send supplies,UNFPA,30\nTotal,,,50\n", "plan.csv"
    )
    assert titles(said) == [("Health", 2)]
    assert said["skipped"] == [{"row": "Total | 50", "why": "adds up the rows above"}]


def test_a_list_of_people_or_of_teams_is_no_table_of_actions() -> None:
    for text in ("Name,Organisation,Date\nAnna,CNRS,1 May\n", "Team,Lead,Members\nWeb,Anna,Ben\n"):
        with pytest.raises(Unreadable):
            read(text, "people.csv")


def test_lines_of_minutes_that_call_themselves_actions_are() -> None:
    said = read(
        "# Minutes of 12 March 2024\n\nWe talked about money.\n\n**Action:** Anna to send the budget by 20 March.\n\n"
        "- ACTION: Ben to book the hall (by end of April)\n- Action: Carla, Dan - draft the call - 1 May\n"
        "- We agreed to meet again\n",
        "minutes.md",
    )
    assert rows(said) == [
        ("Anna to send the budget by 20 March.", "Anna", "20 March"),
        ("Ben to book the hall", "Ben", "by end of April"),
        ("draft the call", "Carla, Dan", "1 May"),
    ]
    assert "We agreed to meet again" in said["notes"]


def test_boxes_under_a_quarter_are_due_in_it() -> None:
    said = read(
        "# Roadmap\n\n## Q1 2025\n\n- [x] Launch\n- [ ] Report to the funders\n\n## Q2 2025\n\n"
        "- [ ] @anna: meet (2025-05-03)\n",
        "roadmap.md",
    )
    assert [(p["title"], p["when"]) for p in said["priorities"]] == [("Q1 2025", "Q1 2025"), ("Q2 2025", "Q2 2025")]
    assert rows(said) == [("Launch", "", ""), ("Report to the funders", "", ""), ("meet", "@anna", "2025-05-03")]
