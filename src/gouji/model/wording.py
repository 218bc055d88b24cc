"""A sentence for the user, in the two languages of the product."""

import enum
from collections.abc import Sequence

from gouji.model.frozen import frozen


class Language(enum.StrEnum):
    """A language that users read; Chinese is the default and depends on no locale."""

    ZH = "zh"
    EN = "en"


@frozen
class Wording:
    """One sentence, in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """The sentence in one language."""
        return self.zh if language is Language.ZH else self.en


def same(text: str) -> Wording:
    """What is the same in both languages: a name of the form, a figure."""
    return Wording(text, text)


_QUOTED = 40
"""So many characters of what somebody else wrote are repeated in a sentence."""


def quoted(text: str, most: int = _QUOTED) -> str:
    r"""What somebody else wrote, in one line, shortened.

    >>> quoted("ten  \n  words", 8)
    'ten wor…'
    """
    line = " ".join(text[: 2 * most].split())
    return line if len(line) <= most and len(text) <= 2 * most else line[: most - 1] + "…"


def put(template: Wording, *parts: Wording) -> Wording:
    """A template with its parts, each in its language."""
    return Wording(
        template.zh.format(*(part.zh for part in parts)),
        template.en.format(*(part.en for part in parts)),
    )


LIST = Wording("、", ", ")


def listed(parts: Sequence[Wording], by: Wording = LIST) -> Wording:
    """Several parts one after the other."""
    return Wording(by.zh.join(p.zh for p in parts), by.en.join(p.en for p in parts))
