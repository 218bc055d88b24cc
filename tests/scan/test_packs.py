"""Packs as a run takes them: what was made before is used only where it would be made again."""

import shutil
from pathlib import Path

import pytest

from gouji.language import cache
from gouji.model.roster import Agency
from gouji.scan import roster as reading
from gouji.scan.packs import packs

SMALL = Path(__file__).parent / "small" / "pack"
ROSTER = "agencies: [{name: 青禾街道}]\n"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with a roster, and a cache of its own."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    folder = tmp_path / "pack"
    shutil.copytree(SMALL, folder)
    (folder / "agencies.yaml").write_text(ROSTER, encoding="utf-8")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rosters that were read, one by one."""
    names: list[str] = []
    read_roster = reading.read_roster

    def counted(file: Path, name: str) -> object:
        names.append(name)
        return read_roster(file, name)

    monkeypatch.setattr(reading, "read_roster", counted)
    return names


def agencies(pack: Path) -> tuple[Agency, ...]:
    (loaded,), diagnostics = packs(str(pack))
    assert not diagnostics
    return loaded.roster.agencies


def test_a_roster_is_read_once_and_again_when_it_changes(pack: Path, read: list[str]) -> None:
    assert agencies(pack) == agencies(pack) == (Agency("青禾街道"),)
    assert read == ["pack/agencies.yaml"]
    (pack / "agencies.yaml").write_text(ROSTER.replace("青禾", "白塔"), encoding="utf-8")
    assert agencies(pack) == (Agency("白塔街道"),)
    (pack / "agencies.yaml").unlink()
    assert agencies(pack) == ()
    assert len(read) == 2


def test_a_wrong_roster_is_told_each_time(pack: Path, read: list[str]) -> None:
    (pack / "agencies.yaml").write_text("agency: []\n", encoding="utf-8")
    for _ in range(2):
        loaded, (problem,) = packs(str(pack))
        assert loaded == []
        assert problem.code == "unknown-key"
    assert len(read) == 2


def test_the_tests_of_rules_come_only_where_they_are_wanted(pack: Path) -> None:
    for _ in range(2):
        (with_tests,), _found = packs(str(pack))
        assert with_tests.pack.tests
    (without,), _found = packs(str(pack), tests=False)
    assert without.pack.tests == ()
