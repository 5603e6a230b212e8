"""What a programme is looked through for before it is adopted."""

from bot.operations import checking
from storage.engine import Units
from tests.builders import a_cast, a_programme, a_turn, an_action, an_assignment


def test_who_is_asked_answers_next_so_that_only_what_nobody_is_asked_for_lacks_somebody(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        programme = a_programme(session, "Careers", state="draft")
        an_action(session, programme, "Nobody's", who_said="?")
        an_assignment(session, an_action(session, programme, "Asked for", who_said="CNRS"), cast.cnrs, state="asked")
        an_action(session, programme, "Held", owners=(cast.dlr,))
        found = checking.check(session, a_turn(session, cast.ana), "").findings
        assert [one.text for one in found if one.kind == "nobody holds it"] == ["#1 Nobody's (“?”)"]
