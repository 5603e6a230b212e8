"""What people do meanwhile: add, move, move back, end, revive, take, cancel; and what they then expect to hear."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from bot.errors import WorkError
from bot.operations import actions, claims, meeting_changes, meetings, pages, preferences
from bot.operations.actions import New
from bot.operations.house import house_now
from bot.operations.meeting_changes import MeetingEdit
from bot.operations.meetings import NewMeeting
from bot.operations.preferences import HouseWishes, Wishes
from bot.turn import House, Turn
from storage.models import Action, Meeting, Person
from tests.builders import a_turn
from tests.promises.simulation.world import CHANNEL, OTHER_CHANNEL, World


@dataclass(frozen=True, slots=True)
class Wish:
    """How an item stood from a moment on: the day and words it was to be announced with; None for not at all."""

    since: datetime
    day: date | None
    house: House
    """What held for everybody then."""
    said: str = ""
    at: time | None = None
    """Of a meeting."""


class People:
    """Ana chairs, Ben and Chloe hold what they take. All of them enter at the operations."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.wishes: dict[tuple[str, int], list[Wish]] = {}
        """By ("action" or "meeting", id), every state the item was in, the latest last."""
        self.names: dict[tuple[str, int], tuple[int, str]] = {}
        """By ("action" or "meeting", id), its number and title."""
        self.reminded: dict[str, list[tuple[datetime, bool, date | None]]] = {}
        """By account, since when somebody is reminded or not, and until which day they are away."""
        self.former: dict[int, str] = {}
        self.since = world.now
        """What was changed before was lost by a restore, or never was."""

    def furnish(self) -> None:
        for doing in (self._add_action, self._add_action, self._add_meeting)[: self.world.rng.choice([1, 2, 3])]:
            self._do(doing)

    def change_something(self) -> None:
        doings: list[tuple[int, Callable[[Session, Turn], None]]] = [
            (2, self._add_action),
            (1, self._add_meeting),
            (4, self._move),
            (3, self._move_back),
            (2, self._done),
            (1, self._reopen),
            (1, self._drop),
            (2, self._claim),
            (1, self._cancel),
            (1, self._move_meeting),
            (1, self._undo),
            (1, self._set_house),
            (1, self._set_mine),
        ]
        self._do(self.world.rng.choices([doing for _, doing in doings], [weight for weight, _ in doings])[0])

    def _do(self, doing: Callable[[Session, Turn], None]) -> None:
        world = self.world
        who = world.rng.choice(["Ana", "Ana", "Ben", "Chloe"])
        try:
            with world.database.units.writing() as session:
                person = session.exec(select(Person).where(Person.name == who)).one()
                doing(session, a_turn(session, person, now=world.now, house=world.house))
        except WorkError:
            return
        self._settle()
        world.deeds["changes"] += 1
        world.say(f"{who} changes something: {doing.__name__.strip('_')}")
        self.note()

    def restored(self) -> None:
        """Only what the backup knows still holds, and it holds from now on."""
        self.since = self.world.now
        self.wishes.clear()
        self.names.clear()
        self.reminded.clear()
        self.former.clear()
        self._settle()
        self.note()

    def _settle(self) -> None:
        with self.world.database.units.reading() as session:
            self.world.house = house_now(session, self.world.base)

    def note(self) -> None:
        """Write down how every item stands now."""
        now, house = self.world.now, self.world.house
        ask = self.world.database.ask
        gone = set(self.wishes)
        for key, number, title, day, said, state in ask(
            "SELECT id, number, what, ends_on, when_said, state FROM action"
        ):
            wanted = date.fromisoformat(day) if day and state == "open" else None
            self.names["action", key] = (number, title)
            self._note(("action", key), Wish(now, wanted, house, said if wanted else ""))
            gone.discard(("action", key))
        for key, number, title, day, at, state in ask("SELECT id, number, title, on_date, at_time, state FROM meeting"):
            wanted = date.fromisoformat(day) if state == "planned" else None
            clock = time.fromisoformat(at) if at and wanted else None
            self.names["meeting", key] = (number, title)
            self._note(("meeting", key), Wish(now, wanted, house, _words(wanted) if wanted else "", clock))
            gone.discard(("meeting", key))
        for item in gone:
            self._note(item, Wish(now, None, house))
        for account, reminded, away in ask("SELECT user_id, reminded, away_until FROM person"):
            known = self.reminded.setdefault(account, [])
            state = (bool(reminded), date.fromisoformat(away) if away else None)
            if not known or known[-1][1:] != state:
                known.append((now, *state))

    def _note(self, item: tuple[str, int], wish: Wish) -> None:
        known = self.wishes.setdefault(item, [])
        if not known or replace(known[-1], since=wish.since) != wish:
            known.append(wish)

    def item(self, item: str, number: int) -> tuple[str, int]:
        """The item of a number; numbers never come again but after a restore, which forgets them."""
        found = [key for key, (known, _) in self.names.items() if (key[0], known) == (item, number)]
        return found[-1] if found else (item, 0)

    def wishes_at(self, item: tuple[str, int], first: datetime, last: datetime) -> list[Wish]:
        """Those of an item that held at some moment between the two."""
        wishes = self.wishes.get(item, [])
        ends = [*(wish.since for wish in wishes[1:]), datetime.max.replace(tzinfo=last.tzinfo)]
        return [wish for wish, end in zip(wishes, ends, strict=False) if wish.since <= last and end >= first]

    def _day(self) -> date:
        """A day ahead, rather soon than late."""
        world = self.world
        return world.now.astimezone(world.house.zone).date() + timedelta(days=world.rng.choice([0, 1, 3, 4, 9, 15, 20]))

    def _add_action(self, session: Session, turn: Turn) -> None:
        who = self.world.rng.choice(["", "CNRS", "DLR-PT"])
        actions.add(session, turn, New(f"Paper {self.world.rng.getrandbits(40):x}", who=who, when=_words(self._day())))

    def _add_meeting(self, session: Session, turn: Turn) -> None:
        day = self._day() + timedelta(days=1)
        at = self.world.rng.choice(["", " 10:00", " 07:30", " 22:15"])
        meetings.add(
            session,
            turn,
            NewMeeting(
                f"Meeting {self.world.rng.getrandbits(40):x}", f"{_words(day)}{at}", "https://meet.example.org/trio"
            ),
        )

    def _number(self, session: Session, *states: str) -> str:
        found = session.exec(select(Action.number).where(col(Action.state).in_(states)).order_by(col(Action.id))).all()
        return f"#{self.world.rng.choice(found)}" if found else "#999"

    def _move(self, session: Session, turn: Turn) -> None:
        asked = self._number(session, "open")
        action = session.exec(select(Action).where(Action.number == int(asked[1:]))).one_or_none()
        if action:
            self.former[action.number] = action.when_said
        actions.when(session, turn, asked, _words(self._day()), "the partner asked for it")

    def _move_back(self, session: Session, turn: Turn) -> None:
        if self.former:
            number, said = self.world.rng.choice(sorted(self.former.items()))
            actions.when(session, turn, f"#{number}", said, "so it was before")

    def _done(self, session: Session, turn: Turn) -> None:
        actions.done(session, turn, self._number(session, "open"), "")

    def _reopen(self, session: Session, turn: Turn) -> None:
        actions.reopen(session, turn, self._number(session, "done", "dropped"))

    def _drop(self, session: Session, turn: Turn) -> None:
        actions.drop(session, turn, self._number(session, "open"), "no money")

    def _claim(self, session: Session, turn: Turn) -> None:
        claims.claim(session, turn, self._number(session, "open"))

    def _meeting(self, session: Session) -> str:
        found = session.exec(select(Meeting.number).where(Meeting.state == "planned").order_by(col(Meeting.id))).all()
        return f"M{self.world.rng.choice(found)}" if found else "M999"

    def _undo(self, session: Session, turn: Turn) -> None:
        """Take back the last change: what was added goes altogether."""
        pages.undo(session, turn)

    def _set_house(self, session: Session, turn: Turn) -> None:
        """A chair has the channel told elsewhere, at another hour, on other days, or of what is late too."""
        wishes = [
            HouseWishes(channel=OTHER_CHANNEL if turn.house.channel == CHANNEL else CHANNEL),
            HouseWishes(digest_at=self.world.rng.choice(["8:00", "9:00", "10:30", "16:00"])),
            HouseWishes(deadline_days=self.world.rng.choice(["14, 3, 0", "7, 1", "21, 14, 7, 3, 1, 0"])),
            HouseWishes(late_in_channel=not turn.house.late_in_channel),
        ]
        preferences.change_house(session, turn, self.world.rng.choice(wishes))

    def _set_mine(self, session: Session, turn: Turn) -> None:
        """Somebody is away, with a deputy or without, wants no reminders, or wants them at another hour."""
        person = session.get_one(Person, turn.actor.id)
        until = _words(self._day() + timedelta(days=1))
        wishes = [
            Wishes(away="") if person.away_until else Wishes(away=until, deputy=self.world.rng.choice(["", "U0CHLOE"])),
            Wishes(reminded=not person.reminded),
            Wishes(at=self.world.rng.choice(["8:00", "9:00", "13:30"])),
            Wishes(country=self.world.rng.choice(["Belgium", "none"])),
        ]
        preferences.change_mine(session, turn, self.world.rng.choice(wishes))

    def _cancel(self, session: Session, turn: Turn) -> None:
        meeting_changes.cancel(session, turn, self._meeting(session), "nobody can come")

    def _move_meeting(self, session: Session, turn: Turn) -> None:
        day = self._day() + timedelta(days=1)
        edit = MeetingEdit(when=f"{_words(day)} 11:00", why="the room is taken")
        meeting_changes.change(session, turn, self._meeting(session), edit)


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
