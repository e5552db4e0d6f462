"""The layouts that documents come in: one file each, recognised by content."""

import os
import pkgutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module

from ...model import Finding
from ...read.source import LIMITS, Limits, Source, Unreadable, load
from ..conditions import CONDITIONS, DOCUMENT_IS_WHOLE, DOCUMENTS_HAVE_IDS_OF_THEIR_OWN, LAYOUT_IS_KNOWN
from ..document import Document
from .base import LONGEST, Given, Layout
from .trials import say_what_is_missing
from .unpack import kind_of_binary

__all__ = ["CONDITIONS", "Layout", "documents", "layouts"]


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout, found by walking this room; those that accept little come first."""
    modules = (import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__))
    found = [one.LAYOUT for one in modules if hasattr(one, "LAYOUT")]
    return tuple(sorted(found, key=lambda layout: (layout.rank, layout.name)))


def documents(
    path: str | os.PathLike[str],
    findings: list[Finding] | None = None,
    *,
    taken: set[str] | None = None,
    limits: Limits = LIMITS,
) -> Iterator[Document]:
    """The documents of a file, one at a time. Never raises for what it holds: that becomes findings.

    Args:
        path: the file; named to a person as given.
        findings: receives what was found about the file itself, once the last document was taken.
        taken: ids of documents that were read before; the new ones are added.
        limits: how much of a file is read.
    """
    source = Source(os.fspath(path), limits=limits)
    taken = set() if taken is None else taken
    repeats: Counter[str] = Counter()
    try:
        if load(source):
            for document in _of(source):
                own = _with_own_id(source, document, taken, repeats)
                say_what_is_missing(source, own)
                yield own
    except Unreadable as refusal:
        source.refuse(refusal, DOCUMENT_IS_WHOLE)
    except MemoryError:
        source.refuse(Unreadable("the file does not fit into memory", "split it, or use a larger machine"))
    finally:
        source.data = b""
        source.close()
        if findings is not None:
            findings.extend(source.findings)


def _of(source: Source) -> Iterator[Document]:
    """The documents of a loaded file, by the first layout that recognises it."""
    given = Given(source)
    if not given.data.strip():
        _say_unknown(source, "the file is empty")
        return
    kind = kind_of_binary(given.data)
    if kind is not None:
        _say_unknown(source, f"the file is {kind}, which is not read here")
        return
    for layout in layouts():
        if layout.recognise(given):
            if layout.is_single and len(given.text) > LONGEST:
                raise Unreadable("the text is far longer than any report", "split it")
            read = False
            for document in layout.read(given):
                read = True
                yield document
            if not read and not source.findings:
                _say_unknown(source, f"the file is {layout.title}, and holds no document")
            return
    tried = "; ".join(layout.title for layout in layouts())
    _say_unknown(source, f"the file is laid out in no way that is known here. Tried: {tried}")


def _say_unknown(source: Source, message: str) -> None:
    source.say(
        LAYOUT_IS_KNOWN,
        message,
        "save the report as plain text, as PubMed's nbib or XML, or as a web page",
    )


def _with_own_id(source: Source, document: Document, taken: set[str], repeats: Counter[str]) -> Document:
    """The document under an id that no other has."""
    name = document.id
    while name in taken:
        repeats[document.id] += 1
        name = f"{document.id}-{repeats[document.id] + 1}"
    taken.add(name)
    if name == document.id:
        return document
    source.say(
        DOCUMENTS_HAVE_IDS_OF_THEIR_OWN,
        f"another document is known as {document.id}; this one was read as {name}",
        "give each document an id, or a file name, of its own",
        row=document.line,
        text=name,
        words="the document",
    )
    return replace(document, id=name)
