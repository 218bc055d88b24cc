"""What a document says it is: title, agency and year, found by the templates of a form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, Protocol

import re2

from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import fold, squeeze
from gouji.model.form import Form
from gouji.model.frozen import frozen
from gouji.model.numeral import chinese_integer
from gouji.model.span import Span
from gouji.model.template import Choice, Literal, Part, Placeholder, Slot, Template
from gouji.readers import problems
from gouji.readers.document import Fact, Paragraph, Stated
from gouji.readers.imprint import signer

_TITLE = 60
"""A longer paragraph is no title."""
_NO_STOP = "[^0-9,;:.!?。、()\\[\\]《》\"']"
_YEAR = "(?:(?:19|20)[0-9]{2}|(?:一九|二[零〇○])[零〇○一二三四五六七八九]{2})"
_GAP = f"{_NO_STOP}{{0,12}}?(?:{_YEAR}年)?{_NO_STOP}{{0,12}}?"
_YEARS = re.compile(f"(?<![0-9]){_YEAR}(?![0-9])")
_LETTER = (
    r"[^\x00-@\[-`{-\x{BF}\x{2000}-\x{214F}\x{2190}-\x{2FFF}\x{3000}-\x{3004}\x{3008}-\x{3020}]"
)
"""What a name may consist of, by what it does not: RE2 would take long over every kind of letter."""
_LETTERS = f"{_LETTER}{{2,40}}?"
_NUMBERED = f"(?:[0-9]{{0,4}}{_LETTER}){{2,40}}?"
"""A name with figures in it; none at its end, where they would be those of the year."""


_DATED = re.compile(f"{_YEAR}年")
_BESIDE = re.compile(r"[_|｜]|\s*[-–—]+\s*")


class Compiled(Protocol):
    """A compiled linear-time pattern."""

    def finditer(self, text: str) -> Iterator[Any]:
        """Every match, from left to right."""

    def fullmatch(self, text: str) -> Any:
        """The match of the whole text, if there is one."""


@frozen
class Pattern:
    """A compiled template, and which of its groups hold the agency and the year, if any."""

    compiled: Compiled
    agency: int | None
    year: int | None


@frozen
class Naming:
    """How a document names itself; `title` gives the paragraphs that make up its title."""

    title: str | None
    agency: str | None
    year: int | None
    paragraphs: tuple[Paragraph, ...]
    diagnostics: tuple[Diagnostic, ...]


@frozen
class _Squeezed:
    """The text without white space, and where each of its characters was printed."""

    text: str
    printed: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> str:
        """What was printed between two places of the squeezed text."""
        words = self.printed[self.offsets[start] : self.offsets[end - 1] + 1].split()
        return (" " if self.text[start:end].isascii() else "").join(words)


def name(
    form: Form, before: Sequence[Paragraph], after: Sequence[Paragraph], by_file: Stated
) -> Naming:
    """Title, agency and year by the paragraphs before the first heading; else the year by others.

    The title is a short paragraph, or two that follow each other, which a template with the
    agency matches as a whole.  Where years differ, that of the title (else the first) is taken.
    What the title does not say, the file or the signature may.
    """
    patterns = [_compile(template, _LETTERS) for template in form.templates]
    numbered = [_compile(template, _NUMBERED) for template in form.templates]
    named = _named([*patterns, *numbered], before, after)
    found, notes = _titled_by_file(named, [*patterns, *numbered], by_file)
    if found.agency is None and (signed := signer([*before, *after])):
        agency, line = signed
        found = replace(found, agency=agency)
        notes.append(problems.named_by_signature(agency, line.place))
    if found.agency is None:
        for stated in by_file.get(Fact.AGENCY, ())[:1]:
            if _is_named(stated.text, [*before, *after]):
                found = replace(found, agency=stated.text)
                notes.append(problems.stated_by_file(problems.AGENCY, stated.text, stated.place))
    return replace(found, diagnostics=(*found.diagnostics, *notes))


def _is_named(agency: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a name stands in a line of its own or in a sentence: files call others their source."""
    plain = squeeze(agency)
    texts = (squeeze(paragraph.text) for paragraph in paragraphs)
    return any(plain in text and (text == plain or "。" in text) for text in texts)


def _titled_by_file(
    named: Naming, patterns: Sequence[Pattern], by_file: Stated
) -> tuple[Naming, list[Diagnostic]]:
    """The same with title, agency and year of the title that only the file states."""
    if named.title is None:
        for whole in by_file.get(Fact.TITLE, ()):
            parts = [Paragraph(part, whole.place) for part in _parts_of_title(whole.text)]
            title, agency, lines = _title(patterns, parts)
            if title is not None:
                years = [year for year, _ in _years(patterns, lines[:1])]
                year = named.year if named.year is not None else next(iter(years), None)
                note = problems.stated_by_file(problems.TITLE, title, whole.place)
                return replace(named, title=title, agency=agency, year=year), [note]
    return named, []


def _parts_of_title(text: str) -> list[str]:
    """A title as a file states it, and its parts: the name of the site often stands beside it."""
    return [text, *(part.strip() for part in _BESIDE.split(text) if part.strip())]


def _named(
    patterns: Sequence[Pattern], before: Sequence[Paragraph], after: Sequence[Paragraph]
) -> Naming:
    title, agency, lines = _title(patterns, before)
    stated = list(_years(patterns, before))
    if title is not None:
        stated = [*_years(patterns, [Paragraph(title, lines[0].place)]), *stated]
    if not stated:
        stated = list(_years(patterns, after))
    years = list(dict.fromkeys(year for year, _ in stated))
    problem = (problems.several_years(years, years[0], stated[0][1]),) if len(years) > 1 else ()
    return Naming(title, agency, years[0] if years else None, lines, problem)


def _title(
    patterns: Sequence[Pattern], paragraphs: Sequence[Paragraph]
) -> tuple[str | None, str | None, tuple[Paragraph, ...]]:
    naming = [pattern for pattern in patterns if pattern.agency is not None]
    single = [(paragraph,) for paragraph in paragraphs]
    pairs = pairwise(paragraphs)
    for lines in (*single, *pairs):
        text = "".join(line.text for line in lines)
        if len(text) > _TITLE:
            continue
        squeezed = _squeezed(text)
        for pattern in naming:
            match = pattern.compiled.fullmatch(squeezed.text)
            if not match or not _is_apart(pattern, match, squeezed.text):
                continue
            start, end = match.span(pattern.agency)
            if not _DATED.search(squeezed.text, start, end):
                return text, squeezed.original(start, end), lines
    return None, None, ()


def _years(
    patterns: Sequence[Pattern], paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[int, Span]]:
    """Every year in what the templates with a year find."""
    dated = [pattern for pattern in patterns if pattern.year is not None]
    for paragraph in paragraphs:
        squeezed = squeeze(paragraph.text)
        if not _YEARS.search(squeezed):
            continue
        matches = ((p, match) for p in dated for match in p.compiled.finditer(squeezed))
        apart = (match.group() for p, match in matches if _is_apart(p, match, squeezed))
        for year in (year for found in apart for year in _YEARS.findall(found)):
            yield _value(year), paragraph.place


def _is_apart(pattern: Pattern, match: Any, text: str) -> bool:
    """Whether the year of a match, if it has one, is no part of a longer number."""
    if pattern.year is None:
        return True
    start, end = match.span(pattern.year)
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(char in "0123456789" for char in beside)


def _value(year: str) -> int:
    value = int(year) if year[0] in "0123456789" else chinese_integer(year)
    assert value is not None
    return value


def _squeezed(text: str) -> _Squeezed:
    folded = fold(text)
    offsets = tuple(at for at, char in enumerate(folded) if not char.isspace())
    return _Squeezed("".join(folded[at] for at in offsets), text, offsets)


@lru_cache(maxsize=256)
def _compile(template: Template, agency: str) -> Pattern:
    """The linear-time pattern of a template, for text without white space."""
    named = set[str]()
    compiled = re2.compile("".join(_part(part, agency, named) for part in template.parts))
    groups: Mapping[str, int] = compiled.groupindex
    return Pattern(compiled, groups.get("agency"), groups.get("year"))


def _part(part: Part, agency: str, named: set[str]) -> str:
    """The pattern of a part; a group is named the first time it occurs, and only then."""
    match part:
        case Literal():
            return re.escape(squeeze(part.text))
        case Choice():
            return f"(?:{'|'.join(re.escape(squeeze(option)) for option in part.options)})"
        case Placeholder(Slot.YEAR):
            return _group("year", _YEAR, named)
        case Placeholder(name=None):
            return f"(?:{_GAP})"
        case Placeholder(name=str() as name):
            return _group(name, agency, named)
        case _:
            raise AssertionError(f"an unchecked template of a form: {part}")


def _group(name: str, body: str, named: set[str]) -> str:
    opening = "(?:" if name in named else f"(?P<{name}>"
    named.add(name)
    return f"{opening}{body})"
