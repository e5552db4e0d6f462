"""Journals under their many names, and those that only begin alike."""

import pytest

from triallint.comparing import compare_journal, same_journal
from triallint.model import Journal

NEJM = Journal(
    "The New England journal of medicine", "N Engl J Med", "N Engl J Med", "0255562", ("0028-4793",)
)
GERONTOL = Journal(
    "The journals of gerontology. Series A, Biological sciences and medical sciences",
    "J Gerontol A Biol Sci Med Sci",
    "J Gerontol A Biol Sci Med Sci",
)
BMJ = Journal("BMJ (Clinical research ed.)", "BMJ", "BMJ")
PNAS = Journal(
    "Proceedings of the National Academy of Sciences of the United States of America",
    "Proc Natl Acad Sci U S A",
    "Proc Natl Acad Sci U S A",
)
SPINE = Journal("Spine", "Spine (Phila Pa 1976)", "Spine (Phila Pa 1976)")
AIZHENG = Journal("Ai zheng = Aizheng = Chinese journal of cancer", "Ai Zheng", "Ai Zheng")
ONE = Journal("PloS one", "PLoS One", "PLoS One")


@pytest.mark.parametrize(
    ("cited", "journal", "verdict"),
    [
        ("N Engl J Med", NEJM, "same"),
        ("N. Engl. J. Med.", NEJM, "same"),
        ("New England Journal of Medicine", NEJM, "style"),
        ("New Engl J Med", NEJM, "style"),
        ("NEJM", NEJM, "style"),
        ("0028-4793", NEJM, "same"),
        ("00284793", NEJM, "same"),
        ("0255562", NEJM, "same"),
        ("1234-5678", NEJM, "different"),
        ("BMJ (Clinical research ed)", BMJ, "same"),
        ("British Medical Journal", BMJ, "style"),
        ("Proc Natl Acad Sci USA", PNAS, "same"),
        ("Proceedings of the National Academy of Sciences", PNAS, "style"),
        ("Spine", SPINE, "same"),
        ("Chinese Journal of Cancer", AIZHENG, "style"),
        ("PLoS ONE [Electronic Resource]", ONE, "style"),
        ("J Gerontol B Psychol Sci Soc Sci", GERONTOL, "different"),
        ("J Gerontol A", Journal("", "J Gerontol B", "J Gerontol B"), "different"),
        ("Nature Physics", Journal("Nature", "Nature", "Nature"), "different"),
        ("Nature", Journal("Nature physics", "Nat Phys", "Nat Phys"), "different"),
        ("Cell", Journal("Cellulose", "Cellulose", "Cellulose"), "different"),
        ("Lancet", NEJM, "different"),
        ("Annales Francaises d Anesthesie", Journal("Annales françaises d'anesthésie"), "same"),
        ("Ann Fr Anesth", Journal("Annales françaises d'anesthésie"), "style"),
        ("European Journal of Cardio-thoracic Surgery", Journal("", "", "Eur J Cardiothorac Surg"), "style"),
        ("", NEJM, "unknown"),
        ("Handbook", Journal(), "unknown"),
    ],
)
def test_names_of_journals(cited: str, journal: Journal, verdict: str) -> None:
    assert compare_journal(cited, journal) == verdict


def test_two_records_are_in_one_journal_by_number_first() -> None:
    renamed = Journal("Another name", "Another name", "", "0255562")
    namesake = Journal("The New England journal of medicine", "", "", "9999999")
    assert same_journal(NEJM, renamed)
    assert not same_journal(NEJM, namesake)
    assert same_journal(Journal("A", issns=("0028-4793",)), NEJM)
    assert not same_journal(Journal("A", issns=("1111-1111",)), NEJM)
    assert same_journal(Journal("N Engl J Med"), NEJM)
    assert not same_journal(Journal(), NEJM)
