"""Every word that the renderers put around findings, in both languages."""

from gouji.model.diagnostic import Severity
from gouji.model.number import MissingKind
from gouji.model.report import Completeness
from gouji.model.result import Reading
from gouji.model.wording import Language, Wording, put, same

COLUMNS = (
    Wording(zh="序号", en="No."),
    Wording(zh="机关", en="Agency"),
    Wording(zh="年度", en="Year"),
    Wording(zh="规则", en="Rule"),
    Wording(zh="级别", en="Level"),
    Wording(zh="结论", en="Outcome"),
    Wording(zh="位置", en="Place"),
    Wording(zh="问题", en="Problem"),
    Wording(zh="算式", en="Arithmetic"),
    Wording(zh="依据", en="Basis"),
    Wording(zh="建议", en="Suggestion"),
)
FILE = Wording(zh="文件", en="File")
UNCHECKED_COLUMNS = (
    Wording(zh="机关", en="Agency"),
    Wording(zh="年度", en="Year"),
    Wording(zh="规则", en="Rule"),
    Wording(zh="原因", en="Reason"),
    Wording(zh="处数", en="Count"),
    Wording(zh="位置", en="Place"),
    Wording(zh="说明", en="Remark"),
    Wording(zh="建议", en="Suggestion"),
)
SEVERITY = {
    Severity.ERROR: Wording(zh="严重", en="error"),
    Severity.WARNING: Wording(zh="一般", en="warning"),
    Severity.NOTE: Wording(zh="提醒", en="note"),
}
STATUS = {
    Completeness.COMPLETE: Wording(zh="完整", en="complete"),
    Completeness.TRUNCATED: Wording(zh="不完整", en="truncated"),
    Completeness.UNREADABLE: Wording(zh="未能读取", en="unreadable"),
}
IN_PART = Wording(zh="有读不出的内容", en="some of it could not be read")
REASON = {
    MissingKind.BLANK.value: Wording(zh="空白", en="blank"),
    MissingKind.DASH.value: Wording(zh="填短横", en="dash"),
    MissingKind.NOT_APPLICABLE_MARK.value: Wording(zh="填“不适用”", en="marked N/A"),
    MissingKind.ABSENT_ROW.value: Wording(zh="缺行", en="row absent"),
    MissingKind.ABSENT_COLUMN.value: Wording(zh="缺列", en="column absent"),
    MissingKind.ABSENT_TABLE.value: Wording(zh="缺表", en="table absent"),
    MissingKind.ABSENT_SECTION.value: Wording(zh="缺部分", en="section absent"),
    MissingKind.UNREADABLE.value: Wording(zh="读不出", en="unreadable"),
    MissingKind.WORDS.value: Wording(zh="是文字", en="words"),
    MissingKind.REDACTED.value: Wording(zh="已遮盖", en="redacted"),
    MissingKind.NO_DATE.value: Wording(zh="未写明", en="not stated"),
    MissingKind.NO_PRIOR.value: Wording(zh="无往年报告", en="no earlier report"),
    MissingKind.NO_ROSTER.value: Wording(zh="无名录", en="no roster"),
    MissingKind.ABSENT_REPORT.value: Wording(zh="缺报告", en="report absent"),
    MissingKind.NO_PEERS.value: Wording(zh="无他机关", en="no other agency"),
    MissingKind.NOT_COMPARABLE.value: Wording(zh="不可比", en="not comparable"),
    MissingKind.UNASSIGNED_ROW.value: Wording(zh="归属不明", en="whose row is uncertain"),
    MissingKind.REPEATED_ROW.value: Wording(zh="行重复", en="row printed twice"),
    MissingKind.UNDEFINED.value: Wording(zh="无结果", en="no result"),
}
WANTING = {
    MissingKind.NO_DATE.value: Wording(
        zh="报告没有写明",
        en="the report does not state it",
    ),
    MissingKind.NO_PRIOR.value: Wording(
        zh="没有同一机关往年的报告可以比较",
        en="there is no earlier report of the agency to compare with",
    ),
    MissingKind.NO_ROSTER.value: Wording(
        zh="不知道机关的类别或它的下属机关",
        en="nothing tells what the agency is or which are below it",
    ),
    MissingKind.ABSENT_REPORT.value: Wording(
        zh="名录中有下属机关缺这一年度的报告",
        en="agencies of the roster have no report of the year here",
    ),
    MissingKind.NO_PEERS.value: Wording(
        zh="没有同年度其他机关的报告可以比较",
        en="there is no other agency's report of the year to compare with",
    ),
    MissingKind.NOT_COMPARABLE.value: Wording(
        zh="两个年度用的格式不同，这些内容不可比",
        en="the two years follow different editions, which state this differently",
    ),
}
"""What the run was not given, or cannot be given: said once for all rules that ask for it."""
_FILL = Wording(
    zh="请核对原件，补填数字；确实没有的填 0",
    en="see the original and state the figure; where there is none, state 0",
)
_SINGLE = Wording(zh="请核对，只保留一处", en="see which is right, and keep one of them")
ADVICE = {
    MissingKind.BLANK.value: _FILL,
    MissingKind.DASH.value: _FILL,
    MissingKind.NOT_APPLICABLE_MARK.value: Wording(
        zh="请核对此处是否确实不适用", en="see whether it does not apply indeed"
    ),
    MissingKind.ABSENT_ROW.value: Wording(
        zh="请核对是否漏了这一行", en="see whether the row was left out"
    ),
    MissingKind.ABSENT_COLUMN.value: Wording(
        zh="请核对是否漏了这一列", en="see whether the column was left out"
    ),
    MissingKind.ABSENT_TABLE.value: Wording(
        zh="请核对报告是否缺了这张表", en="see whether the table was left out"
    ),
    MissingKind.ABSENT_SECTION.value: Wording(
        zh="请核对报告是否缺了这一部分", en="see whether the section was left out"
    ),
    MissingKind.UNREADABLE.value: Wording(
        zh="请对照原件核对；gouji read 可看到读出了什么",
        en="compare it with the original; gouji read shows what was read",
    ),
    MissingKind.WORDS.value: Wording(
        zh="请对照原件，改填一个数字", en="see the original, and state one figure"
    ),
    MissingKind.REDACTED.value: Wording(zh="请向填报机关核实", en="ask the agency for the figure"),
    MissingKind.NO_DATE.value: Wording(
        zh="公布日期、机关和年度可用 --meta 给出",
        en="--meta can tell day of publication, agency and year",
    ),
    MissingKind.NO_PRIOR.value: Wording(
        zh="请把往年的报告一并检查", en="check the earlier report along with this one"
    ),
    MissingKind.NO_ROSTER.value: Wording(zh="可用 --roster 给出名录", en="--roster can tell"),
    MissingKind.ABSENT_REPORT.value: Wording(
        zh="请把缺的报告一并检查，或更正名录",
        en="check the reports that are missing along with these, or correct the roster",
    ),
    MissingKind.NO_PEERS.value: Wording(
        zh="请把各机关的报告一并检查",
        en="check the reports of the other agencies along with this one",
    ),
    MissingKind.NOT_COMPARABLE.value: Wording(
        zh="请由人对照两个年度的报告", en="compare the two reports by hand"
    ),
    MissingKind.UNASSIGNED_ROW.value: Wording(
        zh="请写明各行所属", en="say what the rows belong to"
    ),
    MissingKind.REPEATED_ROW.value: _SINGLE,
    MissingKind.UNDEFINED.value: Wording(
        zh="请核对算式所用的数", en="look at the figures of the formula"
    ),
}
"""What to do about a reason that left a rule undecided."""
NOT_CHECKED = Wording(zh="未能检查", en="Could not be checked")
NOTHING_FOUND = Wording(zh="没有发现问题。", en="No problems were found.")
NOTHING_FOUND_IN_PART = Wording(
    zh="能检查的部分没有发现问题；未能检查的见下表。",
    en="No problems were found in what could be checked; what could not be is listed below.",
)
NOTHING_CHECKED = Wording(zh="没有检查任何内容。", en="Nothing was checked.")
SUMMARY = Wording(zh="汇总", en="Summary")
FINDINGS = Wording(zh="检查结果", en="Findings")
COLON = Wording(zh="：", en=": ")
COMMA = Wording(zh="，", en=", ")
ENUMERATION = Wording(zh="、", en=", ")
SEMICOLON = Wording(zh="；", en="; ")
SOURCE = Wording(zh="原文", en="Source")
READ = Wording(zh="读到的内容", en="What was read")
MARKS_ARE = Wording(zh="点一个格子看它在原文何处：", en="Click a cell to see where it is printed:")
MARKS = {
    "cell": Wording(zh="读作数值", en="read as a value"),
    "about": Wording(zh="约数", en="an estimate"),
    "missing": Wording(zh="空格或标记", en="blank or a mark"),
    "doubt": Wording(zh="读不出", en="unreadable"),
    "heading": Wording(zh="标题", en="heading"),
    "prose": Wording(zh="正文", en="prose"),
    "unplaced": Wording(zh="没有归属", en="without a place"),
}
SECTION = Wording(zh="部分", en="Sections")
STATEMENTS = Wording(zh="正文中的数字", en="Numbers in the text")
SCOPE = {
    "own": (),
    "narrower": (Wording(zh="只指其中一部分", en="only a part of it"),),
    "other_year": (Wording(zh="其他年度", en="another year"),),
}
"""Of what a number in the text speaks, where that is not the whole of the year reported."""
UNPLACED = Wording(zh="没有归属的内容", en="Printed matter without a place")
REMARKS = Wording(zh="读取中的问题", en="Problems while reading")
UNKNOWN_AGENCY = Wording(zh="机关不明", en="agency unknown")
UNKNOWN_YEAR = Wording(zh="年度不明", en="year unknown")
HINT = Wording(zh="提示：", en="hint: ")
SEE_ALSO = Wording(zh="另见：", en="see also: ")
DIAGNOSTIC_SEVERITY = {
    Severity.ERROR: Wording(zh="错误", en="error"),
    Severity.WARNING: Wording(zh="警告", en="warning"),
    Severity.NOTE: Wording(zh="说明", en="note"),
}

RULE_COLUMNS = (
    Wording(zh="规则", en="Rule"),
    Wording(zh="名称", en="Title"),
    Wording(zh="级别", en="Level"),
    Wording(zh="检查项", en="Checks"),
    Wording(zh="例外", en="Exceptions"),
    Wording(zh="位置", en="Place"),
)
EXPLAINED = {
    "place": Wording(zh="位置", en="Place"),
    "exception_of": Wording(zh="例外于", en="Exception of"),
    "demand": Wording(zh="要求", en="Demands"),
    "conditions": Wording(zh="条件", en="Where"),
    "validity": Wording(zh="适用", en="Valid"),
    "looks_at": Wording(zh="查看", en="Looks at"),
    "missing": Wording(zh="缺失", en="Missing"),
    "doubt": Wording(zh="存疑", en="Doubt"),
    "severity": Wording(zh="级别", en="Level"),
    "basis": Wording(zh="依据", en="Basis"),
    "checks": Wording(zh="检查项", en="Checks"),
    "parameters": Wording(zh="参数", en="Parameters"),
    "exceptions": Wording(zh="例外", en="Exceptions"),
    "waivers": Wording(zh="豁免", en="Waivers"),
    "tests": Wording(zh="测试", en="Tests"),
    "written": Wording(zh="原文", en="Written"),
}
MODES = {
    "as zero": Wording(zh="没有填的按零算", en="what is not filled in counts as zero"),
    "skips": Wording(zh="缺数的不检查", en="passed over where a value is missing"),
    "fails": Wording(zh="缺数的判为不通过", en="fails where a value is missing"),
    "passes": Wording(zh="存疑的放行", en="passes where it cannot be told for certain"),
    "reviews": Wording(
        zh="存疑的请人复核", en="a person looks where it cannot be told for certain"
    ),
}
HELD = {True: Wording(zh="符合预期", en="holds"), False: Wording(zh="不符", en="does not hold")}
UNTESTED = Wording(zh="没有测试", en="none")


def read_status(reading: Reading) -> Wording:
    """Whether a document was read to the end, and all of it."""
    partly = reading.status is Completeness.COMPLETE and not reading.everything
    return IN_PART if partly else STATUS[reading.status]


def notes_on(source: str) -> Wording:
    """What is to be known of how a report was read."""
    return Wording(zh=f"{source} 的读取说明", en=f"How {source} was read")


def read_thus(note: Wording) -> Wording:
    """How what a finding rests on was read."""
    return put(Wording(zh="读取说明：{}", en="read thus: {}"), note)


def stated_in(section: str | None) -> Wording:
    """In which section a number is stated."""
    if section is None:
        return Wording(zh="不在任何部分", en="in no section")
    return Wording(zh=f"第 {section} 部分", en=f"section {section}")


def page(number: int) -> Wording:
    """A page of a document."""
    return Wording(zh=f"第 {number} 页", en=f"page {number}")


def sheet(name: str) -> Wording:
    """A sheet of a workbook."""
    return Wording(zh=f"工作表「{name}」", en=f'sheet "{name}"')


def in_source(places: Wording) -> Wording:
    """Where in the source the figures stand."""
    return put(Wording(zh="原文{}", en="source {}"), places)


def difference(amount: str) -> Wording:
    """How far two sides are apart."""
    return Wording(zh=f"（相差 {amount}）", en=f" (difference {amount})")


def within_rounding(amount: str) -> Wording:
    """How far two sides are apart that rounding may have made of one number."""
    return Wording(
        zh=f"（相差 {amount}，在四舍五入范围内）",
        en=f" (difference {amount}, within rounding)",
    )


def reports(count: int) -> Wording:
    """How many reports."""
    return Wording(zh=f"报告 {count} 份", en=f"{count} report{'' if count == 1 else 's'}")


def incomplete(count: int) -> Wording:
    """How many reports were not read to the end."""
    return Wording(zh=f"未能完整读取 {count} 份", en=f"{count} not read completely")


def without_previous(count: int) -> Wording:
    """How many reports were checked alone."""
    return Wording(
        zh=f"其中 {count} 份没有上一年度的报告",
        en=f"{count} of them without a report of the year before",
    )


def could_not_run(rules: str) -> Wording:
    """Which rules were left undecided somewhere."""
    return Wording(
        zh=f"未能检查或执行出错的规则：{rules}",
        en=f"Rules that could not be decided somewhere: {rules}",
    )


def more_places(count: int) -> Wording:
    """What follows the first places of a longer list."""
    return Wording(zh=f"等 {count} 处", en=f", … ({count} in all)")


def more_agencies(count: int) -> Wording:
    """What follows the first agencies of a longer list."""
    return Wording(zh=f"等 {count} 个机关", en=f", … ({count} in all)")


def more_rules(count: int) -> Wording:
    """What follows the first rules of a longer list."""
    return Wording(zh=f"等 {count} 条", en=f", … ({count} in all)")


def reason(code: str | None, language: Language) -> str:
    """Why an outcome is unknown; a reason without a word of its own is shown as it is."""
    if code is None:
        return ""
    wording = REASON.get(code)
    return wording.in_language(language) if wording else code


def bracketed(text: str) -> Wording:
    """A remark in brackets."""
    return Wording(zh=f"（{text}）", en=f" ({text})")


def valid(since: str | None, until: str | None) -> Wording:
    """The days between which something is valid."""
    start = Wording(zh=f"自 {since}", en=f"from {since}") if since else Wording(zh="", en="")
    end = Wording(zh=f"至 {until}", en=f"until {until}") if until else Wording(zh="", en="")
    return Wording(zh=f"{start.zh} {end.zh}".strip(), en=f"{start.en} {end.en}".strip())


def waived(until: str, reason: str, approver: str, *, over: bool = False) -> Wording:
    """A waiver: until when, why and by whom; whether it has come to its end."""
    if over:
        return Wording(
            zh=f"豁免已于 {until} 到期，不再有效：{reason}（批准：{approver}）",
            en=f"a waiver ended on {until} and holds no longer: {reason} (approved by {approver})",
        )
    return Wording(
        zh=f"豁免至 {until}：{reason}（批准：{approver}）",
        en=f"waived until {until}: {reason} (approved by {approver})",
    )


def in_document(document: str, places: Wording) -> Wording:
    """Places in a document that is named."""
    return put(same("{} {}"), same(document), places)


def rules(count: int) -> Wording:
    """How many rules."""
    return Wording(zh=f"规则 {count} 条", en=f"{count} rule{'' if count == 1 else 's'}")
