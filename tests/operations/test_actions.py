"""Adding, ending, moving, editing: what is stored, who may, who hears, and what is said about dates and names."""

from datetime import date

import pytest
from sqlmodel import select

from bot.errors import BadInput, Conflict, NotAllowed, NotFound, UnknownPerson
from bot.operations import actions, pages
from bot.operations.actions import New
from bot.operations.owners import MENTION
from bot.windows import Window
from storage.engine import Units
from storage.models import Action, Assignment, JournalEntry, Programme
from tests.builders import a_cast, a_programme, a_turn, an_action
from tests.operations.test_claims import said_to


def test_an_action_is_added_with_who_when_and_priority_as_written_and_as_understood(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        new = New("Draft the brief", who="CNRS/DLR", when="31 March 2022", priority="2")
        done = actions.add(session, a_turn(session, cast.ben), new)
        card = done.action
        assert card is not None
        assert (card.number, card.place, card.who_said, card.when_said) == (1, "2.1", "CNRS/DLR", "31 March 2022")
        assert card.window.end == date(2022, 3, 31)
        assert [(owner.organisation, owner.asked) for owner in card.owners] == [("CNRS", False), ("DLR-PT", True)]
        assert "I have asked DLR-PT" in done.also[-1]


def test_a_date_that_cannot_be_read_is_kept_as_written_and_that_is_said(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        done = actions.add(session, a_turn(session, cast.ben), New("Draft", when="soonish"))
        assert done.action is not None and done.action.when_said == "soonish"
        assert not done.action.window.understood
        assert "“soonish”" in done.also[0] and "no reminders" in done.also[0]


def test_a_name_nobody_knows_is_kept_as_written_and_that_is_said(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        done = actions.add(session, a_turn(session, cast.ben), New("Draft", who="Atlantis"))
        assert done.action is not None and done.action.who_said == "Atlantis" and not done.action.owners
        assert "“Atlantis”" in done.also[0]


def test_me_and_mentions_are_people(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        turn = a_turn(session, cast.ben)
        mine = actions.add(session, turn, New("Mine", who="me")).action
        hers = actions.add(session, turn, New("Hers", who="<@U0CHLOE|chloe>")).action
        assert mine is not None and hers is not None
        assert [(o.name, o.asked) for o in mine.owners] == [("Ben", False)]
        assert [(o.name, o.asked) for o in hers.owners] == [("Chloe", True)]
        assert hers.who_said == "Chloe"


def test_a_mention_of_somebody_slack_has_not_told_us_about_asks_slack_first(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        with pytest.raises(UnknownPerson) as unknown:
            actions.add(session, a_turn(session, cast.ben), New("Draft", who="<@U0NEWCOMER>"))
        assert unknown.value.user_id == "U0NEWCOMER"
    assert MENTION.search("<@W0GRID|x>")


def test_numbers_are_never_given_twice_even_after_an_undo(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        turn = a_turn(session, cast.ben)
        actions.add(session, turn, New("First"))
        pages.undo(session, turn)
        second = actions.add(session, turn, New("Second")).action
        assert second is not None and second.number == 2


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (New(""), "what"),
        (New("x" * 5001), "what"),
        (New("Draft", priority="9"), "priority"),
        (New("a", "b" * 6000), "who"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field_and_nothing_is_stored(
    units: Units, new: New, field: str
) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        with pytest.raises(BadInput) as refused:
            actions.add(session, a_turn(session, cast.ben), new)
        assert refused.value.field == field
        assert session.exec(select(Action)).all() == []


def test_without_a_programme_the_way_to_one_is_said(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        with pytest.raises(NotFound, match="programme load"):
            actions.add(session, a_turn(session, cast.ben), New("Draft"))


def test_done_closes_for_all_and_tells_the_other_owners(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, "Draft the brief", owners=(cast.cnrs, cast.dlr))
        done = actions.done(session, a_turn(session, cast.ben), "1", "sent on Monday")
        assert done.action is not None and (done.action.state, done.action.outcome) == ("done", "sent on Monday")
        assert said_to(session, "U0CHLOE") == ["Ben (CNRS) has marked #1 Draft the brief as done. “sent on Monday”"]
        assert done.also == ("I have told Chloe.",)


@pytest.mark.parametrize(
    "change",
    [
        lambda s, t: actions.done(s, t, "1", ""),
        lambda s, t: actions.drop(s, t, "1", "no money"),
        lambda s, t: actions.when(s, t, "1", "31 March 2022", "moved"),
        lambda s, t: actions.edit(s, t, "1", New("Other"), "clearer so"),
    ],
)
def test_only_owners_their_organisation_the_adder_and_chairs_change_an_action(units: Units, change) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.dlr,))
        with pytest.raises(NotAllowed, match="who holds it"):
            change(session, a_turn(session, cast.ben))
        assert change(session, a_turn(session, cast.ana)).action is not None


def test_rights_are_those_at_the_moment_of_acting(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        assert "done" in pages.show(session, a_turn(session, cast.ben), "1").action.may
        cast.ben.confirmed = False
        with pytest.raises(NotAllowed):
            actions.done(session, a_turn(session, cast.ben), "1", "")


def test_done_twice_says_so_and_changes_nothing(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        turn = a_turn(session, cast.ben)
        actions.done(session, turn, "1", "")
        with pytest.raises(Conflict, match="reopen"):
            actions.done(session, turn, "1", "again")
        assert len(session.exec(select(JournalEntry)).all()) == 1


def test_what_is_dropped_is_reopened_before_it_can_be_done(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,), state="dropped")
        with pytest.raises(Conflict, match="reopen 1"):
            actions.done(session, a_turn(session, cast.ben), "1", "")


def test_who_is_read_as_our_own_lists_show_it(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        done = actions.add(session, a_turn(session, cast.ben), New("Draft", who="CNRS (Ben), DLR-PT (Chloe)"))
        assert done.action is not None
        assert [owner.organisation for owner in done.action.owners] == ["CNRS", "DLR-PT"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [("3 January 2022", "That is past"), ("tbc", "To be confirmed"), ("asap", "I can't see a date")],
)
def test_a_date_that_helps_nobody_is_said(units: Units, said: str, sentence: str) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        a_programme(session)
        done = actions.add(session, a_turn(session, cast.ben), New("Draft", when=said))
        assert any(line.startswith(sentence) for line in done.also)


def test_a_drop_needs_a_reason(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        with pytest.raises(BadInput, match="Why"):
            actions.drop(session, a_turn(session, cast.ben), "1", "  ")


def test_reopening_revives_what_was_dropped(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        turn = a_turn(session, cast.ben)
        actions.drop(session, turn, "1", "no money")
        card = actions.reopen(session, turn, "1").action
        assert card is not None and (card.state, card.outcome) == ("open", "")


def test_once_adopted_a_new_date_carries_a_reason(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        turn = a_turn(session, cast.ben)
        with pytest.raises(BadInput, match="why:"):
            actions.when(session, turn, "1", "31 March 2022", "")
        actions.when(session, turn, "1", "31 March 2022", "the venue moved")
        history = pages.show(session, turn, "1").history
        assert [(line.text, line.why) for line in history] == [
            ("moved #1 from no date to 31 March 2022", "the venue moved")
        ]


def test_in_a_draft_a_new_date_needs_no_reason(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session, state="draft")
        an_action(session, programme, owners=(cast.cnrs,))
        card = actions.when(session, a_turn(session, cast.ben), "1", "March 2022", "").action
        assert card is not None
        assert (card.window.start, card.window.end) == (date(2022, 3, 1), date(2022, 3, 31))


def test_an_action_is_late_only_after_its_window_has_closed(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, window=Window(date(2022, 1, 1), date(2022, 1, 10)))
        an_action(session, programme, window=Window(date(2022, 1, 1), date(2022, 1, 9)))
        turn = a_turn(session, cast.ben)
        assert [pages.show(session, turn, number).action.late for number in ("1", "2")] == [False, True]


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        action = an_action(session, programme, owners=(cast.cnrs,))
        turn = a_turn(session, cast.ben)
        actions.note(session, turn, "1", "a note does not stand in the way")
        actions.done(session, turn, "1", "")
        with pytest.raises(Conflict, match="while the form was open"):
            actions.edit(session, turn, "1", New("Other"), version=1)
        assert action.what == "Draft the brief"


def test_an_edit_changes_who_holds_it_and_asks_the_new_ones(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session)
        an_action(session, programme, owners=(cast.cnrs,))
        new = New("Draft the brief", who="DLR-PT", priority="1")
        with pytest.raises(BadInput, match="adopted") as raised:
            actions.edit(session, a_turn(session, cast.ben), "1", new, version=1)
        assert raised.value.field == "why"
        card = actions.edit(session, a_turn(session, cast.ben), "1", new, "they have the time", version=1).action
        assert card is not None
        assert [(owner.organisation, owner.asked) for owner in card.owners] == [("DLR-PT", True)]
        assert card.priority == "1. Science diplomacy"


def test_the_actions_of_a_closed_programme_stay_as_they_are(units: Units) -> None:
    with units.writing() as session:
        cast, programme = a_cast(session), a_programme(session, state="closed")
        an_action(session, programme, owners=(cast.cnrs,))
        with pytest.raises(Conflict, match="closed"):
            actions.done(session, a_turn(session, cast.ben), "1", "")
        assert session.exec(select(Programme)).one().state == "closed"
        assert session.exec(select(Assignment)).all() != []
