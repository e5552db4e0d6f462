"""What a text is, of all kinds: what a wrong column is recognised by."""

from .others import Other, other_kind
from .record import KINDS
from .registry import read_registry_number


def what_is(text: str) -> Other | None:
    """What kind of identifier a whole text is; None where its form alone does not say."""
    found = other_kind(text)
    if found is None and text.isascii() and text.isdigit() and 3 <= len(text) <= 8:
        return Other("number", "a bare number, as a PMID or a PMCID has")
    if found is None or found.name == "address":
        number = read_registry_number(text)
        if number is not None:
            name = KINDS[number.kind]
            return Other(number.kind, f"{'an' if name[0] in 'AEIO' else 'a'} {name}")
    return found
