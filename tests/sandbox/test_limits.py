"""What Slack refuses: every limit met is taken, and one more is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.limits import Surface, message_problems, problems, view_problems
from tests.sandbox.forms import actions, button, choice, field, home, modal, plain, section

Json = dict[str, Any]
Made = Callable[[int], Json]


def mrkdwn(length: int) -> Json:
    return {"type": "mrkdwn", "text": "x" * length}


def rows(many: int, cells: int = 1, text: str = "x") -> list[list[Json]]:
    return [[{"type": "raw_text", "text": text}] * cells for _ in range(many)]


def named(many: int) -> list[Json]:
    return [button(action_id=f"b{n}") for n in range(many)]


def options(many: int) -> list[Json]:
    return [choice(f"o{n}") for n in range(many)]


def confirm(**changed: Json) -> Json:
    return {"title": plain("t"), "text": plain("t"), "confirm": plain("y"), "deny": plain("n"), **changed}


def select(**more: Any) -> Json:
    return actions({"type": "static_select", "action_id": "s", **more})


def image(**more: Any) -> Json:
    return {"type": "image", "alt_text": "a", "image_url": "https://a.org/a.png", **more}


def url(length: int) -> str:
    return "https://a.org/".ljust(length, "x")


LENGTHS: dict[str, tuple[int, Made]] = {
    "section text": (3000, lambda n: section("x" * n)),
    "section fields": (10, lambda n: {"type": "section", "fields": [mrkdwn(1)] * n}),
    "section field": (2000, lambda n: {"type": "section", "fields": [mrkdwn(n)]}),
    "header": (150, lambda n: {"type": "header", "text": plain("x" * n)}),
    "header level": (4, lambda n: {"type": "header", "text": plain("x"), "level": n}),
    "context": (10, lambda n: {"type": "context", "elements": [mrkdwn(1)] * n}),
    "actions": (25, lambda n: actions(*named(n))),
    "block_id": (255, lambda n: {"type": "divider", "block_id": "x" * n}),
    "action_id": (255, lambda n: actions(button(action_id="x" * n))),
    "button text": (75, lambda n: actions(button("x" * n))),
    "button value": (2000, lambda n: actions(button(value="x" * n))),
    "button url": (3000, lambda n: actions(button(url=url(n)))),
    "button label": (75, lambda n: actions(button(accessibility_label="x" * n))),
    "confirm title": (100, lambda n: actions(button(confirm=confirm(title=plain("x" * n))))),
    "confirm text": (300, lambda n: actions(button(confirm=confirm(text=mrkdwn(n))))),
    "confirm yes": (30, lambda n: actions(button(confirm=confirm(confirm=plain("x" * n))))),
    "confirm no": (30, lambda n: actions(button(confirm=confirm(deny=plain("x" * n))))),
    "select options": (100, lambda n: select(options=options(n))),
    "select groups": (
        100,
        lambda n: select(option_groups=[{"label": plain("g"), "options": options(1)}] * n),
    ),
    "select group options": (
        100,
        lambda n: select(option_groups=[{"label": plain("g"), "options": options(n)}]),
    ),
    "select group label": (
        75,
        lambda n: select(option_groups=[{"label": plain("x" * n), "options": options(1)}]),
    ),
    "option text": (75, lambda n: select(options=[choice("x" * n, "v")])),
    "option value": (150, lambda n: select(options=[choice("t", "x" * n)])),
    "option description": (75, lambda n: select(options=[{**choice("t"), "description": plain("x" * n)}])),
    "placeholder": (150, lambda n: select(options=options(1), placeholder=plain("x" * n))),
    "overflow": (5, lambda n: actions({"type": "overflow", "action_id": "o", "options": options(n)})),
    "checkboxes": (10, lambda n: actions({"type": "checkboxes", "action_id": "o", "options": options(n)})),
    "radio": (10, lambda n: actions({"type": "radio_buttons", "action_id": "o", "options": options(n)})),
    "image alt text": (2000, lambda n: image(alt_text="x" * n)),
    "image title": (2000, lambda n: image(title=plain("x" * n))),
    "image url": (3000, lambda n: image(image_url=url(n))),
    "input label": (2000, lambda n: {**field(), "label": plain("x" * n)}),
    "input hint": (2000, lambda n: field(block_hint=plain("x" * n))),
    "input max_length": (3000, lambda n: field(max_length=n)),
    "input min_length": (3000, lambda n: field(min_length=n)),
    "markdown": (12_000, lambda n: {"type": "markdown", "text": "x" * n}),
    "table rows": (100, lambda n: {"type": "table", "rows": rows(n)}),
    "table cells": (20, lambda n: {"type": "table", "rows": rows(1, n)}),
    "table settings": (
        20,
        lambda n: {"type": "table", "rows": rows(1), "column_settings": [{"align": "left"}] * n},
    ),
    "table characters": (10_000, lambda n: {"type": "table", "rows": rows(1, 1, "x" * n)}),
    "video title": (199, lambda n: video(title=plain("x" * n))),
}


def video(**more: Any) -> Json:
    return {
        "type": "video",
        "alt_text": "a",
        "title": plain("t"),
        "thumbnail_url": "https://a.org/a.png",
        "video_url": "https://a.org/v",
        **more,
    }


@pytest.mark.parametrize("what", LENGTHS)
def test_a_block_at_its_limit_is_taken_and_one_more_is_refused(what: str) -> None:
    most, made = LENGTHS[what]
    assert problems([made(most)], "message") == []
    (refused, *_) = problems([made(most + 1)], "message")
    assert "[json-pointer:/blocks/0" in refused


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_blocks_are_counted_for_each_surface(surface: Surface, most: int) -> None:
    divider = {"type": "divider"}
    assert problems([divider] * most, surface) == []
    assert problems([divider] * (most + 1), surface)


REFUSED: dict[str, Json] = {
    "unknown block": {"type": "sektion"},
    "no type": {},
    "unknown key": section(color="red"),
    "unknown key inside": actions(button(colour="red")),
    "empty text": section(""),
    "text that is no object": {"type": "section", "text": "Hello"},
    "section without anything": {"type": "section"},
    "header in mrkdwn": {"type": "header", "text": mrkdwn(1)},
    "button in mrkdwn": actions({**button(), "text": mrkdwn(1)}),
    "emoji on mrkdwn": {"type": "section", "text": {**mrkdwn(1), "emoji": True}},
    "unknown style": actions(button(style="loud")),
    "empty value": actions(button(value="")),
    "value that is a number": actions(button(value=15)),
    "no elements": actions(),
    "input outside an input block": actions({"type": "plain_text_input", "action_id": "x"}),
    "the same action_id twice": actions(button(), button()),
    "options and groups": select(options=options(1), option_groups=[{"label": plain("g"), "options": options(1)}]),
    "neither options nor groups": select(),
    "initial option not offered": select(options=options(2), initial_option=choice("o7")),
    "no such day": actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-13-01"}),
    "no such time": actions({"type": "timepicker", "action_id": "d", "initial_time": "24:00"}),
    "image without words": {"type": "image", "image_url": "https://a.org/a.png"},
    "image without address": {"type": "image", "alt_text": "a"},
    "no address": image(image_url="a.png"),
    "min over max": field(min_length=5, max_length=4),
    "numbers without manner": field("number_input"),
    "numbers the wrong way round": field("number_input", is_decimal_allowed=False, min_value="5", max_value="4"),
    "empty cell": {"type": "table", "rows": rows(1, 1, "")},
    "table without rows": {"type": "table", "rows": []},
    "video without https": video(video_url="http://a.org/v"),
    "rich text of unknown kind": {"type": "rich_text", "elements": [{"type": "rich_text_song"}]},
    "a list in a list item": {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": [{"type": "text"}]}],
    },
    "a file in a message": field("file_input"),
    "an alert in a message": {"type": "alert", "text": mrkdwn(1)},
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_no_message_may_hold(what: str) -> None:
    assert problems([REFUSED[what]], "message")


@pytest.mark.parametrize("broken", [None, "x", 5, [None], ["x"], [[]], [{"type": []}], [{"type": {"a": 1}}]])
def test_nonsense_is_refused_and_never_breaks(broken: Any) -> None:
    assert problems(broken, "message")
    assert view_problems(broken)
    assert view_problems({"type": "modal", "title": broken, "blocks": broken})
    assert message_problems({"text": "", "blocks": broken})


def test_ids_are_unique_within_a_payload() -> None:
    assert problems([{"type": "divider", "block_id": "a"}, section(block_id="a")], "message")
    assert problems([actions(button()), actions(button())], "message") == []


def test_each_block_stands_only_where_it_may() -> None:
    markdown, table = {"type": "markdown", "text": "x"}, {"type": "table", "rows": rows(1)}
    alert, files = {"type": "alert", "text": mrkdwn(1)}, field("file_input")
    where: list[Surface] = ["message", "modal", "home"]
    assert [problems([markdown], one) == [] for one in where] == [True, False, False]
    assert [problems([table], one) == [] for one in where] == [True, False, True]
    assert [problems([alert], one) == [] for one in where] == [False, True, False]
    assert [problems([files], one) == [] for one in where] == [False, True, False]
    assert [problems([field()], one) == [] for one in where] == [True, True, True]


def test_what_counts_over_a_whole_payload() -> None:
    table = {"type": "table", "rows": rows(1)}
    (refused,) = message_problems({"text": "x", "blocks": [table, table]})
    assert refused.startswith("invalid_attachments: only_one_table_allowed")
    markdown = {"type": "markdown", "text": "x" * 6_001}
    assert problems([markdown, markdown], "message")
    focused = [field(name=name, focus_on_load=True) for name in ("a", "b")]
    assert problems(focused[:1], "modal") == []
    assert problems(focused, "modal")


def test_a_view_keeps_its_own_limits() -> None:
    assert view_problems(modal()) == []
    for key in ("title", "submit", "close"):
        assert view_problems({**modal(), key: plain("x" * 24)}) == []
        assert view_problems({**modal(), key: plain("x" * 25)})
    assert view_problems(modal(private_metadata="x" * 3000)) == []
    assert view_problems(modal(private_metadata="x" * 3001))
    assert view_problems(modal(callback_id="x" * 256))
    assert view_problems({key: value for key, value in modal(field()).items() if key != "submit"})
    assert view_problems({"type": "modal", "blocks": [section()]})
    assert view_problems({**modal(), "blocks": []})
    assert view_problems(home()) == []
    assert view_problems(home(title=plain("x")))
    assert view_problems({**modal(), "state": {}})
    assert view_problems({"type": "window"})
    (large,) = view_problems(modal(*[section("é" * 3000) for _ in range(42)]))
    assert large.startswith("view_too_large")


def test_a_message_keeps_its_own_limits() -> None:
    def code(**message: Any) -> str:
        return "".join(one.split(":")[0] for one in message_problems(message)[:1])

    assert code(text="x", blocks=[section()]) == ""
    assert code() == code(text="", blocks=[]) == "no_text"
    full = [section("x" * 2640) for _ in range(5)]
    assert code(text="x", blocks=full) == ""
    assert code(text="x", blocks=[*full, section("x")]) == "msg_blocks_too_long"
    assert code(text="x", blocks="[]") == "invalid_blocks_format"
    assert code(text="x", markdown_text="y") == "markdown_text_conflict"
    assert code(text="x", metadata={"event_type": "a", "event_payload": {"n": 1}}) == ""
    assert code(text="x", metadata={"event_type": "a", "event_payload": "b"}) == "invalid_metadata_format"
    assert code(text="x", metadata={"event_type": "a", "event_payload": {}, "more": 1}) != ""
    big = {"event_type": "a", "event_payload": {"x": "x" * 16_000}}
    assert code(text="x", metadata=big) == "metadata_too_large"
    assert message_problems({"text": "x" * 4000}, updating=True) == []
    assert message_problems({"text": "x" * 4001}, updating=True)
    assert message_problems({"text": "x" * 50_000}) == []
