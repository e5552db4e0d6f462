"""Citations as journals print them agree with the record: no style is taken for a difference."""

import pytest

from tests.sample import tables_of
from triallint.checkfile import builtin_checks
from triallint.crosscheck import Answers
from triallint.model import Severity
from triallint.publications import ListedPublications
from triallint.run import run

RECORD = {
    "pmid": "33000001",
    "title": "Two drugs for one disease of the liver.",
    "journal": "Journal of hepato-biliary-pancreatic surgery; J Hepatobiliary Pancreat Surg",
    "dates": "print 2006",
    "volume": "13",
    "issue": "3",
    "pages": "265-75",
    "authors": "Moreau A; Lind P; Ng K",
}
RETRACTED = RECORD | {"types": "Retracted Publication", "links": "RetractionIn 33000009 J. 2010 Mar;5:3"}
SUPPLEMENT = RECORD | {"volume": "31", "issue": "19 Suppl", "pages": "B1-5"}
LATER = RECORD | {
    "journal": "Clin Infect Dis",
    "dates": "print 2023 Feb; electronic 2022 Sep 11",
    "volume": "76",
    "pages": "527-536",
}
ABOUT = "Two drugs for one disease of the liver"


@pytest.mark.parametrize(
    ("text", "record", "infos"),
    [
        (
            f"Moreau, A.; Lind, P.; Ng, K. {ABOUT}. J. Hepatobiliary Pancreat. Surg. 2006, 13, 265–275.",
            RECORD,
            0,
        ),
        (
            f"Moreau, A.; Lind, P.; Ng, K. {ABOUT}. J. Hepatobiliary Pancreat. Surg. 2006, 13, 265. [CrossRef]",
            RECORD,
            0,
        ),
        (
            f"Moreau A, Lind P, Ng K. {ABOUT}. J Hepatobiliary Pancreat Surg. 2006;13(3):265-75 [in French].",
            RECORD,
            0,
        ),
        (
            f"Moreau A, Lind P, Ng K. {ABOUT}. J Hepatobiliary Pancreat Surg. 2006;31(Suppl 19):B1-B5.",
            SUPPLEMENT,
            0,
        ),
        (f"Moreau A, Lind P, Ng K. {ABOUT}. Clin Infect Dis 2022; ciac769.", LATER, 1),
        (
            f"RETRACTED: Moreau A, Lind P, Ng K. {ABOUT}. J Hepatobiliary Pancreat Surg. 2006;13(3):265-75.",
            RETRACTED,
            0,
        ),
    ],
)
def test_no_style_is_a_difference(text: str, record: dict[str, str], infos: int) -> None:
    checks = [one for one in builtin_checks() if one.family == "citations"]
    tables = tables_of(
        citations=[
            {
                "report_id": "R1",
                "relation": "reference",
                "position": "1",
                "text": text,
                "pmid": "33000001",
                "doi": "",
            }
        ]
    )
    result = run(checks, tables, answers=Answers(ListedPublications([record])))
    assert not result.crashes
    assert result.checked.tallies["title_is_that_of_the_publication"].passed == 1
    assert [one.message for one in result.findings if one.severity > Severity.info] == []
    assert [one.check for one in result.findings] == ["citation_is_up_to_date"] * infos
