"""Shapes that tables take in real documents: over pages, with remarks below, with levels instead of priorities."""

import pytest

from tests.reading.documents import read, rows


def page(*tables: list[list[str]], between: str = "") -> str:
    drawn = [
        "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table) + "</table>"
        for table in tables
    ]
    return "<h1>Plan</h1><h2>1. Mobility</h2>" + between.join(drawn)


HEAD = ["Action", "Responsible", "Deadline"]


def test_a_row_goes_on_behind_the_header_that_is_repeated_on_the_next_page() -> None:
    said = read(
        page(
            [HEAD, ["Write the guide, including", "CERN,", "March"]],
            [HEAD, ["a chapter on visas", "CNRS", ""], ["Translate it", "ZSI", "May"]],
        ),
        "a.html",
    )
    assert rows(said) == [
        ("Write the guide, including\na chapter on visas", "CERN,\nCNRS", "March"),
        ("Translate it", "ZSI", "May"),
    ]
    assert said["joined"] and said["skipped"][0]["why"] == "names the columns again"


def test_rows_of_two_tables_with_words_between_them_are_two_rows() -> None:
    tables = [HEAD, ["Write the guide, including", "CERN,", "March"]], [HEAD, ["a chapter on visas", "CNRS", ""]]
    said = read(page(*tables, between="<p>Then:</p>"), "a.html")
    assert len(rows(said)) == 2


def test_a_header_that_is_repeated_names_no_priority() -> None:
    said = read(
        "Priority;What;Who;When\nTraining;Teach;ZSI;May\nPolicy;Brief;VUB;June\nPriority;What;Who;When\n;Talk;DLR;July\n",
        "a.csv",
    )
    assert [(p["title"], len(p["actions"])) for p in said["priorities"]] == [("Training", 1), ("Policy", 2)]


def test_remarks_below_a_table_are_notes() -> None:
    said = read("What,Who,When\nTeach,ZSI,May\nPrint,VUB,June\n* if money comes\nSource: the board,,\n", "a.csv")
    assert [row[0] for row in rows(said)] == ["Teach", "Print"]
    assert said["notes"] == ["* if money comes", "Source: the board"]


def test_what_stands_alone_behind_an_empty_row_is_a_note() -> None:
    said = read("What,Who,When\nTeach,ZSI,May\nPrint,VUB,June\n,,\nAll dates may still change,,\n", "a.csv")
    assert len(rows(said)) == 2 and said["notes"] == ["All dates may still change"]


@pytest.mark.parametrize(
    "levels",
    [("Very high", "2 - Medium", "Nice to have"), ("1", "3", "2"), ("عالية", "متوسطة", "عالية"), ("A", "C", "B")],
)
def test_how_urgent_rows_are_said_in_any_way_makes_no_priorities(levels: tuple[str, ...]) -> None:
    lines = "".join(f"{level};Do {place};Ana;May\n" for place, level in enumerate(levels))
    said = read(f"Priority;Task;Owner;Due\n{lines}", "a.csv")
    assert said["priorities"] == [] and [one["extra"]["Priority"] for one in said["actions"]] == list(levels)


def test_a_table_of_who_and_when_alone_is_asked_about() -> None:
    said = read(
        "# Plan\n\n| Task | Who | When |\n|--|--|--|\n| Teach | ZSI | May |\n\n"
        "| ID | Responsable | Échéance | Statut |\n|--|--|--|--|\n| A-1 | DSI | mai | en cours |\n",
        "a.md",
    )
    assert [row[0] for row in rows(said)] == ["Teach"]
    assert "A-1 | DSI | mai | en cours" in said["unplaced"]


@pytest.mark.parametrize(
    "head",
    [
        "מה;מי;מתי",
        "الإجراء;المسؤول;الموعد",
        "Задача;Ответственный;Срок",
        "Zadanie;Odpowiedzialny;Termin",
        "任务;负责人;期限",
    ],
)
def test_columns_are_known_in_languages_beyond(head: str) -> None:
    assert rows(read(f"{head}\nReport;CNRS;May 2026\n", "a.csv")) == [("Report", "CNRS", "May 2026")]


def test_the_day_of_a_week_plan_is_its_when() -> None:
    said = read("Jour;Activité;Avec qui\nLundi 2 nov.;Accueil;RH\nMardi 3 nov.;Visite;Léa\n", "a.csv")
    assert rows(said) == [("Accueil", "RH", "Lundi 2 nov."), ("Visite", "Léa", "Mardi 3 nov.")]


def test_headings_below_a_priority_that_lines_tell_who_and_when_of_are_its_actions() -> None:
    said = read(
        "# Strategy\n\n## Goal 1. Data\n\n### Action 1.1. Build a catalogue\n\n**Lead:** Statistics office\n"
        "**Timeframe:** 2025\n**Indicator:** online\nIt is to hold everything.\n\n"
        "### Action 1.2. Train people\n\n**Lead:** School\n**Timeframe:** continuous\n\n"
        "## Goal 2. Services\n\n### Action 2.1. One login\n\n**Lead:** Agency\n",
        "a.md",
    )
    assert rows(said) == [
        ("Build a catalogue", "Statistics office", "2025"),
        ("Train people", "School", "continuous"),
        ("One login", "Agency", ""),
    ]
    assert said["priorities"][0]["actions"][0]["extra"] == {
        "No.": "Action 1.1",
        "Indicator": "online",
        "Notes": "It is to hold everything.",
    }


def test_of_two_columns_that_say_what_the_one_that_is_filled_does() -> None:
    said = read(
        "Card ID,Card Name,Card Description,Members,Due Date\n"
        '1,Report,"Send it to the funder, soon",Ana,2026-05-01T00:00:00.000Z\n'
        "2,Newsletter,,Ben,\n",
        "a.csv",
    )
    assert rows(said) == [("Report", "Ana", "2026-05-01"), ("Newsletter", "Ben", "")]
    assert said["actions"][0]["extra"]["Card Description"] == "Send it to the funder, soon"


def test_a_row_with_the_day_it_was_completed_on_is_done() -> None:
    said = read("Task,Owner,Due Date,Completed At\nCall,Ana,May,2026-04-01\nWrite,Ben,June,\n", "a.csv")
    assert [action.get("status") for action in said["actions"]] == ["done", None]


def test_a_caption_below_a_heading_is_no_other_heading_and_a_pages_foot_is_a_note() -> None:
    said = read(
        "<h1>Plan</h1><h2>Theme A: Routes</h2><table><caption>Actions for routes</caption>"
        "<tr><th>What</th><th>Who</th></tr>"
        "<tr><td>Build</td><td>CNRS</td></tr></table><footer>Contact: us</footer>",
        "a.html",
    )
    assert [(p["title"], p["rationale"]) for p in said["priorities"]] == [("Theme A: Routes", "Actions for routes")]
    assert said["notes"] == ["Contact: us"]


def test_a_title_behind_its_label_is_the_title() -> None:
    said = read(
        "<table><tr><td>Project</td><td>Green</td></tr></table><table><tr><th>What</th><th>Who</th></tr>"
        "<tr><td>Build</td><td>CNRS</td></tr></table>",
        "a.html",
    )
    assert said["title"] == "Green"


def test_a_table_of_plain_words_is_read_alike_whatever_stands_beside_it() -> None:
    table = (
        "| What | Who | When |\n|--|:-:|--:|\n"
        "| Write  it; 50 % – “now” | CNRS / VUB | - |\n| | DLR (tbc), $5 | May |\n| Print |\n"
    )
    alone = read(f"# Plan\n\n{table}\nThe *end*.\n", "a.md")
    beside = read(f"# Plan\n\n{table}\nThe *end*.\n\n<div></div>\n", "a.md")
    assert alone == beside
    assert rows(alone) == [("Write it; 50 % – “now”", "CNRS / VUB\nDLR (tbc), $5", "May"), ("Print", "", "")]


def test_a_markdown_row_that_is_broken_in_a_cell_is_one_row() -> None:
    said = read(
        "| Milestone | Date | Notes |\n|--|--|--|\n| Start | June 12 | |\n"
        "| Part 1:\nThe study | June 23 | late |\n| End | May | |\n",
        "a.md",
    )
    assert rows(said) == [("Start", "", "June 12"), ("Part 1:\nThe study", "", "June 23"), ("End", "", "May")]


def test_an_owner_that_comes_from_somewhere_is_who() -> None:
    said = read("#,Item,Status,Owner hint (from config)\n1,Finish it,Pending,JCT\n2,Test it,Deferred,\n", "a.csv")
    assert rows(said) == [("Finish it", "JCT", ""), ("Test it", "", "")]


def test_a_level_that_is_no_usual_word_is_one_among_others() -> None:
    said = read("Task;Priority;Owner\nA;High;Ana\nB;Quick fix;Ana\nC;Medium;Ben\nD;High;Ben\n", "a.csv")
    assert said["priorities"] == [] and len(said["actions"]) == 4


def test_a_field_of_action_is_what_rows_belong_to() -> None:
    said = read("Field of action;Measure;Lead;End\nBuildings;Insulate;DLR;2026\nMobility;Ride;VUB;2027\n", "a.csv")
    assert [(p["title"], p["actions"][0]["what"]) for p in said["priorities"]] == [
        ("Buildings", "Insulate"),
        ("Mobility", "Ride"),
    ]


def test_a_sentence_that_tells_a_year_tells_no_period() -> None:
    table = "| What | Who |\n|--|--|\n| Write | DLR |\n"
    assert read(f"# Data\n\nThis plan follows the policy of 2023.\n\n{table}", "a.md")["period"] is None
    assert read(f"# Data\n\nWork plan 2023\n\n{table}", "a.md")["period"]["start"] == "2023-01-01"


def test_commitments_that_hold_for_several_actions_are_priorities() -> None:
    said = read("Commitment;Actions;Who\n1. Peer review;Train;DLR\n;Evaluate;DLR\n2. Careers;Mentor;VUB\n", "a.csv")
    assert [(p["title"], len(p["actions"])) for p in said["priorities"]] == [("Peer review", 2), ("Careers", 1)]


def test_labels_between_a_heading_and_the_header_named_again_are_what_the_priority_says() -> None:
    said = read(
        "Milestone,Who,End\nGoal 1: Budget,,\nPublish,DLR,June\nGoal 2: Contracts,,\nLead agency,VUB,\n"
        "Milestone,Who,End\nRegister,VUB,July\n",
        "a.csv",
    )
    assert rows(said) == [("Publish", "DLR", "June"), ("Register", "VUB", "July")]
    assert said["priorities"][1]["rationale"] == "Lead agency: VUB"
