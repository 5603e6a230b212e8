"""A document by form: read, previewed with its doubts, loaded as a draft, adopted; and what cannot be read."""

import io
import zipfile
from dataclasses import replace

import pytest
from sqlmodel import select

from bot.sandbox.running import Slack
from storage.models import Action, Programme
from tests.edge.bot import Served
from tests.operations.test_loading import OURS


def choose(slack: Slack, name: str, content: bytes):
    """Ana, who chairs, puts a file into the form."""
    ana = slack.person("Ana")
    ana.types("/wp programme load", in_="programme")
    ana.form("Load a programme")
    return ana, ana.submits({"file": (name, content)})


def test_a_chair_loads_a_document_by_form_and_adopts_it(bot: Served, slack: Slack) -> None:
    ana, outcome = choose(slack, "programme.md", OURS.encode())
    assert outcome.ok
    preview = ana.form("What I read")
    assert "Work Programme n°4" in str(preview.blocks)
    assert "No date read" in str(preview.blocks) and "“soonish” in “Survey”" in str(preview.blocks)
    with bot.units.reading() as session:
        assert len(session.exec(select(Programme)).all()) == 1, "nothing is stored by a preview"
    assert ana.submits().ok
    loaded = ana.answer()
    assert loaded.text.startswith("Loaded as draft, with 4 actions.")
    ana.presses("Adopt Work Programme n°4", loaded)
    assert ana.answer().text.startswith("Adopted: Work Programme n°4.")
    assert slack.person("Ben").reads("Ana (ZSI) has adopted Work Programme n°4", "programme").visible_to == ""


def test_the_same_document_again_changes_nothing(bot: Served, slack: Slack) -> None:
    ana, _ = choose(slack, "programme.md", OURS.encode())
    ana.form("What I read")
    assert ana.submits().ok
    ana.answer()
    ana, _ = choose(slack, "programme.md", OURS.encode())
    assert "Loaded already, and left as it is." in str(ana.form("What I read").blocks)
    assert not ana.submits().ok
    with bot.units.reading() as session:
        assert len(session.exec(select(Programme)).all()) == 2
        assert len(session.exec(select(Action)).all()) == 5 + 4


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.txt", b"Dear all, see you on Monday."),
        ("table.docx", b"What,Who,When\nDraft,CNRS,May\n"),
        ("bomb.docx", bomb()),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("empty.md", b"\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_programme_is_refused_beside_the_field(bot: Served, slack: Slack, name: str, content: bytes) -> None:
    _, outcome = choose(slack, name, content)
    sentence = outcome.errors["file"]
    assert sentence.endswith((".", "?")) and len(sentence) > 30
    with bot.units.reading() as session:
        assert len(session.exec(select(Programme)).all()) == 1


def test_only_chairs_load(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp programme load", in_="programme")
    assert "Only the chairs can load a programme" in ben.answer().text
    assert ben.modal is None


def test_without_the_permission_to_read_files_the_form_says_so(bot: Served, slack: Slack) -> None:
    slack.faults.refuse("views.open", "missing_scope")
    ana = slack.person("Ana")
    ana.types("/wp programme load", in_="programme")
    assert "Nothing was changed" in ana.answer().text


def test_a_file_slack_does_not_hand_over_is_said_beside_the_field(bot: Served, slack: Slack) -> None:
    slack.faults.fail("download", status=503)
    _, outcome = choose(slack, "programme.md", OURS.encode())
    assert "Slack did not give me programme.md" in outcome.errors["file"]


def test_a_file_the_app_may_not_read_names_the_permission(bot: Served, slack: Slack) -> None:
    ana = slack.person("Ana")
    ana.types("/wp programme load", in_="programme")
    ana.form("Load a programme")
    app = slack.workspace.app
    slack.workspace.app = replace(app, scopes=app.scopes - {"files:read"})
    assert "files:read" in ana.submits({"file": ("programme.md", OURS.encode())}).errors["file"]
