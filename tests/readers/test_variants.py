"""The same table in every way that a text prints one: equal cells or fewer, never others."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.form import Entry, Form, Outline, Table
from gouji.model.number import MissingKind, Number, number_text, read_number, stated
from gouji.model.span import Source
from gouji.readers import markdown, text
from gouji.readers.recognise import recognise

_ROWS = {
    "1": "本年新购入图书",
    "2.1": "1.成人读物",
    "2.2": "2.儿童读物（含绘本，不含连环画）",
    "2.3": "3.其他",
    "3": "（三）合计",
}
_COLUMNS = ("总馆", "东馆", "西馆", "其他", "合计")
_LOANS = Table(
    "L",
    "借阅情况",
    None,
    "册",
    (
        Entry("1", "本年新购入图书"),
        Entry("2", "借出情况", group=True),
        *(
            Entry(code, label.partition(".")[2] or "合计")
            for code, label in list(_ROWS.items())[1:]
        ),
    ),
    tuple(Entry(str(at), label) for at, label in enumerate(_COLUMNS, 1)),
    {},
)
_OUTLINE = Outline(
    "O", "结构", ordered=True, entries=(Entry("1", "借阅情况"), Entry("2", "其他需要说明的事项"))
)
_FORM = Form("library", "图书馆年报", (), (_OUTLINE,), (_LOANS,))
_EXAMPLES = 20
_UNREADABLE = MissingKind.UNREADABLE.value

Rows = list[list[str]]


def _bars(rows: Rows, *, before: str = "", between: str = " | ", after: str = " |") -> str:
    return "\n".join(before + between.join(row) + after for row in rows)


def _box(rows: Rows) -> str:
    lines = [f"│{'│'.join(row)}│" for row in rows]
    return "\n".join(["┌──┬──┐", *(part for line in lines for part in (line, "├──┼──┤"))])


def _ruled(rows: Rows) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[-1]) + "|", *lines[1:]])


def _html(rows: Rows) -> str:
    cells = (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{''.join(cells)}</table>"


def _listed(rows: Rows, between: str) -> str:
    return between.join(cell for row in rows for cell in row)


_DRAWN: dict[str, Callable[[Rows], str]] = {
    "one bar behind": _bars,
    "bars around": lambda rows: _bars(rows, before="| "),
    "narrow bars": lambda rows: _bars(rows, between="|", after="|"),
    "bars between": lambda rows: _bars(rows, after=""),
    "padding bars": lambda rows: _bars(rows, after=" | | | |"),
    "wide bars": lambda rows: _bars(rows, between=" ｜ ", after="｜"),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "a box": _box,
    "rulings": _ruled,
}
_TOLD_BY_BLANKS: dict[str, Callable[[Rows], str]] = {
    "two blanks": lambda rows: "\n".join("  ".join(row) for row in rows),
    "full-width blanks": lambda rows: "\n".join("\u3000".join(row) for row in rows),
    "a cell a line": lambda rows: _listed(rows, "\n"),
    "a cell a paragraph": lambda rows: _listed(rows, "\n\n"),
    "bars on their own lines": lambda rows: _listed(rows, "\n|\n"),
    "a bar behind each cell": lambda rows: _listed(rows, " |\n") + " |",
    "lines ends of another system": lambda rows: _listed(rows, "\r\n"),
}
_MARKDOWN: dict[str, Callable[[Rows], str]] = {"rulings": _ruled, "HTML": _html}

_FIGURE = st.one_of(
    st.integers(0, 99999).map(str),
    st.sampled_from(["0", "/", "-", "3.5", "1,234", "１２册", "—"]),
)
_BODY = st.lists(st.lists(_FIGURE, min_size=5, max_size=5), min_size=5, max_size=5)
_BODY_WITH_BLANKS = st.lists(
    st.lists(st.one_of(_FIGURE, st.just("")), min_size=5, max_size=5), min_size=5, max_size=5
)


def _rows(body: Rows) -> Rows:
    rows = [[label, *figures] for label, figures in zip(_ROWS.values(), body, strict=True)]
    rows[1].insert(0, "（二）借出情况")
    return [["项目", *_COLUMNS], *rows]


def _cells(printed: str, *, marked: bool = False) -> dict[tuple[str, str], str]:
    whole = f"一、借阅情况\n\n{printed}\n\n二、其他需要说明的事项\n\n没有其他需要说明的事项。\n"
    source = Source("t", whole)
    report = recognise(markdown.read(source) if marked else text.read(source), [_FORM])
    return {
        (key.row, key.column): number_text(cell.number.value)
        if isinstance(cell.number, Number)
        else cell.number.kind.value
        for key, cell in (report.cells.items() if report else ())
    }


def _meant(figure: str) -> str:
    number = stated(read_number(figure), "册")
    return number_text(number.value) if isinstance(number, Number) else number.kind.value


@pytest.mark.parametrize("variant", _DRAWN)
@settings(max_examples=_EXAMPLES)
@given(_BODY)
def test_a_table_drawn_in_any_way_has_the_same_cells(variant: str, body: Rows) -> None:
    expected = _cells(_bars(_rows(body)))
    assert len(expected) == 25
    assert _UNREADABLE not in expected.values()
    assert _cells(_DRAWN[variant](_rows(body))) == expected


@pytest.mark.parametrize("variant", _TOLD_BY_BLANKS)
@settings(max_examples=_EXAMPLES)
@given(_BODY)
def test_a_table_told_by_blanks_has_the_same_cells(variant: str, body: Rows) -> None:
    assert _cells(_TOLD_BY_BLANKS[variant](_rows(body))) == _cells(_bars(_rows(body)))


@pytest.mark.parametrize("variant", _MARKDOWN)
@settings(max_examples=_EXAMPLES)
@given(_BODY)
def test_a_table_in_markdown_has_the_same_cells(variant: str, body: Rows) -> None:
    printed = _MARKDOWN[variant](_rows(body))
    assert _cells(printed, marked=True) == _cells(_bars(_rows(body)))


@pytest.mark.parametrize("variant", [*_DRAWN, *_TOLD_BY_BLANKS])
@settings(max_examples=_EXAMPLES)
@given(_BODY_WITH_BLANKS)
def test_with_blank_cells_a_variant_has_the_same_cells_or_fewer(variant: str, body: Rows) -> None:
    printed = (_DRAWN | _TOLD_BY_BLANKS)[variant](_rows(body))
    for (row, column), value in _cells(printed).items():
        figure = body[list(_ROWS).index(row)][int(column) - 1]
        assert value in {_meant(figure), _UNREADABLE}


_MUTATIONS = st.lists(
    st.tuples(st.sampled_from(["cut", "double", "bar", "swap"]), st.integers(0, 5)), max_size=3
)


@settings(max_examples=_EXAMPLES)
@given(_BODY, _MUTATIONS, st.sampled_from([*_DRAWN]))
def test_a_row_whose_line_is_untouched_has_its_own_values_whatever_happens_to_others(
    body: Rows, mutations: list[tuple[str, int]], variant: str
) -> None:
    lines = [_DRAWN[variant]([row]) for row in _rows(body)]
    touched = {at for _, at in mutations}
    for kind, at in mutations:
        match kind:
            case "cut":
                lines[at] = lines[at][: len(lines[at]) // 2]
            case "double":
                lines[at] = f"{lines[at]}\n{lines[at]}"
            case "bar":
                lines[at] = lines[at].replace("|", "", 1)
            case _:
                lines[at] = "".join(reversed(lines[at]))
    expected = _cells(_bars(_rows(body)))
    for (row, column), value in _cells("\n".join(lines)).items():
        if list(_ROWS).index(row) + 1 not in touched:
            assert value in {expected[row, column], _UNREADABLE}
