"""Trial registry numbers: every registry's form, and what people make of it."""

import pytest

from triallint.identifiers import KINDS, find_registry_numbers, read_registry_numbers

#: kind, canonical form, other writings of it.
NUMBERS = {
    "NCT01208194": (
        "nct",
        "nCt01208194",
        "NCT 01208194",
        "NCT-01208194",
        "NCT: 01208194",
        "NCT No. 01208194",
    ),
    "ISRCTN02452400": ("isrctn", "ISRCTN 02452400", "isrctn02452400", "ISRCTN: 02452400"),
    "2013-003828-36": (
        "eudract",
        "EudraCT 2013-003828-36",
        "EudraCT number: 2013-003828-36",
        "EUCTR2013-003828-36",
    ),
    "2022-500001-12-00": ("ctis", "CTIS2022-500001-12-00", "EU CT 2022-500001-12-00"),
    "ACTRN12605000123456": ("actrn", "ACTRN 12605000123456", "ANZCTR12605000123456", "actrn12605000123456"),
    "ChiCTR1800014567": ("chictr", "ChiCTR-1800014567", "CHICTR1800014567", "ChiCTR 1800014567"),
    "ChiCTR-TRC-12002187": ("chictr", "ChiCTR-TRC12002187", "chictr-trc-12002187", "ChiCTRTRC12002187"),
    "CTRI/2018/05/013837": ("ctri", "CTRI 2018/05/013837", "CTRI-2018-05-013837", "ctri/2018/05/013837"),
    "CTRI/2009/091/000012": ("ctri", "CTRI-2009-091-000012"),
    "DRKS00005219": ("drks", "DRKS 00005219", "DRKS-00005219", "drks00005219"),
    "IRCT20080901001165N8": ("irct", "IRCT 20080901001165N8", "IRCT20080901001165 N8"),
    "UMIN000000562": ("umin", "UMIN:000000562", "UMIN 000000562", "JPRN-UMIN000000562"),
    "JapicCTI-132356": ("japic", "JapicCTI 132356", "JAPICCTI-132356", "JPRN-JapicCTI-132356"),
    "jRCT1031180123": ("jrct", "JRCT1031180123", "jRCT 1031180123", "JPRN-jRCT1031180123"),
    "jRCTs031180123": ("jrct", "JRCTS031180123", "jRCTs 031180123"),
    "JMA-IIA00001": ("jma", "JMAIIA00001", "JMA-IIA 00001", "JPRN-JMA-IIA00001"),
    "KCT0001234": ("kct", "KCT 0001234", "kct0001234"),
    "NTR1912": ("ntr", "NTR 1912", "ntr1912"),
    "NL9229": ("ntr", "NL 9229", "nl9229"),
    "PACTR201105000292708": ("pactr", "PACTR 201105000292708"),
    "PER-106-20": ("per", "per-106-20"),
    "RBR-6t4hwb": ("rbr", "RBR6t4hwb", "RBR-6T4HWB"),
    "RPCEC00000123": ("rpcec", "RPCEC 00000123"),
    "SLCTR/2020/012": ("slctr", "SLCTR-2020-012"),
    "TCTR20200101001": ("tctr", "TCTR 20200101001"),
    "LBCTR2020012345": ("lbctr", "LBCTR 2020012345"),
    "U1111-1234-5678": ("utn", "U1111 1234 5678", "u1111-1234-5678"),
}


def test_every_registry_is_tried() -> None:
    tried = {kind for kind, *_ in NUMBERS.values()}
    assert tried == KINDS.keys() - {"doi", "short_doi", "pmid", "pmcid"}


@pytest.mark.parametrize("canonical", NUMBERS)
def test_the_canonical_form_is_read_as_it_is(canonical: str) -> None:
    reading = read_registry_numbers(canonical)
    assert reading.one, reading
    assert (reading.one.kind, reading.one.canonical, reading.one.notes) == (
        NUMBERS[canonical][0],
        canonical,
        (),
    )
    assert reading.residue == ()


@pytest.mark.parametrize(
    ("canonical", "text"), [(number, text) for number, (_, *texts) in NUMBERS.items() for text in texts]
)
def test_other_writings_give_the_canonical_form(canonical: str, text: str) -> None:
    one = read_registry_numbers(text).one
    assert one, read_registry_numbers(text)
    assert one.canonical == canonical
    assert one.notes
    assert one.is_certain


@pytest.mark.parametrize("canonical", NUMBERS)
def test_it_is_found_in_running_text(canonical: str) -> None:
    text = f"Registered ({canonical}), first on 2013-05-01; see https://registry.example/{canonical}."
    if canonical == "NTR1912":
        text = f"Registered ({canonical})."
    found = find_registry_numbers(text)
    assert {one.canonical for one in found} == {canonical}
    assert all(text[slice(*one.span)] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("NCT001715", "NCT00001715"),
        ("NCT1208194", ""),
        ("NCT0123456", ""),
        ("NCT1", ""),
        ("NCT001208194", "NCT01208194"),
        ("NCT12345678901", ""),
        ("ISCRTN06180958", "ISRCTN06180958"),
        ("NTC00078607", "NCT00078607"),
        ("ISRCTN6180958", ""),
        ("DRKS0005219", "DRKS00005219"),
        ("ACTRN1260500012345", ""),
        ("ACTRN99905000123456", ""),
        ("ChiCTR180001456", ""),
        ("CTRI/2018/5/013837", ""),
        ("IRCT20080901001165", ""),
        ("jRCT103118012", ""),
        ("EudraCT 2013-03828-36", ""),
        ("NL123456", ""),
        ("SLCTR/2020/12", ""),
        ("U1111-1234-567", ""),
    ],
)
def test_a_number_of_no_possible_form_is_broken_and_only_guessed_at(text: str, guess: str) -> None:
    reading = read_registry_numbers(text)
    assert reading.one, reading
    assert (reading.one.canonical, reading.one.is_certain) == ("", False)
    assert reading.one.ladder == ((guess,) if guess else ())
    assert find_registry_numbers(f"registered as {text} in 2018") == ()


@pytest.mark.parametrize("text", ["NCT00000000", "ISRCTN00000000", "U0000-0000-0000"])
def test_zeros_are_a_placeholder(text: str) -> None:
    one = read_registry_numbers(text).one
    assert one
    assert (one.canonical, [note.what for note in one.notes]) == ("", ["zero"])


@pytest.mark.parametrize(
    ("text", "canonical", "notes", "version"),
    [
        ("2020-001934-37-ES", "2020-001934-37", ["country"], "ES"),
        ("EUCTR2015-005843-15-3rd", "2015-005843-15", ["prefix", "country"], "3rd"),
        ("2013-003828-36/GB", "2013-003828-36", ["country"], "GB"),
        ("2022-500001-12", "2022-500001-12", ["unversioned"], ""),
        ("ACTRN12605000123456p", "ACTRN12605000123456", ["provisional"], ""),
    ],
)
def test_endings_are_left_off(text: str, canonical: str, notes: list[str], version: str) -> None:
    one = read_registry_numbers(text).one
    assert one
    assert (one.canonical, [note.what for note in one.notes], one.version) == (canonical, notes, version)


def test_a_ctis_number_is_no_eudract_number() -> None:
    kinds = [one.kind for one in find_registry_numbers("2022-500001-12-00 and 2013-003828-36")]
    assert kinds == ["ctis", "eudract"]


@pytest.mark.parametrize(
    ("text", "found", "residue"),
    [
        ("NCT02345678; NCT02345679", 2, ()),
        ("NCT02345678, ISRCTN02452400/2013-003828-36", 3, ()),
        ("ClinicalTrials.gov NCT02345678 and NCT02345679 (extension)", 2, ()),
        ("https://clinicaltrials.gov/study/NCT02345678", 1, ()),
        ("ISRCTN15485902 (doi:10.1186/ISRCTN15485902)", 2, ()),
        ("NCT02345678; study 20120215", 1, ("study 20120215",)),
        ("NL9229 (NTR9452)", 2, ()),
    ],
)
def test_several_in_a_cell(text: str, found: int, residue: tuple[str, ...]) -> None:
    reading = read_registry_numbers(text)
    assert (len(reading.found), reading.residue) == (found, residue)


@pytest.mark.parametrize(
    ("text", "verdict", "seen"),
    [
        ("not registered", "placeholder", "none"),
        ("NCTXXXXXXXX", "placeholder", "made up"),
        ("10.1000/xyz", "other", "a DOI"),
        ("CRD42020123456", "other", "a PROSPERO number"),
        ("NL12345.018.07", "other", "a Dutch ethics committee's number"),
        ("AALL1731", "malformed", ""),
    ],
)
def test_what_is_no_registry_number(text: str, verdict: str, seen: str) -> None:
    reading = read_registry_numbers(text)
    assert (reading.verdict, reading.seen, reading.found) == (verdict, seen, ())


@pytest.mark.parametrize(
    "text",
    [
        "12.3 per 100 000 person-years; PER 100-20; per-106-20 kg",
        "HCoV-NL63 and HIV NL4-3; 5 NL 2020",
        "an NTR 2016 enzyme; NTR, 1912",
        "a function of control and inflammation in 2020-01-02, tel. 2013-003828",
        "2013-003828-361 and 92013-003828-36",
        "KCT 12; UMIN 3; DRKS in 2020; NCT. 2016;3:1",
    ],
)
def test_running_text_holds_no_registry_number_by_chance(text: str) -> None:
    assert find_registry_numbers(text) == ()
