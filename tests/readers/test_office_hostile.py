"""Office documents made to exhaust a reader: each is refused in little time and memory, with its reason.

One process reads them all, each in a child of its own whose memory is counted.
"""

import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from tests.readers.excel import S
from tests.readers.excel import parts as book
from tests.readers.word import p, packed, parts, tbl, tc, tr

ROOT = Path(__file__).parents[2]
SECONDS = 10
MEGABYTES = 400
PROGRAM = """
import json, os, resource, sys, time
from pathlib import Path
from gouji.readers import docx, xlsx
for path in map(Path, sys.argv[1:]):
    ours, theirs = os.pipe()
    if os.fork() == 0:
        raw = path.read_bytes()
        found = (docx if path.suffix == ".docx" else xlsx).read(path.name, raw)
        used = resource.getrusage(resource.RUSAGE_SELF)
        told = {
            "code": [diagnostic.code for diagnostic in found.diagnostics],
            "status": found.completeness.value,
            "seconds": used.ru_utime + used.ru_stime,
            "megabytes": used.ru_maxrss / 1024,
        }
        os.write(theirs, json.dumps(told).encode())
        os._exit(0)
    _, status = os.wait()
    assert status == 0, (path, status)
    print(json.dumps({path.stem: json.loads(os.read(ours, 10_000))}))
"""


def _word(text: str) -> bytes:
    return packed({**parts(p("甲")), "word/document.xml": text})


def _stored(body: str) -> bytes:
    return packed(parts(body), stored=True)


def _with_type(prologue: str) -> bytes:
    made = parts(p("&j;"))
    text = made["word/document.xml"]
    assert isinstance(text, str)
    made["word/document.xml"] = prologue + text
    return packed(made)


def _laughs() -> str:
    names = "abcdefghij"
    entities = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    return f'<!DOCTYPE w [<!ENTITY a "haha">{entities}]>'


def _entries(number: int) -> bytes:
    made = parts(p("甲"))
    return packed({**made, **{f"x/{at}": "" for at in range(number)}}, stored=True)


def _patched(raw: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """A field of the last header of a kind changed."""
    at = raw.rfind(signature) + offset
    return raw[:at] + value + raw[at + len(value) :]


def _understated() -> bytes:
    """A part of 30 MB whose sizes say 100 bytes."""
    made = parts(p("甲"))
    raw = packed({**made, "word/document.xml": "x" * (30 * 2**20)})
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        info = archive.getinfo("word/document.xml")
    size = struct.pack("<I", info.file_size)
    return raw.replace(size, struct.pack("<I", 100))


def _encrypted() -> bytes:
    raw = bytearray(packed(parts(p("甲"))))
    with zipfile.ZipFile(BytesIO(bytes(raw))) as archive:
        for info in archive.infolist():
            raw[info.header_offset + 6] |= 1
    at = -1
    while (at := raw.find(b"PK\1\2", at + 1)) >= 0:
        raw[at + 8] |= 1
    return bytes(raw)


def _overlapping() -> bytes:
    raw = packed(parts(p("甲")), stored=True)
    return _patched(raw, b"PK\1\2", 42, struct.pack("<I", 0))


def _named(name: str) -> bytes:
    return packed({**parts(p("甲")), name: "x"})


def _repeated() -> bytes:
    file = BytesIO(packed(parts(p("甲"))))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<w/>")
    return file.getvalue()


def _nested_zip() -> bytes:
    raw = b"0" * 10_000_000
    for _ in range(3):
        raw = packed({"word/document.xml": raw})
    return packed({**parts(p("甲")), "word/document.xml": raw})


def _sheet(rows: str, more: str = "") -> bytes:
    return packed(book(rows, more), stored=True)


def _styles_bomb() -> bytes:
    looks = '<xf fontId="0"/>' * 1_000_000
    styles = f'<styleSheet xmlns="{S}"><cellXfs>{looks}</cellXfs></styleSheet>'
    return packed(book("<row><c><v>1</v></c></row>", styles=styles), stored=True)


def _many_rows() -> bytes:
    return _sheet("<row><c><v>1</v></c><c><v>2</v></c></row>" * 110_000)


def _merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{at}:XFD{at}"/>' for at in range(1, 100_000))
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
    return _sheet(rows, f"<mergeCells>{merges}</mergeCells>")


def _corner() -> bytes:
    return _sheet(
        '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1"><v>1</v></c></row>'
        '<row r="1048576"><c r="A1048576"><v>2</v></c><c r="XFD1048576"><v>3</v></c></row>',
        '<mergeCells><mergeCell ref="A2:XFD1048575"/></mergeCells>',
    )


_DEEP = "<w:r>" * 100_000 + "</w:r>" * 100_000
_WIDE = tc("甲", '<w:gridSpan w:val="999999999"/>')
HOSTILE: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "bomb.docx": ("too-large", lambda: _word(" " * (300 * 2**20))),
    "small-bomb.docx": ("swollen", lambda: _word(" " * (60 * 2**20))),
    "understated.docx": ("damaged-file", _understated),
    "nested-zip.docx": ("damaged-file", _nested_zip),
    "entries.docx": ("too-large", lambda: _entries(65_000)),
    "several-entries.docx": ("too-large", lambda: _entries(2_001)),
    "laughs.docx": ("document-type", lambda: _with_type(_laughs())),
    "file.docx": ("document-type", lambda: _with_type('<!DOCTYPE w SYSTEM "file:///etc/passwd">')),
    "deep.docx": ("too-deep", lambda: _stored(p(_DEEP))),
    "elements.docx": ("too-large", lambda: _stored("<w:p/>" * 2_000_000)),
    "long-text.docx": ("too-deep", lambda: _stored(p("甲乙丙丁戊己" * 700_000))),
    "tables.docx": ("large-table", lambda: _stored(p("甲") + tbl(*[tr(_WIDE, "乙")] * 20_000))),
    "encrypted.docx": ("encrypted", _encrypted),
    "overlapping.docx": ("damaged-file", _overlapping),
    "outside.docx": ("damaged-file", lambda: _named("../../evil.xml")),
    "root.docx": ("damaged-file", lambda: _named("/evil.xml")),
    "repeated.docx": ("damaged-file", _repeated),
    "cut.docx": ("damaged-file", lambda: packed(parts(p("甲")))[:-30]),
    "styles.xlsx": ("too-large", _styles_bomb),
    "rows.xlsx": ("large-table", _many_rows),
    "merges.xlsx": ("large-table", _merges),
    "corner.xlsx": ("", _corner),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, object]]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, (_, make) in HOSTILE.items():
        (folder / name).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *(str(folder / name) for name in HOSTILE)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=True,
    )
    found: dict[str, dict[str, object]] = {}
    for line in done.stdout.decode().splitlines():
        found |= json.loads(line)
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_its_reason_in_little_time_and_memory(
    name: str, outcomes: Mapping[str, dict[str, object]]
) -> None:
    found = outcomes[name.partition(".")[0]]
    code = HOSTILE[name][0]
    assert found["code"] == ([code] if code else [])
    assert (found["status"] == "complete") == (not code)
    assert isinstance(found["seconds"], float)
    assert isinstance(found["megabytes"], float)
    assert found["seconds"] <= SECONDS
    assert found["megabytes"] <= MEGABYTES
