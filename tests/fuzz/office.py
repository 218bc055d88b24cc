"""Damage that only office documents know: in the XML of a part, within a sound archive."""

import io
import random
import re
import zipfile
from collections.abc import Sequence

from tests.fuzz.harness import Damage, cut, flip, remove, repeat

_INNER: Sequence[Damage] = (cut, flip, remove, repeat)


def part_damaged(raw: bytes, rng: random.Random) -> bytes:
    """One part damaged as any file may be, and packed again."""
    damage = rng.choice(_INNER)
    return _changed(raw, rng, lambda text: damage(text, rng))


def tags_lost(raw: bytes, rng: random.Random) -> bytes:
    """Some elements of a part taken out with their end, so that it stays XML."""

    def change(text: bytes) -> bytes:
        empty = re.compile(rb"<([\w:]+)[^<>]*/>")
        return empty.sub(lambda tag: b"" if rng.random() < 0.2 else tag[0], text)

    return _changed(raw, rng, change)


def values_moved(raw: bytes, rng: random.Random) -> bytes:
    """Some values of attributes in the place of others."""
    value = re.compile(rb'(?<==")[^"]*(?=")')

    def change(text: bytes) -> bytes:
        values = [*value.findall(text), b"", b"-1", b"999999999", b"\xd9\xa3", b"1e9", b"A0"]
        return value.sub(lambda v: rng.choice(values) if rng.random() < 0.05 else v[0], text)

    return _changed(raw, rng, change)


def elements_renamed(raw: bytes, rng: random.Random) -> bytes:
    """One name of elements in the place of another, everywhere."""

    def change(text: bytes) -> bytes:
        names = sorted(set(re.findall(rb"<([\w:]+)", text)))
        old, new = rng.choice(names), rng.choice(names)
        return re.sub(rb"(</?)" + old + rb"(?=[\s/>])", rb"\1" + new, text)

    return _changed(raw, rng, change)


def member_lost(raw: bytes, rng: random.Random) -> bytes:
    """One part taken out."""
    parts = _parts(raw)
    del parts[rng.choice(sorted(parts))]
    return _packed(parts)


DAMAGE = (part_damaged, tags_lost, values_moved, elements_renamed, member_lost)


def _changed(raw: bytes, rng: random.Random, change: object) -> bytes:
    assert callable(change)
    parts = _parts(raw)
    name = rng.choice(sorted(name for name in parts if "theme" not in name))
    parts[name] = change(parts[name])
    return _packed(parts)


def _parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()
