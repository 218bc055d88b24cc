"""XML reports with damaged markup, by two mappings."""

import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from gouji.model.diagnostic import Diagnostic
from gouji.model.report import Completeness
from gouji.model.span import Source
from gouji.readers import xml
from gouji.readers.document import Document
from gouji.scan.packs import packs, with_mappings
from gouji.scan.problems import not_text
from tests import ferries
from tests.corpus import ROOT
from tests.fuzz.harness import Fuzzed

_TAG = re.compile(rb"<[^<>]*>")
_BEGINS = re.compile(rb"<([\w:]+)(?: [^<>]*)?(?<!/)>")
_WORD = re.compile(rb"[\w.]+")
_PIECES: Sequence[bytes] = (
    b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]>',
    b'<!DOCTYPE x SYSTEM "file:///etc/hostname">',
    b"&c;",
    b"&#0;",
    b"&#xD800;",
    b"&lt;",
    b"&amp;#039;",
    b"<![CDATA[",
    b"]]>",
    b"<![CDATA[ <f:Year> ]]>",
    b"<!--",
    b"-->",
    b"<!-- <f:Year> -->",
    b"<?xml version='1.0' encoding='gbk'?>",
    b"<?php echo 1 ?>",
    b"<f:Landing>" * 100,
    b"<f:Landing r:id='L1'/>" * 3000,
    b"<x/>" * 9,
    b"</f:Landings>",
    b"</f:Report>",
    b"<f:Report>",
    b" xmlns='urn:other'",
    b" r:id='L1'",
    b'"',
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"<html>",
)


def tags_changed(raw: bytes, rng: random.Random) -> bytes:
    """Some tags left out, doubled, in the place of others."""
    tags = _TAG.findall(raw)
    share = rng.choice([0.01, 0.1, 0.5])

    def other(tag: re.Match[bytes]) -> bytes:
        kept = tag[0]
        changed: Sequence[bytes] = (b"", kept + kept, rng.choice(tags))
        return rng.choice(changed) if rng.random() < share else kept

    return _TAG.sub(other, raw)


def elements_moved(raw: bytes, rng: random.Random) -> bytes:
    """XML that is whole, with elements left out, doubled, many times over."""
    found = raw
    for _ in range(rng.choice([1, 3, 10])):
        elements = [
            (tag.start(), end + len(tag[1]) + 3)
            for tag in _BEGINS.finditer(found)
            if (end := found.find(b"</" + tag[1] + b">", tag.end())) >= 0
        ]
        if elements:
            start, end = rng.choice(elements)
            element = found[start:end]
            found = found[:start] + rng.choice([b"", element * 2, element * 50]) + found[end:]
    return found


def words_changed(raw: bytes, rng: random.Random) -> bytes:
    """Names and values in the place of one another."""
    words = _WORD.findall(raw)
    share = rng.choice([0.005, 0.05])
    return _WORD.sub(lambda word: rng.choice(words) if rng.random() < share else word[0], raw)


def markup_added(raw: bytes, rng: random.Random) -> bytes:
    """Markup in between."""
    found = raw
    for _ in range(rng.choice([1, 3, 20])):
        at = rng.randrange(len(found))
        found = found[:at] + rng.choice(_PIECES) + found[at:]
    return found


@cache
def _mappings() -> Sequence[xml.ReportSource]:
    loaded, problems = with_mappings(packs(str(ROOT / "rules" / "foia-us"))[0])
    assert not problems
    with TemporaryDirectory() as folder:
        own = ferries.mapping(Path(folder))
    return [own, *(mapping for pack in loaded for mapping in pack.mappings)]


def read(name: str, raw: bytes) -> Document:
    """An XML report as a document of no blocks; AssertionError where a place lies outside of it."""
    decoded = xml.decode(raw)
    if decoded is None or isinstance(decoded, Diagnostic):
        return Document(name, (), Completeness.UNREADABLE, (decoded or not_text(name),))
    text, _ = decoded
    fit = xml.read(Source(name, text), _mappings())
    if isinstance(fit, Diagnostic):
        return Document(name, (), Completeness.UNREADABLE, (fit,))
    report = fit.report
    for cell in report.cells.values():
        place = cell.provenance.locator
        assert 0 <= place.start <= place.end <= len(text)
    return Document(name, (), report.completeness, report.diagnostics)


_FERRIES = ferries.DOCUMENT.strip()
FUZZED = Fuzzed(
    samples=(
        _FERRIES.encode(),
        _FERRIES.replace("UTF-8", "gb18030").encode("gb18030"),
        _FERRIES.encode("utf-16"),
        (ROOT / "reports" / "foia-us" / "tides-2022.xml").read_bytes(),
    ),
    read=read,
    damage=(tags_changed, elements_moved, words_changed, markup_added),
)
