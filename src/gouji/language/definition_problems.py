"""What can be wrong with names that a pack gives and with what they stand for: one function per diagnostic."""

from gouji.language import syntax
from gouji.language.problems import error, quoted
from gouji.model.diagnostic import Diagnostic
from gouji.model.span import Span
from gouji.model.wording import Wording


def built_in_name(name: syntax.Name) -> Diagnostic:
    """A name that the language itself has: it would never be found under it."""
    return error(
        "built-in-name",
        name.span,
        Wording(
            f"「{quoted(name.span.text)}」是语言自带的名称，不能另作他用",
            f"“{quoted(name.span.text)}” is a name of the language itself: it is taken",
        ),
        Wording("请换一个名称。", "Choose another name."),
    )


def too_many_uses(place: Span, most: int) -> Diagnostic:
    """Definitions that use definitions, beyond all measure."""
    return error(
        "too-many-uses",
        place,
        Wording(
            f"一条规则里定义展开超过 {most} 次",
            f"One rule puts definitions to use more than {most} times",
        ),
    )


def uses_nested_too_deeply(place: Span, deepest: int) -> Diagnostic:
    """Definitions that use definitions, until the whole nests beyond what any pass may recurse into."""
    return error(
        "nested-too-deeply",
        place,
        Wording(
            f"「令」和定义代入之后，嵌套超过 {deepest} 层",
            f"With its lets and definitions put in, this nests more than {deepest} levels deep",
        ),
    )


def comes_to_too_much(place: Span, most: int) -> Diagnostic:
    """Lets and definitions that use one another twice, and twice again."""
    return error(
        "too-many-uses",
        place,
        Wording(
            f"「令」和定义代入之后，超过 {most} 项",
            f"With its lets and definitions put in, this has more than {most} parts",
        ),
    )


def no_single_value(place: Span) -> Diagnostic:
    """A part of a data file that is neither a value nor a list of values."""
    return error(
        "no-single-value",
        place,
        Wording(
            f"「{quoted(place.text)}」不是一个值，也不是值的列表",
            f"“{quoted(place.text)}” is neither a value nor a list of values",
        ),
    )


def no_identity(place: Span, rule: str) -> Diagnostic:
    """A cause that names a rule of which no equation of cells can be made, and no bound of a cell."""
    return error(
        "no-identity",
        place,
        Wording(
            f"「{quoted(rule)}」不能归因：它要求的不是格子之和相等",
            f"“{quoted(rule)}” cannot be taken into a cause: it does not demand that sums of cells are equal",
        ),
        Wording(
            "可以写：用「=」比较的规则，两边只由格子、常数、加减和「合计」组成，不带「误差」和「对每个」；"
            "也可以写「每格」的规则，要求只说「本格」",
            "It can be a rule that compares with “=”, both sides made of cells, constants, + and - and sum, "
            "without within and for each; or a rule on each cell that speaks of “it” alone",
        ),
    )
