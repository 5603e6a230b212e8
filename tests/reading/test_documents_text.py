"""The three real documents as plain text, held line by line to the pitfalls in them."""

from pathlib import Path

from tests.reading.documents import CERN, H1_2022, H2_2021, read, rows, seed


def test_the_head_of_the_2022_programme(shared: Path) -> None:
    said = read(seed(shared, H1_2022))
    assert said["title"] == "Draft Work Programme n°3"
    assert said["number"] == 3
    assert said["period"] == {"start": "2022-01-01", "end": "2022-06-30"}
    assert said["theme"] == "Bringing the Alliance forward on the international stage"
    assert said["chairs"] == ["CNRS", "Sorbonne Université"]


def test_a_spaced_dash_makes_a_period_and_a_missing_number_stays_missing(shared: Path) -> None:
    said = read(seed(shared, H2_2021))
    assert said["period"] == {"start": "2021-07-01", "end": "2021-12-31"}
    assert said["number"] is None
    assert said["chairs"] == ["DLR-PT Brussels Office"]


def test_every_priority_keeps_number_title_and_rationale(shared: Path) -> None:
    said = read(seed(shared, H2_2021))
    assert [p["number"] for p in said["priorities"]] == [1, 2, 3, 4]
    assert said["priorities"][2]["title"] == "Science Diplomacy Trainings"
    policy = said["priorities"][3]["rationale"]
    assert policy.startswith("In the context of the ongoing EU policy discussions")
    assert policy.endswith("Upcoming EC Communication on “Transformation Agenda for Higher Education”")
    assert [len(p["actions"]) for p in said["priorities"]] == [4, 5, 5, 2]


def test_a_blank_line_inside_a_table_does_not_end_it(shared: Path) -> None:
    second = read(seed(shared, H2_2021))["priorities"][1]["actions"]
    assert [(a["what"], a["who"], a["when"]) for a in second[2:]] == [
        ("Exchange with advisory partners", "Trio", "Fall 2021"),
        ("Merchandising (tbc)", "CNRS/Symlog", ""),
        ("Media work (tbc?)", "?", ""),
    ]


def test_a_row_over_a_page_break_is_one_row_though_a_footnote_stands_between(shared: Path) -> None:
    said = read(seed(shared, H1_2022))
    first = said["priorities"][0]
    assert len(first["actions"]) == 2
    paris = first["actions"][1]
    assert "table continued" not in paris["what"]
    assert paris["what"].split("\n")[1].startswith("Five workshops were proposed")
    assert paris["who"].startswith("InsSciDE Project devotes ½ day")
    assert paris["who"].endswith(
        "open to self-registered and invited stakeholders (practitioners, experts, academics...)"
    )
    assert paris["when"] == "Morning of 23/06/2022 (Day 2 of 3-day Open Conference)"
    assert len(said["joined"]) == 1


def test_a_footnote_is_a_note_and_its_mark_is_gone(shared: Path) -> None:
    said = read(seed(shared, H1_2022))
    assert "two InsSciDE Open Conferences taking place" in said["priorities"][0]["rationale"]
    assert any(note.startswith("Alliance members will be responsible") for note in said["notes"])


def test_cells_are_kept_as_written(shared: Path) -> None:
    said = rows(read(seed(shared, H1_2022))) + rows(read(seed(shared, H2_2021)))
    assert ("Stocktaking in face-to-face (or remote) meeting", "All interested", "See meeting proposals above") in said
    assert ("Stakeholder mapping", "Any volunteers?", "") in said
    assert ("“General Assembly”", "DLR-PT", "Last week of November / early December") in said
    assert ('"Trio" meetings (remote)', "CNRS, DLR, VUB Others by invitation", "Periodically") in said
    assert ("Academy of Young Diplomats", "EAD", "Special session April 2022") in said


def test_the_slides_are_two_programmes_by_their_years(shared: Path) -> None:
    said = read(seed(shared, CERN))["programmes"]
    assert [p["title"] for p in said] == ["IR Strategic priorities 2017", "IR Strategic priorities 2018 ?"]
    assert said[1]["period"] == {"start": "2018-01-01", "end": "2018-12-31"}
    assert [len(p["priorities"]) for p in said] == [7, 8]


def test_dated_items_are_priorities_with_a_when_and_the_steps_are_the_programmes_own_actions(shared: Path) -> None:
    said = read(seed(shared, CERN))["programmes"][1]
    whens = [p["when"] for p in said["priorities"]]
    assert whens[:3] == ["2 and 3 February", "1 and 2 February", "June 2018"]
    assert whens[3:] == ["asap", "during first semester", "throughout the year", "second semester", "January"]
    assert said["priorities"][7]["rationale"].startswith("higher CERN profile")
    assert [a["when"] for a in said["actions"]][:3] == ["12 October", "throughout October", "30 October"]
    assert len(said["actions"]) == 7


def test_an_arrow_that_points_at_no_date_stays_in_the_title_and_principles_are_notes(shared: Path) -> None:
    said = read(seed(shared, CERN))["programmes"][0]
    assert said["priorities"][0]["title"].endswith("→ focus on Ireland, Canada, Australia, Korea")
    assert said["actions"] == []
    assert len([note for note in said["notes"] if "strategic priorities" in note.lower()]) == 4
