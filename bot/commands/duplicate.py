"""`duplicate`: the chairs say that a proposal is the same as another."""

from bot.commands.verdict import verdict

COMMAND = verdict(
    "duplicate",
    "P7 of P3 why",
    "duplicate P7 of P3 it is the same conference",
    "say that a proposal is the same as another; both proposers are told",
)
