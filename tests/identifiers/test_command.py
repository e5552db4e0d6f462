"""`triallint id`: what it shows, as text and as JSON, and how it ends."""

import json

import pytest
from click.testing import CliRunner, Result

from triallint.cli import main


def run(*arguments: str, standard_input: str = "") -> Result:
    return CliRunner().invoke(main, ["id", *arguments], input=standard_input)


def test_it_says_what_was_read_and_why() -> None:
    result = run("https://doi.org/10.1016/S0140-6736(10)62002-8.")
    assert result.exit_code == 0
    assert result.output == (
        "https://doi.org/10.1016/S0140-6736(10)62002-8.\n"
        "  DOI  10.1016/S0140-6736(10)62002-8\n"
        "    the label or resolver before it is no part of it\n"
        "    the full stop at its end is no part of it\n"
    )


def test_the_ladder_is_shown_when_asked_for() -> None:
    result = run("-v", "(10.1000/xyz123).")
    assert "    rung  10.1000/xyz123).\n" in result.output
    assert "    rung  10.1000/xyz123  <- chosen\n" in result.output
    assert "rung" not in run("(10.1000/xyz123).").output


def test_guesses_are_called_guesses() -> None:
    assert "10.1186/s40246-021-00319-2 (a guess)" in run("10.1186s40246-021-00319-2").output
    assert "    may be  NCT00001715" in run("NCT001715").output


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3531190", "a bare number: a PMID, or a PMCID without its letters"),
        ("N/A", "a placeholder"),
        ("9783642403361", "an ISBN (9783642403361)"),
        ("nothing", "no identifier"),
    ],
)
def test_a_text_without_identifier_ends_in_1(text: str, words: str) -> None:
    result = run(text, "10.1000/x")
    assert result.exit_code == 1
    assert words in result.output
    assert "DOI  10.1000/x" in result.output


def test_a_column_says_what_a_bare_number_is() -> None:
    assert "PMCID  PMC3531190 (a guess)" in run("--column", "pmcid", "3531190").output
    assert "PMID  3531190\n" in run("--column", "pmid", "3531190").output
    assert "2.7E+07\n  a number that a spreadsheet has rounded" in run("--column", "pmid", "2.7E+07").output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["PMID 336510901"], "a number of 9 digits, and a PMID has at most 8"),
        (["--column", "pmid", "336510901"], "a number of 9 digits, and a PMID has at most 8"),
        (["PMID: 0"], "a placeholder: it stands for no identifier"),
        (["--column", "pmid", "PMC1"], "a PMCID, in the wrong column"),
        (["--column", "doi", "PMC3531190"], "a PMCID, in the wrong column"),
        (["33651090"], "`--column pmid` reads it as a PMID"),
        (["NCT1"], "it is not of the form NCT and 8 digits"),
    ],
)
def test_it_says_why_a_text_is_none(arguments: list[str], words: str) -> None:
    assert words in run(*arguments).output


@pytest.mark.parametrize("text", ["NCT0123456", "NCT1", "NCT1208194"])
def test_no_number_is_offered_where_a_digit_may_be_lost_anywhere(text: str) -> None:
    assert "may be" not in run("-v", text).output


def test_json_says_the_same_for_programs() -> None:
    result = run("--format", "json", "-", standard_input="PMID: 26389276.25\n\nsee NCT 01208194\n")
    document = json.loads(result.output)
    assert document["version"] == 1
    pmid, nct = (text["identifiers"][0] for text in document["texts"])
    assert (pmid["kind"], pmid["canonical"], pmid["version"], pmid["certain"]) == (
        "pmid",
        "26389276",
        "25",
        True,
    )
    assert (nct["canonical"], nct["start"], nct["end"], nct["text"]) == ("NCT01208194", 4, 16, "NCT 01208194")
    assert nct["notes"] == [{"what": "marks", "grade": "tidied", "words": "its registry joins its parts so"}]


def test_control_characters_never_reach_the_terminal() -> None:
    output = run("\x1b[31m10.1000/x\u202e").output
    assert "\x1b" not in output
    assert "\u202e" not in output


def test_nothing_to_read_is_a_usage_error() -> None:
    result = run()
    assert result.exit_code == 2
    assert "no text given" in result.output
