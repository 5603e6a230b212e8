"""Who: names parted as people part them, and what is no name left as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.who import Who, read_who


@pytest.mark.parametrize(
    ("said", "owners"),
    [
        ("ZSI/DLR-PT/CNRS", ("ZSI", "DLR-PT", "CNRS")),
        ("DLR-PT/FECYT/ CNRS + InsSciDE partners", ("DLR-PT", "FECYT", "CNRS", "InsSciDE partners")),
        ("CNRS/Symlog", ("CNRS", "Symlog")),
        ("MS, JK", ("MS", "JK")),
        ("A; B\nC", ("A", "B", "C")),
        ("JK with TC", ("JK", "TC")),
        ("CNRS (lead), VUB (tbc)", ("CNRS", "VUB")),
        ("Lead: CNRS; support: VUB", ("CNRS", "VUB")),
        ("CNRS, CNRS", ("CNRS",)),
        ("@tmandry, @nikomatsakis", ("@tmandry", "@nikomatsakis")),
        ("DLR-PT Brussels Office", ("DLR-PT Brussels Office",)),
    ],
)
def test_names_are_parted_in_order(said: str, owners: tuple[str, ...]) -> None:
    assert read_who(said).owners == owners


@pytest.mark.parametrize(
    "said",
    [
        "Harvest & Bazaar Committee",
        "Health and Wellness Committee",
        "Science and Technology Facilities Council",
        "Ministry of Education and Research",
    ],
)
def test_a_name_is_not_split_inside(said: str) -> None:
    assert read_who(said).owners == (said,)


def test_and_between_two_names_parts_them() -> None:
    assert read_who("Department of Energy and EPA").owners == ("Department of Energy", "EPA")
    assert read_who("University of Oslo and University of Bergen").owners == (
        "University of Oslo",
        "University of Bergen",
    )


def test_a_known_name_is_never_split_in_whatever_case() -> None:
    assert read_who("War and Peace", known=["War and Peace"]).owners == ("War and Peace",)
    assert read_who("CNRS, food/drink, VUB", known=["Food/Drink"]).owners == ("CNRS", "food/drink", "VUB")


def test_or_leaves_it_to_them_to_settle() -> None:
    assert read_who("ZSI or DLR-PT") == Who(("ZSI", "DLR-PT"), either=True)
    assert not read_who("ZSI and DLR-PT").either


def test_the_trio_owns_as_a_group() -> None:
    assert read_who("Trio") == Who(("Trio",), group="Trio")
    assert read_who("DLR-PT and Trio") == Who(("DLR-PT", "Trio"), group="Trio")


@pytest.mark.parametrize("said", ["?", "", "  ", "tbc", "TBD", "—", "--", "n/a", "to be confirmed"])
def test_nobody_yet(said: str) -> None:
    assert read_who(said) == Who(nobody=True)


@pytest.mark.parametrize("said", ["Any volunteers?", "volunteers", "Who would like to?", "Looking for a host"])
def test_a_call_for_volunteers_is_looking_for_someone(said: str) -> None:
    assert read_who(said) == Who(seeking=True)


@pytest.mark.parametrize("said", ["All interested", "Members", "other", "All WDCs", "Required for all agencies", "all"])
def test_those_who_are_only_addressed_own_nothing_and_are_kept_as_written(said: str) -> None:
    assert read_who(said) == Who(not_owners=(said,))


def test_those_addressed_beside_owners_are_told_apart() -> None:
    assert read_who("CNRS, other") == Who(("CNRS",), not_owners=("other",))
    expected = Who(("CNRS", "DLR", "VUB"), not_owners=("Others by invitation",))
    assert read_who("CNRS, DLR, VUB Others by invitation") == expected
    assert read_who("CNRS, DLR, VUB\nOthers by invitation") == expected


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        (
            "InsSciDE Project will call for Alliance submissions. + self-funded Alliance dinner meeting?",
            "InsSciDE Project",
        ),
        ("InsSciDE Project devotes ½ day to these workshops,\nopen to invited stakeholders", "InsSciDE Project"),
        ("HK to coordinate and compile", "HK"),
    ],
)
def test_a_sentence_names_its_owner_first(said: str, owner: str) -> None:
    assert read_who(said).owners == (owner,)


@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_is_read_without_an_error(said: str, known: list[str]) -> None:
    who = read_who(said, known)
    assert all(owner.strip() for owner in who.owners)
    assert len({owner.casefold() for owner in who.owners}) == len(who.owners)
    assert not (who.nobody and (who.owners or who.seeking or who.not_owners))


@given(
    st.lists(st.sampled_from(["a", " and ", "/", ",", "(", ")", "?", "or", "\n", "Trio", "\u0000", "+"]), max_size=60)
)
def test_any_run_of_separators_is_read_without_an_error(parts: list[str]) -> None:
    read_who("".join(parts))


@pytest.mark.parametrize(
    ("said", "owners"),
    [
        ("LSU + 2 partners", ("LSU",)),
        ("three other members", ()),
        ("Ministry of Trade, Industry and Energy", ("Ministry of Trade, Industry and Energy",)),
        ("Ministry of Health, WHO and UNICEF", ("Ministry of Health", "WHO", "UNICEF")),
        ("Group on Ethics and Integrity", ("Group on Ethics and Integrity",)),
        ("Library and the reading team", ("Library", "the reading team")),
        ("Secretariat with support from members", ("Secretariat",)),
        ("Ministry of Health, in collaboration with WHO", ("Ministry of Health", "WHO")),
        ("Smith, J.; Doe, P.", ("Smith, J", "Doe, P")),
        ("@anna @ben", ("@anna", "@ben")),
        ("team leads (or delegate)", ("team leads (or delegate)",)),
        ("CNRS leads the group", ("CNRS",)),
        ("CNRS & VUB", ("CNRS", "VUB")),
        ("Trade & Industry", ("Trade & Industry",)),
        ("n.a.", ()),
        ("Not yet assigned", ()),
    ],
)
def test_names_are_told_from_counts_roles_and_companions(said: str, owners: tuple[str, ...]) -> None:
    assert read_who(said).owners == owners
