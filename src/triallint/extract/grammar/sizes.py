"""How many participants: totals and arm sizes, told apart from plans and from events."""

import re
from collections.abc import Iterator, Sequence

from ...model import Span
from ..facts import Fact
from .attribution import attribute
from .boxed import boxed, each_arm
from .heads import Head, heads
from .labels import Mention, key
from .numbers import COUNT, value
from .parallel import parallel
from .passage import Passage
from .people import PEOPLE
from .roles import PLACED
from .stages import stage_of, takes_part
from .summing import parts

# Before the sign of "n = 46", "group A = 14", "(IG = 18"; behind it.
_NAMED = re.compile(
    r"(?:(?P<n>(?<!\w)[nN])|\b(?:[Gg]roup|[Aa]rm)(?:\s[A-Z1-4])?|"
    r"[(;]\s?(?!OR|HR|RR|SD|SE|CI|AUC|ES|IQR|RD|MD|NNT|DF|BMI|OS)[A-Z][A-Za-z+-]{1,7})\s?$"
)
_COUNT = re.compile(rf"\s?(?P<n>{COUNT})(?!\s?(?:%|/(?!\s?(?:group|arm))|of\s\d))")
_LISTED = re.compile(
    r"[(;:]\s?(?:and\s)?(?P<label>[A-Za-z](?:(?!\b(?:and|or|with|in|of|who|were|was|had|than)\b)[^\d();,=<>]){1,40}?)"
    r"(?:,\s|\s?:\s?|\s)[nN]\s?=\s?$"
)
_EACH = re.compile(
    r"\s?(?:patients\s|women\s|participants\s|subjects\s)?(?:in\s|for\s|per\s|/\s?)?(?:each\b|"
    r"(?<=per\s)(?:group|arm)|(?<=/)(?:group|arm))"
)
_CLOSED = re.compile(r"\s?[);,]")
_HEADS = re.compile(rf"(?:{PEOPLE})\s?[(\[{{]\s?$")
_WERE = re.compile(
    r"\s?[)\]}](?:\s[^.;()]{0,60}?)??\s(?:were|was|have|had|completed|participated|received|underwent|"
    r"undergoing|initiating|with|who|from)\b"
)

# Before "(n = 3)": what is counted is what happened.
_HAPPENED = re.compile(
    r"\b(?:died|deaths?|relaps\w+|recurrences?|events?\s(?:were|occurred)|occurred|fewer|more|incidence|"
    r"rare|frequent|observed|reported|involvement|developed|experienced)\b",
    re.IGNORECASE,
)

# What participants did or had, rather than being in the trial.
_EVENT = re.compile(
    r"[\s)]*(?:[(\[][^()]*[)\]]\s)?(?:(?:who|that|also|had|have|has|were|was|subsequently|already|then|"
    r"in\seach\s\w+)\s)*(?:died|relaps|had\b|experienc|develop|refus|withdr|declin|drop|"
    r"discontinu|achiev|respond|progress|report|did\snot|excluded|inelig|not\s|lost|deceased|dead|alive|"
    r"determined|considered|"
    r"required|stopped|suffer|show|with(?:drew|out)\b|free\sof|diagnosed|positive|negative|found|"
    r"of\swhom|opted|chose|prior|per\b|each\b)",
    re.IGNORECASE,
)
#: Behind a count of those who were put into the arms of a trial, and not of an event.
_RANDOMISED = re.compile(r"\s(?:who\s|that\s)?(?:(?:had|have)\s)?under(?:went|gone)\srandomi[sz]ation\b")
#: Who they are, before what was done with them: "women who had undergone surgery were randomly assigned".
_WHO_HAD = re.compile(
    r"(?:\s?\([^()]*\))?\s(?:who|that)\s(?:have|has|had)(?!\s(?:an?\s)?(?:died|relaps|recurr|progress|withdr|dropped|event|failed))"
    r"[^.;]{3,160}?\s(?:were|was|are)\s(?:\w+ly\s)?(?:randomi|random|enrol|recruit|assign|allocat|includ|divid|accru|"
    r"studied|analy[sz])",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:of\s(?:these|those|whom)|another|remaining|other|additional|only|further|in\seach|"
    r"each\s\w+\scontained|subset\sof|out\sof)\s?$",
    re.IGNORECASE,
)
# Before those of one kind among others: "100 patients (60 men", "100 (50 men, 50".
_TOLD_OF = re.compile(
    r"(?:\d|patients|participants|subjects|adults|volunteers)\s?\((?:\d+\s(?:\w+\s)?(?:wo)?men(?:,|\sand)\s)?$"
)
_OF_THEM = re.compile(r"\bof\s(?:these|those|whom),?\s?$", re.IGNORECASE)
# Behind a number that goes on counting the participants of the sentence before it.
_GOES_ON = re.compile(
    r"\s(?:[(\[][^()]*[)\]]\s)?(?:\w+\s)?(?:(?:were|was|had\sbeen)\s(?:\w+ly\s)?(?:evaluab|eligib|"
    r"analy[sz]|treated|randomi|included|assess|enrolled|recruited|assigned|divided|allocated|available)|"
    r"under(?:went|gone)\srandomi[sz]ation\b|received\s(?:at\sleast\sone|any\sstudy|the\sassigned)\b|"
    r"completed\b|finished\b|evaluable\b|eligible\b|assessable\b|enrolled\b|randomi[sz]ed\b|"
    r"participated\b|for\sresponse\b|"
    r"(?:met|fulfilled|satisfied|agreed|consented|gave|provided|signed|entered|joined|attended|returned)\b"
    r"[^.;,()]{0,60}?\s(?:criteria|consent|randomi[sz](?:ed|ation)|enrolled|participate|participation|"
    r"(?:the\s)?(?:trial|study)|(?:data|follow-?up|questionnaires?|assessments?|surveys?))\b)",
    re.IGNORECASE,
)
# A sentence without a verb of its own, as under the heading "Participants": "Sixty women with …".
_FINITE = re.compile(
    r"\b(?:were|was|had|have|has|did|do|are|is|died|developed|experienced|showed|reported|achieved)\b"
)
# Before a number that counts all: "a total of", "we enrolled", "subjects were", "results are given for".
_TOTALLED = re.compile(
    r"(?:\b(?:total\sof|in\stotal,?|in\sall,?|overall,?|altogether,?|sample\sof)|randomi[sz]ed|"
    r"randomly\sassigned|"
    r"enrolled|recruited|\b(?:subjects|participants|patients|population|sample|cohort)\s(?:were|was|"
    r"comprised|included|"
    r"consisted\sof)(?:\sthe)?|\b(?:results|outcomes|findings)\b[^.;,]{0,24}\s(?:for|from|of))\s?$",
    re.IGNORECASE,
)
_VERBED = re.compile(
    r"(?:\s[^\s.;:()]+){1,9}?\s(?:were|was)\s(?:\w+ly\s)?(?:randomi|random|enrol|recruit|assign|allocat|"
    r"includ|divid|accru)",
    re.IGNORECASE,
)


# A noun for participants some way behind its number, "60 ASA class I or II women were enrolled".
_LONG_NOUN = re.compile(
    rf"\s[^.;:()]{{3,90}}?\s{PEOPLE}\b[^.;:]{{0,120}}?\s(?:were|was)\s(?:\w+ly\s)?(?i:randomi|random|enrol|recruit|assign|"
    r"allocat|includ|divid|accru|studied)"
)
# Before those who were taken in, whatever they are called; and behind a number of what is no participant.
_WE_TOOK = re.compile(
    r"\b[Ww]e\s(?:\w+ly\s)?(?:randomi[sz]ed|assigned|enrolled|recruited)\s(?:a\stotal\sof\s)?$"
)
_THINGS = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:eyes|knees|hips|teeth|limbs|hospitals|practices|clinics|schools|villages|clusters|"
    r"centres|centers|trials|studies|wards|homes|sites|samples|units|families|mice|rats|dogs|pigs)\b"
)


def sizes(passage: Passage) -> Iterator[Fact]:
    """How many participants the trial, or an arm of it, had."""
    equalled = list(_equalled(passage))
    yield from equalled
    listed = [fact.start for fact in equalled if fact.said.get("stage") == "arm"]
    for sentence in passage.numbered:
        found = heads(passage, sentence)
        totals = [at for at, head in enumerate(found) if _is_total(passage, sentence, head)]
        if not totals:
            continue
        beside = [one for one in listed if sentence.start <= one < sentence.end]
        of_arms = _of_arms(passage, sentence, found, len(beside))
        for head in (found[at] for at in totals):
            # A count before the sizes of two arms in one sentence is that of both together.
            is_of_both = sum(head.end < one for one in beside) > 1 or _is_sum(head, found)
            if head not in of_arms or is_of_both:
                passage.claimed.add(head.start)
                stage = stage_of(passage.text, sentence, head.start, head.noun)
                yield _fact(passage, Span(head.start, head.end), stage)


def _is_sum(head: Head, found: list[Head]) -> bool:
    """Whether a count is that of the next two or more together: "91 were analysed, 48 in A and 43 in B"."""
    return _adds_up([head.value, *(one.value for one in found if one.start > head.end)])


def _adds_up(values: Sequence[float]) -> bool:
    """Whether the first of some numbers is the sum of the next two or more."""
    rest = values[0]
    for at, one in enumerate(values[1:]):
        rest -= one
        if one < 1 or rest <= 0:
            return rest == 0 and at > 0
    return False


def _of_arms(passage: Passage, sentence: Span, found: list[Head], equalled: int) -> set[Head]:
    """The counts of a sentence that are those of one arm."""
    each = each_arm(passage, sentence, found)
    lone = [at for at in range(len(found)) if at not in each]
    arms = attribute(passage, sentence, [Span(found[at].start, found[at].end) for at in lone])
    of_arms = {at for at, arm in zip(lone, arms, strict=True) if arm and abs(arm.start - found[at].noun) < 90}
    of_arms |= {*parallel(passage, sentence, found), *boxed(passage, sentence, found, equalled)}
    of_arms |= each | {*parts(passage, found)}
    return {found[at] for at in of_arms}


def _equalled(passage: Passage) -> Iterator[Fact]:
    """Sizes printed as "n = 46"."""
    text = passage.text
    if "=" not in text:
        return
    by_sentence: dict[int, list[Span]] = {}
    for span in _signed(text):
        if span.start not in passage.claimed:
            passage.claimed.add(span.start)
            by_sentence.setdefault(passage.sentences.number(span.start), []).append(span)
    for spans in by_sentence.values():
        sentence = passage.sentence(spans[0].start)
        values = [value(text[slice(*span)]) or 0 for span in spans]
        whole = [
            span
            for at, span in enumerate(spans)
            if _stands_for_all(passage, span, sentence, alone=len(spans) == 1) or _adds_up(values[at:])
        ]
        parts = [span for span in spans if span not in whole]
        arms = attribute(passage, sentence, parts)
        for span in whole:
            yield _fact(passage, span, stage_of(text, sentence, span.start, span.end))
        happened = (
            len(parts) > 1
            and _HAPPENED.search(text, sentence.start, parts[0].start) is not None
            and not PLACED.search(text, *sentence)
        )
        for span, arm in zip(parts, arms, strict=True):
            if happened:
                label = passage.quote(arm.start, arm.end) if arm else None
                yield Fact(
                    "proportion", {"events": passage.number(*span)}, *span, {}, label, is_compared=True
                )
            elif _EACH.match(text, span.end):
                yield _fact(passage, span, "arm")
            elif len(parts) == 1 and arm is None:
                yield _fact(passage, span, stage_of(text, sentence, span.start, span.end))
            else:
                yield _fact(passage, span, "arm", arm or _listed_label(text, span))


def _listed_label(text: str, span: Span) -> Mention | None:
    """The words right before a size in a list in brackets: "(drug A, n = 74; placebo, n = 74)"."""
    match = _LISTED.search(text, max(0, span.start - 50), span.start)
    return Mention(*match.span("label"), key(match["label"])) if match else None


def _signed(text: str) -> Iterator[Span]:
    """The numbers behind "n =" and behind a label with "="."""
    at = text.find("=")
    while at >= 0:
        count = _COUNT.match(text, at + 1)
        named = _NAMED.search(text, max(0, at - 12), at) if count else None
        if count and named and (named["n"] or _CLOSED.match(text, count.end())):
            yield Span(*count.span("n"))
        at = text.find("=", at + 1)


def _stands_for_all(passage: Passage, span: Span, sentence: Span, alone: bool) -> bool:
    """Whether "(n = 449" stands behind participants who are not named as those of an arm."""
    text = passage.text
    begin = (
        text.rfind("n", sentence.start, span.start)
        if "n" in text[span.start - 4 : span.start]
        else text.rfind("N", 0, span.start)
    )
    before = text[max(sentence.start, begin - 60) : begin]
    named = any(begin - 45 <= one.start and one.end <= begin for one in passage.arms.mentions(*sentence))
    if _HEADS.search(before):
        return not named
    return alone and not named and _WERE.match(text, span.end) is not None


def _fact(passage: Passage, span: Span, stage: str, arm: Mention | None = None) -> Fact:
    label = passage.quote(arm.start, arm.end) if arm else None
    number = passage.number(*span)
    if stage != "arm":
        passage.totals.add(int(value(number.text.replace(",", "")) or 0))
    return Fact("size", {"n": number}, *span, {"stage": stage}, label)


def _is_total(passage: Passage, sentence: Span, head: Head) -> bool:
    text = passage.text
    if head.value < 4:
        return False
    if _EVENT.match(text, head.noun, sentence.end) and not any(
        which.match(text, head.noun, sentence.end) for which in (_RANDOMISED, _WHO_HAD)
    ):
        return False
    before = text[max(sentence.start, head.start - 45) : head.start]
    if _PART.search(before) and not (before.strip() == "Out of" and head.has_people):
        return (
            _OF_THEM.search(before) is not None and _GOES_ON.match(text, head.end, sentence.end) is not None
        )
    if _GOES_ON.match(text, head.end, sentence.end):
        return True
    if _TOLD_OF.search(text, max(sentence.start, head.start - 60), head.start):
        return False
    if not head.has_people:
        if _WE_TOOK.search(before):
            return _THINGS.match(text, head.end, sentence.end) is None
        opens = head.start == sentence.start or _TOTALLED.search(before) is not None
        verbs = (_VERBED, _LONG_NOUN) if opens else ()
        return any(verb.match(text, head.end, sentence.end) for verb in verbs)
    if head.start == sentence.start and not _FINITE.search(text, *sentence):
        return True
    return _TOTALLED.search(before) is not None or takes_part(text[slice(*sentence)].lower())
