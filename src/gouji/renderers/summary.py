"""What a run came to: the answers of each report counted, and which rules could not be decided."""

from collections.abc import Iterable, Sequence

from gouji.model.finding import OUTCOME, Outcome
from gouji.model.number import MissingKind
from gouji.model.report import Completeness
from gouji.model.result import Result, ScannedReport
from gouji.model.wording import Language, Wording
from gouji.renderers import words
from gouji.renderers.printable import printable
from gouji.renderers.rows import FIRST_RULES, named_rules, wants


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
        f for f in result.findings if f.outcome in (Outcome.UNKNOWN, Outcome.ERROR) and not wants(f)
    ]
    if undecided:
        names = named_rules(undecided, FIRST_RULES, language)
        lines.append(words.could_not_run(names).in_language(language))
    return lines


def _years_matter(result: Result) -> bool:
    """Whether some reports were compared with the year before, or some rule wanted to."""
    compared = any(report.previous is not None for report in result.reports)
    return compared or any(f.reason == MissingKind.NO_PRIOR for f in result.findings)


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
