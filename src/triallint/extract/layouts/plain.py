"""A plain abstract: a title and prose, with labels or without, and nothing else that tells its layout."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ..document import Document, Quote, Section
from .base import Given, Layout
from .labels import labels_in, sections_in, trimmed
from .lines import lines_of
from .registered import registered
from .single import document, title_quote

#: A title is no longer, in characters.
_LONGEST_TITLE: Final = 400
#: How a sentence ends: with a word, or with the bracket of its figures ("(P = 0.02).").
_SENTENCE: Final = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[)\]%]))[.?!](?:\s|$)")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_FIELD_MARK: Final = re.compile(r"[,;](?=\S)|\t")
_FEWEST_WORDS: Final = 15
#: Marks of a program; those before a figure ("n = 20", "P < 0.05; RR") are of prose.
_CODE: Final = re.compile(r"[{}\\|_$#@]|;(?! )|[<>=](?!\s?[\d.])")


class Parts(NamedTuple):
    """What a plain abstract is made of."""

    sections: tuple[Section, ...]
    fields: dict[str, Quote]


def recognise(given: Given) -> bool:
    """Prose: sentences of words, and not the rows of a table or the lines of a program."""
    if given.is_markup:
        return False
    sample = given.opening
    words = sum(len(word) for word in _WORD.findall(sample))
    if words < 0.55 * len(sample.replace(" ", "")) or not _SENTENCE.search(sample):
        return False
    if len(_CODE.findall(sample)) > 0.02 * len(sample):
        return False
    return len(_WORD.findall(sample, 0, 5000)) >= _FEWEST_WORDS and not _is_table(sample)


def _is_table(sample: str) -> bool:
    """Whether line after line holds as many delimiters as the first."""
    lines = [line.text for line in lines_of(sample[:20_000])][:20]
    counts = [len(_FIELD_MARK.findall(line)) for line in lines]
    return len(lines) > 1 and counts[0] > 0 and sum(count >= counts[0] for count in counts) > 0.8 * len(lines)


def read(given: Given) -> Iterator[Document]:
    """The report of the text."""
    parts = parts_of(given.text)
    yield document(given, LAYOUT.name, parts.sections, parts.fields | registered(given.text, parts.sections))


def parts_of(text: str) -> Parts:
    """The title and the parts of a text that nothing is known of.

    A title is a first line that other lines follow, or what stands before the first label or the heading
    "Abstract"; of prose without either, the first sentence may be one, and is not taken for it.
    """
    lines = lines_of(text)
    first = next(lines, None)
    second = next(lines, None)
    start, end = trimmed(text, 0, len(text))
    if first is None:
        return Parts((), {})
    fields: dict[str, Quote] = {}
    sections: list[Section] = []
    if second is not None and _is_title(text, first.start, first.end):
        fields["title"] = title_quote(text, first.start, first.end)
        sections.append(Section("title", first.start, first.end))
        start = second.end if second.text.lower() in ("abstract", "summary") else second.start
    return Parts((*sections, *sections_in(text, start, end)), fields)


def _is_title(text: str, start: int, end: int) -> bool:
    """One line that is no longer than a title and announces no part."""
    return end - start <= _LONGEST_TITLE and next(labels_in(text, start, end + 1), None) is None


LAYOUT = Layout(
    "plain text",
    "a plain abstract: prose with or without a title line",
    recognise,
    read,
    rank=9,
    is_single=True,
)
