"""Open modals, three deep per person, and each person's Home tab."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox.people import TEAM
from bot.sandbox.stamps import Stamps, completed

DEEPEST = 3
State = dict[str, dict[str, dict[str, object]]]
"""block_id → action_id → what stands in the element, as in `state.values`."""


@dataclass(slots=True)
class View:
    """One modal or Home tab on one person's screen. `body` is what the bot sent, ids filled in."""

    id: str
    user_id: str
    body: dict[str, object]
    hash: str
    root_id: str
    previous_id: str = ""
    typed: State = field(default_factory=dict)
    """What the person changed since it was opened."""
    errors: dict[str, str] = field(default_factory=dict)
    """block_id → the sentence beside that field."""
    trouble: str = ""
    """What Slack says when the bot did not answer in time, or not sensibly."""

    @property
    def type(self) -> str:
        return str(self.body["type"])

    @property
    def callback_id(self) -> str:
        return str(self.body.get("callback_id") or "")

    @property
    def blocks(self) -> tuple[dict[str, object], ...]:
        blocks = self.body["blocks"]
        return blocks if isinstance(blocks, tuple) else ()

    @property
    def title(self) -> str:
        title = self.body.get("title")
        return str(title.get("text")) if isinstance(title, Mapping) else ""

    def as_payload(self, values: State, app_id: str, bot_id: str) -> dict[str, object]:
        """Slack's view object, with the given state."""
        return {
            "id": self.id,
            "team_id": TEAM,
            "type": self.type,
            "blocks": list(self.blocks),
            "private_metadata": self.body.get("private_metadata") or "",
            "callback_id": self.callback_id,
            "state": {"values": values},
            "hash": self.hash,
            "title": self.body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
            "clear_on_close": bool(self.body.get("clear_on_close")),
            "notify_on_close": bool(self.body.get("notify_on_close")),
            "close": self.body.get("close"),
            "submit": self.body.get("submit"),
            "submit_disabled": bool(self.body.get("submit_disabled")),
            "previous_view_id": self.previous_id or None,
            "root_view_id": self.root_id,
            "app_id": app_id,
            "external_id": self.body.get("external_id") or "",
            "app_installed_team_id": TEAM,
            "bot_id": bot_id,
        }


class Views:
    """Whose screen shows what. Every change gives the view a new hash."""

    def __init__(self, stamps: Stamps) -> None:
        self._stamps = stamps
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def stack(self, user_id: str) -> list[View]:
        return self.stacks.setdefault(user_id, [])

    def top(self, user_id: str) -> View | None:
        stack = self.stacks.get(user_id)
        return stack[-1] if stack else None

    def _made(self, user_id: str, view: Mapping[str, object], below: View | None) -> View:
        name = self._stamps.id("V")
        body = {**view, "blocks": completed(view["blocks"])}
        root, previous = (below.root_id, below.id) if below else (name, "")
        return View(name, user_id, body, self._stamps.hash(), root, previous)

    def open(self, user_id: str, view: Mapping[str, object]) -> View:
        """A new modal, in place of whatever the person had open."""
        made = self._made(user_id, view, None)
        self.stacks[user_id] = [made]
        return made

    def push(self, user_id: str, view: Mapping[str, object]) -> View | None:
        """On top of what is open; None where three are open already."""
        stack = self.stack(user_id)
        if len(stack) >= DEEPEST:
            return None
        stack.append(self._made(user_id, view, stack[-1] if stack else None))
        return stack[-1]

    def publish(self, user_id: str, view: Mapping[str, object]) -> View:
        if home := self.homes.get(user_id):
            self.renew(home, view)
        else:
            self.homes[user_id] = self._made(user_id, view, None)
        return self.homes[user_id]

    def renew(self, shown: View, view: Mapping[str, object]) -> None:
        """Other contents for an open view. What was typed stays where block_id and action_id stay."""
        shown.body = {**view, "blocks": completed(view["blocks"])}
        shown.hash = self._stamps.hash()
        shown.errors, shown.trouble = {}, ""
        kept = {
            (str(block["block_id"]), str(element.get("action_id")))
            for block in shown.blocks
            for element in [block.get("accessory"), block.get("element"), *_inside(block)]
            if isinstance(element, Mapping)
        }
        shown.typed = {
            name: {action: state for action, state in fields.items() if (name, action) in kept}
            for name, fields in shown.typed.items()
        }

    def find(self, view_id: str = "", external_id: str = "") -> View | None:
        for view in [*self.homes.values(), *(view for stack in self.stacks.values() for view in stack)]:
            if view_id == view.id or (external_id and external_id == view.body.get("external_id")):
                return view
        return None

    def close(self, view: View, everything: bool = False) -> list[View]:
        """Take a modal off the screen (with all below it, where so); gives back what went, the topmost first."""
        stack = self.stack(view.user_id)
        at = 0 if everything else next((n for n, one in enumerate(stack) if one.id == view.id), len(stack))
        gone = stack[at:]
        del stack[at:]
        return gone[::-1]

    def leave(self, user_id: str) -> bool:
        """Forget what was open on a screen that was loaded anew; whether there was anything. The app hears nothing."""
        return bool(self.stacks.pop(user_id, None))


def _inside(block: Mapping[str, object]) -> list[object]:
    elements = block.get("elements")
    return elements if isinstance(elements, list) else []
