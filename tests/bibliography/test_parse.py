"""Citation strings of every layout into fields, flags and notes."""

import pytest

from triallint.bibliography import Parsed, parse

FIELDS = (
    *("authors", "title", "translation", "vernacular", "journal", "book", "publisher", "edition"),
    *("date", "volume", "issue", "pages", "elocation", "epub", "collection", "language"),
    *("doi", "pmid", "pmcid"),
)


def said(parsed: Parsed) -> dict[str, str]:
    """The fields that are there, and what they say."""
    return {field: part.text for field in FIELDS if (part := getattr(parsed, field))}


ONE = {"authors": "Moreau A, Lindqvist P", "title": "Two drugs for one disease"}
NEJM = ONE | {"journal": "N Engl J Med", "date": "2015", "volume": "373"}

LAYOUTS = {
    "PubMed": (
        "Moreau A, Lindqvist P. Two drugs for one disease. BMJ. 2021 Mar 2;325(9):843-54. "
        "doi: 10.1136/bmj.1. Epub 2020 Dec 8. PMID: 3333333; PMCID: PMC444444.",
        ONE
        | {"journal": "BMJ", "date": "2021 Mar 2", "volume": "325", "issue": "9", "pages": "843-54"}
        | {"epub": "2020 Dec 8", "doi": "10.1136/bmj.1", "pmid": "3333333", "pmcid": "PMC444444"},
    ),
    "PubMed, title and journal run together, journal repeated": (
        "Two drugs for one disease?J Clin Oncol. 2021 Mar;39(7):843-854. doi: 10.1200/J.1. Epub 2020 Dec 8. "
        "J Clin Oncol. 2021. PMID: 3333333 Free PMC article. Review.",
        {"title": "Two drugs for one disease?", "journal": "J Clin Oncol", "date": "2021 Mar"}
        | {"volume": "39", "issue": "7", "pages": "843-854", "epub": "2020 Dec 8", "doi": "10.1200/J.1"}
        | {"pmid": "3333333"},
    ),
    "AMA": (
        "Moreau A, Lindqvist P. Two drugs for one disease. N Engl J Med. 2015;373(16):1541-1552. "
        "doi:10.1056/NEJMoa1\u200b5047",
        NEJM | {"issue": "16", "pages": "1541-1552", "doi": "10.1056/NEJMoa15047"},
    ),
    "AMA, as a page's text has it": (
        "7.\nMoreau  A , Lindqvist  P .  Two drugs for one disease.   N Engl J Med. 2015;373(16):1541-1552. "
        "doi:10.1056/NEJMoa15047PubMedGoogle ScholarCrossref",
        NEJM | {"issue": "16", "pages": "1541-1552", "doi": "10.1056/NEJMoa15047"},
    ),
    "AMA, published online": (
        "Moreau A, Lindqvist P. Two drugs for one disease. JAMA. Published online February 3, 2021. "
        "doi:10.1001/jama.2021.1",
        ONE | {"journal": "JAMA", "date": "February 3, 2021", "doi": "10.1001/jama.2021.1"},
    ),
    "Vancouver without a full stop behind the journal": (
        "- Moreau A, Lindqvist P. Two drugs for one disease. New Engl J Med 2015;373:1541\u20132. - PubMed",
        NEJM | {"journal": "New Engl J Med", "pages": "1541\u20132"},
    ),
    "Lancet, numbered, with blanks": (
        "12 Moreau A, Lindqvist P. Two drugs for one disease. Lancet 2010; 376: 2009\u201317.",
        ONE | {"journal": "Lancet", "date": "2010", "volume": "376", "pages": "2009\u201317"},
    ),
    "full stops in the journal, commas behind it": (
        "[3] Moreau A, Lindqvist P. Two drugs for one disease. N. Engl. J. Med. 2015, 373, 1541-1552.",
        NEJM | {"journal": "N. Engl. J. Med", "pages": "1541-1552"},
    ),
    "full stops in the journal, letters behind it": (
        "Moreau A, Lindqvist P. Two drugs for one disease. Proc. Natl. Acad. Sci. U.S.A. 2015;112(3):E12-20.",
        ONE
        | {"journal": "Proc. Natl. Acad. Sci. U.S.A", "date": "2015", "volume": "112", "issue": "3"}
        | {"pages": "E12-20"},
    ),
    "year last": (
        "Moreau A, Lindqvist P: Two drugs for one disease. J Clin Oncol 37:3493-3506, 2019",
        ONE | {"journal": "J Clin Oncol", "date": "2019", "volume": "37", "pages": "3493-3506"},
    ),
    "a year alone": (
        "Moreau A, Lindqvist P. Two drugs for one disease. Adv Robot 2013.",
        ONE | {"journal": "Adv Robot", "date": "2013"},
    ),
    "a season before the year": (
        "Moreau A, Lindqvist P. Two drugs for one disease. Cas Lek Cesk. Winter 2016;155(8):398-405.",
        ONE
        | {"journal": "Cas Lek Cesk", "date": "Winter 2016", "volume": "155", "issue": "8"}
        | {"pages": "398-405"},
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout(layout: str) -> None:
    text, fields = LAYOUTS[layout]
    assert said(parse(text)) == fields


PLACES = {
    "2021 Mar;13 Suppl 1:S12-4.": ("13 Suppl 1", None, "S12-4", None),
    "2021 Mar;13(3 Suppl. 2):57-62.": ("13", "3 Suppl. 2", "57-62", None),
    "2021 Mar;13(4)(Suppl):1-17.": ("13", "4 Suppl", "1-17", None),
    "2021 Dec 10;851(Pt 2):158336.": ("851", "Pt 2", "158336", None),
    "2020 Jul & Aug;152(1 & 2):21-40.": ("152", "1 & 2", "21-40", None),
    "1998 Dec-1999 Jan;9:e12.": ("9", None, "e12", None),
    "2021;2021:9761982.": ("2021", None, "9761982", None),
    "2017 Aug 27;(8):CD013054.": (None, "8", "CD013054", None),
    "2021;51(1):21-5; discussion 26.": ("51", "1", "21-5; discussion 26", None),
    "1998 Apr 15;57(8):1825-34, 1839-40.": ("57", "8", "1825-34, 1839-40", None),
    "2018;65(4).": ("65", "4", None, None),
    "2014;124:Abstract 793.": ("124", None, "Abstract 793", None),
    "2021;325(9):843-54 (PMID: 1)": ("325", "9", "843-54", None),
    "2021;325:843-54 [PMID: 1]": ("325", None, "843-54", None),
    "2021;325(9):843-54 (doi:10.1000/abc)": ("325", "9", "843-54", None),
    "2021;325(9):843-54 10.1000/abc": ("325", "9", "843-54", None),
    "2021;325(9):843-54 | doi:10.1000/abc": ("325", "9", "843-54", None),
    "2021;325(9):843-54 [PMC free article] [PubMed]": ("325", "9", "843-54", None),
    "2021;325(9):843-54 (in German)": ("325", "9", "843-54", None),
    "2021;325(9):843-54 NCT01234567": ("325", "9", "843-54", None),
    "2021;325(9):843 to 854.": ("325", "9", "843 to 854", None),
    "2021;325(9):[843]-54.": ("325", "9", "[843]-54", None),
    "2021;325 (PMID: 1)": ("325", None, None, None),
    "2022; ciac769.": (None, None, None, "ciac769"),
    "2006, 13, 265.": ("13", None, "265", None),
    "2021;325(9):843-54. Published correction appears in BMJ. 2022;326(1):99.": ("325", "9", "843-54", None),
    "2020;30:1020.e1-1020.e9.": ("30", None, "1020.e1-1020.e9", None),
    "2023 May 12:1-24.": (None, None, "1-24", None),
    "2022 Apr 30:S0002-9149(22)00339-3.": (None, None, None, "S0002-9149(22)00339-3"),
    "2022 Aug 10:10.1212/WNL.0000000001.": (None, None, None, "10.1212/WNL.0000000001"),
    "2020 Sep 4:/j/x.ahead-of- print/x-2020/x.xml.": (None, None, None, "/j/x.ahead-of- print/x-2020/x.xml"),
    "2023 Oct 31:jiad467.": (None, None, None, "jiad467"),
    "2019 Dic;31(6):417-428.": ("31", "6", "417-428", None),
    "2022 fevrier;100(2):102-113.": ("100", "2", "102-113", None),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_place(place: str) -> None:
    parsed = parse(f"Moreau A. Two drugs. BMJ. {place} PMID: 1.")
    found = (parsed.volume, parsed.issue, parsed.pages, parsed.elocation)
    assert tuple(part.text if part else None for part in found) == PLACES[place]
    assert parsed.journal is not None
    assert parsed.journal.text == "BMJ"


@pytest.mark.parametrize(
    "text",
    [
        "K. H. Moreau, and P. Li, \u201cTwo drugs,\u201d Acta, vol. 12, no. 3, pp. 1-9, Mar. 2021, doi: 10.1000/abc.",
        "Moreau et al. 2021, BMJ, doi: 10.1000/abc",
        "Moreau, K. H. & Li, P. Two drugs. Acta 863, 12-18 (2021). doi:10.1000/abc",
    ],
)
def test_in_another_layout_no_field_is_guessed(text: str) -> None:
    parsed = parse(text)
    assert parsed.kind == ""
    assert parsed.journal is None
    assert parsed.doi is not None
    assert parsed.doi.text == "10.1000/abc"


@pytest.mark.parametrize("journal", ["Dis Markers", "J Exp Psychol Gen", "Periodontol 2000", "Electron Mark"])
def test_a_journal_that_ends_like_a_month_or_a_volume_is_one(journal: str) -> None:
    parsed = parse(f"Moreau A, Li P. Two drugs for one disease. {journal}. 2022 Sep 8. doi: 10.1000/abc.")
    assert parsed.journal is not None
    assert parsed.journal.text == journal


def test_of_two_dois_in_an_unknown_layout_neither_is_its_own() -> None:
    parsed = parse("Moreau et al. on 10.1000/other, in 2021, BMJ, doi: 10.1000/abc, PMID: 8")
    assert parsed.doi is None
    assert parsed.pmid is not None


def test_a_journal_is_read_with_its_full_stops() -> None:
    parsed = parse("Moreau A, Li P. Two drugs. J. Hepatobiliary Pancreat. Surg. 2006, 13, 265.")
    assert parsed.journal is not None
    assert parsed.journal.text == "J. Hepatobiliary Pancreat. Surg"


AUTHORS = [
    "Moreau A",
    "Moreau A, Smith B Jr, King ML 3rd",
    "van der Berg MJ, de'Angelis N",
    "O'Brien PC, Al-Kouatly HB, Bani Hamad D",
    "Moreau A, Lindqvist P; Two Drugs Study Group",
    "Moreau A, Lindqvist P, et al",
    "Moreau A, et al; Two Drugs Study Group",
    "RECOVERY Collaborative Group",
    "U.S. Preventive Services Task Force",
    "Soares D; Nursalam",
    "Mamukova IuI, Lobzin IuV",
    "Smith J, Doe R; Quality of Life in Kids: Key Evidence Project Team",
]


@pytest.mark.parametrize("authors", AUTHORS)
@pytest.mark.parametrize("title", ["Two drugs", "COVID-19 in HIV: a study", "Drugs? A review of 2010"])
def test_authors_end_where_the_title_begins(authors: str, title: str) -> None:
    parsed = parse(f"{authors}. {title}. BMJ. 2021;325:843-54.")
    assert parsed.authors is not None
    assert parsed.authors.text == authors
    assert parsed.title is not None
    assert parsed.title.text == title
    assert ("et_al" in parsed.flags) == ("et al" in authors)


@pytest.mark.parametrize(
    "title",
    [
        "Role of MRI: a study",
        "Reply to Moreau et al",
        "Comment on: Two drugs for one disease",
        "American Society of Two Drugs--35th annual meeting",
        "Two drugs. Reply",
    ],
)
def test_a_citation_without_authors(title: str) -> None:
    parsed = parse(f"{title}. BMJ. 2021;325:843-54.")
    assert (parsed.authors, parsed.title and parsed.title.text) == (None, title)


def test_a_title_that_quotes_a_citation() -> None:
    quoted = "Re: Doe J. One drug. Lancet. 2020 Jan;9:1-2. doi: 10.1016/j.1. Epub 2019 May 1. PMID: 111"
    parsed = parse(f"Moreau A. {quoted}. BMJ. 2021 May;3(2):7. doi: 10.1136/b.2. PMID: 222.")
    assert said(parsed) == {
        "authors": "Moreau A",
        "title": quoted,
        "journal": "BMJ",
        "date": "2021 May",
        "volume": "3",
        "issue": "2",
        "pages": "7",
        "doi": "10.1136/b.2",
        "pmid": "222",
    }
    assert [one.canonical for one in parsed.identifiers] == ["10.1016/j.1", "10.1136/b.2", "111", "222"]


def test_notes_name_other_publications() -> None:
    parsed = parse(
        "Moreau A. Two drugs. BMJ. 2021 Mar;325(9):843. doi: 10.1136/b.1. Erratum in: BMJ. 2021 Jun;2(1):9. "
        "doi: 10.1136/b.2. Update of: medRxiv. 2020;: PMID: 333; PMCID: PMC4444."
    )
    assert (parsed.doi and parsed.doi.text, parsed.pmid and parsed.pmid.text) == ("10.1136/b.1", "333")
    assert parsed.volume is not None
    assert parsed.volume.text == "325"
    assert [(note.kind, note.text) for note in parsed.notes] == [
        ("Erratum in", "BMJ. 2021 Jun;2(1):9. doi: 10.1136/b.2"),
        ("Update of", "medRxiv. 2020"),
    ]


def test_a_notice_has_no_doi_of_its_own() -> None:
    parsed = parse(
        "Correction to: Two drugs. BMJ. 2022 Aug 8;5(5):248. Erratum for: doi: 10.1136/b.1. PMID: 9."
    )
    assert (parsed.doi, parsed.pmid and parsed.pmid.text) == (None, "9")


@pytest.mark.parametrize(
    ("tail", "flags"),
    [
        ("2021 May 3. doi: 10.1/x. Epub ahead of print. PMID: 1.", {"ahead_of_print"}),
        ("2021 May 3. doi: 10.1/x. Online ahead of print.", {"ahead_of_print"}),
        ("2021 May 3;7:e12. eCollection 2021.", {"collection", "article_number"}),
        ("2021 May 3;7(Suppl 2):12-3. No abstract available.", {"supplement", "no_abstract"}),
        ("2021 May 3;7(2 Pt 1):12-3.", {"part"}),
        ("2021;7:12.", set()),
        ("2021;7:102315.", {"article_number"}),
    ],
)
def test_flags(tail: str, flags: set[str]) -> None:
    assert parse(f"Moreau A. Two drugs. BMJ. {tail}").flags == flags


def test_flags_of_titles_and_journals() -> None:
    assert parse("Moreau A. RETRACTED: Two drugs. BMJ. 2021;7:1-2.").flags == {"retracted"}
    assert parse("Moreau A. Retracted articles on two drugs. BMJ. 2021;7:1-2.").flags == set()
    assert "preprint" in parse("Moreau A. Two drugs. medRxiv [Preprint]. 2023 Jan 12:2023.01.10.1.").flags


def test_translated_titles() -> None:
    whole = parse("Moreau A. [Two drugs for one disease]. Cas Lek Cesk. 2021;7:1-2. Czech. PMID: 1.")
    assert said(whole)["translation"] == "Two drugs for one disease"
    assert whole.flags == {"translated"}
    both = parse(
        "Moreau A. Deux drogues [Two drugs for one disease]. Presse Med. 2021;7:1-2. French. PMID: 1."
    )
    assert said(both)["vernacular"] == "Deux drogues"
    assert said(both)["language"] == "French"
    remark = parse("Moreau A. Two drugs [corrected and republished]. BMJ. 2021;7:1-2. PMID: 1.")
    assert remark.translation is None
    several = parse("Moreau A. Two drugs. BMJ. 2021;7:1-2. English, Spanish. doi: 10.1136/x. PMID: 1.")
    assert said(several)["language"] == "English, Spanish"


BOOKS = {
    "AMA": (
        "Moreau  A, , Lindqvist  P, .  Two Drugs. 2nd ed. John Wiley & Sons; 2002.",
        {"authors": "Moreau A, Lindqvist P", "title": "Two Drugs", "edition": "2nd ed"}
        | {"publisher": "John Wiley & Sons", "date": "2002"},
    ),
    "a chapter": (
        "Moreau A. Two drugs. In: Smith J, Doe R, eds. Book of Drugs. 3rd ed. New York, NY: Wiley; 2010:1-3.",
        {"authors": "Moreau A", "title": "Two drugs", "book": "Book of Drugs", "edition": "3rd ed"}
        | {"publisher": "New York, NY: Wiley", "date": "2010"},
    ),
    "a chapter in PubMed": (
        "Moreau A. Two drugs. 2023 Nov 14. In: StatPearls [Internet]. Treasure Island (FL): StatPearls "
        "Publishing; 2023 Jan\u2013. PMID: 33.",
        {"authors": "Moreau A", "title": "Two drugs", "book": "StatPearls [Internet]", "date": "2023 Nov 14"}
        | {"publisher": "Treasure Island (FL): StatPearls Publishing", "pmid": "33"},
    ),
    "a part without authors in PubMed": (
        "Database of Drugs [Internet]. Bethesda (MD): National Library (US); 2006\u2013. Drug. 2020 Dec 21. "
        "PMID: 33.",
        {"title": "Drug", "book": "Database of Drugs [Internet]", "date": "2020 Dec 21", "pmid": "33"}
        | {"publisher": "Bethesda (MD): National Library (US)"},
    ),
}


@pytest.mark.parametrize("layout", BOOKS)
def test_books(layout: str) -> None:
    text, fields = BOOKS[layout]
    parsed = parse(text)
    assert (parsed.kind, said(parsed)) == ("book", fields)
    assert parsed.year is not None
    assert parsed.year.text == fields["date"][:4]


@pytest.mark.parametrize(
    "text", ["", " ", "Two drugs", "2020", "Moreau A. Two drugs. Lancet. In press.", "n/a"]
)
def test_what_is_in_no_layout_is_not_guessed(text: str) -> None:
    parsed = parse(text)
    assert (parsed.kind, said(parsed)) == ("", {})
    assert parsed.flags == ({"in_press"} if "press" in text else set())


def test_identifiers_are_found_in_any_text() -> None:
    parsed = parse("Moreau, A. (2015). Two drugs. BMJ, 373(16), 15. https://doi.org/10.1136/b.1 (PMID: 12)")
    assert (parsed.kind, said(parsed)) == ("", {"doi": "10.1136/b.1", "pmid": "12"})


@pytest.mark.parametrize(
    "mark", ["RETRACTED: ", "Retracted: ", "[RETRACTED] ", "RETRACTED ARTICLE: ", "12. WITHDRAWN: "]
)
def test_a_mark_before_the_authors_is_none_of_them(mark: str) -> None:
    parsed = parse(f"{mark}Wang Z, Luo Y. Two drugs for one disease. BMJ. 2016;95(3):e273.")
    assert said(parsed)["authors"] == "Wang Z, Luo Y"
    assert parsed.authors is not None
    assert parsed.text[slice(*parsed.authors.span)] == "Wang Z, Luo Y"
    assert "retracted" in parsed.flags


def test_a_mark_before_a_title_without_authors_is_the_titles() -> None:
    parsed = parse("RETRACTED: Two drugs for one disease. BMJ. 2016;95(3):e273.")
    assert (said(parsed).get("authors"), said(parsed)["title"]) == (
        None,
        "RETRACTED: Two drugs for one disease",
    )


@pytest.mark.parametrize("number", ["ciac769", "NEJMoa2034577", "dyab123"])
def test_the_number_of_an_advance_article_is_no_volume(number: str) -> None:
    parsed = parse(f"Moreau A. Two drugs for one disease. Clin Infect Dis 2022; {number}.")
    assert (parsed.volume, parsed.elocation and parsed.elocation.text) == (None, number)
    assert said(parse("Moreau A. Two drugs. Eur J Med 2022;Suppl12:S1-5."))["volume"] == "Suppl12"
