"""Which rows of a programme are an event, and which are work on one."""

import pytest

from bot.reading.events import event_title, link_in


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("“General Assembly”", "General Assembly"),
        (
            "InsSciDE Open Conference LISBON , “SD, diversities and Global South”. More.",
            "InsSciDE Open Conference LISBON",
        ),
        ("InsSciDE Concluding Conference PARIS – labelled by the French MFA", "InsSciDE Concluding Conference PARIS"),
        ("Alumni First Collisions event", "Alumni First Collisions event"),
        ("World Economic Forum", "World Economic Forum"),
        ("Assembly, two days, hosted at the old harbour", "Assembly"),
        ("Conference in Lisbon", "Conference in Lisbon"),
        ("Kick-off workshop", "Kick-off workshop"),
        ("General Assembly of the Alliance", "General Assembly of the Alliance"),
    ],
)
def test_an_event_is_called_by_its_name(what: str, title: str) -> None:
    assert event_title(what) == title


@pytest.mark.parametrize(
    "what",
    [
        "",
        "Stakeholder mapping",
        "Draft the conference brief",
        "Brief for the General Assembly",
        "Organise the Open Conference",
        "Potential contribution to INGSA2021 Conference – Montréal",
        "Start of preparations for CERN Open Days 2019",
        "Presentation and discussion at IR Town Hall",
        "Agenda and practical note for the assembly",
        "Minutes of the last assembly",
        '"Trio" meetings (remote)',
        "Conference " * 40,
    ],
)
def test_work_on_an_event_is_not_one(what: str) -> None:
    assert event_title(what) == ""


def test_a_place_is_taken_only_where_there_is_one_address() -> None:
    assert link_in("See https://example.org/a/.") == "https://example.org/a/"
    assert link_in("https://example.org/a and https://example.org/b") == ""
    assert link_in("no address") == ""
