"""Actions to Block Kit: a row, a list, one whole, what a change came to, a choice between several. Pure."""

from bot.answers import Answer, Block
from bot.blocks import histories
from bot.blocks.dates import said_and_read
from bot.blocks.parts import actions, button, clip, context, divider, escape, fitted, header, section, title, words
from bot.cards import ActionCard, ActionPage, Choice, Done, Drift, HistoryLine, ListCard, OwnerCard, Sure, day_in_words
from bot.proposal_cards import ProposalCard

NEXT_VERB = {"claim": "I'll take it", "done": "Done", "reopen": "Reopen"}
LABELS = {
    "claim": "I'll take it",
    "done": "Done",
    "release": "Give back",
    "when": "New date",
    "note": "Add a note",
    "assign": "Ask someone",
    "edit": "Edit",
    "drop": "Drop",
    "reopen": "Reopen",
}
BY_FORM = frozenset({"when", "note", "assign", "drop"})
"""Verbs that need words: their buttons open the form."""


def number_and_title(card: ActionCard) -> str:
    return f"*#{card.number}* {title(card.what)}"


def said_when(card: ActionCard | ProposalCard) -> str:
    """The words as written first, then what was understood."""
    return said_and_read(card.when_said, card.window) if card.when_said else "no date"


def owner_names(card: ActionCard) -> str:
    """Who holds it, who is asked, or what is written there instead."""
    between = " or " if card.either else ", "
    names = between.join(_owner(owner) for owner in card.owners)
    if names:
        return names
    if card.seeking or not card.who_said.strip(" ?-–—"):
        said = f" (“{words(card.who_said, 100)}”)" if card.who_said.strip() else ""
        return f"looking for someone{said}"
    return f"{words(card.who_said, 200)} (nobody holds it yet)"


def _owner(owner: OwnerCard) -> str:
    name = words(owner.organisation or owner.name, 80)
    if owner.organisation and owner.name:
        name = f"{name} ({words(owner.name, 80)})"
    return f"{name} (asked)" if owner.asked else name


def state(card: ActionCard) -> str:
    """What there is to say beside who and when; empty while all is well."""
    if card.state == "done":
        return f"done {day_in_words(card.ended_on)}"
    if card.state == "dropped":
        return "dropped"
    return "*late*" if card.late else ""


def row(card: ActionCard) -> Block:
    """One line of a list, with the one button that is most wanted."""
    facts = [card.place if card.priority else "", owner_names(card), said_when(card), state(card)]
    facts += ["carried over"] if card.carried else []
    verb = next((verb for verb in NEXT_VERB if verb in card.may), "")
    text = f"{number_and_title(card)}\n{'  ·  '.join(fact for fact in facts if fact)}"
    if not verb:
        return section(text)
    label = f"{NEXT_VERB[verb]}: #{card.number} {card.what}"
    return section(text, button(NEXT_VERB[verb], verb, str(card.number), label=label))


def plain_row(card: ActionCard) -> str:
    """The same for screen readers and notifications."""
    return f"#{card.number} {words(card.what, 80)} ({owner_names(card)}; {said_when(card)})"


def listing(card: ListCard) -> Answer:
    """A list: header with count, at most ten rows, [More]."""
    blocks = _list_blocks(card)
    text = _plain_list(card)
    if card.also:
        blocks += [divider(), *_list_blocks(card.also)]
        text += " " + _plain_list(card.also)
    return Answer(text=clip(text, 3000), blocks=fitted(blocks))


def _list_blocks(card: ListCard) -> list[Block]:
    blocks: list[Block] = [header(f"{card.title} ({card.total})" if card.total else card.title)]
    if card.heading:
        blocks.append(context(words(card.heading)))
    if not card.actions:
        blocks.append(section(escape(card.empty) or "Nothing here."))
        return blocks
    blocks += [row(action) for action in card.actions]
    rest = card.total - card.offset - len(card.actions)
    if rest > 0:
        more = f"{card.command} @{card.offset + len(card.actions)}"
        verb, _, argument = more.partition(" ")
        blocks.append(actions([button(f"More ({rest})", verb, argument, label=f"{rest} more: {card.title}")]))
    return blocks


def _plain_list(card: ListCard) -> str:
    if not card.actions:
        return f"{card.title}: {escape(card.empty) or 'nothing here.'}"
    return f"{card.title} ({card.total}): " + "; ".join(plain_row(action) for action in card.actions)


def page(card: ActionPage) -> Answer:
    """One action whole: said and understood, notes, history, buttons."""
    action = card.action
    blocks: list[Block] = [
        section(f"*#{action.number}* {words(action.what, 2500)}"),
        section("\n".join(f"*{name}*  {text}" for name, text in _facts(action))),
    ]
    if card.others:
        said = "\n".join(f"{words(name, 100)}: {words(text, 300)}" for name, text in card.others)
        blocks.append(context(f"*Also in the document*\n{said}"))
    if card.came_from:
        blocks.append(context(f"Came from the proposal P{card.came_from}."))
    if card.lineage:
        blocks.append(context(f"Carried over: {words(card.lineage)}"))
    if card.drifts:
        blocks.append(section("*Changed since it was adopted*\n" + "\n".join(_drift(one) for one in card.drifts)))
    if card.notes:
        blocks.append(context("*Notes*\n" + "\n".join(_line(note) for note in card.notes[-5:])))
    if card.meeting:
        name = f"M{card.meeting}"
        blocks.append(section(f"It is the meeting {name}: where that moves, so does this.", button(name, "show", name)))
    buttons = [_button(verb, action) for verb in LABELS if verb in action.may]
    if card.event:
        buttons.append(button("Make it a meeting", "meeting", f"add #{action.number} ?"))
    if buttons:
        blocks.append(actions(buttons))
    last, more = histories.latest(histories.happened(card.history))
    blocks += [*last, *([actions([histories.whole_button(f"#{action.number}")])] if more else [])]
    return Answer(text=plain_row(action), blocks=fitted(blocks))


def whole_history(card: ActionPage, offset: int) -> Answer:
    """All that happened to an action."""
    action = card.action
    return histories.listing(f"#{action.number}", words(action.what), histories.happened(card.history), offset)


def _facts(card: ActionCard) -> list[tuple[str, str]]:
    draft = "Draft: " if card.draft and "draft" not in card.programme.casefold() else ""
    facts = [("Programme", draft + words(card.programme))]
    if card.priority:
        facts += [("Place", card.place), ("Priority", words(card.priority))]
    facts.append(("Who", owner_names(card)))
    if card.who_said and card.owners:
        facts.append(("Who, as written", f"“{words(card.who_said)}”"))
    facts.append(("When", said_when(card)))
    flags = [name for name in ("tentative", "ongoing", "recurring") if getattr(card.window, name)]
    if flags:
        facts.append(("Which is", ", ".join(flags)))
    if card.later:
        facts.append(("Adopted", "no, it was added after the programme's adoption"))
    if card.unread and card.window.understood:
        facts.append(("Not understood in it", f"“{words(card.unread)}”"))
    facts.append(("State", (state(card) or "open") + (f": “{words(card.outcome)}”" if card.outcome else "")))
    return facts


def _drift(card: Drift) -> str:
    """ "When: adopted “End of March”, now “15 April”: the venue moved (Ana, 3 March 2022)"."""
    by = ", ".join(part for part in (words(card.who, 60), day_in_words(card.on)) if part)
    why = (f": {words(card.why, 300)}" if card.why else "") + (f" ({by})" if by else "")
    return f"*{card.field}*  adopted {_quoted(card.adopted)}, now {_quoted(card.now)}{why}"


def _quoted(said: str) -> str:
    return f"“{words(said)}”" if said.strip() else "nothing"


def _button(verb: str, card: ActionCard) -> dict[str, object]:
    argument = f"{card.number} ?" if verb in BY_FORM else str(card.number)
    style = "primary" if verb in ("claim", "done") else ""
    name = "Hand over" if verb == "assign" and "release" in card.may else LABELS[verb]
    return button(name, verb, argument, style=style, label=f"{name}: #{card.number} {card.what}")


def _line(line: HistoryLine) -> str:
    why = f" – “{words(line.why)}”" if line.why else ""
    return f"{day_in_words(line.at.date())}  {words(line.who, 60)}: {words(line.text, 500)}{why}"


def changed(card: Done) -> Answer:
    """What was changed, as it is now stored; then the way back."""
    text = escape(card.sentence)
    if card.action:
        text = f"{text}: {number_and_title(card.action)} ({_summary(card.action)})"
    blocks: list[Block] = [section(text)]
    blocks += [context(escape(sentence)) for sentence in card.also]
    buttons = [button("Undo", "undo", str(card.undo))] if card.undo else []
    if card.doubt and card.action and "when" in card.action.may:
        buttons.append(button("Change the date", "when", f"{card.action.number} ?"))
    if card.action and "note" in card.action.may:
        buttons.append(button("Add a note", "note", f"{card.action.number} ?"))
    if buttons:
        blocks.append(actions(buttons))
    return Answer(text=clip(" ".join((text, *map(escape, card.also))), 3000), blocks=fitted(blocks))


def _summary(card: ActionCard) -> str:
    if card.state == "open":
        return f"{owner_names(card)}; {said_when(card)}" + ("; *late*" if card.late else "")
    due = f", was due {words(card.when_said, 100)}" if card.when_said and card.window.dated else ""
    outcome = f"; “{words(card.outcome)}”" if card.outcome else ""
    return f"{owner_names(card)}{due}{outcome}"


def sure(card: Sure) -> Answer:
    """Your last change was a big one: say which, and leave the press to the person."""
    text = f"Your last change is a large one: {words(card.summary, 200)}. Take it back?"
    return Answer(text=text, blocks=(section(text), actions([button("Take it back", "undo", str(card.entry))])))


def choice(card: Choice, verb: str) -> Answer:
    """Several match: one press chooses."""
    none = " Where it is none of these, use more of its words, or its number." if card.more else ""
    text = f"I found {card.count} {card.noun} with “{words(card.asked, 100)}”. Which one?{none}"
    buttons = [button(label, verb, argument, label=label) for label, argument in card.options]
    return Answer(text=text, blocks=(section(text), actions(buttons)))
