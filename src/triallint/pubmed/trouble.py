"""Answers that are none: what is wrong with them, and whether asking again may help."""

import re
from enum import Enum
from typing import Final

from ..model import lazy
from .scrubbing import scrubbed_line


class Trouble(Enum):
    """What is wrong with an answer.

    Each member's value is its word for reports. `retryable` says whether the same request may succeed later;
    `means_absent` whether it is a definite "no such record" and so no trouble at all.
    """

    EMPTY_SET = "no record"
    EMPTY_BODY = "empty body"
    CUT = "cut body"
    HTML = "web page instead of data"
    GATEWAY = "gateway message"
    BACKEND = "backend failure"
    RATE = "rate limit"
    KEY = "API key refused"
    NO_VALID_ID = "no valid id"
    WINDOW = "beyond the result window"
    TOO_LONG = "request too long"
    REFUSED = "request refused"
    BROKEN = "not well-formed"
    UNSAFE = "unsafe markup"
    OTHER_KIND = "another kind of answer"

    @property
    def retryable(self) -> bool:
        """Whether asking the same again may help: rate, servers, cut bodies and backends, nothing else."""
        return self in _RETRYABLE

    @property
    def means_absent(self) -> bool:
        """Whether the source says in this way that it has no such record."""
        return self is Trouble.EMPTY_SET


_RETRYABLE: Final = frozenset(
    {Trouble.EMPTY_BODY, Trouble.CUT, Trouble.HTML, Trouble.GATEWAY, Trouble.BACKEND, Trouble.RATE}
)


class BadAnswer(Exception):
    """An answer that cannot be read as what was asked for.

    Attributes:
        trouble: what is wrong with it.
        detail: what the source said, without keys and addresses; may be empty.
    """

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        self.trouble = trouble
        self.detail = scrubbed_line(detail)
        super().__init__(f"{trouble.value}: {self.detail}" if self.detail else trouble.value)

    @property
    def retryable(self) -> bool:
        """Whether asking the same again may help."""
        return self.trouble.retryable


#: How error texts begin or what they contain, first match wins. Whatever is not known here is taken for a
#: backend failure: asking again costs little, and taking an outage for a verdict would be wrong for good.
_WORDINGS: Final = tuple(
    (lazy(pattern, re.IGNORECASE), trouble)
    for pattern, trouble in (
        (r"retstart|only retrieve the first", Trouble.WINDOW),
        (r"rate limit", Trouble.RATE),
        (r"api.key", Trouble.KEY),
        (r"unable to route request", Trouble.GATEWAY),
        (r"uri too (?:large|long)|too many uids|too large", Trouble.TOO_LONG),
        (r"id.?list.?is.?empty|empty id.?list|no correct ids|invalid uid|invalid value", Trouble.NO_VALID_ID),
        (r"search backend failed|external viewer|proxy_stream|pubone|couldn't resolve", Trouble.BACKEND),
        (
            r"invalid db|mandatory parameter|is omitted|neither query_key nor id|empty term"
            r"|wrong type|unsupported (?:rettype|retmode)",
            Trouble.REFUSED,
        ),
    )
)


def worded(text: str) -> BadAnswer:
    """The trouble that an in-band error text speaks of."""
    plain = text if " " in text.strip() else text.replace("+", " ")  # some arrive form-encoded
    found = (trouble for pattern, trouble in _WORDINGS if pattern.search(plain))
    return BadAnswer(next(found, Trouble.BACKEND), plain)


def at_status(status: int, body: bytes = b"") -> BadAnswer:
    """The trouble of an answer whose HTTP status is not 200.

    Args:
        status: the HTTP status, 300 and above.
        body: the answer's body, which often names the reason.
    """
    said = worded(_words_of(body)) if body.strip() and not is_html(body) else None
    detail = f"HTTP {status}" + (f", {said.detail}" if said and said.detail else "")
    if status == 429:
        return BadAnswer(Trouble.RATE, detail)
    if status in (413, 414):
        return BadAnswer(Trouble.TOO_LONG, detail)
    if status >= 500:
        return BadAnswer(
            Trouble.GATEWAY if said and said.trouble is Trouble.GATEWAY else Trouble.BACKEND, detail
        )
    known = said is not None and any(pattern.search(said.detail) for pattern, _ in _WORDINGS)
    return BadAnswer(said.trouble if said and known else Trouble.REFUSED, detail)


#: Atomic groups, for a body of nothing but comments must not take for ever.
_HTML: Final = lazy(
    rb"\s*(?><\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|center|h[1-6]|p|div|pre)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_MESSAGE: Final = lazy(
    rb"(?:<ERROR>|<error>|\"ERROR\"\s*:\s*\"|\"error\"\s*:\s*\")(.*?)(?:<|\"\s*[,}])", re.DOTALL
)


def is_html(body: bytes) -> bool:
    """Whether a body is a web page, or begins as the inside of one."""
    return _HTML.match(body.removeprefix(b"\xef\xbb\xbf"), 0, 4096) is not None


#: A longer text without markup is no error message.
_LONGEST_MESSAGE: Final = 1_000


def _words_of(body: bytes) -> str:
    """The error text inside an XML, JSON or plain error body; of a long unknown body nothing."""
    named = _MESSAGE.search(body, 0, 4_000)
    text = (
        named[1]
        if named
        else body
        if len(body) <= _LONGEST_MESSAGE and body.lstrip()[:1] not in b"<{["
        else b""
    )
    return text.decode("utf-8", "replace")


def plain_message(body: bytes) -> BadAnswer:
    """The trouble of a body that is not of the kind expected: what it says, or that it is something else."""
    said = _words_of(body)
    return worded(said) if said.strip() else BadAnswer(Trouble.OTHER_KIND)
