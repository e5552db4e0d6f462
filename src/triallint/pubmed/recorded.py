"""Recorded answers, found by identifier in whichever batch they came, without network and without vcrpy."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ..model import Answer, IdentifierKind
from . import index
from .asking import Asking
from .index import BadIndex, Entry
from .judging import has_doi
from .pacing import day_of_answer
from .questions import Question, doi_term, misfit, title_term
from .replay import BadCassette, Cassette, Replay
from .trouble import BadAnswer

#: Cassettes that are kept open for the next question, in bytes of their files.
_KEPT: Final = 96 * 1024 * 1024

_NOT_IN_IT: Final = "the search is not in it"
_MEND: Final = "`triallint record --reindex` mends it"
UNRECORDED: Final = "no recorded answer: run `triallint record`"


class Recorded:
    """Answers out of folders of cassettes. Implements `crosscheck.AnswerSource`.

    Only the index and the cassettes that the questions need are opened, so that the cost grows with the
    questions and not with what was ever recorded. An answer is worked out anew from what PubMed said; the
    index only tells where that stands.

    Args:
        folders: each with an index and its cassettes; the first that knows an identifier answers.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._open: OrderedDict[Path, tuple[Cassette, int]] = OrderedDict()

    def answer(self, question: tuple[IdentifierKind, str]) -> Answer:
        """What was recorded of one identifier; `unverified` where nothing was, or where it cannot be read."""
        return replace(self._answer(canonical(*question)), asked=question[1])

    def _answer(self, asked: Question) -> Answer:
        if reason := misfit(asked):
            return _unverified(asked, reason, remedy="")
        key = index.key_of(*asked)
        for folder in self._folders:
            try:
                entry = index.look_up(folder / index.NAME, asked.kind, key)
            except BadIndex as bad:
                return _unverified(
                    asked, f"{index.NAME} of the recorded answers is broken: {bad}", f"; {_MEND}"
                )
            if entry is not None:
                return self._answer_in(folder, entry, asked)
        return _unverified(asked, UNRECORDED, remedy="")

    def _answer_in(self, folder: Path, entry: Entry, asked: Question) -> Answer:
        path = folder / entry.file
        try:
            answer = answer_in(self._cassette(path), asked)[0]
        except BadCassette as bad:
            return _unverified(asked, f"the recorded answer cannot be read: {bad}")
        if answer.source is None:
            return _unverified(asked, f"the recorded answer is not whole: {answer.reason}")
        return _kept_in(answer, str(path))

    def _cassette(self, path: Path) -> Cassette:
        known = self._open.get(path)
        if known is None:
            text = _bytes_of(path)
            known = self._open[path] = Cassette(text), len(text)
            while len(self._open) > 1 and sum(size for _, size in self._open.values()) > _KEPT:
                self._open.popitem(last=False)
        self._open.move_to_end(path)
        return known[0]


def canonical(kind: IdentifierKind, asked: str) -> Question:
    """A question as it is sent: a PMCID in capitals, as the ID Converter wants it."""
    return Question(kind, asked.upper() if kind == "pmcid" else asked)


def cassette_at(path: Path) -> Cassette:
    """The cassette in a file.

    Raises:
        BadCassette: there is none.
    """
    return Cassette(_bytes_of(path))


def answer_in(cassette: Cassette, question: Question) -> tuple[Answer, bool]:
    """What a cassette says of one identifier, and whether it holds all that the answer rests on."""
    if question.kind == "doi" and doi_term([question.asked]) not in cassette.searches:
        return _of_shared_search(cassette, question)
    if question.kind == "title" and title_term(question.asked) not in cassette.searches:
        return Answer(*question, "unverified", reason=_NOT_IN_IT), False
    replay = Replay(cassette)
    (answer,) = Asking(replay).answers([question])
    return answer, not replay.missed


def _of_shared_search(cassette: Cassette, question: Question) -> tuple[Answer, bool]:
    """A DOI that was looked for together with others: proved by the one record that gives it as its own."""
    try:
        hits = [cassette.publication(pmid) for pmid in cassette.hits_for(question.asked)]
    except BadAnswer as bad:
        return Answer(*question, "unverified", reason=f"a record cannot be read ({bad})"), False
    own = {one.pmid: one for one in hits if one and has_doi(one, question.asked)}
    if len(own) != 1:
        return Answer(*question, "unverified", reason=_NOT_IN_IT), False
    (kept,) = (cassette.fetched[pmid] for pmid in own)
    return Answer(*question, "found", tuple(own.values()), "", kept.source, day_of_answer(kept.headers)), True


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadCassette(error.strerror or type(error).__name__) from None


def _kept_in(answer: Answer, file: str) -> Answer:
    return replace(answer, kept_in=file)


def _unverified(question: Question, reason: str, remedy: str = "; `triallint record` asks again") -> Answer:
    return Answer(*question, "unverified", reason=reason + remedy)
