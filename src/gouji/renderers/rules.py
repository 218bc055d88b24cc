"""The rules of packs as a table, and as JSON."""

import json
from collections.abc import Sequence

from gouji import __version__
from gouji.model.explanation import RuleLine
from gouji.model.wording import Language
from gouji.renderers import words
from gouji.renderers.at import at
from gouji.renderers.grid import grid
from gouji.renderers.printable import escaped, printable

WIDTH = 120


def render(rules: Sequence[RuleLine], language: Language, width: int = WIDTH) -> bytes:
    """One line for each rule."""
    headers = [column.in_language(language) for column in words.RULE_COLUMNS]
    lines = [[printable(cell) for cell in _cells(rule, language)] for rule in rules]
    table = grid(headers, lines, width) + "\n\n" if lines else ""
    return f"{table}{words.rules(len(rules)).in_language(language)}\n".encode()


def render_json(rules: Sequence[RuleLine], language: Language) -> bytes:
    """The same as JSON: a contract with other programs."""
    content = {"gouji": __version__, "rules": [_json(rule, language) for rule in rules]}
    return (escaped(json.dumps(content, ensure_ascii=False, indent=1)) + "\n").encode()


def _cells(rule: RuleLine, language: Language) -> Sequence[str]:
    return (
        rule.name,
        rule.title.in_language(language),
        words.SEVERITY[rule.severity].in_language(language),
        words.ENUMERATION.in_language(language).join(rule.checks),
        str(rule.exceptions or ""),
        f"{rule.place.source.name}:{rule.place.position.line}",
    )


def _json(rule: RuleLine, language: Language) -> dict[str, object]:
    return {
        "rule": rule.name,
        "pack": rule.pack,
        "title": rule.title.in_language(language),
        "severity": rule.severity.value,
        "checks": list(rule.checks),
        "exceptions": rule.exceptions,
        "source": rule.place.source.name,
        "at": at(rule.place),
    }
