"""Text that was wrapped at the edge of a page: paragraphs, page numbers and places."""

import pytest

from gouji.model.span import Source
from gouji.readers.document import Grid, Paragraph
from gouji.readers.text import read

_FULL = "图书馆全年坚持开门服务并且不断改进借阅流程和阅读环境各"
"""27 characters: as wide as the page of these tests."""
_PAGE = "\n".join([*[_FULL] * 6, "各项。\n"])


def _paragraphs(text: str) -> list[Paragraph]:
    return [block for block in read(Source("t", text)).blocks if isinstance(block, Paragraph)]


def _texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in _paragraphs(text)]


def test_lines_wrapped_at_the_edge_are_one_paragraph() -> None:
    assert _texts(_PAGE) == [_FULL * 6 + "各项。"]


def test_lines_of_a_text_that_is_not_wrapped_are_paragraphs_each() -> None:
    lines = ["甲" * 40 + "。", "乙" * 75, "丙" * 20, "丁" * 120 + "。", "戊" * 33, "己" * 60]
    assert _texts("\n".join(lines)) == lines


@pytest.mark.parametrize("indent", ["", "  ", "    "])
def test_a_paragraph_ends_with_a_short_line(indent: str) -> None:
    text = _PAGE + f"{indent}{_FULL[2:]}\n末行。\n{indent}又一段"
    assert _texts(text)[1:] == [_FULL[2:] + "末行。", "又一段"]


def test_an_indented_line_begins_a_paragraph_even_below_a_full_one() -> None:
    full = _FULL[1:] + "。"
    assert _texts(f"{_PAGE}{full}\n  又一段\n")[1:] == [full, "又一段"]
    assert _texts(f"{_PAGE}{full}\n同一段\n")[1:] == [full + "同一段"]


def test_headings_stand_alone() -> None:
    text = f"{_PAGE}一、基本情况\n{_PAGE}（二）馆藏情况。{_FULL[8:]}\n各项。\n"
    assert _texts(text)[1:] == [
        "一、基本情况",
        _FULL * 6 + "各项。",
        f"（二）馆藏情况。{_FULL[8:]}各项。",
    ]


def test_a_line_broken_at_punctuation_goes_on() -> None:
    text = (
        f"{_PAGE}2024 年，\n全馆采购图书，\n又办活动\n“书香月”\n“故事会”等，{_FULL[:17]}\n多次。\n"
    )
    assert _texts(text)[1:] == [
        f"2024 年，全馆采购图书，又办活动“书香月”“故事会”等，{_FULL[:17]}多次。"
    ]


def test_a_figure_and_its_measure_word_are_not_parted() -> None:
    assert _texts(f"{_PAGE}全年借出图书 351\n册，归还 40 册。\n")[1:] == [
        "全年借出图书 351册，归还 40 册。"
    ]


def test_latin_words_keep_a_blank_between_them() -> None:
    line = _FULL[:22] + " open book"
    assert _texts(f"{_PAGE}{line}\nday 活动。\n")[1:] == [line + " day 活动。"]


@pytest.mark.parametrize("mark", ["-1-", "- 1 -", "— 1 —", "第 1 页", "第1页 共3页"])
@pytest.mark.parametrize("turn", ["\n", "\f", "\n\n\f"])
def test_a_page_number_does_not_part_a_paragraph(mark: str, turn: str) -> None:
    before, after = "\n".join([_FULL] * 5), _FULL + "\n末行。\n"
    assert _texts(f"{before}\n\n     {mark}\n{turn}{after}") == [_FULL * 6 + "末行。"]


def test_bare_numbers_that_count_the_pages_are_left_out() -> None:
    page = f"{_PAGE}{{}}\n\f"
    assert len(_texts("".join(page.format(n) for n in (3, 4, 5)))) == 3
    kept = _texts("".join(page.format(n) for n in (3, 4, 6)))
    assert kept.count("6") == 1


def test_every_place_within_a_joined_paragraph_is_that_of_its_words() -> None:
    text = "\n".join(["   " + _FULL[:26], *[_FULL] * 5, "", "   -2-", "\f  末行共 12 册。"])
    (found,) = _paragraphs(text)
    assert found.place.text == found.text
    at = found.text.index("12 册")
    part = found.place.part(at, at + 4)
    assert (part.text, part.cuts) == ("12 册", ())
    assert text[part.start : part.end] == "12 册"
    over = found.place.part(20, 30)
    assert over.text == found.text[20:30]
    assert over.position.line == 1


@pytest.mark.parametrize(
    "line",
    [
        "统计期限自 2023 年 1 月 1 日起至 2023 年 12 月 31 日止",
        "全年采购图书 12 种 30 册",
        "共 100%",
        "会议 2 次，培训 3 次，走访 4 次",
        "2023年 2024年 2025年",
    ],
)
def test_prose_with_numbers_stays_prose(line: str) -> None:
    for text in (line, f"{_PAGE}{line}\n{_PAGE}"):
        document = read(Source("t", text))
        assert not any(isinstance(block, Grid) for block in document.blocks)
        assert any(line in found for found in _texts(text))
