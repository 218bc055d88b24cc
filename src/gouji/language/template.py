"""The text of a template → its parts.

literal   (a|b)   {n} number   {date}   {year}   {…} gap within a clause   {……} gap within a sentence
{digits} a run of digits   {blank} white space   {start} {end} of the paragraph
{name:a|b}  {name:n}  {name:date}  {name:…}  the same, captured under a name
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gouji.language import syntax, template_problems
from gouji.language.grammar import canonical
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span
from gouji.model.template import Choice, Literal, Part, Placeholder, Slot, Template

LONGEST = 500
"""Characters of a template: a template is a clause of a sentence, not a page."""

_GAPS = {
    "…": Slot.CLAUSE_GAP,
    "...": Slot.CLAUSE_GAP,
    "……": Slot.SENTENCE_GAP,
    "......": Slot.SENTENCE_GAP,
}
_SLOTS = {
    "n": Slot.NUMBER,
    "date": Slot.DATE,
    "year": Slot.YEAR,
    "digits": Slot.DIGITS,
    "blank": Slot.BLANK,
    "start": Slot.START,
    "end": Slot.END,
    "日期": Slot.DATE,
    "数字串": Slot.DIGITS,
    "空白": Slot.BLANK,
    "开头": Slot.START,
    "末尾": Slot.END,
    **_GAPS,
}
_TOKEN = re.compile(
    r"[{｛](?P<slot>[^{}｛｝]*)[}｝]|[(（](?P<choice>[^()（）{}｛｝]*[|｜][^()（）{}｛｝]*)[)）]"
)
_NAME = re.compile(r"[^\W\d]\w*")
_CLOSING = dict.fromkeys("(（", ")）") | dict.fromkeys("{｛", "}｝")
"""Bracket → those that close it."""


@dataclass(slots=True)
class _Bracket:
    """A bracket that is still open."""

    start: int
    closing: str
    bars: bool = False
    """Whether it holds a bar that stands in no bracket within it."""
    holds: bool = False
    """Whether it holds brackets."""
    choices: bool = False
    """Whether it holds choices or placeholders."""

    @property
    def round(self) -> bool:
        """Whether it is no brace."""
        return ")" in self.closing


def parse_template(text: syntax.Text) -> tuple[Template | None, Sequence[Diagnostic]]:
    """Read a template; (a|b) is a choice, other round brackets stand for themselves.

    >>> from gouji.model.span import Source
    >>> source = Source("example", '"收到{…}{n}(件|条)"')
    >>> template, _ = parse_template(syntax.Text(Span(source, 0, 15), "收到{…}{n}(件|条)"))
    >>> [type(part).__name__ for part in template.parts]
    ['Literal', 'Placeholder', 'Placeholder', 'Choice']
    """
    written, inner = text.text, text.inner
    if len(written) > LONGEST:
        return None, [template_problems.template_too_long(text.span, LONGEST)]
    parts: list[Part] = []
    places: list[Span] = []
    problems: list[Diagnostic] = []
    end = 0
    for start, stop in _overfull(written):
        problems.append(template_problems.placeholder_in_choice(inner.part(start, stop)))
        written = written[:start] + "—" * (stop - start) + written[stop:]
    for token in _TOKEN.finditer(written):
        _literal(
            written[end : token.start()], inner.part(end, token.start()), parts, places, problems
        )
        place = inner.part(token.start(), token.end())
        end = token.end()
        part = _placeholder(token["slot"], place) if token["choice"] is None else None
        if part is None:
            part = _choice(token["choice"], None, place)
        if isinstance(part, Diagnostic):
            problems.append(part)
        else:
            parts.append(part)
            places.append(place)
    _literal(written[end:], inner.part(end, len(written)), parts, places, problems)
    if not problems:
        problems += _shape(parts, places, text.span)
    return (None, problems) if problems else (Template(text.span, tuple(parts)), [])


def _overfull(written: str) -> Sequence[tuple[int, int]]:
    """Where the outermost choices stand whose options are more than plain words.

    >>> _overfull("(a|(b|c)|d)(e|f)(g{n:h|i})")
    [(0, 11)]
    """
    found: list[tuple[int, int]] = []
    open_: list[_Bracket] = []
    for at, sign in enumerate(written):
        if sign in _CLOSING:
            open_.append(_Bracket(at, _CLOSING[sign]))
        elif sign in "|｜" and open_:
            open_[-1].bars = True
        elif open_ and sign in open_[-1].closing:
            bracket = open_.pop()
            if bracket.bars and (bracket.choices or (bracket.round and bracket.holds)):
                found = [place for place in found if place[0] < bracket.start]
                found.append((bracket.start, at + 1))
            if open_:
                open_[-1].holds = True
                open_[-1].choices |= bracket.bars or bracket.choices or not bracket.round
    return found


def _literal(
    written: str, place: Span, parts: list[Part], places: list[Span], problems: list[Diagnostic]
) -> None:
    """Characters that stand for themselves; a lone brace or bar is a slip."""
    problems += [
        template_problems.unbalanced_template(place.part(stray.start(), stray.end()))
        for stray in re.finditer(r"[{}｛｝|｜]", written)
    ]
    if written.strip():
        parts.append(Literal(written))
        places.append(place)


def _placeholder(slot: str, place: Span) -> Part | Diagnostic:
    """What braces stand for: {n}, {name:n}, {name:a|b}."""
    name, colon, inside = (
        (part.strip() for part in re.split("([:：])", slot, maxsplit=1))
        if re.search("[:：]", slot)
        else ("", "", slot.strip())
    )
    if colon and not _NAME.fullmatch(name):
        return template_problems.bad_capture_name(place, name)
    captured = canonical(name) if colon else None
    known = _SLOTS.get(inside) or _SLOTS.get(canonical(inside))
    if known is not None:
        return Placeholder(known, captured)
    if colon and inside:
        return _choice(inside, captured, place)
    return template_problems.unknown_placeholder(place, inside)


def _choice(options: str, name: str | None, place: Span) -> Choice | Diagnostic:
    words = tuple(word.strip() for word in re.split("[|｜]", options))
    if not all(words):
        return template_problems.empty_choice(place)
    return Choice(words, name)


def _shape(parts: Sequence[Part], places: Sequence[Span], whole: Span) -> Sequence[Diagnostic]:
    """What no sentence can tell: an empty template, gaps at its ends, gaps side by side."""
    edges = [edge_of(part) for part in parts]
    if all(edges):
        return [template_problems.empty_template(whole)]
    gaps = [is_gap(part) for part in parts]
    problems = [
        template_problems.gap_at_end(places[at])
        for at in sorted({0, len(parts) - 1})
        if gaps[at] and not _named(parts[at])
    ]
    problems += [
        template_problems.two_gaps(places[at])
        for at in range(1, len(parts))
        if gaps[at] and gaps[at - 1]
    ]
    problems += [
        template_problems.misplaced_edge(place)
        for at, place in enumerate(places)
        if (edge := edges[at]) and at != (0 if edge is Slot.START else len(parts) - 1)
    ]
    seen: set[str] = set()
    for part, place in zip(parts, places, strict=True):
        if not isinstance(part, Literal) and part.name:
            if part.name in seen:
                problems.append(template_problems.capture_twice(place, part.name))
            seen.add(part.name)
    return problems


def _named(part: Part) -> bool:
    return not isinstance(part, Literal) and part.name is not None


def edge_of(part: Part) -> Slot | None:
    """The edge of the paragraph that a part stands for."""
    match part:
        case Placeholder(slot=Slot.START | Slot.END as slot):
            return slot
        case _:
            return None


def is_gap(part: Part) -> bool:
    """Whether a part stands for any text."""
    return isinstance(part, Placeholder) and part.slot in {Slot.CLAUSE_GAP, Slot.SENTENCE_GAP}


def naming_problem(template: Template) -> Diagnostic | None:
    """What a form's template may not hold: it names the agency and the year, and nothing else."""
    for part in template.parts:
        match part:
            case Literal() | Choice(name=None):
                continue
            case Placeholder(Slot.YEAR | Slot.CLAUSE_GAP, None):
                continue
            case Placeholder(Slot.CLAUSE_GAP, "agency"):
                continue
            case _:
                return template_problems.not_for_naming(template.span)
    return None
