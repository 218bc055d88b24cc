"""Figures that stand apart from their label, and rows printed in pieces."""

from gouji.model.form import Entry, Form, Table
from gouji.model.number import Number, number_text
from gouji.model.report import Report
from gouji.model.span import Source
from gouji.readers.recognise import recognise
from gouji.readers.text import read

_LOANS = Table(
    "L",
    "借阅情况",
    None,
    "册",
    (
        Entry("1", "成人读物"),
        Entry("2", "儿童读物（含绘本，不含连环画）"),
        Entry("3", "期刊和报纸的合订本"),
        Entry("4", "电子读物"),
    ),
    (Entry("1", "总馆"), Entry("2", "东馆")),
    {},
)
_VISITS = Table(
    "V",
    "到馆情况",
    None,
    None,
    (Entry("1", "人次"),),
    (
        Entry("1", "现场到馆", group=True),
        Entry("1.1", "上午"),
        Entry("1.2", "下午"),
        Entry("2", "网上到馆", group=True),
        Entry("2.1", "网站访问", group=True),
        Entry("2.1.1", "上午"),
        Entry("2.1.2", "下午"),
        Entry("2.2", "应用访问", group=True),
        Entry("2.2.1", "上午"),
        Entry("2.2.2", "下午"),
    ),
    {},
)
_FORM = Form("library", "图书馆年报", (), (), (_LOANS, _VISITS))
_PIECES = {"现场到馆": "1 | 2", "网上到馆（网站访问）": "3 | 4", "应用访问": "5 | 6"}


def _report(text: str) -> Report:
    report = recognise(read(Source("t.txt", text)), [_FORM])
    assert report is not None
    return report


def _row(report: Report, table: str, row: str) -> list[str]:
    return [
        number_text(cell.number.value) if isinstance(cell.number, Number) else cell.number.kind
        for key, cell in report.cells.items()
        if (key.table, key.row) == (table, row)
    ]


def _pieces(pieces: dict[str, str], header: str = "上午 | 下午 |") -> str:
    return "\n".join(f"{name}\n\n{header}\n{figures} |\n" for name, figures in pieces.items())


def test_a_row_in_pieces_below_the_names_of_its_groups_is_one_row() -> None:
    report = _report(_pieces(_PIECES))
    assert _row(report, "V", "1") == ["1", "2", "3", "4", "5", "6"]
    assert report.unplaced == ()
    assert [
        cell.provenance.locator.text for key, cell in report.cells.items() if key.table == "V"
    ] == ["1", "2", "3", "4", "5", "6"]


def test_the_name_of_a_group_may_stand_within_the_grid() -> None:
    text = "\n".join(f"{name} |\n上午 | 下午 |\n{row} |" for name, row in _PIECES.items())
    assert _row(_report(text), "V", "1") == ["1", "2", "3", "4", "5", "6"]


def test_a_row_of_which_a_piece_is_lost_doubled_or_unnamed_is_not_read() -> None:
    for pieces in (
        {name: row for name, row in _PIECES.items() if name != "应用访问"},
        {"现场到馆": "1 | 2", "网上到馆": "3 | 4", "应用访问": "5 | 6"},
        _PIECES | {"应用访问": "5 | 6 | 7"},
        _PIECES | {"现场到馆 ": "1 | 2"},
    ):
        assert set(_row(_report(_pieces(pieces)), "V", "1")) <= {"unreadable"}
    assert set(_row(_report(_pieces(_PIECES, "下午 | 上午 |")), "V", "1")) <= {"unreadable"}


def test_figures_below_a_paragraph_with_their_label_are_its_row() -> None:
    report = _report(
        "成人读物 | 1 | 2 |\n儿童读物（含绘本，不含\n\n连环画）\n\n3 | 4 |\n电子读物 | 5 | 6 |"
    )
    assert _row(report, "L", "2") == ["3", "4"]
    assert (report.unplaced, report.diagnostics) == ((), ())
    other = _report(
        "成人读物 | 1 | 2 |\n儿童读物（含绘本，不含连环画）\n\n3 | 4 | 5 |\n电子读物 | 5 | 6 |"
    )
    assert _row(other, "L", "2") == []


def test_a_row_in_the_stead_of_one_that_lost_its_label_is_unreadable_not_absent() -> None:
    text = "成人读物 | 1 | 2 |\n儿童读物（含绘本，不含连环画） | 1 | 2 |\n{} | 3 | 4 |\n电子读物 | 5 | 6 |"
    for label in ("", "的合订本"):
        report = _report(text.format(label))
        assert _row(report, "L", "3") == ["unreadable"] * 2
        assert all("by its order" in d.message.en for d in report.diagnostics)
        assert _row(report, "L", "4") == ["5", "6"]
    assert _row(_report(text.format("盲文读物")), "L", "3") == []
