"""The forms of a made-up library, and its structured reports."""

from collections.abc import Sequence
from dataclasses import replace

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Entry, Form, OpenRows, Outline, Table
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers import structured


def entries(labels: dict[str, str]) -> tuple[Entry, ...]:
    """Rows or columns; a code below which others stand is a group."""
    groups = {code.rpartition(".")[0] for code in labels}
    return tuple(Entry(code, label, group=code in groups) for code, label in labels.items())


LOANS = Table(
    "L",
    "借阅情况",
    "借阅表",
    "册",
    (
        *entries({"1": "本年新购图书册数"}),
        *entries({"2": "借出册数", "2.1": "成人读物", "2.2": "儿童读物", "2.10": "其他"}),
        *entries({"3": "剔除册数", "3.1": "破损", "3.2": "其他"}),
        Entry("4", "期末馆藏图书册数", name="馆藏", aliases=("年末馆藏",)),
    ),
    entries({"1": "总馆", "2": "分馆", "2.1": "东馆", "2.2": "西馆", "3": "合计"}),
    {},
)
MONEY = Table(
    "M",
    "经费情况",
    None,
    "件",
    entries({"1": "采购合同", "2": "购书经费"}),
    (
        Entry("1", "本年签订", name="签订"),
        Entry("2", "本年终止"),
        Entry("3", "本年金额（单位：万元）", name="金额", unit="万元"),
    ),
    {"1": frozenset("12"), "2": frozenset("3")},
)
OLD_MONEY = Table(
    "M_OLD",
    "经费情况",
    None,
    "件",
    entries({"1": "采购合同", "7": "订阅合同"}),
    entries({"1": "上年份数", "2": "本年增减"}),
    {},
    variant_of="M",
)
BRANCHES = Table(
    "B",
    "分馆情况",
    None,
    "人次",
    entries({"1": "合计"}),
    entries({"1": "读者", "2": "活动"}),
    {},
    open_rows=OpenRows("分馆", "分馆"),
)
OUTLINE = Outline(
    "O",
    "年报结构",
    ordered=True,
    entries=(
        Entry("1", "基本情况"),
        Entry("2", "借阅情况", aliases=("图书借阅情况",)),
        Entry("3", "存在的主要问题和打算"),
    ),
)
FORM = Form("library", "图书馆年报", (), (OUTLINE,), (LOANS, MONEY, BRANCHES))
OLD_FORM = replace(FORM, key="library_old", tables=(LOANS, OLD_MONEY, BRANCHES))
OTHER_FORM = Form(
    "archive",
    "档案馆年报",
    (),
    (Outline("A", "年报结构", ordered=True, entries=(Entry("1", "馆藏档案"),)),),
    (Table("A", "馆藏", None, None, (Entry("1", "卷数"),), (Entry("1", "数量"),), {}),),
)
HEAD = "agency: 柳塘图书馆\nyear: 2024\n"


def fit(text: str, *forms: Form, as_json: bool = False) -> tuple[Report | None, list[Diagnostic]]:
    """The report of a YAML or JSON text, or what is wrong with it."""
    written, found = structured.read(Source("report.yaml", text), json=as_json)
    if written is None:
        return None, [*found]
    fit = structured.fit(written, forms or (FORM,))
    return (fit.report, [*fit.problems]) if fit else (None, [])


def report_of(text: str, *forms: Form, as_json: bool = False) -> Report:
    """The report of a text that must be right."""
    report, found = fit(text, *forms, as_json=as_json)
    assert report is not None, [problem.message.en for problem in found]
    assert not any(problem.severity is Severity.ERROR for problem in report.diagnostics)
    return report


def problems_of(text: str, *forms: Form) -> list[Diagnostic]:
    """What is wrong with a text that must not be read."""
    report, found = fit(text, *forms)
    assert report is None
    return found


def said(problem: Diagnostic) -> str:
    """Place, code, sentence and hint of a problem."""
    assert problem.place is not None
    position = problem.place.position
    hint = f" ({problem.hint.en})" if problem.hint else ""
    return f"{position.line}:{position.column} [{problem.code}] {problem.message.en}{hint}"


def tables(*lines: str) -> str:
    """A report that holds these lines of tables."""
    return HEAD + "tables:\n" + "".join(f"  {line}\n" for line in lines)


def codes(found: Sequence[Diagnostic]) -> list[str]:
    """The codes of problems."""
    return [problem.code for problem in found]
