"""What can be wrong with a wordbook: one function per diagnostic."""

from collections.abc import Sequence

from gouji.language.nearest import nearest
from gouji.language.problems import error, quoted
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span
from gouji.model.wording import Wording


def wordbook_needed(place: Span) -> Diagnostic:
    """Something else where a wordbook is needed."""
    return error(
        "wordbook-needed",
        place,
        Wording(
            f"「{quoted(place.text)}」不是词表，这里要一份词表",
            f"“{quoted(place.text)}” is no wordbook; one is needed here",
        ),
        Wording(
            "词表是数据文件：引用 “词表.yaml” 称 词表。",
            "A wordbook is a data file: use “words.yaml” as words.",
        ),
    )


def missing_part(used: Span, data: Span, part: str) -> Diagnostic:
    """A part without which a wordbook tells nothing."""
    return error(
        "wordbook-lacks-part",
        used,
        Wording(
            f"词表「{quoted(used.text)}」缺少「{part}」一项",
            f"The wordbook “{quoted(used.text)}” lacks the part {part}",
        ),
        None,
        (data.part(0, 0),),
    )


def unknown_part(place: Span, known: Sequence[str]) -> Diagnostic:
    """A part that no function looks at: it would be without effect."""
    near = nearest(place.text, known)
    meant = Wording(f"是否想写「{near}」？", f"Did you mean {near}?")
    every = Wording(f"可用：{'、'.join(known)}。", f"There are {', '.join(known)}.")
    return error(
        "unknown-wordbook-part",
        place,
        Wording(
            f"词表没有「{quoted(place.text)}」这一项",
            f"A wordbook has no part “{quoted(place.text)}”",
        ),
        meant if near else every,
    )


def not_a_list(place: Span) -> Diagnostic:
    """A part that is not written as it must be."""
    return error(
        "wordbook-list-needed",
        place,
        Wording("这里要一个列表，各项是文字", "A list of texts is needed here"),
    )


def word_too_short(place: Span) -> Diagnostic:
    """A word of a theme that would stand in almost any text."""
    return error(
        "theme-word-too-short",
        place,
        Wording(
            f"主题词「{quoted(place.text)}」只有一个字，几乎处处都有",
            f"The word “{quoted(place.text)}” of a theme has one character: it stands everywhere",
        ),
    )


def plain_words_needed(place: Span) -> Diagnostic:
    """A placeholder in the word of a theme."""
    return error(
        "plain-word-needed",
        place,
        Wording(
            f"「{quoted(place.text)}」里不能有 {{…}}，这里要词语，可以写 (甲|乙)",
            f"“{quoted(place.text)}” holds a placeholder; a word is needed here, or (a|b)",
        ),
    )


def capture_needed(place: Span, name: str) -> Diagnostic:
    """A template that does not keep the stretch that its part is for."""
    return error(
        "wordbook-capture-needed",
        place,
        Wording(
            f"「{quoted(place.text)}」里要有一处 {{{name}:……}}",
            f"“{quoted(place.text)}” needs a {{{name}:……}}",
        ),
    )
