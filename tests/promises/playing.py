"""People who act, one after the other, while the sender beats."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session, select

from bot.turn import Turn
from storage.engine import Units
from storage.models import Person
from tests.builders import a_turn
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender

Deed = Callable[[Session, Turn], object]


class Play:
    """People act, a minute passes, the sender beats."""

    def __init__(self, units: Units, clock: Clock, slack: Remembering) -> None:
        self.units, self.clock, self.slack = units, clock, slack

    def does(self, name: str, deed: Deed, *, beat: bool = True) -> None:
        self.clock.pass_by(minutes=1)
        with self.units.writing() as session:
            person = session.exec(select(Person).where(Person.name == name)).one()
            deed(session, a_turn(session, person, now=self.clock()))
        if beat:
            self.beat()

    def beat(self) -> None:
        self.clock.pass_by(minutes=1)
        a_sender(self.units, self.slack).run()

    def reads(self, name: str, number: int = 0) -> tuple[str, list[str]]:
        """A direct message, the first where several stand: its words, and what its buttons say."""
        return self.stands(f"U0{name.upper()}", number)

    def stands(self, receiver: str, number: int = 0) -> tuple[str, list[str]]:
        """The same of whatever receiver; all buttons, also those beside a text."""
        mine = [one for one in self.slack.standing.values() if one.receiver == receiver]
        buttons: list[dict[str, Any]] = []
        for block in mine[number].blocks:
            buttons += [block["accessory"]] if "accessory" in block else block.get("elements", [])
        return mine[number].text, [one["text"]["text"] for one in buttons if one["type"] == "button"]
