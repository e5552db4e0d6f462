"""What each service answers when nothing is wrong."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from . import summaries
from .library import Entry, Library, tokens
from .records import DOCTYPE
from .searching import Found, search

Parameters = Mapping[str, str]

XML, JSON, TEXT, HTML = (
    "text/xml; charset=UTF-8",
    "application/json; charset=UTF-8",
    "text/plain",
    "text/html",
)

#: PubMed shows the first 9,999 hits of a search and no more.
WINDOW = 9_999
_ERROR = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE {0} PUBLIC "-//NLM//DTD {1} {2}//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/{2}/{1}.dtd">\n<{3}>\n\t<ERROR>{4}</ERROR>\n</{3}>\n'
)


@dataclass
class Answer:
    """One answer.

    Attributes:
        cut: send so many bytes of the body only, and hang up; None for all.
        short: whether the length that the header states is that of the part, as a broken gateway would say.
        after: seconds to wait before it.
        hang_up: send nothing at all.
    """

    body: bytes
    kind: str = XML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    short: bool = False
    after: float = 0.0
    hang_up: bool = False


def answer(service: str, library: Library, parameters: Parameters, listed: list[str]) -> Answer:
    """The answer of a service.

    Args:
        service: "efetch", "esearch", "esummary", "elink", "ecitmatch" or "idconv".
        library: what is known.
        parameters: by name; of a repeated one the last.
        listed: every value of `id`, which may be repeated.
    """
    if service == "idconv":
        return idconv(library, parameters)
    if not parameters.get("db") and service != "ecitmatch" and service != "elink":
        return Answer(b"Mandatory parameter: db - is omitted\n", TEXT, 400)
    if parameters.get("db", "pubmed") != "pubmed":
        return _bad_database(parameters)
    if service == "elink":
        return elink(library, parameters, listed)
    return {"efetch": efetch, "esearch": esearch, "esummary": esummary, "ecitmatch": ecitmatch}[service](
        library, parameters
    )


def efetch_error(words: str, status: int) -> Answer:
    """An error of efetch, which stands in the body, whatever the status."""
    return Answer(
        _ERROR.format("eEfetchResult", "efetch", "20131226", "eFetchResult", words).encode(), XML, status
    )


def esearch_error(words: str) -> Answer:
    """An error of esearch, which stands in the body at status 200. A line break in it is not escaped."""
    head = '{"header":{"type":"esearch","version":"0.3"},"esearchresult":{"ERROR":"'
    return Answer(f'{head}{words}"}}}}\n'.encode(), JSON)


def _bad_database(parameters: Parameters) -> Answer:
    return esearch_error(f"Invalid db name specified: {parameters.get('db', '')}")


def efetch(library: Library, parameters: Parameters) -> Answer:
    """Records by number; what is not there is left out without a word."""
    ids = [one.strip() for one in parameters.get("id", "").split(",")]
    numbers = [str(int(one)) for one in ids if one.isascii() and one.isdigit() and int(one)]
    if not numbers:
        return efetch_error("ID list is empty! Possibly it has no correct IDs.", 400)
    if parameters.get("rettype") == "full":
        return Answer(b"")
    if parameters.get("retmode") != "xml":
        listed = "\n".join(f"{at}. PMID: {one}" for at, one in enumerate(dict.fromkeys(numbers), start=1))
        return Answer(f"{listed}\n".encode(), TEXT)
    found = [library.entries[one].xml for one in dict.fromkeys(numbers) if one in library.entries]
    return Answer(f"{DOCTYPE}<PubmedArticleSet>{''.join(found)}</PubmedArticleSet>\n".encode())


def esearch(library: Library, parameters: Parameters) -> Answer:
    """PMIDs by a query; page by page, and not beyond the window."""
    term = parameters.get("term", "")
    if parameters.get("field"):
        term = f"{term}[{parameters['field']}]"
    start, most = (int(parameters.get(name) or usual) for name, usual in (("retstart", 0), ("retmax", 20)))
    if start >= WINDOW:
        return esearch_error(
            f"Search Backend failed: Exception:\n'retstart' cannot be larger than {WINDOW - 1}. For PubMed, "
            f"ESearch can only retrieve the first {WINDOW:,} records."
        )
    found = search(library, term)
    page = found.pmids[start : min(start + most, WINDOW)]
    asked = min(start + most, len(found.pmids))
    clamped = [f"Restrictions achieved. start and count adjusted to {start}, {len(page)}"] * (asked > WINDOW)
    in_json = parameters.get("retmode") == "json" or parameters.get("format") == "json"
    return (search_json if in_json else search_xml)(found, start, page, clamped)


def search_json(found: Found, start: int, page: list[str], messages: list[str]) -> Answer:
    """A page of hits in JSON: every number is a text, and empty lists are left out or not as it comes."""
    result: dict[str, object] = {
        "count": str(len(found.pmids)),
        "retmax": str(len(page)),
        "retstart": str(start),
        "idlist": page,
        "translationset": [],
        "querytranslation": found.translation,
    }
    if found.phrases_not_found or found.fields_not_found:
        result["errorlist"] = {
            "phrasesnotfound": found.phrases_not_found,
            "fieldsnotfound": found.fields_not_found,
        }
    messages = messages + ["No items found."] * (not found.pmids)
    if messages or found.quoted_not_found:
        result["warninglist"] = {
            "phrasesignored": [],
            "quotedphrasesnotfound": found.quoted_not_found,
            "outputmessages": messages,
        }
    return as_json({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result})


def search_xml(found: Found, start: int, page: list[str], messages: list[str]) -> Answer:
    """A page of hits in XML."""
    ids = "".join(f"\n<Id>{one}</Id>" for one in page)
    errors = "".join(f"<PhraseNotFound>{_escaped(one)}</PhraseNotFound>" for one in found.phrases_not_found)
    errors += "".join(f"<FieldNotFound>{_escaped(one)}</FieldNotFound>" for one in found.fields_not_found)
    warnings = "".join(
        f"<QuotedPhraseNotFound>{_escaped(one)}</QuotedPhraseNotFound>" for one in found.quoted_not_found
    )
    messages = messages + ["No items found."] * (not found.pmids)
    warnings += "".join(f"<OutputMessage>{one}</OutputMessage>" for one in messages)
    body = (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eSearchResult PUBLIC '
        '"-//NLM//DTD esearch 20060628//EN" '
        '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
        f"<eSearchResult><Count>{len(found.pmids)}</Count><RetMax>{len(page)}</RetMax><RetStart>{start}</RetStart>"
        + (f"<IdList>{ids}\n</IdList>" if ids else "<IdList/>")
        + f"<TranslationSet/><QueryTranslation>{_escaped(found.translation)}</QueryTranslation>"
        + (f"<ErrorList>{errors}</ErrorList>" if errors else "")
        + (f"<WarningList>{warnings}</WarningList>" if warnings else "")
        + "</eSearchResult>\n"
    )
    return Answer(body.encode())


def esummary(library: Library, parameters: Parameters) -> Answer:
    """Summaries by number; of an unknown one an error in its place."""
    ids = [one.strip() for one in parameters.get("id", "").split(",") if one.strip()]
    in_json = parameters.get("retmode") == "json"
    if not ids:
        return as_json({"esummaryresult": ["Empty id list - nothing todo"]})
    if in_json and len(ids) > 500:
        words = "Too many UIDs in request. Maximum number of UIDs is 500 for JSON format output."
        return as_json({"esummaryresult": [words]})
    entries = {one: library.entries.get(one) for one in ids}
    if in_json:
        header = {"type": "esummary", "version": "0.3"}
        return as_json({"header": header, "result": summaries.in_json(entries)})
    return Answer(summaries.in_xml(entries).encode())


def elink(library: Library, parameters: Parameters, listed: list[str]) -> Answer:
    """Links to PMC and to references. An `id` for each record keeps the pairs, a list in one loses them."""
    name = parameters.get("linkname") or "pubmed_pubmed_refs"
    sets = []
    for value in listed:
        sources = [one.strip() for one in value.split(",") if one.strip()]
        entries = [library.entries[one] for one in sources if one in library.entries]
        targets = [target for one in entries for target in _targets(one, name)]
        links = {"dbto": "pmc" if name == "pubmed_pmc" else "pubmed", "linkname": name, "links": targets}
        sets.append({"dbfrom": "pubmed", "ids": sources, **({"linksetdbs": [links]} if targets else {})})
    if parameters.get("retmode") == "json":
        return as_json({"header": {"type": "elink", "version": "0.3"}, "linksets": sets})
    return Answer(summaries.links_in_xml(sets).encode())


def _targets(entry: Entry, name: str) -> list[str]:
    if name == "pubmed_pmc":
        return [entry.id("pmc").removeprefix("PMC")] if entry.id("pmc") else []
    path = "PubmedData/ReferenceList/Reference/ArticleIdList/ArticleId[@IdType='pubmed']"
    return entry.texts(path)


def ecitmatch(library: Library, parameters: Parameters) -> Answer:
    """Lines of a citation match. It weighs journal, volume and page, and forgives author and year."""
    lines = [line.strip() for line in parameters.get("bdata", "").replace("\r", "\n").split("\n")]
    return Answer("".join(f"{line}{_match(library, line)}\n" for line in lines if line).encode(), TEXT)


def _match(library: Library, line: str) -> str:
    journal, _, volume, page = (*(part.strip().lower() for part in line.split("|")), "", "", "", "")[:4]
    named = [one for one in library.entries.values() if _journal(one) == tokens(journal)]
    if not named:
        return "NOT_FOUND;INVALID_JOURNAL"
    article = "MedlineCitation/Article"
    hits = [
        one.pmid
        for one in named
        if one.text(f"{article}/Journal/JournalIssue/Volume").lower() == volume
        and one.text(f"{article}/Pagination/MedlinePgn").lower().partition("-")[0] == page
    ]
    if len(hits) > 1:
        return f"AMBIGUOUS {','.join(hits)}" if len(hits) < 4 else f"AMBIGUOUS ({len(hits)} citations)"
    return hits[0] if hits else "NOT_FOUND"


def _journal(entry: Entry) -> tuple[str, ...]:
    return tokens(entry.text("MedlineCitation/MedlineJournalInfo/MedlineTA"))


def idconv(library: Library, parameters: Parameters) -> Answer:
    """Identifiers of articles in PMC, and of no others. The caller's names come back."""
    ids = [one.strip() for one in parameters.get("ids", "").split(",") if one.strip()]
    kinds = {_kind(one) for one in ids}
    if len(kinds) != 1 or len(ids) > 200:
        words = "Invalid request" if len(ids) <= 200 else "Too many ids in request"
        return as_json({"status": "error", "message": words}, 400)
    request: dict[str, object] = {
        "warnings": [
            f"query param `{one}` is missing." for one in ("tool", "email") if not parameters.get(one)
        ],
        "format": "json",
        "ids": ids,
        **{name: parameters[name] for name in ("tool", "email") if parameters.get(name)},
        "echo": urlencode(dict(parameters), quote_via=quote),
        "versions": "no",
        "showaiid": "no",
        "idtype": kinds.pop(),
    }
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    records = [_converted(library, one) for one in ids]
    return as_json({"status": "ok", "response-date": now, "request": request, "records": records})


def _kind(text: str) -> str:
    if text.upper().startswith("PMC"):
        return "pmcid"
    return "doi" if "/" in text else "pmid" if text.isdigit() else "mid"


def _converted(library: Library, asked: str) -> dict[str, object]:
    kind = _kind(asked)
    for entry in library.entries.values() if kind != "pmcid" else _with_pmcid(library, asked):
        own = {"pmcid": entry.id("pmc"), "doi": entry.id("doi"), "pmid": entry.pmid}
        if (
            own["pmcid"]
            and own["pmcid"] not in library.unreleased
            and own.get(kind, "").lower() == asked.lower()
        ):
            found: dict[str, object] = {"doi": own["doi"], "pmcid": own["pmcid"], "pmid": int(entry.pmid)}
            return {**{name: value for name, value in found.items() if value}, "requested-id": asked}
    return {kind: asked, "requested-id": asked, "status": "error", "errmsg": "Identifier not found in PMC"}


def _with_pmcid(library: Library, pmcid: str) -> list[Entry]:
    pmid = library.by_pmcid.get(pmcid.upper())
    return [library.entries[pmid]] if pmid else []


def as_json(value: object, status: int = 200) -> Answer:
    """An answer in JSON."""
    return Answer(json.dumps(value, ensure_ascii=False).encode(), JSON, status)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
