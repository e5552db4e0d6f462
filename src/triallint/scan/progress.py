"""How far a scan is: a line that is written over on a terminal, lines now and then elsewhere."""

import time
from collections.abc import Mapping
from typing import Final, TextIO

#: Seconds between two lines: on a terminal, and in a log.
_OFTEN: Final = 0.5
_SELDOM: Final = 30.0
_MEGABYTE: Final = 1_000_000


class Progress:
    """Counts bytes and records as they are read, and says how long the rest will take.

    Args:
        sizes: file -> its bytes, of those that are still to be scanned.
        done: how many files were done before.
        stream: where it is said.
    """

    def __init__(self, sizes: Mapping[str, int], done: int, stream: TextIO) -> None:
        self._sizes, self._before, self._stream = sizes, done, stream
        self._over = stream.isatty()
        self._total = sum(sizes.values())
        self._begun = self._said = time.monotonic()
        self._going: dict[str, tuple[int, int]] = {}
        self._files = self._bytes = self._records = 0

    def far(self, file: str, read: int, records: int) -> None:
        """So much of a file has been read."""
        self._going[file] = (read, records)
        self._say()

    def done(self, file: str, records: int) -> None:
        """A file is done."""
        self._going.pop(file, None)
        self._files += 1
        self._bytes += self._sizes.get(file, 0)
        self._records += records
        self._say()

    def end(self) -> None:
        """Clear the line."""
        if self._over:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _say(self) -> None:
        now = time.monotonic()
        if now - self._said < (_OFTEN if self._over else _SELDOM):
            return
        self._said = now
        text = self.line(now - self._begun)
        self._stream.write(f"\r\x1b[K{text}" if self._over else f"{text}\n")
        self._stream.flush()

    def line(self, seconds: float) -> str:
        """Files, share, rates, and time left after so many seconds."""
        read = self._bytes + sum(one for one, _ in self._going.values())
        records = self._records + sum(one for _, one in self._going.values())
        share = read / self._total if self._total else 1.0
        left = (
            _spoken(seconds * (1 - share) / share) + " left" if share > 0.001 else "time left not known yet"
        )
        rate = (
            f"{records / seconds:,.0f} records/s, {read / seconds / _MEGABYTE:.1f} MB/s"
            if seconds
            else "0 records/s"
        )
        of = self._before + len(self._sizes)
        return (
            f"scanning: {self._before + self._files:,} of {of:,} files, {100 * share:.0f} %, {rate}, {left}"
        )


def _spoken(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"
