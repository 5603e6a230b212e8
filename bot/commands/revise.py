"""`revise`: the chairs ask a proposer to think again, with the reason."""

from bot.commands.verdict import verdict

COMMAND = verdict(
    "revise", "P7 what to change", "revise P7 please say who would host it", "ask a proposer to revise a proposal"
)
