"""Lists and tables as other programs export them, and the words that other plans put at the head of a table."""

import pytest

from bot.errors import Unreadable
from bot.reading.documents import read_document
from bot.reading.documents.answer import answer
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


def test_lines_of_labels_are_rows_and_headings_that_tell_who_or_when_are_priorities() -> None:
    said = read(
        "# Plan of the library\n\n**Goal 1. Tidy**\n\nTask: Clean up\nWho: Anna, Ben\nWhen: by June\n\n"
        "Task: Sort\nWho: Carla\nWhen: September\n\n**Goal 2. Open**\n\nTask: Open day\nWho: All\n",
        "plan.md",
    )
    assert rows(said) == [("Clean up", "Anna, Ben", "by June"), ("Sort", "Carla", "September"), ("Open day", "All", "")]
    assert titles(said) == [("Tidy", 2), ("Open", 1)]
    said = read(
        "# Promises\n\n## 1. Open data\n\n- **Lead:** Ministry\n- **Timeline:** 2024\n- **Actions:**\n"
        "  - Publish (May)\n  - Train\n\n## 2. Honesty\n\n- **Lead:** Agency\n- A hotline\n",
        "plan.md",
    )
    assert [(p["title"], p["when"], p["rationale"]) for p in said["priorities"]] == [
        ("Open data", "2024", "Lead: Ministry\nActions:"),
        ("Honesty", "", "Lead: Agency\nA hotline"),
    ]
    assert rows(said) == [("Publish", "", "May"), ("Train", "", "")]


def test_rows_numbered_above_others_are_priorities_unless_they_say_more() -> None:
    table = (
        "WBS,Task name,Responsible,Finish\n1,Prepare,,\n1.1,Meet,Anna,8 May\n2,Build,Ben,9 May\n2.1,Dig,Carla,June\n"
    )
    said = read(table, "plan.csv")
    assert titles(said) == [("Prepare", 3)]
    assert rows(said) == [("Meet", "Anna", "8 May"), ("Build", "Ben", "9 May"), ("Dig", "Carla", "June")]


def test_the_text_of_a_document_without_a_programme_can_still_be_looked_at() -> None:
    text = b"# Plan\n\nHello\n\n- a\n- b\n\n| x | y | z |\n|--|--|--|\n| 1 | 2 | 3 |\n"
    with pytest.raises(Unreadable):
        read_document(text, "plan.md")
    said = answer(read_document(text, "plan.md", anything=True))
    assert said["title"] == "Plan"
    assert said["unplaced"] == ["Hello", "a", "b", "x | y | z", "1 | 2 | 3"]
    assert said["remarks"][0].startswith("I could not read a work programme")
