"""Who is who and who chairs, to Block Kit. Pure."""

from collections.abc import Sequence

from bot.answers import Answer, Block
from bot.blocks.parts import actions, button, clip, context, divider, escape, fitted, header, section, words
from bot.cards import day_in_words
from bot.people_cards import ChairCard, ChairsCard, MeCard, Nearest, OrganisationCard, PeopleCard, PersonCard

NAMES = 12
"""People named in one row of the list; the rest is a count."""
PLACES = {"now": "In the chair", "next": "Next", "last": "Last", "later": "Later", "earlier": "Earlier"}


def me(card: MeCard, command: str) -> Answer:
    """Who I am here, what that lets me do, and how to change it."""
    person = card.person
    where = f", of {words(person.organisation, 80)}" if person.organisation else ""
    standing = f", its {person.standing}" if person.standing else ""
    lines = [f"You are {words(person.name, 80)}{where}{standing}."]
    if not person.organisation:
        lines.append(f"I don't know your organisation yet: `{command} me` and its name tells me.")
    if card.confirmers:
        lines.append(escape(card.confirmers))
    if card.chair:
        lines.append("You act as chair.")
    if not card.member:
        lines.append("As a guest you can read everything; a chair can make you a member.")
    buttons = [button("Change my organisation" if where else "Choose my organisation", "me", "?")]
    if person.organisation:
        buttons.append(button("Who else is there", "people", person.organisation))
    buttons.append(button("My actions", "mine"))
    return Answer(text=" ".join(lines), blocks=(section("\n".join(lines)), actions(buttons)))


def nearest(card: Nearest) -> Answer:
    """An unknown organisation: those that come close, ready to press."""
    asked = words(card.asked, 100)
    add = f"`{card.command} people add {asked}`"
    how = f"{add} adds it." if card.chair else f"A chair can add it: {add}"
    text = f"I know no organisation called “{asked}”, so nothing was changed. {how}"
    blocks: list[Block] = [section(text)]
    if card.options:
        blocks.append(section("Did you mean one of these?"))
        blocks.append(actions(button(name, "me", name) for name in card.options))
    return Answer(text=text, blocks=tuple(blocks))


def people(card: PeopleCard) -> Answer:
    """Organisations with their people, ten a page; those without an organisation at the end."""
    if not card.total and not card.placeless:
        text = "Nobody is here yet. Organisations come with the first programme, people when they first write to me."
        return Answer(text=text, blocks=(section(text),))
    title = f"Organisations ({card.total})"
    blocks: list[Block] = [header(title), *(_row(one) for one in card.organisations)]
    rest = card.total - card.offset - len(card.organisations)
    if card.placeless:
        names = _names(card.placeless)
        blocks += [divider(), section(f"*Not yet in an organisation ({len(card.placeless)})*\n{names}")]
    if card.chair:
        example = f"`{card.command} people set ORG contact @somebody · deputy @somebody · alias NAME`"
        blocks.append(context(f"{example}, `{card.command} people add ORG`"))
    more = actions([button(f"More ({rest})", "people", f"@{card.offset + len(card.organisations)}")])
    text = f"{title}: " + "; ".join(_plain(one) for one in card.organisations)
    return Answer(text=clip(text, 3000), blocks=fitted(blocks, more if rest > 0 else None))


def _row(card: OrganisationCard) -> Block:
    text = f"{_title(card)}\n{_names(card.people) or _nobody(card)}"
    if card.open_actions:
        text += f"  ·  {_open(card)}"
    return section(text, button("Show", "people", card.short_name, label=f"Show {card.short_name}"))


def _title(card: OrganisationCard) -> str:
    full = f"  {words(card.name, 150)}" if card.name and card.name != card.short_name else ""
    return f"*{words(card.short_name, 100)}*{full}" + ("  ·  new" if card.new else "")


def _names(people: Sequence[PersonCard]) -> str:
    names = ", ".join(_person(one) for one in people[:NAMES])
    rest = len(people) - NAMES
    return f"{names} and {rest} more" if rest > 0 else names


def _person(card: PersonCard) -> str:
    notes = [card.standing, card.outsider, "not confirmed" if card.organisation and not card.confirmed else ""]
    said = ", ".join(note for note in notes if note)
    return f"{words(card.name, 60)} ({said})" if said else words(card.name, 60)


def _nobody(card: OrganisationCard) -> str:
    return "whoever chairs, chaired last and chairs next" if card.group else "nobody here yet"


def _open(card: OrganisationCard) -> str:
    return f"{card.open_actions} open action{'s' * (card.open_actions != 1)}"


def _plain(card: OrganisationCard) -> str:
    return f"{words(card.short_name, 60)}: {_names(card.people) or _nobody(card)}"


def organisation(card: OrganisationCard) -> Answer:
    """One organisation whole: its names, its people, what it holds; for chairs, the way to change it."""
    lines = [_title(card)]
    if card.new:
        lines.append("Known only from a document: nobody has said yet who belongs to it.")
    if card.aliases:
        lines.append("Also called " + ", ".join(words(alias, 100) for alias in card.aliases[:20]))
    lines.append(f"{_open(card) if card.open_actions else 'No open action'}")
    blocks: list[Block] = [section("\n".join(lines))]
    blocks += [_line(one, card) for one in card.people if one.confirm][:20]
    known = [one for one in card.people if not one.confirm]
    if known or not card.people:
        blocks.append(section("\n".join(f"• {_person(one)}" for one in known[:40]) or _nobody(card).capitalize() + "."))
    if len(known) > 40:
        blocks.append(context(f"and {len(known) - 40} more"))
    buttons = [button("Its actions", "list", card.short_name)] if card.open_actions else []
    if card.change:
        buttons.append(button("Change", "people", f"set {card.short_name} ?", label=f"Change {card.short_name}"))
    buttons.append(button("All organisations", "people"))
    return Answer(text=clip(_plain(card), 3000), blocks=fitted(blocks, actions(buttons)))


def _line(card: PersonCard, of: OrganisationCard) -> Block:
    return section(f"• {_person(card)}", confirm_button(card.user_id, card.name, of.short_name))


def confirm_button(user_id: str, name: str, organisation: str) -> dict[str, object]:
    """[Confirm]: that this person belongs to the organisation that is shown beside it."""
    return button(
        "Confirm", "confirm", f"{user_id} {organisation}", style="primary", label=f"Confirm {name}: {organisation}"
    )


def chairs(card: ChairsCard, command: str) -> Answer:
    """Past, present and next chair, and who acts as chair today."""
    how = f"`{command} chairs set ORG from 1 January 2022 to 30 June 2022`"
    lines = [f"*{PLACES[place]}*  {_term(one)}" for place in PLACES for one in card.terms if one.place == place]
    acting = _acting(card)
    if not lines:
        lines = ["No term in the chair is known yet."]
    else:
        acting += " Last, present and next chair together are the Trio."
    blocks: list[Block] = [header("Chairs"), section("\n".join(lines)), section(acting)]
    if card.change:
        blocks += [
            actions([button("Set a term", "chairs", "set ?")]),
            context(f"Or type {how}, `{command} chairs clear ORG`"),
        ]
    return Answer(text=clip("; ".join(lines).replace("*", "") + f" {acting}", 3000), blocks=fitted(blocks))


def _acting(card: ChairsCard) -> str:
    names = ", ".join(words(name, 60) for name in card.acting[:NAMES])
    rest = len(card.acting) - NAMES
    names += f" and {rest} more" if rest > 0 else ""
    if card.by == "term":
        return f"Acting as chairs today: {names}."
    why = "named at set-up" if card.by == "settings" else "who administer this workspace"
    who = f": {names}" if names else ""
    return f"Until somebody of a chairing organisation is confirmed, those {why} act as chairs{who}."


def _term(card: ChairCard) -> str:
    first, last = day_in_words(card.starts_on), day_in_words(card.ends_on)
    days = f"{first} – {last}" if first and last else f"from {first}" if first else f"until {last}" if last else ""
    return f"{words(card.who, 100)}  {days}".rstrip()
