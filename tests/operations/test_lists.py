"""Lists: whose, which, in what order, and something useful where there is nothing."""

from datetime import date

import pytest

from bot.operations import lists, menu, standing
from bot.turn import Turn
from bot.windows import Window
from storage.engine import Units
from storage.models import Priority
from storage.queries.programmes import priorities
from tests.builders import Cast, a_cast, a_person, a_programme, a_turn, an_action, an_organisation


def numbers(card) -> list[int]:
    return [action.number for action in card.actions]


def until(day: str) -> Window:
    return Window(end=date.fromisoformat(day))


def test_mine_is_late_first_then_by_end_of_window_then_what_has_none(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        for window in (Window(), until("2022-03-01"), until("2022-01-05"), until("2022-02-01"), Window(ongoing=True)):
            an_action(session, programme, owners=(cast.ben,), window=window)
        card = lists.mine(session, a_turn(session, cast.ben))
        assert numbers(card) == [3, 4, 2, 1, 5]
        assert [action.late for action in card.actions] == [True, False, False, False, False]


def test_the_start_page_counts_all_that_are_late_of_what_mine_lists(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        for owner in (*[cast.ben] * 12, *[cast.cnrs] * 11, cast.dlr):
            an_action(session, programme, owners=(owner,), window=until("2022-01-05"))
        an_action(session, programme, owners=(cast.ben,), window=until("2022-02-01"))
        an_action(session, programme, owners=(cast.ben,), window=Window(end=date(2022, 1, 5), ongoing=True))
        page = menu.menu(session, a_turn(session, cast.ben))
        assert (page.mine_total, page.late) == (25, 23)


def test_under_mine_stands_what_my_organisation_holds_with_nobody_named(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        emil = a_person(session, "Emil", cast.cnrs)
        an_action(session, programme, owners=(cast.ben,))
        an_action(session, programme, owners=(cast.cnrs,))
        an_action(session, programme, owners=(emil,))
        card = lists.mine(session, a_turn(session, cast.ben))
        assert numbers(card) == [1]
        assert card.also is not None and numbers(card.also) == [2]
        assert numbers(lists.ours(session, a_turn(session, cast.ben))) == [1, 2, 3]


def test_what_i_hold_beside_my_organisation_is_listed_once(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs, cast.ben))
        card = lists.mine(session, a_turn(session, cast.ben))
        assert numbers(card) == [1] and card.also is None


def test_what_i_am_asked_for_is_mine_to_answer(units: Units) -> None:
    with units.writing() as session:
        from tests.builders import an_assignment

        cast, programme = a_cast(session), a_programme(session)
        action = an_action(session, programme)
        an_assignment(session, action, cast.dlr, state="asked")
        assert numbers(lists.mine(session, a_turn(session, cast.chloe))) == [1]
        assert numbers(lists.mine(session, a_turn(session, cast.ben))) == []


def test_what_is_done_dropped_or_of_a_closed_programme_is_not_mine_any_more(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        old = a_programme(session, state="closed", title="Old")
        an_action(session, programme, owners=(cast.ben,), state="done")
        an_action(session, programme, owners=(cast.ben,), state="dropped")
        an_action(session, old, owners=(cast.ben,))
        assert lists.mine(session, a_turn(session, cast.ben)).total == 0


def test_nothing_of_mine_says_what_looks_for_someone(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme)
        card = lists.mine(session, a_turn(session, cast.ben))
        assert "1 action looks for someone: `/wp open`" in card.empty


def test_seeing_ones_organisations_actions_needs_no_confirmation(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        cast.ben.confirmed = False
        an_action(session, programme, owners=(cast.cnrs,))
        assert numbers(lists.ours(session, a_turn(session, cast.ben))) == [1]


def test_a_draft_is_headed_draft(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session, state="draft")
        assert lists.listed(session, a_turn(session, cast.ben), "").heading == "Draft: Work programme 2022"


def many_kinds(session) -> tuple[Cast, Turn]:
    cast, programme = a_cast(session), a_programme(session)
    assert programme.id is not None
    first, second = priorities(session, programme.id)
    assert isinstance(first, Priority)
    march = Window(date(2022, 3, 1), date(2022, 3, 31))
    an_action(session, programme, "Draft the brief", owners=(cast.cnrs,), priority=first, when="March", window=march)
    an_action(session, programme, "Print 100 copies", owners=(cast.ben, cast.dlr), priority=second)
    an_action(session, programme, "Merchandise (tbc)", priority=second, window=until("2022-01-02"))
    an_action(session, programme, "Survey", state="done", priority=first)
    an_action(session, programme, "Checks", window=Window(date(2022, 2, 1), date(2022, 4, 1), tentative=True))
    return cast, a_turn(session, cast.ben)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", [3, 1, 5, 2]),
        ("2", [3, 2]),
        ("priority 1", [1]),
        ("0", [5]),
        ("late", [3]),
        ("done", [4]),
        ("tbc", [3, 5]),
        ("undated", [2]),
        ("CNRS", [1, 2]),
        ("dlr", [2]),
        ("<@U0BEN|ben>", [2]),
        ("March 2022", [1, 5]),
        ("brief", [1]),
        ("100", [2]),
        ("2 late", [3]),
        ("CNRS done", []),
        ("%", []),
        ("nothing like it", []),
        ("all", [3, 1, 5, 2, 4]),
    ],
)
def test_list_finds_by_priority_organisation_person_month_state_or_words(
    units: Units, asked: str, expected: list[int]
) -> None:
    with units.writing() as session:
        _, turn = many_kinds(session)
        assert numbers(lists.listed(session, turn, asked)) == expected


def test_pages_hold_ten_and_go_on_where_the_last_ended(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        for _ in range(23):
            an_action(session, programme)
        turn = a_turn(session, cast.ben)
        pages = [lists.unowned(session, turn, offset) for offset in (0, 10, 20)]
        assert [len(page.actions) for page in pages] == [10, 10, 3]
        assert sorted(number for page in pages for number in numbers(page)) == list(range(1, 24))


def test_a_priority_shows_its_actions_also_those_that_are_done(units: Units) -> None:
    with units.writing() as session:
        _, turn = many_kinds(session)
        card, rows = standing.priority(session, turn, "1")
        assert (card.total, card.done, card.late, card.unowned) == (2, 1, 0, 0)
        assert sorted(numbers(rows)) == [1, 4]


def test_the_programme_counts_what_is_done_late_and_unowned(units: Units) -> None:
    with units.writing() as session:
        _, turn = many_kinds(session)
        card = standing.priorities(session, turn)
        assert [(p.number, p.total, p.done, p.late, p.unowned) for p in card.priorities] == [
            ("1", 2, 1, 0, 0),
            ("2", 2, 0, 1, 1),
        ]
        assert card.loose is not None and card.loose.total == 1


def test_without_a_programme_every_list_says_how_to_get_one(units: Units) -> None:
    with units.writing() as session:
        ben = a_person(session, "Ben", an_organisation(session, "CNRS"))
        turn = a_turn(session, ben)
        for card in (lists.mine(session, turn), lists.ours(session, turn), lists.listed(session, turn, "")):
            assert "programme load" in card.empty
