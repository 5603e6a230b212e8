"""The form of a proposal, and what is shown before one is sent that says nearly what another says. Pure."""

import json

from bot.answers import Answer, Block
from bot.blocks.forms import WHEN_HINT, opened
from bot.blocks.parts import actions, button, clip, context, field, fitted, modal, section, select, words
from bot.blocks.proposals import KINDS, by, plain_title, title, together
from bot.proposal_cards import ASKS, Alike, ProposalCard, ProposalForm

FIELDS = ("when", "place", "office", "role", "known", "audience", "link", "why")
"""What stands below the text, in this order."""
_TEXT = {
    "event": "What is the event?",
    "contact": "Who is it?",
    "media": "Which channel is it?",
    "idea": "What do you propose?",
}
_LABELS = {
    "when": "When?",
    "place": "Where?",
    "office": "Organisation",
    "role": "Role",
    "known": "How do we know them?",
    "audience": "Who reads or hears it?",
    "link": "Link",
    "why": "Why?",
}
_HINTS = {
    "contact": "A contact is shown to the chairs and to you, to nobody else.",
    "media": "Its name, and what it is: a newsletter, a podcast.",
}
LONGEST = 3000
ANYWAY = "anyway:"
"""Stands before what is proposed all the same, though others say nearly that."""


def form(card: ProposalForm) -> Answer:
    """A new proposal, or one to be changed. Its fields are its kind's; one that has words in it stays in any kind."""
    kind = select("kind", "What is it?", KINDS, initial=card.kind)
    # Chosen, it is sent at once, and the form comes back with the fields of that kind.
    kind |= {"dispatch_action": True}
    kind["element"] |= {"action_id": "wp:kind"}
    verb = "edit" if card.number else "propose"
    blocks = [*_notice(card), *_call(card), kind, *_text(card)]
    blocks += [
        field(
            name,
            _LABELS[name],
            initial=card.said.get(name, ""),
            optional=True,
            lines=name == "why",
            hint=WHEN_HINT if name == "when" else "",
        )
        for name in FIELDS
        if name in ASKS[card.kind] or card.said.get(name)
    ]
    if card.priorities:
        blocks.append(
            select("priority", "Priority", card.priorities, initial=card.said.get("priority", ""), optional=True)
        )
    head, send = ("Propose something", "Send mine" if card.alike else "Propose")
    if card.number:
        head, send = f"Edit P{card.number}", "Save"
    return opened(modal(verb, head, send, blocks, json.dumps(_meta(card), ensure_ascii=False)))


def _call(card: ProposalForm) -> list[Block]:
    return [context(f"For the call *C{card.call}* {words(card.call_title)}")] if card.call else []


def _meta(card: ProposalForm) -> dict[str, object]:
    if card.number:
        return {"argument": f"P{card.number}", "version": card.version}
    seen = [one.number for one in card.alike]
    told = {"by": card.message_by, "link": card.message_link, "seen": seen, "call": card.call}
    return {name: value for name, value in told.items() if value}


def _text(card: ProposalForm) -> list[Block]:
    made = [field("text", _TEXT[card.kind], initial=card.text, lines=True, hint=_HINTS.get(card.kind, ""))]
    if len(card.text) > LONGEST:
        made.append(context(f"A form holds {LONGEST:,} characters, so the end of the message is cut off here."))
    if card.message_by or card.message_link:
        made.append(context(f"From a message{f' by {words(card.message_by, 80)}' if card.message_by else ''}."))
    return made


def _notice(card: ProposalForm) -> list[Block]:
    if not card.alike:
        return []
    return [section(_nearly(card.alike)), *(_to_support(one) for one in card.alike)]


def _nearly(proposals: tuple[ProposalCard, ...]) -> str:
    if all(one.mine for one in proposals):
        return f"*Your own P{proposals[0].number} says nearly this.* Change that one, or send this as well?"
    several = len(proposals) > 1
    numbers = together([f"P{one.number}" for one in proposals])
    ask = "Send yours as well?"
    if any("support" in one.may for one in proposals):
        ask = f"Support {'one' if several else 'it'}, or send yours as well?"
    return f"*{numbers} {'say' if several else 'says'} nearly this.* {ask}"


def _to_support(card: ProposalCard) -> Block:
    press = None
    if "support" in card.may:
        press = button(f"Support P{card.number}", "support", f"P{card.number}", label=f"Support {plain_title(card)}")
    elif "edit" in card.may:
        press = button(f"Edit P{card.number}", "edit", f"P{card.number}", label=f"Edit {plain_title(card)}")
    behind = f"  ·  supported by {together(card.support)}" if card.support else ""
    return section(f"{title(card)}\n{by(card)}{behind}", press)


def alike(card: Alike) -> Answer:
    """Others say nearly what was typed: support one of them, or send mine all the same."""
    text = _nearly(card.proposals)
    send = button("Send mine", "propose", f"{ANYWAY} {card.line}")
    blocks = [section(text), *(_to_support(one) for one in card.proposals)]
    yours = context(f"Yours, not sent yet: {words(card.line, 1500)}")
    said = f"{text.replace('*', '')} {'; '.join(plain_title(one) for one in card.proposals)}"
    return Answer(text=clip(said, 3000), blocks=fitted([*blocks, yours], actions([send])))
