"""Everything that can be found, by name: checks, and the conditions of files and tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from .checkfile import BadCheck, Check, builtin_checks, checks_in, ordered
from .config import Config, UsageError, did_you_mean
from .model import Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: what `triallint checks` lists and `triallint explain` prints."""

    name: str
    family: str
    severity: Severity
    title: str
    page: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The checks that were found, those that are asked for, and the files that failed to load.

    `doi_case` is what the checks are told of the project's way to write: see `Config`.
    """

    checks: tuple[Check, ...]
    selected: tuple[Check, ...]
    ignored: frozenset[str]
    broken: tuple[BadCheck, ...] = ()
    doi_case: str = "keep"

    @property
    def left_out(self) -> frozenset[str]:
        """The names of the checks and conditions that are not asked for."""
        return self.ignored | ({one.name for one in self.checks} - {one.name for one in self.selected})

    def entries(self) -> list[Entry]:
        """Every check and condition, by family and name."""
        from .accept import CONDITIONS as ACCEPTING
        from .extract.conditions import CONDITIONS as DOCUMENTS
        from .read import CONDITIONS as READING
        from .shape import CONDITIONS as SHAPING

        found = [Entry(c.name, c.family, c.severity, c.title, c.page, c.file) for c in self.checks]
        found += [
            Entry(c.name, c.family, c.severity, c.title, f"{c.title}\n\n{c.page}")
            for c in (*READING, *SHAPING, *DOCUMENTS, *ACCEPTING)
        ]
        return sorted(found, key=lambda entry: (entry.family, entry.name))

    def entry(self, name: str) -> Entry:
        """The check or condition of that name. Raises `UsageError` where there is none."""
        entries = {entry.name: entry for entry in self.entries()}
        if name not in entries:
            raise UsageError(
                f"no check is called {name!r}{did_you_mean(name, entries)}; `triallint checks` lists them all"
            )
        return entries[name]


def catalogue(config: Config) -> Catalogue:
    """Find the checks, the package's and the user's, and keep those that are asked for.

    Raises:
        UsageError: `select` or `ignore` names nothing, or two checks have one name.
    """
    checks = builtin_checks()
    broken: list[BadCheck] = []
    for folder in config.checks:
        if (config.root / "src" / "triallint" / "checkfile.py").is_file():
            continue  # a checkout of triallint itself: its checks are the package's own
        for found in checks_in(config.root / folder):
            (broken if isinstance(found, BadCheck) else checks).append(found)  # type: ignore[arg-type]
    try:
        checks = ordered(checks)
    except BadCheck as bad:
        raise UsageError(str(bad)) from None
    everything = Catalogue(tuple(checks), tuple(checks), frozenset(), tuple(broken), config.doi_case)
    if not (config.select or config.ignore):
        return everything
    entries = everything.entries()
    selected = _named(entries, config.select, "select") if config.select else None
    ignored = _named(entries, config.ignore, "ignore")
    kept = tuple(
        check
        for check in checks
        if check.name not in ignored and (selected is None or check.name in selected)
    )
    return Catalogue(tuple(checks), kept, frozenset(ignored), tuple(broken), config.doi_case)


def _named(entries: Sequence[Entry], patterns: Iterable[str], option: str) -> set[str]:
    """The names that patterns stand for: a name, a family, or a glob such as `grim_*`."""
    names: set[str] = set()
    for pattern in patterns:
        hits = {e.name for e in entries if e.family == pattern or fnmatchcase(e.name, pattern)}
        if not hits:
            known = {e.name for e in entries} | {e.family for e in entries}
            raise UsageError(
                f"{option}: no check or family is called {pattern!r}{did_you_mean(pattern, known)}"
            )
        names |= hits
    return names
