"""PubMed's files in a folder: their numbers in order, their MD5 sums, and what is missing among them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..config import UsageError
from ..model import lazy
from .cutting import BadFile

_NAME: Final = lazy(r"pubmed(\d\d)n(\d{4,6})\.xml(\.gz)?")
_SUM: Final = lazy(r"\b([0-9a-fA-F]{32})\b")


@dataclass(frozen=True, slots=True)
class Listed:
    """One of PubMed's files.

    Attributes:
        path: where it is.
        year: of the baseline that its number belongs to, in two digits.
        number: its own.
    """

    path: Path
    year: str
    number: int

    @property
    def sum_file(self) -> Path:
        """Where its MD5 sum stands."""
        return self.path.with_name(f"{self.path.name}.md5")

    def sum(self) -> str:
        """Its MD5 sum, as NLM states it.

        Raises:
            BadFile: the file with it is missing, or holds none.
        """
        try:
            found = _SUM.search(self.sum_file.read_text(encoding="ascii", errors="replace"))
        except FileNotFoundError:
            raise BadFile(f"{self.sum_file.name} is not beside it, so it cannot be checked") from None
        except OSError as error:
            raise BadFile(f"{self.sum_file.name} cannot be read ({error.strerror})") from None
        if not found:
            raise BadFile(f"{self.sum_file.name} holds no MD5 sum")
        return found[1].lower()


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder that follow on each other, and what stopped them.

    Attributes:
        files: in order, without a gap.
        year: of all of them; empty where there are none.
        missing: the first number that is not there although a later one is; 0 if none is missing.
        beyond: how many files stand behind the gap.
    """

    files: tuple[Listed, ...]
    year: str
    missing: int = 0
    beyond: int = 0

    def name_of(self, number: int) -> str:
        """The name of a file with this number."""
        return f"pubmed{self.year}n{number:04}.xml.gz"


def listing(folder: Path, first: int, year: str = "") -> Listing:
    """The files in a folder, from a number on.

    Args:
        folder: where they were downloaded to.
        first: the number that is wanted first; earlier ones are passed over.
        year: that their names must have; any if empty.

    Raises:
        UsageError: there is no such folder, or it holds files of several years, or of another one.
    """
    try:
        names = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror or error}") from None
    found: dict[int, Listed] = {}
    promised: set[int] = set()
    years: set[str] = set()
    for path in names:
        if named := re.fullmatch(_NAME.pattern, path.name.removesuffix(".md5")):
            years.add(named[1])
            promised.add(int(named[2]))
            if not path.name.endswith(".md5"):
                found[int(named[2])] = Listed(path, named[1], int(named[2]))
    if len(years) > 1:
        raise UsageError(
            f"{folder}: holds files of several years ({', '.join(sorted(years))}): a baseline and its updates"
            " have one; keep each year in a folder of its own"
        )
    seen = next(iter(years), "")
    if year and seen and seen != year:
        raise UsageError(
            f"{folder}: its files are of the baseline of 20{seen}, and the mirror of that of 20{year}: build"
            " a new one from the new baseline, in an empty folder"
        )
    return _in_order(found, promised, first, seen)


def _in_order(found: dict[int, Listed], promised: set[int], first: int, year: str) -> Listing:
    """What follows on the first number; a sum without its file is a file that is missing."""
    number, files = first, []
    while number in found:
        files.append(found[number])
        number += 1
    later = sorted(one for one in promised if one >= number)
    return Listing(tuple(files), year, number if later else 0, sum(one in found for one in later))
