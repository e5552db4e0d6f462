"""Records with figures that disagree, and the ways in which XML may print one record differently."""

from collections.abc import Callable

#: Invented abstracts: each gives findings of another kind.
ABSTRACTS = (
    "Of 120 patients, 30 (35.0%) had nausea, and 12 of 60 (20.0%) in the placebo group died.",
    "A total of 200 patients were randomised to velamide (n = 90) or placebo (n = 100). Nausea occurred in "
    "18/90 (20.0%) and 41/100 (14.0%) patients (RR 0.49, 95% CI 0.60 to 0.79; P = 0.002).",
    "The hazard ratio for death was 0.70 (95% CI 0.75-0.92; P = 0.40). Response was 45% (18 of 40).",
    "Pain was seen in 7 of 33 women (31.2%) given lidrapine and in 9 of 31 (29.0%) given placebo.",
)

#: Where figures stand that the changes below take apart.
MARKED = (
    "Of 80 patients, 20 (35.0%) had nausea at 10<sup>-4</sup> mol of CO<sub>2</sub> in <i>Zelia mora</i>."
)


def article(number: int, abstract: str, *, title: str = "Velamide in renal failure.", more: str = "") -> str:
    """A record with this abstract, its elements in the order of the DTD."""
    return (
        f'<PubmedArticle>\n  <MedlineCitation Status="MEDLINE" Owner="NLM">\n    <PMID Version="1">{number}</PMID>\n'
        f'    <Article PubModel="Print"><Journal><Title>J Invent</Title></Journal>'
        f'<ArticleTitle>{title}</ArticleTitle><ELocationID EIdType="doi">10.5555/{number}</ELocationID>'
        f"<Abstract>{abstract}</Abstract><Language>eng</Language>{more}</Article>\n"
        f'  </MedlineCitation>\n  <PubmedData><ArticleIdList><ArticleId IdType="pubmed">{number}</ArticleId>'
        "</ArticleIdList></PubmedData>\n</PubmedArticle>"
    )


def whole(*records: str, behind: str = "") -> str:
    """A set of them."""
    body = "\n".join(records)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n{body}\n{behind}</PubmedArticleSet>\n'
    )


def _text(abstract: str) -> str:
    return f"<AbstractText>{abstract}</AbstractText>"


def simple() -> str:
    """A set of records, one for each abstract."""
    return whole(*(article(100 + at, _text(one)) for at, one in enumerate((*ABSTRACTS, MARKED))))


_BOOK = (
    '<PubmedBookArticle><BookDocument><PMID Version="1">900</PMID><Book><BookTitle>Invented care</BookTitle>'
    "</Book><ArticleTitle>Velamide</ArticleTitle><Abstract>" + _text(ABSTRACTS[0]) + "</Abstract>"
    "</BookDocument></PubmedBookArticle>"
)
_DRUG = _text(ABSTRACTS[1])
_FAKE = "<Abstract><AbstractText>Of 50 patients, 5 (35.0%) died.</AbstractText></Abstract>"

#: What is odd -> the text of a file.
ODD: dict[str, str] = {
    "plain": simple(),
    "carriage returns": simple().replace("\n", "\r\n").replace("patients", "patients\r\n"),
    "comment in the abstract": whole(article(1, _DRUG.replace("18/90", "18<!-- 1% -->/90"))),
    "comment that hides an abstract": whole(article(2, _DRUG).replace("<ArticleTitle>", f"<!-- {_FAKE} --><ArticleTitle>")),
    "comment behind the abstract": whole(article(3, _DRUG).replace("<Language>", f"<!-- {_FAKE} --><Language>")),
    "comment that hides the end of a record": whole(
        article(4, _DRUG).replace("<ArticleTitle>", "<!-- </PubmedArticle><PubmedArticle> --><ArticleTitle>"),
        article(5, _DRUG),
    ),
    "comment that hides a record": whole(f"<!-- {article(6, _DRUG)} -->", article(7, _DRUG)),
    "only a commented abstract": whole(article(8, _DRUG).replace("<Abstract>", "<!--<Abstract>").replace("</Abstract>", "</Abstract>-->")),
    "cdata": whole(article(9, f"<AbstractText><![CDATA[{ABSTRACTS[1]} P < 0.05 & more]]></AbstractText>")),
    "cdata that holds tags": whole(article(10, f"<AbstractText><![CDATA[</Abstract>]]> {ABSTRACTS[1]}</AbstractText>")),
    "instruction": whole(article(11, _DRUG).replace("<ArticleTitle>", "<?odd </PubmedArticle> ?><ArticleTitle>")),
    "entities": whole(article(12, _DRUG.replace("P = ", "P &lt; ").replace("-", "&#8211;").replace("%", "&#37;"))),
    "all digits as entities": whole(
        article(13, _text("".join(f"&#{ord(c)};" if c.isdigit() or c == "%" else c for c in ABSTRACTS[0])))
    ),
    "hexadecimal entities": whole(
        article(14, _text("".join(f"&#x{ord(c):x};" if c.isdigit() else c for c in ABSTRACTS[0])))
    ),
    "formulae": whole(
        article(15, _text(MARKED + ' <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mn>5</mml:mn></mml:math> '))
    ),
    "a prefix that nobody declared": whole(article(16, _text(MARKED + " <mml:math><mml:mn>5</mml:mn></mml:math> "))),
    "a formula given twice": whole(
        article(17, _text(MARKED + " <math><semantics><mn>5</mn><annotation>9 of 10 (35.0%)</annotation></semantics></math>"))
    ),
    "a figure in pieces": whole(article(18, _text("Of <b>1</b>20 patients, 3<i>0</i> (3<u>5</u>.0<b>%</b>) had nausea."))),
    "labels": whole(
        article(19, f'<AbstractText Label="METHODS &lt;Abstract&gt;" NlmCategory="METHODS">We asked.</AbstractText>'
        f'<AbstractText Label="RESULTS" NlmCategory="RESULTS">{ABSTRACTS[1]}</AbstractText>'
        "<CopyrightInformation>Copyright 2020, 5 of 10 (35.0%).</CopyrightInformation>")
    ),
    "attributes with a bracket": whole(article(20, f'<AbstractText Label="A > B">{ABSTRACTS[0]}</AbstractText>')),
    "another abstract behind": whole(
        article(21, _DRUG, more="").replace("</MedlineCitation>", f'<OtherAbstract Type="plain-language-summary" Language="eng">{_text(ABSTRACTS[0])}</OtherAbstract></MedlineCitation>')
    ),
    "only another abstract": whole(
        article(22, "").replace("<Abstract></Abstract>", "").replace("</MedlineCitation>", f'<OtherAbstract Type="x" Language="eng">{_text(ABSTRACTS[0])}</OtherAbstract></MedlineCitation>')
    ),
    "an empty abstract": whole(article(23, "").replace("<Abstract></Abstract>", "<Abstract/>"), article(24, _DRUG)),
    "a tag with a blank": whole(article(25, _DRUG).replace("<Abstract>", "<Abstract >")),
    "the abstract before the title": whole(
        article(26, "").replace("<Abstract></Abstract>", "").replace("<ArticleTitle>", f"<Abstract>{_DRUG}</Abstract><ArticleTitle>")
    ),
    "no title": whole(article(27, _DRUG).replace("<ArticleTitle>Velamide in renal failure.</ArticleTitle>", "")),
    "figures in the title": whole(article(28, _text("We report what we saw."), title="Nausea in 30 of 120 patients (35.0%)")),
    "tags in the title": whole(article(29, _DRUG, title="Velamide 10<sup>-4</sup> mol &amp; more in <i>Zelia</i>.")),
    "a version": whole(article(30, _DRUG).replace('<PMID Version="1">', '<PMID Version="3">')),
    "a registered trial": whole(
        article(31, _DRUG + "<AbstractText>Registered as NCT01234567.</AbstractText>"),
        article(32, _DRUG, more="<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>"
        "<AccessionNumberList><AccessionNumber>NCT01234567</AccessionNumber></AccessionNumberList></DataBank></DataBankList>"),
    ),
    "one record twice": whole(article(33, _DRUG), article(34, _text(ABSTRACTS[0]))),
    "a book": whole(article(35, _DRUG), _BOOK, article(36, _DRUG)),
    "a book alone": whole(_BOOK),
    "records taken back": whole(article(37, _DRUG), behind='<DeleteCitation><PMID Version="1">5</PMID></DeleteCitation>\n'),
    "no line ends": whole(article(38, _DRUG), article(39, _DRUG)).replace("\n", ""),
    "a byte order mark": "\ufeff" + whole(article(40, _DRUG)),
    "signs outside ASCII": whole(article(41, _DRUG.replace("-", "\u2013").replace("90 (", "90\u00a0(").replace("0.49", "0\u00b749"))),
    "one record alone": article(42, _DRUG),
    "an older set": whole(article(43, _DRUG)).replace("PubmedArticleSet", "MedlineCitationSet").replace("<PubmedArticle>\n", "").replace("\n</PubmedArticle>", "").replace("<PubmedData>", "<!--").replace("</PubmedData>", "-->"),
    "exclamations and questions": whole(article(44, _DRUG.replace("placebo (", "placebo! (").replace("Nausea", "Why? Nausea"))),
}  # fmt: skip

#: Change of one file's text -> the same records.
Change = Callable[[str], str]
