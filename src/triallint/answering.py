"""Where the answers about a dataset's citations are kept, and who gives them to a check."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .config import Config
from .crosscheck import AnswerSource, NoticeSource, Question
from .model import Answer, Notice
from .pubmed.index import HEADER, NAME

if TYPE_CHECKING:
    from .pubmed.recorded import Recorded


def source_for(dataset: Path, settings: Config) -> AnswerSource | None:
    """What answers the questions about a dataset, as `pubmed` in the configuration says; None if nobody."""
    source = None if settings.pubmed == "off" else _WhenAsked(folders_of(dataset, settings))
    if not settings.retraction_watch:
        return source
    from .retractions import load_retractions

    return _WithList(source, load_retractions(settings.root / settings.retraction_watch))


def folders_of(dataset: Path, settings: Config) -> list[Path]:
    """The folders with recorded answers for a dataset: its own first, then the project's."""
    return [folder for folder in _candidates(dataset, settings) if folder.is_dir()]


def folder_for_recording(dataset: Path, settings: Config) -> Path:
    """Where a dataset's answers are to be recorded: where others are already, else beside its tables."""
    return next(iter(folders_of(dataset, settings)), next(_candidates(dataset, settings)))


def holds_answers(folder: Path) -> bool:
    """Whether a folder holds recorded answers, as one that is given to a hook file by file may."""
    path = folder / NAME
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline().rstrip("\n") == HEADER
    except OSError:
        return False


def _candidates(dataset: Path, settings: Config) -> Iterator[Path]:
    own = dataset if dataset.is_dir() else dataset.parent
    yield own / settings.cassettes
    if settings.path:
        yield settings.root / settings.cassettes
    above = own.resolve()
    root = next((one for one in (above, *above.parents) if (one / ".git").exists()), Path.cwd())
    if root in (above, *above.parents):
        yield _short(root) / settings.cassettes


def _short(folder: Path) -> Path:
    """A folder as seen from here, where it is here: reports name the files in it."""
    return Path() if folder == Path.cwd() else folder


class _WhenAsked:
    """Recorded answers; what reads them is loaded with the first question."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = folders
        self._recorded: Recorded | None = None

    def answer(self, question: Question) -> Answer:
        """See `Recorded`."""
        if self._recorded is None:
            from .pubmed.recorded import Recorded

            self._recorded = Recorded(self._folders)
        return self._recorded.answer(question)


class _WithList:
    """What answers for PubMed, if anything does, and a list of retractions beside it."""

    def __init__(self, source: AnswerSource | None, listed: NoticeSource) -> None:
        self._source, self._listed = source, listed

    def answer(self, question: Question) -> Answer:
        """See `AnswerSource`."""
        if self._source is None:
            return Answer(question.kind, question.asked, "unverified", reason="PubMed was not asked")
        return self._source.answer(question)

    def notices(self, pmid: str, doi: str) -> tuple[Notice, ...]:
        """See `NoticeSource`."""
        return self._listed.notices(pmid, doi)
