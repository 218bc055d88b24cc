"""An archive that was damaged is told, or holds what it held before."""

import random
from collections.abc import Sequence

import pytest

from gouji.model.report import Completeness
from gouji.readers.document import Document, Grid
from tests.fuzz import docx, xlsx
from tests.fuzz.harness import Fuzzed, cut, flip, insert, remove, repeat


def printed(document: Document) -> Sequence[object]:
    return [
        [[(cell.text, cell.width, cell.doubt) for cell in line] for line in block.lines]
        if isinstance(block, Grid)
        else block.text
        for block in document.blocks
    ]


@pytest.mark.parametrize("fuzzed", [docx.FUZZED, xlsx.FUZZED], ids=["docx", "xlsx"])
def test_a_damaged_archive_that_is_complete_has_lost_nothing(fuzzed: Fuzzed) -> None:
    whole = 0
    for number in range(400):
        rng = random.Random(number)
        raw = rng.choice(fuzzed.samples)
        damage = rng.choice([cut, flip, remove, repeat, insert])
        found = fuzzed.read("damaged", damage(raw, rng))
        if found.completeness is Completeness.COMPLETE:
            whole += 1
            assert damage is not cut, number
            assert printed(found) == printed(fuzzed.read("whole", raw)), (number, damage.__name__)
        else:
            assert found.diagnostics, number
    assert whole < 200


@pytest.mark.parametrize("fuzzed", [docx.FUZZED, xlsx.FUZZED], ids=["docx", "xlsx"])
def test_every_single_byte_changed_is_told_or_changes_nothing(fuzzed: Fuzzed) -> None:
    raw = fuzzed.samples[0]
    right = printed(fuzzed.read("whole", raw))
    for at in range(0, len(raw), 7):
        found = fuzzed.read("damaged", raw[:at] + bytes([raw[at] ^ 0x41]) + raw[at + 1 :])
        if found.completeness is Completeness.COMPLETE:
            assert printed(found) == right, at
