"""Which arm each number of a sentence belongs to, where the sentence makes it plain."""

import itertools
import re
from collections.abc import Sequence

from ...model import Span
from .labels import Mention, key
from .numbers import COUNT, WORDS
from .passage import Passage

# Between a number and the label behind it: "46% of patients in the", "35 (14%) with", "6074 on".
_BEHIND = re.compile(
    r"\s?[)\]%,]?\s?[(\[]?(?:[^;:]{0,70}?\b)?(?:in|with|for|on|of|to|among|after|at|by|during|under|as|"
    r"receiv(?:ed|ing)|treated|taking|"
    r"assigned|allocated|randomi[sz]ed|using|from|into|undergoing|underwent|given|within|had|getting|"
    r"were|was)\s(?:both\s)?"
    r"(?:the\s|an?\s|their\s|oral\s|standard\s)?(?:\S+\s){0,2}?[(\[]?$|\s?[)\]]?,?\s?[(\[]?(?:the\s)?$|"
    r"\s?[(\[](?:[^()]{0,30}\s)?$",
    re.IGNORECASE,
)
# Between a label and the number behind it: "group A: 14", "TC, n = 506", "the control group (25%".
_BEFORE = re.compile(
    r"['\"]?(?:[\s-](?:groups?|arms?|regimens?|cohorts?|patients|women|users|recipients|subjects|"
    r"participants|treatment|therapy|alone))*"
    r"(?:\s?[:=,([{-]\s?|\s(?:was|were|is|had|showed|reached|achieved|experienced|reported|received|consist(?:ed|s|ing)\sof|comprised|included|contained|of|at|the|an?|only|it|n)\b)*"
    r"(?:\s?[nN]\s?=\s?)?\s?[(\[]?",
    re.IGNORECASE,
)
# Between a label and the number that it has to itself: "group 1 (30 patients) took A, group 2 (31) took B".
_TIGHT = re.compile(r"(?:\s(?:groups?|arms?))?\s?[(\[]\s?(?:[nN]\s?=\s?)?")
# Behind a label: a number of its own.
_ITS_OWN = re.compile(r"(?:\s(?:groups?|arms?))?\s?[:=,]?\s?(?:[nN]\s?=\s?)?\d|\s?\([nN]?\s?=?\s?\d")
# Before a label: a percent that is of this arm, "(57% on placebo, 88% on drug A)".
_TAKEN = re.compile(r"\d\s?%[)\]]?\s(?:of\s\w+\s)?(?:on|in|with|for)\s(?:the\s)?$")
# Behind a label: a percent that is of this arm alone, "(A 30%; placebo 4%), anaemia (12%; 9%)".
_SHARE = re.compile(r"(?:\s(?:group|arm))?\s?[:=,]?\s?\d+(?:\.\d+)?\s?%")
_JOIN = re.compile(r"\b(?:and|vs?|versus|compared|than|while|whereas|but|or|differ\w*)\b|;", re.IGNORECASE)
_ORDERED = re.compile(r"\brespectively\b|\bin\sthat\sorder\b", re.IGNORECASE)
# Between two labels of which each has a number of its own.
_COUNTED = re.compile(
    rf"\s(?:{COUNT}|none|{WORDS})\s(?:[a-z]+\s)?(?:in|with|on|of|to|for|receiv\w+|who|were|had)\b",
    re.IGNORECASE,
)
# Between two labels that share a number, and behind the first of them.
_CHOICE = re.compile(r"\b(?:or|and|vs|versus)\b|/", re.IGNORECASE)
_OR = re.compile(
    r"(?:\s(?:groups?|arms?))?(?:\s?[(\[][^()\[\]]*[)\]])?[^.;:()]{0,60}?\s(?:or|versus|vs\.?)\s(?:the\s|"
    rf"an?\s|in\s)*(?!none\b|{WORDS})[A-Za-z]",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
# Behind words for whom the trial took in, rather than for an arm: "with asthma were randomly assigned".
_PUT = re.compile(
    r"(?:\s[a-z-]+){0,3}?\s(?:were|was)\s(?:\w+ly\s)?(?:randomi[sz]ed|assigned|allocated|divided|"
    r"enrolled|recruited)\b"
)
# Behind those whom a trial shared out: "310 responders were re-randomised to A or B".
_SHARED_OUT = re.compile(
    r"(?:\s[a-z-]+){0,6}?\s(?:were|was)\s(?:\w+ly\s)?(?:re-?)?(?:randomi[sz]ed|assigned|allocated)\s"
    r"(?:between|among|to\s[^.;]{1,80}?\sor)\s"
)
# Before the label of the other arm: what follows is not about it.
_COMPARATOR = re.compile(
    r"\b(?:compared\s(?:with|to)|relative\sto|than|versus|vs\.?|over|superior\sto|inferior\sto|against|"
    r"similar\sto)\s"
    r"(?:the\s|that\sof\s|those\sin\s|in\s)*$",
    re.IGNORECASE,
)
# What opens a sentence that is about one arm.
_IN_THE = re.compile(
    r"(?:In|Among|For|With|Of|On|After|During)\s(?:the\s|all\s|\d[\d,]*\s|those\s|patients\s|women\s|participants\s|"
    r"subjects\s|receiving\s|treated\swith\s|"
    r"assigned\sto\s|randomi[sz]ed\sto\s|in\s|who\sreceived\s|given\s)*",
)
_NUMBERED = re.compile(r"\d")
_NAMED = re.compile(r"[A-Za-z-]{4,}[^\d]*$")
_TWO_LABELS = re.compile(
    r"[^.;,()\d]{0,60}?\b(?:treated\swith|receiving|given|assigned\sto|randomi[sz]ed\sto|taking|with|"
    r"by)\s(?:the\s)?"
    r"(?P<one>[A-Za-z][^.;,()\d]{1,40}?)\sand\s(?:with\s|"
    r"by\s)?(?:the\s)?(?P<other>[A-Za-z][^.;,()\d]{1,40}?),?\srespectively"
)
_TOLD = re.compile(r"(?:\s[a-z]+){0,4},?\srespectively\b")
# A threshold: "a dose intensity of >90%".
_LIMIT = re.compile(r"(?:[<>\u2264\u2265]=?|at\sleast|more\sthan|less\sthan)\s?\d+(?:\.\d+)?\s?%?")
#: What sets two groups against each other between two numbers.
AGAINST = re.compile(
    r"\b(?:vs|v|versus|compared\s(?:with|to)|as\sopposed\sto|in\scontrast\sto|against|"
    r"in\scomparison\s(?:with|to)|than)\b|^\s?/\s?$",
    re.IGNORECASE,
)


def attribute(
    passage: Passage, sentence: Span, spans: Sequence[Span], within: Span | None = None
) -> list[Mention | None]:
    """The arm of each of some numbers of one sentence; None where it is not plain.

    Args:
        passage: the text.
        sentence: the sentence they stand in.
        spans: the numbers of one series, in order: one for each group, or one alone.
        within: the part of the sentence whose labels may belong to them; all of it where not given.
    """
    found = _told(passage, sentence, spans, within)
    return [
        None if _SHARED_OUT.match(passage.text, span.end) else arm
        for span, arm in zip(spans, found, strict=True)
    ]


def _told(
    passage: Passage, sentence: Span, spans: Sequence[Span], within: Span | None
) -> list[Mention | None]:
    low, high = within or sentence
    named = passage.arms.mentions(*sentence)
    if not named:
        told = _respective(passage.text, spans, sentence) if len(spans) > 1 else None
        return told or [None] * len(spans)
    mentions = [one for one in named if low <= one.start and one.end <= high]
    within_spans = [_within(mentions, span) for span in spans]
    mentions = [one for one in mentions if not _inside(one, spans)]
    if any(within_spans):
        return within_spans
    text = passage.text
    behind = [_behind(text, mentions, spans, at, sentence.end) for at in range(len(spans))]
    before = [_before(text, mentions, spans, at) for at in range(len(spans))]
    is_tight = all(
        one and _TIGHT.fullmatch(text, one.end, span.start) for one, span in zip(before, spans, strict=True)
    )
    for found in (before, behind) if is_tight else (behind, before):
        if all(found) and len({one.key for one in found if one}) == len(spans):
            return list(found)
    if len(spans) > 1:
        ordered = _in_order(text, mentions, spans, sentence) or _respective(text, spans, sentence)
        if ordered:
            return ordered
        if _TOLD.match(text, spans[-1].end):
            return [None] * len(spans)  # an order of labels, not all of which are known
    best = max(behind, before, key=lambda found: sum(map(bool, found)))
    apart = [one for one in named if not _inside(one, spans)]
    opposed = {
        at + 1 for at, (a, b) in enumerate(itertools.pairwise(spans)) if AGAINST.search(text[a.end : b.start])
    }
    return [
        found
        or _over_bracket(text, apart, span, sentence.start)
        or (None if at in opposed else _heading(text, mentions, span, sentence.start, best[at + 1 :]))
        for at, (found, span) in enumerate(zip(best, spans, strict=True))
    ]


def _within(mentions: Sequence[Mention], span: Span) -> Mention | None:
    """The one arm named between the numbers of a span: "14 in the control group (25%)"."""
    found = [one for one in mentions if span.start < one.start and one.end < span.end]
    return found[0] if len({one.key for one in found}) == 1 else None


def _inside(mention: Mention, spans: Sequence[Span]) -> bool:
    return any(mention.start < span.end and span.start < mention.end for span in spans)


def _behind(
    text: str, mentions: Sequence[Mention], spans: Sequence[Span], at: int, end: int
) -> Mention | None:
    """The label behind a number, before the next number of the series."""
    span = spans[at]
    limit = spans[at + 1].start if at + 1 < len(spans) else end
    following = [one for one in mentions if span.end <= one.start and one.end <= limit]
    if not following:
        return None
    gap = _BRACKETS.sub("", _BRACKETS.sub("", text[span.end : following[0].start]))
    if _is_choice(text, following, limit) or _PUT.match(text, following[0].end):
        return None
    gap = _LIMIT.sub("", gap)
    if gap.strip() == "," and _ITS_OWN.match(text, following[0].end):
        return None  # "A 12%, B 22%"
    if len(gap) > 90 or _JOIN.search(gap) or any(map(str.isdigit, gap)):
        return None
    return following[0] if _BEHIND.fullmatch(gap) else None


def _is_choice(text: str, mentions: Sequence[Mention], limit: int) -> bool:
    """Whether the first label is one of several that a number is about: "to A or B", "in A and B"."""
    for one, other in itertools.pairwise(mentions):
        if other.key != mentions[0].key:
            between = _BRACKETS.sub(" ", text[one.end : other.start])
            if between.strip() == ",":
                continue  # a list of them, "A, B or C": the last two tell
            return _CHOICE.search(between) is not None and not _COUNTED.search(between)
    return _OR.match(text, mentions[0].end, limit) is not None


def _before(text: str, mentions: Sequence[Mention], spans: Sequence[Span], at: int) -> Mention | None:
    """The label before a number, behind the last number of the series."""
    span = spans[at]
    limit = spans[at - 1].end if at else 0
    earlier = [one for one in mentions if limit <= one.start and one.end <= span.start]
    if not earlier:
        return None
    if _TAKEN.search(text, max(0, earlier[-1].start - 24), earlier[-1].start):
        return None
    gap = text[earlier[-1].end : span.start]
    return earlier[-1] if len(gap) < 60 and _BEFORE.fullmatch(gap) else None


def _in_order(
    text: str, mentions: Sequence[Mention], spans: Sequence[Span], sentence: Span
) -> list[Mention | None] | None:
    """Labels in the order of the numbers: "34% and 27% with A and B, respectively", "A than B (34% vs "
    "27%)"."""
    count = len(spans)
    after = _distinct([one for one in mentions if one.start >= spans[-1].end], count)
    ahead = _distinct([one for one in mentions if one.end <= spans[0].start][::-1], count)[::-1]
    told = _ORDERED.search(text, spans[-1].end, min(sentence.end, spans[-1].end + 250)) is not None
    if len(after) == count and (told or after[0].start - spans[-1].end < 40):
        return list(after)
    against = all(AGAINST.search(text[a.end : b.start]) for a, b in itertools.pairwise(spans))
    if len(ahead) == count and (told or against) and spans[0].start - ahead[-1].end < 160:
        return list(ahead)
    return None


def _respective(text: str, spans: Sequence[Span], sentence: Span) -> list[Mention | None] | None:
    """Two labels that nothing else tells: "34% and 27% of patients treated with A and B, respectively"."""
    if len(spans) != 2:
        return None
    match = _TWO_LABELS.match(text, spans[1].end, sentence.end)
    return [Mention(*match.span(name), key(match[name])) for name in ("one", "other")] if match else None


def _distinct(mentions: Sequence[Mention], count: int) -> list[Mention]:
    """The first labels of different arms, up to `count`."""
    kept: list[Mention] = []
    for one in mentions:
        if any(one.key == other.key for other in kept):
            continue
        kept.append(one)
        if len(kept) == count:
            break
    return kept


def _over_bracket(text: str, mentions: Sequence[Mention], span: Span, start: int) -> Mention | None:
    """The label right before the bracket that a number is listed in: "in arm A (fatigue 31%, pain 11%)"."""
    opened = text.rfind("(", start, span.start)
    inside = text[opened + 1 : span.start]
    if opened < 0 or ")" in inside or AGAINST.search(inside):
        return None
    # A second number without a name of its own is rather that of the other arm: "(ten [3%] and three [2%])".
    if _NUMBERED.search(inside) and not _NAMED.search(inside):
        return None
    earlier = [one for one in mentions if one.end <= opened]
    return earlier[-1] if earlier and _BEFORE.fullmatch(text, earlier[-1].end, opened) else None


def only_arm(passage: Passage, sentence: Span, span: Span) -> Mention | None:
    """The only arm that a sentence names, where it does so before a number and not to compare with it."""
    mentions = passage.arms.mentions(*sentence)
    if len({one.key for one in mentions}) > 1:  # of several, the one in the same clause
        low = passage.text.rfind("; ", sentence.start, span.start)
        high = passage.text.find("; ", span.end, sentence.end)
        mentions = [one for one in mentions if low < one.start and (high < 0 or one.end <= high)]
    if len({one.key for one in mentions}) != 1 or mentions[0].start > span.start:
        return None
    first = mentions[0].start
    own = _SHARE.match(passage.text, mentions[0].end)
    taken = _TAKEN.search(passage.text, max(0, first - 24), first)
    if (
        taken
        or (own and own.end() <= span.start)
        or _COMPARATOR.search(passage.text, max(0, first - 30), first)
    ):
        return None
    return mentions[0]


def _heading(
    text: str, mentions: Sequence[Mention], span: Span, start: int, others: Sequence[Mention | None]
) -> Mention | None:
    """The only arm that a sentence names, at its very beginning: "In the A group, … 12 … and 15 …".

    What is set against it may have other arms: `others` are those of the numbers behind in the series.
    """
    first = mentions[0] if mentions else None
    if first is None or first.start > span.start:
        return None
    told = {one.key for one in others if one}
    if any(one.key != first.key and (one.key not in told or one.start < span.end) for one in mentions):
        return None
    return first if _IN_THE.fullmatch(text, start, first.start) else None
