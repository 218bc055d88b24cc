"""What a command does not need is not loaded: that is what makes it start at once."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from gouji.language import cache

ROOT = Path(__file__).parents[2]
REPORT = str(ROOT / "reports" / "disclosure" / "wangchuan-water-2024.txt")
STRUCTURED = str(ROOT / "reports" / "structured" / "liutang-2024.yaml")
NEVER = {
    "numpy",
    "pandas",
    "lxml",
    "openpyxl",
    "docx",
    "pypdfium2",
}
"""No command on a text or a YAML report needs these."""
PROGRAM = """
import sys
from gouji.cli import main
code = main(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


@pytest.fixture
def kept(tmp_path: Path) -> Mapping[str, str]:
    """An environment with a cache folder of its own."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), cache.VARIABLE: str(tmp_path / "cache")}


def loaded(environment: Mapping[str, str], *arguments: str) -> tuple[set[str], bytes]:
    """The modules that a command has loaded, and what it wrote."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        env=environment,
        capture_output=True,
        check=True,
    )
    code, *modules = done.stderr.decode().splitlines()[-1].split()
    assert code in {"0", "1"}, done.stderr.decode()
    return set(modules), done.stdout


def test_the_version_needs_two_modules(kept: Mapping[str, str]) -> None:
    modules, _ = loaded(kept, "--version")
    assert {m for m in modules if m.startswith("gouji")} == {
        "gouji",
        "gouji.arguments",
        "gouji.cli",
    }
    assert not modules & (
        NEVER | {"lark", "yaml", "re2", "tabulate", "wcwidth", "json", "dataclasses"}
    )


def test_a_check_with_a_kept_pack_needs_neither_parser_nor_checker(kept: Mapping[str, str]) -> None:
    first, shown = loaded(kept, "check", REPORT)
    assert "lark" in first
    modules, again = loaded(kept, "check", REPORT)
    assert again == shown
    assert "re2" in modules
    assert not modules & (NEVER | {"lark", "yaml", "traceback"})
    language = {
        m.removeprefix("gouji.language.") for m in modules if m.startswith("gouji.language.")
    }
    assert language <= {
        *("cache", "checked", "checked_expressions", "codec", "files", "load", "settings", "walk")
    }
    assert not {m for m in modules if m.startswith("gouji.readers.structured")}


def test_the_tests_of_a_kept_pack_need_no_parser(kept: Mapping[str, str]) -> None:
    _, shown = loaded(kept, "rules", "test", "disclosure")
    modules, again = loaded(kept, "rules", "test", "disclosure")
    assert again == shown
    assert not modules & (NEVER | {"lark", "yaml"})


def test_a_structured_report_needs_no_parser_of_rules(kept: Mapping[str, str]) -> None:
    loaded(kept, "check", REPORT)
    modules, _ = loaded(kept, "check", STRUCTURED)
    assert "yaml" in modules
    assert not modules & (NEVER | {"lark"})
