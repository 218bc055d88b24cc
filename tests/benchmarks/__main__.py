"""What Gouji's start, reading and checking cost, side by side in one run: python -m tests.benchmarks.

CPU time (user and system), the least of several runs: of whole processes, also as a multiple of
`python -c "import lark"`, then of the parts within one process.  Python's compiled files are there, as
they are after an installation.  Measurements, not tests: nothing here fails.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from gouji.engine.evaluate import evaluate
from gouji.engine.prepare import prepare
from gouji.language import cache
from gouji.language.load import load
from gouji.model.form import Form
from gouji.readers import pdf
from gouji.readers.recognise import recognise
from gouji.scan.formats import BY_SUFFIX
from gouji.scan.inputs import inputs
from gouji.scan.packs import packs, ready
from gouji.scan.reading import read
from tests.benchmarks import office, pages, sheets

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "reports" / "disclosure" / "wangchuan-water-2024.txt"
PACK = ROOT / "rules" / "disclosure"
RUNS = 7


def process(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    """CPU milliseconds of one run of Python."""
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(
        [sys.executable, *arguments],
        env={**inherited, "PYTHONPATH": str(ROOT / "src"), **environment},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return 1000 * (used.ru_utime + used.ru_stime)


def within(work: Callable[[], object], times: int = RUNS) -> float:
    """CPU milliseconds of the quickest of several runs in this process."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return 1000 * min(taken)


def processes() -> None:
    """Whole processes, taken in turn so that a busy machine is fair to all."""
    check = ["-m", "gouji", "check", str(REPORT.relative_to(ROOT))]
    with tempfile.TemporaryDirectory() as folder:
        compiled = {"PYTHONPYCACHEPREFIX": str(Path(folder, "compiled"))}
        kept = {**compiled, cache.VARIABLE: str(Path(folder, "packs"))}
        rows: Mapping[str, tuple[Sequence[str], Mapping[str, str]]] = {
            "python -c pass": (["-c", "pass"], compiled),
            "import lark": (["-c", "import lark"], compiled),
            "gouji --version": (["-m", "gouji", "--version"], compiled),
            "gouji check, pack kept": (check, kept),
            "gouji check, pack made": (check, {**compiled, cache.VARIABLE: "off"}),
        }
        for arguments, environment in rows.values():
            process(arguments, environment)
        taken: dict[str, list[float]] = {name: [] for name in rows}
        for _ in range(RUNS):
            for name, (arguments, environment) in rows.items():
                taken[name].append(process(arguments, environment))
    lark = min(taken["import lark"])
    for name, costs in taken.items():
        show(name, min(costs), f"{min(costs) / lark:5.2f} × import lark")


def parts() -> None:
    """What a check consists of, in one process."""
    os.environ[cache.VARIABLE] = "off"
    show("the pack made", within(lambda: load(PACK), 3))
    with tempfile.TemporaryDirectory() as folder:
        os.environ[cache.VARIABLE] = folder
        load(PACK)
        show("the pack recalled", within(lambda: load(PACK, tests=False)))
        loaded, _ = packs(str(PACK))
    show("the plan prepared", within(lambda: prepare(loaded[0].pack)))
    made = [ready(pack) for pack in loaded]
    (given,), _ = inputs([str(REPORT)], BY_SUFFIX)
    show("one report read", within(lambda: read(given, made)))
    fitted = read(given, made)
    assert fitted.pack is not None
    assert fitted.report is not None
    plan, report = fitted.pack.plan, fitted.report

    def shown() -> object:
        return evaluate(plan, report, everything=False)

    show("one report evaluated, first", within(shown, 1))
    show("one report evaluated, again", within(shown))
    show("one report evaluated, --all", within(lambda: evaluate(plan, report)))


def web_pages() -> None:
    """A page, as a multiple of its tree with bare grids."""
    loaded, _ = packs(str(PACK))
    forms = loaded[0].pack.forms
    raw = pages.PAGE.read_bytes()
    costs = {
        "page: tree and bare grids": within(lambda: pages.bare(raw)),
        "page: bytes to document": within(lambda: pages.document(raw)),
        "page: bytes to report": within(lambda: pages.report(raw, forms)),
    }
    least = next(iter(costs.values()))
    for name, cost in costs.items():
        show(name, cost, f"{cost / least:5.2f} × tree and bare grids, {len(raw) / 1024:.0f} kB")


def office_documents() -> None:
    """Word documents and a workbook, as multiples of their bare trees."""
    for path in office.documents():
        _document(path.name, path.read_bytes())
    workbook = office.WORKBOOK.read_bytes()
    least = within(lambda: office.trees(workbook, "xl/"), 50)
    show(f"{office.WORKBOOK.name}: zip and trees", least)
    cost = within(lambda: office.workbook(workbook), 50)
    show(f"{office.WORKBOOK.name}: document", cost, f"{cost / least:5.2f} × zip and trees")


def _document(name: str, raw: bytes) -> None:
    main = within(lambda: office.trees(raw, office.MAIN), 50)
    show(f"{name}: zip, main tree", main)
    show(f"{name}: zip, all trees", within(lambda: office.trees(raw, *office.PARTS), 50))
    bare = within(lambda: office.bare(raw), 50)
    show(f"{name}: trees and bare grids", bare)
    cost = within(lambda: office.document(raw), 50)
    told = f"{cost / bare:5.2f} × trees and bare grids, {cost / main:.2f} × main tree"
    show(f"{name}: document", cost, told)


def prints() -> None:
    """A PDF, as a share of what pdfplumber needs for its tables alone."""
    loaded, _ = packs(str(PACK))
    forms = loaded[0].pack.forms
    for path in sheets.files():
        _print(path.name, path.read_bytes(), forms)


def _print(name: str, raw: bytes, forms: Sequence[Form]) -> None:
    most = within(lambda: sheets.tables(raw), 3)
    show(f"{name}: pdfplumber", most)
    for stage, cost in (
        ("document", within(lambda: pdf.read(name, raw))),
        ("report", within(lambda: recognise(pdf.read(name, raw), forms))),
    ):
        show(f"{name}: {stage}", cost, f"{cost / most:5.2f} × pdfplumber's tables")


def show(name: str, milliseconds: float, remark: str = "") -> None:
    """One line."""
    print(f"{name:<46}{milliseconds:9.1f} ms   {remark}".rstrip())  # noqa: T201  # a measurement is for reading


if __name__ == "__main__":
    processes()
    parts()
    web_pages()
    office_documents()
    prints()
