"""What can be wrong with the writing of a rule file: one function per diagnostic."""

from collections.abc import Iterable, Sequence

from gouji.language.foreign import CHARACTERS
from gouji.language.nearest import nearest
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.span import Span
from gouji.model.wording import Wording

_QUOTED = 30
"""Characters of the author's text that a sentence quotes."""


def error(
    code: str,
    place: Span | None,
    message: Wording,
    hint: Wording | None = None,
    related: tuple[Span, ...] = (),
) -> Diagnostic:
    """A problem that keeps the rule, or the whole pack, from being used."""
    return Diagnostic(code, Severity.ERROR, message, place, hint, related)


def quoted(text: str) -> str:
    """What the author wrote, short enough to be quoted."""
    line = " ".join(text.split())
    inner = line.strip('"＂“”「」『』')
    line = inner if line[:1] + inner + line[-1:] == line else line
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1]}…"


def did_you_mean(written: str, candidates: Iterable[str]) -> Wording | None:
    """The nearest right word, where one is near."""
    word = nearest(written, candidates)
    return None if word is None else Wording(f"是否想写「{word}」？", f"Did you mean “{word}”?")


# ---- files


def no_rule_file(name: str) -> Diagnostic:
    """Nothing to read."""
    return error(
        "no-rule-file",
        None,
        Wording(
            f"「{name}」里没有规则文件（扩展名为 .gj 的文件）",
            f"There is no rule file (a file ending in .gj) at “{name}”",
        ),
    )


def unreadable_file(name: str, why: Wording) -> Diagnostic:
    """A file that the system or its encoding keeps from being read."""
    return error(
        "unreadable-file",
        None,
        Wording(f"规则文件「{name}」读不了：{why.zh}", f"Cannot read rule file “{name}”: {why.en}"),
    )


def unknown_encoding(name: str) -> Diagnostic:
    """Bytes that are no text."""
    return unreadable_file(
        name,
        Wording("看不出文字编码，请另存为 UTF-8", "its encoding is not known; save it as UTF-8"),
    )


def escaping_link(name: str) -> Diagnostic:
    """A link out of the folder of a pack is not followed."""
    return unreadable_file(
        name, Wording("它是指向文件夹之外的链接", "it is a link that leads out of its folder")
    )


def no_file(name: str) -> Diagnostic:
    """A folder, or a link to nothing, that is called like a rule file."""
    return unreadable_file(
        name,
        Wording("它是文件夹，或者是指向不存在的文件的链接", "it is a folder, or a link to nothing"),
    )


def not_taken_in(name: str, relative: str) -> Diagnostic:
    """A rule file in a folder of the pack that no rule file uses."""
    return Diagnostic(
        "file-not-used",
        Severity.NOTE,
        Wording(
            f"没有读取「{name}」：它在下级文件夹里，又没有规则文件引用它",
            f"“{name}” is not read: it lies in a folder below, and no rule file uses it",
        ),
        hint=Wording(f"需要它时写 引用 “{relative}”。", f'To take it in, write: use "{relative}"'),
    )


def too_large(place: Span | None, name: str) -> Diagnostic:
    """More than a person would write."""
    return error(
        "file-too-large",
        place,
        Wording(
            f"规则文件「{name}」超过 1 MB，没有读取", f"Rule file “{name}” exceeds 1 MB; not read"
        ),
        Wording("请拆成几个文件。", "Split it into several files."),
    )


def not_text(place: Span) -> Diagnostic:
    """A NUL is in no text."""
    return error(
        "not-text",
        place,
        Wording(
            "这里有一个空字符（NUL）：这不是文本文件",
            "Here is a NUL character: this is not a text file",
        ),
    )


# ---- characters


def nested_too_deeply(place: Span, deepest: int) -> Diagnostic:
    """Nesting beyond what any pass may recurse into."""
    return error(
        "nested-too-deeply",
        place,
        Wording(
            f"嵌套超过 {deepest} 层；这一项没有读取",
            f"More than {deepest} levels of nesting; this item was not read",
        ),
    )


def too_many_strays(place: Span) -> Diagnostic:
    """A text that is no rule file."""
    return error(
        "too-many-unknown-characters",
        place,
        Wording(
            "无法识别的地方太多，从这里起不再读取", "Too much cannot be read; given up from here on"
        ),
    )


def too_many_problems(place: Span, most: int) -> Diagnostic:
    """A file in which nearly nothing is right."""
    return error(
        "too-many-mistakes",
        place,
        Wording(
            f"这个文件的书写错误超过 {most} 处，从这里起不再说明",
            f"More than {most} mistakes in writing in this file; no more are explained from here on",
        ),
    )


def number_too_long(place: Span, longest: int) -> Diagnostic:
    """A number or a code that no report prints."""
    return error(
        "number-too-long",
        place,
        Wording(
            f"数和编号最多 {longest} 个字符：「{quoted(place.text)}」",
            f"A number or a code has at most {longest} characters: “{quoted(place.text)}”",
        ),
    )


def unknown_character(place: Span) -> Diagnostic:
    """A character that begins no word or sign."""
    quotes = place.text in set("'‘’”」』＇`")
    return error(
        "unknown-character",
        place,
        Wording(f"这里不能写「{place.text}」", f"“{place.text}” has no meaning here"),
        Wording('文字请用 “……” 或 "..." 括起来。', 'Put text between "…" or “…”.')
        if quotes
        else _in_words(place.text),
    )


def _in_words(character: str) -> Wording | None:
    """What the language has for a sign of other languages."""
    if character in "%％":
        return Wording("百分数连写，如 5%。", "A percentage has no blank: 5%.")
    words = CHARACTERS.get(character)
    return words and Wording(f"写成「{words[0]}」。", f"Write “{words[1]}”.")


def unclosed_quote(place: Span, quote: str) -> Diagnostic:
    """A string without its end."""
    return error(
        "unclosed-quote",
        place,
        Wording(
            f"这段文字没有结束：缺少「{quote}」", f"This text does not end: “{quote}” is missing"
        ),
        Wording(
            '文字不能跨行；要跨行请用 """……"""。',
            'A text stays on one line; use """…""" for several.',
        )
        if quote != '"""'
        else None,
    )


def brace_without_partner(place: Span) -> Diagnostic:
    """A lone brace in a sentence."""
    return error(
        "brace-without-partner",
        place,
        Wording(
            f"「{place.text}」没有配对：数值要写成 {{…}}",
            f"“{place.text}” has no partner: values are put in as {{…}}",
        ),
    )


def nothing_in_braces(place: Span) -> Diagnostic:
    """Empty braces in a sentence."""
    return error(
        "nothing-in-braces",
        place,
        Wording("花括号里什么也没有", "There is nothing between the braces"),
        Wording("例如 {差额}。", "For example {gap}."),
    )


def impossible_date(place: Span) -> Diagnostic:
    """A day that the calendar lacks."""
    return error(
        "impossible-date",
        place,
        Wording(f"没有「{place.text}」这一天", f"There is no such day as “{place.text}”"),
    )


def clause_twice(place: Span, first: Span) -> Diagnostic:
    """A clause or mark that may stand once."""
    return error(
        "clause-twice",
        place,
        Wording(
            f"这里只能写一次：「{quoted(place.text)}」前面已经写过",
            f"This may be written only once: “{quoted(place.text)}” follows an earlier one",
        ),
        related=(first,),
    )


# ---- signs


def double_equals(place: Span) -> Diagnostic:
    """Equality as other languages write it."""
    return error(
        "double-equals",
        place,
        Wording("相等只写一个「=」", "Equality is written with one “=”"),
    )


def chained_comparison(place: Span) -> Diagnostic:
    """Three values in one comparison: 1 <= x <= 3."""
    return error(
        "chained-comparison",
        place,
        Wording(
            f"一次只能比较两个值，这里又出现「{place.text}」",
            f"Two values are compared at a time; here follows another “{place.text}”",
        ),
        Wording("写成「1 <= 甲 且 甲 <= 3」。", "Write “1 <= x and x <= 3”."),
    )


def bare_quantifier(place: Span) -> Diagnostic:
    """A quantifier within and, or, or a sum."""
    return error(
        "bare-quantifier",
        place,
        Wording(
            f"「{place.text} …… 满足 ……」要放在圆括号里",
            f"Put “{place.text} … satisfies …” between round brackets",
        ),
        Wording("写成「(每个 甲 属于 …… 满足 ……)」。", "Write “(every x in … satisfies …)”."),
    )


def range_with_minus(place: Span) -> Diagnostic:
    """A range written as [3.1-3.6]."""
    return error(
        "range-with-minus",
        place,
        Wording(
            f"「{place.text}」是减号；从哪一项到哪一项要写「..」或「至」",
            f"“{place.text}” is a minus; a range is written with “..” or “to”",
        ),
        Wording("例如 [3.1 .. 3.6]。", "For example [3.1 .. 3.6]."),
    )


def unclosed_bracket(place: Span, closing: str, before: str) -> Diagnostic:
    """An opening bracket without its partner."""
    zh = f"到「{quoted(before)}」之前都没有" if before else "后面没有"
    en = f"before “{quoted(before)}”" if before else "after it"
    return error(
        "unclosed-bracket",
        place,
        Wording(
            f"「{place.text}」没有配对：{zh}「{closing}」",
            f"“{place.text}” is not closed: there is no “{closing}” {en}",
        ),
    )


def stray_bracket(place: Span) -> Diagnostic:
    """A closing bracket without its partner."""
    return error(
        "stray-bracket",
        place,
        Wording(
            f"「{place.text}」前面没有与它配对的括号", f"“{place.text}” closes no open bracket"
        ),
    )


def unexpected(place: Span, expected: Sequence[Wording], *, at_end: bool) -> Diagnostic:
    """Any other failure: what was expected, in words."""
    zh = "、".join(word.zh for word in expected)
    en = ", ".join(word.en for word in expected)
    zh_place, en_place = (
        (
            f"「{quoted(place.text)}」之后还没写完",
            f"Something is missing after “{quoted(place.text)}”",
        )
        if at_end
        else (f"这里不能写「{quoted(place.text)}」", f"“{quoted(place.text)}” cannot stand here")
    )
    return error(
        "unfinished" if at_end else "unexpected",
        place,
        Wording(f"{zh_place}，应是{zh}", f"{en_place}: expected {en}"),
    )
