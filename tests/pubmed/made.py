"""Records of papers that do not exist, in PubMed's form: the odd shapes, one at a time."""

from triallint.model import Publication
from triallint.pubmed.parse import parse

DOCTYPE = (
    '<?xml version="1.0" ?>\n'
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
    ' "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)


def article(
    pmid: str = "90000001",
    *,
    version: str = "1",
    model: str = "Print",
    date: str = "<Year>2019</Year><Month>Oct</Month>",
    title: str = "A trial of nothing in particular.",
    place: str = "<Pagination><MedlinePgn>637-41</MedlinePgn></Pagination>",
    more: str = "",
    beside: str = "",
    ids: str = "",
    history: str = "",
    stage: str = "ppublish",
    references: str = "",
) -> str:
    """One PubmedArticle. `place` follows the title, `more` ends Article, `beside` ends MedlineCitation."""
    return f"""<PubmedArticle>
      <MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="{version}">{pmid}</PMID>
        <DateRevised><Year>2024</Year><Month>02</Month><Day>29</Day></DateRevised>
        <Article PubModel="{model}">
          <Journal><ISSN IssnType="Electronic">1234-5679</ISSN>
            <JournalIssue CitedMedium="Print"><Volume>12</Volume><Issue>3</Issue>
              <PubDate>{date}</PubDate></JournalIssue>
            <Title>The journal of examples</Title><ISOAbbreviation>J. Ex.</ISOAbbreviation></Journal>
          <ArticleTitle>{title}</ArticleTitle>{place}
          <Abstract><AbstractText>Registered as NCT00000000.</AbstractText></Abstract>{more}
        </Article>
        <MedlineJournalInfo><MedlineTA>J Ex</MedlineTA><NlmUniqueID>0000001</NlmUniqueID>
          <ISSNLinking>1234-5678</ISSNLinking></MedlineJournalInfo>{beside}
      </MedlineCitation>
      <PubmedData><History>{history}</History><PublicationStatus>{stage}</PublicationStatus>
        <ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>{ids}</ArticleIdList>{references}
      </PubmedData></PubmedArticle>"""


def as_set(*records: str) -> bytes:
    """An efetch answer of these records."""
    return f"{DOCTYPE}<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>\n".encode()


def read_one(record: str) -> Publication:
    """The publication of one record."""
    (only,) = parse(as_set(record))
    return only


BOOK = """<PubmedBookArticle><BookDocument><PMID Version="7">90000050</PMID>
  <ArticleIdList><ArticleId IdType="bookaccession">NBK0001</ArticleId></ArticleIdList>
  <Book><Publisher><PublisherName>Press of Nowhere</PublisherName></Publisher>
    <BookTitle>Examples<sup>®</sup></BookTitle><PubDate><Year>1993</Year></PubDate>
    <BeginningDate><Year>1993</Year></BeginningDate><EndingDate><Year>1996</Year></EndingDate>
    <AuthorList Type="editors"><Author><LastName>Adler</LastName><Initials>MP</Initials></Author></AuthorList>
    <CollectionTitle>Guides</CollectionTitle><Edition>2nd</Edition><Isbn>9780000000002</Isbn></Book>
  <LocationLabel Type="chapter">Chapter 4</LocationLabel>
  <ArticleTitle><i>CAC</i>-Related Examples</ArticleTitle><Language>eng</Language>
  <AuthorList Type="authors"><Author><LastName>Baker</LastName><Initials>C</Initials></Author></AuthorList>
  <PublicationType UI="D016454">Review</PublicationType>
  <ContributionDate><Year>1994</Year><Month>2</Month><Day>15</Day></ContributionDate>
  <DateRevised><Year>1995</Year><Month>12</Month><Day>19</Day></DateRevised></BookDocument>
  <PubmedBookData><PublicationStatus>ppublish</PublicationStatus>
    <ArticleIdList><ArticleId IdType="pubmed">90000050</ArticleId></ArticleIdList></PubmedBookData>
</PubmedBookArticle>"""
