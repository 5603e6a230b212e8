"""People told from bodies: given names, surnames that come first, and the body behind a person."""

import pytest

from bot.reading.people import body_of
from bot.reading.who import Who, read_who


@pytest.mark.parametrize(
    ("said", "owners"),
    [
        ("Dan & Carla", ("Dan", "Carla")),
        ("Anna und Karl", ("Anna", "Karl")),
        ("Ana López y Luis Ruiz", ("Ana López", "Luis Ruiz")),
        ("John Smith & Mary Jones (CERN)", ("John Smith", "Mary Jones (CERN)")),
        ("Dan & Carla / Finance", ("Dan", "Carla", "Finance")),
        ("J. Smith (DLR), A. Roy (CNRS)", ("J. Smith (DLR)", "A. Roy (CNRS)")),
    ],
)
def test_two_people_are_two_owners(said: str, owners: tuple[str, ...]) -> None:
    assert read_who(said).owners == owners


@pytest.mark.parametrize("said", ["Research & Innovation", "Peter & Paul Foundation Board", "Waste & Water Unit"])
def test_bodies_with_an_and_in_their_name_stay_one(said: str) -> None:
    assert read_who(said).owners == (said,)


@pytest.mark.parametrize(
    ("said", "owners"),
    [
        ("Smith, John", ("Smith, John",)),
        ("Brown, Bob; Smith, John", ("Brown, Bob", "Smith, John")),
        ("Müller, Anna; Groß, Karl", ("Müller, Anna", "Groß, Karl")),
        ("van der Berg, Anna and Doe, Jane", ("van der Berg, Anna", "Doe, Jane")),
        ("Anna, Smith, John", ("Anna", "Smith, John")),
    ],
)
def test_a_surname_that_comes_first_stays_with_its_name(said: str, owners: tuple[str, ...]) -> None:
    assert read_who(said).owners == owners


@pytest.mark.parametrize(
    "said",
    ["Alice, Bob", "Marketing, Anna", "CNRS, Anna", "Secretariat, John", "Lisbon, Ghent", "John Smith, Anna Berg"],
)
def test_names_beside_each_other_are_two(said: str) -> None:
    assert read_who(said).owners == tuple(said.split(", "))


@pytest.mark.parametrize("said", ["both", "Beide", "chacun"])
def test_both_and_each_name_nobody(said: str) -> None:
    assert read_who(said) == Who(not_owners=(said,))


def test_help_wanted_is_looking_for_someone() -> None:
    assert read_who("Help wanted") == Who(seeking=True)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("J. Smith (DLR)", "DLR"),
        ("Anna Berg (CNRS)", "CNRS"),
        ("DG RTD (Brussels)", "DG RTD (Brussels)"),
        ("Ministry of Education (MoE)", "Ministry of Education (MoE)"),
        ("J. Smith (on leave)", "J. Smith (on leave)"),
        ("CNRS", "CNRS"),
    ],
)
def test_the_body_behind_a_person_is_told_from_remarks(name: str, body: str) -> None:
    assert body_of(name) == body
