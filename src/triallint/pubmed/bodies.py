"""Any body of any of the services: what it is, and whether it is an error in disguise."""

import json
from typing import Any
from xml.etree.ElementTree import Element

from .markup import read_xml, text_of
from .parse import SKIPPED, UNITS, is_set
from .trouble import BadAnswer, Trouble, at_status, is_html, plain_message, worded


def diagnose(body: bytes, status: int = 200) -> BadAnswer | None:
    """What is wrong with an answer, told from its bytes and its HTTP status alone; None if nothing is.

    It serves every service: efetch and esearch, esummary, elink, ecitmatch and the ID Converter. An empty set
    of records counts as trouble here (`EMPTY_SET`), though it is a definite answer: `means_absent` says so.

    Args:
        body: the body as received, decompressed.
        status: the HTTP status.
    """
    if status != 200:
        return at_status(status, body)
    try:
        first = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        if first in (b"{", b"["):
            json_of(body)
        elif first == b"<" or not first:
            _diagnose_xml(body)
        elif b"|" not in body:  # the lines of a citation match
            raise plain_message(body)
    except BadAnswer as bad:
        return bad
    return None


def _diagnose_xml(body: bytes) -> None:
    seen: list[str] = []
    root = read_xml(body, units=UNITS, skipped=SKIPPED, take=lambda element: seen.append(element.tag))
    raise_in_band(root)
    if is_set(root) and not seen and not any(True for _ in root.iter("PMID")):
        raise BadAnswer(Trouble.EMPTY_SET)


def raise_in_band(root: Element) -> None:
    """Raise what an XML answer reports as an error of the whole request.

    Raises:
        BadAnswer: there is an ERROR element at the top of the answer.
    """
    error = root.find("ERROR")
    if error is not None:
        raise worded(text_of(error))


def xml_of(body: bytes, *roots: str) -> Element:
    """The root of an XML answer of one of these kinds.

    Raises:
        BadAnswer: it cannot be read, reports an error, or is of another kind.
    """
    root = read_xml(body)
    raise_in_band(root)
    if root.tag not in roots:
        raise BadAnswer(Trouble.OTHER_KIND, f"<{root.tag}>")
    return root


def is_xml(body: bytes) -> bool:
    """Whether an answer that may be of either kind is XML rather than JSON."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def json_of(body: bytes) -> dict[str, Any]:
    """The object of a JSON answer. Raw line breaks inside its texts are let pass: the service writes them.

    Raises:
        BadAnswer: empty, cut, no JSON object, or an error of the whole request.
    """
    if not body.strip():
        raise BadAnswer(Trouble.EMPTY_BODY)
    if is_html(body):
        raise BadAnswer(Trouble.HTML)
    if body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
        raise plain_message(body)
    try:
        text = body.decode("utf-8-sig")
        answer = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        # A text that has no end was cut, though it may be cut after a bracket.
        closed = text.rstrip().endswith(("}", "]")) and not error.msg.startswith("Unterminated")
        whole = closed and error.pos < len(text.rstrip())
        raise BadAnswer(Trouble.BROKEN if whole else Trouble.CUT, error.msg) from None
    except UnicodeDecodeError as error:
        cut = error.end == len(body) and error.reason == "unexpected end of data"
        raise BadAnswer(Trouble.CUT if cut else Trouble.BROKEN, "not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise BadAnswer(Trouble.UNSAFE, type(error).__name__) from None
    if not isinstance(answer, dict):
        raise BadAnswer(Trouble.OTHER_KIND, type(answer).__name__)
    error_text = _error_in(answer)
    if error_text is not None:
        raise worded(error_text)
    return answer


def _error_in(answer: dict[str, Any]) -> str | None:
    """The error of a whole request, in any of the places where the services put it."""
    for key in ("error", "ERROR"):
        if isinstance(answer.get(key), str):
            return str(answer[key])
    for key, part in answer.items():
        if key == "esummaryresult" and isinstance(part, list):
            return "; ".join(map(str, part))
        if isinstance(part, dict) and key.endswith("result") and isinstance(part.get("ERROR"), str):
            return str(part["ERROR"])
    if answer.get("status") == "error":
        return str(answer.get("message") or answer.get("errmsg") or "error")
    return None
