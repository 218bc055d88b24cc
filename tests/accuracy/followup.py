"""What the pack says became of last year's problems, against labelled pairs of reports.

Each item of a file becomes two structured reports, of which section 5 alone says anything; the
product checks them, and its findings become the predictions that the shared scorer scores.  Beside
them stand the figures with every theme left out of the wordbook in turn: those of the problems of
that theme, about which the wordbook then knows nothing.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gouji.engine import phrasing
from gouji.engine.lore import lore_of
from gouji.language.wordbooks import read_wordbook
from gouji.model.data import read_data
from gouji.model.finding import Finding, Outcome
from gouji.model.fold import fold
from gouji.model.report import Provenance, Report
from gouji.model.span import Source, Span
from gouji.model.wordbook import Wordbook
from gouji.scan.inputs import Input
from gouji.scan.packs import ReadyPack, packs, ready
from gouji.scan.reading import read, reading
from gouji.scan.scan import Settings, scan
from tests.corpus import SHARED

ROOT = Path(__file__).parents[2]
FILE = SHARED / "text" / "followup.dev.jsonl"
SCORER = SHARED / "text" / "score.py"
SECTION = "5"
ELSEWHERE = "见表。"
"""What the other sections of a report say."""
THIS, LAST = "this.json", "last.json"
STRAIGHT = str.maketrans({'"': "＂", "\\": "＼"})
"""Characters that JSON escapes, as others that are read alike: offsets stay what they are."""
PACK = ROOT / "rules" / "disclosure"
WORDBOOK = "themes.yaml"
FILES = ("pack.gj", "form-2021.gj", "followup.gj")
"""What of the pack these figures need."""
SHOWN = (
    *("labels", "labels_without_matched_problem", "status_macro_f1", "review_rate"),
    *("status_macro_f1_without_review", "answered_vs_not_accuracy", "false_unanswered_rate"),
)
ANSWERED, COPIED, CLAIMED, NAMED = "FU02", "FU03", "FU07", "FU08"
"""The rules of the pack whose findings tell each part of a prediction."""

Item = Mapping[str, Any]


def main(arguments: Sequence[str]) -> int:
    """Print the score of each file, and that of problems whose theme is left out; write predictions."""
    options = _options(arguments)
    loaded, problems = packs("disclosure")
    assert loaded, problems
    pack = [ready(one) for one in loaded]
    for file in options.files:
        items = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        items = [one for at, one in enumerate(items) if _wanted(at, options.items)]
        with TemporaryDirectory() as folder:
            predictions = predict(items, Path(folder), pack)
            print(f"{file.name}: {len(items)} pairs", flush=True)
            print(_scored(items, predictions, Path(folder)), end="")
            if options.themes:
                print(_left_out(items, Path(folder)))
        if options.out:
            options.out.write_text(_lines(predictions), "utf-8")
        if options.show:
            _show(items, predictions)
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy followup")
    parser.add_argument("files", nargs="*", type=Path, default=[FILE], metavar="FILE")
    parser.add_argument("--items", choices=["even", "odd"], help="every other pair alone")
    parser.add_argument(
        "--no-themes", dest="themes", action="store_false", help="do not leave out themes"
    )
    parser.add_argument("--out", type=Path, help="where to write the predictions")
    parser.add_argument("--show", action="store_true", help="show each status that is wrong")
    return parser.parse_args(arguments)


def _wanted(at: int, items: str | None) -> bool:
    return items is None or (at % 2 == 0) is (items == "even")


def _lines(rows: Sequence[Item]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _scored(items: Sequence[Item], predictions: Sequence[Item], folder: Path, *options: str) -> str:
    gold, said = folder / "gold.jsonl", folder / "predicted.jsonl"
    gold.write_text(_lines(items), "utf-8")
    said.write_text(_lines(predictions), "utf-8")
    command = [sys.executable, str(SCORER), "followup", str(gold), str(said), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def scores(items: Sequence[Item], predictions: Sequence[Item], folder: Path) -> Any:
    """The figures of the shared scorer."""
    return json.loads(_scored(items, predictions, folder, "--json"))


def predict(items: Sequence[Item], folder: Path, pack: Sequence[ReadyPack]) -> Sequence[Item]:
    """What the product says of each pair; the folder takes their reports."""
    return [_predicted(item, folder, pack) for item in items]


# ---- a pair as reports


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a pair as the section of a report, and where each of its passages came from."""

    text: str
    passages: Sequence[tuple[int, int]]
    """Offset in the file and in the text of each passage."""

    def span(self, place: Span) -> list[int]:
        """A place in the file as one in the text."""
        start, own = max((p for p in self.passages if p[0] <= place.start), default=(0, 0))
        return [own + place.start - start, own + place.end - start]


def _report(item: Item, year: int, text: str) -> str:
    sections = dict.fromkeys("123456", ELSEWHERE) | {SECTION: text.translate(STRAIGHT)}
    head = {"agency": item["agency"], "year": year, "form": "disclosure_2021", "tables": {}}
    return json.dumps(head | {"sections": sections}, ensure_ascii=False)


def _written(text: str, understood: Report) -> Written:
    found, start = [], 0
    for passage in understood.sections[SECTION].passages:
        own = text.translate(STRAIGHT).index(passage.text, start)
        found.append((passage.provenance.locator.start, own))
        start = own + len(passage.text)
    return Written(text, found)


def _predicted(item: Item, folder: Path, pack: Sequence[ReadyPack]) -> Item:
    """The problems, answers, copies and claims that the findings of a pair tell."""
    texts = {THIS: item["current"], LAST: item["previous"]}
    years = {THIS: item["year"], LAST: item["year"] - 1}
    paths = {name: folder / name for name in texts}
    written: dict[str, Written] = {}
    for name, text in texts.items():
        paths[name].write_text(_report(item, years[name], text), "utf-8")
        understood = reading(read(Input(name, paths[name]), pack))
        assert understood.report is not None, understood.reason
        written[name] = _written(text, understood.report)
    scanned = scan([Input(n, p) for n, p in paths.items()], pack, Settings(everything=True))
    assert not scanned.crashes, scanned.crashes
    findings = [f for f in scanned.result.findings if f.outcome in DECIDED]
    return {"id": item["id"], **_told(findings, written)}


DECIDED = {Outcome.PASS, Outcome.FAIL, Outcome.REVIEW}


def _told(findings: Sequence[Finding], written: Mapping[str, Written]) -> Item:
    spans: dict[str, list[list[int]]] = {THIS: [], LAST: []}
    for name, spanned in spans.items():
        for finding in _of(findings, NAMED, name):
            spanned.append(written[name].span(finding.evidence[0].locator))
    labels, copied = [], []
    for finding in _of(findings, ANSWERED, THIS):
        (problem,) = [p for p in finding.evidence if p.document == LAST]
        replies = [p for p in finding.evidence if p.document == THIS]
        evidence = written[THIS].span(replies[0].locator) if replies else None
        at = spans[LAST].index(written[LAST].span(problem.locator))
        labels.append({"problem": at, "status": _status(finding), "evidence": evidence})
    for finding in _of(findings, COPIED, THIS):
        if finding.outcome is Outcome.FAIL:
            own, other = (_place(finding, name) for name in (THIS, LAST))
            copied.append(
                {
                    "problem_current": spans[THIS].index(written[THIS].span(own.locator)),
                    "problem_previous": spans[LAST].index(written[LAST].span(other.locator)),
                    "degree": "near",
                }
            )
    return {
        "problems_previous": [_problem(written[LAST], span) for span in spans[LAST]],
        "problems_current": [_problem(written[THIS], span) for span in spans[THIS]],
        "labels": labels,
        "copied": copied,
        "claims_about_last_year": list(_claims(findings, written[THIS])),
    }


def _of(findings: Sequence[Finding], rule: str, name: str) -> Iterator[Finding]:
    return (f for f in findings if f.rule == rule and f.source == name)


def _place(finding: Finding, name: str) -> Provenance:
    return next(place for place in finding.evidence if place.document == name)


def _problem(written: Written, span: Sequence[int]) -> Item:
    return {"text": written.text[slice(*span)], "span": list(span)}


def _status(finding: Finding) -> str:
    """What a finding says became of a problem."""
    match finding.outcome:
        case Outcome.REVIEW:
            return "review"
        case Outcome.PASS:
            return "partly" if finding.reading == "部分整改" else "addressed"
        case _:
            known = phrasing.STATUSES.items()
            return next(name for name, w in known if f" is {w.en} this year" in finding.message.en)


def _claims(findings: Sequence[Finding], written: Written) -> Iterator[Item]:
    """The quotations, each with all the problems that it names."""
    items = [
        (written.span(_place(finding, THIS).locator), finding.outcome is not Outcome.FAIL)
        for finding in _of(findings, CLAIMED, THIS)
    ]
    ends = [0, *(span[1] for span, _ in items)]
    apart = [written.text[end : span[0]] for end, (span, _) in zip(ends, items, strict=False)]
    groups = [sum(not _joins(gap) for gap in apart[: at + 1]) for at in range(len(items))]
    for _, group in groupby(zip(groups, items, strict=True), key=lambda one: one[0]):
        members = [one for _, one in group]
        span = [members[0][0][0], members[-1][0][1]]
        yield {"span": span, "matches_previous": all(matches for _, matches in members)}


def _joins(gap: str) -> bool:
    """Whether problems with so much between them stand in one quotation, or in two side by side."""
    return gap in {"；", "、", "，", "”“", "”、“", "”，“"}


# ---- without what the wordbook knows of a theme


def _left_out(items: Sequence[Item], folder: Path) -> str:
    """The figures of problems about whose theme the wordbook says nothing."""
    text = (PACK / WORDBOOK).read_text("utf-8")
    book = _wordbook(text)
    gold, said = [], []
    for theme in [*book.themes, None]:
        own = [_of_theme(item, theme, book) for item in items]
        own = [item for item in own if item["labels"]]
        if own:
            predictions = predict(own, folder, _pack_without(theme, text, folder / f"{theme}"))
            gold += [{**item, "id": f"{item['id']} {theme}"} for item in own]
            said += [{**one, "id": f"{one['id']} {theme}"} for one in predictions]
    figures = scores(gold, said, folder)
    told = [f"  {name}: {figures[name]}" for name in SHOWN]
    for name, one in figures["status_per_class"].items():
        told.append(f"  {name:15s} P {one['p']:.3f} R {one['r']:.3f} F1 {one['f1']:.3f}")
    return "\n".join(["with the theme of each problem left out of the wordbook:", *told])


def _wordbook(text: str) -> Wordbook:
    source = Source(WORDBOOK, text)
    written, problems = read_data(source)
    assert written is not None, problems
    book = read_wordbook(Span(source, 0, 0), written, [])
    assert book is not None, "the wordbook of the pack has mistakes"
    return book


def _of_theme(item: Item, theme: str | None, book: Wordbook) -> Item:
    """An item with those of its labels alone whose problem is most about a theme."""
    problems = item["problems_previous"]
    labels = [
        label
        for label in item["labels"]
        if _theme(problems[label["problem"]]["text"], book) == theme
    ]
    return {**item, "labels": labels, "claims_about_last_year": [], "copied": []}


def _theme(text: str, book: Wordbook) -> str | None:
    themes = lore_of(book).profile(fold(text)).themes
    return max(themes, key=lambda name: (themes[name], name), default=None)


def _pack_without(theme: str | None, text: str, folder: Path) -> Sequence[ReadyPack]:
    """The forms of the pack and these rules, with a wordbook that lacks a theme."""
    folder.mkdir()
    for name in FILES:
        shutil.copy(PACK / name, folder / name)
    lines = [line for line in text.splitlines() if not line.startswith(f"  {theme}: ")]
    (folder / WORDBOOK).write_text("\n".join(lines), "utf-8")
    loaded, problems = packs(str(folder))
    assert loaded, problems
    return [ready(one) for one in loaded]


def _show(items: Sequence[Item], predictions: Sequence[Item]) -> None:
    for item, said in zip(items, predictions, strict=True):
        found = {tuple(p["span"]): at for at, p in enumerate(said["problems_previous"])}
        labels = {label["problem"]: label for label in said["labels"]}
        for label in item["labels"]:
            problem = item["problems_previous"][label["problem"]]
            own = labels.get(found.get(tuple(problem["span"]), -1))
            if own is None or own["status"] != label["status"]:
                replies = [_quote(item, one) for one in (label, own)]
                status = own["status"] if own else "missing"
                print(f"{item['id']} {item['kind']} {problem['text']}")
                print(f"  {label['status']} ({replies[0]}), said {status} ({replies[1]})")


def _quote(item: Item, label: Item | None) -> str:
    place = label["evidence"] if label else None
    return item["current"][slice(*place)] if place else ""
