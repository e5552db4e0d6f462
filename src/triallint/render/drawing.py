"""The rows a finding is about, drawn as a small table with marks under its cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Finding, Place, Point, Severity
from .characters import clipped, shown, width
from .context import Context, RowText, Verbosity
from .excerpt import Excerpt, excerpt, part_of
from .paint import Paint
from .words import label, place_in_words

#: Rows drawn for one finding, unless everything is asked for; the other points are named in words.
MOST_ROWS = 6

_GAP = "…"  # stands for columns that are left out
_BETWEEN = 2  # spaces between columns
_WIDEST_MARKED, _WIDEST_OTHER = 40, 24
_NEAR = 2  # columns either side of a mark that are its neighbours
_SAYS_WHAT = frozenset({"measure", "statistic", "stage", "relation"})  # columns that name the quantity
_BEYOND = 100_000  # position of a cell whose column is not known

#: One piece of a line: where it starts, its text, and the meaning it is painted in ("" for none).
Piece = tuple[int, str, str]


@dataclass(slots=True)
class _Line:
    """One row to draw: its number, its cells by position, and the points that lie in it."""

    number: int
    texts: dict[int, str]
    marks: dict[int, list[Point]] = field(default_factory=dict)


@dataclass(slots=True)
class _Block:
    """Rows of one file under one header; the point that the finding points at, and its report."""

    place: Place
    names: dict[int, str]
    lines: list[_Line]
    first: Point
    subject: str

    def marked(self) -> list[int]:
        return list(dict.fromkeys(position for line in self.lines for position in line.marks))

    def filled(self) -> list[int]:
        """Positions where anything is printed or marked, in the file's order."""
        marked = self.marked()
        return sorted(p for p in self.names if p in marked or any(line.texts.get(p) for line in self.lines))

    def is_key(self, position: int) -> bool:
        """Whether a column says what the rows are about, and the heading does not say it already."""
        name = self.names[position]
        if all(line.texts.get(position) == self.subject for line in self.lines):
            return False
        return name.endswith("_id") or name in _SAYS_WHAT


def drawn(finding: Finding, context: Context, room: int) -> tuple[list[str], list[Point]]:
    """Draw the rows of a finding, at most `room` columns wide.

    Returns:
        The lines, and the points that they do not show: to be named in words.
    """
    blocks, left = _blocks(finding, context)
    paint = Paint(context.colour)
    gutter = max((len(str(line.number)) for block in blocks for line in block.lines), default=0)
    gutter = max(gutter, 4)
    lines: list[str] = []
    for block in blocks:
        if block is not blocks[0]:
            lines.append(
                f"  with {clipped(place_in_words(block.place._replace(name='', column=None)), room)}"
            )
        inside, columns = _table(block, finding.severity, room - gutter - 3)
        for number, pieces in inside:
            lines.append(f"{paint('quiet', f'{number:>{gutter}} |')} {_placed(pieces, paint)}".rstrip())
        left += [
            point
            for line in block.lines
            for position, marks in line.marks.items()
            for point in marks
            if position not in columns
        ]
    return lines, left


def _blocks(finding: Finding, context: Context) -> tuple[list[_Block], list[Point]]:
    """Rows by file; also the points that lie in no row, or beyond the rows to draw."""
    rows: dict[tuple[str, str | None], dict[int, list[Point]]] = {}
    left: list[Point] = []
    count = 0
    for point in finding.points:
        place = point.place
        if place.row is None:
            left.append(point)
            continue
        numbers = rows.setdefault((place.file, place.sheet), {})
        if place.row not in numbers:
            if count >= MOST_ROWS and context.verbosity < Verbosity.verbose:
                left.append(point)
                continue
            count += 1
        numbers.setdefault(place.row, []).append(point)
    blocks = [_block(numbers, finding, context, left) for numbers in rows.values() if numbers]
    return [block for block in blocks if block.marked()], left


def _block(
    numbers: Mapping[int, Sequence[Point]], finding: Finding, context: Context, left: list[Point]
) -> _Block:
    """The rows of one file; cells that its rows do not have are added to `left`."""
    place = next(iter(numbers.values()))[0].place
    block = _Block(place, {}, [], finding.points[0], finding.subject)
    for number, points in sorted(numbers.items()):
        here = [point for point in points if point.text or _has_column(context.rows(point.place), point)]
        left += [point for point in points if point not in here]
        names, line = _line(number, here, context)
        block.names = names | block.names
        block.lines.append(line)
    return block


def _has_column(row: RowText | None, point: Point) -> bool:
    return row is None or point.place.name in row.names or point.place.column is not None


def _line(number: int, points: Sequence[Point], context: Context) -> tuple[dict[int, str], _Line]:
    """A row's names and cells; its marked cells alone where the row cannot be had or has changed."""
    row = context.rows(points[0].place) if points else None
    if row is not None:
        names = {p: row.names[p] if p < len(row.names) else "" for p in range(max(map(len, row)))}
        line = _Line(number, dict(enumerate(row.texts)))
        if all(_mark(line, point, _position(point, names, line.texts)) for point in points):
            return names, line
    names = {}
    line = _Line(number, {})
    for position, point in enumerate(points, start=_BEYOND):
        if point.place.column is not None:
            position = point.place.column - 1
        names[position] = point.place.name
        line.texts[position] = point.text
        _mark(line, point, position)
    return names, line


def _mark(line: _Line, point: Point, position: int | None) -> bool:
    if position is not None:
        line.marks.setdefault(position, []).append(point)
    return position is not None


def _position(point: Point, names: Mapping[int, str], texts: Mapping[int, str]) -> int | None:
    """Where in its row a point's cell is, given that its text still stands there."""
    by_column = [point.place.column - 1] if point.place.column else []
    by_name = [position for position, name in names.items() if name == point.place.name]
    for position in (*by_column, *by_name):
        # A finding on a whole file may quote the beginning of a long cell only.
        text = texts.get(position, "").strip()
        if position in names and (text == point.text.strip() or text.startswith(point.text or "\n")):
            return position
    return None


def _table(
    block: _Block, severity: Severity, room: int
) -> tuple[list[tuple[str, list[Piece]]], Mapping[int, int]]:
    """The block's lines, as (number, pieces), and the columns that found room with their widths."""
    columns = _fitting_columns(block, room)
    starts, gaps = _starts(columns, block.filled())
    dots: list[Piece] = [(start, _GAP, "quiet") for start in gaps]
    header = [(starts[p], shown(block.names[p], columns[p]), "quiet") for p in columns]
    is_header = all(line.texts == block.names for line in block.lines)
    lines: list[tuple[str, list[Piece]]] = [] if is_header else [("", header + dots)]
    for line in block.lines:
        cells = {p: _cell(line, p, columns[p]) for p in columns}
        lines.append((str(line.number), [(starts[p], cells[p].text, "") for p in columns] + dots))
        lines += [("", pieces) for pieces in _marks(line, block.first, severity, starts, cells, room)]
    return lines, columns


def _marks(
    line: _Line,
    first: Point,
    severity: Severity,
    starts: Mapping[int, int],
    cells: Mapping[int, Excerpt],
    room: int,
) -> list[list[Piece]]:
    """Marks under the cells of a row, and words for their parts: beside a lone mark, else below."""
    marks: list[Piece] = []
    labels: list[tuple[int, str]] = []
    for position in (position for position in cells if position in line.marks):
        points, (_, start, length) = line.marks[position], cells[position]
        start += starts[position]
        if any(point is first for point in points):
            marks.append((start, "^" * length, severity.name))
        else:
            marks.append((start, "-" * length, ""))
        labels += [(start, words) for words in map(label, points) if words]
    if len(marks) == len(labels) == 1:
        (start, text, _), words = marks[0], labels[0][1]
        for beside in (start + len(text) + 1, start - width(words) - 1):
            if beside >= 0 and beside + width(words) <= room:
                return [[*marks, (beside, words, "quiet")]]
    return [marks, *_labels(labels, room)]


def _cell(line: _Line, position: int, columns: int) -> Excerpt:
    text = line.texts.get(position, "")
    if not text and position in line.marks:
        return excerpt("(blank)", None, columns)
    return excerpt(text, part_of(text, line.marks.get(position, ())), columns)


def _fitting_columns(block: _Block, room: int) -> dict[int, int]:
    """Columns to draw, by position, with their widths: those worth most first, until `room` is full."""
    chosen: dict[int, int] = {}
    marked, filled = block.marked(), block.filled()
    for position in _by_worth(block, marked, filled):
        widest = _WIDEST_MARKED if position in marked else _WIDEST_OTHER
        cells = [_cell(line, position, widest).text for line in block.lines]
        columns = max(width(text) for text in (shown(block.names[position], widest), *cells))
        wider = dict(sorted((chosen | {position: max(columns, 1)}).items()))
        if not chosen:
            wider = {position: max(1, min(columns, room - 2 * (len(_GAP) + _BETWEEN)))}
        starts, gaps = _starts(wider, filled)
        end = max(starts[p] + wider[p] for p in wider)
        if not chosen or max((end, *(start + len(_GAP) for start in gaps))) <= room:
            chosen = wider
    return chosen


def _by_worth(block: _Block, marked: list[int], filled: list[int]) -> list[int]:
    """Marked columns, the cell pointed at first; the row's keys; neighbours; what lies between."""
    at = [p for line in block.lines for p, points in line.marks.items() if block.first in points]
    keys = [p for p in filled if p == filled[0] or block.is_key(p)]
    rank = {position: index for index, position in enumerate(filled)}
    far = {p: min(abs(rank[p] - rank[mark]) for mark in marked) for p in filled}
    near = [p for p in filled if far[p] <= _NEAR]
    near.sort(key=lambda p: (not min(marked) < p < max(marked), far[p]))
    worth = list(dict.fromkeys((*at, *marked, *keys, *near)))
    between = [p for p in filled if min(worth) < p < max(worth)]
    return list(dict.fromkeys((*worth, *between)))


def _starts(columns: Mapping[int, int], filled: Sequence[int]) -> tuple[dict[int, int], list[int]]:
    """Where each column starts, and where an ellipsis stands for columns left out."""
    starts: dict[int, int] = {}
    gaps: list[int] = []
    here, left_out = 0, False
    for position in filled:
        if position not in columns:
            if not left_out:
                gaps.append(here)
                here += len(_GAP) + _BETWEEN
            left_out = True
            continue
        starts[position] = here
        here += columns[position] + _BETWEEN
        left_out = False
    return starts, gaps


def _labels(labels: Sequence[tuple[int, str]], room: int) -> list[list[Piece]]:
    """Words under the marks, each below its cell where there is room, on as few lines as that takes."""
    lines: list[list[Piece]] = []
    for start, words in labels:
        words = clipped(words, room)
        start = max(0, min(start, room - width(words)))
        for line in lines:
            last, text, _ = line[-1]
            if last + width(text) + _BETWEEN <= start:
                line.append((start, words, "quiet"))
                break
        else:
            lines.append([(start, words, "quiet")])
    return lines


def _placed(pieces: Iterable[Piece], paint: Paint) -> str:
    """One line of pieces, each at its column."""
    line, here = "", 0
    for start, text, meaning in sorted(pieces):
        line += " " * (start - here) + (paint(meaning, text) if meaning else text)
        here = start + width(text)
    return line
