"""Who is counted: the nouns for participants, and the phrase from a number to its noun."""

#: Nouns for participants in a trial.
PEOPLE = (
    r"(?i:patients?|women|woman|wom[ae]n|m[ae]n|participants?|subjects?|individuals?|people|persons?|adults?|"
    r"children|adolescents?|infants?|neonates?|newborns?|toddlers|babies|boys|girls|volunteers?|"
    r"survivors?|females|males|outpatients?|inpatients?|"
    r"mothers?|fathers?|parents?|families|couples|students?|pupils?|schoolchildren|latinas?|completers|carriers|radiologists|pts|"
    r"smokers|veterans|caregivers?|carers|residents?|workers?|users?|controls?|cases?|twins|"
    r"ladies|respondents?|enrollees?|recipients?|donors?|athletes|seniors|households)"
)

#: Words that end the phrase between a number and its noun.
_STOPS = (
    r"(?:in|of|with|were|was|are|is|had|have|has|to|for|on|at|from|by|who|whom|which|that|than|vs?|versus|"
    r"received|underwent|randomi[sz]ed\sto|events?|deaths?|years?|months?|weeks?|days?|hours?|minutes?|"
    r"mg|g|kg|ml|mm|cm|m2|gy|points?|times?|cycles?|courses?|doses?|sites?|trials?|studies|respectively)"
)

#: From behind a number to the end of its noun: " postmenopausal breast cancer patients".
PHRASE = rf"(?:[\s-](?!(?i:{_STOPS})\b)[^\s.;:()\[\]%\d][^\s.;:()\[\]%]*){{0,9}}?[\s-]{PEOPLE}(?![\w-])"
