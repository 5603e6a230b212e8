"""`decline`: the chairs say no to a proposal, with the reason."""

from bot.commands.verdict import verdict

COMMAND = verdict(
    "decline", "P7 why", "decline P7 we had one like it in March", "say no to a proposal; its proposer is told why"
)
