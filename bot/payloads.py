"""Slack's bodies to deliveries: what a person did, without the wrapping. Pure; missing keys are no surprise."""

import json
from dataclasses import dataclass, replace
from typing import Any

from bot.blocks.parts import IN_FORM, STAYS
from bot.commands.router import Delivery
from bot.commands.spec import Form, FromMessage

Body = dict[str, Any]
CHOSEN = ("selected_user", "selected_conversation", "selected_channel", "selected_date", "selected_time", "value")
"""Under which of these an element says what was chosen, depending on its kind."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was done, and so where its answer goes."""

    user_id: str
    trigger_id: str = ""
    response_url: str = ""
    surface: str = "message"
    """message, modal or home."""
    view_id: str = ""
    channel_id: str = ""
    ephemeral: bool = False
    thread_ts: str = ""
    """The thread it was written in; empty outside of one."""
    stays: bool = False
    """The button stands in a message that speaks of other things too: the answer comes beside it."""


def typed(body: Body) -> tuple[Delivery, Origin]:
    """A slash command."""
    user_id = body.get("user_id", "")
    delivery = Delivery(
        key=f"command:{body.get('trigger_id', '')}",
        team_id=body.get("team_id", ""),
        user_id=user_id,
        text=body.get("text") or "",
    )
    return delivery, Origin(
        user_id=user_id,
        trigger_id=body.get("trigger_id", ""),
        response_url=body.get("response_url", ""),
        channel_id=body.get("channel_id", ""),
        ephemeral=True,
    )


def pressed(body: Body) -> tuple[Delivery, Origin] | None:
    """A button of ours; None for anything that does nothing by itself (a link, a menu inside a form)."""
    actions = body.get("actions") or [{}]
    action = actions[0]
    mark, _, rest = str(action.get("action_id", "")).partition(":")
    if mark != "wp":
        return None
    verb = rest.partition(":")[0]
    argument = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    user = body.get("user") or {}
    container = body.get("container") or {}
    view = body.get("view") or {}
    surface = {"home": "home", "modal": "modal"}.get(str(view.get("type")), "message")
    delivery = Delivery(
        key=f"press:{body.get('trigger_id', '')}:{action.get('action_ts', '')}",
        team_id=_team(body),
        user_id=user.get("id", ""),
        text=f"{verb} {argument}".strip() if verb else argument,
        pressed=True,
    )
    return delivery, Origin(
        user_id=user.get("id", ""),
        trigger_id=body.get("trigger_id", ""),
        response_url=body.get("response_url", "") or _reply_of(view),
        surface=surface,
        view_id=view.get("id", ""),
        channel_id=(body.get("channel") or {}).get("id", "") or container.get("channel_id", ""),
        ephemeral=bool(container.get("is_ephemeral")),
        stays=str(action.get("block_id", "")).startswith(STAYS),
    )


def written(body: Body) -> tuple[Delivery, Origin, list[Body]] | None:
    """What a person wrote to the bot itself, with the files that came with it; None for anything else that is said."""
    event = body.get("event") or {}
    theirs = event.get("subtype") in (None, "file_share") and not event.get("bot_id") and event.get("user")
    if f"message.{event.get('channel_type')}" != "message.im" or not theirs:
        return None
    key = body.get("event_id") or f"{event.get('channel', '')}:{event.get('ts', '')}"
    delivery = Delivery(
        key=f"event:{key}",
        team_id=str(event.get("user_team") or event.get("team") or body.get("team_id") or ""),
        user_id=str(event["user"]),
        text=event.get("text") or "",
        plain=True,
    )
    origin = Origin(
        user_id=delivery.user_id,
        channel_id=str(event.get("channel", "")),
        thread_ts=str(event.get("thread_ts") or ""),
    )
    return delivery, origin, event.get("files") or []


def _team(body: Body) -> str:
    user, team = body.get("user") or {}, body.get("team") or {}
    return str(user.get("team_id") or team.get("id") or "")


def shortcut(body: Body, by: str = "", link: str = "") -> tuple[Delivery, Origin]:
    """A message shortcut, or a global one, which has no message; `by` whom and under which `link` it was written."""
    user = body.get("user") or {}
    message = body.get("message")
    taken = FromMessage(message.get("text") or "", by, link) if message else None
    delivery = Delivery(
        key=f"shortcut:{body.get('trigger_id', '')}",
        team_id=_team(body),
        user_id=user.get("id", ""),
        text=verb_of(body.get("callback_id", "")),
        message=taken,
    )
    return delivery, Origin(
        user_id=user.get("id", ""),
        trigger_id=body.get("trigger_id", ""),
        response_url=body.get("response_url", ""),
        channel_id=(body.get("channel") or {}).get("id", ""),
        ephemeral=True,
    )


def sent(body: Body, files: dict[str, list[tuple[str, bytes]]]) -> tuple[Delivery, Origin]:
    """A form that was submitted; `files` are those of its file fields, fetched."""
    view, user = body.get("view") or {}, body.get("user") or {}
    meta = _meta(view)
    delivery = Delivery(
        key=f"form:{view.get('id', '')}:{view.get('hash', '')}",
        team_id=_team(body),
        user_id=user.get("id", ""),
        text=verb_of(view.get("callback_id", "")),
        form=Form(values={**values_of(view), **files}, meta=meta),
    )
    return delivery, _of_form(body)


def chosen(body: Body) -> tuple[Delivery, Origin] | None:
    """A choice in an open form that changes its fields; None for anything else that is pressed."""
    action, view = (body.get("actions") or [{}])[0], body.get("view") or {}
    action_id = str(action.get("action_id"))
    if (
        view.get("type") != "modal"
        or (action.get("type") == "button" and not action_id.startswith(IN_FORM))
        or not action_id.startswith("wp:")
    ):
        return None
    delivery, origin = sent(body, {})
    assert delivery.form is not None
    said = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    form = replace(delivery.form, said=str(said))
    key = f"press:{body.get('trigger_id', '')}:{action.get('action_ts', '')}"
    return replace(delivery, key=key, redraw=True, form=form), origin


def _of_form(body: Body) -> Origin:
    view, user = body.get("view") or {}, body.get("user") or {}
    meta = _meta(view)
    return Origin(
        user_id=user.get("id", ""),
        trigger_id=body.get("trigger_id", ""),
        response_url=str(meta.get("reply", "")),
        surface=str(meta.get("from", "message")),
        view_id=view.get("id", ""),
        channel_id=str(meta.get("channel", "")),
        ephemeral=True,
    )


def verb_of(callback_id: str) -> str:
    """The verb in a form's or shortcut's id."""
    return callback_id.removeprefix("wp:")


def _meta(view: Body) -> dict[str, Any]:
    try:
        meta = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return meta if isinstance(meta, dict) else {}


def _reply_of(view: Body) -> str:
    return str(_meta(view).get("reply", ""))


def values_of(view: Body) -> dict[str, Any]:
    """What was typed and chosen, by block_id."""
    state = (view.get("state") or {}).get("values") or {}
    return {
        block_id: _value(element)
        for block_id, elements in state.items()
        for element in list(elements.values())[:1]
        if element.get("type") != "file_input"
    }


def _value(element: Body) -> Any:
    for key in CHOSEN:
        if element.get(key) is not None:
            return str(element[key])
    if element.get("selected_option"):
        return str(element["selected_option"].get("value", ""))
    if "selected_options" in element:
        return [str(option.get("value", "")) for option in element["selected_options"] or []]
    if "selected_users" in element:
        return [str(user) for user in element["selected_users"] or []]
    return ""


def files_of(body: Body) -> dict[str, list[Body]]:
    """The files chosen in a form, by block_id, as Slack describes them."""
    state = ((body.get("view") or {}).get("state") or {}).get("values") or {}
    return {
        block_id: element.get("files") or []
        for block_id, elements in state.items()
        for element in list(elements.values())[:1]
        if element.get("type") == "file_input"
    }


def with_origin(form: Body, origin: Origin) -> Body:
    """The form, remembering where it was opened from, so that its answer finds the way back."""
    meta = {**_meta(form), "reply": origin.response_url, "from": origin.surface, "channel": origin.channel_id}
    return {**form, "private_metadata": json.dumps(meta, ensure_ascii=False)}
