"""What people write by habit, and what the language wants there: one function per diagnostic."""

from collections.abc import Mapping, Sequence

from gouji.language.problems import error, quoted
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span
from gouji.model.wording import Wording

_ITEMS = {
    "_PACK": Wording("规则包", "a pack"),
    "_USE": Wording("引用", "a use"),
    "_PARAM": Wording("参数", "a parameter"),
    "_DEFINE": Wording("定义", "a definition"),
    "_FORM": Wording("格式", "a form"),
    "_TABLE": Wording("表", "a table"),
    "_OUTLINE": Wording("提纲", "an outline"),
    "_STATEMENT": Wording("陈述", "a statement"),
    "_RULE": Wording("规则", "a rule"),
    "_EXCEPTION": Wording("例外", "an exception"),
    "_CAUSE": Wording("归因", "a cause"),
    "_WAIVE": Wording("豁免", "a waiver"),
    "_TEST": Wording("测试", "a test"),
}
_WAIVER = {
    "_WHEN": Wording("条件", "a condition"),
    "_TO": Wording("终止日期", "an end date"),
    "_BECAUSE": Wording("理由", "a reason"),
    "_APPROVED": Wording("批准人", "an approver"),
}


# ---- words


def misspelt(place: Span, word: str) -> Diagnostic:
    """A word that is nearly one of the language."""
    return error(
        "misspelt-word",
        place,
        Wording(
            f"不认识「{quoted(place.text)}」，是否想写「{word}」？",
            f"“{quoted(place.text)}” is not a word of the language; did you mean “{word}”?",
        ),
        Wording(f"改成「{word}」。", f"Write “{word}”."),
    )


def glued_words(place: Span, first: str, rest: str) -> Diagnostic:
    """Two Chinese words without a blank between them."""
    return error(
        "missing-blank",
        place,
        Wording(
            f"「{quoted(place.text)}」连在一起了：「{first}」后缺空格",
            f"“{quoted(place.text)}” is run together: a blank is missing after “{first}”",
        ),
        Wording(f"写成「{first} {rest}」。", f"Write “{first} {rest}”."),
    )


def word_for_a_sign(place: Span, sign: str) -> Diagnostic:
    """A word where the language has a sign: 等于, equals."""
    return error(
        "word-for-a-sign",
        place,
        Wording(
            f"这里不用「{quoted(place.text)}」，要写「{sign}」",
            f"Write “{sign}” here, not “{quoted(place.text)}”",
        ),
    )


def unknown_item(place: Span, words: Sequence[str]) -> Diagnostic:
    """A word that begins no item."""
    return error(
        "unknown-item",
        place,
        Wording(
            f"不认识「{quoted(place.text)}」：这里应是{'、'.join(f'「{w}」' for w in words)}之一",
            f"“{quoted(place.text)}” begins nothing: expected {' or '.join(words)} here",
        ),
    )


def keyword_as_name(place: Span) -> Diagnostic:
    """A word of the language where a name is needed."""
    written = place.text
    return error(
        "keyword-as-name",
        place,
        Wording(
            f"「{quoted(written)}」是本语言自己的词，不能直接作名称",
            f"“{quoted(written)}” is a word of the language and cannot be a name as it is",
        ),
        Wording(
            f"写成《{written}》，或换一个名称。", f"Write 《{written}》, or choose another name."
        ),
    )


def mixed_name(place: Span, *, in_brackets: bool) -> Diagnostic:
    """Chinese and digits, as in 表3, make no bare name."""
    written = place.text
    right = f"“{written}”" if in_brackets else f"《{written}》"
    return error(
        "mixed-name",
        place,
        Wording(
            f"「{quoted(written)}」里汉字与字母、数字相连，不能直接作名称",
            f"“{quoted(written)}” mixes Chinese with letters or digits: not a name as it is",
        ),
        Wording(f"写成 {right}。", f"Write {right}."),
    )


# ---- signs and numbers


def code_without_brackets(place: Span) -> Diagnostic:
    """Codes of rows or columns as if they were values."""
    written = " ".join(place.text.split())
    return error(
        "code-without-brackets",
        place,
        Wording(
            f"「{quoted(written)}」是行列的编号，要写在方括号里",
            f"“{quoted(written)}” means rows or columns: codes stand in square brackets",
        ),
        Wording(f"写成 [{written}]。", f"Write [{written}]."),
    )


def grouped_digits(place: Span, number: str) -> Diagnostic:
    """A number with separators of thousands."""
    return error(
        "grouped-digits",
        place,
        Wording(
            f"规则里的数不写分节号：「{place.text}」",
            f"A number in a rule has no separators: “{place.text}”",
        ),
        Wording(f"写成 {number}。", f"Write {number}."),
    )


def needless_sign(place: Span) -> Diagnostic:
    """A colon or comma where none is written."""
    return error(
        "needless-sign",
        place,
        Wording(f"这里不用写「{place.text}」", f"There is no need for “{place.text}” here"),
        Wording("去掉即可。", "Leave it out."),
    )


def negated_in(place: Span) -> Diagnostic:
    """Not before in."""
    return error(
        "negated-in",
        place,
        Wording(
            f"没有「{quoted(place.text)}」这种写法：「非」写在整个条件之前",
            f"There is no “{quoted(place.text)}”: “not” goes before the whole condition",
        ),
        Wording("写成「非 (甲 属于 {乙, 丙})」。", "Write “not (a in {b, c})”."),
    )


# ---- names and texts


def dashed_name(place: Span) -> Diagnostic:
    """A name with a minus in it: AR-01."""
    return error(
        "mixed-name",
        place,
        Wording(
            f"「{quoted(place.text)}」里有「-」，不能直接作名称",
            f"“{quoted(place.text)}” holds a “-”: not a name as it is",
        ),
        Wording(f"写成 《{place.text}》。", f"Write 《{place.text}》."),
    )


def without_quotes(place: Span) -> Diagnostic:
    """Words where a text must stand."""
    return error(
        "quotes-missing",
        place,
        Wording(
            f"「{quoted(place.text)}」是文字，要加引号",
            f"“{quoted(place.text)}” is a text and needs quotes",
        ),
        Wording(f"写成 “{place.text}”。", f'Write "{place.text}".'),
    )


def needless_quotes(place: Span, inner: str) -> Diagnostic:
    """A word of the language, or a date, between quotes."""
    return error(
        "quotes-not-needed",
        place,
        Wording(f"「{inner}」在这里不加引号", f"“{inner}” has no quotes here"),
        Wording(f"写成 {inner}。", f"Write {inner}."),
    )


# ---- items


def _one_of(terminals: Sequence[str]) -> Wording:
    wordings = [_ITEMS[terminal] for terminal in terminals]
    return Wording("、".join(w.zh for w in wordings), " or ".join(w.en for w in wordings))


def misplaced_clause(place: Span, homes: Sequence[str], here: str) -> Diagnostic:
    """A word that belongs to items of another kind."""
    right, wrong = _one_of(homes), _ITEMS[here]
    return error(
        "misplaced-clause",
        place,
        Wording(
            f"「{quoted(place.text)}」写在{right.zh}里，不能写在{wrong.zh}里",
            f"“{quoted(place.text)}” belongs to {right.en}, not to {wrong.en}",
        ),
    )


def ordered_after_title(place: Span) -> Diagnostic:
    """The order of an outline, told too early or too late."""
    return error(
        "misplaced-clause",
        place,
        Wording(
            f"「{place.text}」要紧接在提纲的标题之后",
            f"“{place.text}” follows the title of the outline",
        ),
    )


def mark_after_sum(place: Span) -> Diagnostic:
    """A mark of a row or column behind its sum."""
    return error(
        "misplaced-clause",
        place,
        Wording(
            f"「{place.text}」要写在「=」之前：算式在一行的最后",
            f"“{place.text}” goes before “=”: the sum comes last",
        ),
    )


def incomplete_waiver(place: Span, left_out: Mapping[str, str]) -> Diagnostic:
    """A waiver that lacks one of its four parts, or several: terminal → word of the file."""
    zh = [f"{_WAIVER[part].zh}（「{word}」）" for part, word in left_out.items()]
    en = [f"{_WAIVER[part].en} (“{word}”)" for part, word in left_out.items()]
    return error(
        "waiver-incomplete",
        place,
        Wording(
            f"这条豁免没有写{'、'.join(zh)}",
            f"This waiver lacks {', '.join(en[:-1])}{' and ' * (len(en) > 1)}{en[-1]}",
        ),
        Wording(
            "写成：豁免 规则名：当 …… 至 2025-06-30 理由 “……” 批准 “……”",
            'Write: waive RULE: when … until 2025-06-30 because "…" approved by "…"',
        ),
    )


def blank_in_waiver(place: Span) -> Diagnostic:
    """A reason without a word, or nobody who approved."""
    return error(
        "waiver-incomplete",
        place,
        Wording(
            "豁免的理由和批准人不能是空白",
            "The reason and the approver of a waiver cannot be blank",
        ),
    )
