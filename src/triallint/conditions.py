"""What files and tables must be like before their numbers can be checked.

A condition is the name, severity and page of one kind of finding that reading or shaping may give, as
a check is of one kind that running may give; `triallint explain` prints both alike.
"""

from dataclasses import dataclass

from .model import Certainty, Finding, Fix, Place, Point, Severity, fingerprint


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold of a file or a table.

    Attributes:
        name: what holds, in snake case: `rows_fit_the_header`.
        severity: what a finding of it has.
        title: what holds, as a sentence.
        page: why it matters and what to do.
        family: "files" or "tables".
    """

    name: str
    severity: Severity
    title: str
    page: str
    family: str = "files"

    def broken(
        self,
        place: Place,
        text: str,
        message: str,
        *,
        remedy: str,
        also: tuple[Point, ...] = (),
        reading: str | None = None,
        fix: Fix | None = None,
        subject: str = "",
        words: str = "",
        certainty: Certainty = "stated",
        severity: Severity | None = None,
        identity: str = "",
    ) -> Finding:
        """A finding that it does not hold at `place`, where `text` stands.

        `identity` names the row, so that equal texts in two rows are told apart.
        """
        points = (Point(place, text[:200], words or place.name or "the file"), *also)
        return Finding(
            check=self.name,
            severity=severity or self.severity,
            message=message,
            points=points,
            certainty=certainty,
            reading=reading,
            remedy=remedy,
            fix=fix,
            subject=subject,
            fingerprint=fingerprint(
                self.name,
                (
                    *((identity,) if identity else ()),
                    *(part for p in points for part in (p.place.sheet or "", p.place.name, p.text)),
                ),
            ),
        )
