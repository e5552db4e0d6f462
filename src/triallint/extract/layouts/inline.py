"""The visible text of an element of markup: raised and lowered signs keep their meaning."""

from collections.abc import Iterator
from typing import Final, Protocol

#: What can be raised and lowered in characters of its own.
_RAISED: Final = str.maketrans("0123456789+-\u2212\u2013=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-\u2212\u2013=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_RAISES: Final = frozenset({"sup"})
_LOWERS: Final = frozenset({"sub", "inf"})
_NUMERIC: Final = frozenset("0123456789+-\u2212\u2013=()n")
#: Raised letters that continue a word rather than point at a footnote.
_ORDINALS: Final = frozenset(
    {"st", "nd", "rd", "th", "er", "e", "re", "\u00ae", "\u2122", "o", "\u00b0", "TM"}
)
#: Marks of footnotes that cannot be taken for part of a number.
_MARKS: Final = frozenset("*\u2020\u2021\u00a7\u00b6#|\u2016")
_BREAKS: Final = frozenset({"br", "break"})
#: Elements that stand on lines of their own.
BLOCKS: Final = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "dd",
            "div",
            "dl",
            "dt",
            "figcaption",
        ),
        *(
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
        ),
        *("ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "label"),
        *("title", "sec", "list", "list-item", "def-list", "def-item", "disp-quote", "disp-formula", "fn"),
        *("boxed-text", "abstracttext"),
    }
)

#: Markup nests no deeper than this in any report; what stands deeper is left out.
_DEEPEST: Final = 200


class Node(Protocol):
    """An element of the standard library's tree or of lxml's."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> "Iterator[Node]": ...

    def __len__(self) -> int:
        """How many elements stand right in it."""

    def get(self, key: str, /) -> str | None:
        """The value of an attribute."""


def name_of(element: Node) -> str:
    """The element's name without a namespace or prefix, in small letters; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def visible(element: Node, *, without: frozenset[str] = frozenset()) -> str:
    """All text of an element as a person sees it, runs of white space as one space.

    Raised digits and signs become superscript characters (10<sup>-4</sup> is 10⁻⁴), other raised text is
    set off by "^" unless it is an ordinal or a footnote's mark; lowered digits become subscripts. Two
    elements that touch are not joined into one word or number.

    Args:
        element: the element.
        without: names of elements that are passed over.
    """
    pieces: list[str] = []
    if not len(element):  # most elements of a large file hold text alone
        text = element.text or ""
        # No blank but the space is printable.
        plain = text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "
        return text if plain else " ".join(text.split())
    _gather(element, pieces, without, 0)
    return " ".join("".join(pieces).split())


def _gather(element: Node, pieces: list[str], without: frozenset[str], depth: int) -> None:
    if element.text:
        pieces.append(element.text)
    ended = False  # whether an element has just ended, with nothing behind it yet
    for child in element:
        name = name_of(child)
        if name and name not in without and depth < _DEEPEST:
            inner: list[str] = []
            _gather(child, inner, without, depth + 1)
            text = _raised_or_lowered(name, "".join(inner))
            if ended and text and pieces and _would_join(pieces[-1], text):
                pieces.append(" ")
            if text:
                pieces.append(text)
                ended = name not in _RAISES and name not in _LOWERS
        if child.tail:
            pieces.append(child.tail)
            ended = False


def _raised_or_lowered(name: str, text: str) -> str:
    if name in _BREAKS:
        return " "
    if name in BLOCKS:
        return f" {text} "
    stripped = text.strip()
    if not stripped or name not in _RAISES | _LOWERS:
        return text
    if _NUMERIC.issuperset(stripped):
        return stripped.translate(_RAISED if name in _RAISES else _LOWERED)
    if name in _LOWERS or stripped in _ORDINALS or _MARKS.issuperset(stripped):
        return text
    return "^" + stripped


def _would_join(before: str, after: str) -> bool:
    return before[-1:].isalnum() and after[:1].isalnum()
