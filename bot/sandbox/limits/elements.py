"""What may stand inside blocks: buttons, menus, pickers and inputs, each with its lengths and counts."""

from collections.abc import Mapping

from bot.sandbox.limits.rich_text import RICH_TEXT
from bot.sandbox.limits.shapes import (
    Check,
    address,
    anything,
    array,
    both,
    exactly_one,
    flag,
    integer,
    kinds,
    listed,
    one_of,
    plain,
    refuse,
    string,
    text,
    thing,
)

USER = string(255, pattern=r"[UW][A-Z0-9]+")
CHANNEL = string(255, pattern=r"[CG][A-Z0-9]+")
CONVERSATION = string(255, pattern=r"[CGDUW][A-Z0-9]+")
NUMBER = string(255, pattern=r"-?[0-9]+(\.[0-9]+)?")
DAY = string(10, pattern=r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
TIME = string(5, pattern=r"([01][0-9]|2[0-3]):[0-5][0-9]")
STYLE = one_of("primary", "danger")
PLACEHOLDER = plain(150)

CONFIRM = both(
    thing(
        {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
        {"style": STYLE},
    )
)
SLACK_FILE = both(thing({}, {"id": string(255), "url": address()}), exactly_one("id", "url"))
DISPATCH = thing({"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 1, 2, distinct=True)})
FILTER = thing(
    {},
    {
        "include": array(one_of("im", "mpim", "private", "public"), 1, 4, distinct=True),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)

MENU_OPTION = thing({"text": plain(75), "value": string(150)}, {"description": plain(75)})
OVERFLOW_OPTION = thing({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": address()})
CHOICE = thing({"text": text(75), "value": string(150)}, {"description": text(75)})
GROUP = thing({"label": plain(75), "options": array(MENU_OPTION, 1, 100)})


def element(required: Mapping[str, Check] | None = None, optional: Mapping[str, Check] | None = None) -> Check:
    return thing(
        {"type": anything, **(required or {})},
        {"action_id": string(255), **(optional or {})},
    )


CONFIRMED: dict[str, Check] = {"confirm": CONFIRM, "focus_on_load": flag}
CHOSEN: dict[str, Check] = {**CONFIRMED, "placeholder": PLACEHOLDER}
TYPED: dict[str, Check] = {
    "dispatch_action_config": DISPATCH,
    "focus_on_load": flag,
    "placeholder": PLACEHOLDER,
}
SEVERAL: dict[str, Check] = {**CHOSEN, "max_selected_items": integer(1, 1000)}


def options_of(value: Mapping[str, object]) -> list[object]:
    """Every option an element offers, in groups or not."""
    loose = list(listed(value.get("options")))
    for group in listed(value.get("option_groups")):
        if isinstance(group, Mapping):
            loose += listed(group.get("options"))
    return loose


def bare(option: object) -> object:
    """An option as Slack compares it: by its words and value, without the flags Slack itself adds."""
    if not isinstance(option, Mapping):
        return option
    words = option.get("text")
    return (words.get("text") if isinstance(words, Mapping) else words, option.get("value"))


def initial_is_offered(value: object, pointer: str, found: list[str]) -> None:
    if not isinstance(value, Mapping):
        return
    offered = [bare(option) for option in options_of(value)]
    wanted = list(listed(value.get("initial_options")))
    if value.get("initial_option") is not None:
        wanted.append(value["initial_option"])
    if any(bare(one) not in offered for one in wanted):
        refuse(found, pointer, "initial option must exactly match one of the options")


def in_order(low: str, high: str) -> Check:
    def check(value: object, pointer: str, found: list[str]) -> None:
        if not isinstance(value, Mapping) or value.get(low) is None or value.get(high) is None:
            return
        try:
            wrong = float(str(value[low])) > float(str(value[high]))
        except ValueError:
            return
        if wrong:
            refuse(found, pointer, f"{low} must not be more than {high}")

    return check


def menu(several: bool) -> Check:
    offered: dict[str, Check] = {"options": array(MENU_OPTION, 1, 100), "option_groups": array(GROUP, 1, 100)}
    initial: dict[str, Check] = (
        {**SEVERAL, "initial_options": array(MENU_OPTION, 1, 100)}
        if several
        else {**CHOSEN, "initial_option": MENU_OPTION}
    )
    return both(element(optional={**offered, **initial}), exactly_one("options", "option_groups"), initial_is_offered)


BUTTON = element(
    {"text": plain(75)},
    {
        "url": address(),
        "value": string(2000),
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
IMAGE = both(
    thing({"type": anything, "alt_text": string(2000)}, {"image_url": address(), "slack_file": SLACK_FILE}),
    exactly_one("image_url", "slack_file"),
)
FEEDBACK = thing({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})

MENUS: dict[str, Check] = {
    "static_select": menu(several=False),
    "multi_static_select": menu(several=True),
    "external_select": element(
        optional={**CHOSEN, "initial_option": MENU_OPTION, "min_query_length": integer(0, 3000)}
    ),
    "multi_external_select": element(
        optional={
            **SEVERAL,
            "initial_options": array(MENU_OPTION, 1, 100),
            "min_query_length": integer(0, 3000),
        }
    ),
    "users_select": element(optional={**CHOSEN, "initial_user": USER}),
    "multi_users_select": element(optional={**SEVERAL, "initial_users": array(USER, 1, 1000)}),
    "channels_select": element(optional={**CHOSEN, "initial_channel": CHANNEL, "response_url_enabled": flag}),
    "multi_channels_select": element(optional={**SEVERAL, "initial_channels": array(CHANNEL, 1, 1000)}),
    "conversations_select": element(
        optional={
            **CHOSEN,
            "initial_conversation": CONVERSATION,
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": FILTER,
        }
    ),
    "multi_conversations_select": element(
        optional={
            **SEVERAL,
            "initial_conversations": array(CONVERSATION, 1, 1000),
            "default_to_current_conversation": flag,
            "filter": FILTER,
        }
    ),
}
PICKERS: dict[str, Check] = {
    "datepicker": element(optional={**CHOSEN, "initial_date": DAY}),
    "timepicker": element(optional={**CHOSEN, "initial_time": TIME, "timezone": string(255)}),
    "checkboxes": both(
        element({"options": array(CHOICE, 1, 10)}, {**CONFIRMED, "initial_options": array(CHOICE, 1, 10)}),
        initial_is_offered,
    ),
    "radio_buttons": both(
        element({"options": array(CHOICE, 1, 10)}, {**CONFIRMED, "initial_option": CHOICE}),
        initial_is_offered,
    ),
}
MOMENT: dict[str, Check] = {
    "datetimepicker": element(optional={**CONFIRMED, "initial_date_time": integer(0, 9_999_999_999)}),
}
PRESSED: dict[str, Check] = {
    "button": BUTTON,
    "overflow": element({"options": array(OVERFLOW_OPTION, 1, 5)}, {"confirm": CONFIRM}),
}
TEXTS: dict[str, Check] = {
    "plain_text_input": both(
        element(
            optional={
                **TYPED,
                "initial_value": string(3000, least=0),
                "multiline": flag,
                "min_length": integer(0, 3000),
                "max_length": integer(1, 3000),
            }
        ),
        in_order("min_length", "max_length"),
    ),
    "email_text_input": element(optional={**TYPED, "initial_value": string(3000, least=0)}),
    "url_text_input": element(optional={**TYPED, "initial_value": string(3000, least=0)}),
    "number_input": both(
        element(
            {"is_decimal_allowed": flag},
            {**TYPED, "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
        ),
        in_order("min_value", "max_value"),
    ),
    "rich_text_input": element({"action_id": string(255)}, {**TYPED, "initial_value": RICH_TEXT}),
    "file_input": element(optional={"filetypes": array(string(255), 1, 100), "max_files": integer(1, 10)}),
}

ACCESSORY = kinds({**PRESSED, **MENUS, **PICKERS, "image": IMAGE}, "accessory")
IN_ACTIONS = kinds({**PRESSED, **MENUS, **PICKERS, **MOMENT}, "element")
IN_INPUT = kinds({**TEXTS, **MENUS, **PICKERS, **MOMENT}, "element")
IN_CONTEXT = kinds({"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)}, "element")
IN_CONTEXT_ACTIONS = kinds(
    {
        "feedback_buttons": element({"positive_button": FEEDBACK, "negative_button": FEEDBACK}),
        "icon_button": element(
            {"icon": one_of("trash"), "text": plain(75)},
            {
                "value": string(2000),
                "confirm": CONFIRM,
                "accessibility_label": string(75),
                "visible_to_user_ids": array(USER, 0, 1000),
            },
        ),
    },
    "element",
)
