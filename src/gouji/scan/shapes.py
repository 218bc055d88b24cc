"""Files of values, and mappings, lists and texts out of them; what is not as it must be is diagnosed.

Every function that takes a value apart appends to `found`; a value left blank counts as not given.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path as FilePath

from gouji.language.files import LARGEST_DATA
from gouji.model.data import Data, Items, Path, Record, Scalar, read_data
from gouji.model.decode import decode
from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import fold
from gouji.model.frozen import frozen
from gouji.model.span import Source, Span
from gouji.scan import data_problems, problems

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)")
_YEARS = range(1000, 3000)

Found = list[Diagnostic]


@frozen
class Value:
    """A value, its key or number in a list, and how it is reached."""

    path: Path
    key: Span
    data: Data


def read_file(file: FilePath, name: str) -> tuple[Value | None, Sequence[Diagnostic]]:
    """What a YAML file holds; None, and why, where that is not to be had."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(LARGEST_DATA + 1)
    except OSError as error:
        return None, [problems.outside_trouble(name, error)]
    if len(raw) > LARGEST_DATA:
        return None, [problems.too_large(name, LARGEST_DATA)]
    decoded = decode(raw)
    if decoded is None or decoded[1] is not None:
        return None, [data_problems.bad_encoding(name)]
    data, found = read_data(Source(name, decoded[0]))
    return (Value((), data.span, data) if data is not None else None), found


def given(value: Value) -> bool:
    """Whether something is written there."""
    return not (isinstance(value.data, Scalar) and value.data.value is None)


def entries(value: Value, found: Found) -> Mapping[str, Value]:
    """The values of a mapping by their keys."""
    if not isinstance(value.data, Record):
        found.append(data_problems.wrong_shape(value.path, value.data.span, data_problems.MAPPING))
        return {}
    return {
        key: Value((*value.path, key), entry.key, entry.data)
        for key, entry in value.data.fields.items()
    }


def fields(value: Value, keys: Sequence[str], found: Found) -> Mapping[str, Value]:
    """The values of a mapping that has only these keys."""
    written = entries(value, found)
    for key, entry in written.items():
        if key not in keys:
            found.append(data_problems.unknown_key(value.path, entry.key, key, keys))
    return {key: entry for key, entry in written.items() if key in keys and given(entry)}


def members(value: Value | None, found: Found) -> Sequence[Value]:
    """The values of a list; of one that is not there none."""
    if value is None:
        return ()
    if not isinstance(value.data, Items):
        found.append(data_problems.wrong_shape(value.path, value.data.span, data_problems.LIST))
        return ()
    return [Value((*value.path, at), one.span, one) for at, one in enumerate(value.data.items)]


def text(value: Value | None, found: Found) -> str | None:
    """A text that is not blank; None where it is not there."""
    if value is None:
        return None
    if isinstance(value.data, Scalar) and isinstance(value.data.value, str):
        written = value.data.value.strip()
        if written:
            return written
    found.append(data_problems.wrong_shape(value.path, value.data.span, data_problems.TEXT))
    return None


def texts(value: Value | None, found: Found) -> Sequence[tuple[str, Value]]:
    """The texts of a list, each with its value."""
    read = [(text(one, found), one) for one in members(value, found)]
    return [(written, one) for written, one in read if written is not None]


def year(value: Value | None, found: Found) -> int | None:
    """A year of four digits."""
    if value is None:
        return None
    number = value.data.value if isinstance(value.data, Scalar) else None
    if isinstance(number, Fraction) and number.denominator == 1 and int(number) in _YEARS:
        return int(number)
    found.append(data_problems.wrong_shape(value.path, value.data.span, data_problems.YEAR))
    return None


def day(value: Value | None, found: Found) -> date | None:
    """A date as 2025-01-20 or 2025年1月20日."""
    if value is None:
        return None
    match = (
        _DATE.fullmatch(fold(value.data.text.strip())) if isinstance(value.data, Scalar) else None
    )
    try:
        if match is not None:
            return date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5]))
    except ValueError:  # 2025-02-30
        pass
    found.append(data_problems.wrong_shape(value.path, value.data.span, data_problems.DATE))
    return None
