"""What can be wrong with a find template: one function per diagnostic."""

from gouji.language.problems import error, quoted
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span
from gouji.model.wording import Wording

_SLOTS = Wording(
    "可用：{n} 数、{date} 日期、{year} 年度、{…} 句内间隔、{……} 整句间隔、{数字串}、{空白}、{开头}、{末尾}、{名称:甲|乙}。",
    "There are {n} number, {date}, {year}, {…} gap in a clause, {……} gap in a sentence, {digits}, {blank}, {start}, {end}, {name:a|b}.",
)


def template_too_long(place: Span, longest: int) -> Diagnostic:
    """A template of more than a clause."""
    return error(
        "template-too-long",
        place,
        Wording(f"模板超过 {longest} 字", f"The template exceeds {longest} characters"),
    )


def empty_template(place: Span) -> Diagnostic:
    """Nothing to look for."""
    return error("empty-template", place, Wording("模板是空的", "The template is empty"))


def no_templates(used: Span, list_: Span) -> Diagnostic:
    """A list of a data file that is to hold templates and holds none."""
    return error(
        "no-templates",
        used,
        Wording(
            f"「{quoted(used.text)}」在数据文件里一个模板也没有",
            f"“{quoted(used.text)}” holds no template in the data file",
        ),
        Wording("在数据文件里至少写一个模板。", "Write one template at least in the data file."),
        (list_,),
    )


def no_text(place: Span, used: Span) -> Diagnostic:
    """A number, true, false or null of a data file where a template is needed."""
    return error(
        "template-no-text",
        place,
        Wording(
            f"「{quoted(place.text)}」不是文字，不能作模板",
            f"“{quoted(place.text)}” is no text, so it cannot be a template",
        ),
        Wording("如果是文字，要加引号。", "If it is meant as a text, put it in quotes."),
        (used,),
    )


def unbalanced_template(place: Span) -> Diagnostic:
    """A lone brace or bar."""
    return error(
        "unbalanced-template",
        place,
        Wording(
            f"模板里的「{place.text}」没有配对", f"“{place.text}” has no partner in this template"
        ),
        Wording(
            "占位写成 {n}，任选写成 (甲|乙)。", "A placeholder is written {n}, a choice (a|b)."
        ),
    )


def unknown_placeholder(place: Span, inside: str) -> Diagnostic:
    """Braces around something unknown."""
    return error(
        "unknown-placeholder",
        place,
        Wording(
            f"模板里没有「{{{quoted(inside)}}}」这种占位",
            f"There is no placeholder “{{{quoted(inside)}}}”",
        ),
        _SLOTS,
    )


def bad_capture_name(place: Span, name: str) -> Diagnostic:
    """A capture under a name that cannot be a field."""
    return error(
        "bad-capture-name",
        place,
        Wording(f"「{quoted(name)}」不能作名称", f"“{quoted(name)}” cannot be a name"),
        Wording("名称由汉字或字母组成。", "A name is made of letters."),
    )


def capture_twice(place: Span, name: str) -> Diagnostic:
    """Two captures under one name."""
    return error(
        "capture-twice",
        place,
        Wording(f"模板里「{name}」出现两次", f"“{name}” occurs twice in this template"),
    )


def empty_choice(place: Span) -> Diagnostic:
    """A choice with nothing on one side of a bar."""
    return error(
        "empty-choice",
        place,
        Wording(
            f"「{quoted(place.text)}」里有一项是空的",
            f"One option of “{quoted(place.text)}” is empty",
        ),
    )


def placeholder_in_choice(place: Span) -> Diagnostic:
    """A choice whose options are more than plain words."""
    return error(
        "placeholder-in-choice",
        place,
        Wording(
            "任选 (甲|乙) 里只能是文字，不能再有 (…) 和 {…}",
            "The options of a choice (a|b) are plain words: no (…) and no {…} in them",
        ),
        Wording("请分写成几个模板，用逗号隔开。", "Write several templates, separated by commas."),
    )


def gap_at_end(place: Span) -> Diagnostic:
    """A gap with nothing beyond it."""
    return error(
        "gap-at-end",
        place,
        Wording("模板不能以间隔开头或结尾", "A template cannot begin or end with a gap"),
    )


def two_gaps(place: Span) -> Diagnostic:
    """A gap after a gap."""
    return error(
        "two-gaps", place, Wording("两个间隔不能相连", "Two gaps cannot stand side by side")
    )


def misplaced_edge(place: Span) -> Diagnostic:
    """A beginning or an end where no paragraph begins or ends."""
    return error(
        "misplaced-edge",
        place,
        Wording(
            "{开头} 只能放在模板最前面，{末尾} 只能放在最后面",
            "{start} stands first in a template, {end} last",
        ),
    )


def not_for_naming(place: Span) -> Diagnostic:
    """A form's template finds a title: agency and year."""
    return error(
        "not-for-naming",
        place,
        Wording(
            "格式的模板里只能有文字、（甲|乙）、{…}、{year} 和 {agency:…}",
            "The template of a form may hold words, (a|b), {…}, {year} and {agency:…} only",
        ),
    )
