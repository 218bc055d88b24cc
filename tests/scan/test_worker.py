"""A document that hangs or ends its reader does not stop the others."""

import sys
from pathlib import Path

import pytest

from gouji.model.diagnostic import Diagnostic
from gouji.model.finding import Outcome
from gouji.readers import pdf
from gouji.readers.document import Document
from gouji.scan.formats import Format
from gouji.scan.inputs import Input
from gouji.scan.packs import packs, ready
from gouji.scan.reading import LARGE, read
from gouji.scan.scan import Settings, scan
from gouji.scan.worker import Worker
from tests.readers.sheets import one_page, text_at
from tests.readers.test_hostile_pdf import HELLO, SIX, form

ENDLESS = one_page(b"/X Do", b"", SIX, *(form(b"/X Do " * 10, 7 + n) for n in range(12)), form(b""))
"""Ten drawings in each of ten drawings, and so on."""


def code(answer: Document | Diagnostic) -> str:
    return answer.code if isinstance(answer, Diagnostic) else answer.completeness.value


def test_a_document_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with Worker(timeout=1.5) as worker:
        assert code(worker.read(Format.PDF, "a.pdf", one_page(HELLO))) == "complete"
        late = worker.read(Format.PDF, "b.pdf", ENDLESS)
        assert code(late) == "timed-out"
        assert isinstance(late, Diagnostic)
        assert "1.5" in late.message.zh
        assert code(worker.read(Format.PDF, "c.pdf", one_page(HELLO))) == "complete"


def test_a_reader_that_dies_is_told_and_the_next_document_is_read() -> None:
    with Worker() as worker:
        assert code(worker.read(Format.PDF, "a.pdf", one_page(HELLO))) == "complete"
        child = worker._child
        assert child is not None
        child._process.kill()
        child._process.wait()
        assert code(worker.read(Format.PDF, "b.pdf", one_page(HELLO))) == "reader-crashed"
        assert code(worker.read(Format.PDF, "c.pdf", one_page(HELLO))) == "complete"


def test_one_child_reads_all_documents_and_ends_with_the_worker() -> None:
    with Worker() as worker:
        assert worker._child is None
        worker.read(Format.PDF, "a.pdf", one_page(HELLO))
        child = worker._child
        worker.read(Format.PDF, "b.pdf", one_page(HELLO))
        assert worker._child is child
    assert child is not None
    assert child._process.returncode is not None


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited where the system can")
def test_a_document_that_takes_too_much_memory_is_told() -> None:
    bomb = one_page(HELLO + b" " * (300 << 20))
    with Worker(memory=400 * 2**20) as worker:
        assert code(worker.read(Format.PDF, "a.pdf", bomb)) in {
            "out-of-memory",
            "reader-crashed",
        }
        assert code(worker.read(Format.PDF, "b.pdf", one_page(HELLO))) == "complete"


def test_a_scan_goes_on_after_a_document_that_hangs(tmp_path: Path) -> None:
    text = "一、总体情况\n二、主动公开政府信息情况\n"
    for name, raw in (("a.pdf", ENDLESS), ("b.txt", text.encode()), ("c.pdf", b"%PDF-1.4 x")):
        (tmp_path / name).write_bytes(raw)
    loaded, _ = packs("disclosure")
    given = [Input(name, tmp_path / name) for name in ("a.pdf", "b.txt", "c.pdf")]
    result = scan(given, [ready(pack) for pack in loaded], Settings(timeout=1.5)).result
    found = {(finding.source, finding.rule, finding.outcome) for finding in result.findings}
    assert ("a.pdf", "SYS-TIMED-OUT", Outcome.UNKNOWN) in found
    assert ("c.pdf", "SYS-PDF-BROKEN", Outcome.UNKNOWN) in found
    assert [report.status.value for report in result.reports].count("complete") == 1


def test_what_a_child_sends_back_is_what_it_read() -> None:
    raw = one_page(text_at(80, 700, "Hello 12") + text_at(80, 600, "More 34"))
    with Worker() as worker:
        apart = worker.read(Format.PDF, "a.pdf", raw)
    here = pdf.read("a.pdf", raw)
    assert isinstance(apart, Document)
    assert [(b.place.text, b.place.locator) for b in apart.blocks if not hasattr(b, "lines")] == [
        (b.place.text, b.place.locator) for b in here.blocks if not hasattr(b, "lines")
    ]


@pytest.mark.parametrize(("more", "asked"), [(0, []), (LARGE, [Format.HTML])])
def test_a_large_document_is_read_in_the_process_of_its_own_and_no_other(
    more: int, asked: list[Format], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><p>甲。</p></body></html>" + " " * more, encoding="utf-8")
    seen: list[Format] = []
    with Worker() as worker:
        kept = worker.read

        def noted(format_: Format, name: str, raw: bytes) -> Document | Diagnostic:
            seen.append(format_)
            return kept(format_, name, raw)

        monkeypatch.setattr(worker, "read", noted)
        found = read(Input(path.name, path), [], worker)
    assert seen == asked
    assert [problem.code for problem in found.diagnostics] == ["no-form-fits"]
