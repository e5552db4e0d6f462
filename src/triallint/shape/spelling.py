"""Names as people write them: the same name in other letters, and the name that was probably meant."""

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_SEPARATORS = re.compile(r"[\s_\-.\ufeff\u200b]+")


@lru_cache(maxsize=4096)
def loose(name: str) -> str:
    """A name without what people vary: case, separators, and American spelling.

    "Report ID", "report-id" and "reportId" are one name; so are "randomized" and "randomised".
    """
    bare = _SEPARATORS.sub("", name.casefold())
    return bare.replace("z", "s").replace("enroll", "enrol")


def nearest(name: str, known: Iterable[str], cutoff: float = 0.75) -> str | None:
    """The known name that is most like `name`, or None where none is near."""
    by_loose = {loose(one): one for one in known}
    found = difflib.get_close_matches(loose(name)[:80], list(by_loose), n=1, cutoff=cutoff)
    return by_loose[found[0]] if found else None


#: What people write for the words of the vocabulary, beyond other letters and misspellings.
_SYNONYMS = {
    "onesided": "1",
    "onetailed": "1",
    "twosided": "2",
    "twotailed": "2",
    "true": "yes",
    "false": "no",
    "y": "yes",
    "n": "no",
    "t": "yes",
    "f": "no",
    "1": "yes",
    "0": "no",
    "intentiontotreat": "itt",
    "intervention": "experimental",
    "treatment": "experimental",
    "active": "experimental",
    "placebo": "control",
    "comparator": "control",
    "total": "whole_trial",
    "overall": "whole_trial",
    "all": "whole_trial",
    "personyears": "years",
    "patientyears": "years",
    "personmonths": "months",
    "screened": "assessed",
    "randomlyassigned": "randomised",
    "survivalrate": "survival",
    "osrate": "survival",
    "adverseevents": "adverse_event",
    "timetoevent": "time_to_event",
    "survival": "time_to_event",
    "dichotomous": "binary",
    "fishersexact": "fisher",
    "pearson": "chi-squared",
    "chi2": "chi-squared",
    "ttest": "t",
    "references": "reference",
}


def meant(text: str, words: Mapping[str, str]) -> str | None:
    """The word of a vocabulary that a text probably means, or None.

    Args:
        text: what stands in the cell.
        words: the words that may stand there, with their meanings.
    """
    wanted = loose(text)
    for word, meaning in words.items():
        if wanted in (loose(word), loose(meaning)):
            return word
    synonym = _SYNONYMS.get(wanted)
    if synonym in words:
        return synonym
    singular = wanted.removesuffix("s")
    for word in words:
        if singular == loose(word).removesuffix("s"):
            return word
    return nearest(text, words)


def same_letters(text: str, word: str) -> bool:
    """Whether a text is a word in other letters: another case, blanks for underscores."""
    return loose(text) == loose(word)
