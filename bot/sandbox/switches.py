"""The page's switches for faults: a name and a figure or two, turned into what goes wrong next."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.errors import BadInput
from bot.sandbox.faults import ANY
from bot.sandbox.links import Links
from bot.sandbox.workspace import Workspace

NAMES = (
    "down",
    "history_lag",
    "one_post_a_second",
    "rate_limit",
    "fail",
    "html",
    "refuse",
    "lose_reply",
    "drop",
    "refresh",
    "silent",
    "twice",
    "retry",
    "revoke",
    "clear",
)


async def turn(workspace: Workspace, links: Links, wish: Mapping[str, Any]) -> None:
    """`name` one of NAMES; `on` for the lasting ones; `method`, `times`, `seconds`, `status`, `error` else."""
    faults, name = workspace.faults, wish.get("name")
    method = str(wish.get("method") or ANY)
    try:
        times, seconds = int(wish.get("times") or 1), int(wish.get("seconds") or 0)
        status = int(wish.get("status") or 503)
    except (TypeError, ValueError):
        raise BadInput("times, seconds and status are whole numbers.") from None
    match name:
        case "down":
            faults.down = bool(wish.get("on"))
        case "one_post_a_second":
            faults.one_post_a_second = bool(wish.get("on"))
        case "history_lag":
            faults.history_lag = timedelta(seconds=seconds)
        case "rate_limit":
            faults.rate_limit(method, seconds or 1, times)
        case "fail":
            faults.fail(method, status, times)
        case "html":
            faults.html(method, times)
        case "refuse":
            faults.refuse(method, str(wish.get("error") or "internal_error"), times)
        case "lose_reply":
            faults.lose_reply(method, times)
        case "drop":
            links.drop()
        case "refresh":
            await links.refresh()
        case "silent":
            links.go_silent()
        case "twice":
            links.twice(times)
        case "retry":
            links.retry_now()
        case "revoke":
            workspace.revoke_token(str(wish.get("error") or "token_revoked"))
        case "clear":
            faults.clear()
            workspace.revoke_token("")
        case _:
            raise BadInput(f"There is no fault {name}; there are: {', '.join(NAMES)}.")
