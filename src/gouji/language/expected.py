"""What would have fitted where something does not: in words, the most telling first."""

from collections.abc import Sequence

from gouji.language.failure import END, Failure
from gouji.language.foreign import SIGNS
from gouji.language.grammar import vocabulary
from gouji.language.tokens import TOP
from gouji.model.wording import Wording

CLAUSES = frozenset(
    [
        *("_ON", "_FOR_EACH", "_LET", "_WHEN", "_REQUIRE", "_SAY", "_SUGGEST", "_BASIS"),
        *("_SERVES", "_SEVERITY", "_MISSING", "_DOUBT", "_VALID"),
    ]
)
"""What begins a clause of a rule."""
MARKS = frozenset({"_UNIT", "_OPTIONAL", "_GROUP", "_ALIAS", "_ONLY", "_SERVES", "_WORDS"})
"""What begins a mark on a row or a column."""
_OPERATORS = frozenset(
    [
        *("_EQ", "_NE", "_LE", "_GE", "_LT", "_GT", "_PLUS", "_MINUS", "_STAR", "_SLASH"),
        *("_BAR", "_DOT", "_LB", "_IN", "_OR", "_AND", "_WITHIN"),
    ]
)
_VALUES = frozenset(
    [
        *("NAME", "STRING", "NUMBER", "AMOUNT", "PERCENT", "DATE", "_LP", "_LB", "_LC", "_MINUS"),
        *("_TRUE", "_FALSE", "_NOTHING", "_EVERY", "_SOME", "_NO", "_NOT"),
    ]
)
_SEVERAL = 4
"""So many clauses, or marks, are not listed one by one."""
_LONGEST = 6
"""Things named in "expected …": more than that no one reads."""
_KINDS = {
    "NAME": Wording("一个名称", "a name"),
    "STRING": Wording("“文字”", "a “text”"),
    "DATE": Wording("一个日期，如 2025-06-30", "a date, such as 2025-06-30"),
    "NUMBER": Wording("一个数", "a number"),
}
_VALUE = Wording("一个值", "a value")
_CODE = Wording("一个编号，如 3.1", "a code, such as 3.1")
_KEY = Wording("行或列的编号或名称", "the code or the name of a row or a column")
_LANGUAGE = Wording("「zh」或「en」", "“zh” or “en”")
_NEXT = Wording("下一项", "the next item")
_ELSE = Wording("别的内容", "something else")


def expected(failure: Failure) -> Sequence[Wording]:
    """What would have fitted."""
    accepts = set(failure.accepts)
    names = "NAME" in accepts
    operators = "_PLUS" in accepts
    accepts -= {"_COLON", "_COMMA"} if "STRING" in accepts else {"_COLON"}  # neither is needed
    found = _leaves(failure, accepts)
    if "_EQ" in accepts and not operators:
        found.append(_quoted("="))
    if operators:
        accepts -= _OPERATORS | {"_LP"}
    last: list[Wording] = []
    for group, many in ((CLAUSES, _clauses), (MARKS, _marks)):
        if len(accepts & group) >= _SEVERAL:
            accepts -= group
            last.append(many(failure))
    found += [
        _quoted(failure.word(keyword.terminal))
        for keyword in vocabulary().keywords
        if keyword.terminal in accepts - TOP and not (names and keyword.soft)
    ]
    found += last
    found += [_quoted(SIGNS[terminal]) for terminal in SIGNS if terminal in accepts - {"_EQ"}]
    if END in accepts and failure.start == "rule_file" and failure.token is not None:
        found.append(_NEXT)
    if operators and not (found and failure.token is None):
        found.append(_operator(failure))
    return found[:_LONGEST] or [_ELSE]


def _leaves(failure: Failure, accepts: set[str]) -> list[Wording]:
    """Values, keys, names, texts, numbers; what they cover is taken out of the terminals."""
    if {"STRING", "CODE"} <= accepts:
        accepts -= {"NAME", "STRING", "NUMBER", "CODE", "_LP", "_STAR"}
        return [_KEY]
    if {"STRING", "_LP"} <= accepts:
        accepts -= _VALUES
        return [_VALUE]
    found: list[Wording] = []
    if "CODE" in accepts:
        accepts -= {"CODE", "NUMBER"}
        found.append(_CODE)
    for terminal, wording in _KINDS.items():
        if terminal in accepts:
            translated = "STRING" in accepts or bool(accepts & CLAUSES)
            language = translated and failure.goes_on(failure.index, "NAME", "STRING")
            found.append(_LANGUAGE if language and terminal == "NAME" else wording)
    return found


def _quoted(word: str) -> Wording:
    return Wording(f"「{word}」", f"“{word}”")


def _clauses(failure: Failure) -> Wording:
    when, require = failure.word("_WHEN"), failure.word("_REQUIRE")
    return Wording(f"「{when}」「{require}」等子句", f"a clause such as “{when}” or “{require}”")


def _marks(failure: Failure) -> Wording:
    unit, group = failure.word("_UNIT"), failure.word("_GROUP")
    return Wording(f"「{unit}」「{group}」等说明", f"a mark such as “{unit}” or “{group}”")


def _operator(failure: Failure) -> Wording:
    conjunction = failure.word("_AND")
    return Wording(
        f"运算符号（如「+」「=」「{conjunction}」）",
        f"an operator (such as “+”, “=” or “{conjunction}”)",
    )


def required_text(failure: Failure) -> bool:
    """Whether a text must stand here, perhaps after the code of a language."""
    names = {keyword.terminal for keyword in vocabulary().keywords if keyword.soft} | {"NAME"}
    return failure.accepts - names in ({"STRING"}, {"STRING", "_COMMA"})
