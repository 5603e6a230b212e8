"""The forms of actions. Every input has a block_id of its own, so that an error can stand beside it. Pure."""

import json
import re
from typing import Any

from bot.answers import Answer
from bot.blocks.parts import context, field, labelled, modal, section, select, words
from bot.cards import ActionCard, FormCard

ASKED_HINT = "They are asked, and can accept or decline."
WHO_HINT = "Organisations or people, as you would write them: CNRS, or DLR-PT/ZSI, or “Any volunteers?”"
WHEN_HINT = "As you would write it: 31 March, end of June, Fall 2021, (tbc)"
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def opened(form: dict[str, Any]) -> Answer:
    return Answer(text="", form=form)


def _meta(action: ActionCard | None) -> str:
    return json.dumps({"argument": str(action.number), "version": action.version} if action else {})


def _head(action: ActionCard | None) -> list[dict[str, Any]]:
    return [section(f"*#{action.number}* {words(action.what, 500)}")] if action else []


def _fields(card: FormCard, question: str) -> list[dict[str, Any]]:
    blocks = [
        field("what", question, initial=card.what, lines=True),
        field("who", "Who?", initial=card.who, optional=True, hint=WHO_HINT),
        field("when", "When?", initial=card.when, optional=True, hint=WHEN_HINT),
    ]
    if card.priorities:
        blocks.append(select("priority", "Priority", card.priorities, initial=card.priority, optional=True))
    return blocks


def add(card: FormCard) -> Answer:
    """A new action."""
    return opened(modal("add", "Add an action", "Add", _fields(card, "What is to be done?"), _meta(None)))


def edit(card: FormCard) -> Answer:
    """What, who, when and priority of an action at once."""
    blocks = _fields(card, "What?")
    if card.needs_why:
        hint = "Needed where text, owner or date change: the programme is adopted."
        blocks.append(field("why", "Why does it change?", optional=True, hint=hint))
    title = f"Edit #{card.action.number}" if card.action else "Edit"
    return opened(modal("edit", title, "Save", blocks, _meta(card.action)))


def when(card: FormCard) -> Answer:
    """A new date, with its reason."""
    assert card.action is not None
    now = f"So far: {words(card.action.when_said)}" if card.action.when_said else "So far it has no date."
    blocks = [
        *_head(card.action),
        context(now),
        field("when", "When?", initial=card.when, hint=WHEN_HINT),
        field("why", "Why does it change?", initial=card.why, optional=not card.needs_why),
    ]
    return opened(modal("when", f"New date for #{card.action.number}", "Save", blocks, _meta(card.action)))


def note(card: FormCard) -> Answer:
    """A remark on an action."""
    assert card.action is not None
    blocks = [*_head(card.action), field("note", "Your note", lines=True)]
    return opened(modal("note", f"Note on #{card.action.number}", "Add the note", blocks, _meta(card.action)))


def drop(card: FormCard) -> Answer:
    """Why an action is given up."""
    assert card.action is not None
    blocks = [*_head(card.action), field("why", "Why is it dropped?", lines=True)]
    return opened(modal("drop", f"Drop #{card.action.number}", "Drop it", blocks, _meta(card.action)))


def assign(card: FormCard) -> Answer:
    """Whom to ask: a person of this Slack, or an organisation by name."""
    assert card.action is not None
    named = _MENTION.fullmatch(card.who.strip())
    person = {"type": "users_select", "action_id": "value", **({"initial_user": named[1]} if named else {})}
    said = "" if named else card.who
    until = " You hold it until they accept." if card.hands_over else ""
    blocks = [
        *_head(card.action),
        labelled("person", "A person", person, optional=True),
        field("who", "or an organisation", initial=said, optional=True, hint=f"{ASKED_HINT}{until}"),
    ]
    if card.who_needs_why:
        blocks.append(field("why", "Why another owner?", hint="The programme is adopted, so a reason goes with it."))
    name = f"Hand over #{card.action.number}" if card.hands_over else f"Ask someone for #{card.action.number}"
    return opened(modal("assign", name, "Ask", blocks, _meta(card.action)))


def question(card: FormCard) -> Answer:
    """A question to whoever asked me to take an action."""
    assert card.action is not None
    blocks = [*_head(card.action), field("question", "What would you like to know?", lines=True)]
    return opened(modal("ask", f"Ask about #{card.action.number}", "Send", blocks, _meta(card.action)))
