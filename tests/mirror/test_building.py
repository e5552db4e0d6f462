"""A mirror built and brought up to date: in order, whole or not at all, and never silently without a file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from triallint.config import UsageError
from triallint.mirror.building import Step, build, update
from triallint.mirror.layout import BadMirror, path_in
from triallint.mirror.packing import Prepared
from triallint.mirror.source import Mirror
from triallint.mirror.writing import Writer, alone_in

from .files import built, content, mirror_of, record, sum_up, updated, write


def titles(folder: Path, *pmids: int) -> list[str]:
    mirror = Mirror(folder / "mirror")
    answers = [mirror.answer(("pmid", str(pmid))) for pmid in pmids]
    return [one.publication.title if one.publication else one.state for one in answers]


def test_files_are_applied_in_order(tmp_path: Path) -> None:
    steps: list[Step | None] = []
    write(tmp_path / "files", 1, [record(1), record(2)])
    write(tmp_path / "files", 2, [record(3)])
    known = build(tmp_path / "mirror", tmp_path / "files", progress=steps.append)
    assert [step and (step.done, step.of, step.records) for step in steps] == [(1, 2, 2), (2, 2, 1), None]
    assert (known.applied, known.records, known.most, known.last) == (2, 3, 3, "pubmed26n0002.xml.gz")
    assert str(known.newest) == "2026-03-01"


def test_processes_build_the_same(tmp_path: Path) -> None:
    for number in range(1, 6):
        write(tmp_path / "files", number, [record(10 * number + one) for one in range(3)])
    for count in (1, 2):
        build(tmp_path / str(count), tmp_path / "files", processes=count)
    assert content(tmp_path / "1") == content(tmp_path / "2")


def test_the_latest_word_on_a_record_counts(tmp_path: Path) -> None:
    built(tmp_path, [record(1, doi="10.1000/a.1"), record(2), record(3), record(4)])
    known = updated(
        tmp_path,
        2,
        record(1, doi="10.1000/b.1", title="Another title entirely."),
        record(9),
        deleted=[("2", "1")],
    )
    assert (known.records, known.applied, known.doubt) == (4, 2, "")
    assert titles(tmp_path, 1, 2, 9)[:2] == ["Another title entirely.", "absent"]
    mirror = Mirror(tmp_path / "mirror")
    assert mirror.answer(("doi", "10.1000/a.1")).state == "absent"
    assert mirror.answer(("doi", "10.1000/b.1")).state == "found"
    found = mirror.answer(("title", "Another title, entirely"))
    assert [one.pmid for one in found.publications] == ["1"]
    assert {one.pmid for one in mirror.answer(("title", "Nothing particular trial")).publications} == {
        "3",
        "4",
        "9",
    }


def test_versions_count_before_the_order_of_files(tmp_path: Path) -> None:
    built(
        tmp_path,
        [
            record(1, version="2", title="Second."),
            record(1, title="First."),
            record(2, version="2"),
            record(9),
        ],
    )
    assert titles(tmp_path, 1) == ["Second."]
    updated(tmp_path, 2, record(1, title="First again."), deleted=[("2", "1")])
    assert titles(tmp_path, 1) == ["Second."]
    assert titles(tmp_path, 2) != ["absent"]  # its first version was taken back, not this one
    updated(tmp_path, 3, record(1, version="3", title="Third."), deleted=[("2", "2")])
    assert titles(tmp_path, 1, 2) == ["Third.", "absent"]


def test_a_damaged_file_stops_the_build_and_what_was_applied_stays(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        write(tmp_path / "files", number, [record(number)])
    second = tmp_path / "files" / "pubmed26n0002.xml.gz"
    whole = second.read_bytes()
    second.write_bytes(whole[:-9] + b"x" + whole[-8:])
    with pytest.raises(UsageError, match=r"n0002\.xml\.gz: .*download it again"):
        build(tmp_path / "mirror", tmp_path / "files")
    half = Mirror(tmp_path / "mirror").answer(("pmid", "1"))
    assert (half.state, half.source) == ("unverified", None)
    assert "half-built, with 1 baseline files applied" in half.reason
    second.write_bytes(whole)
    steps: list[Step | None] = []
    build(tmp_path / "mirror", tmp_path / "files", files=3, progress=steps.append)
    assert [step.name[9:13] for step in steps if step] == ["0002", "0003"]
    build(tmp_path / "again", tmp_path / "files", files=3)
    assert content(tmp_path / "mirror") == content(tmp_path / "again")


def test_a_sum_that_is_wrong_or_missing_stops_the_build(tmp_path: Path) -> None:
    path = write(tmp_path / "files", 1, [record(1)])
    stated = path.with_name(f"{path.name}.md5")
    for text, words in (("MD5(x)= " + "0" * 32, "NLM states 0{32}"), ("none", "holds no MD5 sum")):
        stated.write_text(text)
        with pytest.raises(UsageError, match=words):
            build(tmp_path / "mirror", tmp_path / "files")
    stated.unlink()
    with pytest.raises(UsageError, match="is not beside it"):
        build(tmp_path / "mirror", tmp_path / "files")


def test_a_gap_in_the_numbers_is_said(tmp_path: Path) -> None:
    for number in (1, 3, 4):
        write(tmp_path / "files", number, [record(number)])
    with pytest.raises(UsageError, match=r"n0002\.xml\.gz is missing; 2 later files wait for it"):
        build(tmp_path / "mirror", tmp_path / "files")
    assert "half-built" in Mirror(tmp_path / "mirror").answer(("pmid", "1")).reason
    write(tmp_path / "files", 2, [record(2)]).unlink()  # its sum is there, and it is not
    for number in (3, 4):
        (tmp_path / "files" / f"pubmed26n{number:04}.xml.gz").unlink()
        (tmp_path / "files" / f"pubmed26n{number:04}.xml.gz.md5").unlink()
    with pytest.raises(UsageError, match=r"n0002\.xml\.gz is missing"):
        build(tmp_path / "mirror", tmp_path / "files")


def test_a_gap_in_the_updates_is_said_and_what_precedes_it_applied(tmp_path: Path) -> None:
    built(tmp_path, [record(1)])
    for number in (2, 4):
        write(tmp_path / "updates", number, [record(number)])
    with pytest.raises(UsageError, match=r"n0003\.xml\.gz is missing; what follows"):
        update(tmp_path / "mirror", tmp_path / "updates")
    assert titles(tmp_path, 2)[0].startswith("Trial 2")
    write(tmp_path / "updates", 3, [record(3)])
    assert update(tmp_path / "mirror", tmp_path / "updates").applied == 4


def test_fewer_files_than_said_are_half_a_baseline(tmp_path: Path) -> None:
    write(tmp_path / "files", 1, [record(1)])
    with pytest.raises(UsageError, match=r"1 of 2 files are here, and pubmed26n0002"):
        build(tmp_path / "mirror", tmp_path / "files", files=2)
    assert "half-built" in Mirror(tmp_path / "mirror").answer(("pmid", "1")).reason
    with pytest.raises(BadMirror, match="half-built"):
        update(tmp_path / "mirror", tmp_path / "files")


def test_a_number_of_files_can_be_said_later(tmp_path: Path) -> None:
    write(tmp_path / "files", 1, [record(1)])
    assert "nobody said whether" in build(tmp_path / "mirror", tmp_path / "files").doubt
    with pytest.raises(UsageError, match="the baseline has 3"):
        build(tmp_path / "mirror", tmp_path / "files", files=3)
    assert build(tmp_path / "mirror", tmp_path / "files", files=1).doubt == ""


def test_the_first_update_proves_the_baseline(tmp_path: Path) -> None:
    write(tmp_path / "files", 1, [record(1)])
    build(tmp_path / "mirror", tmp_path / "files")
    assert updated(tmp_path, 2, record(2)).doubt == ""


def test_years_are_not_mixed(tmp_path: Path) -> None:
    built(tmp_path, [record(1)])
    write(tmp_path / "new", 2, [record(2)], year="27")
    with pytest.raises(UsageError, match="of the baseline of 2027, and the mirror of that of 2026"):
        update(tmp_path / "mirror", tmp_path / "new")
    write(tmp_path / "files", 2, [record(2)], year="27")
    with pytest.raises(UsageError, match="several years"):
        update(tmp_path / "mirror", tmp_path / "files")


def test_a_folder_without_files_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    with pytest.raises(UsageError, match="there are no files such as"):
        build(tmp_path / "mirror", tmp_path / "files")
    write(tmp_path / "files", 2, [record(1)])
    with pytest.raises(UsageError, match=r"n0001\.xml\.gz is missing"):
        build(tmp_path / "mirror", tmp_path / "files")


def test_two_builders_do_not_meet(tmp_path: Path) -> None:
    write(tmp_path / "files", 1, [record(1)])
    with alone_in(tmp_path / "mirror"), pytest.raises(UsageError, match="another build is under way"):
        build(tmp_path / "mirror", tmp_path / "files")
    assert build(tmp_path / "mirror", tmp_path / "files").records == 1


def test_a_file_that_fails_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path, [record(1), record(2)])
    before = content(tmp_path / "mirror")
    write(tmp_path / "updates", 2, [record(1, title="Replaced."), record(3)])
    add = Writer._add

    def half(self: Writer, *given: object, **options: bool) -> None:
        add(self, *given, **options)  # type: ignore[arg-type]
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(Writer, "_add", half)
    with pytest.raises(sqlite3.OperationalError, match="disk full"):
        update(tmp_path / "mirror", tmp_path / "updates")
    assert content(tmp_path / "mirror") == before


def test_records_that_cannot_be_read_are_counted_and_leave_a_doubt(tmp_path: Path) -> None:
    broken = "<PubmedArticle><MedlineCitation><PMID>7</PMID></PubmedArticle>"
    write(tmp_path / "files", 1, [record(1), broken])
    known = build(tmp_path / "mirror", tmp_path / "files", files=1)
    assert (known.records, known.unread) == (1, 1)
    answer = Mirror(tmp_path / "mirror").answer(("doi", "10.1000/none.1"))
    assert (answer.state, answer.reason) == (
        "unverified",
        "1 records in the mirror's files could not be read",
    )


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "files", 1, [record(1)], head='<?xml version="1.0" encoding="latin-1"?>')
    with pytest.raises(UsageError, match="encoded in latin-1"):
        build(tmp_path / "mirror", tmp_path / "files")


def test_a_change_of_keys_or_words_needs_a_new_layout(tmp_path: Path) -> None:
    """What is taken out must be what was put in: a mirror of older rules would keep what nobody finds."""
    from triallint.mirror.layout import LAYOUT
    from triallint.mirror.packing import keys_of, words_in
    from triallint.pubmed.parse import parse

    (one,) = parse(record(1, doi="10.1000/AB(c)<d>::e_f", pii="S1-2", pmcid="PMC12").encode())
    assert LAYOUT == 1
    assert list(keys_of(one)) == [("d", "10 1000 ab c d e f"), ("p", "pmc12")]
    assert (
        words_in(
            "Anti-CD38 therapy: the patient's α-blocker, 5-fluorouracil and Überleben with placebo, placebo"
        )
        == "anti therapy patient blocker fluorouracil placebo"
    )
    assert Prepared("x").rows == {}


@pytest.mark.parametrize(
    "there", [b"", b"no database at all", None], ids=["empty", "text", "another database"]
)
def test_what_stands_there_already(tmp_path: Path, there: bytes | None) -> None:
    write(tmp_path / "files", 1, [record(1)])
    path = path_in(tmp_path / "mirror")
    path.parent.mkdir()
    if there is None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE mine (x)")
    else:
        path.write_bytes(there)
    if there == b"":
        assert build(tmp_path / "mirror", tmp_path / "files").records == 1
        return
    before = path.read_bytes()
    with pytest.raises(BadMirror):
        build(tmp_path / "mirror", tmp_path / "files")
    assert path.read_bytes() == before


def test_the_same_file_is_not_applied_twice(tmp_path: Path) -> None:
    built(tmp_path, [record(1)])
    updated(tmp_path, 2, record(2))
    before = path_in(tmp_path / "mirror").read_bytes()
    assert update(tmp_path / "mirror", tmp_path / "updates").applied == 2
    assert path_in(tmp_path / "mirror").read_bytes() == before


def test_a_mirror_of_one_file(tmp_path: Path) -> None:
    mirror = mirror_of(tmp_path, record(5))
    assert mirror.answer(("pmid", "5")).state == "found"
    sum_up(tmp_path / "files" / "pubmed26n0001.xml.gz")
