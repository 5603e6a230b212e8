"""What people and chairs look like, held by golden files; any words in them within Slack's limits, inert."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcement_cards import Notice, SpokenLine
from bot.blocks import announcements, people, people_forms
from bot.people_cards import ChairCard, ChairsCard, MeCard, Nearest, OrganisationCard, PeopleCard, PersonCard, PlaceForm
from bot.sandbox.limits import message_problems, view_problems
from tests.blocks.made import AT, words
from tests.blocks.test_actions import as_message, held

CHLOE = PersonCard("U0CHLOE", "Chloe", "DLR-PT", True, standing="contact")
DANA = PersonCard("U0DANA", "Dana", "DLR-PT", False, confirm=True)
GUS = PersonCard("U0GUS", "Gus", "", False, outsider="guest")
DLR = OrganisationCard(
    id=1,
    short_name="DLR-PT",
    name="DLR Projektträger",
    aliases=("DLR", "DLR & Co"),
    new=False,
    people=(CHLOE, DANA),
    open_actions=3,
    change=True,
)
VUB = OrganisationCard(id=2, short_name="VUB", name="", aliases=(), new=True)
TRIO = OrganisationCard(id=3, short_name="Trio", name="", aliases=(), new=False, open_actions=1, group=True)
TERMS = (
    ChairCard("DLR-PT", date(2021, 7, 1), date(2021, 12, 31), "last"),
    ChairCard("ZSI", date(2022, 1, 1), date(2022, 6, 30), "now"),
    ChairCard("Ben", date(2022, 2, 1), None, "next"),
)
ANSWERS = {
    "me": people.me(MeCard(CHLOE, member=True, chair=True), "/wp"),
    "me_unconfirmed": people.me(MeCard(DANA, True, False, "Still to be confirmed by Chloe, contact of DLR-PT."), "/wp"),
    "me_guest": people.me(MeCard(GUS, member=False, chair=False), "/wp"),
    "nearest": people.nearest(Nearest("Sorbone <!here>", ("Sorbonne Université", "SU"), False, "/wp")),
    "people": people.people(PeopleCard((DLR, VUB, TRIO), 14, 0, (GUS,), chair=True)),
    "people_none": people.people(PeopleCard((), 0)),
    "organisation": people.organisation(DLR),
    "organisation_new": people.organisation(VUB),
    "chairs": people.chairs(ChairsCard(TERMS, ("Ana", "Zoe"), "term", change=True), "/wp"),
    "chairs_none": people.chairs(ChairsCard((), ("Ada",), "admin"), "/wp"),
}
VIEWS = {
    "form_me": people_forms.place(PlaceForm(("CNRS", "DLR-PT"), "CNRS")).form,
    "form_me_typed": people_forms.place(PlaceForm(tuple(f"Lab {n}" for n in range(101)))).form,
    "form_organisation": people_forms.organisation(DLR).form,
    "form_term": people_forms.term(PlaceForm(("CNRS", "DLR-PT"))).form,
}


@pytest.mark.parametrize("name", ANSWERS)
def test_messages_look_as_they_were_reviewed(golden: Any, name: str) -> None:
    message = as_message(ANSWERS[name])
    assert message_problems(message) == []
    golden(f"people_{name}", message)


@pytest.mark.parametrize("name", VIEWS)
def test_forms_look_as_they_were_reviewed(golden: Any, name: str) -> None:
    view = VIEWS[name]
    assert view is not None and view_problems(view) == []
    golden(f"people_{name}", view)


any_person = st.builds(
    PersonCard,
    user_id=st.just("U0DANA"),
    name=words,
    organisation=words,
    confirmed=st.booleans(),
    standing=st.sampled_from(["", "contact", "deputy"]),
    outsider=st.sampled_from(["", "guest", "from another workspace"]),
    confirm=st.booleans(),
)
any_organisation = st.builds(
    OrganisationCard,
    id=st.just(1),
    short_name=words,
    name=words,
    aliases=st.lists(words, max_size=30).map(tuple),
    new=st.booleans(),
    people=st.lists(any_person, max_size=60).map(tuple),
    open_actions=st.integers(0, 10**6),
    change=st.booleans(),
)


@given(st.lists(any_organisation, min_size=1, max_size=10), st.lists(any_person, max_size=60), st.booleans())
def test_any_organisations_stay_within_slacks_limits_and_inert(every: list[Any], loose: list[Any], chair: bool) -> None:
    held(people.people(PeopleCard(tuple(every), 100, 0, tuple(loose), chair)))
    held(people.organisation(every[0]))
    view = people_forms.organisation(every[0]).form
    assert view is not None and view_problems(view) == []


@given(any_person, words, words)
def test_any_name_stays_within_slacks_limits_and_inert(person: Any, asked: str, near: str) -> None:
    held(people.me(MeCard(person, False, True, asked), "/wp"))
    held(people.nearest(Nearest(asked, (near or "X",), True, "/wp")))
    held(people.chairs(ChairsCard((ChairCard(near, None, None, "now"),) * 30, (asked,) * 30, "term", True), "/wp"))
    for form in (people_forms.place, people_forms.term):
        view = form(PlaceForm((near or "X",), near)).form
        assert view is not None and view_problems(view) == []


SPOKEN = {
    "confirm": Notice(
        "confirm",
        "U0CHLOE",
        AT,
        (SpokenLine("Dana says that they belong to DLR-PT.", "person", press="U0DANA DLR-PT"),),
    ),
    "proposed": Notice(
        "told", "U0ANA", AT, (SpokenLine("Ben (CNRS) proposes an idea, P7: meet & talk.", "proposal", number=7),)
    ),
}


@pytest.mark.parametrize("name", SPOKEN)
def test_direct_messages_look_as_they_were_reviewed(golden: Any, name: str) -> None:
    text, blocks = announcements.message(SPOKEN[name], "/wp")
    message = {"text": text, "blocks": list(blocks)}
    assert message_problems(message) == []
    golden(f"people_{name}", message)
