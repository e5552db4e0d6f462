"""What a renderer knows besides the run: the tool, the checks' titles, the rows, and the reader's screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from ..model import Place


class Verbosity(IntEnum):
    """How much the text for people says. The other formats always say everything."""

    quiet = 0
    normal = 1
    verbose = 2


class RowText(NamedTuple):
    """One whole row as it stands in its file: the header's names and the cells, in the file's order."""

    names: tuple[str, ...]
    texts: tuple[str, ...]


class About(NamedTuple):
    """What is known of a check by its name.

    Attributes:
        title: what holds, as one sentence.
        url: where its page can be read; None where that is nowhere but in the package.
        page: its page, as Markdown.
    """

    title: str
    url: str | None = None
    page: str = ""


def no_passage(_place: Place) -> str | None:
    """The answer of a context that has no documents to show."""
    return None


def every_file(_file: str) -> bool:
    """The answer of a context that knows of no file that fixes cannot be applied to."""
    return True


def no_row(_place: Place) -> RowText | None:
    """The answer of a context that has no rows to show."""
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """What a renderer knows besides the run.

    Attributes:
        version: of the tool.
        checks: a check's (or condition's) name -> what is known of it.
        colour: whether the text goes to a screen that shows ANSI colours.
        width: columns of that screen.
        verbosity: how much the text for people says.
        root: absolute path of the folder that relative paths start from; absolute paths below it
            are made relative for machines. Empty where there is none.
        passages: the text of the document that a place lies in, where the place is not in a table.
        written: whether safe fixes can be applied to a file by the program.
        rows: the row that a place lies in, or None where it cannot be shown.
        since: fingerprint -> how a finding stands to an earlier run: "new", "updated" or "unchanged"; None
            where there is no run to compare with.
    """

    version: str
    checks: Mapping[str, About] = field(default_factory=dict)
    colour: bool = False
    width: int = 80
    verbosity: Verbosity = Verbosity.normal
    root: str = ""
    rows: Callable[[Place], RowText | None] = no_row
    passages: Callable[[Place], str | None] = no_passage
    written: Callable[[str], bool] = every_file
    since: Mapping[str, str] | None = None

    def title(self, check: str) -> str:
        """What a check says holds; its name as words where nothing is known of it."""
        about = self.checks.get(check)
        return about.title if about else check.replace("_", " ")
