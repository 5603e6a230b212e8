"""Bugs planted in the real code, each of which the simulation has to catch: a test of the test."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any
from unittest.mock import patch

from sqlmodel import col, select

from bot.operations import looking, occasions, reminding, saying, sending, trouble
from bot.outcomes import Absent, Stands, Unknown
from bot.tick import Beat
from storage.models import Announcement
from storage.queries import announcements as queries
from storage.queries import plan as plan_queries
from storage.queries import standing, taking
from tests.promises.simulation import play as playing
from tests.promises.simulation.play import Played, play
from tests.promises.simulation.slack import SimulatedSlack
from tests.promises.simulation.world import Stretch

FAR = datetime(9000, 1, 1, tzinfo=UTC)
Plant = tuple[Any, str, Any]
"""Where, which name, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Mutant:
    name: str
    plants: tuple[Plant, ...]
    freezes: bool = False
    """It shows only where senders sleep through their lease."""


@contextmanager
def planted(mutant: Mutant) -> Iterator[None]:
    with ExitStack() as stack:
        # What was reckoned without the bug is forgotten, and behind it what was reckoned with it.
        occasions.occasion.cache_clear()
        stack.callback(occasions.occasion.cache_clear)
        for where, name, instead in mutant.plants:
            stack.enter_context(patch.object(where, name, instead))
        yield


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _absent(*_: Any) -> Absent:
    return Absent()


def _stands(slack: SimulatedSlack, *_: Any) -> Stands:
    return Stands(f"{slack.now().timestamp():.6f}")


_mark_unknown = sending.mark_unknown


def _counted_as_failure(session: Any, taken: Any, why: str, *, now: datetime, pace: Any) -> None:
    queries.clear_mark(session, taken.key, taken.owner)
    _mark_unknown(session, taken, why, now=now, pace=pace)


def _at_once_again(session: Any, taken: Any, why: str, *, now: datetime, pace: Any) -> None:
    _mark_unknown(session, taken, why, now=now, pace=replace(pace, again=timedelta(seconds=1)))


def _forgotten(session: Any, taken: Any, blind: Any, **more: Any) -> Any:
    queries.clear_mark(session, taken.key, taken.owner)
    return replace(taken, maybe_sent_at=None)


_send = Beat._send


def _again_after_a_lost_reply(self: Any, ready: Any) -> Any:
    outcome = _send(self, ready)
    return _send(self, ready) if isinstance(outcome, Unknown) else outcome


def _not_looked_at_when_late(taken: Any, _now: datetime, _pace: Any) -> bool:
    return taken.maybe_sent_at is not None


_claim = taking.claim


def _found_then_taken(session: Any, now: datetime, owner: str, lease: timedelta, gap: timedelta) -> Any:
    """A look, and then the taking by id: who looked in the moment before another took a row takes it as well."""
    lately = col(Announcement.lease_until) > now + lease - timedelta(seconds=0.5)
    other = col(Announcement.lease_owner) != owner
    seen = session.exec(select(Announcement).where(Announcement.state == "sending", lately, other)).first()
    if seen is None:
        return _claim(session, now, owner, lease, gap)
    seen.lease_owner, seen.lease_until = owner, now + lease
    session.add(seen)
    where = standing.conversation(session, seen.receiver)
    return taking.Claimed(seen.id, seen.receiver, seen.due_at, None, where)


def _without_rest(session: Any, now: datetime, owner: str, lease: timedelta, _gap: timedelta) -> Any:
    return _claim(session, now, owner, lease, timedelta())


def _silent(*_: Any, **__: Any) -> bool:
    return False


_said = saying.said


def _lateness_unsaid(session: Any, message: Any, **more: Any) -> Any:
    return _said(session, message, **{**more, "late": False})


_until = reminding.until


def _no_cutoff(line: Any, wanted: Any) -> datetime | None:
    return FAR if _until(line, wanted) else None


def _still_wanted(_line: Any, _wanted: Any) -> datetime:
    return FAR


_instant = occasions.instant


def _by_hours(day: Any, at: Any, zone: Any) -> datetime:
    """The first of the year's instant, and so many times 24 hours."""
    first = day.replace(month=1, day=1)
    return _instant(first, at, zone) + timedelta(days=(day - first).days)


def _at_any_hour(moment: datetime, _zone: Any) -> datetime:
    return moment


def _at_once(*_: Any) -> bool:
    return True


MUTANTS = (
    Mutant("no look-up", ((SimulatedSlack, "look_up", _absent),)),
    Mutant("no look-up when late", ((looking, "in_doubt", _not_looked_at_when_late),)),
    Mutant("no mark at restore", ((playing, "restored", _nothing),)),
    Mutant("no waiting for the history", ((looking, "too_early", _nothing), (sending, "mark_unknown", _at_once_again))),
    Mutant("no sweep", ((standing, "take_unswept", _nothing),), freezes=True),
    Mutant("lost reply counted as failure", ((sending, "mark_unknown", _counted_as_failure),)),
    Mutant("marked as sent before it is", ((SimulatedSlack, "look_up", _stands),)),
    Mutant("racy claim", ((taking, "claim", _found_then_taken),)),
    Mutant("no repair", ((standing, "take_unconfirmed", _nothing),), freezes=True),
    Mutant("mark forgotten on a failed look-up", ((looking, "mark_blind", _forgotten),)),
    Mutant("the client tries again", ((Beat, "_send", _again_after_a_lost_reply),)),
    Mutant(
        "edits keep old rows",
        (
            (plan_queries, "unwant", _nothing),
            (plan_queries, "cancel_empty", _nothing),
            (reminding, "until", _still_wanted),
        ),
    ),
    Mutant("so many times 24 hours", ((occasions, "instant", _by_hours),)),
    Mutant("silent failure", ((sending, "report", _silent), (looking, "report", _silent))),
    Mutant("lateness unsaid", ((sending, "said", _lateness_unsaid),)),
    Mutant("no cutoff", ((reminding, "until", _no_cutoff),)),
    Mutant("at any hour", ((sending, "open_from", _at_any_hour),)),
    Mutant("no gate", ((queries, "pass_gate", _at_once),)),
    Mutant("the chairs are told of nothing", ((trouble, "_add", _nothing),)),
    Mutant("what was said stays as it was", ((standing, "take_amendable", _nothing),)),
    Mutant("no pace", ((taking, "claim", _without_rest), (queries, "let_rest", _nothing))),
)


@dataclass(frozen=True, slots=True)
class Hunt:
    """How long a planted bug lived."""

    mutant: Mutant
    caught: Played | None
    seeds: int
    seconds: float

    def __str__(self) -> str:
        if self.caught is None:
            return f"SURVIVED  {self.mutant.name}: {self.seeds} seeds, {self.seconds:.1f} s"
        tier = " --freezes" if self.caught.stretch.freezes else ""
        return (
            f"caught    {self.mutant.name}: seed {self.caught.stretch.seed}{tier}, {self.seconds:.1f} s, "
            f"{self.caught.broken[0][:90]}"
        )


def hunt(mutant: Mutant, seeds: int, days: int = 45, stop: Callable[[], bool] = lambda: False) -> Hunt:
    """Play seeds with the bug planted until a promise is broken."""
    begun = perf_counter()
    tried = 0
    with planted(mutant):
        for seed in range(seeds):
            if stop():
                break
            tried += 1
            played = _played(Stretch(seed, days, freezes=mutant.freezes))
            if played.broken:
                return Hunt(mutant, played, tried, perf_counter() - begun)
    return Hunt(mutant, None, tried, perf_counter() - begun)


def _played(stretch: Stretch) -> Played:
    """A bug may show as a crash as well."""
    try:
        return play(stretch)
    except (AssertionError, KeyError, ValueError, TypeError) as error:
        return Played(stretch, (f"crashed: {error!r}",), Counter(), ())
