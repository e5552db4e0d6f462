"""Invented records in the structure of PubMed's DTD: what a paper is, and its XML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from .pubmed_prose import MIX, Mix, Part, abstract, title, words

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_JOURNALS = 2_000
_LETTERS = "ABCDEFGHJKLMNPRSTW"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a record says of its paper: all that a citation could print.

    Attributes:
        pmid: its number; with the seed it decides everything else.
        version: of the record, from 1.
        authors: family name and initials of each.
        month: of the issue, from 1.
        pages: as "101-9"; empty while it is ahead of print.
        pmcid: empty for two papers of three.
        retracted_by: PMID of the notice; empty where it stands.
        ahead: whether it is published online only, so far.
        revision: how often the record was changed.
        parts: its abstract.
    """

    pmid: int
    version: int
    title: str
    authors: tuple[tuple[str, str], ...]
    journal: str
    abbreviation: str
    issn: str
    nlm_id: str
    year: int
    month: int
    volume: str
    issue: str
    pages: str
    doi: str
    pmcid: str
    retracted_by: str
    ahead: bool
    revision: int
    parts: tuple[Part, ...]


def paper(pmid: int, *, seed: int = 1, mix: Mix = MIX, revision: int = 0, version: int = 1) -> Paper:
    """The paper with this number: always the same for the same seed and mix.

    Every tenth paper is ahead of print, without volume and pages, until its record is first revised; every
    fortieth is retracted by the second revision. Nine in ten have a DOI.
    """
    dice = Random(seed * 1_000_003 + pmid)
    number = dice.randrange(_JOURNALS)
    name = Random(seed + number)  # of the journal
    full = " ".join(words(name, 3)).title()
    year, month, first = dice.randint(1985, 2024), dice.randint(1, 12), dice.randint(1, 3_000)
    ahead = pmid % 10 == 0 and revision == 0
    last = first + dice.randint(1, 12)
    issue = dice.randint(1, 12)
    authors = tuple(
        (words(dice, 1)[0].capitalize(), "".join(dice.choices(_LETTERS, k=dice.randint(1, 2))))
        for _ in range(dice.randint(1, 10))
    )
    has_doi, in_pmc, has_abstract = dice.random() < 0.9, dice.random() < 0.33, dice.random() < mix.abstracts
    return Paper(
        pmid=pmid,
        version=version,
        title=title(dice),
        authors=authors,
        journal=full,
        abbreviation=" ".join(word[:4] for word in full.split()),
        issn=f"{1000 + number:04}-{number % 10_000:04}",
        nlm_id=f"{9_000_000 + number}",
        year=year,
        month=month,
        volume="" if ahead else str(year - 1970),
        issue="" if ahead else str(issue),
        pages="" if ahead else _pages(first, last),
        doi=f"10.5555/inv.{year}.{pmid}" if has_doi else "",
        pmcid=f"PMC{1_000_000 + pmid}" if in_pmc else "",
        retracted_by=str(pmid + 7) if revision > 1 and pmid % 40 == 0 else "",
        ahead=ahead,
        revision=revision,
        parts=tuple(abstract(dice, mix)) if has_abstract else (),
    )


def _pages(first: int, last: int) -> str:
    """As MEDLINE prints them: of the last page only the digits that differ."""
    one, two = str(first), str(last)
    same = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(two) - 1)
    return f"{one}-{two[same:] if len(one) == len(two) else two}"


def xml(one: Paper, mix: Mix = MIX) -> str:
    """The PubmedArticle element, indented as in PubMed's files, without a line end behind it."""
    dice = Random(one.pmid)
    day = f"<Year>{one.year + one.revision}</Year><Month>{one.month:02}</Month><Day>{1 + one.pmid % 28:02}</Day>"
    lines = [
        "  <PubmedArticle>",
        f'    <MedlineCitation Status="{"Publisher" if one.ahead else "MEDLINE"}" Owner="NLM">',
        f'      <PMID Version="{one.version}">{one.pmid}</PMID>',
        *_dated("      ", "DateRevised", day),
        f'      <Article PubModel="{"Print-Electronic" if one.pmid % 10 == 0 else "Print"}">',
        *_journal(one),
        f"        <ArticleTitle>{one.title}</ArticleTitle>",
        *(
            [f"        <Pagination>\n          <MedlinePgn>{one.pages}</MedlinePgn>\n        </Pagination>"]
            if one.pages
            else ()
        ),
        *_locations(one),
        *_abstract(one, dice),
        *_authors(one, dice),
        "        <Language>eng</Language>",
        "        <PublicationTypeList>",
        '          <PublicationType UI="D016428">Journal Article</PublicationType>',
        *(
            ['          <PublicationType UI="D016441">Retracted Publication</PublicationType>']
            if one.retracted_by
            else ()
        ),
        "        </PublicationTypeList>",
        *(_dated("        ", 'ArticleDate DateType="Electronic"', day) if one.pmid % 10 == 0 else ()),
        "      </Article>",
        "      <MedlineJournalInfo>",
        "        <Country>Netherlands</Country>",
        f"        <MedlineTA>{one.abbreviation}</MedlineTA>",
        f"        <NlmUniqueID>{one.nlm_id}</NlmUniqueID>",
        f"        <ISSNLinking>{one.issn}</ISSNLinking>",
        "      </MedlineJournalInfo>",
        *_chemicals(dice),
        *_links(one),
        *_headings(dice),
        *_keywords(dice),
        "    </MedlineCitation>",
        *_data(one, dice, mix, day),
        "  </PubmedArticle>",
    ]
    return "\n".join(lines)


def _dated(indent: str, tag: str, day: str) -> Iterator[str]:
    yield f"{indent}<{tag}>"
    yield from (f"{indent}  {part}>" for part in day.replace("><", ">\0<").rstrip(">").split(">\0"))
    yield f"{indent}</{tag.partition(' ')[0]}>"


def _journal(one: Paper) -> Iterator[str]:
    yield f'        <Journal>\n          <ISSN IssnType="Electronic">{one.issn}</ISSN>'
    yield '          <JournalIssue CitedMedium="Internet">'
    for tag, text in (("Volume", one.volume), ("Issue", one.issue)):
        if text:
            yield f"            <{tag}>{text}</{tag}>"
    yield "            <PubDate>"
    yield f"              <Year>{one.year}</Year>\n              <Month>{_MONTHS[one.month - 1]}</Month>"
    yield "            </PubDate>\n          </JournalIssue>"
    yield f"          <Title>{one.journal}</Title>"
    yield f"          <ISOAbbreviation>{one.abbreviation}</ISOAbbreviation>\n        </Journal>"


def _locations(one: Paper) -> Iterator[str]:
    if one.doi:
        yield f'        <ELocationID EIdType="doi" ValidYN="Y">{one.doi}</ELocationID>'
    elif one.ahead:  # the DTD wants pages or a location
        yield f'        <ELocationID EIdType="pii" ValidYN="Y">S{one.pmid:08}</ELocationID>'


def _abstract(one: Paper, dice: Random) -> Iterator[str]:
    if not one.parts:
        return
    yield "        <Abstract>"
    for part in one.parts:
        marks = f' Label="{part.label}" NlmCategory="{part.category}"' if part.label else ""
        yield f"          <AbstractText{marks}>{part.xml}</AbstractText>"
    if dice.random() < 0.26:
        yield f"          <CopyrightInformation>Copyright \u00a9 {one.year} The Makers.</CopyrightInformation>"
    yield "        </Abstract>"


def _authors(one: Paper, dice: Random) -> Iterator[str]:
    yield '        <AuthorList CompleteYN="Y">'
    for family, initials in one.authors:
        yield '          <Author ValidYN="Y">'
        yield f"            <LastName>{family}</LastName>"
        yield f"            <ForeName>{' '.join(initials)}</ForeName>"
        yield f"            <Initials>{initials}</Initials>"
        if dice.random() < 0.75:
            place = ", ".join(" ".join(words(dice, 3)).title() for _ in range(5))
            yield f"            <AffiliationInfo>\n              <Affiliation>{place}.</Affiliation>\n            </AffiliationInfo>"
        yield "          </Author>"
    yield "        </AuthorList>"


def _links(one: Paper) -> Iterator[str]:
    if one.retracted_by:
        yield '      <CommentsCorrectionsList>\n        <CommentsCorrections RefType="RetractionIn">'
        yield f"          <RefSource>{one.abbreviation}. {one.year + 2};{one.year - 1968}(1):1</RefSource>"
        yield f'          <PMID Version="1">{one.retracted_by}</PMID>'
        yield "        </CommentsCorrections>\n      </CommentsCorrectionsList>"


def _headings(dice: Random) -> Iterator[str]:
    if dice.random() < 0.7:
        yield "      <MeshHeadingList>"
        for _ in range(dice.randint(6, 18)):
            name = f"D{dice.randrange(100_000):06}"
            yield "        <MeshHeading>"
            yield f'          <DescriptorName UI="{name}" MajorTopicYN="N">{words(dice, 1)[0].title()}</DescriptorName>'
            yield "        </MeshHeading>"
        yield "      </MeshHeadingList>"


def _chemicals(dice: Random) -> Iterator[str]:
    if dice.random() < 0.4:
        yield "      <ChemicalList>"
        for _ in range(dice.randint(1, 7)):
            yield "        <Chemical>\n          <RegistryNumber>0</RegistryNumber>"
            name = words(dice, 1)[0].title()
            yield f'          <NameOfSubstance UI="D{dice.randrange(100_000):06}">{name}</NameOfSubstance>'
            yield "        </Chemical>"
        yield "      </ChemicalList>"


def _keywords(dice: Random) -> Iterator[str]:
    if dice.random() < 0.34:
        yield '      <KeywordList Owner="NOTNLM">'
        for _ in range(dice.randint(3, 8)):
            yield f'        <Keyword MajorTopicYN="N">{" ".join(words(dice, 2))}</Keyword>'
        yield "      </KeywordList>"


def _data(one: Paper, dice: Random, mix: Mix, day: str) -> Iterator[str]:
    yield "    <PubmedData>\n      <History>"
    for status in ("entrez", "pubmed", "medline"):
        yield from _dated(
            "        ", f'PubMedPubDate PubStatus="{status}"', day + "<Hour>0</Hour><Minute>0</Minute>"
        )
    yield f"      </History>\n      <PublicationStatus>{'aheadofprint' if one.ahead else 'ppublish'}</PublicationStatus>"
    ids = (("pubmed", str(one.pmid)), ("doi", one.doi), ("pmc", one.pmcid))
    yield from _ids("      ", [pair for pair in ids if pair[1]])
    if dice.random() < mix.references:
        yield "      <ReferenceList>"
        for _ in range(dice.randint(15, 70)):
            cited, year = dice.randint(1, 39_000_000), dice.randint(1970, 2023)
            name = " ".join(word[:4] for word in words(dice, 3)).title()
            yield f"        <Reference>\n          <Citation>{name}. {year};{year - 1960}(2):{dice.randint(1, 999)}</Citation>"
            yield from _ids("          ", [("pubmed", str(cited))])
            yield "        </Reference>"
        yield "      </ReferenceList>"
    yield "    </PubmedData>"


def _ids(indent: str, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f"{indent}<ArticleIdList>"
    yield from (f'{indent}  <ArticleId IdType="{kind}">{text}</ArticleId>' for kind, text in pairs)
    yield f"{indent}</ArticleIdList>"
