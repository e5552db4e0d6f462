"""What an engine is given and what it gives back, the same for all: `scan` does not know which one runs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..config import Config
from ..scan.chunks import CHUNK
from ..scan.remote import File

if TYPE_CHECKING:
    import pyarrow as pa

#: Is told a file, how many of its bytes have been read so far, and how many of its records were judged.
Tell = Callable[[str, int, int], None]


def tell_nobody(_file: str, _read: int, _records: int) -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True)
class Options:
    """How files are scanned.

    Attributes:
        config: which checks are asked for.
        jobs: how many processes, or tasks at a time.
        chunk: how many bytes of a file are unpacked at a time.
    """

    config: Config = field(default_factory=Config)
    jobs: int = 1
    chunk: int = CHUNK


class FileJudged(NamedTuple):
    """All that came of one file: batches of the schema `findings_schema()`, in the order of its records."""

    file: str
    batches: "tuple[pa.RecordBatch, ...]"


class Engine(Protocol):
    """A module's `run`: the files in any order, each once and whole."""

    def __call__(
        self, files: Sequence[File], options: Options, tell: Tell = tell_nobody
    ) -> Iterator[FileJudged]:
        """Judge every file; a file that cannot be read is a row of kind `broken`, never an exception."""
