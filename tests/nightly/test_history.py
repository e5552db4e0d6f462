"""The history: a night comes back as it went in, two writers do not spoil it, and a lock keeps others out."""

import multiprocessing
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from triallint.config import UsageError
from triallint.history import LOCK, NAME, History, RunBefore, locked
from triallint.nights import Night, Revised, Seen, after, compare

ON = date(2026, 11, 21)


def seen(
    fingerprint: str, *, check: str = "a_check", value: str = "1", row: int = 2, file: str = "a.csv"
) -> Seen:
    return Seen(fingerprint, check, "error", "R1", file, row, ("value",), (value,), "it disagrees")


def a_night(*findings: Seen, **more: object) -> Night:
    given: dict[str, object] = {"files": ("a.csv",), "checks": ("a_check",), **more}
    return Night(ON, findings, **given)  # type: ignore[arg-type]


def test_a_night_comes_back_as_it_went_in(tmp_path: Path) -> None:
    history = History(tmp_path / NAME)
    first = a_night(
        seen("f1"), publications={"1": {"pages": "1-2"}}, answers={"pmid 1": "found"}, rows={"reports": 3},
        waiting=(seen("f0"),),
    )  # fmt: skip
    second = a_night(seen("f1")._replace(accepted=True), whole=False)
    assert history.last("d") is None
    history.add(first, "d", "0.1", 1)
    assert history.last("d") == first
    history.add(second, "d", "0.1", 3)
    assert history.last("d") == second
    assert history.last("another") is None
    assert history.past("d") == [RunBefore(ON, 1, 0, 0, 0), RunBefore(ON, 0, 0, 0, 1)]


def test_a_file_that_is_no_history_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"something else entirely, " * 100)
    with pytest.raises(UsageError, match="cannot be read as a history"):
        History(tmp_path / NAME)
    assert (tmp_path / NAME).read_bytes().startswith(b"something else")


def test_a_damaged_history_is_found_before_anything_else(tmp_path: Path) -> None:
    history = History(tmp_path / NAME)
    history.add(a_night(*(seen(f"f{number}") for number in range(200))), "d", "0.1", 0)
    content = bytearray((tmp_path / NAME).read_bytes())
    content[4096 * 2 : 4096 * 4] = b"x" * 8192
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(UsageError, match=r"cannot be read as a history: .*move it away"):
        History(tmp_path / NAME)
    assert (tmp_path / NAME).read_bytes() == content


def test_a_night_that_there_is_no_room_for_leaves_the_history_as_it_was(tmp_path: Path) -> None:
    history = History(tmp_path / NAME)
    history.add(a_night(seen("f1")), "d", "0.1", 0)
    code = (
        "import resource, signal, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from tests.nightly.test_history import a_night, seen; from triallint.history import History\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "History(Path(sys.argv[1])).add(a_night(*(seen(f'g{n}') for n in range(5000))), 'd', '0.1', 0)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / NAME), str(Path(__file__).parents[2])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "StoreError" in done.stderr
    assert "the night could not be kept" in done.stderr
    last = History(tmp_path / NAME).last("d")
    assert last is not None
    assert [one.fingerprint for one in last.findings] == ["f1"]


def test_a_later_layout_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / NAME)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(UsageError, match="later triallint"):
        History(tmp_path / NAME)


def _write(path: str, which: int, times: int) -> None:
    history = History(Path(path))
    for number in range(times):
        history.add(a_night(seen(f"f{which}-{number}"), seen("shared")), f"d{which}", "0.1", 0)


def test_writers_at_once_lose_nothing_and_spoil_nothing(tmp_path: Path) -> None:
    path, times = tmp_path / NAME, 20
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(str(path), which, times)) for which in range(3)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert [one.exitcode for one in writers] == [0, 0, 0]
    history = History(path)
    assert [len(history.past(f"d{which}")) for which in range(3)] == [times] * 3
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("SELECT count(*) FROM findings").fetchone() == (3 * times * 2,)
    connection.close()


def test_a_second_run_in_the_same_folder_is_told_to_wait(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(UsageError, match="another nightly run is under way"), locked(tmp_path):
            pass
        with locked(tmp_path / "another"):
            pass
    with locked(tmp_path):  # and the lock is let go of
        assert (tmp_path / LOCK).exists()


def test_new_fixed_changed_and_not_looked_at_are_told_apart() -> None:
    before = a_night(
        seen("stays"), seen("gone", row=3), seen("old", row=4, value="1"), seen("unread", file="b.csv"),
        seen("uncalled", check="b_check"), files=("a.csv", "b.csv"), checks=("a_check", "b_check"),
    )  # fmt: skip
    now = a_night(seen("stays"), seen("now", row=4, value="2"), seen("new", file="c.csv"))
    found = compare(before, now)
    assert [one.fingerprint for one in found.new] == ["new"]
    assert [one.fingerprint for one in found.fixed] == ["gone"]
    assert [(old.fingerprint, new.fingerprint) for old, new in found.changed] == [("old", "now")]
    assert {one.fingerprint for one in found.unlooked} == {"unread", "uncalled"}


def test_only_what_was_not_retracted_before_is_newly_retracted() -> None:
    before = a_night(publications={"1": {}, "2": {"retraction": "retracted"}, "4": {"pages": "1-2"}})
    gone = {"retraction": "retracted", "standing": "retracted", "title": "T"}
    now = a_night(
        publications={"1": gone, "2": {"retraction": "retracted"}, "3": gone, "4": {"pages": "1-3"}}
    )
    found = compare(before, now)
    assert found.retracted == {"1": "T"}
    assert found.revised == (Revised("1", "title", "", "T"), Revised("4", "pages", "1-2", "1-3"))


def test_what_lacked_an_answer_is_not_fixed_and_not_new_when_it_is_back() -> None:
    first = a_night(seen("f1"), seen("f2", check="b_check"), checks=("a_check", "b_check"))
    dark = a_night(checks=("a_check", "b_check"), left={"a_check": frozenset({"R1"})})
    changes = compare(first, dark)
    assert [one.fingerprint for one in changes.unlooked] == ["f1"]
    assert [one.fingerprint for one in changes.fixed] == ["f2"]
    kept = after(first, dark, changes)
    assert not compare(kept, a_night(seen("f1"), checks=("a_check", "b_check")))
    assert [one.fingerprint for one in compare(kept, a_night()).fixed] == ["f1"]
    again = after(kept, dark, compare(kept, dark))
    assert [one.fingerprint for one in again.waiting] == ["f1"]


def test_a_retraction_during_a_night_without_answers_is_still_news(tmp_path: Path) -> None:
    first, dark = a_night(publications={"1": {"title": "T"}}), a_night()
    history = History(tmp_path / NAME)
    history.add(first, "d", "0.1", 0)
    history.add(after(first, dark, compare(first, dark)), "d", "0.1", 3)
    last = history.last("d")
    assert last is not None
    now = a_night(publications={"1": {"title": "T", "retraction": "retracted"}})
    assert compare(last, now).retracted == {"1": "T"}


def test_a_lock_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_bytes(b"something else entirely, " * 100)
    with pytest.raises(UsageError, match="can be deleted"), locked(tmp_path):
        pass
