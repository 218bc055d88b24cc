"""However a table is laid out, shifted, merged, cut or exchanged: no figure is read in a wrong place."""

import random
from collections.abc import Callable, Iterator, Sequence

from gouji.model.form import Entry, Form, Outline, Table
from gouji.model.number import Missing, MissingKind, Number
from gouji.model.report import CellKey, Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read
from tests.grids import document

_COUNT = 1_000
_Line = list[tuple[str, int, int]]
_Sheet = list[_Line]
_Truth = dict[CellKey, int]


def _entries(labels: dict[str, str]) -> tuple[Entry, ...]:
    groups = {code.rpartition(".")[0] for code in labels}
    return tuple(Entry(code, label, group=code in groups) for code, label in labels.items())


_ROWS = {
    "1": "新购册数",
    "2": "借出册数",
    "2.1": "成人读物",
    "2.2": "儿童读物",
    "2.2.1": "绘本",
    "2.2.2": "其他",
    "2.3": "其他",
    "3": "合计",
}
_SITES = {"1": "总馆", "2": "分馆", "2.1": "东馆", "2.2": "西馆", "2.3": "其他", "3": "合计"}
_VISITORS = {
    "1": "现场",
    "1.1": "上午",
    "1.2": "下午",
    "1.3": "合计",
    "2": "网上",
    "2.1": "网站",
    "2.1.1": "上午",
    "2.1.2": "下午",
    "2.1.3": "合计",
    "2.2": "应用",
    "2.2.1": "上午",
    "2.2.2": "下午",
    "2.2.3": "合计",
}
_LOANS = Table("L", "借阅情况", None, None, _entries(_ROWS), _entries(_SITES), {})
_MONEY = Table(
    "M",
    "经费情况",
    None,
    None,
    _entries({"1": "采购合同", "2": "维修合同", "3": "购书经费"}),
    _entries({"1": "本年签订", "2": "本年终止", "3": "现行有效", "4": "本年金额"}),
    {"1": frozenset("123"), "2": frozenset("123"), "3": frozenset("4")},
)
_VISITS = Table("V", "到馆情况", None, None, (Entry("1", "人次"),), _entries(_VISITORS), {})
_SECTIONS = {"1": "概况", "2": "经费情况", "3": "借阅情况", "4": "到馆情况"}
_TITLES = ("二、经费情况", "三、借阅情况", "四、到馆情况")
_OUTLINE = Outline("O", "结构", ordered=True, entries=_entries(_SECTIONS))
_FORM = Form("library", "图书馆年报", (), (_OUTLINE,), (_MONEY, _LOANS, _VISITS))


class _Sheets:
    """The three tables with figures that are all different, and where each belongs."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.truth: _Truth = {}
        self._numbers = iter(rng.sample(range(1_000, 100_000), 200))
        self.tables = {"M": self._money(), "L": self._loans(), "V": self._visits()}

    def _values(self, table: Table, row: str) -> _Line:
        found: _Line = []
        for column in table.columns_of(row):
            number = next(self._numbers)
            blank = self.rng.random() < 0.1
            if not blank:
                self.truth[CellKey(table.key, row, column.code)] = number
            found.append(("" if blank else str(number), 1, 1))
        return found

    def _money(self) -> _Sheet:
        (amount,) = self._values(_MONEY, "3")
        return [
            [("第一项", 4, 1)],
            [(text, 1, 1) for text in ("项目", "本年签订", "本年终止", "现行有效")],
            [("采购合同", 1, 1), *self._values(_MONEY, "1")],
            [("维修合同", 1, 1), *self._values(_MONEY, "2")],
            [("第二项", 4, 1)],
            [("项目", 1, 1), ("本年金额", 3, 1)],
            [("购书经费", 1, 1), (amount[0], 3, 1)],
        ]

    def _loans(self) -> _Sheet:
        def row(code: str, *head: tuple[str, int, int]) -> _Line:
            return [*head, *self._values(_LOANS, code)]

        return [
            [("项目", 3, 2), ("总馆", 1, 2), ("分馆", 3, 1), ("合计", 1, 2)],
            [("东馆", 1, 1), ("西馆", 1, 1), ("其他", 1, 1)],
            row("1", ("一、新购册数", 3, 1)),
            row("2.1", ("二、借出册数", 1, 4), ("（一）成人读物", 2, 1)),
            row("2.2.1", ("（二）儿童读物", 1, 2), ("1.绘本", 1, 1)),
            row("2.2.2", ("2.其他", 1, 1)),
            row("2.3", ("（三）其他", 2, 1)),
            row("3", ("三、合计", 3, 1)),
        ]

    def _visits(self) -> _Sheet:
        three: _Line = [("上午", 1, 1), ("下午", 1, 1), ("合计", 1, 1)]
        return [
            [("现场", 3, 1), ("网上", 6, 1)],
            [*((text, 1, 2) for text, _, _ in three), ("网站", 3, 1), ("应用", 3, 1)],
            [*three, *three],
            self._values(_VISITS, "1"),
        ]

    def a_row(self) -> tuple[str, int]:
        """A line that holds values."""
        key = self.rng.choice(list(self.tables))
        sheet = self.tables[key]
        rows = [at for at, line in enumerate(sheet) if any(_is_value(text) for text, _, _ in line)]
        return key, self.rng.choice(rows)


def _is_value(text: str) -> bool:
    return text.isdigit()


def _drop_a_value(sheets: _Sheets) -> None:
    """A cell of a row is missing; those behind it move up."""
    key, at = sheets.a_row()
    line = sheets.tables[key][at]
    values = [n for n, (text, _, _) in enumerate(line) if _is_value(text)]
    del line[sheets.rng.choice(values)]


def _put_in_a_blank(sheets: _Sheets) -> None:
    key, at = sheets.a_row()
    line = sheets.tables[key][at]
    values = [n for n, (text, _, _) in enumerate(line) if _is_value(text)]
    line.insert(sheets.rng.choice([values[0], values[-1] + 1]), ("", 1, 1))


def _shift_to_the_left(sheets: _Sheets) -> None:
    """The label goes over a column less, and a blank fills the line at its end."""
    sheet = sheets.tables["L"]
    rows = [line for line in sheet[2:] if any(width > 1 for _, width, _ in line) and line[-5][0]]
    line = sheets.rng.choice(rows)
    n = next(n for n, (_, width, _) in enumerate(line) if width > 1)
    text, width, height = line[n]
    line[n] = text, width - 1, height
    line.append(("", 1, 1))


def _merge_two_values(sheets: _Sheets) -> None:
    key, at = sheets.a_row()
    line = sheets.tables[key][at]
    n = len(line) - sheets.rng.randint(2, 3)
    if n > 0 and line[n][1:] == line[n + 1][1:] == (1, 1):
        text = sheets.rng.choice([line[n][0], line[n + 1][0], line[n][0] + line[n + 1][0]])
        line[n : n + 2] = [(text, 2, 1)]


def _merge_two_lines(sheets: _Sheets) -> None:
    """A figure stands over two rows."""
    sheet = sheets.tables["L"]
    at, back = sheets.rng.randint(2, 6), sheets.rng.randint(1, 4)
    line, below = sheet[at], sheet[at + 1]
    line[-back] = (line[-back][0], 1, 2)
    del below[-back]


def _exchange_two_columns(sheets: _Sheets) -> None:
    """The columns stand in another order, each with its label.

    No label of these headers is dropped: without it they might be those of the form, cut off.
    """
    sheet = sheets.tables["L"]
    first, second = sheets.rng.choice([(0, 1), (1, 2), (0, 2)])
    for line, offset in ((sheet[1], 0), *((row, len(row) - 4) for row in sheet[2:])):
        one, other = first + offset, second + offset
        line[one], line[other] = line[other], line[one]


def _exchange_two_columns_that_others_are_called_like(sheets: _Sheets) -> None:
    sheet = sheets.tables["V"]
    group = sheets.rng.randint(0, 2)
    first, second = sheets.rng.choice([(0, 1), (1, 2), (0, 2)])
    header, at = (sheet[1], 0) if group == 0 else (sheet[2], 3 * (group - 1))
    for line, offset in ((header, at), (sheet[3], 3 * group)):
        one, other = first + offset, second + offset
        line[one], line[other] = line[other], line[one]


def _exchange_a_whole_group(sheets: _Sheets) -> None:
    sheet = sheets.tables["V"]
    sheet[1][-2:] = sheet[1][:-3:-1]
    sheet[3][3:] = [*sheet[3][6:], *sheet[3][3:6]]


def _drop_a_header(sheets: _Sheets) -> None:
    key = sheets.rng.choice(list(sheets.tables))
    heads = [line for line in sheets.tables[key] if not any(_is_value(text) for text, _, _ in line)]
    line = sheets.rng.choice(heads)
    if len(line) > 1:
        del line[sheets.rng.randrange(len(line))]


def _drop_a_line(sheets: _Sheets) -> None:
    sheet = sheets.tables[sheets.rng.choice(list(sheets.tables))]
    del sheet[sheets.rng.randrange(len(sheet))]


def _misprint_a_label(sheets: _Sheets) -> None:
    sheet = sheets.tables[sheets.rng.choice(list(sheets.tables))]
    line = sheets.rng.choice(sheet)
    labels = [n for n, (text, _, _) in enumerate(line) if text and not _is_value(text)]
    if labels:
        n = sheets.rng.choice(labels)
        text, *spans = line[n]
        cut = sheets.rng.randrange(len(text))
        line[n] = (text[:cut] + sheets.rng.choice(["", "某"]) + text[cut + 1 :], spans[0], spans[1])


def _exchange_tables(sheets: _Sheets) -> None:
    """Two tables stand in each other's section."""
    keys = list(sheets.tables)
    one, other = sheets.rng.sample(keys, 2)
    order = [other if key == one else one if key == other else key for key in keys]
    sheets.tables = {key: sheets.tables[key] for key in order}


def _blank_a_column(sheets: _Sheets) -> None:
    sheet = sheets.tables["L"]
    back = sheets.rng.randint(1, 5)
    for line in sheet[2:]:
        line[-back] = ("", *line[-back][1:])


_CHANGES: tuple[Callable[[_Sheets], None], ...] = (
    _drop_a_value,
    _put_in_a_blank,
    _shift_to_the_left,
    _merge_two_values,
    _merge_two_lines,
    _exchange_two_columns,
    _exchange_two_columns_that_others_are_called_like,
    _exchange_a_whole_group,
    _drop_a_header,
    _drop_a_line,
    _misprint_a_label,
    _exchange_tables,
    _blank_a_column,
)


_BETWEEN_BARS = tuple(
    change
    for change in _CHANGES
    if change not in {_shift_to_the_left, _merge_two_values, _merge_two_lines}
)
"""Merged cells leave no trace between bars."""


def _sheets(seed: int) -> _Sheets:
    return _Sheets(random.Random(seed))


def _changed(seed: int, changes: Sequence[Callable[[_Sheets], None]]) -> tuple[_Sheets, str]:
    """Tables with one change, of which every third has lost a header besides."""
    sheets = _sheets(seed)
    change = changes[seed % len(changes)]
    change(sheets)
    if seed % 3 == 0 and "exchange" not in change.__name__:
        _drop_a_header(sheets)
    return sheets, change.__name__


def _read(sheets: _Sheets, *, headings: bool = True) -> Report:
    parts: list[str | _Sheet] = ["一、概况", "甲段。"]
    for title, sheet in zip(_TITLES, sheets.tables.values(), strict=True):
        parts += [title, sheet] if headings else [sheet]
    report = recognise(document(*parts), [_FORM])
    assert report is not None
    return report


def _wrong(report: Report, sheets: _Sheets) -> Iterator[str]:
    """The cells of which a value is told, or that there is none, and something else is printed."""
    texts = {text for sheet in sheets.tables.values() for line in sheet for text, _, _ in line}
    truth = {key: number for key, number in sheets.truth.items() if str(number) in texts}
    for key, cell in report.cells.items():
        number = cell.number
        told = number.value if isinstance(number, Number) else None
        blank = isinstance(number, Missing) and number.kind is MissingKind.BLANK
        if (told is not None or blank) and told != truth.get(key):
            yield f"{key}: {told}, printed {truth.get(key)}"


def _figures(report: Report) -> int:
    return sum(isinstance(cell.number, Number) for cell in report.cells.values())


def test_a_table_as_the_form_has_it_is_read_whole() -> None:
    for seed in range(20):
        sheets = _sheets(seed)
        report = _read(sheets)
        assert not list(_wrong(report, sheets))
        assert _figures(report) == len(sheets.truth)
        assert report.diagnostics == ()


def test_of_a_thousand_layouts_no_value_is_read_in_a_wrong_place() -> None:
    read = printed = 0
    for seed in range(_COUNT):
        sheets, change = _changed(seed, _CHANGES)
        report = _read(sheets, headings=seed % 2 == 0)
        wrong = list(_wrong(report, sheets))
        assert not wrong, (seed, change, wrong)
        read += _figures(report)
        printed += len(sheets.truth)
    assert read > 0.8 * printed


def test_of_five_hundred_tables_between_bars_no_value_is_read_in_a_wrong_place() -> None:
    read = printed = 0
    for seed in range(_COUNT // 2):
        sheets, change = _changed(seed, _BETWEEN_BARS)
        report = _read_bars(sheets, seed % 3)
        wrong = list(_wrong(report, sheets))
        assert not wrong, (seed, change, wrong)
        read += _figures(report)
        printed += len(sheets.truth)
    assert read > 0.7 * printed


def _read_bars(sheets: _Sheets, blanks: int) -> Report:
    """The tables as text: merged cells leave no blanks (0), some at the end (1) or right behind (2)."""
    lines = ["一、概况", "甲段。"]
    for title, sheet in zip(_TITLES, sheets.tables.values(), strict=True):
        lines.append(title)
        for line in sheet:
            cells = [
                piece
                for text, width, _ in line
                for piece in [text, *([""] * (width - 1) if blanks == 2 else [])]
            ]
            pad = sum(width - 1 for _, width, _ in line) if blanks == 1 else 0
            lines.append(" | ".join([*cells, *[""] * pad]) + " |")
        lines += ["", ""]
    report = recognise(read(Source("report.txt", "\n".join(lines))), [_FORM])
    assert report is not None
    return report


def test_every_row_that_could_not_be_read_is_named() -> None:
    for seed in range(0, _COUNT, 7):
        sheets, _ = _changed(seed, _CHANGES)
        report = _read(sheets)
        told = [d.message.zh for d in report.diagnostics if d.code.startswith("unreadable-")]
        for key, cell in report.cells.items():
            if isinstance(cell.number, Missing) and cell.number.kind is MissingKind.UNREADABLE:
                table = next(table for table in _FORM.tables if table.key == key.table)
                names = (
                    table.cell_label(key.row, key.column),
                    f"{table.row_of(key.row).short}：整行",
                )
                assert any(name in message for name in names for message in told)


def test_a_row_beside_its_columns_is_unread_and_said_to_be() -> None:
    sheets = _sheets(0)
    label, *values = sheets.tables["L"][-1]
    assert all(text for text, _, _ in values)
    sheets.tables["L"][-1] = [(label[0], 2, 1), *values, ("", 1, 1)]
    report = _read(sheets)
    row = [cell.number for key, cell in report.cells.items() if (key.table, key.row) == ("L", "3")]
    assert all(isinstance(number, Missing) for number in row)
    (told,) = [d for d in report.diagnostics if d.code == "shifted-row"]
    assert "合计" in told.message.zh
    assert told.place is not None
    assert told.place.text.startswith("三、合计 | ")
