"""A web page as a document."""

from collections.abc import Iterator
from dataclasses import replace

from gouji.model.diagnostic import Diagnostic
from gouji.model.report import Completeness
from gouji.model.span import Span
from gouji.readers import limits
from gouji.readers.compose import compose
from gouji.readers.document import Document, Fact, Grid, Paragraph
from gouji.readers.html import meta, problems, source
from gouji.readers.html.content import content
from gouji.readers.html.encoding import Characters, decode
from gouji.readers.html.prose import DEEPEST, Element, TooDeepError, blocks, text_of
from gouji.readers.html.source import Markup
from gouji.readers.html.tables import unfolded
from gouji.readers.html.tree import parse, prune, take_out_unprinted
from gouji.readers.problems import lost_characters

_REPLACED = "\ufffd"


def read(name: str, raw: bytes) -> Document:
    """The paragraphs and tables of a page, without what belongs to the site around them.

    A page whose end is missing is truncated; one that exceeds a limit is not read.
    """
    characters = decode(raw)
    if characters is None:
        return _unread(name, problems.no_characters(name))
    text = characters.text
    markup = _scanned(text)
    if isinstance(markup, Diagnostic):
        return _unread(name, markup)
    try:
        return _composed(name, text, characters, markup)
    except TooDeepError:
        return _unread(name, limits.too_deep(DEEPEST))
    except limits.TooLargeError:
        return _unread(name, limits.too_much(limits.CELLS, limits.MOST_CELLS))


def _unread(name: str, *why: Diagnostic) -> Document:
    return Document(name, (), Completeness.UNREADABLE, why)


def _scanned(text: str) -> Markup | Diagnostic:
    """What the markup shows, or the limit that the page exceeds."""
    for counted, what, most in (
        (len(text), limits.CHARACTERS, source.MOST_CHARACTERS),
        (text.count("<"), limits.TAGS, source.MOST_TAGS),
    ):
        if counted > most:
            return limits.too_much(what, most)
    markup = source.scan(text)
    if markup.longest > source.LONGEST_TAG:
        return limits.too_much(limits.TAG_LENGTH, source.LONGEST_TAG)
    if markup.attributes > source.MOST_ATTRIBUTES:
        return limits.too_much(limits.ATTRIBUTES, source.MOST_ATTRIBUTES)
    return markup


def _composed(name: str, text: str, characters: Characters, markup: Markup) -> Document:
    tree = parse(text)
    if tree is None:
        return _unread(name, problems.nothing_printed())
    facts = tuple(meta.stated(tree.root))
    take_out_unprinted(tree.root)
    missing = _missing(markup, tree.root)
    prune(tree.root, text)
    opened, lost = unfolded(blocks(tree.root))
    parts, left_out = content(opened, [p.text for fact, p in facts if fact is Fact.TITLE])
    found = [*_encoding(characters), *([limits.large_table()] if lost else [])]
    if not parts:
        return _unread(name, *(found if lost else [problems.nothing_printed()]))
    cut = markup.cut or characters.breaks_off
    if cut:
        found.append(problems.breaks_off(markup.unclosed))
    if left_out:
        found.append(problems.site_left_out(left_out))
    if tree.fatal or missing:
        found.append(problems.text_lost(missing))
    partly = cut or tree.fatal or missing > 0 or lost > 0
    completeness = Completeness.TRUNCATED if partly else Completeness.COMPLETE
    return _told(compose(name, parts, completeness, found, facts), characters)


def _missing(markup: Markup, root: Element) -> int:
    """How many characters of a page are not in its tree."""
    kept = source.squeezed(text_of(root))
    return 0 if kept == markup.text else max(1, len(markup.text) - len(kept))


def _encoding(characters: Characters) -> Iterator[Diagnostic]:
    if characters.conflict is not None:
        yield problems.other_encoding(characters.conflict, characters.decoded.encoding)


def _told(document: Document, characters: Characters) -> Document:
    """The document with what is to be said of characters that were lost."""
    remark = characters.remark
    if remark is None:
        return document
    places = [
        place.part(place.text.index(_REPLACED), place.text.index(_REPLACED) + 1)
        for block in document.blocks
        for place in _places(block)
        if _REPLACED in place.text
    ]
    problem = (
        lost_characters(remark, places[0], places[1:])
        if places
        else problems.lost_in_markup(remark)
    )
    return replace(document, diagnostics=(*document.diagnostics, problem))


def _places(block: Paragraph | Grid) -> Iterator[Span]:
    if isinstance(block, Grid):
        yield from (cell.place for line in block.lines for cell in line)
    else:
        yield block.place
