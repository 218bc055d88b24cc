"""Findings as the rows of a table for a meeting: the same for every output that is a table."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise, takewhile

from gouji.model.cause import Explanation
from gouji.model.finding import OPPOSITES, OUTCOME, Finding, Outcome
from gouji.model.frozen import frozen
from gouji.model.locator import Locator, ranges, told
from gouji.model.report import Provenance
from gouji.model.result import natural
from gouji.model.wording import Language, Wording, listed, same
from gouji.renderers import words
from gouji.renderers.printable import printable

_PLACE_SEPARATOR = " · "
_FIRST_PLACES = 3
_FIRST_AGENCIES = 5
FIRST_RULES = 10
Sources = frozenset[str]
_HERE = "\0"
"""Stands for the name of the place in the pattern of a message."""


@frozen
class Row:
    """One line of the findings table."""

    number: str
    agency: str
    year: str
    rule: str
    severity: str
    outcome: str
    place: str
    message: str
    formula: str
    basis: str
    suggestion: str
    source: str
    """Where the report lies; a column only where there is room for it."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The fields in the order of the columns, the source apart."""
        return (
            *(self.number, self.agency, self.year, self.rule, self.severity, self.outcome),
            *(self.place, self.message, self.formula, self.basis, self.suggestion),
        )


def headers(columns: Iterable[Wording], language: Language) -> list[str]:
    """The headings of columns."""
    return [column.in_language(language) for column in columns]


def rows(
    findings: Iterable[Finding], language: Language, alike: Sources = frozenset()
) -> list[Row]:
    """One row for each cause; else for each rule, report, arithmetic and sentence, with their places.

    Rules that want for the same, such as the year before, share one row of the report.  `alike`
    gives the sources that agency and year do not tell apart: there the place names the source.

    >>> rows([], Language.ZH)
    []
    """
    return [
        _row(number, group, language, alike)
        for number, group in enumerate(_grouped(findings, _same_row), start=1)
    ]


def unchecked_rows(
    findings: Iterable[Finding], language: Language, alike: Sources = frozenset()
) -> list[tuple[str, ...]]:
    """One row for each report, rule and reason that kept a rule from being decided.

    What the run was not given, such as the year before, is one row for all reports and rules.
    """
    undecided = [f for f in findings if f.outcome is Outcome.UNKNOWN]
    wanting = _grouped((f for f in undecided if wants(f)), lambda f: f.reason)
    return [
        *_undecided_rows((f for f in undecided if not wants(f)), language, alike),
        *(_wanting_row(group, language) for group in wanting),
    ]


def explained(finding: Finding) -> bool:
    """Whether a cause is known that goes before what each finding says."""
    return finding.cause is not None and bool(finding.cause.explanations)


def formula_text(finding: Finding, language: Language) -> str:
    """The arithmetic; that of a failed rule, waived or not, says what is the case, and how far off.

    Every other outcome keeps the sign of the requirement; a difference that rounding may have made
    is told.
    """
    formula = finding.formula
    if formula is None:
        return ""
    failed = finding.outcome in {Outcome.FAIL, Outcome.WAIVED}
    sign = OPPOSITES[formula.sign] if failed else formula.sign
    text = f"{formula.left} {sign} {formula.right}"
    if finding.difference is None:
        return text
    told = words.difference if failed else words.within_rounding
    return text + told(finding.difference).in_language(language)


def _undecided_rows(
    findings: Iterable[Finding], language: Language, alike: Sources
) -> Iterable[tuple[str, ...]]:
    return (
        (
            *_whose(group[0]),
            printable(group[0].rule),
            words.reason(group[0].reason, language),
            str(len(group)),
            _first_places(group, language, alike),
            printable(group[0].message.in_language(language)),
            printable(_suggestion(group, language)),
        )
        for group in _grouped(findings, lambda f: (f.source, f.rule, f.reason))
    )


def _wanting_row(group: Sequence[Finding], language: Language) -> tuple[str, ...]:
    """Everybody who wants for the same."""
    names = list(dict.fromkeys(_whose(finding)[0] for finding in group))
    agencies = words.ENUMERATION.in_language(language).join(names[:_FIRST_AGENCIES])
    if len(names) > _FIRST_AGENCIES:
        agencies += words.more_agencies(len(names)).in_language(language)
    return (
        agencies,
        ranges(sorted({finding.year for finding in group if finding.year is not None})),
        named_rules(group, FIRST_RULES, language),
        words.reason(group[0].reason, language),
        str(len(group)),
        "",
        _wanted(group[0], language),
        _suggestion(group, language),
    )


def wants(finding: Finding) -> bool:
    """Whether a rule is undecided because of what is beside the report, not within."""
    return finding.outcome is Outcome.UNKNOWN and finding.reason in words.WANTING


def _wanted(finding: Finding, language: Language) -> str:
    assert finding.reason is not None
    return words.WANTING[finding.reason].in_language(language)


def named_rules(group: Sequence[Finding], most: int, language: Language) -> str:
    """The rules of a group, the first ones by name."""
    rules = sorted({finding.rule for finding in group}, key=natural)
    text = words.ENUMERATION.in_language(language).join(rules[:most])
    if len(rules) > most:
        text += words.more_rules(len(rules)).in_language(language)
    return printable(text)


def _grouped(
    findings: Iterable[Finding], key: Callable[[Finding], Hashable]
) -> Iterable[Sequence[Finding]]:
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return groups.values()


def _same_row(finding: Finding) -> Hashable:
    """What findings of one row share: the cause; or the arithmetic, and the words but for the place."""
    if wants(finding):
        return finding.source, finding.reason
    cause = finding.cause.id if finding.cause is not None else None
    if explained(finding):
        return finding.source, cause, finding.outcome, finding.waiver
    return (
        *(finding.source, finding.rule, finding.outcome, finding.severity, finding.reason),
        *(finding.formula, finding.difference, cause),
        *(finding.reading, finding.suggestion, finding.waiver),
        *(_pattern(finding, language) for language in Language),
    )


def _row(number: int, group: Sequence[Finding], language: Language, alike: Sources) -> Row:
    first = min(group, key=lambda finding: finding.severity.weight)
    agency, year = _whose(first)
    tell = _wanting if wants(first) else _of_cause if explained(first) else _of_rule
    place, message, formula, basis = tell(group, language, alike)
    return Row(
        number=str(number),
        agency=agency,
        year=year,
        rule=named_rules(group, len(group), language),
        severity=words.SEVERITY[first.severity].in_language(language),
        outcome=OUTCOME[first.outcome].in_language(language),
        place=printable(place),
        message=printable(message),
        formula=printable(formula),
        basis=printable(basis),
        suggestion=printable(_suggestion(group, language)),
        source=printable(first.source),
    )


Told = tuple[str, str, str, str]
"""Place, message, arithmetic and basis of a row."""


def _wanting(group: Sequence[Finding], language: Language, alike: Sources) -> Told:
    first = group[0]
    return _only_source(first, alike), _wanted(first, language), "", ""


def _of_rule(group: Sequence[Finding], language: Language, alike: Sources) -> Told:
    return (
        _located(group, language, alike),
        _message(group, language),
        _formulas(group, language),
        group[0].basis.in_language(language),
    )


def _of_cause(group: Sequence[Finding], language: Language, alike: Sources) -> Told:
    """The cause, and the identities that fail because of it."""
    cause = group[0].cause
    assert cause is not None
    several = len({finding.rule for finding in group}) > 1
    end = words.SEMICOLON.in_language(language)
    messages = [finding.message.in_language(language) for finding in group if len(group) == 1]
    bases = dict.fromkeys(finding.basis.in_language(language) for finding in group)
    return (
        _located(group, language, alike)
        if cause.named is None
        else _at_cells(cause.named, language),
        end.join(dict.fromkeys([*messages, cause.message.in_language(language)])),
        end.join(_identity(finding, language, several=several) for finding in group),
        end.join(basis for basis in bases if basis),
    )


def _at_cells(explanation: Explanation, language: Language) -> str:
    """The cells that are wrong, and where they are printed."""
    place = _places([one.place.in_language(language) for one in explanation.corrections], language)
    printed = [one.provenance for one in explanation.corrections if one.provenance is not None]
    return place + _printed(printed, printed[0].document if printed else "", "", language)


def _identity(finding: Finding, language: Language, *, several: bool) -> str:
    """The arithmetic of a finding with its place, and its rule where there are others."""
    parts = finding.place.in_language(language).split(_PLACE_SEPARATOR)
    name = f"{finding.rule} {parts[-1]}" if several else parts[-1]
    return name + words.COLON.in_language(language) + formula_text(finding, language)


def _suggestion(group: Sequence[Finding], language: Language) -> str:
    """What to do about it, the waiver that accepts it, and how what it rests on was read."""
    finding = min(group, key=lambda finding: finding.severity.weight)
    suggestion = finding.suggestion
    if suggestion is None and finding.outcome is Outcome.UNKNOWN:
        suggestion = words.ADVICE.get(finding.reason or "")
    texts = [suggestion.in_language(language)] if suggestion else []
    if finding.cause is not None:
        advice = finding.cause.suggestion if explained(finding) else finding.cause.message
        texts += [advice.in_language(language)] if advice is not None else []
    if finding.waiver is not None:
        until, why, who = finding.waiver.until, finding.waiver.reason, finding.waiver.approver
        over = finding.outcome is not Outcome.WAIVED
        texts.append(words.waived(until.isoformat(), why, who, over=over).in_language(language))
    texts += [
        words.read_thus(note.message).in_language(language)
        for note in dict.fromkeys(note for finding in group for note in finding.caveats)
    ]
    return words.SEMICOLON.in_language(language).join(dict.fromkeys(texts))


def _formulas(group: Sequence[Finding], language: Language) -> str:
    texts = dict.fromkeys(formula_text(finding, language) for finding in group)
    return words.SEMICOLON.in_language(language).join(texts)


def _whose(finding: Finding) -> tuple[str, str]:
    """The agency, or the file where it is not known; and the year."""
    return (
        printable(finding.agency or finding.source),
        "" if finding.year is None else str(finding.year),
    )


def _places(places: Sequence[str], language: Language) -> str:
    """Several places, their common beginning once: Table 3 · A, B."""
    split = [place.split(_PLACE_SEPARATOR) for place in dict.fromkeys(places)]
    common = 0
    while all(len(parts) > common + 1 for parts in split) and all(
        a[common] == b[common] for a, b in pairwise(split)
    ):
        common += 1
    ends = (_PLACE_SEPARATOR.join(parts[common:]) for parts in split)
    listed = words.ENUMERATION.in_language(language).join(ends)
    return _PLACE_SEPARATOR.join([*split[0][:common], listed])


def _only_source(finding: Finding, alike: Sources) -> str:
    """The source of a finding, where agency and year do not tell it; else ""."""
    return finding.source if finding.source in alike else ""


def _located(group: Sequence[Finding], language: Language, alike: Sources) -> str:
    """The places of a row, and where in the source its figures and words stand.

    Other documents than that of the report, such as last year's, are named; so is that of the
    report, where agency and year do not tell it.
    """
    place = _places([f.place.in_language(language) for f in group], language)
    evidence = [printed for finding in group for printed in finding.evidence]
    return place + _printed(evidence, group[0].source, _only_source(group[0], alike), language)


def _printed(evidence: Iterable[Provenance], own: str, name: str, language: Language) -> str:
    """Where figures and words stand, in brackets; `name` is told of the report's own document."""
    found: dict[str, list[Locator]] = {}
    for printed in evidence:
        found.setdefault(printed.document, []).append(printed.locator.locator)
    parts = [same(name)] if name and own not in found else []
    for document in sorted(found, key=lambda document: (document != own, document)):
        places = told(found[document])
        if document == own:
            parts.append(words.in_document(name, places) if name else words.in_source(places))
        else:
            parts.append(words.in_document(_from(own, document), places))
    if not parts:
        return ""
    located = listed(parts, words.SEMICOLON).in_language(language)
    return words.bracketed(located).in_language(language)


def _from(own: str, other: str) -> str:
    """The name of a document without the folders that it shares with another one.

    >>> _from("reports/2024/a.txt", "reports/2023/a.txt"), _from("x/a.txt", "x/b.txt")
    ('2023/a.txt', 'b.txt')
    """
    parts = other.split("/")
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(own.split("/"), parts, strict=False))
    return "/".join(parts[min(len(list(shared)), len(parts) - 1) :])


def _first_places(group: Sequence[Finding], language: Language, alike: Sources) -> str:
    places = list(dict.fromkeys(f.place.in_language(language) for f in group))
    text = _places(places[:_FIRST_PLACES], language)
    if len(places) > _FIRST_PLACES:
        text += words.more_places(len(places)).in_language(language)
    if name := _only_source(group[0], alike):
        text += words.bracketed(name).in_language(language)
    return printable(text)


def _message(group: Sequence[Finding], language: Language) -> str:
    """One sentence for all places, in which only the name of the place differs."""
    names = dict.fromkeys(_named_place(finding, language) for finding in group)
    pattern = _pattern(group[0], language)
    return pattern.replace(_HERE, words.ENUMERATION.in_language(language).join(names))


def _pattern(finding: Finding, language: Language) -> str:
    """The message with a mark in place of the place that it names."""
    message, name = finding.message.in_language(language), _named_place(finding, language)
    return message.replace(name, _HERE) if name else message


def _named_place(finding: Finding, language: Language) -> str:
    """The most particular part of the place that the message names; "" where it names none."""
    message = finding.message.in_language(language)
    parts = finding.place.in_language(language).split(_PLACE_SEPARATOR)
    return next((part for part in reversed(parts) if part and part in message), "")
