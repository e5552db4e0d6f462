"""A sheet and its mapping -> rows of the tables, and a list of all that found no place there."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from ..model import Place
from ..read.sheet import Sheet
from .made import Imported, Left, Made, Once
from .mapping import ASKED, COMPUTED, Block, SheetMapping
from .values import SheetRow, Unknown

#: Table -> the type of an outcome that it measures.
_TYPES: Final = {"counts": "binary", "continuous": "continuous"}
#: Longest name that a report, arm or outcome may have.
_LONGEST: Final = 200


class _Sheet:
    """One sheet on its way into the tables."""

    def __init__(self, sheet: Sheet, mapping: SheetMapping) -> None:
        self.sheet, self.mapping = sheet, mapping
        self.columns: dict[str, int] = {}
        self.used: set[tuple[int, int]] = set()
        self.once = Once()
        self.rows: list[Made] = []
        self.left: list[Left] = []
        self.lacking: dict[str, SheetRow] = {}
        self.why: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
        for at, header in enumerate(sheet.header):
            if header and header in self.columns:
                where = self._header_place(at)
                self._leave(
                    "a second column `" + header[:60] + "`", self._filled(at), where, "rename one of the two"
                )
            elif header:
                self.columns[header] = at

    def run(self) -> None:
        """Make the rows."""
        met = self._met()
        for index, cells in enumerate(self.sheet.rows):
            if not any(cells):
                continue
            row = SheetRow(self.sheet, index, self.columns, self.used)
            if met and not self._is_taken(row):
                self.why[self._why_not(row, met)].append(row.place)
                self.used.update((index, at) for at in range(len(cells)))
                continue
            self._row(row)
        self._say_left()

    def _met(self) -> set[str]:
        """The studies of which some row meets the condition on rows; where none does, there is none."""
        if not self.mapping.only or not set(self.mapping.only) <= set(self.columns):
            return set()
        rows = (SheetRow(self.sheet, n, self.columns, set()) for n in range(len(self.sheet.rows)))
        return {self._study(row) for row in rows if self._is_taken(row)}

    def _is_taken(self, row: SheetRow) -> bool:
        return all(row.text(header) == text for header, text in self.mapping.only.items())

    def _study(self, row: SheetRow) -> str:
        return row.take(self.mapping.report["report_id"])[0]

    def _why_not(self, row: SheetRow, met: set[str]) -> tuple[str, str]:
        """Why a row is left, and what to do: another one of its study counts, or none of it does yet."""
        if self._study(row) in met:
            what = " and ".join(f"`{header}` is not {text!r}" for header, text in self.mapping.only.items())
            return f"rows where {what}", "import what was agreed on; change [only] to take others"
        what = " and ".join(f"`{header}` is {text!r}" for header, text in self.mapping.only.items())
        remedy = "agree on them first, or change [only] to take others"
        return f"rows of studies that have no row where {what}", remedy

    def _row(self, row: SheetRow) -> None:
        report = self._made("reports", self.mapping.report, row)
        name = report.cells.get("report_id", "")
        if not name:
            remedy = "fill in what names the study in every row (and unmerge its cells)"
            self.why["rows that name no report", remedy].append(row.place)
            self.used.update((row.index, at) for at in range(len(self.sheet.header)))
            return
        report.put("title", report.cells.get("title") or name, report.places.get("report_id"))
        report.cells["row_id"] = name
        known = self.once.take(report)
        for column, text in report.cells.items():
            if known.cells.get(column) != text and column != "row_id":
                what = f"cells of `{column}` that differ from the first row of their report"
                self.why[what, "make them agree, or give the reports names of their own"].append(row.place)
        for number, block in enumerate(self.mapping.blocks, 1):
            self._block(row, block, number, known)

    def _block(self, row: SheetRow, block: Block, number: int, report: Made) -> None:
        needed = block.when or list(block.columns)
        if not any(self._peek(row, block.columns[name]) for name in needed):
            return
        made = self._made(block.table, block.columns, row)
        asked = [column for column, value in block.columns.items() if value == ASKED]
        if asked:
            remedy = f"write {', '.join(asked)} into the mapping instead of {ASKED!r} (`--propose` makes one)"
            self.why[f"rows of {block.table} whose {', '.join(asked)} the sheet does not say", remedy].append(
                row.place
            )
            return
        made.cells["row_id"] = "-".join(
            filter(None, (self.sheet.sheet or self.sheet.name, str(row.line), str(number)))
        )
        made.put("report_id", report.cells["report_id"], report.places.get("report_id"))
        computed = [row.calculation(v) for v in block.columns.values() if v.startswith(COMPUTED)]
        if computed:
            made.put("origin", "calculated").put("calculation", "; ".join(computed))
        self._name_others(made)
        self.rows.append(made)

    def _name_others(self, made: Made) -> None:
        """The rows of outcomes and arms that a row refers to."""
        outcome = made.cells.get("outcome_id", "")
        if outcome and made.table != "outcomes":
            one = Made("outcomes", made.place).put("row_id", outcome)
            one.put("outcome_id", outcome, made.places.get("outcome_id"))
            one.put("label", outcome, made.places.get("outcome_id")).put("type", _TYPES.get(made.table, ""))
            self.once.take(one)
        for column in ("arm_id", "comparator_id"):
            arm = made.cells.get(column, "")
            if arm:
                where = made.places.get(column)
                row_id = f"{made.cells['report_id']}/{arm}"
                one = Made("arms", made.place).put("row_id", row_id).put("arm_id", arm, where)
                one.put("report_id", made.cells["report_id"], made.places.get("report_id"))
                one.put("label", arm, where).put("role", arm if arm in ("experimental", "control") else "")
                self.once.take(one)

    def _made(self, table: str, columns: dict[str, str], row: SheetRow) -> Made:
        made = Made(table, row.place)
        for column, value in columns.items():
            try:
                text, place = row.take(value)
            except Unknown as unknown:
                self.lacking.setdefault(str(unknown), row)
                continue
            if column.endswith("_id"):
                text = " ".join(text.split())[:_LONGEST]
            made.put(column, text, place)
        return made

    def _peek(self, row: SheetRow, value: str) -> bool:
        """Whether a value is there, without using it up."""
        used, row.used = row.used, set()
        try:
            return bool(row.take(value)[0]) or value == ASKED
        except Unknown as unknown:
            self.lacking.setdefault(str(unknown), row)
            return False
        finally:
            row.used = used

    def _say_left(self) -> None:
        for header, row in self.lacking.items():
            self._leave(
                f"the mapping's column `{header[:60]}`",
                0,
                row.place,
                "the sheet has no such header: correct the mapping",
            )
        for (what, remedy), places in self.why.items():
            self._leave(what, len(places), places[0], remedy)
        for at in range(max(map(len, [self.sheet.header, *self.sheet.rows]), default=0)):
            header = self.sheet.header[at] if at < len(self.sheet.header) else ""
            if header in self.mapping.ignored or (header and self.columns.get(header) != at):
                continue
            lines = [n for n in self._filled_rows(at) if (n, at) not in self.used]
            if lines:
                where = Place(
                    self.sheet.file,
                    self.sheet.lines[lines[0]],
                    self.sheet.first_column + at,
                    header,
                    self.sheet.sheet,
                )
                name = f"the column `{header[:60]}`" if header else "a column without a header"
                remedy = (
                    "say in the mapping where it goes, or name it in `ignored`"
                    if header
                    else "give it a header"
                )
                self._leave(f"cells of {name}", len(lines), where, remedy)

    def _leave(self, what: str, count: int, place: Place, remedy: str) -> None:
        self.left.append(Left(what, count, place, remedy))

    def _header_place(self, at: int) -> Place:
        sheet = self.sheet
        return Place(sheet.file, sheet.header_line, sheet.first_column + at, sheet.header[at], sheet.sheet)

    def _filled_rows(self, at: int) -> Iterator[int]:
        return (n for n, cells in enumerate(self.sheet.rows) if at < len(cells) and cells[at])

    def _filled(self, at: int) -> int:
        return sum(1 for _ in self._filled_rows(at))


def apply(sheet: Sheet, mapping: SheetMapping, into: Imported) -> None:
    """Add what a sheet holds to an import."""
    one = _Sheet(sheet, mapping)
    one.run()
    taken = Once(row for row in into.rows if row.table in ("reports", "outcomes", "arms"))
    known = {id(row) for row in taken.rows()}
    for row in one.once.rows():
        if taken.take(row) is row and id(row) not in known:
            into.rows.append(row)
    into.rows += one.rows
    into.left += one.left
    into.originals.append(sheet)
    if mapping not in into.mappings:
        into.mappings.append(mapping)
    repeated = [
        name for name, count in Counter(row.cells["row_id"] for row in into.rows).items() if count > 1
    ]
    for row in one.rows if repeated else ():
        if row.cells["row_id"] in repeated:  # two files of one name
            row.cells["row_id"] = f"{len(into.originals)}-{row.cells['row_id']}"
