"""Every write: whole or not at all, and never over a file unless told so."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .config import UsageError


class StoreError(UsageError):
    """A write that did not happen. The message names the path, the reason and what to do."""


def write_text(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write a text file as UTF-8, its line ends as they are in `text`.

    Args:
        path: where; folders above it are made.
        text: the whole content.
        overwrite: whether a file that is there may be replaced.

    Raises:
        StoreError: the file is there and may not be replaced, or the disk said no. Nothing changed.
    """
    write_bytes(path, text.encode("utf-8"), overwrite=overwrite)


def write_bytes(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write a file whole: another process sees the old content or the new, never a part.

    Args:
        path: where; folders above it are made. A link is followed, and what it points to replaced.
        content: the whole content.
        overwrite: whether a file that is there may be replaced. Its permissions are kept.

    Raises:
        StoreError: the file is there and may not be replaced, or the disk said no. Nothing changed.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file() and not target.is_dir():
        _into_device(target, content)  # /dev/stdout, a pipe: nothing that could be replaced
        return
    if not overwrite and os.path.lexists(path):
        raise StoreError(f"{path} is there already: nothing was written")
    make_folder(target.parent)
    try:
        _put(target, content, overwrite)
    except FileExistsError:
        raise StoreError(f"{path} is there already: nothing was written") from None
    except OSError as error:
        raise StoreError(f"{path} could not be written: {error.strerror or error}") from error


def write_folder(path: Path, files: Mapping[str, str]) -> None:
    """Write a new folder whole: it is there with all its files, or it is not there.

    Args:
        path: the folder; it must not be there yet, or be empty.
        files: name -> text, written as UTF-8.

    Raises:
        StoreError: something stands there already, or the disk said no. Nothing changed.
    """
    target = Path(os.path.realpath(path))
    if os.path.lexists(target) and not (target.is_dir() and not any(target.iterdir())):
        raise StoreError(f"{path} is there already: nothing was written")
    make_folder(target.parent)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name[:100]}.") as work:
            made = Path(work) / "made"
            made.mkdir()
            for name, text in files.items():
                write_text(made / name, text)
            os.replace(made, target)
            _sync_folder(target.parent)
    except OSError as error:
        raise StoreError(f"{path} could not be written: {error.strerror or error}") from error


@contextmanager
def writing(path: Path, *, within: Path, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Write a file piece by piece: it stands under its name once the block has ended, whole.

    Args:
        path: where; folders above it are made.
        within: a folder on the same disk for what is not yet whole.
        overwrite: whether a file that is there may be replaced.

    Raises:
        StoreError: the file is there and may not be replaced, or the disk said no. Nothing changed.
    """
    target = Path(os.path.realpath(path))
    if not overwrite and os.path.lexists(path):
        raise StoreError(f"{path} is there already: nothing was written")
    make_folder(target.parent)
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=within, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
        _sync_folder(target.parent)
    except OSError as error:
        raise StoreError(f"{path} could not be written: {error.strerror or error}") from error
    finally:
        if name and os.path.lexists(name):
            os.unlink(name)


def remove_folder(path: Path) -> None:
    """Remove a folder of the program's own with all that is in it. Raises `StoreError` if it cannot."""
    try:
        shutil.rmtree(path)
    except OSError as error:
        raise StoreError(f"{path} could not be removed: {error.strerror or error}") from error


def make_folder(path: Path) -> None:
    """Make a folder and those above it, unless they are there. Raises `StoreError` if it cannot."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path} could not be made: {error.strerror or error}") from error


def _put(target: Path, content: bytes, overwrite: bool) -> None:
    # The temporary file stands in the same folder, because a rename is atomic only within a disk.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(target))
        if overwrite:
            os.replace(name, target)
        else:
            _take_free_name(name, target)
        _sync_folder(target.parent)
    finally:
        if os.path.lexists(name):
            os.unlink(name)


def _into_device(target: Path, content: bytes) -> None:
    try:
        with target.open("wb") as device:
            device.write(content)
    except OSError as error:
        raise StoreError(f"{target} could not be written: {error.strerror or error}") from error


def _take_free_name(name: str, target: Path) -> None:
    """Give the new file its name unless another took it meanwhile: a link fails where a rename would not."""
    try:
        os.link(name, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: the check above is all there is
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.replace(name, target)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those a new file would get."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
