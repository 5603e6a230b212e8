"""The guarded steps of sending: each is taken by one sender, whoever else is there at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from storage.engine import Units
from storage.models import Announcement, AnnouncementLine, ChannelPace
from storage.queries import announcements as queries
from storage.queries import plan, taking
from tests.builders import NOW

LEASE = timedelta(seconds=120)
GAP = timedelta(seconds=1.05)
MARGIN = timedelta(seconds=35)


def a_row(session: Session, receiver: str = "C1", **more: object) -> UUID:
    """A message that is due."""
    known = {
        "slot": uuid4().hex,
        "kind": "told",
        "local_date": NOW.date(),
        "local_time": NOW.time(),
        "zone": "UTC",
        "due_at": NOW,
    }
    row = Announcement(receiver=receiver, **{**known, **more})
    session.add(row)
    session.flush()
    plan.free_receivers(session, [receiver], NOW)
    return row.id


def sent(session: Session, key: UUID, owner: str) -> bool:
    return queries.finish_sent(session, key, owner, "1.0", NOW, False, "its words", NOW + GAP)


def claimed(units: Units, owner: str = "one", after: float = 0) -> UUID | None:
    with units.writing() as session:
        row = taking.claim(session, NOW + timedelta(seconds=after), owner, LEASE, GAP)
        return row.id if row else None


def test_the_oldest_due_row_is_taken_with_a_lease_and_its_receiver_rests(units: Units) -> None:
    with units.writing() as session:
        a_row(session, due_at=NOW + timedelta(seconds=1))
        a_row(session)
        oldest = a_row(session, due_at=NOW - timedelta(days=1))
    assert claimed(units) == oldest
    with units.reading() as session:
        row = session.get_one(Announcement, oldest)
        assert (row.state, row.lease_owner, row.lease_until, row.attempts) == ("sending", "one", NOW + LEASE, 1)
        assert session.get_one(ChannelPace, "C1").next_at == NOW + GAP


@pytest.mark.parametrize(
    "more",
    [
        {"due_at": NOW + timedelta(seconds=1)},
        {"next_try_at": NOW + timedelta(seconds=1)},
        {"state": "sent"},
        {"state": "skipped"},
        {"state": "cancelled"},
        {"state": "sending", "lease_owner": "two", "lease_until": NOW + timedelta(seconds=1)},
    ],
)
def test_what_is_not_due_is_left_alone(units: Units, more: dict[str, object]) -> None:
    with units.writing() as session:
        a_row(session, **more)
    assert claimed(units) is None


def test_a_lease_that_ran_out_is_taken_over(units: Units) -> None:
    with units.writing() as session:
        key = a_row(session, state="sending", lease_owner="two", lease_until=NOW, maybe_sent_at=NOW)
    assert claimed(units) == key
    with units.reading() as session:
        assert session.get_one(Announcement, key).maybe_sent_at == NOW


def test_one_in_flight_and_one_a_second_for_a_receiver_and_others_beside_it(units: Units) -> None:
    with units.writing() as session:
        first, second = sorted((a_row(session), a_row(session)))
        other = a_row(session, "C2", due_at=NOW + timedelta(seconds=1))
    assert claimed(units) == first
    assert claimed(units) is None
    assert claimed(units, after=2) == other
    assert claimed(units, after=3) is None  # the first is still on its way
    with units.writing() as session:
        assert sent(session, first, "one")
    assert claimed(units, after=4) == second


def test_two_in_flight_for_one_receiver_cannot_be_stored(units: Units) -> None:
    with pytest.raises(IntegrityError), units.writing() as session:
        a_row(session, state="sending")
        a_row(session, state="sending")


def test_many_at_once_take_every_row_once(engine: Engine) -> None:
    units = Units(engine)
    with units.writing() as session:
        for number in range(40):
            a_row(session, f"C{number % 20}")
    start = Barrier(5)

    def take_all(owner: str) -> list[UUID]:
        start.wait()
        taken = []
        for after in range(60):
            with units.writing() as session:
                row = taking.claim(session, NOW + timedelta(seconds=2 * after), owner, LEASE * 9, GAP)
                if row:
                    taken.append(row.id)
                    assert sent(session, row.id, owner)
        return taken

    with ThreadPoolExecutor(5) as pool:
        taken = [key for keys in pool.map(take_all, "abcde") for key in keys]
    assert len(taken) == len(set(taken)) == 40


@pytest.mark.parametrize(
    ("change", "passes"),
    [
        ({}, True),
        ({"cancel_wanted": True}, False),
        ({"lease_owner": "two"}, False),
        ({"state": "planned"}, False),
        ({"lease_until": NOW + MARGIN}, False),
        ({"lease_until": NOW + MARGIN + timedelta(seconds=1)}, True),
    ],
)
def test_the_gate_is_passed_by_whoever_holds_the_row_long_enough(
    units: Units, change: dict[str, object], passes: bool
) -> None:
    with units.writing() as session:
        known = {"state": "sending", "lease_owner": "one", "lease_until": NOW + LEASE}
        key = a_row(session, **{**known, **change})
        assert queries.pass_gate(session, key, "one", NOW, MARGIN) is passes
    with units.reading() as session:
        assert session.get_one(Announcement, key).maybe_sent_at == (NOW if passes else None)


@pytest.mark.parametrize(
    "step",
    [
        lambda session, key: queries.finish(session, key, "two", "skipped"),
        lambda session, key: sent(session, key, "two"),
        lambda session, key: queries.release(session, key, "two", NOW),
        lambda session, key: queries.lock(session, key, "two") is not None,
    ],
)
def test_a_step_is_not_for_who_does_not_hold_the_row(units: Units, step: Callable[[Session, UUID], bool]) -> None:
    with units.writing() as session:
        key = a_row(session, state="sending", lease_owner="one", lease_until=NOW + LEASE)
        assert step(session, key) is False
        session.expire_all()
        assert session.get_one(Announcement, key).state == "sending"


@pytest.mark.parametrize(
    ("more", "confirms", "again"),
    [({}, 2, None), ({"attempts": 2}, 0, NOW + GAP), ({"attempts": 2, "cancel_wanted": True}, -1, NOW)],
)
def test_a_sent_row_that_was_tried_before_or_cancelled_is_looked_at_again(
    units: Units, more: dict[str, object], confirms: int, again: datetime | None
) -> None:
    with units.writing() as session:
        key = a_row(session, **{"state": "sending", "lease_owner": "one", "lease_until": NOW, "attempts": 1, **more})
        assert sent(session, key, "one")
    with units.reading() as session:
        row = session.get_one(Announcement, key)
        assert (row.state, row.ts, row.confirms, row.lease_until) == ("sent", "1.0", confirms, None)
        assert row.next_try_at == again


def test_a_receiver_that_is_held_is_not_claimed_and_stays_broken_until_a_post_gets_through(units: Units) -> None:
    with units.writing() as session:
        key = a_row(session)
        for minute in (0, 1):
            now = NOW + timedelta(minutes=minute)
            queries.hold_receiver(session, "C1", now + timedelta(minutes=10), "archived", now)
    assert claimed(units, after=600) is None
    with units.reading() as session:
        [broken] = queries.broken_receivers(session)
        assert (broken.broken_reason, broken.broken_since) == ("archived", NOW)
    assert claimed(units, after=660) == key
    with units.writing() as session:
        queries.let_rest(session, "C1", NOW)
        assert queries.broken_receivers(session) == []


def test_the_next_moment_is_that_of_what_only_the_pace_holds(units: Units) -> None:
    with units.writing() as session:
        a_row(session)
        assert taking.soonest(session, NOW, GAP) == NOW
        queries.hold_receiver(session, "C1", NOW + GAP)
        assert taking.soonest(session, NOW, GAP) == NOW + GAP
        queries.hold_receiver(session, "C1", NOW + timedelta(minutes=10))
        assert taking.soonest(session, NOW, GAP) is None


def test_looking_for_what_is_due_uses_the_index_of_waiting_rows(lite: Units) -> None:
    seen = []
    with lite.reading() as session:
        connection = session.connection()

        def explain(_c, cursor, statement, parameters, *_more):  # type: ignore[no-untyped-def]
            if statement.startswith(("UPDATE announcement", "SELECT")):
                plan_ = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
                seen.extend(str(row[3]) for row in plan_)

        from sqlalchemy import event

        event.listen(connection, "before_cursor_execute", explain)
        taking.claim(session, NOW, "one", LEASE, GAP)
    assert any("ix_announcement_due" in line for line in seen), seen


def test_a_line_made_from_an_item_is_there_once_and_one_with_words_as_often_as_it_is_said(units: Units) -> None:
    def line(key: UUID, words: str) -> AnnouncementLine:
        return AnnouncementLine(
            announcement_id=key,
            item="action",
            item_id=1,
            item_version=1,
            kind="deadline",
            local_date=NOW.date(),
            receiver="C1",
            words=words,
        )

    with units.writing() as session:
        key = a_row(session)
        session.add_all([line(key, "one"), line(key, "one"), line(key, "")])
    with pytest.raises(IntegrityError), units.writing() as session:
        session.add(line(key, ""))
    with units.reading() as session:
        assert len(session.exec(select(AnnouncementLine)).all()) == 3
