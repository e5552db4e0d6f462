"""The grammar of trial reports: text in, facts out, each with the characters it was read from."""

from collections.abc import Sequence

from ..document import Section
from ..facts import Fact
from .counts import counts
from .effects import effects
from .happenings import happenings
from .joining import with_intervals
from .passage import Passage
from .proportions import proportions
from .silent import is_silent
from .sizes import sizes
from .subsets import of_subsets
from .summaries import summaries
from .survival import survival


def facts(text: str, sections: Sequence[Section] = ()) -> list[Fact]:
    """Everything that the grammar understands in a text, in the order it is printed.

    Args:
        text: the characters of a document; offsets of the facts count in it.
        sections: its named parts, where the layout told them.
    """
    passage = Passage(text, sections)
    if is_silent(passage.text):
        return []
    found: list[Fact] = []
    for part in PARTS:
        found.extend(part(passage))
    found = list(of_subsets(passage, with_intervals(passage, found)))
    found.sort(key=lambda fact: (fact.start, fact.end))
    return found


#: The parts of the grammar; each reads the passage and gives facts.
PARTS = (happenings, proportions, sizes, counts, effects, survival, summaries)
