"""Files in object storage by their addresses: as much of a path as a scan asks of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from ..config import UsageError


class Stat(NamedTuple):
    """What tells one state of a file from another: its bytes, and when it was written."""

    st_size: int
    st_mtime_ns: int


@dataclass(frozen=True, slots=True)
class Remote:
    """A file or folder at an address: `s3://…`, `gs://…`, `abfss://…`, `hdfs://…`.

    Whatever Arrow can open, and what fsspec can where that is installed. It goes to a worker as its address
    alone, and is opened there.
    """

    address: str

    def __str__(self) -> str:
        return self.address

    @property
    def name(self) -> str:
        """Its last part, without what is said to the storage behind a question mark."""
        return self.address.partition("?")[0].rstrip("/").rpartition("/")[2]

    def exists(self) -> bool:
        """Whether anything is there. Raises OSError where that cannot be told."""
        return bool(self._info().type)

    def is_dir(self) -> bool:
        """Whether it is a folder: in most storages, whether something's address begins with it."""
        from pyarrow import fs

        return bool(self._info().type == fs.FileType.Directory)

    def is_file(self) -> bool:
        """Whether it is a file."""
        return bool(self._info().is_file)

    def stat(self) -> Stat:
        """Its size and age, as far as the storage says."""
        info = self._info()
        return Stat(info.size or 0, info.mtime_ns or 0)

    def rglob(self, _every: str = "*") -> "Iterator[Remote]":
        """Every file below it."""
        from pyarrow import fs

        system, path = self._system()
        stem, mark, said = self.address.partition("?")
        for one in system.get_file_info(fs.FileSelector(path, recursive=True)):
            if one.is_file:
                yield Remote(f"{stem.rstrip('/')}{one.path.removeprefix(path.rstrip('/'))}{mark}{said}")

    def open(self, _mode: str = "rb") -> BinaryIO:
        """Its bytes as they stand, packed or not, read as they are asked for. Raises OSError."""
        system, path = self._system()
        return cast(BinaryIO, system.open_input_stream(path, compression=None))

    def _info(self) -> Any:
        system, path = self._system()
        return system.get_file_info(path)

    def _system(self) -> tuple[Any, str]:
        """What reads the address, and the path that it is known under there."""
        from pyarrow import ArrowInvalid, fs

        try:
            found: tuple[Any, str] = fs.FileSystem.from_uri(self.address)
        except ArrowInvalid as unknown:
            return _by_fsspec(self.address, unknown)
        return found


def _by_fsspec(address: str, unknown: Exception) -> tuple[Any, str]:
    from pyarrow import fs

    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise OSError(f"{unknown}; with fsspec installed more kinds of addresses are known") from None
    try:
        system, path = url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise OSError(str(error)) from error
    return fs.PyFileSystem(fs.FSSpecHandler(system)), path


#: What is scanned: a path on this machine's disks, or an address.
File = Path | Remote


def file_called(name: str) -> File:
    """A path, or an address if it is one.

    Raises:
        UsageError: nothing here knows such addresses, or what is there may not be seen.
    """
    if "://" not in name:
        return Path(name)
    remote = Remote(name)
    try:
        remote.exists()
    except OSError as error:
        raise UsageError(f"{name}: {error}") from error
    return remote
