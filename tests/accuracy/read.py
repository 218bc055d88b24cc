"""How well documents are read, against hand-checked answers and those of the generator.

Every cell of the answers is one of: equal (the same value, or the same kind of missing), unreadable
(said so by the reader), absent (the row was not found) or wrong.  Only the last is a false statement.
"""

import argparse
import copy
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gouji.model.fold import ordinal_prefix, squeeze
from gouji.model.number import Missing, MissingKind, Number, number_text, read_number, stated
from gouji.model.report import Report
from gouji.scan.inputs import Input
from gouji.scan.packs import ReadyPack, packs, ready
from gouji.scan.reading import read
from tests.corpus import CORPUS, SHARED, CellCode, gold_cells
from tests.generated import made, truths

_NOT_SCORED = {"cut", "unparsable"}
_DASH = "dash"
_T3 = ("nat", "com", "res", "pub", "law", "oth", "sum")
_UNREAD = {MissingKind.UNREADABLE}


@dataclass(slots=True)
class Score:
    """What came of the documents of one format."""

    documents: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    """Of the documents, how many have the right agency, year and sections."""
    unread: int = 0
    """Documents of which no report was made."""
    told: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Take in the score of other documents."""
        self.documents += other.documents
        self.cells += other.cells
        self.right += other.right
        self.unread += other.unread
        self.told += other.told

    def line(self, name: str) -> str:
        """One row of figures."""
        total = self.cells.total()
        equal, unreadable = self.cells["equal"], self.cells["unreadable"]
        share = f"{equal / total:.2%}" if total else "-"
        facts = ", ".join(
            f"{key} {self.right[key]}/{self.documents}" for key in ("agency", "year", "sections")
        )
        return (
            f"{name:28} {self.documents:5} documents  {total:7} cells  equal {equal} ({share})  "
            f"unreadable {unreadable}  absent {self.cells['absent']}  wrong {self.cells['wrong']}  "
            f"{facts}"
        )


def main(arguments: Sequence[str]) -> int:
    """Print the scores; 0 where no value was read wrongly and of every document a report was made."""
    options = _options(arguments)
    scores: dict[str, Score] = {}
    for path, answers in _corpus():
        scores[path.name] = _score((path, answers))
    formats = options.formats.split(",")
    if options.n:
        with TemporaryDirectory() as folder:
            place = made(Path(folder), options.n, options.seed, options.formats)
            for format_ in formats:
                scores[f"generated .{format_}"] = _generated(place, format_)
    for name, score in scores.items():
        print(score.line(name))
    for name, score in scores.items():
        for told in score.told[: options.show]:
            print(f"  {name}: {told}")
    return 1 if any(map(_is_short, scores.values())) else 0


def _is_short(score: Score) -> bool:
    """Whether a value was read wrongly, or a document was not read at all."""
    return bool(score.cells["wrong"] or score.unread)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy read")
    parser.add_argument("--n", type=int, default=200, help="generated reports of each format")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--formats", default="html,docx,xlsx,txt,yaml,json")
    parser.add_argument("--show", type=int, default=10, help="differences shown of each kind")
    return parser.parse_args(arguments)


def _corpus() -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for sheet in sorted((SHARED / "gold").glob("*.json")):
        answers = json.loads(sheet.read_bytes())
        same = answers.get("source_file", "").rpartition("/")[2]
        yield CORPUS / same, answers


def _generated(place: Path, format_: str) -> Score:
    jobs = [
        (place / truth["file"], truth)
        for truth in truths(place)
        if truth["file"].endswith(f".{format_}")
    ]
    total = Score()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for score in pool.map(_score, jobs, chunksize=8):
            total.add(score)
    return total


_PACKS: list[ReadyPack] = []


def _ready() -> Sequence[ReadyPack]:
    if not _PACKS:
        loaded, _ = packs("disclosure")
        _PACKS.extend(map(ready, loaded))
    return _PACKS


def _score(job: tuple[Path, Mapping[str, Any]]) -> Score:
    path, answers = job
    fitted = read(Input(path.name, path), _ready())
    score = Score(documents=1)
    report = fitted.report
    if report is None:
        why = fitted.reason.message.en if fitted.reason else fitted.status.value
        score.told.append(f"{path.name}: {why}")
        score.unread = 1
        score.cells["absent"] += len(_scored(answers))
        return score
    for code, answer in _scored(answers).items():
        outcome = _outcome(report, code, answer, lost=bool(answers.get("layout_lost")))
        score.cells[outcome] += 1
        if outcome != "equal":
            cell = report.cell_at.get(code)
            found = cell.number if cell else None
            score.told.append(f"{path.name}: {outcome} {code}: {answer!r}, read {found!r}")
    for name, said, wanted in _facts(report, answers):
        score.right[name] += said == wanted
        if said != wanted:
            score.told.append(f"{path.name}: {name} {wanted!r}, read {said!r}")
    return score


def _scored(answers: Mapping[str, Any]) -> Mapping[CellCode, object]:
    """The answers by code; where they tell what is printed, that."""
    tables = copy.deepcopy(answers["tables"])
    for key, printed in answers.get("raw_cells", {}).items():
        table, row, *column = key.split(".")
        rows = tables.get(table, {})
        match rows.get(row):
            case list() as values:
                values[_T3.index(*column)] = printed
            case dict() as values:
                values[column[0]] = printed
            case _:
                rows |= {row: printed} if row in rows else {}
    return {code: value for code, value in gold_cells(tables).items() if value not in _NOT_SCORED}


def _outcome(report: Report, code: CellCode, answer: object, *, lost: bool) -> str:
    cell = report.cell_at.get(code)
    if cell is None:
        return "absent"
    number = cell.number
    if isinstance(number, Missing) and number.kind in _UNREAD:
        return "equal" if lost else "unreadable"
    return "equal" if _shown(number) == _wanted(report, code, answer) else "wrong"


def _shown(number: Number | Missing) -> str:
    return number_text(number.value) if isinstance(number, Number) else number.kind.value


def _wanted(report: Report, code: CellCode, answer: object) -> str:
    """The answer as a value in the unit of its column, or as a kind of missing."""
    if answer is None:
        return MissingKind.BLANK.value
    if answer == _DASH:
        return _shown(read_number(_printed(report, code)))
    forms = [form for pack in _ready() for form in pack.pack.forms]
    table = next(table for form in forms for table in form.tables if table.key == code[0])
    quote = report.cell_at[code].provenance.quote
    alone = quote.removesuffix("元") == answer  # the sheets give sums of money without 元
    number = read_number(quote if alone else str(answer))
    return _shown(stated(number, table.unit_of(code[1], code[2])))


def _printed(report: Report, code: CellCode) -> str:
    """A mark for nothing may be printed in several ways; that of the cell counts, if it is one."""
    quote = report.cell_at[code].provenance.quote
    number = read_number(quote)
    return quote if isinstance(number, Missing) and number.kind is not MissingKind.BLANK else "-"


def _facts(report: Report, answers: Mapping[str, Any]) -> Iterator[tuple[str, object, object]]:
    yield "agency", report.agency, answers["agency"]
    yield "year", report.year, answers["year"]
    titles = [_title(section.title) for section in report.sections.values()]
    unlisted = [_title(passage.text) for passage in report.unlisted]
    wanted = [_title(one["title"] if isinstance(one, dict) else one) for one in answers["sections"]]
    yield "sections", sorted([*titles, *unlisted]), sorted(wanted)


def _title(text: str) -> str:
    return squeeze(ordinal_prefix(text)[1])
