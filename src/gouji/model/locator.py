"""How a person finds a place again in a file: by line, page, table, paragraph or sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from gouji.model.frozen import frozen
from gouji.model.wording import Wording, listed, put, same

Box = tuple[int, int, int, int]
"""Left, top, right and bottom on a page, in points from its upper left corner."""


@frozen
class Locator:
    """A place as the file itself counts; what it does not count is None.  Numbers begin with 1."""

    line: int | None = None
    page: int | None = None
    paragraph: int | None = None
    """Among all paragraphs of the file; headings count."""
    table: int | None = None
    """Among the tables of the file that hold no table."""
    row: int | None = None
    column: int | None = None
    """The first column of the grid on which the cell stands; of a line of text, the character."""
    sheet: str | None = None
    cell: str | None = None
    """By letters and digits, such as C7."""
    box: Box | None = None

    @property
    def counted(self) -> Mapping[str, object]:
        """What is known, by name."""
        found = {part.name: getattr(self, part.name) for part in fields(self)}
        return {name: value for name, value in found.items() if value is not None}


FAR = 1_000
"""From this character on a line alone is no place: some formats put a whole document into one."""
_PLACES = {
    "line": Wording("第 {} 行", "line {}"),
    "character": Wording("第 {} 行第 {} 字", "line {} character {}"),
    "page": Wording("第 {} 页", "page {}"),
    "paragraph": Wording("第 {} 段", "paragraph {}"),
    "table": Wording("表 {} 第 {} 行", "table {} row {}"),
    "sheet": Wording("工作表「{}」{}", 'sheet "{}" {}'),
}


def told(locators: Iterable[Locator]) -> Wording:
    """The places for people, in order, neighbours drawn together.

    >>> told([Locator(line=8), Locator(line=3), Locator(line=9)]).zh
    '第 3, 8-9 行'
    >>> told([Locator(line=8, column=70), Locator(line=8, column=41_070)]).zh
    '第 8 行、第 8 行第 41070 字'
    >>> told([Locator(table=2, row=5), Locator(sheet="表三", cell="C7")]).en
    'table 2 row 5, sheet "表三" C7'
    """
    numbers: dict[tuple[str, int | None], set[int]] = {}
    cells: dict[str, dict[str, None]] = {}
    for locator in locators:
        match locator:
            case Locator(sheet=str() as sheet):
                cells.setdefault(sheet, {})[locator.cell or ""] = None
            case Locator(page=int() as page):
                numbers.setdefault(("page", None), set()).add(page)
            case Locator(table=int() as table, row=int() as row):
                numbers.setdefault(("table", table), set()).add(row)
            case Locator(paragraph=int() as paragraph):
                numbers.setdefault(("paragraph", None), set()).add(paragraph)
            case Locator(line=int() as line, column=int() as column) if column >= FAR:
                numbers.setdefault(("character", line), set()).add(column)
            case Locator(line=int() as line):
                numbers.setdefault(("line", None), set()).add(line)
    parts = []
    for (kind, of), found in numbers.items():
        within = [] if of is None else [same(str(of))]
        parts.append(put(_PLACES[kind], *within, same(ranges(sorted(found)))))
    parts += [put(_PLACES["sheet"], same(s), same(", ".join(found))) for s, found in cells.items()]
    return listed(parts)


def ranges(numbers: Sequence[int]) -> str:
    """Rising numbers, neighbours drawn together.

    >>> ranges([3, 7, 8, 9, 12])
    '3, 7-9, 12'
    """
    drawn: list[list[int]] = []
    for number in numbers:
        if drawn and number == drawn[-1][-1] + 1:
            drawn[-1].append(number)
        else:
            drawn.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in drawn)
