"""What may be wrong with a structured report: one function per problem."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from gouji.language.nearest import nearest
from gouji.model.data import Path, at_path, beginning
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Entry, Form, Table
from gouji.model.span import Span
from gouji.model.wording import Wording, quoted

Expected: TypeAlias = Wording
"""What must stand at a place."""
Axis: TypeAlias = Wording
"""Rows or columns."""

ROW_AXIS = Wording(zh="行", en="row")
COLUMN_AXIS = Wording(zh="列", en="column")

TEXT = Wording(zh="文字（数字请加引号）", en="a text (a number between quotation marks)")
PROSE = Wording(zh="文字，或每行一项的列表", en="a text, or a list with one text for each line")
SECTIONS = Wording(
    zh="列表（每项有 title 和 text），或“编号: 文字”",
    en="a list of sections (title, text), or a mapping of outline codes to texts",
)
SECTION = Wording(
    zh="有 title（所印标题）的一部分", en="a section with its title as printed (title, text)"
)
TITLE = Wording(zh="所印的标题", en="the title as printed")
TABLES = Wording(zh="“表: 各行”", en="a mapping of tables to rows")
TABLE = Wording(zh="“行: 各列”", en="a mapping of rows to columns")
ROW = Wording(zh="“列: 值”", en="a mapping of columns to values")
VALUE = Wording(zh="数、文字或 null（空白）", en="a number, a text or null (a blank)")


def no_report(place: Span) -> Diagnostic:
    """Data of another kind."""
    return _error(
        "no-structured-report",
        place,
        Wording(
            zh="这不是结构化报告：没有 agency、year、sections 或 tables",
            en="this is no structured report: it has neither agency nor year, sections or tables",
        ),
        Wording(
            zh="结构化报告的写法见 grammar/report.schema.json",
            en="grammar/report.schema.json says what a structured report looks like",
        ),
    )


def unknown_key(path: Path, place: Span, known: Iterable[str]) -> Diagnostic:
    """A key that means nothing here."""
    keys = list(known)
    near = _did_you_mean(str(path[-1]), keys)
    return _error(
        "unknown-key",
        place,
        at_path(path, zh="没有这个键", en="there is no such key"),
        near or Wording(zh=f"可用的键：{'、'.join(keys)}", en=f"the keys are {', '.join(keys)}"),
    )


def missing_key(place: Span, key: str) -> Diagnostic:
    """A key without which a report is none."""
    return _error(
        "missing-key",
        place,
        Wording(zh=f"缺少 {key}", en=f"{key} is missing"),
        Wording(zh="机关和年度必须写明", en="the agency and the year must be stated"),
    )


def wrong_type(path: Path, place: Span, expected: Expected) -> Diagnostic:
    """Something else than what must stand there."""
    return _error(
        "wrong-type",
        place,
        at_path(path, zh=f"这里应是{expected.zh}", en=f"this must be {expected.en}"),
    )


def too_many(path: Path, place: Span, limit: int) -> Diagnostic:
    """More entries than any form has."""
    return _error(
        "too-many-entries",
        place,
        at_path(
            path, zh=f"超过 {limit} 项，没有读取", en=f"more than {limit} entries; left unread"
        ),
    )


def no_year(place: Span) -> Diagnostic:
    """A year that is none."""
    return _error(
        "no-year",
        place,
        at_path(
            ("year",),
            zh=f"「{quoted(place.text)}」不是年度",
            en=f"{quoted(place.text)!r} is not a year",
        ),
        Wording(zh="请写四位数字，如 2024", en="write four digits, such as 2024"),
    )


def no_day(place: Span) -> Diagnostic:
    """A date that is written otherwise, or that the calendar lacks."""
    return _error(
        "no-day",
        place,
        at_path(
            ("published",),
            zh=f"没有「{quoted(place.text)}」这一天",
            en=f"there is no such day as {quoted(place.text)!r}",
        ),
        Wording(zh="请写作 2025-01-20", en="write it as 2025-01-20"),
    )


def unknown_form(place: Span, name: str, forms: Sequence[Form]) -> Diagnostic:
    """A form that no pack at hand declares."""
    keys = [form.key for form in forms]
    return _error(
        "unknown-form",
        place,
        at_path(
            ("form",),
            zh=f"没有「{quoted(name)}」这种格式",
            en=f'there is no form "{quoted(name)}"',
        ),
        _did_you_mean(name, keys)
        or Wording(zh=f"已知：{'、'.join(keys)}", en=f"known: {', '.join(keys)}"),
    )


def unknown_section(code: str, place: Span, form: Form) -> Diagnostic:
    """A code that stands in no outline."""
    codes = [entry.code for outline in form.outlines for entry in outline.entries]
    return _error(
        "unknown-section",
        place,
        at_path(
            ("sections", code), zh="格式里没有这个编号的部分", en="the form has no such section"
        ),
        _did_you_mean(code, codes)
        or Wording(zh=f"已有：{'、'.join(codes)}", en=f"there are {', '.join(codes)}"),
    )


def unlisted_heading(title: str, place: Span) -> Diagnostic:
    """A section of which the form knows nothing; its text stands in no section."""
    return Diagnostic(
        "unlisted-heading",
        Severity.NOTE,
        Wording(
            zh=f"格式里没有「{quoted(title)}」这一部分，其文字不归入任何部分",
            en=f'the form has no section "{quoted(title)}"; its text belongs to none',
        ),
        place,
    )


def unknown_table(path: Path, place: Span, form: Form) -> Diagnostic:
    """A table that the form lacks."""
    keys = [table.key for table in form.tables]
    return _error(
        "unknown-table",
        place,
        at_path(path, zh="格式里没有这张表", en="the form has no such table"),
        _did_you_mean(str(path[-1]), keys)
        or Wording(zh=f"已有：{'、'.join(keys)}", en=f"there are {', '.join(keys)}"),
    )


def named_twice(path: Path, name: str, first: Span, second: Span) -> Diagnostic:
    """Two keys that mean the same table, row or column."""
    one, two = first.position.line, second.position.line
    return _error(
        "named-twice",
        second,
        at_path(
            path,
            zh=f"「{quoted(name)}」写了两次（第 {one} 行与第 {two} 行）",
            en=f'"{quoted(name)}" is given twice (lines {one} and {two})',
        ),
        Wording(zh="请只保留一处", en="keep one of them"),
        (first,),
    )


def unknown_code(path: Path, place: Span, entries: Sequence[Entry], axis: Axis) -> Diagnostic:
    """An outline code that no row or column has."""
    codes = [entry.code for entry in entries]
    return _error(
        "unknown-code",
        place,
        at_path(path, zh=f"没有这个编号的{axis.zh}", en=f"no {axis.en} has this code"),
        _did_you_mean(str(path[-1]), codes)
        or Wording(zh=f"已有：{'、'.join(codes)}", en=f"there are {', '.join(codes)}"),
    )


def unknown_label(path: Path, place: Span, entries: Sequence[Entry], axis: Axis) -> Diagnostic:
    """A label that no row or column bears; the figures there were not checked."""
    names = [name for entry in entries for name in (*entry.labels, entry.short)]
    return Diagnostic(
        "unknown-label",
        Severity.WARNING,
        at_path(
            path,
            zh=f"格式里没有这一{axis.zh}，其中的数没有归属",
            en=f"the form has no such {axis.en}, so the figures there belong to none",
        ),
        place,
        _did_you_mean(str(path[-1]), names)
        or Wording(
            zh="可改用编号；若名称有出入，请在格式中以别名补上",
            en="use its code; or, if the label differs, add it to the form as an alias",
        ),
    )


def ambiguous_label(path: Path, place: Span, entries: Sequence[Entry], axis: Axis) -> Diagnostic:
    """A label that several rows or columns share."""
    codes = "、".join(entry.code for entry in entries)
    return Diagnostic(
        "ambiguous-label",
        Severity.WARNING,
        at_path(
            path,
            zh=f"叫这个名称的{axis.zh}不止一{axis.zh}（{codes}），其中的数没有归属",
            en=f"several {axis.en}s bear this label ({codes}), so the figures there belong to none",
        ),
        place,
        Wording(zh="请改用编号", en="use the code"),
    )


def near_label(path: Path, place: Span, entry: Entry) -> Diagnostic:
    """A misprinted label of a row."""
    return Diagnostic(
        "near-label",
        Severity.NOTE,
        at_path(path, zh=f"按「{entry.label}」理解", en=f'taken for "{entry.label}"'),
        place,
    )


def no_such_cell(path: Path, place: Span, table: Table, row: Entry, column: Entry) -> Diagnostic:
    """A value where the form has no cell."""
    name = f"{table.short} · {row.short} · {column.short}"
    return Diagnostic(
        "no-such-cell",
        Severity.WARNING,
        at_path(
            path,
            zh=f"格式里没有{name}这一格，此数没有归属",
            en=f"the form has no cell {name}, so this value belongs to none",
        ),
        place,
        Wording(
            zh="请核对行和列；没有的格子请不要写",
            en="check row and column; leave out what the form leaves out",
        ),
    )


def _error(
    code: str,
    place: Span,
    message: Wording,
    hint: Wording | None = None,
    related: tuple[Span, ...] = (),
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, beginning(place), hint, related)


def _did_you_mean(written: str, known: Iterable[str]) -> Wording | None:
    word = nearest(written, known)
    return (
        None if word is None else Wording(zh=f"是否想写「{word}」？", en=f'did you mean "{word}"?')
    )
