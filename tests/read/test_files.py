"""Files that cannot be read, or are not what they seem: each a finding, none an exception."""

import gzip
import os
import threading
from pathlib import Path

import pytest

import triallint.read as reading_room
from triallint.read import Limits, read
from triallint.read import source as source_room

from .conftest import found, the

GOOD = "id,label\n1,a\n"


def beside_a_good_one(write, path):
    reading = read([path, write("good.csv", GOOD)])
    assert [sheet.name for sheet in reading.sheets] == ["good"], "the others are read all the same"
    return reading


def test_a_file_that_is_not_there(write):
    reading = beside_a_good_one(write, "gone.csv")
    assert found(reading) == ["error file_can_be_read"]
    assert reading.findings[0].place.file == "gone.csv"
    assert "not there" in reading.findings[0].message


@pytest.mark.parametrize("name", ["a\0b.csv", "x" * 5000 + ".csv"])
def test_names_that_no_file_can_have(write, name):
    assert found(beside_a_good_one(write, name)) == ["error file_can_be_read"]


def test_a_loop_of_links(write, tmp_path):
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    assert found(beside_a_good_one(write, "loop.csv")) == ["error file_can_be_read"]


def test_a_file_that_may_not_be_read(write, monkeypatch):
    opened = os.open

    def guarded(path, *rest, **named):
        if str(path).endswith("locked.csv"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **named)

    monkeypatch.setattr(source_room.os, "open", guarded)
    reading = beside_a_good_one(write, write("locked.csv", GOOD))
    assert found(reading) == ["error file_can_be_read"]
    assert "may not be read" in reading.findings[0].message


def test_a_named_pipe_keeps_nobody_waiting(write):
    os.mkfifo("pipe.csv") if write("x", "") else None
    done: list[object] = []
    reader = threading.Thread(target=lambda: done.append(read(["pipe.csv"])), daemon=True)
    reader.start()
    reader.join(5)
    assert done, "reading a pipe that nobody writes to must end"
    assert "a named pipe, not a file" in done[0].findings[0].message  # type: ignore[attr-defined]


def test_a_device(write):
    reading = beside_a_good_one(write, "/dev/zero")
    assert "a device" in the(reading, "file_can_be_read").message


def test_a_file_that_is_too_large(write):
    path = write("big.csv", GOOD * 100)
    reading = read([path], limits=Limits(file_bytes=500))
    assert "the file has 1,300 bytes" in the(reading, "file_can_be_read").message


def test_a_file_that_disappears_half_way(write, monkeypatch):
    for name in "abc":
        write(f"{name}.csv", GOOD)
    load = reading_room.load

    def and_then_lose_one(source):
        done = load(source)
        Path("b.csv").unlink(missing_ok=True)
        return done

    monkeypatch.setattr(reading_room, "load", and_then_lose_one)
    reading = read([Path()])
    assert [sheet.file for sheet in reading.sheets] == ["a.csv", "c.csv"]
    assert [str(finding.place) for finding in reading.findings] == ["b.csv"]
    assert found(reading) == ["error file_can_be_read"]


def test_a_file_that_is_cut_while_it_is_read(write, monkeypatch):
    path = write("t.csv", "id,label\n" + "1,a\n" * 100)
    fstat = os.fstat
    calls = []

    def and_then_cut(number):
        status = fstat(number)
        if not calls:
            os.truncate(path, 17)
        calls.append(number)
        return status

    monkeypatch.setattr(source_room.os, "fstat", and_then_cut)
    reading = read([path])
    assert "changed while it was being read" in the(reading, "file_can_be_read").message
    assert reading.sheets[0].rows == [["1", "a"], ["1", "a"]]


def test_a_file_with_an_extension_that_is_not_read(write):
    reading = beside_a_good_one(write, write("table.docx", "x"))
    finding = the(reading, "format_is_read")
    assert finding.severity.name == "error"
    assert "CSV, TSV, XLSX, JSON, JSON Lines, YAML and Parquet" in finding.message


def test_a_file_named_twice_is_read_once(write):
    path = write("t.csv", GOOD)
    assert len(read([path, "./t.csv", path.absolute(), Path()]).sheets) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", b"%PDF-1.7\nxxx", "a PDF"),
        ("t.csv", gzip.compress(GOOD.encode(), mtime=0), "gzip"),
        ("t.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an older Excel"),
        (
            "t.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        ("t.csv", b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"),
        ("t.csv", b"PK\x03\x04" + b"\0" * 30 + b"readme.txt", "a zip archive"),
        ("t.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
    ],
    ids=["pdf", "gzip", "old-excel", "password", "ods", "zip", "html"],
)
def test_content_that_is_no_table(write, name, content, words):
    reading = beside_a_good_one(write, write(name, content))
    finding = the(reading, "file_can_be_read")
    assert words in finding.message
    assert finding.remedy


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.xlsx", "t.json", "t.jsonl", "t.yaml", "t.parquet"])
@pytest.mark.parametrize("content", ["", " \n\n"])
def test_empty_files_of_every_format(read_one, name, content):
    reading = read_one(name, content)
    assert (reading.sheets, found(reading)) == ((), ["warning file_has_rows"])


def test_text_in_a_workbooks_clothes_is_read(read_one):
    reading = read_one("arms.xlsx", GOOD)
    assert reading.sheets[0].rows == [["1", "a"]]
    assert found(reading) == ["warning file_is_what_its_name_says"]


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.parquet"])
def test_json_in_other_clothes_is_read(read_one, name):
    reading = read_one(name, '[{"id": 1, "label": "a"}]')
    assert reading.sheets[0].rows == [["1", "a"]]
    assert found(reading) == ["warning file_is_what_its_name_says"]


def test_names_that_are_not_utf8(write, tmp_path):
    write("x", "")
    (tmp_path / os.fsdecode(b"na\xefve.csv")).write_text("")
    reading = read([Path()])
    (finding,) = reading.findings
    assert finding.fingerprint
    finding.message.encode()
    finding.points[0].text.encode()


def test_fingerprints_tell_files_apart(write):
    reading = read([write("a.csv", "\ufeffid,b\n1,2\n"), write("b.csv", "\ufeffid,b\n1,2\n")])
    assert len({finding.fingerprint for finding in reading.findings}) == 2
