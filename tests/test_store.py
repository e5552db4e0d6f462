"""Writing: whole or not at all, and never over a file unless told so."""

import os
import stat
import threading
from pathlib import Path

import pytest

from triallint.store import (
    StoreError,
    make_folder,
    remove_folder,
    write_bytes,
    write_folder,
    write_text,
    writing,
)


def leftovers(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.endswith(".tmp")]


def test_a_file_is_written_as_utf_8_with_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "a.txt"
    write_text(path, "0\u00b770\r\n\u2264\n")
    assert path.read_bytes() == "0\u00b770\r\n\u2264\n".encode()
    assert leftovers(path.parent) == []


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(StoreError, match="is there already"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert leftovers(tmp_path) == []


def test_a_file_is_replaced_when_told_so_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.sh"
    path.write_text("old")
    path.chmod(0o754)
    write_text(path, "new", overwrite=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o754


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write_text(tmp_path / "a.txt", "x")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real" / "a.txt", tmp_path / "link.txt"
    target.parent.mkdir()
    target.write_text("old")
    link.symlink_to(target)
    write_text(link, "new", overwrite=True)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_link_to_nothing_is_something(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    with pytest.raises(StoreError):
        write_text(link, "new")
    assert not (tmp_path / "gone.txt").exists()


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(StoreError, match="No space left"):
        write_text(path, "new", overwrite=True)
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert leftovers(tmp_path) == []


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, fsync = tmp_path / "a.txt", os.fsync

    def slow(handle: int) -> None:
        path.write_text("theirs")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(StoreError, match="is there already"):
        write_text(path, "ours")
    assert path.read_text() == "theirs"
    assert leftovers(tmp_path) == []


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_text(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").read_text() == "new"
    with pytest.raises(StoreError, match="is there already"):
        write_text(tmp_path / "a.txt", "newer")


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_bytes(pipe, b"hello")
    reader.join(timeout=10)
    assert read == [b"hello"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(StoreError):
        write_text(tmp_path / "a", "x", overwrite=True)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="could not be made"):
        write_text(tmp_path / "file" / "a.txt", "x")


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_readers_see_the_old_or_the_new_and_never_a_part(tmp_path: Path) -> None:
    path, seen, done = tmp_path / "a.txt", set[int](), threading.Event()
    path.write_text("a" * 200_000)

    def read() -> None:
        while not done.is_set():
            seen.add(len(path.read_text()))

    reader = threading.Thread(target=read)
    reader.start()
    for size in (100_000, 200_000) * 20:
        write_text(path, "b" * size, overwrite=True)
    done.set()
    reader.join()
    assert seen <= {100_000, 200_000}


def test_a_new_folder_is_there_whole(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        write_folder(tmp_path / name, {"a.csv": "x\n", "b.csv": "y\n"})
        assert {path.name: path.read_text() for path in (tmp_path / name).iterdir()} == {
            "a.csv": "x\n",
            "b.csv": "y\n",
        }
    assert sorted(os.listdir(tmp_path)) == ["empty", "new"], "nothing is left beside them"


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mine")
    with pytest.raises(StoreError, match="there already"):
        write_folder(tmp_path, {"a.csv": "x"})
    assert (tmp_path / "a.csv").read_text() == "mine"


def test_a_folder_that_cannot_be_written_whole_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StoreError, match="could not be written: no space left"):
        write_folder(tmp_path / "new", {"a.csv": "x"})
    assert os.listdir(tmp_path) == []


def test_a_file_written_piece_by_piece_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.bin"
    with writing(path, within=tmp_path) as file:
        file.write(b"one")
        assert not path.exists()
        file.write(b"two")
    assert path.read_bytes() == b"onetwo"
    with pytest.raises(StoreError, match="is there already"), writing(path, within=tmp_path) as file:
        file.write(b"other")

    def broken_off() -> None:
        with writing(path, within=tmp_path, overwrite=True) as file:
            file.write(b"half")
            raise KeyError("broken off")

    with pytest.raises(KeyError):
        broken_off()
    assert path.read_bytes() == b"onetwo"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["new"]


def test_a_folder_is_removed_or_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(b"")
    remove_folder(tmp_path / "folder")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="could not be removed"):
        remove_folder(tmp_path / "folder")
