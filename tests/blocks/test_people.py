"""What people, chairs and proposals look like, held by golden files; any words in them within Slack's limits, inert."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcement_cards import Notice, SpokenLine
from bot.blocks import announcements, people, people_forms, proposals
from bot.people_cards import ChairCard, ChairsCard, MeCard, Nearest, OrganisationCard, PeopleCard, PersonCard, PlaceForm
from bot.proposal_cards import DecisionForm, ProposalCard, ProposalForm, ProposalPage, QueueCard, Received
from bot.sandbox.limits import message_problems, view_problems
from bot.windows import Window
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
EVENT = ProposalCard(
    number=7,
    kind="event",
    text="Science diplomacy day in Vienna",
    state="received",
    proposer="Ben",
    organisation="CNRS",
    proposed_at=AT,
    when_said="autumn 2022",
    window=Window(date(2022, 9, 1), date(2022, 11, 30), approximate=True),
    link="https://example.org/day?a=1&b=2",
    why="Many of us are there",
    priority="1. Heighten engagement",
    mine=True,
    may=frozenset({"withdraw"}),
)
CONTACT = ProposalCard(8, "contact", "", "considered", "Chloe", "", AT, hidden=True)
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
    "received": proposals.received(Received("Received", EVENT, also=("Next: the chairs look at it.",))),
    "withdrawn": proposals.received(Received("Withdrawn", replace(EVENT, state="withdrawn", may=frozenset()), undo=4)),
    "proposals": proposals.listing(QueueCard("Proposals", (EVENT, CONTACT), 12)),
    "proposals_none": proposals.listing(QueueCard("Proposals", (), 0, empty="Nothing is proposed at the moment.")),
    "proposal": proposals.page(ProposalPage(EVENT, ((date(2022, 1, 10), "Ben", "proposed P7"),))),
    "proposal_to_decide": proposals.page(ProposalPage(replace(EVENT, mine=False, may=frozenset(proposals.BUTTONS)))),
    "declined": proposals.received(
        Received("Declined P7", replace(EVENT, state="declined", may=frozenset()), 5, ("I have told Ben.",))
    ),
    "proposal_hidden": proposals.page(ProposalPage(CONTACT)),
}
VIEWS = {
    "form_me": people_forms.place(PlaceForm(("CNRS", "DLR-PT"), "CNRS")).form,
    "form_me_typed": people_forms.place(PlaceForm(tuple(f"Lab {n}" for n in range(101)))).form,
    "form_organisation": people_forms.organisation(DLR).form,
    "form_term": people_forms.term(PlaceForm(("CNRS", "DLR-PT"))).form,
    "form_decline": proposals.decision_form(DecisionForm("decline", EVENT)).form,
    "form_revise": proposals.decision_form(DecisionForm("revise", EVENT)).form,
    "form_propose": proposals.form(ProposalForm("event", "A day", (("1", "1. Trainings"),))).form,
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
any_proposal = st.builds(
    ProposalCard,
    number=st.integers(1, 10**9),
    kind=st.sampled_from(["event", "contact", "media", "idea"]),
    text=words,
    state=st.sampled_from(sorted(proposals.STATES)),
    proposer=words,
    organisation=words,
    proposed_at=st.just(AT),
    when_said=words,
    window=st.sampled_from([Window(), EVENT.window]),
    link=words,
    why=words,
    priority=words,
    mine=st.booleans(),
    hidden=st.booleans(),
    may=st.sampled_from([frozenset(), frozenset({"withdraw"}), frozenset(proposals.BUTTONS)]),
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


@given(st.lists(any_proposal, min_size=1, max_size=10), words)
def test_any_proposals_stay_within_slacks_limits_and_inert(every: list[Any], said: str) -> None:
    held(proposals.listing(QueueCard("Proposals", tuple(every), 99)))
    held(proposals.page(ProposalPage(every[0], ((date(2022, 1, 1), said, said),) * 12)))
    held(proposals.received(Received("Received", every[0], undo=1, also=(said or "x",) * 3)))
    view = proposals.form(ProposalForm("idea", said, (("1", said or "x"),))).form
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


def test_of_somebody_elses_contact_only_that_it_is_one_is_shown() -> None:
    listed = proposals.listing(QueueCard("Proposals", (CONTACT,), 1))
    assert listed.text == "Proposals (1): P8 A contact; who it is, only the chairs see (contact, under consideration)"
