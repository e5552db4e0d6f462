"""Titles: what is one title, what is forgiven and named, and what tells two works apart."""

import pytest

from triallint.comparing import compare_title, compare_titles, is_generic, read_title, title_key, title_of
from triallint.comparing.titles import shares_most_words
from triallint.model import Publication

SAME = [
    ("Two drugs for one disease.", "Two Drugs for One Disease"),
    ("[Two drugs for one disease].", "Two drugs for one disease"),
    ("Two drugs for one disease. [Chinese]", "Two drugs for one disease"),
    ("Two drugs for one disease [Review] [33 refs]", "Two drugs for one disease"),
    ("Two drugs.[Erratum appears in J Med. 2009;3:1 Note: Ng, K [added]]", "Two drugs"),
    ("RETRACTED ARTICLE: Two drugs", "Two drugs."),
    ("[RETRACTED] Two drugs", "Two drugs."),
    ("Plasma Aβ42/p-Tau217 ratio", "Plasma Abeta42/p-Tau217 ratio"),
    ("Hopﬁeld networks", "Hopfield networks"),
    ("Ca<sup>2+</sup> channels &amp; CO<sub>2</sub>", "Ca2+ channels and CO2"),
    ("Non-inferiority, follow-up", "Noninferiority: followup"),
    ("Müller\u2019s cells \u2013 a na\u00efve view", "Muller's cells - a naive view"),
    (r"H{\"o}lder's {DNA}", "Hölder's DNA"),
    ("Doses of 1,000 \u00b5g and 0\u00b75 mg", "Doses of 1000 \u03bcg and 0.5 mg"),
    ("A + B for 50 % of patients", "A plus B for 50% of patients"),
    ("Adults aged \u2265 65 years or <= 80", "Adults aged > or =65 years or < or = 80"),
    ("Clearance per 1.73 m\u00c2\u00b2 in Z\u00c3\u00bcrich", "Clearance per 1.73 m\u00b2 in Z\u00fcrich"),
    ("Two drugs for one disease [Epub ahead of print]", "Two drugs for one disease"),
    ("Two drugs for one disease [clinical trial]", "Two drugs for one disease"),
    ("Two drugs for one disease [abstract 123]", "Two drugs for one disease"),
]
FORGIVEN = [
    ("Effect of tumour necrosis factor on oedema", "Effect of tumor necrosis factor on edema", "spelling"),
    ("Randomised trials of haemodialysis", "Randomized trials of hemodialysis", "spelling"),
    ("The analysis of fibre catalogues", "An analysis of fiber catalogs", "spelling"),
    ("Infections of the liver", "Infection in liver", "plural"),
    ("Paroxysmal hemoglobinuria", "Paroxsymal hemoglobinuria", "letter"),
    ("Type 2 Ca channels", "Type 2 Ca2 channels", "spelling"),
    ("Relapsed leukaemia (ALL) in children of Rome", "Relapsed leukemia in children of Rome", "small word"),
    ("A phase III trial of two drugs", "A phase 3 trial of two drugs", "spelling"),
    ("The third trial of two drugs", "The 3rd trial of two drugs", "spelling"),
    ("TOCO-1: two drugs for one disease", "Two drugs for one disease (TOCO-1)", "small word"),
    ("Two drugs for HER2+ disease of Rome", "Two drugs for HER2-positive disease of Rome", "small word"),
    ("Two drugs for one disease (2021)", "Two drugs for one disease", "small word"),
]
TELLING = [
    (
        "A national cohort analysis of one hundred beds",
        "A national cohort study of one hundred beds",
        "design",
    ),
    ("Drug A 10 mg for pain after knee surgery", "Drug A 20 mg for pain after knee surgery", "number"),
    ("Cancer of the jaw, part II: what remains", "Cancer of the jaw, part III: what remains", "number"),
    (
        "Drug A is effective for pain after surgery",
        "Drug A is not effective for pain after surgery",
        "negation",
    ),
    ("Higher doses of drug A for knee pain", "Lower doses of drug A for knee pain", "direction"),
    ("Perineal nerve palsy after knee surgery", "Peroneal nerve palsy after knee surgery", "word"),
    ("Urinary nitrate in the newborn of Rome", "Urinary nitrite in the newborn of Rome", "word"),
    ("Asymptomatic disease of the left knee", "Symptomatic disease of the left knee", "word"),
    (
        "Guideline on two drugs for one disease (2013)",
        "Guideline on two drugs for one disease (2021)",
        "number",
    ),
    (
        "TOCO-1: two drugs for one disease of the liver in adults of Rome",
        "Two drugs for one disease of the liver in adults of Rome (TOCO-2)",
        "number",
    ),
    (
        "A randomised trial of two drugs for one disease of Rome",
        "A randomised, double-blind trial of two drugs for one disease of Rome",
        "design",
    ),
    ("Two drugs for one disease. Reply", "Two drugs for one disease", "design"),
    ("Erratum: Two drugs for one disease of Rome", "Two drugs for one disease of Rome", "design"),
]


@pytest.mark.parametrize(("cited", "known"), SAME)
def test_writing_makes_no_other_title(cited: str, known: str) -> None:
    assert compare_titles(cited, known).verdict == "same"
    assert compare_titles(known, cited).verdict == "same"
    assert title_key(cited) == title_key(known)


@pytest.mark.parametrize(("cited", "known", "kind"), FORGIVEN)
def test_what_is_forgiven_is_named(cited: str, known: str, kind: str) -> None:
    for found in (compare_titles(cited, known), compare_titles(known, cited)):
        assert found.agrees
        assert found.verdict == "forgiven"
    assert kind in {one.kind for one in compare_titles(cited, known).differences} or kind == "spelling"


@pytest.mark.parametrize(("cited", "known", "kind"), TELLING)
def test_a_telling_word_is_never_forgiven(cited: str, known: str, kind: str) -> None:
    for found in (compare_titles(cited, known), compare_titles(known, cited)):
        assert not found.agrees
        assert found.verdict == "near"
        assert kind in {one.kind for one in found.telling}


def test_a_subtitle_may_be_left_out_but_not_a_reply() -> None:
    assert compare_titles("NeRF", "NeRF: Scenes as Fields for Synthesis").verdict == "part"
    assert compare_titles("Two drugs", "A trial of Rome: two drugs").verdict == "part"
    assert not compare_titles("Two drugs", "Two drugs: protocol of a trial").agrees
    assert not compare_titles("Aspirin", "Aspirin in pregnancy of mice").agrees
    assert not compare_titles("Two drugs for one disease", "Two drugs for one disease. Reply").agrees


def test_other_titles_are_other_titles() -> None:
    assert compare_titles("A history of beds", "Two drugs for one disease").verdict == "different"
    assert compare_titles("Robust Statistics (1981)", "Robust Statistics (2009)").verdict == "different"
    assert compare_titles("Cancer statistics, 2019", "Cancer statistics, 2020").verdict == "different"


@pytest.mark.parametrize(
    ("cited", "known"), [("", "Two drugs"), ("Two drugs", ""), ("Two drugs", "[Not Available].")]
)
def test_nothing_is_compared_with_nothing(cited: str, known: str) -> None:
    assert compare_titles(cited, known).verdict == "unknown"


def test_a_record_has_several_titles() -> None:
    paper = Publication("1", title="[Two remedies].", vernacular="Zwei Mittel.")
    chapter = Publication("2", title="Gout", book_title="Handbook of joints")
    for cited in ("Zwei Mittel", "Two remedies", "Zwei Mittel [Two remedies]"):
        assert compare_title(cited, paper).verdict == "same"
    assert compare_title("Handbook of joints", chapter).verdict == "same"
    assert compare_title("Gout. Handbook of joints", chapter).verdict == "same"


def test_a_record_may_have_the_original_title_alone() -> None:
    paper = Publication("1", title="[Not Available].", vernacular="Zwei Mittel gegen eine Krankheit.")
    assert title_of(paper) == "Zwei Mittel gegen eine Krankheit"
    assert compare_title("Zwei Mittel gegen eine Krankheit", paper).verdict == "same"
    assert compare_title("Two remedies for one disease", paper).verdict == "unknown", (
        "it may be a translation"
    )
    assert compare_title("[Not Available].", paper).verdict == "unknown"
    untitled = Publication("2", title="[Not Available].")
    assert (title_of(untitled), compare_title("Two remedies", untitled).verdict) == ("", "unknown")


@pytest.mark.parametrize(
    ("title", "markers"),
    [
        ("RETRACTED: Two drugs", ("retracted",)),
        ("Withdrawn: two drugs", ("withdrawn",)),
        ("TEMPORARY REMOVAL: Two drugs", ("removed",)),
        ("Retraction notice to “Two drugs”", ("notice",)),
        ("Erratum: Two drugs", ("notice",)),
        ("Corrections.", ("notice",)),
        ("Retraction rates in clinical trials: a view", ()),
        ("Correction of hallux valgus", ()),
        ("Two drugs [Retraction in: Ng K. J Med. 2010;3:2]", ("retraction",)),
        ("[Two drugs]. [Polish]", ("tag", "translated")),
        ("[18F]FDG in [11C]", ()),
    ],
)
def test_marks_are_told_from_words(title: str, markers: tuple[str, ...]) -> None:
    assert read_title(title).markers == markers


def test_generic_titles_tell_nothing() -> None:
    assert is_generic("Introduction.")
    assert is_generic("Author's reply")
    assert not is_generic("Introduction to beds")


LONG = "Two drugs for one disease of the liver in adults with chronic pain after surgery of the knee"


@pytest.mark.parametrize(
    "cited", [LONG[:50] + "…", LONG[:52] + "...", LONG[:-3], LONG[: LONG.rindex(" of the")]]
)
def test_a_title_may_be_cut_off(cited: str) -> None:
    found = compare_titles(cited, LONG)
    assert found.verdict == "cut"
    assert found.agrees


@pytest.mark.parametrize(
    "lost",
    [
        ": quality of life in a randomised trial",
        ": long-term results",
        ": a post hoc analysis of women",
        ": a protocol",
    ],
)
def test_a_subtitle_that_makes_another_work_is_not_left_out(lost: str) -> None:
    assert not compare_titles(LONG, LONG + lost).agrees
    assert compare_titles(LONG, f"{LONG}: a randomised trial").verdict == "part"


def test_the_number_of_an_abstract_is_no_part_of_its_title() -> None:
    for number in ("P-123", "Abstract 12:", "LBA4"):
        assert compare_titles(f"{number} {LONG}", LONG).verdict == "forgiven"
    assert not compare_titles(f"IL-6 and {LONG.lower()}", LONG).agrees


def test_the_title_of_a_notice_says_what_it_is_about() -> None:
    assert read_title("Expression of Concern: Two drugs.").about == "Two drugs."
    assert read_title("Correction of hallux valgus").about == ""


def test_titles_of_one_work_may_be_changed_before_its_issue() -> None:
    assert shares_most_words(
        "Two drugs for fatty liver disease in adults", "Two drugs for steatotic liver disease"
    )
    assert not shares_most_words("Two drugs for fatty liver disease", "Four operations on fatty geese")
    assert not shares_most_words("", "")
