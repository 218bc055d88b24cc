"""Tables with one cell a line, as a web table that was copied cell by cell."""

from hypothesis import given
from hypothesis import strategies as st

from gouji.model.form import Entry, Form, Table
from gouji.model.number import Missing, Number, number_text
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read

_LOANS = Table(
    "L",
    "借阅情况",
    "借阅表",
    "册",
    (
        Entry("1", "本年新购入的各类图书册数"),
        Entry("2", "借出情况", group=True),
        Entry("2.1", "成人读物"),
        Entry("2.2", "儿童读物"),
        Entry("2.3", "期刊报纸"),
        Entry("3", "合计"),
    ),
    (Entry("1", "总馆"), Entry("2", "东馆"), Entry("3", "合计")),
    {},
)
_VISITS = Table(
    "V",
    "到馆情况",
    None,
    None,
    (Entry("1", "人次"),),
    (Entry("1", "上午"), Entry("2", "下午"), Entry("3", "网上"), Entry("4", "合计")),
    {},
)
_FORM = Form("library", "图书馆年报", (), (), (_LOANS, _VISITS))
_HEADER = ["项目", "总馆", "东馆", "合计"]
_FIGURES = {
    "本年新购入的各类图书册数": ["1", "2", "3"],
    "成人读物": ["4", "0", "4"],
    "儿童读物": ["5", "-", "5"],
    "期刊报纸": ["0", "1，006", "1006"],
    "合计": ["10", "1008", "1018"],
}


def _report(text: str) -> Report:
    report = recognise(read(Source("t.txt", text)), [_FORM])
    assert report is not None
    return report


def _rows(report: Report, table: str = "L") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, cell in report.cells.items():
        number: Number | Missing = cell.number
        value = number_text(number.value) if isinstance(number, Number) else number.kind.value
        if key.table == table:
            found.setdefault(key.row, []).append(value)
    return found


_READ = {
    "1": ["1", "2", "3"],
    "2.1": ["4", "0", "4"],
    "2.2": ["5", "dash", "5"],
    "2.3": ["0", "1006", "1006"],
    "3": ["10", "1008", "1018"],
}


def _cells() -> list[str]:
    rows = [[label, *figures] for label, figures in _FIGURES.items()]
    rows[1].insert(0, "借出情况")
    return [cell for row in (_HEADER, *rows) for cell in row]


def test_figures_below_their_label_are_its_row() -> None:
    for between in ("\n", "\n\n", "\r\n\r\n"):
        report = _report(between.join(_cells()))
        assert _rows(report) == _READ
        assert (report.unplaced, report.diagnostics) == ((), ())


def test_every_cell_points_at_its_own_line() -> None:
    for cell in _report("\n\n".join(_cells())).cells.values():
        assert cell.provenance.locator.text == cell.provenance.quote == cell.number.raw


def test_a_label_over_two_lines_is_one_label() -> None:
    cells = _cells()
    cells[4:5] = ["本年新购入的", "各类图书册数"]
    assert _rows(_report("\n".join(cells))) == _READ


def test_the_only_row_of_a_table_stands_below_its_header() -> None:
    report = _report("上午\n下午\n网上\n合计\n1\n2\n3\n6\n")
    assert _rows(report, "V") == {"1": ["1", "2", "3", "6"]}


def test_a_row_that_lacks_a_figure_is_unreadable_and_the_others_are_not() -> None:
    for at in range(1, 4):
        cells = _cells()
        del cells[cells.index("成人读物") + at]
        report = _report("\n".join(cells))
        assert _rows(report) == _READ | {"2.1": ["unreadable"] * 3}
        whys = [d.message.en for d in report.diagnostics if d.code == "unreadable-row"]
        assert len(whys) == 1
        assert all("the line has 2 cells, and the form has 3 columns" in why for why in whys)


def test_figures_of_a_row_whose_label_is_lost_belong_to_no_row() -> None:
    cells = _cells()
    cells.remove("儿童读物")
    rows = _rows(_report("\n".join(cells)))
    assert rows == {key: row for key, row in _READ.items() if key != "2.2"} | {
        "2.1": ["unreadable"] * 3
    }


def test_cells_printed_column_by_column_tell_no_row() -> None:
    columns = [[figures[at] for figures in _FIGURES.values()] for at in range(3)]
    cells = [*_HEADER, *_FIGURES, *(cell for column in columns for cell in column)]
    report = _report("\n".join(cells))
    assert {value for row in _rows(report).values() for value in row} == {"unreadable"}
    assert [d.code for d in report.diagnostics] == ["rows-lost"]


@given(st.integers(0, len(_cells()) - 1))
def test_a_lost_line_never_moves_a_figure_into_another_cell(at: int) -> None:
    cells = _cells()
    del cells[at]
    for row, values in _rows(_report("\n".join(cells))).items():
        assert values in (_READ[row], ["unreadable"] * 3)


@given(st.sets(st.integers(0, len(_cells()) - 1)))
def test_rows_whose_lines_are_all_there_are_read_right_whatever_others_lost(lost: set[int]) -> None:
    cells = [*_cells(), ""]
    kept = "\n".join(cell for at, cell in enumerate(cells) if at not in lost)
    report = recognise(read(Source("t.txt", kept)), [_FORM]) if kept else None
    found = _rows(report) if report else {}
    for row, label in zip(_READ, _FIGURES, strict=True):
        first = cells.index(label, len(_HEADER))
        if not lost & {first, first + 1, first + 2, first + 3, first + 4} and row in found:
            assert found[row] in (_READ[row], ["unreadable"] * 3)
