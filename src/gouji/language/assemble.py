"""A file or a folder of rule files, with what they use → a checked pack."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gouji.language import checked, layout_problems, name_problems, problems, syntax
from gouji.language.check import check
from gouji.language.files import (
    LARGEST,
    PackFile,
    below,
    content,
    deeper,
    digest,
    ends_so,
    home,
    real,
    rule_files,
)
from gouji.language.parse import parse
from gouji.language.settings import NO_SETTINGS, Settings
from gouji.model.data import Data, read_data
from gouji.model.decode import decode
from gouji.model.diagnostic import Diagnostic
from gouji.model.frozen import frozen
from gouji.model.refusal import refusal
from gouji.model.span import Source, Span
from gouji.model.wording import Wording

DATA_ENDINGS = (".yaml", ".yml", ".json")
DEEPEST_USE = 16
"""Files that use files that use files: more than that is a mistake."""
_OUTSIDE = Wording(
    "只能引用规则包文件夹里的文件，写相对路径",
    "only files within the pack's folder, by relative path",
)
_NO_FILE = Wording("没有这个文件", "there is no such file")
_ODD = Wording("只能引用 .gj、.yaml、.json 文件", "only .gj, .yaml and .json files can be used")
_ANCHORED = re.compile(r"[/\\]|[A-Za-z][A-Za-z0-9+.-]*:|~")


@frozen
class Assembled:
    """A pack, what is wrong with it, and the files that it was made of."""

    pack: checked.Pack | None
    problems: Sequence[Diagnostic]
    ways: Mapping[str, Path]
    """Relative path that was looked for → where it leads."""
    files: Sequence[PackFile]


def assemble(path: Path, settings: Settings = NO_SETTINGS) -> Assembled:
    """Read and resolve the rule files at a path; a problem of severity error voids the pack."""
    loader = _Loader(path)
    loader.read()
    if not loader.files:
        found = loader.problems or [problems.no_rule_file(path.name)]
        return Assembled(None, found, loader.ways, loader.read_files)
    pack, wrong = check([*loader.files.values(), *loader.lost], loader.data, settings)
    in_order = _in_order([*loader.problems, *wrong], loader.read_files)
    return Assembled(pack, in_order, loader.ways, loader.read_files)


def _in_order(found: Sequence[Diagnostic], files: Sequence[PackFile]) -> Sequence[Diagnostic]:
    """Problems as a reader meets them: file by file, from top to bottom."""
    order = {file.source.name: at for at, file in enumerate(files)}

    def place(problem: Diagnostic) -> tuple[int, int]:
        span = problem.place
        return (-1, 0) if span is None else (order.get(span.source.name, -1), span.start)

    return sorted(found, key=place)


@dataclass(slots=True)
class _Loader:
    """Reads the files of a pack, each once."""

    path: Path
    problems: list[Diagnostic] = field(default_factory=list)
    files: dict[Path, syntax.File] = field(default_factory=dict)
    data: dict[str, Data] = field(default_factory=dict)
    data_names: dict[str, Span] = field(default_factory=dict)
    ways: dict[str, Path] = field(default_factory=dict)
    read_files: list[PackFile] = field(default_factory=list)
    lost: list[syntax.File] = field(default_factory=list)
    """Rule files that could not be read."""
    seen: set[Path] = field(default_factory=set)
    """Rule files that were opened."""
    followed: set[Path] = field(default_factory=set)
    """Files whose uses have been looked at: once is enough."""

    @property
    def home(self) -> Path:
        """The folder of the pack."""
        return home(self.path)

    def read(self) -> None:
        """The file, or the files of the folder, and all that they use."""
        folder = self.path.is_dir()
        for candidate in rule_files(self.path):
            if folder and not real(candidate).is_relative_to(self.home):
                self.problems.append(problems.escaping_link(self._name(candidate)))
            elif candidate.is_file():
                self.ways[candidate.name] = real(candidate)
                self._rules(real(candidate), self._name(candidate), None)
            elif folder:
                self.problems.append(problems.no_file(self._name(candidate)))
        for at, file in list(self.files.items()):
            self._follow(at, file, (at,))
        self.problems += (
            []
            if self.problems
            else [
                problems.not_taken_in(
                    self._name(candidate), candidate.relative_to(self.path).as_posix()
                )
                for candidate in deeper(self.path)
                if real(candidate) not in self.seen
            ]
        )

    def _name(self, path: Path) -> str:
        """A file as messages call it: relative to the parent of the pack's folder."""
        if not self.path.is_dir():
            return path.name
        return f"{self.home.name}/{path.relative_to(self.path).as_posix()}"

    def _rules(self, path: Path, name: str, used: Span | None) -> syntax.File | None:
        """The items of a file, and where it is used."""
        self.seen.add(path)
        source = self._source(path, name, used)
        if source is None:
            self.lost.append(syntax.File(Span(Source(name, ""), 0, 0), (), complete=False))
            return None
        file, wrong = parse(source)
        self.problems += wrong
        self.files[path] = file
        return file

    def _follow(self, path: Path, file: syntax.File, way: tuple[Path, ...]) -> None:
        """What a file uses, and what that uses."""
        if path in self.followed:
            return
        self.followed.add(path)
        for use in file.items:
            if isinstance(use, syntax.Use):
                self._use(use, (*way[:-1], path))

    def _use(self, use: syntax.Use, way: tuple[Path, ...]) -> None:
        target = self._target(use.path)
        if target is None:
            return
        rules = ends_so(target)
        if rules == (use.name is not None):
            self.problems.append(layout_problems.use_needs_name(use.path.span, needed=not rules))
            return
        if not rules:
            self._data(use, target)
            return
        if target in way:
            names = [self._relative(one) for one in way[way.index(target) :]]
            self.problems.append(layout_problems.use_cycle(use.path.span, names))
        elif len(way) >= DEEPEST_USE:
            self.problems.append(layout_problems.used_too_deeply(use.path.span, DEEPEST_USE))
        else:
            file = self.files.get(target)
            if file is None:
                file = self._rules(target, self._full_name(target), use.path.span)
            if file is not None:
                self._follow(target, file, (*way, target))

    def _target(self, path: syntax.Text) -> Path | None:
        """The file that is used, if it may be."""
        why = _OUTSIDE
        if path.text and not _ANCHORED.match(path.text) and "\0" not in path.text:
            target = below(self.home, path.text)
            if target.is_relative_to(self.home):
                if not ends_so(target) and target.suffix not in DATA_ENDINGS:
                    why = _ODD
                elif _is_file(target):
                    self.ways[path.text] = target
                    return target
                else:
                    why = _NO_FILE
        self.problems.append(layout_problems.cannot_use(path.span, why))
        return None

    def _data(self, use: syntax.Use, target: Path) -> None:
        assert use.name is not None
        name = use.name.text
        if name in self.data_names:
            problem = name_problems.declared_twice(use.name, self.data_names[name])
            self.problems.append(problem)
            return
        self.data_names[name] = use.name.span
        source = self._source(target, self._full_name(target), use.path.span)
        if source is None:
            return
        found, wrong = read_data(source)
        self.problems += wrong
        if found is not None:
            self.data[name] = found

    def _source(self, path: Path, name: str, used: Span | None) -> Source | None:
        """The text of a file, which is noted down; None, and why, where it cannot be read."""
        try:
            raw = content(path)
        except OSError as error:
            trouble = problems.unreadable_file(name, refusal(error))
            self.problems.append(replace(trouble, place=used))
            return None
        source = _read(raw, name)
        if isinstance(source, Diagnostic):
            self.problems.append(replace(source, place=used))
            return None
        self.read_files.append(PackFile(path, digest(raw), source))
        return source

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.home).as_posix()

    def _full_name(self, path: Path) -> str:
        relative = self._relative(path)
        return f"{self.home.name}/{relative}" if self.path.is_dir() else relative


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long
        return False


def _read(raw: bytes, name: str) -> Source | Diagnostic:
    if len(raw) > LARGEST:
        return problems.too_large(None, name)
    decoded = decode(raw)
    if decoded is None:
        return problems.unknown_encoding(name)
    text, remark = decoded
    if remark is not None:
        return problems.unreadable_file(name, remark)
    return Source(name, text)
