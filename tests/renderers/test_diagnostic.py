"""Problems shown at their place."""

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.span import Source, Span
from gouji.model.wording import Language, Wording
from gouji.renderers.diagnostic import render


def shown(text: str, words: str, language: Language = Language.ZH) -> list[str]:
    source = Source("包/甲.gj", text)
    start = text.index(words)
    message = Wording(zh="没有这一行", en="no such row")
    hint = Wording(zh="是否想写「总计」？", en="did you mean 总计?")
    place = Span(source, start, start + len(words))
    return render(Diagnostic("unknown-row", Severity.ERROR, message, place, hint), language).split(
        "\n"
    )


def test_the_caret_stands_under_wide_characters() -> None:
    head, line, caret, hint = shown("规则 甲\n  要求 [总记] ＝ 1\n", "总记")
    assert head == "包/甲.gj:2:7: 错误 [unknown-row] 没有这一行"
    assert line == "      要求 [总记] ＝ 1"
    assert caret == "            ^^^^"
    assert hint == "  提示：是否想写「总计」？"


def test_a_tab_takes_as_much_room_above_as_below() -> None:
    _, line, caret, _ = shown("\t要求 x", "x")
    assert line.index("x") + 2 == caret.index("^")


def test_a_long_line_is_cut_around_the_place() -> None:
    _, line, caret, _ = shown("甲" * 500 + "错" + "乙" * 500, "错")
    assert len(line) < 120
    assert line[4] == "…"
    assert caret.count("^") == 2


def test_a_place_at_the_end_of_the_text_has_a_caret() -> None:
    source = Source("a.gj", "规则")
    end = Diagnostic("end", Severity.ERROR, Wording("完", "end"), Span(source, 2, 2))
    assert render(end, Language.ZH).split("\n")[-1] == "        ^"


def test_a_place_over_several_lines_is_marked_on_the_first() -> None:
    _, line, caret, _ = shown("规则 甲\n要求", "甲\n要求")
    assert (line, caret) == ("    规则 甲", "         ^^")


def test_it_speaks_the_language_of_the_reader() -> None:
    head, *_, hint = shown("要求", "要求", Language.EN)
    assert head.endswith("error [unknown-row] no such row")
    assert hint == "  hint: did you mean 总计?"
