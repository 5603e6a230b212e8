"""Verbs through the real socket: typed, by button, by form; the right answer in the right place."""

import pytest
from sqlmodel import select

from bot.sandbox.running import Slack
from storage.models import Action, Assignment, JournalEntry
from tests.edge.bot import Served


def test_mine_lists_what_is_mine_and_my_organisations_and_nobody_else_sees_it(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    assert ben.types("/wp mine", in_="programme").ok
    answer = ben.answer()
    assert answer.visible_to == ben.user_id
    assert "Draft the brief" in answer.words
    assert "Host the workshop" not in answer.words
    assert slack.person("Chloe").sees("programme") == []


def test_the_first_minute_see_claim_done_undo(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp", in_="programme")
    ben.presses("My actions", ben.answer())
    listed = ben.answer()
    ben.presses("I'll take it: #1 Draft the brief", listed)
    assert ben.answer().text.startswith("Yours: *#1* Draft the brief (CNRS (Ben)")
    ben.types("/wp done 1 sent on Monday")
    done = ben.answer()
    assert "“sent on Monday”" in done.text
    ben.presses("Undo", done)
    undone = ben.answer()
    assert undone.ts == done.ts, "an undo changes the message it takes back"
    assert undone.text.startswith("Took back: done #1")


def test_an_action_is_added_by_form_and_the_answer_comes_where_it_was_asked(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp add", in_="programme")
    ben.form("Add an action")
    assert ben.submits({"What is to be done?": "Write the report", "Who?": "CNRS", "Priority": "2"}).ok
    answer = ben.answer()
    assert ben.modal is None
    assert answer.text.startswith("Added: *#6* Write the report (CNRS")
    assert answer.channel == slack.channel("programme").channel_id


def test_a_wrong_entry_stands_beside_its_field_and_nothing_is_stored(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp when 1 ?", in_="programme")
    ben.form("New date for #1")
    outcome = ben.submits({"when": "5 May", "why": "  "})
    assert "the programme is adopted" in outcome.errors["why"].lower()
    assert ben.modal is not None
    assert ben.submits({"why": "the venue moved"}).ok, "the same form can be sent again"
    assert "5 May" in ben.answer().text


def test_a_date_typed_without_its_reason_opens_the_form_with_the_date_in_it(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp when 1 5 May 2022", in_="programme")
    form = ben.form("New date for #1")
    ben.submits({"why": "the venue moved"})
    assert "5 May 2022" in ben.answer().text
    assert form.callback_id == "wp:when"


@pytest.mark.parametrize(
    ("line", "title", "entered", "said"),
    [
        ("note 1", "Note on #1", {"note": "the venue is booked"}, "Noted on: *#1*"),
        ("drop 1", "Drop #1", {"why": "no money"}, "Dropped: *#1*"),
        ("assign 1", "Hand over #1", {"person": "Chloe", "why": "they have time"}, "Asked for: *#1*"),
        ("edit 1", "Edit #1", {"what": "Draft the long brief", "why": "longer"}, "Changed: *#1* Draft the long brief"),
        ("when 1", "New date for #1", {"when": "2022-05-05", "why": "moved"}, "New date for: *#1*"),
    ],
)
def test_every_verb_that_needs_words_has_a_form(
    bot: Served, slack: Slack, line: str, title: str, entered: dict[str, str], said: str
) -> None:
    ben = slack.person("Ben")
    ben.types(f"/wp {line}", in_="programme")
    ben.form(title)
    assert ben.submits(entered).ok
    assert ben.answer().text.startswith(said)


def test_a_message_becomes_an_action_by_its_shortcut(bot: Served, slack: Slack) -> None:
    ben, ana = slack.person("Ben"), slack.person("Ana")
    message = ana.types("We should thank the hosts &amp; <!channel>", in_="programme").message
    ben.goes_to("programme").shortcut("wp:add", message)
    form = ben.form("Add an action")
    assert "We should thank the hosts" in str(form.blocks)
    ben.submits()
    assert ben.answer().text.startswith("Added: *#6* We should thank the hosts")


def test_a_mistyped_verb_offers_the_nearest_ready_to_press(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp cliam 2", in_="programme")
    ben.presses("/wp claim 2", ben.answer())
    assert ben.answer().text.startswith("Yours: *#2*")


def test_a_mistyped_word_never_leads_to_what_ends_something(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    for line in ("cancle 1", "dorp 1"):
        ben.types(f"/wp {line}", in_="programme")
        labels = ben.answer().labels()
        assert not any(label.split()[1:2] in (["drop"], ["remove"], ["delete"]) for label in labels), labels


def test_a_number_alone_is_shown(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp 1", in_="programme")
    assert "Draft the brief" in ben.answer().words


def test_several_matches_are_buttons_to_choose_from(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp show brief", in_="programme")
    ben.presses("#4 Print the brief", ben.answer())
    assert "Print the brief" in ben.answer().words


def test_more_shows_the_next_rows(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    for number in range(12):
        ben.types(f"/wp add Step {number}", in_="programme")
        ben.answer()
    ben.types("/wp list")
    first = ben.answer()
    assert "All open actions (17)" in first.text
    ben.presses("More (7)", first)
    second = ben.answer()
    assert "Step 11" in second.words and "Draft the brief" not in second.words


@pytest.mark.parametrize("line", ["claim 2", "add Something", "done 1", "note 1 hello"])
def test_a_guest_is_told_which_role_may(bot: Served, slack: Slack, line: str) -> None:
    gus = slack.person("Gus")
    gus.types(f"/wp {line}", in_="programme")
    assert "Guests can read the programme" in gus.answer().text
    with bot.units.reading() as session:
        assert session.exec(select(JournalEntry)).all() == []


def test_a_guest_reads(bot: Served, slack: Slack) -> None:
    gus = slack.person("Gus")
    gus.types("/wp list", in_="programme")
    assert "Draft the brief" in gus.answer().text


def test_a_newcomer_is_known_after_the_first_word(bot: Served, slack: Slack) -> None:
    newt = slack.person("Newt")
    newt.types("/wp mine", in_="programme")
    assert "Tell me where you belong" in newt.answer().text
    assert len(slack.calls("users.info")) == 1


def test_somebody_mentioned_for_the_first_time_is_asked_for_at_slack(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp add Welcome desk; who: @Newt", in_="programme")
    assert "Newt (asked)" in ben.answer().text


def test_what_somebody_else_wrote_pings_nobody_and_looks_as_written(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp show 5", in_="programme")
    answer = ben.answer()
    assert "&lt;!channel&gt; &amp; co @here" in answer.words
    texts = [block["text"] for block in answer.blocks if block["type"] == "section"]
    assert all(text["verbatim"] for text in texts)


def test_the_same_command_press_or_form_delivered_twice_changes_things_once(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    slack.twice()
    ben.types("/wp add Once only", in_="programme")
    slack.wait(lambda: len(slack.calls("response_url")) >= 2)
    slack.twice()
    ben.types("/wp note 1", in_="programme")
    ben.form("Note on #1")
    slack.twice()
    ben.submits({"note": "once"})
    ben.answer()
    with bot.units.reading() as session:
        what = [action.what for action in session.exec(select(Action)).all()]
        assert what.count("Once only") == 1
        notes = [e for e in session.exec(select(JournalEntry)).all() if e.verb == "note"]
        assert len(notes) == 1


def test_typing_rubbish_never_ends_in_silence(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    rubbish = ("\x00\x01", "add " + "x" * 10_000, "show -1", "done 1e9", "list %_\\", "‮gnihton", "when", "🙂 🙂")
    for line in rubbish:
        assert ben.types(f"/wp {line}", in_="programme").ok
        answer = ben.modal or ben.answer()
        assert answer is not None
        if ben.modal:
            ben.closes()
    with bot.units.reading() as session:
        assert len(session.exec(select(Action)).all()) == 5


def test_five_people_at_once_claim_one_action_and_one_gets_it(bot: Served, slack: Slack) -> None:
    people = [slack.person(name) for name in ("Ana", "Ben", "Chloe")]
    for person in people:
        person.types("/wp claim 2", in_="programme")
    texts = [person.answer().text for person in people]
    assert sum(text.startswith("Yours") for text in texts) == 1
    assert sum("is held by" in text for text in texts) == 2
    with bot.units.reading() as session:
        assert len([a for a in session.exec(select(Assignment)).all() if a.claimed]) == 1
