"""Reports that are alike are found among many without comparing each with each."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from gouji.engine.copying import shingles
from gouji.engine.sketches import BINS, MISSED, Index, estimate, rows_of_a_band, sketch
from tests import copies

MANY = 400


@pytest.fixture(scope="module")
def reports() -> Sequence[copies.Made]:
    return list(copies.made(MANY, 3, 0.3))


def test_copies_are_found_among_many_and_hardly_anything_else_is_looked_into(
    reports: Sequence[copies.Made],
) -> None:
    found = copies.compared(reports)
    found.planted = copies.planted(reports)
    assert len(found.alike) >= 30
    assert found.told == found.alike
    assert found.looked_into <= 4 * len(found.alike)


def test_the_order_of_the_reports_does_not_matter(reports: Sequence[copies.Made]) -> None:
    texts = {f"{at}": report.compared.text for at, report in enumerate(reports[:100])}
    made = {name: sketched(text) for name, text in texts.items()}
    turned = dict(reversed(made.items()))
    for own in made.values():
        one, other = (Index(of, copies.LEAST).alike(own, "0".__eq__) for of in (made, turned))
        assert one == other


def sketched(text: str) -> bytes:
    found = sketch(text)
    assert found is not None
    return found


def test_an_estimate_is_near_the_share_that_two_texts_have_in_common(
    reports: Sequence[copies.Made],
) -> None:
    pairs = [(at, r.copied_from) for at, r in enumerate(reports) if r.copied_from is not None]
    errors = []
    for one, other in pairs:
        texts = [reports[at].compared.text for at in (one, other)]
        mine, theirs = map(shingles, texts)
        exact = Fraction(len(mine & theirs), len(mine | theirs))
        errors.append(float(estimate(*map(sketched, texts)) - exact))
    assert abs(sum(errors) / len(errors)) < 0.01
    assert max(map(abs, errors)) < 0.15


@pytest.mark.parametrize("text", ["无", "略。略。略。", "一二三四五六七八九十"])
def test_a_short_text_fills_every_bin_of_its_sketch(text: str) -> None:
    found = sketched(text)
    assert len(found) == 4 * BINS
    assert estimate(found, sketched(text)) == 1
    assert estimate(found, sketched("别的话")) < Fraction(1, 10)


def test_no_text_has_no_sketch() -> None:
    assert sketch("") is None


def test_identical_texts_are_one_in_the_index() -> None:
    same, other = sketched("今年办了九场讲座" * 5), sketched("今年来了八位新同事" * 5)
    index = Index({"c": same, "a": same, "b": other, "d": same}, Fraction(1, 2))
    assert index.alike(same, "a".__eq__) == ["c", "d"]


@pytest.mark.parametrize("least", [Fraction(1, 2), Fraction(3, 4), Fraction(85, 100), Fraction(1)])
def test_bands_are_as_wide_as_they_may_be_without_missing_what_is_asked_for(
    least: Fraction,
) -> None:
    rows = rows_of_a_band(least)

    def missed(width: int) -> float:
        return float((1 - float(least) ** width) ** (BINS // width))

    assert missed(rows) <= MISSED
    assert rows == BINS - 1 or missed(rows + 1) > MISSED
