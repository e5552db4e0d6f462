"""A record as it is compared: words that stand for nothing are blank, and no field is endless. Pure."""

from dataclasses import replace
from typing import Final

from ..identifiers.others import placeholder
from ..model import MISSING_WORDS
from .words import FIELDS, Record

#: Letters of a field that are compared: more than any publication prints there. What is beyond them is not
#: a title or a list of names but a page that was pasted into one cell.
_MOST: Final = {"title": 2_000, "authors": 20_000, "abstract": 20_000}
_MOST_OF_OTHERS: Final = 500
#: Letters of the longest words for nothing.
_NOTHING: Final = 40


def stated(record: Record) -> Record:
    """A record without the texts that say nothing ("NA", "not_reported", "0"), its fields of sane length."""
    texts = {name: getattr(record, name) for name in FIELDS}
    plain = {name: _plain(name, text) for name, text in texts.items() if text}
    changed = {name: text for name, text in plain.items() if text != texts[name]}
    return replace(record, **changed) if changed else record  # type: ignore[arg-type]


def _plain(name: str, text: str) -> str:
    text = text[: _MOST.get(name, _MOST_OF_OTHERS)]
    return "" if says_nothing(text, name) else text


def says_nothing(text: str, field: str) -> bool:
    """Whether a text stands for a value that is not there."""
    text = text.strip()
    if len(text) > _NOTHING:
        return False
    return text.casefold() in MISSING_WORDS or not text.strip("0") or bool(placeholder(text, field))
