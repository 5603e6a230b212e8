"""A document before it is loaded, page by page: what was read, what would change, what is doubtful. Pure."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.answers import Answer, Block
from bot.blocks.parts import actions, button, chosen, clip, context, field, header, modal, section, turning, words
from bot.blocks.programmes import facts, numbered
from bot.cards import PriorityCard, listed
from bot.programme_cards import Changed, Difference, Doubt, FieldChange, Gone, LoadPreview, ProgrammePreview, RowLine

PAGE_BLOCKS, PAGE_CHARACTERS = 40, 7000
"""What a page holds, well below what Slack takes in one form."""
GONE = (("keep", "Keep it here"), ("drop", "Drop it"))
Item = tuple[str, str | list[Block]]
"""Under which heading, and a line of text or blocks that stand together."""


def preview(card: LoadPreview) -> dict[str, Any]:
    """One page of what was read, with what is doubtful marked; nothing is stored yet."""
    pages = list(_pages(_items(card)))
    page = min(max(card.page, 1), len(pages))
    meta = {"argument": "store", "token": card.token, "page": page, "seen": card.seen}
    changes = any(one.difference for one in card.programmes)
    blocks = [*_notice(card), *pages[page - 1], *turning(page, len(pages))]
    submit = "Apply" if changes else "" if all(one.known for one in card.programmes) else "Load as draft"
    return modal("programme", "What I read", submit, blocks, json.dumps(meta))


def _notice(card: LoadPreview) -> Iterator[Block]:
    if card.notice:
        yield section(f"*{words(card.notice, 500)}*")


def _pages(items: Iterator[Item]) -> Iterator[list[Block]]:
    """Items onto pages; a heading is said again where its items go on overleaf."""
    page: list[Block] = []
    size, under = 0, ""
    lines: list[str] = []
    for title, item in items:
        length = len(item) if isinstance(item, str) else len(json.dumps(item)) // 2
        if page and (size + length > PAGE_CHARACTERS or len(page) + len(lines) // 20 >= PAGE_BLOCKS):
            yield [*page, *_said(lines)]
            page, size, lines = [], 0, []
            if title and title == under:
                page.append(section(f"*{title}* (continued)"))
        if title != under:
            page += _said(lines)
            lines = []
            if title:
                page.append(section(f"*{title}*"))
            under = title
        size += length
        if isinstance(item, str):
            lines.append(item)
        else:
            page += [*_said(lines), *item]
            lines = []
    yield [*page, *_said(lines)]


def _said(lines: list[str], limit: int = 2500) -> list[Block]:
    """Lines as sections, none longer than Slack takes."""
    sections: list[list[str]] = [[]]
    size = 0
    for line in lines:
        if size + len(line) > limit:
            sections.append([])
            size = 0
        sections[-1].append(line)
        size += len(line) + 1
    return [section("\n".join(one)) for one in sections if one]


def _items(card: LoadPreview) -> Iterator[Item]:
    count = "one programme" if len(card.programmes) == 1 else f"{len(card.programmes)} programmes"
    yield "", [section(f"*{words(card.source)}*: {count}, {card.actions} actions")]
    for one in card.programmes:
        yield from _programme(one)
    for one in card.programmes:
        name = f"{words(one.card.title, 100)}: " if len(card.programmes) > 1 else ""
        if one.difference:
            yield from _difference(one.difference, name)
        yield from _doubts(one.doubts, name)
        if not one.difference:
            yield from ((f"{name}Every row", _row(row)) for row in one.rows)
    yield from (("About the file", f"•  {words(text, 250)}") for text in card.remarks)


def _programme(one: ProgrammePreview) -> Iterator[Item]:
    card = replace(one.card, state=one.difference.programme.state) if one.difference else one.card
    blocks: list[Block] = [header(card.title or "Without a title"), context(facts(card))]
    if one.known:
        blocks.append(section("Loaded already, and left as it is."))
    if one.version:
        blocks.append(_choice(one.version))
    yield "", blocks
    every = (*one.card.priorities, *((one.card.loose,) if one.card.loose else ()))
    for priority in every:
        yield "", f"{numbered(priority)}  ·  {_rows(priority)}"


def _choice(doubt: Doubt) -> Block:
    where = f"{words(doubt.where, 20)}  " if doubt.where else ""
    return section(f"{where}{words(doubt.text, 250)}", chosen(doubt.name, doubt.text, doubt.options, doubt.chosen))


def _difference(card: Difference, name: str) -> Iterator[Item]:
    if card.empty:
        yield f"{name}It says the same", f"Nothing would change in {words(card.programme.title, 200)}."
    yield from (((f"{name}The programme"), f"•  {_change(one)}") for one in card.head)
    for changed in card.priorities:
        yield f"{name}Priorities", _changed(changed)
    yield from ((f"{name}Priorities", f"•  New: {words(title, 200)}") for title in card.new_priorities)
    yield from ((f"{name}Priorities", f"•  No longer in it: {words(title, 200)}") for title in card.gone_priorities)
    yield from ((f"{name}New ({len(card.new)})", _row(row)) for row in card.new)
    yield from ((f"{name}Changed ({len(card.changed)})", _changed(one)) for one in card.changed)
    yield from ((f"{name}Not in it any more ({len(card.gone)})", _gone(one)) for one in card.gone)
    yield from ((f"{name}Stays as it is here", f"•  {words(text, 400)}") for text in card.stays)
    if card.same and not card.empty:
        yield f"{name}All others", f"{card.same} {'row is' if card.same == 1 else 'rows are'} as before."


def _changed(one: Changed) -> str:
    number = f"*#{one.number}* " if one.number else "*Priority* "
    return "\n".join([f"{number}{words(one.name, 150)}", *(f"      {_change(change)}" for change in one.changes)])


def _change(one: FieldChange) -> str:
    note = f"  ({words(one.note, 200)})" if one.note else ""
    return f"{one.field}: {_quoted(one.before)} → {_quoted(one.after)}{note}"


def _quoted(said: str) -> str:
    return f"“{words(said)}”" if said.strip() else "nothing"


def _gone(one: Gone) -> list[Block]:
    row = one.row
    blocks = [section(stored(row), chosen(one.name, f"What becomes of #{row.number}?", GONE, one.chosen))]
    if one.chosen == "drop":
        hint = "Kept with the action, for everybody to read."
        name = f"why:{row.number}"
        blocks.append(field(name, f"Why is #{row.number} dropped?", initial=one.why, optional=True, hint=hint))
    return blocks


def stored(row: RowLine) -> str:
    """An action that is stored, in two lines: number and title; who and when."""
    return f"*#{row.number}* {words(row.what, 200)}\n{_facts(row)}"


def _row(row: RowLine) -> str:
    others = f"\n      {words(row.others, 300)}" if row.others else ""
    return f"{words(row.place, 20)}  {words(row.what, 150)}  ·  {_facts(row)}{others}"


def _facts(row: RowLine) -> str:
    return f"{words(row.who, 100) or 'nobody named'}  ·  {words(row.when, 100) or 'no date'}"


def _doubts(doubts: tuple[Doubt, ...], name: str) -> Iterator[Item]:
    for doubt in doubts:
        if doubt.options:
            yield f"{name}Please choose", [_choice(doubt)]
    kinds = dict.fromkeys(doubt.kind for doubt in doubts if not doubt.options)
    for kind in kinds:
        theirs = [doubt for doubt in doubts if doubt.kind == kind and not doubt.options]
        for doubt in theirs:
            where = f"{words(doubt.where, 20)}  " if doubt.where else ""
            count = sum(one.count for one in theirs)
            yield f"{name}{kind.capitalize()} ({count})", f"•  {where}{words(doubt.text, 250)}"


def _rows(card: PriorityCard) -> str:
    if card.total:
        return f"{card.total} action{'' if card.total == 1 else 's'}"
    return "no actions"


def offered(card: LoadPreview) -> Answer:
    """A document that somebody sent: what it is, and the buttons that look at it or leave it."""
    titles = listed(words(one.card.title, 150) for one in card.programmes)
    known = all(one.known for one in card.programmes)
    version = next((one.difference for one in card.programmes if one.difference), None)
    doubts = len(card.doubts)
    what = f"{titles}, with {card.actions} action{'' if card.actions == 1 else 's'}"
    if known:
        text = f"*{words(card.source)}* is {what}: loaded already, just so."
        return Answer(text=text, blocks=(section(text),))
    text = f"*{words(card.source)}* reads as {what}."
    if version:
        text += f" It looks like a new version of {words(version.programme.title, 150)}."
    if doubts:
        text += f" {doubts} thing{' wants' if doubts == 1 else 's want'} a look."
    text = clip(f"{text} Nothing is stored yet. Load it?", 2900)
    look = button("Look and load", "programme", f"look {card.token}", style="primary")
    leave = button("Leave it", "programme", f"cancel {card.token}")
    return Answer(text=text, blocks=(section(text), actions([look, leave])))
