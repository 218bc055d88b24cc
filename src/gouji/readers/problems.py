"""What may be wrong with a document: one function per problem, in the words of its reader."""

from collections.abc import Iterable, Sequence

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Entry, Table
from gouji.model.span import Span
from gouji.model.wording import Wording, quoted


def nothing_printed(place: Span) -> Diagnostic:
    """The document holds no text at all."""
    return Diagnostic(
        "empty-document",
        Severity.ERROR,
        Wording(zh="文档没有任何文字", en="the document holds no text"),
        place,
        Wording(zh="请确认文件是否完整", en="make sure that the file is complete"),
    )


def lost_characters(remark: Wording, place: Span, others: Sequence[Span] = ()) -> Diagnostic:
    """Bytes that are no characters."""
    return Diagnostic(
        "lost-characters",
        Severity.WARNING,
        remark,
        place,
        Wording(
            zh="请以正确的编码另存后再检查", en="save it in the right encoding and check it again"
        ),
        tuple(others),
    )


def unreadable_cell(
    table: Table, row: Entry, column: Entry, why: Wording, place: Span
) -> Diagnostic:
    """A cell that exists in the form and whose value cannot be told."""
    name = f"{table.short} · {row.short} · {column.short}"
    return Diagnostic(
        "unreadable-cell",
        Severity.WARNING,
        Wording(zh=f"{name}：读不出数值，{why.zh}", en=f"{name}: no value can be read, {why.en}"),
        place,
        Wording(
            zh="请对照原件核对这一格；此格不按零处理",
            en="compare this cell with the original; it does not count as zero",
        ),
    )


def unreadable_row(table: Table, row: Entry, why: Wording, place: Span) -> Diagnostic:
    """A row of which no cell can be told."""
    name = f"{table.short} · {row.short}"
    return Diagnostic(
        "unreadable-row",
        Severity.WARNING,
        Wording(
            zh=f"{name}：整行读不出数值，{why.zh}",
            en=f"{name}: no value of the row can be read, {why.en}",
        ),
        place,
        Wording(
            zh="请对照原件核对这一行；各格不按零处理",
            en="compare this row with the original; its cells do not count as zero",
        ),
    )


def saying(why: Wording, printed: str) -> Wording:
    """Why there is no value, and what is printed instead, where anything is."""
    if not printed:
        return why
    told = quoted(printed)
    return Wording(zh=f"{why.zh}：“{told}”", en=f"{why.en}: “{told}”")


def reworded_heading(printed: str, label: str, place: Span) -> Diagnostic:
    """A heading that is near to an entry of the outline."""
    return Diagnostic(
        "reworded-heading",
        Severity.NOTE,
        Wording(
            zh=f"标题「{quoted(printed)}」按「{label}」理解",
            en=f"the heading {quoted(printed)!r} is taken for {label!r}",
        ),
        place,
    )


def unlisted_heading(printed: str, place: Span) -> Diagnostic:
    """A heading of the rank of sections that is not in the outline."""
    return Diagnostic(
        "unlisted-heading",
        Severity.NOTE,
        Wording(
            zh=f"标题「{quoted(printed)}」不在格式所列各部分之中，其下文字不计入任何部分",
            en=f"the heading {quoted(printed)!r} is none of the form's; "
            "the prose below it belongs to no section",
        ),
        place,
    )


def near_row(printed: str, table: Table, row: Entry, place: Span) -> Diagnostic:
    """The label of a row that is near to one of the form."""
    return Diagnostic(
        "near-row",
        Severity.NOTE,
        Wording(
            zh=f"{table.short}的行名「{quoted(printed)}」按「{quoted(row.label)}」理解",
            en=f"{table.short}: the row label {quoted(printed)!r} is taken for {quoted(row.label)!r}",
        ),
        place,
    )


def ambiguous_row(label: str, candidates: Iterable[tuple[Table, Entry]], place: Span) -> Diagnostic:
    """A label that several rows share, without a group or an order that decides."""
    codes: dict[str, list[str]] = {}
    for table, entry in candidates:
        codes.setdefault(table.short, []).append(entry.code)
    zh = "、".join(f"{short}的 {'、'.join(found)}" for short, found in codes.items())
    en = ", ".join(f"{' and '.join(found)} of {short}" for short, found in codes.items())
    return Diagnostic(
        "ambiguous-row",
        Severity.WARNING,
        Wording(
            zh=f"行名「{quoted(label)}」对应多行（{zh}），无法确定",
            en=f'the row label "{quoted(label)}" fits several rows ({en})',
        ),
        place,
        Wording(
            zh="请保留上级项目名称，以便区分同名各行",
            en="keep the label of the group, which tells rows of the same name apart",
        ),
    )


def ambiguous_values(table: Table, places: Sequence[Span]) -> Diagnostic:
    """Several lines that might be the only row of a table."""
    return Diagnostic(
        "ambiguous-values",
        Severity.WARNING,
        Wording(
            zh=f"{table.short}只有一行数值，文档中却有 {len(places)} 行可能是它",
            en=f"{table.short} has one row of values, and {len(places)} lines might be it",
        ),
        places[0],
        Wording(zh="请保留行名", en="keep the label of the row"),
        tuple(places[1:]),
    )


def values_on_group(table: Table, row: Entry, place: Span) -> Diagnostic:
    """Figures beside the label of a group whose rows are printed as well."""
    return Diagnostic(
        "values-on-group",
        Severity.WARNING,
        Wording(
            zh=f"{table.short}「{row.short}」是分组，其下各行已单列，旁边的数值没有归属",
            en=f"{table.short}: {row.short} is a group whose rows are listed, "
            "so the figures beside it belong to no row",
        ),
        place,
        Wording(
            zh="请核对是否漏了一行的名称", en="see whether the label of a row is missing there"
        ),
    )


def repeated_row(table: Table, row: Entry, places: Sequence[Span], *, same: bool) -> Diagnostic:
    """A row that is printed more than once."""
    zh = "数值相同，取第一次" if same else "数值不同，两者都不采用"
    en = "with the same values; the first is kept" if same else "with different values; none counts"
    return Diagnostic(
        "repeated-row",
        Severity.NOTE if same else Severity.WARNING,
        Wording(
            zh=f"{table.short}「{row.short}」出现 {len(places)} 次，{zh}",
            en=f"{table.short}: {row.short} is printed {len(places)} times {en}",
        ),
        places[0],
        Wording(zh="请只保留一处", en="keep one of them"),
        tuple(places[1:]),
    )


def repeated_key(table: Table, key: str, places: Sequence[Span]) -> Diagnostic:
    """A row of an open table whose key a row above it has already."""
    return Diagnostic(
        "repeated-key",
        Severity.WARNING,
        Wording(
            zh=f"{table.short}中「{quoted(key)}」出现 {len(places)} 次，各作一行（{quoted(key)}#{len(places)}）",
            en=f"{table.short}: {quoted(key)!r} is printed {len(places)} times; each is a row "
            f"({quoted(key)}#{len(places)})",
        ),
        places[-1],
        Wording(zh="请核对是否重复填报", en="see whether it was reported twice"),
        tuple(places[:-1]),
    )


def ambiguous_table(tables: Sequence[Table], place: Span) -> Diagnostic:
    """A grid whose header is that of several tables, without a title that decides."""
    shorts = [table.short for table in tables]
    names = [
        s if shorts.count(s) == 1 else f"{s} {t.key}" for s, t in zip(shorts, tables, strict=True)
    ]
    return Diagnostic(
        "ambiguous-table",
        Severity.WARNING,
        Wording(
            zh=f"表头同时符合几张表（{'、'.join(names)}），又没有表名，无法确定是哪一张，各行不采用",
            en=f"the header is that of several tables ({', '.join(names)}) and no title decides; "
            "the rows are left unread",
        ),
        place,
        Wording(zh="请在表格上方写明表名", en="print the title of the table above it"),
    )


def list_of_contents(count: int, place: Span) -> Diagnostic:
    """Titles of sections below one another, each of which is printed again with its section."""
    return Diagnostic(
        "list-of-contents",
        Severity.NOTE,
        Wording(
            zh=f"正文之前的 {count} 个标题是目录，不作为各部分的标题",
            en=f"the {count} titles before the text are a list of contents and begin no section",
        ),
        place,
    )


def repeated_heading(title: str, places: Sequence[Span]) -> Diagnostic:
    """A section heading that is printed more than once; the first place is the one kept."""
    return Diagnostic(
        "repeated-heading",
        Severity.WARNING,
        Wording(
            zh=f"标题「{title}」出现 {len(places)} 次，取有正文的第一处",
            en=f'the heading "{title}" is printed {len(places)} times; '
            "the first one with a text is kept",
        ),
        places[0],
        Wording(
            zh="请核对是否有目录或重复的部分", en="look for a list of contents or a repetition"
        ),
        tuple(places[1:]),
    )


def several_years(years: Sequence[int], chosen: int, place: Span) -> Diagnostic:
    """The document names itself after more than one year."""
    zh, en = "、".join(map(str, years)), ", ".join(map(str, years))
    return Diagnostic(
        "several-years",
        Severity.NOTE,
        Wording(
            zh=f"标题与正文所述年度不一致（{zh}），按 {chosen} 年处理",
            en=f"the document names several years ({en}); {chosen} is taken",
        ),
        place,
        Wording(zh="请核对年度", en="check the year"),
    )


def unreadable_day(printed: str, place: Span) -> Diagnostic:
    """What stands where the day of publication should be is none."""
    return Diagnostic(
        "unreadable-day",
        Severity.WARNING,
        Wording(
            zh=f"发布日期读不出：{quoted(printed)}",
            en=f"this is no day of publication: {quoted(printed)}",
        ),
        place,
        Wording(zh="请核对日期", en="check the date"),
    )


TITLE = Wording(zh="标题", en="the title")
AGENCY = Wording(zh="机关", en="the agency")
DAY = Wording(zh="发布日期", en="the day of publication")


def stated_by_file(what: Wording, value: str, place: Span) -> Diagnostic:
    """What the text does not say and the file states beside it."""
    return Diagnostic(
        "stated-by-file",
        Severity.NOTE,
        Wording(
            zh=f"正文没有写明{what.zh}，取文件自带的说明：{quoted(value)}",
            en=f"the text does not say {what.en}; the file itself states it: {quoted(value)}",
        ),
        place,
    )


def named_by_signature(agency: str, place: Span) -> Diagnostic:
    """An agency that no title names and the signature does."""
    return Diagnostic(
        "named-by-signature",
        Severity.NOTE,
        Wording(
            zh=f"标题没有写明机关，取落款：{quoted(agency)}",
            en=f"no title names the agency; the signature does: {quoted(agency)}",
        ),
        place,
    )


def more_of_the_same(first: Diagnostic, count: int) -> Diagnostic:
    """Further problems of one kind, of which the first is given; it is as grave as they are."""
    return Diagnostic(
        "more-of-the-same",
        first.severity,
        Wording(
            zh=f"同类问题另有 {count} 处，不再逐一列出；其中第一处：{first.message.zh}",
            en=f"another {count} problems of this kind are not listed, of which the first is: "
            f"{first.message.en}",
        ),
        first.place,
        first.hint,
    )


WHY_SEVERAL_LINES = Wording(
    zh="这一格与上下行合并", en="the cell is merged with lines above or below"
)
WHY_OVERLAP = Wording(
    zh="这一格与上方的合并单元格重叠", en="the cell lies over one that comes from above"
)
WHY_SEVERAL_COLUMNS = Wording(
    zh="这一格与左右列合并", en="the cell is merged with columns beside it"
)


WHY_SEVERAL_FIGURES = Wording(
    zh="这一格有几行数字", en="figures stand on several lines of the cell"
)
WHY_BROKEN_FIGURE = Wording(
    zh="一个数分在这一格的几行里", en="one figure goes over several lines of the cell"
)
WHY_PICTURE = Wording(zh="这一格是图片", en="the cell holds a picture")
WHY_FORM_FIELD = Wording(zh="这一格是表单控件", en="the cell holds a form field")
WHY_APPROXIMATE = Wording(zh="填的是约数", en="an estimate is printed")
WHY_RUN_TOGETHER = Wording(zh="各格的数字连在一起", en="digits run together")
WHY_IN_LABEL = Wording(
    zh="行名那一格里也有数字，无法确定是否为这一行的数",
    en="digits stand in the cell of the label, too: they may be a figure of the row",
)
WHY_MOMENT = Wording(
    zh="填的是年、月或日，不是数量", en="a year, a month or a day is printed, not a quantity"
)
WHY_NO_NUMBER = Wording(zh="填的不是一个数", en="what is printed is not one number")
WHY_TWO_CANDIDATES = Wording(
    zh="这一行出现两次而数值不同", en="two candidates: the row is printed twice with other values"
)
WHY_BLANK_EDGE = Wording(
    zh="行首或行尾有空格子，无法确定各数属于哪一列",
    en="blanks stand at the edge of the line, so the columns cannot be told",
)


def why_count(found: int, columns: int) -> Wording:
    """As many cells were found as there are not columns."""
    return Wording(
        zh=f"该行有 {found} 格，而格式有 {columns} 列",
        en=f"the line has {found} cells, and the form has {columns} columns",
    )


def why_several_lines(found: int) -> Wording:
    """Several lines may be the row, or one that has no label."""
    if found == 1:
        return Wording(
            zh="从次序看应是一行没有完整行名的数值",
            en="by its order it should be a line of figures without a whole label",
        )
    return Wording(zh=f"有 {found} 行可能是它", en=f"{found} lines might be it")
