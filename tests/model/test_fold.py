"""Characters that print alike, and printed numbering."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.fold import fold, ordinal_prefix, squeeze


@given(st.text())
def test_folding_moves_no_offset_and_folds_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_every_space_of_unicode_is_folded() -> None:
    spaces = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Zs"]
    assert {fold(space) for space in spaces} == {" "}


@given(st.text())
def test_squeezed_text_holds_no_white_space(text: str) -> None:
    assert not any(char.isspace() for char in squeeze(text))
    assert squeeze(squeeze(text)) == squeeze(text)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("（一）１２：３；４，５", "(一)12:3;4,5"),
        ("“三”„四‟〝五〞＂六＂「七」『八』", '"三""四""五""六""七""八"'),
        ("‘一’", "'一'"),
        ("—–－−‒―", "------"),
        ("【一】〔二〕［三］", "[一][二][三]"),
        ("\u3000\u00a0\t|", "   |"),
        ("。、《》…·", "。、《》…·"),
        ("①²㈠", "①²㈠"),
        ("％／｜＝", "%/|="),
    ],
)
def test_like_characters_fold_to_one(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_labels_are_compared_without_white_space_and_zero_width_characters() -> None:
    assert squeeze(" 三 、本 年\u200b度\n办\ufeff理　结果 ") == "三、本年度办理结果"


@pytest.mark.parametrize(
    ("printed", "number", "rest"),
    [
        ("一、总体情况", 1, "总体情况"),
        ("十二、附则", 12, "附则"),
        ("二十三、附则", 23, "附则"),
        ("（一）予以公开", 1, "予以公开"),
        ("(一)予以公开", 1, "予以公开"),
        ("（ 三 ） 不予公开", 3, "不予公开"),
        ("〔2〕其他", 2, "其他"),
        ("1.属于国家秘密", 1, "属于国家秘密"),
        ("1．属于国家秘密", 1, "属于国家秘密"),
        ("１．属于国家秘密", 1, "属于国家秘密"),
        ("1、属于国家秘密", 1, "属于国家秘密"),
        ("1）属于国家秘密", 1, "属于国家秘密"),
        ("(10)其他", 10, "其他"),
        ("①其他", 1, "其他"),
        ("⑫其他", 12, "其他"),
        ("⑵其他", 2, "其他"),
        ("⒊其他", 3, "其他"),
        ("㈣其他", 4, "其他"),
        ("第一、其他", 1, "其他"),
        ("第二，其他", 2, "其他"),
        (" 三 、本 年", 3, "本 年"),
        ("l六、其他", None, "l六、其他"),
        ("三类内部事务", None, "三类内部事务"),
        ("第二十条第（一）项", None, "第二十条第（一）项"),
        ("1,990", None, "1,990"),
        ("1.5", None, "1.5"),
        ("2024年", None, "2024年"),
        ("〔2021〕30号", None, "〔2021〕30号"),
        ("一是加强领导", None, "一是加强领导"),
        ("3 其他", None, "3 其他"),
        ("十十、其他", None, "十十、其他"),
        ("总体情况", None, "总体情况"),
        ("", None, ""),
    ],
)
def test_numbering_is_stripped_only_where_it_is_marked(
    printed: str, number: int | None, rest: str
) -> None:
    assert ordinal_prefix(printed) == (number, rest)
