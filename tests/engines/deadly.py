"""A file that kills whoever reads it: with SIGKILL, after half of its bytes, as often as it is told."""

import io
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Deadly:
    """A path whose readers die.

    Attributes:
        path: the file.
        deaths: a folder that a death is kept in, so that those who try again know of it.
        times: how many readers die; the next one lives.
    """

    path: Path
    deaths: Path
    times: int

    def __str__(self) -> str:
        return str(self.path)

    def open(self, _mode: str = "rb") -> Any:
        """Its bytes, or half of them and then death."""
        died = len(list(self.deaths.iterdir()))
        content = self.path.read_bytes()
        if died >= self.times:
            return io.BytesIO(content)
        (self.deaths / str(died)).touch()
        return _Half(content)


class _Half(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() * 2 >= len(self.getbuffer()):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(min(size, 8192) if size and size > 0 else 8192)
