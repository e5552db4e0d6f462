"""What a scan has done so far: a part for each finished file, beside the output, until the scan is whole."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..config import Config, UsageError
from ..store import make_folder, remove_folder, write_bytes, write_text
from .remote import File
from .schemas import findings_schema

if TYPE_CHECKING:
    import pyarrow as pa

_HEAD: Final = "scan.json"


class Ledger:
    """The folder `OUTPUT.ledger`: which scan it is of, and a part for each file that is done.

    Each is written whole or not at all, so that a scan which was killed is continued where it stood.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output.with_name(output.name + ".ledger")

    @property
    def is_there(self) -> bool:
        """Whether a scan for this output was begun and not brought to its end."""
        return self.folder.is_dir()

    def open(self, about: Mapping[str, Any], *, restart: bool = False) -> None:
        """Begin, or continue.

        Args:
            about: what the scan is: parts of another are none of its own.
            restart: whether what was done before is thrown away.

        Raises:
            UsageError: it is of another scan.
        """
        if restart and self.is_there:
            remove_folder(self.folder)
        head = self.folder / _HEAD
        said = json.dumps(about, sort_keys=True, indent=1) + "\n"
        if not head.is_file():
            make_folder(self.folder)
            write_text(head, said)
            return
        if (before := head.read_text(encoding="utf-8")) != said:
            raise UsageError(
                f"{self.folder} is of another scan ({_difference(before, about)}): finish that one, "
                "name another output, or begin anew with --restart"
            )

    def part(self, file: File) -> Path:
        """Where a file's part is, or will be. A file that has changed since has another."""
        at = file.stat() if file.exists() else None
        state = f"{file}\0{at.st_size if at else 0}\0{at.st_mtime_ns if at else 0}"
        name = hashlib.sha256(state.encode("utf-8", "surrogateescape")).hexdigest()[:20]
        return self.folder / f"{name}.arrow"

    def has(self, file: File) -> bool:
        """Whether a file is done."""
        return self.part(file).is_file()

    def keep(self, file: File, batches: "Iterable[pa.RecordBatch]") -> None:
        """Write a file's part."""
        import pyarrow as pa

        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, findings_schema()) as writer:
            for batch in batches:
                writer.write_batch(batch)
        write_bytes(self.part(file), sink.getvalue().to_pybytes(), overwrite=True)

    def read(self, file: File) -> "pa.Table":
        """A file's part."""
        import pyarrow as pa

        return pa.ipc.open_file(pa.BufferReader(self.part(file).read_bytes())).read_all()

    def close(self) -> None:
        """Remove it: the output is whole."""
        remove_folder(self.folder)


def about(config: Config, version: str) -> dict[str, Any]:
    """What tells one scan from another: the program, and which checks are asked for."""
    return {
        "triallint": version,
        "select": list(config.select),
        "ignore": list(config.ignore),
        "doi-case": config.doi_case,
        "checks": [str(config.root / one) for one in config.checks],
    }


def _difference(before: str, now: Mapping[str, Any]) -> str:
    try:
        then = json.loads(before)
    except ValueError:
        return "its head cannot be read"
    return "; ".join(
        f"{name} {then.get(name) or 'none'}, now {now[name] or 'none'}"
        for name in now
        if then.get(name) != now[name]
    )
