"""Which row of a newer document is which stored action. Pure: words and places in, pairs out.

Rows with the same words are the same row. What is left is paired by how like its words are, helped by place, who and
when, so that the sum over all pairs is best (the assignment problem), not the first that comes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.reading.names import fold

ALIKE = 72
"""Points, of 100 for the same words, from which two rows may be one."""
WORDS = 50
"""Of these, how many the words themselves must bring."""
SAME_PRIORITY, SAME_PLACE, SAME_CELL = 8, 4, 6
COMPARED = 300
"""Characters of a text that are compared."""
SHORTEST_PART = 12
"""Letters that a text must have for another that holds it whole to count as the same, grown."""
NEAREST = 20
"""Old rows that are looked at for one new row."""
LARGEST = 60
"""Rows that can be each other up to which the best pairing is computed; beyond, the likest pair goes first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row on either side. `texts`: what is to be done, as it is now and as it once was."""

    texts: tuple[str, ...]
    who: str
    when: str
    priority: str
    position: int


def match(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """Places in `new` to places in `old`, for those that are the same row."""
    left, right = [_folded(row) for row in old], [_folded(row) for row in new]
    pairs = _same_words(left, right)
    taken = set(pairs.values())
    rest = [place for place in range(len(left)) if place not in taken]
    texts = {(place, turn): text for place in rest for turn, text in enumerate(left[place].texts)}
    edges: dict[int, dict[int, float]] = {}
    for place, row in enumerate(right):
        if place not in pairs and (near := _near(left, texts, row)):
            edges[place] = near
    for group in _groups(edges):
        pairs |= _best(group)
    return pairs


def _folded(row: Row) -> Row:
    texts = tuple(dict.fromkeys(fold(text)[:COMPARED] for text in row.texts))
    return Row(texts, fold(row.who), fold(row.when), fold(row.priority), row.position)


def _same_words(left: Sequence[Row], right: Sequence[Row]) -> dict[int, int]:
    """Rows whose words stand once on each side."""
    there: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(left):
        for text in row.texts:
            there[text].append(place)
    here: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(right):
        here[row.texts[0]].append(place)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for text, places in here.items():
        if text and len(places) == 1 and len(there[text]) == 1 and there[text][0] not in taken:
            pairs[places[0]] = there[text][0]
            taken.add(there[text][0])
    return pairs


def _near(left: Sequence[Row], texts: Mapping[tuple[int, int], str], row: Row) -> dict[int, float]:
    """The old rows that may be this one, with their points."""
    said = row.texts[0]
    found = process.extract(said, texts, scorer=fuzz.ratio, score_cutoff=WORDS, limit=NEAREST)
    words = {(key, score) for _, score, key in found}
    words |= {(key, _texts_alike(said, text)) for key, text in texts.items() if text in said or said in text}
    near: dict[int, float] = {}
    for (place, _), score in words:
        points = score + _helped(left[place], row)
        if score >= WORDS and points >= ALIKE:
            near[place] = max(points, near.get(place, 0))
    return near


def _helped(old: Row, new: Row) -> int:
    return (
        SAME_PRIORITY * (old.priority == new.priority)
        + SAME_PLACE * (old.priority == new.priority and old.position == new.position)
        + SAME_CELL * bool(new.who and old.who == new.who)
        + SAME_CELL * bool(new.when and old.when == new.when)
    )


def _texts_alike(one: str, other: str) -> float:
    """How like two folded texts are, 0 to 100; one that holds the other whole has grown out of it."""
    if not one or not other:
        return 100.0 if one == other else 0.0
    shorter, longer = sorted((one, other), key=len)
    grown = len(shorter) >= SHORTEST_PART and shorter in longer
    return max(90.0 if grown else 0.0, fuzz.ratio(one, other))


def _groups(edges: Mapping[int, Mapping[int, float]]) -> list[dict[int, Mapping[int, float]]]:
    """The rows that have to be shared out among each other, apart from all others."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for place, near in edges.items():
        for column in near:
            wanted[column].append(place)
    groups: list[dict[int, Mapping[int, float]]] = []
    waiting = dict(edges)
    while waiting:
        reached = [next(iter(waiting))]
        group: dict[int, Mapping[int, float]] = {}
        while reached:
            place = reached.pop()
            if place in waiting:
                group[place] = waiting.pop(place)
                reached += [other for column in group[place] for other in wanted[column] if other in waiting]
        groups.append(group)
    return groups


def _best(group: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    rows = sorted(group)
    columns = sorted({column for near in group.values() for column in near})
    if max(len(rows), len(columns)) > LARGEST:
        return _likest_first(group)
    # Each row may also stay alone, which costs as much as a pair that is not alike at all.
    costs = [[-group[row].get(column, 0.0) for column in columns] + [0.0] * len(rows) for row in rows]
    chosen = _assignment(costs)
    return {
        row: columns[place]
        for row, place in zip(rows, chosen, strict=True)
        if place < len(columns) and columns[place] in group[row]
    }


def _likest_first(group: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    ranked = sorted((-points, row, column) for row, near in group.items() for column, points in near.items())
    taken: set[int] = set()
    for _, row, column in ranked:
        if row not in pairs and column not in taken:
            pairs[row] = column
            taken.add(column)
    return pairs


def _assignment(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column for each row that makes the sum of costs least; at least as many columns as rows.

    Kuhn's method with potentials, in rows × rows × columns steps.
    """
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    holder = [0] * (columns + 1)  # the row that holds each column, both counted from 1; 0 is free
    for row in range(1, rows + 1):
        holder[0] = row
        column = 0
        least, way, seen = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while holder[column]:
            seen[column] = True
            here, step, following = holder[column], float("inf"), 0
            for one in range(1, columns + 1):
                if seen[one]:
                    continue
                cost = costs[here - 1][one - 1] - of_row[here] - of_column[one]
                if cost < least[one]:
                    least[one], way[one] = cost, column
                if least[one] < step:
                    step, following = least[one], one
            for one in range(columns + 1):
                if seen[one]:
                    of_row[holder[one]] += step
                    of_column[one] -= step
                else:
                    least[one] -= step
            column = following
        while column:
            holder[column] = holder[way[column]]
            column = way[column]
    chosen = [0] * rows
    for column in range(1, columns + 1):
        if holder[column]:
            chosen[holder[column] - 1] = column - 1
    return chosen
