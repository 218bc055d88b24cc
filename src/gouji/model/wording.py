"""A sentence for the user, in the two languages of the product."""

import enum

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
