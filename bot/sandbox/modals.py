"""A modal's life on the screen: filled in, submitted, answered by errors, an update, a push or its end."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.forms import fields, held, values
from bot.sandbox.limits import view_problems
from bot.sandbox.links import Links
from bot.sandbox.outcome import Outcome
from bot.sandbox.people import Person
from bot.sandbox.responses import Responses
from bot.sandbox.views import View
from bot.sandbox.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


class Modals:
    def __init__(self, workspace: Workspace, links: Links, responses: Responses) -> None:
        self.workspace = workspace
        self.links = links
        self.responses = responses

    async def submit(self, view: View, person: Person) -> Outcome:
        """Deliver the submission and do what the bot's acknowledgement says."""
        trigger = self.workspace.tickets.trigger(view.user_id, view.id)
        payload = payloads.view_submission(self.workspace, person, view, trigger, self._urls(view))
        ack = await self.links.deliver("interactive", payload, accepts=True, shown="view_submission")
        if not ack.ok:
            return self._trouble(view, ack.error)
        answer = ack.payload or {}
        refused = self._refused(view, answer)
        if refused:
            exchange = self.workspace.wire.start("slack", "response_action", answer, self.workspace.stamps.seconds())
            self.workspace.wire.end(exchange, refused, "invalid_response_action")
            return self._trouble(view, "invalid_response_action")
        self._obey(view, answer)
        self.workspace.changes.tell("view", user_id=view.user_id)
        return Outcome("refused" if view.errors else "", errors=view.errors, ack=ack.payload)

    def _trouble(self, view: View, error: str) -> Outcome:
        view.trouble = TROUBLE
        self.workspace.changes.tell("view", user_id=view.user_id)
        return Outcome(error, TROUBLE)

    def _urls(self, view: View) -> list[dict[str, object]]:
        """A response url for each conversation menu that asked for one."""
        state = values(view.blocks, view.typed)
        urls = []
        for block, element in fields(view.blocks):
            name, action = str(block["block_id"]), str(element["action_id"])
            channel = held(state[name][action]) if element.get("response_url_enabled") else None
            if channel:
                secret = self.workspace.tickets.response_url(view.user_id, str(channel))
                address = self.responses.address(secret)
                urls.append({"response_url": address, "channel_id": channel, "block_id": name, "action_id": action})
        return urls

    def _refused(self, view: View, answer: Mapping[str, Any]) -> list[str]:
        """What Slack would not take in the answer to a submission."""
        action = answer.get("response_action")
        if action == "errors":
            errors = answer.get("errors")
            names = {str(block["block_id"]) for block in view.blocks if block.get("type") == "input"}
            if not isinstance(errors, Mapping) or not errors:
                return ["errors must name at least one field"]
            return [f"no input block {name}" for name in errors if name not in names]
        if action in ("update", "push"):
            found = view_problems(answer.get("view"))
            if action == "push" and len(self.workspace.views.stack(view.user_id)) >= 3:
                found.append("push_limit_reached")
            return found
        return [] if action in (None, "", "clear") else [f"unknown response_action {action}"]

    def _obey(self, view: View, answer: Mapping[str, Any]) -> None:
        views = self.workspace.views
        match answer.get("response_action"):
            case "errors":
                view.errors = {str(name): str(said) for name, said in answer["errors"].items()}
            case "update":
                views.renew(view, answer["view"])
            case "push":
                views.push(view.user_id, answer["view"])
            case "clear":
                views.close(view, everything=True)
            case _:
                views.close(view)

    async def close(self, view: View, person: Person, *, everything: bool = False) -> Outcome:
        """Take a modal off the screen; the bot hears of it where the view asked to be told."""
        everything = everything or bool(view.body.get("clear_on_close"))
        gone = self.workspace.views.close(view, everything=everything)
        self.workspace.changes.tell("view", user_id=view.user_id)
        for one in gone:
            if one.body.get("notify_on_close"):
                payload = payloads.view_closed(self.workspace, person, one, everything)
                await self.links.deliver("interactive", payload, shown="view_closed")
        return Outcome()
