"""What is written to the bot itself is answered as if typed after the command; a document is offered to be loaded."""

from dataclasses import replace

import pytest
from sqlmodel import select

from bot.payloads import written
from bot.sandbox.running import Slack
from bot.sandbox.somebody import Somebody
from storage.models import Note, Programme, WaitingDocument
from tests.edge.bot import Served
from tests.operations.test_loading import OURS


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("mine", "Your actions"),
        ("MINE", "Your actions"),
        ("help", "Your work"),
        ("15", "There is no action #15"),
        (" /wp done 1 sent", "Done"),
        ("thanks a lot & good night <!channel>", "Work programme 2022"),
    ],
)
def test_plain_words_are_answered_as_if_typed_and_others_get_the_menu(
    bot: Served, slack: Slack, said: str, heard: str
) -> None:
    ben = slack.person("Ben").goes_to(Somebody.DM)
    ben.types(said)
    assert heard in ben.hears().words


def test_what_is_brought_twice_is_answered_once(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben").goes_to(Somebody.DM)
    for line in ("note 1 the venue is booked", "mine"):
        slack.twice()
        ben.types(line)
        ben.hears()
    ben.types("done 1 sent")
    assert "Done" in ben.hears().words
    with bot.units.reading() as session:
        assert len(session.exec(select(Note)).all()) == 1
    assert len([one for one in ben.sees(ben.DM) if one.by_app]) == 3


def test_a_form_that_is_asked_for_in_words_opens_by_a_press(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben").goes_to(Somebody.DM)
    ben.types("add")
    asked = ben.hears()
    assert asked.text == "This needs a form. Press to open it."
    ben.presses("Open the form", asked)
    assert ben.form("Add an action")


def test_an_answer_to_a_thread_stays_in_the_thread(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben").goes_to(Somebody.DM)
    ben.types("mine")
    first = ben.hears()
    ben.types("open", thread_ts=first.ts)
    assert ben.hears().thread_ts == first.ts


def test_a_document_that_a_chair_drops_is_offered_looked_at_and_loaded(bot: Served, slack: Slack) -> None:
    ana = slack.person("Ana").goes_to(Somebody.DM)
    ana.uploads("programme.md", OURS.encode(), text="here is the next one")
    offer = ana.hears()
    assert "reads as Work Programme n°4, with 4 actions." in offer.words
    assert "Nothing is stored yet" in offer.words
    ana.presses("Look and load", offer)
    assert "Every row" in str(ana.form("What I read").blocks)
    ana.submits()
    assert ana.reads("Loaded as draft, with 4 actions.")
    ana.uploads("programme.md", OURS.encode())
    assert "loaded already, just so" in ana.hears().words


def test_a_document_that_is_left_is_forgotten(bot: Served, slack: Slack) -> None:
    ana = slack.person("Ana").goes_to(Somebody.DM)
    ana.uploads("programme.md", OURS.encode())
    ana.presses("Leave it", ana.hears())
    assert ana.reads("Forgotten. Nothing was loaded.")
    with bot.units.reading() as session:
        assert session.exec(select(WaitingDocument)).all() == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("letter <!channel>.txt", b"Dear all, see you on Monday.", "letter &lt;!channel&gt;.txt"),
        ("photo.png", b"\x89PNG\r\n", "photo.png"),
        ("table.docx", b"What,Who,When\nDraft,CNRS,May\n", "table.docx"),
    ],
)
def test_a_file_that_is_no_programme_is_told_and_nothing_is_kept(
    bot: Served, slack: Slack, name: str, content: bytes, said: str
) -> None:
    ana = slack.person("Ana").goes_to(Somebody.DM)
    ana.uploads(name, content)
    answer = ana.hears()
    assert answer.text.endswith((".", "?")) and "<!" not in answer.text
    with bot.units.reading() as session:
        assert len(session.exec(select(Programme)).all()) == 1
        assert session.exec(select(WaitingDocument)).all() == []


def test_a_file_of_somebody_who_does_not_chair_gets_a_sentence(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben").goes_to(Somebody.DM)
    ben.uploads("programme.md", OURS.encode())
    assert "Only the chairs can load a programme" in ben.hears().words


def test_a_file_the_app_may_not_read_names_the_permission(bot: Served, slack: Slack) -> None:
    app = slack.workspace.app
    slack.workspace.app = replace(app, scopes=app.scopes - {"files:read"})
    ana = slack.person("Ana").goes_to(Somebody.DM)
    ana.uploads("programme.md", OURS.encode())
    assert "files:read" in ana.hears().words


def test_without_the_permission_nothing_is_heard(bot: Served, slack: Slack) -> None:
    app = slack.workspace.app
    slack.workspace.app = replace(app, scopes=app.scopes - {"im:history"})
    ben = slack.person("Ben").goes_to(Somebody.DM)
    ben.types("mine")
    ben.types("/wp mine", in_="programme")
    ben.answer()
    assert [one for one in ben.sees(ben.DM) if one.by_app] == []


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B1"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"user": ""},
        {"channel_type": "channel"},
        {"channel_type": "mpim"},
    ],
)
def test_what_the_bot_says_itself_edits_and_other_places_are_not_answered(event: dict[str, str]) -> None:
    said = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "mine", "ts": "1.1"}
    assert written({"event": said, "event_id": "Ev1", "team_id": "T1"}) is not None
    assert written({"event": {**said, **event}, "event_id": "Ev1", "team_id": "T1"}) is None
    assert written({}) is None
