"""PMIDs and PMCIDs: in cells, and in running text."""

import pytest

from triallint.identifiers import find_pmcids, find_pmids, read_pmcid, read_pmid


@pytest.mark.parametrize(
    ("text", "pmid", "notes"),
    [
        ("1", "1", []),
        ("27133167", "27133167", []),
        ("26389276.25", "26389276", []),
        (":26711011", "26711011", ["punctuation"]),
        ("23177736,", "23177736", ["punctuation"]),
        ("#27133167", "27133167", ["punctuation"]),
        ("27,133,167", "27133167", ["punctuation"]),
        ("27 133 167", "27133167", ["punctuation"]),
        ("PMID: 9500320", "9500320", ["label"]),
        ("pmid9500320", "9500320", ["label"]),
        ("PubMed ID: 9500320.", "9500320", ["label", "punctuation"]),
        ("27133167 [PMID]", "27133167", ["label"]),
        ("info:pmid/27133167", "27133167", ["address"]),
        ("https://pubmed.ncbi.nlm.nih.gov/27133167/", "27133167", ["address"]),
        ("https://pubmed.ncbi.nlm.nih.gov/27133167.", "27133167", ["address"]),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=27133167", "27133167", ["address"]),
        ("http://www.ncbi.nlm.nih.gov/pubmed/27133167", "27133167", ["address"]),
        ("www.ncbi.nlm.nih.gov/m/pubmed/27133167/?i=2", "27133167", ["address"]),
        ("https://europepmc.org/article/MED/27133167", "27133167", ["address"]),
        ("27133167\u200b", "27133167", ["invisible"]),
        ("\uff12\uff17\uff11\uff13\uff13\uff11\uff16\uff17", "27133167", ["wide"]),
        ("00775", "775", ["zeros"]),
    ],
)
def test_a_pmid_in_a_cell(text: str, pmid: str, notes: list[str]) -> None:
    one = read_pmid(text).one
    assert one, read_pmid(text)
    assert (one.canonical, [note.what for note in one.notes]) == (pmid, notes)
    assert one.is_certain == (notes != ["zeros"])
    assert text[slice(*one.span)] == one.text


@pytest.mark.parametrize(
    ("text", "verdict", "seen"),
    [
        (" ", "blank", ""),
        ("NA", "placeholder", "none"),
        ("00000000", "placeholder", "made up"),
        ("2.7133E+07", "rounded", ""),
        ("27133167.0", "rounded", ""),
        ("PMC3531190", "other", "a PMCID"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/", "other", "a PMCID"),
        ("10.1007/978-3-642-40337-8", "other", "a DOI"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=10.1056/NEJMoa2411680.", "other", "a DOI"),
        ("9783642403361", "other", "an ISBN (9783642403361)"),
        ("NIHMS1234567", "other", "a manuscript number"),
        ("ZINC000003830", "other", "a ZINC identifier"),
        ("NCT01208194", "other", "a ClinicalTrials.gov number"),
        ("271331671", "malformed", "a number of 9 digits, and a PMID has at most 8"),
        ("2713316l", "malformed", ""),
        ("27133167 or so", "malformed", ""),
        ("27133167; 27259157", "several", ""),
        ("PMID 27133167 and 27259157", "several", ""),
        ("PMID: 27133167; PMCID: PMC4860890", "several", ""),
    ],
)
def test_a_cell_without_one_pmid(text: str, verdict: str, seen: str) -> None:
    reading = read_pmid(text)
    assert (reading.verdict, reading.seen) == (verdict, seen)
    assert reading.one is None


@pytest.mark.parametrize(
    ("text", "pmcid", "notes"),
    [
        ("PMC3531190", "PMC3531190", []),
        ("pmc3531190", "PMC3531190", ["case"]),
        ("PMC 3531190", "PMC3531190", ["space"]),
        ("PMCPMC3531190", "PMC3531190", ["space"]),
        ("PMCID: PMC3531190", "PMC3531190", ["label"]),
        ("PMCID: 3531190", "PMC3531190", ["label", "space"]),
        ("PMC3531190.", "PMC3531190", ["punctuation"]),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3531190/", "PMC3531190", ["address"]),
        ("https://europepmc.org/article/PMC/PMC3531190", "PMC3531190", ["address"]),
        ("PMC3531190.1", "PMC3531190", ["version"]),
        ("3531190", "PMC3531190", ["bare"]),
    ],
)
def test_a_pmcid_in_a_cell(text: str, pmcid: str, notes: list[str]) -> None:
    one = read_pmcid(text).one
    assert one, read_pmcid(text)
    assert (one.canonical, [note.what for note in one.notes]) == (pmcid, notes)
    assert one.is_certain == (notes != ["bare"])


def test_a_version_is_kept_apart() -> None:
    versions = [read_pmid("26389276.25").one, read_pmcid("PMC3531190.1").one, read_pmid("26389276").one]
    assert [one and one.version for one in versions] == ["25", "1", ""]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Blood. 1999;93(1):1-9. PMID: 10218234.", ["10218234"]),
        ("PMIDs: 10218234, 10350446 and 10376984; 1999", ["10218234", "10350446", "10376984"]),
        ("PMID: 26389276.25", ["26389276"]),
        ("pmid 775; PubMed: 776", ["775", "776"]),
        ("https://pubmed.ncbi.nlm.nih.gov/27133167/, /pubmed/27259157", ["27133167"]),
        ("http://www.ncbi.nlm.nih.gov/pubmed/27133167", ["27133167"]),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=10.1056/NEJMoa2411680.", []),
        ("in 2016 we found 27133167 of them; PMID unknown", []),
        ("PMID: 271331671", []),
    ],
)
def test_pmids_in_running_text(text: str, found: list[str]) -> None:
    assert [one.canonical for one in find_pmids(text)] == found
    assert all(text[slice(*one.span)] == one.text for one in find_pmids(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PMID: 10376984; PMCID: PMC2362372.", ["PMC2362372"]),
        ("pmc2362372, PMCPMC2362373 and PMC 2362374.1", ["PMC2362372", "PMC2362373", "PMC2362374"]),
        ("PMCID: 2362372", ["PMC2362372"]),
        ("the pontine micturition centre (PMC) 12 weeks; XPMC2362372", []),
    ],
)
def test_pmcids_in_running_text(text: str, found: list[str]) -> None:
    assert [one.canonical for one in find_pmcids(text)] == found


@pytest.mark.parametrize(
    "address", ["pubmed.ncbi.nlm.nih.gov/33651090", "www.ncbi.nlm.nih.gov/pubmed/33651090"]
)
@pytest.mark.parametrize("scheme", ["", "https://", "//"])
@pytest.mark.parametrize("more", ["", "/", "/?from_term=two+drugs&from_pos=2", "#affiliation-1"])
def test_addresses_are_read_with_and_without_their_scheme(scheme: str, address: str, more: str) -> None:
    reading = read_pmid(f"{scheme}{address}{more}")
    assert reading.one
    assert (reading.one.canonical, reading.one.is_certain) == ("33651090", True)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("3365 1090", False),
        ("33651 1090", True),  # nine digits, and so no one PMID
        ("3365; 1090", True),
        ("33651090 33651091", True),
    ],
)
def test_two_short_numbers_with_a_blank_between_them_may_be_one(text: str, certain: bool) -> None:
    reading = read_pmid(text)
    assert (reading.verdict, len(reading.found)) == ("several", 2)
    assert {one.is_certain for one in reading.found} == {certain}
