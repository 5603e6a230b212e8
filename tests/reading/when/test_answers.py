import io
import json
from datetime import date

import pytest

from bot.errors import BadInput
from bot.reading.when import Context, answer, answer_lines, explain, read_when

TODAY = date(2021, 7, 1)
BACKWARDS = '{"text": "May", "period": ["2022-06-30", "2022-01-01"]}'
CONTEXT = Context(TODAY, (date(2021, 7, 1), date(2021, 12, 31)))


def test_the_answer_has_every_field_that_is_promised() -> None:
    told = answer(read_when("Last week of November / early December (tbc)", CONTEXT))
    assert list(told) == [
        "start", "end", "tentative", "ongoing", "recurring", "approximate", "rule", "time", "zone",
        "parts", "reference", "unread", "warnings",
    ]  # fmt: skip
    assert (told["start"], told["end"], told["tentative"]) == ("2021-11-24", "2021-12-10", True)
    assert [part["said"] for part in told["parts"]] == ["Last week of November", "early December", "tbc"]
    assert json.loads(json.dumps(told)) == told


def test_lines_are_answered_one_by_one_in_their_own_context() -> None:
    lines = io.StringIO(
        '{"text": "mid-May", "today": "2022-01-10", "period": ["2022-01-01", "2022-06-30"], "lang": "en"}\n'
        "\n"
        '{"text": "fin mars", "today": "2022-01-10", "period": null, "lang": "fr"}\n'
        '{"text": "tomorrow"}\n'
    )
    told = [json.loads(line) for line in answer_lines(lines, today=TODAY)]
    assert [line["start"] for line in told] == ["2022-05-11", "2022-03-21", "2021-07-02"]


def test_lines_are_answered_as_they_come() -> None:
    def lines() -> object:
        yield '{"text": "tomorrow"}'
        raise AssertionError("asked for more than was needed")

    assert json.loads(next(answer_lines(lines(), today=TODAY)))["start"] == "2021-07-02"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line", ["mid-May", "[]", '{"when": "May"}', '{"text": 5}', '{"text": "", "today": "May"}', BACKWARDS]
)
def test_a_line_that_cannot_be_read_is_named_with_an_example(line: str) -> None:
    with pytest.raises(BadInput, match="Line 2 cannot be read") as caught:
        list(answer_lines(['{"text": ""}', line], today=TODAY))
    assert '"text": "mid-May"' in caught.value.sentence


def test_the_explanation_tells_what_was_read_out_of_which_words() -> None:
    words = explain(read_when("Special session late March or April 2022 (tbc), see above", CONTEXT))
    assert words.splitlines()[0] == "As written: Special session late March or April 2022 (tbc), see above"
    assert "Read as: about 21 March – 30 April 2022 (tbc) = 2022-03-21 to 2022-04-30" in words
    assert "late March: early, mid or late = 2022-03-21 to 2022-03-31 (thirds of a month:" in words
    assert "Kept, not read: Special session" in words
    assert "Points at: see above" in words


def test_the_explanation_says_why_alternatives_are_tentative() -> None:
    words = explain(read_when("10 or 17 May 2022", CONTEXT)).splitlines()
    assert "  10: day of the month = 2022-05-10" in words
    assert "  or: alternatives, so tentative" in words


def test_the_explanation_of_nothing_says_so() -> None:
    assert explain(read_when("", CONTEXT)) == "As written: (nothing)\nRead as: no date"
