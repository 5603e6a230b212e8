"""Kinds of documents that people write elsewhere: trackers, minutes, lists of boxes, plans in other languages."""

import pytest

from tests.reading.documents import read, rows


def owners(said: dict) -> list[list[str]]:
    return [action["owners"] for action in said["actions"]]


@pytest.mark.parametrize(
    "head",
    [
        "Was?;Wer?;Bis wann?",
        "Aufgabe;Verantwortliche;Frist",
        "Quoi ?;Qui ?;Quand ?",
        "Action;Pilote;Échéance",
        "Tarea;Responsable;Fecha límite",
        "Tarea;Encargado;Plazo",
        "Attività;Responsabile;Scadenza",
        "Ação;Responsável;Prazo",
        "Actie;Wie;Wanneer",
        "Aktivität / Activity;Zuständig / In charge;Termin / Deadline",
    ],
)
def test_columns_are_known_in_the_languages_of_the_alliance(head: str) -> None:
    said = read(f"{head}\nBericht\tx;CNRS et DLR;Mai 2026\n", "plan.csv")
    assert rows(said) == [("Bericht x", "CNRS et DLR", "Mai 2026")]
    assert owners(said) == [["CNRS", "DLR"]]


def test_done_is_known_in_other_languages() -> None:
    said = read("Maßnahme;Wer;Termin;Status\nDruck;DLR;Mai;erledigt\nSatz;DLR;Juni;offen\n", "plan.csv")
    assert [action.get("status") for action in said["actions"]] == ["done", None]


def test_how_urgent_a_row_is_makes_no_priority_of_it() -> None:
    said = read("Priority,Task,Owner,Due\nP0,Write,Ana,May\n🔴 High,Print,Ben,June\nP2,Send,Ben,June\n", "a.csv")
    assert said["priorities"] == [] and len(said["actions"]) == 3


def test_decisions_and_risks_that_somebody_owns_are_no_actions() -> None:
    said = read(
        "# Minutes\n\n| Decision | Owner | Date |\n|--|--|--|\n| Use the form | Ana | 3 May |\n\n"
        "| Task | Owner | Date |\n|--|--|--|\n| Send it | Ben | 4 May |\n",
        "a.md",
    )
    assert rows(said) == [("Send it", "Ben", "4 May")]
    assert "Use the form | Ana | 3 May" in said["notes"] + said["unplaced"]


def test_the_end_of_a_row_with_start_and_end_is_its_when() -> None:
    said = read("Task,Start,End,Manager\nBuild,W1,W5,Liu\nTest,W6,W9,Li\n", "a.csv")
    assert rows(said) == [("Build", "Liu", "W5"), ("Test", "Li", "W9")]


def test_rows_that_a_letter_counts_head_those_that_figures_count() -> None:
    said = read("No,What,Who,When\nA,Outreach,,\n1,Draft,CNRS,May\nB,Training,,\n2,Teach,VUB,July\n", "a.csv")
    assert [(p["title"], len(p["actions"])) for p in said["priorities"]] == [("Outreach", 1), ("Training", 1)]


def test_a_row_in_capitals_alone_heads_those_below_it() -> None:
    said = read("What,Who,When\nOUTREACH,,\nDraft,CNRS,May\nPrint,,\nTRAINING,,\nTeach,VUB,July\n", "a.csv")
    assert [(p["title"], len(p["actions"])) for p in said["priorities"]] == [("OUTREACH", 2), ("TRAINING", 1)]


BOXES = """## Action items

- [ ] @ana write the report (by 3 May)
- [x] **@ben** — Book the room — due next meeting
- [ ] Send invitations @chloe due: 12 April
- [ ] Ship it (Carla, 4 May)
- [ ] Look into the matter (again)
- [ ] CNRS: order coffee
"""


def test_boxes_name_people_and_days_in_many_ways() -> None:
    said = read(BOXES, "a.md")
    assert rows(said) == [
        ("write the report", "@ana", "by 3 May"),
        ("Book the room", "@ben", "next meeting"),
        ("Send invitations", "@chloe", "12 April"),
        ("Ship it", "Carla", "4 May"),
        ("Look into the matter (again)", "", ""),
        ("order coffee", "CNRS", ""),
    ]
    assert [action.get("status") for action in said["actions"]].count("done") == 1


def test_a_list_whose_items_all_say_who_and_when_is_one_of_actions() -> None:
    said = read("# Charter\n\n- **CNRS** — Draft it — due 3 May 2026\n- Print it – DLR – June\n", "a.md")
    assert rows(said) == [("Draft it", "CNRS", "3 May 2026"), ("Print it", "DLR", "June")]


def test_a_nested_list_whose_inner_items_all_say_when_is_a_plan() -> None:
    said = read("# Plan 2026\n\n- Outreach\n  - Write to all (CNRS, March)\n- Training\n  - School (July)\n", "a.md")
    assert [(p["number"], p["title"]) for p in said["priorities"]] == [(1, "Outreach"), (2, "Training")]
    assert rows(said) == [("Write to all", "CNRS", "March"), ("School", "", "July")]


def test_a_nested_list_of_which_one_item_does_not_say_when_stays_text() -> None:
    said = read("# Plan\n\n## 1. Priority: Reach\n\n- Outreach\n  - Write to all (March)\n  - Talk\n", "a.md")
    assert rows(said) == [] and "Write to all (March)" in said["priorities"][0]["rationale"]


def test_numbered_tasks_of_work_packages_are_actions() -> None:
    said = read(
        "# Project\n\nWP1: Management\n\nTask 1.1: Kick-off (Lead: CNRS, M1)\nTask 1.2: Report (Lead: DLR, M6-M12)\n"
    )
    assert rows(said) == [("Kick-off", "CNRS", "M1"), ("Report", "DLR", "M6-M12")]
    assert said["priorities"][0]["title"] == "Management"


ROWS = '[{"Task": "Write", "Owner": "CNRS", "Due": "May"}, {"Task": "Print", "Due": 2026}]'


def test_json_that_is_a_list_of_rows_is_a_table() -> None:
    assert rows(read(ROWS, "a.json")) == [("Write", "CNRS", "May"), ("Print", "", "2026")]


def test_what_an_import_says_of_a_document_can_be_imported() -> None:
    import json

    said = read(BOXES, "a.md")
    assert read(json.dumps(said), "a.json")["actions"] == said["actions"]


def test_json_under_other_names_is_kept() -> None:
    said = read('{"title": "P", "mood": "good", "actions": [{"what": "Write", "budget": {"eur": 5}}]}', "a.json")
    assert said["notes"] == ["mood: good"]
    assert said["actions"][0]["extra"] == {"budget": '{"eur": 5}'}


def test_exports_of_task_lists_say_what_who_and_when_under_their_own_names() -> None:
    project = (
        "ID,Active,Task Mode,Name,Duration,Start,Finish,Resource Names\n"
        "1,Yes,Auto,Write the letter,5 days,1 Jan 2026,5 Jan 2026,Ana\n"
        "2,Yes,Auto,Send it,5 days,6 Jan 2026,10 Jan 2026,Ben\n"
    )
    wanted = [("Write the letter", "Ana", "5 Jan 2026"), ("Send it", "Ben", "10 Jan 2026")]
    assert rows(read(project, "a.csv")) == wanted
    board = "Name,Section/Column,Assignee,Due Date\nWrite,To do,Ana,1 May\nPrint,Done,Ben,2 May\n"
    assert read(board, "a.csv")["priorities"] == []
    buckets = "Task Name,Bucket Name,Assigned To,Due date\nWrite,Outreach,Ana,1 May\nPrint,Training,Ben,2 May\n"
    assert [one["title"] for one in read(buckets, "a.csv")["priorities"]] == ["Outreach", "Training"]


def test_a_column_headed_by_says_who() -> None:
    assert rows(read("Action;By;Deadline\nWrite;CNRS;3 May\n", "a.csv")) == [("Write", "CNRS", "3 May")]


def test_numbered_action_points_of_minutes_are_actions() -> None:
    said = read("Budget\nIt was presented.\nAP1: Ben to send the figures by 15 March\nAP2: CNRS to book (April)\n")
    assert rows(said) == [
        ("Ben to send the figures by 15 March", "Ben", "15 March"),
        ("CNRS to book", "CNRS", "April"),
    ]
