"""Paragraphs of markup: labels that are set in bold at their beginning."""

from typing import Final

from .inline import Node, name_of, visible
from .labels import kind_of

_BOLD: Final = frozenset(
    {"b", "strong", "bold", "i", "em", "italic", "span", "h2", "h3", "h4", "h5", "h6", "title"}
)


def leading_label(paragraph: Node) -> str:
    """The label that a paragraph begins with in a type of its own, as printed; empty where there is none."""
    if (paragraph.text or "").strip():
        return ""
    first = next((child for child in paragraph if name_of(child)), None)
    if first is None or name_of(first) not in _BOLD:
        return ""
    label = visible(first)
    return label if len(label) <= 80 and kind_of(label.strip(" :.")) else ""
