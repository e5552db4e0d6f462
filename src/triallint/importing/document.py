"""A JSON record as values that know their path and line, and which of them were taken."""

from collections import Counter
from collections.abc import Iterator

from ..model import Place
from ..read.tree import Items, Node, Record


class Document:
    """One record of a registry."""

    def __init__(self, file: str, root: Node) -> None:
        self.file = file
        self.root = Value(self, "", root, 1)
        self.taken: set[str] = set()

    def untaken(self, *modules: str) -> Iterator[tuple[str, int, "Value"]]:
        """What of some modules was not taken: path without numbers, count, the first value."""
        counts: Counter[str] = Counter()
        first: dict[str, Value] = {}
        for module in modules:
            for value in self.root[module].leaves():
                if value.path not in self.taken:
                    name = value.general
                    counts[name] += 1
                    first.setdefault(name, value)
        for name, count in counts.items():
            yield name, count, first[name]


class Value:
    """A value of a document; one that is not there is blank, and so is all within it."""

    __slots__ = ("document", "line", "node", "path")

    def __init__(self, document: Document, path: str, node: Node, line: int) -> None:
        self.document, self.path, self.node, self.line = document, path, node, line

    def __getitem__(self, key: str) -> "Value":
        return next((value for name, value in self._members() if name == key), self._blank(key))

    def __iter__(self) -> Iterator["Value"]:
        for number, node in enumerate(self.node.values if isinstance(self.node, Items) else ()):
            line = node.line if isinstance(node, Record | Items) else self.line
            yield Value(self.document, f"{self.path}[{number}]", node, line)

    def __bool__(self) -> bool:
        return self.node is not None

    def _blank(self, key: str) -> "Value":
        return Value(self.document, f"{self.path}.{key}", None, self.line)

    def _members(self) -> Iterator[tuple[str, "Value"]]:
        record = self.node
        if isinstance(record, Record):
            lines = record.lines or [record.line] * len(record.keys)
            for key, node, line in zip(record.keys, record.values, lines, strict=True):
                yield key, Value(self.document, f"{self.path}.{key}".lstrip("."), node, line)

    @property
    def text(self) -> str:
        """Its text on one line, which is thereby taken."""
        if isinstance(self.node, str):
            self.document.taken.add(self.path)
            return " ".join(self.node.split())
        return ""

    @property
    def place(self) -> Place:
        """Its place: the line, and the path within the record."""
        return Place(self.document.file, self.line, name=self.path)

    @property
    def general(self) -> str:
        """Its path without the numbers of list items."""
        return "".join(part.partition("]")[2] if at else part for at, part in enumerate(self.path.split("[")))

    def take_all(self) -> None:
        """Count everything within it as taken: it says nothing that a table has a column for."""
        self.document.taken.update(leaf.path for leaf in self.leaves())

    def leaves(self) -> Iterator["Value"]:
        """Every text within it."""
        if isinstance(self.node, Record):
            for _, value in self._members():
                yield from value.leaves()
        elif isinstance(self.node, Items):
            for value in self:
                yield from value.leaves()
        elif self.node:
            yield self
