"""Registry numbers of a report: found where they stand, as fast as looking only there, and the trial's own."""

import json
import os
from pathlib import Path

import pytest

from triallint.extract.document import Section
from triallint.extract.layouts.registered import numbers_in, registered
from triallint.identifiers import find_registry_numbers

NUMBERS = (
    *("NCT01234567", "nct01234567", "NCT 0123 4567", "ISRCTN12345678", "ISRCTN 1234 5678", "2016-004674-17"),
    *("EudraCT number, 2016-004674-17", "2022-501234-12-00", "ACTRN12605000000000", "ACTRN012605000000p"),
    *("ChiCTR1800012345", "ChiCTR-TRC-10001234", "CTRI/2018/01/012345", "DRKS00012345", "UMIN000012345"),
    *("IRCT20090117001556N98", "JapicCTI-101234", "jRCTs031180123", "JMA-IIA00123", "KCT0001234", "NTR1234"),
    *("NTR 1234", "NL1234", "NL-OMON12345", "PACTR201501001234567", "PER-015-14", "RBR-6xyz9k"),
    *("RPCEC00000123", "SLCTR/2018/012", "TCTR20180101001", "LBCTR2018121234", "U1111-1234-5678"),
    *("NCT\u200b01234567", "NCT\u00a001234567", "NCT&#48;1234567", "NCT%2001234567"),
)


def whole(text: str) -> list[tuple[int, int]]:
    return sorted(tuple(one.span) for one in find_registry_numbers(text))


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("around", [0, 7, 400])
def test_nothing_is_missed_by_looking_in_places(number: str, around: int) -> None:
    words = "Größe of controls only, 1998; " * 20
    text = f"{words[:around]}({number}). {words[:around]}"
    assert [tuple(span) for span in numbers_in(text)] == whole(text)


def test_nothing_is_missed_in_real_texts() -> None:
    shared = os.environ.get("TRIALLINT_SHARED")
    if not shared:
        pytest.skip("TRIALLINT_SHARED does not name the folder with the abstracts")
    lines = (Path(shared) / "corpora/pico/dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    texts += [path.read_text(encoding="utf-8") for path in sorted((Path(shared) / "seeds").glob("*.txt"))]
    found = [[tuple(span) for span in numbers_in(text)] for text in texts]
    assert found == [whole(text) for text in texts]
    assert sum(map(len, found)) > 100


def test_the_number_of_the_trial_itself_comes_first() -> None:
    text = "After NCT00000101 failed, we tried again. It worked (NCT00000202). Registered as NCT00000303, NCT00000404."
    cut = text.index("It worked"), text.index("Registered")
    background, conclusions = Section("background", 0, cut[0]), Section("conclusions", *cut)
    registration = Section("registration", cut[1], len(text))
    assert registered(text, [background, conclusions])["registry_ids"].text == "NCT00000202"
    both = registered(text, [background, conclusions, registration])["registry_ids"]
    assert both.text == text[both.start : both.end] == "NCT00000303, NCT00000404"
    assert registered(text, [Section("other", 0, len(text))]) == {}
