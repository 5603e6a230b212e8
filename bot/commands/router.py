"""From what Slack brings to the one command meant, and from its card to the answer. Knows no rule and no Slack call.

A command typed, a button pressed and a form sent enter at the same point: same audience, same run, same render.
"""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from sqlmodel import Session

from bot.answers import Answer
from bot.blocks import actions as action_blocks
from bot.blocks import home
from bot.blocks.parts import actions, button, escape, section
from bot.commands.arguments import clean, first_word
from bot.commands.spec import Audience, Command, Form, FromMessage
from bot.deps import Deps
from bot.errors import AskSlack, BadInput, Misread, UnknownPerson, WorkError
from bot.operations import deliveries, leaving, menu, people
from bot.operations.finding import SeveralMatch
from bot.operations.house import house_now
from bot.turn import Presence, Profile, Turn

log = logging.getLogger(__name__)
NEAR, SURE = 50, 85
"""How like a verb, in per cent, a mistyped word must be to be offered; the second where it would end something."""
NUMBER = re.compile(r"#?\d{1,9}(?:\.\d{1,4})?|[pmr]\d{1,9}")
"""Somebody typed only what they mean."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a person did, without Slack's wrapping."""

    key: str
    """Names this one deed, however often it is delivered."""
    team_id: str
    user_id: str
    text: str = ""
    """Everything after the command's name, as Slack sends it; for a button, verb and argument."""
    form: Form | None = None
    """A form that was sent; `text` is its verb."""
    redraw: bool = False
    """The form was not sent: something was chosen in it that changes which fields it has."""
    message: FromMessage | None = None
    """The message a shortcut was used on; `text` is its verb."""
    pressed: bool = False
    plain: bool = False
    """Written to the bot as to a person, without the command's name: what is no verb gets the short menu."""
    channels: Mapping[str, Presence] = field(default_factory=dict)
    """What Slack said of the channels it was asked about for this."""


class Router:
    """Answers deliveries. Thread-safe: each call has a unit of its own."""

    def __init__(self, deps: Deps, commands: Sequence[Command]) -> None:
        self.deps = deps
        self.commands = {name: command for command in commands for name in command.names}

    def answer(self, delivery: Delivery) -> Answer:
        """The private answer. Raises AskSlack where Slack must be asked first: who somebody is, what a channel is."""
        try:
            return self._answer(delivery)
        except AskSlack:
            raise
        except SeveralMatch as several:
            return action_blocks.choice(several.choice, self._verb(delivery)[0])
        except BadInput as error:
            if isinstance(error, Misread):
                error = BadInput(error.said(self.deps.house.command), error.field)
            if delivery.form is not None and error.field:
                # Slack shows what stands beside a field as it is, marks and all.
                return Answer(text=error.sentence, errors={error.field: error.sentence.replace("`", "")})
            return _sentence(error.sentence)
        except WorkError as error:
            return _sentence(error.sentence)
        except Exception as error:
            return self.sorry(error)

    def sorry(self, error: Exception) -> Answer:
        """What the member reads of a failure that is not theirs: a reference, which the log has with the traceback."""
        return _sentence(_unexpected(self.deps.trouble(error)))

    def first_time(self, key: str) -> bool:
        """Whether this is the first time something is delivered that is not answered twice."""
        with self.deps.unit.writing() as session:
            return deliveries.first_time(session, key, self.deps.now())

    def meet(self, profile: Profile) -> None:
        """Keep what Slack says about an account."""
        with self.deps.unit.writing() as session:
            house = house_now(session, self.deps.house)
            leaving.account_changed(session, profile, now=self.deps.now(), house=house)

    def home(self, delivery: Delivery) -> dict[str, Any]:
        """The Home tab of a person. Raises UnknownPerson where Slack must first be asked who it is."""
        with self.deps.unit.reading() as session:
            turn = self._turn(session, delivery)
            try:
                return home.home(menu.menu(session, turn), self.deps.house.command)
            except WorkError as error:
                return home.refused(error.sentence)

    def _answer(self, delivery: Delivery) -> Answer:
        verb, argument = self._verb(delivery)
        if delivery.plain and verb not in self.commands:
            verb, argument = "", ""
        command = self.commands.get(verb)
        if command is None:
            return self._unknown(verb, argument)
        asked = _asked(command, delivery, argument)
        now = self.deps.now()
        unit = self.deps.unit.writing if command.changes else self.deps.unit.reading
        with unit() as session:
            if command.changes and not deliveries.first_time(session, delivery.key, now):
                return Answer.from_json(deliveries.answer_of(session, delivery.key))
            answer = self._run(session, command, asked, delivery)
            if command.changes:
                deliveries.keep_answer(session, delivery.key, answer.as_json())
        if command.changes and answer.form is None:
            self.deps.wake()
        return replace(answer, settled=command.changes and answer.form is None)

    def _run(self, session: Session, command: Command, asked: Any, delivery: Delivery) -> Answer:
        turn = self._turn(session, delivery)
        _access(turn, command)
        return command.render(command.run(session, turn, asked), turn)

    def _turn(self, session: Session, delivery: Delivery) -> Turn:
        now = self.deps.now()
        house = house_now(session, self.deps.house)
        actor = people.actor_of(session, delivery.team_id, delivery.user_id, now=now, house=house)
        if actor is None:
            raise UnknownPerson(delivery.user_id)
        return Turn(actor=actor, now=now, house=house, channels=delivery.channels)

    def _verb(self, delivery: Delivery) -> tuple[str, str]:
        text = delivery.text if delivery.pressed else clean(delivery.text)
        verb, argument = first_word(text)
        if delivery.plain and verb == self.deps.house.command:
            verb, argument = first_word(argument)
        verb = verb.casefold()
        if NUMBER.fullmatch(verb) and not argument:
            return "show", verb
        command = self.commands.get(verb)
        if command and command.channels and not delivery.pressed:
            argument = first_word(clean(delivery.text, channels=True))[1]
        return verb, argument

    def _unknown(self, verb: str, argument: str) -> Answer:
        from rapidfuzz import fuzz, process

        known = [name for name, command in self.commands.items() if name and command.group.value]
        close = process.extract(verb, known, scorer=fuzz.ratio, limit=5)
        # What ends something is offered only where it was clearly meant.
        near = next((one for one in close if one[1] >= (SURE if self.commands[one[0]].ends else NEAR)), None)
        shown = escape(verb if len(verb) <= 50 else verb[:49] + "…")
        house = self.deps.house.command
        if near is None:
            text = f"I don't know “{shown}”. `{house} help` shows what I can do."
            return Answer(text=text, blocks=(section(text), actions([button("Help", "help")])))
        line = f"{near[0]} {argument}".strip()
        text = f"I don't know “{shown}”. Did you mean `{house} {escape(line)}`?"
        press = button(f"{house} {line}", near[0], argument)
        return Answer(text=text, blocks=(section(text), actions([press, button("Help", "help")])))


def _asked(command: Command, delivery: Delivery, argument: str) -> Any:
    if delivery.form is not None:
        return command.asked_by(_cleaned(delivery.form), redraw=delivery.redraw)
    if delivery.message is not None and command.from_message is not None:
        return command.from_message(replace(delivery.message, text=clean(delivery.message.text)))
    return command.parse(argument)


def _cleaned(form: Form) -> Form:
    values = {name: clean(value) if isinstance(value, str) else value for name, value in form.values.items()}
    return replace(form, values=values)


def _access(turn: Turn, command: Command) -> None:
    asked: dict[Audience, Callable[[], None]] = {
        Audience.EVERYONE: lambda: people.access_as_reader(turn),
        Audience.MEMBERS: lambda: people.access_as_member(turn),
        Audience.CHAIRS: lambda: people.access_as_chair(
            turn, command.right or f"use `{turn.house.command} {command.name}`"
        ),
    }
    asked[command.audience]()


def _sentence(sentence: str) -> Answer:
    text = escape(sentence)
    return Answer(text=text, blocks=(section(text),))


def _unexpected(trouble: str) -> str:
    reference = uuid4().hex[:6]
    log.exception("unexpected failure, reference %s", reference)
    if trouble:
        return f"{trouble} Nothing was changed (reference {reference} for whoever runs this bot)."
    return (
        f"Something went wrong on my side (reference {reference}). Nothing was changed. "
        "Please try again, and give the reference to whoever runs this bot if it stays."
    )
