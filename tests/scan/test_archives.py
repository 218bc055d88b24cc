"""Zip archives of reports: read where they lie, and never more of them than is good."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from gouji.cli import main
from gouji.model.diagnostic import Diagnostic
from gouji.scan import archives
from gouji.scan.inputs import Input, inputs
from gouji.scan.packs import packs, ready, with_mappings
from gouji.scan.reading import Fitted, read
from tests.ferries import DOCUMENT, MAPPING, PACK

LIMIT = 2**20
Archive = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.chdir(tmp_path)

    def make(members: Mapping[str, str | bytes]) -> Path:
        path = tmp_path / "all-2023.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in members.items():
                file.writestr(name, content)
        archives._remembered.cache_clear()
        return Path("all-2023.zip")

    return make


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "ferries"
    folder.mkdir()
    (folder / "ferries.gj").write_text(PACK, encoding="utf-8")
    (folder / "ferries.xml.yaml").write_text(MAPPING, encoding="utf-8")
    return folder


def names(path: Path) -> list[str]:
    return [one.name for one in inputs([str(path)], [".xml"])[0]]


def fitted(one: Input, pack: Path) -> Fitted:
    loaded, wrong = packs(str(pack))
    mapped, more = with_mappings(loaded)
    assert [*wrong, *more] == []
    return read(one, [ready(each) for each in mapped])


def test_the_members_of_an_archive_are_inputs_in_order(archive: Archive) -> None:
    path = archive({"b/two.xml": "", "one.XML": "", "read me.txt": "", "b/notes.pdf": ""})
    found, remarks = inputs([str(path)], [".xml"])
    assert [one.name for one in found] == ["all-2023.zip/b/two.xml", "all-2023.zip/one.XML"]
    assert [remark.code for remark in remarks] == ["skipped-files"]


def test_hidden_members_and_folders_are_none(archive: Archive) -> None:
    hidden = {".x.xml": "", "__MACOSX/._a.xml": "", "a/.git/b.xml": "", "c.xml/": ""}
    assert names(archive({**hidden, "a.xml": ""})) == ["all-2023.zip/a.xml"]


def test_an_archive_named_twice_is_taken_once(archive: Archive) -> None:
    path = archive({"a.xml": ""})
    assert len(inputs([str(path), str(path)], [".xml"])[0]) == 1


def test_an_archive_in_a_folder_is_read_like_a_folder_in_it(
    archive: Archive, tmp_path: Path
) -> None:
    path = archive({"a.xml": ""})
    found, remarks = inputs([str(tmp_path)], [".xml"])
    assert [one.member for one in found] == ["a.xml"]
    assert found[0].name.endswith(f"{path.name}/a.xml")
    assert not remarks


def test_names_are_shown_not_followed(archive: Archive) -> None:
    (name,) = names(archive({"../../etc/passwd.xml": ""}))
    assert name == "all-2023.zip/../../etc/passwd.xml"
    (long,) = names(archive({"x" * 3_000 + ".xml": ""}))
    assert len(long) < 300


def test_a_report_in_an_archive_is_read_like_one_in_a_folder(archive: Archive, pack: Path) -> None:
    Path("fc.xml").write_text(DOCUMENT, encoding="utf-8")
    path = archive({"2023/fc.xml": DOCUMENT})
    (plain,), (packed,) = (inputs([name], [".xml"])[0] for name in ("fc.xml", str(path)))
    one, other = fitted(plain, pack).report, fitted(packed, pack).report
    assert one is not None
    assert other is not None
    assert {k: c.number for k, c in one.cells.items()} == {
        k: c.number for k, c in other.cells.items()
    }


def test_a_command_checks_an_archive(
    archive: Archive, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = DOCUMENT.replace("<f:People>9<", "<f:People>0<")
    path = archive(
        {"a/fc.xml": DOCUMENT, "a/gc.xml": wrong.replace("FC", "GC"), "no.xml": "<html>"}
    )
    assert main(["check", str(path), "--rules", str(pack), "--lang", "en", "--format", "csv"]) == 1
    out = capsys.readouterr().out
    assert "Isle & Bay: 0 people" in out
    assert "web page" in out
    assert "unpacked" not in out
    assert sorted(p.name for p in Path().iterdir()) == ["all-2023.zip", "ferries"]


def test_files_of_one_name_are_told_and_none_is_taken_for_the_other(
    tmp_path: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("fc.xml", DOCUMENT)
        file.writestr("gc.xml", DOCUMENT)
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("fc.xml", DOCUMENT.replace("<f:People>9<", "<f:People>0<"))
    one, other = inputs([str(path)], [".xml"])[0]
    assert (one.trouble and one.trouble.code, other.trouble) == ("repeated-member", None)
    assert fitted(one, pack).report is None
    command = ["check", str(path), "--rules", str(pack), "--lang", "en", "--format", "csv"]
    assert main(command) != 0
    out = capsys.readouterr().out
    assert "SYS-REPEATED-MEMBER" in out
    assert "2 files of this name" in out


# ---- limits


def trouble(path: Path) -> str:
    (one,) = inputs([str(path)], [".xml"])[0]
    assert one.trouble is not None
    return one.trouble.code


def test_what_is_no_archive_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.zip").write_bytes(b"PK\3\4 nothing")
    assert trouble(Path("a.zip")) == "bad-archive"
    Path("b.zip").write_bytes(b"")
    assert trouble(Path("b.zip")) == "bad-archive"


def test_an_archive_that_is_cut_off_is_said(archive: Archive) -> None:
    path = archive({f"{n}.xml": "<a/>" * 50 for n in range(20)})
    path.write_bytes(path.read_bytes()[:-30])
    assert trouble(path) == "bad-archive"


def test_too_many_members_are_refused(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_ENTRIES", 5)
    assert trouble(archive({f"{n}.xml": "" for n in range(6)})) == "large-archive"
    assert len(names(archive({f"{n}.xml": "" for n in range(5)}))) == 5


def test_a_directory_without_end_is_refused_unread(archive: Archive) -> None:
    path = archive({"a.xml": "<a/>"})
    raw = bytearray(path.read_bytes())
    end = raw.rfind(b"PK\5\6")
    raw[end + 12 : end + 16] = struct.pack("<I", 2**31)
    path.write_bytes(bytes(raw))
    archives._remembered.cache_clear()
    assert trouble(path) == "large-archive"


@pytest.mark.parametrize(("at", "size"), [(10, 2), (12, 4)])
def test_an_archive_of_the_large_kind_is_called_so(archive: Archive, at: int, size: int) -> None:
    path = archive({"a.xml": "<a/>"})
    raw = bytearray(path.read_bytes())
    end = raw.rfind(b"PK\5\6")
    raw[end + at : end + at + size] = b"\xff" * size
    path.write_bytes(bytes(raw))
    archives._remembered.cache_clear()
    (one,) = inputs([str(path)], [".xml"])[0]
    assert one.trouble is not None
    assert "zip64" in one.trouble.message.en


def test_more_bytes_than_an_archive_of_reports_has_are_refused(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "LARGEST", 1_000)
    assert trouble(archive({"a.xml": "x" * 600, "b.xml": "x" * 600})) == "large-archive"


def refusal(path: Path, member: str, limit: int = LIMIT) -> str:
    found = archives.read_member(path, member, member, limit)
    assert not isinstance(found, bytes)
    return found.code


def test_a_member_that_swells_is_refused_whatever_size_it_states(archive: Archive) -> None:
    path = archive({"a.xml": b" " * (30 * 2**20)})
    assert refusal(path, "a.xml", 64 * 2**20) == "swollen"
    raw = bytearray(path.read_bytes())
    for at in (raw.find(b"PK\3\4") + 22, raw.rfind(b"PK\1\2") + 24):
        raw[at : at + 4] = struct.pack("<I", 100)
    path.write_bytes(bytes(raw))
    archives._remembered.cache_clear()
    found = archives.read_member(path, "a.xml", "a.xml", 64 * 2**20)
    assert not isinstance(found, bytes) or len(found) <= 100


def test_a_member_beyond_the_limit_is_refused(archive: Archive) -> None:
    noise = bytes(n * n % 251 for n in range(3_000))
    path = archive({"a.xml": noise})
    assert refusal(path, "a.xml", 1_000) == "too-large"
    assert archives.read_member(path, "a.xml", "a.xml", 3_000) == noise


def test_members_that_share_their_bytes_are_refused(archive: Archive) -> None:
    path = archive({"a.xml": "x" * 500, "b.xml": "y" * 500})
    raw = bytearray(path.read_bytes())
    second = raw.rfind(b"PK\1\2")
    raw[second + 42 : second + 46] = struct.pack("<I", 10)
    path.write_bytes(bytes(raw))
    archives._remembered.cache_clear()
    assert trouble(path) == "bad-archive"


def test_an_encrypted_member_is_said(archive: Archive) -> None:
    path = archive({"a.xml": "<a/>"})
    raw = bytearray(path.read_bytes())
    for at in (raw.find(b"PK\3\4") + 6, raw.rfind(b"PK\1\2") + 8):
        raw[at] |= 1
    path.write_bytes(bytes(raw))
    archives._remembered.cache_clear()
    assert refusal(path, "a.xml") == "encrypted"


def test_a_damaged_member_is_said_and_the_others_are_read(archive: Archive) -> None:
    path = archive({"a.xml": "x" * 5_000, "b.xml": "<b/>"})
    raw = bytearray(path.read_bytes())
    raw[40:50] = b"\0" * 10
    path.write_bytes(bytes(raw))
    archives._remembered.cache_clear()
    assert refusal(path, "a.xml") == "bad-archive"
    assert archives.read_member(path, "b.xml", "b.xml", LIMIT) == b"<b/>"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_member_damaged_anywhere_is_said_however_it_is_packed(
    tmp_path: Path, method: int
) -> None:
    path = tmp_path / "all-2023.zip"
    with zipfile.ZipFile(path, "w", method) as file:
        file.writestr("a.xml", "".join(map(str, range(3_000))))
    raw, whole = path.read_bytes(), "".join(map(str, range(3_000))).encode()
    for at in range(36, 100):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :])
        archives._remembered.cache_clear()
        found = archives.read_member(path, "a.xml", "a.xml", LIMIT)
        assert found == whole or (isinstance(found, Diagnostic) and found.code == "bad-archive"), at


def test_an_archive_within_an_archive_is_not_opened(archive: Archive) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("a.xml", "<a/>")
    path = archive({"inner.zip": inner.getvalue()})
    found, remarks = inputs([str(path)], [".xml"])
    assert list(found) == []
    assert [remark.code for remark in remarks] == ["skipped-files"]
