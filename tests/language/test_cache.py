"""A pack that is kept is the pack that would be made, and nothing else is ever taken for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.language import assemble as assembling
from gouji.language import cache, checked
from gouji.language.assemble import Assembled, assemble
from gouji.language.codec import CLASSES, decode, encode
from gouji.language.load import load
from gouji.language.settings import Settings
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.corpus import ROOT

PACKS = (
    ROOT / "rules" / "disclosure",
    ROOT / "tests" / "golden" / "language" / "library" / "zh.gj",
)
REPORT = ROOT / "reports" / "disclosure" / "liutang-2024.txt"
EVERYTHING = {
    "main.gj": """
pack shop "Shop" language en version "2"
use "more/extra.gj"
use "words.yaml" as words
param small = 20
param since = 2024-01-31
param open = true
define growth(now, before) = (now - before) / before
form year "Shop report" find "{agency:…}{year}年经营年报" valid from 2020-01-01
outline S "sections" ordered
  1 "经营情况"
  2 "问题"
table T "sales" unit "元"
  rows each "部门" as department
    1 "小计" group
    1.1 "零售"
    1.2 "批发"
    2 "合计" = sum([1.1 | 1.2])
  columns 1 "上年" 2 "今年"
statement sold "sold" in section(1) find "销售{n}元"
rule G "growth" on T each row
  when [1] > small and published > since
  require growth([2], [1]) < 50% missing as zero doubt reviews
rule D "departments"
  require T[department, 2] >= last(T[department, 2])
exception E of G "open" when open require [2] >= 0
rule C "children"
  require sum(children(T[2, 2])) <= T[2, 2]
rule P "problems"
  for each problem in problems(section(2), words.topics)
  require similar(problem.text, section(1).text) >= 30% within 10%
waive G, D: when agency = "青山商店" until 2026-01-01 because "moving" approved by "the board"
test G "grows" given T[1.1, 1] = 30 given T[1.1, 2] = 90 expect fail where row = "零售"
""",
    "words.yaml": "topics: [人手, 库存]\n",
    "more/extra.gj": 'rule X "extra" require year > 2000\n',
}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The packs that were made afresh, one by one."""
    found: list[Path] = []

    def counted(path: Path, settings: Settings) -> Assembled:
        found.append(path)
        return assemble(path, settings)

    monkeypatch.setattr(assembling, "assemble", counted)
    return found


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    (folder / "more").mkdir(parents=True)
    for name, text in EVERYTHING.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def entries(tmp_path: Path) -> Sequence[Path]:
    return sorted((tmp_path / "cache").iterdir())


def texts(problems: Sequence[Diagnostic]) -> list[tuple[str, str, str]]:
    return [(p.code, p.message.zh, p.place.text if p.place else "") for p in problems]


def spans(value: object, seen: set[int]) -> list[tuple[str, int, int, str]]:
    """Every place within a value: positions take no part in equality."""
    if id(value) in seen:
        return []
    seen.add(id(value))
    match value:
        case Span():
            return [(value.source.name, value.start, value.end, value.source.text)]
        case tuple() | list():
            parts: list[object] = list(value)
        case dict():
            parts = list(value.values())
        case _ if is_dataclass(value):
            parts = [getattr(value, f.name) for f in fields(value)]
        case _:
            return []
    return [place for part in parts for place in spans(part, seen)]


@pytest.mark.parametrize("path", PACKS, ids=lambda p: p.stem)
def test_a_kept_pack_is_the_pack_that_would_be_made(path: Path, made: list[Path]) -> None:
    fresh, problems = load(path)
    kept, remembered = load(path)
    assert made == [path]
    assert kept == fresh != None  # noqa: E711
    assert texts(remembered) == texts(problems)
    assert spans(kept, set()) == spans(fresh, set()) != []


def test_every_construct_of_the_language_is_kept(shop: Path, made: list[Path]) -> None:
    fresh, problems = load(shop)
    assert fresh is not None
    assert (problems, len(fresh.rules)) == ([], 7)
    kept, _ = load(shop)
    assert kept == fresh
    assert spans(kept, set()) == spans(fresh, set())
    assert {place[0] for place in spans(kept, set())} == {f"shop/{name}" for name in EVERYTHING}
    assert len(made) == 1


def test_a_check_needs_no_tests_of_rules(shop: Path, made: list[Path]) -> None:
    assert load(shop, tests=False)[0] == load(shop)[0]
    without, _ = load(shop, tests=False)
    assert without is not None
    assert without.tests == ()
    with_tests, _ = load(shop)
    assert with_tests is not None
    assert len(with_tests.tests) == 1
    assert replace(with_tests, tests=()) == without
    (test,) = with_tests.tests
    assert isinstance(test.given[0], checked.GivenCells)
    assert test.given[0].table is with_tests.forms[0].tables[0]
    assert len(made) == 1


def test_the_findings_are_the_same_to_the_byte() -> None:
    said = []
    for _ in range(2):
        pack, _problems = load(PACKS[0])
        assert pack is not None
        text = REPORT.read_text(encoding="utf-8")
        report = recognise(read(Source(REPORT.name, text)), pack.forms)
        assert report is not None
        said.append(repr(evaluate(prepare(pack), report)).encode())
    assert said[0] == said[1]


def test_sharing_is_kept_so_that_rows_are_told_from_columns(tmp_path: Path) -> None:
    square = 'pack p "小" \nform f "年报" find "{agency:…}{year}年年报"\noutline S "部分" 1 "甲"\ntable T "表" rows 1 "甲" 2 "乙" columns 1 "甲" 2 "乙"\n'
    path = tmp_path / "square.gj"
    path.write_text(square, encoding="utf-8")
    load(path)
    pack, _ = load(path)
    assert pack is not None
    table = pack.forms[0].tables[0]
    assert table.rows == table.columns
    assert table.rows is not table.columns


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_changed_file_is_seen_at_once(shop: Path, made: list[Path], name: str) -> None:
    load(shop)
    changed = shop / name
    before = changed.stat()
    changed.write_text(
        EVERYTHING[name].replace("2000", "2001").replace("人", "大"), encoding="utf-8"
    )
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))
    load(shop)
    assert len(made) == (1 if name == "main.gj" else 2)
    (shop / name).write_text(EVERYTHING[name] + "\n", encoding="utf-8")
    load(shop)
    assert len(made) == (2 if name == "main.gj" else 3)


def test_a_new_a_lost_and_a_renamed_file_are_seen_at_once(shop: Path, made: list[Path]) -> None:
    load(shop)
    (shop / "new.gj").write_text('rule N "new" require 1 = 1\n', encoding="utf-8")
    pack, _ = load(shop)
    assert pack is not None
    assert "N" in {rule.name for rule in pack.rules}
    (shop / "new.gj").rename(shop / "named.gj")
    pack, _ = load(shop)
    assert pack is not None
    assert {r.span.source.name for r in pack.rules if r.name == "N"} == {"shop/named.gj"}
    (shop / "more" / "extra.gj").unlink()
    _, problems = load(shop)
    assert [p.code for p in problems] == ["cannot-use"]
    assert len(made) == 4


def test_a_link_that_leads_elsewhere_is_seen_at_once(shop: Path, made: list[Path]) -> None:
    extra = shop / "more" / "extra.gj"
    for other in ("one.gj", "two.gj"):
        extra.replace(shop / "more" / other) if other == "one.gj" else shutil.copy(
            shop / "more" / "one.gj", shop / "more" / other
        )
    extra.symlink_to("one.gj")
    load(shop)
    extra.unlink()
    extra.symlink_to("two.gj")
    pack, _ = load(shop)
    assert pack is not None
    assert "shop/more/two.gj" in {rule.span.source.name for rule in pack.rules}
    assert len(made) == 2


def test_each_setting_has_a_pack_of_its_own(shop: Path, made: list[Path]) -> None:
    for _ in range(2):
        for settings in ({}, {"small": "30"}, {"small": "31"}, {"open": "false"}):
            pack, problems = load(shop, settings)
            assert pack is not None
            assert not problems
            wanted = int(settings.get("small", 20))
            assert pack.parameters["small"].value == wanted
            assert pack.parameters["open"].value is ("open" not in settings)
    assert len(made) == 4
    pack, _ = load(shop, {"small": "30"})
    assert pack is not None
    assert pack.parameters["small"].span.text == "30"


@pytest.mark.parametrize("part", ["__version__", "_sources"])
def test_what_another_gouji_made_is_not_used(
    shop: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    load(shop)
    monkeypatch.setattr(cache, part, "9.9" if part == "__version__" else lambda _: "other")
    load(shop)
    assert len(made) == 2


def test_an_edit_of_the_program_changes_its_mark(tmp_path: Path) -> None:
    before = cache._sources(cache._PACKAGE)
    for place in ("language/check.py", "model/data/yaml_text.py", "scan/roster.py"):
        copy = tmp_path / Path(place).stem
        shutil.copytree(cache._PACKAGE, copy)
        assert cache._sources(copy) == before
        cache._sources.cache_clear()
        with (copy / place).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        assert cache._sources(copy) != before


def test_a_pack_with_a_mistake_is_not_kept(shop: Path, tmp_path: Path, made: list[Path]) -> None:
    (shop / "wrong.gj").write_text('rule W "wrong" require nobody = 1\n', encoding="utf-8")
    first, again = load(shop)[1], load(shop)[1]
    assert [p.code for p in first] == [p.code for p in again] == ["unknown-name"]
    assert len(made) == 2
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("harm", ["cut", "flipped", "emptied", "another's", "nonsense"])
def test_a_damaged_entry_is_ignored_and_written_anew(
    shop: Path, tmp_path: Path, made: list[Path], harm: str
) -> None:
    fresh, _ = load(shop)
    (entry,) = entries(tmp_path)
    sound = entry.read_bytes()
    flipped = bytearray(sound)
    flipped[len(sound) // 2] ^= 1
    nonsense = b'{"rule files":["main.gj"],"ways":{},"files":[]}\n{"sources":[],"atoms":[],"spans":[[],[],[]],"batches":[["os.system",1]]}'
    entry.write_bytes(
        {
            "cut": sound[: len(sound) // 2],
            "flipped": bytes(flipped),
            "emptied": b"",
            "another's": b"\x80\x04cos\nsystem\n",
            "nonsense": cache._hash(nonsense).encode() + nonsense,
        }[harm]
    )
    assert load(shop)[0] == fresh
    assert len(made) == 2
    assert entry.read_bytes() == sound
    assert load(shop)[0] == fresh
    assert len(made) == 2


def test_only_classes_of_packs_can_come_out_of_an_entry() -> None:
    for kind in ("os.system", "builtins.eval", "pathlib.Path", "span.Source"):
        piece = {"sources": [], "atoms": [""], "spans": [[], [], []], "batches": [[kind, 1, [0]]]}
        with pytest.raises(LookupError):
            decode([{**piece, "root": 1}], [])
    assert all(c.__module__.startswith("gouji.") for c in CLASSES.values())
    assert CLASSES["checked.Rule"] is checked.Rule


def test_a_value_of_another_class_is_refused() -> None:
    with pytest.raises(AssertionError, match="no class that can be kept"):
        encode([Path()], [])


posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")


@posix
def test_entries_are_the_users_alone(shop: Path, tmp_path: Path) -> None:
    load(shop)
    (entry,) = entries(tmp_path)
    assert entry.stat().st_mode & 0o777 == 0o600
    assert entry.parent.stat().st_mode & 0o777 == 0o700


@posix
@pytest.mark.parametrize("what", ["folder", "entry", "link"])
def test_what_others_may_write_is_not_trusted(
    shop: Path, tmp_path: Path, made: list[Path], what: str
) -> None:
    load(shop)
    (entry,) = entries(tmp_path)
    if what == "folder":
        entry.parent.chmod(0o777)
    elif what == "entry":
        entry.chmod(0o666)
    else:
        entry.rename(tmp_path / "elsewhere")
        entry.symlink_to(tmp_path / "elsewhere")
    load(shop)
    assert len(made) == 2


@posix
def test_what_another_user_owns_is_not_trusted(
    shop: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(shop)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    load(shop)
    assert len(made) == 2


def test_a_folder_that_cannot_be_written_does_no_harm(
    shop: Path, tmp_path: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "cache"))
    assert load(shop)[0] == load(shop)[0]
    assert len(made) == 2


def test_the_cache_can_be_turned_off(
    shop: Path, tmp_path: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, "off")
    assert load(shop)[0] == load(shop)[0]
    assert len(made) == 2
    assert not (tmp_path / "cache").exists()


def test_the_folder_is_the_systems_for_caches(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    places = {"linux": (".cache", "gouji"), "darwin": ("Library", "Caches", "gouji")}
    for platform, parts in places.items():
        monkeypatch.setattr(sys, "platform", platform)
        assert cache.folder() == tmp_path.joinpath(*parts)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert cache.folder() == tmp_path / "Local" / "gouji" / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache.folder() == tmp_path / "xdg" / "gouji"


def test_the_oldest_entries_go_and_nothing_else(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_MOST", 2)
    load(shop)
    (first,) = entries(tmp_path)
    os.utime(first, (1, 1))
    (first.parent / "notes.txt").write_text("mine", encoding="utf-8")
    load(shop, {"small": "1"})
    load(shop, {"small": "2"})
    left = entries(tmp_path)
    assert first not in left
    assert len(left) == 3
    assert first.parent / "notes.txt" in left


def test_processes_at_once_do_no_harm(shop: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from gouji.language.load import load\n"
        "for _ in range(3):\n"
        "    pack, problems = load(Path(sys.argv[1]))\n"
        "    assert pack is not None and len(pack.rules) == 7 and not problems\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(shop)], env=environment)
        for _ in range(3)
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    assert len(entries(tmp_path)) == 1
