"""Which slip of the hand may have made a figure."""

from fractions import Fraction

import pytest

from gouji.engine.localise.keystroke import evident, slip
from gouji.model.cause import Slip


@pytest.mark.parametrize(
    ("printed", "meant", "kind", "told"),
    [
        (132, 123, Slip.TRANSPOSED, True),
        (1223, 123, Slip.EXTRA_DIGIT, True),
        (13, 123, Slip.MISSING_DIGIT, True),
        (-5, 5, Slip.SIGN, True),
        (0, 12, Slip.LEFT_OUT, False),
        (124, 123, Slip.ONE_DIGIT, False),
        (1, 11, Slip.MISSING_DIGIT, False),
        (5, 4, Slip.NONE, False),
        (45, 12, Slip.NONE, False),
        (321, 123, Slip.NONE, False),
    ],
)
def test_each_slip_is_known_and_only_a_particular_one_is_evidence(
    printed: int, meant: int, kind: Slip, *, told: bool
) -> None:
    found = slip(Fraction(printed), Fraction(meant))
    assert found is kind
    assert evident(found, Fraction(printed), Fraction(meant)) is told


def test_the_figure_of_the_cell_beside_is_a_slip_unless_it_has_one_digit() -> None:
    beside = [Fraction(45), Fraction(7)]
    assert slip(Fraction(45), Fraction(12), beside) is Slip.NEIGHBOUR
    assert slip(Fraction(7), Fraction(12), beside) is Slip.NONE


def test_fractions_are_no_slip() -> None:
    assert slip(Fraction(3, 2), Fraction(1)) is Slip.NONE
