"""Findings as the rows of a table for a meeting: the same for every output that is a table."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise, takewhile

from gouji.model.finding import OPPOSITES, OUTCOME, Finding, Outcome
from gouji.model.frozen import frozen
from gouji.model.locator import Locator, ranges, told
from gouji.model.number import MissingKind
from gouji.model.report import Completeness
from gouji.model.result import Result, ScannedReport, natural
from gouji.model.wording import Language, Wording, listed, same
from gouji.renderers import words
from gouji.renderers.printable import printable

_PLACE_SEPARATOR = " · "
_FIRST_PLACES = 3
_FIRST_AGENCIES = 5
_FIRST_RULES = 10
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
    """One row for each rule, report, arithmetic and sentence; the places that share them follow.

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
    wanting = _grouped((f for f in undecided if _wants(f)), lambda f: f.reason)
    return [
        *_undecided_rows((f for f in undecided if not _wants(f)), language, alike),
        *(_wanting_row(group, language) for group in wanting),
    ]


def nothing_found(result: Result) -> Wording:
    """What to say where no finding is listed: never more than was checked."""
    if not result.outcomes[Outcome.PASS]:
        return words.NOTHING_CHECKED
    undecided = result.outcomes[Outcome.UNKNOWN]
    return words.NOTHING_FOUND_IN_PART if undecided else words.NOTHING_FOUND


def summary(result: Result, language: Language) -> list[str]:
    """A line for each report and for how it was read, the total, and what could not be decided."""
    lines = [_report_line(report, language) for report in result.reports]
    lines += [_notes_line(report, language) for report in result.reports if report.notes]
    total = words.reports(len(result.reports)).in_language(language)
    counts = _counts(result.outcomes.items(), language)
    unread = sum(report.status is not Completeness.COMPLETE for report in result.reports)
    if unread:
        counts.append(words.incomplete(unread).in_language(language))
    lines.append(_stated(total, counts, language))
    alone = len(result.without_previous)
    if alone and _years_matter(result):
        lines.append(words.without_previous(alone).in_language(language))
    undecided = [
        f
        for f in result.findings
        if f.outcome in (Outcome.UNKNOWN, Outcome.ERROR) and not _wants(f)
    ]
    if undecided:
        names = _rules(undecided, _FIRST_RULES, language)
        lines.append(words.could_not_run(names).in_language(language))
    return lines


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
        _rules(group, _FIRST_RULES, language),
        words.reason(group[0].reason, language),
        str(len(group)),
        "",
        _wanted(group[0], language),
        _suggestion(group, language),
    )


def _wants(finding: Finding) -> bool:
    """Whether a rule is undecided because of what is beside the report, not within."""
    return finding.outcome is Outcome.UNKNOWN and finding.reason in words.WANTING


def _wanted(finding: Finding, language: Language) -> str:
    assert finding.reason is not None
    return words.WANTING[finding.reason].in_language(language)


def _rules(group: Sequence[Finding], most: int, language: Language) -> str:
    """The rules of a group, the first ones by name."""
    rules = sorted({finding.rule for finding in group}, key=natural)
    text = words.ENUMERATION.in_language(language).join(rules[:most])
    if len(rules) > most:
        text += words.more_rules(len(rules)).in_language(language)
    return printable(text)


def _years_matter(result: Result) -> bool:
    """Whether some reports were compared with the year before, or some rule wanted to."""
    compared = any(report.previous is not None for report in result.reports)
    return compared or any(f.reason == MissingKind.NO_PRIOR for f in result.findings)


def _grouped(
    findings: Iterable[Finding], key: Callable[[Finding], Hashable]
) -> Iterable[Sequence[Finding]]:
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return groups.values()


def _same_row(finding: Finding) -> Hashable:
    """What findings of one row share: the arithmetic, and the words but for the name of the place.

    In one table the difference stands for the arithmetic: a wrong figure breaks the same identity
    in its own column and in the total column, by the same number.
    """
    if _wants(finding):
        return finding.source, finding.reason
    one_table = finding.difference is not None and "table" in finding.where
    return (
        *(finding.source, finding.rule, finding.outcome, finding.severity, finding.reason),
        finding.where["table"] if one_table else str(finding.formula),
        *(finding.difference, finding.reading, finding.suggestion, finding.waiver),
        *(_pattern(finding, language) for language in Language),
    )


def _row(number: int, group: Sequence[Finding], language: Language, alike: Sources) -> Row:
    first = min(group, key=lambda finding: finding.severity.weight)
    agency, year = _whose(first)
    wants = _wants(first)
    return Row(
        number=str(number),
        agency=agency,
        year=year,
        rule=_rules(group, len(group), language),
        severity=words.SEVERITY[first.severity].in_language(language),
        outcome=OUTCOME[first.outcome].in_language(language),
        place=printable(_only_source(first, alike) if wants else _located(group, language, alike)),
        message=_wanted(first, language) if wants else printable(_message(group, language)),
        formula="" if wants else printable(_formulas(group, language)),
        basis="" if wants else printable(first.basis.in_language(language)),
        suggestion=printable(_suggestion(group, language)),
        source=printable(first.source),
    )


def _suggestion(group: Sequence[Finding], language: Language) -> str:
    """What to do about it, the waiver that accepts it, and how what it rests on was read."""
    finding = min(group, key=lambda finding: finding.severity.weight)
    suggestion = finding.suggestion
    if suggestion is None and finding.outcome is Outcome.UNKNOWN:
        suggestion = words.ADVICE.get(finding.reason or "")
    texts = [suggestion.in_language(language)] if suggestion else []
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
    own = group[0].source
    found: dict[str, list[Locator]] = {}
    for printed in (evidence for finding in group for evidence in finding.evidence):
        found.setdefault(printed.document, []).append(printed.locator.locator)
    name = _only_source(group[0], alike)
    parts = [same(name)] if name and own not in found else []
    for document in sorted(found, key=lambda document: (document != own, document)):
        places = told(found[document])
        if document == own:
            parts.append(words.in_document(name, places) if name else words.in_source(places))
        else:
            parts.append(words.in_document(_from(own, document), places))
    if not parts:
        return place
    located = listed(parts, words.SEMICOLON).in_language(language)
    return place + words.bracketed(located).in_language(language)


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


def _report_line(report: ScannedReport, language: Language) -> str:
    agency = report.agency or words.UNKNOWN_AGENCY.in_language(language)
    year = str(report.year or words.UNKNOWN_YEAR.in_language(language))
    name = f"{agency} {year}" + words.bracketed(report.source).in_language(language)
    counts = _counts(report.outcomes.items(), language)
    if report.status is not Completeness.COMPLETE:
        status = words.STATUS[report.status].in_language(language)
        reason = report.reason.in_language(language) if report.reason else ""
        counts.append(status + (words.bracketed(reason).in_language(language) if reason else ""))
    return printable(_stated(name, counts, language))


def _notes_line(report: ScannedReport, language: Language) -> str:
    """What is to be known of how a report was read: the first note of each kind, and how many."""
    kinds: dict[str, dict[str, None]] = {}
    for note in report.notes:
        kinds.setdefault(note.code, {})[note.message.in_language(language)] = None
    parts = [
        first + (words.more_places(len(said)).in_language(language) if len(said) > 1 else "")
        for said in kinds.values()
        for first in (next(iter(said)),)
    ]
    name = words.notes_on(report.source).in_language(language)
    colon, semicolon = words.COLON.in_language(language), words.SEMICOLON.in_language(language)
    return printable(name + colon + semicolon.join(parts))


def _counts(outcomes: Iterable[tuple[Outcome, int]], language: Language) -> list[str]:
    return [
        f"{OUTCOME[outcome].in_language(language)} {count}" for outcome, count in outcomes if count
    ]


def _stated(name: str, parts: Sequence[str], language: Language) -> str:
    if not parts:
        return name
    colon, comma = words.COLON.in_language(language), words.COMMA.in_language(language)
    return name + colon + comma.join(parts)
