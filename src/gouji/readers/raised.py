"""Figures above or below the line: they must not run into those beside them."""

_DIGITS = "0123456789０１２３４５６７８９"
_SHIFTS = {
    "superscript": str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2),
    "subscript": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉" * 2),
}


def shifted(text: str, where: str | None) -> str:
    """A text with the digits that are printed there; office documents call it vertical alignment.

    >>> shifted("m2", "superscript"), shifted("m2", "baseline")
    ('m²', 'm2')
    """
    return text.translate(_SHIFTS.get(where or "", {}))
