"""Words of titles: which spellings are one word, and which words a title cannot lose."""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from triallint.model import lazy

#: What a difference between two titles is. The first four are forgiven, the others tell works apart.
Difference = Literal[
    "spelling", "plural", "small word", "letter", "number", "negation", "direction", "design", "word"
]


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


SMALL: Final = word_set(
    """
    a an the of in on at for to by from and as its their is are do does
    """
)

_ROMAN: Final = lazy(r"(?=[ivxl])(?:x{0,3}|xl|l)(?:ix|iv|v?i{0,3})")
_COUNTED: Final = word_set(
    """
    one two three four five six seven eight nine ten eleven twelve first second third fourth fifth sixth
    seventh eighth ninth tenth once twice single double triple half quarter
    """
)
_BLINDED: Final = word_set("blind blinded masked dummy")
_ORDINAL: Final = lazy(r"(\d+)(?:st|nd|rd|th)?")
#: Numbers in words, in the order of their values from 1 on.
_NUMBERS: Final = (
    {"one", "first"}, {"two", "second"}, {"three", "third"}, {"four", "fourth"}, {"five", "fifth"},
    {"six", "sixth"}, {"seven", "seventh"}, {"eight", "eighth"}, {"nine", "ninth"}, {"ten", "tenth"},
    {"eleven"}, {"twelve"},
)  # fmt: skip
_ROMAN_DIGITS: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_NEGATIONS: Final = word_set(
    """
    no not non nor neither never without lack lacks absence absent fails failed failure despite unlike
    except negative positive or versus vs against
    """
)
_DIRECTIONS: Final = word_set(
    """
    increase increases increased increasing decrease decreases decreased decreasing reduce reduces
    reduced reduction improve improves improved improvement worsen worsens worsening higher lower high
    low more less most least greater smaller larger upper above below over under before after during pre
    post early late earlier later left right bilateral unilateral anterior posterior superior inferior
    medial lateral proximal distal acute chronic primary secondary short long male female men women boys
    girls child children adult adults old older young younger maternal paternal inpatient outpatient
    gain loss up down inhibit inhibits inhibition activate activates activation promote promotes
    suppress suppresses with
    """
)
_DESIGNS: Final = word_set(
    """
    study studies trial trials analysis analyses review reviews survey surveys protocol protocols
    followup follow report reports series case cases cohort control controlled crossover randomised
    randomized nonrandomized prospective retrospective observational crosssectional pilot phase interim
    final longterm update updated metaanalysis meta systematic scoping narrative umbrella network pooled
    secondary subgroup post hoc rationale design methods reply response comment commentary letter
    editorial erratum corrigendum correction corrections retraction retracted concern addendum part
    introduction guideline guidelines recommendation recommendations consensus statement validation
    evaluation comparison extension quality life cost effectiveness blind blinded masked
    """
)
#: Words that, left out with a subtitle, make it a title of something else.
NEVER_DROPPED: Final = word_set(
    """
    reply response responses comment comments commentary letter editorial erratum errata corrigendum
    correction corrections retraction concern addendum protocol followup follow part update updated
    rationale design interim final extension supplement appendix introduction preface quality hoc posthoc
    subgroup subgroups subanalysis secondary longterm term economic cost costs exploratory ancillary
    """
)

_RULES: Final = tuple(
    (lazy(pattern), new)
    for pattern, new in (
        (r"ae|oe", "e"),
        (r"(tum|col|behavi|fav|lab|od|hum|neighb|vap|harb|hon|flav|arm|rig|vig|sav|rum)our", r"\1or"),
        (r"(?<=[a-z]{3})is(e[dsr]?|ing|ations?|ers?|able)$", r"iz\1"),
        (r"(?<=[a-z]{2})ys(e[dsr]?|ing|ers?)$", r"yz\1"),
        (r"(cent|met|lit|fib|tit|calib|theat|spect|lust|sab)re(s?)$", r"\1er\2"),
        (r"ogue(s?)$", r"og\1"),
        (r"ll(ed|ing|ings|er|ers|or|ors)$", r"l\1"),
        (r"^enroll", "enrol"),
        (r"^fulfill", "fulfil"),
        (r"programme", "program"),
        (r"sulph", "sulf"),
        (r"^ceph(?=al[eo]|az|ox|ur|rad)", "cef"),
        (r"leuco", "leuko"),
        (r"(practi|licen|defen|offen)se", r"\1ce"),
        (r"ageing", "aging"),
        (r"grey", "gray"),
        (r"judgement", "judgment"),
        (r"aluminium", "aluminum"),
        (r"artefact", "artifact"),
        (r"speciality", "specialty"),
        (r"^disc(s?)$", r"disk\1"),
        (r"^(m|sm)ould", r"\1old"),
        (r"^mcg$|^microgram(s?)$", "microg"),
        (r"^versus$", "vs"),
        (r"orthopedic", "orthoped"),
    )
)  # fmt: skip
#: Ions whose charge one source prints as a digit and another loses with its superscript.
_ION: Final = lazy(r"(ca|mg|zn|mn|cu|sr|ba|cd|ni|pb|hg|na|k|li|cl)[123]?")
#: Endings of substances, where a single letter makes another one.
_ENDINGS: Final = (
    frozenset({"ate", "ite", "ide"}),
    frozenset({"ane", "ene", "yne", "one", "ine", "ole"}),
    frozenset({"ase", "ose"}),
)


@lru_cache(maxsize=16384)
def spelled(word: str) -> str:
    """A word in one of its spellings: British and American are one."""
    if len(word) < 4 or not word.isalpha():
        return word
    for pattern, new in _RULES:
        word = pattern.sub(new, word)
    return word


def singular(word: str) -> str:
    """A word without the ending of its plural."""
    for ending, instead in (("ies", "y"), ("ses", "sis"), ("es", ""), ("s", "")):
        if len(word) > len(ending) + 3 and word.endswith(ending) and not word.endswith("ss"):
            return word.removesuffix(ending) + instead
    return word


def compare_words(cited: str, known: str) -> Difference:
    """What the difference between two words is."""
    a, b = spelled(cited), spelled(known)
    if a == b:
        return "spelling"
    if {a, b} & SMALL and {a, b} <= SMALL:
        return "small word"
    if _plurals(a) & _plurals(b):
        return "plural"
    ion, other = _ION.fullmatch(cited), _ION.fullmatch(known)
    if value_of(a) is not None and value_of(a) == value_of(b):
        return "spelling"
    if ion and other and ion[1] == other[1] and min(len(cited), len(known)) == len(ion[1]):
        return "spelling"
    if _is_a_slip(a, b):
        return "letter"
    return weight((cited,), (known,))


def _plurals(word: str) -> set[str]:
    return (
        {word, singular(word), word.removesuffix("s"), word.removesuffix("es")} if len(word) > 3 else {word}
    )


def weight(cited: tuple[str, ...], known: tuple[str, ...]) -> Difference:
    """What the words say that only one of two titles has: the gravest of them."""
    only = set(cited) ^ set(known)
    if not only - SMALL:
        return "small word"
    if only & _BLINDED:  # "double-blind" counts nobody
        only -= _COUNTED
    for kind, is_one in _WEIGHTS:
        if any(is_one(word) for word in only):
            return kind
    return "word"


def is_number(word: str) -> bool:
    """Whether a word counts something: digits, a roman numeral, a number in words."""
    return any(map(str.isdigit, word)) or word in _COUNTED or bool(_ROMAN.fullmatch(word))


def value_of(word: str) -> int | None:
    """The whole number that a word is ("3", "iii", "three", "third", "3rd"); None where it is none."""
    if found := _ORDINAL.fullmatch(word):
        return int(found[1])
    for value, words in enumerate(_NUMBERS, 1):
        if word in words:
            return value
    if not word or not _ROMAN.fullmatch(word):
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(-one if one < behind else one for one, behind in pairwise([*digits, 0]))


_WEIGHTS: Final[tuple[tuple[Difference, Callable[[str], bool]], ...]] = (
    ("number", is_number),
    ("negation", _NEGATIONS.__contains__),
    ("direction", _DIRECTIONS.__contains__),
    ("design", _DESIGNS.__contains__),
)  # fmt: skip


def _is_a_slip(a: str, b: str) -> bool:
    """Whether one letter differs between two long words, and not one that makes another word of medicine.

    Prefixes decide (antenatal, arteritis and arthritis, abduction and adduction), and so do the endings of
    substances, so that a slip is one only between them.
    """
    if min(len(a), len(b)) < 7 or not (a.isalpha() and b.isalpha()) or not within_one_letter(a, b):
        return False
    if a[:4] != b[:4]:
        return False
    return not any(a[-3:] != b[-3:] and {a[-3:], b[-3:]} <= endings for endings in _ENDINGS)


def within_one_letter(a: str, b: str) -> bool:
    """Whether two words differ by one letter put in, left out, replaced, or by two that changed places."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    swapped = rest_a[1::-1] + rest_a[2:] == rest_b
    return swapped or rest_a[1:] == rest_b[1:] or rest_a == rest_b[1:] or rest_a[1:] == rest_b
