"""Options from files: `triallint.toml`, or `[tool.triallint]` in `pyproject.toml`."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

FILE_NAMES = ("triallint.toml", "pyproject.toml")

FORMATS = ("text", "json", "sarif", "junit", "github", "csv")
SEVERITIES = ("error", "warning", "info")
PUBMED = ("recorded", "mirror", "off")
DOI_CASES = ("keep", "lower")


class UsageError(Exception):
    """The options do not fit; the message names the option, what was seen and the remedy."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file may say; command-line options prevail over it.

    Attributes:
        select: checks or families to run; empty for all.
        ignore: checks, families or conditions of files and tables to leave out.
        fail_on: the lowest severity that makes the exit code 1; "never" for none.
        strict: whether something not looked at makes the exit code 3.
        format: how findings are printed.
        checks: folders with checks of one's own, relative to the file.
        pubmed: who answers questions about citations: "recorded" answers, a local "mirror" of PubMed, or
            nobody ("off").
        mirror: the folder of that mirror, relative to the file; empty for none.
        cassettes: the folder with recorded answers, relative to a dataset, else to the project.
        retraction_watch: a list of retractions, relative to the file; empty for none.
        doi_case: whether DOIs are to "keep" the capitals they are printed with, or to be "lower" case.
        documents: the folder of the documents that were read, relative to the file; empty for none.
        email: whom NCBI may write to about the requests; NCBI_EMAIL prevails.
        bands: name of a band of the corpus suites -> number; what is not named is as the suites have it.
        path: the file that said so; None where there is none.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    strict: bool = False
    format: str = "text"
    checks: tuple[str, ...] = ("checks",)
    pubmed: str = "recorded"
    mirror: str = ""
    cassettes: str = "cassettes"
    retraction_watch: str = ""
    doi_case: str = "keep"
    documents: str = ""
    email: str = ""
    bands: Mapping[str, float] = field(default_factory=dict, hash=False)
    path: Path | None = None

    @property
    def root(self) -> Path:
        """The folder that relative paths of the file start from."""
        return self.path.parent if self.path else Path.cwd()


def find(start: Path) -> Path | None:
    """The configuration that governs `start`: the nearest at or above it, within its git repository."""
    start = start.resolve()
    for folder in (start if start.is_dir() else start.parent, *start.parents):
        for name in FILE_NAMES:
            path = folder / name
            if path.is_file() and (name == "triallint.toml" or "[tool.triallint]" in _text(path)):
                return path
        if (folder / ".git").exists():
            return None
    return None


def load(path: Path | None) -> Config:
    """Read a configuration file; the defaults where there is none.

    Raises:
        UsageError: it is not TOML, or an option is unknown or of the wrong kind.
    """
    if path is None:
        return Config()
    import tomllib  # most datasets have no configuration

    try:
        document = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from None
    if path.name == "pyproject.toml":
        document = document.get("tool", {}).get("triallint", {})
    return replace(Config(), path=path, **_options(path, document))


def _options(path: Path, document: Mapping[str, Any]) -> dict[str, Any]:
    known = {one.name.replace("_", "-"): one for one in fields(Config) if one.name != "path"}
    options: dict[str, Any] = {}
    for name, value in document.items():
        spelled = name.replace("_", "-")
        if spelled not in known:
            raise UsageError(f"{path}: unknown option {name!r}{did_you_mean(spelled, known)}")
        default = getattr(Config(), known[spelled].name)
        if isinstance(default, tuple):
            value = tuple([value] if isinstance(value, str) else value)
            if not all(isinstance(item, str) for item in value):
                raise UsageError(f"{path}: {name} must be a list of names")
        elif isinstance(default, Mapping):
            if not isinstance(value, Mapping) or any(type(one) not in (int, float) for one in value.values()):
                raise UsageError(f"{path}: {name} must be a table of names and numbers")
        elif type(value) is not type(default):
            raise UsageError(f"{path}: {name} must be a {type(default).__name__}, not {value!r}")
        options[known[spelled].name] = value
    one_of(path, "fail-on", options.get("fail_on"), (*SEVERITIES, "never"))
    one_of(path, "format", options.get("format"), FORMATS)
    one_of(path, "pubmed", options.get("pubmed"), PUBMED)
    one_of(path, "doi-case", options.get("doi_case"), DOI_CASES)
    return options


def one_of(where: object, option: str, value: str | None, allowed: Sequence[str]) -> None:
    """Raise `UsageError` unless `value` is None or one of `allowed`."""
    if value is not None and value not in allowed:
        raise UsageError(
            f"{where}: {option} is {value!r}; it may be {', '.join(allowed)}{did_you_mean(value, allowed)}"
        )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "; did you mean …?" for a word that is nearly a known one, else nothing."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
