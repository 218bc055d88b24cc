"""What YAML and JSON reports share: samples, and a reader that sees that all of a text was read."""

from collections.abc import Callable, Sequence

from gouji.model.decode import decode
from gouji.model.diagnostic import Diagnostic
from gouji.model.report import Completeness, Report
from gouji.model.span import Source, Span
from gouji.readers import structured
from gouji.readers.document import Document
from gouji.scan.problems import no_form_fits, not_text
from tests.library import FORM

REPORTS: Sequence[object] = (
    {
        "agency": "柳塘图书馆",
        "year": 2024,
        "form": "library",
        "published": "2025-01-20",
        "title": "柳塘图书馆2024年年度报告",
        "intro": "按规定编制。",
        "signature": ["柳塘图书馆", "2025年1月18日"],
        "sections": [
            {"title": "一、基本情况", "text": "全年借出 30 册。\n\n新购 12 册。\n"},
            {"title": "二、图书借阅情况", "text": None},
            {"title": "三、存在的主要问题和打算", "text": ["其一。", "其二。\n其三。"]},
        ],
        "tables": {
            "L": {row: {"1": 12, "2.1": "3册", "2.2": 1.5, "3": None} for row in ("1", "2.1", "4")},
            "M": {"采购合同": {"签订": 4, "本年终止": 0}, "2": {"金额": "1,234.50"}},
            "B": {"东馆": {"读者": 31}, "1": {"1": 31, "2": "/"}},
        },
    },
    {"agency": "A", "year": 2023, "sections": {"1": "一", "3": ["二"]}, "tables": {"L": {}}},
)


def checked(more: str, *, as_json: bool) -> Callable[[str, bytes], Document]:
    """A reader of bytes; AssertionError where it stops before the end, or a place is none.

    `more` can stand behind no whole text: where it is not refused, the end was not read.
    """

    def read(name: str, raw: bytes) -> Document:
        decoded = decode(raw)
        if decoded is None:
            return Document(name, (), Completeness.UNREADABLE, (not_text(name),))
        text, _ = decoded
        report, found = _read(Source(name, text), as_json=as_json)
        if report is None:
            return Document(name, (), Completeness.UNREADABLE, found)
        _, behind = _read(Source(name, text + more), as_json=as_json)
        assert behind, "the end of the text was not read"
        for cell in report.cells.values():
            place = cell.provenance.locator
            assert 0 <= place.start <= place.end <= len(text)
        return Document(name, (), report.completeness, report.diagnostics)

    return read


def _read(source: Source, *, as_json: bool) -> tuple[Report | None, tuple[Diagnostic, ...]]:
    written, found = structured.read(source, json=as_json)
    if written is None:
        return None, tuple(found)
    fit = structured.fit(written, [FORM])
    if fit is None:
        return None, (no_form_fits(Span(source, 0, 1), [FORM.title]),)
    return fit.report, fit.problems
