"""Answers of the smaller services, in their shapes of then and now."""

import json
from typing import Any

import pytest

from tests.pubmed.lookups import LinkSet, Match, links_of, matches_of
from triallint.model import Link
from triallint.pubmed.answers import Search, Summary, search_of, summaries_of
from triallint.pubmed.bodies import diagnose
from triallint.pubmed.conversions import Conversion, conversions_of
from triallint.pubmed.scrubbing import scrubbed_line
from triallint.pubmed.trouble import BadAnswer, Trouble, at_status

from .made import article, as_set

HEADER = {"header": {"type": "esearch", "version": "0.3"}}


def as_json(**parts: Any) -> bytes:
    return json.dumps(HEADER | parts).encode()


def test_a_search_in_both_forms() -> None:
    listed = {
        "count": "2", "retmax": "2", "retstart": "0", "idlist": ["11", "12"],
        "querytranslation": '"x"[Publisher ID]',
        "errorlist": {"phrasesnotfound": ["a"], "fieldsnotfound": ["b"]},
        "warninglist": {"phrasesignored": ["c"], "quotedphrasesnotfound": ['"d"'], "outputmessages": ["e"]},
    }  # fmt: skip
    xml = b"""<?xml version="1.0"?><eSearchResult><Count>2</Count><RetMax>2</RetMax><RetStart>0</RetStart>
      <IdList><Id>11</Id><Id>12</Id></IdList>
      <TranslationStack><TermSet><Count>9</Count></TermSet></TranslationStack>
      <QueryTranslation>"x"[Publisher ID]</QueryTranslation>
      <ErrorList><PhraseNotFound>a</PhraseNotFound><FieldNotFound>b</FieldNotFound></ErrorList>
      <WarningList><PhraseIgnored>c</PhraseIgnored><QuotedPhraseNotFound>"d"</QuotedPhraseNotFound>
      <OutputMessage>e</OutputMessage></WarningList></eSearchResult>"""
    expected = Search(2, ("11", "12"), 0, '"x"[Publisher ID]', ("a", '"d"'), ("b",), ("c",), ("e",))
    assert search_of(as_json(esearchresult=listed)) == expected
    assert search_of(xml) == expected


def test_a_search_without_hits_is_no_failure() -> None:
    found = search_of(as_json(esearchresult={"count": "0", "idlist": [], "querytranslation": "q"}))
    assert found == Search(0, translation="q")


@pytest.mark.parametrize(
    "result", [{}, {"count": None}, {"count": "-1"}, {"count": "1", "errorlist": [1]}, [], "x"]
)
def test_a_search_that_does_not_say_how_many_is_no_search(result: object) -> None:
    with pytest.raises(BadAnswer) as raised:
        search_of(as_json(esearchresult=result))
    assert raised.value.trouble is Trouble.OTHER_KIND


def test_raw_line_breaks_in_json() -> None:
    body = b'{"esearchresult":{"count":"1","idlist":["1"],"querytranslation":"a\nb"}}'
    assert search_of(body).translation == "a\nb"


def test_summaries_tell_the_unknown_from_the_known() -> None:
    result = {
        "uids": ["11", "99"],
        "11": {
            "uid": "11", "title": "T", "source": "J Ex", "pubdate": "2019 Oct", "epubdate": "",
            "pubtype": ["Review"],
            "articleids": [{"idtype": "doi", "value": "10.1000/x"}, {"idtype": "pii", "value": ""}],
            "references": [
                {"reftype": "Retraction in", "pmid": 12, "refsource": "S", "note": ""},
                {"reftype": "Erratum in"},
            ],
        },
        "99": {"uid": "99", "error": "cannot get document summary"},
    }  # fmt: skip
    known, unknown = summaries_of(as_json(result=result))
    assert known == Summary(
        uid="11", title="T", source="J Ex", published="2019 Oct",
        ids=(("doi", "10.1000/x"),), types=("Review",),
        links=(Link("Retraction in", "12", "S"), Link("Erratum in")),
    )  # fmt: skip
    assert (known.is_absent, unknown.is_absent, unknown.uid) == (False, True, "99")


OLD = """<DocSum><Id>11</Id><Item Name="Title" Type="String">T</Item>
  <Item Name="PubDate" Type="Date">2019</Item>
  <Item Name="ArticleIds" Type="List"><Item Name="doi" Type="String">10.1000/x</Item></Item>
  <Item Name="PubTypeList" Type="List"><Item Name="PubType" Type="String">Review</Item></Item></DocSum>"""
NEW = """<DocumentSummarySet status="OK"><DocumentSummary uid="11"><Title>T</Title><PubDate>2019</PubDate>
  <PubType><flag>Review</flag></PubType><ArticleIds><ArticleId><IdType>doi</IdType><Value>10.1000/x</Value>
  </ArticleId></ArticleIds></DocumentSummary></DocumentSummarySet>"""


@pytest.mark.parametrize("entry", [OLD, NEW])
def test_summaries_in_xml(entry: str) -> None:
    (found,) = summaries_of(f"<eSummaryResult>{entry}</eSummaryResult>".encode())
    assert found == Summary("11", title="T", published="2019", ids=(("doi", "10.1000/x"),), types=("Review",))


def test_an_error_of_one_summary_is_not_one_of_all() -> None:
    one = f"<eSummaryResult><ERROR>Invalid uid 99 at position=1</ERROR>{OLD}</eSummaryResult>"
    assert [(entry.uid, entry.is_absent) for entry in summaries_of(one.encode())] == [
        ("11", False),
        ("99", True),
    ]
    with pytest.raises(BadAnswer) as raised:
        summaries_of(b"<eSummaryResult><ERROR>External viewer error</ERROR></eSummaryResult>")
    assert raised.value.retryable


def test_conversions_then_and_now() -> None:
    now = {"doi": "10.1000/x", "pmcid": "PMC7", "pmid": 11, "requested-id": "10.1000/X"}
    refused = {"status": "error", "errmsg": "Identifier not found in PMC"}
    unknown = {"doi": "10.1000/y", "requested-id": "10.1000/y"} | refused
    then = {
        "doi": "10.1000/x",
        "pmcid": "PMC7",
        "pmid": "11",
        "versions": [{"pmcid": "PMC7.1", "current": "true"}],
    }
    gone = {"doi": "10.1000/z", "live": "false", "status": "error", "errmsg": "invalid article id"}
    alone = {"pmid": "12"} | refused
    assert conversions_of(as_json(status="ok", records=[now, unknown, then, gone, alone])) == (
        Conversion("10.1000/X", "11", "PMC7", "10.1000/x"),
        Conversion("10.1000/y", error="Identifier not found in PMC"),
        Conversion("", "11", "PMC7", "10.1000/x"),
        Conversion("10.1000/z", error="invalid article id"),
        Conversion("12", error="Identifier not found in PMC"),
    )
    with pytest.raises(BadAnswer) as raised:
        conversions_of(as_json(status="error", message="wrong type of id"))
    assert raised.value.trouble is Trouble.REFUSED


def test_matches_by_key() -> None:
    body = (
        b"j ex|2019|12|637|adler mp|a|90000001\r\nj ex|2019|12|1||b|NOT_FOUND\r"
        b"no|2019|1|1||c|NOT_FOUND;INVALID_JOURNAL\n"
        b"j ex|2019||||d|AMBIGUOUS (7 citations)\nj ex|2019||1||e|AMBIGUOUS 1,2,3\nj ex|2019|12|6"
    )
    assert matches_of(body) == (
        Match("a", "found", ("90000001",), "90000001"),
        Match("b", "absent", (), "NOT_FOUND"),
        Match("c", "absent", (), "NOT_FOUND;INVALID_JOURNAL"),
        Match("d", "ambiguous", (), "AMBIGUOUS (7 citations)"),
        Match("e", "ambiguous", ("1", "2", "3"), "AMBIGUOUS 1,2,3"),
    )


def test_links_in_both_forms() -> None:
    xml = b"""<eLinkResult><LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>1</Id></IdList>
      <LinkSetDb><DbTo>pubmed</DbTo><LinkName>pubmed_pubmed_refs</LinkName>
      <Link><Id>2</Id><Score>9</Score></Link><Link><Id>3</Id></Link></LinkSetDb></LinkSet><LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>4</Id></IdList></LinkSet></eLinkResult>"""
    sets = {"dbto": "pubmed", "linkname": "pubmed_pubmed_refs", "links": [{"id": 2, "score": 9}, "3"]}
    linked = [{"dbfrom": "pubmed", "ids": [1], "linksetdbs": [sets]}, {"dbfrom": "pubmed", "ids": ["4"]}]
    expected = (LinkSet(("1",), "pubmed", "pubmed_pubmed_refs", ("2", "3")),)
    assert links_of(xml) == links_of(as_json(linksets=linked)) == expected
    for body in (b"<eLinkResult><LinkSet><ERROR>BLOB ID IS NOT IMPLEMENTED</ERROR></LinkSet></eLinkResult>",
                 as_json(linksets=[{"ERROR": "Couldn't resolve #x"}])):  # fmt: skip
        with pytest.raises(BadAnswer) as raised:
            links_of(body)
        assert raised.value.retryable


@pytest.mark.parametrize(
    ("status", "body", "trouble", "retryable"),
    [
        (200, b"", Trouble.EMPTY_BODY, True),
        (200, as_set(), Trouble.EMPTY_SET, False),
        (200, as_set(article()), None, False),
        (200, as_set(article())[:-30], Trouble.CUT, True),
        (200, b"<!DOCTYPE html>\n<html><body>Down</body></html>", Trouble.HTML, True),
        (200, b'<?xml version="1.0"?>\n<html xmlns="x"><body/></html>', Trouble.HTML, True),
        (200, b"<eFetchResult><ERROR>connect to PubOne</ERROR></eFetchResult>", Trouble.BACKEND, True),
        (200, b"<eFetchResult><ERROR>never seen before</ERROR></eFetchResult>", Trouble.BACKEND, True),
        (400, b"<eFetchResult><ERROR>External viewer error: x</ERROR></eFetchResult>", Trouble.BACKEND, True),
        (400, b"something never seen before", Trouble.REFUSED, False),
        (200, b"Unable to route request!\n", Trouble.GATEWAY, True),
        (200, b'{"error":"API rate limit exceeded","count":"4"}', Trouble.RATE, True),
        (429, b"", Trouble.RATE, True),
        (414, b"<html>Submitted URI too large!</html>", Trouble.TOO_LONG, False),
        (301, b"<html>Moved</html>", Trouble.REFUSED, False),
        (503, b"", Trouble.BACKEND, True),
        (200, b'{"esearchresult":{"count":"1"', Trouble.CUT, True),
        (200, b'{"esearchresult":{"count":"1"}', Trouble.CUT, True),
        (200, b"{\"result\":{\"ERROR\":\"Search Backend failed:\n'retstart' over\"}}", Trouble.WINDOW, False),
        (200, b'{"esearchresult":{"count":"1",}}', Trouble.BROKEN, False),
        (200, '{"a":"Über"}'.encode()[:7], Trouble.CUT, True),
        (200, b"j ex|2019|12|637|adler mp|a|90000001\n", None, False),
    ],
)  # fmt: skip
def test_diagnosis(status: int, body: bytes, trouble: Trouble | None, retryable: bool) -> None:
    found = diagnose(body, status)
    assert (found.trouble if found else None) is trouble
    assert bool(found and found.retryable) is retryable


def test_only_an_empty_set_means_absent() -> None:
    assert [one for one in Trouble if one.means_absent] == [Trouble.EMPTY_SET]


KEY = "0123456789abcdef0123456789abcdef0123"


@pytest.mark.parametrize(
    "text",
    [
        f"API key {KEY} is no good",
        "see /efetch.fcgi?db=pubmed&api_key=SESAME&id=1",
        "see email=someone%40example.org&tool=SESAME",
        '{"api-key":"SESAME"}',
        "from 192.0.2.17 by someone@example.org",
        "word " * 450 + KEY,
        "0" * 1_975 + f" {KEY}",
    ],
)
def test_nothing_secret_is_repeated(text: str) -> None:
    for said in (scrubbed_line(text), str(at_status(400, text.encode())), str(BadAnswer(Trouble.KEY, text))):
        for secret in (KEY, KEY[:10], "SESAME", "someone", "192.0.2.17"):
            assert secret not in said
    assert len(scrubbed_line(text)) <= 200
