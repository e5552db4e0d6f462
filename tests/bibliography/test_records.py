"""Records printed in every layout that is read, and read again: each field as the record has it."""

from collections import Counter
from collections.abc import Callable

import pytest

from triallint.bibliography import parse
from triallint.model import Publication

from .shared import needed, records
from .styles import STYLES, listed, printed_date, sentence

Say = Callable[[str], None]


def wanted(style: str, one: Publication) -> dict[str, str]:
    """What a citation in a layout says of a record."""
    fields = {
        "title": one.title,
        "journal": one.journal.medline,
        "year": printed_date(one)[:4],
        "volume": one.volume,
        "issue": one.issue,
        "pages": one.pages,
    }
    if style != "similar":
        fields["authors"] = listed(one, 6 if style in ("ama", "jama_page") else 0)
    if style not in ("vancouver", "lancet"):
        fields["doi"] = one.doi
    if style in ("pubmed", "similar"):
        fields["pmid"] = one.pmid
    if style == "pubmed":
        fields["pmcid"] = one.pmcid
    return fields


def plain(text: str) -> str:
    """A text without what layouts write otherwise: blanks, dashes, the full stop behind it."""
    text = text.replace("\u2013", "-").lower()
    return "".join(text.split()).strip(".,;")


def shares(style: str, every: list[Publication]) -> tuple[Counter[str], Counter[str]]:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one in every:
        parsed = parse(STYLES[style](one))
        for field, text in wanted(style, one).items():
            part = getattr(parsed, field)
            if field == "pages" and part is None:
                part = parsed.elocation
            asked[field] += 1
            right[field] += plain(part.text if part else "") == plain(text)
    return right, asked


@needed
@pytest.mark.parametrize("style", STYLES)
def test_records_in_every_layout(style: str, say: Say) -> None:
    every = [one for one in records() if one.kind == "article" and one.title]
    right, asked = shares(style, every)
    figures = ", ".join(f"{field} {100 * right[field] / asked[field]:.2f}" for field in asked)
    say(f"{len(every):,} records as {style}, percent right: {figures}")
    for field, of in asked.items():
        assert right[field] >= (0.998 if field in ("doi", "pmid", "pmcid") else 0.99) * of, field


@needed
def test_spans_are_where_the_text_stands() -> None:
    for one in records()[::9]:
        text = STYLES["pubmed"](one)
        parsed = parse(text)
        for field in ("title", "journal", "year", "volume", "pages"):
            part = getattr(parsed, field)
            if part:
                assert " ".join(text[slice(*part.span)].split()) == part.text


def test_a_record_printed_as_every_layout_does_not_stand_without_a_full_stop() -> None:
    assert sentence("What?") == "What?"
    assert sentence("That") == "That."
