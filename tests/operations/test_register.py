"""The outreach register: who approached whom, and two that would knock at one door are told of each other."""

import pytest

from bot.errors import BadInput, Conflict, NotAllowed, NotFound
from bot.operations import approaching, pages, register
from bot.operations.approaching import Approach
from bot.operations.register import NewEntry
from bot.register_cards import EntryChange, Taken
from storage.engine import Units
from tests.builders import a_cast, a_person, a_turn

JANE = NewEntry("Jane Roe", office="Ministry of Research", role="Head of unit", link="jane@example.org")


def test_an_entry_keeps_who_suggested_approached_when_and_the_result(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben = a_turn(session, cast.ana), a_turn(session, cast.ben)
        added = register.add(session, ana, JANE).entry
        assert (added.number, added.suggested_by, added.suggested_for) == (1, "Ana", "ZSI")
        about = approaching.approach(session, ben, "R1", Approach(about=True))
        assert isinstance(about, EntryChange)
        assert (about.entry.approached_by, about.entry.approached_said) == ("CNRS", "")
        done = approaching.approach(session, ben, "r1", Approach(when="3 March 2022", result="They will come"))
        assert isinstance(done, EntryChange)
        whole = register.one(session, ana, "R1")
        assert (whole.entry.approached_said, whole.entry.result) == ("3 March 2022", "They will come")
        assert [text for _, _, text in whole.history] == [
            "added R1",
            "CNRS is about to approach R1",
            "CNRS approached R1",
        ]
        pages.undo(session, ben)
        assert register.one(session, ana, "R1").entry.result == ""


@pytest.mark.parametrize("office", ["ministry of research", "The Ministry of Research"])
def test_a_second_organisation_at_the_same_office_is_told_first_and_may_go_on(units: Units, office: str) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben, chloe = (a_turn(session, one) for one in (cast.ana, cast.ben, cast.chloe))
        register.add(session, ana, JANE)
        register.add(session, ana, NewEntry("John Doe", office=office))
        register.add(session, ana, NewEntry("Ada Poe", office="Ministry of Health"))
        approaching.approach(session, ben, "R1", Approach(when="March"))
        warned = approaching.approach(session, chloe, "R2", Approach())
        assert isinstance(warned, Taken)
        assert [(one.number, one.approached_by) for one in warned.others] == [(1, "CNRS")]
        assert register.one(session, ana, "R2").entry.approached_by == ""
        assert isinstance(approaching.approach(session, chloe, "R2", Approach(anyway=True)), EntryChange)
        assert isinstance(approaching.approach(session, chloe, "R3", Approach()), EntryChange)
        assert isinstance(approaching.approach(session, ben, "R1", Approach(when="April", anyway=True)), EntryChange)


def test_who_stood_there_first_is_not_lost(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        register.add(session, ana, JANE)
        approaching.approach(session, ana, "R1", Approach(by="CNRS", when="March", result="No answer"))
        approaching.approach(session, ana, "R1", Approach(by="DLR", when="May", anyway=True))
        entry = register.one(session, ana, "R1").entry
        assert (entry.approached_by, entry.result) == ("DLR-PT", "No answer (before: CNRS March)")


def test_a_contacts_data_are_for_the_chairs_and_who_entered_them(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        register.add(session, ana, JANE)
        register.add(session, ana, NewEntry("The Newsletter", kind="media", audience="researchers"))
        approaching.approach(session, ana, "R1", Approach(result="Jane says yes"))
        for person, sees in ((cast.ana, True), (cast.ben, False), (cast.gus, False)):
            turn = a_turn(session, person)
            for entry in (register.one(session, turn, "R1").entry, register.listed(session, turn).entries[0]):
                shown = (entry.name, entry.role, entry.link, entry.result)
                assert shown == (
                    ("Jane Roe", "Head of unit", "jane@example.org", "Jane says yes") if sees else ("",) * 4
                )
                assert entry.office == "Ministry of Research"
        listed = register.listed(session, a_turn(session, cast.ben), "media")
        assert [(one.name, one.audience) for one in listed.entries] == [("The Newsletter", "researchers")]
        with pytest.raises(NotAllowed):
            register.listed(session, a_turn(session, cast.sam))
        with pytest.raises(NotAllowed):
            register.everything(session, a_turn(session, cast.ben))


def test_what_cannot_be_entered_is_named(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana, ben = a_turn(session, cast.ana), a_turn(session, cast.ben)
        for new, why in (
            (NewEntry(" "), "Who is it"),
            (NewEntry("x", kind="event"), "“event” is neither"),
            (NewEntry("x" * 5001), "5,001 characters"),
        ):
            with pytest.raises(BadInput, match=why):
                register.add(session, ana, new)
        with pytest.raises(NotAllowed, match="`/wp propose contact …` suggests one"):
            register.add(session, ben, JANE)
        with pytest.raises(NotFound, match="R9"):
            register.one(session, ana, "R9")
        register.add(session, ana, JANE)
        with pytest.raises(NotAllowed, match="Only the chairs can say that for DLR-PT"):
            approaching.approach(session, ben, "R1", Approach(by="DLR"))
        with pytest.raises(NotAllowed, match="confirmed"):
            una = a_person(session, "Una", cast.dlr, confirmed=False)
            approaching.approach(session, a_turn(session, una), "R1", Approach())
        with pytest.raises(NotAllowed, match="Guests"):
            approaching.approach(session, a_turn(session, cast.gus), "R1", Approach())
        approaching.approach(session, ben, "R1", Approach(when="March"))
        with pytest.raises(Conflict, match="says that already"):
            approaching.approach(session, ben, "R1", Approach(when="March"))


def test_an_empty_register_and_its_pages(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        assert register.listed(session, ana).total == 0
        for number in range(12):
            register.add(session, ana, NewEntry(f"Channel {number}", kind="media"))
        assert [len(register.listed(session, ana, offset=at).entries) for at in (0, 10, 20)] == [10, 2, 10]
