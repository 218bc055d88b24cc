"""The same tables through a second parser and a resolver of spans that is as plain as can be."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.readers.document import Grid
from gouji.readers.html import read

Placed = dict[str, tuple[int, int, int]]
"""Text of a cell → line, column, width."""


def _naive(table: Any) -> tuple[Placed, bool]:
    """Every cell by the letter of the HTML standard, and whether two of them overlap."""
    parts = (child for child in table if child.tag in {"thead", "tbody", "tfoot"})
    groups = [[row for row in part if row.tag == "tr"] for part in parts]
    taken: dict[tuple[int, int], str] = {}
    found: Placed = {}
    overlap, top = False, 0
    for group in groups:
        for y, row in enumerate(group):
            x = 0
            for cell in row:
                while (top + y, x) in taken:
                    x += 1
                text = "".join(cell.itertext()).strip()
                width = int(cell.get("colspan", 1))
                height = min(int(cell.get("rowspan", 1)) or len(group), len(group) - y)
                for down in range(height):
                    for right in range(width):
                        overlap |= (top + y + down, x + right) in taken
                        taken[top + y + down, x + right] = text
                found[text] = (top + y + 1, x + 1, width)
                x += width
        top += len(group)
    return found, overlap


def _ours(page: str) -> Placed:
    document = read("page.html", page.encode())
    found: Placed = {}
    for block in document.blocks:
        assert isinstance(block, Grid)
        for line in block.lines:
            column = 1
            for cell in line:
                at = cell.place.locator
                assert at.row is not None
                assert at.column is not None
                if cell.text:
                    assert at.column == column
                    found[cell.text] = (at.row, at.column, cell.width)
                column += cell.width
    return found


def _written(rng: random.Random) -> str:
    """A table as people write them: parts or none, end tags or none, markup in the cells."""
    number = iter(range(10_000))
    parts = rng.choice([[""], ["thead", "tbody"], ["tbody", "tbody"], ["thead", "tbody", "tfoot"]])
    return f"<table border=1>{''.join(_part(part, rng, number) for part in parts)}</table>"


def _part(name: str, rng: random.Random, number: Iterator[int]) -> str:
    rows = "".join(_row(rng, number) for _ in range(rng.randint(1, 6)))
    return f"<{name}>{rows}</{name}>" if name else rows


def _row(rng: random.Random, number: Iterator[int]) -> str:
    closed = rng.random() < 0.8
    cells = "".join(_cell(rng, next(number)) for _ in range(rng.choice([0, 1, 2, 3, 4, 7])))
    return f"<tr>{cells}</tr>" if closed else f"<tr>{cells}"


def _cell(rng: random.Random, number: int) -> str:
    spans = "".join(
        f" {name}={rng.choice(quotes).format(rng.choice(sizes))}"
        for name, sizes, quotes in (
            ("colspan", (2, 2, 3), ("{}", '"{}"')),
            ("rowspan", (2, 3, 0, 40), ("'{}'", "{}")),
        )
        if rng.random() < 0.2
    )
    tag = rng.choice(["td", "td", "th"])
    inner = rng.choice(["{}", "<p>{}</p>", "<span>{}</span><o:p></o:p>", "<div> {}\n</div>"])
    text = inner.format(f"c{number}")
    return f"<{tag}{spans}>{text}</{tag}>" if rng.random() < 0.7 else f"<{tag}{spans}>{text}"


def compared(seeds: Sequence[int]) -> int:
    """How many of so many tables have no overlap and at least one cell; all of them must agree."""
    count = 0
    for seed in seeds:
        page = _written(random.Random(seed))
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        table = tree.find(".//table")
        assert table is not None
        expected, overlap = _naive(table)
        if overlap or not expected:
            continue
        widest = max(sum(1 for _ in row) for row in tree.iter("tr"))
        if widest > 1:  # a table of one column is prose
            assert _ours(page) == expected, (seed, page)
            count += 1
    return count


def test_generated_tables_have_the_same_grid_in_both_parsers() -> None:
    assert compared(range(400)) > 150


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=1_000, max_value=10**9))
def test_any_table_has_the_same_grid_in_both_parsers(seed: int) -> None:
    compared([seed])
