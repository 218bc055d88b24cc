"""What is misprinted is found where it stands, and what only looks so is not."""

import pytest

from gouji.engine.listings import LISTINGS
from gouji.engine.values import Prose, SectionPassage
from gouji.model.report import Passage, Provenance
from gouji.model.span import Source, Span


def prose(*paragraphs: str) -> Prose:
    places = []
    for text in paragraphs:
        whole = Provenance("d", Span(Source("d", text), 0, len(text)), text)
        places.append(SectionPassage("1", Passage(text, whole)))
    return Prose(tuple(places))


def told(which: str, *paragraphs: str) -> list[str]:
    return [match.text for match in LISTINGS[which]((), prose(*paragraphs)).found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公开\ufffd信息", ["\ufffd"]),
        ("公开\ue4c6\ue4c7信息", ["\ue4c6\ue4c7"]),
        ("公开\x07信息", ["\x07"]),
        ("公开????信息", ["????"]),
        ("公开&nbsp;信息&#8203;", ["&nbsp;", "&#8203;"]),
        ("公开<br/>信息<span class='x'>", ["<br/>", "<span class='x'>"]),
        ("政府".encode().decode("latin-1"), ["政府".encode().decode("latin-1")]),
        ("锟斤拷锟斤拷", ["锟斤拷锟斤拷"]),
        ("公开了吗？？", []),
        ("A&B公司；见《a<b》，AT&T; 3 < 5", []),
        ("naïve café, Ärzte über", []),
    ],
)
def test_characters_that_nobody_meant_are_found(text: str, found: list[str]) -> None:
    assert told("garbled", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（见附件。", ["（见附件。"]),
        ("附件）见后", ["）见后"]),
        ("《条例》《办法", ["《办法"]),
        ("“甲“乙”", ["“甲“乙”"]),
        ("（一）甲；(二）乙", []),
        ("1）甲；2)乙；一）丙；a)丁", []),
        ("《关于印发〈办法〉的通知》（〔2024〕3号）", []),
        ("（甲《乙）丙》", ["《乙）丙》", "》"]),
    ],
)
def test_brackets_and_quotes_without_a_partner_are_found(text: str, found: list[str]) -> None:
    assert told("unpaired", text) == found


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (["一是甲；二是乙；三是丙。"], []),
        (["一是甲；三是丙。"], ["三是"]),
        (["一是甲；二是乙；二是丙。"], ["二是"]),
        (["（一）甲", "（三）丙"], ["（三）"]),
        (["（一）甲。一是子；二是丑。（二）乙。一是寅。"], []),
        (["一是甲：一是子；二是丑；二是乙。"], []),
        (["一是甲；二是乙。", "一是丙；二是丁；三是戊。"], []),
        (["①甲②乙④丙"], []),
        (["①甲；②乙；④丙"], ["④"]),
        (["依据条例第二十条第（一）项、第（五）项。"], []),
        (["首先甲。二是乙；三是丙。"], []),
        (["第一、甲；第二、乙；第四、丙。"], ["第四、"]),
        (["(1)甲;(2)乙;(5)丙"], ["(5)"]),
    ],
)
def test_numbers_that_do_not_follow_are_found(paragraphs: list[str], found: list[str]) -> None:
    assert told("misnumbered", *paragraphs) == found


def test_a_paragraph_is_what_stands_between_line_ends() -> None:
    assert told("paragraphs", "  甲。乙；丙 ", " ", "丁") == ["甲。乙；丙", "丁"]
