"""Bytes to text."""

import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.decode import decode

_TEXT = "本年新收申请 3 件，上年结转 0 件。\n一、总体情况\n" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_the_usual_encodings_are_read_without_remark(encoding: str) -> None:
    assert decode(_TEXT.encode(encoding)) == (_TEXT, None)


def test_big_endian_text_is_read_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + _TEXT.encode("utf-16-be")) == (_TEXT, None)


@pytest.mark.parametrize("cut", [1, 2])
def test_a_text_cut_within_a_character_stays_utf8_and_is_remarked(cut: int) -> None:
    raw = ("开头" + _TEXT + "件").encode()[:-cut]
    decoded = decode(raw)
    assert decoded is not None
    text, remark = decoded
    assert text == "开头" + _TEXT + "\ufffd"
    assert remark is not None
    assert "1" in remark.zh
    assert "UTF-8" in remark.en


def test_bytes_that_fit_no_encoding_are_replaced_and_counted() -> None:
    decoded = decode(_TEXT.encode("gb18030") + b"\xff" + _TEXT.encode("gb18030"))
    assert decoded is not None
    text, remark = decoded
    assert text.count("\ufffd") == 1
    assert remark is not None
    assert "GB18030" in remark.zh


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
        zlib.compress(_TEXT.encode() * 50, 9) * 8,
        b"".join(hashlib.sha256(bytes([n])).digest() for n in range(125)),
        _TEXT.encode("utf-16-le"),
        b"\xff\xfe" + b"\x00\x00" * 20,
        bytes(range(1, 32)) * 4,
    ],
    ids=["png", "zip", "deflated", "random", "utf-16 unmarked", "nul", "controls"],
)
def test_bytes_that_are_no_text_are_refused(raw: bytes) -> None:
    assert decode(raw) is None


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"") == ("", None)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoder(raw: bytes) -> None:
    decoded = decode(raw)
    assert decoded is None or isinstance(decoded[0], str)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff")))
def test_utf8_is_read_as_it_was_written(text: str) -> None:
    assert decode(text.encode()) == (text, None)
