"""The engine's own sentences: places in a report, and why something could not be decided."""

from collections.abc import Sequence

from gouji.model.form import Entry, Table
from gouji.model.number import MissingKind
from gouji.model.wording import Wording

MISSING = {
    MissingKind.BLANK: Wording("为空", "is blank"),
    MissingKind.DASH: Wording("填的是短横或“无”，不是数字", "holds a dash, not a number"),
    MissingKind.NOT_APPLICABLE_MARK: Wording("填的是“不适用”", 'is marked "not applicable"'),
    MissingKind.ABSENT_ROW: Wording("没有找到这一行", "this row was not found"),
    MissingKind.ABSENT_COLUMN: Wording("没有找到这一列", "this column was not found"),
    MissingKind.ABSENT_TABLE: Wording("没有找到这张表", "this table was not found"),
    MissingKind.ABSENT_SECTION: Wording("没有找到这一部分", "this section was not found"),
    MissingKind.UNREADABLE: Wording("读不出来", "could not be read"),
    MissingKind.WORDS: Wording("是文字，不是数", "holds words, not a number"),
    MissingKind.REDACTED: Wording("已遮盖", "is redacted"),
    MissingKind.NO_DATE: Wording("报告没有写明", "is not stated in the report"),
    MissingKind.NO_PRIOR: Wording("不在这次检查的范围里", "is not among the reports at hand"),
    MissingKind.NO_ROSTER: Wording("没有机构名录可查", "is told by no roster"),
    MissingKind.ABSENT_REPORT: Wording("没有这一年的报告", "has no report of this year"),
    MissingKind.NO_PEERS: Wording("不在这次检查的范围里", "is not among the reports at hand"),
    MissingKind.NOT_COMPARABLE: Wording(
        "用的是另一版格式，不能比较", "follows another edition of the form: not comparable"
    ),
    MissingKind.UNASSIGNED_ROW: Wording(
        "没有找到这一行，但表里有归属不明的行",
        "was not found, but the table has rows of which it is not certain whose they are",
    ),
    MissingKind.REPEATED_ROW: Wording(
        "印了两行，分不清", "is printed twice: which one cannot be told"
    ),
    MissingKind.UNDEFINED: Wording(
        "没有结果（如除数为零，或没有这一天）", "has no result (a division by zero, or no such day)"
    ),
}
FACTS = {
    "year": Wording("年度", "the year"),
    "agency": Wording("机关名称", "the agency's name"),
    "title": Wording("标题", "the title"),
    "intro": Wording("前言", "the introduction"),
    "kind": Wording("机关的类型", "what kind of agency it is"),
    "published": Wording("发布日期", "the day of publication"),
    "signature": Wording("落款", "the signature"),
    "unlisted": Wording("多出的标题", "headings beyond the form"),
}
WAIVER = Wording("豁免", "waiver")
WAIVER_OVER = Wording(
    "对 {rules} 的豁免已于 {until} 到期", "the waiver of {rules} came to its end on {until}"
)
WAIVER_UNUSED = Wording(
    "对 {rules} 的豁免没有用上：这份报告没有它所说的不通过",
    "the waiver of {rules} accepts nothing here: nothing failed where it says",
)
UNTOLD = Wording("", "")
WHOLE_REPORT = Wording("整份报告", "the whole report")
EMPTY = Wording("（空）", "(blank)")
RESULT = Wording("算式", "the formula")
CHILDREN = Wording("下级机关", "the list of subordinate agencies")
OTHERS = Wording("其他机关的名称", "which other agencies there are")
PEERS = Wording("同年度其他机关的报告", "a report of another agency of the same year")
NO_ENTRY = Wording("提纲第一项之前", "before the first entry of the outline")


def row_label_place(row: Entry) -> Wording:
    """What a report prints as the name of a row."""
    return Wording(f"「{row.short}」一行的名称", f"the printed name of the row {row.short!r}")


def cell_place(table: Table, row: Entry | None, column: Entry | None) -> Wording:
    """A table, or a row, a column or a cell of it, as a reader of the report names it."""
    parts = [p for p in (row, column) if p is not None]
    zh = " · ".join([table.short, *(p.short for p in parts)])
    return Wording(zh, zh)


def earlier_report(years: int) -> Wording:
    """The report of an earlier year."""
    if years == 1:
        return Wording("上年报告", "last year's report")
    return Wording(f"{years} 年前的报告", f"the report of {years} years before")


def header_place(table: Table) -> Wording:
    """What is printed above the rows of a table."""
    return Wording(f"{table.short} · 表头", f"{table.short} · its header")


def named_place(table: Table, name: str) -> Wording:
    """A row or a column of a table that only its name is known of."""
    return Wording(f"{table.short} · {name}", f"{table.short} · {name}")


def open_rows_place(table: Table) -> Wording:
    """The rows of a table that only the report knows."""
    header = table.open_rows.header if table.open_rows else ""
    return Wording(f"{table.short} · 各{header}", f"{table.short} · each {header}")


def section_place(entry: Entry) -> Wording:
    """A section of the outline."""
    return Wording(f"第 {entry.code} 部分 {entry.label}", f"section {entry.code} {entry.label}")


def cannot_check(place: Wording, kind: MissingKind, others: int) -> Wording:
    """Why a rule could not be decided: the first value that is missing, and how many more are."""
    why = MISSING[kind]
    more = Wording(f"（另有 {others} 处）", f" (and {others} more)") if others else Wording("", "")
    return Wording(
        f"未能检查：{place.zh}{why.zh}{more.zh}",
        f"Could not be checked: {place.en} {why.en}{more.en}",
    )


def doubtful(place: Wording) -> Wording:
    """Why a rule asks for a human eye."""
    return Wording(
        f"请复核：{place.zh}的数字是约数，不能确定是否相符",
        f"Please review: {place.en} states an estimate, so agreement is not certain",
    )


def tie(names: Sequence[str]) -> Wording:
    """Exceptions of which none goes first."""
    listed = "、".join(names)
    return Wording(
        f"例外 {listed} 同时适用，分不出先后，规则没有执行",
        f"Exceptions {', '.join(names)} apply together and none goes first; the rule was not run",
    )


def not_filled_in(place: Wording, kind: MissingKind) -> Wording:
    """A rule that takes a missing value for a failure."""
    why = MISSING[kind]
    return Wording(f"{place.zh}{why.zh}", f"{place.en} {why.en}")


TOO_LONG = Wording(
    "计算中出现了将近四千位的数，规则已停止；请检查其中的乘法和除法",
    "A number grew to nearly 4,000 digits and the rule was stopped; look at what it multiplies or divides",
)


def over_budget(steps: int) -> Wording:
    """A rule that was stopped."""
    return Wording(
        f"规则超过 {steps} 步仍未算完，已停止；请减少“对每个”的嵌套",
        f"The rule was stopped after {steps} steps; nest fewer `for each`",
    )
