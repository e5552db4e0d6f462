"""What must hold of a bibliography file (RIS, nbib, BibTeX, CSL-JSON), beyond what holds of every file."""

from ..conditions import Condition
from ..model import Severity

ENTRIES_ARE_WHOLE = Condition(
    "entries_are_whole",
    Severity.warning,
    "Every entry of a bibliography begins and ends as its format says.",
    """A RIS entry begins with TY and ends with ER; an entry of an nbib file begins with PMID. Where one
of them is missing, two entries may have run into one, or half of one may be lost: what stands there is
read as an entry of its own as far as it goes. Lines before the first entry are not read.

What to do: look at the line that the finding names and at the one before it, or export the file again.""",
)

ENTRIES_HAVE_KEYS_OF_THEIR_OWN = Condition(
    "entries_have_keys_of_their_own",
    Severity.warning,
    "No two entries of a bibliography have the same key.",
    """Programs keep one of them and drop the other, and not all of them say so. Both are read here; they
are told apart by their position in the file.

What to do: where they are the same publication, delete one; else give one of them another key.""",
)

#: Every condition of this room.
ENTRY_CONDITIONS = (ENTRIES_ARE_WHOLE, ENTRIES_HAVE_KEYS_OF_THEIR_OWN)
