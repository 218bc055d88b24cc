"""A data file → a wordbook: themes, and the cues of prose; what is wrong in it is diagnosed."""

from collections.abc import Iterator, Sequence
from itertools import product

from gouji.language import syntax, template_problems
from gouji.language import wordbook_problems as problems
from gouji.language.matches import read_templates
from gouji.model.data import Data, Items, Record, Scalar
from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import fold
from gouji.model.span import Span
from gouji.model.template import Choice, Literal, Part, Template
from gouji.model.wordbook import NAMED, PARTS, REQUIRED, Cues, Wordbook


def read_wordbook(used: Span, written: Data, found: list[Diagnostic]) -> Wordbook | None:
    """The wordbook that a data file holds; None where something in it is wrong."""
    before = len(found)
    if not isinstance(written, Record):
        found.append(problems.wordbook_needed(used))
        return None
    fields = written.fields
    found += [problems.missing_part(used, written.span, p) for p in REQUIRED if p not in fields]
    found += [problems.unknown_part(f.key, PARTS) for n, f in fields.items() if n not in PARTS]
    themes = _themes(fields["themes"].data, found) if "themes" in fields else {}
    cues = {
        name: _cues(name, fields[name].data, found)
        for name in PARTS
        if name in fields and name != "themes"
    }
    return Wordbook(themes, cues) if len(found) == before else None


def _themes(written: Data, found: list[Diagnostic]) -> dict[str, tuple[str, ...]]:
    if not isinstance(written, Record):
        found.append(problems.not_a_list(written.span))
        return {}
    themes: dict[str, tuple[str, ...]] = {}
    for name, field in written.fields.items():
        words: dict[str, None] = {}
        for text, template in _templates(field.data, found):
            spelled = spellings(template)
            if not spelled:
                found.append(problems.plain_words_needed(text.span))
            found += [problems.word_too_short(text.span) for word in spelled if len(word) == 1]
            words |= dict.fromkeys(spelled)
        themes[name] = tuple(words)
    return themes


def _cues(name: str, written: Data, found: list[Diagnostic]) -> Cues:
    words: dict[str, None] = {}
    templates: list[Template] = []
    for text, template in _templates(written, found):
        if name in NAMED and NAMED[name] not in template.captures:
            found.append(problems.capture_needed(text.span, NAMED[name]))
        spelled = spellings(template)
        words |= dict.fromkeys(spelled)
        templates += [] if spelled else [template]
    return Cues(tuple(words), tuple(templates))


def _templates(written: Data, found: list[Diagnostic]) -> Iterator[tuple[syntax.Text, Template]]:
    """The texts of a list, and what they say as templates."""
    if not isinstance(written, Items):
        found.append(problems.not_a_list(written.span))
        return
    for one in written.items:
        if not isinstance(one, Scalar):
            found.append(problems.not_a_list(one.span))
        elif not isinstance(one.value, str):
            found.append(template_problems.no_text(one.span, one.span))
        else:
            text = syntax.Text(one.span, one.text)
            for template in read_templates([text], found) or ():
                yield text, template


def spellings(template: Template) -> Sequence[str]:
    """Every way to read a template of words and choices, as text is folded; none for another."""
    options = [_options(part) for part in template.parts]
    return [fold("".join(parts)) for parts in product(*options)] if all(options) else []


def _options(part: Part) -> Sequence[str]:
    """What a part may read; nothing where that is not known."""
    match part:
        case Literal():
            return (part.text,)
        case Choice(name=None):
            return part.options
        case _:
            return ()
