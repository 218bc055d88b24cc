"""Templates for forms that tests make by hand."""

from gouji.language.syntax import Text
from gouji.language.template import parse_template
from gouji.model.span import Source, Span
from gouji.model.template import Template


def templates(*written: str) -> tuple[Template, ...]:
    """Each text as a template."""
    return tuple(_template(text) for text in written)


def _template(text: str) -> Template:
    source = Source("templates", f'"{text}"')
    template, problems = parse_template(Text(Span(source, 0, len(source.text)), text))
    assert not problems
    assert template is not None
    return template
