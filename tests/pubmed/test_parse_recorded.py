"""Recorded answers of the real services: each is read, or is known for what it is."""

import json

import pytest

from tests.pubmed.lookups import matches_of
from triallint.pubmed.answers import search_of, summaries_of
from triallint.pubmed.bodies import diagnose
from triallint.pubmed.conversions import conversions_of
from triallint.pubmed.parse import parse, read
from triallint.pubmed.slices import find, pmids_in
from triallint.pubmed.trouble import BadAnswer, Trouble

from .shared import needed, recorded

pytestmark = needed

#: Files among the recorded answers that are none of this service.
STRAYS = {
    "DSpace__pubmed-integration.xml",
    "pubmed__mesh_desc_sample.xml",
    "pubmed__mesh_qual_sample.xml",
    "pubmed__mesh_supp_sample.xml",
}
NO_XML = {"jcore-base__.gitignore"}

#: Of records made by hand against the DTD: in one the PMID does not come first, in one it is no number.
UNLIKE_PUBMED = {"111111", "11119751-b"}

ERRORS = {
    "200_efetch_empty_body.txt": Trouble.EMPTY_BODY,
    "200_efetch_empty_set.xml": Trouble.EMPTY_SET,
    "200_efetch_external_viewer_error.xml": Trouble.BACKEND,
    "200_elink_backend_down.txt": Trouble.BACKEND,
    "200_esearch_backend_failed.xml": Trouble.BACKEND,
    "200_esearch_backend_failed_2.json": Trouble.BACKEND,
    "200_esearch_backend_failed_3.json": Trouble.BACKEND,
    "200_esearch_not_found_phrase.json": None,
    "200_esearch_quoted_phrase_not_found.json": None,
    "200_esearch_retstart_limit.json.txt": Trouble.WINDOW,
    "200_esummary_empty_id.json": Trouble.NO_VALID_ID,
    "200_esummary_missing_uid.json": None,
    "200_esummary_missing_uid.xml": None,
    "200_esummary_pubmed_2026.json": None,
    "200_idconv_old_invalid_article_id.json": None,
    "400_api_key_invalid.json": Trouble.KEY,
    "400_efetch_all_ids_invalid.txt": Trouble.NO_VALID_ID,
    "400_efetch_all_ids_invalid.xml": Trouble.NO_VALID_ID,
    "400_missing_db.txt": Trouble.REFUSED,
    "429_rate_limit.json": Trouble.RATE,
    "500_html_www_error_diagnostic.html": Trouble.BACKEND,
    "502_unable_to_route.txt": Trouble.GATEWAY,
    "200_too_many_uids.txt": Trouble.TOO_LONG,
}


def test_every_fetched_record_is_read() -> None:
    count = 0
    for name, body in recorded("efetch").items():
        if name in STRAYS | NO_XML:
            with pytest.raises(BadAnswer) as raised:
                parse(body)
            assert raised.value.trouble is (Trouble.OTHER_KIND if name in STRAYS else Trouble.BACKEND)
            continue
        found = read(body)
        count += len(found.publications)
        assert diagnose(body) is None, name
        ids = dict.fromkeys(one.pmid for one in found.publications if one.pmid not in UNLIKE_PUBMED)
        assert pmids_in(body) == tuple(ids), name
        last = {one.pmid: one for one in found.publications}
        assert [find(body, pmid) for pmid in ids] == [last[pmid] for pmid in ids], name
        for one in found.publications:
            assert one.pmid.isdigit() or one.pmid in UNLIKE_PUBMED, name
            assert one.title or one.vernacular, name
            assert one.years, name
            assert not one.doi or "/" in one.doi, name
    assert count == 193


def test_a_retracted_paper_and_its_notice() -> None:
    files = recorded("efetch")
    (retracted,) = parse(files["retractobot__pubmed_retracted_publication.xml"])
    (notice,) = parse(files["retractobot__pubmed_retraction_notice.xml"])
    assert "Retracted Publication" in retracted.types
    assert [one.kind for one in retracted.links].count("RetractionIn") == 1
    assert [one.kind for one in notice.links] == ["RetractionOf"]
    assert {one.kind: bool(one.pmid) for one in retracted.links} == {"ErratumIn": False, "RetractionIn": True}
    assert all(one.text for one in (*retracted.links, *notice.links))


def test_every_search_is_read() -> None:
    for name, body in recorded("esearch").items():
        if "baderror" in name:
            with pytest.raises(BadAnswer) as raised:
                search_of(body)
            assert raised.value.trouble is Trouble.REFUSED
            continue
        found = search_of(body)
        assert found.count >= len(found.ids), name
        assert len(found.ids) == body.count(b"<Id>") or b"idlist" in body, name
        assert found.translation, name
        assert diagnose(body) is None, name
    with_error = search_of(recorded("esearch")["Eutils-JSON__esearch.error.json"])
    assert (with_error.count, with_error.not_found) == (5163, ("fleegle[MeSH Terms]",))


def test_every_summary_is_read() -> None:
    for name, body in recorded("esummary").items():
        if ".error." in name or name == "biopython__esummary8.xml":
            with pytest.raises(BadAnswer) as raised:
                summaries_of(body)
            assert raised.value.trouble is Trouble.REFUSED
            continue
        found = summaries_of(body)
        assert found, name
        assert all(one.uid.isdigit() for one in found), name
        assert [one.uid for one in found if one.is_absent] == (["1"] if "pmcerror" in name else []), name
    (wakefield,) = summaries_of(recorded("esummary")["retraction__esummary.fcgi-fb5a65.json"])
    assert [one.kind for one in wakefield.links].count("Retraction in") == 2


def test_both_forms_of_one_summary_say_the_same() -> None:
    for name in ("pubmed", "pmc", "pmcerror"):
        files = recorded("esummary")
        of_json, of_xml = (
            summaries_of(files[f"Eutils-JSON__esummary.{name}.{form}"]) for form in ("json", "xml")
        )
        assert of_json == of_xml


def test_every_conversion_and_match_is_read() -> None:
    found = {name: conversions_of(body) for name, body in recorded("idconv").items()}
    assert {name: (one.pmid, one.pmcid, one.error) for name, (one,) in found.items()} == {
        "EBM-MSP__idconv-empa-reg.json": ("", "", "Identifier not found in PMC"),
        "EBM-MSP__idconv-lancet-retracted.json": ("32450107", "PMC7255293", ""),
        "retraction__v1.0-7d08e2.json": ("", "", "Identifier not found in PMC"),
    }
    (match,) = matches_of(recorded("ecitmatch")["biopython__ecitmatch.txt"])
    assert (match.key, match.pmids) == ("citation_1", ("2014248",))


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_is_known(name: str) -> None:
    files = {
        "502_unable_to_route.txt": "5xx_unable_to_route.txt",
        "200_too_many_uids.txt": "esummary_json_too_many_uids.txt",
    }
    body = recorded("errors")[files.get(name, name)]
    found = diagnose(body, int(name[:3]))
    assert (found.trouble if found else None) is ERRORS[name]
    assert "http:" not in str(found), "addresses in error pages hold the caller's key"


def test_what_an_error_at_status_200_means_to_its_reader() -> None:
    errors = recorded("errors")
    for name in ("200_esearch_not_found_phrase.json", "200_esearch_quoted_phrase_not_found.json"):
        found = search_of(errors[name])
        assert (found.count, found.ids, len(found.not_found), found.messages) == (
            0,
            (),
            1,
            ("No items found.",),
        )
    for name in ("200_esummary_missing_uid.json", "200_esummary_missing_uid.xml"):
        assert [(one.uid, one.is_absent) for one in summaries_of(errors[name])] == [("999999999", True)]
    with pytest.raises(json.JSONDecodeError):
        json.loads(errors["200_esearch_retstart_limit.json.txt"])
    with pytest.raises(BadAnswer, match="retstart"):
        search_of(errors["200_esearch_retstart_limit.json.txt"])
    assert parse(errors["200_efetch_empty_set.xml"]) == ()
    (gone,) = conversions_of(errors["200_idconv_old_invalid_article_id.json"])
    assert (gone.asked, gone.doi, gone.error) == ("10.7164/antibiotics.37.454", "", "invalid article id")
