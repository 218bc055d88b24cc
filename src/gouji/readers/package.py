"""An office document (DOCX, XLSX): parts of XML in a zip archive, and what they refer to."""

import posixpath
import re
from collections.abc import Mapping
from zipfile import ZipInfo

from lxml import etree

from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen
from gouji.readers import limits
from gouji.readers import office_problems as problems
from gouji.readers.unzip import Bounds, Refusal, RefusedError, opened, unpacked

BOUNDS = Bounds(entries=2_000, directory=2 * 2**20, total=256 * 2**20)
LARGEST_PART = 64 * 2**20
MOST_MARKS = 1_500_000
"""So many tags and attributes a part may have; a tree of them takes a few hundred megabytes."""

_MAIN = "/officeDocument"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_LOCAL_HEADER = b"PK\3\4"
_NAME_AT = 30
_UTF_8_NAME = 0x800
_RESOURCE_LIMIT = 114
"""What libxml2 says of elements nested too deeply and of texts too long."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class UnreadableError(Exception):
    """A document that cannot be read, and why."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.code)
        self.problem = problem


@frozen
class Relation:
    """What a part refers to: the name of another part, or an address outside."""

    kind: str
    """The last word of its type, such as styles."""
    target: str
    outside: bool


class Package:
    """The parts of an office document; whatever is broken or beyond measure is an UnreadableError."""

    def __init__(self, name: str, raw: bytes) -> None:
        self.name = name
        self._left = BOUNDS.total
        try:
            self._archive = opened(raw, BOUNDS)
        except RefusedError as refused:
            raise self._refused(refused) from None
        names = [info.filename for info in self._archive.infolist()]
        sound = all(map(_is_sound, names)) and all(
            _at_its_place(raw, info) for info in self._archive.infolist()
        )
        if not sound or len(set(names)) < len(names):
            raise UnreadableError(problems.damaged(name))
        self._names = {each.lower(): each for each in names}
        self._relations: dict[str, Mapping[str, Relation]] = {}

    def main(self) -> str:
        """The name of the part that holds the document."""
        found = [one.target for one in self.relations("").values() if one.kind == _MAIN[1:]]
        if not found:
            raise UnreadableError(problems.damaged(self.name))
        return found[0]

    def relations(self, part: str) -> Mapping[str, Relation]:
        """By their ids, the parts that a part refers to; "" is the package itself."""
        if part not in self._relations:
            self._relations[part] = self._relations_of(part)
        return self._relations[part]

    def _relations_of(self, part: str) -> Mapping[str, Relation]:
        folder, file = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{file}.rels")
        if source.lower() not in self._names:
            return {}
        return {
            element.get("Id", ""): Relation(
                element.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))[1:],
                element.get("TargetMode") == "External",
            )
            for element in self.xml(source).iter(_RELATIONS)
        }

    def related(self, part: str, kind: str) -> "etree._Element | None":
        """The part of a kind that a part refers to; None where it refers to none."""
        found = (one for one in self.relations(part).values() if one.kind == kind)
        one = next(found, None)
        return None if one is None or one.outside else self.xml(one.target)

    def xml(self, part: str) -> "etree._Element":
        """The root element of a part."""
        raw = self._bytes(part)
        if raw.startswith(_UTF_16):
            try:
                raw = raw.decode("utf-16" if raw[0] in b"\xff\xfe" else _wide(raw)).encode()
            except UnicodeDecodeError:
                raise UnreadableError(problems.damaged(self.name)) from None
        if b"<!DOCTYPE" in raw:
            raise UnreadableError(problems.document_type(self.name))
        if len(raw) > MOST_MARKS < raw.count(b"<") + raw.count(b"="):
            raise UnreadableError(limits.too_much(limits.MARKS, MOST_MARKS))
        if b"purl.oclc.org" in raw:
            raw = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", raw)
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(raw, parser)
        except etree.XMLSyntaxError:
            codes = {entry.type for entry in parser.error_log}
            told = problems.too_deep if _RESOURCE_LIMIT in codes else problems.damaged
            raise UnreadableError(told(self.name)) from None

    def _bytes(self, part: str) -> bytes:
        try:
            raw = unpacked(
                self._archive,
                self._names.get(part.lower(), part),
                min(LARGEST_PART, self._left),
            )
        except RefusedError as refused:
            raise self._refused(refused) from None
        self._left -= len(raw)
        return raw

    def _refused(self, refused: RefusedError) -> UnreadableError:
        return UnreadableError(self._problem(refused.why))

    def _problem(self, why: Refusal) -> Diagnostic:
        match why:
            case Refusal.DAMAGED | Refusal.ZIP64:
                return problems.damaged(self.name)
            case Refusal.ENCRYPTED:
                return problems.encrypted(self.name)
            case Refusal.MANY:
                return limits.too_much(limits.PARTS, BOUNDS.entries)
            case Refusal.LARGE:
                return limits.too_much(limits.UNPACKED, LARGEST_PART // 2**20)
            case Refusal.SWOLLEN:
                return problems.swollen(self.name)


def whole(text: str | None) -> int | None:
    """A few digits, as an attribute states them, as a number; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004


def _wide(raw: bytes) -> str:
    return "utf-16-le" if raw[0] else "utf-16-be"


def _is_sound(name: str) -> bool:
    """Whether the name of a part leads nowhere else."""
    return not (name.startswith("/") or "\\" in name or ".." in name.split("/"))


def _at_its_place(raw: bytes, info: ZipInfo) -> bool:
    """Whether a member is where the list of members says, under the same name."""
    at = info.header_offset
    encoding = "utf-8" if info.flag_bits & _UTF_8_NAME else "cp437"
    name = info.orig_filename.encode(encoding)
    start = at + _NAME_AT
    return raw[at : at + 4] == _LOCAL_HEADER and raw[start : start + len(name)] == name
