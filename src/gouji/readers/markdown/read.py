"""From Markdown to a document: the printed characters as text, its tables and headings as such."""

import re
import sys
from dataclasses import dataclass, field, replace

from gouji.model.diagnostic import Diagnostic
from gouji.model.report import Completeness
from gouji.model.span import Source, Span
from gouji.readers import limits
from gouji.readers.document import Block, Document, Grid, GridCell, Paragraph
from gouji.readers.lined import BARS, blocks
from gouji.readers.markdown import problems, tables
from gouji.readers.markdown.markup import INSET, Plain, Shown, doubt, inline, plain, printed
from gouji.readers.problems import nothing_printed

_LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029]|$)")
_ENDS = "\n\r\v\f\x85\u2028\u2029"
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t\u3000]+|$)")
_CLOSING = re.compile(r"(?:(?<=\s)|^)#+\s*$")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)\s*")
_THEMATIC = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_QUOTED = re.compile(r"(?: {0,3}>[ \t]?)+")
_LISTED = re.compile(r"\s*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_NOTE = re.compile(r" {0,3}\[\^[^\[\]\s]+\]:[ \t]*")
_ADDRESS = re.compile(
    r" {0,3}\[[^\[\]]+\]:[ \t]*<?[^\s<>]*[./#][^\s<>]*>?(?:[ \t]+[\"'(].*)?[ \t]*"
)
_DELIMITER = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TITLE = 60
"""A longer line above a ruling is a paragraph."""


def read(source: Source) -> Document:
    """The paragraphs and grids of Markdown; places are those of the printed characters.

    Headings are paragraphs of their own.  Lines go on with one another as those of a text do:
    programs that recognise pages keep the line ends of the page, and part what they kept together.
    """
    if not source.text.strip():
        nothing = (nothing_printed(Span(source, 0, len(source.text))),)
        return Document(source.name, (), Completeness.UNREADABLE, nothing)
    if too_much := limits.beyond(source, BARS + "\t"):
        return Document(source.name, (), Completeness.UNREADABLE, (too_much,))
    walk = _Walk(source)
    walk.all()
    text = plain(source, walk.shown)
    insets = iter(walk.insets)
    found = [
        block
        for one in blocks(text.source, frozenset(walk.alone))
        for block in (next(insets) if _is_inset(one) else [_placed(one, text)])
    ]
    cut = Completeness.TRUNCATED if walk.cut else Completeness.COMPLETE
    return Document(source.name, tuple(found), cut, tuple(walk.diagnostics))


def _is_inset(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text == INSET


def _placed(block: Block, text: Plain) -> Block:
    """A block of the plain text with its places in the file."""
    if isinstance(block, Paragraph):
        return Paragraph(printed(block.text), text.place(block.place))
    return Grid(
        tuple(tuple(_cell(cell, text) for cell in line) for line in block.lines), block.drawn
    )


def _cell(cell: GridCell, text: Plain) -> GridCell:
    place = text.place(cell.place)
    return replace(cell, text=printed(cell.text), place=place, doubt=doubt(cell.text))


@dataclass(slots=True)
class _Walk:
    """Walks down the lines of a file and keeps what they print."""

    source: Source
    shown: list[Shown] = field(default_factory=list)
    alone: set[int] = field(default_factory=set)
    """Where in the printed characters lines begin that are paragraphs of their own."""
    insets: list[list[Block]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    cut: bool = False
    _unclosed: int = sys.maxsize
    """From where on no comment ends."""
    _fence: str = ""
    _before: int | None = None
    """Where in the printed characters the line above begins, if it may be a title."""
    _rows: int = 0
    """The table lines right above."""

    def all(self) -> None:
        """Keep what the whole file prints."""
        at = 0
        while at < len(self.source.text):
            match = _LINE.match(self.source.text, at)
            assert match is not None
            at = self._line(at, match.end())

    def _line(self, start: int, end: int) -> int:
        """Keep a line, or the table or comment that begins on it; where the next line begins."""
        text = self.source.text[start:end].rstrip(_ENDS)
        if self._fenced(text):
            return self._ended(start + len(text), end)
        inset = None if self._fence else _TABLE.search(text)
        opened = -1 if self._fence else text.rfind("<!--")
        closed = self._closed(start + opened) if opened >= 0 else -1
        if closed >= start + len(text):
            self._content(text[:opened], start)
            return closed + len("-->")
        if inset:
            self._content(text[: inset.start()], start)
            return self._inset(start + inset.start())
        self._content(text, start)
        return self._ended(start + len(text), end)

    def _closed(self, start: int) -> int:
        """Where the comment ends that begins at `start`; -1 where it does not."""
        if self._unclosed <= start:
            return -1
        found = self.source.text.find("-->", start)
        self._unclosed = start if found < 0 else self._unclosed
        return found

    def _fenced(self, text: str) -> bool:
        """Whether a line opens or closes a block of code."""
        match = _FENCE.match(text)
        mark = match[1] if match else ""
        if self._fence:
            closes = mark.startswith(self._fence) and not text.strip().strip(mark[:1])
            self._fence = "" if closes else self._fence
            return closes
        self._fence = mark
        return bool(mark)

    def _ended(self, start: int, end: int) -> int:
        self.shown += ((self.source.text[at], at, at + 1) for at in range(start, end))
        return end

    def _inset(self, start: int) -> int:
        end, closed = tables.region(self.source.text, start)
        place = Span(self.source, start, end)
        try:
            found = list(tables.blocks(self.source, start, end))
        except limits.TooLargeError:
            found = []
            self.diagnostics.append(limits.large_table(place))
        if not closed:
            self.cut = True
            self.diagnostics.append(problems.open_table(place))
        self.shown.append(("\n", start, start))
        self.alone.add(len(self.shown))
        self.shown += [(INSET, start, end), ("\n", end, end)]
        self.insets.append(found)
        return end

    def _content(self, text: str, start: int) -> None:
        """Keep what a line prints without its end."""
        if self._fence:
            self.shown += ((char, start + at, start + at + 1) for at, char in enumerate(text))
            return
        if quoted := _QUOTED.match(text):
            text, start = text[quoted.end() :], start + quoted.end()
        if _BAR.search(text):
            self._row(text, start)
            return
        self._rows = 0
        title, self._before = self._before, None
        if title is not None and _SETEXT.fullmatch(text):
            self.alone.add(title)
        elif heading := _HEADING.match(text):
            self.alone.add(len(self.shown))
            closing = _CLOSING.search(text, heading.end())
            end = closing.start() if closing else len(text)
            self._inline(text[heading.end() : end], start + heading.end())
        elif not _THEMATIC.fullmatch(text):
            self._words(text, start)

    def _row(self, text: str, start: int) -> None:
        self._before = None
        self._rows += 1
        if self._rows == 2 and _DELIMITER.fullmatch(text):  # noqa: PLR2004
            return
        lead = len(text) - len(text.lstrip())
        first = lead + 1 if text[lead] == "|" else 0
        self.shown += inline(text[first:], start + first, row=True)

    def _words(self, text: str, start: int) -> None:
        if _ADDRESS.fullmatch(text):
            return
        note = _NOTE.match(text)
        first = note.end() if note else 0
        listed = _LISTED.match(text)
        if listed and any(map(str.isalpha, text[listed.end() :])):
            first = listed.end()
        if text.strip() and len(text) <= _TITLE:
            self._before = len(self.shown)
        self._inline(text[first:], start + first)

    def _inline(self, text: str, start: int) -> None:
        self.shown += inline(text, start, row=False)
