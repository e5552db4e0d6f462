"""The odd shapes of PubMed's records, each in a record made for it."""

import pytest

from triallint.model import Author, Link, Publication

from .made import article, read_one


def identified(ids: str = "", place: str = "") -> Publication:
    return read_one(article(ids=ids, place=place))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Clearance per 1.73 m<sup>2</sup> and H<sub>2</sub>O.", "Clearance per 1.73 m2 and H2O."),
        ("<i>In <b>vivo</b></i> use\n        of it?", "In vivo use of it?"),
        ("5&#xa0;mg &amp; 10&#x2009;mg", "5 mg & 10 mg"),
        (
            "Where <mml:math><mml:semantics><mml:mrow><mml:mi>x</mml:mi><mml:mo>&gt;</mml:mo>"
            "<mml:mn>2</mml:mn></mml:mrow><mml:annotation>x \\gt 2</mml:annotation></mml:semantics>"
            "</mml:math> holds.",
            "Where x>2 holds.",
        ),
        ('<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>α</mml:mi></mml:math>1', "α1"),
        ("<![CDATA[a < b]]>", "a < b"),
        ("", ""),
    ],
)
def test_titles_are_plain_text(markup: str, text: str) -> None:
    assert read_one(article(title=markup)).title == text


@pytest.mark.parametrize(
    ("title", "translated"),
    [
        ("[A trial of nothing].", True),
        ("[A trial of [18F]FDG in nothing].", True),
        ("[[Nothing. Three cases].", True),
        ("[What is nothing?]", True),
        ("[18F]FDG in nothing.", False),
        ("[11C]raclopride and [18F]FDG].", False),
        ("A trial [of nothing].", False),
        ("[", False),
        ("", False),
    ],
)
def test_brackets_around_a_whole_title(title: str, translated: bool) -> None:
    found = read_one(article(title=title, more="<VernacularTitle>Über <i>nichts</i>.</VernacularTitle>"))
    assert (found.title, found.translated, found.vernacular) == (title, translated, "Über nichts.")


def test_ids_are_the_articles_own() -> None:
    cited = '<ArticleIdList><ArticleId IdType="{}">{}</ArticleId></ArticleIdList>'
    references = "".join(
        f"<Reference><Citation>Other.</Citation>{cited.format(kind, text)}</Reference>"
        for kind, text in (("doi", "10.1000/cited"), ("pmc", "PMC9"), ("pubmed", "NOT_FOUND;INVALID_JOURNAL"))
    )
    nested = f"<ReferenceList><Title>R</Title><ReferenceList>{references}</ReferenceList></ReferenceList>"
    found = read_one(article(references=nested))
    assert (found.doi, found.other_dois, found.pmcid, found.other_ids) == ("", (), "", ())


LISTED = '<ArticleId IdType="doi">10.1000/True.1</ArticleId>'
LOCATED = '<ELocationID EIdType="doi" ValidYN="{}">{}</ELocationID>'


def test_a_doi_of_the_list_comes_before_that_of_the_location() -> None:
    found = identified(LISTED, LOCATED.format("Y", "e22.00556") + LOCATED.format("Y", "10.1000/tRUE.1"))
    assert (found.doi, found.other_dois) == ("10.1000/True.1", ())


def test_what_stands_for_a_doi_and_can_be_none_is_kept_but_as_no_doi() -> None:
    broken = '<ArticleId IdType="pii">51469</ArticleId><ArticleId IdType="doi">51469</ArticleId>'
    found = identified(broken, LOCATED.format("Y", "10.1000/x") + LOCATED.format("Y", "10.1000/y"))
    assert (found.doi, found.other_dois, found.pii) == ("10.1000/x", ("10.1000/y",), "51469")
    assert found.other_ids == (("doi", "51469"),)
    assert identified(broken, "").doi == ""


def test_a_doi_of_the_location_alone_is_the_doi() -> None:
    found = identified(
        "", LOCATED.format("Y", " 10.1000/x\n") + '<ELocationID EIdType="pii">e2</ELocationID>'
    )
    assert (found.doi, found.other_dois, found.pii) == ("10.1000/x", (), "e2")


def test_an_invalid_location_is_ignored() -> None:
    found = identified("", LOCATED.format("N", "10.1000/x"))
    assert (found.doi, found.other_dois, found.other_ids) == ("", (), ())


def test_other_ids_are_kept() -> None:
    ids = "".join(
        f'<ArticleId IdType="{kind}">{text}</ArticleId>'
        for kind, text in (
            ("pii", "S1-2"),
            ("pmc", "PMC77"),
            ("mid", "NIHMS5"),
            ("pubmed", "90000099"),
            ("doi", ""),
        )
    )
    found = identified(ids, '<ELocationID EIdType="pii" ValidYN="Y">e2</ELocationID>')
    assert (found.pii, found.pmcid, found.doi) == ("S1-2", "PMC77", "")
    assert found.other_ids == (("mid", "NIHMS5"), ("pubmed", "90000099"), ("pii", "e2"))


@pytest.mark.parametrize(
    ("inside", "pages"),
    [
        ("<MedlinePgn>637-41</MedlinePgn>", ("637-41", "", "")),
        (
            "<StartPage>637</StartPage><EndPage>641</EndPage><MedlinePgn>637-41</MedlinePgn>",
            ("637-41", "637", "641"),
        ),
        ("<StartPage>e7</StartPage>", ("", "e7", "")),
        ("<MedlinePgn> </MedlinePgn>", ("", "", "")),
    ],
)
def test_pages(inside: str, pages: tuple[str, str, str]) -> None:
    found = read_one(article(place=f"<Pagination>{inside}</Pagination>"))
    assert (found.pages, found.first_page, found.last_page) == pages


def test_authors() -> None:
    entries = """<AuthorList CompleteYN="N">
      <Author ValidYN="Y"><LastName>de Silva</LastName><ForeName>Ana M</ForeName><Initials>A. M.</Initials>
        <Suffix>3<sup>rd</sup></Suffix><Identifier Source="ORCID">0000-0000-0000-0000</Identifier>
        <AffiliationInfo><Affiliation>Nowhere</Affiliation></AffiliationInfo></Author>
      <Author ValidYN="N"><LastName>Whitely</LastName><ForeName>R J</ForeName><Initials>RJ</Initials></Author>
      <Author><LastName>Souza</LastName><Initials>Mde L</Initials></Author>
      <Author><LastName>Old</LastName><FirstName>Ida</FirstName><MiddleName>B</MiddleName></Author>
      <Author><LastName>Mononym</LastName></Author>
      <Author><CollectiveName>The NOTHING <i>Study</i> Group</CollectiveName></Author>
      <Author/></AuthorList>"""
    members = "<InvestigatorList><Investigator><LastName>Member</LastName></Investigator></InvestigatorList>"
    found = read_one(article(more=entries, beside=members))
    assert found.authors == (
        Author("de Silva", "Ana M", "AM", "3rd"),
        Author("Whitely", "R J", "RJ", valid=False),
        Author("Souza", initials="Mde L"),
        Author("Old", "Ida B"),
        Author("Mononym"),
        Author(collective="The NOTHING Study Group"),
    )
    assert not found.authors_complete
    assert found.investigators == (Author("Member"),)


def test_no_author_list_is_no_cut_one() -> None:
    found = read_one(article())
    assert (found.authors, found.authors_complete) == ((), True)


def test_registrations() -> None:
    banks = """<DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
      <AccessionNumberList><AccessionNumber>NCT00000001</AccessionNumber><AccessionNumber> NCT00000002
      </AccessionNumber></AccessionNumberList></DataBank>
      <DataBank><DataBankName>ISRCTN</DataBankName></DataBank></DataBankList>"""
    assert read_one(article(more=banks)).registrations == (
        ("ClinicalTrials.gov", "NCT00000001"),
        ("ClinicalTrials.gov", "NCT00000002"),
        ("ISRCTN", ""),
    )


def test_links_with_and_without_a_pmid() -> None:
    entries = """<CommentsCorrectionsList>
      <CommentsCorrections RefType="RetractionIn"><RefSource>J Ex. 2020;13(1):5</RefSource>
        </CommentsCorrections>
      <CommentsCorrections RefType="ErratumIn"><RefSource>J Ex. 2019;12(4):9</RefSource>
        <PMID Version="1">90000002</PMID><Note>A [corrected to B]</Note></CommentsCorrections>
      </CommentsCorrectionsList>
      <CommentsCorrections><CommentIn><RefSource>J Ex</RefSource><PMID>90000003</PMID></CommentIn>
        <UpdateOf><RefSource>J Ex</RefSource><PMID>NOT_FOUND</PMID></UpdateOf>
        </CommentsCorrections>"""
    assert read_one(article(beside=entries)).links == (
        Link("RetractionIn", "", "J Ex. 2020;13(1):5"),
        Link("ErratumIn", "90000002", "J Ex. 2019;12(4):9", "A [corrected to B]"),
        Link("CommentIn", "90000003", "J Ex"),
        Link("UpdateOf", "", "J Ex"),
    )


def test_the_rest_of_an_article() -> None:
    found = read_one(
        article(
            more="<Language>eng</Language><Language>ger</Language><PublicationTypeList>"
            '<PublicationType UI="">RETRACTED PUBLICATION</PublicationType></PublicationTypeList>',
            beside='<OtherID Source="NLM">PMC123 [Available on 01/01/20]</OtherID>',
        )
    )
    assert (found.languages, found.types) == (("eng", "ger"), ("RETRACTED PUBLICATION",))
    assert (found.volume, found.issue, found.model, found.status, found.stage) == (
        "12",
        "3",
        "Print",
        "MEDLINE",
        "ppublish",
    )
    assert (found.journal.title, found.journal.iso, found.journal.medline) == (
        "The journal of examples",
        "J. Ex.",
        "J Ex",
    )
    assert (found.journal.nlm_id, found.journal.issns) == ("0000001", ("1234-5679", "1234-5678"))
    assert found.other_ids == (("NLM", "PMC123 [Available on 01/01/20]"),)
