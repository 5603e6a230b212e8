"""The outreach register to Block Kit: the list, one entry, its forms, and what asks before it is done. Pure."""

import json

from bot.answers import Answer, Block
from bot.blocks import histories
from bot.blocks.forms import WHEN_HINT, opened
from bot.blocks.meetings import place
from bot.blocks.parts import (
    actions,
    button,
    clip,
    context,
    escape,
    field,
    fitted,
    header,
    modal,
    section,
    select,
    words,
)
from bot.register_cards import EntryCard, EntryChange, EntryForm, EntryPage, Forgotten, RegisterCard, Taken, ToForget

KINDS = {"contact": "Contact", "media": "Media channel"}
HEADINGS = {"": "Outreach register", "contact": "Contacts", "media": "Media channels"}
_LABELS = {
    "name": "Name",
    "office": "Organisation",
    "role": "Role",
    "audience": "Who reads or hears it?",
    "link": "Link",
}
_ASKS = {"contact": ("name", "office", "role", "link"), "media": ("name", "office", "audience", "link")}


def name(card: EntryCard, limit: int = 200) -> str:
    """Number and name; of a contact that is hidden, where they are to be found."""
    number = f"*R{card.number}*"
    if card.erased:
        return f"{number} A contact; the personal data were erased"
    if card.hidden:
        at = f" at {words(card.office, limit)}" if card.office else ""
        return f"{number} A contact{at}; only the chairs see who it is"
    facts = [words(card.name, limit), words(card.role, 100), words(card.office, 100)]
    return f"{number} {', '.join(filter(None, facts))}"


def _plain(card: EntryCard) -> str:
    return name(card, 100).replace("*", "", 2)


def standing(card: EntryCard) -> str:
    """Who approached it and when; that nobody did."""
    if not card.approached_by:
        return "not approached yet"
    by = words(card.approached_by, 60)
    return f"approached by {by}, {words(card.approached_said, 60)}" if card.approached_said else f"{by} is about to"


def listing(card: RegisterCard) -> Answer:
    """The register: header with count, ten rows, [More]."""
    last = [button("Add one", "register", "add")] if card.chair else []
    if not card.entries:
        how = f"`{card.command} accept P7 as register` enters an accepted contact or media channel."
        text = "Nothing is in the register yet. "
        text += how if card.chair else "Contacts and media channels come into it once the chairs accept them."
        return Answer(text=text, blocks=(section(text), *([actions(last)] if last else [])))
    head = f"{HEADINGS[card.asked]} ({card.total})"
    shown = card.offset + len(card.entries)
    if card.total > shown:
        last.append(button(f"More ({card.total - shown})", "register", f"{card.asked} @{shown}".strip()))
    text = f"{head}: " + "; ".join(f"{_plain(one)} ({standing(one)})" for one in card.entries)
    rows = [header(head), *(_row(one) for one in card.entries)]
    return Answer(text=clip(text, 3000), blocks=fitted(rows, actions(last) if last else None))


def _row(card: EntryCard) -> Block:
    by = words(card.suggested_for or card.suggested_by, 60)
    facts = [standing(card), f"suggested by {by}" if by else "", f"from P{card.proposal}" if card.proposal else ""]
    result = f"\n{words(card.result, 300)}" if card.result else ""
    number = f"R{card.number}"
    return section(
        f"{name(card)}\n{'  ·  '.join(filter(None, facts))}{result}",
        button("Show", "register", number, label=f"Show {_plain(card)}"),
    )


def page(card: EntryPage) -> Answer:
    """One entry whole, with its history and its buttons."""
    entry = card.entry
    facts = [
        ("Kind", KINDS[entry.kind]),
        ("Organisation", words(entry.office, 500)),
        ("Role", words(entry.role, 500)),
        ("Audience", words(entry.audience, 500)),
        ("Link", place(entry.link) if entry.link else ""),
        ("Suggested by", " for ".join(filter(None, (words(entry.suggested_by, 60), words(entry.suggested_for, 60))))),
        ("Came from", f"P{entry.proposal}" if entry.proposal else ""),
        ("Outreach", standing(entry)),
        ("Result", words(entry.result, 1000)),
    ]
    blocks: list[Block] = [
        section(name(entry, 1000)),
        section("\n".join(f"*{label}*  {said}" for label, said in facts if said)),
    ]
    latest, more = histories.latest(_happened(card))
    buttons = [*_buttons(entry), *([histories.whole_button(f"R{entry.number}")] if more else [])]
    last = actions(buttons) if buttons else None
    return Answer(text=f"{_plain(entry)} ({standing(entry)})", blocks=fitted([*blocks, *latest], last))


def whole_history(card: EntryPage, offset: int) -> Answer:
    """All that happened to an entry."""
    return histories.listing(f"R{card.entry.number}", name(card.entry), _happened(card), offset)


def _happened(card: EntryPage) -> list[histories.Happened]:
    return [(on, who, what, "") for on, who, what in card.history]


def _buttons(card: EntryCard) -> list[dict[str, object]]:
    number = f"R{card.number}"
    made = []
    if "approach" in card.may:
        made.append(button("Approached", "register", f"{number} approached ?", label=f"Approached {_plain(card)}"))
    if "forget" in card.may:
        made.append(button("Erase personal data", "forget", number, label=f"Erase the personal data of {_plain(card)}"))
    return made


def changed(card: EntryChange) -> Answer:
    """The entry as it is now stored; then the way back."""
    result = f"\n“{words(card.entry.result, 500)}”" if card.entry.result else ""
    text = f"{escape(card.sentence)}: {name(card.entry)} ({standing(card.entry)}){result}"
    buttons = [button("Undo", "undo", str(card.undo))] if card.undo else []
    blocks = [section(text), *(context(escape(sentence)) for sentence in card.also)]
    blocks.append(actions([*buttons, *_buttons(card.entry), button("The register", "register")]))
    return Answer(text=clip(" ".join((text, *map(escape, card.also))), 3000), blocks=fitted(blocks))


def taken(card: Taken) -> Answer:
    """Another organisation is at the same office: ask before two knock at one door."""
    text = _taken(card.entry, card.others)
    blocks = [section(text), *(section(f"{name(one)}\n{standing(one)}") for one in card.others[:5])]
    press = button("Note it all the same", "register", f"R{card.entry.number} anyway {card.line}".strip())
    said = f"{text.replace('*', '')} {'; '.join(_plain(one) for one in card.others)}"
    return Answer(text=clip(said, 3000), blocks=fitted(blocks, actions([press])))


def _taken(entry: EntryCard, others: tuple[EntryCard, ...]) -> str:
    first = others[0]
    who = words(first.approached_by, 60)
    where = "there" if first.number == entry.number else "at the same office"
    return f"*{who} is {where} already*: {standing(first)}. Talk to each other first?"


def form(card: EntryForm) -> Answer:
    """A new entry, or an approach."""
    return _approach(card, card.entry) if card.entry else _new(card)


def _new(card: EntryForm) -> Answer:
    kind = select("kind", "What is it?", KINDS.items(), initial=card.kind)
    kind |= {"dispatch_action": True}
    kind["element"] |= {"action_id": "wp:kind"}
    fields = [
        field(one, _LABELS[one], initial=card.said.get(one, ""), optional=one != "name")
        for one in _LABELS
        if one in _ASKS[card.kind] or card.said.get(one)
    ]
    return opened(modal("register", "Add to the register", "Add", [kind, *fields], json.dumps({"add": True})))


def _approach(card: EntryForm, entry: EntryCard) -> Answer:
    notice = [section(_taken(entry, card.others))] if card.others else []
    blocks: list[Block] = [*notice, section(name(entry, 500))]
    if len(card.organisations) > 1:
        choices = [(one, one) for one in card.organisations]
        blocks.append(select("by", "Who approaches?", choices, initial=card.said.get("by", "")))
    blocks += [
        field(
            "when",
            "When?",
            initial=card.said.get("when", ""),
            optional=True,
            hint=f"{WHEN_HINT}. Empty: you are about to.",
        ),
        field("result", "What came of it?", initial=card.said.get("result", ""), lines=True, optional=True),
    ]
    meta = {"argument": f"R{entry.number}", "anyway": bool(card.others)}
    send = "Note it all the same" if card.others else "Save"
    return opened(modal("register", f"Approach R{entry.number}", send, blocks, json.dumps(meta)))


def to_forget(card: ToForget, sure: str) -> Answer:
    """What is about to be erased, and that there is no way back."""
    text = f"Erase the personal data of *{card.number}* {words(card.name)}? What was decided stays."
    note = (
        "Name, role, links, reasons and notes go from the proposal, the register, the history and what I have posted. "
        "There is no way back. Backups that were made before still hold them."
    )
    press = button(
        "Erase for good", "forget", f"{card.number} {sure}", style="danger", label=f"Erase {card.number} for good"
    )
    return Answer(text=f"{text.replace('*', '')} {note}", blocks=(section(text), context(note), actions([press])))


def forgotten(card: Forgotten) -> Answer:
    """They are gone."""
    text = f"Erased: the personal data of {card.number}. What was decided stays."
    return Answer(text=text, blocks=(section(text),))
