"""Plain text, as copied from a web page: lines with bars are table lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gouji.model.fold import squeeze
from gouji.model.report import Completeness
from gouji.model.span import Source, Span
from gouji.readers import problems
from gouji.readers.document import Block, Document, Grid, GridCell, Paragraph

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BARS = "|｜│┃"
_BAR = re.compile(f"[{_BARS}]")
_RULING = re.compile(r"[\s|｜│┃+:=_─━┼├┤-]*(?:-{3}|─{2}|━{2}|={3})[\s|｜│┃+:=_─━┼├┤-]*")
_SHORT_RULING = re.compile(r"[|｜](?:\s*:?-+:?\s*[|｜])+")
_PROSE_CELL = 60
"""A longer cell that holds a full stop is prose in which a bar happens to stand."""
_CHROME_LINES = 15
"""Page chrome is looked for in that many lines at either end."""
_CHROME = re.compile(
    r"(?:扫一扫(?:在手机(?:上)?(?:查看|打开|浏览)(?:当前|此|本)?(?:页面?)?)?|手机(?:扫码|查看)"
    r"|打印(?:本页|此页|页面)?|关闭(?:本页|窗口|页面|此页)?|收藏(?:本页)?|分享(?:到|至)?[::]?"
    r"|微信|微博|新浪微博|QQ空间|QQ|复制链接|保存|下载|纠错|朗读"
    r"|字号|字体(?:大小)?|大|中|小|默认|放大|缩小|[::\[\]()|/·|,、-]"
    r"|(?:浏览|阅读|访问|点击)(?:次数|量|数)[::]?[0-9]*次?"
    r"|返回(?:顶部|首页|列表|上一页)|回到顶部|TOP|Top"
    r"|(?:上一篇|下一篇|上一条|下一条)(?:[::].*)?"
    r"|(?:您?(?:的)?(?:当前|现在)(?:的)?位置|您现在(?:的位置)?)(?:是|在)?[::>].*"
    r"|首页>.*)+"
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def read(source: Source) -> Document:
    """The paragraphs and grids of a text.

    One bar at the end of a line closes its last cell; a single blank line or a ruling does not
    end a grid; page chrome at either end of the text is left out.  Single dashes between bars are
    a ruling only below the first line of a grid, anywhere else they are cells.
    """
    if not source.text.strip():
        nothing = (problems.nothing_printed(Span(source, 0, len(source.text))),)
        return Document(source.name, (), Completeness.UNREADABLE, nothing)
    lines = list(_lines(source.text))
    chrome = _chrome(lines)
    kept = [line for at, line in enumerate(lines) if at not in chrome]
    consumed = lines[-1].end == len(source.text)
    return Document(
        source.name,
        tuple(_blocks(source, kept)),
        Completeness.COMPLETE if consumed else Completeness.TRUNCATED,
    )


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for match in _LINE_END.finditer(text):
        yield _Line(start, match.start(), text[start : match.start()])
        start = match.end()
    yield _Line(start, len(text), text[start:])


def _chrome(lines: Sequence[_Line]) -> set[int]:
    printed = [at for at, line in enumerate(lines) if not line.blank]
    ends = {*printed[:_CHROME_LINES], *printed[-_CHROME_LINES:]}
    return {at for at in ends if _is_chrome(lines[at].text)}


def _is_chrome(text: str) -> bool:
    plain = squeeze(text)
    words = any(char.isalpha() for char in plain)  # a table line of bars and dashes has none
    return words and len(plain) <= 2 * _PROSE_CELL and _CHROME.fullmatch(plain) is not None


def _blocks(source: Source, lines: Sequence[_Line]) -> Iterator[Block]:
    rows: list[tuple[GridCell, ...]] = []
    blanks = 0
    for line in lines:
        if line.blank:
            blanks += 1
            continue
        cells = _cells(source, line)
        if len(rows) == 1 and _SHORT_RULING.fullmatch(line.text.strip()):
            cells = ()
        if rows and (cells is None or blanks > 1):
            yield Grid(tuple(rows))
            rows = []
        blanks = 0
        if cells is None:
            yield Paragraph(line.text.strip(), _trimmed(source, line.start, line.end))
        elif cells:
            rows.append(cells)
    if rows:
        yield Grid(tuple(rows))


def _cells(source: Source, line: _Line) -> tuple[GridCell, ...] | None:
    """The cells of a line: none for a ruling, None for a line of prose."""
    bars = [line.start + match.start() for match in _BAR.finditer(line.text)]
    if not bars:
        return None
    if _RULING.fullmatch(line.text):
        return ()
    last = line.start + len(line.text.rstrip())
    edges = [line.start - 1, *bars] + ([line.end] if bars[-1] != last - 1 else [])
    places = [_trimmed(source, before + 1, after) for before, after in pairwise(edges)]
    cells = tuple(GridCell(place.text.strip(), place) for place in places)
    prose = any(len(cell.text) > _PROSE_CELL and "。" in cell.text for cell in cells)
    return None if prose else cells


def _trimmed(source: Source, start: int, end: int) -> Span:
    """The place of the printed characters; of an empty cell, the blanks themselves."""
    text = source.text[start:end]
    stripped = text.strip()
    if not stripped:
        return Span(source, start, end)
    lead = len(text) - len(text.lstrip())
    return Span(source, start + lead, start + lead + len(stripped))
