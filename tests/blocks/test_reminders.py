"""Reminders and the weekly part as messages: held by golden files; any words in them inert, within Slack's limits."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcement_cards import (
    CallCard,
    CallLine,
    DeadlineLine,
    Line,
    Notice,
    ReminderLine,
    SettledLine,
    SummaryLine,
    UnclaimedLine,
)
from bot.blocks import announcements
from bot.blocks.reminders import BUTTONS
from bot.operations import unclaimed
from bot.sandbox.limits import message_problems
from bot.windows import Window
from tests.blocks.made import words
from tests.blocks.test_announcements import DUE, HELD, unsafe

DAY = Window(date(2022, 1, 31), date(2022, 1, 31))
MONTH = Window(date(2022, 1, 1), date(2022, 1, 31))
BRIEF = ReminderLine("deadline", 15, "Draft <it> & send it", "31 January 2022", DAY, 3, "CNRS holds it")
LATE = replace(BRIEF, kind="late", number=16, window=MONTH, when_said="January 2022", days_left=-21, last=True)
ASKED = replace(BRIEF, kind="date", number=17, window=MONTH, when_said="January 2022", days_left=7)
UNREAD = replace(BRIEF, kind="unread", number=18, window=Window(), when_said="see above", days_left=None)
ONGOING = replace(BRIEF, kind="ongoing", number=19, window=Window(ongoing=True), when_said="Ongoing", days_left=None)
LATER = replace(LATE, kind="later", number=20, why="You asked to be reminded of it")
CHAIRS = tuple(
    replace(LATE, kind=kind, number=number, why=why)
    for number, (kind, why) in enumerate(
        (("unanswered", "CNRS"), ("unheard", "CNRS"), ("nobody", ""), ("nobody", "CNRS")), 30
    )
)
SUMMED = (
    SummaryLine("closed before", "Work programme 2022", tuple((number, "x") for number in range(1, 15))),
    SummaryLine("nobody named", "Work programme 2022", ((40, "Media work"),)),
)
FREE = UnclaimedLine(22, "Map the <stakeholders>", "Any volunteers?", "End of January", Window(None, DAY.end))
SETTLED = (SettledLine(23, "Print it", "Taken by CNRS"), SettledLine(24, "Fold it", "Done"))
NOTICES = {
    "one": Notice("digest", "U0BEN", DUE, (BRIEF,)),
    "all_kinds": Notice("digest", "U0BEN", DUE, (LATE, BRIEF, LATER, ASKED, UNREAD, ONGOING, *CHAIRS, *SUMMED)),
    "settled": Notice("digest", "U0BEN", DUE, (BRIEF, *SETTLED)),
    "unclaimed": Notice("digest", "C0PROGRAM", DUE, (HELD, FREE, replace(FREE, number=25, when_said=""), SETTLED[0])),
}


@pytest.mark.parametrize("name", NOTICES)
def test_what_goes_out_looks_as_reviewed(name: str, golden: Any) -> None:
    text, blocks = announcements.message(NOTICES[name], "/wp")
    golden(f"reminder_{name}", {"text": text, "blocks": list(blocks)})
    assert message_problems({"text": text, "blocks": list(blocks)}) == []


def test_of_many_late_come_first_the_first_have_all_buttons_and_the_rest_is_counted() -> None:
    many = tuple(replace(LATE, number=number, what="x" * 400) for number in range(1, 101))
    text, blocks = announcements.message(Notice("digest", "U0BEN", DUE, many), "/wp")
    shown = [block for block in blocks if block["type"] == "section" and block["text"]["text"].startswith("*#")]
    rest = next(block["elements"][0]["text"] for block in blocks if "more:" in str(block))
    assert len(blocks) <= 50
    assert sum(block["type"] == "actions" for block in blocks) == 5
    assert rest.startswith(f"And {100 - len(shown)} more:")
    assert message_problems({"text": text, "blocks": list(blocks)}) == []


kinds = st.sampled_from([*BUTTONS, "unanswered", "unheard", "nobody"])
windows = st.sampled_from([DAY, MONTH, Window(), Window(ongoing=True), Window(None, DAY.end), Window(DAY.start)])
reminders = st.builds(
    ReminderLine, kinds, st.integers(1, 10**6), words, words, windows, st.none() | st.integers(-99, 99), words
)
summed = st.builds(
    SummaryLine,
    st.sampled_from(["closed before", "nobody named"]),
    words,
    st.lists(st.tuples(st.integers(1, 10**6), words), min_size=1, max_size=30).map(tuple),
)
free = st.builds(UnclaimedLine, st.integers(1, 10**6), words, words, words, windows)
settled = st.builds(SettledLine, st.integers(1, 10**6), words, words)
late = st.builds(DeadlineLine, st.integers(1, 10**6), words, words, st.just(()), words, windows, st.integers(-99, 99))


def each_once(lines: list[Line]) -> tuple[Line, ...]:
    return tuple({getattr(line, "number", -place): line for place, line in enumerate(lines)}.values())


@given(
    st.sampled_from(["U0BEN", "C0PROGRAM"]),
    st.lists(reminders | summed | free | settled | late, min_size=1, max_size=60),
)
def test_any_words_stay_inert_and_within_slacks_limits(receiver: str, lines: list[Line]) -> None:
    text, blocks = announcements.message(Notice("digest", receiver, DUE, each_once(lines)), "/wp")
    assert message_problems({"text": text, "blocks": list(blocks)}) == []
    assert unsafe(list(blocks)) == []
    assert "<!channel" not in text


def test_who_only_stands_in_is_not_shown_buttons_that_would_refuse() -> None:
    pressed = {}
    for kind in BUTTONS:
        line = replace(BRIEF, kind=kind, may=False)
        _, blocks = announcements.message(Notice("digest", "U0BEN", DUE, (line,)), "/wp")
        assert "ends these" not in str(blocks)
        assert not any(block["type"] == "context" for block in blocks)
        pressed[kind] = re.findall(r"'action_id': 'wp:([a-z-]+):", str(blocks))
    assert pressed == {
        **{kind: ["later", "show"] for kind in ("late", "deadline", "later", "date")},
        **{kind: ["show"] for kind in ("unread", "nobody")},
        "ongoing": ["note", "show"],
    }


def test_what_nobody_holds_is_not_handed_over() -> None:
    for held, label in ((True, "Hand over"), (False, "Ask someone")):
        _, blocks = announcements.message(Notice("digest", "U0BEN", DUE, (replace(UNREAD, held=held),)), "/wp")
        assert [name for name in ("Hand over", "Ask someone") if f"'{name}'" in str(blocks)] == [label]


def test_of_what_nobody_holds_the_chairs_ask_someone_or_set_another_date_from_where_they_read_it() -> None:
    line = replace(LATE, kind="nobody", why="", held=False)
    _, blocks = announcements.message(Notice("digest", "U0BEN", DUE, (line,)), "/wp")
    (row,) = (block for block in blocks if block["type"] == "actions")
    assert [one["text"]["text"] for one in row["elements"]] == ["Ask someone", "New date"]


@pytest.mark.parametrize("kind", [kind for kind in BUTTONS if kind != "nobody"])
def test_every_reminder_says_what_stops_it_and_where_its_hour_is_set(kind: str) -> None:
    _, blocks = announcements.message(Notice("digest", "U0BEN", DUE, (replace(UNREAD, kind=kind),)), "/wp")
    (ending,) = (block["elements"][0]["text"] for block in blocks if block["type"] == "context")
    assert re.search(r"ends these reminders|asked for once|once a month", ending)
    assert ending.endswith("`/wp settings` sets when I write to you.")


@pytest.mark.parametrize(
    ("window", "left", "said"),
    [
        (DAY, -10, "2022, 10 days ago"),
        (MONTH, -10, "2022, ended 10 days ago"),
        (MONTH, 0, "2022, ends today"),
        (Window(None, DAY.end), -1, "2022), due yesterday"),
    ],
)
def test_a_month_is_not_said_to_have_been_ten_days_ago(window: Window, left: int, said: str) -> None:
    line = replace(
        LATER, window=window, days_left=left, when_said="31 January 2022" if window == DAY else "January 2022"
    )
    _, blocks = announcements.message(Notice("digest", "U0BEN", DUE, (line,)), "/wp")
    assert f"January {said}  ·" in blocks[1]["text"]["text"]


@pytest.mark.parametrize("receiver", ["U0BEN", "C0PROGRAM"])
def test_what_is_read_aloud_has_whole_sentences_and_each_heading_once(receiver: str) -> None:
    call = CallLine("closes", CallCard(1, "Events for spring", "open", date(2022, 1, 31), "C0PROGRAM"), 3)
    lines = (LATE, replace(LATE, number=26), BRIEF, call, replace(call, call=replace(call.call, number=2)))
    text, _ = announcements.message(Notice("digest", receiver, DUE, lines), "/wp")
    assert [text.count(name) for name in ("Past its date:", "In 3 days:", "Call for proposals:")] == [1, 1, 1]
    assert ".." not in text
    assert text.endswith(".")


def test_the_chairs_read_few_by_name_and_many_by_number_and_can_look_at_them() -> None:
    few = SummaryLine("nobody named", "Work programme 2022", ((40, "Media work"), (41, "Map the stakeholders")))
    for line, named, verb in (
        (few, ": #40 Media work; #41 Map the stakeholders.", "open"),
        (replace(few, actions=few.actions[:1]), ": #40 Media work.", "show"),
        (SUMMED[0], ": #1, #2, #3,", "list"),
    ):
        _, blocks = announcements.message(Notice("digest", "U0BEN", DUE, (line,)), "/wp")
        assert named in blocks[1]["text"]["text"]
        assert blocks[1]["accessory"]["action_id"].startswith(f"wp:{verb}:")


@pytest.mark.parametrize("many", [1, 2, 3])
def test_the_channel_is_pointed_to_the_others_that_look_for_somebody_only_where_there_may_be_others(many: int) -> None:
    lines = tuple(replace(FREE, number=number) for number in range(1, many + 1))
    _, blocks = announcements.message(Notice("digest", "C0PROGRAM", DUE, lines), "/wp")
    assert ("`/wp open` shows all" in str(blocks)) is (many == unclaimed.A_WEEK)
