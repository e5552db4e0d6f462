"""Cassettes written: one batch of answers in vcrpy's own format, never changed afterwards."""

import hashlib
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from ..model import Answer
from ..store import write_bytes, write_text
from . import index
from .caller import Caller
from .client import PLACES, Client, require
from .door import Interaction
from .index import BadIndex, Entry
from .pacing import Clock
from .questions import Question
from .recorded import answer_in, cassette_at
from .replay import BadCassette, Cassette, Recording, dois_of
from .scrubbing import scrubbed_body, scrubbed_headers, without_names

#: What a replay compares: the whole request, but for the caller's names.
MATCH_ON: Final = ("method", "scheme", "host", "path", "query", "body")
NAMES: Final = ("tool", "email", "api_key")

_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
_PMCID_TERM: Final = re.compile(r'"(PMC[0-9]+)"\[pmcid\]')
_TITLE_TERM: Final = re.compile(r"[a-z]+\[title\](?: AND [a-z]+\[title\])*")


class Recorder:
    """Asks questions and keeps the answers in a folder.

    What is kept is what the client relied on: refusals, cut answers and repetitions are not.

    Args:
        folder: where the cassettes and their index are.
        caller: who asks.
        clock: for tests.

    Raises:
        MissingPackage: requests, tenacity or vcrpy is not installed.

    Attributes:
        written: the cassettes that were written.
    """

    def __init__(self, folder: Path, caller: Caller, clock: Clock | None = None) -> None:
        _require_vcr()
        self._folder, self._caller = folder, caller
        self._heard: list[Interaction] = []
        self._client = Client(caller, recorder=self._heard.append, clock=clock)
        self.written: list[Path] = []

    def record(
        self,
        questions: Iterable[Question],
        *,
        within: float | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Generator[Answer, None, None]:
        """Ask one batch. What was answered is written when it ends, also where it is broken off.

        Args:
            questions: the batch.
            within: seconds for it.
            progress: is told how many of how many were answered.

        Raises:
            StoreError: nothing could be written.
        """
        self._heard.clear()
        try:
            yield from self._client.ask(questions, within=within, progress=progress)
        finally:  # Ctrl-C, a closed terminal: what was answered stays answered
            self._keep()

    def _keep(self) -> None:
        heard, self._heard[:] = list(self._heard), ()
        text = serialized(heard, self._caller)
        found = list(entries_of(Cassette(text), ""))
        if found:
            path = self._folder / _name_for(text)
            write_bytes(path, text)
            self.written.append(path)
            add_to_index(self._folder, [entry._replace(file=path.name) for entry in found])


def serialized(heard: Sequence[Interaction], caller: Caller) -> bytes:
    """Requests and answers as vcrpy's JSON serializer writes them, scrubbed.

    Requests are kept as for NCBI, without the caller's names, whoever answered them; a stand-in says so in a
    header of its answers.
    """
    from vcr.serialize import serialize
    from vcr.serializers import jsonserializer

    pairs = [(_request(one, caller), _response(one, caller)) for one in heard if _is_text(one.body)]
    document = {"requests": [pair[0] for pair in pairs], "responses": [pair[1] for pair in pairs]}
    return bytes(serialize(document, jsonserializer).encode())


def _request(one: Interaction, caller: Caller) -> Any:
    from vcr.request import Request

    host, path, method = PLACES[one.service]
    asked = without_names(urlencode(dict(one.parameters)), caller)
    if method == "GET":
        return Request(method, f"{host}{path}?{asked}", None, {})
    return Request(method, host + path, asked, _FORM)


def _response(one: Interaction, caller: Caller) -> dict[str, Any]:
    body = scrubbed_body(one.body, caller)
    day = datetime.combine(one.on, time(), UTC)
    headers = {"Date": format_datetime(day, usegmt=True), **scrubbed_headers(one.headers)}
    return {
        "status": {"code": one.status, "message": "OK"},
        "headers": {
            **{name: [without_names(text, caller)] for name, text in headers.items()},
            "Content-Length": [str(len(body))],
        },
        "body": {"string": body},
    }


def _is_text(body: bytes) -> bool:
    """Whether a cassette in JSON can hold a body; PubMed sends nothing else."""
    try:
        return bool(body.decode("utf-8")) or not body
    except UnicodeDecodeError:
        return False


def _name_for(text: bytes) -> str:
    """A name that no other batch has; in order of time, so that the latest answer can be told."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{hashlib.sha256(text).hexdigest()[:8]}.json"


def entries_of(cassette: Cassette, file: str) -> Iterator[Entry]:
    """What a cassette answers: all that it was asked, and the records that came along.

    An answer that rests on something which is not in the cassette is left out, and so asked for again.
    """
    seen: set[tuple[str, str]] = set()
    for question in (one for recording in cassette.recordings for one in _asked_in(recording)):
        key = index.key_of(*question)
        if (question.kind, key) in seen:
            continue
        seen.add((question.kind, key))
        answer, whole = answer_in(cassette, question)
        if answer.source and answer.on and (whole or answer.state != "unverified"):
            yield Entry(question.kind, key, file, answer.on, answer.source)


def _asked_in(recording: Recording) -> Iterator[Question]:
    """The questions that a request tells."""
    if recording.service in ("efetch", "esummary"):
        yield from (Question("pmid", pmid) for pmid in recording.ids)
    if recording.service == "idconv":
        yield from (Question("pmcid", pmcid) for pmcid in recording.ids)
    term = recording.parameters.get("term", "")
    yield from (Question("doi", doi) for doi in dois_of(term))
    yield from (Question("pmcid", found[1]) for found in _PMCID_TERM.finditer(term))
    if _TITLE_TERM.fullmatch(term):  # the words of a title are a title that asks the same
        yield Question("title", term.replace("[title]", "").replace(" AND ", " "))


def add_to_index(folder: Path, entries: Iterable[Entry]) -> None:
    """Enter answers into the index of a folder; a broken index is made anew."""
    path = folder / index.NAME
    try:
        known = index.entries_in(path)
    except BadIndex:
        reindex(folder)
        known = index.entries_in(path)
    write_text(path, index.text_of([*known, *entries]), overwrite=True)


def is_whole(folder: Path) -> bool:
    """Whether the index of a folder can be read and names every answer that its cassettes hold.

    Only cassettes that it does not name are opened: those whose answers were all asked again since, and those
    that are new to it.
    """
    try:
        known = index.entries_in(folder / index.NAME)
    except BadIndex:
        return False
    named, days = {one.file for one in known}, {(one.kind, one.key): one.on for one in known}
    for path in (path for path in sorted(folder.glob("*.json")) if path.name not in named):
        try:
            held = list(entries_of(cassette_at(path), path.name))
        except BadCassette:
            continue
        if any(days.get((one.kind, one.key), date.min) < one.on for one in held):
            return False
    return True


def reindex(folder: Path) -> list[Path]:
    """Make the index of a folder anew from its cassettes, and tell those that cannot be read."""
    entries: list[Entry] = []
    unreadable: list[Path] = []
    for path in sorted(folder.glob("*.json")):
        try:
            entries += entries_of(cassette_at(path), path.name)
        except BadCassette:
            unreadable.append(path)
    write_text(folder / index.NAME, index.text_of(entries), overwrite=True)
    return unreadable


def replaying(path: Path) -> AbstractContextManager[Any]:
    """Let vcrpy itself answer the client from a cassette; whatever is not in it fails.

    Raises:
        MissingPackage: vcrpy is not installed.
    """
    _require_vcr()
    import vcr

    recorder = vcr.VCR(
        serializer="json",
        record_mode=vcr.mode.NONE,
        match_on=MATCH_ON,
        filter_query_parameters=NAMES,
        filter_post_data_parameters=NAMES,
    )
    used: AbstractContextManager[Any] = recorder.use_cassette(str(path), allow_playback_repeats=True)
    return used


def _require_vcr() -> None:
    require("recording", "requests", "tenacity", "vcr")
