"""auth.*, users.*, bots.info and apps.connections.open: who is who, and the way to a socket."""

from bot.sandbox.api.call import Answer, Call, Method, Refusal
from bot.sandbox.people import TEAM


def auth_test(call: Call) -> Answer:
    app = call.workspace.app
    return {
        "url": f"{call.workspace.base}/",
        "team": call.workspace.name,
        "user": app.name,
        "team_id": TEAM,
        "user_id": app.bot_user_id,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> Answer:
    if call.links.disabled:
        raise Refusal("socket_mode_not_enabled")
    base = call.workspace.base.replace("http", "ws", 1)
    return {"url": f"{base}/link/{call.links.ticket()}"}


def user_info(call: Call) -> Answer:
    person = call.workspace.people.get(call.need("user"))
    if person is None:
        raise Refusal("user_not_found")
    return {"user": person.as_user(call.workspace.now())}


def users_list(call: Call) -> Answer:
    """Everybody of this workspace; strangers are only found one by one."""
    now = call.workspace.now()
    own = [one.as_user(now) for one in call.workspace.people.values() if not one.is_stranger]
    page, cursor = call.page(own)
    return {"members": page, "cache_ts": int(now.timestamp()), "response_metadata": {"next_cursor": cursor}}


def bot_info(call: Call) -> Answer:
    app = call.workspace.app
    if call.text("bot", app.bot_id) != app.bot_id:
        raise Refusal("bot_not_found")
    return {
        "bot": {
            "id": app.bot_id,
            "deleted": False,
            "name": app.name,
            "updated": int(call.workspace.stamps.seconds()),
            "app_id": app.app_id,
            "user_id": app.bot_user_id,
            "icons": {},
        }
    }


METHODS = {
    "auth.test": Method(auth_test),
    "apps.connections.open": Method(connections_open, app_level=True),
    "users.info": Method(user_info, "users:read"),
    "users.list": Method(users_list, "users:read"),
    "bots.info": Method(bot_info, "users:read"),
    "api.test": Method(lambda call: {"args": dict(call.args)}, open_to_all=True),
}
