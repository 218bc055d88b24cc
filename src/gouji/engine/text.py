"""Prose: templates become linear-time patterns, statements become numbers with their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

from gouji.engine.patterns import BLANKS, LONG, NUMBER, Finder, finder_of, group_name
from gouji.engine.values import Capture, Match, Matches, Prose, SectionPassage
from gouji.model import template as t
from gouji.model.fold import fold, ordinal_prefix, squeeze
from gouji.model.number import Number, read_number
from gouji.model.report import Provenance

YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=\s*年)")
HEADING_END = re.compile(r"[;。!?:\n]")
SENTENCE_END = re.compile(r"[;。!?\n]")
FIGURES = re.compile("[0-9]+")
remembered = lru_cache(maxsize=1024)(fold)


def folded_text(place: SectionPassage) -> str:
    """A passage as patterns read it; every rule on prose reads the same passages."""
    text = place.passage.text
    return fold(text) if len(text) > LONG else remembered(text)


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


def matched(finder: Finder, place: SectionPassage, folded: str, hit: Any) -> Match:
    """One hit of a template as a value."""
    start, end = hit.span()
    groups = hit.groupdict()
    captures: dict[str, Capture] = {}
    for part in finder.template.parts:
        if isinstance(part, t.Literal) or not part.name:
            continue
        group = finder.group(group_name(part.name))
        text = place.passage.text[hit.start(group) : hit.end(group)]
        captures[part.name] = captured(part, text)
    stated = read_number(groups[NUMBER]) if NUMBER in groups else None
    return Match(
        number=stated if isinstance(stated, Number) else None,
        text=place.passage.text[start:end],
        negated=False,
        scope="own",
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


Fitting: TypeAlias = dict[tuple[int, str], Sequence[Finder]]
"""Templates (their id) and a folded text → those that may fit in it: rules ask again for each place."""


def find(templates: Sequence[t.Template], prose: Prose, known: Fitting) -> Matches:
    """Every place where a template fits, in the order of the text; no two of them overlap.

    What is found out of the templates and the texts is added to what is known.
    """
    found: list[Match] = []
    for place in prose.passages:
        folded = folded_text(place)
        fitting = known.get((id(templates), folded))
        if fitting is None:
            fitting = [one for one in map(finder_of, templates) if one.may_fit(folded)]
            known[id(templates), folded] = fitting
        taken: list[tuple[int, int, Match]] = []
        for finder in fitting:
            for hit in finder.hits(folded):
                start, end = hit.span()
                if not any(start < e and s < end for s, e, _ in taken):
                    taken.append((start, end, matched(finder, place, folded, hit)))
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


def paragraphs(_: Sequence[t.Template], prose: Prose) -> Matches:
    """The paragraphs of prose."""
    found = (
        quotation(place, *trimmed(place.passage.text, 0, len(place.passage.text)))
        for place in prose.passages
        if place.passage.text.strip()
    )
    return Matches(tuple(found), prose.lacking)


def problems(templates: Sequence[t.Template], prose: Prose) -> Matches:
    """The points of prose, without their numbering; with templates, those in which one fits."""
    found: list[Match] = []
    for place in prose.passages:
        folded = folded_text(place)
        for start, end in points(folded, place):
            if not templates or occurs(templates, folded[start:end]):
                found.append(quotation(place, start, end))
    return Matches(tuple(found), prose.lacking)


LONGEST_HEADING = 40


def headings(templates: Sequence[t.Template], prose: Prose) -> Matches:
    """The sub-headings of prose, without their numbers; those in which a template fits are left out.

    What follows a number at the beginning of a paragraph is one, up to the first stop or colon.
    """
    found: list[Match] = []
    for place in prose.passages:
        folded = folded_text(place)
        number, rest = ordinal_prefix(folded)
        start = len(folded) - len(rest)
        end = next((edge.start() for edge in HEADING_END.finditer(folded, start)), len(folded))
        start, end = trimmed(folded, start, end)
        told = number is not None and 0 < end - start <= LONGEST_HEADING
        if told and not occurs(templates, folded[start:end]):
            found.append(quotation(place, start, end))
    return Matches(tuple(found), prose.lacking)


def repeats(templates: Sequence[t.Template], prose: Prose) -> Matches:
    """The paragraphs of prose that stood in it before; those in which a template fits are left out."""
    found: list[Match] = []
    known: dict[str, Provenance] = {}
    for place in prose.passages:
        folded = folded_text(place)
        key = squeeze(folded)
        if key in known and not occurs(templates, folded):
            again = quotation(place, *trimmed(folded, 0, len(folded)))
            found.append(replace(again, beside=(known[key],)))
        known.setdefault(key, place.passage.provenance)
    return Matches(tuple(found), prose.lacking)


def shared(templates: Sequence[t.Template], one: Prose, other: Prose) -> Matches:
    """The sentences of prose that other prose has, too, but for years and blanks.

    Sentences in which a template fits are left out.
    """
    known: dict[str, Provenance] = {}
    for place in other.passages:
        for start, end in sentences(place):
            known.setdefault(undated(place, start, end), quoted(place, start, end))
    found = [
        replace(quotation(place, start, end), beside=(known[key],))
        for place in one.passages
        for start, end in sentences(place)
        if (key := undated(place, start, end)) in known
        and not occurs(templates, folded_text(place)[start:end])
    ]
    return Matches(tuple(found), (*one.lacking, *other.lacking))


def undated(place: SectionPassage, start: int, end: int) -> str:
    """A stretch of prose without its years and blanks."""
    return squeeze(YEAR.sub("", folded_text(place)[start:end]))


def sentences(place: SectionPassage) -> Iterator[tuple[int, int]]:
    """Where the sentences of a passage stand."""
    folded = folded_text(place)
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
        scope="own",
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
            return next(finder_of(template).hits(folded), None) is not None
