"""The verbs, in the order help lists them. A new one is a new file and one word here."""

from bot.commands import (
    add,
    ask,
    assign,
    claim,
    decline,
    done,
    drop,
    edit,
    help,
    listing,
    menu,
    mine,
    note,
    ours,
    priorities,
    programme,
    release,
    reopen,
    show,
    undo,
    unowned,
    when,
)
from bot.commands.spec import Command

_ROOMS = (
    mine,
    ours,
    unowned,
    claim,
    release,
    assign,
    done,
    reopen,
    drop,
    when,
    note,
    edit,
    undo,
    listing,
    show,
    priorities,
    add,
    programme,
    menu,
    decline,
    ask,
)
_VERBS: tuple[Command, ...] = tuple(room.COMMAND for room in _ROOMS)
COMMANDS: tuple[Command, ...] = (*_VERBS, help.command(_VERBS))
