"""One text as every part of the grammar reads it: printed, in plain characters, and in sentences."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ...model import Span
from ..document import Quote, Section, SectionKind
from .numbers import cell, whole_numbers
from .plain import plain
from .sentences import Sentences

if TYPE_CHECKING:
    from .arms import Arms
    from .claims import Claim
    from .heads import Head


class Passage:
    """A text and what is worked out of it once.

    Attributes:
        printed: the text as the document has it.
        text: the same in plain characters, place for place: what patterns are matched against.
        sections: its named parts.
        heads: what `heads` found, by the first character of the sentence.
        totals: how many participants the counts of all of them say.
        claimed: first characters of the numbers that a part of the grammar has read already.
    """

    def __init__(self, printed: str, sections: Sequence[Section] = ()) -> None:
        self.printed = printed
        self.text = plain(printed)
        self.sections = sections
        self.claimed: set[int] = set()
        self.totals: set[int] = set()
        self._numbers: dict[int, list[Span]] | None = None
        self.heads: dict[int, list[Head]] = {}

    @cached_property
    def arms(self) -> "Arms":
        """The arms that it names."""
        from .arms import Arms

        return Arms(self)

    @cached_property
    def claims(self) -> "list[Claim]":
        """Its confidence intervals and what each is of."""
        from .claims import claims

        return claims(self)

    @cached_property
    def sentences(self) -> Sentences:
        """Its sentences."""
        return Sentences(self.text)

    def sentence(self, offset: int) -> Span:
        """First character of the sentence around a place, and one after its last."""
        return self.sentences.around(offset)

    def quote(self, start: int, end: int) -> Quote:
        """Words as printed."""
        return Quote(self.printed[start:end], start, end)

    def number(self, start: int, end: int) -> Quote:
        """A number as a cell holds it: printed digits; a number in words as digits."""
        return Quote(cell(self.printed[start:end]), start, end)

    def numbers(self, sentence: Span) -> list[Span]:
        """Where whole numbers stand in a sentence, in digits and in words."""
        if self._numbers is None:
            self._numbers = self._all_numbers()
        return self._numbers.get(sentence.start, [])

    @property
    def numbered(self) -> list[Span]:
        """The sentences that have whole numbers: no other counts anything."""
        if self._numbers is None:
            self._numbers = self._all_numbers()
        return [self.sentences.around(start) for start, found in self._numbers.items() if found]

    def _all_numbers(self) -> dict[int, list[Span]]:
        """The whole numbers of each sentence, by its first character; found in one go, which is cheaper."""
        found: dict[int, list[Span]] = {}
        low = high = 0
        for one in whole_numbers(self.text, Span(0, len(self.text))):
            if one.start >= high:
                low, high = self.sentence(one.start)
                found[low] = []
            if one.end > high or not self.sentences.are_apart:
                return {each.start: whole_numbers(self.text, each) for each in self.sentences}
            found[low].append(one)
        return found

    def section(self, offset: int) -> SectionKind | None:
        """The kind of the part that a place is in, where the layout told."""
        for one in self.sections:
            if one.start <= offset < one.end:
                return one.kind
        return None
