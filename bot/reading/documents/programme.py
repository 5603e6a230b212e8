"""One programme out of its sections: its title and head, its priorities, and what belongs to which."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.reading.documents.blocks import Block, Break, Item, Note, Para, Table
from bot.reading.documents.columns import Columns, names_somebody_and_a_time, names_something
from bot.reading.documents.deeds import read_labelled
from bot.reading.documents.draft import DraftAction, DraftPriority, DraftProgramme, Reading, Skipped
from bot.reading.documents.head import is_period, read_head
from bot.reading.documents.lists import (
    as_actions,
    as_plan,
    as_priorities,
    names_priorities,
    read_when_line,
    runs,
    told_among,
    with_their_owner,
)
from bot.reading.documents.naming import Name, announces_deeds, is_generic
from bot.reading.documents.outline import Section, lines
from bot.reading.documents.placing import find_priorities, find_title
from bot.reading.documents.rows import Group, read_rows, row_text
from bot.reading.who import owners_in

_DEEDS = "Actions"


@dataclass(slots=True)
class _Priority:
    name: Name
    rationale: list[str] = field(default_factory=list)
    actions: list[DraftAction] = field(default_factory=list)
    when: str = ""


@dataclass(slots=True)
class _LastTable:
    """The action table read last: a table without a header may be its second half."""

    section: Section
    columns: Columns
    target: _Priority | None
    groups: list[Group]


def read_programme(sections: Sequence[Section], reading: Reading) -> DraftProgramme:
    """Read one programme; what is neither head, priority, rationale nor action is kept as a note or unplaced."""
    return _Reader(sections, reading).read()


class _Reader:
    def __init__(self, sections: Sequence[Section], reading: Reading) -> None:
        self.sections = sections
        self.reading = reading
        self.tables = any(section.columns for section in sections)
        self.title, self.title_section = find_title(sections)
        self.owners = find_priorities(sections, self.title_section)
        self.priorities: list[_Priority] = []
        self.actions: list[DraftAction] = []
        self.head: list[str] = []
        self.notes: list[str] = []
        self.unplaced: list[str] = []
        self.open: list[tuple[Section, _Priority | None]] = []
        self.last: _LastTable | None = None
        self.between = False
        """Something was said since the last table."""

    def read(self) -> DraftProgramme:
        for place, section in enumerate(self.sections):
            self._enter(section, place in self.owners)
            if self.tables:
                for index, block in enumerate(section.blocks):
                    self._take(section, block, index)
            else:
                self._take_lists(section)
        self._put_table()
        return self._finish()

    def _enter(self, section: Section, owns: bool) -> None:
        self._put_table()
        while self.open and self.open[-1][0].level >= section.level:
            self.open.pop()
        priority = None
        if owns:
            priority = _Priority(section.name, when=section.heading if is_period(section.heading) else "")
            self.priorities.append(priority)
        elif section.heading and section is not self.title_section:
            if is_generic(section.heading) and self.priorities:
                self.notes.append(section.heading)
            else:
                self._say(section.heading)
        self.open.append((section, priority))

    def _priority(self) -> _Priority | None:
        """The innermost priority that is open here."""
        return next((priority for _, priority in reversed(self.open) if priority), None)

    def _say(self, text: str) -> None:
        """Keep a text where it belongs: the open priority's rationale, the head, or the notes."""
        if priority := self._priority():
            priority.rationale.append(text)
        elif self.priorities or self.actions or self.last:
            self.notes.append(text)
        else:
            self.head += text.split("\n") if len(text) < 400 else [text]

    def _take(self, section: Section, block: Block, index: int) -> None:
        if isinstance(block, Table):
            self._take_table(section, block, section.columns.get(index))
            self.between = False
        elif isinstance(block, Note):
            self.notes.append(block.text)
        elif isinstance(block, Break):
            self.between = self.between or bool(block.name)
            if block.name and not is_generic(block.name):
                self.notes.append(block.name)
        else:
            self.between = True
            for text in lines(block):
                if text != self.title or self.priorities or self.head:
                    self._say(text)

    def _take_table(self, section: Section, table: Table, columns: Columns | None) -> None:
        last = self.last
        if columns and last and last.section is section and not self.between and _same_columns(columns, last.columns):
            head, again = table.rows[columns.header], replace(last.columns, header=-1)
            self.reading.skipped.append(Skipped(row_text(head), "names the columns again"))
            read_rows(Table(table.rows[columns.header + 1 :]), again, self.reading, last.groups)
        elif columns:
            self._put_table()
            groups = read_rows(table, columns, self.reading)
            self.last = _LastTable(section, columns, self._priority(), groups)
        elif last and table.width == len(last.columns.names) and (last.section is section or section.name.says):
            again = replace(last.columns, header=-1)
            if last.section is section:
                read_rows(table, again, self.reading, last.groups)
            else:
                self._put_table()
                self.last = _LastTable(section, again, self._priority(), read_rows(table, again, self.reading))
        elif table.width <= 2 or (names_something(table) and not names_somebody_and_a_time(table)):
            self.notes += lines(table)
        else:
            self.unplaced += lines(table)

    def _put_table(self) -> None:
        """Place the groups of the table read last, now that nothing can follow on from it."""
        last = self.last
        if last is None or not last.groups:
            return
        named = [group for group in last.groups if group.name]
        target = last.target
        rest = [action for group in last.groups if not group.name for action in group.actions]
        if target is not None and named and not target.name.says and not target.actions and not rest:
            self.priorities.remove(target)
            self.notes += [target.name.title, *target.rationale]
            target = None
        (target.actions if target else self.actions).extend(rest)
        for group in named:
            if target is not None and group.name and not group.name.says:
                title = group.name.title
                target.actions += [replace(a, extra=(("Section", title), *a.extra)) for a in group.actions]
                target.rationale += group.said
                if not group.actions:
                    self.unplaced.append(title)
            elif group.name:
                priority = self._named(group.name)
                priority.actions += group.actions
                priority.rationale += group.said
        last.groups = []

    def _named(self, name: Name) -> _Priority:
        for priority in self.priorities:
            if priority.name.title == name.title:
                return priority
        self.priorities.append(_Priority(name))
        return self.priorities[-1]

    def _take_lists(self, section: Section) -> None:
        listed = False
        heading = section.heading
        for run in runs(section.blocks):
            items = [block for block in run if isinstance(block, Item)]
            if not items:
                self._take_line(section, run[0])
                heading = _announcement(run[0]) or section.heading
                continue
            items, who, when = with_their_owner(items)
            boxes = any(item.ticked is not None for item in items)
            if not listed and not boxes and self._priority() is None and names_priorities(section.heading):
                listed = True
                for draft in as_priorities(items):
                    name = Name(draft.title, draft.number)
                    self.priorities.append(_Priority(name, [draft.rationale], [], draft.when))
            elif self._priority() is None and not announces_deeds(heading) and (plan := as_plan(items)):
                for draft in plan:
                    self.priorities.append(_Priority(Name(draft.title, draft.number), [], [*draft.actions]))
            elif (actions := as_actions(items, heading)) is not None:
                priority = self._priority()
                theirs = [_with_owner(action, who, when) for action in actions]
                (priority.actions if priority else self.actions).extend(theirs)
            else:
                self._take_items(items)

    def _take_items(self, items: Sequence[Item]) -> None:
        """Items that are text, but for those that call themselves actions, and those below "Actions:"."""
        priority = self._priority()
        deep: int | None = None
        if told := told_among(items):
            for item, action in told:
                if action:
                    (priority.actions if priority else self.actions).append(replace(action, done=bool(item.ticked)))
                else:
                    self._say_or_do(item.text)
            return
        for item in items:
            if deep is not None and item.depth > deep:
                (priority.actions if priority else self.actions).extend(as_actions([item], _DEEDS) or ())
                continue
            deep = item.depth if item.text.endswith(":") and announces_deeds(item.text) else None
            if priority and not priority.when and (when := read_when_line(item.text)):
                priority.when = when
            else:
                self._say_or_do(item.text)

    def _take_line(self, section: Section, block: Block) -> None:
        """A line of its own among lists; "Timeline: …" dates the priority it stands under."""
        priority = self._priority()
        if priority and not priority.when and isinstance(block, Para) and (when := read_when_line(block.text)):
            priority.when = when
        elif isinstance(block, Para) and read_labelled(block.text):
            self._say_or_do(block.text)
        else:
            self._take(section, block, 0)

    def _say_or_do(self, text: str) -> None:
        """A line that calls itself an action is one; any other stays text."""
        if action := read_labelled(text):
            priority = self._priority()
            (priority.actions if priority else self.actions).append(action)
        else:
            self._say(text)

    def _finish(self) -> DraftProgramme:
        head = read_head(self.title, self.head)
        numbers = [priority.name.number for priority in self.priorities]
        said = [number for number in numbers if number is not None]
        if len(set(said)) < max(len(said), 1):
            numbers = list(range(1, len(numbers) + 1))
        return DraftProgramme(
            title=head.title,
            number=head.number,
            period=head.period,
            period_said=head.period_said,
            theme=head.theme,
            chairs=head.chairs,
            priorities=tuple(
                DraftPriority(
                    title=priority.name.title,
                    number=number,
                    rationale="\n".join(text for text in priority.rationale if text),
                    when=priority.when,
                    actions=tuple(
                        replace(action, place=f"{number or order}.{row}")
                        for row, action in enumerate(priority.actions, start=1)
                    ),
                )
                for order, (priority, number) in enumerate(zip(self.priorities, numbers, strict=True), start=1)
            ),
            actions=tuple(replace(a, place=str(row)) for row, a in enumerate(self.actions, start=1)),
            notes=tuple(text for text in (*head.rest, *self.notes) if text),
            unplaced=tuple(self.unplaced),
        )


def _with_owner(action: DraftAction, who: str, when: str) -> DraftAction:
    """An action with what is said of the whole list, where it says nothing else itself."""
    if who and not action.who:
        action = replace(action, who=who, owners=owners_in(who))
    return replace(action, when=action.when or when)


def _same_columns(one: Columns, other: Columns) -> bool:
    return [name.casefold() for name in one.names] == [name.casefold() for name in other.names]


def _announcement(block: Block) -> str:
    """A line such as "Deliverables:", which says what the list below it is."""
    return block.text if isinstance(block, Para) and is_generic(block.text) and announces_deeds(block.text) else ""
