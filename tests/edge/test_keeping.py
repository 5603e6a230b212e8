"""`wp backup` and `wp restore`: nothing is lost, and nothing is announced again."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from bot.backup import back_up, restore
from bot.errors import BadInput, Conflict, SetupError
from bot.health import health
from bot.operations import pulse
from bot.operations.preferences import HouseWishes, change_house
from bot.tick import Beat
from storage.copying import count_rows, whole
from storage.engine import Units, open_engine
from storage.models import Action, Announcement, Meta, Organisation, Person
from tests.builders import HOUSE, NOW, a_cast, a_turn, an_organisation
from tests.promises.planned import CHAIR, FIRST, LAST, SECOND, an_announced_action, the
from tests.promises.slack_that_remembers import Clock, Remembering, a_sender
from tests.promises.test_never_twice import UNSCOPED


def quiet(_line: str) -> None:
    """Nobody listens."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Remembering:
    return Remembering(clock)


def bring_back(url: str, file: Path, clock: Clock) -> None:
    restore(url, file, yes=True, now=clock() + timedelta(minutes=2), say=quiet)
    clock.pass_by(minutes=2)


def test_a_backup_holds_everything_and_can_be_brought_back_on_either_kind(
    units: Units, database_url: str, lite_url: str, tmp_path: Path
) -> None:
    with units.writing() as session:
        cast = a_cast(session)
        cast.ben.deputy_id = cast.chloe.id  # a row that points at a later one of its own table
        session.add(cast.ben)
    an_announced_action(units)
    with units.writing() as session:
        session.delete(an_organisation(session, "GONE"))
    file = tmp_path / "monday.db"
    said: list[str] = []
    back_up(database_url, file, say=said.append)
    assert whole(file) == ""
    assert "monday.db" in said[0]
    for url in (lite_url, database_url):
        restore(url, file, yes=True, now=NOW, say=quiet)
        engine = open_engine(url)
        with Units(engine).writing() as session:
            people = {person.name: person for person in session.exec(select(Person))}
            assert people["Ben"].deputy_id == people["Chloe"].id
            assert session.exec(select(Action)).one().what == "Draft the brief"
            announced = session.exec(select(Announcement)).all()
            assert all(row.due_at.tzinfo for row in announced)
            assert session.get_one(Meta, "restored_at").value == NOW.isoformat()
            highest = max(row.id or 0 for row in session.exec(select(Organisation)))
            assert (an_organisation(session, "NEW").id or 0) == highest + 2, "an id is never given twice"
        engine.dispose()


def after_a_restore(units: Units, url: str, file: Path, clock: Clock, sender: Beat) -> None:
    """An hour on the backup is brought back, and the sender beats for a while."""
    units.engine.dispose()
    clock.pass_by(hours=1)
    bring_back(url, file, clock)
    for _ in range(4):
        clock.pass_by(minutes=5)
        sender.run()


@pytest.mark.parametrize("blind", [False, True])
def test_after_a_restore_nothing_is_announced_again_and_nothing_is_lost_in_silence(
    units: Units, database_url: str, clock: Clock, slack: Remembering, tmp_path: Path, blind: bool
) -> None:
    with units.writing() as session:
        a_cast(session)
    an_announced_action(units)
    file = tmp_path / "before.db"
    sender = a_sender(units, slack)
    sender.run()
    back_up(database_url, file, say=quiet)
    for moment in (FIRST, SECOND):
        clock.to(moment)
        sender.run()
    before = len(slack.posted)
    assert before >= 2
    units.engine.dispose()
    clock.pass_by(hours=1)
    bring_back(database_url, file, clock)
    slack.blind = UNSCOPED if blind else None
    for _ in range(6):
        clock.pass_by(minutes=5)
        sender.run()
    assert len([1 for _, message in slack.posted if message.receiver == HOUSE.channel]) == before
    assert not slack.twice()
    told = [message.text for _, message in slack.posted if message.receiver == CHAIR]
    if blind:
        assert "may have been sent" in " ".join(told)
    else:
        assert (the(units, FIRST.date()).state, the(units, SECOND.date()).state) == ("sent", "sent")
    clock.to(LAST)
    slack.blind = None
    sender.run()
    assert the(units, LAST.date()).state == "sent"
    assert not slack.twice()


def test_what_was_collected_before_a_restore_is_not_said_again_behind_it(
    units: Units, database_url: str, clock: Clock, slack: Remembering, tmp_path: Path
) -> None:
    for number in range(3):
        an_announced_action(units, closes=LAST.date() + timedelta(days=number), what=f"Action {number}")
    file = tmp_path / "before.db"
    back_up(database_url, file, say=quiet)
    clock.to(FIRST + timedelta(days=3))
    sender = a_sender(units, slack)
    sender.run()
    assert len(slack.to(HOUSE.channel)) == 1
    after_a_restore(units, database_url, file, clock, sender)
    assert len(slack.posted) == len(slack.to(HOUSE.channel)) == 1


def test_what_another_message_said_behind_the_backup_is_not_said_again_and_the_chairs_are_told(
    units: Units, database_url: str, clock: Clock, slack: Remembering, tmp_path: Path
) -> None:
    with units.writing() as session:
        cast = a_cast(session)
    an_announced_action(units)
    file = tmp_path / "before.db"
    back_up(database_url, file, say=quiet)
    with units.writing() as session:
        change_house(session, a_turn(session, cast.ana, now=clock()), HouseWishes(digest_at="14:00"))
    clock.to(FIRST + timedelta(hours=5))
    sender = a_sender(units, slack)
    sender.run()
    (said,) = slack.to(HOUSE.channel)
    assert "late" not in said
    after_a_restore(units, database_url, file, clock, sender)
    assert slack.to(HOUSE.channel) == [said]
    assert (the(units, FIRST.date()).state, the(units, FIRST.date()).reason) == ("skipped", "perhaps said before")
    assert "before the database was brought back" in slack.to(CHAIR)[0]


def test_what_was_cancelled_by_the_time_of_the_backup_and_said_since_is_removed(
    units: Units, database_url: str, clock: Clock, slack: Remembering, tmp_path: Path
) -> None:
    key = an_announced_action(units)
    from tests.promises.planned import changed

    with changed(units, key) as action:
        action.state = "done"
    file = tmp_path / "done.db"
    back_up(database_url, file, say=quiet)
    with changed(units, key) as action:
        action.state = "open"
    clock.to(FIRST)
    sender = a_sender(units, slack)
    sender.run()
    assert len(slack.to(HOUSE.channel)) == 1
    units.engine.dispose()
    clock.pass_by(hours=1)
    bring_back(database_url, file, clock)
    sender.run()
    assert slack.to(HOUSE.channel) == []


def test_a_backup_under_load_is_whole_and_has_all_that_was_committed_before(lite_url: str, tmp_path: Path) -> None:
    engine = open_engine(lite_url)
    units, stop, written = Units(engine), Event(), [0]

    def write() -> None:
        while not stop.is_set():
            with units.writing() as session:
                session.add(Meta(key=f"fact {written[0]}", value="x" * 500))
            written[0] += 1

    writing = Thread(target=write)
    writing.start()
    try:
        for number in range(3):
            before, file = written[0], tmp_path / f"{number}.db"
            back_up(lite_url, file, say=quiet)
            with closing(sqlite3.connect(file)) as copy:
                there = copy.execute("SELECT count(*) FROM meta WHERE key LIKE 'fact %'").fetchone()[0]
            assert there >= before
            assert whole(file) == ""
            assert not file.with_name(f"{number}.db-wal").exists()
    finally:
        stop.set()
        writing.join()
        engine.dispose()


def test_nothing_is_brought_back_over_a_running_bot(
    units: Units, engine: Engine, database_url: str, tmp_path: Path, clock: Clock, slack: Remembering
) -> None:
    file = tmp_path / "backup.db"
    a_sender(units, slack).run()
    back_up(database_url, file, say=quiet)
    rows = count_rows(engine)
    with pytest.raises(Conflict, match="A bot is running") as refused:
        restore(database_url, file, yes=True, now=NOW + timedelta(seconds=20), say=quiet)
    assert "Nothing was changed." in refused.value.sentence
    assert count_rows(engine) == rows


def test_a_database_that_holds_something_is_replaced_only_where_that_was_said(
    units: Units, database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    back_up(database_url, file, say=quiet)
    with units.writing() as session:
        a_cast(session)
    with pytest.raises(Conflict, match="--yes"):
        restore(database_url, file, yes=False, now=NOW, say=quiet)
    units.engine.dispose()
    restore(database_url, file, yes=True, now=NOW, say=quiet)
    with units.reading() as session:
        assert session.exec(select(Person)).all() == []


def test_on_what_was_brought_back_no_bot_has_run_whatever_the_clock_was(
    units: Units, database_url: str, tmp_path: Path
) -> None:
    with units.writing() as session:
        pulse.mark_alive(session, owner="one", version="1", now=NOW + timedelta(days=9))
    file = tmp_path / "backup.db"
    back_up(database_url, file, say=quiet)
    new = f"sqlite:///{tmp_path / 'new.db'}"
    restore(new, file, yes=False, now=NOW, say=quiet)
    assert health(new, NOW) == (False, "No bot has run on this database. wp run starts one.")


def test_a_backup_can_be_brought_back_where_nothing_was(units: Units, database_url: str, tmp_path: Path) -> None:
    with units.writing() as session:
        a_cast(session)
    file = tmp_path / "backup.db"
    back_up(database_url, file, say=quiet)
    restore(f"sqlite:///{tmp_path / 'new.db'}", file, yes=False, now=NOW, say=quiet)
    with closing(sqlite3.connect(tmp_path / "new.db")) as new:
        assert new.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert new.execute("SELECT count(*) FROM person").fetchone()[0] > 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("nothing.db", None, "There is no file"), ("notes.txt", b"hello" * 500, "is no backup"), ("empty", b"", "else")],
)
def test_what_is_no_backup_is_not_brought_back(
    lite_url: str, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=words):
        restore(lite_url, tmp_path / name, yes=True, now=NOW, say=quiet)


def test_a_backup_overwrites_nothing_and_leaves_nothing_half_done(lite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    file.write_text("mine")
    with pytest.raises(BadInput, match="overwrites nothing"):
        back_up(lite_url, file, say=quiet)
    assert file.read_text() == "mine"
    with pytest.raises(BadInput, match="mkdir -p"):
        back_up(lite_url, tmp_path / "nowhere" / "a.db", say=quiet)
    with pytest.raises(SetupError, match="no database"):
        back_up(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "b.db", say=quiet)
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name) == []
