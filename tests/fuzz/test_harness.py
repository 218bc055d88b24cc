"""Damaged documents: a few of each format on every run, and failures that are told."""

from pathlib import Path

import pytest

from gouji.model.report import Completeness
from gouji.readers.document import Document
from tests.fuzz import docx, html, json, markdown, pdf, text, xlsx, xml, yaml
from tests.fuzz.harness import Fuzzed, damaged, run

FORMATS = {
    "docx": docx.FUZZED,
    "html": html.FUZZED,
    "json": json.FUZZED,
    "markdown": markdown.FUZZED,
    "pdf": pdf.FUZZED,
    "text": text.FUZZED,
    "xlsx": xlsx.FUZZED,
    "xml": xml.FUZZED,
    "yaml": yaml.FUZZED,
}


@pytest.mark.parametrize("name", FORMATS)
def test_no_damage_breaks_a_reader_and_no_cut_document_is_complete(name: str) -> None:
    outcome = run(FORMATS[name], 150, seed=3)
    assert outcome.done == 150
    assert outcome.failures == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_samples_are_whole(name: str) -> None:
    for raw in FORMATS[name].samples:
        document = FORMATS[name].read("sample", raw)
        assert document.completeness is Completeness.COMPLETE, document.diagnostics


def _raises(name: str, raw: bytes) -> Document:
    raise ValueError(name)


def _complete(name: str, _: bytes) -> Document:
    return Document(name, (), Completeness.COMPLETE)


def _dies(name: str, _: bytes) -> Document:
    raise SystemExit(name)


@pytest.mark.parametrize(
    ("read", "told"),
    [(_raises, "exception"), (_complete, "complete though cut"), (_dies, "died")],
)
def test_every_failure_is_told(read: object, told: str) -> None:
    fuzzed = Fuzzed((b"abc" * 50,), read)  # type: ignore[arg-type]
    outcome = run(fuzzed, 12, seed=1)
    assert outcome.done == 12
    assert outcome.failures
    assert all(failure.what.startswith(told) for failure in outcome.failures)


def test_the_same_number_gives_the_same_damage() -> None:
    fuzzed = Fuzzed((Path(__file__).read_bytes(),), _complete)
    assert damaged(fuzzed, 7, 1) == damaged(fuzzed, 7, 1)
    assert len({damaged(fuzzed, number, 1) for number in range(20)}) > 10
