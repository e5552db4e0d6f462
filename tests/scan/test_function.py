"""The function alone: a record's verdict is its own, counts add up, and our own faults are said."""

import pickle
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.benchmarks.pubmed_files import Mix, write_baseline
from triallint.config import Config
from triallint.extract.document import Quote
from triallint.extract.facts import Fact
from triallint.scan import figures
from triallint.scan.function import judged
from triallint.scan.located import located
from triallint.scan.schemas import COUNTS, CRASH, FINDING, TALLY, findings_schema, records_schema

from .odd import ABSTRACTS, article

DENSE = Mix(abstracts=0.9, trials=0.8, claims=0.2, odd=0.4, planted=0.3, references=0, sentences=(2, 4))


def batch(*rows: tuple[str, str, str]) -> pa.RecordBatch:
    """Records of form, id and content."""
    made = [
        {"file": "f", "at": at, "form": form, "id": name, "content": content.encode()}
        for at, (form, name, content) in enumerate(rows)
    ]
    return pa.RecordBatch.from_pylist(made, schema=records_schema())


def texts(*contents: str, name: str = "") -> pa.RecordBatch:
    return batch(*(("text", name or str(at), content) for at, content in enumerate(contents)))


def ask(*batches: pa.RecordBatch, config: Config | None = None) -> list[dict[str, Any]]:
    return [row for made in judged(iter(batches), config) for row in made.to_pylist()]


def told(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["kind"] != TALLY]


def counts(rows: Iterable[dict[str, Any]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for row in rows:
        total.update({name: row[name] for name in COUNTS} if row["kind"] == TALLY else {})
    return total


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    path: Path = write_baseline(tmp_path_factory.mktemp("in"), 1, 80, mix=DENSE)[0]
    return pa.Table.from_batches(located(path))


def test_verdicts_do_not_depend_on_batches(records: pa.Table) -> None:
    whole = records.combine_chunks().to_batches()
    assert len(whole) == 1
    one = ask(*whole)
    assert len(told(one)) > 10
    for size in (1, 7, 33):
        parts = records.to_batches(max_chunksize=size)
        cut = ask(*(whole[0].slice(at, size) for at in range(0, records.num_rows, size)))
        assert told(cut) == told(one)
        assert counts(cut) == counts(one)
        assert sum(row["kind"] == TALLY for row in cut) == -(-records.num_rows // size)
        assert told(ask(*parts)) == told(one)


def test_rows_in_are_counted(records: pa.Table) -> None:
    total = counts(ask(*records.to_batches()))
    assert total["records"] == records.num_rows
    assert total["with_text"] == total["gated"] + total["judged"]
    assert total["findings"] == len(told(ask(*records.to_batches())))


def test_records_of_one_name_or_trial_are_judged_apart() -> None:
    alone = [told(ask(texts(text, name="7"))) for text in ABSTRACTS]
    together = told(ask(texts(*ABSTRACTS, name="7")))
    assert [row["fingerprint"] for row in together] == [row["fingerprint"] for rows in alone for row in rows]
    registered = [f"{text} Registered as NCT01234567." for text in ABSTRACTS]
    alone = [told(ask(batch(("text", str(at), text)))) for at, text in enumerate(registered)]
    together = told(ask(texts(*registered)))
    assert [row["fingerprint"] for row in together] == [row["fingerprint"] for rows in alone for row in rows]


def test_many_alike_are_each_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # Shaping tells of so many cells that hold one text, and counts the others: here each record is its own.
    cells = {"events": Quote("twelfty", 0, 7), "total": Quote("20", 8, 10)}
    monkeypatch.setattr(figures, "facts_of", lambda _: [Fact("proportion", cells, 0, 10)])
    one = told(ask(texts("12 of 20")))
    assert [(row["check"], row["text"]) for row in one] == [("cells_have_their_type", "twelfty")]
    many = told(ask(texts(*["12 of 20"] * 60)))
    assert [row["id"] for row in many] == [str(at) for at in range(60)]
    assert {row["message"] for row in many} == {one[0]["message"]}


def test_both_forms_in_one_batch() -> None:
    xml = article(5, f"<AbstractText>{ABSTRACTS[0]}</AbstractText>", title="")
    rows = told(ask(batch(("pubmed", "", xml), ("text", "6", ABSTRACTS[0]), ("broken", "", "it was cut"))))
    assert [row["message"] for row in rows if row["id"] == "5"] == [
        row["message"] for row in rows if row["id"] == "6"
    ]
    assert rows[-1]["message"] == "it was cut"
    assert {row["kind"] for row in rows} == {FINDING, "broken"}


def test_only_the_checks_that_are_asked_for() -> None:
    rows = told(ask(texts(*ABSTRACTS), config=Config(select=("percent_is_events_over_total",))))
    assert {row["check"] for row in rows} == {"percent_is_events_over_total"}


def test_a_fault_of_ours_is_said_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    real = figures.facts_of

    def faulty(document: Any) -> Any:
        if document.id == "1":
            raise ZeroDivisionError("by zero")
        return real(document)

    whole = told(ask(texts(*ABSTRACTS)))
    monkeypatch.setattr(figures, "facts_of", faulty)
    rows = ask(texts(*ABSTRACTS))
    (crash,) = (row for row in rows if row["kind"] == CRASH)
    assert (crash["id"], crash["message"]) == ("1", "ZeroDivisionError: by zero")
    assert counts(rows)["crashes"] == 1
    kept = [row for row in told(rows) if row["kind"] == FINDING]
    assert kept == [row for row in whole if row["id"] != "1"]


def test_a_fault_in_the_tables_is_that_of_its_record(monkeypatch: pytest.MonkeyPatch) -> None:
    real = figures.inspect

    def faulty(reading: Any, *rest: Any, **more: Any) -> Any:
        if any(row[0] == "2" for sheet in reading.sheets for row in sheet.rows if sheet.table == "reports"):
            raise RuntimeError("no table")
        return real(reading, *rest, **more)

    whole = told(ask(texts(*ABSTRACTS)))
    monkeypatch.setattr(figures, "inspect", faulty)
    rows = told(ask(texts(*ABSTRACTS)))
    assert [row["id"] for row in rows if row["kind"] == CRASH] == ["2"]
    kept = [row for row in rows if row["kind"] == FINDING]
    assert kept == [row for row in whole if row["id"] != "2"]


def test_findings_fit_the_schema_and_the_function_travels() -> None:
    (made,) = judged(iter([texts(*ABSTRACTS)]))
    assert made.schema == findings_schema()
    assert pickle.loads(pickle.dumps(judged)) is judged
    assert list(judged(iter(()))) == []
    (nothing,) = judged(iter([texts()]))
    assert nothing.num_rows == 1


def test_what_cannot_be_parsed_behind_an_abstract_keeps_no_finding_back() -> None:
    banks = "<DataBankList><DataBank><DataBankName>X</DataBankName></DataBank></DataBankList><Broken>"
    whole, broken = (
        article(5, f"<AbstractText>{ABSTRACTS[0]}</AbstractText>", more=more) for more in ("", banks)
    )
    assert told(ask(batch(("pubmed", "", broken)))) == told(ask(batch(("pubmed", "", whole)))) != []
