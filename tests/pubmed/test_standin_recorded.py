"""The stand-in beside the real service: its answers have the shape of those that were recorded."""

import json
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from tests.pubmed.client_kit import paper
from tests.pubmed.shared import needed, recorded
from tests.standin import Failures, Library, services
from tests.standin.services import Answer, answer
from triallint.pubmed.bodies import diagnose

pytestmark = needed

LIBRARY = Library.of(
    [
        paper(
            "11",
            doi="10.1016/S0140-6736(20)31180-6",
            pmcid="PMC7255293",
            links=[{"kind": "RetractionIn", "text": "x", "pmid": "12"}],
        ),
        paper("12", doi="10.1056/NEJMoa1504720", authors=["Baker CD", {"collective": "The Group"}]),
    ]
)


def _ask(service: str, **parameters: str) -> Answer:
    given = {"retmode": "json", **({} if service == "idconv" else {"db": "pubmed"}), **parameters}
    return answer(service, LIBRARY, given, [given.get("id", "")])


def _shape(value: Any) -> Any:
    """What a JSON value consists of, without what it says."""
    if isinstance(value, dict):
        return {key: _shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_shape(value[0])] if value else []
    return type(value).__name__


def _json(kind: str, name: str) -> Any:
    return json.loads(recorded(kind)[name], strict=False)


def _said(given: Answer) -> Any:
    return json.loads(given.body, strict=False)


def test_a_doi_that_is_found() -> None:
    for name in ("EBM-MSP__esearch-doi-empa-reg.json", "retraction__esearch.fcgi-104f66.json"):
        real = _json("esearch", name)
        ours = _said(_ask("esearch", term='"10.1056/NEJMoa1504720"[doi]', retmax="1"))
        assert _shape(ours) == _shape(real)
        assert list(ours["esearchresult"]) == list(real["esearchresult"])
    assert ours["esearchresult"]["querytranslation"] == '"10 1056 nejmoa1504720"[Publisher ID]'


@pytest.mark.parametrize(
    ("name", "term"),
    [
        ("200_esearch_not_found_phrase.json", "nothing_2000[doi]"),
        ("200_esearch_quoted_phrase_not_found.json", '"nothing at all"[title]'),
    ],
)
def test_a_phrase_that_is_not_found(name: str, term: str) -> None:
    real, ours = _json("errors", name), _said(_ask("esearch", term=term))
    assert list(ours["esearchresult"]) == list(real["esearchresult"])
    for part in ("errorlist", "warninglist"):
        mine, theirs = (one["esearchresult"].get(part) for one in (ours, real))
        assert (mine is None) is (theirs is None)
        if mine:
            empty: dict[str, Any] = {key: [] for key, said in theirs.items() if not said}
            assert {key: said for key, said in mine.items() if not said} == empty
            assert list(mine) == list(theirs)


def test_translations_of_dois_are_those_that_were_seen() -> None:
    seen = [one for one in _json("errors", "doi_lookup_observations.json") if "term" in one]
    asked = 0
    for one in seen:
        field, _, term = one["term"].rpartition("term=")
        doi = term.replace("[AID]", "").replace("[doi]", "")
        whole = "[Publisher ID]" not in one["querytranslation"] or one["querytranslation"].startswith('"10 ')
        if not whole:
            continue  # the fragments are what the failure "wrong_paper" is for
        known = Library.of([paper("11", doi=doi)] if one["count"] else [])
        parameters = {"db": "pubmed", "retmode": "json", "term": term, **({"field": "aid"} if field else {})}
        if "[" not in term and not field:
            parameters["term"] = f"{doi}[doi]"
        found = json.loads(answer("esearch", known, parameters, []).body)["esearchresult"]
        assert found["querytranslation"] == one["querytranslation"]
        assert found["count"] == str(one["count"])
        asked += 1
    assert asked >= 5


def test_wrong_papers_look_like_those_that_were_seen() -> None:
    (seen,) = [
        one for one in _json("errors", "doi_lookup_observations.json") if "10.2307" in one.get("term", "")
    ]
    failures = Failures({"wrong_paper": 1.0})
    given = partial(_ask, "esearch", term='"10.2307/1130099"[doi]')
    said = {
        _said(failures.spoil("wrong_paper", "esearch", given(), LIBRARY))["esearchresult"]["querytranslation"]
        for _ in range(20)
    }
    assert seen["querytranslation"] in said


def test_the_end_of_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    real = recorded("errors")["200_esearch_retstart_limit.json.txt"]
    ours = _ask("esearch", term="trial[title]", retstart="9999").body
    for body in (real, ours):
        with pytest.raises(json.JSONDecodeError):
            json.loads(body)
    assert _shape(json.loads(ours, strict=False)) == _shape(json.loads(real, strict=False))
    assert str(diagnose(ours))[:24] == str(diagnose(real))[:24]


def test_searches_in_xml() -> None:
    real = fromstring(recorded("esearch")["biopython__esearch1.xml"])
    ours = fromstring(_ask("esearch", term="trial[title]", retmode="xml").body)
    assert _tags(ours) == _tags(real)
    real = fromstring(recorded("esearch")["biopython__esearch8.xml"])
    ours = fromstring(_ask("esearch", term="abcxyz[title]", retmode="xml").body)
    assert _tags(ours) == _tags(real)


def _tags(element: Element) -> list[str]:
    return [one.tag for one in element]


def test_summaries() -> None:
    real = _json("esummary", "retraction__esummary.fcgi-fb5a65.json")["result"]["9500320"]
    result = _said(_ask("esummary", id="11,12"))["result"]
    assert list(result) == ["uids", "11", "12"]
    ours = result["11"]
    assert set(real) <= set(ours)
    for key in ("articleids", "authors", "references", "pubtype", "lang", "title", "pubdate", "elocationid"):
        if ours[key] and real[key]:
            assert _shape(ours[key]) == _shape(real[key]), key
    assert ours["references"][0]["reftype"] == "Retraction in"
    assert ours["references"][0]["reftype"] in {one["reftype"] for one in real["references"]}
    newer = _json("errors", "200_esummary_pubmed_2026.json")["result"]
    assert result["12"]["authors"][1]["authtype"] == newer["41912805"]["authors"][0]["authtype"]


def test_summaries_of_unknown_records() -> None:
    real = _json("errors", "200_esummary_missing_uid.json")
    assert _said(_ask("esummary", id="999999999")) == real
    ours = _ask("esummary", id="999999999", retmode="xml").body
    assert b"".join(ours.split()) == b"".join(recorded("errors")["200_esummary_missing_uid.xml"].split())
    assert _said(_ask("esummary", id="")) == _json("errors", "200_esummary_empty_id.json")


def test_efetch() -> None:
    real, ours = recorded("errors")["200_efetch_empty_set.xml"], _ask("efetch", id="5", retmode="xml").body
    assert ours.split() == real.split()
    assert (
        _ask("efetch", id="11", retmode="xml", rettype="full").body
        == recorded("errors")["200_efetch_empty_body.txt"]
    )
    refused = _ask("efetch", id="x", retmode="xml")
    assert refused.status == 400
    assert refused.body.split() == recorded("errors")["400_efetch_all_ids_invalid.xml"].split()


@pytest.mark.parametrize(
    ("failure", "service", "name", "status"),
    [
        ("viewer", "efetch", "200_efetch_external_viewer_error.xml", 200),
        ("in_band", "esearch", "200_esearch_backend_failed_2.json", 200),
        ("in_band", "elink", "200_elink_backend_down.txt", 200),
        ("rate", "esearch", "429_rate_limit.json", 429),
        ("server", "efetch", "500_html_www_error_diagnostic.html", 500),
        ("html", "efetch", "500_html_www_error_diagnostic.html", 200),
        ("gateway", "efetch", "5xx_unable_to_route.txt", 502),
        ("empty", "efetch", "200_efetch_empty_body.txt", 200),
    ],
)
def test_errors_are_taken_for_what_the_real_ones_are(
    failure: str, service: str, name: str, status: int
) -> None:
    real = recorded("errors")[name]
    good = Answer(b"", services.TEXT) if service == "elink" else _ask(service, id="11", term="trial[title]")
    ours = Failures().spoil(failure, service, good, LIBRARY)
    mine, theirs = diagnose(ours.body, ours.status), diagnose(real, status)
    assert mine is not None
    assert theirs is not None
    assert mine.trouble is theirs.trouble
    if name.endswith("json"):
        assert _shape(json.loads(ours.body)) == _shape(json.loads(real))


def test_headers_of_a_refusal() -> None:
    real = _json("errors", "429_headers.json")["headers"]
    refused = Failures(pause="2").spoil("rate", "esearch", Answer(b""), LIBRARY)
    assert refused.headers["Retry-After"] == real["Retry-After"]
    assert refused.kind.startswith(real["Content-Type"])


def test_id_converter() -> None:
    names = {"format": "json", "tool": "redacted", "email": "redacted@example.org"}
    for name, doi in (
        ("EBM-MSP__idconv-lancet-retracted.json", "10.1016/S0140-6736(20)31180-6"),
        ("EBM-MSP__idconv-empa-reg.json", "10.1056/NEJMoa1504720"),
    ):
        real = _json("idconv", name)
        ours = _said(answer("idconv", LIBRARY, {"ids": doi, **names}, []))
        assert _shape(ours) == _shape(real)
        assert ours["request"] == real["request"]
    nameless = _said(answer("idconv", LIBRARY, {"ids": "PMC7255293", "tool": "x"}, []))
    real = _json("idconv", "retraction__v1.0-7d08e2.json")
    assert nameless["request"]["warnings"] == real["request"]["warnings"]


def test_citation_matches() -> None:
    real = recorded("ecitmatch")["biopython__ecitmatch.txt"].decode().strip()
    *asked, found = real.split("|")
    facts = paper(
        found, volume=asked[2], pages=f"{asked[3]}-52", journal={"medline": "Proc Natl Acad Sci U S A"}
    )
    ours = answer("ecitmatch", Library.of([facts]), {"bdata": "|".join(asked) + "|"}, [])
    assert ours.body.decode().strip() == real


def test_refused_keys_and_missing_databases() -> None:
    assert answer("esearch", LIBRARY, {}, []).body.split() == recorded("errors")["400_missing_db.txt"].split()
    many = ",".join(map(str, range(1, 600)))
    said = recorded("errors")["esummary_json_too_many_uids.txt"].decode().strip()
    assert _said(_ask("esummary", id=many))["esummaryresult"] == [said]
