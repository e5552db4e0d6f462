"""Answers of esearch and esummary, in JSON or XML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element

from ..model import Link, lazy
from .bodies import is_xml, json_of, xml_of
from .markup import read_xml, text_at, text_of
from .trouble import BadAnswer, Trouble, worded


@dataclass(frozen=True, slots=True)
class Search:
    """What esearch found, and what it made of the query.

    Neither a count above nought nor a missing list of errors says that the query was understood: compare
    `translation` with what was asked.

    Attributes:
        count: records that match; `ids` is one page of them, from `start` (0-based) on.
        ids: PMIDs in the order given.
        start: place of the first id among all matches; None where the answer does not say.
        translation: the query as the service ran it.
        not_found: phrases without a match, quoted ones included.
        unknown_fields: search fields that do not exist.
        ignored: phrases that were left out of the query.
        messages: further warnings.
    """

    count: int
    ids: tuple[str, ...] = ()
    start: int | None = None
    translation: str = ""
    not_found: tuple[str, ...] = ()
    unknown_fields: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """One entry of an esummary answer.

    Attributes:
        uid: the PMID asked for.
        error: why there is no summary; empty if there is one.
        ids: identifiers as (kind, text).
        types: publication types.
        links: ties to other publications, their kind in words ("Retraction in"); JSON only.
    """

    uid: str
    error: str = ""
    title: str = ""
    source: str = ""
    published: str = ""
    epub: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    types: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def is_absent(self) -> bool:
        """Whether the service says that there is no such record."""
        return _ABSENT.search(self.error) is not None


_ABSENT: Final = lazy(r"cannot get document summary|invalid uid", re.IGNORECASE)


def search_of(body: bytes) -> Search:
    """The answer of esearch.

    Raises:
        BadAnswer: it cannot be read, is none, or reports an error; a failing backend is never no hits.
    """
    return _search_xml(xml_of(body, "eSearchResult")) if is_xml(body) else _search_json(json_of(body))


def _search_json(answer: dict[str, Any]) -> Search:
    result = part(answer, "esearchresult", dict)
    errors, warnings = result.get("errorlist") or {}, result.get("warninglist") or {}
    if not isinstance(errors, dict) or not isinstance(warnings, dict):
        raise BadAnswer(Trouble.OTHER_KIND, "lists of errors")
    return Search(
        count=_whole(result.get("count")),
        ids=texts(result.get("idlist")),
        start=_whole(result["retstart"]) if "retstart" in result else None,
        translation=str(result.get("querytranslation") or ""),
        not_found=texts(errors.get("phrasesnotfound")) + texts(warnings.get("quotedphrasesnotfound")),
        unknown_fields=texts(errors.get("fieldsnotfound")),
        ignored=texts(warnings.get("phrasesignored")),
        messages=texts(warnings.get("outputmessages")),
    )


def _search_xml(root: Element) -> Search:
    start = text_at(root, "RetStart")
    return Search(
        count=_whole(text_at(root, "Count")),
        ids=_all_at(root, "IdList/Id"),
        start=_whole(start) if start else None,
        translation=text_at(root, "QueryTranslation"),
        not_found=_all_at(root, "ErrorList/PhraseNotFound")
        + _all_at(root, "WarningList/QuotedPhraseNotFound"),
        unknown_fields=_all_at(root, "ErrorList/FieldNotFound"),
        ignored=_all_at(root, "WarningList/PhraseIgnored"),
        messages=_all_at(root, "WarningList/OutputMessage"),
    )


#: An error of one entry, where older answers put it: at the top, as if it were of the whole request.
_OF_ONE: Final = lazy(r"(?:uid|id)[\s=:]+([0-9]+)\b", re.IGNORECASE)


def summaries_of(body: bytes) -> tuple[Summary, ...]:
    """The entries of an esummary answer, version 1 or 2, in its order.

    Raises:
        BadAnswer: it cannot be read, is none, or the whole request was refused.
    """
    if not is_xml(body):
        result = part(json_of(body), "result", dict)
        uids = texts(result.get("uids"))
        return tuple(_summary_json(uid, part(result, uid, dict)) for uid in uids)
    root = read_xml(body)
    if root.tag != "eSummaryResult":
        raise BadAnswer(Trouble.OTHER_KIND, f"<{root.tag}>")
    old = [_summary_old(one) for one in root.iter("DocSum")]
    new = [_summary_new(one) for one in root.iter("DocumentSummary")]
    return tuple(old + new + list(_refused(root)))


def _refused(root: Element) -> Iterator[Summary]:
    for error in (one for top in (root, *root.findall("DocumentSummarySet")) for one in top.findall("ERROR")):
        said = text_of(error)
        uid = _OF_ONE.search(said)
        if not uid:
            raise worded(said)
        yield Summary(uid[1], said)


def _summary_json(uid: str, entry: dict[str, Any]) -> Summary:
    return Summary(
        uid=uid,
        error=str(entry.get("error") or ""),
        title=str(entry.get("title") or ""),
        source=str(entry.get("source") or ""),
        published=str(entry.get("pubdate") or ""),
        epub=str(entry.get("epubdate") or ""),
        ids=tuple(
            (str(one.get("idtype") or ""), str(one["value"]))
            for one in _records(entry.get("articleids"))
            if one.get("value") not in (None, "")
        ),
        types=texts(entry.get("pubtype")),
        links=tuple(
            Link(*(str(one.get(key) or "") for key in ("reftype", "pmid", "refsource", "note")))
            for one in _records(entry.get("references"))
        ),
    )


def _summary_old(entry: Element) -> Summary:
    items = {one.get("Name", ""): one for one in entry.findall("Item")}
    ids, types = (list(items.get(name, ())) for name in ("ArticleIds", "PubTypeList"))
    return Summary(
        uid=text_at(entry, "Id"),
        title=text_of(items.get("Title")),
        source=text_of(items.get("Source")),
        published=text_of(items.get("PubDate")),
        epub=text_of(items.get("EPubDate")),
        ids=tuple((one.get("Name", ""), text_of(one)) for one in ids),
        types=tuple(map(text_of, types)),
    )


def _summary_new(entry: Element) -> Summary:
    return Summary(
        uid=entry.get("uid", ""),
        error=text_at(entry, "error"),
        title=text_at(entry, "Title"),
        source=text_at(entry, "Source"),
        published=text_at(entry, "PubDate"),
        epub=text_at(entry, "EPubDate"),
        ids=tuple(
            (text_at(one, "IdType"), text_at(one, "Value")) for one in entry.iterfind("ArticleIds/ArticleId")
        ),
        types=_all_at(entry, "PubType/flag"),
    )


def part(answer: dict[str, Any], key: str, kind: type[Any]) -> Any:
    """A part of a JSON answer that has to be there and of this kind.

    Raises:
        BadAnswer: it is not.
    """
    found = answer.get(key)
    if not isinstance(found, kind):
        raise BadAnswer(Trouble.OTHER_KIND, f"no {key}")
    return found


def texts(values: object) -> tuple[str, ...]:
    """A JSON list of texts or numbers as texts; a missing one, or none, is empty."""
    return tuple(str(one) for one in values if one not in (None, "")) if isinstance(values, list) else ()


def _records(entries: object) -> Iterator[dict[str, Any]]:
    if isinstance(entries, list):
        yield from (one for one in entries if isinstance(one, dict))


def _all_at(element: Element, path: str) -> tuple[str, ...]:
    return tuple(text for one in element.iterfind(path) if (text := text_of(one)))


def _whole(text: object) -> int:
    plain = str(text).strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 15):
        raise BadAnswer(Trouble.OTHER_KIND, "no count")
    return int(plain)
