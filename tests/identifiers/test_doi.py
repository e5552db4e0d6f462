"""DOIs in cells: what is read, what is taken off, and what is left over."""

import html
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.identifiers import (
    Grade,
    compare_dois,
    doi_key,
    find_dois,
    ladder,
    loose_keys,
    part_of,
    read_doi,
)
from triallint.identifiers.record import LONGEST

#: DOIs whose own characters mislead: brackets at the end, SICI codes, check characters, odd endings.
HARD = (
    "10.1016/S0140-6736(10)62002-8",
    "10.3319/TAO.2009.05.25.02(IWNOP)",
    "10.1061/(ASCE)0733-9399(2010)136:2(174)",
    "10.1002/(SICI)1097-0274(199601)29:1<23::AID-AJIM4>3.0.CO;2-#",
    "10.1002/(sici)1099-1263(199911/12)19:6<447::aid-jat601>3.0.co;2-4",
    "10.1130/0091-7613(1984)12<623:COCMIS>2.0.CO;2",
    "10.1043/1543-2165(2007)131[297:MOTUT]2.0.CO;2",
    "10.1021/ol047676+",
    "10.1023/B:SPOE.0000010691.30834.14",
    "10.1161/01.ATV.0000243924.00970.cb",
    "10.1377/hblog20200508.769108/full",
    "10.21203/rs.3.rs-100956/v3",
    "10.1093/nar/gkv1103",
    "10.1093/clinids/11.Supplement_2.S404",
    "10.6084/m9.figshare.22678177.v2",
    "10.1000.10/part",
)

WRAPPERS: dict[str, Callable[[str], str]] = {
    "bare": lambda doi: doi,
    "stop": lambda doi: doi + ".",
    "label": lambda doi: "doi: " + doi,
    "resolver": lambda doi: "https://doi.org/" + doi,
    "two resolvers": lambda doi: "https://doi.org/https://doi.org/" + doi,
    "resolver and label": lambda doi: "http://dx.doi.org/doi:" + doi,
    "percent": lambda doi: "https://doi.org/" + quote(doi, safe="/"),
    "percent throughout": lambda doi: "https://doi.org/" + quote(doi, safe=""),
    "html": html.escape,
    "html twice": lambda doi: html.escape(html.escape(doi)),
    "brackets": lambda doi: f"({doi})",
    "sentence": lambda doi: f"(see https://doi.org/{doi}).",
    "quotes": lambda doi: f'"{doi}",',
    "typographic quotes": lambda doi: f"\u201c{doi}\u201d",
    "bibtex": lambda doi: f"doi = {{{doi}}},",
    "medline": lambda doi: doi + " [doi]",
    "two tags": lambda doi: f"S0140-6736(10)62002-8 [pii]; {doi} [doi]",
    "invisible": lambda doi: f"\ufeff{doi[:8]}\u200b{doi[8:]}",
    "latex": lambda doi: (
        doi.replace("_", "\\_").replace("<", "{\\textless}").replace(">", "$>$").replace("#", "\\#")
    ),
    "search": lambda doi: f"https://pubmed.ncbi.nlm.nih.gov/?term={doi}.",
    "page": lambda doi: f"https://www.nejm.org/doi/abs/{doi}",
    "dash": lambda doi: doi.replace("-", "\u2010"),
    "full-width": lambda doi: doi.replace("(", "\uff08").replace(")", "\uff09"),
}


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("doi", HARD)
def test_a_doi_is_read_through_every_wrapping(doi: str, wrapper: str) -> None:
    text = WRAPPERS[wrapper](doi)
    reading = read_doi(text)
    assert reading.one is not None, reading
    assert reading.one.canonical == doi
    assert reading.one.tidied == doi
    assert reading.one.is_certain
    assert bool(reading.one.notes) == (text != doi)
    start, end = reading.one.span
    assert text[start:end] == reading.one.text


@pytest.mark.parametrize("doi", HARD)
def test_what_was_read_is_read_as_it_is(doi: str) -> None:
    one = read_doi(doi).one
    assert one
    assert (one.notes, one.ladder, one.grade) == ((), (doi,), None)
    assert one.key == doi.lower()


def test_letters_keep_their_case_and_are_compared_without_it() -> None:
    assert compare_dois("10.1038/S41586-020-2649-2", "doi:10.1038/s41586-020-2649-2") == "same"
    assert doi_key("10.1000/\u00c9T\u00c9") == "10.1000/\u00c9t\u00c9"  # other letters may differ by case
    assert compare_dois("10.1000/e\u0301", "10.1000/\u00e9") == "same"
    assert doi_key(" no DOI ") == "no doi"


def test_no_punctuation_is_deleted_to_compare() -> None:
    assert compare_dois("10.1000/ab.c", "10.1000/a.bc") == "different"
    assert compare_dois("10.1002/14651858.CD003471", "10.1002/14651858.CD003471.pub2") == "different"


def test_loose_keys_find_what_a_damaged_table_holds() -> None:
    whole = "10.1002/1521-4095(200010)12:20<1539::AID-ADMA1539>3.0.CO;2-S"
    assert loose_keys(whole) == (
        "10.1002/1521-4095(200010)12:201539::aid-adma15393.0.co;2-s",
        "10.1002/1521-4095(200010)12:203.0.co;2-s",
    )
    assert compare_dois(whole, "10.1002/1521-4095(200010)12:203.0.CO;2-S") == "possible"
    assert compare_dois(whole, whole.replace("1539", "1540")) == "different"
    assert loose_keys("10.1000/x") == ()


def test_the_ladder_goes_down_one_character_at_a_time() -> None:
    assert ladder("10.1000/a(b).),") == (
        "10.1000/a(b).),",
        "10.1000/a(b).)",
        "10.1000/a(b).",
        "10.1000/a(b)",
    )
    assert ladder("10.1000/[a]") == ("10.1000/[a]",)
    rungs = ladder("10.1000/a" + "." * 500)
    assert (rungs[0][-2:], rungs[-1]) == ("..", "10.1000/a")
    assert len(rungs) == 32


@pytest.mark.parametrize(
    ("text", "bare", "what"),
    [
        ("10.1000/xyz/full", "10.1000/xyz", ["page"]),
        ("10.1000/xyz/abstract", "10.1000/xyz", ["page"]),
        ("10.1000/xyz.full.pdf", "10.1000/xyz", ["page"]),
        ("10.1000/xyz.pdf?download=1", "10.1000/xyz", ["query", "page"]),
        ("10.1101/2020.01.01.123456v1.full", "10.1101/2020.01.01.123456", ["page", "version"]),
        ("10.48550/arXiv.2010.11929v2", "10.48550/arXiv.2010.11929", ["version"]),
        ("10.1080/09645292.2010.545518#.Us5z4LSsxK0", "10.1080/09645292.2010.545518", ["fragment"]),
    ],
)
def test_endings_of_pages_are_left_off_and_kept_in_the_ladder(text: str, bare: str, what: list[str]) -> None:
    one = read_doi(text).one
    assert one
    assert (one.canonical, [note.what for note in one.notes], one.grade) == (bare, what, Grade.left_off)
    assert (one.tidied, one.ladder[-1]) == (text, bare)


@pytest.mark.parametrize(
    ("text", "guess", "what"),
    [
        ("10.1186s40246-021-00319-2", "10.1186/s40246-021-00319-2", ["lost"]),
        ("https://doi.org/10.3390nu8020068", "10.3390/nu8020068", ["lost"]),
        ("10,1001/jama.2021.0669", "10.1001/jama.2021.0669", ["lost"]),
        ("1O.1001/jama.2021.0669", "10.1001/jama.2021.0669", ["lost"]),
        ("10.1001\\jama.2021.0669", "10.1001/jama.2021.0669", ["lost"]),
        ("10.1016/j. cell.2020.01.001", "10.1016/j.cell.2020.01.001", ["blanks"]),
        (
            "https : / / doi.org / 10 .1109 /V LHCC.20 04.20",
            "10.1109/VLHCC.2004.20",
            ["blanks"],
        ),
        ("10.1146/annurev- med-041818-020630", "10.1146/annurev-med-041818-020630", ["hyphen"]),
        (
            "10.1002/a<1::AID-B>3.0.[http://0.CO](http://0.CO);2-X",
            "10.1002/a<1::AID-B>3.0.0.CO;2-X",
            ["link"],
        ),
        ("10.1016/S0140-6736(10", "10.1016/S0140-6736(10", ["open"]),
        ("10.1016/j.cell\u2026", "10.1016/j.cell", ["ellipsis"]),
        ("10.1016/j.cell...", "10.1016/j.cell", ["ellipsis"]),
        ("10.1146/annurev-", "10.1146/annurev-", ["dangling"]),
        ("10.1002/12:201539::AID-A15393.0.CO;2-S", "10.1002/12:201539::AID-A15393.0.CO;2-S", ["stripped"]),
    ],
)
def test_damage_is_guessed_at_and_never_certain(text: str, guess: str, what: list[str]) -> None:
    one = read_doi(text).one
    assert one
    assert (one.canonical, [note.what for note in one.notes]) == (guess, what)
    assert not one.is_certain


@pytest.mark.parametrize(
    ("text", "verdict", "seen"),
    [
        ("", "blank", ""),
        ("  ", "blank", ""),
        ("N/A", "placeholder", "none"),
        ("in press", "placeholder", "later"),
        ("10.xxxx/xxxxx", "placeholder", "made up"),
        ("doi.org/d8dn", "short", ""),
        ("https://doi.org/10/gf4gqc", "short", ""),
        ("9783642403361", "other", "an ISBN (9783642403361)"),
        ("0-306-40615-2", "other", "an ISBN (0306406152)"),
        ("0028-4793", "other", "an ISSN"),
        ("PMC3531190", "other", "a PMCID"),
        ("PMID: 27133167", "other", "a PMID"),
        ("27133167", "other", "a bare number, as a PMID or a PMCID has"),
        ("NCT01208194", "other", "a ClinicalTrials.gov number"),
        ("S0140-6736(10)62002-8", "other", "a publisher's item number (PII)"),
        ("https://www.nejm.org/", "other", "a web address"),
        ("9783642403362", "malformed", ""),
        ("see text", "malformed", ""),
        ("10.123/xyz", "malformed", ""),
        ("10.1000/", "malformed", ""),
        ("10.1000/---", "malformed", ""),
        ("10.1000/x " + "y" * LONGEST, "malformed", ""),
    ],
)
def test_what_a_cell_holds_that_has_no_doi(text: str, verdict: str, seen: str) -> None:
    reading = read_doi(text)
    assert (reading.verdict, reading.seen) == (verdict, seen)
    assert reading.one is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.4137/IJTR.S815810.4137/IJTR.S8158", ["10.4137/IJTR.S8158"] * 2),
        ("10.1000/a; 10.1000/b", ["10.1000/a", "10.1000/b"]),
        ("10.1000/a,10.1001/b", ["10.1000/a", "10.1001/b"]),
        ("10.1000/a;https://doi.org/10.1001/b", ["10.1000/a", "10.1001/b"]),
        ("10.1000/a\n10.1001/b", ["10.1000/a", "10.1001/b"]),
        ("10.1000/a; PMID: 27133167", ["10.1000/a", "27133167"]),
        ("10.1000/a10.1000/b", ["10.1000/a", "10.1000/b"]),
    ],
)
def test_several_in_a_cell_are_told_apart(text: str, found: list[str]) -> None:
    reading = read_doi(text)
    assert reading.verdict == "several"
    assert [one.canonical for one in reading.found] == found


def test_a_doi_that_holds_another_is_one() -> None:
    one = read_doi("10.36849/JDD.2020.10.36849/JDD.2020.5106").one
    assert one
    assert one.canonical == "10.36849/JDD.2020.10.36849/JDD.2020.5106"
    assert [note.what for note in one.notes] == ["nested"]


def test_words_beside_a_doi_are_residue() -> None:
    reading = read_doi("cf. 10.1000/xyz see the appendix")
    assert (reading.verdict, reading.residue) == ("malformed", ("cf.", "see the appendix"))
    assert [one.canonical for one in reading.found] == ["10.1000/xyz"]


@pytest.mark.parametrize(
    ("doi", "article"),
    [
        ("10.1371/journal.pone.0012724.s001", "10.1371/journal.pone.0012724"),
        ("10.1371/journal.pone.0012724.g002", "10.1371/journal.pone.0012724"),
        ("10.7554/eLife.12345.002", "10.7554/eLife.12345"),
        ("10.3389/fonc.2020.00001.s001", "10.3389/fonc.2020.00001"),
        ("10.3410/f.718232.793456", ""),
    ],
)
def test_parts_of_articles_are_known_by_their_form(doi: str, article: str) -> None:
    part = part_of(doi)
    assert part
    assert part[1] == article
    one = read_doi(doi).one
    assert one
    assert (one.canonical, one.is_certain) == (doi, True)


@given(
    st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=12),
    st.text(alphabet="().[]<>:;-_/+#ab1 ", max_size=20),
    st.sampled_from(["", " ", ".", ";", ")", "]", "\u200b", "\u2026", " and", "&lt;", "%29", "\n"]),
)
def test_reading_never_fails_and_reading_again_changes_nothing(head: str, middle: str, tail: str) -> None:
    text = f"10.1000/{head}{middle}{tail}"
    for one in find_dois(text):
        assert text[slice(*one.span)] == one.text
        again = read_doi(one.canonical)
        if one.is_certain and again.verdict not in ("several", "placeholder"):
            assert [other.canonical for other in again.found] == [one.canonical]
    read_doi(text)
