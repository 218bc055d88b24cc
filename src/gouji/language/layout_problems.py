"""What can be wrong with packs, forms, tables, rules and tests as a whole."""

from collections.abc import Iterable, Sequence

from gouji.language import syntax
from gouji.language.problems import did_you_mean, error, quoted
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span
from gouji.model.wording import Wording


def no_pack(place: Span | None) -> Diagnostic:
    """Rule files that belong to no pack."""
    return error(
        "no-pack",
        place,
        Wording("规则文件里没有「规则包」一项", "No rule file has a pack item"),
        Wording("写一行：规则包 名称 “标题”", "Write one line: pack name “title”"),
    )


def second_pack(place: Span, first: Span) -> Diagnostic:
    """Two packs in one folder."""
    return error(
        "second-pack",
        place,
        Wording("一个文件夹只能有一个「规则包」", "A folder has only one pack"),
        related=(first,),
    )


def layout_without_form(item: syntax.Table | syntax.Outline) -> Diagnostic:
    """A table or outline before any form."""
    return error(
        "layout-without-form",
        item.name.span,
        Wording(
            f"「{quoted(item.name.text)}」前面没有「格式」：表和提纲要写在它所属的格式之后",
            f"No form precedes “{quoted(item.name.text)}”: tables and outlines follow their form",
        ),
    )


def missing_parent(code: syntax.Code, parent: str) -> Diagnostic:
    """A rung left out of the ladder of codes."""
    return error(
        "missing-parent",
        code.span,
        Wording(
            f"「{code.text}」的上级「{parent}」没有列出",
            f"“{parent}”, the parent of “{code.text}”, is not listed",
        ),
    )


def nested_section(code: syntax.Code) -> Diagnostic:
    """An outline of more than one level."""
    return error(
        "nested-section",
        code.span,
        Wording(
            f"提纲只列一级标题，「{code.text}」有下级编号",
            f"An outline lists top-level headings only; “{code.text}” is not one",
        ),
    )


def group_without_members(entry: syntax.Entry) -> Diagnostic:
    """A group with nothing below it."""
    return error(
        "empty-group",
        entry.span,
        Wording(
            f"分组「{entry.code.text}」下面没有任何一项",
            f"Nothing lies below group “{entry.code.text}”",
        ),
    )


def mark_has_no_meaning(place: Span) -> Diagnostic:
    """A mark on an entry that it does not fit."""
    return error(
        "mark-without-meaning",
        place,
        Wording(
            f"「{quoted(place.text)}」只能写在表的行上",
            f"“{quoted(place.text)}” belongs to a row of a table",
        ),
    )


def mark_on_section(place: Span) -> Diagnostic:
    """A unit, words, a sum or a served check on a part of the report."""
    return error(
        "mark-without-meaning",
        place,
        Wording(
            f"「{quoted(place.text)}」：提纲的一项没有单位、文字、「=」和「对应」，它们只能写在表的行或列上",
            f"“{quoted(place.text)}”: a line of an outline has no unit, words, sum or served check; "
            "they belong to a row or a column of a table",
        ),
    )


def serves_without_sum(place: Span) -> Diagnostic:
    """A served check on a row or a column that prints no sum: no rule would serve it."""
    return error(
        "mark-without-meaning",
        place,
        Wording(
            f"「对应 {quoted(place.text)}」要与「=」同用：没有「=」就没有规则来对应",
            f"“serves {quoted(place.text)}” needs “=”: without it there is no rule that serves",
        ),
    )


# ---- rules and statements


def no_requirement(rule: syntax.Rule) -> Diagnostic:
    """A rule that demands nothing."""
    return error(
        "no-requirement",
        rule.name.span,
        Wording(
            f"规则「{rule.name.text}」没有写「要求」", f"Rule “{rule.name.text}” requires nothing"
        ),
        Wording("写一行：要求 ……", "Write a line: require …"),
    )


def language_twice(place: Span, first: Span) -> Diagnostic:
    """Two sentences in one language."""
    return error(
        "language-twice",
        place,
        Wording("同一种语言写了两次", "This is given twice in the same language"),
        Wording("另一种语言前要写 zh 或 en。", "Write zh or en before the other language."),
        (first,),
    )


def table_named_twice(place: Span) -> Diagnostic:
    """A table named twice after on."""
    return error(
        "table-named-twice",
        place,
        Wording(f"「{place.text}」写了两次", f"“{place.text}” is named twice"),
    )


def words_alone(place: Span) -> Diagnostic:
    """What names a number, its unit or its subject is words and choices of words."""
    return error(
        "words-alone",
        place,
        Wording(
            "「字样」「单位」「谈及」「其间」后面只能是词语或 (甲|乙)，不能有空位",
            "After worded, unit, about and between stand words or (a|b), no placeholders",
        ),
        Wording("要写空位的，用「查找」。", "Use find for what has placeholders."),
    )


def numbers_in_template(place: Span, wanted: int, found: int) -> Diagnostic:
    """A statement finds exactly one number, its zero form none."""
    zh = "只能有一个" if wanted else "不能有"
    en = "exactly one" if wanted else "no"
    return error(
        "numbers-in-template",
        place,
        Wording(
            f"这个模板{zh} {{n}}，现有 {found} 个",
            f"This template must hold {en} {{n}}; it holds {found}",
        ),
        Wording("其余的数可写成 {名称:n}。", "Other numbers may be named: {name:n}.")
        if wanted
        else None,
    )


def captures_differ(place: Span, name: str) -> Diagnostic:
    """One capture name for different kinds."""
    return error(
        "captures-differ",
        place,
        Wording(
            f"「{name}」在各模板里不是同一类内容",
            f"“{name}” stands for different kinds of things in these templates",
        ),
    )


# ---- tests


def cannot_be_given(place: Span) -> Diagnostic:
    """A report has no such thing to give."""
    return error(
        "cannot-be-given",
        place,
        Wording(
            f"「{quoted(place.text)}」不能在测试里设定",
            f"“{quoted(place.text)}” cannot be given in a test",
        ),
        Wording(
            "可设：T3[行, 列]、T3[行, *].原文标签、T3、T3.所在部分、T3.表头、章节(5)、章节(5).标题、年度、机构、机构.类型、标题、前言、落款、"
            "多出标题、发布日期、今日；也可以是上年(……)、往年(-2, ……)、下级(……)。",
            "There are T3[row, column], T3[row, *].printed, T3, T3.under, T3.header, section(5), "
            "section(5).title, year, agency, agency.kind, title, intro, signature, unlisted, published, today; also last(…), at(-2, …), children(…), closest(…).",
        ),
    )


def cannot_hold(place: Span, wanted: Wording) -> Diagnostic:
    """A value that cannot be printed there."""
    return error(
        "wrong-given",
        place,
        Wording(f"这里要写{wanted.zh}", f"Write here {wanted.en}"),
    )


def table_absent_and_given(place: Span, other: Span) -> Diagnostic:
    """A table given as absent, and its cells."""
    return error(
        "table-absent-and-given",
        place,
        Wording("同一张表既设为空又设了数值", "The same table is both absent and given"),
        related=(other,),
    )


# ---- forms, exceptions, waivers, definitions, used files


def _circle(names: Sequence[str]) -> str:
    return " → ".join([*names, names[0]])


def form_cycle(name: syntax.Name, forms: Sequence[str]) -> Diagnostic:
    """Forms that extend one another."""
    return error(
        "form-cycle",
        name.span,
        Wording(f"格式互相沿用：{_circle(forms)}", f"Forms extend one another: {_circle(forms)}"),
    )


def ends_before_it_begins(place: Span) -> Diagnostic:
    """A time of validity that is empty."""
    return error(
        "ends-before-it-begins",
        place,
        Wording("终止日期早于起始日期", "This ends before it begins"),
    )


def exception_cycle(name: syntax.Name, names: Sequence[str]) -> Diagnostic:
    """Exceptions of one another."""
    return error(
        "exception-cycle",
        name.span,
        Wording(f"例外互相针对：{_circle(names)}", f"Exceptions of one another: {_circle(names)}"),
    )


def too_many_exceptions(name: syntax.Name, most: int) -> Diagnostic:
    """A rule of more exceptions than anyone can oversee."""
    return error(
        "too-many-exceptions",
        name.span,
        Wording(f"一条规则的例外超过 {most} 个", f"A rule has more than {most} exceptions"),
    )


def exceptions_tie(name: syntax.Name, other: syntax.Name) -> Diagnostic:
    """Two exceptions that apply under the very same condition."""
    return error(
        "exceptions-tie",
        name.span,
        Wording(
            f"例外「{name.text}」与「{other.text}」的条件相同，分不出先后",
            f"Exceptions “{name.text}” and “{other.text}” have the same condition: neither goes first",
        ),
        Wording(
            f"若其中一个更具体，写「针对 {other.text}」，或加一个「当」。",
            f"If one is more specific, write “of {other.text}”, or add a “when”.",
        ),
        (other.span,),
    )


def clause_not_in_exception(place: Span) -> Diagnostic:
    """A clause that only the rule itself can have."""
    return error(
        "not-in-exception",
        place,
        Wording(
            f"例外里不能写「{quoted(place.text)}」：看哪里、对应哪项检查都沿用原规则",
            f"“{quoted(place.text)}” cannot stand in an exception: it takes that over from its rule",
        ),
    )


def exception_without_guard(name: syntax.Name) -> Diagnostic:
    """An exception that would always apply."""
    return error(
        "exception-without-guard",
        name.span,
        Wording(
            f"例外「{name.text}」没有写「当」：它会取代整条规则",
            f"Exception “{name.text}” has no “when”: it would replace the rule altogether",
        ),
        Wording(
            "写明何时例外：当 ……，或 适用 至 2020-12-31。",
            "Say when it applies: when …, or valid until 2020-12-31.",
        ),
    )


def definition_cycle(name: syntax.Name, names: Sequence[str]) -> Diagnostic:
    """Definitions that need one another."""
    return error(
        "definition-cycle",
        name.span,
        Wording(
            f"定义互相引用：{_circle(names)}", f"Definitions use one another: {_circle(names)}"
        ),
    )


def not_a_constant(place: Span) -> Diagnostic:
    """A parameter that is no plain value."""
    return error(
        "not-a-constant",
        place,
        Wording(
            "参数只能是一个值：数、百分数、日期、“文字”、真或假",
            "A parameter is one value: a number, a percentage, a date, a “text”, true or false",
        ),
        Wording(
            "要计算或取自报告的，写成「定义」。", "What is worked out is written with “define”."
        ),
    )


def parameter_of_another_kind(name: str, written: str, wanted: Wording) -> Diagnostic:
    """A value from the command line that is not of the parameter's kind."""
    return error(
        "wrong-setting",
        None,
        Wording(
            f"--set {name}={written}：参数「{name}」要{wanted.zh}",
            f"--set {name}={written}: parameter “{name}” needs {wanted.en}",
        ),
    )


def no_such_parameter(name: str, known: Iterable[str]) -> Diagnostic:
    """A setting of a parameter that no pack has."""
    names = list(known)
    return error(
        "unknown-setting",
        None,
        Wording(f"--set：没有参数「{name}」", f"--set: there is no parameter “{name}”"),
        did_you_mean(name, names)
        or (
            Wording(f"已有：{'、'.join(names)}", f"There are: {', '.join(names)}")
            if names
            else None
        ),
    )


def use_cycle(place: Span, files: Sequence[str]) -> Diagnostic:
    """Files that use one another."""
    return error(
        "use-cycle",
        place,
        Wording(f"文件互相引用：{_circle(files)}", f"Files use one another: {_circle(files)}"),
    )


def used_too_deeply(place: Span, deepest: int) -> Diagnostic:
    """Files that use files, too many times over."""
    return error(
        "used-too-deeply",
        place,
        Wording(f"引用超过 {deepest} 层", f"Files use files more than {deepest} deep"),
    )


def cannot_use(place: Span, why: Wording) -> Diagnostic:
    """A file that cannot be used."""
    return error(
        "cannot-use",
        place,
        Wording(
            f"不能引用「{quoted(place.text)}」：{why.zh}",
            f"Cannot use “{quoted(place.text)}”: {why.en}",
        ),
    )


def use_needs_name(place: Span, *, needed: bool) -> Diagnostic:
    """Data without a name, or rules with one."""
    zh = "数据文件要写「称」和名称" if needed else "规则文件不写「称」"
    en = "data needs “as” and a name" if needed else "rules are used without “as”"
    return error("use-name", place, Wording(zh, en[0].upper() + en[1:]))
