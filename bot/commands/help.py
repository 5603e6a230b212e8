"""`help`: grouped by what one wants, a real example each, only the verbs this person may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from bot.answers import Answer, Block
from bot.blocks.parts import context, escape, fitted, section
from bot.commands.spec import Audience, Command, Group
from bot.turn import Turn


@dataclass(frozen=True, slots=True)
class HelpCard:
    """What there is to say to one person."""

    commands: tuple[Command, ...]
    asked: str
    command: str
    """The slash command's name."""
    others: Mapping[str, Audience] = field(default_factory=dict)
    """Who may use it, by the names of what this person may not."""


def usable(turn: Turn, commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """The commands this person may use, without those that only stand behind buttons."""
    allowed = _audiences(turn)
    return tuple(command for command in commands if command.group is not Group.HIDDEN and command.audience in allowed)


def _audiences(turn: Turn) -> frozenset[Audience]:
    """Those that this person belongs to."""
    members = {Audience.MEMBERS} if turn.actor.member else set()
    return frozenset({Audience.EVERYONE, *members, *({Audience.CHAIRS} if turn.actor.chair else set())})


def render(card: HelpCard, turn: Turn) -> Answer:
    if card.asked:
        return _one(card, turn)
    blocks: list[Block] = [section(f"*What you can do here.* `{card.command} help claim` tells more about one verb.")]
    for group in Group:
        lines = [_line(card.command, command, turn) for command in card.commands if command.group is group]
        if lines:
            blocks.append(section(f"*{group.value}*\n" + "\n".join(lines)))
    blocks.append(context("Name an action by its number (`15`), its place (`3.4`) or words of its title."))
    text = "What you can do here: " + ", ".join(command.name for command in card.commands)
    return Answer(text=text, blocks=fitted(blocks))


def _one(card: HelpCard, turn: Turn) -> Answer:
    names = {name: command for command in card.commands for name in command.names}
    word = card.asked.casefold()
    command = names.get(word)
    if command is None and word in card.others:
        who = "the chairs" if card.others[word] is Audience.CHAIRS else "members"
        text = f"`{card.command} {word}` is for {who}. `{card.command} help` shows what you can do."
        return Answer(text=text, blocks=(section(text),))
    if command is None:
        from rapidfuzz import fuzz, process

        near = process.extractOne(word, list(names), scorer=fuzz.ratio)
        hint = f" Did you mean `{card.command} help {near[0]}`?" if near and near[1] >= 50 else ""
        hint = hint or f" `{card.command} help` lists every verb."
        text = f"There is no “{escape(card.asked[:50])}”.{hint}"
        return Answer(text=text, blocks=(section(text),))
    usage = f"{card.command} {command.name} {command.usage}".strip()
    lines = [f"*`{usage}`*", f"{command.summary[:1].upper()}{command.summary[1:]}."]
    if command.synonyms:
        lines.append("Also: " + ", ".join(f"`{name}`" for name in command.synonyms))
    lines.append(f"Example: `{card.command} {_example(command, turn)}`")
    return Answer(text="\n".join(lines), blocks=(section("\n".join(lines)),))


def _line(slash: str, command: Command, turn: Turn) -> str:
    return f"`{slash} {_example(command, turn)}`  {command.summary}"


def _example(command: Command, turn: Turn) -> str:
    """One that this person may type."""
    return command.example if command.changers in _audiences(turn) or not command.looking else command.looking


def command(others: tuple[Command, ...]) -> Command:
    """The help of these commands, itself among them."""

    def run(_session: Session, turn: Turn, asked: str) -> HelpCard:
        mine = usable(turn, (*others, made))
        shown = [one for one in others if one.group is not Group.HIDDEN and one not in mine]
        rest = {name: one.audience for one in shown for name in one.names}
        return HelpCard(mine, asked, turn.house.command, rest)

    made = Command(
        name="help",
        group=Group.PROGRAMME,
        usage="[verb]",
        example="help claim",
        summary="what you can do here, or more about one verb",
        audience=Audience.EVERYONE,
        parse=str.strip,
        run=run,
        render=render,
        synonyms=("?",),
    )
    return made
