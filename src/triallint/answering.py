"""Where the answers about a dataset's citations are kept, and who gives them to a check."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from .config import Config, UsageError
from .crosscheck import NOT_ASKED, AnswerSource, NoticeSource, Question
from .model import Answer, ListUsed, Notice
from .pubmed.index import HEADER, NAME

if TYPE_CHECKING:
    from .pubmed.recorded import Recorded


def source_for(dataset: Path, settings: Config) -> AnswerSource | None:
    """What answers the questions about a dataset, as `pubmed` in the configuration says; None if nobody."""
    source = _source(dataset, settings)
    if not settings.retraction_watch:
        return source
    from .retractions import load_retractions

    path = (settings.root / settings.retraction_watch).absolute()
    return _WithList(source, load_retractions(path, as_seen_from_here(path).as_posix()))


def _source(dataset: Path, settings: Config) -> AnswerSource | None:
    if settings.pubmed == "off":
        return None
    if settings.pubmed == "recorded":
        return _WhenAsked(folders_of(dataset, settings))
    if not settings.mirror:
        raise UsageError(
            "no mirror is named: give its folder with --mirror, or as `mirror` in triallint.toml"
        )
    from .mirror.source import Mirror

    return Mirror(as_seen_from_here((settings.root / settings.mirror).absolute()))


def folders_of(dataset: Path, settings: Config) -> list[Path]:
    """The folders with recorded answers for a dataset: its own first, then the project's."""
    found: dict[Path, Path] = {}
    for folder in _candidates(dataset, settings):
        if folder.is_dir():
            found.setdefault(folder.resolve(), as_seen_from_here(folder))
    return list(found.values())


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
        yield as_seen_from_here(root) / settings.cassettes


def as_seen_from_here(path: Path) -> Path:
    """A path relative to the folder that the user is in, where it is below: reports name it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


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
            return Answer(question.kind, question.asked, "unverified", reason=NOT_ASKED)
        return self._source.answer(question)

    @property
    def about(self) -> ListUsed:
        """See `NoticeSource`."""
        return self._listed.about

    def notices(self, pmids: AbstractSet[str], dois: AbstractSet[str]) -> tuple[Notice, ...]:
        """See `NoticeSource`."""
        return self._listed.notices(pmids, dois)
