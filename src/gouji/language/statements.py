"""Statements: syntax → checked."""

from collections.abc import Sequence

from gouji.language import checked, layout_problems, syntax
from gouji.language.checked import Kind, Type
from gouji.language.expressions import Expressions
from gouji.language.functions import PROSE
from gouji.language.matches import captures, read_templates, unnamed_numbers
from gouji.language.names import Names
from gouji.language.wordbooks import spellings
from gouji.model.diagnostic import Diagnostic
from gouji.model.template import Placeholder, Slot, Template


def check_statement(
    written: syntax.Statement, names: Names, found: list[Diagnostic]
) -> checked.Statement | None:
    """Resolve a statement; None where something in it is wrong."""
    before = len(found)
    domain = Expressions(names, found).needed(written.domain, PROSE)
    find = read_templates(written.find, found)
    lists = [
        read_templates(texts, found) for texts in (written.unless, written.none, written.narrower)
    ]
    found += [
        layout_problems.numbers_in_template(template.span, 1, count)
        for template in find or ()
        if (count := unnamed_numbers(template)) != 1
    ]
    found += [
        layout_problems.numbers_in_template(template.span, 0, count)
        for template in lists[1] or ()
        if (count := _numbers(template))
    ]
    words = [
        _words(texts, found)
        for texts in (written.worded, written.units, written.about, written.between)
    ]
    unless, none, narrower = (templates or () for templates in lists)
    if domain is None or find is None or len(found) > before:
        return None
    title = written.title.text if written.title else None
    return checked.Statement(
        written.span, written.name.text, title, domain, find, unless, none, narrower, *words
    )


def _words(texts: Sequence[syntax.Text], found: list[Diagnostic]) -> tuple[str, ...]:
    """Plain words, and every way to read choices among them, as text is folded."""
    words: dict[str, None] = {}
    for template in read_templates(texts, found) or ():
        spelled = spellings(template)
        words |= dict.fromkeys(spelled)
        if not spelled:
            found.append(layout_problems.words_alone(template.span))
    return tuple(words)


def statement_type(written: syntax.Statement) -> Type | None:
    """What a statement yields, None where its templates are wrong: that is diagnosed elsewhere."""
    templates = read_templates(written.find, [])
    if templates is None:
        return None
    return Type(Kind.MATCHES, {"n": Kind.NUMBER, **captures(templates, [])})


def _numbers(template: Template) -> int:
    return sum(isinstance(p, Placeholder) and p.slot is Slot.NUMBER for p in template.parts)
