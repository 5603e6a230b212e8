"""`accept`: the chairs say yes to a proposal."""

from bot.commands.verdict import verdict

COMMAND = verdict("accept", "P7 [note]", "accept P7", "say yes to a proposal; its proposer is told")
