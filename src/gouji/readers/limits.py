"""How much a document may hold, and what is said of one that holds more: the same for every reader."""

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.span import Source, Span
from gouji.model.wording import Wording

MOST_LINES = 50_000
"""Of a text; a printed report has a few thousand."""
MOST_CHARACTERS = 16 * 2**20
MOST_CELLS = 200_000
"""Of a grid, and of all grids of a document together."""

CHARACTERS = Wording(zh="字符", en="characters")
LINES = Wording(zh="行", en="lines")
CELLS = Wording(zh="单元格", en="cells")
TAGS = Wording(zh="标签", en="tags")
TAG_LENGTH = Wording(zh="一个标签的字符", en="characters of one tag")
ATTRIBUTES = Wording(zh="一个标签的属性", en="attributes of one tag")
ELEMENTS = Wording(zh="元素", en="elements")
MARKS = Wording(zh="一个部件的标签和属性", en="tags and attributes of one part")
PARTS = Wording(zh="包内的文件", en="files in the package")
UNPACKED = Wording(zh="解压后一个部件的 MB 数", en="megabytes of one part when unpacked")
PAGES = Wording(zh="页", en="pages")
ON_A_PAGE = Wording(zh="一页的字符", en="characters of one page")
DRAWINGS = Wording(zh="一页的图形", en="drawings on one page")
ON_ALL_PAGES = Wording(zh="各页的字符和图形", en="characters and drawings on all pages")
RULES = Wording(zh="一页的框线", en="rules on one page")
LEVELS = Wording(zh="嵌套层数", en="levels of nesting")

_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
_TEXT_ALONE = Wording(
    zh="请确认是报告正文；若是，请把正文另存为较小的文件",
    en="make sure that it is a report; if it is, save its text alone in a smaller file",
)


class TooMuchError(ValueError):
    """A document holds more of something than is read."""

    def __init__(self, what: Wording, limit: int) -> None:
        super().__init__(what.en, limit)
        self.problem = too_much(what, limit)


class TooLargeError(ValueError):
    """A grid, or all grids of a document, have more cells than `MOST_CELLS`."""


def too_much(what: Wording, limit: int, place: Span | None = None) -> Diagnostic:
    """More of something than a report has: nothing of the document is read."""
    return Diagnostic(
        "too-large",
        Severity.ERROR,
        Wording(
            zh=f"{what.zh}超过 {limit:,}，没有读取",
            en=f"more than {limit:,} {what.en}; left unread",
        ),
        place,
        _TEXT_ALONE,
    )


def too_deep(limit: int, place: Span | None = None) -> Diagnostic:
    """Elements within one another without end: nothing of the document is read."""
    return Diagnostic(
        "too-deep",
        Severity.ERROR,
        Wording(
            zh=f"元素嵌套超过 {limit} 层，没有读取",
            en=f"elements stand within one another more than {limit} deep; left unread",
        ),
        place,
        _TEXT_ALONE,
    )


def large_table(place: Span | None = None, sheet: str | None = None) -> Diagnostic:
    """A table, or a sheet, with more cells than are laid out; the rest of the document is read."""
    zh = f"工作表「{sheet}」" if sheet else "有一张表格"
    en = f'the sheet "{sheet}"' if sheet else "a table"
    return Diagnostic(
        "large-table",
        Severity.WARNING,
        Wording(
            zh=f"{zh}超过 {MOST_CELLS:,} 格，没有读取",
            en=f"{en} has more than {MOST_CELLS:,} cells; left unread",
        ),
        place,
        Wording(
            zh="请核对合并单元格的跨度，或删去多余的空格子",
            en="look how far its merged cells go, and remove empty cells",
        ),
    )


def beyond(source: Source, bars: str) -> Diagnostic | None:
    """Which limit a text exceeds; `bars` are the characters between cells."""
    text = source.text
    counted = (
        (CHARACTERS, len(text), MOST_CHARACTERS),
        (LINES, sum(map(text.count, _LINE_ENDS)) - text.count("\r\n") + 1, MOST_LINES),
        (CELLS, sum(map(text.count, bars)), MOST_CELLS),
    )
    for what, count, most in counted:
        if count > most:
            return too_much(what, most, Span(source, 0, 1))
    return None
