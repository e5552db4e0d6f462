"""What is said of a scan on its way."""

import io

from triallint.scan.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_rate_and_time_left() -> None:
    progress = Progress({"a": 30_000_000, "b": 70_000_000}, 3, io.StringIO())
    progress.done("a", 1_000)
    progress.far("b", 20_000_000, 500)
    assert progress.line(10.0) == "scanning: 4 of 5 files, 50 %, 150 records/s, 5.0 MB/s, 10 s left"
    assert progress.line(7200.0).endswith("120 min left") or progress.line(7200.0).endswith("2.0 h left")


def test_nothing_read_yet() -> None:
    assert Progress({"a": 10}, 0, io.StringIO()).line(0.0).endswith("time left not known yet")


def test_a_terminal_is_written_over_and_cleared(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    clock = iter(range(100))
    monkeypatch.setattr("triallint.scan.progress.time.monotonic", lambda: float(next(clock)))
    screen, log = Terminal(), io.StringIO()
    for stream in (screen, log):
        progress = Progress({"a": 10, "b": 10}, 0, stream)
        progress.far("a", 5, 1)
        progress.done("a", 2)
        progress.end()
    assert screen.getvalue().count("\r\x1b[Kscanning:") == 2
    assert screen.getvalue().endswith("\r\x1b[K")
    assert "\x1b" not in log.getvalue()
