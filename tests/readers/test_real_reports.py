"""A real report against its answer.  Needs the shared corpus (GOUJI_SHARED, else ../shared).

The form is written out here by hand UNTIL the rule pack exists; then the pack replaces it.
"""

import json
import os
import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from gouji.model.decode import decode
from gouji.model.form import Entry, Form, Outline, Table
from gouji.model.number import Number
from gouji.model.report import Completeness, Report
from gouji.model.span import Source
from gouji.readers.document import Document
from gouji.readers.recognise import recognise
from gouji.readers.text import read

_APPLICANTS = {
    "1": "自然人",
    "2": "法人或其他组织",
    "2.1": "商业企业",
    "2.2": "科研机构",
    "2.3": "社会公益组织",
    "2.4": "法律服务机构",
    "2.5": "其他",
    "3": "总计",
}
_REQUESTS = {
    "1": "本年新收政府信息公开申请数量",
    "2": "上年结转政府信息公开申请数量",
    "3": "本年度办理结果",
    "3.1": "予以公开",
    "3.2": "部分公开",
    "3.3": "不予公开",
    "3.3.1": "属于国家秘密",
    "3.3.2": "其他法律行政法规禁止公开",
    "3.3.3": '危及"三安全一稳定"',
    "3.3.4": "保护第三方合法权益",
    "3.3.5": "属于三类内部事务信息",
    "3.3.6": "属于四类过程性信息",
    "3.3.7": "属于行政执法案卷",
    "3.3.8": "属于行政查询事项",
    "3.4": "无法提供",
    "3.4.1": "本机关不掌握相关政府信息",
    "3.4.2": "没有现成信息需要另行制作",
    "3.4.3": "补正后申请内容仍不明确",
    "3.5": "不予处理",
    "3.5.1": "信访举报投诉类申请",
    "3.5.2": "重复申请",
    "3.5.3": "要求提供公开出版物",
    "3.5.4": "无正当理由大量反复申请",
    "3.5.5": "要求行政机关确认或重新出具已获取信息",
    "3.6": "其他处理",
    "3.6.1": "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "3.6.2": "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.6.3": "其他",
    "3.7": "总计",
    "4": "结转下年度继续办理",
}
_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_CASES = {
    "1": "行政复议",
    **{f"1.{n}": label for n, label in enumerate(_OUTCOMES, 1)},
    "2": "行政诉讼",
    "2.1": "未经复议直接起诉",
    **{f"2.1.{n}": label for n, label in enumerate(_OUTCOMES, 1)},
    "2.2": "复议后起诉",
    **{f"2.2.{n}": label for n, label in enumerate(_OUTCOMES, 1)},
}


def _entries(labels: dict[str, str]) -> tuple[Entry, ...]:
    groups = {code.rpartition(".")[0] for code in labels}
    return tuple(Entry(code, label, group=code in groups) for code, label in labels.items())


def _table(key: str, title: str, rows: dict[str, str], columns: dict[str, str]) -> Table:
    return Table(key, title, None, "件", _entries(rows), _entries(columns), {})


T2 = Table(
    "T2",
    "主动公开政府信息情况",
    None,
    "件",
    (
        Entry("1.1", "规章"),
        Entry("1.2", "行政规范性文件"),
        Entry("5", "行政许可"),
        Entry("6.1", "行政处罚"),
        Entry("6.2", "行政强制"),
        Entry("8", "行政事业性收费"),
    ),
    (
        Entry("1", "本年制发件数"),
        Entry("2", "本年废止件数"),
        Entry("3", "现行有效件数"),
        Entry("4", "本年处理决定数量"),
        Entry("5", "本年收费金额", unit="万元"),
    ),
    {
        **dict.fromkeys(("1.1", "1.2"), frozenset("123")),
        **dict.fromkeys(("5", "6.1", "6.2"), frozenset("4")),
        "8": frozenset("5"),
    },
)
FORM_2021 = Form(
    "disclosure_2021",
    "政府信息公开工作年度报告（2021年格式）",
    (
        "{agency:…}{year}年{…}政府信息公开工作年度报告",
        "{year}年1月1日{…}至{…}12月31日",
    ),
    (
        Outline(
            "R",
            "年度报告结构",
            ordered=True,
            entries=(
                Entry("1", "总体情况"),
                Entry("2", "主动公开政府信息情况"),
                Entry("3", "收到和处理政府信息公开申请情况"),
                Entry("4", "政府信息公开行政复议、行政诉讼情况"),
                Entry("5", "存在的主要问题及改进情况", aliases=("存在问题及改进情况",)),
                Entry("6", "其他需要报告的事项"),
            ),
        ),
    ),
    (
        T2,
        _table("T3", "收到和处理政府信息公开申请情况", _REQUESTS, _APPLICANTS),
        _table("T4", "政府信息公开行政复议、行政诉讼情况", {"1": "件数"}, _CASES),
    ),
)

_T2_KEYS = {
    "reg": (("1.1", "1", "made"), ("1.1", "2", "repealed"), ("1.1", "3", "valid")),
    "norm": (("1.2", "1", "made"), ("1.2", "2", "repealed"), ("1.2", "3", "valid")),
    "lic": (("5", "4", None),),
    "pun": (("6.1", "4", None),),
    "coe": (("6.2", "4", None),),
    "fee": (("8", "5", None),),
}
_T3_GROUPS = {"d": "3.3", "u": "3.4", "n": "3.5", "o": "3.6"}
_T3_ROWS = {"new": "1", "carry": "2", "open": "3.1", "part": "3.2", "total": "3.7", "next": "4"}
_T3_COLUMNS = ("1", "2.1", "2.2", "2.3", "2.4", "2.5", "3")
_T4_GROUPS = {"rev": "1", "lit1": "2.1", "lit2": "2.2"}

CellCode = tuple[str, str, str]
Answers = Mapping[str, Mapping[str, object]]


def _gold_cells(tables: Answers) -> dict[CellCode, object]:
    """The answers by table, row and column code (DOMAIN 2.5)."""
    found: dict[CellCode, object] = {}
    for name, answer in tables["T2"].items():
        for row, column, key in _T2_KEYS[name]:
            found["T2", row, column] = answer[key] if isinstance(answer, dict) else answer
    for name, answer in tables["T3"].items():
        assert isinstance(answer, list)
        row = _T3_ROWS.get(name) or f"{_T3_GROUPS[name[0]]}.{name[1:]}"
        found |= {("T3", row, c): value for c, value in zip(_T3_COLUMNS, answer, strict=True)}
    for name, answer in tables["T4"].items():
        assert isinstance(answer, list)
        group = _T4_GROUPS[name]
        found |= {("T4", "1", f"{group}.{n}"): value for n, value in enumerate(answer, 1)}
    return found


_SHARED = Path(os.environ.get("GOUJI_SHARED", Path(__file__).parents[2].parent / "shared"))
needs_corpus = pytest.mark.skipif(
    not (_SHARED / "corpus").is_dir(), reason=f"no shared corpus at {_SHARED} (GOUJI_SHARED)"
)


def _document(name: str) -> Document:
    decoded = decode((_SHARED / "corpus" / "disclosure" / name).read_bytes())
    assert decoded is not None
    return read(Source(name, decoded[0]))


def _answers(name: str) -> dict[CellCode, object]:
    return _gold_cells(json.loads((_SHARED / "gold" / f"{name}.json").read_bytes())["tables"])


def _report(name: str) -> Report:
    report = recognise(_document(name), [FORM_2021])
    assert report is not None
    return report


@needs_corpus
def test_every_cell_of_the_sample_is_read_as_it_was_answered_by_hand() -> None:
    report = _report("yejin-2024.txt")
    read_cells = {
        (key.table, key.row, key.column): cell.number.value
        for key, cell in report.cells.items()
        if isinstance(cell.number, Number)
    }
    answers = {key: Fraction(str(value)) for key, value in _answers("yejin-2024").items()}
    assert len(answers) == 200
    assert read_cells == answers


@needs_corpus
def test_every_cell_of_the_sample_points_at_its_print() -> None:
    for cell in _report("yejin-2024.txt").cells.values():
        assert cell.provenance.locator.text == cell.provenance.quote
        assert isinstance(cell.number, Number)
        assert cell.number.raw == cell.provenance.quote


@needs_corpus
def test_the_sample_has_six_sections_a_year_and_no_agency() -> None:
    report = _report("yejin-2024.txt")
    assert report.form == "disclosure_2021"
    assert (report.agency, report.title, report.year) == (None, None, 2024)
    assert [(s.code, s.ordinal, s.position) for s in report.sections.values()] == [
        (str(n), n, n) for n in range(1, 7)
    ]
    assert [len(section.passages) for section in report.sections.values()] == [11, 1, 1, 1, 3, 6]
    assert len(report.intro) == 1
    assert report.completeness is Completeness.COMPLETE
    assert (report.unplaced, report.diagnostics) == ((), ())


@needs_corpus
def test_the_page_chrome_of_the_sample_is_gone() -> None:
    report = _report("yejin-2024.txt")
    printed = [p.text for section in report.sections.values() for p in section.passages]
    assert not any("扫一扫" in text for text in printed)


@needs_corpus
@pytest.mark.parametrize("name", ["shanghai-office-2025", "shuyang-county-2025"])
def test_no_cell_of_a_broken_layout_is_read_wrongly(name: str) -> None:
    """Both files have lost rows; what is read must be right, and what is lost must be said."""
    report = _report(f"{name}.md")
    answers = _answers(name)
    for key, cell in report.cells.items():
        if isinstance(cell.number, Number):
            printed = re.sub("件$", "", str(answers[key.table, key.row, key.column]))
            assert cell.number.value == Fraction(printed)
    read_or_said = {(key.table, key.row) for key in report.cells}
    lost = {(table, row) for table, row, _ in answers} - read_or_said
    assert len(lost) <= 8
    assert len(report.unplaced) >= len({row for table, row in lost if table == "T3"})


@needs_corpus
@pytest.mark.parametrize(
    ("name", "agency", "year"),
    [
        ("hongze-2023.raw.txt", "洪泽区人民政府", 2023),
        ("hongze-2024.layout.txt", "淮安市洪泽区人民政府", 2024),
        ("huaian-2024.raw.txt", "淮安市人民政府", 2024),
    ],
)
def test_a_title_over_two_lines_names_agency_and_year(name: str, agency: str, year: int) -> None:
    report = _report(name)
    assert (report.agency, report.year) == (agency, year)
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]
