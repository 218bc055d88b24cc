"""The roster of a pack is read afresh when anything in it has changed."""

from pathlib import Path

import pytest

from gouji.language import cache
from gouji.model.diagnostic import Severity
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


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ('agency.kind = "twon"', ["twon"]),
        ('"twon" != agency.kind', ["twon"]),
        ('agency.kind in {"town", "vilage", "citty"}', ["vilage", "citty"]),
        ("agency.kind in LARGE", ["citty"]),
        ("agency.kind = SMALL", ["vilage"]),
        ("WHAT = SMALL", ["vilage"]),
        ('agency.kind = "town" and agency = "twon"', []),
        ('agency.kind = "university"', []),
    ],
)
def test_a_kind_that_a_rule_misspells_is_told_with_the_nearest_of_the_pack(
    tmp_path: Path, condition: str, told: list[str]
) -> None:
    (tmp_path / "kinds.yaml").write_text("[town, citty]", encoding="utf-8")
    (tmp_path / "rules.gj").write_text(
        'pack shop "Shop" language en use "kinds.yaml" as LARGE\n'
        f'param SMALL = "vilage"\ndefine WHAT = agency.kind\nrule X "extra" when {condition} require year > 2000\n',
        encoding="utf-8",
    )
    kinds = "kinds: [{kind: town, names: [Town*]}, {kind: city, names: [City*]}]\n"
    agencies = "agencies: [{name: Hamlet, kind: village}]\n"
    (tmp_path / "agencies.yaml").write_text(kinds + agencies, encoding="utf-8")
    nearest = {"twon": "town", "vilage": "village", "citty": "city"}
    for _ in range(2):  # the second time the pack comes from the cache
        _, found = packs(str(tmp_path))
        assert [(p.code, p.hint and p.hint.en) for p in found] == [
            ("misspelt-kind", f'did you mean "{nearest[kind]}"?') for kind in told
        ]
        assert all(p.severity is Severity.WARNING and p.place is not None for p in found)
    (tmp_path / "agencies.yaml").write_text("prefixes: [Old]\n", encoding="utf-8")
    assert packs(str(tmp_path))[1] == []
