"""What the bot says by itself, held by golden files; and that any words in it stay within Slack's limits, inert."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcement_cards import (
    DeadlineLine,
    Line,
    MeetingLine,
    Notice,
    SpokenLine,
    StatusCard,
    TroubleLine,
    UpcomingCard,
)
from bot.answers import Answer
from bot.blocks import announcements, digests
from bot.cards import MeetingCard
from bot.sandbox.limits import message_problems
from bot.windows import Window
from tests.blocks.made import words

BRUSSELS = ZoneInfo("Europe/Brussels")
DUE = datetime(2022, 1, 17, 9, tzinfo=BRUSSELS)
DAY = date(2022, 1, 31)
HELD = DeadlineLine(
    15, "Draft the brief", "CNRS, DLR", ("CNRS", "Chloe (DLR)"), "31 January 2022", Window(DAY, DAY), 14
)
FREE = DeadlineLine(22, "Print <it> & post it", "Any volunteers?", (), "End of January", Window(None, DAY), 14)
SOON = DeadlineLine(7, "Book the venue", "?", (), "20/01/2022", Window(date(2022, 1, 20), date(2022, 1, 20)), 3)
TRIO = MeetingCard(
    number=3,
    title="Trio meeting",
    on_date=DAY,
    at_time=time(10),
    zone="Europe/Brussels",
    place="https://meet.example.org/trio",
    state="planned",
    starts_at=datetime(2022, 1, 31, 10, tzinfo=BRUSSELS),
)
ASSEMBLY = replace(TRIO, number=4, title="General Assembly", at_time=None, starts_at=None, place="Lisbon")
DIGEST = Notice("digest", "C0PROGRAM", DUE, (SOON, HELD, FREE, MeetingLine(TRIO, 14), MeetingLine(ASSEMBLY, 14)))
ASKED = Notice("asked", "U0BEN", DUE, (SpokenLine("Ana (ZSI) asks whether you will take #15.", "action", 15),))
NOTICES = {
    "digest": DIGEST,
    "digest_late": replace(DIGEST, lines=(SOON,), late=True),
    "digest_long": replace(DIGEST, lines=tuple(replace(HELD, number=number) for number in range(1, 25))),
    "meeting_soon": Notice("meeting", "C0PROGRAM", DUE, (MeetingLine(TRIO, 0),)),
    "meeting_near": Notice("digest", "C0PROGRAM", DUE, (MeetingLine(TRIO, 2, ("1. #15 Draft <it>", "2. Lisbon")),)),
    "asked_answered": Notice(
        "asked",
        "U0BEN",
        DUE,
        (SpokenLine("Ana (ZSI) asks whether you will take #15.", "action", 15, answer="You have <declined>."),),
    ),
    "moved": Notice("moved", "C0PROGRAM", DUE, (SpokenLine("M3 Trio meeting is moved <here>.", "meeting", 3),)),
    "outcome": Notice("outcome", "U0BEN", DUE, (SpokenLine("What came of M3 Trio meeting?", "meeting", 3),)),
    "meeting_today": Notice("meeting", "C0PROGRAM", DUE, (MeetingLine(ASSEMBLY, 0),)),
    "asked": ASKED,
    "told_in_channel": Notice("told", "C0PROGRAM", DUE, (SpokenLine("Ben has taken #15 <x>.", "action", 15),)),
    "told_to_person": Notice("told", "U0BEN", DUE, (SpokenLine("Ana has marked #15 as done.", "action", 15),)),
    "trouble": Notice(
        "trouble",
        "U0ANA",
        DUE,
        (SpokenLine("the digest of Monday 17 January, 09:00 (#15): it waits. The channel is archived.", "C0PROGRAM"),),
    ),
}
STATUS = StatusCard(
    troubles=(
        TroubleLine("digest", "C0PROGRAM", DUE, ("#15", "M3"), "waiting", "The channel is archived."),
        TroubleLine("told", "U0BEN", DUE, (), "missed", "The account was deactivated."),
    ),
    waiting=1,
    last_beat=DUE,
    broken=(("C0PROGRAM", "The channel is archived."),),
    channel="C0PROGRAM",
)
ANSWERS = {
    "upcoming": announcements.upcoming(UpcomingCard(DAY, (DIGEST, NOTICES["meeting_soon"]), more=2)),
    "upcoming_empty": announcements.upcoming(UpcomingCard(DAY, ())),
    "status": announcements.status(STATUS),
    "status_good": announcements.status(StatusCard((), 0, DUE, channel="C0PROGRAM")),
}


@pytest.mark.parametrize("name", NOTICES)
def test_what_goes_out_looks_as_reviewed(name: str, golden: Any) -> None:
    text, blocks = announcements.message(NOTICES[name], "/wp")
    golden(f"announcement_{name}", {"text": text, "blocks": list(blocks)})
    assert message_problems({"text": text, "blocks": list(blocks)}) == []


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_answered_looks_as_reviewed(name: str, golden: Any) -> None:
    answer = ANSWERS[name]
    golden(name, {"text": answer.text, "blocks": list(answer.blocks)})
    assert message_problems({"text": answer.text, "blocks": list(answer.blocks)}) == []


@pytest.mark.parametrize(
    ("said", "holders", "asked", "shown"),
    [
        ("CNRS/DLR", ("CNRS", "DLR"), (), "CNRS/DLR"),
        ("CNRS/DLR", ("CNRS", "Maya (PRC)"), (), "CNRS/DLR → CNRS, Maya (PRC)"),
        ("?", ("Tom (AMD)",), (), "Tom (AMD)"),
        ("Any volunteers?", ("FSS",), (), "Any volunteers? → FSS"),
        ("Any volunteers?", (), (), "Any volunteers?"),
        ("?", (), (), "looking for someone"),
        ("All interested", (), (), "All interested (nobody holds it yet)"),
        ("LSU", (), ("LSU",), "LSU (asked, no answer yet)"),
        ("?", (), ("Tom (AMD)",), "Tom (AMD) (asked, no answer yet)"),
    ],
)
def test_the_channel_reads_who_as_written_and_all_who_hold_it_where_somebody_else_came_to(
    said: str, holders: tuple[str, ...], asked: tuple[str, ...], shown: str
) -> None:
    assert digests.owners(replace(HELD, who_said=said, holders=holders, asked=asked)) == shown


windows = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(lambda day: Window(day, day))
deadlines = st.builds(
    DeadlineLine,
    number=st.integers(1, 10**6),
    what=words,
    who_said=words,
    holders=st.lists(words, max_size=3).map(tuple),
    when_said=words,
    window=windows,
    days_left=st.integers(0, 14),
)
held = st.builds(
    MeetingCard,
    number=st.integers(1, 10**6),
    title=words,
    on_date=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    at_time=st.none(),
    zone=st.just("Europe/Brussels"),
    place=words,
    state=st.just("planned"),
    when_said=words,
    starts_at=st.none() | st.just(TRIO.starts_at),
)
spoken = st.builds(SpokenLine, words=words, item=st.sampled_from(["action", "C0X", ""]), number=st.integers(0, 9))
lines = st.lists(deadlines | st.builds(MeetingLine, held, st.integers(0, 14)) | spoken, min_size=1, max_size=60)
kinds = st.sampled_from(["digest", "meeting", "asked", "told", "trouble", "cancelled", "moved", "outcome"])


def unsafe(answer: Any) -> list[str]:
    """Mentions of everybody, and of anybody, that were not ours to make."""
    found = []
    if isinstance(answer, dict):
        if answer.get("type") == "mrkdwn":
            found += [text for text in ("<!channel", "<!here", "<@", "\0") if text in answer["text"]]
            found += [] if answer.get("verbatim") else ["not verbatim"]
        answer = list(answer.values())
    if isinstance(answer, list | tuple):
        for one in answer:
            found += unsafe(one)
    return found


@given(kinds, lines, st.booleans())
def test_any_words_stay_inert_and_within_slacks_limits(kind: str, said: list[Line], late: bool) -> None:
    text, blocks = announcements.message(Notice(kind, "C0PROGRAM", DUE, tuple(said), late), "/wp")
    assert message_problems({"text": text, "blocks": list(blocks)}) == []
    assert unsafe(list(blocks)) == []
    assert "<!channel" not in text


@given(lines)
def test_any_plan_can_be_looked_at(said: list[Line]) -> None:
    card = UpcomingCard(DAY, tuple(Notice("digest", "C0PROGRAM", DUE, tuple(said)) for _ in range(45)))
    answer: Answer = announcements.upcoming(card)
    assert message_problems({"text": answer.text, "blocks": list(answer.blocks)}) == []
    assert unsafe(list(answer.blocks)) == []
