"""The page's own styles and scripts, and the libraries that are packaged with it, each with its licence."""

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

_HERE: Final = files(__package__)


class Library(NamedTuple):
    """A library as it was published, packaged unchanged.

    Attributes:
        name: what it is called.
        version: which one.
        licence: its SPDX expression; the text is in `licence_file`.
        home: the project's page.
        files: its packaged files, with the SHA-256 of each.
        for_pictures: whether only the pictures need it.
    """

    name: str
    version: str
    licence: str
    licence_file: str
    home: str
    files: dict[str, str]
    for_pictures: bool = False


@cache
def libraries() -> tuple[Library, ...]:
    """The packaged libraries, in the order in which they are loaded."""
    return tuple(Library(**one) for one in json.loads(_text("vendor/libraries.json")))


def licence(library: Library) -> str:
    """The text of its licence."""
    return _text(f"vendor/{library.licence_file}")


def scripts(*, pictures: bool) -> list[str]:
    """What the page runs: the libraries that it needs, then its own scripts, safe inside a script element."""
    names = [
        f"vendor/{name}"
        for library in libraries()
        if pictures or not library.for_pictures
        for name in library.files
        if name.endswith(".js")
    ]
    own = ["page/words.js", "page/finding.js", "page/list.js", *(["page/pictures.js"] if pictures else [])]
    return [_inert(_text(name)) for name in (*names, *own, "page/start.js")]


def styles() -> list[str]:
    """The style sheets of the libraries, then the page's own."""
    names = [f"vendor/{name}" for library in libraries() for name in library.files if name.endswith(".css")]
    return [_inert(_text(name)) for name in (*names, "page/page.css", "page/list.css")]


def template(name: str) -> str | None:
    """A template of the page; None where there is none of that name."""
    path = _HERE / "page" / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def source_hash(script: str) -> str:
    """What a content security policy calls an inline script."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _inert(text: str) -> str:
    """Code without a pointer to its source map, which a browser's tools would ask for, and without an end."""
    text = re.sub(r"\s*(?://|/\*)# sourceMappingURL=[^\n*]*(?:\*/)?\s*$", "\n", text)
    return re.sub(r"<(?=/(?:script|style))", r"\\u003c", text, flags=re.IGNORECASE)
