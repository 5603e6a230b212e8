"""The Home tab: what it shows, that its buttons work, and that strangers see a polite sentence."""

from sqlmodel import select

from bot.sandbox.running import Slack
from storage.models import Action, Assignment, Person
from tests.edge.bot import Served


def test_home_shows_what_is_mine_and_what_looks_for_someone(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.opens_home()
    home = ben.sees_home("Draft the brief")
    assert "Map the stakeholders" in str(home.blocks)


def test_a_button_on_home_shows_its_answer_on_a_sheet_and_home_follows(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.opens_home()
    ben.sees_home("Map the stakeholders")
    ben.presses("I'll take it: #2 Map the stakeholders")
    sheet = ben.form("Work programme")
    assert "Yours: *#2*" in str(sheet.blocks)
    ben.presses("Undo")
    slack.wait(lambda: "Took back" in str(ben.modal.blocks) if ben.modal else None)
    ben.closes()
    with bot.units.reading() as session:
        assert session.exec(select(Action).where(Action.number == 2)).one().owned is False


def test_a_form_from_home_ends_on_a_sheet(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.opens_home()
    ben.sees_home("Draft the brief")
    ben.presses("Add an action")
    ben.form("Add an action")
    ben.submits({"what": "From the Home tab", "who": "CNRS"})
    assert "Added: *#6* From the Home tab" in str(ben.form("Work programme").blocks)
    ben.closes()
    assert ben.sees_home("From the Home tab")


def test_a_stranger_whom_no_chair_has_taken_in_is_not_asked_and_that_is_said(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp assign 2 @Sam", in_="programme")
    assert "Sam is in no organisation here yet" in ben.answer().text
    assert slack.person("Sam").sees("dm") == []


def test_a_stranger_who_presses_is_refused_politely_and_the_request_keeps_its_buttons(
    bot: Served, slack: Slack
) -> None:
    ana, ben, sam = slack.person("Ana"), slack.person("Ben"), slack.person("Sam")
    ana.types("/wp people set CNRS member @Sam", in_="programme")
    ana.answer()
    ben.types("/wp assign 2 @Sam", in_="programme")
    asked = sam.reads("asks whether", "dm")
    with bot.units.writing() as session:
        person = session.exec(select(Person).where(Person.user_id == "U0SAM")).one()
        person.organisation_id, person.confirmed = None, False
    sam.presses("Accept", asked)
    assert sam.reads("open to the members of the alliance", "dm")
    assert "Accept" in asked.labels()
    with bot.units.reading() as session:
        assert session.exec(select(Action).where(Action.number == 2)).one().owned is False


def test_a_deactivated_account_leaves_its_actions_with_the_organisation(bot: Served, slack: Slack) -> None:
    ben = slack.person("Ben")
    ben.types("/wp claim 1", in_="programme")
    ben.answer()
    slack.change_person("Ben", deleted=True)

    def gone() -> bool:
        with bot.units.reading() as session:
            return session.exec(select(Person).where(Person.user_id == "U0BEN")).one().is_gone

    ana = slack.person("Ana")
    for _ in range(200):  # the event is taken while Ana looks
        ana.types("/wp show 1", in_="programme")
        ana.answer()
        if gone():
            break
    assert gone()
    with bot.units.reading() as session:
        first = session.exec(select(Action).where(Action.number == 1)).one()
        held = session.exec(select(Assignment).where(Assignment.action_id == first.id)).all()
        assert [one.person_id for one in held] == [None]
