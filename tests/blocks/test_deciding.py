"""What deciding, holding, calls and what waits look like, held by golden files; any words within Slack's limits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.announcement_cards import (
    CallCard,
    CallChange,
    CallForm,
    CallLine,
    CallsCard,
    Notice,
    ProposalLine,
    SettledLine,
    SpokenLine,
)
from bot.blocks import announcements, calls, deciding, proposal_page
from bot.proposal_cards import (
    ChairsNote,
    DecisionForm,
    HeldCard,
    HeldList,
    ProposalCard,
    ProposalPage,
    Received,
    Released,
)
from bot.sandbox.limits import message_problems, view_problems
from tests.blocks.made import AT, words
from tests.blocks.test_actions import as_message

MAY = frozenset({"accept", "decline", "revise", "defer", "merge", "duplicate", "hold", "note", "recommend"})
DAY = ProposalCard(7, "event", "Science day in Vienna", "considered", "Ben", "CNRS", AT, may=MAY)
PART = ProposalCard(9, "idea", "A day <@U0EVE> & more", "merged", "Chloe", "DLR-PT", AT, into=7)
OTHERS = (("P3", "P3 A newsletter"), ("P9", "P9 A day"))
HELD = HeldCard(DAY, "merge P7 into P3", "One day for both", "Ana", AT)
NOTES = (
    ChairsNote(date(2022, 1, 10), "Ana", "Ben knows the host"),
    ChairsNote(date(2022, 1, 11), "Zoe", "", "decline"),
)
CALL = CallCard(
    2,
    "Events for spring",
    "open",
    date(2022, 2, 28),
    "C0PROGRAM",
    "Ana",
    ((7, "Science day in Vienna"), (9, "a contact")),
    (("CNRS", 2),),
    ("DLR-PT", "ZSI"),
    frozenset({"propose", "close"}),
)
CLOSED = replace(CALL, number=1, state="closed", may=frozenset())
WAITING = (
    ProposalLine("revise", 3, "A newsletter", "Ben", 14, reason="Say who writes it"),
    ProposalLine("back", 7, "Science day in Vienna", "Ben and Chloe", 0, until=date(2022, 3, 1)),
    ProposalLine("waits", 9, "a contact", "Chloe", 31, meetings=2),
    CallLine("answer", CALL, 3, "DLR-PT"),
)
DRAWN = {
    "held": deciding.held(HeldList((HELD, replace(HELD, said="accept P3", reason="")))),
    "held_none": deciding.held(HeldList(())),
    "released": deciding.released(
        Released((Received("Declined P7", DAY, 12, ("I have told Ben.",)),), ("P3 stays held: P1 was withdrawn.",))
    ),
    "proposal_for_chairs": proposal_page.page(ProposalPage(DAY, parts=(PART,), notes=NOTES, held=HELD)),
    "proposal_merged": proposal_page.page(ProposalPage(PART, into=DAY)),
    "calls": calls.listing(CallsCard((CALL, CLOSED), chair=True)),
    "calls_none": calls.listing(CallsCard((), chair=True)),
    "call_opened": calls.changed(CallChange("Opened", CALL, 5, ("The channel hears of it now.",))),
}
FORMS = {
    **{
        f"decide_{verb}": deciding.decision_form(DecisionForm(verb, DAY, others=OTHERS, other="P9", until="March"))
        for verb in ("decline", "revise", "defer", "merge", "duplicate", "hold", "note", "recommend")
    },
    "call_form": calls.form(CallForm("Events for spring", "28 February", "C0PROGRAM")),
}
SAID = {
    "call_invitation": Notice("call", "C0PROGRAM", AT, (SpokenLine("Ana calls for proposals.", "call", 2),)),
    "call_invitation_closed": Notice(
        "call",
        "C0PROGRAM",
        AT,
        (SpokenLine("Ana calls for <proposals>.", "call", 2, answer="Ana (ZSI) has closed this call."),),
    ),
    "waiting_person": Notice("digest", "U0ANA", AT, WAITING),
    "waiting_settled": Notice(
        "digest",
        "C0PROGRAM",
        AT,
        (
            SettledLine(7, "A <newsletter>", "Merged into P3", letter="P"),
            SettledLine(2, "Events for spring", "Closed on 28 February 2022. Nothing came in.", letter="C"),
        ),
    ),
    "waiting_channel": Notice("digest", "C0PROGRAM", AT, (CallLine("closes", CALL, 3), CallLine("closed", CLOSED, -1))),
}
Golden = Callable[[str, Any], None]


@pytest.mark.parametrize("name", DRAWN)
def test_messages_look_as_they_were_reviewed(golden: Golden, name: str) -> None:
    golden(name, as_message(DRAWN[name]))
    assert message_problems(as_message(DRAWN[name])) == []


@pytest.mark.parametrize("name", FORMS)
def test_forms_look_as_they_were_reviewed(golden: Golden, name: str) -> None:
    golden(name, FORMS[name].form)
    assert view_problems(FORMS[name].form or {}) == []


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_looks_as_it_was_reviewed(golden: Golden, name: str) -> None:
    text, blocks = announcements.message(SAID[name], "/wp")
    golden(name, {"text": text, "blocks": list(blocks)})
    assert message_problems({"text": text, "blocks": list(blocks)}) == []


@settings(max_examples=60, deadline=None)
@given(said=words, many=st.integers(0, 60))
def test_whatever_was_said_stays_within_slacks_limits(said: str, many: int) -> None:
    card = replace(DAY, text=said, proposer=said, organisation=said)
    call = replace(CALL, title=said, opened_by=said, proposals=((1, said),) * many, silent=(said,) * many)
    held = HeldCard(card, said, said, said, AT)
    for answer in (
        deciding.held(HeldList((held,) * many)),
        deciding.released(Released((Received(said, card, 1, (said,)),) * many, (said,) * many)),
        proposal_page.page(
            ProposalPage(
                card, parts=(card,) * many, into=card, notes=(ChairsNote(AT.date(), said, said),) * many, held=held
            )
        ),
        calls.listing(CallsCard((call,) * min(many, 10), chair=True)),
        calls.changed(CallChange(said, call, 1, (said,))),
    ):
        assert message_problems(as_message(answer)) == []
    form = DecisionForm("merge", card, reason=said, other=said, others=((said or "P1", said),) * many)
    assert view_problems(deciding.decision_form(form).form or {}) == []
    waits = [ProposalLine("waits", one, said, said, 31) for one in range(many)]
    lines = (*waits, CallLine("answer", call, 0, said))
    for receiver in ("U0ANA", "C0PROGRAM"):
        text, blocks = announcements.message(Notice("digest", receiver, AT, lines), "/wp")
        assert message_problems({"text": text, "blocks": list(blocks)}) == []
