"""Proposed, decided, merged, held, taken back or withdrawn in any order: no text, proposer or promise is lost."""

import itertools
import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import Session, col, select

from bot.errors import WorkError
from bot.operations import (
    accepting,
    amending,
    answer_clock,
    considering,
    deciding,
    holding,
    pages,
    parting,
    proposal_pages,
    proposing,
)
from bot.operations.becoming import Becoming
from bot.operations.deciding import Asked
from bot.operations.proposing import NewProposal
from bot.operations.traces import root_of, whole
from bot.operations.verdicts import DECISIONS
from bot.turn import Turn
from storage.engine import Units
from storage.models import AnnouncementLine, HeldDecision, Person, Proposal
from storage.queries import proposals as queries
from storage.queries.proposals import OPEN
from tests.builders import HOUSE, NOW, a_cast, a_person, a_programme, a_turn
from tests.databases import OneDatabase, OneFile

EXAMPLES = int(os.environ.get("WP_EXAMPLES", "4"))
"""How many orders are tried; the soak tries more."""
PROPOSERS = ("ben", "chloe", "ana")
CHAIRS = ("ana", "zoe")
chairs = st.sampled_from(CHAIRS)
picks = st.integers(0, 11)


class Proposals(RuleBasedStateMachine):
    """The real operations on a real database, beside what a careful secretary would remember."""

    fresh: Callable[[], Units]

    def __init__(self) -> None:
        super().__init__()
        self.units = type(self).fresh()
        self.now = NOW
        self.texts: dict[int, list[str]] = {}
        """By number: everything its proposer ever said in it, the latest last."""
        self.proposers: dict[int, int] = {}
        self.ids: dict[str, int] = {}
        self.states: dict[int, str] = {}
        self.held: list[int] = []
        self.count = itertools.count(1)

    def teardown(self) -> None:
        self.units.engine.dispose()

    @initialize(merged=st.lists(st.sampled_from(("P2", "P4")), max_size=2, unique=True))
    def meet(self, merged: list[str]) -> None:
        with self.units.writing() as session:
            cast = a_cast(session)
            a_programme(session)
            zoe = a_person(session, "Zoe", cast.zsi)
            self.ids = {name: getattr(cast, name).id for name in PROPOSERS} | {"zoe": zoe.id or 0}
        for who in ("ben", "chloe", "ben", "ana"):
            self.propose(who)
        for which, into in zip(merged, ("P1", "P3"), strict=False):
            asked = Asked("merge", which, "As we said", into)
            assert self.tried("ana", lambda session, turn, asked=asked: deciding.decide(session, turn, asked))

    def turn(self, session: Session, name: str) -> Turn:
        return a_turn(session, session.get_one(Person, self.ids[name]), now=self.now)

    def tried(self, name: str, act: Callable[[Session, Turn], Any]) -> bool:
        """Whether it was done; what is refused changes nothing."""
        self.now += timedelta(minutes=1)
        try:
            with self.units.writing() as session:
                act(session, self.turn(session, name))
        except WorkError:
            return False
        return True

    def told(self, act: Callable[[], bool], number: int, by: str) -> None:
        """Where it was done, everybody whose proposal stands behind the number has heard, but who did it."""
        with self.units.reading() as session:
            owed = {one.proposer_id for one in whole(session, _numbered(session, number))} - {self.ids[by]}
            before = _heard(session)
        if act():
            with self.units.reading() as session:
                after = _heard(session)
                for person_id in owed:
                    user = session.get_one(Person, person_id).user_id
                    assert after.get(user, 0) > before.get(user, 0), f"{user} was not told of P{number}"

    def propose(self, who: str) -> None:
        said = f"Plan {next(self.count)} by {who}"
        assert self.tried(who, lambda session, turn: proposing.propose(session, turn, NewProposal(said)))
        number = len(self.texts) + 1
        self.texts[number], self.proposers[number] = [said], self.ids[who]

    def among(self, pick: int, *states: str) -> int:
        """One of those in these states, or any where none is: most deeds should be done, some refused."""
        those = [number for number, state in self.states.items() if state in states] or sorted(self.texts)
        return those[pick % len(those)]

    @rule(pick=picks, who=chairs, noted=st.booleans())
    def say(self, pick: int, who: str, noted: bool) -> None:
        number = self.among(pick, *OPEN)
        if noted:
            self.tried(who, lambda session, turn: considering.note(session, turn, f"P{number}", "Ask the host"))
            return
        said = f"Plan {next(self.count)}, better"
        who = self.author(number)
        if self.tried(who, lambda session, turn: amending.edit(session, turn, f"P{number}", {"text": said})):
            self.texts[number].append(said)

    @rule(pick=picks, who=st.sampled_from((*PROPOSERS, "")))
    def withdraw(self, pick: int, who: str) -> None:
        number = self.among(pick, *OPEN)
        who = who or self.author(number)
        if self.tried(who, lambda session, turn: amending.withdraw(session, turn, f"P{number}")):
            assert self.proposers[number] == self.ids[who], "only who proposed it takes it back"

    def author(self, number: int) -> str:
        return next(name for name, key in self.ids.items() if key == self.proposers[number])

    @rule(who=chairs, verb=st.sampled_from(sorted(DECISIONS)), pick=picks, other=picks, held=st.booleans())
    def decide(self, who: str, verb: str, pick: int, other: int, held: bool) -> None:
        number = self.among(pick, *OPEN)
        into = 1 + (number + other % 3) % 4
        asked = Asked(verb, f"P{number}", "As we said", f"P{into}", f"{self.now + timedelta(days=20):%-d %B %Y}")
        if held and not self.held:
            self.tried(who, lambda session, turn: holding.hold(session, turn, asked))
        else:
            decided = partial(self.tried, who, lambda session, turn: deciding.decide(session, turn, asked))
            self.told(decided, number, who)

    @rule(who=chairs, pick=picks, other=picks)
    def merge(self, who: str, pick: int, other: int) -> None:
        self.decide(who, "merge", pick, other, False)

    @rule(who=chairs, pick=picks, other=picks)
    def decide_twice(self, who: str, pick: int, other: int) -> None:
        self.decide(who, "duplicate", pick, other, False)
        self.decide(who, "revise", other, pick, False)

    @rule(who=chairs, pick=picks)
    def accept_into_an_action(self, who: str, pick: int) -> None:
        asked = Asked("accept", f"P{self.among(pick, *OPEN)}")
        self.tried(who, lambda session, turn: accepting.accept(session, turn, asked, Becoming("action")))

    @precondition(lambda self: self.held)
    @rule(who=chairs, dropped=st.booleans())
    def release(self, who: str, dropped: bool) -> None:
        if dropped:
            self.tried(who, lambda session, turn: holding.drop(session, turn, f"P{self.held[0]}"))
        else:
            self.tried(who, lambda session, turn: holding.release(session, turn))

    @precondition(lambda self: {"merged", "duplicate"} & {*self.states.values()})
    @rule(who=chairs, pick=picks)
    def unmerge(self, who: str, pick: int) -> None:
        number = self.among(pick, "merged", "duplicate")
        taken = partial(self.tried, who, lambda session, turn: parting.unmerge(session, turn, f"P{number}"))
        self.told(taken, number, who)

    @rule(who=st.sampled_from(("ana", "ben", "chloe", "zoe")))
    def undo(self, who: str) -> None:
        self.tried(who, lambda session, turn: pages.undo(session, turn))

    @rule(days=st.sampled_from((1, 10, 25)))
    def time_goes_by(self, days: int) -> None:
        self.now += timedelta(days=days)
        with self.units.writing() as session:
            answer_clock.wind(session, now=self.now, house=HOUSE)

    @invariant()
    def nothing_is_lost(self) -> None:
        with self.units.reading() as session:
            rows = session.exec(select(Proposal).order_by(col(Proposal.number))).all()
            assert [row.number for row in rows] == sorted(self.texts), "a number is never given back"
            self.states = {row.number: row.state for row in rows}
            self.held = [
                session.get_one(Proposal, one.proposal_id).number for one in session.exec(select(HeldDecision))
            ]
            ana = self.turn(session, "ana")
            owed = {row.id for row in queries.to_answer(session)}
            for row in rows:
                assert row.text in self.texts[row.number], "a text is what its proposer said"
                assert row.proposer_id == self.proposers[row.number], "a proposer stays"
                assert (row.into_id is not None) == (row.state in ("merged", "duplicate"))
                root = root_of(session, row)
                assert root.into_id is None, "a chain ends"
                if row.into_id:
                    parts = proposal_pages.page(session, ana, f"P{root.number}").parts
                    there = [(one.number, one.text) for one in parts]
                    assert (row.number, row.text) in there, "a merged text is to be read whole where it was merged"
                if row.state != "withdrawn":
                    assert root.state != "withdrawn", "who withdraws takes nobody's answer away"
                    assert root.id in owed or root.state in ("accepted", "declined"), "an answer is given or owed"
            for number in self.held:
                decided = ("accepted", "declined", "merged", "duplicate")
                assert self.states[number] not in decided, "what is held was decided behind its back"


def _numbered(session: Session, number: int) -> Proposal:
    return session.exec(select(Proposal).where(Proposal.number == number)).one()


def _heard(session: Session) -> dict[str, int]:
    counted: dict[str, int] = {}
    for line in session.exec(select(AnnouncementLine).where(AnnouncementLine.words != "")):
        counted[line.receiver] = counted.get(line.receiver, 0) + 1
    return counted


def _tested(fresh: Callable[[], Units], examples: int, steps: int) -> None:
    machine = type("Machine", (Proposals,), {"fresh": staticmethod(fresh)})
    quick = settings(
        max_examples=examples,
        stateful_step_count=steps,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=quick)


def test_no_order_of_deeds_loses_a_text_a_proposer_or_an_answer(one_file: OneFile, sqlite_template: Path) -> None:
    def fresh() -> Units:
        one_file.write(sqlite_template)
        return Units(one_file.engine)

    _tested(fresh, examples=EXAMPLES, steps=25)


def test_nor_does_one_on_postgresql(one_database: OneDatabase) -> None:
    def fresh() -> Units:
        one_database.empty()
        return Units(one_database.engine)

    try:
        _tested(fresh, examples=2, steps=15)
    finally:
        one_database.empty()
