"""Words that people write by habit, and the terminals that the language has for them: data only."""

from collections.abc import Mapping

SIGNS: Mapping[str, str] = {
    "_EQ": "=",
    "_NE": "!=",
    "_LE": "<=",
    "_GE": ">=",
    "_LT": "<",
    "_GT": ">",
    "_PLUS": "+",
    "_MINUS": "-",
    "_SLASH": "/",
    "_COMMA": ",",
    "_COLON": ":",
    "_LP": "(",
    "_RP": ")",
    "_LB": "[",
    "_RB": "]",
    "_LC": "{",
    "_RC": "}",
    "_DOT": ".",
    "_BAR": "|",
    "_CHILDREN": ".*",
    "_LEAVES": ".**",
    "_STAR": "*",
}
"""Terminal → the sign that messages show."""

_WORDS: Mapping[str, str] = {
    "_EQ": "等于 是 equals equal is",
    "_NE": "不等于 不是",
    "_GT": "大于 超过 高于",
    "_LT": "小于 低于",
    "_GE": "大于等于 不小于 不少于 不低于",
    "_LE": "小于等于 不大于 不超过 不高于",
    "_PLUS": "加 加上 plus",
    "_MINUS": "减 减去 minus",
    "_STAR": "乘 乘以 times",
    "_SLASH": "除 除以",
    "_AND": "和 与 并且 而且 同时 but",
    "_OR": "或者",
    "_NOT": "不 并非",
    "_WITHIN": "容差 允差 tolerance",
    "_WHEN": "如果 若 假如 其中 if where",
    "_WHERE": "当 when",
    "_REQUIRE": "必须 应当 那么 则 must should then assert",
    "_SAY": "信息 消息 message",
    "_FROM": "从 since starting",
    "_TO": "截至 截止 直到 till through",
    "_BECAUSE": "原因 因为 reason",
    "_APPROVED": "审批 同意",
    "_GIVEN": "假设 给定 假定",
    "_EXPECT": "期望 结果",
    "_PASS": "合格 ok",
    "_FAIL": "不合格",
    "_USE": "导入 包含 import include",
    "_PARAM": "常量 变量 constant variable",
    "_DEFINE": "函数 function def",
    "_OUTLINE": "大纲 目录",
    "_CAUSE": "原由 归咎 reasons",
    "_WAIVE": "免除 exempt",
}

FOREIGN: Mapping[str, tuple[str, ...]] = {
    word: tuple(t for t, words in _WORDS.items() if word in words.split())
    for words in _WORDS.values()
    for word in words.split()
}
"""Word → the terminals that it may have been meant for."""

COMPARISONS: Mapping[tuple[str, str], str] = {
    ("_LT", "_GT"): "_NE",
    ("_EQ", "_GT"): "_GE",
    ("_EQ", "_LT"): "_LE",
    ("_COLON", "_EQ"): "_EQ",
}
"""Two signs side by side: <>, =>, =<, :=."""

CHARACTERS: Mapping[str, tuple[str, str]] = {
    "&": ("且", "and"),
    "!": ("非", "not"),
    "！": ("非", "not"),
}
"""A character that other languages have, and the word for it."""

VALUES: Mapping[str, tuple[str, str]] = dict.fromkeys(
    ("null", "nil", "blank", "empty", "missing", "空白", "空值", "无", "缺"), ("空", "nothing")
)
"""A name that stands for no value, and the word for that."""
