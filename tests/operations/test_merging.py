"""Two organisations that are one."""

import pytest
from sqlmodel import select

from bot.errors import BadInput, Conflict, NotAllowed
from bot.operations import directory, merging, pages, placing
from bot.operations.placing import Setting
from storage.engine import Units
from storage.models import Assignment, Organisation, OrganisationAlias, Person
from tests.builders import a_cast, a_person, a_programme, a_term, a_turn, an_action, an_organisation


def test_an_alias_that_a_document_brought_as_an_organisation_makes_the_two_one_and_undo_parts_them(
    units: Units,
) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        vub = an_organisation(session, "VUB", "Vrije Universiteit", new=True)
        programme = a_programme(session)
        alone = an_action(session, programme, "One", owners=(vub,))
        both = an_action(session, programme, "Two", owners=(vub, cast.cnrs))
        eve = a_person(session, "Eve", vub, confirmed=False)
        a_term(session, vub)
        before = _everything(session)
        ana = a_turn(session, cast.ana)
        done = placing.set_organisation(session, ana, Setting("CNRS", aliases=("VUB",)))
        assert done.also == ("What was VUB's is CNRS's: 2 actions and 1 person.",)
        assert directory.one(session, ana, "vrije universiteit").short_name == "CNRS"
        holders = session.exec(select(Assignment.action_id, Assignment.organisation_id).order_by(Assignment.id)).all()
        assert [*holders] == [(alone.id, cast.cnrs.id), (both.id, cast.cnrs.id)]
        assert eve.organisation_id == cast.cnrs.id
        pages.undo(session, ana, done.undo)
        assert _everything(session) == before


def _everything(session) -> list[list[dict]]:
    session.flush()
    session.expire_all()
    return [
        [row.model_dump(exclude={"version"}) for row in session.exec(select(table).order_by(table.id)).all()]
        for table in (Organisation, OrganisationAlias, Assignment, Person)
    ]


def test_an_organisation_with_a_life_of_its_own_is_not_taken_for_an_alias(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        ana = a_turn(session, cast.ana)
        with pytest.raises(Conflict, match="/wp people merge CNRS into DLR-PT"):
            placing.set_organisation(session, ana, Setting("DLR-PT", aliases=("CNRS",)))
        done = merging.merge(session, ana, "CNRS", "DLR-PT")
        assert cast.ben.organisation_id == cast.dlr.id
        assert done.sentence == "CNRS is now a name of DLR-PT."


def test_two_contacts_do_not_become_contacts_of_one(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        carl = a_person(session, "Carl", cast.cnrs, standing="contact")
        merging.merge(session, a_turn(session, cast.ana), "CNRS", "DLR-PT")
        assert (carl.standing, cast.chloe.standing) == ("", "contact")


def test_merging_is_for_chairs_and_not_for_groups(units: Units) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        an_organisation(session, "Trio", kind="group")
        with pytest.raises(NotAllowed):
            merging.merge(session, a_turn(session, cast.ben), "CNRS", "DLR-PT")
        with pytest.raises(BadInput, match="Trio"):
            merging.merge(session, a_turn(session, cast.ana), "CNRS", "Trio")
        with pytest.raises(Conflict, match="names of DLR-PT already"):
            merging.merge(session, a_turn(session, cast.ana), "DLR", "DLR-PT")
