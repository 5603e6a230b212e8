"""The forms about people: my organisation, who belongs to one, a term in the chair. Pure."""

import json
from typing import Any

from bot.answers import Answer
from bot.blocks.forms import opened
from bot.blocks.parts import context, field, labelled, modal, section, select, words
from bot.people_cards import OrganisationCard, PersonCard, PlaceForm

MOST_OPTIONS = 100
"""A menu holds no more; with more organisations the name is typed."""


def place(card: PlaceForm) -> Answer:
    """Where do I belong?"""
    blocks = [
        _organisation(card, "Your organisation"),
        context("You see its actions at once. Its contact or a chair confirms it before you act in its name."),
    ]
    return opened(modal("me", "Your organisation", "Save", blocks))


def _organisation(card: PlaceForm, label: str, *, optional: bool = False) -> dict[str, Any]:
    if 0 < len(card.organisations) <= MOST_OPTIONS:
        options = [(name, name) for name in card.organisations]
        return select("organisation", label, options, initial=card.chosen, optional=optional)
    return field("organisation", label, initial=card.chosen, optional=optional)


def organisation(card: OrganisationCard) -> Answer:
    """Contact, deputy, further people and names of an organisation; what is left empty stays as it is."""
    held = {person.standing: person for person in card.people if person.standing}
    also = f"Also called {', '.join(words(alias, 100) for alias in card.aliases[:20])}." if card.aliases else ""
    blocks = [
        section(f"*{words(card.short_name, 200)}*"),
        context(f"What is left empty stays as it is. {also}".strip()),
        labelled(
            "contact",
            "Contact",
            _user(held.get("contact")),
            optional=True,
            hint="Asked first, and confirms who belongs.",
        ),
        labelled("deputy", "Deputy", _user(held.get("deputy")), optional=True),
        labelled("members", "People to put in it", {"type": "multi_users_select", "action_id": "value"}, optional=True),
        field(
            "alias", "Another name for it", optional=True, hint="As documents write it; several with commas between."
        ),
        field("name", "Full name", initial=card.name, optional=True),
    ]
    meta = json.dumps({"argument": card.short_name})
    return opened(modal("people", "Change organisation", "Save", blocks, meta))


def _user(person: PersonCard | None = None) -> dict[str, Any]:
    element = {"type": "users_select", "action_id": "value"}
    return {**element, "initial_user": person.user_id} if person and person.user_id else element


def term(card: PlaceForm) -> Answer:
    """Who chairs, from when to when."""
    blocks = [
        _organisation(card, "Organisation", optional=True),
        labelled("person", "or one person", _user(), optional=True),
        labelled("from", "First day", {"type": "datepicker", "action_id": "value"}, optional=True),
        labelled("to", "Last day", {"type": "datepicker", "action_id": "value"}, optional=True),
    ]
    return opened(modal("chairs", "A term in the chair", "Save", blocks))
