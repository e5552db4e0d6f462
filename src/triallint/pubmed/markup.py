"""XML from strangers: no entities, no network, no bottomless nesting, and one record in memory at a time."""

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from .trouble import BadAnswer, Trouble, is_html, plain_message

#: PubMed's own records nest some fifteen deep, formulae included.
_DEEPEST: Final = 100

#: What may stand before the first bracket: white space, and the mark or the nought bytes of an encoding.
_BEFORE: Final = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"

Take = Callable[[Element], None]


def _nothing(_: Element) -> None:
    """Take no unit: the whole tree is wanted."""


def read_xml(
    body: bytes,
    *,
    units: frozenset[str] = frozenset(),
    skipped: frozenset[str] = frozenset(),
    take: Take = _nothing,
) -> Element:
    """Parse a body, hand over each unit as it ends, and return the root without what the units held.

    Tags keep their prefixes (`mml:math`), for a prefix that nobody declared must not cost a whole set.

    Args:
        body: the XML text.
        units: tags of the elements to hand over; they are looked for at the root and just below it.
        skipped: tags of elements that are passed over wherever they stand below the root.
        take: receives each unit. It must not keep it: it is emptied afterwards.

    Raises:
        BadAnswer: empty, cut, a web page, not well-formed, or unsafe: it declares an entity or nests more
            than 100 deep. Nothing else, whatever the bytes.
    """
    if not body.strip():
        raise BadAnswer(Trouble.EMPTY_BODY)
    if is_html(body):
        raise BadAnswer(Trouble.HTML)
    if body.lstrip(_BEFORE)[:1] != b"<":
        raise plain_message(body)
    builder = _Builder(units, skipped, take)
    try:
        builder.parser.Parse(body, False)
    except expat.ExpatError as error:
        raise BadAnswer(Trouble.BROKEN, str(error)) from None
    except (LookupError, ValueError) as error:  # an encoding that Python does not know or cannot map
        raise BadAnswer(Trouble.BROKEN, str(error)) from None
    try:
        builder.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BadAnswer(Trouble.CUT, str(error)) from None
    return builder.finished()


class _Builder:
    """The parser's handlers: elements are built, passed over or handed on."""

    def __init__(self, units: frozenset[str], skipped: frozenset[str], take: Take) -> None:
        self._units, self._skipped, self._take = units, skipped, take
        self._tree = TreeBuilder()
        self._depth = 0
        self._unit_at = 0
        self._hidden_at = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._entity
        self._show()

    def finished(self) -> Element:
        """The root of the tree that was built."""
        return self._tree.close()

    def _show(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._tree.data

    def _hide(self) -> None:
        self._hidden_at = self._depth
        self.parser.StartElementHandler = self._hidden_start
        self.parser.EndElementHandler = self._hidden_end
        self.parser.CharacterDataHandler = None

    def _entity(self, name: str, *_: object) -> None:
        raise BadAnswer(Trouble.UNSAFE, f"entity {name}")

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadAnswer(Trouble.UNSAFE, f"nested more than {_DEEPEST} deep")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._deeper()
        if tag in self._skipped and self._depth > 1:
            self._hide()
            return
        if self._depth <= 2 and not self._unit_at and tag in self._units:
            self._unit_at = self._depth
        self._tree.start(tag, attributes)

    def _end(self, tag: str) -> None:
        element = self._tree.end(tag)
        if self._depth == self._unit_at:
            self._unit_at = 0
            self._take(element)
            element.clear()
        self._depth -= 1

    def _hidden_start(self, tag: str, attributes: dict[str, str]) -> None:
        self._deeper()

    def _hidden_end(self, tag: str) -> None:
        if self._depth == self._hidden_at:
            self._show()
        self._depth -= 1


def text_of(element: Element | None) -> str:
    """All text of an element in reading order, markup resolved, runs of white space as one space."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def text_at(element: Element | None, tag: str) -> str:
    """The text of the first child with this tag; empty if there is none."""
    return "" if element is None else text_of(element.find(tag))
