"""Publications printed as citations, in each of the layouts that are read."""

from collections.abc import Callable

from triallint.model import Author, Publication

#: Layout -> what prints it.
STYLES: dict[str, Callable[[Publication], str]] = {}


def style(printer: Callable[[Publication], str]) -> Callable[[Publication], str]:
    STYLES[printer.__name__] = printer
    return printer


def named(author: Author) -> str:
    return author.collective or " ".join(
        part for part in (author.family, author.initials, author.suffix) if part
    )


def listed(publication: Publication, most: int = 0) -> str:
    names = [named(one) for one in publication.authors if one.valid]
    persons = [named(one) for one in publication.authors if one.valid and not one.collective]
    groups = [one.collective for one in publication.authors if one.valid and one.collective]
    if most and len(names) > most:
        return ", ".join(names[: most // 2]) + ", et al"
    return "; ".join((", ".join(persons), *groups)) if persons else "; ".join(groups)


def sentence(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else text + "."


def printed_date(publication: Publication) -> str:
    return publication.dates[0].text if publication.dates else ""


def located(publication: Publication, date: str) -> str:
    issue = f"({publication.issue})" if publication.issue else ""
    pages = f":{publication.pages}" if publication.pages else ""
    semicolon = ";" if publication.volume or issue else ""
    return f"{date}{semicolon}{publication.volume}{issue}{pages}."


def joined(*sentences: str) -> str:
    return " ".join(one for one in sentences if one and one != ".")


def _identifiers(publication: Publication) -> str:
    pmcid = f"; PMCID: {publication.pmcid}" if publication.pmcid else ""
    return f"PMID: {publication.pmid}{pmcid}."


def _doi(publication: Publication) -> str:
    return f"doi: {publication.doi}." if publication.doi else ""


def _epub(publication: Publication) -> str:
    electronic = [one.text for one in publication.dates[1:] if one.kind == "electronic"]
    return f"Epub {electronic[0]}." if electronic else ""


@style
def pubmed(publication: Publication) -> str:
    """As PubMed's "Cite" button copies it in NLM style."""
    return joined(
        sentence(listed(publication)),
        sentence(publication.title),
        sentence(publication.journal.medline),
        located(publication, printed_date(publication)),
        _doi(publication),
        _epub(publication),
        _identifiers(publication),
    )


@style
def similar(publication: Publication) -> str:
    """As the text of PubMed's page has it below "Similar articles"."""
    journal = publication.journal.medline
    year = printed_date(publication)[:4]
    return joined(
        sentence(publication.title) + sentence(journal),
        located(publication, printed_date(publication)),
        _doi(publication),
        _epub(publication),
        f"{journal}. {year}.",
        f"PMID: {publication.pmid}",
        "Free PMC article." if publication.pmcid else "",
        "No abstract available.",
    )


@style
def ama(publication: Publication) -> str:
    """As the AMA's manual has it: three authors, the year alone, DOI without a blank."""
    return joined(
        sentence(listed(publication, 6)),
        sentence(publication.title),
        sentence(publication.journal.medline),
        located(publication, printed_date(publication)[:4]),
        f"doi:{publication.doi}" if publication.doi else "",
    )


@style
def jama_page(publication: Publication) -> str:
    """As a JAMA page's text has it: blanks around initials, names of services run on."""
    return (
        joined(
            sentence(listed(publication, 6).replace(",", " , ") + " "),
            " " + sentence(publication.title),
            "  " + sentence(publication.journal.medline),
            located(publication, printed_date(publication)[:4]),
            f"doi:{publication.doi}" if publication.doi else "",
        )
        + "PubMedGoogle ScholarCrossref"
    )


@style
def vancouver(publication: Publication) -> str:
    """As reference lists have it without a full stop behind the journal, pages with a dash."""
    return joined(
        sentence(listed(publication)),
        sentence(publication.title),
        publication.journal.medline,
        located(publication, printed_date(publication)[:4]).replace("-", "\u2013"),
        "- PubMed",
    )


@style
def lancet(publication: Publication) -> str:
    """With blanks behind semicolon and colon, and a number before it."""
    return joined(
        "12.",
        sentence(listed(publication)),
        sentence(publication.title),
        publication.journal.medline,
        located(publication, printed_date(publication)[:4]).replace(";", "; ").replace(":", ": "),
    )
