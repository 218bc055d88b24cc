"""Wordbooks: what a data file must hold to be one, and what is told where it does not."""

from collections.abc import Sequence

from gouji.language.wordbooks import read_wordbook
from gouji.model.data import read_data
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Source, Span
from gouji.model.wordbook import Wordbook

SOUND = """
themes: {doors: [door, "(key|lock)s"]}
shortfall: [broken]
problems: [faults]
plans: ["{year}年"]
earlier: [last year]
"""


def read(text: str) -> tuple[Wordbook | None, Sequence[Diagnostic]]:
    """The wordbook of a text, and what is wrong with it."""
    source = Source("words.yaml", text)
    written, unread = read_data(source)
    assert written is not None, unread
    found: list[Diagnostic] = []
    return read_wordbook(Span(source, 0, 0), written, found), found


def codes(text: str) -> Sequence[str]:
    """The codes of what is wrong with a wordbook that is none."""
    book, found = read(text)
    assert book is None
    assert all(one.message.zh and one.message.en for one in found)
    return [one.code for one in found]


def test_words_are_spelled_out_and_templates_kept() -> None:
    book, found = read(SOUND)
    assert not found
    assert book is not None
    assert book.themes == {"doors": ("door", "keys", "locks")}
    assert book.cues["shortfall"].words == ("broken",)
    assert len(book.cues["plans"].templates) == 1


def test_a_part_that_must_be_there_is_missed() -> None:
    assert codes(SOUND.replace("earlier: [last year]", "")) == ["wordbook-lacks-part"]


def test_a_misspelt_part_is_not_passed_over() -> None:
    _, found = read(SOUND + "comon: [the]")
    assert [one.code for one in found] == ["unknown-wordbook-part"]
    assert found[0].hint is not None
    assert "common" in found[0].hint.en


def test_a_list_is_needed() -> None:
    assert codes("just words") == ["wordbook-needed"]
    assert codes(SOUND + "common: the") == ["wordbook-list-needed"]
    assert codes(SOUND.replace('{doors: [door, "(key|lock)s"]}', "[door]")) == [
        "wordbook-list-needed"
    ]
    assert codes(SOUND + "common: [[the]]") == ["wordbook-list-needed"]
    assert codes(SOUND + "common: [7]") == ["template-no-text"]


def test_a_word_of_a_theme_is_a_word() -> None:
    assert codes(SOUND.replace("door,", "d,")) == ["theme-word-too-short"]
    assert codes(SOUND.replace("door,", '"door {…} shut",')) == ["plain-word-needed"]


def test_a_template_keeps_what_its_part_is_for() -> None:
    assert codes(SOUND + 'recital: ["as to {……} now"]') == ["wordbook-capture-needed"]


def test_a_wrong_template_is_told() -> None:
    assert codes(SOUND + 'rest: ["{nonsense}"]') == ["unknown-placeholder"]
