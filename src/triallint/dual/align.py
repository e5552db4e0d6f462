"""Which row of one extraction is about what a row of the other is about. Pure.

Two people name arms and outcomes each in their own way, so ids are translated first: reports by their
document, DOI, PMID or title, arms and outcomes by label, all by id where that fits. Rows then pair where they
are about the same by those names, and what is left over where they have most of their figures in common;
names that no label told are learned from those rows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ..identifiers import read_doi, read_pmid
from ..tables import ROWS, Arm, Outcome, Report, Row, Tables, Trial

#: Columns that say what a row is about, and are translated from one person's names into the other's.
NAMES: Final = {
    "report_id": Report, "trial_id": Trial, "outcome_id": Outcome, "arm_id": Arm, "comparator_id": Arm,
}  # fmt: skip

#: Columns whose digits count nothing.
_NO_FIGURES: Final = frozenset({"row_id", "at", "note", "label", "definition", "source", *NAMES})

#: Rows pair by their figures where at least this share of the cells that both fill says the same.
_ENOUGH: Final = 0.5
#: And where at least so many cells do: one number in common is chance.
_FEWEST: Final = 2


class Pair(NamedTuple):
    """A row of each extraction that are about the same; None where one person has no such row.

    Attributes:
        first: of the first extraction.
        second: of the second.
        by: what they were paired by: "names", "figures", or "" for a row that stands alone.
    """

    first: Row | None
    second: Row | None
    by: str

    @property
    def row(self) -> Row:
        """Either of them, the first where it is there."""
        row = self.first or self.second
        assert row is not None
        return row


def aligned(first: Tables, second: Tables) -> list[Pair]:
    """Every row of both extractions, once, in the order of the tables."""
    names = _Translation(first, second)
    pairs = [pair for kind in ROWS.values() for pair in _pairs(kind, first, second, names)]
    if names.learn(pairs):
        pairs = [pair for kind in ROWS.values() for pair in _pairs(kind, first, second, names)]
    return pairs


def _pairs(kind: type[Row], first: Tables, second: Tables, names: "_Translation") -> Iterator[Pair]:
    rows, left = list(first.rows(kind)), dict.fromkeys(range(len(second.rows(kind))))
    others = second.rows(kind)
    keyed: dict[tuple[str, ...], list[int]] = {}
    for index in left:
        keyed.setdefault(names.key(others[index], translate=True), []).append(index)
    found: dict[int, Pair] = {}
    for at, row in enumerate(rows):
        same = [index for index in keyed.get(names.key(row), []) if index in left]
        if same:
            del left[same[0]]
            found[at] = Pair(row, others[same[0]], "names")
    for at, index in _by_figures(
        rows, others, [at for at in range(len(rows)) if at not in found], left, names
    ):
        del left[index]
        found[at] = Pair(rows[at], others[index], "figures")
    yield from (found.get(at, Pair(row, None, "")) for at, row in enumerate(rows))
    yield from (Pair(None, others[index], "") for index in left)


def _by_figures(
    rows: Sequence[Row],
    others: Sequence[Row],
    unpaired: Iterable[int],
    left: Iterable[int],
    names: "_Translation",
) -> list[tuple[int, int]]:
    """Pairs of rows by the figures that they share, the likeliest first, each row once."""
    likely = sorted(
        (
            (-score, at, index)
            for index in left
            for at in unpaired
            if names.same_report(rows[at], others[index]) and (score := _likeness(rows[at], others[index]))
        ),
    )
    taken_first, taken_second = set[int](), set[int]()
    pairs = []
    for _, at, index in likely:
        if at not in taken_first and index not in taken_second:
            pairs.append((at, index))
            taken_first.add(at)
            taken_second.add(index)
    return pairs


def _likeness(row: Row, other: Row) -> float:
    """The share of the figures in both that are the same; 0 where that proves nothing."""
    first, second = _figures(row), _figures(other)
    shared = first.keys() & second.keys()
    same = sum(first[column] == second[column] for column in shared)
    if first and first == second:
        return 1
    return same / len(shared) if same >= _FEWEST and same >= _ENOUGH * len(shared) else 0


def _figures(row: Row) -> dict[str, str]:
    return {
        column: row.raw(column)
        for column in row.grid.columns
        if column not in _NO_FIGURES and any(map(str.isdigit, row.raw(column)))
    }


class _Translation:
    """The second person's names in the first person's words."""

    def __init__(self, first: Tables, second: Tables) -> None:
        self._ids: dict[tuple[str, str, str], str] = {}
        self._unknown: set[tuple[str, str, str]] = set()
        self._translate(Report, "report_id", _report_marks, first, second)
        self._translate(Trial, "trial_id", lambda row: [row.raw("registry_ids")], first, second)
        self._translate(Outcome, "outcome_id", lambda row: [row.raw("label").casefold()], first, second)
        self._translate(Arm, "arm_id", self._arm_marks, first, second)

    def _translate(
        self,
        kind: type[Row],
        column: str,
        marks: Callable[[Row], list[str]],
        first: Tables,
        second: Tables,
    ) -> None:
        """Learn the names of one table: what the first person calls it whose mark the second's row bears."""
        within = "report_id" if kind is Arm else ""
        shared = _repeated(marks, first.rows(kind), second.rows(kind)) if kind is Outcome else set()
        known = {(row.raw(within), row.raw(column)) for row in first.rows(kind)}
        by_mark = {
            (row.raw(within), mark): row.raw(column)
            for row in reversed(first.rows(kind))
            for mark in marks(row)
            if mark and mark not in shared
        }
        for row in second.rows(kind):
            name, report = row.raw(column), self.name("report_id", row.raw(within))
            if (report, name) not in known:
                found = (by_mark[report, mark] for mark in marks(row) if (report, mark) in by_mark)
                if own := next(found, ""):
                    self._ids[column, row.raw(within), name] = own
                else:
                    self._unknown.add((column, row.raw(within), name))

    def learn(self, pairs: Iterable[Pair]) -> bool:
        """Learn the names that no mark told from rows that pair: where most of them say the same.

        Returns:
            whether anything was learned.
        """
        votes: dict[tuple[str, str, str], Counter[str]] = {}
        for pair in pairs:
            for column in NAMES if pair.first and pair.second else ():
                name, own = pair.second.raw(column), pair.first.raw(column)  # type: ignore[union-attr]
                column = "arm_id" if column == "comparator_id" else column
                report = pair.second.raw("report_id") if column == "arm_id" else ""  # type: ignore[union-attr]
                if own and (column, report, name) in self._unknown:
                    votes.setdefault((column, report, name), Counter())[own] += 1
        for unknown, owns in votes.items():
            own, most = owns.most_common(1)[0]
            if most * 2 > owns.total():
                self._ids[unknown] = own
                self._unknown.discard(unknown)
        return bool(votes)

    def _arm_marks(self, row: Row) -> list[str]:
        return [row.raw("label").casefold(), row.raw("randomised")]

    def name(self, column: str, name: str, report: str = "") -> str:
        """The first person's name for what the second calls `name`."""
        column = "arm_id" if column == "comparator_id" else column
        return self._ids.get((column, report if column == "arm_id" else "", name), name)

    def key(self, row: Row, *, translate: bool = False) -> tuple[str, ...]:
        """What a row is about, in the first person's names."""
        report = row.raw("report_id")
        return tuple(
            self.name(column, row.raw(column), report) if translate and column in NAMES else row.raw(column)
            for column in row.natural_key
        )

    def same_report(self, row: Row, other: Row) -> bool:
        """Whether two rows are of one report."""
        return row.raw("report_id") == self.name("report_id", other.raw("report_id"))


def _repeated(marks: Callable[[Row], list[str]], *tables: Iterable[Row]) -> set[str]:
    """Marks that several rows of one extraction bear: outcomes of several trials have one label."""
    return {
        mark for rows in tables for mark, n in Counter(m for row in rows for m in marks(row)).items() if n > 1
    }


def _report_marks(row: Row) -> list[str]:
    doi, pmid = read_doi(row.raw("doi")).one, read_pmid(row.raw("pmid")).one
    title = " ".join(row.raw("title").casefold().split()).rstrip(".")
    read = [row.raw("document_sha256").lower(), row.raw("document")]  # two records may be of one publication
    return [*read, f"doi {doi.key}" if doi else "", f"pmid {pmid.key}" if pmid else "", title]
