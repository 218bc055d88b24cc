"""Paths through the elements of a document: each row finds its own without looking through all others."""

from collections.abc import Iterator

import pytest

from gouji.readers.xml.paths import elements, parse_path, values
from gouji.readers.xml.tree import Element


class Watched(list[Element]):
    """Children that count how often somebody has looked through them."""

    looked = 0

    def __iter__(self) -> Iterator[Element]:
        self.looked += 1
        return super().__iter__()


def element(name: str, around: Element | None, text: str = "", **attributes: str) -> Element:
    made = Element(name, around, attributes, 0, Watched(), texts=[text])
    if around is not None:
        around.children.append(made)
    return made


def part(rows: int) -> Element:
    """A part with rows, and for each the elements that join it to two ports."""
    around = element("part", None)
    for n in range(rows):
        element("row", around, id=f"R{n}")
    for port in ("Quay", "Isle"):
        for n in range(rows):
            joined = element("joined", around, ref=f"R{n}", port=port)
            element("times", joined, f"{n} at {port}")
    return around


@pytest.mark.parametrize(
    "path",
    [
        "../joined[@ref = $id]/times",
        '../joined[@ref = $id][@port = "Isle"]/times',
        '../joined[@ref = $id][@port != "Quay"]/times',
        "../joined[@ref = $id][1]/times",
    ],
)
def test_the_elements_of_many_rows_are_looked_through_once(path: str) -> None:
    around, parsed = part(200), parse_path(path)
    assert parsed is not None
    for row in [child for child in around.children if child.name == "row"]:
        found = [hit.text for hit in values(parsed, row, row.attributes["id"])]
        n = row.attributes["id"].removeprefix("R")
        ports = ("Quay", "Isle") if path.endswith("$id]/times") else ("Isle",)
        ports = ("Quay",) if "[1]" in path else ports
        assert found == [f"{n} at {port}" for port in ports]
    assert isinstance(around.children, Watched)
    assert around.children.looked <= 5


@pytest.mark.parametrize("rows", [2, 200])
def test_children_of_a_name_come_in_order(rows: int) -> None:
    around, parsed = part(rows), parse_path("row")
    assert parsed is not None
    assert [one.attributes["id"] for one in elements(parsed, around)] == [
        f"R{n}" for n in range(rows)
    ]
    assert not around.named("ship")
