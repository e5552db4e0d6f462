"""A trial registry number has the form that its registry gives.

A number with a digit too many or too few finds no trial, or another one. The forms are those of
ClinicalTrials.gov, ISRCTN, EudraCT and CTIS, and of the registers of WHO's platform; no form has a check
digit that could be tested.

Letters in the wrong case, blanks, hyphens and labels between the parts are put right without loss. A
number of the wrong length, or with its letters in the wrong order, is an error: what was probably meant
is offered, and is a guess. A digit may be lost anywhere, so that nothing is offered where it is not one of
several zeros that the number begins with. An item of a cell that is in no registry's form is info: a sponsor's number is
none of the registries', and belongs into `note`.

Source: forms given by the registries and by WHO's International Clinical Trials Registry Platform.

Bad:

    reports
    report_id | title | registry_ids
    R1        | One   | NCT001715                           <- registry_ids
    R2        | Two   | ISCRTN06180958                      <- registry_ids
    R3        | Three | NCT01208194; DRKS0005219            <- registry_ids

Fixed:

    reports
    report_id | title | registry_ids
    R1        | One   | NCT00001715
    R2        | Two   | ISRCTN06180958
    R3        | Three | NCT01208194; DRKS00005219

Bad, with a digit lost anywhere:

    reports
    report_id | title | registry_ids
    R1        | One   | NCT0123456                          <- registry_ids
    R2        | Two   | NCT1                                <- registry_ids

Bad, in its writing alone, or no registry's:

    trials
    trial_id | registry_ids
    T1       | nCt01208194; ISRCTN 02452400          <- registry_ids (info)
    T2       | UMIN:000000562                        <- registry_ids (info)
    T3       | ChiCTR-1800014567; NCT01208194        <- registry_ids (info)
    T4       | AALL1731                              <- registry_ids (info)
    T5       | NCT01208194; study 20120215           <- registry_ids (info)

Fixed:

    trials
    trial_id | registry_ids
    T1       | NCT01208194; ISRCTN02452400
    T2       | UMIN000000562
    T3       | ChiCTR1800014567; NCT01208194
    T4       | AALL1731
    T5       | NCT01208194; study 20120215

Good, of many registries:

    trials
    trial_id | registry_ids
    T1       | NCT01208194; ISRCTN02452400; 2013-003828-36; 2022-500001-12-00
    T2       | ACTRN12605000123456; ChiCTR1800014567; ChiCTR-TRC-12002187; CTRI/2018/05/013837
    T3       | DRKS00005219; IRCT20080901001165N8; UMIN000000562; JapicCTI-132356; jRCT1031180123
    T4       | jRCTs031180123; JMA-IIA00001; KCT0001234; NTR1912; NL9229; PACTR201105000292708
    T5       | PER-106-20; RBR-6t4hwb; RPCEC00000123; SLCTR/2020/012; TCTR20200101001; LBCTR2020012345
    T6       | U1111-1234-5678; ClinicalTrials.gov NCT02345678
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Grade,
    Identifier,
    Problem,
    Problems,
    Report,
    Trial,
    check,
    holds_registry_numbers,
    reading_of,
    rewritten,
    words_of,
)


def _is_tidied(one: Identifier) -> bool:
    return {note.grade for note in one.notes} == {Grade.tidied} and not _is_prefixed(one)


def _is_prefixed(one: Identifier) -> bool:
    return any(note.what in ("prefix", "family") for note in one.notes)


@check(severity="error", applies=holds_registry_numbers)
def problems(row: Report | Trial) -> Problems:
    """Yield for numbers of no possible form, for untidy ones, and for what is no registry's."""
    cell, reading = row.registry_ids, reading_of(row.registry_ids)
    if reading.verdict not in ("one", "several", "malformed"):
        return NOT_APPLICABLE
    broken = [one for one in reading.found if one.grade is Grade.broken and one.notes[0].what != "zero"]
    untidy = [one for one in reading.found if _is_tidied(one)]
    for one in broken:
        guess = one.ladder[0] if one.ladder else ""
        yield Problem(
            cell,
            f"`{one.text}` is no registry's number: {words_of(one.notes)}",
            reading=f"it may be `{guess}`" if guess else None,
            remedy="Copy the number from the report or the registry.",
            fix=rewritten(cell, _replaced(cell.text, {one: guess})) if guess else None,
        )
    if untidy:
        new = _replaced(cell.text, {one: one.canonical for one in untidy})
        said = "; ".join(f"`{one.text}` is `{one.canonical}`: {words_of(one.notes)}" for one in untidy)
        yield Problem(cell, said, severity="info", fix=rewritten(cell, new, safe=True))
    for words in reading.residue:
        message = f"`{words}` is in no registry's form"
        remedy = "A sponsor's own number goes into `note`; else compare it with the report."
        yield Problem(cell, message, severity="info", remedy=remedy)
    return None


def _replaced(text: str, new: dict[Identifier, str]) -> str:
    for one in sorted(new, key=lambda one: -one.span.start):
        text = text[: one.span.start] + new[one] + text[one.span.end :]
    return text
