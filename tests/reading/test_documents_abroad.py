"""Programmes as the alliance's members write them at home: heads, priorities and columns in their languages."""

import pytest

from bot.reading.documents.naming import read_name
from bot.reading.documents.period import read_period
from bot.reading.who import owners_in
from tests.reading.documents import read, rows


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Arbeitsprogramm 2. Halbjahr 2024", "2024-07-01", "2024-12-31"),
        ("Programme de travail – 1er semestre 2023", "2023-01-01", "2023-06-30"),
        ("Primer semestre de 2025", "2025-01-01", "2025-06-30"),
        ("3. Quartal 2024", "2024-07-01", "2024-09-30"),
        ("enero–junio de 2025", "2025-01-01", "2025-06-30"),
        ("du 1 janvier au 30 juin 2024", "2024-01-01", "2024-06-30"),
        ("Juli bis Dezember 2022", "2022-07-01", "2022-12-31"),
    ],
)
def test_a_period_is_read_in_four_languages(text: str, first: str, last: str) -> None:
    period = read_period(text)
    assert period and [day.isoformat() for day in period[0]] == [first, last]


def test_one_day_is_no_period_in_any_of_them() -> None:
    assert [read_period(day) for day in ("2 May 2024", "12 de mayo de 2024", "2. Mai 2024")] == [None] * 3


@pytest.mark.parametrize(
    ("heads", "chairs", "theme"),
    [
        (
            "Période : janvier – juin 2024\n\nPrésidence : CNRS/VUB\n\nThème : « Nous »",
            ["CNRS", "VUB"],
            "Nous",
        ),
        ("Zeitraum: Januar bis Juni 2024\n\nVorsitz: DLR-PT\n\nLeitthema: „Zusammen“", ["DLR-PT"], "Zusammen"),
        ("Periodo: enero a junio de 2024\n\nPresidencia: FECYT\n\nLema: «Juntos»", ["FECYT"], "Juntos"),
    ],
)
def test_a_head_is_read_in_four_languages(heads: str, chairs: list[str], theme: str) -> None:
    said = read(f"# Plan\n\n{heads}\n\n## 1. Priority: A\n\n| What | Who |\n|--|--|\n| Do it | VUB |\n", "a.md")
    assert said["period"] == {"start": "2024-01-01", "end": "2024-06-30"}
    assert (said["chairs"], said["theme"]) == (chairs, theme)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Axe 2 : Former les acteurs", "Former les acteurs"),
        ("Objectif stratégique 2 – Former", "Former"),
        ("Schwerpunkt 2: Ausbildung", "Ausbildung"),
        ("Ziel 2: Ausbildung", "Ausbildung"),
        ("Objetivo 2. Formación", "Formación"),
        ("Eje 2: Formación", "Formación"),
    ],
)
def test_a_priority_says_so_in_four_languages(heading: str, title: str) -> None:
    name = read_name(heading)
    assert (name.title, name.number, name.says) == (title, 2, True)


@pytest.mark.parametrize("heading", ["Goals", "Objectives", "Goals: agree on the plan", "Axes"])
def test_the_plural_of_a_priority_carries_no_number(heading: str) -> None:
    assert not read_name(heading).says


@pytest.mark.parametrize(
    "head",
    [
        "Jalon;Chef de file;Date de début;Date de fin",
        "Vorhaben;Verantwortung;Beginn;Datum",
        "Actividad;A cargo de;Fecha de inicio;Fecha de término",
        "To do;Owner;Start;By",
        "Deliverable;DRI;Start;ETA",
        "Work item;Rapporteur;Start;Target",
    ],
)
def test_more_names_of_columns(head: str) -> None:
    said = read(f"{head}\nBericht;CNRS;1/3/2026;31/5/2026\n", "plan.csv")
    assert rows(said) == [("Bericht", "CNRS", "31/5/2026")]


def test_a_column_of_fields_of_action_groups_the_rows() -> None:
    said = read("Handlungsfeld;Maßnahme;Wer\nNetz;Brief;DLR\nNetz;Seite;ZSI\nBildung;Kurs;DLR\n", "plan.csv")
    assert [(p["title"], len(p["actions"])) for p in said["priorities"]] == [("Netz", 2), ("Bildung", 1)]


@pytest.mark.parametrize("nobody", ["À définir", "por definir", "noch offen", "N.N.", "zu klären"])
def test_nobody_yet_in_four_languages(nobody: str) -> None:
    assert owners_in(nobody) == ()


def test_two_rows_that_name_the_columns_are_one() -> None:
    table = (
        "<table><tr><th rowspan=2>Action</th><th colspan=2>Responsibility</th><th colspan=2>When</th></tr>"
        "<tr><th>Lead</th><th>Support</th><th>Start</th><th>End</th></tr>"
        "<tr><td>Write</td><td>CNRS</td><td>VUB</td><td>March</td><td>May</td></tr></table>"
    )
    said = read(table, "a.html")
    assert rows(said) == [("Write", "CNRS", "May")]
    assert said["actions"][0]["extra"] == {"Responsibility Support": "VUB", "When Start": "March"}
    assert "skipped" not in said


def test_what_was_said_on_the_items_of_a_meeting_is_no_action() -> None:
    said = read(
        "# Minutes\n\n| Item | Discussion | Action by |\n|--|--|--|\n| Budget | It was agreed. | Ana |\n\n"
        "| Action | Who | When |\n|--|--|--|\n| Send it | Ben | 4 May |\n",
        "a.md",
    )
    assert rows(said) == [("Send it", "Ben", "4 May")]
    assert "Budget | It was agreed. | Ana" in said["notes"] + said["unplaced"]


def test_a_board_of_cards_is_no_table_of_actions() -> None:
    said = read("# Plan\n\n## 1. Priority: A\n\n| To do | Doing | Done |\n|--|--|--|\n| a | b | c |\n", "a.md")
    assert said["actions"] == [] and said["priorities"][0]["actions"] == []
