"""A citation's first author is that of the publication.

Citations are named after their first author, so a wrong one sends the reader to another paper. Surnames
and initials are compared in every way in which clinical names are written: initials glued or with full
stops, before or behind; surname first or last; particles kept, moved or dropped; Jr; umlauts as one
letter or two; LaTeX; superseded spellings; a group before the persons.

Surnames of up to four letters must be equal (Li is not Lin), and none may merely begin like another
(Smith is not Smithson). One letter that differs in a longer surname is info, and so is a name that seems
to be cut in another place (“de Oliveira SD” for Danilo de Oliveira Silva). A first author who is one of
the later ones is said to be so.

Source: National Library of Medicine, Citing Medicine, rules on authors. Of 669 pairs of records of one
paper in two public sets of duplicate records 48 % of first authors differ as text, and 2 % once compared
like this.

Bad:

    citations
    report_id | relation  | position | authors          | title       | pmid
    R1        | reference | 1        | Wu Z; Liang J    | Two drugs   | 42092958 <- authors
    R1        | reference | 2        | Peng L; Yu H     | Two drugs   | 42092958 <- authors
    R1        | reference | 3        | Szustakowki J    | One gene    | 11237011 <- authors (info)
    R1        | reference | 4        | de Oliveira SD   | One knee    | 11237012 <- authors (info)

    publications
    pmid     | title      | authors
    42092958 | Two drugs. | Yu H; Peng L
    11237011 | One gene.  | Szustakowski J
    11237012 | One knee.  | de Oliveira Silva D

Good:

    citations
    report_id | relation  | position | authors                                  | title     | pmid
    R1        | reference | 1        | ME Baldassarre                           | Two drugs | 42092958
    R1        | reference | 2        | Baldassarre, Maria Elisabetta, et al.    | Two drugs | 42092958
    R1        | reference | 3        | Nuernberger J; Berg JK van der           | One gene  | 11237011
    R1        | reference | 4        | Nürnberger J Jr                          | One gene  | 11237011
    R1        | reference | 5        | Ng K                                     | One knee  | 11237012

    publications
    pmid     | title      | authors
    42092958 | Two drugs. | Baldassarre ME; Lind P
    11237011 | One gene.  | Nürnberger J; van der Berg JK
    11237012 | One knee.  | Knee Study Group; Ng K

Skipped, as the record names nobody:

    citations
    report_id | relation  | position | authors | title     | pmid
    R1        | reference | 1        | Ng K    | Two drugs | 42092958

    publications
    pmid     | title
    42092958 | Two drugs.
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    CannotLook,
    Citation,
    Problem,
    Problems,
    Publication,
    Report,
    changed_since,
    check,
    compare_first_author,
    compare_names,
    known,
    said_of,
    says,
    says_anything,
)

_READINGS = {
    "spelling": "one letter of the surname differs: a slip on either side",
    "possible": "surname and given names may be cut in another place, or an initial is missing",
}


@check(severity="warning", applies=says_anything, unless="identifier_names_the_cited_work")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where the first author is another person."""
    if not says(row, "authors"):
        return NOT_APPLICABLE
    found = known(row, answers)
    authors = said_of(row, "authors", found.publication)
    if authors is None:
        return NOT_APPLICABLE
    compared = compare_first_author(authors.text, found.publication)
    if compared.verdict == "unknown":
        raise CannotLook("PubMed's record names no author to compare")
    if compared.verdict == "same":
        return None
    since = changed_since(row, found.publication)
    reading = _READINGS.get(compared.verdict) or _later(compared.cited, found.publication)
    yield Problem(
        authors.cell,
        f"the first author is {compared.cited}; {found} has {compared.known}",
        severity="info" if since or compared.verdict != "different" else None,
        reading=since or reading,
        remedy="Compare the authors with the paper.",
    )
    return None


def _later(name: str, publication: Publication) -> str | None:
    """That the cited first author is a later one of the publication."""
    places = [n for n, one in enumerate(publication.authors, 1) if compare_names(name, one) == "same"]
    return f"{name} is its author number {places[0]}" if places else None
