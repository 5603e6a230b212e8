"""Proposals to Block Kit: a receipt, one whole, the reason of a decision. Pure."""

import re
from collections.abc import Sequence

from bot.answers import Answer, Block
from bot.blocks.actions import said_when
from bot.blocks.meetings import ADDRESS, place
from bot.blocks.parts import (
    actions,
    button,
    clip,
    context,
    escape,
    fitted,
    section,
    words,
)
from bot.cards import listed
from bot.proposal_cards import ProposalCard, Received

KINDS = (
    ("event", "Event"),
    ("contact", "Contact"),
    ("media", "Media channel"),
    ("idea", "Idea"),
)

DETAILS = {
    "place": "Where",
    "office": "Organisation",
    "role": "Role",
    "known": "Known",
    "audience": "Audience",
}
BUTTONS = {
    "support": "Support",
    "unsupport": "Take our support back",
    "accept": "Accept",
    "decline": "Decline",
    "revise": "Ask to revise",
    "edit": "Edit",
    "withdraw": "Withdraw",
    "forget": "Erase personal data",
}
"""By verb, in their order."""


def title(card: ProposalCard, limit: int = 200) -> str:
    """Number and words; of somebody else's contact only that it is one."""
    if card.erased:
        return f"*P{card.number}* A contact; the personal data were erased"
    if card.hidden:
        return f"*P{card.number}* A contact; only the chairs see who it is"
    return f"*P{card.number}* {words(card.text, limit)}"


def plain_title(card: ProposalCard) -> str:
    """The same without marks, for labels and notifications."""
    return title(card, 100).replace("*", "", 2)


def by(card: ProposalCard) -> str:
    """Who proposed it, and for which organisation."""
    name = "you" if card.mine else words(card.proposer, 60)
    return f"{name} ({words(card.organisation, 60)})" if card.organisation else name


def when(card: ProposalCard) -> str:
    """When, as written and as read; empty where nothing was said."""
    return said_when(card) if card.when_said else ""


def received(card: Received) -> Answer:
    """The receipt, with the number and the next step."""
    proposal = card.proposal
    facts = "; ".join(fact for fact in (proposal.kind, when(proposal)) if fact)
    said = title(proposal)
    if f"P{proposal.number}" in re.findall(r"P\d+", card.sentence):
        said = said.removeprefix(f"*P{proposal.number}* ")
    mark = "." if ":" in card.sentence else ":"
    text = f"{escape(card.sentence)}{mark} {said} ({facts})"
    blocks: list[Block] = [section(text), *(context(escape(sentence)) for sentence in card.also)]
    buttons = [button("Undo", "undo", str(card.undo))] if card.undo else []
    buttons += buttons_of(
        proposal, frozenset({"accept", "decline", "revise", "forget"}) if proposal.mine else frozenset()
    )
    blocks.append(actions([*buttons, button("All proposals", "proposals")]))
    return Answer(text=clip(" ".join((text, *map(escape, card.also))), 3000), blocks=fitted(blocks))


def buttons_of(card: ProposalCard, but: frozenset[str] = frozenset()) -> list[dict[str, object]]:
    """What the person may do with it now, but for these verbs."""
    number = f"P{card.number}"
    made = {verb: (verb, number) for verb in BUTTONS}
    # "?" asks for the form: an acceptance can make something.
    made |= {"unsupport": ("support", f"{number} back"), "accept": ("accept", f"{number} ?")}
    return [
        button(text, *made[verb], label=f"{text} {plain_title(card)}")
        for verb, text in BUTTONS.items()
        if verb in card.may - but
    ]


def facts(card: ProposalCard) -> list[tuple[str, str]]:
    """What there is to say of it, by name; the last is its state."""
    found = [
        ("Kind", dict(KINDS)[card.kind]),
        ("Proposed by", by(card)),
        ("From", from_message(card)),
        ("When", when(card)),
        *((DETAILS[name], words(said, 500)) for name, said in card.details.items()),
        ("Link", place(card.link) if card.link else ""),
        ("Why", words(card.why, 1000)),
        ("Priority", words(card.priority)),
        ("Supported by", together(card.support)),
        ("Became", ", ".join(card.became)),
        ("Looks like", ", ".join(f"P{number}" for number in card.alike)),
        ("State", card.standing),
    ]
    return [(name, said) for name, said in found if said]


def from_message(card: ProposalCard) -> str:
    """ "a message by Ana", leading to it where its address is known; empty where it came from none."""
    if not card.message_by and not card.message_link:
        return ""
    said = f"a message by {words(card.message_by, 80)}" if card.message_by else "a message"
    return f"<{escape(card.message_link)}|{said}>" if ADDRESS.fullmatch(card.message_link) else said


def together(names: Sequence[str]) -> str:
    """ "CNRS, DLR-PT and ZSI"."""
    return listed(words(name, 60) for name in names)
