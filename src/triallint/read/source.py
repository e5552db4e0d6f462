"""One file on its way to becoming sheets: its bytes, how it is to be read, and what was found in it."""

import os
import stat
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath

from ..conditions import Condition
from ..model import Finding, Place, Severity
from .conditions import FILE_CAN_BE_READ


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is taken for a mistake or an attack.

    Attributes:
        file_bytes: the largest file.
        unpacked_bytes: the largest workbook or Parquet file once unpacked.
        cells: the most cells of one file.
        cell_characters: the longest cell; the text of a longer one is cut.
        findings: the most findings of one condition in one file; the rest are counted.
    """

    file_bytes: int = 512 * 2**20
    unpacked_bytes: int = 512 * 2**20
    cells: int = 50_000_000
    cell_characters: int = 100_000
    findings: int = 50


#: Limits that no table kept by curators comes near.
LIMITS = Limits()

#: What is kept of a cell that is longer than `Limits.cell_characters`.
KEPT_CHARACTERS = 1000


class Unreadable(Exception):
    """A file or one of its parts cannot be read at all. The message says why, in a curator's words."""

    def __init__(self, message: str, remedy: str, row: int | None = None) -> None:
        super().__init__(message)
        self.remedy, self.row = remedy, row


@dataclass(slots=True, eq=False)
class Source:
    """One file on its way to becoming sheets.

    Attributes:
        file: path as the user named it.
        data: its bytes.
        table: the table that a datapackage says it is.
        encoding: the encoding that a datapackage says it has.
        delimiter: the delimiter that a datapackage says it has.
        header: the header of the first part, where a datapackage says that it is a later one.
        limits: how much of it is read.
        findings: what was found so far.
    """

    file: str
    data: bytes = b""
    table: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header: list[str] | None = None
    limits: Limits = LIMITS
    findings: list[Finding] = field(default_factory=list)
    _said: Counter[Condition] = field(default_factory=Counter)

    @property
    def stem(self) -> str:
        """The file's name without its extension."""
        return PurePath(self.file).stem

    @property
    def extension(self) -> str:
        """The file's extension in lower case, with its dot."""
        return PurePath(self.file).suffix.lower()

    def say(
        self,
        condition: Condition,
        message: str,
        remedy: str,
        *,
        row: int | None = None,
        column: int | None = None,
        name: str = "",
        sheet: str | None = None,
        text: str | None = None,
        words: str = "",
        reading: str | None = None,
        severity: Severity | None = None,
    ) -> None:
        """Note a finding of this file. Past the limit of its condition it is only counted."""
        self._said[condition] += 1
        if self._said[condition] > self.limits.findings:
            return
        if text is None:  # a finding of the whole file is known by the file's name
            text = PurePath(self.file).name
        self.findings.append(
            condition.broken(
                Place(self.file, row, column, printable(name), sheet),
                printable(text),
                printable(message),
                remedy=_sentence(printable(remedy)),
                reading=reading,
                words=words or ("" if name or row is None else "the row"),
                severity=severity,
            )
        )

    def refuse(self, refusal: Unreadable, condition: Condition = FILE_CAN_BE_READ) -> None:
        """Note that the file cannot be read, and why."""
        self.say(condition, str(refusal), refusal.remedy, row=refusal.row)

    def close(self) -> None:
        """Say how many findings were left out."""
        for condition, count in self._said.items():
            if (rest := count - self.limits.findings) > 0:
                self.findings.append(
                    condition.broken(
                        Place(self.file),
                        f"{PurePath(self.file).name} and {rest} more",
                        f"{rest:,} more findings like the {self.limits.findings} above are not shown",
                        remedy="Mend the ones shown and run again: they often have one cause.",
                    )
                )
        self._said.clear()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")


def printable(text: str) -> str:
    """`text` without lone surrogates, which no output could encode."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def load(source: Source) -> bool:
    """Read the bytes of a file; False, with a finding, where that cannot be done."""
    try:
        source.data, whole = _bytes_of(source.file, source.limits.file_bytes)
    except Unreadable as refusal:
        source.refuse(refusal)
        return False
    except FileNotFoundError:
        why, remedy = "the file is not there", "check its name, or restore it and run again"
    except PermissionError:
        why, remedy = "the file may not be read", "give yourself the right to read it (chmod u+r)"
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        words = getattr(error, "strerror", None) or str(error)
        why, remedy = f"the file cannot be read: {words}", "check the disk or the path, and run again"
    else:
        if not whole:
            source.say(
                FILE_CAN_BE_READ,
                "the file was changed while it was being read; what follows may be half of it",
                "close the program that writes it, and run again",
                severity=Severity.warning,
            )
        return True
    source.refuse(Unreadable(why, remedy))
    return False


def _bytes_of(file: str, most: int) -> tuple[bytes, bool]:
    """The bytes of a regular file, and whether it stood still meanwhile."""
    _require_regular(os.stat(file), most)
    # Without O_NONBLOCK a named pipe put in its place since would keep us waiting for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file, flags), "rb") as stream:
        before = os.fstat(stream.fileno())
        _require_regular(before, most)
        data = stream.read(min(most, before.st_size) + 1)
        after = os.fstat(stream.fileno())
    if len(data) > most:
        raise _too_large(len(data), most)
    still = before.st_size == after.st_size == len(data) and before.st_mtime_ns == after.st_mtime_ns
    return data, still


def _require_regular(status: os.stat_result, most: int) -> None:
    for is_kind, kind in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if is_kind(status.st_mode):
            raise Unreadable(f"this is {kind}, not a file", "name a file that holds a table")
    if status.st_size > most:
        raise _too_large(status.st_size, most)


def _too_large(size: int, most: int) -> Unreadable:
    return Unreadable(
        f"the file has {size:,} bytes or more; files up to {most:,} bytes are read",
        "split it, or check that it is the table it was meant to be",
    )
