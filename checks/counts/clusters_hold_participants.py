"""A cluster-randomised arm has at least as many participants as clusters, and its correlation is one.

Villages, practices and wards are filled with participants. An arm with more clusters than participants has
the two columns changed, and an intracluster correlation beyond 1 has a decimal point in the wrong place.

clusters <= randomised (whole numbers), where the arm states both; a warning, because clusters may stay
empty. The rounding interval of the intracluster correlation must meet -1 to 1; it is seldom above 0.3.

Source: Cochrane Handbook for Systematic Reviews of Interventions, section 23.1; CONSORT extension for
cluster trials 2012.

Bad:

    arms
    report_id | arm_id | label | randomised | clusters | icc
    R1        | A      | one   | 12         | 240      | 0.05    <- clusters (warning)
    R1        | B      | two   | 240        | 12       | 5       <- icc
    R1        | C      | three |            | 12       | 1.01    <- icc

Good, up to the edges:

    arms
    report_id | arm_id | label | randomised | clusters | icc
    R1        | A      | one   | 12         | 12       | 0.05
    R1        | B      | two   | 240        | 12       | -0.01
    R1        | C      | three | 1,000      | 12       | 1.00
    R1        | D      | four  |            | 12       | 1

Skipped:

    arms
    report_id | arm_id | label | clusters
    R1        | A      | one   | 12
"""

from triallint.kit import Arm, CannotLook, Interval, Problem, Problems, check

_CORRELATIONS = Interval.exactly(-1).hull(Interval.exactly(1))


@check(severity="error", applies=lambda arm: bool(arm.clusters or arm.icc))
def problems(arm: Arm) -> Problems:
    """Yield for clusters that cannot all have a participant, and for an impossible correlation."""
    looked = False
    if arm.icc:
        looked = True
        if not arm.icc.interval.meets(_CORRELATIONS):
            yield Problem(arm.icc, f"an intracluster correlation of {arm.icc}, where -1 to 1 is possible")
    if arm.clusters and arm.randomised:
        looked = True
        if arm.clusters.count > arm.randomised.count:
            yield Problem(
                arm.clusters,
                f"{arm.clusters} clusters with {arm.randomised} participants",
                also=[arm.randomised],
                severity="warning",
                reading="the two numbers may have changed places",
            )
    if not looked:
        raise CannotLook("the participants of the clusters are not given")
    return None
