"""Whether a column headed Priority tells how urgent its rows are, or how far, rather than what they belong to."""

import re
from collections.abc import Sequence

from bot.reading.documents.blocks import Cell

_LEVELS = {
    "high", "higher", "highest", "medium", "low", "lower", "lowest", "urgent", "normal", "critical", "h", "m",
    "l", "mid", "moderate", "top", "must", "should", "could", "would", "won", "t", "have", "nice", "essential",
    "desirable", "optional", "important", "major", "minor", "immediate", "standard", "average", "very", "not",
    "to", "tbd", "tbc", "hoch", "mittel", "niedrig", "gering", "dringend", "kritisch", "wichtig", "sehr",
    "haute", "haut", "élevé", "élevée", "forte", "fort", "moyenne", "moyen", "basse", "bas", "faible",
    "critique", "urgente", "très", "alta", "alto", "media", "medio", "média", "médio", "baja", "bajo", "baixa",
    "baixo", "bassa", "basso", "crítica", "crítico", "critica", "critico", "muy", "hoog", "middel", "laag",
    "hög", "medel", "låg", "wysoki", "średni", "niski", "высокий", "средний", "низкий", "عالية", "متوسطة",
    "منخفضة", "عالي", "متوسط", "منخفض", "高", "中", "低", "do", "todo", "doing", "done", "in", "progress",
    "backlog", "review", "open", "closed", "started", "completed", "blocked",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_COUNT = re.compile(r"(?:p|prio|priority|priorité|priorität)?\.?\s?[0-5](?!\d)", re.IGNORECASE)
_FIGURES = "012345abcde"
_LONGEST = 30


def tells_levels(column: int, below: Sequence[Sequence[Cell]]) -> bool:
    """Whether most cells of a column are levels ("High", "P1", "2 - medium"), or all figures in no order."""
    texts = [text for row in below[:50] if (text := row[column].text.strip().casefold())]
    return bool(texts) and (5 * sum(map(_tells_level, texts)) >= 3 * len(texts) or _counts_levels(texts))


def _tells_level(text: str) -> bool:
    if len(text) > _LONGEST or text in _FIGURES:
        return False
    return set(_WORD.findall(_COUNT.sub(" ", text))) <= _LEVELS


def _counts_levels(texts: Sequence[str]) -> bool:
    """Bare figures that do not go up row by row, as the numbers of sections would."""
    return all(text in _FIGURES for text in texts) and (list(texts) != sorted(texts) or len(set(texts)) == len(texts))
