"""A web page as the blocks that a person sees one below the other: headings, paragraphs, items, tables."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from .inline import BLOCKS, name_of, visible

#: What a page holds that is nothing of the report.
_UNSEEN: Final = frozenset(
    {
        *("script", "style", "noscript", "template", "svg", "nav", "footer", "button", "select", "iframe"),
        *(
            "head",
            "object",
            "video",
            "audio",
            "canvas",
            "input",
            "textarea",
            "annotation",
            "figure",
            "dialog",
        ),
    }
)
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
#: Some journals mark headings by a class alone: <div class="h3">.
_MARKED: Final = frozenset({"div", "span"})
_WHOLE: Final = frozenset({"p", "li", "dd", "dt", "blockquote", "figcaption", "td", "pre"})
_DEEPEST: Final = 200


class Block(NamedTuple):
    """One block of a page.

    Attributes:
        name: the element's name; empty for text that stands between blocks.
        text: what a person sees.
        level: of a heading, 1 to 6; 0 for anything else.
        element: the element.
        is_whole: whether the text is all of the element's.
    """

    name: str
    text: str
    level: int
    element: Any
    is_whole: bool


def blocks_of(root: Any) -> Iterator[Block]:
    """The blocks of a page in order."""
    yield from _blocks(root, _holders(root), 0)


def _holders(root: Any) -> set[Any]:
    """Every element that has a block somewhere in it."""
    found: set[Any] = set()
    for one in root.iter():
        if name_of(one) in BLOCKS:
            for above in one.iterancestors():
                if above in found:
                    break
                found.add(above)
    return found


def _blocks(element: Any, holders: set[Any], depth: int) -> Iterator[Block]:
    name = name_of(element)
    if not name or name in _UNSEEN or element.get("hidden") is not None or depth > _DEEPEST:
        return
    level = _level(element, name, holders)
    if level or (name == "table" and _is_of_data(element)) or _is_leaf(element, name, holders):
        text = visible(element, without=_UNSEEN)
        if text:
            yield Block(name, text, level, element, True)
        return
    pending: list[str] = [element.text or ""]
    for child in element:
        if name_of(child) in BLOCKS or child in holders:
            yield from _loose(pending, element)
            pending = []
            yield from _blocks(child, holders, depth + 1)
        elif name_of(child) not in _UNSEEN:
            pending.append(visible(child, without=_UNSEEN))
        pending.append(child.tail or "")
    yield from _loose(pending, element)


def _level(element: Any, name: str, holders: set[Any]) -> int:
    """The level of a heading, by its name or by its class; 0 for what is none."""
    if name in _MARKED and element not in holders:
        return next((_LEVELS[one] for one in (element.get("class") or "").split() if one in _LEVELS), 0)
    return _LEVELS.get(name, 0)


def _loose(pending: list[str], element: Any) -> Iterator[Block]:
    """Text that stands between blocks."""
    text = " ".join(" ".join(pending).split())
    if text:
        yield Block("", text, 0, element, False)


def _is_leaf(element: Any, name: str, holders: set[Any]) -> bool:
    """Whether nothing in a paragraph or an item is a block with a place of its own."""
    if name == "li":
        return not any(name_of(one) in ("ul", "ol", "table", *_LEVELS) for one in element.iterdescendants())
    return name in _WHOLE and element not in holders


def _is_of_data(table: Any) -> bool:
    """Whether a table is one of figures rather than the page's frame."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    return len(rows) > 1 and max(sum(name_of(one) in ("td", "th") for one in row) for row in rows) > 1
