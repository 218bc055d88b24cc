"""Numbers as numbered paragraphs print them (ISO/IEC 29500-1, 17.18.59)."""

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "十", "百", "千")
_LEGAL_PLACES = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ALPHABET = 26
_TEN = 10
_HUNDRED = 100
_MYRIAD = 10_000


def printed(number: int, kind: str) -> str | None:
    """A number in a kind of numerals; None for a kind, or a number of it, that is not known.

    >>> printed(12, "chineseCounting"), printed(28, "lowerLetter"), printed(3, "decimalZero")
    ('十二', 'bb', '03')
    """
    if kind not in _KINDS or not 0 <= number < _MYRIAD:
        return None
    return _KINDS[kind](number)


def _counted(number: int, digits: str, places: tuple[str, ...]) -> str:
    """In full, as it is spoken: 一百零五."""
    text, zero = "", False
    for place in reversed(range(len(places))):
        digit = number // _TEN**place % _TEN
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + places[place]
        zero = not digit
    return text or digits[0]


def _spoken(number: int) -> str:
    text = _counted(number, _DIGITS, _PLACES)
    return text[1:] if text.startswith("一十") else text


def _chinese(number: int) -> str:
    """In full up to 99, and from there digit by digit."""
    return _spoken(number) if number < _HUNDRED else _digitwise(number)


def _spoken_small(number: int) -> str | None:
    return _spoken(number) if number < _HUNDRED else None


def _digitwise(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _letters(number: int) -> str | None:
    times, letter = divmod(number - 1, _ALPHABET)
    return chr(ord("a") + letter) * (times + 1) if number else None


def _upper_letters(number: int) -> str | None:
    letters = _letters(number)
    return letters and letters.upper()


def _roman(number: int) -> str | None:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text or None


def _upper_roman(number: int) -> str | None:
    roman = _roman(number)
    return roman and roman.upper()


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


def _one_of(first: str, count: int) -> Callable[[int], str | None]:
    """Numerals of one character each, as many as there are."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else None


def _in_turn(signs: str) -> Callable[[int], str | None]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else None


_KINDS: Mapping[str, Callable[[int], str | None]] = {
    "none": lambda _: "",
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02}".format,
    "numberInDash": "- {} -".format,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _one_of("①", 20),
    "decimalEnclosedCircleChinese": _one_of("①", 20),
    "decimalEnclosedParen": _one_of("⑴", 20),
    "decimalEnclosedFullstop": _one_of("⒈", 20),
    "ideographEnclosedCircle": _one_of("㊀", 10),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _spoken,
    "japaneseCounting": _spoken_small,
    "taiwaneseCounting": _spoken_small,
    "taiwaneseCountingThousand": _spoken_small,
    "ideographDigital": _digitwise,
    "japaneseDigitalTenThousand": _digitwise,
    "taiwaneseDigital": _digitwise,
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, _LEGAL_PLACES),
    "ideographTraditional": _in_turn(_STEMS),
    "ideographZodiac": _in_turn(_BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": _upper_letters,
    "lowerRoman": _roman,
    "upperRoman": _upper_roman,
}
