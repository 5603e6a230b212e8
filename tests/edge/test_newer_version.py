"""In Slack: a newer version is shown before it is applied, a programme is checked, adopted, drifts, and is closed."""

from sqlmodel import col, select

from bot.sandbox.running import Slack
from storage.models import Action, Programme
from tests.edge.bot import Served
from tests.edge.test_programme import choose
from tests.operations.test_loading import OURS
from tests.operations.versions import SECOND


def words(view: object) -> str:
    return str(getattr(view, "blocks", view))


def load(slack: Slack, text: str = OURS) -> object:
    ana, outcome = choose(slack, "programme.md", text.encode())
    assert outcome.ok and ana.form("What I read") and ana.submits().ok
    return ana.answer()


def test_a_chair_sees_the_difference_chooses_and_applies_it(bot: Served, slack: Slack) -> None:
    loaded = load(slack)
    number = int(loaded.words.split("with ")[1].split()[0]) + 5
    ana, _ = choose(slack, "v2.md", SECOND.encode())
    preview = ana.form("What I read")
    assert (
        "New (1)" in words(preview)
        and "Changed (2)" in words(preview)
        and "“4 July 2022” → “11 July 2022”" in words(preview)
    )
    assert "A new version of Work Programme n°4" in words(preview)
    ana.presses(f"wp:form:gone:{number}", value=f"gone:{number} drop")
    slack.wait(lambda: f"Why is #{number} dropped?" in words(ana.modal))
    ana.submits({f"why:{number}": "Brussels has one"})
    answer = ana.answer()
    assert answer.text.startswith("Brought up to date: Work Programme n°4: 2 changed, 1 new, 1 dropped.")
    with bot.units.reading() as session:
        dropped = session.exec(select(Action).where(Action.number == number)).one()
        assert (dropped.state, dropped.outcome) == ("dropped", "Brussels has one")
    ana.presses("Undo", answer)
    assert "Took back: loaded a new version of Work Programme n°4" in ana.answer().text
    with bot.units.reading() as session:
        assert session.exec(select(Action).where(Action.number == number)).one().state == "open"


def test_another_programme_may_be_chosen_instead(bot: Served, slack: Slack) -> None:
    load(slack)
    ana, _ = choose(slack, "v2.md", SECOND.encode())
    ana.form("What I read")
    ana.presses("wp:form:version:0", value="version:0 new")
    slack.wait(lambda: "Changed (2)" not in words(ana.modal))
    ana.submits()
    assert ana.answer().text.startswith("Loaded as draft, with 4 actions.")


def test_a_preview_of_a_thousand_rows_turns_its_pages(bot: Served, slack: Slack) -> None:
    rows = "".join(f"| Deliver part {n} | ORG{n} | {n % 28 + 1} July 2022 |\n" for n in range(1000))
    text = OURS.split("Why we train.")[0] + "| What? | Who? | When? |\n|---|---|---|\n" + rows
    ana, outcome = choose(slack, "big.md", text.encode())
    assert outcome.ok
    slack.wait(lambda: "Page 1 of" in words(ana.modal))
    ana.presses("Next")
    slack.wait(lambda: "Page 2 of" in words(ana.modal))
    ana.presses("Previous")
    slack.wait(lambda: "Page 1 of" in words(ana.modal))


def test_a_document_that_no_longer_waits_is_told_in_the_form(bot: Served, slack: Slack) -> None:
    load(slack)
    ana, _ = choose(slack, "v2.md", SECOND.encode())
    ana.form("What I read")
    with bot.units.writing() as session:
        from storage.models import WaitingDocument

        for waiting in session.exec(select(WaitingDocument)).all():
            session.delete(waiting)
    ana.presses("wp:form:version:0", value="version:0 new")
    slack.wait(lambda: "no longer waits here" in words(ana.modal))


def test_check_says_what_to_do_and_shows_the_action(bot: Served, slack: Slack) -> None:
    load(slack)
    ana = slack.person("Ana")
    ana.types("/wp programme check n°4", in_="programme")
    answer = ana.answer()
    assert (
        "Nobody holds it" in answer.words
        and "Outside the period" in answer.words
        and "A new organisation" in answer.words
    )
    ana.presses("Show", answer)
    assert "*#7* Survey" in ana.answer().words
    ben = slack.person("Ben")
    ben.types("/wp programme check n°4", in_="programme")
    assert "Adopt" not in ben.answer().labels()


def test_what_moved_since_adoption_is_read_beside_it_with_the_reason(bot: Served, slack: Slack) -> None:
    load(slack)
    ana = slack.person("Ana")
    ana.types("/wp programme adopt n°4", in_="programme")
    ana.answer()
    ana.types("/wp assign 6 ZSI", in_="programme")
    form = ana.form("Ask someone for #6")
    assert "Why another owner?" in words(form)
    ana.submits({"why": "they have the hall"})
    assert ana.answer().text.startswith("Held now")
    ana.types("/wp when 6 8 July 2022; why: the hall", in_="programme")
    ana.answer()
    ana.types("/wp show 6", in_="programme")
    assert "*When*  adopted “4 July 2022”, now “8 July 2022”: the hall (Ana, 10 January 2022)" in ana.answer().words


def test_a_chair_closes_by_form_with_a_choice_for_each_action(bot: Served, slack: Slack) -> None:
    ana = slack.person("Ana")
    ana.types("/wp programme close", in_="programme")
    form = ana.form("Close the programme")
    assert "5 actions are open" in words(form)
    ana.presses("wp:form:2", value="2 drop")
    slack.wait(lambda: "Why is #2 dropped?" in words(ana.modal))
    ana.presses("wp:form:3", value="3 leave")
    ana.submits({"why:2": "no money"})
    answer = ana.answer()
    assert "3 kept for the next programme, 1 dropped, 1 left as is" in answer.text
    assert slack.person("Ben").reads("Ana (ZSI) has closed Work programme 2022: of 5 open actions, 3 kept", "programme")
    with bot.units.reading() as session:
        kept = session.exec(select(Action.number).where(col(Action.kept)).order_by(col(Action.number))).all()
        assert list(kept) == [1, 4, 5]
    ana.presses("Undo", answer)
    ana.answer()
    with bot.units.reading() as session:
        assert session.exec(select(Programme)).one().state == "adopted"


def test_closing_can_be_typed_whole(bot: Served, slack: Slack) -> None:
    ana = slack.person("Ana")
    ana.types("/wp programme close; drop 2: no money; leave 3; leave 99", in_="programme")
    assert "#99: not an open action" in ana.answer().text
    ana.types("/wp programme close; burn 2", in_="programme")
    assert "none of keep, drop or leave" in ana.answer().text
    ana.types("/wp programme close; drop 2: no money; leave 3", in_="programme")
    assert "3 kept for the next programme, 1 dropped, 1 left" in ana.answer().text
    ana.types("/wp programme carry", in_="programme")
    assert "no programme to carry them into yet" in ana.answer().text
    ana.presses("Add what was kept (3)", load(slack))
    assert ana.answer().text.startswith("Carried #1, #4, #5 into Work Programme n°4.")
    ana.types("/wp show 10", in_="programme")
    assert "Carried over: first set in 2022 H1 as" in ana.answer().words
