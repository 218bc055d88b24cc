"""From one input to a report: bytes, characters, what they say, form.  Trouble is a diagnostic."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from gouji.engine.statements import statements
from gouji.model.decode import decode
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Form, Table
from gouji.model.frozen import frozen
from gouji.model.report import Completeness, Report
from gouji.model.result import Reading
from gouji.model.span import Source, Span
from gouji.model.wording import Wording
from gouji.readers import text
from gouji.readers.document import Document, Grid
from gouji.readers.enough import enough
from gouji.readers.problems import lost_characters
from gouji.readers.recognise import recognise
from gouji.scan import archives, problems
from gouji.scan.formats import BY_SUFFIX, Format, format_of
from gouji.scan.inputs import STANDARD_INPUT, Input
from gouji.scan.packs import ReadyPack
from gouji.scan.worker import Worker

if TYPE_CHECKING:
    from gouji.readers.structured import Written

_LIMIT = 64 * 2**20

Remarks: TypeAlias = tuple[Diagnostic, ...]
"""What is to be said of the bytes and characters of an input."""


@frozen
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
        return None if self.status is Completeness.COMPLETE else self._weightiest

    @property
    def lack(self) -> Wording:
        """What is to be said of one that is not complete."""
        weightiest = self._weightiest
        return weightiest.message if weightiest else problems.NOT_ALL_READ

    @property
    def _weightiest(self) -> Diagnostic | None:
        weighty = (d for d in self.diagnostics if d.severity is not Severity.NOTE)
        return min(weighty, key=lambda d: d.severity.weight, default=None)


def read(given: Input, packs: Sequence[ReadyPack], worker: Worker | None = None) -> Fitted:
    """Read an input as a report of the pack that fits it best.

    The worker reads what may hang; without one, one is started for the input.  Of very many problems
    of one kind the first are told, and how many there are.
    """
    fitted = _read(given, packs, worker)
    return replace(fitted, diagnostics=enough(fitted.diagnostics))


def _read(given: Input, packs: Sequence[ReadyPack], worker: Worker | None) -> Fitted:
    raw = _bytes(given)
    if isinstance(raw, Diagnostic):
        return _unread(given.name, (raw,))
    suffix = given.suffix
    format_ = format_of(raw, suffix)
    remarks = tuple(_told(given.name, suffix, format_))
    if format_ in DOCUMENTS:
        document = _document(format_, given.name, raw, worker)
        if isinstance(document, Diagnostic):
            return _unread(given.name, (*remarks, document))
        return _recognised(document, packs, remarks)
    if format_ not in TEXTS:
        return _unread(given.name, (_refusal(given.name, format_),))
    source, lost = _opened(given.name, raw, format_)
    if source is None:
        return _unread(given.name, lost)
    return TEXTS[format_](source, packs, (*remarks, *lost))


def _document(
    format_: Format, name: str, raw: bytes, worker: Worker | None
) -> Document | Diagnostic:
    if format_ not in APART and len(raw) <= LARGE:
        return DOCUMENTS[format_](name, raw)
    if worker is not None:
        return worker.read(format_, name, raw)
    with Worker() as own:
        return own.read(format_, name, raw)


def _text(source: Source, packs: Sequence[ReadyPack], remarks: Remarks) -> Fitted:
    return _recognised(text.read(source), packs, remarks)


def _markdown(source: Source, packs: Sequence[ReadyPack], remarks: Remarks) -> Fitted:
    from gouji.readers import markdown

    return _recognised(markdown.read(source), packs, remarks)


def _yaml(source: Source, packs: Sequence[ReadyPack], remarks: Remarks) -> Fitted:
    from gouji.readers import structured

    return _stated(source, structured.read(source), packs, remarks)


def _json(source: Source, packs: Sequence[ReadyPack], remarks: Remarks) -> Fitted:
    from gouji.readers import structured

    return _stated(source, structured.read(source, json=True), packs, remarks)


def _xml(source: Source, packs: Sequence[ReadyPack], remarks: Remarks) -> Fitted:
    from gouji.readers import xml

    mapped = [(mapping, pack) for pack in packs for mapping in pack.mappings]
    fit = xml.read(source, [mapping for mapping, _ in mapped])
    if isinstance(fit, Diagnostic):
        return _unread(source.name, (*remarks, fit))
    pack = next(pack for mapping, pack in mapped if mapping is fit.mapping)
    found = (*remarks, *fit.report.diagnostics)
    return Fitted(source.name, fit.report, pack, fit.report.completeness, found)


def _pdf(name: str, raw: bytes) -> Document:
    from gouji.readers import pdf

    return pdf.read(name, raw)


def _docx(name: str, raw: bytes) -> Document:
    from gouji.readers import docx

    return docx.read(name, raw)


def _xlsx(name: str, raw: bytes) -> Document:
    from gouji.readers import xlsx

    return xlsx.read(name, raw)


def _html(name: str, raw: bytes) -> Document:
    from gouji.readers import html

    return html.read(name, raw)


DOCUMENTS: Mapping[Format, Callable[[str, bytes], Document]] = {
    Format.DOCX: _docx,
    Format.HTML: _html,
    Format.PDF: _pdf,
    Format.XLSX: _xlsx,
}
"""Format → what makes a document of a name and bytes."""
APART = frozenset({Format.PDF})
"""The formats whose libraries may hang or end the process: they are read in one of their own ..."""
LARGE = 4 * 2**20
"""... and so is a document with more bytes, which may take long."""
TEXTS: Mapping[Format, Callable[[Source, Sequence[ReadyPack], Remarks], Fitted]] = {
    Format.JSON: _json,
    Format.MARKDOWN: _markdown,
    Format.TEXT: _text,
    Format.XML: _xml,
    Format.YAML: _yaml,
}
"""Format → what makes a report of characters."""


def _recognised(document: Document, packs: Sequence[ReadyPack], remarks: Remarks) -> Fitted:
    """The report that a document is by the form that fits it best."""
    if not document.blocks:
        found = (*remarks, *document.diagnostics)
        return _unread(document.name, found)
    candidates = [(recognise(document, pack.pack.forms), pack) for pack in packs]
    fitting = [(report, pack) for report, pack in candidates if report is not None]
    if not fitting:
        nothing = problems.no_form_fits(_beginning(document), _titles(packs))
        found = (*remarks, *document.diagnostics, nothing)
        return _unread(document.name, found)
    report, pack = max(fitting, key=lambda pair: len(pair[0].cells) + len(pair[0].sections))
    absent = (problems.absent_table(t) for t in _absent(pack, report))
    found = (*remarks, *report.diagnostics, *absent)
    return Fitted(document.name, report, pack, report.completeness, found)


def _absent(pack: ReadyPack, report: Report) -> Iterator[Table]:
    """The tables of the report's form that were not found, in no edition."""
    tables = [table for form in pack.pack.forms for table in form.tables]
    found = {table.variant_of or table.key for table in tables if table.key in report.tables}
    for table in pack.plan.forms[report.form].tables:
        if (table.variant_of or table.key) not in found:
            yield table


def _shown(pack: ReadyPack, report: Report) -> Form:
    """The form of a report, with the tables that it has in another edition."""
    form = pack.plan.forms[report.form]
    known = {table.key: table for other in pack.pack.forms for table in other.tables}
    own = {table.key for table in form.tables}
    others = sorted(key for key in report.tables - own if key in known)
    return replace(form, tables=(*form.tables, *(known[key] for key in others)))


def _stated(
    source: Source,
    stated: "tuple[Written | None, Sequence[Diagnostic]]",
    packs: Sequence[ReadyPack],
    remarks: Remarks,
) -> Fitted:
    """The report that a structured file states; a table that it does not state is no trouble."""
    from gouji.readers import structured
    from gouji.readers.structured.problems import unknown_form

    written, found = stated
    if written is None:
        diagnostics = (*remarks, *found)
        return _unread(source.name, diagnostics)
    candidates = [(structured.fit(written, pack.pack.forms), pack) for pack in packs]
    fitting = [(fit, pack) for fit, pack in candidates if fit is not None]
    if not fitting:
        forms = [form for pack in packs for form in pack.pack.forms]
        nothing = (
            unknown_form(written.form.place, written.form.text, forms)
            if written.form
            else problems.no_form_fits(Span(source, 0, 1), _titles(packs))
        )
        return _unread(source.name, (*remarks, nothing))
    fit, pack = max(fitting, key=lambda pair: pair[0].score)
    if fit.report is None:
        diagnostics = (*remarks, *fit.problems)
        return _unread(source.name, diagnostics)
    diagnostics = (*remarks, *fit.report.diagnostics)
    return Fitted(source.name, fit.report, pack, fit.report.completeness, diagnostics)


def _unread(name: str, diagnostics: Sequence[Diagnostic]) -> Fitted:
    return Fitted(name, None, None, Completeness.UNREADABLE, tuple(diagnostics))


def _titles(packs: Sequence[ReadyPack]) -> Sequence[str]:
    return [form.title for pack in packs for form in pack.pack.forms]


def reading(fitted: Fitted) -> Reading:
    """The same with the numbers that the prose states, as it is shown to people."""
    report, pack = fitted.report, fitted.pack
    reason = fitted.reason
    return Reading(
        source=fitted.source,
        status=fitted.status,
        reason=reason.message if reason else None,
        report=report,
        form=_shown(pack, report) if report and pack else None,
        everything=fitted.complete,
        statements=tuple(statements(pack.plan, report)) if report and pack else (),
        diagnostics=fitted.diagnostics,
    )


def _refusal(name: str, format_: Format) -> Diagnostic:
    """Why no reader takes a format."""
    locked = format_ is Format.LOCKED
    return problems.locked(name) if locked else problems.unknown_format(name, format_.value)


def _told(name: str, suffix: str, format_: Format) -> Iterator[Diagnostic]:
    """What is to be said where the suffix does not tell the format."""
    named = BY_SUFFIX.get(suffix)
    if suffix and format_ is not named:
        yield problems.read_as(name, suffix, format_.value)


def _opened(name: str, raw: bytes, format_: Format) -> tuple[Source | None, Remarks]:
    """The characters of an input, and what is to be said of them."""
    decoded = _characters(raw, format_)
    if isinstance(decoded, Diagnostic):
        return None, (decoded,)
    if decoded is None:
        return None, (problems.not_text(name),)
    characters, remark = decoded
    source = Source(name, characters)
    if remark is None:
        return source, ()
    at = max(0, characters.find("\ufffd"))
    return source, (lost_characters(remark, Span(source, at, at + 1)),)


def _characters(raw: bytes, format_: Format) -> tuple[str, Wording | None] | Diagnostic | None:
    """The text and a remark where characters were lost; an XML document says how it is encoded."""
    if format_ is not Format.XML:
        return decode(raw)
    from gouji.readers import xml

    return xml.decode(raw)


def _bytes(given: Input) -> bytes | Diagnostic:
    if given.trouble is not None:
        return given.trouble
    try:
        if given.member is not None and given.path is not None:
            return archives.read_member(given.path, given.member, given.name, _LIMIT)
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
