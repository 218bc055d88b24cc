"""How the XML of one kind of report is read: where each part of the form stands.  Data only."""

from collections.abc import Mapping
from dataclasses import field

from gouji.model.form import Code, Form, Table
from gouji.model.frozen import frozen
from gouji.model.number import Missing, Number
from gouji.readers.xml.names import Namespaces
from gouji.readers.xml.paths import Path

Paths = tuple[Path, ...]
"""Ways to the same thing: the first that leads to something is taken."""


@frozen
class ColumnSource:
    """Where the values of a column stand, from the element of a row."""

    paths: Paths
    added: bool = False
    """Whether the values there are parts of one figure, to be added up."""
    omitted: str | None = None
    """What it means that a row says nothing there; None: the cell is missing."""


@frozen
class Link:
    """Elements that join a row to its key: from the part, then from such an element."""

    each: Path
    row: Path
    key: Path


@frozen
class KeySource:
    """What the rows of tables may refer to: one entry for each key, and the fixed rows."""

    each: Paths
    """The elements that declare a key."""
    id: Path
    """What a reference to it repeats."""
    key: Paths
    fixed: Mapping[Code | str, Path]
    """Code or name of a fixed row → what a reference to it repeats."""
    undeclared: str
    """The key of a row that refers to none of them."""


@frozen
class TableSource:
    """Where a table stands."""

    table: Table
    within: Path
    """The part of the document: it may be there without any row."""
    rows: Paths
    """The elements of its rows, from that part."""
    fixed: Mapping[Code, Path]
    """Fixed row → its element, from that part."""
    id: Path | None
    """What links repeat of a row."""
    link: Link | None
    reference: Path | None
    """What a row refers to, where it says so itself."""
    key: Paths
    """The key of a row, where it has one of its own."""
    columns: Mapping[Code, ColumnSource]
    repeats: bool = False
    """Whether several rows may have one key."""


@frozen
class ReportSource:
    """A kind of XML document and the form that it fills in."""

    form: Form
    root: str
    namespaces: Namespaces
    agency: Paths
    year: Paths
    title: Paths
    published: Paths
    year_in_name: bool
    """Whether the name of the file tells the year where the document does not."""
    values: Mapping[str, Number | Missing]
    """Printed text → what it says, where it is no plain figure."""
    keys: Mapping[str, KeySource]
    """Name of the key of open rows → what may stand there."""
    tables: tuple[TableSource, ...]
    sections: Mapping[Code, Paths]
    """Section of the outline → its prose."""
    escaped_twice: bool = False
    """Whether prose holds entities of HTML as if they were words: &#039; for an apostrophe."""
    ignored: Paths = field(default=())
    """What is left unread on purpose, with all that it holds."""
