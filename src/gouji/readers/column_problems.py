"""What may be wrong with the header of a table, with its units and with rows below it, as problems.py."""

from collections.abc import Mapping, Sequence

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Entry, Table
from gouji.model.span import Span
from gouji.model.wording import Wording, quoted


def columns_out_of_order(table: Table, labels: Sequence[str], place: Span) -> Diagnostic:
    """A header whose columns stand in another order than the form's."""
    printed = " | ".join(labels)
    return Diagnostic(
        "columns-out-of-order",
        Severity.WARNING,
        Wording(
            zh=f"{table.short}的表头次序与格式不同（{printed}），整张表不采用",
            en=f"{table.short}: the columns stand in another order than in the form "
            f"({printed}); the whole table is left unread",
        ),
        place,
        Wording(zh="请按格式的列次序填报", en="print the columns in the order of the form"),
    )


def unknown_columns(table: Table, labels: Sequence[str], place: Span) -> Diagnostic:
    """A header of a table with open rows that names what the form does not have."""
    printed = " | ".join(labels)
    return Diagnostic(
        "unknown-columns",
        Severity.WARNING,
        Wording(
            zh=f"{table.short}的表头里有格式没有的列（{printed}），无法确定各数属于哪一列，整张表不采用",
            en=f"{table.short}: the form has no such columns ({printed}), so it cannot be told "
            "which figure belongs where; the whole table is left unread",
        ),
        place,
        Wording(
            zh="请按格式的列名填报，或在规则里用“又称”补上这一写法",
            en="print the columns as the form calls them, or add the wording as an alias",
        ),
    )


def columns_of_another_form(table: Table, labels: Sequence[str], place: Span) -> Diagnostic:
    """A header with columns that only another form has."""
    printed = " | ".join(labels)
    return Diagnostic(
        "columns-of-another-form",
        Severity.WARNING,
        Wording(
            zh=f"{table.short}的表头（{printed}）属于另一种格式，整张表不采用",
            en=f"{table.short}: the columns ({printed}) are those of another form; "
            "the whole table is left unread",
        ),
        place,
        Wording(zh="请使用本年度的格式", en="use the form of the year"),
    )


def shifted_row(table: Table, row: Entry, place: Span) -> Diagnostic:
    """A row whose values stand beside their columns."""
    return Diagnostic(
        "shifted-row",
        Severity.WARNING,
        Wording(
            zh=f"{table.short}「{row.short}」这一行与表头和其他各行对不齐，整行不采用",
            en=f"{table.short}: {row.short} does not stand below the header and the other rows; "
            "the whole row is left unread",
        ),
        place,
        Wording(
            zh="请核对这一行是否多了、少了或合并了格子",
            en="see whether a cell of the row is missing, merged or one too many",
        ),
    )


def near_columns(table: Table, taken: Sequence[tuple[str, Entry]], place: Span) -> Diagnostic:
    """Labels of columns that are near to those of the form; each with its column."""
    said = dict.fromkeys((quoted(printed), quoted(column.label)) for printed, column in taken)
    zh = "、".join(f"「{printed}」按「{label}」" for printed, label in said)
    en = ", ".join(f"{printed!r} for {label!r}" for printed, label in said)
    return Diagnostic(
        "near-column",
        Severity.NOTE,
        Wording(
            zh=f"{table.short}的列名{zh}理解", en=f"{table.short}: column labels are taken: {en}"
        ),
        place,
    )


def row_by_shape(table: Table, count: int, place: Span) -> Diagnostic:
    """A line of figures below no label, in the section of a table that has as many columns."""
    return Diagnostic(
        "row-by-shape",
        Severity.NOTE,
        Wording(
            zh=f"{table.short}的表头认不出，按所在部分和 {count} 个数的形状读取",
            en=f"{table.short}: the header is not known; the row was read by its section "
            f"and its {count} figures",
        ),
        place,
    )


def unknown_column(table: Table, printed: str, column: Entry, place: Span) -> Diagnostic:
    """What stands where the header of a column should be is no label of it."""
    return Diagnostic(
        "unknown-column",
        Severity.WARNING,
        Wording(
            zh=f"{table.short}表头里「{column.short}」的位置印的是「{quoted(printed)}」，这一列不采用",
            en=f"{table.short}: {quoted(printed)!r} is printed where {column.short} should stand; "
            "the column is left unread",
        ),
        place,
        Wording(
            zh="若只是叫法不同，请在格式中以“又称”补上",
            en="if only the wording differs, add it to the form as an alias",
        ),
    )


WHY_SHIFTED = Wording(
    zh="这一行与表头和其他各行对不齐", en="the row does not stand below the header and other rows"
)
WHY_HEADER = Wording(zh="表头与格式不符", en="the header is not that of the form")


def other_unit(
    table: Table,
    columns: Sequence[str],
    stated: Mapping[str, Sequence[Span]],
    wanted: Sequence[str],
) -> Diagnostic:
    """A unit is printed that is not the form's: for the columns named, or for all of the table.

    `stated` tells each printed unit and where it is printed.
    """
    places = [place for found in stated.values() for place in found]
    name = f"{table.short} · {'、'.join(columns)}" if columns else table.short
    given, due = (f"「{'」「'.join(units)}」" for units in (stated, wanted))
    given_en, due_en = (" / ".join(units) for units in (stated, wanted))
    what = ("这些格", "these cells were") if columns else ("这张表", "the table was")
    return Diagnostic(
        "other-unit",
        Severity.WARNING,
        Wording(
            zh=f"{name}印的单位是{given}，格式规定{due}，{what[0]}没有检查",
            en=f"{name}: the printed unit is {given_en!r}, the form says {due_en!r}; "
            f"{what[1]} not checked",
        ),
        places[0],
        Wording(
            zh="请核对单位；数值确以所印单位填报的，请换算后按格式的单位填报",
            en="see whether the unit is misprinted; if it is not, state the figures in the form's",
        ),
        tuple(places[1:]),
    )
