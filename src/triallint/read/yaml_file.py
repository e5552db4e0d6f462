"""YAML with the line of every value and every text as it was typed: `NO` stays NO, `0123` stays 0123."""

from itertools import pairwise
from typing import Any

from .conditions import FILE_HAS_ROWS, SYNTAX_IS_VALID
from .csl import sheets_in
from .sheet import Sheet
from .source import Source
from .tree import Items, Node, Record, of_records

#: The parser's time grows with the square of the depth of brackets; tables need three levels.
_DEEPEST = 60

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {
    word: text
    for text, words in {"yes": ("true", "True", "TRUE"), "no": ("false", "False", "FALSE")}.items()
    for word in words
}


class _TooDeep(Exception):
    """The document is nested deeper than any table."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def read_yaml(source: Source, text: str) -> list[Sheet]:
    """The sheets of a YAML file: a list of records, a list for each table, or a record a document."""
    import yaml  # only who keeps YAML pays for it

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(source)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.feed(event)
    except yaml.YAMLError as error:
        builder.break_off()
        _say_broken(source, error)
    except _TooDeep as deep:
        builder.documents.pop()
        source.say(
            SYNTAX_IS_VALID,
            f"line {deep.line} is nested more than {_DEEPEST} levels deep; reading stopped there",
            "look for a bracket that is never closed",
            row=deep.line,
            text="",
        )
    documents = [document for document in builder.documents if document is not None]
    if not documents:
        if not source.findings:
            source.say(FILE_HAS_ROWS, "the file is empty", "export it again, or remove it")
        return []
    if len(documents) > 1 and all(isinstance(one, Record) and _is_flat(one) for one in documents):
        records = [one for one in documents if isinstance(one, Record)]
        sheet = of_records(source, source.stem, records)
        return [] if sheet is None else [sheet]
    return [sheet for document in documents for sheet in sheets_in(source, document)]


def _is_flat(record: Record) -> bool:
    return not any(isinstance(value, Record | Items) for value in record.values)


def _say_broken(source: Source, error: Any) -> None:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else None
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not valid YAML"
    source.say(
        SYNTAX_IS_VALID,
        f"{problem} (line {line})" if line else f"the file is not valid YAML: {problem}",
        "mend the line, or the one before it; look for tabs, a missing colon or quotation mark",
        row=line,
        text=str(problem),
        words="the line",
    )


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _text(value: str, *, plain: bool) -> str | None:
    if plain:
        return None if value in _NULLS else _BOOLEANS.get(value, value)
    return value


class _Builder:
    """Documents from parser events, built from the outside in. Aliases share the node they name.

    Not yaml.compose: that crashes the interpreter on deep nesting, and hands over nothing of what
    stands before a broken line.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.documents: list[Node] = []
        self._anchors: dict[str, Node] = {}
        self._open: list[Record | Items] = []
        self._keys: list[tuple[str, int] | None] = []  # what waits for its value, for each open node

    def feed(self, event: Any) -> None:
        """Take the next event."""
        match type(event).__name__:
            case "ScalarEvent":
                text: str | None = event.value
                if event.implicit[0]:  # plain: neither quoted nor tagged
                    text = None if text in _NULLS else _BOOLEANS.get(event.value, text)
                self._put(text, _line(event), event.anchor)
            case "MappingStartEvent":
                self._begin(Record(_line(event)), event.anchor)
            case "SequenceStartEvent":
                self._begin(Items(_line(event)), event.anchor)
            case "MappingEndEvent" | "SequenceEndEvent":
                self._open.pop()
                self._keys.pop()
            case "AliasEvent":
                self._put(self._named(event), _line(event))
            case "DocumentStartEvent":
                self._anchors.clear()

    def _named(self, event: Any) -> Node:
        if event.anchor not in self._anchors:
            self.source.say(
                SYNTAX_IS_VALID,
                f"*{event.anchor} on line {_line(event)} names nothing; it was read as blank",
                "put quotation marks around a text that begins with an asterisk",
                row=_line(event),
                text=f"*{event.anchor}",
            )
        return self._anchors.get(event.anchor)

    def _begin(self, node: Record | Items, anchor: str | None) -> None:
        if len(self._open) >= _DEEPEST:
            raise _TooDeep(node.line)
        self._put(node, node.line, anchor)
        self._open.append(node)
        self._keys.append(None)

    def _put(self, node: Node, line: int, anchor: str | None = None) -> None:
        """Add a node to the innermost open one: as an item, a key, or the value of the last key."""
        if anchor:
            self._anchors[anchor] = node
        if not self._open:
            self.documents.append(node)
            return
        parent, waiting = self._open[-1], self._keys[-1]
        if isinstance(parent, Items):
            parent.values.append(node)
        elif waiting is None:
            name = node if isinstance(node, str) else "null" if node is None else "?"
            self._keys[-1] = (name, line)
        else:
            parent.keys.append(waiting[0])
            parent.values.append(node)
            parent.lines.append(waiting[1])
            self._keys[-1] = None

    def break_off(self) -> None:
        """Leave out the record that the text breaks in; what stands complete before it is kept."""
        for outer, inner in pairwise(self._open):
            if isinstance(outer, Items) and isinstance(inner, Record):
                outer.values.pop()
                return
        if self._open and not any(isinstance(node, Items) for node in self._open):
            self.documents.pop()
