"""Which arms a text has, by the names its randomisation sentence and its brackets give, and their places."""

import re
from collections.abc import Iterator
from functools import cached_property

from .labels import Arm, Mention, key, named_groups
from .passage import Passage
from .quick import quick, small

# Where the text says what participants were assigned to or what was compared; searched from literal letters.
_ASSIGNED = quick(
    r"(?:(?:randomi|Randomi|RANDOMI|randomly|Randomly|assigned|allocated|divided)[^.;]{0,170}?"
    r"\b(?:to|into|between|receiv(?:e|ed|ing)|under(?:go|went))\s|"
    r"(?:compar|Compar)(?:e[ds]?|ing|isons?)(?:\s(?:of|between))?\s|received\seither\s)"
)
_LEAD = re.compile(
    r"(?:(?:either|one\sof|receive[ds]?|receiving|undergo(?:ing)?|have|get|treatment|therapy|be\streated|"
    r"additional|adjuvant"
    r"|with|to|the|an?|of|oral|orally|intravenous|iv|single[- ]agent|two|three|four|groups?|arms?|into|"
    r"initial"
    r"|neoadjuvant|immediate|preoperative|daily|once|weekly|efficacy|safety|and|effects?|use|both|six|five"
    r"|doses?|cycles?|courses?|years?|months?|weeks?|\(?(?:i{1,3}|\d{1,2}|[a-d])\))(?:\s|:\s?)|"
    r"\d+[\d.,]*(?:\s?(?:mg|g|mcg|µg|μg|ug|gy|iu)(?:/\S+)?)?\s)*",
    re.IGNORECASE,
)
# Where the name of a treatment ends: a bracket, a dose, a duration, a purpose.
_NAME_END = re.compile(
    r"\s?[(\[{;:,]|\s\d|\s(?:for|every|on|at|daily|once|twice|followed|after|before|given|in|"
    r"administered|during|by|as|from|per"
    r"|until|within|than|when|who|using|was|were|is|had|did|would|until|while|whereas)\b|\.\s|\.$",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r",?\s(?:or(?:\sto)?|versus|vs\.?|v\.?|and\sto|compared\s(?:with|to)|with\sthat\sof)\s|"
    r",\s(?=[^,;]{1,60},?\sor\s)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:between|compar\w+(?:\sof)?|into)\s$", re.IGNORECASE)
_PAIRED = re.compile(r"\s(?:and|with|to|versus|vs\.?)\s", re.IGNORECASE)
# Words of no arm's name: what is measured, what happens, who takes part.
_NO_NAME = re.compile(
    r"\b(?:surviv\w+|toxicit\w+|rates?|respons\w+|recurr\w+|events?|mortality|scores?|levels?|status|"
    r"incidence|risks?|quality|"
    r"efficac\w+|safety|outcomes?|effects?|was|were|is|are|had|has|have|that|which|who|their|between|"
    r"among|randomi[sz]ed|assigned|"
    r"age|aged|years?|months?|weeks?|days?|cycles?|patients\swith|differences?|duration|time|median|mean|"
    r"progression|"
    r"respectively|withdrawal|odds|hazard|ratio|disease|race|education|income|weight|changes?|baseline|"
    r"trials?|study|studies|results?|"
    r"despite|larger|more|less|balance|stratif\w+|factors?|tumou?rs?|nodes?|fractures?|deaths?|cancer$|"
    r"conducted|but|they|it|we|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\s(?:groups?|arms?)\s*$", re.IGNORECASE)
_SIZED = re.compile(r"[(\[{](?:[^()\[\]{}]{0,40}?[;,]\s?)?[nN]\s?=\s?\d(?!\d*\s?(?:vs?\b|versus))")
_SHORT = re.compile(r"\s?\((?:the\s)?([A-Z][A-Za-z0-9/+-]{0,14})(?:\s(?:group|arm))?\s?[;,)]")
_WEAK = frozenset(
    str.split(
        "patients women treatment therapy the control study group arm results outcome outcomes effect "
        "effects it them those receive surgery no not chemotherapy years age placebo-controlled efficacy "
        "safety survival toxicity both patient two three baseline response this that these all either "
        "each quality data other others same one more cancer breast adjuvant time least less participants "
        "subjects such and or to randomized between among"
    )
)
# Behind a name that stands for a property, not for the arm.
_HYPHENED = re.compile(
    r"-(?:control|naive|na\u00efve|resist|refract|sensitiv|based|induced|pretreat|relat|associat|recept|"
    r"posit|negat|free)"
)
_ALWAYS = ("placebo", "controls", "usual care", "standard care", "control")


class Arms:
    """The arms of one text.

    Attributes:
        found: each arm, by its key.
    """

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self.found: dict[str, Arm] = {}
        self._names: dict[str, str] = dict.fromkeys(_ALWAYS, "")
        self._kept: dict[int, list[Mention]] = {}
        for name in _ALWAYS:
            self._names[name] = "control" if name == "controls" else name
        for start, end, alias in _named(passage):
            self._add(start, end, alias)

    def _add(self, start: int, end: int, alias: tuple[int, int] | None) -> None:
        text = self._passage.text
        noun = _GROUP.search(text, start, end)
        end = noun.start() if noun else end
        label = text[start:end]
        one = key(label)
        if "%" in label or one in _WEAK or len(one) < 2 or _NO_NAME.search(label) or not label[0].isalnum():
            return
        arm = self.found.setdefault(one, Arm(one))
        arm.names.append(self._passage.quote(start, end))
        self._names.setdefault(label if label[:1].isupper() and len(label) < 9 else label.lower(), one)
        if alias:
            arm.names.append(self._passage.quote(*alias))
            self._names.setdefault(text[slice(*alias)], one)

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Where arms are named from `start` to `end`, in order; no two overlap, the longer one stands."""
        if start not in self._kept:
            self._kept[start] = _apart(
                [
                    *self._known(start, end),
                    *filter(self._is_of_some, named_groups(self._passage.text, start, end)),
                ]
            )
        return self._kept[start]

    def _is_of_some(self, one: Mention) -> bool:
        """Whether "the study group" is not all participants: there is a control group beside it."""
        return one.key != "study" or "ontrol" in self._passage.text

    def _known(self, start: int, end: int) -> Iterator[Mention]:
        text = self._passage.text
        for name, is_small, one in self._searched:
            where = self._small if is_small else text
            at = where.find(name, start, end)
            while at >= 0:
                stop = at + len(name)
                if not (
                    (name == "control" and where.startswith(" of ", stop, end))
                    or (at > start and where[at - 1].isalnum())
                    or where[stop : min(stop + 1, end)].isalnum()
                    or _HYPHENED.match(where, stop, end)
                ):
                    yield Mention(at, stop, one)
                at = where.find(name, stop, end)

    @cached_property
    def _searched(self) -> list[tuple[str, bool, str]]:
        """The names that the text holds at all, whether in small letters, and the arm that each names."""
        found = ((name, name.islower(), one) for name, one in self._names.items())
        return [one for one in found if one[0] in (self._small if one[1] else self._passage.text)]

    @cached_property
    def _small(self) -> str:
        return small(self._passage.text)


def _apart(mentions: list[Mention]) -> list[Mention]:
    mentions.sort(key=lambda one: (one.start, -one.end))
    kept: list[Mention] = []
    for one in mentions:
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _named(passage: Passage) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """The names of arms: of a choice behind "randomised to", "compared", and before "(n = …"."""
    text = passage.text
    done = -1
    for match in _ASSIGNED.finditer(text):
        if match.start() < done:
            continue
        _, stop = passage.sentence(match.start())
        names = list(_choice(text, match.end(), min(stop, match.end() + 400)))
        if len(names) > 1:
            done = stop
            yield from names
    sizes = list(_SIZED.finditer(text))
    numbers = [passage.sentences.number(sized.start()) for sized in sizes]
    for sized, number in zip(sizes, numbers, strict=True):
        if numbers.count(number) < 2:
            continue
        begin = max(passage.sentence(sized.start())[0], sized.start() - 60)
        label = _label_before(text, begin, sized.start())
        if label:
            yield (*label, None)


def _choice(text: str, at: int, stop: int) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """The names of a choice that begins at `at`: "A (…) or B (…)"."""
    joins = _PAIRED if _BETWEEN.search(text, max(0, at - 15), at) else _CHOICE
    for _ in range(6):
        lead = _LEAD.match(text, at, stop)
        at = lead.end() if lead else at
        ended = _NAME_END.search(text, at, stop)
        chosen = joins.search(text, at, stop)
        end = min(ended.start() if ended else stop, chosen.start() if chosen else stop)
        words = text[at:end].split()
        if 0 < len(words) <= 7 and any(map(str.isalpha, text[at:end])):
            short = _SHORT.match(text, end, stop)
            yield at, end, (short.start(1), short.end(1)) if short else None
        nxt = joins.search(_masked(text, end, stop))
        if nxt is None:
            return
        at = end + nxt.end()


def _masked(text: str, start: int, stop: int) -> str:
    """A text with what stands in brackets blotted out, so that only the outer words join."""
    words = text[start:stop]
    for _ in range(2):  # brackets in brackets
        words = _BRACKETED.sub(lambda match: "_" * len(match[0]), words)
    return words


_BRACKETED = re.compile(r"[(\[{][^()\[\]{}]*(?:[)\]}]|$)")
_OUTER = re.compile(
    r"(?:.*(?:[,;:()\[\]{}]|\b(?:to|as|or|and|receiv(?:e|ed|ing)|versus|vs\.?|either|undergo|the|in|of|for|"
    r"than|between|from|an?|at)\b))?\s*",
    re.IGNORECASE,
)


def _label_before(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The words before a bracket, back to a joining word."""
    match = _OUTER.match(text, begin, end)
    start = match.end() if match else begin
    stop = start + len(text[start:end].rstrip())
    words = text[start:stop].split()
    return (start, stop) if 0 < len(words) <= 5 and words[-1].lower().rstrip("s") not in _WEAK else None
