"""What a sentence says of those it counts: that they were put into arms, or that something happened."""

import re

#: Words that say that something happened to participants, or was found in them.
EVENT = re.compile(
    r"\b(?:died|deaths?|dead|relaps\w+|recurr\w+|progress(?:ed|ions?)|events?|occurr\w+|experienc\w+|"
    r"develop(?:ed|ing)|report(?:ed|ing)|observed|seen|found|detected|"
    r"had|showed|ineligible|achiev\w+|respon\w+|remission|lost|withdr\w+|discontinu\w+|dropped|stopped|refused|"
    r"failed|fail(?:ure)?s?|metasta\w+|fractures?|"
    r"infections?|toxicit\w+|complications?|cancers?\s(?:were|was|detected|occurred)|diagnosed|required|"
    r"needed|suffered|positive|were\sfree|remained|changed)\b",
    re.IGNORECASE,
)
#: Words that say that participants were put into an arm.
PLACED = re.compile(
    r"\b(?:(?:were|was|been|we)\s(?:\w+ly\s|equally\s|then\s|first\s|prospectively\s)*(?:assigned|"
    r"allocated|randomi[sz]ed|divided|entered|enrolled|recruited|included|treated)|randomly\s\w+|"
    r"randomi[sz]ed\s(?:to|into|between)|"
    r"under(?:went|gone|going)\srandomi[sz]ation|"
    r"to\sreceive|eligible|evaluable|assessable|analy[sz]ed|allocated|recruited|accrued|enrolled)\b",
    re.IGNORECASE,
)
#: Behind a share of those who were asked: that so many of them are in the trial.
TOOK_PART = re.compile(
    r"[)\]]?(?:\sof\swhom)?(?:\s(?!who\b|whom\b|in\b|with\b)[a-z-]+){0,4}?\s(?P<verb>participated|took\spart|"
    r"(?:agreed|consented)\sto\s(?:the\s)?(?:randomi[sz]|particip|trial|study)\w*|(?:completed|provided|returned)\s(?:the\s)?(?:[\w-]+\s){0,3}?"
    r"(?:trial|study|follow-?up|questionnaires?|surveys?|assessments?|data|protocol|evaluations?)|(?:were|was)\s(?:\w+ly\s)?(?:enrolled|"
    r"recruited|randomi[sz]ed|analy[sz]ed|evaluable|assessable|"
    r"included\sin\s(?:the\s)?(?:[\w-]+\s){0,3}?analys[ei]s))\b(?!\sto\b(?!\sthe\s(?:trial|study)\b))",
    re.IGNORECASE,
)
#: Behind a share of all participants: that so many of them were put into one arm.
ALLOTTED = re.compile(
    r"[)\]]?\s(?:[a-z-]+\s){0,2}?(?:were|was)\s(?:\w+ly\s)?(?:randomi[sz]ed|assigned|allocated)\s(?:in)?to\b(?!\sthe\s(?:trial|study)\b)",
    re.IGNORECASE,
)
#: Before a share of those who were asked or taken in: "the completion rate was 89% (100/112)".
TAKING_PART = re.compile(
    r"\b(?:recruitment|participation|completion|retention|enrol\w+|accrual)(?:\srates?)?\s(?:was|of|at)\s$",
    re.IGNORECASE,
)
