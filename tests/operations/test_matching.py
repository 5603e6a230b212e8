"""Rows of two documents are paired as a reader would pair them, and the sum over all pairs is the best there is."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.operations import matching
from bot.operations.matching import Row, match


def row(what: str, place: str = "1.1", who: str = "", when: str = "") -> Row:
    priority, _, position = place.partition(".")
    return Row((what,), who, when, priority, int(position))


def test_the_same_words_are_the_same_row_wherever_they_stand() -> None:
    old = [row("Draft the brief", "1.1"), row("Ask for hosts", "1.2"), row("Print it", "2.1")]
    assert match(old, [old[2], row("“Draft” the BRIEF", "3.1"), old[1]]) == {0: 2, 1: 0, 2: 1}


def test_a_row_that_was_reworded_or_has_grown_is_the_same_row() -> None:
    old = [row("Brief internal survey (WG activities)"), row("Trio meetings", "1.2", "CNRS", "Periodically")]
    new = [row("Short internal survey (WG activities)"), row("Trio meetings, remote or in Brussels", "2.1", "CNRS")]
    assert match(old, new) == {0: 0, 1: 1}


def test_rows_that_only_share_their_place_are_strangers() -> None:
    assert match([row("Stakeholder mapping")], [row("Invite the ministries")]) == {}


def test_rows_with_equal_words_are_told_apart_by_place_who_and_when() -> None:
    old = [row("Trio meeting", f"1.{n}", "CNRS", month) for n, month in enumerate(("March", "April", "May"), 1)]
    new = [row("Trio meeting", f"1.{n}", "CNRS", month) for n, month in enumerate(("April", "May"), 1)]
    assert match(old, new) == {0: 1, 1: 2}


def test_what_an_action_was_called_before_still_leads_to_it() -> None:
    old = [Row(("Renamed altogether here", "Stakeholder mapping"), "", "", "1", 1)]
    assert match(old, [row("Stakeholder mapping")]) == {0: 0}


def test_the_likest_pair_does_not_cost_another_row_its_partner() -> None:
    old = [row("Report on training for diplomats"), row("Report on trainings for young diplomats")]
    new = [row("Report on trainings for diplomats"), row("Report on trainings for young diplomats in the EU")]
    assert match(old, new) == {0: 0, 1: 1}


costs = st.integers(1, 5).flatmap(
    lambda rows: st.integers(rows, 6).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(-100, 0), min_size=columns, max_size=columns), min_size=rows, max_size=rows
        )
    )
)


@settings(max_examples=60)
@given(costs)
def test_the_assignment_is_the_best_of_all(made: list[list[int]]) -> None:
    def total(columns: tuple[int, ...]) -> int:
        return sum(made[line][column] for line, column in enumerate(columns))

    chosen = matching._assignment(made)
    assert len(set(chosen)) == len(made)
    assert total(tuple(chosen)) == min(map(total, permutations(range(len(made[0])), len(made))))


def test_two_thousand_rows_are_paired_in_time() -> None:
    old = [row(f"Deliver item {n * 7919 % 1000} of the plan", f"{n % 9}.{n}") for n in range(1000)]
    new = [row(f"Deliver the item {n * 7919 % 1000} of the plan", f"{n % 9}.{n}") for n in range(1000)]
    assert len(match(old, new)) == 1000
