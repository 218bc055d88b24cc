"""Check many documents: read each, pair the reports, evaluate the rules, collect what they say."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from typing import TypeVar

from gouji.engine.evaluate import evaluate
from gouji.engine.peers import sketches
from gouji.model.diagnostic import Diagnostic
from gouji.model.finding import Finding, Outcome
from gouji.model.fold import squeeze
from gouji.model.frozen import frozen
from gouji.model.report import Completeness, Report
from gouji.model.result import Result, ScannedReport, UsedPack, finding_order, report_order
from gouji.model.roster import Roster
from gouji.model.wording import Wording
from gouji.scan import problems
from gouji.scan.agencies import combined
from gouji.scan.caveats import Caveats, notes
from gouji.scan.facts import Facts
from gouji.scan.inputs import Input
from gouji.scan.packs import ReadyPack
from gouji.scan.pairing import Card, Pairing, card, pair_cards
from gouji.scan.reading import Fitted, read
from gouji.scan.shelf import Shelf
from gouji.scan.system import crash_finding, duplicate_finding, system_findings
from gouji.scan.worker import TIMEOUT, Worker


def today() -> date:
    """The day of the run, where the user is."""
    return datetime.now().astimezone().date()


_T = TypeVar("_T")


@frozen
class Settings:
    """What a scan is to do beyond reading and checking."""

    everything: bool = False
    """Whether findings of silent outcomes are kept."""
    agency: str | None = None
    """For a document that does not name its agency."""
    year: int | None = None
    """For a document that does not state its year."""
    facts: Mapping[str, Facts] = field(default_factory=dict)
    """Name of an input → what is known of it where it says nothing, and no option above does."""
    roster: Roster = field(default_factory=Roster)
    """Goes before what the packs tell of agencies."""
    today: date = field(default_factory=today)
    """The day against which waivers are judged."""
    timeout: float = TIMEOUT
    """Seconds that a document may take which is read in a process of its own."""


@frozen
class Scan:
    """What came of it: the result, and what the user is told beside it."""

    result: Result
    incomplete: tuple[Diagnostic, ...]
    """Each input that was not read to the end, cell by cell, or of which a rule did not run."""
    remarks: tuple[Diagnostic, ...]
    crashes: tuple[str, ...]
    """The stack of each mistake of ours."""

    @property
    def complete(self) -> bool:
        """Whether there was something to read, and nothing of it was left out."""
        return bool(self.result.reports) and not self.incomplete


@frozen
class _Scanned:
    report: ScannedReport
    findings: tuple[Finding, ...]
    lack: Wording | None
    """Why not all of it was checked."""
    pack: UsedPack | None
    crash: str | None = None


@frozen
class _Taken:
    """An input that has been read: what is to be known of it while it is not at hand."""

    source: str
    card: Card | None
    pack: ReadyPack | None
    complete: bool
    remarks: tuple[Diagnostic, ...]


def scan(inputs: Iterable[Input], packs: Sequence[ReadyPack], settings: Settings) -> Scan:
    """Check every input against the pack that fits it; trouble with one does not stop the others.

    Every input is read to see what it is, and those of one agency are then checked one after the
    other, so that few reports need to be at hand at a time.
    """
    with Worker(settings.timeout) as worker:

        def take(given: Input) -> tuple[Fitted, Sequence[Diagnostic]]:
            return _supplemented(read(given, packs, worker), settings)

        shelf = Shelf(lambda given: take(given)[0])
        met = [_met(given, take, shelf) for given in inputs]
        taken = [one for one in met if isinstance(one, _Taken)]
        pairings = _pairings(taken, settings.roster, shelf)
        scanned = [
            *(one for one in met if isinstance(one, _Scanned)),
            *(_scanned(one, pairings, settings, shelf) for one in sorted(taken, key=_together)),
        ]
    used = {one.pack.key: one.pack for one in scanned if one.pack is not None}
    result = Result(
        packs=tuple(used[key] for key in sorted(used)) or tuple(pack.used for pack in packs),
        reports=tuple(sorted((one.report for one in scanned), key=report_order)),
        findings=tuple(sorted((f for one in scanned for f in one.findings), key=finding_order)),
    )
    return Scan(
        result=result,
        incomplete=tuple(
            problems.not_all_checked(one.report.source, one.lack) for one in scanned if one.lack
        ),
        remarks=(
            *(remark for one in taken for remark in one.remarks),
            *_unpaired(taken, pairings),
        ),
        crashes=tuple(one.crash for one in scanned if one.crash is not None),
    )


def _met(
    given: Input, take: Callable[[Input], tuple[Fitted, Sequence[Diagnostic]]], shelf: Shelf
) -> _Taken | _Scanned:
    """What an input is, with what it does not state itself, and remarks."""
    try:
        fitted, remarks = take(given)
        shelf.put(given, fitted)
        known = _card(fitted)
    except Exception as error:
        return _crashed(given.name, None, error)
    return _Taken(fitted.source, known, fitted.pack, fitted.complete, tuple(remarks))


def _card(fitted: Fitted) -> Card | None:
    if fitted.report is None:
        return None
    return card(fitted.report, sketches(fitted.pack.plan, fitted.report) if fitted.pack else {})


def _together(taken: _Taken) -> tuple[str, int, str]:
    """Reports of one agency stand together, in the order of their years."""
    known = taken.card
    return (known.agency or "", known.year or 0, taken.source) if known else ("", 0, taken.source)


def _supplemented(fitted: Fitted, settings: Settings) -> tuple[Fitted, Sequence[Diagnostic]]:
    """The report with what it does not state; what it states is believed."""
    report = fitted.report
    if report is None:
        return fitted, ()
    facts = settings.facts.get(fitted.source, Facts())
    told = (
        ("--agency", report.agency, settings.agency),
        ("--year", report.year, settings.year),
        ("--meta", report.agency, facts.agency),
        ("--meta", report.year, facts.year),
        ("--meta", report.published, facts.published),
    )
    remarks = [
        problems.stated_otherwise(fitted.source, option, str(stated), str(given))
        for option, stated, given in told
        if None not in (stated, given) and squeeze(str(stated)) != squeeze(str(given))
    ]
    full = replace(
        report,
        agency=_first(report.agency, settings.agency, facts.agency),
        year=_first(report.year, settings.year, facts.year),
        published=_first(report.published, facts.published),
    )
    return replace(fitted, report=full), remarks


def _first(*values: _T | None) -> _T | None:
    return next((value for value in values if value is not None), None)


def _pairings(taken: Iterable[_Taken], roster: Roster, shelf: Shelf) -> Mapping[str, Pairing]:
    """Key of a pack → the reports that follow its forms, in their relations."""
    packs: dict[str, ReadyPack] = {}
    cards: dict[str, list[Card]] = defaultdict(list)
    incomplete = set()
    for one in taken:
        if one.card is None or one.pack is None:
            continue
        packs[one.pack.pack.key] = one.pack
        cards[one.pack.pack.key].append(one.card)
        if not one.complete:
            incomplete.add(one.source)
    return {
        key: pair_cards(
            *(cards[key], combined(roster, packs[key].roster), incomplete, shelf),
            [comparison.node for comparison in packs[key].plan.comparisons],
        )
        for key in sorted(packs)
    }


def _unpaired(taken: Iterable[_Taken], pairings: Mapping[str, Pairing]) -> Sequence[Diagnostic]:
    """What to say of reports that were left alone where there are others."""
    left = sorted(one.source for pairing in pairings.values() for one in pairing.unpaired)
    several = sum(one.card is not None for one in taken) > 1
    return [problems.unpaired(left)] if left and several else []


def _scanned(
    taken: _Taken, pairings: Mapping[str, Pairing], settings: Settings, shelf: Shelf
) -> _Scanned:
    report: Report | None = None
    try:
        fitted = shelf.fitted(taken.source)
        report = fitted.report
        return _checked(fitted, pairings, settings)
    except Exception as error:
        return _crashed(taken.source, report, error)


def _checked(fitted: Fitted, pairings: Mapping[str, Pairing], settings: Settings) -> _Scanned:
    report, pack = fitted.report, fitted.pack
    findings = system_findings(fitted.source, report, fitted.diagnostics)
    previous: Report | None = None
    if report is not None and pack is not None:
        pairing = pairings[pack.pack.key]
        previous = pairing.reports.before(report, 1)
        duplicate = pairing.duplicates.get(fitted.source)
        findings += [duplicate_finding(duplicate)] if duplicate else []
        findings += evaluate(
            *(pack.plan, report, pairing.reports, settings.today), everything=settings.everything
        )
    scanned = _summary(fitted.source, report, fitted.status, findings)
    reason = fitted.reason
    noted = notes(fitted.diagnostics)
    caveats = Caveats(noted)
    lacks = [] if fitted.complete else [fitted.lack]
    lacks += [finding.message for finding in findings if finding.outcome is Outcome.ERROR]
    return _Scanned(
        report=replace(
            scanned,
            reason=reason.message if reason else None,
            previous=previous.source if previous else None,
            notes=tuple(map(_bare, noted)),
        ),
        findings=tuple(
            _without_texts(caveats.beside(f))
            for f in findings
            if settings.everything or not f.outcome.silent
        ),
        lack=lacks[0] if lacks else None,
        pack=pack.used if pack else None,
    )


def _without_texts(finding: Finding) -> Finding:
    """The finding with its places and quotations; the documents around them need not be kept."""
    sources = {one.locator.source for one in finding.evidence}
    bare = {source: source.without_text() for source in sources}
    evidence = []
    for one in finding.evidence:
        place = one.locator
        located = replace(place, source=bare[place.source])
        evidence.append(replace(one, locator=located))
    caveats = tuple(map(_bare, finding.caveats))
    return replace(finding, evidence=tuple(evidence), caveats=caveats)


def _bare(note: Diagnostic) -> Diagnostic:
    """A note with its places, without the document around them."""
    if note.place is None:
        return note
    source = note.place.source.without_text()
    place, *related = (replace(one, source=source) for one in (note.place, *note.related))
    return replace(note, place=place, related=tuple(related))


def _crashed(source: str, report: Report | None, error: Exception) -> _Scanned:
    import traceback  # noqa: PLC0415  # it takes time to start, and is not to be needed

    finding = crash_finding(source, report, error)
    scanned = _summary(source, report, Completeness.UNREADABLE, [finding])
    return _Scanned(
        report=replace(scanned, reason=finding.message),
        findings=(finding,),
        lack=finding.message,
        pack=None,
        crash=traceback.format_exc(),
    )


def _summary(
    source: str, report: Report | None, status: Completeness, findings: Sequence[Finding]
) -> ScannedReport:
    counts = Counter(finding.outcome for finding in findings)
    return ScannedReport(
        source=source,
        agency=report.agency if report else None,
        year=report.year if report else None,
        form=report.form if report else None,
        status=status,
        reason=None,
        previous=None,
        outcomes={outcome: counts[outcome] for outcome in Outcome},
    )
