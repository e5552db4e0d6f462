"""Whatever a sheet or record holds, it is imported or listed, and never brings the import down."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from triallint.importing.apply import apply
from triallint.importing.document import Document
from triallint.importing.made import Imported
from triallint.importing.mapping import load_mapping
from triallint.importing.propose import propose
from triallint.importing.registry import import_record
from triallint.read.json_file import read_tree
from triallint.read.sheet import Sheet
from triallint.read.source import Source

HEADERS = st.sampled_from(
    ["study", "year", "events_1", "n_1", "events ctrl", "Total 2", "mean_t", "sd_t", "RR", "RR lower", "p", "yi", "vi",
     "ai", "bi", "Analysis group", "Analysis number", "GIV Mean", "outcome", "arm", "Covidence #", "Study ID",
     "Reviewer Name", "weight", "", "a {b} = c"]
) | st.text(max_size=8)  # fmt: skip
CELLS = st.sampled_from(["", "1", "2.50", "x", "Oak", "{#}", "=?", "<0.05", "9" * 400]) | st.text(max_size=5)
SHEETS = st.lists(HEADERS, min_size=1, max_size=9).flatmap(
    lambda header: st.tuples(st.just(header), st.lists(st.lists(CELLS, max_size=len(header)), max_size=5))
)


@given(SHEETS)
@settings(deadline=None)
def test_every_cell_of_a_sheet_is_imported_or_listed(given_sheet):
    header, rows = given_sheet
    made = Imported()
    apply(Sheet("t.csv", "t", header, 1, rows, list(range(2, len(rows) + 2))), propose(header), made)
    placed = {(at.row, at.column) for row in made.rows for at in row.places.values()}
    if not made.left:
        mentioned = " ".join(text for mapping in made.mappings for text in mapping.values())
        for number, row in enumerate(rows, 2):
            for column, text in enumerate(row, 1):
                inserted = header[column - 1] in mentioned  # a part of a text or a computation
                assert not text or inserted or (number, column) in placed
    assert len({(row.table, row.cells["row_id"]) for row in made.rows}) == len(made.rows)


@given(st.lists(HEADERS, max_size=9))
@settings(deadline=None)
def test_every_proposal_can_be_read_back(tmp_path_factory, header):
    path = tmp_path_factory.mktemp("mapping") / "m.toml"
    mapping = propose(header)
    path.write_text(mapping.as_toml(), encoding="utf-8", errors="surrogatepass")
    assert load_mapping(path) == mapping


KEYS = st.sampled_from(
    ["groups", "id", "title", "periods", "milestones", "type", "achievements", "groupId", "numSubjects", "denoms",
     "measures", "classes", "categories", "measurements", "value", "paramType", "analyses", "outcomeMeasures",
     "eventGroups", "seriousEvents", "stats", "term", "numAffected", "numAtRisk", "pValue", "paramValue", "deathsNumAffected"]
)  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["MEAN", "COUNT_OF_PARTICIPANTS", "Participants", "Odds Ratio", "OG000", "STARTED", ""])
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


@given(TREES, TREES, TREES, TREES)
@settings(deadline=None)
def test_any_record_is_imported_or_listed(flow, baseline, outcomes, harms):
    results = {
        "participantFlowModule": flow, "baselineCharacteristicsModule": baseline,
        "outcomeMeasuresModule": outcomes, "adverseEventsModule": harms,
    }  # fmt: skip
    record = {
        "protocolSection": {"identificationModule": {"nctId": "NCT90000001"}},
        "resultsSection": results,
    }
    document = Document("t.json", read_tree(Source("t.json"), json.dumps(record)))
    made = Imported()
    import_record(document, made)
    placed = {at.name for row in made.rows for at in row.places.values()}
    numbers = [
        path for path in document.taken if path.endswith(("alue", "numSubjects", "numAffected", "numAtRisk"))
    ]
    assert set(numbers) <= placed
    every = [leaf.path for leaf in document.root["resultsSection"].leaves()]
    listed = sum(left.number for left in made.left if left.what.startswith("values at"))
    assert listed + len(document.taken & set(every)) == len(every)
