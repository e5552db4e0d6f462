"""Change every digit of every seed figure, print the shares, and write the list of unchecked cells."""

from collections import Counter

from .cells import parts
from .listing import FILE, HEADER, lines, told
from .verdicts import findings, shares, verdict


def main() -> None:
    """Go through all trials and write the list; cells without a reason are named."""
    total: Counter[str] = Counter()
    listed = ["\t".join(HEADER)]
    for trial, part in parts().items():
        clean = findings(part)
        verdicts = [verdict(part, cell, clean) for cell in part.cells()]
        count = shares(verdicts)
        total += count
        listed += lines(trial, verdicts)
        print(told(trial, count), flush=True)
    print(told("all", total))
    FILE.write_text("\n".join(listed) + "\n", encoding="utf-8")
    without = [line for line in listed if line.endswith("\t")]
    print(f"{FILE.name}: {len(listed) - 1} cells, {len(without)} without a reason", *without, sep="\n  ")


if __name__ == "__main__":
    main()
