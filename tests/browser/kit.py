"""How one types into the page; every block and element it draws, as an app sends them."""

from typing import Any

from playwright.sync_api import Page

Json = dict[str, Any]


def send(page: Page, line: str) -> None:
    """Type a line and send it, whatever is offered to complete it."""
    page.locator("#line").fill(line)
    page.locator("#line").press("Escape")
    page.locator("#line").press("Enter")


def plain(text: str, emoji: bool = True) -> Json:
    return {"type": "plain_text", "text": text, "emoji": emoji}


def mrkdwn(text: str, verbatim: bool = True) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": verbatim}


def option(text: str, value: str, detail: str = "") -> Json:
    made = {"text": plain(text), "value": value}
    return {**made, "description": plain(detail)} if detail else made


OPTIONS = [option("Science diplomacy", "1"), option("Careers", "2", "of researchers"), option("Open science", "3")]


def element(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": kind, **more}


def confirmation() -> Json:
    return {
        "title": plain("Are you sure?"),
        "text": mrkdwn("It is *gone* then."),
        "confirm": plain("Drop it"),
        "deny": plain("Keep it"),
        "style": "danger",
    }


def message(channel: str, person: str) -> list[Json]:
    """Blocks of a message; the channel and person are mentioned in it."""
    return [
        {"type": "header", "text": plain("Work programme :calendar:")},
        {
            "type": "section",
            "text": mrkdwn(
                f"*bold* _italic_ ~gone~ `code` <https://example.org/a?b=1&amp;c=2|a link> <@{person}> <#{channel}>\n"
                "&gt; quoted *well*\n&gt; twice\n```\nlet x = 1 &lt; 2\n``` :tada: @here 2*3*4 snake_case_name\n"
                "<!date^1642500000^{date_long} at {time}|18 January 2022>"
            ),
            "accessory": {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A map of Europe"},
        },
        {
            "type": "section",
            "fields": [mrkdwn("*Who*\nCNRS"), mrkdwn("*When*\nend of March"), plain("<b>not bold</b>"), plain("four")],
            "accessory": element("overflow", options=[option("Edit", "edit"), option("Drop", "drop", "for good")]),
        },
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("Added by *Ana*"), plain("yesterday")]},
        {
            "type": "actions",
            "elements": [
                element("button", text=plain("Done"), style="primary", value="1", accessibility_label="Mark 15 done"),
                {**element("button", text=plain("Drop"), style="danger", confirm=confirmation()), "action_id": "drop"},
                element("static_select", options=OPTIONS, placeholder=plain("Priority")),
                element("datepicker", initial_date="2022-03-31"),
                element("timepicker", initial_time="09:30"),
                element("users_select", placeholder=plain("Someone")),
                element("checkboxes", options=OPTIONS[:2]),
            ],
        },
        {
            "type": "table",
            "column_settings": [{"is_wrapped": True}, {"align": "right"}],
            "rows": [
                [{"type": "raw_text", "text": "What?"}, {"type": "raw_text", "text": "How many"}],
                [{"type": "raw_text", "text": "Draft the brief"}, {"type": "raw_number", "value": 3}],
            ],
        },
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "Rich ", "style": {"bold": True, "italic": True}},
                        {"type": "user", "user_id": person},
                        {"type": "emoji", "name": "wave"},
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "elements": [
                        {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]},
                        {"type": "rich_text_section", "elements": [{"type": "text", "text": "second"}]},
                    ],
                },
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "*stays*"}]},
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]},
            ],
        },
        {"type": "image", "image_url": "https://example.org/b.png", "alt_text": "A chart", "title": plain("Progress")},
    ]


def _input(name: str, label: str, held: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": name, "label": plain(label), "element": held, "optional": True, **more}


def form() -> Json:
    """A modal with every kind of field."""
    return {
        "type": "modal",
        "callback_id": "everything",
        "title": plain("Everything"),
        "submit": plain("Save"),
        "close": plain("Leave"),
        "blocks": [
            {"type": "section", "text": mrkdwn("All of it is *kept*.")},
            _input("text", "Text", element("plain_text_input", placeholder=plain("One line")), hint=plain("A hint")),
            _input("lines", "Lines", element("plain_text_input", multiline=True)),
            _input("number", "Number", element("number_input", is_decimal_allowed=False)),
            _input("email", "Address", element("email_text_input")),
            _input("day", "Day", element("datepicker")),
            _input("time", "Time", element("timepicker")),
            _input("moment", "Moment", element("datetimepicker")),
            _input("one", "One", element("static_select", options=OPTIONS)),
            _input("many", "Many", element("multi_static_select", options=OPTIONS)),
            _input("person", "Person", element("users_select")),
            _input("people", "People", element("multi_users_select")),
            _input("place", "Place", element("conversations_select")),
            _input("channel", "Channel", element("channels_select")),
            _input("found", "Found", element("external_select", min_query_length=1)),
            _input("boxes", "Boxes", element("checkboxes", options=OPTIONS, initial_options=[OPTIONS[1]])),
            _input("radio", "Radio", element("radio_buttons", options=OPTIONS)),
            _input("file", "File", element("file_input", max_files=2)),
            {"type": "alert", "level": "warning", "text": mrkdwn("Look twice.")},
        ],
    }
