"""Reading abstracts and checking what they say: texts a second on one core, stage by stage, beside plain patterns."""

import gzip
import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from triallint.catalogue import Catalogue, catalogue
from triallint.config import Config
from triallint.extract.assemble import assemble
from triallint.extract.document import Document
from triallint.extract.facts import Fact
from triallint.extract.layouts.json_lines import document_of
from triallint.extract.reading import BATCH, facts_of
from triallint.pipeline import inspect
from triallint.read import Reading

from .pubmed_prose import Mix, abstract, sentence_of, title

#: An interval with its estimate before it, searched as one would at first.
_INTERVAL = (
    r"(?P<value>[-+]?\d+(?:\.\d+)?)\s?%?[\s,;:(\[]*(?:95|90|99)\s?(?:%|percent)\s?(?:CIs?|[Cc]onfidence\s[Ii]ntervals?)"
    r"[\s,:=(\[]*(?P<lower>[-+]?\d+(?:\.\d+)?)\s?%?\s?(?:-|\u2013|to|,)\s?(?P<upper>[-+]?\d+(?:\.\d+)?)"
)
ONE_PATTERN = re.compile(_INTERVAL)
#: The kinds of figures that the grammar reads, each in one plain pattern and one pass over the text.
PATTERNS = tuple(
    map(
        re.compile,
        (
            _INTERVAL,
            r"(?i)\b(?:hazard|odds|risk|rate)[\s-]ratios?\b[^.;\d]{0,40}(\d+\.\d+)",
            r"[Pp](?:[\s-]?values?)?\s?[=<>\u2264\u2265]\s?(\d?\.\d+|0|1)",
            r"(\d+)\s?/\s?(\d+)\s?[(\[]\s?(\d+(?:\.\d+)?)\s?%",
            r"(\d+(?:\.\d+)?)\s?%\s?[(\[]\s?(\d+)\s?(?:/|of)\s?(\d+)",
            r"(\d+)\s?[(\[]\s?(\d+(?:\.\d+)?)\s?%\s?[)\]](?:\s(?:of|in)\s(\d+))?",
            r"\b[nN]\s?=\s?(\d[\d,]*)",
            r"(?i)\b(\d[\d,]*)\s(?:\w+\s){0,3}(?:patients|women|men|participants|subjects)\b",
            r"(?i)\b(?:randomi[sz]ed|assigned|allocated)\b[^.;]{0,170}?\b(?:to|into|between)\s([^.;,(]{1,60})",
            r"(?i)\bmedians?\b[^.;\d]{0,60}(\d+(?:\.\d+)?)",
            r"(\d+(?:\.\d+)?)\s?(?:\u00b1|\+/-)\s?(\d+(?:\.\d+)?)",
            r"(?i)\b(?:overall|disease-free|progression-free)\ssurvival\b[^.;\d]{0,60}(\d+(?:\.\d+)?)\s?%?",
        ),
    )
)

Texts = Sequence[str]


def extraction(most: int, rounds: int) -> Iterator[str]:
    """The table, line by line: `most` texts of each kind at the most, medians of `rounds` rounds."""
    checks = catalogue(Config())
    for kind, texts in kinds(most).items():
        yield f"{kind}: {len(texts):,}, {sum(map(len, texts)) / len(texts):,.0f} characters each"
        yield from _measured(texts, checks, rounds)


def kinds(most: int) -> dict[str, Texts]:
    """Texts of each kind: real abstracts where `TRIALLINT_SHARED` names a folder with them, else invented ones."""
    shared = os.environ.get("TRIALLINT_SHARED")
    if shared:
        trials, mixed, whose = _pico(Path(shared)), _pubmed(Path(shared)), "real"
    else:
        dice = Random(7)
        trials = [_invented(dice, Mix(trials=1, odd=0.5)) for _ in range(most)]
        mixed, whose = [_invented(dice, Mix(trials=0, claims=0.1)) for _ in range(3 * most)], "invented"
    nothing = [text for text in mixed if not facts_of(_document(text, 1))]
    silent = [text for text in nothing if not any(map(str.isdigit, text))]
    return {
        f"{whose} abstracts of randomised trials": trials[:most],
        f"{whose} abstracts with nothing to check": nothing[:most],
        f"{whose} abstracts without a digit": silent[:most],
    }


def _pico(shared: Path) -> list[str]:
    lines = (shared / "corpora/pico/dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


def _pubmed(shared: Path) -> list[str]:
    """Title and abstract of each record, the labels of its parts before them."""
    from lxml import etree

    texts = []
    records = gzip.decompress((shared / "corpora/pubmed/records.dev.xml.gz").read_bytes())
    for article in etree.fromstring(records).iter("Article"):
        parts = [
            ": ".join(filter(None, (part.get("Label", ""), _words(part))))
            for part in article.iterfind("Abstract/AbstractText")
        ]
        if parts:
            texts.append("\n".join([*map(_words, article.iterfind("ArticleTitle")), *parts]))
    return texts


def _words(element: Any) -> str:
    return "".join(map(str, element.itertext()))


def _invented(dice: Random, mix: Mix) -> str:
    return f"{title(dice)}\n{sentence_of(abstract(dice, mix))}"


def _document(text: str, number: int) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return document_of("texts.jsonl", str(number), text, sha256, "id", number)


def _measured(texts: Texts, checks: Catalogue, rounds: int) -> Iterator[str]:
    documents = [_document(text, number) for number, text in enumerate(texts, 1)]
    told = [(document, facts_of(document)) for document in documents]
    stages: dict[str, Callable[[], object]] = {
        "layout": lambda: [_document(text, number) for number, text in enumerate(texts, 1)],
        "facts": lambda: [facts_of(document) for document in documents],
        "assemble": lambda: _assembled(told),
        "shape and run": _shaped(told, checks),
        "plain finditer": lambda: [list(one.finditer(text)) for text in texts for one in PATTERNS],
        "one re pass": lambda: [list(ONE_PATTERN.finditer(text)) for text in texts],
    }
    taken = _taken(stages, rounds)
    ours = sum(taken[name] for name in list(stages)[:4])
    count = len(texts)
    yield f"  extract and check: {count / ours:8,.0f} a second on one core, {1e6 * ours / count:7,.0f} microseconds each"
    for name, seconds in taken.items():
        times = (
            f"; extract and check take {ours / seconds:.1f} times that" if name in list(stages)[4:] else ""
        )
        yield f"    {name:15} {1e6 * seconds / count:8,.1f} microseconds{times}"


def _with_facts(told: Sequence[tuple[Document, list[Fact]]]) -> list[tuple[Document, list[Fact]]]:
    """Those in which there is something to check; the scan asks about no others."""
    return [one for one in told if one[1]]


def _assembled(told: Sequence[tuple[Document, list[Fact]]]) -> list[Reading]:
    kept = _with_facts(told)
    batches = (kept[at : at + BATCH] for at in range(0, len(kept), BATCH))
    return [Reading(tuple(assemble(batch)), (), ()) for batch in batches]


def _shaped(told: Sequence[tuple[Document, list[Fact]]], checks: Catalogue) -> Callable[[], object]:
    readings = _assembled(told)
    return lambda: [inspect(reading, checks, whole=False) for reading in readings]


def _taken(stages: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Seconds of the processor that each stage takes, the median of rounds in turns after one to warm up."""
    seen: dict[str, list[float]] = {name: [] for name in stages}
    for number in range(rounds + 1):
        for name, stage in stages.items():
            begun = time.process_time()
            stage()
            if number:
                seen[name].append(time.process_time() - begun)
    return {name: max(median(all_), 1e-9) for name, all_ in seen.items()}
