"""What the report says, without a browser: data, escapes, counts, pictures, exit codes."""

import hashlib
import json
import re
import subprocess
import sys
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.sample import tables
from triallint.answering import source_for
from triallint.catalogue import Catalogue, catalogue
from triallint.commands.report import report
from triallint.config import Config
from triallint.crosscheck import AnswerSource
from triallint.extract.at_hand import DocumentsAtHand
from triallint.model import Span
from triallint.pipeline import check_paths
from triallint.report import Material, Past, assets, build
from triallint.report.build import as_script, prose
from triallint.report.recomputed import recomputed
from triallint.report.sentences import quoted, sentence
from triallint.tables import Estimate

from . import corpus

ROOT = Path(__file__).parents[2]


class Reader(HTMLParser):
    """The elements of a page, and every address in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.data = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        named = dict(attrs)
        self.addresses += [named[name] or "" for name in ("src", "href", "action", "srcset") if name in named]
        self._in_script = tag == "script"
        self._is_data = named.get("id") == "data"
        if self._in_script and not self._is_data:
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self._in_script and self._is_data:
            self.data += data
        elif self._in_script:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@pytest.fixture(scope="module")
def page(small: Path) -> str:
    return small.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def data(page: str) -> Any:
    return json.loads(read(page).data)


def test_page_names_no_address_but_its_own(page: str) -> None:
    reader = read(page)
    assert [one for one in reader.addresses if not one.startswith(("#", "data:,"))] == []
    assert not {"img", "iframe", "object", "embed", "base"} & set(reader.tags)


def test_policy_names_each_script_and_no_other(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    hashes = set(re.findall(r"'sha256-[^']+'", policy[1].replace("&#39;", "'")))
    assert {assets.source_hash(one) for one in read(page).scripts} == hashes
    assert "default-src 'none'" in policy[1].replace("&#39;", "'")


def test_hostile_text_stays_text(page: str) -> None:
    assert "<script>window.hurt" not in page
    assert 'onerror="' not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert "&lt;script&gt;window.hurt=1" in page


@pytest.mark.parametrize("text", ["</script>", "<!--", "<script", "]]>", "\u2028", "&lt;"])
def test_data_cannot_end_its_script(text: str) -> None:
    written_ = as_script({"a": text})
    assert not {"<", ">", "&", "\u2028"} & set(written_)
    assert json.loads(written_) == {"a": text}


def test_prose_sets_code_and_escapes() -> None:
    assert prose("`<b>` & c") == "<code>&lt;b&gt;</code> &amp; c"
    assert prose("one ` left") == "one ` left"


def test_each_finding_is_there_once(data: Any) -> None:
    folder_counts = [one["id"] for one in data["findings"]]
    assert len(folder_counts) == len(set(folder_counts)) > 5


def test_trials_come_by_urgency(data: Any) -> None:
    errors = [bool(trial["error"]) for trial in data["trials"]]
    assert errors == sorted(errors, reverse=True)
    numbers = [one["trial"] for one in data["findings"]]
    assert numbers == sorted(numbers)


def test_accepted_finding_says_who_and_why(data: Any) -> None:
    [one] = [one for one in data["findings"] if "accepted" in one]
    assert one["accepted"] == {
        "reason": f"so printed {corpus.HOSTILE}",
        "by": "Ada",
        "on": "2026-01-02",
        "until": "",
    }
    assert one["report"] == "C"


def test_finding_has_its_row_with_the_cell_marked(data: Any) -> None:
    one = next(
        one for one in data["findings"] if one["report"] == "A" and one["message"].startswith("48 of 120")
    )
    [first, *_] = one["points"]
    row = data["rows"][first["row"]]
    assert data["heads"][row["head"]][first["col"] - 1] == "percent"
    assert row["cells"][first["col"] - 1] == "48"
    assert row["by"] == ["Ada", "Bo"]
    assert one["weighs"] == "weight"
    [quote] = one["quotes"]
    assert quote["document"] == "a.txt"
    assert [piece[0] for piece in quote["pieces"] if piece[1]] == ["48"]


def test_duplicates_count_once(page: str) -> None:
    assert "which are 2 publications when duplicates are counted once" in " ".join(page.split())
    assert "A and B are records of one publication (certain)" in page


def test_skips_and_unchecked_rows_are_in_the_page_as_counted(small: Path, page: str) -> None:
    folder = small.parent / "data"
    at_hand = DocumentsAtHand(folder / "papers")
    run = check_paths([folder], catalogue(Config()), source_for=_source, at_hand=at_hand).run
    text = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[0]).split())
    assert f"{sum(run.checked.untouched.values())} rows unchecked" in text
    assert f"{len(run.checked.unverified)} unverified" in text
    for skip in run.skips[:3]:
        assert skip.reason.removeprefix("moot: ")[:40].replace("`", "") in page.replace("`", "")


def test_names_files_with_their_hashes(small: Path, page: str) -> None:
    for path in (small.parent / "data").glob("*.csv"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in page


def test_each_check_that_looked_has_a_page(page: str, data: Any) -> None:
    ids = set(re.findall(r'id="check-([^"]+)"', page))
    assert {one["check"] for one in data["findings"]} <= ids
    assert set(re.findall(r'href="#check-([^"]+)"', page)) <= ids


def test_answers_stand_beside_the_table_with_their_source() -> None:
    found = json.loads(read(_planted()).data)
    answered = [row["answers"] for row in found["rows"] if row.get("answers")]
    assert answered
    one = next(one for answers in answered for one in answers if one["state"] == "found")
    assert one["by"] == "stand-in"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", one["on"])
    fields = {label: (ours, theirs) for label, ours, theirs, _ in one["fields"]}
    assert fields["title"][0]
    assert fields["title"][1]


def _planted() -> str:
    inspection = _inspected()
    return build(Material(inspection, catalogue(Config()), "0", date(2026, 1, 1)))


@cache
def _inspected() -> Any:
    return check_paths([ROOT / "examples" / "planted"], catalogue(Config()), source_for=_source)


def _source(dataset: Path) -> AnswerSource | None:
    return source_for(dataset, Config(path=ROOT / "pyproject.toml"))


def test_trend_is_drawn_from_earlier_runs() -> None:
    past = (Past(date(2026, 1, 1), 3, 2, 1), Past(date(2026, 1, 2), 1, 2, 1))
    material = Material(_inspected(), catalogue(Config()), "0", date(2026, 1, 3), past=past)
    page = build(material)
    assert 'id="trend"' in page
    told = json.loads(read(page).data)["past"]
    assert [one["on"] for one in told] == ["2026-01-01", "2026-01-02", "2026-01-03"], "this run is the last"
    assert told[2]["errors"] == sum(one.severity.name == "error" for one in _inspected().run.findings)
    assert told[1] == {
        "on": "2026-01-02",
        "errors": 1,
        "warnings": 2,
        "infos": 1,
        "accepted": 0,
    }


_ROWS = """
estimates
report_id | outcome_id | measure | analysis | value | ci_level | ci_lower | ci_upper | se   | se_scale | p_value | p_sides | events_1 | n_1 | events_2 | n_2
R1        | counts     | RR      | crude    | 0.50  | 95       | 0.35     | 0.72     |      |          |         |         | 40       | 200 | 80       | 200
R1        | error      | MD      |          | 10    | 95       | 6.1      | 13.9     | 2.0  | natural  |         |         |          |     |          |
R1        | p          | HR      |          | 0.60  | 95       | 0.40     | 0.90     |      |          | 0.013   | 2       |          |     |          |
R1        | below      | HR      |          | 0.60  | 95       | 0.40     | 0.90     |      |          | <0.05   | 2       |          |     |          |
R1        | arm        | survival |         | 60    | 95       | 50       | 70       | 5.0  | natural  |         |         |          |     |          |
"""


def test_intervals_are_computed_from_counts_errors_and_p_values() -> None:
    dataset = tables(_ROWS)
    found = {row.raw("outcome_id"): recomputed(row, dataset) for row in dataset.rows(Estimate)}
    assert found["counts"] is not None
    assert found["counts"][:3] == pytest.approx((0.5, 0.3613, 0.6920), abs=1e-4)
    assert found["counts"].source == "from 40 of 200 against 80 of 200"
    assert found["error"] is not None
    assert found["error"][:3] == pytest.approx((10, 6.08, 13.92), abs=1e-2)
    assert found["p"] is not None
    assert found["p"][:3] == pytest.approx((0.6, 0.40, 0.90), abs=1e-2)
    assert found["below"] is None
    assert found["arm"] is None


def test_sentence_is_the_one_around_the_span() -> None:
    text = "First it was dull. Then 0.70 (vs. 0.62) was seen. Then it ended."
    at = text.index("0.70")
    assert text[slice(*sentence(text, Span(at, at + 4)))].strip() == "Then 0.70 (vs. 0.62) was seen."


def test_sentences_that_touch_are_quoted_once() -> None:
    text = "Then 0.70 and 0.62 were seen."
    spans = [Span(5, 9), Span(14, 18), Span(5, 9), Span(40, 50)]
    [one] = quoted(text, spans)
    assert one["pieces"] == [["Then ", 0], ["0.70", 1], [" and ", 0], ["0.62", 1], [" were seen.", 0]]


def test_libraries_are_those_that_were_published() -> None:
    folder = ROOT / "src" / "triallint" / "report" / "vendor"
    named = set()
    for library in assets.libraries():
        assert len(assets.licence(library)) > 300, library.name
        for name, digest in library.files.items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
            named.add(name)
        named.add(library.licence_file)
    assert named | {"libraries.json"} == {path.name for path in folder.iterdir()}


def test_pictures_are_left_out_with_their_libraries(tmp_path: Path) -> None:
    corpus.write(tmp_path, "reports", [{"report_id": "A", "title": "One"}])
    CliRunner().invoke(report, [str(tmp_path), "-o", str(tmp_path / "out.html")])
    plain = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert 'id="pictures"' not in plain
    assert len(plain) < 900_000


def test_exit_codes(tmp_path: Path) -> None:
    runner = CliRunner()
    nothing = runner.invoke(report, [str(tmp_path / "none"), "-o", str(tmp_path / "a.html")])
    assert nothing.exit_code == 2
    assert not (tmp_path / "a.html").exists()
    corpus.write(tmp_path, "reports", [{"report_id": "A", "title": "One"}])
    arguments = [str(tmp_path), "-o", str(tmp_path / "b.html"), "--select", "survival"]
    idle = runner.invoke(report, arguments)
    assert idle.exit_code == 3, idle.output
    assert "Nothing was checked" in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_missing_library_is_said_with_its_remedy() -> None:
    program = (
        "import sys; sys.modules['mistune'] = None\n"
        "from triallint.cli import main\n"
        "main(['report', 'seeds', '-o', 'never.html'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "pip install 'triallint[report]'" in done.stderr


def test_findings_of_documents_have_a_sentence_and_no_command() -> None:
    source = ROOT / "examples" / "documents" / "hiccups.txt"
    found = json.loads(
        read(build(Material(check_paths([source], _all()), _all(), "0", date(2026, 1, 1)))).data
    )
    assert found["findings"]
    for one in found["findings"]:
        assert "command" not in one
        assert one["quotes"][0]["document"].endswith("hiccups.txt")


@cache
def _all() -> Catalogue:
    return catalogue(Config())
