"""A programme as a file: in the direct message of who asked, and on the machine where `wp` runs."""

from dataclasses import replace

import pytest

from bot.reading.documents import read_document
from bot.sandbox.running import Slack
from tests.edge.bot import Served
from tests.edge.terminal import Wp


@pytest.mark.parametrize(
    ("asked", "ending"), [("", "docx"), ("as excel", "xlsx"), ("2022 md", "md"), ("2022 .csv", "csv")]
)
def test_a_member_gets_the_programme_as_a_file(bot: Served, slack: Slack, asked: str, ending: str) -> None:
    ben = slack.person("Ben")
    ben.types(f"/wp programme export {asked}", in_="programme")
    answer = ben.answer()
    assert f".{ending} is in your direct messages with me." in answer.text
    line, sent = ben.sees("dm")[-2:]
    assert line.text.endswith(f", as of 10 January 2022 (.{ending})")
    file = slack.workspace.files[sent.files[0]]
    assert file.name.endswith(f".{ending}")
    assert len(list(read_document(file.data, file.name).programmes[0].every_action())) == 5


def test_another_kind_is_one_press_away(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp programme export", in_="programme")
    ben.presses("As .json", ben.answer())
    assert ".json is in your direct messages" in ben.answer().text


def test_without_the_scope_the_answer_names_it(bot: Served, slack: Slack) -> None:
    slack.workspace.app = replace(slack.workspace.app, scopes=slack.workspace.app.scopes - {"files:write"})
    ben = slack.person("Ben")
    ben.types("/wp programme export", in_="programme")
    assert "files:write" in ben.answer().text


def test_a_kind_that_is_not_written_is_said(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp programme export as pdf", in_="programme")
    assert "docx, md, xlsx, csv, json; “pdf” is none of these" in ben.answer().text


OURS = "# Plan 2026\n\n## 1. Priority: Reach\n\n| What? | Who? | When? |\n|--|--|--|\n| Write | CNRS | May 2026 |\n"


def test_the_terminal_writes_a_file_of_the_kind_its_name_says(wp: Wp, tmp_path) -> None:
    (tmp_path / "plan.md").write_text(OURS)
    assert wp("import", "plan.md")[0] == 0
    code, said, _ = wp("export", "--output", "out.xlsx")
    assert (code, said) == (0, "Wrote Plan 2026 with 1 action into out.xlsx.\n")
    assert read_document((tmp_path / "out.xlsx").read_bytes(), "out.xlsx").programmes[0].title == "Plan 2026"
    assert wp("export", "plan")[1] == "Wrote Plan 2026 with 1 action into Plan-2026-2026.docx.\n"
    code, _, trouble = wp("export")
    assert code == 1 and "is there already. Say --output" in trouble
    assert "“doc” is none of these" in wp("export", "--output", "a.doc")[2]
    assert "cannot be written" in wp("export", "--output", "nowhere/a.md")[2]
    assert wp("import", "out.xlsx")[1] == "Plan 2026 was stored before; nothing was changed.\n"


def test_the_terminal_gives_nothing_but_the_file_to_a_pipe(wp: Wp, tmp_path) -> None:
    (tmp_path / "plan.md").write_text(OURS)
    _, said, aside = wp("export", "plan", "--output", "-", "--format", "md")
    assert said == "" and "No programme is" in aside
    wp("import", "plan.md")
    code, said, aside = wp("export", "--output", "-", "--format", "md")
    assert code == 0 and said.startswith("# Plan 2026\n") and aside == ""


def test_the_terminal_says_what_it_left_out_and_how_many_organisations_are_new(wp: Wp, tmp_path) -> None:
    (tmp_path / "plan.md").write_text(OURS.rstrip() + "\n| Film | ZSI, VUB | |\n| Total | | |\n")
    code, said, _ = wp("import", "plan.md")
    assert code == 0 and "Skipped: Total (adds up the rows above)\nNew organisations (3):\n  - CNRS, ZSI, VUB\n" in said
