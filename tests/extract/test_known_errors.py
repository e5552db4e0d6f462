"""Real abstracts: every error that is known in them is found, and what is flagged has been read by a person.

`flags_of_abstracts.tsv` holds each error and warning that `triallint check` gives for the 491 abstracts, with a
label: T true, M true in the last digit, D debatable, F false. A flag that is not in it has not been read yet.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import Say

from .abstracts import SHARED, Flag, flags, needed, pico

pytestmark = needed

READ = Path(__file__).with_name("flags_of_abstracts.tsv")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Flag]:
    texts = {line["pmid"]: line["text"] for line in pico("dev.jsonl")}
    return flags(texts, tmp_path_factory.mktemp("abstracts"))


def readings() -> list[dict[str, str]]:
    with open(READ, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def grave(found: list[Flag]) -> list[Flag]:
    return [flag for flag in found if flag.severity != "info"]


def test_every_flag_has_been_read(found: list[Flag], say: Say) -> None:
    seen = Counter((flag.pmid, flag.check) for flag in grave(found))
    read = Counter((row["pmid"], row["check"]) for row in readings())
    assert seen - read == Counter(), "flags that nobody has read"
    assert read - seen == Counter(), "flags that are no longer given"
    lines = [f"{row['pmid']:9} {row['label']} {row['check']}: {row['reading']}" for row in readings()]
    say("flags of 491 abstracts\n  " + "\n  ".join(lines))


def test_what_is_flagged_is_wrong(found: list[Flag], say: Say) -> None:
    labels = Counter(row["label"] for row in readings())
    total, texts = labels.total(), len(pico("dev.jsonl"))
    strict, lenient = (labels["T"] + labels["M"]) / total, (total - labels["F"]) / total
    say(
        f"errors and warnings in {texts} abstracts: {total} ({dict(labels)}), strict precision {strict:.0%}, "
        f"with the debatable {lenient:.0%}, false per 1,000 abstracts {1000 * labels['F'] / texts:.1f}"
    )
    assert strict >= 0.80
    assert lenient >= 0.95
    assert 1000 * labels["F"] / texts <= 4


@pytest.mark.parametrize(
    "known",
    [line for line in (pico("known-errors.dev.jsonl") if SHARED else []) if line["label"] in "TM"],
    ids=lambda known: f"{known['pmid']}-{known['check']}",
)
def test_a_known_error_is_found(known: dict[str, str], found: list[Flag]) -> None:
    (text,) = (line["text"] for line in pico("dev.jsonl") if line["pmid"] == known["pmid"])
    start = text.index(known["text"])
    here = [
        flag
        for flag in grave(found)
        if flag.pmid == known["pmid"] and flag.touches(start, start + len(known["text"]))
    ]
    assert here, known["reading"]
