"""Values of the wrong kind: one function per diagnostic."""

from collections.abc import Collection, Iterable

from gouji.language.checked import Expression, Kind
from gouji.language.problems import error, quoted
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span
from gouji.model.wording import Wording

KINDS = {
    Kind.NUMBER: Wording("数", "a number"),
    Kind.TRUTH: Wording("条件", "a condition"),
    Kind.TEXT: Wording("文字", "a text"),
    Kind.DATE: Wording("日期", "a date"),
    Kind.NOTHING: Wording("空", "nothing"),
    Kind.CELL: Wording("单元格", "a cell"),
    Kind.CELLS: Wording("多个单元格", "several cells"),
    Kind.PROSE: Wording("正文", "prose"),
    Kind.SECTION: Wording("章节", "a section"),
    Kind.MATCH: Wording("一处取数结果", "a match"),
    Kind.MATCHES: Wording("取数结果", "matches"),
    Kind.ENTRY: Wording("提纲中的一项", "an entry of an outline"),
    Kind.ENTRIES: Wording("提纲", "an outline"),
    Kind.SET: Wording("集合", "a set"),
    Kind.TABLE: Wording("表", "a table"),
    Kind.ROW: Wording("表的一行", "a row of a table"),
    Kind.ROWS: Wording("表的各行", "the rows of a table"),
    Kind.COPY: Wording("两段正文的重合", "what two texts have in common"),
}
_HINTS = {
    Kind.CELLS: Wording("多个单元格要先合计，如 合计([3.**])。", "Add them up first: sum([3.**])."),
    Kind.MATCHES: Wording(
        "先写「对每个 甲 属于 ……」，再用 甲.数。", "Write “for each m in …” and use m.n."
    ),
    Kind.MATCH: Wording("它的数写成 甲.数。", "Its number is m.n."),
    Kind.SECTION: Wording(
        "是否存在写 存在(章节(3))，文字写 章节(3).文本。", "Write exists(…) or ….text."
    ),
    Kind.ENTRY: Wording("它的文字写成 甲.文本。", "Its text is s.text."),
    Kind.ROW: Wording("它的文字写成 甲.文本。", "Its text is r.text."),
    Kind.COPY: Wording("重合的比例写成 甲.重合度。", "Its share is c.share."),
    Kind.PROSE: Wording(
        "在正文中取数写 取数(章节(3), “……”)。", "To find in prose write find(…, “…”)."
    ),
}


_PAIRS = {
    frozenset({Kind.CELL, Kind.TEXT}): Wording(
        "单元格里的文字写成 [1].文本。", "The text in a cell is [1].text."
    ),
    frozenset({Kind.NUMBER, Kind.TEXT}): Wording("数不加引号。", "A number has no quotes."),
    frozenset({Kind.NUMBER, Kind.DATE}): Wording(
        "日期写成 2025-06-30 或 日期(年度, 6, 30)。",
        "A date is written 2025-06-30 or date(year, 6, 30).",
    ),
    frozenset({Kind.TEXT, Kind.DATE}): Wording("日期不加引号。", "A date has no quotes."),
}


def _any_of(kinds: Iterable[Kind]) -> Wording:
    ordered = [kind for kind in Kind if kind in set(kinds)]
    return Wording(
        "或".join(KINDS[kind].zh for kind in ordered),
        " or ".join(KINDS[kind].en for kind in ordered),
    )


def wrong_kind(place: Span, found: Kind, wanted: Collection[Kind]) -> Diagnostic:
    """A value of a kind that does not fit its place."""
    need = _any_of(wanted)
    hint = _HINTS.get(found)
    if set(wanted) == {Kind.ENTRY}:
        hint = Wording("章节写编号，如 章节(2)。", "A section is told by its code: section(2).")
    return error(
        "wrong-kind",
        place,
        Wording(
            f"「{quoted(place.text)}」是{KINDS[found].zh}，这里要{need.zh}",
            f"“{quoted(place.text)}” is {KINDS[found].en}; needed here: {need.en}",
        ),
        hint,
    )


def cannot_compare(place: Span, left: Kind, right: Kind) -> Diagnostic:
    """Two kinds that have nothing in common."""
    hint = _PAIRS.get(frozenset({left, right}))
    return error(
        "cannot-compare",
        place,
        Wording(
            f"{KINDS[left].zh}和{KINDS[right].zh}不能比较",
            f"{KINDS[left].en.capitalize()} cannot be compared with {KINDS[right].en}",
        ),
        hint or _HINTS.get(left) or _HINTS.get(right),
    )


def cannot_order(place: Span, kind: Kind) -> Diagnostic:
    """Values without more and less."""
    return error(
        "cannot-order",
        place,
        Wording(
            f"{KINDS[kind].zh}不分大小，只能用「=」或「!=」",
            f"{KINDS[kind].en.capitalize()} has no order: use “=” or “!=”",
        ),
    )


def only_numbers_within(place: Span) -> Diagnostic:
    """A distance between things that are no numbers."""
    return error(
        "only-numbers-within",
        place,
        Wording("「误差」只用于数", "“within” is for numbers only"),
    )


def set_needed(place: Span) -> Diagnostic:
    """Something other than a set after in."""
    return error(
        "set-needed",
        place,
        Wording("「属于」右边要写 {甲, 乙, ……}", "Write {a, b, …} to the right of “in”"),
    )


def mixed_set(place: Span) -> Diagnostic:
    """A set of different kinds."""
    return error(
        "mixed-set",
        place,
        Wording("集合里要么都是数，要么都是文字", "A set holds numbers only, or texts only"),
    )


def wrong_arity(place: Span, function: str, wanted: str, found: int) -> Diagnostic:
    """Too many arguments, or too few."""
    return error(
        "wrong-number-of-arguments",
        place,
        Wording(
            f"「{function}」要 {wanted} 个参数，这里有 {found} 个",
            f"“{function}” takes {wanted} argument{'s' * (wanted != '1')}, not {found}",
        ),
    )


def template_needed(place: Span) -> Diagnostic:
    """A template that is not written out."""
    return error(
        "template-needed",
        place,
        Wording(
            "这里要直接写出模板，如 “收到{…}{n}件”", "Write the template itself here, as a text"
        ),
    )


def no_number_found(place: Span) -> Diagnostic:
    """The number of matches that hold none."""
    return error(
        "no-number-in-template",
        place,
        Wording("模板里没有 {n}，所以没有「数」", "There is no number: the template holds no {n}"),
    )


def share_needed(place: Span) -> Diagnostic:
    """A share that is no constant above 0 and up to 1."""
    return error(
        "share-needed",
        place,
        Wording(
            "这里要写一个大于 0、不大于 1 的比例，如 85%，或这样的参数",
            "Write a share above 0 and up to 1 here, such as 85%, or a parameter that is one",
        ),
    )


def own_prose_needed(place: Span) -> Diagnostic:
    """Prose that other reports cannot be asked for as it stands."""
    return error(
        "own-prose-needed",
        place,
        Wording(
            "「最相似」的第一项要直接写报告的各部分，如 章节(1) | 章节(5)：每份报告都要按它取文字",
            "The first argument of “closest” names parts of the report themselves, as in "
            "section(1) | section(5): every report is asked for them",
        ),
    )


# ---- units and years


def mixed_units(place: Span) -> Diagnostic:
    """Cells that are not counted in the same thing."""
    return error(
        "units-differ",
        place,
        Wording(
            f"「{quoted(place.text)}」里的格子单位不同，不能合在一起算",
            f"The cells of “{quoted(place.text)}” are counted in different units: they cannot be taken together",
        ),
    )


def units_differ(first: Expression, second: Expression) -> Diagnostic:
    """Figures of different units added or compared."""
    return error(
        "units-differ",
        second.span,
        Wording(
            f"「{quoted(second.span.text)}」的单位是{second.type.unit}，"
            f"「{quoted(first.span.text)}」的单位是{first.type.unit}，不能加减或比较",
            f"“{quoted(second.span.text)}” is counted in {second.type.unit}, "
            f"“{quoted(first.span.text)}” in {first.type.unit}: they can be neither added nor compared",
        ),
        Wording(
            "要先换算，如 [2] * 10000：乘除所得不带单位。",
            "Convert first, as in [2] * 10000: a product carries no unit.",
        ),
        (first.span,),
    )


def years_before_needed(place: Span, earliest: int) -> Diagnostic:
    """A shift that is no whole number of years into the past."""
    return error(
        "years-before-needed",
        place,
        Wording(
            f"「往年」的第一项要写 -1 到 -{earliest} 的整数，如 往年(-2, [1])",
            f"The first argument of “at” is a whole number from -1 to -{earliest}, as in at(-2, [1])",
        ),
    )
