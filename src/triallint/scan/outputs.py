"""The parts of a scan -> one file of findings in the order of the files, and what there is to say of all."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from ..config import UsageError
from ..store import writing
from .ledger import Ledger
from .remote import File
from .schemas import BROKEN, COUNTS, CRASH, FINDING, TALLY, findings_schema

if TYPE_CHECKING:
    import pyarrow as pa

ENDINGS: Final = (".parquet", ".jsonl")

#: Of what could not be read, the summary names so many; the output has all.
_MOST_NAMED: Final = 100


@dataclass(slots=True)
class Summary:
    """What came of a scan.

    Attributes:
        files: how many.
        counts: of records, as the tallies have them.
        checks: findings by check and severity.
        broken: what could not be read: file, place and why.
        crashes: what of ours broke: check and error.
    """

    files: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    checks: Counter[tuple[str, str]] = field(default_factory=Counter)
    broken: list[dict[str, Any]] = field(default_factory=list)
    crashes: list[dict[str, Any]] = field(default_factory=list)
    broken_files: set[str] = field(default_factory=set)

    def take(self, table: "pa.Table") -> None:
        """Add a file's part."""
        import pyarrow.compute as pc

        self.files += 1
        kinds = table.column("kind")
        tallies = table.filter(pc.equal(kinds, TALLY))
        for name in COUNTS:
            self.counts[name] += pc.sum(tallies.column(name)).as_py() or 0
        found = table.filter(pc.equal(kinds, FINDING))
        self.checks.update(
            zip(*(found.column(one).to_pylist() for one in ("check", "severity")), strict=True)
        )
        for kind, kept in ((BROKEN, self.broken), (CRASH, self.crashes)):
            rows = table.filter(pc.equal(kinds, kind))
            if kind == BROKEN:
                self.broken_files.update(rows.column("file").to_pylist())
            kept += rows.slice(0, max(0, _MOST_NAMED - len(kept))).to_pylist()

    def as_json(self) -> str:
        """For `--summary`: the same for the same files, whatever time they took."""
        checks: dict[str, dict[str, int]] = {}
        for (check, severity), count in sorted(self.checks.items()):
            checks.setdefault(check, {})[severity] = count
        told = {
            "version": 1,
            "files": self.files,
            **{name: self.counts[name] for name in COUNTS},
            "checks": checks,
            "broken_files": sorted(self.broken_files),
            "what_is_broken": [_kept(row, ("file", "at", "id", "message")) for row in self.broken],
            "what_crashed": [_kept(row, ("file", "at", "id", "check", "message")) for row in self.crashes],
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    def lines(self) -> Iterator[str]:
        """For a person."""
        counts = self.counts
        yield (
            f"{_number(self.files, 'file')}: {counts['records']:,} records, {counts['with_text']:,} "
            f"with an abstract; {counts['gated']:,} of these print no number, {counts['judged']:,} judged"
        )
        yield f"{_number(counts['findings'], 'finding')}{':' if self.checks else ''}"
        width = max((len(f"{count:,}") for count in self.checks.values()), default=0)
        for (check, severity), count in sorted(self.checks.items(), key=lambda one: (-one[1], one[0])):
            yield f"  {count:{width},}  {check} ({severity})"
        if self.broken:
            files = _number(len(self.broken_files), "file")
            yield f"not read: {_number(counts['broken'], 'record or part')} of {files}"
        yield from (f"  {row['file']}: {row['message']}" for row in self.broken[:10])
        if counts["broken"] > 10:
            yield f"  and {counts['broken'] - 10:,} more, in the output"
        for row in self.crashes[:10]:
            yield f"crashed: {row['check']} at {row['id']}: {row['message']}"


def _number(count: int, word: str) -> str:
    return f"{count:,} {word if count == 1 else word.replace(' or ', 's or ') + 's'}"


def _kept(row: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: row[name] for name in names if row[name] is not None}


def merge(ledger: Ledger, files: Iterable[File], *, overwrite: bool) -> Summary:
    """Write the output from the parts, in the order of the files, one part in memory at a time."""
    summary = Summary()
    with writing(ledger.output, within=ledger.folder, overwrite=overwrite) as sink:
        put = _put_parquet if ledger.output.suffix == ".parquet" else _put_lines
        put(sink, _told(ledger, files, summary))
    return summary


def must_be_known(output: Path) -> None:
    """Refuse an output whose kind its name does not tell.

    Raises:
        UsageError: it ends otherwise.
    """
    if output.suffix not in ENDINGS:
        raise UsageError(f"{output}: the output must end in {' or '.join(ENDINGS)}")


def _told(ledger: Ledger, files: Iterable[File], summary: Summary) -> "Iterator[pa.Table]":
    """Each file's rows, without the counts."""
    import pyarrow.compute as pc

    for file in files:
        table = ledger.read(file)
        summary.take(table)
        yield table.filter(pc.not_equal(table.column("kind"), TALLY)).drop_columns(list(COUNTS))


def _put_parquet(sink: BinaryIO, tables: "Iterable[pa.Table]") -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([one for one in findings_schema() if one.name not in COUNTS])
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for table in tables:
            if table.num_rows:
                writer.write_table(table)


def _put_lines(sink: BinaryIO, tables: "Iterable[pa.Table]") -> None:
    for table in tables:
        for row in table.to_pylist():
            told = {name: value for name, value in row.items() if value is not None}
            sink.write((json.dumps(told, ensure_ascii=False) + "\n").encode())
