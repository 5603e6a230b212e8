"""Who belongs where: said by oneself, confirmed by others, and what that gives the right to."""

import pytest
from sqlmodel import select

from bot.cards import Done
from bot.errors import BadInput, Conflict, NotAllowed, NotFound, UnknownPerson
from bot.operations import belonging, directory, pages, placing
from bot.operations.actions import access_action_to_change
from bot.operations.placing import Setting
from bot.operations.saying import said
from bot.people_cards import Nearest
from storage.engine import Units
from storage.models import Announcement
from tests.builders import HOUSE, NOW, a_cast, a_person, a_programme, a_turn, an_action, an_organisation, told


def test_my_organisation_counts_at_once_for_seeing_and_after_confirmation_for_rights(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        action = an_action(session, a_programme(session), owners=(cast.dlr,))
        dana = a_person(session, "Dana")
        belonging.belong(session, a_turn(session, dana), "dlr pt")
        seen = a_turn(session, dana).actor
        assert (seen.organisation, seen.ours_ids, seen.owner_ids) == ("DLR-PT", {cast.dlr.id}, frozenset())
        with pytest.raises(NotAllowed):
            access_action_to_change(session, a_turn(session, dana), str(action.number))
        belonging.confirm(session, a_turn(session, cast.chloe), "U0DANA", "DLR-PT")
        assert access_action_to_change(session, a_turn(session, dana), str(action.number)).id == action.id


def test_the_contact_is_asked_to_confirm_and_the_person_hears_of_it(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        done = belonging.belong(session, a_turn(session, a_person(session, "Dana")), "DLR")
        assert isinstance(done, Done)
        assert done.also[0] == "I have asked Chloe, contact of DLR-PT, to confirm it."
        belonging.confirm(session, a_turn(session, cast.chloe), "U0DANA")
        assert [receiver for receiver, _ in told(session)] == ["U0CHLOE", "U0DANA"]


def test_the_request_carries_its_button_until_it_is_answered_or_no_longer_true(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        dana = a_person(session, "Dana")
        belonging.belong(session, a_turn(session, dana), "DLR")
        message = session.exec(select(Announcement).where(Announcement.receiver == "U0CHLOE")).one()

        def pressed() -> list[str]:
            session.flush()
            return [line.press for line in said(session, message, now=NOW, house=HOUSE).notice.lines]

        assert pressed() == ["U0DANA DLR-PT"]
        dana.organisation_id = cast.cnrs.id
        assert pressed() == []
        dana.organisation_id, dana.confirmed = cast.dlr.id, True
        assert pressed() == []


def test_without_a_contact_the_chairs_are_asked(units: Units) -> None:
    with units.writing() as session:
        a_cast(session)
        done = belonging.belong(session, a_turn(session, a_person(session, "Dana")), "CNRS")
        assert isinstance(done, Done)
        assert done.also[0] == "I have asked the chairs to confirm it."
        assert [receiver for receiver, _ in told(session)] == ["U0ANA"]


def test_a_chairs_own_word_is_confirmed(units: Units) -> None:
    with units.writing() as session:
        ana = a_cast(session).ana
        belonging.belong(session, a_turn(session, ana), "CNRS")
        assert (ana.confirmed, told(session)) == (True, [])


def test_whoever_moves_loses_the_rights_of_the_old_place_until_confirmed_in_the_new_one(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        belonging.belong(session, a_turn(session, cast.chloe), "CNRS")
        assert (cast.chloe.confirmed, cast.chloe.standing) == (False, "")
        pages.undo(session, a_turn(session, cast.chloe))
        assert (cast.chloe.organisation_id, cast.chloe.confirmed, cast.chloe.standing) == (cast.dlr.id, True, "contact")


def test_an_unknown_organisation_changes_nothing_and_names_those_that_come_close(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        an_organisation(session, "Sorbonne Université")
        found = belonging.belong(session, a_turn(session, cast.ben), "Sorbone")
        assert isinstance(found, Nearest)
        assert (found.options, cast.ben.organisation_id) == (("Sorbonne Université",), cast.cnrs.id)


def test_the_trio_is_nobodys_own_organisation(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        an_organisation(session, "Trio", kind="group")
        with pytest.raises(BadInput, match="whoever chairs"):
            belonging.belong(session, a_turn(session, cast.ben), "the Trio")


def test_only_the_contact_or_a_chair_confirms(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        dana = a_person(session, "Dana", cast.dlr, confirmed=False)
        for somebody in (cast.ben, dana):
            with pytest.raises(NotAllowed, match="Only a chair or the contact of DLR-PT"):
                belonging.confirm(session, a_turn(session, somebody), "U0DANA")


def test_a_guest_becomes_a_member_by_a_chair_and_not_by_the_contact(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        belonging.belong(session, a_turn(session, cast.gus), "DLR-PT")
        assert [receiver for receiver, _ in told(session)] == ["U0ANA"]
        with pytest.raises(NotAllowed, match="Only a chair can"):
            belonging.confirm(session, a_turn(session, cast.chloe), "U0GUS")
        belonging.confirm(session, a_turn(session, cast.ana), "U0GUS")
        assert a_turn(session, cast.gus).actor.member


def test_a_stranger_cannot_say_where_they_belong_but_a_chair_can(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        with pytest.raises(NotAllowed, match="Ask a chair"):
            belonging.belong(session, a_turn(session, cast.sam), "CNRS")
        placing.set_organisation(session, a_turn(session, cast.ana), Setting("CNRS", members="<@U0SAM|sam>"))
        assert a_turn(session, cast.sam).actor.member


def test_what_is_confirmed_is_what_stood_before_the_eyes(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        dana = a_person(session, "Dana", cast.cnrs, confirmed=False)
        with pytest.raises(Conflict, match="now says that they belong to CNRS"):
            belonging.confirm(session, a_turn(session, cast.ana), "U0DANA", "DLR-PT")
        assert not dana.confirmed
        with pytest.raises(Conflict, match="Gus does not say where they belong at the moment"):
            belonging.confirm(session, a_turn(session, cast.ana), "U0GUS")
        with pytest.raises(Conflict, match="Ben is confirmed as one of CNRS already"):
            belonging.confirm(session, a_turn(session, cast.ana), "U0BEN")


def test_who_is_told_of_a_confirmation_is_told_that_it_was_taken_back(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        dana = a_person(session, "Dana", cast.dlr, confirmed=False)
        done = belonging.confirm(session, a_turn(session, cast.chloe), "U0DANA")
        pages.undo(session, a_turn(session, cast.chloe), done.undo)
        assert not dana.confirmed
        assert told(session)[-1] == (
            "U0DANA",
            "Chloe (DLR-PT) has taken that back: confirmed that Dana belongs to DLR-PT.",
        )


def test_a_new_contact_takes_the_place_of_the_old_one_and_is_told(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        dora = a_person(session, "Dora")
        setting = Setting("dlr", contact="<@U0BEN>", deputy="<@U0DORA>")
        done = placing.set_organisation(session, a_turn(session, cast.ana), setting)
        assert (cast.ben.organisation_id, cast.ben.standing, cast.ben.confirmed) == (cast.dlr.id, "contact", True)
        assert (dora.standing, cast.chloe.standing) == ("deputy", "")
        assert done.sentence == "Set DLR-PT: contact Ben; deputy Dora."
        assert [receiver for receiver, _ in told(session)] == ["U0BEN", "U0DORA"]
        pages.undo(session, a_turn(session, cast.ana))
        assert (cast.ben.organisation_id, cast.chloe.standing) == (cast.cnrs.id, "contact")


def test_setting_what_is_so_already_says_so(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        with pytest.raises(Conflict, match="so already"):
            placing.set_organisation(session, a_turn(session, cast.ana), Setting("DLR-PT", contact="<@U0CHLOE>"))


def test_only_chairs_say_who_belongs_where(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        with pytest.raises(NotAllowed, match="Only the chairs"):
            placing.set_organisation(session, a_turn(session, cast.chloe), Setting("DLR-PT", members="<@U0BEN>"))
        with pytest.raises(NotAllowed, match="Only the chairs"):
            placing.add_organisation(session, a_turn(session, cast.chloe), "VUB")


def test_somebody_whom_slack_has_not_told_us_about_is_asked_for(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        with pytest.raises(UnknownPerson):
            placing.set_organisation(session, a_turn(session, cast.ana), Setting("CNRS", contact="<@U0NOBODY>"))
        with pytest.raises(BadInput, match="can't see a person"):
            placing.set_organisation(session, a_turn(session, cast.ana), Setting("CNRS", contact="Ben"))


def test_an_organisation_answers_to_every_name_it_was_given(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        placing.add_organisation(session, ana, "SU", "Sorbonne Université")
        setting = Setting("SU", aliases=("Sorbonne", "Paris 4"), name="Sorbonne Université (Paris)")
        placing.set_organisation(session, ana, setting)
        for name in ("su", "SORBONNE UNIVERSITE", "sorbonne", "Paris-4", "Sorbonne Université (Paris)"):
            assert directory.one(session, ana, name).short_name == "SU"
        with pytest.raises(NotFound, match="“SU”"):
            directory.one(session, ana, "Sorbonnne")


def test_what_a_document_brought_is_new_until_somebody_is_known_to_belong_to_it(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        lab = an_organisation(session, "Lab", new=True)
        assert directory.one(session, ana, "Lab").new
        person = a_person(session, "Dan", lab, confirmed=False)
        assert directory.one(session, ana, "Lab").new, "he says so, and nobody has confirmed it"
        person.confirmed = True
        assert not directory.one(session, ana, "Lab").new


def test_a_name_that_is_taken_or_empty_is_refused(units: Units) -> None:
    with units.writing() as session:
        ana = a_turn(session, a_cast(session).ana)
        with pytest.raises(Conflict, match="“DLR” is DLR-PT"):
            placing.add_organisation(session, ana, "DLR")
        for name, why in (("?!", "no letter"), ("Trio", "past, present and next"), ("x" * 201, "201 characters")):
            with pytest.raises(BadInput, match=why):
                placing.set_organisation(session, ana, Setting("CNRS", aliases=(name,)))


def test_an_added_organisation_is_taken_back_only_while_nothing_is_its_own(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        done = placing.add_organisation(session, ana, "VUB")
        vub = directory.organisation_meant(session, ana, "VUB")
        action = an_action(session, a_programme(session), owners=(vub,))
        with pytest.raises(Conflict, match="has people, terms or actions"):
            pages.undo(session, ana, done.undo)
        session.delete(action)
        session.flush()
        pages.undo(session, ana, done.undo)
        assert directory.organisation_named(session, "VUB") is None


def test_the_list_shows_ten_organisations_a_page_and_the_placeless_at_the_end(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        for number in range(12):
            an_organisation(session, f"Lab {number:02}", new=True)
        ben = a_turn(session, cast.ben)
        first, second = directory.everybody(session, ben), directory.everybody(session, ben, 10)
        assert (first.total, len(first.organisations), first.placeless) == (15, 10, ())
        assert [person.name for person in second.placeless] == ["Gus", "Sam"]
        assert [person.standing for person in first.organisations[1].people] == ["contact"]
