"""Who is asking: the names that NCBI wants to know, the key that raises the limit, and where to ask."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

#: Environment variables. The last is for the stand-in of the tests alone.
KEY, EMAIL, ELSEWHERE = "NCBI_API_KEY", "NCBI_EMAIL", "TRIALLINT_EUTILS_URL"

_KEY: Final = re.compile(r"[0-9A-Za-z_-]+")
_TOOL: Final = "triallint"
_EMAIL: Final = re.compile(r"[^@\s<>\"']+@[^@\s<>\"']+")


class CallerError(ValueError):
    """Who is asking, or where, cannot be as it is given. The message never holds what was given."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking. Neither key nor e-mail address is ever shown.

    Attributes:
        tool: the program's name, without blanks.
        email: of the person who runs it; NCBI writes there before it shuts anyone out. Empty if unknown.
        api_key: NCBI's key of that person; empty if there is none.
        base: address of a stand-in on this machine ("http://127.0.0.1:8000"); empty for NCBI.

    Raises:
        CallerError: one of them cannot be right.
    """

    tool: str = _TOOL
    email: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    base: str = ""

    def __post_init__(self) -> None:
        if self.api_key and not _KEY.fullmatch(self.api_key):
            raise CallerError(f"{KEY} holds characters that are in no key: copy it again, or unset it")
        if self.email and not _EMAIL.fullmatch(self.email):
            raise CallerError(f"{EMAIL} is no e-mail address: correct it, or unset it")
        if self.base and not _is_here(self.base):
            raise CallerError(
                f"{ELSEWHERE} may only name a stand-in on this machine (http://127.0.0.1:PORT): unset it"
            )

    @property
    def rate(self) -> int:
        """Requests per second that NCBI allows."""
        return 10 if self.api_key else 3

    def names(self, *, key: bool = True) -> dict[str, str]:
        """What goes with every request. A blank key would be refused, so there is none then."""
        given = {"tool": self.tool, "email": self.email, "api_key": self.api_key if key else ""}
        return {name: value for name, value in given.items() if value}

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be kept or told: the key, the e-mail address, a tool's name that is not ours."""
        tool = "" if self.tool == _TOOL else self.tool
        return tuple(filter(None, (self.api_key, self.email, tool)))

    @classmethod
    def from_environment(cls, email: str = "", environment: Mapping[str, str] | None = None) -> "Caller":
        """The caller that NCBI_API_KEY, NCBI_EMAIL and, in tests, TRIALLINT_EUTILS_URL name.

        Args:
            email: used where NCBI_EMAIL is not set: a dataset's configuration may name one.
            environment: instead of the process's own.

        Raises:
            CallerError: one of them cannot be right.
        """
        values = os.environ if environment is None else environment
        return cls(
            email=values.get(EMAIL, "").strip() or email.strip(),
            api_key=values.get(KEY, "").strip(),
            base=values.get(ELSEWHERE, "").strip().rstrip("/"),
        )


def _is_here(base: str) -> bool:
    """Whether an address is one of this machine: nothing must leave it by way of a test's variable."""
    try:
        parts = urlsplit(base)
        host, _ = parts.hostname or "", parts.port
        return (parts.scheme, parts.path, parts.query, parts.username) == ("http", "", "", None) and (
            host == "localhost" or ipaddress.ip_address(host).is_loopback
        )
    except ValueError:
        return False
