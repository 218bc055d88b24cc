"""What can be wrong with packs, forms, tables, rules and tests as a whole."""

from gouji.language import syntax
from gouji.language.problems import error, quoted
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


def no_values(place: Span, axis: Wording) -> Diagnostic:
    """A table that can hold no value."""
    return error(
        "no-values",
        place,
        Wording(f"这张表没有能放数值的{axis.zh}", f"This table has no {axis.en} that holds values"),
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
            "可设：T3[行, 列]、T3、章节(5)、年度、机构、标题、前言。",
            "There are T3[row, column], T3, section(5), year, agency, title and intro.",
        ),
    )


def cannot_hold(place: Span, wanted: Wording) -> Diagnostic:
    """A value that cannot be printed there."""
    return error(
        "wrong-given",
        place,
        Wording(f"这里要写{wanted.zh}", f"Write {wanted.en} here"),
    )


def table_absent_and_given(place: Span, other: Span) -> Diagnostic:
    """A table given as absent, and its cells."""
    return error(
        "table-absent-and-given",
        place,
        Wording("同一张表既设为空又设了数值", "The same table is both absent and given"),
        related=(other,),
    )
