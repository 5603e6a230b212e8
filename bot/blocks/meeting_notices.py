"""What the bot says of meetings by itself, beside the lines of a digest: moved ones, and what came of one. Pure."""

from collections.abc import Iterator

from bot.announcement_cards import MeetingLine, Notice, SpokenLine
from bot.answers import Block
from bot.blocks.meetings import answers, presses
from bot.blocks.meetings import line as meeting_line
from bot.blocks.parts import actions, button, context, section, words

_TEXT = 3000
Rendered = tuple[str, tuple[Block, ...]]


def row(line: MeetingLine) -> list[Block]:
    """A meeting that comes up, with its agenda where that is near, and what anybody may press."""
    agenda = (
        [context("Agenda: " + "  ·  ".join(words(point, 150) for point in line.agenda[:10]))] if line.agenda else []
    )
    return [section(meeting_line(line.meeting)), *agenda, actions(presses(line.meeting))]


def moved(notice: Notice, _command: str) -> Rendered:
    """Where and when it is now; whoever said to come can say otherwise."""
    said = [words(line.words, _TEXT) for line in _spoken(notice)]
    blocks: list[Block] = [section(text) for text in said]
    blocks += [actions(answers(f"M{line.number}", f"M{line.number}")) for line in _spoken(notice) if line.number]
    return " ".join(said), tuple(blocks)


def outcome(notice: Notice, command: str) -> Rendered:
    """The question after a meeting."""
    said: list[str] = []
    blocks: list[Block] = []
    for line in _spoken(notice):
        number, question = f"M{line.number}", words(line.words, 1000)
        said.append(f"{question} {command} outcome {number}")
        press = button("What came of it", "outcome", f"{number} ?", style="primary")
        blocks += [section(question), actions([press, button("Show", "show", number)])]
    hint = "A few words, and a line for each action that follows. Where nothing did, nothing has to be done."
    blocks.append(context(hint))
    return " ".join(said), tuple(blocks)


def _spoken(notice: Notice) -> Iterator[SpokenLine]:
    return (line for line in notice.lines if isinstance(line, SpokenLine))
