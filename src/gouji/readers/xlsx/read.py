"""From a workbook to paragraphs and grids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.model.diagnostic import Diagnostic
from gouji.model.report import Completeness
from gouji.readers import limits, office_problems
from gouji.readers.compose import Part, compose, prints
from gouji.readers.document import Document
from gouji.readers.package import Package, UnreadableError
from gouji.readers.xlsx import problems
from gouji.readers.xlsx.cells import Book, DamagedError
from gouji.readers.xlsx.layout import parts
from gouji.readers.xlsx.names import RELATION, S, is_on
from gouji.readers.xlsx.sheet import sheet
from gouji.readers.xlsx.styles import styles

if TYPE_CHECKING:
    from lxml import etree


@dataclass(slots=True)
class _Found:
    """What the sheets of a workbook hold, as far as they have been read."""

    parts: list[Part] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    partly_hidden: list[str] = field(default_factory=list)
    too_large: list[str] = field(default_factory=list)

    def said(self) -> Iterator[Diagnostic]:
        """What is to be told of them."""
        if self.hidden:
            yield problems.hidden_sheets(self.hidden)
        if self.others:
            yield problems.other_sheets(self.others)
        if self.partly_hidden:
            yield problems.hidden_cells(self.partly_hidden)
        for name in self.too_large:
            yield limits.large_table(sheet=name)


def read(name: str, raw: bytes) -> Document:
    """The paragraphs and grids of the sheets of a workbook, in their order, as they are printed.

    Numbers are taken in their number format.  Hidden sheets and columns are left out, and the
    cells of hidden rows in doubt; so are empty ones that a picture lies over.  A formula counts by the
    value that is stored with it; without one its cell is in doubt.
    """
    try:
        found = _sheets(Package(name, raw))
    except UnreadableError as error:
        return Document(name, (), Completeness.UNREADABLE, (error.problem,))
    except DamagedError:
        damaged = office_problems.damaged(name)
        return Document(name, (), Completeness.UNREADABLE, (damaged,))
    said = tuple(found.said())
    if not prints(found.parts):
        nothing = said if found.too_large else (*said, office_problems.empty(name))
        return Document(name, (), Completeness.UNREADABLE, nothing)
    status = Completeness.TRUNCATED if found.too_large else Completeness.COMPLETE
    return compose(name, found.parts, status, said)


def _sheets(package: Package) -> _Found:
    main = package.main()
    root = package.xml(main)
    relations = package.relations(main)
    book = _book(package, main, root)
    found = _Found()
    listed = root.find(f"{S}sheets")
    if listed is None:
        raise DamagedError
    for element in listed.iterchildren(f"{S}sheet"):
        name = element.get("name", "")
        relation = relations.get(element.get(RELATION, ""))
        if relation is None or relation.outside:
            raise DamagedError
        if element.get("state", "visible") != "visible":
            found.hidden.append(name)
        elif relation.kind != "worksheet":
            found.others.append(name)
        else:
            part = relation.target
            drawing = package.related(part, "drawing")
            _read(name, (package.xml(part), drawing), book, found)
    return found


def _read(
    name: str, part: "tuple[etree._Element, etree._Element | None]", book: Book, found: _Found
) -> None:
    """Read a sheet and the drawing on it."""
    root, drawing = part
    if root.find(f"{S}sheetData") is None:
        raise DamagedError
    try:
        printed = sheet(name, root, book, drawing)
        found.parts += parts(printed)
    except limits.TooLargeError:
        found.too_large.append(name)
    else:
        if printed.hidden:
            found.partly_hidden.append(name)


def _book(package: Package, main: str, root: "etree._Element") -> Book:
    strings = package.related(main, "sharedStrings")
    listed: Sequence[etree._Element] = (
        [] if strings is None else list(strings.iterchildren(f"{S}si"))
    )
    properties, calculation = root.find(f"{S}workbookPr"), root.find(f"{S}calcPr")
    return Book(
        listed,
        styles(package.related(main, "styles")),
        properties is not None and is_on(properties.get("date1904")),
        calculation is not None and is_on(calculation.get("fullCalcOnLoad")),
    )
