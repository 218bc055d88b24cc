"""Whether data is a structured report: known keys, right types, real days and years."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from gouji.model.data import Data, Field, Items, Path, Record, Scalar
from gouji.model.data.trouble import Stopped, Trouble
from gouji.model.diagnostic import Diagnostic
from gouji.readers.document import Paragraph
from gouji.readers.structured import problems
from gouji.readers.structured.written import Written, WrittenSection, WrittenTable, lines_of

KEYS = (
    "agency",
    "year",
    "form",
    "published",
    "title",
    "intro",
    "signature",
    "sections",
    "tables",
)
_TELLING = frozenset(["agency", "year", "sections", "tables"])
"""Without any of these, a file is no report at all."""
_SECTION_KEYS = ("title", "text")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(1900, 3000)
_MOST = 500
"""Sections and tables; no form has as many."""


def shaped(data: Data) -> tuple[Written | None, Sequence[Diagnostic]]:
    """The report that data is; None, and every reason, where it is none."""
    if not isinstance(data, Record) or not _TELLING & data.fields.keys():
        return None, (problems.no_report(data.span),)
    shape = _Shape(data)
    written: Written | None = None
    with suppress(Stopped):
        written = shape.report()
    found = shape.trouble.found
    return (None if found else written), tuple(found)


@dataclass
class _Shape:
    """Takes the keys one by one and says what is wrong with each; null is as good as absent."""

    record: Record
    trouble: Trouble = field(default_factory=Trouble)

    def report(self) -> Written:
        """The whole; it counts only where nothing is wrong."""
        self._known(self.record, KEYS, ())
        agency, year = self._agency(), self._year()
        form, title = self._given_text("form"), self._given_text("title")
        return Written(
            source=self.record.span.source,
            agency=agency or "",
            year=year or 0,
            form=form,
            published=self._published(),
            title=(title.text if title else "") or None,
            intro=self._prose("intro"),
            signature=self._prose("signature"),
            sections=tuple(self._sections()),
            tables=tuple(self._tables()),
        )

    def _known(self, record: Record, keys: Sequence[str], path: Path) -> None:
        for key, found in record.fields.items():
            if key not in keys:
                self.trouble.say(problems.unknown_key((*path, key), found.key, keys))

    def _given(self, key: str) -> Data | None:
        found = self.record.fields.get(key)
        empty = found is None or (isinstance(found.data, Scalar) and found.data.value is None)
        return None if found is None or empty else found.data

    def _wrong(self, data: Data, path: Path, expected: problems.Expected) -> None:
        self.trouble.say(problems.wrong_type(path, data.span, expected))

    def _text(self, data: Data, path: Path) -> Paragraph | None:
        if isinstance(data, Scalar) and isinstance(data.value, str):
            return Paragraph(" ".join(data.text.split()), data.span)
        self._wrong(data, path, problems.TEXT)
        return None

    def _given_text(self, key: str) -> Paragraph | None:
        found = self._given(key)
        return None if found is None else self._text(found, (key,))

    def _agency(self) -> str | None:
        found = self._given("agency")
        if found is None:
            self.trouble.say(problems.missing_key(self.record.span, "agency"))
            return None
        agency = self._text(found, ("agency",))
        if agency and not agency.text:
            self.trouble.say(problems.missing_key(found.span, "agency"))
        return agency.text if agency else None

    def _year(self) -> int | None:
        found = self._given("year")
        if found is None:
            self.trouble.say(problems.missing_key(self.record.span, "year"))
            return None
        value = found.value if isinstance(found, Scalar) else None
        if isinstance(value, Fraction) and value in _YEARS:
            return int(value)
        self.trouble.say(problems.no_year(found.span))
        return None

    def _published(self) -> date | None:
        found = self._given("published")
        if found is None or self._text(found, ("published",)) is None:
            return None
        assert isinstance(found, Scalar)
        try:
            if _DAY.fullmatch(found.text):
                return date.fromisoformat(found.text)
        except ValueError:
            pass
        self.trouble.say(problems.no_day(found.span))
        return None

    def _prose(self, key: str) -> tuple[Paragraph, ...]:
        found = self._given(key)
        return () if found is None else self._lines(found, (key,))

    def _lines(self, data: Data, path: Path) -> tuple[Paragraph, ...]:
        """The lines of a text, or of a list of texts."""
        match data:
            case Scalar(value=str()):
                return lines_of(data)
            case Items(items=items):
                pairs = enumerate(items)
                return tuple(
                    line for at, one in pairs for line in self._lines_of_one(one, (*path, at))
                )
            case _:
                self._wrong(data, path, problems.PROSE)
                return ()

    def _lines_of_one(self, data: Data, path: Path) -> tuple[Paragraph, ...]:
        if isinstance(data, Scalar) and isinstance(data.value, str):
            return lines_of(data)
        self._wrong(data, path, problems.TEXT)
        return ()

    def _sections(self) -> Iterator[WrittenSection]:
        match self._given("sections"):
            case None:
                return
            case Items(items=items) if len(items) <= _MOST:
                for at, one in enumerate(items):
                    yield from self._titled(one, ("sections", at))
            case Record(fields=fields) if len(fields) <= _MOST:
                for code, found in fields.items():
                    lines = self._section_text(found.data, ("sections", code))
                    yield WrittenSection(Paragraph(code, found.key), coded=True, lines=lines)
            case Scalar() as scalar:
                self._wrong(scalar, ("sections",), problems.SECTIONS)
            case other:
                self.trouble.say(problems.too_many(("sections",), other.span, _MOST))

    def _titled(self, data: Data, path: Path) -> Iterator[WrittenSection]:
        if not isinstance(data, Record):
            self._wrong(data, path, problems.SECTION)
            return
        self._known(data, _SECTION_KEYS, path)
        heading = data.fields.get("title")
        text = data.fields.get("text")
        lines = self._section_text(text.data, (*path, "text")) if text else ()
        if heading is None:
            self._wrong(data, path, problems.SECTION)
            return
        title = self._text(heading.data, (*path, "title"))
        if title and not title.text:
            self._wrong(heading.data, (*path, "title"), problems.TITLE)
        elif title:
            yield WrittenSection(title, coded=False, lines=lines)

    def _section_text(self, data: Data, path: Path) -> tuple[Paragraph, ...]:
        null = isinstance(data, Scalar) and data.value is None
        return () if null else self._lines(data, path)

    def _tables(self) -> Iterator[WrittenTable]:
        found = self._given("tables")
        if found is None:
            return
        if not isinstance(found, Record):
            self._wrong(found, ("tables",), problems.TABLES)
            return
        if len(found.fields) > _MOST:
            self.trouble.say(problems.too_many(("tables",), found.span, _MOST))
            return
        for key, table in found.fields.items():
            path = ("tables", key)
            if not isinstance(table.data, Record):
                self._wrong(table.data, path, problems.TABLE)
                continue
            for row, columns in table.data.fields.items():
                self._row(columns, (*path, row))
            yield WrittenTable(key, table.key, table.data.fields)

    def _row(self, row: Field, path: Path) -> None:
        if not isinstance(row.data, Record):
            self._wrong(row.data, path, problems.ROW)
            return
        for column, found in row.data.fields.items():
            value = found.data
            if not isinstance(value, Scalar) or isinstance(value.value, bool):
                self._wrong(value, (*path, column), problems.VALUE)
