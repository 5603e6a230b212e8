"""Any legal blocks are taken, and any one thing too many in them is refused."""

from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.limits import problems, view_problems
from tests.sandbox.forms import modal

Json = dict[str, Any]
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
names = st.text("abcdefghij-_", min_size=1, max_size=20)


def text(*kinds: str) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({"type": st.sampled_from(kinds or ("plain_text", "mrkdwn")), "text": words})


plain = text("plain_text")
option = st.fixed_dictionaries({"text": plain, "value": words}, optional={"description": plain})
confirm = st.fixed_dictionaries(
    {"title": plain, "text": text(), "confirm": plain, "deny": plain},
    optional={"style": st.sampled_from(["primary", "danger"])},
)
button = st.fixed_dictionaries(
    {"type": st.just("button"), "text": plain, "action_id": names},
    optional={
        "value": words,
        "style": st.sampled_from(["primary", "danger"]),
        "confirm": confirm,
        "accessibility_label": words,
        "url": st.just("https://example.org/a?b=c"),
    },
)
options = st.lists(option, min_size=1, max_size=5)


def choosing(kind: str) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({"type": st.just(kind), "action_id": names, "options": options})


menus = st.one_of(
    choosing("static_select"),
    choosing("overflow"),
    choosing("radio_buttons"),
    choosing("checkboxes"),
    choosing("multi_static_select"),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["users_select", "channels_select"]), "action_id": names},
        optional={"placeholder": plain},
    ),
    st.fixed_dictionaries(
        {"type": st.just("datepicker"), "action_id": names},
        optional={"initial_date": st.dates().map(lambda day: day.isoformat())},
    ),
)
inputs = st.one_of(
    menus.filter(lambda one: one["type"] != "overflow"),
    st.fixed_dictionaries(
        {"type": st.just("plain_text_input"), "action_id": names},
        optional={"multiline": st.booleans(), "max_length": st.integers(1, 3000)},
    ),
    st.fixed_dictionaries(
        {"type": st.just("number_input"), "is_decimal_allowed": st.booleans()},
        optional={"initial_value": st.integers().map(str)},
    ),
)
image = st.fixed_dictionaries(
    {"type": st.just("image"), "alt_text": words, "image_url": st.just("https://example.org/a.png")}
)
blocks = st.one_of(
    st.just({"type": "divider"}),
    st.fixed_dictionaries(
        {"type": st.just("section"), "text": text()},
        optional={
            "fields": st.lists(text(), min_size=1, max_size=10),
            "accessory": st.one_of(button, menus, image),
            "expand": st.booleans(),
        },
    ),
    st.fixed_dictionaries({"type": st.just("header"), "text": plain}),
    st.fixed_dictionaries(
        {
            "type": st.just("context"),
            "elements": st.lists(st.one_of(text(), image), min_size=1, max_size=10),
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("actions"),
            "elements": st.lists(
                st.one_of(button, menus), min_size=1, max_size=6, unique_by=lambda one: one["action_id"]
            ),
        }
    ),
    st.fixed_dictionaries(
        {"type": st.just("input"), "label": plain, "element": inputs},
        optional={"hint": plain, "optional": st.booleans()},
    ),
    image,
)
payloads = st.lists(blocks, min_size=1, max_size=8)


@settings(max_examples=60)
@given(payloads)
def test_legal_blocks_are_taken_everywhere(made: list[Json]) -> None:
    before = deepcopy(made)
    assert problems(made, "message") == []
    assert view_problems({"type": "home", "blocks": made}) == []
    assert view_problems(modal(*made)) == []
    assert made == before


@settings(max_examples=50)
@given(payloads, st.data())
def test_one_thing_too_many_is_refused(made: list[Json], data: st.DataObject) -> None:
    block = data.draw(st.sampled_from(made))
    spoil = data.draw(st.sampled_from(["key", "type", "block_id", "text"]))
    spoilt = deepcopy(made)
    target = spoilt[made.index(block)]
    if spoil == "key":
        target["surprise"] = 1
    elif spoil == "type":
        target["type"] = "surprise"
    elif spoil == "block_id":
        target["block_id"] = "x" * 256
    else:
        target.update({"type": "header", "text": {"type": "plain_text", "text": "x" * 151}})
    assert problems(spoilt, "message")


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["type", "text", "elements", "element", "accessory", "x"]), inner),
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(json_values)
def test_no_structure_at_all_breaks_the_check(value: Any) -> None:
    assert isinstance(problems(value, "message"), list)
    assert isinstance(problems([value], "modal"), list)
    assert isinstance(view_problems({"type": "modal", "blocks": [value]}), list)
