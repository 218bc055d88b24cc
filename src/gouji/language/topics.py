"""Calls of the functions that know the words of a wordbook."""

from typing import TYPE_CHECKING

from gouji.language import checked, syntax, wordbook_problems
from gouji.language.checked import Type
from gouji.language.functions import ANSWER, TOPICS
from gouji.language.references import data_of, is_broken
from gouji.language.wordbooks import read_wordbook
from gouji.model.wordbook import Wordbook

if TYPE_CHECKING:
    from gouji.language.expressions import Expressions, Resolved


def resolve_topic(written: syntax.Call, at: "Expressions") -> "Resolved":
    """A call of one of these functions, as many arguments as it takes given."""
    name = next(known for known in TOPICS if known == written.function.text)
    signature = TOPICS[name]
    *values, last = written.arguments
    pairs = zip(values, signature.parameters, strict=True)
    found = [at.needed(value, kinds) for value, kinds in pairs]
    wordbook = find_wordbook(last, at)
    sound = tuple(value for value in found if value is not None)
    if len(sound) < len(found) or wordbook is None:
        return None
    captures = ANSWER if name == "answers" else {}
    return checked.Topic(written.span, Type(signature.result, captures), name, sound, wordbook)


def find_wordbook(written: syntax.Expression, at: "Expressions") -> Wordbook | None:
    """The wordbook that a name of a data file stands for; a mistake in one is told once."""
    known = at.names.wordbooks
    name = written.span.text
    if name in known:
        return known[name]
    data = data_of(written, at)
    if data is not None:
        known[name] = read_wordbook(written.span, data, at.problems)
        return known[name]
    if not is_broken(written, at.names):
        at.problems.append(wordbook_problems.wordbook_needed(written.span))
    return None
