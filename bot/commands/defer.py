"""`defer`: the chairs put a proposal off until a day, on which it is back by itself."""

from bot.commands.verdict import verdict

COMMAND = verdict(
    "defer",
    "P7 until … ; why",
    "defer P7 until 1 March 2027; the venue is not known yet",
    "put a proposal off until a day; it comes back by itself",
)
