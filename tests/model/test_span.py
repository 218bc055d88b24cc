"""Places in a text, also in one that is printed over several lines."""

from hypothesis import given
from hypothesis import strategies as st

from gouji.model.span import Source, Span

_SOURCE = Source("page.txt", "  甲乙\n -1-\n  丙丁戊\n己 end\nnew")


def _joined() -> Span:
    return Span(_SOURCE, 2, len(_SOURCE.text), ((4, 12), (15, 16), (21, 21)))


def test_a_span_without_cuts_is_the_text_between_its_ends() -> None:
    assert Span(_SOURCE, 2, 4).text == "甲乙"
    assert Span(_SOURCE, 2, 4).part(1, 2) == Span(_SOURCE, 3, 4)


def test_cuts_are_left_out_and_a_line_end_between_words_is_a_blank() -> None:
    assert _joined().text == "甲乙丙丁戊己 end new"


def test_a_part_within_one_line_has_no_cuts() -> None:
    part = _joined().part(3, 5)
    assert (part.text, part.cuts, part.position.line) == ("丁戊", (), 3)


def test_a_part_over_lines_keeps_the_cuts_between() -> None:
    part = _joined().part(1, 6)
    assert part.text == "乙丙丁戊己"
    assert (part.start, part.end, part.cuts) == (3, 17, ((4, 12), (15, 16)))


def test_a_part_that_ends_before_a_cut_does_not_reach_over_it() -> None:
    part = _joined().part(0, 2)
    assert (part.start, part.end, part.cuts) == (2, 4, ())
    assert _joined().part(2, 2).text == ""


@given(st.data())
def test_a_part_covers_exactly_its_characters(data: st.DataObject) -> None:
    text = data.draw(st.text("甲乙丙 x\n", min_size=1, max_size=20))
    ends = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    pairs = zip(ends[::2], ends[1::2], strict=False)
    cuts = tuple((start, end) for start, end in pairs if start > 0 and end < len(text))
    whole = Span(Source("x", text), 0, len(text), cuts)
    start = data.draw(st.integers(0, len(whole.text)))
    end = data.draw(st.integers(start, len(whole.text)))
    part = whole.part(start, end)
    assert part.text.replace("\n", " ") == whole.text[start:end].replace("\n", " ")
    assert 0 <= part.start <= part.end <= len(text)
