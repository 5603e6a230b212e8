"""Reading the longest real document, held against parsing it with markdown-it-py alone."""

from pathlib import Path
from statistics import median
from time import perf_counter

from markdown_it import MarkdownIt

from bot.reading.documents import read_document
from bot.reading.documents.answer import answer

ROUNDS = 15
TIMES = 20


def reading_against_markdown_alone(seeds: Path) -> float:
    """How many times as long the whole reading takes, from bytes to answer: the median of several rounds in one run.

    In each round both are measured one after the other, so that whatever else the machine does meets both.
    """
    path = max(seeds.glob("*.txt"), key=lambda one: one.stat().st_size)
    data = path.read_bytes()
    parser = MarkdownIt("commonmark").enable("table")
    ratios = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(TIMES):
            parser.render(data.decode())
        middle = perf_counter()
        for _ in range(TIMES):
            answer(read_document(data, path.name))
        ratios.append((perf_counter() - middle) / (middle - start))
    return median(ratios)


if __name__ == "__main__":
    figure = reading_against_markdown_alone(Path(__file__).parents[2].parent / "shared" / "seeds")
    print(f"reading the longest seed / markdown-it-py alone: {figure:.2f} (aim: at most 5)")
