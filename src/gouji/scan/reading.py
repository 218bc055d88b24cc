"""From one input to a report: bytes, characters, document, form.  Trouble is a diagnostic."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gouji.engine.statements import statements
from gouji.model.decode import decode
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.report import Completeness, Report
from gouji.model.result import Reading
from gouji.model.span import Source, Span
from gouji.readers import text
from gouji.readers.document import Document, Grid
from gouji.readers.recognise import recognise
from gouji.scan import problems
from gouji.scan.inputs import STANDARD_INPUT, Input
from gouji.scan.packs import ReadyPack

READERS: Mapping[str, Callable[[Source], Document]] = {".txt": text.read}
"""Suffix → reader."""
_NEVER_TEXT = frozenset(
    [
        ".csv",
        ".doc",
        ".docx",
        ".et",
        ".htm",
        ".html",
        ".json",
        ".mht",
        ".ofd",
        ".pdf",
        ".rtf",
        ".wps",
        ".xls",
        ".xlsx",
        ".xml",
        ".yaml",
        ".yml",
    ]
)
"""Read as plain text, these would yield something plausible and wrong."""
_LIMIT = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Fitted:
    """An input after reading: its report and the pack whose form it follows, where there is one."""

    source: str
    report: Report | None
    pack: ReadyPack | None
    status: Completeness
    diagnostics: tuple[Diagnostic, ...]

    @property
    def complete(self) -> bool:
        """Whether all of it was read: to the end, every character, every table, line and cell."""
        if self.report is None or self.status is not Completeness.COMPLETE:
            return False
        return all(d.severity is Severity.NOTE for d in self.diagnostics)

    @property
    def reason(self) -> Diagnostic | None:
        """Why it was not read, or not to the end."""
        if self.status is Completeness.COMPLETE:
            return None
        weighty = (d for d in self.diagnostics if d.severity is not Severity.NOTE)
        return min(weighty, key=lambda d: d.severity.weight, default=None)


def read(given: Input, packs: Sequence[ReadyPack]) -> Fitted:
    """Read an input as a report of the pack that fits it best."""
    document, remarks = _document(given)
    if document is None or not document.blocks:
        diagnostics = (*remarks, *(document.diagnostics if document else ()))
        return Fitted(given.name, None, None, Completeness.UNREADABLE, diagnostics)
    candidates = [(recognise(document, pack.pack.forms), pack) for pack in packs]
    fitting = [(report, pack) for report, pack in candidates if report is not None]
    if not fitting:
        forms = [form.title for pack in packs for form in pack.pack.forms]
        nothing = problems.no_form_fits(_beginning(document), forms)
        diagnostics = (*remarks, *document.diagnostics, nothing)
        return Fitted(given.name, None, None, Completeness.UNREADABLE, diagnostics)
    report, pack = max(fitting, key=lambda pair: len(pair[0].cells) + len(pair[0].sections))
    form = pack.plan.forms[report.form]
    absent = (problems.absent_table(t) for t in form.tables if t.key not in report.tables)
    diagnostics = (*remarks, *report.diagnostics, *absent)
    return Fitted(given.name, report, pack, report.completeness, diagnostics)


def reading(fitted: Fitted) -> Reading:
    """The same with the numbers that the prose states, as it is shown to people."""
    report, pack = fitted.report, fitted.pack
    reason = fitted.reason
    return Reading(
        source=fitted.source,
        status=fitted.status,
        reason=reason.message if reason else None,
        report=report,
        form=pack.plan.forms[report.form] if report and pack else None,
        statements=tuple(statements(pack.plan, report)) if report and pack else (),
        diagnostics=fitted.diagnostics,
    )


def _document(given: Input) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    raw = _bytes(given)
    if isinstance(raw, Diagnostic):
        return None, (raw,)
    suffix = given.path.suffix.lower() if given.path else ""
    if suffix in _NEVER_TEXT:
        return None, (problems.unknown_format(given.name, suffix),)
    decoded = decode(raw)
    if decoded is None:
        return None, (problems.not_text(given.name),)
    characters, remark = decoded
    source = Source(given.name, characters)
    remarks = []
    if remark is not None:
        at = max(0, characters.find("\ufffd"))
        remarks.append(problems.lost_characters(remark, Span(source, at, at + 1)))
    if suffix and suffix not in READERS:
        remarks.append(problems.read_as_text(given.name, suffix))
    return READERS.get(suffix, text.read)(source), tuple(remarks)


def _bytes(given: Input) -> bytes | Diagnostic:
    if given.trouble is not None:
        return given.trouble
    try:
        if given.name == STANDARD_INPUT or given.path is None:
            raw = sys.stdin.buffer.read(_LIMIT + 1)
        else:
            with given.path.open("rb") as file:
                raw = file.read(_LIMIT + 1)
    except OSError as error:
        return problems.outside_trouble(given.name, error)
    return raw if len(raw) <= _LIMIT else problems.too_large(given.name, _LIMIT)


def _beginning(document: Document) -> Span:
    first = document.blocks[0]
    return first.lines[0][0].place if isinstance(first, Grid) else first.place
