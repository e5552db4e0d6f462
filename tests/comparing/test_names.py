"""Names the way clinical lists write them, and lists of them."""

import pytest

from triallint.comparing import compare_authors, compare_first_author, compare_names, listed
from triallint.model import Author, Publication, PublicationDate

SAME = [
    ("ME Baldassarre", "Maria Elisabetta Baldassarre"),
    ("M.E. Baldassarre", "Baldassarre, Maria E"),
    ("Durr HR", "Dürr Hans Roland"),
    ("Nürnberger, Jens", "Nuernberger J"),
    ("Sørensen P", "Soerensen P"),
    ("van der Berg JK", "Berg JK van der"),
    ("Van Der Berg J", "JK van der Berg"),
    ("De Felice FG", "Felice FG De"),
    ("Le Quintrec M", "Quintrec M"),
    ("Le, Quintrec M.", "Le Quintrec, M."),
    ("Heged{\\H u}s B", "Hegedűs B"),
    ("O\u2019Brien PC", "O'Brien, Peter C."),
    ("King ML Jr", "King ML"),
    ("Van Horn JR", "van Horn, J R"),
    ("Li, Wei", "Wei Li"),
    ("Gu, Li-jia", "Gu LJ"),
    ("Smith", "Smith J"),
    ("DELL'ITALIA LJ", "Dell'Italia LJ"),
    ("Xinyu TAO", "Tao X"),
]
OTHERS = [
    ("Li W", "Lin W"),
    ("Wu Z", "Wun Z"),
    ("Smith J", "Smithson J"),
    ("Smith J", "Smith K"),
    ("de Oliveira XY", "de Oliveira Silva, Danilo"),
    ("Ng K", "Moreau A"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person(one: str, other: str) -> None:
    assert compare_names(one, other) == "same"
    assert compare_names(other, one) == "same"


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_people(one: str, other: str) -> None:
    assert compare_names(one, other) == "different"
    assert compare_names(other, one) == "different"


def test_what_may_be_one_person_is_not_called_the_same() -> None:
    assert compare_names("de Oliveira SD", "Danilo de Oliveira Silva") == "possible"
    assert compare_names("Elisabetta Baldassarre", Author("Baldassarre", initials="ME")) == "possible"
    assert compare_names("Szustakowki J", Author("Szustakowski", initials="J")) == "spelling"


def test_groups_are_never_said_to_differ_in_part() -> None:
    group = Author(collective="CAPRIE Steering Committee")
    assert compare_names("The CAPRIE Steering Committee", group) == "same"
    assert compare_names("on behalf of the CAPRIE Investigators", group) == "same"
    assert compare_names("Ng K", group) == "different"


@pytest.mark.parametrize(
    ("text", "names", "more"),
    [
        ("Gupta S, Rau RE, Kairalla JA, et al", ("Gupta S", "Rau RE", "Kairalla JA"), True),
        ("Ng K, Li W, et al; Drug Study Group", ("Ng K", "Li W", "Drug Study Group"), True),
        ("Kalbfleisch JD, , Prentice RL", ("Kalbfleisch JD", "Prentice RL"), False),
        ("Moreau, Anne; Ng, Kim; Lind C, Per", ("Moreau, Anne", "Ng, Kim", "Lind C, Per"), False),
        ("Moreau, A., Lind, P., & Ng, K.", ("Moreau, A.", "Lind, P.", "Ng, K"), False),
        ("Moreau, Anne and Lind, Per", ("Moreau, Anne", "Lind, Per"), False),
        ("Anne Moreau and Per Lind", ("Anne Moreau", "Per Lind"), False),
        ("King ML, Jr, Smith J", ("King ML", "Smith J"), False),
        ("Ng K, … Zorn K", ("Ng K", "Zorn K"), True),
        ("The CAPRIE Steering Committee", ("The CAPRIE Steering Committee",), False),
        ("", (), False),
        ("Gupta S, MD; Rau RE, PhD", ("Gupta S", "Rau RE"), False),
        ("Gupta S|Rau RE", ("Gupta S", "Rau RE"), False),
        ("Gupta and colleagues", ("Gupta",), True),
        ("Moreau A; Lind P; others", ("Moreau A", "Lind P"), True),
        ("Gupta 1975", ("Gupta",), False),
        ("Gupta S (2021a)", ("Gupta S",), False),
        ("Gupta S1, Rau RE1,2, Li W*", ("Gupta S", "Rau RE", "Li W"), False),
        ("1. Gupta S, 2. Rau RE", ("Gupta S", "Rau RE"), False),
        ("Smith MD, Jones RN", ("Smith MD", "Jones RN"), False),
        ("NR", (), False),
        ("[No authors listed]", (), False),
    ],
)
def test_lists_are_split_at_names(text: str, names: tuple[str, ...], more: bool) -> None:
    assert listed(text)[:2] == (names, more)


PAPER = Publication(
    "1",
    authors=(
        Author(collective="Drug Study Group"),
        Author("Ng", initials="K"),
        Author("Li", initials="W"),
        Author("Moreau", initials="A"),
    ),
)


def test_a_list_that_cannot_be_split_safely_is_unknown() -> None:
    paper = Publication(
        "1", authors=(Author("Moreau", "Anne", "A"), Author("Lind", "Per", "P"), Author("Li", "W", "W"))
    )
    assert compare_authors("Moreau, Anne, Lind, Per, Li, Wu", paper).verdict == "same"
    assert compare_authors("Moreau, Anne, Stranger, Q Per, Li, Wu", paper).verdict == "unknown"
    assert compare_authors("Moreau A, Stranger Q, Li W", paper).verdict == "extra"
    assert compare_first_author("Moreau, Anne, Lind, Per", paper).verdict == "same"
    assert compare_first_author("Stranger, Quirin, Lind, Per", paper).verdict == "different"
    assert compare_names("van der Berg Jan", Author("van der Berg", "Jan", "J")) == "same"
    assert compare_names("De Winter", Author("De Winter", "P", "P")) == "same"


def test_a_group_may_stand_first() -> None:
    for text in ("Ng K, Li W", "Drug Study Group; Ng K", "Drug Study Group"):
        assert compare_first_author(text, PAPER).verdict == "same"
    assert compare_first_author("Li W, Ng K", PAPER).verdict == "different"


def test_a_group_that_is_not_indexed_is_no_other_author() -> None:
    paper = Publication("1", authors=(Author("Ng", initials="K"),))
    assert compare_first_author("Drug Study Group; Ng K", paper).verdict == "same"
    assert compare_first_author("Drug Study Group", paper).verdict == "possible"


def test_superseded_spellings_count() -> None:
    paper = Publication(
        "1", authors=(Author("Colatigli", initials="M", valid=False), Author("Colafigli", initials="M"))
    )
    assert compare_first_author("Colatigli M", paper).verdict == "same"
    assert compare_first_author("Colafigli M", paper).verdict == "same"


@pytest.mark.parametrize(
    ("text", "verdict", "names"),
    [
        ("Ng K, Li W, Moreau A", "same", ()),
        ("Ng K, Li W, et al", "same", ()),
        ("Ng K, … Moreau A", "same", ()),
        ("Ng K, Li W", "stops", ("Moreau A",)),
        ("Ng K, Moreau A", "left out", ("Li W",)),
        ("Ng K, Stranger Q, et al", "extra", ("Stranger Q",)),
        ("Ng K, Moreau A, Li W", "order", ("Ng K", "Moreau A", "Li W")),
    ],
)
def test_lists_are_aligned(text: str, verdict: str, names: tuple[str, ...]) -> None:
    found = compare_authors(text, PAPER)
    assert (found.verdict, found.names) == (verdict, names)


def test_medline_once_kept_ten_authors() -> None:
    ten = tuple(Author(f"Author{letter}", initials="X") for letter in "abcdefghij")
    old = Publication("1", authors=ten, dates=(PublicationDate("print", "1990", (1990,)),))
    new = Publication("2", authors=ten, dates=(PublicationDate("print", "2010", (2010,)),))
    text = ", ".join(f"Author{letter} X" for letter in "abcdefghijk")
    assert compare_authors(text, old).verdict == "same"
    assert compare_authors(text, new).verdict == "extra"
