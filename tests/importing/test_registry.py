"""Records of ClinicalTrials.gov: flow, baseline, outcomes with their analyses, and harms, each with its place."""

import json

import pytest

from .conftest import cells, left


def numbers(*values, key="value", group="OG"):
    return [{"groupId": f"{group}00{n}", key: value} for n, value in enumerate(values)]


def groups(kind):
    return [{"id": f"{kind}000", "title": "Larixol"}, {"id": f"{kind}001", "title": "Placebo"}]


def denoms(kind, *values):
    return [{"units": "Participants", "counts": numbers(*values, group=kind)}]


def outcome(title, param, values, *, unit="Participants", dispersion=None, analyses=()):
    made = {
        "type": "PRIMARY", "title": title, "timeFrame": "1 year", "paramType": param, "unitOfMeasure": unit,
        "groups": groups("OG"), "denoms": denoms("OG", "60", "61"),
        "classes": [{"categories": [{"measurements": values}]}], "analyses": list(analyses),
    }  # fmt: skip
    return made | ({"dispersionType": dispersion} if dispersion else {})


ANALYSIS = {
    "groupIds": ["OG000", "OG001"], "paramType": "Hazard Ratio (HR)", "paramValue": "0.70", "ciPctValue": "95",
    "ciNumSides": "TWO_SIDED", "ciLowerLimit": "0.50", "ciUpperLimit": "0.98", "pValue": "<0.05",
    "statisticalMethod": "Log Rank",
}  # fmt: skip


@pytest.fixture
def record():
    flow = {
        "groups": groups("FG"),
        "periods": [{
            "title": "Overall Study",
            "milestones": [
                {"type": kind, "achievements": numbers(a, b, key="numSubjects", group="FG")}
                for kind, a, b in (("STARTED", "60", "61"), ("COMPLETED", "58", "60"), ("NOT COMPLETED", "2", "1"))
            ],
            "dropWithdraws": [{"type": "Lost to Follow-up", "reasons": numbers("2", "1", key="numSubjects", group="FG")}],
        }],
    }  # fmt: skip
    baseline = {
        "groups": [*groups("BG"), {"id": "BG002", "title": "Total"}],
        "denoms": denoms("BG", "60", "61", "121"),
        "measures": [{
            "title": "Age, Continuous", "paramType": "MEAN", "dispersionType": "STANDARD_DEVIATION", "unitOfMeasure": "years",
            "classes": [{"categories": [{"measurements": [
                {"groupId": "BG000", "value": "61.20", "spread": "9.1"}, {"groupId": "BG001", "value": "60.8", "spread": "9.5"},
                {"groupId": "BG002", "value": "61.0", "spread": "9.3"},
            ]}]}],
        }],
    }  # fmt: skip
    harms = {
        "eventGroups": [
            {"id": "EG000", "title": "Larixol", "seriousNumAffected": 3, "seriousNumAtRisk": 60},
            {"id": "EG001", "title": "Placebo", "seriousNumAffected": 1, "seriousNumAtRisk": 61},
        ],
        "otherEvents": [{"term": "Rash", "organSystem": "Skin", "stats": [
            {"groupId": "EG000", "numEvents": 9, "numAffected": 70, "numAtRisk": 60},
        ]}],
    }  # fmt: skip
    return {
        "protocolSection": {
            "identificationModule": {"nctId": "NCT90000001", "briefTitle": "Larixol", "officialTitle": "Larixol in Larches"},
            "designModule": {"enrollmentInfo": {"count": 120, "type": "ESTIMATED"}},
            "armsInterventionsModule": {"armGroups": [
                {"label": "Larixol", "type": "EXPERIMENTAL"}, {"label": "Placebo", "type": "PLACEBO_COMPARATOR"},
            ]},
            "conditionsModule": {"conditions": ["Blight"]},
        },
        "resultsSection": {
            "participantFlowModule": flow,
            "baselineCharacteristicsModule": baseline,
            "outcomeMeasuresModule": {"outcomeMeasures": [
                outcome("Death", "COUNT_OF_PARTICIPANTS", numbers("12", "20"), analyses=[ANALYSIS]),
                outcome("Change in Girth", "MEDIAN", [
                    {"groupId": "OG000", "value": "3.0", "lowerLimit": "1.5", "upperLimit": "4.0"},
                ], unit="cm", dispersion="INTER_QUARTILE_RANGE"),
                outcome("Girth", "GEOMETRIC_MEAN", numbers("3.1", "4.1"), unit="cm"),
            ]},
            "adverseEventsModule": harms,
        },
    }  # fmt: skip


def test_a_record_in_all_its_parts(brought, record):
    made = brought("study.json", json.dumps(record, indent=1))
    assert set(made.kinds.values()) == {"ClinicalTrials.gov"}
    tables = made.tables()
    assert tables["reports"][0]["title"] == "Larixol in Larches"
    assert tables["trials"][0]["planned_n"] == "120"
    assert {row["arm_id"]: row.get("role", "") for row in tables["arms"]} == {
        "Larixol": "experimental", "Placebo": "control", "Total": "whole_trial"
    }  # fmt: skip
    flow = [(row["stage"], row["arm_id"], row.get("reason", ""), row["n"]) for row in tables["flow"]]
    assert ("allocated", "Placebo", "", "61") in flow
    assert ("discontinued", "Larixol", "Lost to Follow-up", "2") in flow
    assert len(flow) == 8
    assert {row["origin"] for row in tables["counts"]} == {"registry"}


def test_numbers_go_where_their_kind_says(brought, record):
    made = brought("study.json", json.dumps(record))
    age, *_ = cells(made, "continuous")
    assert (age["mean"], age["sd"], age["n"], age["statistic"]) == ("61.20", "9.1", "60", "baseline")
    girth = cells(made, "continuous")[-1]
    assert (girth["median"], girth["q1"], girth["q3"], girth["statistic"]) == ("3.0", "1.5", "4.0", "change")
    (estimate,) = cells(made, "estimates")
    assert (estimate["measure"], estimate["value"], estimate["ci_lower"], estimate["p_value"]) == (
        "HR",
        "0.70",
        "0.50",
        "<0.05",
    )
    assert (estimate["arm_id"], estimate["comparator_id"], estimate["ci_sides"]) == (
        "Larixol",
        "Placebo",
        "2",
    )
    rash = cells(made, "counts")[-1]
    assert (rash["events"], rash["total"], rash["event_count"], rash["serious"]) == ("70", "60", "9", "no")


def test_what_no_table_takes_is_listed_by_its_path(brought, record):
    said = left(brought("study.json", json.dumps(record)))
    assert (
        said[
            "values at resultsSection.outcomeMeasuresModule.outcomeMeasures.classes.categories.measurements.value"
        ]
        == 2
    )
    assert said["values at resultsSection.outcomeMeasuresModule.outcomeMeasures.timeFrame"] == 3
    assert said["values in protocolSection.conditionsModule"] == 1


def test_every_number_of_the_results_is_in_a_table_or_in_the_list(brought, record):
    made = brought("study.json", json.dumps(record))
    texts = [text for row in made.rows for text in row.places]
    values = json.dumps(record["resultsSection"])
    record["resultsSection"]["adverseEventsModule"]["newField"] = "17"
    again = brought("study.json", json.dumps(record))
    assert left(again).items() - left(made).items() == {
        ("values at resultsSection.adverseEventsModule.newField", 1)
    }
    assert len(texts) > values.count("groupId")


def test_the_line_and_path_of_a_number(brought, record):
    text = json.dumps(record, indent=1)
    made = brought("study.json", text)
    rash = made.by_table()["counts"][-1].places["events"]
    assert text.splitlines()[rash.row - 1].strip() == '"numAffected": 70,'
    assert rash.name == "resultsSection.adverseEventsModule.otherEvents[0].stats[0].numAffected"


def test_arms_whose_roles_are_unknown_are_not_put_in_an_order(brought, record):
    record["protocolSection"].pop("armsInterventionsModule")
    (estimate,) = cells(brought("study.json", json.dumps(record)), "estimates")
    assert "arm_id" not in estimate
    assert "comparator_id" not in estimate


def test_two_periods_give_who_started_and_who_completed(brought, record):
    flow = record["resultsSection"]["participantFlowModule"]
    flow["periods"] = [*flow["periods"], json.loads(json.dumps(flow["periods"][0]))]
    made = brought("study.json", json.dumps(record))
    assert [row["stage"] for row in cells(made, "flow")] == ["allocated"] * 2 + ["completed"] * 2
    listed = left(made)
    assert (
        listed["values at resultsSection.participantFlowModule.periods.dropWithdraws.reasons.numSubjects"]
        == 4
    )


@pytest.mark.parametrize("shape", [lambda one: [one], lambda one: {"studies": [one]}])
def test_a_page_of_records(brought, record, shape):
    assert brought("page.json", json.dumps(shape(record))).tables()["trials"]


@pytest.mark.parametrize("part", [None, [], {}, "x", 3, [None], [[]], {"groups": 3}])
def test_a_record_with_parts_of_another_form(brought, record, part):
    for module in list(record["resultsSection"]):
        record["resultsSection"][module] = part
    made = brought("study.json", json.dumps(record))
    assert set(made.tables()) == {"reports", "trials"}


def test_a_registry_record_is_checked_at_its_own_lines(run, record):
    text = json.dumps(record, indent=1)
    shown = run("import", "study.json", "--check", study__json=text)
    line = next(n for n, one in enumerate(text.splitlines(), 1) if '"numAffected": 70' in one)
    assert shown.exit_code == 1
    assert f"study.json:{line}" in shown.output
    assert "70 participants with an event among 60" in shown.output


def test_a_percentage_has_no_total_as_it_may_be_an_estimate(brought, record):
    survival = outcome("Survival", "NUMBER", numbers("81.7", "70.2"), unit="percentage of participants")
    record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"] = [survival]
    rows = [row for row in cells(brought("study.json", json.dumps(record)), "counts") if "percent" in row]
    assert [row["percent"] for row in rows] == ["81.7", "70.2"]
    assert not any("total" in row for row in rows)


def test_a_sound_record_gives_no_alarm(run, record):
    record["resultsSection"]["adverseEventsModule"]["otherEvents"][0]["stats"][0]["numAffected"] = 7
    shown = run("import", "study.json", "--check", study__json=json.dumps(record, indent=1))
    assert "No findings" in shown.output, shown.output
    assert shown.exit_code == 0
