"""An account is gone: nothing it held is lost."""

from bot.operations.leaving import person_left
from bot.operations.pages import show
from storage.engine import Units
from tests.builders import HOUSE, NOW, a_cast, a_person, a_programme, a_turn, an_action, told


def test_what_somebody_held_stays_with_the_organisation_and_the_contact_is_told_once(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        dana = a_person(session, "Dana", cast.dlr)
        programme = a_programme(session)
        action = an_action(session, programme, "Draft the brief", owners=(dana,))
        an_action(session, programme, "Print it", owners=(dana,))
        for _ in range(2):
            person_left(session, dana, now=NOW, house=HOUSE)
        held = show(session, a_turn(session, cast.ben), str(action.number)).action
        assert [(owner.organisation, owner.name) for owner in held.owners] == [("DLR-PT", "")]
        assert told(session) == [
            (
                "U0CHLOE",
                "Dana's account is gone. #1 Draft the brief; #2 Print it stay with DLR-PT. "
                "`/wp ours` and `/wp open` show what waits for somebody.",
            )
        ]


def test_where_the_contact_left_the_chairs_are_told(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        an_action(session, a_programme(session), owners=(cast.chloe,))
        person_left(session, cast.chloe, now=NOW, house=HOUSE)
        assert cast.chloe.standing == ""
        assert [receiver for receiver, _ in told(session)] == ["U0ANA"]


def test_what_was_held_for_no_organisation_looks_for_someone(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        dana = a_person(session, "Dana")
        action = an_action(session, a_programme(session), owners=(dana,))
        person_left(session, dana, now=NOW, house=HOUSE)
        held = show(session, a_turn(session, cast.ben), str(action.number))
        assert (held.action.owners, action.owned) == ((), False)
        assert held.history[-1].text == "Dana's account is gone"
        assert "#1 Draft the brief looks for someone." in told(session)[0][1]


def test_an_organisation_named_beside_its_person_is_not_named_twice(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        action = an_action(session, a_programme(session), owners=(cast.cnrs, cast.ben))
        person_left(session, cast.ben, now=NOW, house=HOUSE)
        held = show(session, a_turn(session, cast.ana), str(action.number)).action
        assert [owner.organisation for owner in held.owners] == ["CNRS"]


def test_who_held_nothing_leaves_in_silence(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        done = an_action(session, a_programme(session), owners=(cast.ben,), state="done")
        person_left(session, cast.ben, now=NOW, house=HOUSE)
        assert (cast.ben.is_gone, told(session)) == (True, [])
        held = show(session, a_turn(session, cast.ana), str(done.number)).action
        assert [owner.name for owner in held.owners] == ["Ben"]
