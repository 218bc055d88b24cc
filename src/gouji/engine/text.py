"""Prose: templates become linear-time patterns, statements become numbers with their place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any, Protocol, assert_never

import re2

from gouji.engine.values import Capture, Match, Matches, Prose, SectionPassage
from gouji.language.checked import Statement
from gouji.model import template as t
from gouji.model.fold import fold
from gouji.model.number import NUMBER_PATTERN, Number, read_number
from gouji.model.report import Provenance

CLAUSE_GAP = r"[^,、.;:。!?\n0-9]{0,40}?"
SENTENCE_GAP = r"[^;。!?\n]{0,120}?"
YEAR = r"(?:19|20)[0-9]{2}"
DATE = rf"{YEAR} ?年 ?[0-9]{{1,2}} ?月 ?[0-9]{{1,2}} ?日|{YEAR}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}"
CLAUSE_END = re.compile(r"[,.;:。!?\n()]")
SENTENCE_END = re.compile(r"[;。!?\n]")
BLANKS = re.compile(r"\s+|(?<=[0-9])(?=[^0-9\s])|(?<=[^0-9\s])(?=[0-9])")
"""Where a text may print a blank: at one in the template, and beside figures."""
FIGURES = re.compile("[0-9]+")
NUMBER = "own"
"""The group of the template's own {n}."""


class Pattern(Protocol):
    """A compiled linear-time pattern."""

    groupindex: Mapping[str, int]

    def finditer(self, text: str) -> Iterator[Any]:
        """Every match, from left to right."""


def literal(text: str) -> str:
    """The characters of a literal; a blank in it is a blank that need not be printed."""
    return r"\s*".join(re.escape(word) for word in BLANKS.split(fold(text)))


def part_pattern(part: t.Part) -> str:
    """The pattern of one part of a template."""
    match part:
        case t.Literal():
            return literal(part.text)
        case t.Choice():
            options = "|".join(map(literal, part.options))
            return f"(?P<{group_name(part.name)}>{options})" if part.name else f"(?:{options})"
        case t.Placeholder():
            body = slot_pattern(part.slot)
            return f"(?P<{group_name(part.name)}>{body})" if part.name else f"(?:{body})"
        case _:
            assert_never(part)


def group_name(name: str) -> str:
    """A group name that any pattern accepts: names of captures may be Chinese."""
    return "g_" + "_".join(format(ord(c), "x") for c in name)


def slot_pattern(slot: t.Slot) -> str:
    """The pattern of a placeholder."""
    match slot:
        case t.Slot.NUMBER:
            return NUMBER_PATTERN
        case t.Slot.DATE:
            return DATE
        case t.Slot.YEAR:
            return YEAR
        case t.Slot.CLAUSE_GAP:
            return CLAUSE_GAP
        case t.Slot.SENTENCE_GAP:
            return SENTENCE_GAP
        case _:
            assert_never(slot)


@cache
def compiled(template: t.Template) -> Pattern:
    """The linear-time pattern of a template, to be run on folded text."""
    parts = [part_pattern(part) for part in template.parts]
    own = next((i for i, part in enumerate(template.parts) if is_own_number(part)), None)
    if own is not None:
        parts[own] = f"(?P<{NUMBER}>{NUMBER_PATTERN})"
    spaced = [
        r"\s*" if is_figure(before) or is_figure(after) else ""
        for before, after in pairwise(template.parts)
    ]
    joined = "".join(part + blank for part, blank in zip(parts, [*spaced, ""], strict=True))
    pattern: Pattern = re2.compile(joined)
    return pattern


def is_figure(part: t.Part) -> bool:
    """Whether a part stands for figures, beside which texts print blanks or none."""
    return isinstance(part, t.Placeholder) and part.slot in {
        t.Slot.NUMBER,
        t.Slot.YEAR,
        t.Slot.DATE,
    }


def is_own_number(part: t.Part) -> bool:
    """Whether a part is the number that a match of its template states."""
    return isinstance(part, t.Placeholder) and part.slot is t.Slot.NUMBER and not part.name


def around(folded: str, start: int, end: int, boundary: re.Pattern[str]) -> tuple[int, int]:
    """The stretch between the boundaries on either side of start … end."""
    before = 0
    for edge in boundary.finditer(folded, 0, start):
        before = edge.end()
    after = boundary.search(folded, end)
    return before, after.start() if after else len(folded)


def quoted(place: SectionPassage, start: int, end: int) -> Provenance:
    """The characters start … end of a passage, with their place in the document."""
    whole = place.passage.provenance
    return Provenance(whole.document, whole.locator.part(start, end), place.passage.text[start:end])


def matched(template: t.Template, place: SectionPassage, folded: str, hit: Any) -> Match:
    """One hit of a template as a value."""
    start, end = hit.span()
    groups = hit.groupdict()
    captures: dict[str, Capture] = {}
    for part in template.parts:
        if isinstance(part, t.Literal) or not part.name:
            continue
        group = compiled(template).groupindex[group_name(part.name)]
        text = place.passage.text[hit.start(group) : hit.end(group)]
        captures[part.name] = captured(part, text)
    stated = read_number(groups[NUMBER]) if NUMBER in groups else None
    return Match(
        number=stated if isinstance(stated, Number) else None,
        text=place.passage.text[start:end],
        negated=False,
        narrower=False,
        captures=captures,
        section=place.section,
        statement=None,
        provenance=quoted(place, start, end),
        context=quoted(place, *trimmed(folded, *around(folded, start, end, SENTENCE_END))),
    )


def captured(part: t.Choice | t.Placeholder, text: str) -> Capture:
    """What a named part stands for: a number, a date, or the words themselves."""
    match part:
        case t.Placeholder(t.Slot.NUMBER | t.Slot.YEAR):
            number = read_number(text)
            return number if isinstance(number, Number) else None
        case t.Placeholder(t.Slot.DATE):
            try:
                year, month, day = map(int, FIGURES.findall(fold(text)))
                return date(year, month, day)
            except ValueError:
                return None
        case _:
            return text


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without blanks at its ends."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def find(templates: Sequence[t.Template], prose: Prose) -> Matches:
    """Every place where a template fits, in the order of the text; no two of them overlap."""
    found: list[Match] = []
    for place in prose.passages:
        folded = fold(place.passage.text)
        taken: list[tuple[int, int, Match]] = []
        for template in templates:
            for hit in compiled(template).finditer(folded):
                start, end = hit.span()
                if not any(start < e and s < end for s, e, _ in taken):
                    taken.append((start, end, matched(template, place, folded, hit)))
        found += [m for _, _, m in sorted(taken, key=lambda item: item[:2])]
    return Matches(tuple(found), prose.lacking)


ITEM = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}[,、]|[(][一二三四五六七八九十0-9]{1,3}[)]"
    r"|(?<![0-9])[0-9]{1,2}[.、)](?![0-9])|[①-⑳])"
)
"""What stands before each point of an enumeration."""


def passages(_: Sequence[t.Template], prose: Prose) -> Matches:
    """The sentences of prose."""
    found = (quotation(place, *span) for place in prose.passages for span in sentences(place))
    return Matches(tuple(found), prose.lacking)


def problems(templates: Sequence[t.Template], prose: Prose) -> Matches:
    """The points of prose, without their numbering; with templates, those in which one fits."""
    found: list[Match] = []
    for place in prose.passages:
        folded = fold(place.passage.text)
        for start, end in points(folded, place):
            if not templates or occurs(templates, folded[start:end]):
                found.append(quotation(place, start, end))
    return Matches(tuple(found), prose.lacking)


def sentences(place: SectionPassage) -> Iterator[tuple[int, int]]:
    """Where the sentences of a passage stand."""
    folded = fold(place.passage.text)
    start = 0
    for end in [*(edge.start() for edge in SENTENCE_END.finditer(folded)), len(folded)]:
        inner = trimmed(folded, start, end)
        if inner[0] < inner[1]:
            yield inner
        start = end + 1


def points(folded: str, place: SectionPassage) -> Iterator[tuple[int, int]]:
    """Where the points of a passage stand: its sentences, cut where an enumeration goes on."""
    for start, end in sentences(place):
        cuts = [start]
        for number in ITEM.finditer(folded, start, end):
            if number.start() == start or folded[number.start() - 1] in ",.;:。、 ":
                cuts += [number.start(), number.end()]
        for before, after in pairwise([*cuts, end]):
            if not ITEM.fullmatch(folded[before:after]):
                inner = trimmed(folded, before, after)
                if inner[0] < inner[1]:
                    yield inner[0], inner[0] + len(folded[inner[0] : inner[1]].rstrip(",、:"))


def quotation(place: SectionPassage, start: int, end: int) -> Match:
    """A stretch of prose as it stands."""
    whole = quoted(place, start, end)
    return Match(
        number=None,
        text=whole.quote,
        negated=False,
        narrower=False,
        captures={},
        section=place.section,
        statement=None,
        provenance=whole,
        context=whole,
    )


def occurs(templates: Sequence[t.Template], folded: str) -> bool:
    """Whether some template fits anywhere in a folded text."""
    return any(fits(template, folded) for template in templates)


def fits(template: t.Template, folded: str) -> bool:
    """Whether a template fits anywhere; a plain word needs no pattern."""
    match template.parts:
        case (t.Literal(word),) if not BLANKS.search(word):
            return fold(word) in folded
        case _:
            return next(compiled(template).finditer(folded), None) is not None


def state(statement: Statement, prose: Prose) -> Matches:
    """The numbers that a statement finds, each once, and its negated forms, which mean zero."""
    found: list[Match] = []
    for place in prose.passages:
        found += stated_in(statement, place)
    return Matches(tuple(found), prose.lacking)


def stated_in(statement: Statement, place: SectionPassage) -> list[Match]:
    """What a statement finds in one passage, in order."""
    folded = fold(place.passage.text)
    hits: dict[int, Match] = {}
    for template in statement.find:
        own = compiled(template).groupindex[NUMBER]
        for hit in compiled(template).finditer(folded):
            at = hit.start(own)
            if at not in hits and not near(statement, folded, hit.span(own)):
                hits[at] = taken(statement, template, place, hit)
    none: dict[int, Match] = {}
    for template in statement.none:
        for hit in compiled(template).finditer(folded):
            at = hit.start()
            covered = any(start <= at < start + len(m.text) for start, m in none.items())
            if not covered and not near(statement, folded, hit.span()):
                none[at] = taken(statement, template, place, hit)
    return [match for _, match in sorted({**none, **hits}.items())]


def clause(folded: str, span: tuple[int, int]) -> tuple[int, int]:
    """The clause around a match."""
    return around(folded, span[0], span[1], CLAUSE_END)


def near(statement: Statement, folded: str, span: tuple[int, int]) -> bool:
    """Whether something that must not stand near a number does: in the clause around it."""
    start, end = clause(folded, span)
    return occurs(statement.unless, folded[start:end])


def taken(statement: Statement, template: t.Template, place: SectionPassage, hit: Any) -> Match:
    """A hit as a number of this statement; without a figure of its own it means none, zero."""
    folded = fold(place.passage.text)
    match = matched(template, place, folded, hit)
    start, end = clause(folded, hit.span())
    negated = match.number is None
    return Match(
        number=Number(Fraction(0), raw=match.text) if negated else match.number,
        text=match.text,
        negated=negated,
        narrower=occurs(statement.narrower, folded[start:end]),
        captures=match.captures,
        section=match.section,
        statement=statement.name,
        provenance=match.provenance,
        context=match.context,
    )
