"""What proposals, the queue and the register look like, held by golden files; any words within Slack's limits."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import accepting, deciding, proposal_forms, proposal_page, proposals, queueing, register
from bot.commands import show
from bot.proposal_cards import (
    STATES,
    AcceptForm,
    Alike,
    DecisionForm,
    ProposalCard,
    ProposalForm,
    ProposalPage,
    QueueCard,
    Received,
)
from bot.register_cards import (
    EntryCard,
    EntryChange,
    EntryForm,
    EntryPage,
    Forgotten,
    RegisterCard,
    Taken,
    ToForget,
)
from bot.sandbox.limits import message_problems, view_problems
from bot.windows import Window
from tests.blocks.made import AT, words
from tests.blocks.test_actions import as_message, held

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
    details={"place": "Vienna"},
    priority="1. Heighten engagement",
    mine=True,
    may=frozenset({"edit", "withdraw"}),
)
OTHERS = replace(EVENT, number=3, mine=False, support=("ZSI", "DLR-PT"), may=frozenset({"support"}))
DECIDE = frozenset({"accept", "decline", "revise", "defer", "merge", "duplicate"})
TO_DECIDE = replace(OTHERS, may=DECIDE, waits_days=12, alike=(7,))
CONTACT = ProposalCard(8, "contact", "", "considered", "Chloe", "", AT, hidden=True)
MADE = replace(EVENT, state="accepted", became=("#15",), message_by="Ana", message_link="https://x.slack.com/p1")
JANE = EntryCard(
    number=3,
    kind="contact",
    name="Jane Roe <!here>",
    office="Ministry",
    role="Head of unit",
    link="jane@example.org",
    suggested_by="Ben",
    suggested_for="CNRS",
    approached_by="ZSI",
    approached_said="3 March 2022",
    result="She will come",
    proposal=8,
    may=frozenset({"approach", "forget"}),
)
FILTERS = (("All that is open", ""), ("Mine", "mine"), ("Events", "events"))
SHEET = QueueCard(
    "Proposals",
    (
        TO_DECIDE,
        replace(TO_DECIDE, number=9, priority="2. Careers", support=(), alike=()),
        replace(CONTACT, may=DECIDE),
        replace(TO_DECIDE, number=10, held="decline P10, by Ana <x>", may=frozenset({"note"})),
    ),
    14,
    sheet=True,
    filters=FILTERS,
)
ANSWERS = {
    "proposal_received": proposals.received(Received("Received", EVENT, 4, ("Next: the chairs look at it.",))),
    "proposal_withdrawn": proposals.received(
        Received("Withdrawn", replace(EVENT, state="withdrawn", may=frozenset()), undo=4)
    ),
    "proposal_declined": proposals.received(
        Received("Declined P7", replace(EVENT, state="declined", may=frozenset()), 5, ("I have told Ben.",))
    ),
    "proposal_supported": proposals.received(
        Received("ZSI supports", replace(OTHERS, may=frozenset({"unsupport"})), 6)
    ),
    "proposal_page": proposal_page.page(ProposalPage(EVENT, ((date(2022, 1, 10), "Ben", "proposed P7"),))),
    "proposal_to_decide": proposal_page.page(ProposalPage(TO_DECIDE)),
    "proposal_hidden": proposal_page.page(ProposalPage(CONTACT)),
    "proposal_made": proposal_page.page(ProposalPage(MADE)),
    "proposal_alike": proposal_forms.alike(Alike((OTHERS,), "event A day in Vienna; why: a <hall> & more")),
    "queue": queueing.listing(QueueCard("Proposals", (EVENT, OTHERS, CONTACT), 12, filters=FILTERS)),
    "queue_sheet": queueing.listing(SHEET),
    "queue_empty": queueing.listing(QueueCard("Proposals", (), 0, empty="Nothing is proposed at the moment.")),
    "register": register.listing(RegisterCard((JANE, replace(JANE, number=4, name="", hidden=True)), 12, chair=True)),
    "register_empty": register.listing(RegisterCard((), 0, chair=True)),
    "register_page": register.page(EntryPage(JANE, ((date(2022, 1, 10), "Ana", "added R3"),))),
    "register_changed": register.changed(EntryChange("Noted", JANE, 7)),
    "register_taken": register.taken(Taken(replace(JANE, number=5), (JANE,), "approached; when: May")),
    "forget": register.to_forget(ToForget("P8", "Jane Roe"), "for good"),
    "forgotten": register.forgotten(Forgotten("P8")),
}
VIEWS = {
    "form_propose": proposal_forms.form(ProposalForm("event", "A day", {"when": "May"}, (("1", "1. Trainings"),))).form,
    "form_propose_alike": proposal_forms.form(ProposalForm("idea", "A day", alike=(OTHERS, EVENT))).form,
    "form_propose_message": proposal_forms.form(
        ProposalForm("contact", "x" * 3100, message_by="Ana", message_link="https://x.slack.com/p1")
    ).form,
    "form_edit_proposal": proposal_forms.form(
        ProposalForm("media", "A blog", {"place": "x"}, number=7, version=2)
    ).form,
    "form_accept": accepting.form(AcceptForm(TO_DECIDE)).form,
    "form_accept_action": accepting.form(
        AcceptForm(TO_DECIDE, "action", {"what": "A day", "who": "CNRS"}, priorities=(("1", "1. Trainings"),))
    ).form,
    "form_accept_meeting": accepting.form(AcceptForm(TO_DECIDE, "meeting", {"what": "A day", "where": "Vienna"})).form,
    "form_accept_register": accepting.form(AcceptForm(replace(CONTACT, state="accepted"), "register")).form,
    "form_decline": deciding.decision_form(DecisionForm("decline", EVENT)).form,
    "form_revise": deciding.decision_form(DecisionForm("revise", EVENT)).form,
    "form_register": register.form(EntryForm("media", {"name": "The Weekly"})).form,
    "form_approach": register.form(EntryForm("contact", {"by": "CNRS"}, JANE, ("CNRS", "ZSI"), (JANE,))).form,
}


@pytest.mark.parametrize("name", ANSWERS)
def test_messages_look_as_they_were_reviewed(golden: Any, name: str) -> None:
    message = as_message(ANSWERS[name])
    assert message_problems(message) == []
    golden(name, message)


@pytest.mark.parametrize("name", VIEWS)
def test_forms_look_as_they_were_reviewed(golden: Any, name: str) -> None:
    view = VIEWS[name]
    assert view is not None and view_problems(view) == []
    golden(name, view)


any_proposal = st.builds(
    ProposalCard,
    number=st.integers(1, 10**9),
    kind=st.sampled_from(["event", "contact", "media", "idea"]),
    text=words,
    state=st.sampled_from(sorted(STATES)),
    proposer=words,
    organisation=words,
    proposed_at=st.just(AT),
    when_said=words,
    window=st.sampled_from([Window(), EVENT.window]),
    link=words,
    why=words,
    details=st.fixed_dictionaries({}, optional={"place": words, "known": words, "audience": words}),
    message_by=words,
    message_link=words,
    priority=words,
    mine=st.booleans(),
    hidden=st.booleans(),
    support=st.lists(words, max_size=30).map(tuple),
    alike=st.lists(st.integers(1, 99), max_size=3).map(tuple),
    held=words,
    may=st.sampled_from([frozenset(), frozenset({"withdraw"}), frozenset(proposals.BUTTONS)]),
)
any_entry = st.builds(
    EntryCard,
    number=st.integers(1, 10**9),
    kind=st.sampled_from(["contact", "media"]),
    name=words,
    office=words,
    role=words,
    link=words,
    suggested_for=words,
    approached_by=words,
    approached_said=words,
    result=words,
    hidden=st.booleans(),
    may=st.sampled_from([frozenset(), frozenset({"approach", "forget"})]),
)


@given(st.lists(any_proposal, min_size=1, max_size=10), words, st.booleans())
def test_any_proposals_stay_within_slacks_limits_and_inert(every: list[Any], said: str, sheet: bool) -> None:
    held(queueing.listing(QueueCard("Proposals", tuple(every), 99, sheet=sheet)))
    held(proposal_page.page(ProposalPage(every[0], ((date(2022, 1, 1), said, said),) * 12)))
    held(proposals.received(Received("Received", every[0], undo=1, also=(said or "x",) * 3)))
    held(proposal_forms.alike(Alike(tuple(every[:3]), said[:1800])))
    choices = (("1", said or "x"),)
    for form in (
        proposal_forms.form(ProposalForm("idea", said, {"why": said}, choices, alike=tuple(every[:3]))).form,
        accepting.form(AcceptForm(every[0], "action", {"what": said}, said, choices)).form,
    ):
        assert form is not None and view_problems(form) == []


@given(st.lists(any_entry, min_size=1, max_size=10), words)
def test_any_entries_stay_within_slacks_limits_and_inert(every: list[Any], said: str) -> None:
    held(register.listing(RegisterCard(tuple(every), 99)))
    held(register.page(EntryPage(every[0], ((date(2022, 1, 1), said, said),) * 12)))
    held(register.changed(EntryChange("Noted", every[0], 1)))
    held(register.taken(Taken(every[0], tuple(every), said[:1800])))
    held(register.to_forget(ToForget("P1", said), "for good"))
    form = register.form(EntryForm("contact", {"by": said, "result": said}, every[0], (said or "x", "CNRS"))).form
    assert form is not None and view_problems(form) == []


def test_what_was_done_and_to_what_are_told_apart_once() -> None:
    said = [proposals.received(Received(one, EVENT)).text for one in ("Held: decline P7", "Declined P7")]
    assert said[0].startswith("Held: decline P7. Science") and said[1].startswith("Declined P7: Science")


def test_of_somebody_elses_contact_only_that_it_is_one_is_shown() -> None:
    listed = queueing.listing(QueueCard("Proposals", (CONTACT,), 1))
    assert listed.text == "Proposals (1): P8 A contact; only the chairs see who it is (contact, under consideration)"


def test_a_long_history_is_shown_to_its_newest_line_and_says_how_much_came_before() -> None:
    lines = tuple((date(2022, 1, 10), f"Person {number}", "x" * 150) for number in range(40))
    (history,) = [
        block for block in proposal_page.page(ProposalPage(EVENT, lines)).blocks if block["type"] == "context"
    ]
    text = history["elements"][0]["text"]
    assert text.endswith("x" * 150) and "Person 39" in text and len(text) < 2000
    shown = text.count("Person")
    assert text.startswith(f"*History*\n{40 - shown} more before that: [Whole history]") and shown > 5
    assert "wp:show:P7 history" in str(proposal_page.page(ProposalPage(EVENT, lines)).blocks)


def test_all_of_a_history_is_there_page_by_page_the_latest_first_however_long_its_lines_are() -> None:
    lines = tuple((date(2022, 1, 10), f"Person {number}", "<x> " * 500) for number in range(60))
    seen: list[str] = []
    while len(seen) < 60:
        answer = proposal_page.whole_history(ProposalPage(EVENT, lines), len(seen))
        assert message_problems(as_message(answer)) == []
        page = re.findall(r"Person \d+", str(answer.blocks))
        assert page, "each page leads further"
        seen += page
        further = re.findall(r"wp:show:(P7 history @\d+)", str(answer.blocks))
        assert further == ([f"P7 history @{len(seen)}"] if len(seen) < 60 else [])
        assert all(show.parse(line) == show.Asked("P7", True, len(seen)) for line in further)
    assert seen == [f"Person {number}" for number in reversed(range(60))]
