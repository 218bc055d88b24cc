"""The engine's own sentences: places in a report, and why something could not be decided."""

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
    MissingKind.UNREADABLE: Wording("无法读成数字", "cannot be read as a number"),
    MissingKind.REDACTED: Wording("已遮盖", "is redacted"),
    MissingKind.NO_DATE: Wording("报告没有写明", "is not stated in the report"),
    MissingKind.UNDEFINED: Wording("没有结果（除数为零）", "has no result (division by zero)"),
}
FACTS = {
    "year": Wording("年度", "the year"),
    "agency": Wording("机关名称", "the agency's name"),
    "title": Wording("标题", "the title"),
    "intro": Wording("前言", "the introduction"),
}
WHOLE_REPORT = Wording("整份报告", "the whole report")
EMPTY = Wording("（空）", "(blank)")
RESULT = Wording("算式", "the formula")
NO_ENTRY = Wording("提纲第一项之前", "before the first entry of the outline")


def cell_place(table: Table, row: Entry | None, column: Entry | None) -> Wording:
    """A table, or a row, a column or a cell of it, as a reader of the report names it."""
    parts = [p for p in (row, column) if p is not None]
    zh = " · ".join([table.short, *(p.short for p in parts)])
    return Wording(zh, zh)


def named_place(table: Table, name: str) -> Wording:
    """A row or a column of a table that only its name is known of."""
    return Wording(f"{table.short} · {name}", f"{table.short} · {name}")


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


def over_budget(steps: int) -> Wording:
    """A rule that was stopped."""
    return Wording(
        f"规则超过 {steps} 步仍未算完，已停止；请减少“对每个”的嵌套",
        f"The rule was stopped after {steps} steps; nest fewer `for each`",
    )
