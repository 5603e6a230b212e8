"""The form of an acceptance: what becomes of the proposal, and what that needs. Pure."""

import json

from bot.answers import Answer, Block
from bot.blocks.deciding import READ_BY, later
from bot.blocks.forms import WHEN_HINT, WHO_HINT, opened
from bot.blocks.parts import context, field, modal, section, select
from bot.blocks.proposals import title
from bot.proposal_cards import AcceptForm

NOTHING = "nothing"
_BECOMES = {
    NOTHING: "Nothing more: it is accepted",
    "action": "An action of the programme",
    "meeting": "A meeting or an event, with its announcements",
    "register": "An entry in the outreach register",
}
_FIELDS = {
    "action": ("what", "who", "when", "priority"),
    "meeting": ("what", "when", "where"),
}
_LABELS = {"what": "What?", "who": "Who?", "when": "When?", "where": "Where?"}
_HINTS = {"who": WHO_HINT, "when": WHEN_HINT}


def form(card: AcceptForm) -> Answer:
    """What becomes of it; its fields hang on that, and are filled in from the proposal."""
    becomes = card.becomes or NOTHING
    kinds = [(kind, text) for kind, text in _BECOMES.items() if _fits(kind, card)]
    choice = select("becomes", "What becomes of it?", kinds, initial=becomes)
    # Chosen, it is sent at once, and the form comes back with the fields of that.
    choice |= {"dispatch_action": True}
    choice["element"] |= {"action_id": "wp:becomes"}
    blocks = [section(title(card.proposal, 500)), choice, *_fields(card, becomes)]
    blocks.append(field("reason", "A word with it", initial=card.reason, lines=True, optional=True, hint=READ_BY))
    if becomes == NOTHING:
        blocks.append(later(card.held))
    number = f"P{card.proposal.number}"
    meta = json.dumps({"argument": number})
    return opened(modal("accept", f"Accept {number}", "Accept", blocks, meta))


def _fits(kind: str, card: AcceptForm) -> bool:
    if kind == "register":
        return card.proposal.kind in ("contact", "media")
    return kind != NOTHING or card.proposal.state != "accepted"


def _fields(card: AcceptForm, becomes: str) -> list[Block]:
    blocks: list[Block] = []
    for name in _FIELDS.get(becomes, ()):
        if name == "priority":
            if card.priorities:
                chosen = card.said.get(name, "")
                blocks.append(select(name, "Priority", card.priorities, initial=chosen, optional=True))
            continue
        hint = "One day, with or without a time: 3 March 2027 10:00" if (name, becomes) == ("when", "meeting") else ""
        optional = name != "what" and (name, becomes) != ("when", "meeting")
        made = field(
            name,
            _LABELS[name],
            initial=card.said.get(name, ""),
            optional=optional,
            lines=name == "what",
            hint=hint or _HINTS.get(name, ""),
        )
        blocks.append(made)
    if becomes == "register":
        blocks.append(context("It is entered with what the proposal says of it."))
    return blocks
