"""The same report in every format is the same report, and is told the same."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.engine.evaluate import evaluate
from gouji.model.report import Completeness, Report
from gouji.scan.inputs import Input
from gouji.scan.packs import ReadyPack, packs, ready
from gouji.scan.reading import read
from gouji.scan.worker import Worker
from tests.readers.writers import WRITERS, Cell, Content, Line, Printed, structured

PACK = Path(__file__).parent / "library"
_FORM, _TABLE = "library", "L"
_VALUE_ROWS, _VALUE_COLUMNS = ("1", "2.1", "2.2", "3"), ("1", "2.1", "2.2", "3")


@cache
def _packs() -> Sequence[ReadyPack]:
    loaded, problems = packs(str(PACK))
    assert not problems
    return [ready(pack) for pack in loaded]


_VALUES = st.lists(
    st.lists(
        st.one_of(
            st.integers(0, 99999).map(str), st.sampled_from(["", "/", "—", "3册", "约5", "1,234"])
        ),
        min_size=4,
        max_size=4,
    ),
    min_size=4,
    max_size=4,
)
_SENTENCES = st.lists(
    st.sampled_from(
        [
            "全年开馆三百天,读者平稳增加。",
            "新增阅览座位24个。",
            "举办讲座12场,参加者1,080人次。",
            "已清点全部馆藏,账物相符;未发现缺失。",
        ]
    ),
    min_size=1,
    max_size=3,
    unique=True,
)


@st.composite
def _contents(draw: st.DrawFn) -> Content:
    values = draw(_VALUES)
    year = draw(st.integers(2019, 2030))
    agency = draw(st.sampled_from(["柳塘县图书馆", "白塔镇图书馆", "鹭屿市少年儿童图书馆"]))
    titles = ["一、基本情况", "二、借阅情况", "三、存在的问题和打算"]
    table = _table(values)
    stated = {
        row: dict(zip(_VALUE_COLUMNS, cells, strict=True))
        for row, cells in zip(_VALUE_ROWS, values, strict=True)
    }
    sections = [
        Printed(title, draw(_SENTENCES), table if at == 1 else (), stated if at == 1 else None)
        for at, title in enumerate(titles)
    ]
    return Content(
        title=f"{agency}{year}年图书馆工作年报",
        agency=agency,
        year=year,
        intro="本年报由馆长办公室编写。",
        sections=sections,
        signature=[agency, f"{year + 1}年1月20日"],
    )


def _table(values: list[list[str]]) -> list[Line]:
    header: list[Line] = [
        [Cell("项目", 2, 2), Cell("总馆", 1, 2), Cell("分馆", 2, 1), Cell("合计", 1, 2)],
        [Cell("东馆"), Cell("西馆")],
    ]
    labels = (
        [Cell("一、新购图书册数", 2)],
        [Cell("二、借出册数", 1, 2), Cell("1.成人读物")],
        [Cell("2.儿童读物")],
        [Cell("三、期末馆藏册数", 2)],
    )
    rows = [[*label, *map(Cell, cells)] for label, cells in zip(labels, values, strict=True)]
    return [*header, *rows]


def _told(report: Report) -> dict[str, object]:
    """What a report says, wherever it says it."""
    return {
        "names": (report.form, report.agency, report.year, report.title),
        "intro": [passage.text for passage in report.intro],
        "sections": [
            (s.code, s.title, s.ordinal, s.position, [p.text for p in s.passages])
            for s in report.sections.values()
        ],
        "signature": [passage.text for passage in report.signature],
        "cells": {key: cell.number for key, cell in report.cells.items()},
        "unread": (report.unlisted, report.unplaced, report.doubtful, report.completeness),
        "problems": sorted(d.code for d in report.diagnostics),
        "findings": [
            (f.rule, f.outcome, f.message, f.formula, f.difference, f.reason, f.where)
            for f in evaluate(_packs()[0].plan, report)
        ],
    }


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one


@settings(max_examples=25)
@given(content=_contents())
def test_the_same_report_in_every_format_is_the_same_report(
    worker: Worker, content: Content
) -> None:
    files = {suffix: write(content) for suffix, write in WRITERS.items()}
    files |= structured(content, _FORM, _TABLE)
    with TemporaryDirectory() as folder:
        found = {}
        for suffix, raw in files.items():
            path = Path(folder, f"report.{suffix}")
            path.write_bytes(raw)
            fitted = read(Input(path.name, path), _packs(), worker)
            assert fitted.report is not None, (suffix, fitted.diagnostics)
            assert fitted.status is Completeness.COMPLETE
            found[suffix] = _told(fitted.report)
    for suffix, told in found.items():
        assert told == found["txt"], suffix
