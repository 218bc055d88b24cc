"""What a document says it is: title, agency and year, found by the templates of a form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import fold, squeeze
from gouji.model.form import Form
from gouji.model.numeral import chinese_integer
from gouji.model.span import Span
from gouji.model.template import Choice, Literal, Part, Placeholder, Slot, Template
from gouji.readers import problems
from gouji.readers.document import Paragraph

_TITLE = 60
"""A longer paragraph is no title."""
_NO_STOP = "[^0-9,;:.!?。、()\\[\\]《》\"']"
_YEAR = "(?<![0-9])(?:(?:19|20)[0-9]{2}|(?:一九|二[零〇○])[零〇○一二三四五六七八九]{2})(?![0-9])"
_GAP = f"{_NO_STOP}{{0,12}}?(?:{_YEAR}年)?{_NO_STOP}{{0,12}}?"
_YEARS = re.compile(_YEAR)


@dataclass(frozen=True, slots=True)
class Naming:
    """How a document names itself; `title` gives the paragraphs that make up its title."""

    title: str | None
    agency: str | None
    year: int | None
    paragraphs: tuple[Paragraph, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """The text without white space, and where each of its characters was printed."""

    text: str
    printed: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> str:
        """What was printed between two places of the squeezed text."""
        words = self.printed[self.offsets[start] : self.offsets[end - 1] + 1].split()
        return (" " if self.text[start:end].isascii() else "").join(words)


def name(form: Form, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Naming:
    """Title, agency and year by the paragraphs before the first heading; else the year by others.

    The title is a short paragraph, or two that follow each other, which a template with the
    agency matches as a whole.  Where years differ, that of the title (else the first) is taken.
    """
    patterns = [_compile(template) for template in form.templates]
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
    patterns: Sequence[re.Pattern[str]], paragraphs: Sequence[Paragraph]
) -> tuple[str | None, str | None, tuple[Paragraph, ...]]:
    naming = [pattern for pattern in patterns if "agency" in pattern.groupindex]
    single = [(paragraph,) for paragraph in paragraphs]
    pairs = pairwise(paragraphs)
    for lines in (*single, *pairs):
        text = "".join(line.text for line in lines)
        if len(text) > _TITLE:
            continue
        squeezed = _squeezed(text)
        for pattern in naming:
            match = pattern.fullmatch(squeezed.text)
            if match:
                return text, squeezed.original(*match.span("agency")), lines
    return None, None, ()


def _years(
    patterns: Sequence[re.Pattern[str]], paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[int, Span]]:
    """Every year in what the templates with a year find."""
    dated = [pattern for pattern in patterns if "year" in pattern.groupindex]
    for paragraph in paragraphs:
        squeezed = squeeze(paragraph.text)
        if not _YEARS.search(squeezed):
            continue
        matches = (match for pattern in dated for match in pattern.finditer(squeezed))
        for year in (year for match in matches for year in _YEARS.findall(match[0])):
            yield _value(year), paragraph.place


def _value(year: str) -> int:
    value = int(year) if year[0] in "0123456789" else chinese_integer(year)
    assert value is not None
    return value


def _squeezed(text: str) -> _Squeezed:
    folded = fold(text)
    offsets = tuple(at for at, char in enumerate(folded) if not char.isspace())
    return _Squeezed("".join(folded[at] for at in offsets), text, offsets)


@lru_cache(maxsize=256)
def _compile(template: Template) -> re.Pattern[str]:
    """The pattern of a template, for text without white space."""
    named = set[str]()
    return re.compile("".join(_part(part, named) for part in template.parts))


def _part(part: Part, named: set[str]) -> str:
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
            return _group(name, "[^\\W\\d_]{2,40}?", named)
        case _:
            raise AssertionError(f"an unchecked template of a form: {part}")


def _group(name: str, body: str, named: set[str]) -> str:
    opening = "(?:" if name in named else f"(?P<{name}>"
    named.add(name)
    return f"{opening}{body})"
