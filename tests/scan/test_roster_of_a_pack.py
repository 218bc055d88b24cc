"""The roster of a pack is read afresh when anything in it has changed."""

from pathlib import Path

import pytest

from gouji.language import cache
from gouji.scan.packs import packs


def test_a_change_far_down_a_large_roster_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "rules.gj").write_text(
        'pack shop "Shop" language en\nrule X "extra" require year > 2000\n', encoding="utf-8"
    )
    filling = f"# {'x' * 98}\n" * 11_000
    for last in ("Heron", "Raven"):
        (folder / "agencies.yaml").write_text(
            f"agencies:\n  - {{name: Swan}}\n{filling}  - {{name: {last}}}\n", encoding="utf-8"
        )
        loaded, _ = packs(str(folder))
        assert [agency.name for agency in loaded[0].roster.agencies] == ["Swan", last]
        again, _ = packs(str(folder))
        assert again[0].roster == loaded[0].roster
