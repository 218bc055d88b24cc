"""What may be wrong with a roster or with facts on reports: one function per problem."""

from collections.abc import Iterable, Sequence

from gouji.language.nearest import nearest
from gouji.model.data import Path, path_text
from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.span import Span
from gouji.model.wording import Wording, quoted

MAPPING = Wording(zh="应为若干行“键: 值”", en='must be lines "key: value"')
LIST = Wording(zh="应为列表（每行以 - 开头）", en="must be a list (lines that begin with -)")
TEXT = Wording(zh="应为文字", en="must be a text")
YEAR = Wording(zh="应为四位年份，如 2024", en="must be a year of four digits such as 2024")
DATE = Wording(
    zh="应为日期，如 2025-01-20 或 2025年1月20日", en="must be a date such as 2025-01-20"
)
_WORD = 4
"""Letters from which on a key with another ending is known: alias, aliases."""


def bad_encoding(name: str) -> Diagnostic:
    """Bytes that are no text, or not all of them."""
    return Diagnostic(
        "bad-encoding",
        Severity.ERROR,
        Wording(
            zh=f"{name}：文字编码不对，有的字符读不出",
            en=f"{name}: its encoding is wrong, so that characters are lost",
        ),
        hint=Wording(zh="请另存为 UTF-8", en="save it as UTF-8"),
    )


def wrong_shape(path: Path, place: Span, expected: Wording) -> Diagnostic:
    """A value of the wrong kind."""
    return _error("wrong-shape", place, _at(path, expected))


def unknown_key(path: Path, place: Span, key: str, keys: Sequence[str]) -> Diagnostic:
    """A key that means nothing here."""
    listed = ", ".join(keys)
    begun = (known for known in keys if len(key) >= _WORD and known.startswith(key[:-1]))
    near = nearest(key, keys) or next(begun, None)
    return _error(
        "unknown-key",
        place,
        _at(
            path,
            Wording(
                zh=f"不认识的键「{quoted(key)}」（可用：{listed}）",
                en=f'there is no key "{quoted(key)}" here (known: {listed})',
            ),
        ),
        did_you_mean(near),
    )


def lacking_key(path: Path, place: Span, key: str) -> Diagnostic:
    """A key that must be there."""
    return _error(
        "lacking-key", place, _at(path, Wording(zh=f"缺少「{key}」", en=f'"{key}" is lacking'))
    )


def unknown_parent(path: Path, place: Span, parent: str, names: Iterable[str]) -> Diagnostic:
    """A superior agency that the roster does not list."""
    return _error(
        "unknown-parent",
        place,
        _at(
            path,
            Wording(
                zh=f"名录里没有机关「{quoted(parent)}」",
                en=f'the roster lists no agency "{quoted(parent)}"',
            ),
        ),
        did_you_mean(nearest(parent, names)),
    )


def unasked_kind(path: Path, place: Span, kind: str, asked: Sequence[str]) -> Diagnostic:
    """A kind of agencies that means nothing to the rules: another vocabulary, or misspelt."""
    near = nearest(kind, asked)
    listed = Wording(zh=f"规则认识的类别：{'、'.join(asked)}", en=f"they know: {', '.join(asked)}")
    return Diagnostic(
        "unasked-kind",
        Severity.WARNING,
        _at(
            path,
            Wording(
                zh=f"没有规则认识类别「{quoted(kind)}」，按类别检查的规则不会用于这些机关",
                en=f'no rule knows the kind "{quoted(kind)}", so those for a kind pass over its agencies',
            ),
        ),
        place,
        did_you_mean(near) or listed,
    )


def misspelt_kind(place: Span, kind: str, near: str) -> Diagnostic:
    """A kind of agencies that a rule asks about, and that the roster of its pack spells otherwise."""
    return Diagnostic(
        "misspelt-kind",
        Severity.WARNING,
        Wording(
            zh=f"规则包的 agencies.yaml 里没有类别「{quoted(kind)}」，问到它的规则可能用不上",
            en=f'agencies.yaml of the pack has no kind "{quoted(kind)}", so the rule may never apply',
        ),
        place,
        did_you_mean(near),
    )


def same_name(path: Path, place: Span, name: str, first: Span) -> Diagnostic:
    """A name or alias that two agencies bear."""
    one = first.position.line
    return _error(
        "same-name",
        place,
        _at(
            path,
            Wording(
                zh=f"「{quoted(name)}」已是另一机关的名称或别名（第 {one} 行）",
                en=f'"{quoted(name)}" already is a name or alias of another agency (line {one})',
            ),
        ),
        related=(first,),
    )


def parents_in_a_circle(path: Path, place: Span, names: Sequence[str]) -> Diagnostic:
    """Agencies that are subordinate to themselves."""
    circle = " → ".join(quoted(name) for name in names)
    return _error(
        "parents-in-a-circle",
        place,
        _at(
            path,
            Wording(zh=f"上级关系成环：{circle}", en=f"the parents go in a circle: {circle}"),
        ),
    )


def several_files(path: Path, place: Span, names: Sequence[str]) -> Diagnostic:
    """A file name that more than one document bears."""
    listed = ", ".join(names)
    return _error(
        "several-files",
        place,
        _at(
            path,
            Wording(
                zh=f"有几个文件叫这个名字：{listed}",
                en=f"several documents bear this name: {listed}",
            ),
        ),
        Wording(zh="请连同文件夹一起写", en="write it with its folder"),
    )


def same_file(path: Path, place: Span, name: str) -> Diagnostic:
    """A second file name for one document."""
    return _error(
        "same-file",
        place,
        _at(
            path,
            Wording(
                zh=f"上面已经写过这个文件：{name}", en=f"this document was named above: {name}"
            ),
        ),
    )


def no_such_files(name: str, keys: Sequence[str]) -> Diagnostic:
    """File names that no document of the run bears: harmless, or misspelt."""
    first = keys[:3]
    zh = "、".join(first) + (f"等 {len(keys)} 个" if len(keys) > len(first) else "")
    en = ", ".join(first) + (f", … ({len(keys)} in all)" if len(keys) > len(first) else "")
    return Diagnostic(
        "no-such-files",
        Severity.NOTE,
        Wording(
            zh=f"{name} 里有文件名不在本次检查之列：{zh}",
            en=f"{name} names files that are not among those checked: {en}",
        ),
    )


def did_you_mean(word: str | None) -> Wording | None:
    """The nearest right word, where one is near."""
    return (
        None if word is None else Wording(zh=f"是否想写「{word}」？", en=f'did you mean "{word}"?')
    )


def _error(
    code: str,
    place: Span,
    message: Wording,
    hint: Wording | None = None,
    related: tuple[Span, ...] = (),
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, place, hint, related)


def _at(path: Path, wording: Wording) -> Wording:
    where = path_text(path)
    return Wording(zh=f"{where}：{wording.zh}", en=f"{where}: {wording.en}") if where else wording
