"""Lists of things to do: who and when in brackets, one owner for a list of boxes, times before a colon."""

import pytest

from tests.reading.documents import read, rows


def test_items_that_say_who_and_when_are_actions_among_others_that_do_not() -> None:
    said = read(
        "# Plan\n\n## Objective 1: Visibility\n\n- New website (Web team, June 2025)\n"
        "  - Collect texts (all members, March)\n  - Choose an agency (Board, by 15 April)\n- We thank our sponsors.\n",
        "a.md",
    )
    assert rows(said) == [
        ("New website", "Web team", "June 2025"),
        ("Collect texts", "all members", "March"),
        ("Choose an agency", "Board", "15 April"),
    ]
    assert said["priorities"][0]["rationale"] == "We thank our sponsors."


def test_deeper_items_that_say_it_themselves_are_actions_of_their_own() -> None:
    said = read(
        "# Plan\n\n## Goal 1: Texts\n\n- Book (ZSI, May)\n  - Print it (VUB, June)\n- Film (CNRS, July)\n", "a.md"
    )
    assert [row[0] for row in rows(said)] == ["Book", "Print it", "Film"]


def test_the_line_among_boxes_that_names_the_owner_is_for_all_of_them() -> None:
    said = read(
        "# Week\n\n**Priority 1: Calls**\n- [ ] Review the list\n- [x] Write the note\n"
        "- Owner: Support team | Timeline: 28 May\n",
        "a.md",
    )
    assert rows(said) == [("Review the list", "Support team", "28 May"), ("Write the note", "Support team", "28 May")]


def test_items_that_are_all_due_are_actions() -> None:
    said = read('# Plan\n\n- Handbook "A & B" (pm) due 2025-10-15.\n- Panel, due 2025-09-10.\n', "a.md")
    assert [(row[0], row[2]) for row in rows(said)] == [
        ('Handbook "A & B" (pm)', "2025-10-15"),
        ("Panel", "2025-09-10"),
    ]


@pytest.mark.parametrize(
    ("item", "what", "when"),
    [
        ("Pilot (Week 1): build it", "Pilot: build it", "Week 1"),
        ("3 March: launch", "launch", "3 March"),
        ("by the end of 2025: report", "report", "by the end of 2025"),
        ("Weekly call: agree on the agenda", "Weekly call: agree on the agenda", ""),
    ],
)
def test_what_stands_before_a_colon_is_a_time_only_where_it_is_nothing_else(item: str, what: str, when: str) -> None:
    said = read(f"# Plan\n\n## Next steps\n\n- {item}\n", "a.md")
    assert rows(said) == [(what, "", when)]


@pytest.mark.parametrize(
    ("item", "who"),
    [
        ("Maria to book the room by 3 May", "Maria"),
        ("CNRS and DLR will draft the text", "CNRS and DLR"),
        ("We will draft the text", ""),
        ("Decision to draft the text", ""),
    ],
)
def test_next_steps_name_who_is_to_take_them(item: str, who: str) -> None:
    said = read(f"# Plan\n\n## Next steps\n\n- {item}\n", "a.md")
    assert [(row[0], row[1]) for row in rows(said)] == [(item, who)]


def test_what_was_and_what_is_read_are_no_actions() -> None:
    said = read("# Plan\n\n- [ ] One thing\n\n## Background\n\n- Founded in 2010.\n- See the report (2019).\n", "a.md")
    assert [row[0] for row in rows(said)] == ["One thing"]


def test_phases_that_are_times_are_when_and_phases_with_an_owner_are_what() -> None:
    head = "# Plan\n\n| Phase | Deliverable | Partner |\n|--|--|--|\n"
    said = read(head + "| Now | Solver | ACM |\n| +1-2 mo | Viewer | CWI |\n| Q4 2025 | Report | ACM |\n", "a.md")
    assert rows(said)[1:] == [("Viewer", "CWI", "+1-2 mo"), ("Report", "ACM", "Q4 2025")]
    said = read("Phase;Duration;Owner\nSetup;3 days;DBA\nCutover;2 hours;All teams\n", "a.csv")
    assert rows(said) == [("Setup", "DBA", ""), ("Cutover", "All teams", "")] and said["priorities"] == []


def test_an_objective_that_somebody_owns_is_one_action_and_no_priority_beside() -> None:
    said = read("Objective;Responsible;Deadline\nGrow;Anna;Q2\nLearn;Ben;Q3\n", "a.csv")
    assert rows(said) == [("Grow", "Anna", "Q2"), ("Learn", "Ben", "Q3")] and said["priorities"] == []


@pytest.mark.parametrize(
    ("box", "row"),
    [
        ("Fix it #web 📅 2026-03-01", ("Fix it #web", "", "2026-03-01")),
        ("Tell them (deadline: 1 March)", ("Tell them", "", "1 March")),
        ("ACM – Handbook – M6", ("Handbook", "ACM", "M6")),
        ("New charter – John – December", ("New charter", "John", "December")),
    ],
)
def test_boxes_say_when_they_are_due_in_more_ways(box: str, row: tuple[str, str, str]) -> None:
    assert rows(read(f"# Week\n\n- [ ] {box}\n", "a.md")) == [row]


def test_headings_above_announced_lists_are_priorities_the_first_included() -> None:
    said = read(
        "### Raw data\nWe have some.\n\n__Activities:__\n- Get more\n\n"
        "### Charts\n\n__Activities:__\n- Draw (Ana)\n- Choose\n",
        "a.md",
    )
    assert [(p["title"], len(p["actions"])) for p in said["priorities"]] == [("Raw data", 1), ("Charts", 2)]


def test_labels_inside_an_item_say_who_and_when() -> None:
    said = read("# Plan\n\n## Objective 1: Food\n\n- New menu. Responsible: Canteen. Deadline: May 2026.\n", "a.md")
    assert rows(said) == [("New menu.", "Canteen", "May 2026")]


@pytest.mark.parametrize(
    ("item", "row"),
    [
        ("Ana -> send the deck (by Friday)", ("send the deck", "Ana", "by Friday")),
        ("Ben → update the budget, due 3 March", ("update the budget", "Ben", "3 March")),
        ("CERN → June", ("CERN", "", "June")),
        ("Talk at the school (Ben)", ("Talk at the school", "Ben", "")),
    ],
)
def test_arrows_give_things_to_people_or_to_times(item: str, row: tuple[str, str, str]) -> None:
    assert rows(read(f"# Team\n\n## Next steps\n\n- {item}\n", "a.md")) == [row]


def test_weekdays_in_a_column_called_by_are_when() -> None:
    assert rows(read("Who,To do,By\nAna,Call,Mon\nBen,Write,Tue\n", "a.csv"))[0] == ("Call", "Ana", "Mon")
