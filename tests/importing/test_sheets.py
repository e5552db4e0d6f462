"""Wide and long sheets, metafor's, RevMan's and Covidence's: what goes where, and what is left."""

import pytest

from triallint.config import UsageError
from triallint.importing.mapping import Block, SheetMapping, load_mapping
from triallint.importing.propose import propose
from triallint.model import Place

from .conftest import cells, left

WIDE = (
    "Study,Year,events_treat,total_treat,events_ctrl,total_ctrl,weight\n"
    "Alder 2019,2019,12,60,20,61,4.2\nBirch 2021,2021,7,70,9,71,\n"
)


def test_one_wide_sheet(brought):
    made = brought("wide.csv", WIDE)
    assert [row["report_id"] for row in made.tables()["reports"]] == ["Alder 2019", "Birch 2021"]
    assert cells(made, "counts")[:2] == [
        {"outcome_id": "outcome", "arm_id": "experimental", "events": "12", "total": "60"},
        {"outcome_id": "outcome", "arm_id": "control", "events": "20", "total": "61"},
    ]
    assert left(made) == {"cells of the column `weight`": 1}
    row = made.by_table()["counts"][0]
    assert row.places["events"] == Place(made.files[0], 2, 3, "events_treat")


def test_several_outcomes_share_the_total_of_their_arm():
    mapping = propose(
        ["study", "stroke_events_exp", "death_events_exp", "n_exp", "pain_mean_exp", "pain_sd_exp"]
    )
    found = [
        (block.table, block.columns["outcome_id"], block.columns.get("total")) for block in mapping.blocks
    ]
    assert found == [
        ("counts", "=stroke", "n_exp"), ("counts", "=death", "n_exp"), ("continuous", "=pain", None),
    ]  # fmt: skip
    assert mapping.blocks[2].columns["n"] == "n_exp"


def test_a_long_sheet(brought):
    text = "study,outcome,arm,mean,sd,n\nAlder,pain,drug,4.10,1.20,30\nAlder,pain,placebo,5.0,1.3,31\n"
    made = brought("long.csv", text)
    assert made.kinds == {made.files[0]: "long"}
    assert cells(made, "continuous")[0] == {
        "outcome_id": "pain", "arm_id": "drug", "mean": "4.10", "sd": "1.20", "n": "30"
    }  # fmt: skip
    assert [row["arm_id"] for row in made.tables()["arms"]] == ["drug", "placebo"]
    assert not made.left


def test_a_study_on_two_rows_is_one_report(brought):
    made = brought("two.csv", "study,year,events_1,n_1\nOak,2001,1,9\nOak,2002,2,9\n")
    assert len(made.tables()["reports"]) == 1
    assert left(made) == {"cells of `year` that differ from the first row of their report": 1}


def test_estimates_with_their_limits(brought):
    made = brought("hr.csv", "study,HR,lower CI,upper CI,p value\nElm,0.70,0.50,0.98,<0.05\n")
    (row,) = cells(made, "estimates")
    assert row == {
        "outcome_id": "outcome", "measure": "HR", "value": "0.70", "ci_lower": "0.50", "ci_upper": "0.98",
        "p_value": "<0.05",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("header", "values", "table", "expected"),
    [
        ("ai,n1i,ci,n2i", "4,123,11,139", "counts", [("events", "4"), ("total", "123")]),
        ("ai,bi,ci,di", "4,119,11,128", "counts", [("events", "4"), ("total", "123"), ("calculation", "4 + 119")]),
        ("m1i,sd1i,n1i,m2i,sd2i,n2i", "5.0,1.20,30,6,1,31", "continuous", [("mean", "5.0"), ("sd", "1.20"), ("n", "30")]),
        ("x1i,t1i,x2i,t2i", "5,102.5,7,99", "counts", [("event_count", "5"), ("person_time", "102.5")]),
        ("xi,ni", "5,50", "counts", [("events", "5"), ("total", "50")]),
        ("xi,ti", "5,50", "counts", [("event_count", "5"), ("person_time", "50")]),
        ("yi,sei,measure", "0.5,0.1,MD", "estimates", [("value", "0.5"), ("se", "0.1")]),
        ("yi,vi,measure", "0.5,0.04,MD", "estimates", [("se", "0.2"), ("origin", "calculated"), ("calculation", "sqrt(0.04)")]),
    ],
)  # fmt: skip
def test_the_columns_of_metafor(brought, header, values, table, expected):
    made = brought("dat.csv", f"study,{header}\nOak 2001,{values}\n")
    assert set(made.kinds.values()) == {"metafor"}
    assert dict(expected).items() <= cells(made, table)[0].items()
    assert not made.left


def test_an_effect_whose_measure_is_unknown_is_asked_for(brought):
    made = brought("dat.csv", "study,ai,n1i,ci,n2i,yi,vi\nOak,4,9,5,9,-0.2,0.3\n")
    assert "estimates" not in made.tables()
    assert left(made) == {"rows of estimates whose measure the sheet does not say": 1}


REVMAN = (
    "Analysis group,Analysis number,Analysis name,Subgroup,Study,Study year,Experimental cases,Experimental N,"
    "Control cases,Control N,Experimental mean,Experimental SD,Control mean,Control SD,Weight,Mean,CI start,CI end\n"
    "1,1,Death,adults,Alder 2019,2019,12,60,20,61,,,,,30.1,0.61,0.33,1.14\n"
    "1,2,Pain,,Alder 2019,2019,,58,,59,3.1,1.0,4.0,1.1,20,-0.9,-1.28,-0.52\n"
)


def test_data_rows_of_revman(brought):
    made = brought("rows.csv", REVMAN)
    assert set(made.kinds.values()) == {"RevMan"}
    assert cells(made, "counts") == [
        {"outcome_id": "1.1 Death", "subgroup": "adults", "arm_id": arm, "events": events, "total": total}
        for arm, events, total in (("experimental", "12", "60"), ("control", "20", "61"))
    ]
    assert [row["mean"] for row in cells(made, "continuous")] == ["3.1", "4.0"]
    assert left(made) == {
        "rows of estimates whose measure the sheet does not say": 2, "cells of the column `Weight`": 2
    }  # fmt: skip


def test_an_analysis_as_revman_five_exports_it(brought):
    text = (
        "Comparison Number,Outcome Number,Study ID,Events 1,Total 1,Events 2,Total 2,Effect Estimate,SE,CI Start,CI End\n"
        "1,2,Alder 2019,12,60,20,61,0.61,0.3,0.33,1.14\n"
    )
    made = brought("five.csv", text)
    assert [row["events"] for row in cells(made, "counts")] == ["12", "20"]
    assert "continuous" not in made.tables()
    (block,) = [one for one in made.mappings[0].blocks if one.table == "estimates"]
    assert block.columns["se"] == "SE"
    assert block.columns["origin"] == "=calculated"
    assert left(made) == {"rows of estimates whose measure the sheet does not say": 1}


def test_an_export_of_covidence_takes_what_was_agreed_on(brought):
    text = (
        "Covidence #,Study ID,Title,Reviewer Name,Events Intervention,Total Intervention,Country\n"
        "#12,Alder 2019,A trial of alder,AB,11,60,NO\n#12,Alder 2019,A trial of alder,Consensus,12,60,NO\n"
    )
    made = brought("covidence.csv", text)
    assert cells(made, "counts") == [
        {"outcome_id": "outcome", "arm_id": "experimental", "events": "12", "total": "60",
         "note": "Covidence #12", "extracted_by": "Consensus"}
    ]  # fmt: skip
    assert left(made) == {
        "rows where `Reviewer Name` is not 'Consensus'": 1, "cells of the column `Country`": 1
    }  # fmt: skip


def test_a_study_that_nobody_agreed_on_yet_is_left_and_said_so(brought):
    text = (
        "Covidence #,Study ID,Title,Reviewer Name,Events Intervention,Total Intervention\n"
        "12,Alder 2019,A trial of alder,Consensus,12,60\n13,Birch 2020,A trial of birch,AB,9,30\n"
    )
    made = brought("covidence.csv", text)
    assert [row["events"] for row in cells(made, "counts")] == ["12"]
    assert left(made) == {"rows of studies that have no row where `Reviewer Name` is 'Consensus'": 1}
    nobody = brought("nobody.csv", text.replace("Consensus", "CD"))
    assert [row["events"] for row in cells(nobody, "counts")] == ["12", "9"]


def test_data_rows_of_revman_that_went_through_r(brought):
    head, rows = REVMAN.split("\n", 1)
    plain, dotted = brought("rows.csv", REVMAN), brought("r.csv", head.replace(" ", ".") + "\n" + rows)
    assert set(dotted.kinds.values()) == {"RevMan"}
    for table in ("counts", "continuous"):
        assert cells(dotted, table) == cells(plain, table)


def test_a_mapping_is_read_as_it_was_written(tmp_path):
    for header in (REVMAN.split("\n")[0].split(","), ["study", "yi", "vi"], ['a "b"', "é\\", "events 1"]):
        mapping = propose(header)
        path = tmp_path / "mapping.toml"
        path.write_text(mapping.as_toml(), encoding="utf-8")
        assert load_mapping(path) == mapping


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[report", "not valid TOML"),
        ("reports = {}", "unknown: reports"),
        ("[[rows]]\ntable = 'cunts'", "which is none of them"),
        ("[[rows]]\ntable = 'counts'\nevent = 'x'", "has no column event"),
        ("[[rows]]\ntable = 'counts'\nevents = 3", "has to be a text"),
        ("[[rows]]\ntable = 'counts'\nwhen = ['events']", "lacks"),
        ("rows = 3", r"written as \[\[rows\]\]"),
        ("ignored = 'x'", "a list of texts"),
    ],
)
def test_a_mapping_that_cannot_be_used(tmp_path, text, why):
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=why):
        load_mapping(path)


def test_a_header_that_the_sheet_lacks_is_listed(brought):
    mapping = SheetMapping(
        report={"report_id": "Study"}, blocks=[Block("counts", {"events": "deaths", "total": "total_ctrl"})]
    )
    made = brought("wide.csv", WIDE, mapping)
    assert "the mapping's column `deaths`" in left(made)
    assert cells(made, "counts")[0] == {"total": "61"}
