from storage.engine import Units
from tests.builders import a_cast, a_programme, a_turn, an_action


def test_the_cast_has_the_rights_its_words_promise(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        rights = {
            person.name: (actor.reader, actor.member, actor.contact, actor.chair)
            for person in (cast.ana, cast.ben, cast.chloe, cast.gus, cast.sam)
            for actor in [a_turn(session, person).actor]
        }
    assert rights == {
        "Ana": (True, True, False, True),
        "Ben": (True, True, False, False),
        "Chloe": (True, True, True, False),
        "Gus": (True, False, False, False),
        "Sam": (False, False, False, False),
    }


def test_an_action_is_held_by_those_it_names(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        action = an_action(session, a_programme(session), owners=(cast.cnrs, cast.chloe))
    assert (action.number, action.who_said, action.owned) == (1, "CNRS, Chloe", True)
