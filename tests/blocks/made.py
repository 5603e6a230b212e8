"""Cards to draw, with everything in them, and a strategy for cards of any words."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from bot.cards import ActionCard, OwnerCard, PriorityCard, ProgrammeCard
from bot.windows import Window

AT = datetime(2022, 1, 10, 10, tzinfo=UTC)
BRIEF = ActionCard(
    id=1,
    number=15,
    place="3.4",
    what="Draft the policy brief",
    who_said="CNRS/DLR-PT",
    when_said="Last week of November / early December",
    window=Window(date(2021, 11, 24), date(2021, 12, 10), approximate=True),
    unread="",
    state="open",
    late=True,
    owners=(OwnerCard("CNRS", "U0BEN", "Ben"), OwnerCard("DLR-PT", asked=True)),
    programme="Work programme 2021",
    priority="3. Trainings",
    draft=False,
    may=frozenset({"done", "release", "when", "note", "assign", "edit", "drop"}),
)
SEEKING = replace(
    BRIEF,
    id=2,
    number=22,
    place="1.4",
    what="Stakeholder mapping <!channel> & co @here",
    who_said="Any volunteers?",
    when_said="",
    window=Window(),
    late=False,
    owners=(),
    seeking=True,
    may=frozenset({"claim", "note", "assign"}),
)
FINISHED = replace(
    BRIEF,
    id=3,
    number=7,
    state="done",
    late=False,
    ended_on=date(2022, 1, 9),
    outcome="sent on Monday",
    may=frozenset({"note", "reopen"}),
)
TENTATIVE = replace(
    BRIEF,
    id=4,
    number=9,
    what="Future talks",
    when_said="November 2021 (tbc), or when the hall is free",
    window=Window(date(2021, 11, 1), date(2021, 11, 30), tentative=True),
    unread="or when the hall is free",
    late=False,
    either=True,
    owners=(OwnerCard("ZSI"), OwnerCard("DLR-PT")),
    may=frozenset(),
)
PROGRAMME = ProgrammeCard(
    id=1,
    title="Draft Work Programme n°3",
    state="draft",
    period=(date(2022, 1, 1), date(2022, 6, 30)),
    period_said="January-June 2022",
    theme="Bringing the Alliance forward",
    chairs="CNRS / Sorbonne Université",
    priorities=(
        PriorityCard("1", "Heighten engagement", "Looking outward & inward.", 5, 2, 1, 1),
        PriorityCard("2", "Deepen reflection", "", 0, 0, 0, 0, when_said="during first semester"),
    ),
    loose=PriorityCard("0", "Of the programme itself", "", 2, 0, 0, 2),
    number="3",
)

words = st.text(max_size=60) | st.sampled_from(
    ["<!channel>", "@here & <@U1|x>", "x" * 3000, "&amp;" * 700, "‮rtl", "a\0b", "\n\n", "*bold* `code`", "👩‍👩‍👧", " "]
)
owners = st.builds(OwnerCard, organisation=words, user_id=st.just("U1"), name=words, asked=st.booleans())
any_card = st.builds(
    ActionCard,
    id=st.integers(1, 10**9),
    number=st.integers(1, 10**9),
    place=st.from_regex(r"\d{1,4}\.\d{1,4}", fullmatch=True),
    what=words,
    who_said=words,
    when_said=words,
    window=st.sampled_from([Window(), BRIEF.window, TENTATIVE.window, Window(ongoing=True), Window(recurring=True)]),
    unread=words,
    state=st.sampled_from(["open", "done", "dropped"]),
    late=st.booleans(),
    owners=st.lists(owners, max_size=4).map(tuple),
    programme=words,
    priority=words,
    draft=st.booleans(),
    outcome=words,
    ended_on=st.none() | st.dates(),
    seeking=st.booleans(),
    either=st.booleans(),
    may=st.frozensets(st.sampled_from(sorted(BRIEF.may | FINISHED.may | SEEKING.may))),
)
