"""`merge`: the chairs make one proposal of two; both texts and both proposers stay."""

from bot.commands.verdict import verdict

COMMAND = verdict(
    "merge",
    "P7 into P3 why",
    "merge P7 into P3 one day for both would bring more people",
    "combine two proposals; both texts and proposers are kept, both are told",
)
