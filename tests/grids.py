"""Tables as web pages and office files state them: cells over several columns and lines."""

from collections.abc import Mapping, Sequence
from itertools import count

from gouji.model.locator import Locator
from gouji.readers.compose import Piece, compose
from gouji.readers.document import Document
from gouji.readers.spans import Spanned, resolved

Cell = str | tuple[str, int] | tuple[str, int, int]
"""Text, over how many columns, over how many lines."""
Sheet = Sequence[Sequence[Cell]]
Values = Mapping[str, Sequence[object]]
"""Outline code of a row → what its cells print."""

APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_GROUPS = {
    "（三）不予公开": {
        "3.3.1": "1.属于国家秘密",
        "3.3.2": "2.其他法律行政法规禁止公开",
        "3.3.3": "3.危及“三安全一稳定”",
        "3.3.4": "4.保护第三方合法权益",
        "3.3.5": "5.属于三类内部事务信息",
        "3.3.6": "6.属于四类过程性信息",
        "3.3.7": "7.属于行政执法案卷",
        "3.3.8": "8.属于行政查询事项",
    },
    "（四）无法提供": {
        "3.4.1": "1.本机关不掌握相关政府信息",
        "3.4.2": "2.没有现成信息需要另行制作",
        "3.4.3": "3.补正后申请内容仍不明确",
    },
    "（五）不予处理": {
        "3.5.1": "1.信访举报投诉类申请",
        "3.5.2": "2.重复申请",
        "3.5.3": "3.要求提供公开出版物",
        "3.5.4": "4.无正当理由大量反复申请",
        "3.5.5": "5.要求行政机关确认或重新出具已获取信息",
    },
}
_OTHER = {
    "3.6.1": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "3.6.2": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.6.3": "3.其他",
}


def document(*parts: str | Sheet) -> Document:
    """Paragraphs and grids in order; every place is a table and a row."""
    tables = count(1)
    found = [
        Piece(part, Locator(paragraph=at))
        if isinstance(part, str)
        else resolved(
            [[_spanned(cell, table, row) for cell in line] for row, line in enumerate(part, 1)]
        )
        for at, part in enumerate(parts, 1)
        for table in [next(tables)]
    ]
    return compose("report.html", found)


def _spanned(cell: Cell, table: int, row: int) -> Spanned:
    text, *spans = (cell,) if isinstance(cell, str) else cell
    return Spanned(Piece(text, Locator(table=table, row=row)), *spans)


def _texts(values: Sequence[object]) -> list[Cell]:
    return [str(value) for value in values]


def acts(values: Values) -> Sheet:
    """The first table of the form of 2021: one heading for each item of the law."""
    return [
        [("第二十条第（一）项", 4)],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", *_texts(values["1.1"])],
        ["行政规范性文件", *_texts(values["1.2"])],
        [("第二十条第（五）项", 4)],
        ["信息内容", ("本年处理决定数量", 3)],
        ["行政许可", (str(values["5"][0]), 3)],
        [("第二十条第（六）项", 4)],
        ["信息内容", ("本年处理决定数量", 3)],
        ["行政处罚", (str(values["6.1"][0]), 3)],
        ["行政强制", (str(values["6.2"][0]), 3)],
        [("第二十条第（八）项", 4)],
        ["信息内容", ("本年收费金额（单位：万元）", 3)],
        ["行政事业性收费", (str(values["8"][0]), 3)],
    ]


def older_acts(values: Values) -> Sheet:
    """The first table of the form of 2019, whose columns do not end where those of others do."""

    def rows(labels: Mapping[str, str], widths: Sequence[int]) -> list[list[Cell]]:
        return [
            [
                label,
                *((str(value), width) for value, width in zip(values[code], widths, strict=True)),
            ]
            for code, label in labels.items()
        ]

    changes: list[Cell] = ["信息内容", "上一年项目数量", ("本年增/减", 2), "处理决定数量"]
    return [
        [("第二十条第（一）项", 5)],
        ["信息内容", "本年新制作数量", ("本年新公开数量", 2), "对外公开总数量"],
        *rows({"1.1": "规章", "1.2": "规范性文件"}, (1, 2, 1)),
        [("第二十条第（五）项", 5)],
        changes,
        *rows({"5.1": "行政许可", "5.2": "其他对外管理服务事项"}, (2, 1, 1)),
        [("第二十条第（六）项", 5)],
        changes,
        *rows({"6.1": "行政处罚", "6.2": "行政强制"}, (2, 1, 1)),
        [("第二十条第（八）项", 5)],
        ["信息内容", ("上一年项目数量", 2), ("本年增/减", 2)],
        *rows({"8": "行政事业性收费"}, (2, 2)),
        [("第二十条第（九）项", 5)],
        ["信息内容", ("采购项目数量", 2), ("采购总金额", 2)],
        *rows({"9": "政府集中采购"}, (2, 2)),
    ]


def requests(values: Values, columns: Sequence[str] = APPLICANTS) -> Sheet:
    """The second table: 25 rows below three columns of merged labels, or 23 with 3.6 in one."""
    one = "3.6" in values
    groups = _GROUPS if one else {**_GROUPS, "（六）其他处理": _OTHER}
    results: list[list[Cell]] = [
        [("（一）予以公开", 2), *_texts(values["3.1"])],
        [
            ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2),
            *_texts(values["3.2"]),
        ],
    ]
    for group, labels in groups.items():
        for at, (code, label) in enumerate(labels.items()):
            head: list[Cell] = [(group, 1, len(labels))] if at == 0 else []
            results.append([*head, label, *_texts(values[code])])
    if one:
        results.append([("（六）其他处理", 2), *_texts(values["3.6"])])
    results.append([("（七）总计", 2), *_texts(values["3.7"])])
    results[0].insert(0, ("三、本年度办理结果", 1, len(results)))
    return [
        [(_CORNER, 3, 3), ("申请人情况", 7)],
        [("自然人", 1, 2), ("法人或其他组织", 5), ("总计", 1, 2)],
        list(columns),
        [("一、本年新收政府信息公开申请数量", 3), *_texts(values["1"])],
        [("二、上年结转政府信息公开申请数量", 3), *_texts(values["2"])],
        *results,
        [("四、结转下年度继续办理", 3), *_texts(values["4"])],
    ]


def cases(values: Sequence[object], results: Sequence[str] = RESULTS) -> Sheet:
    """The third table: three levels of headers and one row of 15 figures."""
    return [
        [("行政复议", 5), ("行政诉讼", 10)],
        [*((label, 1, 2) for label in results), ("未经复议直接起诉", 5), ("复议后起诉", 5)],
        [*results, *results],
        _texts(values),
    ]


def cases_in_lines(values: Sequence[object]) -> Sheet:
    """The third table with a line for each kind of case."""
    return [
        [("案件类型", 2), *RESULTS],
        [("行政复议", 2), *_texts(values[:5])],
        [("行政诉讼", 1, 2), "未经复议直接起诉", *_texts(values[5:10])],
        ["复议后起诉", *_texts(values[10:])],
    ]


def upright_cases(values: Sequence[object]) -> Sheet:
    """The third table turned: a line for each figure."""
    texts = [str(value) for value in values]
    groups: Sequence[list[Cell]] = (
        [("行政复议", 2, 5)],
        [("行政诉讼", 1, 10), ("未经复议直接起诉", 1, 5)],
        [("复议后起诉", 1, 5)],
    )
    return [
        [*(group if at == 0 else []), label, texts[5 * n + at]]
        for n, group in enumerate(groups)
        for at, label in enumerate(RESULTS)
    ]
