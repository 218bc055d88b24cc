"""What the pack understands of prose, and what it says of it, against labelled sentences.

Each item of a file becomes a structured report, with last year's figures a second one; the product
reads and checks it, and what it says becomes the predictions that the shared scorer scores.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gouji.model.finding import Finding, Outcome
from gouji.model.result import StatedNumber
from gouji.scan.inputs import Input
from gouji.scan.packs import ReadyPack, packs, ready
from gouji.scan.reading import read, reading
from gouji.scan.scan import Settings, scan
from tests.corpus import SHARED, cell_of

FILE = SHARED / "text" / "statements.dev.jsonl"
SCORER = SHARED / "text" / "score.py"
LAST_YEAR = "Y-1."
FAMILIES = ("PT-", "YN-05", "YN-06", "YN-11", "YN-14")
"""The checks that compare prose with figures."""
WAN = 10_000
ELSEWHERE = "见表。"
"""What the other sections of a report say."""
OTHERS = {"elsewhere", "fee_notices", "norm_published"}
"""Statements of the pack that are none of the concepts."""
NAMES = {"handled": "done"}
"""Statement of the pack → concept of the labels, where they are called otherwise."""

Item = Mapping[str, Any]


def main(arguments: Sequence[str]) -> int:
    """Print the score of each file, or of every other template of it; write the predictions."""
    options = _options(arguments)
    for file in options.files:
        items = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        items = [item for item in items if _wanted(item, options.templates)]
        with TemporaryDirectory() as folder:
            predictions = predict(items, Path(folder))
            print(f"{file.name}: {len(items)} items", flush=True)
            print(_scored(items, predictions, Path(folder)), end="")
        if options.out:
            options.out.write_text(_lines(predictions), "utf-8")
        if options.show:
            _show(items, predictions)
    return 0


def predict(items: Sequence[Item], folder: Path) -> Sequence[Item]:
    """What the product says of each item; the folder takes their reports."""
    loaded, _ = packs("disclosure")
    pack = [ready(one) for one in loaded]
    return [predicted(item, folder / item["id"], pack) for item in items]


def scores(items: Sequence[Item], predictions: Sequence[Item], folder: Path) -> Any:
    """The figures of the shared scorer."""
    return json.loads(_scored(items, predictions, folder, "--json"))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy statements")
    parser.add_argument("files", nargs="*", type=Path, default=[FILE], metavar="FILE")
    parser.add_argument("--templates", choices=["even", "odd"], help="every other template alone")
    parser.add_argument("--out", type=Path, help="where to write the predictions")
    parser.add_argument("--show", action="store_true", help="show each item that is wrong")
    return parser.parse_args(arguments)


def _wanted(item: Item, templates: str | None) -> bool:
    return templates is None or (item["template"] % 2 == 0) is (templates == "even")


def _lines(rows: Sequence[Item]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _scored(items: Sequence[Item], predictions: Sequence[Item], folder: Path, *options: str) -> str:
    gold, said = folder / "gold.jsonl", folder / "predicted.jsonl"
    gold.write_text(_lines(items), "utf-8")
    said.write_text(_lines(predictions), "utf-8")
    command = [sys.executable, str(SCORER), "statements", str(gold), str(said), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


# ---- an item as reports


def _written(item: Item, folder: Path) -> tuple[Path, Sequence[Path]]:
    """The report of an item, and that of the year before where its figures are known."""
    folder.mkdir()
    this, last = folder / "report.json", folder / "last.json"
    figures = {k: v for k, v in item["table"].items() if not k.startswith(LAST_YEAR)}
    before = {k.removeprefix(LAST_YEAR): v for k, v in item["table"].items() if k not in figures}
    text = "".join(item["text"][at] for at in _kept(item["text"]))
    sections = dict.fromkeys("123456", ELSEWHERE) | {str(item["section"]): text}
    report = _report(item, figures) | {"sections": sections}
    this.write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    if not before:
        return this, [this]
    earlier = _report(item, before) | {"year": item["year"] - 1}
    last.write_text(json.dumps(earlier, ensure_ascii=False), "utf-8")
    return this, [this, last]


def _report(item: Item, figures: Mapping[str, float]) -> dict[str, Any]:
    tables: dict[str, dict[str, dict[str, float]]] = {}
    for name, value in figures.items():
        table, row, column = cell_of(name)
        tables.setdefault(table, {}).setdefault(row, {})[column] = value
    return {
        "agency": item["agency"],
        "year": item["year"],
        "form": "disclosure_2021",
        "tables": tables,
    }


def _kept(text: str) -> Sequence[int]:
    """Where the characters stand that are no line break: an item is one paragraph, wrapped or not."""
    return [at for at, sign in enumerate(text) if sign != "\n"]


# ---- what the product says of it


def predicted(item: Item, folder: Path, pack: Sequence[ReadyPack]) -> Item:
    """The numbers that the product finds in an item, and what its rules say of them."""
    this, written = _written(item, folder)
    understood = reading(read(Input(this.name, this), pack))
    assert understood.report is not None, understood.reason
    section = understood.report.sections[str(item["section"])]
    start = section.passages[0].provenance.locator.start
    kept = {start + at: kept for at, kept in enumerate(_kept(item["text"]))}
    scanned = scan([Input(p.name, p) for p in written], pack, Settings(everything=True))
    assert not scanned.crashes, scanned.crashes
    findings = [f for f in scanned.result.findings if f.source == this.name and _compares(f)]
    return {
        "id": item["id"],
        "slots": [
            _slot(stated, kept)
            for stated in understood.statements
            if stated.section == str(item["section"]) and stated.name not in OTHERS
        ],
        "verdict": verdict(findings),
        "findings": [f"{f.rule} {f.outcome}: {f.message.zh}" for f in _told(findings)],
    }


def _compares(finding: Finding) -> bool:
    return any(check.startswith(FAMILIES) for check in finding.checks)


def _slot(stated: StatedNumber, kept: Mapping[int, int]) -> Item:
    span = stated.words.locator
    value = stated.value / WAN if stated.name == "fee_admin" else stated.value
    return {
        "concept": NAMES.get(stated.name, stated.name),
        "value": float(value),
        "negated": stated.negated,
        "scope": stated.scope,
        "span": [kept[span.start], kept[span.end - 1] + 1],
    }


def _told(findings: Sequence[Finding]) -> Iterator[Finding]:
    return (one for one in findings if one.outcome in {Outcome.FAIL, Outcome.REVIEW})


def verdict(findings: Sequence[Finding]) -> str:
    """Accused, held against a figure (by which reading), or not compared with any."""
    severe = [f for f in findings if f.severity != "note"]
    if any(f.outcome is Outcome.FAIL for f in severe):
        return "inconsistent"
    if any(f.outcome is Outcome.REVIEW for f in severe):
        return "explained"
    passed = [f for f in severe if f.outcome is Outcome.PASS]
    if not passed:
        return "not_comparable"
    return "explained" if any(f.reading for f in passed) else "consistent"


def _show(items: Sequence[Item], predictions: Sequence[Item]) -> None:
    for item, said in zip(items, predictions, strict=True):
        gold, found = _pairs(item["slots"]), _pairs(said["slots"])
        ignored = _pairs(item["optional"]) | (_pairs(item["slots"], own=False) - gold)
        accused = (item["verdict"] == "inconsistent") is not (said["verdict"] == "inconsistent")
        missing, extra = gold - found, found - gold - ignored
        if missing or extra or accused:
            print(f"\n{item['id']} {item['tag']} {item['template']}: {item['text']}")
            print(f"  missing {sorted(missing)} extra {sorted(extra)}")
            print(f"  {item['verdict']} ({item['why']}), said {said['verdict']}")
            for told in said["findings"]:
                print(f"    {told}")


def _pairs(slots: Sequence[Item], *, own: bool = True) -> set[tuple[str, float]]:
    """Concept and value of each number of the whole organ and year, or of each of a part."""
    return {
        (slot["concept"], _value(slot))
        for slot in slots
        if (slot.get("scope", "own") == "own") is own
    }


def _value(slot: Item) -> float:
    yuan = slot["concept"] == "fee_admin" and slot.get("unit") == "元"
    return round(slot["value"] / WAN if yuan else float(slot["value"]), 6)
