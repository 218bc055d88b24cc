"""The text of a paragraph, as it is printed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from gouji.model.wording import Wording
from gouji.readers.docx.names import MC, Properties, Stated, W, number, switch, value
from gouji.readers.docx.problems import WHY_FORMULA
from gouji.readers.docx.styles import LOOKS, Styles
from gouji.readers.office_problems import WHY_STRUCK
from gouji.readers.problems import WHY_FORM_FIELD, WHY_PICTURE
from gouji.readers.raised import shifted

if TYPE_CHECKING:
    from lxml import etree

_BLANKS = str.maketrans("\n\r\t", "   ")
_MOST_CODE_POINTS = 0x110000
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATHS_PARTS = [_MATHS + name for name in ("oMathPara", "oMath", "r")]
_FORM_FIELDS = [f"{W}ddList", f"{W}checkBox"]
_TEXT = f"{W}t"
_LOOK = f"{W}rPr"
_SILENT = frozenset([_LOOK, f"{W}pPr", f"{W}sdtPr"])
STATED = ("rStyle", *LOOKS)
"""The properties of a run that count."""


@dataclass(slots=True)
class Field:
    """A field: its instruction, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    @property
    def shown(self) -> bool:
        """Whether what stands here is printed; a table of contents repeats what stands elsewhere."""
        return self.result and not _is_contents(self.instruction)


@dataclass(slots=True)
class Remarks:
    """What is to be said of a document, as far as it has been read."""

    fields: list[Field] = field(default_factory=list)
    """The fields that are open."""
    tracked: bool = False
    hidden: bool = False
    foreign: bool = False
    """Whether a part of another format is put in."""
    misplaced: bool = False
    """Whether text stands where no paragraph, row or cell is."""


@dataclass(slots=True)
class Words:
    """The words of a paragraph, and what else hangs on it."""

    text: list[str] = field(default_factory=list)
    """With a line end for every break."""
    boxes: "list[etree._Element]" = field(default_factory=list)
    """The contents of its text boxes."""
    objects: int = 0
    """Documents of other programs that are put in."""
    doubt: Wording | None = None
    """Why its words are no value."""
    unread: Wording | None = None
    """What stands in it that is no text."""


class Inline:
    """Reads paragraphs one after the other: fields go over several."""

    def __init__(self, styles: Styles, stated: Stated, remarks: Remarks) -> None:
        self.styles = styles
        self.stated = stated
        self.remarks = remarks
        self._words = Words()
        self._look: Properties = {}
        """What the style of the paragraph states of its words."""

    def words(self, paragraph: "etree._Element", style: str) -> Words:
        """The words of a paragraph in a style."""
        self._words = Words()
        self._look = self.styles.look(style)
        self._within(paragraph)
        return self._words

    def _within(self, element: "etree._Element") -> None:
        """What an element holds, also in elements that are not known."""
        for child in element:
            tag = child.tag
            kind = self._kinds.get(tag)
            if kind is not None:
                kind(self, child)
            elif tag.startswith(_MATHS):
                self._formula(child)
            elif tag not in _SILENT:
                self._within(child)

    def _run(self, run: "etree._Element") -> None:
        text: list[str] = []
        for child in run:
            if child.tag == _TEXT:
                text.append((child.text or "").translate(_BLANKS))
            elif child.tag != _LOOK:
                outer, self._words = self._words, Words()
                self._within(run)
                words, self._words = self._words, outer
                break
        else:
            text = text if self._shows else []
            if not (self._look or self.stated.says(run)):
                self._words.text += text
                return
            words = Words(text)
        self._end(run, words)

    def _end(self, run: "etree._Element", words: Words) -> None:
        """What a run says, in the look that it and its styles state."""
        own = self.stated.by(run, "rPr")
        style = value(own, "rStyle")
        looks = [own, self.styles.look(style) if style else {}, self._look]
        if _on(looks, "vanish"):
            self.remarks.hidden |= bool(words.text)
            return
        if any(looks) and words.text:
            _draw(words, looks)
        self._add(words)

    def _add(self, words: Words) -> None:
        """Words that go on with those before them."""
        self._words.text += words.text
        self._words.boxes += words.boxes
        self._words.objects += words.objects
        self._words.doubt = self._words.doubt or words.doubt
        self._words.unread = self._words.unread or words.unread

    @property
    def _shows(self) -> bool:
        """Whether what stands here is printed, by the fields that are open."""
        fields = self.remarks.fields
        return not fields or all(field.shown for field in fields)

    def _put(self, text: str) -> None:
        if self._shows:
            self._words.text.append(text)

    def _text(self, element: "etree._Element") -> None:
        self._put((element.text or "").translate(_BLANKS))

    def _break(self, _: "etree._Element") -> None:
        self._put("\n")

    def _tab(self, _: "etree._Element") -> None:
        self._put("\t")

    def _hyphen(self, _: "etree._Element") -> None:
        self._put("-")

    def _symbol(self, element: "etree._Element") -> None:
        """A sign of a font of signs: which it is, only the font can tell."""
        code = element.get(f"{W}char", "")
        try:
            at = int(code, 16)
        except ValueError:
            at = 0
        self._put(chr(at) if 0 < at < _MOST_CODE_POINTS else "\ufffd")

    def _field(self, element: "etree._Element") -> None:
        fields = self.remarks.fields
        match element.get(f"{W}fldCharType"):
            case "begin":
                if next(element.iter(*_FORM_FIELDS), None) is not None:
                    self._words.unread = WHY_FORM_FIELD
                fields.append(Field())
            case "separate" if fields:
                fields[-1].result = True
            case "end" if fields:
                fields.pop()

    def _instruction(self, element: "etree._Element") -> None:
        if self.remarks.fields:
            self.remarks.fields[-1].instruction += element.text or ""

    def _simple_field(self, element: "etree._Element") -> None:
        if not _is_contents(element.get(f"{W}instr", "")):
            self._within(element)

    def _formula(self, element: "etree._Element") -> None:
        """Mathematical notation of more than one line: its figures are not one number."""
        self._words.doubt = self._words.unread = WHY_FORMULA
        for text in element.iter(f"{_MATHS}t"):
            self._text(text)

    def _gone(self, _: "etree._Element") -> None:
        self.remarks.tracked = True

    def _new(self, element: "etree._Element") -> None:
        self.remarks.tracked = True
        self._within(element)

    def _content(self, element: "etree._Element") -> None:
        for content in element.iterchildren(f"{W}sdtContent"):
            self._within(content)

    def _ruby(self, element: "etree._Element") -> None:
        for base in element.iterchildren(f"{W}rubyBase"):
            self._within(base)

    def _chosen(self, element: "etree._Element") -> None:
        one = chosen(element)
        if one is not None:
            self._within(one)

    def _drawing(self, element: "etree._Element") -> None:
        """A picture, or a shape with text in it."""
        if self._shows:
            self._words.boxes += text_boxes(element)
            self._words.unread = WHY_PICTURE

    def _object(self, element: "etree._Element") -> None:
        self._words.objects += 1
        self._drawing(element)

    _kinds: ClassVar[Mapping[object, "Callable[[Inline, etree._Element], None]"]] = {
        f"{W}r": _run,
        f"{W}t": _text,
        f"{_MATHS}t": _text,
        **dict.fromkeys(_MATHS_PARTS, _within),
        f"{W}br": _break,
        f"{W}cr": _break,
        f"{W}tab": _tab,
        f"{W}ptab": _tab,
        f"{W}noBreakHyphen": _hyphen,
        f"{W}sym": _symbol,
        f"{W}fldChar": _field,
        f"{W}instrText": _instruction,
        f"{W}fldSimple": _simple_field,
        f"{W}del": _gone,
        f"{W}moveFrom": _gone,
        f"{W}ins": _new,
        f"{W}moveTo": _new,
        f"{W}sdt": _content,
        f"{W}ruby": _ruby,
        f"{MC}AlternateContent": _chosen,
        f"{W}drawing": _drawing,
        f"{W}pict": _drawing,
        f"{W}object": _object,
    }


def _on(looks: Sequence[Properties], name: str) -> bool:
    """Whether a run's own properties, or else one of its styles, switch something on."""
    own = switch(looks[0], name)
    return any(switch(look, name) for look in looks[1:]) if own is None else own


def _draw(words: Words, looks: Sequence[Properties]) -> None:
    """What the looks of a run, its own first, make of its words."""
    if _on(looks, "strike") or _on(looks, "dstrike"):
        words.doubt = WHY_STRUCK
    stated = (value(look, "vertAlign") for look in looks)
    where = next(filter(None, stated), "baseline")
    lifts = (number(look, "position") for look in looks)
    lift = next((lift for lift in lifts if lift is not None), 0)
    if where == "baseline" and lift:
        where = "superscript" if lift > 0 else "subscript"
    words.text[:] = [shifted(text, where) for text in words.text]


def chosen(element: "etree._Element") -> "etree._Element | None":
    """Of several ways to say the same, the first."""
    return next(element.iterchildren(f"{MC}Choice", f"{MC}Fallback"), None)


def text_boxes(element: "etree._Element") -> "Iterator[etree._Element]":
    """The contents of the outermost text boxes in a drawing."""
    pending = [element]
    while pending:
        found = pending.pop()
        if found.tag == f"{W}txbxContent":
            yield found
        elif found.tag == f"{MC}AlternateContent":
            one = chosen(found)
            pending += [] if one is None else [one]
        else:
            pending += reversed(list(found))


def _is_contents(instruction: str) -> bool:
    return instruction.split(maxsplit=1)[:1] == ["TOC"]
