"""The kinds of documents that people make of a programme, beyond the real ones: each in a few lines."""

import pytest

from bot.errors import Unreadable
from tests.reading.documents import read, rows


def test_a_second_table_with_its_own_priority_in_one_sheet() -> None:
    said = read(
        "Work plan 2024;;;\nChair: Norway;;;\n;;;\nPriority 1: Trade;;;\nTask;Owner;Due;Status\n"
        "Draft note;NO;1 May 2024;open\nHold meeting;SE, FI;June;open\n;;;\nPriority 2: Energy;;;\n"
        "Task;Owner;Due;Status\nMap grids;DK;Q3;\n",
        "plan.csv",
    )
    assert said["title"] == "Work plan 2024"
    assert said["chairs"] == ["Norway"]
    assert [(p["number"], p["title"], len(p["actions"])) for p in said["priorities"]] == [
        (1, "Trade", 2),
        (2, "Energy", 1),
    ]
    assert said["priorities"][0]["actions"][0]["extra"] == {"Status": "open"}
    assert [row["why"] for row in said["skipped"]] == ["names the columns again"]


def test_a_blank_priority_repeats_the_one_above_and_other_columns_are_kept() -> None:
    said = read(
        "Objective,Action,Lead agency,Partners,Start,End\n"
        'Reduce waste,Run campaign,City Council,"A, B",Jan 2024,Mar 2024\n'
        ",Collect data,University,,Feb 2024,Dec 2024\nImprove air,Plant trees,Parks Department,,2024,2025\n",
        "plan.csv",
    )
    assert [(p["title"], len(p["actions"])) for p in said["priorities"]] == [("Reduce waste", 2), ("Improve air", 1)]
    first = said["priorities"][0]["actions"][0]
    assert (first["who"], first["when"]) == ("City Council", "Mar 2024")
    assert first["extra"] == {"Partners": "A, B", "Start": "Jan 2024"}


def test_a_row_across_the_table_is_a_priority() -> None:
    said = read(
        "<h1>Action Plan 2023-2025</h1><table><tr><th>Activity</th><th>Lead</th><th>Timeline</th></tr>"
        "<tr><td colspan=3>Outreach</td></tr><tr><td>Newsletter</td><td>Comms</td><td>Q1 2023</td></tr>"
        "<tr><td colspan=3>Training</td></tr><tr><td>School</td><td>VUB with DLR</td><td>2024</td></tr></table>",
        "plan.html",
    )
    assert said["period"] == {"start": "2023-01-01", "end": "2025-12-31"}
    assert [(p["number"], p["title"]) for p in said["priorities"]] == [(1, "Outreach"), (2, "Training")]
    assert said["priorities"][1]["actions"][0]["owners"] == ["VUB", "DLR"]


def test_a_cell_over_rows_holds_for_each_and_two_rows_may_name_the_columns() -> None:
    said = read(
        "<h1>Strategy 2022</h1><table><tr><th rowspan=2>Area</th><th rowspan=2>Action</th>"
        "<th colspan=2>Responsibility</th></tr><tr><th>Lead</th><th>Support</th></tr>"
        "<tr><td rowspan=2>Health</td><td>Do A</td><td>MoH</td><td>WHO</td></tr>"
        "<tr><td>Do B</td><td>MoE</td><td></td></tr>"
        "<tr><td>Water</td><td>Do C</td><td>MoW</td><td>UN</td></tr></table>",
        "plan.html",
    )
    assert [(p["title"], len(p["actions"])) for p in said["priorities"]] == [("Health", 2), ("Water", 1)]
    assert rows(said) == [("Do A", "MoH", ""), ("Do B", "MoE", ""), ("Do C", "MoW", "")]


def test_a_column_headed_priority_may_say_how_urgent_a_row_is() -> None:
    said = read(
        "# Roadmap\n\n| Priority | Task | Assignee |\n|--|--|--|\n| High | Fix it | @a |\n| Low | Write | @b |\n",
        "r.md",
    )
    assert said["priorities"] == []
    assert said["actions"][0]["extra"] == {"Priority": "High"}


def test_tables_of_who_was_there_and_what_changed_are_notes() -> None:
    said = read(
        "# Minutes 2024\n\n## Attendance\n\n| Name | Organisation |\n|--|--|\n| A. Smith | CNRS |\n\n"
        "## Actions\n\n| # | Action | Responsible | Deadline |\n|--|--|--|--|\n"
        "| 1 | Send the brief | AS | 1 April |\n\n"
        "## History\n\n| Version | Date | Author | Changes |\n|--|--|--|--|\n| 1 | 1 Jan | X | first |\n",
        "minutes.md",
    )
    assert rows(said) == [("Send the brief", "AS", "1 April")]
    assert "1 | 1 Jan | X | first" in said["notes"]
    assert any("A. Smith" in note for note in said["notes"])


def test_a_struck_row_is_done_and_a_struck_part_is_gone() -> None:
    said = read("# Plan\n\n| Task | Owner | Due |\n|--|--|--|\n| ~~Write~~ | A | ~~June 30~~ July 31 |\n", "plan.md")
    assert rows(said) == [("Write", "A", "July 31")]
    assert said["actions"][0]["status"] == "done"


def test_cards_of_labels_are_actions() -> None:
    card = (
        "<table><tr><td>Action</td><td>{}</td></tr><tr><td>Owner</td><td>{}</td></tr>"
        "<tr><td>Deadline</td><td>May</td></tr></table>"
    )
    said = read("<h1>Programme 2024</h1>" + card.format("Do X", "CNRS") + card.format("Do Y", "VUB"), "plan.html")
    assert rows(said) == [("Do X", "CNRS", "May"), ("Do Y", "VUB", "May")]


def test_boxes_to_tick_are_actions_of_whom_they_name() -> None:
    said = read(
        "# Sprint goals 2024 Q1\n\n- [ ] Anna: write the docs\n- [x] Ben: fix the build\n- [ ] Publish → 15 March\n",
        "s.md",
    )
    assert rows(said) == [("write the docs", "Anna", ""), ("fix the build", "Ben", ""), ("Publish", "", "15 March")]
    assert said["actions"][1]["status"] == "done"


def test_deliverables_under_a_goal_are_its_actions_and_a_timeline_is_its_when() -> None:
    said = read(
        "# Annual goals\n\n## Goal 1: Grow\n\nWhy we grow.\n\n**Deliverables**\n\n- A report\n- A dataset\n\n"
        "**Timeline:** Q4 2023\n\n## Goal 2: Learn\n\n- just a bullet\n",
        "goals.md",
    )
    grow, learn = said["priorities"]
    assert [a["what"] for a in grow["actions"]] == ["A report", "A dataset"]
    assert grow["when"] == "Q4 2023"
    assert learn["actions"] == []
    assert learn["rationale"] == "just a bullet"


def test_bullets_that_say_neither_who_nor_when_are_never_made_actions() -> None:
    with pytest.raises(Unreadable):
        read("# Plan 2024\n\n## Communication\n\n* Launch website\n* Newsletter\n", "plan.md")


def test_a_table_drawn_askew_is_read_by_the_order_of_its_cells() -> None:
    said = read(
        "<table><tr><td colspan=2>What</td><td>Who</td><td colspan=2>When</td></tr>"
        "<tr><td>Do it</td><td colspan=3>CNRS</td><td>May</td></tr></table>",
        "plan.html",
    )
    assert rows(said) == [("Do it", "CNRS", "May")]


def test_a_table_without_header_under_a_new_priority_has_the_columns_of_the_one_before() -> None:
    said = read("1. Priority: A\n\nWhat?\tWho?\nX\tCNRS\n\n2. Priority: B\n\nY\tVUB\n")
    assert [p["actions"][0]["what"] for p in said["priorities"]] == ["X", "Y"]


def test_a_table_inside_a_table_that_lays_out_the_page_is_read() -> None:
    said = read(
        "<table><tr><td><h1>Plan 2024</h1></td></tr><tr><td><table><tr><th>What</th><th>Who</th></tr>"
        "<tr><td>A</td><td>B</td></tr></table></td></tr></table>",
        "plan.html",
    )
    assert said["title"] == "Plan 2024"
    assert rows(said) == [("A", "B", "")]


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Work Programme H1 2022", "2022-01-01", "2022-06-30"),
        ("Work Programme 2022-H2", "2022-07-01", "2022-12-31"),
        ("Programme for the second half of 2023", "2023-07-01", "2023-12-31"),
        ("Plan: first semester 2023", "2023-01-01", "2023-06-30"),
        ("Plan Q3 2024", "2024-07-01", "2024-09-30"),
        ("Work Plan November 2024 – March 2025", "2024-11-01", "2025-03-31"),
        ("Work Plan November – March 2025", "2024-11-01", "2025-03-31"),
        ("Strategy 2021/22", "2021-01-01", "2022-12-31"),
        ("Priorities for 2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_period_in_a_title(title: str, start: str, end: str) -> None:
    said = read(f"# {title}\n\nWhat?\tWho?\nX\tCNRS\n")
    assert said["period"] == {"start": start, "end": end}
    assert said["title"] == title


def test_references_without_a_target_are_names_and_pictures_their_descriptions() -> None:
    said = read(
        "# Plan 2024\n\n| Task | Owner | Notes |\n|--|--|--|\n| Write | [CNRS], [sso] | ![Done][] |\n"
        "| Speak | ![Team][] [libs] | ![Done][] for May |\n| Meet | Anna [for Ben] | |\n\n[CNRS]: https://cnrs.example\n",
        "plan.md",
    )
    assert [(a["who"], a["owners"], a.get("extra")) for a in said["actions"]] == [
        ("CNRS, sso", ["CNRS", "sso"], {"Notes": "Done"}),
        ("libs", ["libs"], {"Notes": "Done for May"}),
        ("Anna [for Ben]", ["Anna [for Ben]"], None),
    ]


def test_the_year_of_one_day_is_no_period() -> None:
    table = "\n\nWhat?\tWho?\nX\tCNRS\n"
    assert read("# Minutes of 3 May 2024" + table)["period"] is None
    assert read("# Minutes, May 3, 2024" + table)["period"] is None
    assert read("# Minutes\n\nDate: 3 May 2024" + table)["period"] is None
    assert read("# Plan of May 2024" + table)["period"] == {"start": "2024-05-01", "end": "2024-05-31"}
